"""The marks of a network picture: a shape and a colour per type of entity, lines by weight."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import LinearSegmentedColormap, to_hex

from pipeline.export.appearance import COLOURS

Floats = npt.NDArray[np.float64]

# The thinnest and the thickest line, in points.
_THIN: Final = 0.5
_THICK: Final = 4.5
_SHADES: Final = LinearSegmentedColormap.from_list("ties", ["#E3E3E3", "#858585"])


class Shape(NamedTuple):
    """A marker of matplotlib: what to multiply its size by for the area of a circle, its reach."""

    marker: str
    area: float
    reach: float  # from the middle, in diameters of the circle of the same area


# Shapes tell the types apart in print without colour.
SHAPES: Final = {
    "person": Shape("o", 1.0, 0.5),
    "country": Shape("s", np.pi / 4, 0.45),
    "organisation": Shape("D", np.pi / 4, 0.63),
    "place": Shape("^", np.pi / 2, 0.63),
    "other": Shape("X", 0.4 * np.pi, 0.57),
}


def shape(kind: str) -> Shape:
    """Return how entities of type `kind` are drawn."""
    return SHAPES.get(kind, SHAPES["other"])


def hue(kind: str) -> str:
    """Return the colour of entities of type `kind`, that of the graph files.

    >>> hue("person")
    '#0072b2'
    """
    red, green, blue = COLOURS.get(kind, COLOURS["other"])
    return to_hex((red / 255, green / 255, blue / 255))


def draw_nodes(
    axes: Axes,
    places: Floats,
    diameters: Floats,
    kinds: Sequence[str],
    colours: Sequence[str],
) -> None:
    """Draw a marker for each place: `diameters` in points, the smaller ones on top.

    The markers of each type are one group, in an SVG file with the id `nodes-TYPE`.
    """
    for kind in [*SHAPES, *sorted(set(kinds) - set(SHAPES))]:
        of_kind = [at for at in np.argsort(-diameters, kind="stable") if kinds[at] == kind]
        if of_kind:
            form = shape(kind)
            axes.scatter(
                places[of_kind, 0],
                places[of_kind, 1],
                s=form.area * diameters[of_kind] ** 2,
                c=[colours[at] for at in of_kind],
                marker=form.marker,
                edgecolors="white",
                linewidths=0.8,
                zorder=3,
                gid=f"nodes-{kind}",
            )


def draw_ties(axes: Axes, ends: Floats, weights: Floats) -> None:
    """Draw a grey line for each row of `ends` (x and y of one, x and y of the other).

    The heavier the thicker and darker, and the heavier ones on top. In an SVG file a group with
    the id `ties`.
    """
    order = np.argsort(weights, kind="stable")
    lines = LineCollection(
        list(ends.reshape(-1, 2, 2)[order]),
        linewidths=line_widths(weights)[order].tolist(),
        colors=[_SHADES(share**0.6) for share in _shares(weights)[order]],
        capstyle="round",
        zorder=1,
        gid="ties",
    )
    axes.add_collection(lines, autolim=False)


def line_widths(weights: Floats) -> Floats:
    """Return how thick the line of each weight is, in points, from 0.5 to 4.5."""
    return np.asarray(_THIN + (_THICK - _THIN) * _shares(weights), dtype=np.float64)


def _shares(weights: Floats) -> Floats:
    """Return each of `weights` as part of the largest; all small where they are all the same."""
    if not len(weights) or weights.min() == weights.max():
        return np.full(len(weights), 0.15)
    return np.asarray(weights / weights.max(), dtype=np.float64)
