"""graph.gexf as networkx reads it, and by the rules of the GEXF 1.3 schema and of Gephi."""

import io
import math
import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from pipeline.export import gexf
from pipeline.export.appearance import COLOURS
from pipeline.export.text import attribute, plain
from pipeline.graph import positions
from pipeline.settings import TYPES
from pipeline.tables import empty
from tests.export.export_samples import FINE, network

NS, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
NODES, EDGES = network()
PLACES = positions(NODES, EDGES, 0)
DOCUMENT = b"".join(gexf.document(NODES, EDGES, PLACES))
GRAPH: "nx.Graph[str]" = nx.read_gexf(io.BytesIO(DOCUMENT))
ROOT = ET.fromstring(DOCUMENT)  # noqa: S314

# From 1.3/gexf.rng, dynamics.rng and viz of gephi/gexf: element -> (attributes it must have,
# attributes it may have, children it may have), as far as a static graph needs them.
SCHEMA: dict[str, tuple[set[str], set[str], set[str]]] = {
    f"{NS}gexf": ({"version"}, {"variant"}, {f"{NS}meta", f"{NS}graph"}),
    f"{NS}meta": (
        set(),
        {"lastmodifieddate"},
        {f"{NS}creator", f"{NS}keywords", f"{NS}description"},
    ),
    f"{NS}creator": (set(), set(), set()),
    f"{NS}description": (set(), set(), set()),
    f"{NS}graph": (
        set(),
        {"defaultedgetype", "idtype", "mode", "timeformat", "timerepresentation"},
        {f"{NS}attributes", f"{NS}nodes", f"{NS}edges"},
    ),
    f"{NS}attributes": ({"class"}, {"mode"}, {f"{NS}attribute"}),
    f"{NS}attribute": ({"id", "title", "type"}, set(), {f"{NS}default", f"{NS}options"}),
    f"{NS}nodes": (set(), {"count"}, {f"{NS}node"}),
    f"{NS}edges": (set(), {"count"}, {f"{NS}edge"}),
    f"{NS}node": (
        {"id"},
        {"label"},
        {f"{NS}attvalues", f"{VIZ}color", f"{VIZ}position", f"{VIZ}size"},
    ),
    f"{NS}edge": (
        {"source", "target"},
        {"id", "type", "label", "weight", "kind"},
        {f"{NS}attvalues"},
    ),
    f"{NS}attvalues": (set(), set(), {f"{NS}attvalue"}),
    f"{NS}attvalue": ({"for", "value"}, set(), set()),
    f"{VIZ}color": ({"r", "g", "b"}, {"a", "hex"}, set()),
    f"{VIZ}position": ({"x", "y"}, {"z"}, set()),
    f"{VIZ}size": ({"value"}, set(), set()),
}


def test_structure() -> None:
    for element in ROOT.iter():
        must, may, children = SCHEMA[element.tag]
        assert must <= set(element.attrib) <= must | may, element.tag
        assert {child.tag for child in element} <= children, element.tag
    assert ROOT.attrib == {"version": "1.3"}
    assert [child.tag for child in ROOT] == [f"{NS}meta", f"{NS}graph"]
    graph = ROOT[1]
    assert [child.tag.removeprefix(NS) for child in graph] == [
        *("attributes", "attributes", "nodes", "edges")
    ]
    assert graph.attrib["defaultedgetype"] == "undirected"
    assert graph.attrib["mode"] == "static"
    assert graph[2].attrib["count"] == str(len(NODES)) == str(len(graph[2]))
    assert graph[3].attrib["count"] == str(len(EDGES)) == str(len(graph[3]))


def test_attributes_are_declared_once_with_known_types_and_safe_names() -> None:
    for declared, elements in ((ROOT[1][0], ROOT[1][2]), (ROOT[1][1], ROOT[1][3])):
        ids = [one.attrib["id"] for one in declared]
        assert len(set(ids)) == len(ids)
        assert not set(ids) & {"id", "label", "pid", "start", "end", "type", "weight", "viz"}
        assert [one.attrib["title"] for one in declared] == ids
        assert {one.attrib["type"] for one in declared} <= {"long", "double", "string"}
        for element in elements:
            used = [value.attrib["for"] for value in element.iter(f"{NS}attvalue")]
            assert len(set(used)) == len(used)
            assert set(used) <= set(ids)
    real = {"weighted_degree", "betweenness", "pagerank", "npmi", "log_likelihood"}
    for value in ROOT.iter(f"{NS}attvalue"):
        assert value.attrib["value"].strip().lower() not in ("", "null")
        if value.attrib["for"] in real:
            assert math.isfinite(float(value.attrib["value"]))


def test_ids_are_unique_and_edges_join_known_nodes() -> None:
    nodes = [node.attrib["id"] for node in ROOT.iter(f"{NS}node")]
    edges = [edge.attrib["id"] for edge in ROOT.iter(f"{NS}edge")]
    assert len(set(nodes)) == len(nodes)
    assert len(set(edges)) == len(edges)
    for edge in ROOT.iter(f"{NS}edge"):
        assert {edge.attrib["source"], edge.attrib["target"]} <= set(nodes)
        assert float(edge.attrib["weight"]) > 0


def test_networkx_reads_the_same_network() -> None:
    assert not GRAPH.is_directed()
    assert list(GRAPH) == NODES["entity_id"].tolist()
    for row in NODES.to_dict("records"):
        node = GRAPH.nodes[row["entity_id"]]
        assert node["label"] == plain(row["label"])
        assert node["label"] == row["label"] or row["label"] not in FINE
        assert node["aliases"] == attribute(row["aliases"])
        assert node["entity_type"] == row["type"]
        assert node["pagerank"] == row["pagerank"]
        assert node["community"] == row["community"]
        place = node["viz"]["position"]
        assert (place["x"], place["y"]) == PLACES[row["entity_id"]]
        colour = node["viz"]["color"]
        assert (colour["r"], colour["g"], colour["b"]) == COLOURS[row["type"]]
        assert 8 <= node["viz"]["size"] <= 48
    for row in EDGES.to_dict("records"):
        edge = GRAPH.edges[row["source_id"], row["target_id"]]
        assert edge["weight"] == row["weight"]
        assert edge["count"] == row["count"]
        assert edge.get("first_seen") == (row["first_seen"] if edge.get("first_seen") else None)
    assert GRAPH.nodes["Q20"]["first_seen"] == "2017"


def test_every_type_has_a_colour_of_its_own() -> None:
    assert set(COLOURS) == set(TYPES)
    assert len(set(COLOURS.values())) == len(TYPES)


def test_there_is_no_date_of_today_and_no_place_where_none_is_given() -> None:
    bare = b"".join(gexf.document(NODES, EDGES))
    assert b"lastmodified" not in bare
    assert b"position" not in bare
    assert b"position" in DOCUMENT


def test_an_empty_graph() -> None:
    nothing = b"".join(gexf.document(empty("nodes"), empty("edges"), {}))
    assert len(nx.read_gexf(io.BytesIO(nothing))) == 0


@pytest.mark.parametrize("label", ["", "\x00", " "])
def test_a_label_of_nothing(label: str) -> None:
    nodes, edges = network([label])
    assert len(nx.read_gexf(io.BytesIO(b"".join(gexf.document(nodes, edges))))) == 2
