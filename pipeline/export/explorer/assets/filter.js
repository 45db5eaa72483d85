// Which nodes and ties the choices of the reader leave, and how strong they are in that time.
const wholeTime = () => state.from === 0 && state.to === LAST_PERIOD;

// What weight counts is counted anew for the periods chosen; another measure is of the whole time.
const WEIGHT_COUNTS = ABOUT.weight === "count";

const countOf = (tie) =>
  wholeTime() ? TIES.count[tie] : inPeriods(PERIODS.ties[tie], state.from, state.to);

// Returns {ties, nodes, strength, size}: the ties shown, the strongest first; the nodes shown, the
// strongest first; for every tie its strength; for every node the sum of the strengths of its ties.
function filtered() {
  const strength = new Float64Array(TIES.count.length);
  const size = new Float64Array(NODES.id.length);
  const hidden = new Set(state.hidden);
  const allowed = NODES.type.map(
    (type, node) =>
      !hidden.has(type) &&
      (state.community < 0 || NODES.community[node] === state.community),
  );
  const near = state.only < 0 ? null : new Set([state.only, ...neighbours(state.only)]);
  const left = [];
  for (let tie = 0; tie < DRAWN; tie += 1) {
    const count = countOf(tie);
    if (!count) continue;
    strength[tie] = WEIGHT_COUNTS ? count : TIES.weight[tie];
    const [source, target] = [TIES.source[tie], TIES.target[tie]];
    size[source] += strength[tie];
    size[target] += strength[tie];
    if (
      allowed[source] && allowed[target] &&
      strength[tie] >= state.least &&
      (state.relation < 0 || TYPES_OF_TIE[tie].has(state.relation)) &&
      (near === null || (near.has(source) && near.has(target)))
    ) left.push(tie);
  }
  left.sort((one, two) => strength[two] - strength[one] || one - two);
  const nodes = new Set();
  for (const tie of left) nodes.add(TIES.source[tie]).add(TIES.target[tie]);
  // What is looked at does not vanish under the reader's eyes.
  for (const node of [state.node, state.only]) if (node >= 0) nodes.add(node);
  if (state.tie >= 0) nodes.add(TIES.source[state.tie]).add(TIES.target[state.tie]);
  const ordered = [...nodes].sort((one, two) => size[two] - size[one] || one - two);
  return { ties: left, nodes: ordered, strength, size };
}

const neighbours = (node) =>
  TIES_OF[node].filter((tie) => tie < DRAWN).map((tie) => other(tie, node));

// The parts of the state on which all this depends.
const FILTERS = ["hidden", "community", "relation", "least", "from", "to", "only"];
