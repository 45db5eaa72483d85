// The panel: who a node is and what binds it to whom; the sentences behind a tie.
const FIRST = 20; // rows and passages shown at first
const wikidata = (id) => (/^Q\d+$/.test(id ?? "") ? `https://www.wikidata.org/wiki/${id}` : null);

// The name of a country by its code, as the browser knows it in the language of the page.
function countryName(code) {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames([language], { type: "region", fallback: "code" }).of(code);
}

const chip = (type) => el("span", { class: `chip ${type}` }, t(type));
const fact = (term, ...about) => [el("dt", {}, t(term)), el("dd", {}, ...about)];

function nodeButton(node) {
  return el("button", { class: "name", onclick: () => show.node(node) }, named(NODES.label[node]));
}

// The first rows of a list, and a button for the rest of it.
function long(rows, make, list) {
  const more = el("button", { class: "more", onclick: () => reveal(Infinity) });
  let shown = 0;
  function reveal(many) {
    list.append(...rows.slice(shown, shown + many).map(make));
    shown = Math.min(rows.length, shown + many);
    more.hidden = shown >= rows.length;
    more.textContent = t("more", number(rows.length - shown));
  }
  reveal(FIRST);
  return [list, more];
}

function seenBetween(first, last) {
  if (!first) return null;
  return first === last || !last ? first : `${first} – ${last}`;
}

// What is stated of a node: roles, meetings and so on, each with how often, with whom, and whether
// it goes out from the node, comes in, or holds of both alike.
function statedOf(node) {
  const found = new Map();
  for (const tie of TIES_OF[node]) {
    for (const passage of CONTENT.evidence[tie]) {
      for (const relation of stated(passage)) {
        const source = relation.reverse ? TIES.target[tie] : TIES.source[tie];
        const word = CONTENT.relations[relation.type];
        const way = word === "meets" ? "–" : source === node ? "→" : "←";
        // What is said differs from time to time; offices and the like are told by their names.
        const label = word === "role" ? relation.label : "";
        const key = JSON.stringify([relation.type, relation.reservation, way, label, tie]);
        const one = found.get(key) ?? { ...relation, way, label, tie, count: 0 };
        one.count += 1;
        found.set(key, one);
      }
    }
  }
  return [...found.values()].sort((one, two) =>
    one.type - two.type || two.count - one.count || one.tie - two.tie);
}

const relationName = ({ type, reservation }) =>
  [reservation ? t(reservation) : "", t(`relation.${CONTENT.relations[type]}`)].join(" ").trim();

function statedRow(node) {
  return (relation) => el("li", {},
    el("button", { class: "stated", onclick: () => show.tie(relation.tie) },
      el("span", { class: "badge" }, relationName(relation)),
      el("span", { class: "label" },
        relation.label ? [named(relation.label), " "] : [],
        el("span", { class: "way" }, `${relation.way} `),
        named(NODES.label[other(relation.tie, node)])),
      el("span", { class: "count" }, relation.count > 1 ? `× ${number(relation.count)}` : "")));
}

function tieRow(node) {
  return (tie) => el("li", {},
    el("button", { class: "tie", onclick: () => show.tie(tie) },
      el("span", { class: `dot ${NODES.type[other(tie, node)]}`, "aria-hidden": true }),
      el("span", { class: "label" }, named(NODES.label[other(tie, node)])),
      el("span", { class: "count" }, number(countOf(tie)))));
}

