"""Statements of a run beside gold ones, and whose speaker is right."""

from typing import Any

import pytest

from pipeline.evaluate.gold_relations import Annotated
from pipeline.evaluate.statements import StatementScores, compare, score
from tests.evaluate.relation_samples import annotated, said, same

TEXT = (
    "– Det regner ofte her, sier {Kari Dahl|1|person}.\n"
    "– Jeg tar paraply, sier {Ola Berg|2|person}.\n"
    "Bussen til {Volda|3|place} var full.\n"
)
RAIN, UMBRELLA = "Det regner ofte her", "Jeg tar paraply"


def gold(*more: dict[str, Any], speaker: str | None = "1") -> Annotated:
    of_rain, of_umbrella = (*more, {}, {})[:2]
    return annotated(
        TEXT, statements=[(speaker, "", RAIN, of_rain), ("2", "", UMBRELLA, of_umbrella)]
    )


def test_a_statement_is_right_by_speaker_and_stretch() -> None:
    held = gold()
    rows = [said(held, "1", RAIN + ", sier"), said(held, "2", UMBRELLA)]
    told = score([compare(held, rows, same())])
    assert (told.right, told.attributed, told.gold, told.gold_found) == (2, 2, 2, 2)


@pytest.mark.parametrize(
    ("speaker", "words", "verdict"),
    [
        ("2", RAIN, "wrong speaker"),
        ("9", RAIN, "wrong speaker"),
        ("1", "Bussen til Volda var full", "no statement"),
        ("1", "her, sier Kari Dahl", "no statement"),  # less than half of the shorter
        ("1", "ofte", "right"),
    ],
)
def test_verdicts(speaker: str, words: str, verdict: str) -> None:
    held = gold()
    compared = compare(held, [said(held, speaker, words)], same())
    assert [one.verdict for one in compared.judged] == [verdict]
    assert len(compared.missed) == (1 if verdict == "right" else 2)


def test_what_no_named_one_says_has_no_right_speaker_and_need_not_be_found() -> None:
    held = gold(speaker=None)
    compared = compare(held, [said(held, "1", RAIN)], same())
    assert [one.verdict for one in compared.judged] == ["wrong speaker"]
    assert [one.speaker for one in compared.gold] == ["2"]


def test_optional_statements_count_neither_for_nor_against() -> None:
    held = gold({"optional": True})
    rows = [said(held, "1", RAIN), said(held, "2", "regner ofte her")]
    told = score([compare(held, rows, same())])
    assert (told.attributed, told.no_statement, told.optional) == (0, 0, 2)
    assert (told.gold, told.gold_found) == (1, 0)


def test_beside_an_optional_statement_another_one_decides_unless_its_speaker_is_found() -> None:
    both = RAIN + ", sier Kari Dahl.\n– " + UMBRELLA
    held = gold({"optional": True})
    verdicts = [
        compare(held, [said(held, number, both)], same()).judged[0].verdict for number in "123"
    ]
    assert verdicts == ["optional", "right", "wrong speaker"]


def test_a_statement_found_twice_counts_once_and_one_stretch_may_hold_two() -> None:
    held = annotated(TEXT, statements=[("1", "", "Det regner", {}), ("1", "", "ofte her", {})])
    rows = [said(held, "1", RAIN, pattern="b"), said(held, "1", RAIN, pattern="a")]
    told = score([compare(held, rows, same())])
    assert (told.right, told.gold, told.gold_found) == (1, 2, 2)
    assert told.patterns == {"a": (1, 0, 0)}


def test_a_stretch_finds_the_statements_of_its_own_speaker_alone() -> None:
    held = gold()
    both = RAIN + ", sier Kari Dahl.\n– " + UMBRELLA
    compared = compare(held, [said(held, "1", both)], same())
    assert [one.verdict for one in compared.judged] == ["right"]
    assert [one.speaker for one in compared.missed] == ["2"]


def test_counts_by_pattern_and_by_coreference() -> None:
    held = gold({"coref": True})
    rows = [
        said(held, "1", RAIN, pattern="dash"),
        said(held, "1", UMBRELLA, pattern="dash"),
        said(held, "1", "Bussen til Volda", pattern="colon"),
    ]
    assert score([compare(held, rows, same())]) == StatementScores(
        right=1,
        wrong_speaker=1,
        no_statement=1,
        gold=2,
        gold_found=1,
        gold_named=1,
        gold_named_found=0,
        patterns={"colon": (0, 0, 1), "dash": (1, 1, 0)},
    )
