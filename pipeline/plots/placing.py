"""Where labels go in a network: beside their nodes, over no node and no other label."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import textalloc
from matplotlib import patheffects
from matplotlib.axes import Axes
from matplotlib.text import Text

from pipeline.plots.figure import INK, POINTS

Floats = npt.NDArray[np.float64]

# Points.
_GAP: Final = 2.2  # between a node and its label, and between two labels
_FAR: Final = 14.0  # at most so far may a label be off its node, or one would not know whose it is
_HALO: Final = 1.8

_SIDES: Final = ["east", "west", "north", "south", "northeast", "southeast"]
_PLACES: Final = 80  # tried for each label; those beside its node come first


def place_labels(
    axes: Axes,
    places: Floats,
    reaches: Floats,
    texts: Sequence[str],
    sizes: Sequence[float],
) -> list[Text]:
    """Write `texts` beside their nodes, and return those for which there was room.

    `places` are the x and y of all nodes, `reaches` how far each extends, in points; the first
    `len(texts)` of them get a label, `sizes` points high, the earlier ones first. The data of the
    axes are points. A label that would lie over a node or another label is left out.
    """
    if not texts:
        return []
    pixels = axes.figure.get_dpi() / POINTS
    wide = axes.get_window_extent().width / pixels
    _, _, written, _ = textalloc.allocate(
        axes,
        places[: len(texts), 0],
        places[: len(texts), 1],
        list(texts),
        x_scatter=places[:, 0],
        y_scatter=places[:, 1],
        scatter_sizes=reaches * pixels,
        text_scatter_sizes=reaches[: len(texts)] * pixels,
        textsize=list(sizes),
        margin=_GAP / 2 / wide,
        min_distance=_GAP / wide,
        max_distance=_FAR / wide,
        nbr_candidates=_PLACES,
        direction=_SIDES,
        draw_lines=False,
        draw_all=False,
        textcolor=INK,
        va="bottom",
        zorder=4,
        parse_math=False,
        path_effects=[patheffects.withStroke(linewidth=_HALO, foreground="white")],
    )
    kept = []
    for text, place, reach in zip(written, places, reaches, strict=False):
        if text is not None and _off(axes, text, place) > reach + _FAR:
            text.remove()  # textalloc goes farther where a side is given
        elif text is not None:
            kept.append(text)
    return kept


def _off(axes: Axes, text: Text, place: Floats) -> float:
    """Return how far `text` is from `place`, in points."""
    (left, low), (right, high) = axes.transData.inverted().transform(text.get_window_extent())
    x, y = place
    return float(np.hypot(max(left - x, 0.0, x - right), max(low - y, 0.0, y - high)))
