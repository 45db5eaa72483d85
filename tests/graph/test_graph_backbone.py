"""The disparity filter against a graph worked out by hand, and what must hold of any."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.graph import disparity, disparity_filter
from tests.graph.graph_samples import graph

# Strengths and degrees: a 5 and 3, b 4 and 2, c 2 and 2, d 1 and 1.
BY_HAND = [("a", "b", 3.0), ("a", "c", 1.0), ("a", "d", 1.0), ("b", "c", 1.0)]

WEIGHTED = st.dictionaries(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda ends: ends[0] < ends[1]),
    st.floats(0.01, 1000),
    max_size=20,
).map(lambda edges: [(f"n{s}", f"n{t}", weight) for (s, t), weight in edges.items()])


def test_disparity_worked_out_by_hand() -> None:
    assert disparity(graph(BY_HAND)) == pytest.approx(
        {
            ("a", "b"): 0.16,  # at a (1 - 3/5)^2 = 0.16; at b (1 - 3/4)^1 = 0.25
            ("a", "c"): 0.5,  # at a (1 - 1/5)^2 = 0.64; at c (1 - 1/2)^1 = 0.5
            ("a", "d"): 0.64,  # at a 0.64; at d, which has no other edge, 1
            ("b", "c"): 0.5,  # at b (1 - 1/4)^1 = 0.75; at c 0.5
        }
    )


def test_edges_above_alpha_go_with_the_nodes_they_leave_alone() -> None:
    assert list(disparity_filter(graph(BY_HAND), 0.2).edges) == [("a", "b")]
    assert list(disparity_filter(graph(BY_HAND), 0.2)) == ["a", "b"]
    assert list(disparity_filter(graph(BY_HAND), 0.51)) == ["a", "b", "c"]
    assert len(disparity_filter(graph(BY_HAND), 0.1)) == 0


def test_two_entities_joined_to_nothing_else_are_never_significant() -> None:
    pair = graph([("a", "b", 100.0)])
    assert disparity(pair) == {("a", "b"): 1.0}
    assert len(disparity_filter(pair, 0.99)) == 0
    assert len(disparity_filter(pair, 1)) == 2


@pytest.mark.parametrize("alpha", [0, -0.1, 1.01, float("nan")])
def test_alpha_out_of_bounds(alpha: float) -> None:
    with pytest.raises(ValueError, match="alpha"):
        disparity_filter(graph(BY_HAND), alpha)


@given(WEIGHTED, st.floats(0.001, 1), st.floats(0.001, 1))
@settings(max_examples=60, deadline=None)
def test_properties(edges: list[tuple[str, str, float]], one: float, other: float) -> None:
    whole = graph(edges)
    low, high = sorted((one, other))
    assert all(0 <= value <= 1 for value in disparity(whole).values())
    assert set(disparity_filter(whole, 1).edges) == set(whole.edges)
    assert set(disparity_filter(whole, low).edges) <= set(disparity_filter(whole, high).edges)
    scaled = graph([(source, target, weight * 8) for source, target, weight in edges])
    assert disparity(scaled) == pytest.approx(disparity(whole))
