"""GraphML and GEXF as igraph and graphology (and Gephi Lite with it) read them."""

import math
from pathlib import Path
from typing import Any

import igraph
import pandas as pd
import pytest

from pipeline.export import gexf, graphml, graphml_relations
from pipeline.export.appearance import colour, sizes
from pipeline.export.text import attribute, plain
from pipeline.graph import positions
from pipeline.tables import columns, frame
from tests import npm_packages
from tests.export.export_samples import FINE, HOSTILE, network, over_time

NODES, EDGES = network()
PLACES = positions(NODES, EDGES, 0)
RELATIONS = graphml_relations.relation_edges(
    [
        frame(
            "evidence",
            [
                {
                    **dict.fromkeys(columns("evidence"), ""),
                    **dict.fromkeys(("sentence", "last_sentence"), 3),
                    "source_id": "Q20",
                    "target_id": "person/000",
                    "relation": "states",
                    "article_id": "a",
                    "date": None,
                    "label": word,
                    "text": word,
                }
                for word in (*FINE, *HOSTILE)
            ],
        )
    ]
)


def _written(pieces: Any, path: Path) -> Path:
    path.write_bytes(b"".join(pieces))
    return path


@pytest.fixture
def undirected(tmp_path: Path) -> Path:
    return _written(graphml.document(NODES, EDGES, PLACES), tmp_path / "graph.graphml")


@pytest.fixture
def directed(tmp_path: Path) -> Path:
    pieces = graphml_relations.document(NODES, RELATIONS, PLACES)
    return _written(pieces, tmp_path / "graph_relations.graphml")


def test_igraph_reads_the_network_with_its_looks(undirected: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(undirected))
    assert not graph.is_directed()
    assert graph.vs["id"] == NODES["entity_id"].tolist()
    assert graph.vs["label"] == [attribute(label) for label in NODES["label"]]
    assert graph.vs["size"] == sizes(NODES)
    assert list(zip(graph.vs["x"], graph.vs["y"], strict=True)) == list(PLACES.values())
    ends = list(zip(EDGES["source_id"], EDGES["target_id"], strict=True))
    assert [tuple(graph.vs[end]["id"] for end in edge.tuple) for edge in graph.es] == ends
    assert graph.es["weight"] == EDGES["weight"].tolist()
    assert graph.es["count"] == EDGES["count"].tolist()
    assert {0.0, 1e-300} <= set(graph.es["p_value"])  # 5e-324 would make it refuse the file


def test_igraph_reads_every_relation_with_the_sentence_that_states_it(directed: Path) -> None:
    graph = igraph.Graph.Read_GraphML(str(directed))
    assert graph.is_directed()
    assert graph.es["example"] == [attribute(text) for text in RELATIONS["example"]]
    assert set(graph.es["relation_type"]) == {"states"}
    assert len(graph.es) == len(RELATIONS) > 20


def _check_nodes(found: dict[str, Any], shown: Any) -> None:
    nodes = {node["key"]: node["attributes"] for node in found["nodes"]}
    assert list(nodes) == NODES["entity_id"].tolist()
    looks = zip(nodes.items(), NODES["label"], NODES["type"], sizes(NODES), strict=True)
    for (entity, data), label, kind, size in looks:
        assert data["label"] == shown(label)
        assert (data["x"], data["y"]) == PLACES[entity]
        assert data["size"] == size
        assert data["color"] in ("#{:02x}{:02x}{:02x}".format(*colour(kind)), _rgb(kind))


def _rgb(kind: str) -> str:
    return f"rgb({','.join(map(str, colour(kind)))})"


def _check_edges(found: dict[str, Any], weights: pd.Series) -> None:
    ends = [(edge["source"], edge["target"]) for edge in found["edges"]]
    assert ends == list(zip(EDGES["source_id"], EDGES["target_id"], strict=True))
    read = [edge["attributes"]["weight"] for edge in found["edges"]]
    assert read == weights.tolist()
    assert {0.0, 1e-300} <= {edge["attributes"]["p_value"] for edge in found["edges"]}
    assert not any(
        isinstance(value, float) and not math.isfinite(value)
        for edge in found["edges"]
        for value in edge["attributes"].values()
    )


def test_graphology_reads_the_graphml(undirected: Path) -> None:
    found = npm_packages.read("read_graphml.mjs", "graphology-graphml", undirected)
    assert found["options"]["type"] == "undirected"
    assert not found["options"]["multi"]
    _check_nodes(found, attribute)
    _check_edges(found, EDGES["weight"])


def test_graphology_reads_every_relation(directed: Path) -> None:
    found = npm_packages.read("read_graphml.mjs", "graphology-graphml", directed)
    assert (found["options"]["type"], found["options"]["multi"]) == ("directed", True)
    told = [edge["attributes"]["example"] for edge in found["edges"]]
    assert told == [attribute(text) for text in RELATIONS["example"]]
    assert {edge["attributes"]["negated"] for edge in found["edges"]} == {False}
    _check_nodes(found, attribute)


@pytest.mark.parametrize("timed", [False, True])
def test_graphology_reads_the_gexf_with_and_without_time(timed: bool, tmp_path: Path) -> None:
    periods = over_time() if timed else ()
    path = _written(gexf.document(NODES, EDGES, PLACES, *periods), tmp_path / "graph.gexf")
    found = npm_packages.read("read_gexf.mjs", "graphology-gexf", path)
    assert found["options"]["type"] == "undirected"
    _check_nodes(found, plain)
    _check_edges(found, EDGES["weight"])
    by_key = {node["key"]: node["attributes"] for node in found["nodes"]}
    for row in NODES.to_dict("records"):
        assert by_key[row["entity_id"]]["entity_type"] == row["type"]
        assert by_key[row["entity_id"]]["aliases"] == attribute(row["aliases"])
