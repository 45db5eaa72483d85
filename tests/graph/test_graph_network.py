"""The whole stage: tables in, graph and tables out."""

from pipeline.graph import build, graph_tables
from pipeline.tables import columns, empty, frame
from tests.graph.graph_samples import edge, entity, tables

TRIANGLE = [("a", "b", 9.0), ("b", "c", 1.0), ("a", "c", 1.0), ("c", "d", 1.0), ("c", "e", 1.0)]


def test_tables_and_graph_agree() -> None:
    graph, nodes, edges = graph_tables(*tables(TRIANGLE), types=("person",))
    assert list(nodes.columns) == columns("nodes")
    assert list(edges.columns) == columns("graph_edges")
    assert list(graph) == nodes["entity_id"].tolist() == ["a", "b", "c", "d", "e"]
    ends = list(zip(edges["source_id"], edges["target_id"], strict=True))
    assert list(graph.edges) == ends == sorted(ends)
    for row in nodes.to_dict("records"):
        for measure in ("degree", "weighted_degree", "betweenness", "pagerank", "community"):
            assert graph.nodes[row["entity_id"]][measure] == row[measure]
    again = build(nodes, edges)
    assert again.nodes(data=True) == graph.nodes(data=True)
    assert list(again.edges(data=True)) == list(graph.edges(data=True))


def test_the_measures_are_of_the_graph_that_is_left() -> None:
    _, nodes, edges = graph_tables(*tables(TRIANGLE), types=("person",), backbone=0.15)
    assert nodes["entity_id"].tolist() == ["a", "b"]
    assert nodes["degree"].tolist() == [1, 1]
    assert len(edges) == 1


def test_filters_are_applied() -> None:
    entities = frame("entities", [entity("a"), entity("b", "country"), entity("c", "place")])
    edges = frame("edges", [edge("a", "b", count=4), edge("a", "c", count=4)])
    _, nodes, _ = graph_tables(entities, edges, types=("person", "country"), min_count=4)
    assert nodes["entity_id"].tolist() == ["a", "b"]
    _, nodes, edges = graph_tables(entities, edges, types=("person", "country"), min_articles=2)
    assert nodes.equals(empty("nodes"))
    assert edges.equals(empty("graph_edges"))


def test_the_disparity_is_that_among_the_edges_that_the_filters_leave() -> None:
    entities, edges = tables(TRIANGLE)
    _, _, whole = graph_tables(entities, edges, types=("person",))
    # a-b at both ends (1 - 9/10)^1; the others at c, which has four edges, (1 - 1/4)^3.
    assert whole["disparity"].tolist() == [0.1, *[0.421875] * 4]
    _, _, backbone = graph_tables(entities, edges, types=("person",), backbone=0.15)
    assert backbone["disparity"].tolist() == [0.1]
    strong = edges.assign(count=edges["weight"].astype(int))
    _, _, alone = graph_tables(entities, strong, types=("person",), min_count=2)
    assert alone["disparity"].tolist() == [1.0]


def test_significance_keeps_edges_up_to_that_q_value() -> None:
    entities = frame("entities", [entity("a"), entity("b"), entity("c"), entity("d")])
    edges = frame(
        "edges",
        [
            edge("a", "b", q_value=0.05),
            edge("a", "c", q_value=0.050001),
            edge("a", "d", q_value=0.0),
        ],
    )
    graph, nodes, left = graph_tables(entities, edges, types=("person",), significance=0.05)
    assert nodes["entity_id"].tolist() == ["a", "b", "d"]
    assert left["q_value"].tolist() == [0.05, 0.0]
    assert graph.edges["a", "d"]["q_value"] == 0.0
    assert len(graph_tables(entities, edges, types=("person",), significance=1)[2]) == 3


def test_the_disparity_follows_the_weight_and_the_edges_do_not() -> None:
    entities, edges = tables(TRIANGLE)
    flat = edges.assign(weight=1.0)
    (_, _, one), (_, _, other) = (
        graph_tables(entities, e, types=("person",)) for e in (edges, flat)
    )
    ends = ["source_id", "target_id"]
    assert one[ends].equals(other[ends])
    assert one["disparity"].tolist() != other["disparity"].tolist()


def test_no_entities_at_all() -> None:
    graph, nodes, edges = graph_tables(
        empty("entities"), empty("edges"), types=("person",), backbone=0.05
    )
    assert len(graph) == len(nodes) == len(edges) == 0