function aboutNode(node) {
  const link = wikidata(NODES.wikidata[node]);
  const aliases = (NODES.aliases[node] ?? "").split(";").filter((one) => one && one !== NODES.label[node]);
  const when = seenBetween(NODES.first[node], NODES.last[node]);
  const ties = TIES_OF[node].filter((tie) => tie < DRAWN && countOf(tie) > 0);
  const relations = statedOf(node);
  const passages = passagesOfNode(node);
  return [
    el("p", {}, chip(NODES.type[node]), " ",
      link ? el("a", { href: link, target: "_blank", rel: "noopener noreferrer" }, `Wikidata ${NODES.wikidata[node]}`) : null),
    el("div", { class: "actions" },
      el("button", { "aria-pressed": String(state.only === node), onclick: () => {
        change({ only: state.only === node ? -1 : node, camera: null });
        fit();
      } }, t(state.only === node ? "whole network" : "own network")),
      el("button", { onclick: () => {
        change({ view: "network" });
        look({ ...camera(), x: NODES.x[node], y: NODES.y[node] });
      } }, t("centre"))),
    el("dl", {},
      fact("mentioned", counted("mentions", NODES.mentions[node]), " ", counted("in articles", NODES.articles[node])),
      when ? fact("seen", when) : [],
      aliases.length ? fact("spelt", aliases.flatMap((one, at) => [at ? ", " : "", named(one)])) : [],
      NODES.iso3166[node] ? fact("iso3166", NODES.iso3166[node]) : [],
      NODES.country[node] ? fact("country of", countryName(NODES.country[node])) : [],
      fact("id", el("code", {}, named(NODES.id[node]))),
      fact("community", communityName(COMMUNITIES[RANK_OF_COMMUNITY.get(NODES.community[node])])),
      fact("degree", number(NODES.degree[node])),
      fact("betweenness", measure(NODES.betweenness[node])),
      fact("pagerank", measure(NODES.pagerank[node]))),
    overTime(t("mentions over time"), PERIODS.nodes[node]),
    relations.length
      ? el("section", {}, el("h3", {}, t("stated")), ...long(relations, statedRow(node), el("ul", { class: "list" })))
      : null,
    el("section", {},
      el("h3", {}, t("strongest ties"), " ", el("span", { class: "count" }, number(ties.length))),
      ...(ties.length
        ? long(ties.sort((one, two) => countOf(two) - countOf(one) || one - two), tieRow(node), el("ul", { class: "list" }))
        : [el("p", { class: "note" }, t("no tie"))])),
    passages.length
      ? el("section", {},
        el("h3", {}, t("passages of ties"), " ", el("span", { class: "count" }, number(passages.length))),
        ...long(passages, passageItem([node]), el("ol", { class: "passages" })))
      : null,
  ];
}

// A passage with its names: those of the two marked, others as a link to whom they name.
function passageText(passage, ends) {
  const text = el("p", { class: "text", lang: "no", dir: "ltr" });
  const pieces = piecesOf(passage);
  for (let at = 0; at < pieces.length; at += 1) {
    if (typeof pieces[at] === "string") {
      text.append(named(pieces[at]));
      continue;
    }
    const node = pieces[at];
    at += 1;
    text.append(ends.includes(node)
      ? el("mark", { class: node === ends[0] ? "one" : "two" }, named(pieces[at]))
      : named(pieces[at]));
  }
  return text;
}

function sourceOf(article) {
  const { id, title, date, source } = CONTENT.articles;
  return el("p", { class: "source" },
    title[article] ? el("cite", {}, named(title[article])) : null,
    el("span", {}, date[article] ?? t("undated")),
    // An article that is a file of its own has the name of that file for an id.
    source[article]?.startsWith(id[article]) ? null : el("span", { class: "file" }, named(id[article])),
    el("span", { class: "file" }, named(source[article] ?? "")));
}

function relationItem(ends, here) {
  return (relation) => {
    const [from, to] = relation.reverse ? [ends[1], ends[0]] : ends;
    const word = CONTENT.relations[relation.type];
    return el("li", {},
      el("span", { class: "badge" }, relationName(relation)), " ",
      named(NODES.label[from]), word === "meets" ? " – " : " → ", named(NODES.label[to]),
      relation.label && word !== "states" ? el("span", { class: "label" }, ": ", named(relation.label)) : null,
      relation.coreference ? el("span", { class: "note" }, ` (${relation.coreference})`)
        // A statement of many sentences may name its speaker before or after these.
        : word === "states" && !here.has(relation.reverse ? ends[1] : ends[0])
          ? el("span", { class: "note" }, ` (${t("speaker elsewhere")})`) : null);
  };
}

function passageItem(ends) {
  return (passage) => {
    const here = new Set(piecesOf(passage[0]).filter(Number.isInteger));
    const relations = stated(passage).map(relationItem(ends, here));
    return el("li", { class: "passage" },
      passageText(passage[0], ends),
      relations.length ? el("ul", { class: "badges" }, ...relations) : null,
      sourceOf(CONTENT.passages[passage[0]][0]));
  };
}

