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

_GAP: Final = 1.5  # points between a node and its label, and between two labels
_FAR: Final = 16.0  # how many points a label may be off its node
_HALO: Final = 1.8
_SIDES: Final = ["east", "west", "north", "south", "northeast", "southeast"]


def place_labels(
    axes: Axes,
    places: Floats,
    reaches: Floats,
    texts: Sequence[str],
    sizes: Sequence[float],
) -> list[Text]:
    """Write `texts` beside their nodes, and return those for which there was room.

    `places` are the x and y of all nodes, `reaches` how far each extends, in points; the first
    `len(texts)` of them get a label, `sizes` points high, the earlier ones first. The axes must
    have their limits. A label that would lie over a node or another label is left out.
    """
    if not texts:
        return []
    pixels = axes.figure.get_dpi() / POINTS
    box = axes.get_window_extent()
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
        margin=_GAP / 2 * pixels / box.width,
        min_distance=_GAP * pixels / box.width,
        max_distance=_FAR * pixels / box.width,
        nbr_candidates=120,
        direction=_SIDES,
        draw_lines=False,
        draw_all=False,
        textcolor=INK,
        va="bottom",
        zorder=4,
        parse_math=False,
        path_effects=[patheffects.withStroke(linewidth=_HALO, foreground="white")],
    )
    return [text for text in written if text is not None]
