"""graph.gexf as networkx reads it, and by the rules of the GEXF 1.3 schema and of Gephi."""

import datetime
import io
import math
import re
import sys
import xml.etree.ElementTree as ET
from xml.dom import minidom

import networkx as nx
import pytest

from pipeline.export import gexf
from pipeline.export.appearance import COLOURS
from pipeline.export.text import attribute, plain
from pipeline.graph import positions
from pipeline.settings import TYPES
from pipeline.tables import empty
from tests.export.export_samples import FINE, network, over_time

NS, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
NODES, EDGES = network()
PLACES = positions(NODES, EDGES, 0)
DOCUMENT = b"".join(gexf.document(NODES, EDGES, PLACES))
GRAPH: "nx.Graph[str]" = nx.read_gexf(io.BytesIO(DOCUMENT))
ROOT = ET.fromstring(DOCUMENT)  # noqa: S314
MOVING = b"".join(gexf.document(NODES, EDGES, PLACES, *over_time()))
MOVED: "nx.Graph[str]" = nx.read_gexf(io.BytesIO(MOVING))
MOVING_ROOT = ET.fromstring(MOVING)  # noqa: S314
# `time-type` of dynamics.xsd without its numbers: xs:date and xs:dateTime.
TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?")
MILLISECOND = datetime.timedelta(milliseconds=1)

# From 1.3/gexf.rng, dynamics.rng and viz of gephi/gexf: element -> (attributes it must have,
# attributes it may have, children it may have), as far as these graphs need them.
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
        {f"{NS}attvalues", f"{NS}spells", f"{VIZ}color", f"{VIZ}position", f"{VIZ}size"},
    ),
    f"{NS}edge": (
        {"source", "target"},
        {"id", "type", "label", "weight", "kind"},
        {f"{NS}attvalues", f"{NS}spells"},
    ),
    f"{NS}attvalues": (set(), set(), {f"{NS}attvalue"}),
    f"{NS}attvalue": ({"for", "value"}, {"start", "end"}, set()),
    f"{NS}spells": (set(), set(), {f"{NS}spell"}),
    f"{NS}spell": (set(), {"start", "end"}, set()),
    f"{VIZ}color": ({"r", "g", "b"}, {"a", "hex"}, set()),
    f"{VIZ}position": ({"x", "y"}, {"z"}, set()),
    f"{VIZ}size": ({"value"}, set(), set()),
}


@pytest.mark.parametrize("root", [ROOT, MOVING_ROOT])
def test_elements_and_their_attributes_are_those_of_the_schema(root: ET.Element) -> None:
    for element in root.iter():
        must, may, children = SCHEMA[element.tag]
        assert must <= set(element.attrib) <= must | may, element.tag
        assert {child.tag for child in element} <= children, element.tag
        for name in {"start", "end"} & set(element.attrib):
            assert TIME.fullmatch(element.attrib[name])
        if element.tag == f"{NS}spells":
            assert len(element)


def test_structure() -> None:
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
        for name in ("p_value", "q_value", "disparity"):
            assert isinstance(edge[name], float)
            assert edge[name] == (row[name] if row[name] > sys.float_info.min else 0.0)
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
    nothing = b"".join(gexf.document(empty("nodes"), empty("graph_edges"), {}))
    assert len(nx.read_gexf(io.BytesIO(nothing))) == 0


@pytest.mark.parametrize("label", ["", "\x00", " "])
def test_a_label_of_nothing(label: str) -> None:
    nodes, edges = network([label])
    assert len(nx.read_gexf(io.BytesIO(b"".join(gexf.document(nodes, edges))))) == 2


def _moment(text: str) -> datetime.datetime:
    """Read a time as Gephi does: a date is the first moment of its day."""
    return datetime.datetime.fromisoformat(text)


def _spells(element: ET.Element) -> list[tuple[str, str]]:
    return [(one.attrib["start"], one.attrib["end"]) for one in element.iter(f"{NS}spell")]


def test_a_graph_with_dates_is_dynamic_and_otherwise_the_same() -> None:
    graph = MOVING_ROOT[1].attrib
    assert (graph["mode"], graph["timeformat"]) == ("dynamic", "date")
    assert graph["timerepresentation"] == "interval"
    assert list(MOVED) == list(GRAPH)
    assert set(MOVED.edges) == set(GRAPH.edges)
    for node in GRAPH:
        assert GRAPH.nodes[node].items() <= MOVED.nodes[node].items()
    for source, target, edge in GRAPH.edges(data=True):
        assert edge.items() <= MOVED.edges[source, target].items()


