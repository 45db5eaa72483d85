// Search with completion over all spellings: a combobox as of the ARIA practices.
const COMPLETIONS = 12;
const folded = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replaceAll("æ", "ae").replaceAll("ø", "o").replaceAll("đ", "d").replaceAll("ł", "l");

// Every spelling of every node: [folded, spelling, node].
const SPELLINGS = NODES.id.flatMap((_, node) => {
  const aliases = (NODES.aliases[node] ?? "").split(";").filter(Boolean);
  return [...new Set([NODES.label[node], ...aliases])].map((name) => [folded(name), name, node]);
});

// The nodes that `text` may mean, each with the spelling that fits, the best first: the whole
// name before its beginning, that before the beginning of a word, that before any part of it, that
// before its words in another order or with others between them. A whole id is as good as a name.
function completions(text) {
  const wanted = folded(text).trim();
  if (!wanted) return [];
  const words = wanted.split(/\s+/);
  const best = new Map();
  NODES.id.forEach((id, node) => {
    if (folded(id) === wanted) best.set(node, { rank: 0, spelling: NODES.label[node], node });
  });
  for (const [name, spelling, node] of SPELLINGS) {
    if (!words.every((word) => name.includes(word))) continue;
    const at = name.indexOf(words.join(" "));
    const rank = name === wanted ? 0 : at < 0 ? 4 : at === 0 ? 1 : /[\s-]/.test(name[at - 1]) ? 2 : 3;
    if (!best.has(node) || rank < best.get(node).rank) best.set(node, { rank, spelling, node });
  }
  return [...best.values()]
    .sort((one, two) => one.rank - two.rank || NODES.mentions[two.node] - NODES.mentions[one.node] || one.node - two.node)
    .slice(0, COMPLETIONS);
}

function makeSearch() {
  const [field, list] = [byId("search"), byId("completions")];
  let found = [];
  let chosen = -1;
  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    chosen = -1;
  }
  function point(at) {
    chosen = at;
    [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (at >= 0) {
      field.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  }
  function take(at) {
    const { node } = found[at];
    field.value = "";
    close();
    show.node(node);
    if (state.view === "network") bring(node);
    byId("details-title")?.focus();
  }
  function complete() {
    found = completions(field.value);
    list.replaceChildren(...found.map(({ spelling, node }, at) =>
      el("li", { id: `completion-${at}`, role: "option", "aria-selected": false,
        onmousedown: (event) => event.preventDefault(), // or the field would lose the focus, and this vanish
        onclick: () => take(at) },
      el("span", { class: `dot ${NODES.type[node]}`, "aria-hidden": true }),
      el("span", { class: "label" }, named(NODES.label[node]),
        spelling === NODES.label[node] ? null : el("small", {}, " ", named(spelling))),
      el("small", {}, `${t(NODES.type[node])} · ${number(NODES.mentions[node])}`))));
    const asked = field.value.trim() !== "";
    if (asked && !found.length) { // to be seen; who hears the page is told below
      list.append(el("li", { class: "none", "aria-hidden": true }, counted("completions", 0)));
    }
    list.hidden = !asked;
    field.setAttribute("aria-expanded", String(found.length > 0));
    if (asked) announce(counted("completions", found.length));
    point(found.length ? 0 : -1);
  }
  field.addEventListener("input", complete);
  field.addEventListener("focus", () => field.value && complete());
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(chosen);
    else if (event.key === "ArrowDown" && found.length) point((chosen + 1) % found.length);
    else if (event.key === "ArrowUp" && found.length) point((chosen + found.length - 1) % found.length);
    else return;
    event.preventDefault();
  });
}
