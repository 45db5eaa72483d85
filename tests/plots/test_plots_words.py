"""Tests of pipeline/plots/words.py: what pictures say of the run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.plots import words
from tests.plots.plots_samples import run

TIES = [("A", "B", {"2017-01": 1})]


@pytest.mark.parametrize(
    ("articles", "told"),
    [
        ([("2017-01", "2017-01-01", 2), ("2017-02", "2017-02-01", 3)], "5 articles, 2017-01 to 20"),
        ([("2017", "2017-01-01", 1)], "1 article, 2017"),
        ([(None, None, 1200)], "1,200 articles"),
        ([("2017-01", "2017-01-01", 2), (None, "2017-01-01", 3)], "5 articles, 2017-01"),
    ],
)
def test_the_collection_is_told_with_its_time(
    articles: list[tuple[str | None, str | None, int]], told: str
) -> None:
    assert words.collection(run(TIES, articles)).startswith(told)


@pytest.mark.parametrize(
    ("window", "weight", "told"),
    [
        ("sentence", "count", "sentences that name both"),
        ("20", "count", "pairs of mentions less than 20 words apart"),
        ("article", "npmi", "1 + NPMI"),
        ("article", "articles", "articles"),
    ],
)
def test_a_weight_is_told_by_its_measure(window: str, weight: str, told: str) -> None:
    assert words.weight(run(TIES, window=window, weight=weight)) == told


@given(st.text(), st.integers(2, 40))
def test_a_short_name_is_one_line_of_at_most_so_many_letters(name: str, letters: int) -> None:
    shown = words.short(name, letters)
    assert len(shown) <= letters
    assert shown == " ".join(shown.split())
    assert not any(letter in shown for letter in "\x00\u202e\u2066\n")


def test_what_has_no_visible_letter_is_named_by_its_id() -> None:
    told = run([("A", "\x00\n", {"2017": 1})])
    nodes = told.nodes.assign(entity_id=["Q1", "Q2"])
    assert words.labels(nodes) == [
        name if name != "\x00\n" else one
        for name, one in zip(nodes["label"], nodes["entity_id"], strict=True)
    ]
