"""Typed relations of a run against gold articles: which are right, which wrong, which missed.

Definitions, for all that follows:

- An entity of the run stands for the gold entity of the article with which it shares most spans,
  one to one; optional gold names count too, so that compounds such as `Nato-sjef` do. A country of
  the run that stands for none that way, because the gold marks no adjectives, is ``iso:XX``.
- A found relation is right if a gold relation of its type states the same source and target (in
  either direction for `meets` alone) in the same sentence: the gold sentence of the gold trigger
  overlaps the stretch of the found relation. For `states`, a gold statement of that speaker has
  that target, and the two stretches share at least half of the shorter one.
- Gold and found relations count once for each type, pair and sentence.
- A found relation that is not right and agrees as above with an optional gold relation counts
  neither for nor against. Agreement is looser there in type: `role`, `member_of` and `part_of` are
  one, for what a careful reader may see either way.
- Every other found relation is wrong. `outside` counts, among the wrong, those of which neither end
  has a name where the gold marks one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

import pandas as pd

from pipeline.evaluate.gold import GoldArticle
from pipeline.evaluate.gold_relations import STATES, TYPES, Annotated, StatedRelation
from pipeline.evaluate.matching import Span, bare, one_to_one

RIGHT: Final = "right"
WRONG: Final = "wrong"
OPTIONAL: Final = "optional"
BELONGING: Final = frozenset({"role", "member_of", "part_of"})
"""Types that one optional relation of any of them excuses."""

# A relation as it is counted: type, source, target, gold sentence.
Key = tuple[str, str, str, int]


@dataclass(frozen=True)
class Known:
    """What is known of the run's entities in one article.

    `stands_for` are the gold entities by entity_id (``iso:XX`` for a country without one); `marked`
    are the entities of which a name overlaps a gold name.
    """

    stands_for: Mapping[str, str]
    marked: frozenset[str]

    def gold(self, entity_id: str) -> str:
        """Return the gold entity that `entity_id` stands for; a name of its own where none."""
        return self.stands_for.get(entity_id, f"?{entity_id}")


@dataclass(frozen=True)
class FoundRelation:
    """A relation that the run found: a row of the table `relations`."""

    type: str
    source_id: str
    target_id: str
    source: str
    target: str
    start: int
    end: int
    negated: bool = False
    modality: str = ""
    pattern: str = ""
    label: str = ""


@dataclass(frozen=True)
class Judged:
    """A found relation, counted once, with its verdict.

    `gold` is the gold relation that makes it right; `outside` says that neither end has a name
    where the gold marks one.
    """

    key: Key
    found: FoundRelation
    verdict: str
    gold: tuple[StatedRelation, ...] = ()
    outside: bool = False


@dataclass(frozen=True)
class Compared:
    """One article: every found relation judged, and the gold relations that count, by key.

    `wanted` holds no optional ones; of those, some may be alike but for their trigger.
    """

    article: GoldArticle
    judged: Sequence[Judged]
    wanted: Mapping[Key, Sequence[StatedRelation]]

    @property
    def missed(self) -> list[Key]:
        """The gold relations that were not found, in their order."""
        right = {one.key for one in self.judged if one.verdict == RIGHT}
        return [key for key in self.wanted if key not in right]


def known(article: GoldArticle, names: pd.DataFrame, countries: Mapping[str, str]) -> Known:
    """Return which gold entities the run's entities stand for in an article.

    `names` are the rows of that article of the tables `mentions` and `derived`; `countries` are the
    ISO 3166-1 codes of the run's countries by entity_id.
    """
    gold: dict[Span, set[str]] = defaultdict(set)
    for mention in article.mentions:
        if mention.entity:
            gold[bare(article.text, mention.start, mention.end)].add(mention.entity)
    shared: Counter[tuple[str, str]] = Counter()
    marked, seen = set(), set()
    columns = (names[name].tolist() for name in ("start", "end", "entity_id"))
    for start, end, entity_id in zip(*columns, strict=True):
        seen.add(entity_id)
        for entity in gold.get(bare(article.text, start, end), ()):
            shared[entity, entity_id] += 1
        if any(start < mention.end and mention.start < end for mention in article.mentions):
            marked.add(entity_id)
    stands_for = one_to_one(shared)
    for entity_id in sorted(seen - stands_for.keys()):
        if countries.get(entity_id):
            stands_for[entity_id] = f"iso:{countries[entity_id]}"
    return Known(stands_for, frozenset(marked))


def compare(annotated: Annotated, found: Iterable[FoundRelation], entities: Known) -> Compared:
    """Judge the relations that the run found in an article, in the order of the text."""
    article = annotated.article
    wanted: dict[Key, list[StatedRelation]] = defaultdict(list)
    may: dict[Key, list[StatedRelation]] = defaultdict(list)
    for gold in (*annotated.relations, *_states(annotated)):
        of = may if gold.optional else wanted
        of[_key(gold.type, gold.source, gold.target, article.sentence_at(gold.start))].append(gold)
    judged: dict[Key, Judged] = {}
    for one in sorted(set(found), key=_place):
        verdict = _judge(one, article, entities, wanted, may)
        before = judged.get(verdict.key)
        if before is None or _WORTH[verdict.verdict] > _WORTH[before.verdict]:
            judged[verdict.key] = verdict
    return Compared(article, tuple(sorted(judged.values(), key=_judged_place)), wanted)


# Of two found relations of one key (two statements in one sentence), the better one counts.
_WORTH: Final = {WRONG: 0, OPTIONAL: 1, RIGHT: 2}


def overlaps(one: Span, other: Span) -> bool:
    """Tell whether two stretches share at least half of the shorter one.

    >>> overlaps((0, 10), (5, 40)), overlaps((0, 10), (6, 40))
    (True, False)
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])