const articleOf = (passage) => CONTENT.passages[passage[0]][0];

function inTime(passage) {
  const at = CONTENT.articles.period[articleOf(passage)];
  return wholeTime() || (at >= state.from && at <= state.to);
}

function byDate(one, two) {
  const date = (passage) => CONTENT.articles.date[articleOf(passage)] ?? "9999";
  return date(one).localeCompare(date(two)) || one[0] - two[0];
}

// The passages of a tie in the periods chosen, those first that state what is looked for.
function passagesOfTie(tie) {
  const told = (passage) =>
    state.relation >= 0 && stated(passage).some((relation) => relation.type === state.relation);
  return CONTENT.evidence[tie].filter(inTime)
    .sort((one, two) => told(two) - told(one) || byDate(one, two));
}

// The passages of all ties of a node in the periods chosen, each once, without what they state.
function passagesOfNode(node) {
  const all = new Set(TIES_OF[node].flatMap((tie) => CONTENT.evidence[tie].map(([passage]) => passage)));
  return [...all].map((passage) => [passage]).filter(inTime).sort(byDate);
}

function aboutTie(tie) {
  const passages = passagesOfTie(tie);
  const all = CONTENT.evidence[tie].length;
  const notes = [
    passages.length < all ? t("passages in period", number(passages.length), number(all)) : null,
    all < TIES.passages[tie] ? t("passages left out", number(all), number(TIES.passages[tie])) : null,
  ].filter(Boolean);
  const drawnTie = tie < DRAWN;
  const when = seenBetween(TIES.first[tie], TIES.last[tie]);
  const measures = ["npmi", "log_likelihood", "p", "q", "disparity"];
  return [
    el("p", { class: "ends-of-tie" }, chip(NODES.type[TIES.source[tie]]), nodeButton(TIES.source[tie]),
      chip(NODES.type[TIES.target[tie]]), nodeButton(TIES.target[tie])),
    drawnTie
      ? el("dl", {},
        fact("together", counted("windows", TIES.count[tie]), " ", counted("in articles", TIES.articles[tie])),
        when ? fact("seen", when) : [],
        ABOUT.weight === "count" ? [] : fact("weight", measure(TIES.weight[tie]), ` (${t(`weight.${ABOUT.weight}`)})`))
      : el("p", { class: "note" }, t("only stated")),
    drawnTie
      ? el("details", {}, el("summary", {}, t("measures")),
        el("dl", {}, measures.map((name) => fact(name, measure(TIES[name][tie])))))
      : null,
    drawnTie ? overTime(t("together over time"), PERIODS.ties[tie]) : null,
    el("section", {},
      el("h3", {}, t("passages"), " ", el("span", { class: "count" }, number(passages.length))),
      ...notes.map((note) => el("p", { class: "note" }, note)),
      ...long(passages, passageItem([TIES.source[tie], TIES.target[tie]]), el("ol", { class: "passages" }))),
  ];
}

// Closes the panel; who reads by keyboard goes on in what lies beside it.
function closeDetails() {
  show.nothing();
  (state.view === "network" ? byId("plot") : document.querySelector("#tables .scroll")).focus();
}

function paintDetails() {
  const panel = byId("details");
  const inside = panel.contains(document.activeElement); // which is about to be replaced
  const { node, tie } = state;
  panel.hidden = node < 0 && tie < 0;
  if (panel.hidden) return;
  const heading = node >= 0
    ? [named(NODES.label[node])]
    : [named(NODES.label[TIES.source[tie]]), " – ", named(NODES.label[TIES.target[tie]])];
  const title = el("h2", { id: "details-title", tabindex: -1 }, ...heading);
  panel.replaceChildren(
    el("header", {}, title,
      el("button", { class: "close", "aria-label": t("close"), title: t("close"), onclick: closeDetails }, "×")),
    el("div", { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": "details-title" },
      ...(node >= 0 ? aboutNode(node) : aboutTie(tie)).filter(Boolean)));
  if (inside) title.focus();
}
