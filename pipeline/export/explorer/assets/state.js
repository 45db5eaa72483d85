// What the reader has chosen, kept in the fragment of the address, so that a view can be shared.
const SHOWN_AT_FIRST = 1_500; // so many ties a reader can still take in, and a browser moves at once

// The least weight that leaves at most so many ties, from the strongest on.
const LEAST = (() => {
  const weights = TIES.weight.slice(0, DRAWN);
  if (DRAWN <= SHOWN_AT_FIRST) return DRAWN ? weights[DRAWN - 1] : 0;
  const next = weights[SHOWN_AT_FIRST];
  return weights.findLast((weight) => weight > next) ?? next;
})();

const FARTHEST = 1e6; // no picture is looked at from so far, or so near

const DEFAULTS = {
  view: "network", // or nodes, ties
  hidden: [], // types that are not shown
  community: -1, // the only one shown, or -1
  relation: -1, // the only type of relation shown, or -1
  least: LEAST,
  from: 0, // the first and the last period shown
  to: LAST_PERIOD,
  only: -1, // the node whose own network is shown alone, or -1
  colour: "type", // or community
  node: -1, // what the panel shows
  tie: -1,
  theme: "auto", // or light, dark
  language: (navigator.language || "en").match(/^(nb|nn|no|da|sv)\b/) ? "nb" : "en",
  camera: null, // [x, y, pixels per unit], or null: all of it
};
const state = { ...DEFAULTS };
const listeners = [];
const REST = 400; // milliseconds: Safari fails at 100 addresses in 30 s, Chromium drops those after 200
let telling = 0;
const onChange = (listener) => listeners.push(listener);

// How each part of the state is written in the fragment and read from it; a value that does not
// fit (from another run, say) is passed over.
const oneOf = (...values) => ({
  write: String,
  read: (text) => (values.includes(text) ? text : undefined),
});
const nodeById = {
  write: (node) => NODES.id[node],
  read: (id) => NODE_OF_ID.get(id),
};
const period = {
  write: (at) => PERIODS.names[at],
  read: (name) => (PERIODS.names.includes(name) ? PERIODS.names.indexOf(name) : undefined),
};
const FIELDS = {
  view: oneOf("network", "nodes", "ties"),
  hidden: {
    write: (types) => types.join(","),
    read: (text) => text.split(",").filter((type) => TYPES.includes(type)),
  },
  community: {
    write: String,
    read: (text) => (text !== "" && RANK_OF_COMMUNITY.has(Number(text)) ? Number(text) : undefined),
  },
  relation: {
    write: (type) => CONTENT.relations[type],
    read: (name) =>
      CONTENT.relations.includes(name) ? CONTENT.relations.indexOf(name) : undefined,
  },
  least: {
    write: String,
    read: (text) => (text !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined),
  },
  from: period,
  to: period,
  only: nodeById,
  colour: oneOf("type", "community"),
  node: nodeById,
  tie: {
    write: tieId,
    read: (id) => {
      const ends = id.split("|").map((end) => NODE_OF_ID.get(
        end.replaceAll("%7C", "|").replaceAll("%25", "%")));
      if (ends.length !== 2 || ends.includes(undefined)) return undefined;
      return TIES_OF[ends[0]].find((tie) => other(tie, ends[0]) === ends[1]);
    },
  },
  theme: oneOf("auto", "light", "dark"),
  language: oneOf("en", "nb"),
  camera: {
    write: (camera) => camera.map((value) => Number(value.toPrecision(5))).join(","),
    read: (text) => {
      const camera = text.split(",").map(Number);
      const [x, y, scale] = camera.map(Math.abs);
      const fits = camera.length === 3 && camera[2] > 0
        && x < FARTHEST && y < FARTHEST && scale < FARTHEST && scale > 1 / FARTHEST;
      return fits ? camera : undefined;
    },
  },
};

function fragment() {
  const told = new URLSearchParams();
  for (const [key, { write }] of Object.entries(FIELDS)) {
    if (String(state[key]) !== String(DEFAULTS[key])) told.set(key, write(state[key]));
  }
  return told.toString();
}

function readFragment() {
  const told = new URLSearchParams(location.hash.slice(1));
  const found = { ...DEFAULTS };
  for (const [key, { read: parse }] of Object.entries(FIELDS)) {
    const value = told.has(key) ? parse(told.get(key)) : undefined;
    if (value !== undefined) found[key] = value;
  }
  if (PERIODS.names.length && found.from > found.to) [found.from, found.to] = [found.to, found.from];
  if (found.tie >= 0) found.node = -1;
  return found;
}

// Writes the state into the address at once.
function tell() {
  clearTimeout(telling);
  telling = 0;
  history.replaceState(null, "", `#${fragment()}`);
}

// Changes the state and tells who listens which parts changed. What the panel shows makes a step
// in the history, so that the browser's Back leads to what was shown before. For all else the
// address follows after a while: a slider makes more changes than browsers let an address have.
function change(changes) {
  const changed = new Set(
    Object.keys(changes).filter((key) => String(state[key]) !== String(changes[key])),
  );
  if (!changed.size) return;
  const step = changed.has("node") || changed.has("tie");
  if (step && telling) tell(); // of what is left behind
  Object.assign(state, changes);
  if (step) history.pushState(null, "", `#${fragment()}`);
  else telling ||= setTimeout(tell, REST);
  for (const listener of listeners) listener(changed);
}

function restore() {
  clearTimeout(telling);
  telling = 0;
  const found = readFragment();
  const changed = new Set(
    Object.keys(found).filter((key) => String(state[key]) !== String(found[key])),
  );
  Object.assign(state, found);
  for (const listener of listeners) listener(changed);
}

const show = {
  node: (node) => change({ node, tie: -1 }),
  tie: (tie) => change({ tie, node: -1 }),
  nothing: () => change({ node: -1, tie: -1 }),
};
