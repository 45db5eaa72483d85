// What the page holds (see content.py), and what follows from it at once. Nothing here changes.
const read = (id) => JSON.parse(document.getElementById(`${id}-data`).textContent);
const WORDS = read("words");
const ABOUT = read("about");
const CONTENT = read("content");
const NODES = CONTENT.nodes;
const TIES = CONTENT.ties;
const PERIODS = CONTENT.periods;
const LAST_PERIOD = PERIODS.names.length - 1;
const TYPES = ["person", "country", "organisation", "place", "other"].filter((type) =>
  NODES.type.includes(type));

// Ties of the graph come first; after them stand pairs between which only a relation is stated.
const DRAWN = TIES.count.filter((count) => count > 0).length;

// For each node the places of its ties and pairs, the strongest first.
const TIES_OF = NODES.id.map(() => []);
TIES.source.forEach((source, tie) => {
  TIES_OF[source].push(tie);
  TIES_OF[TIES.target[tie]].push(tie);
});

const other = (tie, node) => (TIES.source[tie] === node ? TIES.target[tie] : TIES.source[tie]);

// The communities, the strongest first: their number and their three strongest nodes.
const COMMUNITIES = (() => {
  const members = new Map();
  NODES.community.forEach((community, node) => {
    if (!members.has(community)) members.set(community, []);
    members.get(community).push(node);
  });
  const strength = (all) => all.reduce((sum, node) => sum + NODES.strength[node], 0);
  return [...members.entries()]
    .map(([community, all]) => ({ community, all, strength: strength(all) }))
    .sort((one, two) => two.strength - one.strength || one.community - two.community);
})();
const RANK_OF_COMMUNITY = new Map(COMMUNITIES.map((one, rank) => [one.community, rank]));

const communityName = ({ all }) => all.slice(0, 3).map((node) => NODES.label[node]).join(", ");

// Where in the fragment a tie is written, and found again: by the ids of its ends.
const escaped = (id) => id.replaceAll("%", "%25").replaceAll("|", "%7C");
const tieId = (tie) => `${escaped(NODES.id[TIES.source[tie]])}|${escaped(NODES.id[TIES.target[tie]])}`;
const NODE_OF_ID = new Map(NODES.id.map((id, node) => [id, node]));

// Sums [period, number, period, number …] over the periods from `from` to `to`.
function inPeriods(pairs, from, to) {
  let sum = 0;
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at] >= from && pairs[at] <= to) sum += pairs[at + 1];
  }
  return sum;
}

// The text of a passage in pieces: those of its sentences, with a space between two.
function piecesOf(passage) {
  const [, first, last] = CONTENT.passages[passage];
  return CONTENT.sentences.slice(first, last + 1).flatMap((pieces, at) => (at ? [" ", ...pieces] : pieces));
}

// The relations that a passage states, as objects.
const stated = (passage) =>
  passage.slice(1).map(([type, label, reservation, reverse, coreference]) => ({
    type, label, reservation, reverse: reverse === 1, coreference,
  }));

// For each tie the types of relations that are told of it as facts.
const TYPES_OF_TIE = CONTENT.evidence.map((passages) => {
  const types = new Set();
  for (const passage of passages) {
    for (const relation of stated(passage)) if (!relation.reservation) types.add(relation.type);
  }
  return types;
});
