// The picture of the network: drawn by Bokeh, moved and asked by the reader.
// As in the pictures of pipeline/plots/: shapes tell the types apart without colour, too.
// Each is a marker of Bokeh, how far it is turned, and what makes it as large to the eye as a circle.
const SHAPES = {
  person: { marker: "circle", turned: 0, size: 1 },
  country: { marker: "square", turned: 0, size: 0.89 },
  organisation: { marker: "square", turned: 45, size: 0.89 },
  place: { marker: "triangle", turned: 0, size: 1.15 },
  other: { marker: "inverted_triangle", turned: 0, size: 1.15 },
};
const SMALLEST = 7;
const LARGEST = 44;
const THINNEST = 0.7;
const THICKEST = 7;
const SMOOTH = 500; // so many nodes grow and shrink with every step of zooming
const MARGIN = 0.08; // of the width and the height, around all of it
const COLOURS_OF_COMMUNITIES = 7; // colours that any eye can tell apart; further ones are grey

let drawn = filtered(); // what is shown now
let colours = {}; // by their names in style.css
let onScreen = null; // the views and models of Bokeh, once they are there

function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = [...TYPES, "ink", "paper", "tie", "accent", "faint", "rest"];
  for (let rank = 0; rank < COLOURS_OF_COMMUNITIES; rank += 1) names.push(`group${rank}`);
  colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function colourOf(node) {
  if (state.colour === "type") return colours[NODES.type[node]];
  return colours[`group${RANK_OF_COMMUNITY.get(NODES.community[node])}`] ?? colours.rest;
}

// What stands out: the node looked at with its neighbours, or the two ends of the tie. All if none.
function focus() {
  if (state.tie >= 0) return new Set([TIES.source[state.tie], TIES.target[state.tie]]);
  if (state.node >= 0) return new Set([state.node, ...neighbours(state.node)]);
  return null;
}

function inFocus(tie) {
  if (state.tie >= 0) return tie === state.tie;
  return state.node >= 0 && (TIES.source[tie] === state.node || TIES.target[tie] === state.node);
}

// How wide a node is drawn, in pixels: its area grows with its strength, and a little with zoom.
function diameter(node, zoomed = nodeZoom()) {
  const most = onScreen?.most || 1;
  const share = Math.sqrt(Math.max(0, drawn.size[node]) / most);
  return (SMALLEST + (LARGEST - SMALLEST) * share) * zoomed;
}

const nodeZoom = () =>
  Math.min(2.2, Math.max(0.6, Math.sqrt(camera().scale / (onScreen?.fitted || camera().scale))));

// The colours are of nodes, so the ends of the tie looked at are named by their place in `ties`.
function tieLooks() {
  const ties = drawn.ties.toReversed(); // the strongest are drawn last, above the others
  if (state.tie >= 0 && state.tie < DRAWN && !ties.includes(state.tie)) ties.push(state.tie);
  const some = focus() !== null;
  const most = Math.max(...drawn.ties.slice(0, 1).map((tie) => drawn.strength[tie]), 1e-9);
  // Ties that are looked at are drawn above all others.
  if (some) ties.sort((one, two) => inFocus(one) - inFocus(two));
  const share = (tie) => Math.sqrt(Math.min(1, drawn.strength[tie] / most));
  const crowd = Math.min(1, 400 / Math.max(1, ties.length)); // many ties are drawn fainter
  return {
    at: ties,
    x0: ties.map((tie) => NODES.x[TIES.source[tie]]),
    y0: ties.map((tie) => NODES.y[TIES.source[tie]]),
    x1: ties.map((tie) => NODES.x[TIES.target[tie]]),
    y1: ties.map((tie) => NODES.y[TIES.target[tie]]),
    width: ties.map((tie) => THINNEST + (THICKEST - THINNEST) * share(tie)),
    colour: ties.map((tie) => (inFocus(tie) ? colours.accent : colours.tie)),
    alpha: ties.map((tie) => {
      if (inFocus(tie)) return 0.85;
      if (some) return 0.08;
      return 0.16 + 0.25 * crowd + 0.45 * share(tie);
    }),
  };
}

function nodeLooks() {
  const nodes = drawn.nodes.toReversed(); // the strongest are drawn last, above the others
  const some = focus();
  if (some) nodes.sort((one, two) => some.has(one) - some.has(two));
  const looked = state.tie >= 0 ? [...some] : [state.node];
  const zoomed = nodeZoom();
  return {
    at: nodes,
    x: nodes.map((node) => NODES.x[node]),
    y: nodes.map((node) => NODES.y[node]),
    size: nodes.map((node) => diameter(node, zoomed) * SHAPES[NODES.type[node]].size),
    marker: nodes.map((node) => SHAPES[NODES.type[node]].marker),
    angle: nodes.map((node) => (SHAPES[NODES.type[node]].turned * Math.PI) / 180),
    fill: nodes.map(colourOf),
    line: nodes.map((node) => (looked.includes(node) ? colours.ink : colours.paper)),
    line_width: nodes.map((node) => (looked.includes(node) ? 2.5 : 1)),
    alpha: nodes.map((node) => (!some || some.has(node) ? 1 : 0.18)),
  };
}

