"""Tests of pipeline/plots/ordering.py: communities beside each other."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.plots.ordering import by_community, matrix


@given(st.lists(st.integers(0, 5)))
def test_each_community_stands_together_in_its_own_order(communities: list[int]) -> None:
    ordered = by_community(pd.DataFrame({"community": communities}))
    assert list(dict.fromkeys(ordered["community"])) == list(dict.fromkeys(communities))
    for _, members in ordered.groupby("community"):
        assert list(members.index) == sorted(members.index)
    blocks = (ordered["community"] != ordered["community"].shift()).sum()
    assert blocks == len(set(communities))


def test_a_matrix_is_symmetric_and_passes_over_edges_to_others() -> None:
    edges = pd.DataFrame(
        {"source_id": ["a", "a"], "target_id": ["b", "x"], "count": [3, 9], "weight": [0.5, 1]}
    )
    assert matrix(["b", "c", "a"], edges, "count").tolist() == [[0, 0, 3], [0, 0, 0], [3, 0, 0]]
    assert matrix(["b", "a"], edges, "weight")[0, 1] == 0.5
