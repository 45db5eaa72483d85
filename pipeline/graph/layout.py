"""Where to draw the nodes, so that a file opens as a picture and not as a heap."""

import random
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

UP_TO: Final = 2_000
STEPS: Final = 80
SPACING: Final = 60.0  # about how far apart neighbours come to lie; nodes are 8 to 48 wide
SPREAD: Final = 3.0  # how far parts that nothing joins drift off; gravity is 1 / SPREAD^2

Floats = npt.NDArray[np.float64]


def positions(
    nodes: pd.DataFrame, edges: pd.DataFrame, seed: int
) -> dict[str, tuple[float, float]]:
    """Return x and y of each entity of the table `nodes`, or nothing for more than 2,000 of them.

    Nodes push each other away and edges pull, with the forces of ForceAtlas2 (Jacomy, Venturini,
    Heymann and Bastian 2014, PLoS ONE 9(6): e98679) and the cooling steps of Fruchterman and
    Reingold (1991), from random places drawn with `seed`. Time grows with the square of the
    nodes (2,000: some seconds), hence the limit; Gephi lays larger graphs out faster itself.
    Rounded to tenths. The same on every run with the same numpy on the same kind of processor.
    """
    if nodes.empty or len(nodes) > UP_TO:
        return {}
    ids = nodes["entity_id"].tolist()
    number = {entity: position for position, entity in enumerate(ids)}
    source = np.array([number[entity] for entity in edges["source_id"]], dtype=np.int64)
    target = np.array([number[entity] for entity in edges["target_id"]], dtype=np.int64)
    weight = edges["weight"].to_numpy(dtype=np.float64)
    pull = np.sqrt(weight / weight.mean()) if len(weight) else weight
    places = _settle(len(ids), source, target, pull, seed)
    return {
        entity: (round(float(x), 1) + 0.0, round(float(y), 1) + 0.0)
        for entity, (x, y) in zip(ids, places, strict=True)
    }


def _settle(
    size: int,
    source: npt.NDArray[np.int64],
    target: npt.NDArray[np.int64],
    pull: Floats,
    seed: int,
) -> Floats:
    """Return the places (rows of x, y) of `size` nodes after all steps, around (0, 0)."""
    degree = np.bincount(source, minlength=size) + np.bincount(target, minlength=size)
    mass: Floats = (1.0 + degree).astype(np.float64)
    radius = SPACING * float(np.sqrt(size))
    drawn_from = random.Random(seed)  # noqa: S311
    place: Floats = np.array(
        [[drawn_from.uniform(-radius, radius) for _ in "xy"] for _ in range(size)]
    )
    for step in range(STEPS):
        force = _repulsion(place, mass) - place * (mass * mass.mean() / SPREAD**2)[:, None]
        joined = (place[target] - place[source]) * pull[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(source, joined[:, axis], size)
            force[:, axis] -= np.bincount(target, joined[:, axis], size)
        length = np.sqrt((force**2).sum(axis=1)) + 1e-9
        reach = radius / 4 * (1 - step / STEPS) ** 2
        place += force * (np.minimum(length, reach) / length)[:, None]
    return np.asarray(place - place.mean(axis=0), dtype=np.float64)


def _repulsion(place: Floats, mass: Floats) -> Floats:
    """Return the force on each node from all others: product of masses over distance."""
    across = place[:, 0, None] - place[None, :, 0]
    along = place[:, 1, None] - place[None, :, 1]
    strength = across**2
    strength += along**2
    strength += 1.0
    np.divide(SPACING * SPACING * np.outer(mass, mass) / 4, strength, out=strength)
    return np.stack(
        [np.einsum("ij,ij->i", strength, across), np.einsum("ij,ij->i", strength, along)], axis=1
    )
