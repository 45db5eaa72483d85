"""One gold article beside what a run found in it: which names, entities and edges agree."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from pipeline.evaluate.gold import GoldArticle, GoldMention

NODES: Final = frozenset({"person", "organisation", "country", "place", "gpe"})
"""Types that count: those that become nodes of the graph, and gpe for a country or a place."""
FALSE: Final = "false:"
_ENDINGS: Final = ("'s", "’s", "'", "’", "s")

Span = tuple[int, int]
Edge = frozenset[str]


@dataclass(frozen=True)
class FoundMention:
    """A name that a run found; `sentence` is its number by the run's own count."""

    start: int
    end: int
    type: str
    entity_id: str
    sentence: int


@dataclass(frozen=True)
class Matched:
    """A gold article and what was found in it; spans are without a final genitive.

    `gold` and `found` are the names that count, by span. `stands_for` says which gold entity an
    entity of the run is, one to one. `gold_edges` and `found_edges` are pairs of gold entities that
    share a sentence, with the spans of two names that stand for them in the first such sentence.
    """

    article: GoldArticle
    gold: Mapping[Span, GoldMention]
    found: Mapping[Span, FoundMention]
    stands_for: Mapping[str, str]
    gold_edges: Mapping[Edge, tuple[Span, Span]]
    found_edges: Mapping[Edge, tuple[Span, Span]]

    @property
    def both(self) -> list[Span]:
        """The spans that are gold and found, in order."""
        return sorted(self.gold.keys() & self.found.keys())


def bare(text: str, start: int, end: int) -> Span:
    """Return the span without a final genitive -s, -'s or apostrophe; short names keep theirs.

    >>> bare("Russlands svar", 0, 9), bare("OLs", 0, 3), bare("As", 0, 2)
    ((0, 8), (0, 2), (0, 2))
    """
    surface = text[start:end]
    for ending in _ENDINGS:
        if surface.endswith(ending) and len(surface) > len(ending) + 1:
            return start, end - len(ending)
    return start, end


def same_type(gold: str, found: str) -> bool:
    """Return whether two types agree; gold `gpe` agrees with country and place."""
    return gold == found or (gold == "gpe" and found in ("country", "place"))


def match(article: GoldArticle, mentions: Iterable[FoundMention]) -> Matched:
    """Put the names that a run found in an article beside the gold ones.

    Names of other types and names that overlap an optional gold name, or one of another type, are
    left out. Of two found names on one span the later counts. Entities are matched one to one by
    the number of spans they share, most first; an entity of the run that is left over is a false
    node, and its edges are false.
    """
    text = article.text
    gold: dict[Span, GoldMention] = {}
    skipped: list[GoldMention] = []
    for mention in article.mentions:
        if mention.optional or mention.type not in NODES:
            skipped.append(mention)
        else:
            gold[bare(text, mention.start, mention.end)] = mention
    found = {
        bare(text, one.start, one.end): one
        for one in mentions
        if one.type in NODES
        and not any(one.start < other.end and other.start < one.end for other in skipped)
    }
    stands_for = one_to_one(
        Counter((gold[s].entity, found[s].entity_id) for s in gold.keys() & found.keys())
    )
    return Matched(
        article,
        gold,
        found,
        stands_for,
        _edges({s: (article.sentence_at(m.start), m.entity) for s, m in gold.items()}),
        _edges(
            {
                s: (m.sentence, stands_for.get(m.entity_id, FALSE + m.entity_id))
                for s, m in found.items()
            }
        ),
    )


def one_to_one(shared: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return the gold entity that each entity of the run stands for, as {entity_id: entity}.

    `shared` is the number of names that a gold entity and an entity of the run have in common, by
    (entity, entity_id). Pairs are taken by that number, largest first, each side once; ties go by
    name, so that the same names give the same match in whatever order they come.

    >>> one_to_one({("putin", "a"): 3, ("putin", "b"): 1, ("xi", "a"): 2})
    {'a': 'putin'}
    """
    stands_for: dict[str, str] = {}
    claimed: set[str] = set()
    for entity, entity_id in sorted(shared, key=lambda pair: (-shared[pair], *pair)):
        if entity_id not in stands_for and entity not in claimed:
            stands_for[entity_id] = entity
            claimed.add(entity)
    return stands_for


def _edges(names: Mapping[Span, tuple[int, str]]) -> dict[Edge, tuple[Span, Span]]:
    members: dict[int, dict[str, Span]] = defaultdict(dict)
    for span, (sentence, entity) in sorted(names.items()):
        members[sentence].setdefault(entity, span)
    edges: dict[Edge, tuple[Span, Span]] = {}
    for _, spans in sorted(members.items()):
        for one, other in combinations(sorted(spans), 2):
            first, second = sorted((spans[one], spans[other]))
            edges.setdefault(frozenset((one, other)), (first, second))
    return edges