@pytest.mark.parametrize("undated", ["none given", "no date"])
def test_a_graph_without_any_date_is_static(undated: str) -> None:
    nodes, edges = (rows.assign(period=None, first_day=None, last_day=None) for rows in over_time())
    given = (nodes, edges) if undated == "no date" else ()
    assert b"".join(gexf.document(NODES, EDGES, PLACES, *given)) == DOCUMENT


def test_a_period_ends_where_the_next_begins_and_they_share_no_moment() -> None:
    first, second, later = _spells(MOVING_ROOT[1][4][0])
    assert (first[0], second[0], later[0]) == ("2017-01-01", "2017-02-01", "2018-01-01")
    assert _moment(second[0]) - _moment(first[1]) == MILLISECOND
    for element in (*MOVING_ROOT.iter(f"{NS}node"), *MOVING_ROOT.iter(f"{NS}edge")):
        ends = [_moment(time) for spell in _spells(element) for time in spell]
        assert ends == sorted(set(ends))


def test_networkx_reads_the_spells_and_the_values_over_time() -> None:
    norway, first, second = MOVED.nodes["Q20"], MOVED.nodes["person/000"], MOVED.nodes["person/001"]
    january = ("2017-01-01", "2017-01-31T23:59:59.999")
    february = ("2017-02-01", "2017-02-28T23:59:59.999")
    assert norway["spells"][:2] == [january, february]
    assert [value for value, *_ in norway["period_mentions"]] == [3, 2, 1]
    assert norway["period_mentions"][0] == (3, *january)
    assert norway["mentions"] == 12  # of the whole time, as of the table
    assert first["spells"] == [january, february]
    assert second["spells"] == [("2017-01-01", "2017-12-31T23:59:59.999")]  # known to the year
    assert "spells" not in MOVED.nodes["person/002"]
    assert MOVED.edges["person/000", "Q20"]["spells"] == [january, february]


def test_weights_over_time_are_for_gephi_and_the_whole_weight_for_the_others() -> None:
    edges = {edge.attrib["target"]: edge for edge in MOVING_ROOT.iter(f"{NS}edge")}
    tables = {row["target_id"]: row for row in EDGES.to_dict("records")}
    tie = edges["person/000"]
    values = [one.attrib for one in tie.iter(f"{NS}attvalue") if one.attrib["for"] == "weight"]
    assert [value["value"] for value in values] == ["2.0", "1.0"]
    assert [(value["start"], value["end"]) for value in values] == _spells(tie)
    assert float(tie.attrib["weight"]) == tables["person/000"]["weight"]
    # Without a spell Gephi shows it at all times, and takes a weight that is missing for 0.
    undated = edges["person/002"]
    values = [one.attrib for one in undated.iter(f"{NS}attvalue") if one.attrib["for"] == "weight"]
    assert _spells(undated) == []
    assert values == [
        {
            "for": "weight",
            "value": undated.attrib["weight"],
            "start": "2017-01-01",
            "end": "2018-01-31T23:59:59.999",
        }
    ]


def test_dynamic_attributes_are_declared_apart() -> None:
    declared = [
        (
            block.attrib["class"],
            block.attrib["mode"],
            [(a.attrib["id"], a.attrib["type"]) for a in block],
        )
        for block in MOVING_ROOT[1].findall(f"{NS}attributes")
        if "mode" in block.attrib
    ]
    assert declared == [
        ("node", "dynamic", [("period_mentions", "long")]),
        ("edge", "dynamic", [("weight", "double")]),
    ]


def test_who_looks_for_tags_as_they_are_written_finds_the_static_graph() -> None:
    """As graphology does, and Gephi Lite with it: `getElementsByTagName` goes by the prefix too."""
    seen = minidom.parseString(MOVING)  # noqa: S318
    blocks = seen.getElementsByTagName("attributes")
    assert [block.getAttribute("class") for block in blocks] == ["node", "edge"]
    names = {
        one.getAttribute("id")
        for block in blocks
        for one in block.getElementsByTagName("attribute")
    }
    values = seen.getElementsByTagName("attvalue")
    assert {value.getAttribute("for") for value in values} <= names
    assert not {"weight", "period_mentions"} & names


def test_rows_in_another_order_give_the_same_bytes() -> None:
    nodes, edges = (rows.iloc[::-1] for rows in over_time())
    assert b"".join(gexf.document(NODES, EDGES, PLACES, nodes, edges)) == MOVING
