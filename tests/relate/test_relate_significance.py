"""p-values and q-values: by hand, as scipy has them, and where nobody is tied to anybody."""

import math
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.stats import chi2, false_discovery_control

from pipeline.relate.association import log_likelihood
from pipeline.relate.significance import attraction, p_values, q_values

DIRECTED = st.floats(-1e6, 1e6)
# Subnormal numbers have too few digits to be compared.
P = st.lists(
    st.floats(0, 1, allow_subnormal=False).map(lambda p: float(f"{p:.6g}")),
    min_size=1,
    max_size=30,
)


def p_of(both: int, one: int, other: int, total: int) -> float:
    """Return the p-value of a pair from the numbers of windows."""
    b, o, u = (np.array([float(count)]) for count in (both, one, other))
    g2 = log_likelihood(b, o, u, float(total))
    return float(p_values(attraction(g2, b, o, u, float(total)))[0])


def test_p_by_hand() -> None:
    # Ten names each, always together, in half of twenty windows: G2 = 2 * 20 * ln 2 = 27.7259, the
    # root of which is 5.26554 standard deviations above chance.
    assert p_of(10, 10, 10, 20) == pytest.approx(math.erfc(5.26554 / math.sqrt(2)) / 2, rel=1e-4)
    assert p_of(10, 10, 10, 20) == pytest.approx(6.99e-8, rel=1e-2)
    assert p_of(1, 5, 4, 20) == 0.5  # as often as by chance
    assert p_of(7, 7, 7, 7) == 0.5  # in every window: nothing to be seen


def test_two_that_avoid_each_other_are_not_significant() -> None:
    # 1 window of the 25 that chance would give: sure, but no tie.
    assert p_of(1, 50, 50, 100) > 0.999999
    assert p_of(49, 50, 50, 100) < 1e-6


@settings(max_examples=100, deadline=None)
@given(st.floats(0, 1400))
def test_above_chance_p_is_half_the_tail_of_chi_square_and_below_it_the_rest(g2: float) -> None:
    half = chi2.sf(g2, 1) / 2
    assert p_values(np.array([g2, -g2])) == pytest.approx([half, 1 - half], rel=1e-5, abs=0)


@settings(max_examples=100, deadline=None)
@given(DIRECTED, DIRECTED)
def test_p_falls_as_attraction_rises(one: float, other: float) -> None:
    low, high = sorted((one, other))
    less, more = p_values(np.array([low, high]))
    assert 0 <= more <= less <= 1
    if high - low > 0.01 and low > -20 and high < 1400:
        assert more < less


def test_what_is_too_small_for_a_float_is_0() -> None:
    assert p_values(np.array([1e4, 1e6])).tolist() == [0.0, 0.0]
    assert 0 < p_values(np.array([1400.0]))[0] < 1e-300


@settings(max_examples=100, deadline=None)
@given(P)
def test_q_of_a_family_that_is_all_seen_is_what_scipy_says(p: list[float]) -> None:
    expected = false_discovery_control(p, method="bh")
    assert q_values(np.array(p), len(p)) == pytest.approx(expected, rel=1e-5, abs=0)


@settings(max_examples=100, deadline=None)
@given(P, st.integers(0, 50))
def test_pairs_never_seen_together_count_with_p_of_1(p: list[float], unseen: int) -> None:
    expected = false_discovery_control([*p, *[1.0] * unseen], method="bh")[: len(p)]
    assert q_values(np.array(p), len(p) + unseen) == pytest.approx(expected, rel=1e-5, abs=0)


@settings(max_examples=100, deadline=None)
@given(P, st.integers(0, 50), st.randoms(use_true_random=False))
def test_q_is_no_less_than_p_grows_with_it_and_knows_no_order(
    p: list[float], unseen: int, chance: random.Random
) -> None:
    q = q_values(np.array(p), len(p) + unseen).tolist()
    assert all(one >= other for one, other in zip(q, p, strict=True))
    assert max(q) <= 1
    ranked = sorted(zip(p, q, strict=True))
    assert [value for _, value in ranked] == sorted(q)
    assert all(one[1] == other[1] for one in ranked for other in ranked if one[0] == other[0])
    turned = list(range(len(p)))
    chance.shuffle(turned)
    again = q_values(np.array([p[at] for at in turned]), len(p) + unseen).tolist()
    assert again == [q[at] for at in turned]


def test_no_tests_and_too_few() -> None:
    assert q_values(np.array([]), 0).tolist() == []
    with pytest.raises(ValueError, match="2 p-values"):
        q_values(np.array([0.1, 0.2]), 1)


def test_where_nobody_is_tied_to_anybody_hardly_a_tie_seen_twice_is_significant() -> None:
    """Names of many frequencies are strewn over 800 sentences without regard to each other.

    Were the pairs that never stand together left out of the tests, ties would pass by the hundred.
    """
    chance = np.random.default_rng(5)
    names = np.maximum(1, 60 // np.arange(1, 121))
    false = without_unseen = 0
    for _ in range(20):
        rows = np.concatenate([chance.choice(800, n, replace=False) for n in names])
        strewn = sparse.csr_array((np.ones(len(rows)), (rows, np.repeat(np.arange(120), names))))
        pairs = sparse.triu(strewn.T @ strewn, k=1).tocoo()
        both, one, other = pairs.data, names[pairs.row] * 1.0, names[pairs.col] * 1.0
        p = p_values(attraction(log_likelihood(both, one, other, 800.0), both, one, other, 800.0))
        twice = both >= 2
        false += int((twice & (q_values(p, 120 * 119 // 2) <= 0.05)).sum())
        without_unseen += int((q_values(p, len(p)) <= 0.05).sum())
    assert without_unseen > 500
    assert false <= 2


def test_p_is_smaller_than_that_of_the_exact_test_where_counts_are_small() -> None:
    """What docs/significance.md warns of: once each, once together, in 200 sentences."""
    assert p_of(1, 1, 1, 200) == pytest.approx(0.000194, abs=1e-6)
    assert Fraction(1, 200) > 20 * Fraction(p_of(1, 1, 1, 200))
