"""Forces from the mesh are those that all pairs of nodes give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.graph.repulsion import exact, on_mesh


def _random(size: int, seed: int, spread: float) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    place = chance.normal(0, spread, (size, 2)) + chance.normal(0, 1_000, 2)
    return place, 1 + np.round(np.minimum(chance.pareto(1.5, size), 50))


def test_two_nodes_push_each_other_by_their_masses_over_the_distance() -> None:
    place, mass = np.array([[0.0, 0.0], [30.0, 40.0]]), np.array([2.0, 5.0])
    push = 10 / (50**2 + 1)
    expected = np.array([[-30.0, -40.0], [30.0, 40.0]]) * push
    assert exact(place, mass) == pytest.approx(expected)
    # The mesh spans just these two: its cells are fine against their distance.
    assert on_mesh(place, mass) == pytest.approx(expected, rel=0.1)


@given(st.integers(300, 800), st.integers(0, 10_000), st.sampled_from([50.0, 2_000.0]))
@settings(deadline=None, max_examples=15)
def test_the_mesh_comes_near_to_the_exact_forces(size: int, seed: int, spread: float) -> None:
    place, mass = _random(size, seed, spread)
    right, found = exact(place, mass), on_mesh(place, mass)
    off = np.linalg.norm(found - right, axis=1) / np.linalg.norm(right, axis=1)
    assert np.median(off) < 0.02
    assert np.quantile(off, 0.9) < 0.15
    assert np.linalg.norm(found - right) < 0.15 * np.linalg.norm(right)


def test_nodes_in_one_cell_push_each_other_as_if_there_were_no_mesh() -> None:
    place, mass = _random(400, 1, 2_000.0)
    place[1], mass[:2] = place[0] + (3.0, 0.0), 50.0
    right, found = exact(place, mass), on_mesh(place, mass)
    assert found[:2] == pytest.approx(right[:2], rel=0.02)


def test_nodes_on_one_place_and_on_one_line_give_finite_forces() -> None:
    mass = np.ones(5)
    for place in (np.zeros((5, 2)), np.stack([np.arange(5.0), np.zeros(5)], axis=1)):
        assert np.isfinite(on_mesh(place, mass)).all()


def test_the_same_places_give_the_same_forces() -> None:
    place, mass = _random(500, 2, 1_000.0)
    assert (on_mesh(place, mass) == on_mesh(place.copy(), mass.copy())).all()
