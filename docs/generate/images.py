"""Make pictures small enough for the repository."""

import io
from typing import Final

import numpy as np
from PIL import Image

COLOURS: Final = 256


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
