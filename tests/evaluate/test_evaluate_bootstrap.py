"""Counts and the intervals around what is made of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluate.bootstrap import Tally, gathered, intervals, measured


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    right = draw(st.integers(0, 20))
    return Tally(right, right + draw(st.integers(0, 20)), right + draw(st.integers(0, 20)))


def test_precision_recall_and_f_are_shares() -> None:
    tally = Tally(right=6, predicted=8, gold=12)
    assert (tally.precision, tally.recall) == (0.75, 0.5)
    assert tally.f == pytest.approx(2 * 0.75 * 0.5 / (0.75 + 0.5))


def test_nothing_scores_zero() -> None:
    assert (Tally().precision, Tally().recall, Tally().f) == (0, 0, 0)


@given(st.lists(tallies(), min_size=2, max_size=12))
def test_intervals_are_ordered_and_hold_what_all_documents_agree_on(found: list[Tally]) -> None:
    told = intervals(found)
    if told is None:
        return
    for low, high in told.values():
        assert 0 <= low <= high <= 1
    same = intervals([found[0]] * len(found))
    if same is not None:
        for low, high in same.values():
            assert low == pytest.approx(high)


@given(st.lists(tallies(), min_size=2, max_size=12))
def test_intervals_are_the_same_each_time(found: list[Tally]) -> None:
    assert intervals(found) == intervals(found)


def test_intervals_are_those_of_resampled_documents() -> None:
    found = [Tally(n % 7, 7, 10) for n in range(40)]
    told = intervals(found)
    assert told is not None
    chance = np.random.default_rng(1)
    right = np.array([t.right for t in found])
    drawn = right[chance.integers(0, 40, (5000, 40))].sum(axis=1) / 280
    assert told["p"] == pytest.approx(tuple(np.percentile(drawn, (2.5, 97.5))), abs=0.02)
    assert told["p"][1] - told["p"][0] > 0.1


def test_one_document_has_no_interval() -> None:
    assert intervals([Tally(1, 2, 3)]) is None
    assert measured([Tally(1, 2, 3)])["interval"] is None


def test_a_measure_that_a_document_lacks_counts_nothing_there() -> None:
    told = gathered([{"x": Tally(1, 1, 1)}, {"y": Tally(0, 1, 2)}])
    assert list(told) == ["x", "y"]
    assert told["x"]["f"] == 1
    assert (told["y"]["predicted"], told["y"]["gold"]) == (1, 2)
