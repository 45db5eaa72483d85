"""The key below a picture of a network: what shapes, colours and widths of lines mean."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from pipeline.plots import words
from pipeline.plots.figure import GREY, MARGIN, WIDTH, put
from pipeline.plots.marks import SHAPES, hue, line_widths, shape

# Of Okabe and Ito (2008); their yellow is too pale for white paper, grey stands for the rest.
_COMMUNITIES: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9")
_REST: Final = to_hex((0.6, 0.6, 0.6))

# Inches.
_ROW: Final = 0.2
_FOOT: Final = 0.16
TYPE_STEP: Final = 1.1
_COLUMNS: Final = 3
_COLUMN: Final = 32  # letters of a name of a community that fit
_INSET: Final = 0.06  # half a marker
_SAMPLE: Final = 0.28
_SIZE: Final = 8.0  # of letters and of markers, points

Floats = npt.NDArray[np.float64]


class Entry(NamedTuple):
    """A marker with its meaning."""

    kind: str
    colour: str
    text: str


class Key(NamedTuple):
    """The colour of each node, and rows of markers that say what shapes and colours mean."""

    colours: list[str]
    types: list[Entry]
    communities: list[Entry]


def colour_by_type(nodes: pd.DataFrame) -> Key:
    """Return the key where each row of the table `nodes` has the colour of its type."""
    return Key(
        [hue(kind) for kind in nodes["type"]],
        [Entry(kind, hue(kind), kind) for kind in _types(nodes)],
        [],
    )


def colour_by_community(nodes: pd.DataFrame) -> Key:
    """Return the key where each row of the table `nodes` has the colour of its community.

    The six communities with most rows have colours of their own and are named after their first
    two rows; the others are grey.
    """
    counts = nodes["community"].value_counts()
    order = sorted(counts.index, key=lambda community: (-counts[community], community))
    colours = dict(zip(order, _COMMUNITIES, strict=False))
    entries = []
    for community, colour in colours.items():
        members = nodes[nodes["community"] == community]
        entries.append(Entry("person", colour, _called(members)))
    if len(order) > len(colours):
        entries.append(Entry("person", _REST, "other communities"))
    return Key(
        [colours.get(community, _REST) for community in nodes["community"]],
        [Entry(kind, GREY, kind) for kind in _types(nodes)],
        entries,
    )


def _called(members: pd.DataFrame) -> str:
    """Return the names of the first two of `members`, as long as a column has room for."""
    others = f" + {len(members) - 2}" if len(members) > 2 else ""
    for letters in range(_COLUMN, 1, -1):
        called = ", ".join(words.labels(members.head(2), letters)) + others
        if len(called) <= _COLUMN:
            break
    return called


def _types(nodes: pd.DataFrame) -> list[str]:
    present = set(nodes["type"])
    return [kind for kind in SHAPES if kind in present] + sorted(present - set(SHAPES))


def keys_height(key: Key) -> float:
    """Return how many inches :func:`draw_keys` takes at the foot of a figure."""
    rows = 2 + -(-len(key.communities) // _COLUMNS)
    return MARGIN + _FOOT + _ROW * rows + 0.06


def draw_keys(figure: Figure, key: Key, weights: Floats, weight: str, notes: Sequence[str]) -> None:
    """Draw the key at the foot of `figure`, with lines as thick as some of `weights`.

    `weight` says what these are; `notes` stand below.
    """
    wide, high = WIDTH - 2 * MARGIN, keys_height(key)
    axes = figure.add_axes((MARGIN / WIDTH, 0, wide / WIDTH, high / figure.get_figheight()))
    axes.set(xlim=(0, wide), ylim=(high, 0))  # inches, from the top
    axes.set_axis_off()
    row = _ROW / 2
    for at, entry in enumerate(key.types):
        draw_entry(axes, at * TYPE_STEP + _INSET, row, entry)
    for at, entry in enumerate(key.communities):
        if at % _COLUMNS == 0:
            row += _ROW
        draw_entry(axes, at % _COLUMNS * wide / _COLUMNS + _INSET, row, entry)
    _widths(axes, row + _ROW, weights, weight)
    put(axes, 0, high - MARGIN + 0.04, "  ".join(notes), size=7.5, color=GREY)


def draw_entry(axes: Axes, x: float, y: float, entry: Entry, size: float = _SIZE) -> None:
    """Draw a marker, `size` points wide, at x and y of `axes`, and its meaning beside it.

    The data of the axes are inches, unless there is nothing to say of the marker.
    """
    form = shape(entry.kind)
    area = form.area * size**2
    axes.scatter([x], [y], s=area, c=entry.colour, marker=form.marker, linewidths=0, clip_on=False)
    if entry.text:
        put(axes, x + 0.11, y, entry.text, size=_SIZE)


def _widths(axes: Axes, y: float, weights: Floats, weight: str) -> None:
    """Draw lines of the least, a middle and the largest weight."""
    some = samples(weights)
    x = 0.0
    for width, value in zip(_widths_of(some, weights), some, strict=True):
        axes.plot([x, x + _SAMPLE], [y, y], color=GREY, linewidth=width, solid_capstyle="butt")
        told = words.amount(value)
        put(axes, x + _SAMPLE + 0.07, y, told, size=_SIZE)
        x += _SAMPLE + 0.24 + 0.07 * len(told)
    put(axes, x, y, weight, size=_SIZE)


def _widths_of(some: list[float], weights: Floats) -> list[float]:
    every = line_widths(np.concatenate([some, weights]))
    return [float(width) for width in every[: len(some)]]


def samples(weights: Floats) -> list[float]:
    """Return the least and the largest of `weights` and one halfway between, each once.

    >>> samples(np.array([1.0, 1.0, 3.0, 23.0])), samples(np.array([2.0, 2.0]))
    ([1.0, 12.0, 23.0], [2.0])
    """
    least, largest = float(weights.min()), float(weights.max())
    middle = (least + largest) / 2
    whole = float(round(middle))
    return sorted({least, whole if least < whole < largest else middle, largest})
