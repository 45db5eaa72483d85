"""Reported statements of a run against gold articles, and whether the speaker is right.

Definitions, for all that follows; two stretches agree if they share at least half of the shorter
one, and entities of the run stand for gold entities as :mod:`pipeline.evaluate.relations` says:

- A found statement is right if a gold statement of that speaker agrees with it.
- Else it is optional, and counts neither for nor against, if all gold statements that agree with it
  are optional, or an optional one of them has its speaker.
- Else it is wrong: `wrong speaker` where a gold statement agrees with it (also one whose speaker is
  null, which is nobody with a name), `no statement` where none does.
- A gold statement is found if its speaker's found statement agrees with it. Those without a speaker
  and optional ones need not be found.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.evaluate.gold import GoldArticle
from pipeline.evaluate.gold_relations import Annotated, GoldStatement
from pipeline.evaluate.relations import OPTIONAL, RIGHT, Known, overlaps

WRONG_SPEAKER: Final = "wrong speaker"
NO_STATEMENT: Final = "no statement"


@dataclass(frozen=True)
class FoundStatement:
    """A statement that the run found: a row of the table `statements`."""

    speaker_id: str
    speaker: str
    start: int
    end: int
    pattern: str = ""
    label: str = ""


@dataclass(frozen=True)
class JudgedStatement:
    """A found statement with its verdict; `gold` are the gold statements that agree with it."""

    found: FoundStatement
    verdict: str
    gold: tuple[GoldStatement, ...]


@dataclass(frozen=True)
class ComparedStatements:
    """One article: every found statement judged, and the gold ones that were missed.

    `gold` are the statements that should be found, those of a named speaker that are not optional.
    """

    article: GoldArticle
    judged: Sequence[JudgedStatement]
    gold: Sequence[GoldStatement]
    missed: Sequence[GoldStatement]


def compare(
    annotated: Annotated, found: Iterable[FoundStatement], entities: Known
) -> ComparedStatements:
    """Judge the statements that the run found in an article, in the order of the text.

    Two found statements of one speaker and one stretch count once.
    """
    once: dict[tuple[int, int, str], FoundStatement] = {}
    for one in sorted(found, key=_place):
        once.setdefault((one.start, one.end, one.speaker_id), one)
    judged = tuple(_judge(one, annotated.statements, entities) for one in once.values())
    hit = {
        said
        for one in judged
        if one.verdict == RIGHT
        for said in one.gold
        if said.speaker == entities.gold(one.found.speaker_id)
    }
    wanted = tuple(
        said for said in annotated.statements if said.speaker is not None and not said.optional
    )
    missed = tuple(said for said in wanted if said not in hit)
    return ComparedStatements(annotated.article, judged, wanted, missed)


def _judge(
    found: FoundStatement, statements: Iterable[GoldStatement], entities: Known
) -> JudgedStatement:
    gold = tuple(
        said for said in statements if overlaps((said.start, said.end), (found.start, found.end))
    )
    speaker = entities.gold(found.speaker_id)
    if any(said.speaker == speaker and not said.optional for said in gold):
        verdict = RIGHT
    elif not gold:
        verdict = NO_STATEMENT
    elif all(said.optional for said in gold) or any(said.speaker == speaker for said in gold):
        verdict = OPTIONAL
    else:
        verdict = WRONG_SPEAKER
    return JudgedStatement(found, verdict, gold)


def _place(one: FoundStatement) -> tuple[object, ...]:
    return one.start, one.end, one.speaker_id, one.pattern, one.label


@dataclass(frozen=True)
class StatementScores:
    """Counts over all articles.

    `right`, `wrong_speaker`, `no_statement` and `optional` are found statements by verdict. `gold`
    are the gold statements to be found, `gold_found` those found; `gold_named` and
    `gold_named_found` those of them whose speaker's name stands there. `patterns` are the first
    three verdicts' counts by the pattern's name.
    """

    right: int = 0
    wrong_speaker: int = 0
    no_statement: int = 0
    optional: int = 0
    gold: int = 0
    gold_found: int = 0
    gold_named: int = 0
    gold_named_found: int = 0
    patterns: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)

    @property
    def attributed(self) -> int:
        """Found statements where the gold has one, optional ones aside."""
        return self.right + self.wrong_speaker


def score(articles: Iterable[ComparedStatements]) -> StatementScores:
    """Return the counts over all `articles` together."""
    verdicts: Counter[str] = Counter()
    by_pattern: dict[str, Counter[str]] = defaultdict(Counter)
    gold: list[GoldStatement] = []
    missed: list[GoldStatement] = []
    for article in articles:
        for one in article.judged:
            verdicts[one.verdict] += 1
            if one.verdict != OPTIONAL:
                by_pattern[one.found.pattern][one.verdict] += 1
        gold += article.gold
        missed += article.missed
    named, named_missed = (sum(not one.coref for one in some) for some in (gold, missed))
    return StatementScores(
        right=verdicts[RIGHT],
        wrong_speaker=verdicts[WRONG_SPEAKER],
        no_statement=verdicts[NO_STATEMENT],
        optional=verdicts[OPTIONAL],
        gold=len(gold),
        gold_found=len(gold) - len(missed),
        gold_named=named,
        gold_named_found=named - named_missed,
        patterns={
            name: (counts[RIGHT], counts[WRONG_SPEAKER], counts[NO_STATEMENT])
            for name, counts in sorted(by_pattern.items())
        },
    )
