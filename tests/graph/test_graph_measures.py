"""The measures against networkx' own, and on the smallest graphs."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pipeline.graph.betweenness as module
from pipeline.graph import build, measure
from pipeline.graph.betweenness import betweenness
from pipeline.tables import columns, empty
from tests.graph.graph_samples import graph, tables

PATH = [("a", "b", 1.0), ("b", "c", 2.0), ("c", "d", 4.0)]
CLIQUES = [
    *((f"a{i}", f"a{j}", 5.0) for i in range(4) for j in range(i)),
    *((f"b{i}", f"b{j}", 5.0) for i in range(5) for j in range(i)),
    ("a0", "b0", 0.5),
]
ANY = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda ends: ends[0] < ends[1]),
    unique=True,
    max_size=30,
)


def _by_id(nodes: pd.DataFrame, name: str) -> dict[str, float]:
    return dict(zip(nodes["entity_id"], nodes[name].tolist(), strict=True))


def test_degrees_and_betweenness_of_a_path() -> None:
    nodes = measure(graph(PATH), 0)
    assert list(nodes.columns) == columns("nodes")
    assert _by_id(nodes, "degree") == {"a": 1, "b": 2, "c": 2, "d": 1}
    assert _by_id(nodes, "weighted_degree") == {"a": 1.0, "b": 3.0, "c": 6.0, "d": 4.0}
    # b lies between a and c, and a and d: 2 of the 3 pairs of others.
    assert _by_id(nodes, "betweenness") == pytest.approx({"a": 0, "b": 2 / 3, "c": 2 / 3, "d": 0})


def test_pagerank_is_that_of_networkx_and_follows_the_weights() -> None:
    nodes = measure(graph(PATH), 0)
    expected = nx.pagerank(graph(PATH), tol=1e-14, max_iter=5000)
    assert _by_id(nodes, "pagerank") == pytest.approx(expected, abs=1e-9)
    assert nodes["pagerank"].sum() == pytest.approx(1)


def test_communities_are_numbered_by_size_then_smallest_id() -> None:
    community = _by_id(measure(graph(CLIQUES), 0), "community")
    assert {name: number for name, number in community.items() if name < "b"} == {
        f"a{i}": 1 for i in range(4)
    }
    assert {number for name, number in community.items() if name > "b"} == {0}
    pairs = measure(graph([("c", "d", 1.0), ("a", "b", 1.0)]), 0)
    assert pairs["community"].tolist() == [0, 0, 1, 1]


@pytest.mark.parametrize("seed", range(5))
def test_communities_that_are_clear_do_not_depend_on_the_seed(seed: int) -> None:
    assert measure(graph(CLIQUES), seed).equals(measure(graph(CLIQUES), 0))


def test_an_empty_graph_and_a_single_edge() -> None:
    nothing = measure(build(empty("entities"), empty("edges")), 0)
    assert nothing.equals(empty("nodes"))
    pair = measure(graph([("a", "b", 2.0)]), 0)
    assert pair["betweenness"].tolist() == [0.0, 0.0]
    assert pair["pagerank"].tolist() == [0.5, 0.5]
    assert pair["community"].tolist() == [0, 0]
    assert pair["wikidata"].isna().all()


def test_measures_keep_ten_digits() -> None:
    nodes = measure(graph([("a", "b", 1 / 3), ("b", "c", 2 / 3)]), 0)
    assert _by_id(nodes, "weighted_degree")["a"] == 0.3333333333


@given(ANY)
@settings(max_examples=100, deadline=None)
def test_betweenness_is_that_of_networkx(edges: list[tuple[int, int]]) -> None:
    some = graph((f"n{s:02}", f"n{t:02}", 1.0) for s, t in edges)
    expected = list(nx.betweenness_centrality(some).values())
    assert betweenness(some, 0) == pytest.approx(expected)


def test_betweenness_from_many_batches_and_with_long_paths() -> None:
    long = graph([(f"n{i:03}", f"n{i + 1:03}", 1.0) for i in range(400)])
    assert betweenness(long, 0) == pytest.approx(list(nx.betweenness_centrality(long).values()))


def test_sampled_betweenness_comes_near_and_depends_on_the_seed_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = nx.barabasi_albert_graph(300, 3, seed=1)
    large = graph((f"n{s:03}", f"n{t:03}", 1.0) for s, t in drawn.edges)
    exact = pd.Series(betweenness(large, 0))
    monkeypatch.setattr(module, "EXACT_UP_TO", 100)
    monkeypatch.setattr(module, "PIVOTS", 150)
    sampled = pd.Series(betweenness(large, 0))
    assert sampled.corr(exact) > 0.97
    assert sampled.sum() == pytest.approx(exact.sum(), rel=0.1)
    assert betweenness(large, 0) == sampled.tolist() != betweenness(large, 1)
    monkeypatch.setattr(module, "PIVOTS", 300)
    assert betweenness(large, 5) == pytest.approx(exact.tolist())


def test_the_order_of_the_rows_does_not_matter() -> None:
    entities, edges = tables(CLIQUES)
    turned = build(entities[::-1], edges.sample(frac=1, random_state=3))
    assert measure(turned, 0).equals(measure(build(entities, edges), 0))
