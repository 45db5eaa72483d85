"""Where to draw the nodes, so that a file opens as a picture and not as a heap."""

import random
from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from pipeline.graph.repulsion import exact, on_mesh

UP_TO: Final = 50_000
EXACT_UP_TO: Final = 2_000
STEPS: Final = 80
STEPS_ON_MESH: Final = 50
SPACING: Final = 60.0  # about how far apart neighbours come to lie; nodes have a radius of 8 to 48
SPREAD: Final = 3.0  # how far parts that nothing joins drift off; gravity is 1 / SPREAD^2

Floats = npt.NDArray[np.float64]
Wholes = npt.NDArray[np.int64]


def positions(
    nodes: pd.DataFrame, edges: pd.DataFrame, seed: int
) -> dict[str, tuple[float, float]]:
    """Return x and y of each entity of the table `nodes`, y upwards, around (0, 0).

    Nodes push each other away and edges pull, with the forces of ForceAtlas2 (Jacomy, Venturini,
    Heymann and Bastian 2014, PLoS ONE 9(6): e98679) and the cooling steps of Fruchterman and
    Reingold (1991), from random places drawn with `seed`.

    Up to 2,000 nodes the forces are exact. Of more, the 2,000 with the highest weighted degree
    are laid out so, the others are put around those they are tied to, and all are then settled
    with forces from a mesh (:func:`pipeline.graph.repulsion.on_mesh`). Nothing is returned for more
    than 50,000 nodes: a picture of them says little, and Gephi can lay them out itself. Rounded to
    tenths. The same on every run with the same numpy and scipy on the same kind of processor.
    """
    if nodes.empty or len(nodes) > UP_TO:
        return {}
    ids = nodes["entity_id"].tolist()
    number = {entity: position for position, entity in enumerate(ids)}
    source = np.array([number[entity] for entity in edges["source_id"]], dtype=np.int64)
    target = np.array([number[entity] for entity in edges["target_id"]], dtype=np.int64)
    weight = edges["weight"].to_numpy(dtype=np.float64)
    pull = np.sqrt(weight / weight.mean()) if len(weight) else weight
    if len(ids) <= EXACT_UP_TO:
        places = _from_chance(len(ids), source, target, pull, seed)
    else:
        places = _from_the_strongest(len(ids), source, target, weight, pull, seed)
    return {
        entity: (round(float(x), 1) + 0.0, round(float(y), 1) + 0.0)
        for entity, (x, y) in zip(ids, places, strict=True)
    }


def _from_chance(size: int, source: Wholes, target: Wholes, pull: Floats, seed: int) -> Floats:
    """Return the places (rows of x, y) of `size` nodes, settled from random places."""
    radius = _radius(size)
    drawn_from = random.Random(seed)  # noqa: S311
    place: Floats = np.array(
        [[drawn_from.uniform(-radius, radius) for _ in "xy"] for _ in range(size)]
    )
    return _settle(place, source, target, pull, exact, STEPS, radius / 4)


def _from_the_strongest(
    size: int, source: Wholes, target: Wholes, weight: Floats, pull: Floats, seed: int
) -> Floats:
    """Return the places of `size` nodes: first the strongest, then the others around them."""
    strength = np.bincount(source, weight, size) + np.bincount(target, weight, size)
    core: Wholes = np.sort(np.argsort(-strength, kind="stable")[:EXACT_UP_TO])
    inside = np.isin(source, core) & np.isin(target, core)
    one, other = (np.searchsorted(core, end[inside]) for end in (source, target))
    settled = _from_chance(len(core), one, other, pull[inside], seed)
    place: Floats = np.full((size, 2), np.nan)
    place[core] = settled * np.sqrt(size / len(core))  # the others need room among them
    ways = (np.r_[source, target], np.r_[target, source])
    joined = csr_array((np.r_[weight, weight], ways), shape=(size, size))
    _put_around(place, joined, np.random.default_rng(seed))
    reach = _radius(size) / 8
    return _settle(place, source, target, pull, on_mesh, STEPS_ON_MESH, reach)


def _put_around(
    place: Floats, joined: "csr_array[np.float64]", chance: np.random.Generator
) -> None:
    """Fill the rows of `place` that are NaN: each node near those it is tied to by `joined`.

    Further off from those with many ties, for there are others to put around them. Of a part of
    the graph that nothing joins to any place yet, one node comes to the rim and the rest around it.
    """
    _, part = connected_components(joined, directed=False)
    degree = np.diff(joined.indptr).astype(np.float64)
    while len(left := np.flatnonzero(np.isnan(place[:, 0]))):
        known = ~np.isnan(place[:, 0])
        rows = joined[left]
        tied = rows @ known.astype(np.float64)
        near = tied > 0
        if near.any():
            middle = rows @ np.where(known[:, None], place, 0.0)
            room = rows @ np.where(known, np.sqrt(degree), 0.0)
            share = tied[near, None]
            offset = _disk(near.sum(), chance) * SPACING * room[near, None] / share
            place[left[near]] = middle[near] / share + offset
        else:
            _, first = np.unique(part[left], return_index=True)
            angle = chance.uniform(0, 2 * np.pi, len(first))
            rim = np.stack([np.cos(angle), np.sin(angle)], axis=1)
            place[left[first]] = rim * _radius(len(place)) * 1.5


def _disk(size: int, chance: np.random.Generator) -> Floats:
    """Return `size` random places inside a circle around (0, 0) of radius 1."""
    angle, share = chance.uniform(0, 2 * np.pi, size), np.sqrt(chance.uniform(0, 1, size))
    return np.stack([share * np.cos(angle), share * np.sin(angle)], axis=1)


def _radius(size: int) -> float:
    return SPACING * float(np.sqrt(size))


def _settle(
    place: Floats,
    source: Wholes,
    target: Wholes,
    pull: Floats,
    repulsion: Callable[[Floats, Floats], Floats],
    steps: int,
    reach: float,
) -> Floats:
    """Return the places after `steps`, the first of which move a node by `reach` at most."""
    size = len(place)
    degree = np.bincount(source, minlength=size) + np.bincount(target, minlength=size)
    mass: Floats = (1.0 + degree).astype(np.float64)
    for step in range(steps):
        force = repulsion(place, mass) * (SPACING * SPACING / 4)
        force -= place * (mass * mass.mean() / SPREAD**2)[:, None]
        joined = (place[target] - place[source]) * pull[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(source, joined[:, axis], size)
            force[:, axis] -= np.bincount(target, joined[:, axis], size)
        length = np.sqrt((force**2).sum(axis=1)) + 1e-9
        most = reach * (1 - step / steps) ** 2
        place = place + force * (np.minimum(length, most) / length)[:, None]
    return np.asarray(place - place.mean(axis=0), dtype=np.float64)
