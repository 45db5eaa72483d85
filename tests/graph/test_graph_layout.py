"""Places: the same each time, apart from each other, and near where their edges lead."""

import itertools
import math

import pytest

import pipeline.graph.layout as module
from pipeline.graph import graph_tables, positions
from pipeline.tables import empty
from tests.graph.graph_samples import tables

CLIQUES = [
    *((f"a{i}", f"a{j}", 1.0) for i in range(8) for j in range(i)),
    *((f"b{i}", f"b{j}", 1.0) for i in range(8) for j in range(i)),
    ("a0", "b0", 1.0),
    ("x", "y", 1.0),
]


def test_each_node_has_a_place_of_its_own_near_its_neighbours() -> None:
    _, nodes, edges = graph_tables(*tables(CLIQUES), types=("person",))
    place = positions(nodes, edges, 0)
    assert list(place) == nodes["entity_id"].tolist()
    apart = [math.dist(place[s], place[t]) for s, t in itertools.combinations(place, 2)]
    assert 10 < min(apart) < max(apart) < 5_000
    inside = [math.dist(place[f"a{i}"], place[f"a{j}"]) for i in range(8) for j in range(i)]
    across = [math.dist(place[f"a{i}"], place[f"b{j}"]) for i in range(8) for j in range(8)]
    assert sum(inside) / len(inside) < sum(across) / len(across) / 2
    assert place == positions(nodes, edges, 0)
    assert place != positions(nodes, edges, 1)


def test_parts_that_nothing_joins_stay_in_sight_of_each_other() -> None:
    pairs = [(f"a{i:02}", f"b{i:02}", 1.0) for i in range(40)]
    _, nodes, edges = graph_tables(*tables(pairs), types=("person",))
    place = positions(nodes, edges, 0)
    assert max(math.dist(one, (0, 0)) for one in place.values()) < 3 * module.SPACING * 80**0.5
    assert min(math.dist(place[s], place[t]) for s, t in itertools.combinations(place, 2)) > 10


def test_nothing_to_place_and_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    assert positions(empty("nodes"), empty("edges"), 0) == {}
    _, nodes, edges = graph_tables(*tables(CLIQUES), types=("person",))
    monkeypatch.setattr(module, "UP_TO", 5)
    assert positions(nodes, edges, 0) == {}
