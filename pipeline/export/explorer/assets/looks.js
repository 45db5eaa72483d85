// How nodes and ties look: form, size, width and colour, by what is shown and what is looked at.

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

// The ties as Bokeh draws them, a column for each of their features; `at` says which they are.
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
