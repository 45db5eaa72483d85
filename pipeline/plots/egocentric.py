"""The network of one entity: it in the middle, its ties around it, and those among them in grey."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.path import Path

from pipeline.errors import PipelineError
from pipeline.export.text import plain
from pipeline.plots import words
from pipeline.plots.figure import (
    GREY,
    MARGIN,
    POINTS,
    WIDTH,
    fit,
    head,
    head_height,
    page,
    points_axes,
    put,
    style,
)
from pipeline.plots.keys import colour_by_type, draw_keys, keys_height
from pipeline.plots.marks import draw_nodes, hue, line_widths
from pipeline.plots.ordering import by_community
from pipeline.results import Results

# Points.
_ROW: Final = 22.0  # between two labels of one side, at least
_NAMES: Final = 165.0  # beside the ring, for labels
_LOWEST: Final = 120.0  # half the height of the ring at least
_PAD: Final = 20.0  # above and below the ring
_MIDDLE: Final = 30.0  # diameters of nodes
_SMALLEST: Final = 5.0
_LARGEST: Final = 18.0
_GAP: Final = 5.0  # between a node and its label
_DIGIT: Final = 5.2

_HALO: Final = [patheffects.withStroke(linewidth=3.5, foreground="white")]
# How far ties among neighbours keep from the middle, nearest and farthest ones; 1 is straight.
_BENDS: Final = (0.85, 0.15)
_PALE: Final = "#DEDEDE"

Floats = npt.NDArray[np.float64]


def ego(results: Results, entity: str, top: int = 24, *, title: str | None = None) -> Figure:
    """Return a figure of an entity with the `top` strongest of its ties, and those among them.

    `entity` is an id, a name or a part of one, as in `results.find`. The others stand in a ring,
    by community, so that those that are tied to each other stand close; beside each stands the
    weight of its tie to the middle, which the area of its node and the width of its line show too.
    An empty `title` leaves none; without one it names the entity. Raises LookupError if there is
    no such entity, PipelineError if it has no tie in the network.
    """
    found = results.find(entity)
    around, among, every = neighbours(results, str(found["entity_id"]), top)
    name = words.short(found["label"], 40) or str(found["entity_id"])
    about = [
        _about(len(around), every, len(among)),
        f"{words.unit(results)}, in {words.collection(results)}.",
    ]
    heading = f"The network of {name}" if title is None else plain(title)
    with style():
        return _draw(found, name, around, among, about, words.weight(results), heading)


def _about(drawn: int, every: int, among: int) -> str:
    ties = words.number(every, "tie")
    told = f"The {drawn} strongest of {ties}" if drawn < every else f"All {ties}"
    if every == 1:
        told = "The only tie"
    if not among:
        return f"{told}."
    return f"{told}, and in grey the {words.number(among, 'tie')} among these neighbours."


def neighbours(
    results: Results, entity_id: str, top: int
) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Return the strongest ties of an entity, the ties among their other ends, and how many it has.

    The first table has the columns of `results.nodes` and `tie`, the weight of the tie to the
    entity; it stands by community, the strongest ties first. The second is of `results.edges`.
    Raises PipelineError if the entity has no tie.
    """
    ends = results.edges[["source_id", "target_id"]]
    its = results.edges[(ends == entity_id).any(axis=1)]
    if its.empty:
        raise PipelineError(
            f"{plain(str(results.find(entity_id)['label']))} has no tie in the network in "
            f"{results.folder}: nothing to draw. A wider --window or fewer filters of the run may "
            "give it some."
        )
    strongest = its.head(top)
    others = strongest["target_id"].where(
        strongest["source_id"] == entity_id, strongest["source_id"]
    )
    around = results.nodes.set_index("entity_id").loc[others.tolist()].reset_index()
    around["tie"] = strongest["weight"].to_numpy()
    among = results.edges[ends.isin(set(others)).all(axis=1)]
    return by_community(around).reset_index(drop=True), among, len(its)


