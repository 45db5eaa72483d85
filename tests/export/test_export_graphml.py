"""graph.graphml as networkx reads it, and by the rules of Gephi and Gephi Lite."""

import io
import math
import sys
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from pipeline.export import graphml
from pipeline.export.text import attribute
from pipeline.graph import positions
from pipeline.tables import empty
from tests.export.export_samples import FINE, network

NS = "{http://graphml.graphdrawing.org/xmlns}"
NODES, EDGES = network()
PLACES = positions(NODES, EDGES, 0)
DOCUMENT = b"".join(graphml.document(NODES, EDGES, PLACES))
GRAPH: "nx.Graph[str]" = nx.read_graphml(io.BytesIO(DOCUMENT))
ROOT = ET.fromstring(DOCUMENT)  # noqa: S314


def test_networkx_reads_the_same_network() -> None:
    assert not GRAPH.is_directed()
    assert not GRAPH.is_multigraph()
    assert list(GRAPH) == NODES["entity_id"].tolist()
    assert {frozenset(edge) for edge in GRAPH.edges} == {
        frozenset(edge) for edge in zip(EDGES["source_id"], EDGES["target_id"], strict=True)
    }
    for row in NODES.to_dict("records"):
        node = GRAPH.nodes[row["entity_id"]]
        assert node["label"] == attribute(row["label"])
        assert node["label"] == row["label"] or row["label"] not in FINE
        assert node["type"] == row["type"]
        assert node["degree"] == row["degree"]
        assert node["betweenness"] == row["betweenness"]
        assert (node["x"], node["y"]) == PLACES[row["entity_id"]]
    assert GRAPH.nodes["Q20"]["wikidata"] == "Q20"
    assert GRAPH.nodes["Q20"]["size"] == 48
    assert (GRAPH.nodes["Q20"]["r"], GRAPH.nodes["Q20"]["g"]) == (230, 159)
    for row in EDGES.to_dict("records"):
        edge = GRAPH.edges[row["source_id"], row["target_id"]]
        assert edge["weight"] == row["weight"]
        assert edge["count"] == row["count"]
        assert edge.get("npmi", "null") == (row["npmi"] if row["npmi"] == row["npmi"] else "null")
        assert ("relations" in edge) == bool(row["relations"])
        for name in ("p_value", "q_value", "disparity"):
            assert isinstance(edge[name], float)
            # igraph refuses the whole file for a number with fewer digits than that.
            assert edge[name] == (row[name] if row[name] > sys.float_info.min else 0.0)
    assert {0.0, 1e-300} <= {edge["p_value"] for *_, edge in GRAPH.edges(data=True)}


def test_networkx_can_write_what_it_read() -> None:
    nx.write_gexf(GRAPH, io.BytesIO())


def test_keys_are_what_gephi_and_gephi_lite_know() -> None:
    keys = ROOT.findall(f"{NS}key")
    ids = [key.attrib["id"] for key in keys]
    assert len(set(ids)) == len(ids)
    assert not {"d3", "d7"} & set(ids)  # Gephi takes these for labels, whatever their name
    assert {key.attrib["attr.type"] for key in keys} <= {
        *("boolean", "int", "long", "float", "double", "string")
    }
    names = {(key.attrib["for"], key.attrib["attr.name"]) for key in keys}
    assert {("node", name) for name in ("label", "size", "x", "y", "r", "g", "b")} < names
    assert ("edge", "weight") in names
    assert ("edge", "type") not in names
    used = {data.attrib["key"] for data in ROOT.iter(f"{NS}data")}
    assert used <= set(ids)


def test_edges_have_unique_ids_and_no_value_is_null() -> None:
    ids = [edge.attrib["id"] for edge in ROOT.iter(f"{NS}edge")]
    assert len(set(ids)) == len(ids) == len(EDGES)
    for data in ROOT.iter(f"{NS}data"):
        assert data.text
        assert data.text.strip().lower() != "null"
        if data.attrib["key"] in {"node.pagerank", "node.betweenness", "edge.npmi", "edge.weight"}:
            assert math.isfinite(float(data.text))


def test_without_places() -> None:
    plain: nx.Graph[str] = nx.read_graphml(io.BytesIO(b"".join(graphml.document(NODES, EDGES))))
    assert "x" not in plain.nodes["Q20"]
    assert b'attr.name="x"' not in b"".join(graphml.document(NODES, EDGES))


def test_an_empty_graph() -> None:
    nothing = b"".join(graphml.document(empty("nodes"), empty("graph_edges"), {}))
    assert len(nx.read_graphml(io.BytesIO(nothing))) == 0


@pytest.mark.parametrize("label", ["", "\x00", " "])
def test_a_label_of_nothing(label: str) -> None:
    nodes, edges = network([label])
    written = io.BytesIO(b"".join(graphml.document(nodes, edges)))
    assert len(nx.read_graphml(written)) == 2
