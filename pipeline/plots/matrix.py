"""The strongest entities against each other: a matrix of how often two are named together."""

from itertools import groupby
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, PowerNorm
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pipeline.export.text import plain
from pipeline.plots import words
from pipeline.plots.figure import (
    BLUE,
    INK,
    MARGIN,
    POINTS,
    WIDTH,
    fit,
    head,
    head_height,
    page,
    put,
    style,
    text_width,
)
from pipeline.plots.keys import TYPE_STEP, Entry, colour_by_type, draw_entry
from pipeline.plots.marks import hue
from pipeline.plots.node_link import strongest
from pipeline.plots.ordering import by_community, matrix
from pipeline.results import Results

# Inches.
_LARGEST: Final = 0.4  # of a cell
_MARKER: Final = 0.17
_GAP: Final = 0.07
_KEY: Final = 0.75
_BOX: Final = 0.3  # of the scale

_LETTERS: Final = 8.0  # points
_NAME: Final = 125.0  # a name is at most so many points long
_EMPTY: Final = "#F5F5F5"
_SCALE: Final = LinearSegmentedColormap.from_list("counts", ["#DCEBF5", "#79B4D9", BLUE, "#00365A"])
_DARK: Final = 0.58  # of the scale: from here on numbers are white

Floats = npt.NDArray[np.float64]


def heatmap(
    results: Results,
    top: int = 25,
    *,
    title: str = "How often two are named together",
) -> Figure:
    """Return a figure of the `top` entities of greatest weighted degree against each other.

    The number in a cell is the count of the tie, whatever the weight of the run; its colour shows
    the same on a scale of square roots. Rows and columns stand by community (Louvain, of the
    whole network), each framed, in it the strongest first. An entity whose ties all lead to weaker
    ones is left out. An empty `title` leaves none. Raises PipelineError if the network has no tie.
    """
    nodes, _ = strongest(results, top)
    ordered = by_community(nodes)
    counts = matrix(ordered["entity_id"].tolist(), results.edges, "count")
    counted = words.unit(results)
    about = [
        f"{counted}, in {words.collection(results)}.",
        f"{len(nodes):,} of {words.number(len(results.nodes), 'entity', 'entities')}, those of "
        "greatest weighted degree, by community.",
    ]
    with style():
        return _draw(ordered, counts, about, counted, plain(title))


def _draw(
    nodes: pd.DataFrame, counts: Floats, about: list[str], counted: str, title: str
) -> Figure:
    names = [fit(name, _LETTERS, _NAME) for name in words.labels(nodes)]
    longest = max(text_width(name, _LETTERS) for name in names) / POINTS
    left, above = MARGIN + longest + _MARKER + _GAP, longest + 0.25
    cell = min(_LARGEST, (WIDTH - MARGIN - left) / len(nodes))
    side = cell * len(nodes)
    figure = page(head_height(title, about) + above + side + _KEY)
    whole = figure.get_figheight()
    head(figure, title, about)
    axes = figure.add_axes((left / WIDTH, _KEY / whole, side / WIDTH, side / whole))
    axes.set(xlim=(0, len(nodes)), ylim=(len(nodes), 0))
    axes.set_axis_off()
    norm = PowerNorm(0.5, 1, max(float(counts.max()), 2))
    _cells(axes, counts, norm, cell * POINTS)
    _frames(axes, nodes["community"].tolist())
    _names(axes, names, nodes["type"].tolist(), cell)
    _key(figure, nodes, counts, norm, counted)
    return figure


def _cells(axes: Axes, counts: Floats, norm: PowerNorm, wide: float) -> None:
    """Colour each cell, `wide` points wide, and write its count; the diagonal stays white."""
    colours = _SCALE.with_extremes(bad=_EMPTY)
    shown = np.ma.masked_equal(counts, 0)
    axes.pcolormesh(shown, cmap=colours, norm=norm, edgecolors="white", linewidth=0.8, gid="cells")
    for at in range(len(counts)):
        axes.add_patch(Rectangle((at, at), 1, 1, facecolor="white", linewidth=0))
    letters = min(8.0, 0.46 * wide)
    for row, column in np.argwhere(counts):
        value = float(counts[row, column])
        colour = "white" if norm(value) > _DARK else INK
        size = letters if value < 100 else 0.8 * letters
        put(axes, column + 0.5, row + 0.5, _number(value), size=size, color=colour, ha="center")


def _number(count: float) -> str:
    """Return a count in four letters at most, in thousands (k) from 10,000 on."""
    return f"{count:.0f}" if count < 10_000 else f"{count / 1000:.0f}k"


def _frames(axes: Axes, communities: list[int]) -> None:
    """Frame the cells of each community that has at least two members."""
    at = 0
    for _, members in groupby(communities):
        size = len(list(members))
        if size > 1:
            frame = Rectangle(
                (at, at), size, size, fill=False, edgecolor=INK, linewidth=0.9, clip_on=False
            )
            axes.add_patch(frame)
        at += size


def _names(axes: Axes, names: list[str], kinds: list[str], cell: float) -> None:
    """Write the names left of the rows and over the columns, the rows with the marks of types."""
    marker, beside, over = (
        inches / cell for inches in (-_GAP - _MARKER / 2, -_GAP - _MARKER, -_GAP)
    )
    for at, (name, kind) in enumerate(zip(names, kinds, strict=True)):
        draw_entry(axes, marker, at + 0.5, Entry(kind, hue(kind), ""), size=6)
        put(axes, beside, at + 0.5, name, size=_LETTERS, ha="right")
        put(axes, at + 0.5, over, name, size=_LETTERS, ha="center", va="bottom", rotation=90)


def _key(
    figure: Figure, nodes: pd.DataFrame, counts: Floats, norm: PowerNorm, counted: str
) -> None:
    """Draw at the foot which shape is which type, and some counts with their colours."""
    wide = WIDTH - 2 * MARGIN
    axes = figure.add_axes((MARGIN / WIDTH, 0, wide / WIDTH, _KEY / figure.get_figheight()))
    axes.set(xlim=(0, wide), ylim=(_KEY, 0))  # inches, from the top
    axes.set_axis_off()
    for at, entry in enumerate(colour_by_type(nodes).types):
        draw_entry(axes, at * TYPE_STEP + 0.06, 0.22, entry)
    x = 0.0
    for value in steps(int(counts.max())):
        box = Rectangle((x, 0.36), _BOX, 0.18, facecolor=_SCALE(norm(value)), linewidth=0)
        axes.add_patch(box)
        colour = "white" if norm(value) > _DARK else INK
        put(axes, x + _BOX / 2, 0.45, _number(value), size=7.5, color=colour, ha="center")
        x += _BOX
    put(axes, x + 0.1, 0.45, counted, size=8)


def steps(most: int) -> list[int]:
    """Return up to six whole numbers from 1 to `most`, as evenly spaced as square roots allow.

    >>> steps(23), steps(2), steps(1)
    ([1, 3, 6, 11, 16, 23], [1, 2], [1])
    """
    roots = np.linspace(1.0, np.sqrt(max(most, 1)), 6)
    return sorted({round(float(root) ** 2) for root in roots})