def ring(number: int) -> Floats:
    """Return the places (rows of x and y) of `number` nodes around the middle, in points.

    Clockwise from the top on an ellipse, evenly spaced from top to bottom on either side, so that
    the labels beside them do not touch however many there are.
    """
    wide = (WIDTH - 2 * MARGIN) * POINTS / 2 - _NAMES
    places = []
    for count, side in ((-(-number // 2), 1.0), (number // 2, -1.0)):
        high = max(_LOWEST, _ROW * -(-number // 2) / 2)
        share = (2 * np.arange(count) + 1) / max(count, 1) - 1  # from -1, the top, to 1
        share = share * side
        places.append(np.column_stack([side * wide * np.sqrt(1 - share**2), -high * share]))
    return np.vstack(places)


def _draw(
    found: pd.Series,
    name: str,
    around: pd.DataFrame,
    among: pd.DataFrame,
    about: list[str],
    weight: str,
    title: str,
) -> Figure:
    key = colour_by_type(pd.concat([found.to_frame().T, around]))
    places = ring(len(around))
    middle = np.array([(WIDTH - 2 * MARGIN) * POINTS / 2, np.abs(places[:, 1]).max() + _PAD])
    high = 2 * float(middle[1]) / POINTS
    figure = page(head_height(title, about) + high + keys_height(key))
    head(figure, title, about)
    axes = points_axes(figure, keys_height(key), high)
    ties = around["tie"].to_numpy(dtype=np.float64)
    weights = np.concatenate([ties, among["weight"].to_numpy(dtype=np.float64)])
    widths = line_widths(weights)
    number = {entity: at for at, entity in enumerate(around["entity_id"])}
    pairs = among[["source_id", "target_id"]].map(number.__getitem__).to_numpy(dtype=np.int64)
    _draw_among(axes, middle, places[pairs] + middle, widths[len(ties) :])
    hues = [hue(kind) for kind in around["type"]]
    spokes = [(middle, place) for place in places + middle]
    axes.add_collection(
        LineCollection(
            spokes, linewidths=widths[: len(ties)].tolist(), colors=hues, zorder=2, gid="ties"
        ),
        autolim=False,
    )
    diameters = np.maximum(_LARGEST * np.sqrt(ties / ties.max()), _SMALLEST)
    draw_nodes(axes, places + middle, diameters, around["type"].tolist(), hues)
    draw_nodes(axes, middle[None, :], np.array([_MIDDLE]), [found["type"]], [hue(found["type"])])
    _labels(axes, places, middle, around, diameters)
    put(
        axes,
        middle[0],
        middle[1] - 0.7 * _MIDDLE,
        name,
        size=11,
        weight="bold",
        ha="center",
        va="top",
        zorder=5,
        path_effects=_HALO,
    )
    notes = ["Number and area of a node: the weight of its tie to the middle."]
    draw_keys(figure, key, weights, weight, notes)
    return figure


def _draw_among(axes: Axes, middle: Floats, ends: Floats, widths: Floats) -> None:
    """Draw the ties among the neighbours, bent towards the middle: off the ring."""
    across = np.linalg.norm(ends[:, 0] - ends[:, 1], axis=1)
    share = across / max(float(across.max(initial=0.0)), 1.0)
    bends = _BENDS[0] + (_BENDS[1] - _BENDS[0]) * share
    bows = middle + bends[:, None] * (ends.mean(axis=1) - middle)
    curve = [Path.MOVETO, Path.CURVE3, Path.CURVE3]
    curves = [Path([one, bow, other], curve) for (one, other), bow in zip(ends, bows, strict=True)]
    axes.add_collection(
        PathCollection(
            curves,
            facecolors="none",
            edgecolors=_PALE,
            linewidths=widths.tolist(),
            zorder=1,
            gid="ties-among",
        ),
        autolim=False,
    )


def _labels(
    axes: Axes, places: Floats, middle: Floats, around: pd.DataFrame, diameters: Floats
) -> None:
    """Write beside each node, away from the middle, the weight of its tie and its name."""
    amounts = [words.amount(value) for value in around["tie"]]
    column = _DIGIT * max(map(len, amounts)) + _GAP
    reaches = 0.63 * float(diameters.max()) + _GAP
    half = (WIDTH - 2 * MARGIN) * POINTS / 2
    rows = zip(places, amounts, words.labels(around), strict=True)
    for (x, y), told, label in rows:
        name = fit(label, 8.5, half - abs(x) - reaches - column)
        side = 1 if x > 0 else -1
        near = middle[0] + x + side * reaches
        put(
            axes,
            near + side * (column - _GAP),
            middle[1] + y,
            told,
            size=8,
            color=GREY,
            ha="right" if side > 0 else "left",
        )
        put(
            axes,
            near + side * column,
            middle[1] + y,
            name,
            size=8.5,
            ha="left" if side > 0 else "right",
        )
