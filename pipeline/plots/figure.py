"""What all plots share: type and colours, and files that are the same from the same figure."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from pipeline import store
from pipeline.errors import OutputError

# Of Okabe and Ito (2008), "Color Universal Design": told apart with any colour vision.
BLUE: Final = "#0072B2"
INK: Final = "#222222"
GREY: Final = "#767676"
PALE: Final = "#EFEFEF"

# Facts about the day and the program that would make the same figure another file.
_NO_METADATA: Final[dict[str, dict[str, None]]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
_STYLE: Final[dict[Any, Any]] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib; has the letters of most of Europe
    "font.size": 9,
    "text.color": INK,
    "pdf.fonttype": 42,  # text stays text
    "svg.fonttype": "path",  # looks the same where the font is not installed
    "svg.hashsalt": "navnenett",
    "savefig.dpi": 200,
}


@contextlib.contextmanager
def style() -> Iterator[None]:
    """Draw as all plots of Navnenett are drawn, whatever this machine's matplotlibrc says."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


def save(figure: Figure, path: Path) -> None:
    """Write `figure` to `path`: PNG, SVG or PDF by its suffix; the same bytes for the same figure.

    Raises OutputError for another suffix, or if the file cannot be written.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in _NO_METADATA:
        raise OutputError(f"{path}: a picture is a .png, .svg or .pdf file.")
    try:
        with style(), store.replacing(path) as handle:
            figure.savefig(handle, format=kind, metadata=_NO_METADATA[kind], facecolor="white")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}.") from None
