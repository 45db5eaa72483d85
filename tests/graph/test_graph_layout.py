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


def _topics() -> list[tuple[str, str, float]]:
    """Return six groups of 40, each a ring with a hub, whose hubs are tied; and a part apart."""
    groups = [f"{letter}{{:02}}" for letter in "abcdef"]
    inside = [
        pair
        for group in groups
        for at in range(1, 40)
        for pair in (
            (group.format(at), group.format(at % 39 + 1), 1.0),
            (group.format(0), group.format(at), 2.0),
        )
    ]
    hubs = [(one.format(0), other.format(0), 1.0) for one, other in itertools.pairwise(groups)]
    return [*inside, *hubs, *((f"x{i}", f"x{i + 1}", 1.0) for i in range(9))]


def test_a_large_graph_is_laid_out_from_its_strongest_nodes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, nodes, edges = graph_tables(*tables(_topics()), types=("person",))
    small = positions(nodes, edges, 0)
    monkeypatch.setattr(module, "EXACT_UP_TO", 30)
    place = positions(nodes, edges, 0)
    assert list(place) == nodes["entity_id"].tolist()
    assert place != small
    assert place == positions(nodes, edges, 0)
    assert place != positions(nodes, edges, 1)
    apart = [math.dist(place[s], place[t]) for s, t in itertools.combinations(place, 2)]
    ties = [
        math.dist(place[s], place[t])
        for s, t in zip(edges["source_id"], edges["target_id"], strict=True)
    ]
    assert min(apart) > 10
    assert sum(ties) / len(ties) < sum(apart) / len(apart) / 4
    widest = max(math.dist(one, (0, 0)) for one in small.values())
    assert max(math.dist(one, (0, 0)) for one in place.values()) < 1.5 * widest


def test_each_group_of_a_large_graph_keeps_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXACT_UP_TO", 30)
    _, nodes, edges = graph_tables(*tables(_topics()), types=("person",))
    place = positions(nodes, edges, 0)
    middle = {
        letter: [sum(place[f"{letter}{at:02}"][axis] for at in range(40)) / 40 for axis in (0, 1)]
        for letter in "abcdef"
    }
    own = [
        min(middle, key=lambda letter: math.dist(middle[letter], place[entity])) == entity[0]
        for entity in place
        if entity[0] in middle
    ]
    assert sum(own) > 0.9 * len(own)


def test_a_large_graph_without_edges_has_places_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXACT_UP_TO", 30)
    pairs = [(f"a{i:02}", f"b{i:02}", 1.0) for i in range(40)]
    _, nodes, edges = graph_tables(*tables(pairs), types=("person",))
    place = positions(nodes, edges.iloc[:0], 0)
    assert min(math.dist(place[s], place[t]) for s, t in itertools.combinations(place, 2)) > 10


def test_nothing_to_place_and_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    assert positions(empty("nodes"), empty("edges"), 0) == {}
    _, nodes, edges = graph_tables(*tables(CLIQUES), types=("person",))
    monkeypatch.setattr(module, "UP_TO", 5)
    assert positions(nodes, edges, 0) == {}
