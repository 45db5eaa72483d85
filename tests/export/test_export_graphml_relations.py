"""graph_relations.graphml as networkx reads it, and by the rules of Gephi."""

import io
import xml.etree.ElementTree as ET
from random import Random
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from pipeline.export.graphml_relations import document, relation_edges
from pipeline.stated import RELATION_TYPES
from pipeline.tables import columns, empty, frame
from tests.export.export_samples import FINE, HOSTILE, network

NS = "{http://graphml.graphdrawing.org/xmlns}"
LABELS = ["Kari Holm", "Ola Berg", "Hjelpelaget"]
NODES, _ = network(LABELS)
KARI, OLA, LAGET = "person/000", "person/001", "person/002"


def row(relation: str, source: str, target: str, label: str = "", **more: Any) -> dict[str, Any]:
    """Return a row of the table `evidence`."""
    blank = dict.fromkeys(columns("evidence"), "")
    ends = {"source_id": source, "target_id": target}
    fixed = {"article_id": "a", "date": None, "text": "Her står det."}
    sentences = dict.fromkeys(("sentence", "last_sentence"), 0)
    return blank | ends | {"relation": relation, "label": label} | fixed | sentences | more


def edges_of(*rows: dict[str, Any]) -> pd.DataFrame:
    return relation_edges([frame("evidence", rows)])


def read(*rows: dict[str, Any]) -> "nx.MultiDiGraph[str]":
    written = b"".join(document(NODES, edges_of(*rows)))
    graph = nx.read_graphml(io.BytesIO(written), force_multigraph=True)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def edge(*rows: dict[str, Any]) -> dict[str, Any]:
    """Return the attributes of the only edge."""
    ((_, _, data),) = read(*rows).edges(data=True)
    return data


MANY = [
    row("meets", KARI, OLA, "møte"),
    row("meets", KARI, OLA, "snakke"),
    row("conflict", OLA, LAGET, "kritisere"),
    row("not conflict", OLA, LAGET, "kritisere"),
    row("conflict", OLA, LAGET, "kritisere", modality="planned"),
    row("not conflict", OLA, LAGET, "kritisere", modality="planned"),
    row("conflict", LAGET, OLA, "kritisere"),
    row("role", KARI, LAGET, "leder"),
]


def test_there_is_one_edge_for_each_thing_told_and_parallel_ones_have_their_own_ids() -> None:
    graph = nx.read_graphml(io.BytesIO(b"".join(document(NODES, edges_of(*MANY)))))
    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.number_of_edges() == len(MANY)
    assert set(graph) == set(NODES["entity_id"])
    assert len({key for _, _, key in graph.edges(keys=True)}) == len(MANY)
    assert {data["label"] for _, _, data in graph.edges(data=True)} == {
        *("meets: møte", "meets: snakke", "role: leder"),
        *("conflict: kritisere", "not conflict: kritisere", "planned conflict: kritisere"),
    }


def test_an_edge_adds_up_what_its_rows_tell() -> None:
    found = edge(
        row("role", KARI, LAGET, "leder", article_id="b", date="2021-05", text="Den andre."),
        row("role", KARI, LAGET, "leder", article_id="c", text="Uten dato."),
        row("role", KARI, LAGET, "leder", article_id="a", date="2020", sentence=4, text="Først."),
        row("role", KARI, LAGET, "leder", article_id="b", date="2021-05", sentence=2),
    )
    assert found == {
        "label": "role: leder",
        "relation_type": "role",
        "word": "leder",
        "negated": False,
        "directed": True,
        "weight": 4.0,
        "count": 4,
        "articles": 3,
        "first_seen": "2020",
        "last_seen": "2021-05",
        "example": "Først.",
        "example_article": "a",
        "example_sentence": 4,
    }


def test_a_meeting_is_one_edge_whoever_is_named_first_and_says_that_it_has_no_direction() -> None:
    both = read(row("meets", OLA, KARI, "møte"), row("meets", KARI, OLA, "møte"))
    ((source, target, data),) = both.edges(data=True)
    assert (source, target) == (KARI, OLA)
    assert data["directed"] is False
    assert data["count"] == 2


@pytest.mark.parametrize("kind", sorted(set(RELATION_TYPES) - {"meets"}))
def test_every_other_type_points_from_its_source_to_its_target(kind: str) -> None:
    graph = read(row(kind, OLA, KARI, "ord"))
    ((source, target, data),) = graph.edges(data=True)
    assert (source, target) == (OLA, KARI)
    assert data["directed"] is True
    assert data["relation_type"] == kind


@pytest.mark.parametrize(
    ("relation", "modality", "label", "negated"),
    [
        ("not conflict", "", "not conflict: true", True),
        ("not conflict", "planned", "not conflict: true", True),
        ("conflict", "possible", "possible conflict: true", False),
    ],
)
def test_what_gephi_shows_says_what_is_denied_or_only_possible(
    relation: str, modality: str, label: str, negated: bool
) -> None:
    found = edge(row(relation, KARI, LAGET, "true", modality=modality))
    assert (found["label"], found["word"], found["negated"]) == (label, "true", negated)
    assert found.get("modality", "") == modality


def test_a_co_occurrence_is_no_relation() -> None:
    assert edges_of(row("co-occurrence", KARI, OLA)).empty
    assert read(row("co-occurrence", KARI, OLA)).number_of_edges() == 0
    assert b"".join(document(empty("nodes"), edges_of())).endswith(b"</graphml>\n")


def test_the_order_and_the_parts_of_the_evidence_do_not_matter() -> None:
    once = b"".join(document(NODES, edges_of(*MANY, *MANY)))
    rows = [*MANY, *MANY]
    Random(1).shuffle(rows)
    parts = [frame("evidence", rows[:3]), empty("evidence"), frame("evidence", rows[3:])]
    assert b"".join(document(NODES, relation_edges(parts))) == once


def test_hostile_words_leave_ids_unique_and_the_file_readable() -> None:
    rows = [row("states", KARI, OLA, word, text=word) for word in (*FINE, *HOSTILE, "a|b", "")]
    rows += [row("states", KARI, OLA, "nul og bjelle"), row("states", OLA, "Q20", "b")]
    written = b"".join(document(NODES, edges_of(*rows)))
    root = ET.fromstring(written)  # noqa: S314
    ids = [one.attrib["id"] for one in root.iter(f"{NS}edge")]
    assert len(set(ids)) == len(ids) == len(rows) - 1
    for data in root.iter(f"{NS}data"):
        assert data.text
        assert data.text.strip().lower() != "null"
    keys = {(key.attrib["for"], key.attrib["attr.name"]) for key in root.iter(f"{NS}key")}
    assert {("edge", "label"), ("edge", "weight"), ("edge", "relation_type")} < keys
    assert ("edge", "type") not in keys


def test_networkx_can_write_what_it_read() -> None:
    graph = read(*MANY)
    nx.write_gexf(graph, io.BytesIO())
    again = io.BytesIO()
    nx.write_graphml(graph, again)
    again.seek(0)
    assert nx.read_graphml(again).number_of_edges() == len(MANY)
