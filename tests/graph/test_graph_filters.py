"""Only what was asked for stays, and nothing stands alone."""

from pipeline.graph import build, select
from pipeline.tables import frame
from tests.graph.graph_samples import edge, entity

ENTITIES = frame(
    "entities",
    [
        entity("a"),
        entity("b"),
        entity("c", "country"),
        entity("d", "place"),
        entity("lonely"),
    ],
)
EDGES = frame(
    "edges",
    [
        edge("a", "b", count=5, articles=1),
        edge("a", "c", count=3, articles=3),
        edge("b", "d", count=9, articles=9),
    ],
)
GRAPH = build(ENTITIES, EDGES)


def test_types() -> None:
    part = select(GRAPH, ("person", "country"), 1, 1)
    assert list(part.edges) == [("a", "b"), ("a", "c")]
    assert list(part) == ["a", "b", "c"]


def test_min_count_and_min_articles() -> None:
    kinds = ("person", "country", "place")
    assert list(select(GRAPH, kinds, 4, 1).edges) == [("a", "b"), ("b", "d")]
    assert list(select(GRAPH, kinds, 1, 3).edges) == [("a", "c"), ("b", "d")]
    assert list(select(GRAPH, kinds, 4, 3).edges) == [("b", "d")]


def test_significance() -> None:
    kinds = ("person", "country", "place")
    edges = EDGES.assign(q_value=[0.2, 0.01, 0.05])
    graph = build(ENTITIES, edges)
    assert list(select(graph, kinds, 1, 1, 0.05).edges) == [("a", "c"), ("b", "d")]
    assert list(select(graph, kinds, 4, 1, 0.05).edges) == [("b", "d")]
    assert len(select(graph, kinds, 1, 1, None).edges) == 3


def test_entities_left_without_edges_are_dropped() -> None:
    assert "lonely" not in select(GRAPH, ("person",), 1, 1)
    assert len(select(GRAPH, ("person",), 99, 1)) == 0
    assert len(select(GRAPH, (), 1, 1)) == 0


def test_the_graph_given_is_not_changed() -> None:
    part = select(GRAPH, ("person", "country"), 1, 1)
    part.nodes["a"]["label"] = "changed"
    part.edges["a", "b"]["weight"] = 99.0
    assert GRAPH.nodes["a"]["label"] == "A"
    assert GRAPH.edges["a", "b"]["weight"] == 1.0
    assert len(GRAPH) == 5