// Where the reader looks: the middle of the picture, and pixels per unit.
function camera() {
  if (!onScreen) return { x: 0, y: 0, scale: 1 };
  const { x, y } = onScreen;
  return {
    x: (x.start + x.end) / 2,
    y: (y.start + y.end) / 2,
    scale: width() / (x.end - x.start),
  };
}

const width = () => byId("plot").clientWidth || 1;
const height = () => byId("plot").clientHeight || 1;

function look({ x, y, scale }) {
  const [wide, high] = [width() / scale / 2, height() / scale / 2];
  onScreen.x.setv({ start: x - wide, end: x + wide });
  onScreen.y.setv({ start: y - high, end: y + high });
}

// The camera that has all of `nodes` in the picture.
function around(nodes) {
  const [xs, ys] = [nodes.map((node) => NODES.x[node]), nodes.map((node) => NODES.y[node])];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, top] = [Math.min(...ys), Math.max(...ys)];
  if (!nodes.length) return { x: 0, y: 0, scale: 1 };
  const scale = Math.min(
    (width() * (1 - 2 * MARGIN)) / Math.max(right - left, 100),
    (height() * (1 - 2 * MARGIN)) / Math.max(top - low, 100),
  );
  return { x: (left + right) / 2, y: (low + top) / 2, scale };
}

function fit() {
  const to = around(drawn.nodes);
  onScreen.fitted = to.scale;
  look(to);
}

function zoom(by) {
  const now = camera();
  look({ ...now, scale: now.scale * by });
}

function pan(right, up) {
  const now = camera();
  look({ ...now, x: now.x + (right * width()) / now.scale, y: now.y + (up * height()) / now.scale });
}

// Brings `node` into the picture, where it is not.
function bring(node) {
  const { x, y, scale } = camera();
  const [across, along] = [(NODES.x[node] - x) * scale, (NODES.y[node] - y) * scale];
  if (Math.abs(across) > width() * 0.45 || Math.abs(along) > height() * 0.45) {
    look({ x: NODES.x[node], y: NODES.y[node], scale });
  }
}

// The node or the tie at a point of the picture (pixels from its corner), as {node} or {tie}.
function hit(left, top) {
  const point = { type: "point", sx: left, sy: top };
  const found = (renderer) => onScreen.view.views.find_one(renderer)?.hit_test(point)?.indices ?? [];
  const nodes = found(onScreen.nodes.renderer);
  if (nodes.length) return { node: onScreen.nodes.at[Math.max(...nodes)] };
  const ties = found(onScreen.ties.renderer);
  if (ties.length) return { tie: onScreen.ties.at[Math.max(...ties)] };
  return {};
}

// Puts what is shown, and how it looks, into the picture.
function paint() {
  if (!onScreen) return;
  onScreen.most = Math.max(...drawn.nodes.map((node) => drawn.size[node]), 1e-9);
  const [ties, nodes] = [tieLooks(), nodeLooks()];
  onScreen.ties.at = ties.at;
  onScreen.nodes.at = nodes.at;
  onScreen.ties.source.data = ties;
  onScreen.nodes.source.data = nodes;
  paintLabels();
}

function resizeNodes() {
  const { source } = onScreen.nodes;
  const size = nodeLooks().size;
  if (size.some((value, at) => Math.abs(value - source.data.size[at]) > 0.5)) {
    source.data = { ...source.data, size };
  }
}

function restyle() {
  readColours();
  paint();
}

