"""What the pictures of the pages share: of which run they are, and how they become small."""

import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

import pipeline
from pipeline.results import Results

ROOT: Final = Path(__file__).parents[2]
IMAGES: Final = ROOT / "docs" / "images"
COLOURS: Final = 256


@contextmanager
def demonstration(words: Sequence[str]) -> Iterator[Results]:
    """Give the run in the folder that `words` begin with; without one, one made of seeds/."""
    if words:
        yield pipeline.load(words[0])
        return
    with tempfile.TemporaryDirectory(prefix="navnenett-") as temporary:
        yield pipeline.run(ROOT / "seeds", Path(temporary) / "out", model="bundled")


def small(png: bytes, width: int | None = None) -> bytes:
    """Return the picture `png` with a palette of its own: a third of the bytes, to the same eye.

    `width` is that of the result in pixels, by default its own.
    """
    buffer = io.BytesIO()
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    if width is not None:
        high = whole.height * width // whole.width
        whole = whole.resize((width, high), Image.Resampling.LANCZOS)
    # By coverage: the signs are small, and their colours must not give way to shades of the paper.
    palette = whole.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=2)
    made = whole.quantize(palette=palette, dither=Image.Dither.NONE)
    # The colour of the paper, most of the picture, is kept as it is: that it is off would show.
    paper = np.asarray(made)[0, 0]
    colours = np.array(made.getpalette()).reshape(-1, 3)
    colours[paper] = np.asarray(whole)[0, 0]
    made.putpalette(colours.ravel().tolist())
    made.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
