// The choices of the reader: what is shown, how it is coloured, theme and language.
const WEIGHTS = [...new Set(TIES.weight.slice(0, DRAWN))].sort((one, two) => one - two);

function option(value, text, chosen) {
  return el("option", { value, selected: String(value) === String(chosen) }, text);
}

function paintControls() {
  const types = byId("types");
  const focused = document.activeElement?.id;
  const numbers = Object.fromEntries(TYPES.map((type) => [type, NODES.type.filter((one) => one === type).length]));
  types.replaceChildren(...TYPES.map((type) => {
    const box = el("input", { type: "checkbox", id: `type-${type}`, onchange: () => change({
      hidden: TYPES.filter((one) => (one === type ? !box.checked : state.hidden.includes(one))),
    }) });
    box.checked = !state.hidden.includes(type);
    return el("label", {}, box, marker(type), ` ${t(`${type}.many`)} `, el("span", { class: "count" }, number(numbers[type])));
  }));
  byId("community").replaceChildren(option(-1, t("all"), state.community), ...COMMUNITIES
    .filter(({ all }) => all.length > 1)
    .map((one) => option(one.community, `${communityName(one)} (${number(one.all.length)})`, state.community)));
  const of = CONTENT.relations.map((_, type) => TYPES_OF_TIE.slice(0, DRAWN).filter((types) => types.has(type)).length);
  byId("relation").replaceChildren(option(-1, t("any relation"), state.relation), ...CONTENT.relations
    .map((name, type) => [name, type])
    .filter(([, type]) => of[type])
    .map(([name, type]) => option(type, `${t(`relation.${name}`)} (${number(of[type])})`, state.relation)));
  byId("colour").value = state.colour;
  byId("theme").value = state.theme;
  byId("language").value = state.language;
  paintLeast();
  if (focused && document.activeElement?.id !== focused) byId(focused)?.focus();
}

function paintLeast() {
  const least = byId("least");
  least.max = Math.max(0, WEIGHTS.length - 1);
  const at = WEIGHTS.findIndex((weight) => weight >= state.least);
  least.value = at < 0 ? WEIGHTS.length - 1 : at;
  least.setAttribute("aria-valuetext", measure(state.least));
  byId("least-value").textContent = measure(state.least);
}

// The sign that a type of node has in the picture.
function marker(type) {
  return svg("svg", { viewBox: "-8 -8 16 16", class: `marker ${type}`, "aria-hidden": "true" },
    svg("path", { d: signPath(type, 6 * SHAPES[type].size) }));
}

// What is shown, in a line; what is not, where that is more than the reader chose away.
function paintSummary() {
  const shown = t("shown", number(drawn.nodes.length), number(NODES.id.length), number(drawn.ties.length), number(DRAWN));
  byId("summary").textContent = shown;
  const weaker = state.least > WEIGHTS[0] && state.least === DEFAULTS.least;
  const { nodes, ties, passages } = CONTENT.left_out;
  const notes = [
    state.only < 0 ? null : [t("own network"), ": ", named(NODES.label[state.only])],
    drawn.ties.length ? null : t(DRAWN ? "nothing fits" : "empty"),
    weaker ? t("weaker ties", measure(state.least)) : null,
    nodes || ties ? t("left out", number(nodes), number(ties)) : null,
    passages ? t("left out passages", number(passages)) : null,
  ].filter(Boolean);
  byId("notes").replaceChildren(...notes.map((note) => el("p", {}, note)));
  byId("reset").hidden = !FILTERS.some((key) => String(state[key]) !== String(DEFAULTS[key]));
}

function makeControls() {
  byId("community").addEventListener("change", (event) => change({ community: Number(event.target.value) }));
  byId("relation").addEventListener("change", (event) => change({ relation: Number(event.target.value) }));
  byId("colour").addEventListener("change", (event) => change({ colour: event.target.value }));
  byId("theme").addEventListener("change", (event) => change({ theme: event.target.value }));
  byId("language").addEventListener("change", (event) => change({ language: event.target.value }));
  byId("least").addEventListener("input", (event) => change({ least: WEIGHTS[event.target.value] ?? 0 }));
  byId("reset").addEventListener("click", () => change(Object.fromEntries(FILTERS.map((key) => [key, DEFAULTS[key]]))));
  for (const [id, act] of Object.entries({
    fit: () => { fit(); change({ camera: null }); },
    closer: () => zoom(1.4),
    farther: () => zoom(1 / 1.4),
    help: () => byId("about").showModal(),
    "close-about": () => byId("about").close(),
    share: copyAddress,
  })) byId(id).addEventListener("click", act);
  // By the link alone the address would become #main, and lose what the reader chose.
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
  for (const button of document.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => change({ view: button.dataset.view }));
  }
}

async function copyAddress() {
  tell();
  await copy(location.href);
  announce(t("copied address"));
  flash(byId("share"), t("copied"));
}

// Copies text to the clipboard, also where the browser has no interface for it.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = el("textarea", { class: "off-screen" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

// Shows another text on a button for a moment.
function flash(button, text) {
  const before = button.textContent;
  button.textContent = text;
  setTimeout(() => (button.textContent = before), 1500);
}

function paintTheme() {
  const dark = state.theme === "dark" || (state.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

// Every word of the page that stands in page.html, in the language of the reader.
function paintWords() {
  language = state.language;
  document.documentElement.lang = language;
  for (const one of document.querySelectorAll("[data-t]")) one.textContent = t(one.dataset.t);
  for (const one of document.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", t(one.dataset.label));
    if (one.tagName === "BUTTON") one.title = t(one.dataset.label);
  }
  byId("search").placeholder = t("search");
  byId("read").textContent = t("read", counted("articles", ABOUT.articles), t(`window.${ABOUT.window}`) === `window.${ABOUT.window}` ? t("window.tokens", ABOUT.window) : t(`window.${ABOUT.window}`), t(`weight.${ABOUT.weight}`));
}

const KEYS = {
  ArrowLeft: () => pan(-0.1, 0), ArrowRight: () => pan(0.1, 0),
  ArrowUp: () => pan(0, 0.1), ArrowDown: () => pan(0, -0.1),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8),
  0: () => { fit(); change({ camera: null }); },
  n: () => step(1), p: () => step(-1),
};

// From the node looked at to the next weaker or stronger of those shown.
function step(by) {
  if (!drawn.nodes.length) return;
  const at = drawn.nodes.indexOf(state.node);
  const next = at < 0 ? (by > 0 ? 0 : drawn.nodes.length - 1) : at + by;
  const node = drawn.nodes[(next + drawn.nodes.length) % drawn.nodes.length];
  show.node(node);
  bring(node);
  announce(`${NODES.label[node]}, ${t(NODES.type[node])}`);
}

function makeKeys() {
  byId("plot").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
    event.preventDefault();
    // Who holds a key down moves the picture, but would rush through the names.
    if (!event.repeat || !/^[np]$/.test(event.key)) KEYS[event.key]();
  });
  document.addEventListener("keydown", (event) => {
    const writing = document.activeElement?.matches('[type="text"], [type="search"]');
    if (event.key === "/" && !writing) {
      byId("search").focus();
      event.preventDefault();
    } else if (event.key === "Escape" && !writing && !byId("about").open) {
      closeDetails();
    }
  });
}