async function makeNetwork() {
  readColours();
  const { figure: makeFigure, show: showFigure } = Bokeh.Plotting;
  const range = () => new Bokeh.Range1d({ start: 0, end: 1 });
  const [x, y] = [range(), range()];
  const figure = makeFigure({
    sizing_mode: "stretch_both", toolbar_location: null, tools: "pan,wheel_zoom",
    active_scroll: "wheel_zoom", x_range: x, y_range: y, outline_line_color: null, min_border: 0,
    // Nothing behind the network: the paper is that of the page, in either theme.
    background_fill_color: null, border_fill_color: null,
  });
  figure.axis.visible = false;
  figure.grid.visible = false;
  const field = (name) => ({ field: name });
  // Without rows until it is known where they go: what is drawn twice takes twice as long.
  const source = (...names) =>
    new Bokeh.ColumnDataSource({ data: Object.fromEntries(names.map((name) => [name, []])) });
  const ties = { source: source("at", "x0", "y0", "x1", "y1", "width", "colour", "alpha"), at: [] };
  ties.renderer = figure.segment(field("x0"), field("y0"), field("x1"), field("y1"), {
    source: ties.source, line_width: field("width"), line_color: field("colour"),
    line_alpha: field("alpha"), line_cap: "round",
  });
  const nodes = {
    source: source("at", "x", "y", "size", "marker", "fill", "line", "line_width", "alpha"), at: [],
  };
  nodes.renderer = figure.scatter(field("x"), field("y"), {
    source: nodes.source, size: field("size"), marker: field("marker"), angle: field("angle"),
    fill_color: field("fill"), fill_alpha: field("alpha"), line_color: field("line"),
    line_width: field("line_width"), line_alpha: field("alpha"),
  });
  const view = await showFigure(figure, byId("plot"));
  // The picture is one stop of the Tab key; Bokeh would make a second of it, which shows no ring.
  view.canvas_view.events_el.removeAttribute("tabindex");
  onScreen = { figure, view, x, y, ties, nodes, most: 1, fitted: 1 };
  onScreen.labels = makeLabels(figure);
  if (state.camera) {
    onScreen.fitted = around(drawn.nodes).scale;
    const [atX, atY, scale] = state.camera;
    look({ x: atX, y: atY, scale });
  } else {
    fit();
  }
  paint();
  watchCamera();
  watchPointer();
}

// Names move with the picture at once; when it stands still for a moment, they find their places
// anew, and the nodes of a large network their sizes: both take longer than a frame. The address
// follows when the reader has come to rest.
function watchCamera() {
  const moved = perFrame(() => {
    if (drawn.nodes.length <= SMOOTH) resizeNodes();
    moveLabels();
  });
  let [settling, resting] = [0, 0];
  const settle = () => {
    resizeNodes();
    paintLabels();
  };
  const rest = () => {
    const { x, y, scale } = camera();
    const whole = around(drawn.nodes);
    const away = Math.hypot(x - whole.x, y - whole.y) * scale;
    const fitted = away < 1 && Math.abs(scale / whole.scale - 1) < 0.001;
    change({ camera: fitted ? null : [x, y, scale] });
  };
  const follow = () => {
    moved();
    clearTimeout(settling);
    clearTimeout(resting);
    settling = setTimeout(settle, 120);
    resting = setTimeout(rest, 400);
  };
  onScreen.x.properties.end.change.connect(follow);
  onScreen.y.properties.end.change.connect(follow);
  let last = [width(), height()];
  new ResizeObserver(() => {
    const now = [width(), height()];
    if (String(now) === String(last) || now[0] < 2) return;
    // The middle and the scale stay; a picture that was fitted before is fitted again.
    const { x, y } = camera();
    const scale = last[0] / (onScreen.x.end - onScreen.x.start);
    last = now;
    if (state.camera === null) fit();
    else look({ x, y, scale });
  }).observe(byId("plot"));
}

function watchPointer() {
  const plot = byId("plot");
  let down = null;
  const at = (event) => {
    const box = plot.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  plot.addEventListener("pointerdown", (event) => (down = at(event)));
  plot.addEventListener("pointerup", (event) => {
    if (!down) return;
    const up = at(event);
    const still = Math.hypot(up[0] - down[0], up[1] - down[1]) < 5;
    down = null;
    if (!still) return;
    const { node, tie } = hit(...up);
    if (node !== undefined) show.node(node);
    else if (tie !== undefined) show.tie(tie);
    else show.nothing();
    // Where there is little room, the panel lies below what is seen.
    byId("details-title")?.scrollIntoView({ block: "nearest" });
  });
  let pointer = null;
  const ask = perFrame(() => showTip(pointer, pointer ? hit(...pointer) : {}));
  plot.addEventListener("pointermove", (event) => {
    pointer = event.buttons || event.pointerType === "touch" ? null : at(event);
    ask();
  });
  plot.addEventListener("pointerleave", () => {
    pointer = null;
    ask();
  });
}

// A line beside the pointer that says what it points at.
function showTip(pointer, { node, tie }) {
  const tip = byId("tip");
  const about = node !== undefined ? nodeTip(node) : tie !== undefined ? tieTip(tie) : null;
  byId("plot").classList.toggle("over", about !== null);
  tip.hidden = about === null;
  if (about === null) return;
  tip.replaceChildren(...about);
  const [left, top] = pointer;
  const wide = tip.offsetWidth;
  tip.style.left = `${Math.max(4, Math.min(left + 14, width() - wide - 4))}px`;
  tip.style.top = `${Math.max(4, top > height() - 80 ? top - 60 : top + 16)}px`;
}

const nodeTip = (node) => [
  el("strong", {}, named(NODES.label[node])),
  ` ${t(NODES.type[node])} · ${counted("mentions", NODES.mentions[node])}`,
];

const tieTip = (tie) => [
  el("strong", {}, named(NODES.label[TIES.source[tie]]), " – ", named(NODES.label[TIES.target[tie]])),
  ` ${counted("windows", countOf(tie))}`,
];