def _states(annotated: Annotated) -> Iterator[StatedRelation]:
    """Yield the relations of type `states` that follow from the gold statements."""
    for said in annotated.statements:
        for target in dict.fromkeys(said.targets):
            if said.speaker is not None and target != said.speaker:
                yield StatedRelation(
                    STATES,
                    said.speaker,
                    target,
                    said.start,
                    said.end,
                    coref=said.coref,
                    optional=said.optional,
                )


def _judge(
    found: FoundRelation,
    article: GoldArticle,
    entities: Known,
    wanted: Mapping[Key, Sequence[StatedRelation]],
    may: Mapping[Key, Sequence[StatedRelation]],
) -> Judged:
    source, target = entities.gold(found.source_id), entities.gold(found.target_id)
    sentences = _sentences(article, found.start, found.end)
    for verdict, gold in ((RIGHT, wanted), (OPTIONAL, may)):
        loose = verdict == OPTIONAL and found.type in BELONGING
        for number, kind in product(sentences, sorted(BELONGING) if loose else [found.type]):
            fits = tuple(
                one
                for one in gold.get(_key(kind, source, target, number), ())
                if kind != STATES or overlaps((one.start, one.end), (found.start, found.end))
            )
            if fits:
                return Judged(_key(found.type, source, target, number), found, verdict, fits)
    key = _key(found.type, source, target, sentences[0])
    outside = not {found.source_id, found.target_id} & entities.marked
    return Judged(key, found, WRONG, outside=outside)


def _sentences(article: GoldArticle, start: int, end: int) -> list[int]:
    """Return the gold sentences that a stretch overlaps, most of it first; else the one before."""
    shared = {
        number: min(end, last) - max(start, first)
        for number, (first, last) in enumerate(article.sentences)
    }
    over = sorted((n for n in shared if shared[n] > 0), key=lambda n: (-shared[n], n))
    return over or [max((n for n, s in enumerate(article.sentences) if s[0] <= start), default=0)]


def _key(kind: str, source: str, target: str, sentence: int) -> Key:
    if kind == "meets" and target < source:  # the one type without direction
        source, target = target, source
    return kind, source, target, sentence


def _place(one: FoundRelation) -> tuple[object, ...]:
    return one.start, one.end, one.type, one.source_id, one.target_id, one.pattern, one.label


def _judged_place(one: Judged) -> tuple[object, ...]:
    return one.key[3], TYPES.index(one.key[0]) if one.key[0] in TYPES else len(TYPES), one.key


@dataclass(frozen=True)
class Scores:
    """Counts for one type, or all: what `found` and `gold` count as said above.

    `right` of `found` relations are right, `outside` of the others are where the gold marks no
    name; `optional` are in none of these. `gold_named` and `right_named` are the gold relations
    that need no coreference, and those of them that were found. `negated` and `modality` count the
    right relations of which these agree too. `patterns` are (right, found) by the pattern's name.
    """

    gold: int = 0
    found: int = 0
    right: int = 0
    outside: int = 0
    optional: int = 0
    gold_named: int = 0
    right_named: int = 0
    negated: int = 0
    modality: int = 0
    patterns: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def score(articles: Iterable[Compared], types: Sequence[str] = TYPES) -> Scores:
    """Return the counts over all `articles` together, for the relations of these `types`."""
    total = Scores()
    by_pattern: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for article in articles:
        judged = [one for one in article.judged if one.key[0] in types]
        right = [one for one in judged if one.verdict == RIGHT]
        wanted = {key: gold for key, gold in article.wanted.items() if key[0] in types}
        named = {key for key, gold in wanted.items() if not all(one.coref for one in gold)}
        counted = [one for one in judged if one.verdict != OPTIONAL]
        total = replace(
            total,
            gold=total.gold + len(wanted),
            found=total.found + len(counted),
            right=total.right + len(right),
            outside=total.outside + sum(one.outside for one in counted),
            optional=total.optional + len(judged) - len(counted),
            gold_named=total.gold_named + len(named),
            right_named=total.right_named + len(named & {one.key for one in right}),
            negated=total.negated
            + sum(any(g.negated == one.found.negated for g in one.gold) for one in right),
            modality=total.modality
            + sum(any(g.modality == one.found.modality for g in one.gold) for one in right),
        )
        for one in counted:
            hits, every = by_pattern[one.found.pattern]
            by_pattern[one.found.pattern] = hits + (one.verdict == RIGHT), every + 1
    return replace(total, patterns=dict(sorted(by_pattern.items())))
