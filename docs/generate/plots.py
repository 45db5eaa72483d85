"""Draw the pictures of docs/pictures.md: ``python -m docs.generate.plots [RUN_FOLDER]``.

Of a run of the demonstration articles, which is made if no folder is given.
"""

import sys
from collections.abc import Callable, Mapping
from typing import Final

from matplotlib.figure import Figure

from docs.generate.images import IMAGES, demonstration, small
from pipeline import plots
from pipeline.results import Results

WIDTH: Final = 1_200
# What the commands on the page draw.
DRAWN: Final[Mapping[str, Callable[[Results], Figure]]] = {
    "network": plots.network,
    "community": lambda results: plots.network(results, colour="community"),
    "ego": lambda results: plots.ego(results, "Lavrov"),
    "heatmap": plots.heatmap,
    "timeline": plots.timeline,
}


def main(words: list[str]) -> None:
    """Write the pictures into docs/images."""
    with demonstration(words) as results:
        for name, draw in DRAWN.items():
            path = IMAGES / f"plot_{name}.png"
            plots.save(draw(results), path)
            path.write_bytes(small(path.read_bytes(), WIDTH))
            sys.stdout.write(f"written: docs/images/{path.name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
