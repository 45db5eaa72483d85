"""Draw the pictures of docs/pictures.md: ``python -m docs.generate.plots [RUN_FOLDER]``.

Of a run of the demonstration articles, which is made if no folder is given.
"""

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from matplotlib.figure import Figure

import pipeline
from docs.generate.images import small
from pipeline import plots
from pipeline.results import Results

ROOT: Final = Path(__file__).parents[2]
IMAGES: Final = ROOT / "docs" / "images"
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
    with tempfile.TemporaryDirectory(prefix="navnenett-") as temporary:
        folder = Path(temporary)
        if words:
            results = pipeline.load(words[0])
        else:
            results = pipeline.run(ROOT / "seeds", folder / "out", model="bundled")
        for name, draw in DRAWN.items():
            drawn = folder / f"{name}.png"
            plots.save(draw(results), drawn)
            (IMAGES / f"plot_{name}.png").write_bytes(small(drawn.read_bytes(), WIDTH))
            sys.stdout.write(f"written: docs/images/plot_{name}.png\n")


if __name__ == "__main__":
    main(sys.argv[1:])
