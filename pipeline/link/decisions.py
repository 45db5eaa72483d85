"""Decisions of linking that a person may see otherwise, for the review."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from pipeline import tables
from pipeline.link.company import Occurrence
from pipeline.link.corrected import Linked
from pipeline.link.names import key
from pipeline.link.rules import RULES
from pipeline.link.slips import SlipIndex

_SLIP_LENGTH: Final = 8  # shorter full names one letter apart are two names more often than one


@dataclass(frozen=True)
class Decision:
    """That `names` were taken to be one with `others` or not: numbers of rows in `clusters`."""

    name: str
    other: str
    numbers: tuple[int, ...]
    others: tuple[int, ...]
    rule: str
    evidence: str = ""

    @classmethod
    def between(
        cls, some: Sequence[Occurrence], others: Sequence[Occurrence], rule: str, evidence: str = ""
    ) -> "Decision":
        """Return the decision by `rule` about two lists of occurrences, called by their first."""
        numbers, theirs = (tuple(one.number for one in side) for side in (some, others))
        return cls(some[0].name, others[0].name, numbers, theirs, rule, evidence)


def table(
    decisions: Iterable[Decision],
    linked: Mapping[int, Linked],
    joins: pd.DataFrame,
    number_of: Mapping[tuple[str, int], int],
    votes: Mapping[str, Counter[str]],
) -> pd.DataFrame:
    """Return the table `decisions`, the most doubtful first.

    `decisions` are those across articles, `joins` those within; `number_of` gives the row of
    `clusters` by article and cluster, `votes` by key of a name the types of its mentions. What a
    correction has settled is not asked again.
    """
    rows = [
        *_across(decisions, linked),
        *_within(joins, linked, number_of),
        *_types(linked, votes),
        *_slips(linked),
    ]
    found = tables.frame("decisions", rows)
    order = found.sort_values(
        ["doubt", "mentions", "name", "other", "rule"], ascending=[False, False, True, True, True]
    )
    once = order.drop_duplicates(["question", "name", "other", "entity_id", "other_id"])
    return tables.frame("decisions", once)


def _row(
    question: str,
    name: str,
    other: str | None,
    mine: list[Linked],
    theirs: Linked | None,
    **more: Any,
) -> dict[str, Any]:
    first = mine[0]
    same = theirs is not None and theirs.entity_id == first.entity_id
    return {
        "question": question,
        "name": name,
        "other": other,
        "entity_id": first.entity_id,
        "other_id": theirs.entity_id if theirs else None,
        "verdict": ("same" if same else "different") if theirs else first.type,
        "evidence": "",
        "mentions": sum(one.mentions for one in mine),
        "articles": len({one.article_id for one in mine}),
        **more,
    }


def _settled(some: Iterable[Linked]) -> bool:
    return any("correction: " in one.rule for one in some)


def _across(
    decisions: Iterable[Decision], linked: Mapping[int, Linked]
) -> Iterable[dict[str, Any]]:
    for one in decisions:
        mine = [linked[number] for number in one.numbers if number in linked]
        theirs = [linked[number] for number in one.others if number in linked]
        if mine and theirs and not _settled(mine):
            doubt = RULES[one.rule].doubt
            yield _row(
                "same",
                one.name,
                one.other,
                mine,
                theirs[0],
                rule=one.rule,
                evidence=one.evidence,
                doubt=doubt,
            )


def _within(
    joins: pd.DataFrame, linked: Mapping[int, Linked], number_of: Mapping[tuple[str, int], int]
) -> Iterable[dict[str, Any]]:
    held: dict[tuple[str, str, str], list[tuple[Linked, int]]] = {}
    names: dict[tuple[str, str, str], tuple[str, str]] = {}
    columns = ("article_id", "cluster", "form", "other", "rule", "mentions")
    for article_id, cluster, form, other, rule, mentions in zip(
        *(joins[name].tolist() for name in columns), strict=True
    ):
        one = linked.get(number_of[article_id, cluster])
        if one is None or RULES[rule].doubt == 0:
            continue
        at = key(form), key(other), rule
        names.setdefault(at, (form, other))
        held.setdefault(at, []).append((one, mentions))
    for at, found in held.items():
        mine = [one for one, _ in found]
        if not _settled(mine):
            yield _row(
                "same",
                *names[at],
                mine,
                mine[0],
                rule=at[2],
                doubt=RULES[at[2]].doubt,
                mentions=sum(mentions for _, mentions in found),
            )


def _types(
    linked: Mapping[int, Linked], votes: Mapping[str, Counter[str]]
) -> Iterable[dict[str, Any]]:
    by_entity: dict[str, list[Linked]] = {}
    for number in sorted(linked):
        by_entity.setdefault(linked[number].entity_id, []).append(linked[number])
    for mine in by_entity.values():
        name = mine[0].label
        counts = votes.get(key(name))
        if counts is None or len(counts) < 2 or _settled(mine):
            continue
        share = counts[mine[0].type] / counts.total()
        told = ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items()))
        yield _row("type", name, None, mine, None, rule="type-vote", evidence=told, doubt=1 - share)


def _slips(linked: Mapping[int, Linked]) -> Iterable[dict[str, Any]]:
    """Ask about full names of two persons or organisations that are one slip of the pen apart."""
    for kind in ("person", "organisation"):
        named: dict[str, list[Linked]] = {}
        for number in sorted(linked):
            one = linked[number]
            if one.type == kind and len(key(one.name)) >= _SLIP_LENGTH:
                named.setdefault(key(one.name), []).append(one)
        for pair in SlipIndex.pairs((name, name) for name in named):
            less, more = sorted(pair, key=lambda name: (_mentions(named[name]), name))
            mine, theirs = named[less], named[more]
            if theirs[0].entity_id != mine[0].entity_id and not _settled([*mine, *theirs]):
                yield _row(
                    "same",
                    mine[0].name,
                    theirs[0].name,
                    mine,
                    theirs[0],
                    rule="one-letter-apart",
                    doubt=RULES["one-letter-apart"].doubt,
                )


def _mentions(some: Iterable[Linked]) -> int:
    return sum(one.mentions for one in some)
