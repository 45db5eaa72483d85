"""The networkx graph says what the tables say, in an order that does not depend on theirs."""

import doctest
import importlib
import io

import networkx as nx
import pandas as pd
import pytest

from pipeline.graph import build
from pipeline.tables import frame
from tests.graph.graph_samples import edge, entity


def _tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    entities = frame(
        "entities",
        [entity("c"), entity("a", "country", wikidata="Q20", iso3166="NO"), entity("b")],
    )
    edges = frame(
        "edges",
        [edge("b", "c", npmi=float("nan")), edge("a", "c", 2.5, relations="meets:2")],
    )
    return entities, edges


def test_nodes_and_edges_carry_the_columns_as_plain_values_in_order() -> None:
    graph = build(*_tables())
    assert list(graph) == ["a", "b", "c"]
    assert list(graph.edges) == [("a", "c"), ("b", "c")]
    assert graph.nodes["a"] == {
        "label": "A",
        "type": "country",
        "wikidata": "Q20",
        "iso3166": "NO",
        "aliases": "a",
        "mentions": 3,
        "articles": 2,
        "first_seen": "2017-02",
        "last_seen": "2019-05-14",
    }
    assert graph.edges["a", "c"] == {
        "weight": 2.5,
        "count": 2,
        "articles": 1,
        "npmi": -0.25,
        "log_likelihood": 1.5,
        "p_value": 0.25,
        "q_value": 0.5,
        "relations": "meets:2",
    }
    values = [v for _, data in graph.nodes(data=True) for v in data.values()]
    values += [v for *_, data in graph.edges(data=True) for v in data.values()]
    assert {type(value) for value in values} <= {str, int, float}


def test_nulls_are_left_out_so_that_networkx_can_write_the_graph() -> None:
    graph = build(*_tables())
    assert "wikidata" not in graph.nodes["b"]
    assert "npmi" not in graph.edges["b", "c"]
    nx.write_graphml(graph, io.BytesIO())
    nx.write_gexf(graph, io.BytesIO())


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([edge("a", "z")], "not there"),
        ([edge("a", "b"), edge("a", "b")], "twice"),
        ([edge("b", "a")], "not before"),
        ([edge("a", "a")], "not before"),
        ([edge("a", "b", 0.0)], "positive"),
        ([edge("a", "b", -1.0)], "positive"),
        ([edge("a", "b", float("nan"))], "positive"),
        ([edge("a", "b", float("inf"))], "positive"),
    ],
)
def test_tables_at_odds_are_refused(rows: list[dict[str, object]], message: str) -> None:
    entities = frame("entities", [entity("a"), entity("b")])
    with pytest.raises(ValueError, match=message):
        build(entities, frame("edges", rows))


def test_an_entity_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        build(frame("entities", [entity("a"), entity("a")]), frame("edges", []))


def test_examples_in_docstrings() -> None:
    module = importlib.import_module("pipeline.graph.build")
    assert doctest.testmod(module) == (0, 2)
