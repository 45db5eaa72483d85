"""graph.cyjs as cytoscape.js reads it, and by the rules of Cytoscape desktop's reader."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.export import cytoscape
from pipeline.export.text import plain
from pipeline.graph import positions
from pipeline.tables import empty
from tests import npm_packages
from tests.export.export_samples import network

NODES, EDGES = network()
PLACES = positions(NODES, EDGES, 0)
DOCUMENT = b"".join(cytoscape.document(NODES, EDGES, PLACES))
FILE: dict[str, Any] = json.loads(DOCUMENT)
NODE = {node["data"]["id"]: node for node in FILE["elements"]["nodes"]}
EDGE = {edge["data"]["id"]: edge["data"] for edge in FILE["elements"]["edges"]}


def test_the_frame_is_what_cytoscape_desktop_looks_for() -> None:
    assert set(FILE) >= {"data", "elements"}
    assert FILE["data"]["name"]
    assert set(FILE["elements"]) == {"nodes", "edges"}


def test_every_row_is_an_element_with_its_values() -> None:
    assert list(NODE) == NODES["entity_id"].tolist()
    for row in NODES.to_dict("records"):
        data = NODE[row["entity_id"]]["data"]
        assert data["name"] == plain(row["label"]).strip()
        assert data["type"] == row["type"]
        for name in ("mentions", "degree", "weighted_degree", "betweenness", "community"):
            assert data[name] == row[name]
    assert NODE["Q20"]["data"]["colour"] == "#e69f00"
    assert NODE["Q20"]["data"]["size"] == 96
    ends = list(zip(EDGES["source_id"], EDGES["target_id"], strict=True))
    assert [(edge["source"], edge["target"]) for edge in EDGE.values()] == ends
    for row in EDGES.to_dict("records"):
        data = EDGE[f"{row['source_id']}|{row['target_id']}"]
        assert data["weight"] == row["weight"]
        assert data["p_value"] == row["p_value"]
        assert data["name"].startswith(f"{plain(NODE[row['source_id']]['data']['name'])} (co-occ")


def test_y_grows_downwards_as_in_cytoscape() -> None:
    places = {entity: (x, -y) for entity, (x, y) in PLACES.items()}
    assert {
        entity: (node["position"]["x"], node["position"]["y"]) for entity, node in NODE.items()
    } == places


def test_no_attribute_has_a_name_or_a_value_that_a_reader_trips_over() -> None:
    for data in [node["data"] for node in NODE.values()] + list(EDGE.values()):
        assert not {"SUID", "selected", "parent", "shared name", "shared interaction"} & set(data)
        assert all(name.isidentifier() for name in data)
        assert all(value is not None and value != "" for value in data.values())
        assert not any(isinstance(value, (list, dict, bool)) for value in data.values())
        assert all(isinstance(data[name], str) for name in ("id", "name"))
    for name in cytoscape.NODE_ATTRIBUTES:  # desktop takes the type of a column from its first
        kinds = {type(node["data"][name]) for node in NODE.values() if name in node["data"]}
        assert len(kinds) <= 1
    assert "npmi" not in EDGE["Q20|person/002"]  # it is NaN
    assert {edge["interaction"] for edge in EDGE.values()} == {cytoscape.INTERACTION}
    assert len(EDGE) == len(EDGES)


def test_cytoscape_js_reads_the_same_network(tmp_path: Path) -> None:
    path = tmp_path / "graph.cyjs"
    path.write_bytes(DOCUMENT)
    found = npm_packages.read("read_cytoscape.mjs", "cytoscape", path)
    elements = found["elements"]
    assert {node["data"]["id"]: node["data"] for node in elements["nodes"]} == {
        entity: node["data"] for entity, node in NODE.items()
    }
    assert {edge["data"]["id"]: edge["data"] for edge in elements["edges"]} == EDGE
    assert {node["data"]["id"]: node["position"] for node in elements["nodes"]} == {
        entity: node["position"] for entity, node in NODE.items()
    }


def test_without_places_and_without_rows() -> None:
    bare = json.loads(b"".join(cytoscape.document(NODES, EDGES)))
    assert all("position" not in node for node in bare["elements"]["nodes"])
    nothing = json.loads(b"".join(cytoscape.document(empty("nodes"), empty("graph_edges"), {})))
    assert nothing["elements"] == {"nodes": [], "edges": []}


@pytest.mark.parametrize("label", ["", "\x00", " "])
def test_a_label_of_nothing_becomes_the_id(label: str) -> None:
    nodes, edges = network([label])
    read = json.loads(b"".join(cytoscape.document(nodes, edges)))
    assert {node["data"]["name"] for node in read["elements"]["nodes"]} == {"Norge", "person/000"}
