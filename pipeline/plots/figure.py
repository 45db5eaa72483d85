"""What all plots share: type, colours and heads, and the same file from the same figure."""

import contextlib
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.text import Text

from pipeline import store
from pipeline.errors import OutputError

# Of Okabe and Ito (2008), "Color Universal Design": told apart with any colour vision.
BLUE: Final = "#0072B2"
INK: Final = "#222222"
GREY: Final = "#767676"
PALE: Final = "#EFEFEF"

# Inches.
WIDTH: Final = 8.0
MARGIN: Final = 0.2
POINTS: Final = 72.0  # to the inch
_TITLE: Final = 0.34
_LINE: Final = 0.19

_LONGEST: Final = 200  # letters of a title

FONT: Final = "DejaVu Sans"  # comes with matplotlib; has the letters of most of Europe

# Facts about the day and the program that would make the same figure another file.
_NO_METADATA: Final[dict[str, dict[str, None]]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
_STYLE: Final[dict[Any, Any]] = {
    "font.family": FONT,
    "font.size": 9,
    "text.color": INK,
    "text.hinting": "no_hinting",  # as wide in every format and resolution: labels keep their room
    "pdf.fonttype": 42,  # text stays text
    "svg.fonttype": "path",  # looks the same where the font is not installed
    "svg.hashsalt": "navnenett",
    "savefig.dpi": 200,
}


@contextlib.contextmanager
def style() -> Iterator[None]:
    """Draw as all plots of Navnenett are drawn, whatever this machine's matplotlibrc says.

    Without a warning for each letter that the font lacks: :func:`missing_letters` tells of all.
    """
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from", UserWarning)
        mpl.rcdefaults()
        mpl.rcParams.update(_STYLE)
        yield


def page(high: float, wide: float = WIDTH, dpi: float = 100.0) -> Figure:
    """Return an empty figure of so many inches, whose texts can be measured at once."""
    figure = Figure(figsize=(wide, high), dpi=dpi)
    FigureCanvasAgg(figure)  # keeps one renderer; without it each measuring makes its own
    return figure


def write(figure: Figure, x: float, y: float, text: str, **look: Any) -> Text:
    """Write `text` into `figure`, x inches from the left and y inches from the top, as it stands.

    A dollar sign is one, and begins no formula. `look` is what `Figure.text` takes.
    """
    wide, high = figure.get_size_inches()
    return figure.text(x / wide, 1 - y / high, text, parse_math=False, **look)


def put(axes: Axes, x: float, y: float, text: str, **look: Any) -> Text:
    """Write `text` into `axes` as it stands, its small letters about `y`.

    A dollar sign is one, and begins no formula. `look` is what `Axes.text` takes.
    """
    about = {"color": INK, "va": "center_baseline", "parse_math": False, **look}
    return axes.text(x, y, text, **about)


def text_width(text: str, size: float, **look: Any) -> float:
    """Return how many points wide `text` is in letters of `size` points."""
    figure = page(1, 1, POINTS)
    written = figure.text(0, 0, text, size=size, parse_math=False, **look)
    return float(written.get_window_extent().width)


def fit(text: str, size: float, points: float, **look: Any) -> str:
    """Return `text`, with `…` for what would make it wider than `points`."""
    shown = text
    while text and text_width(shown, size, **look) > points:
        text = text[:-1]
        shown = f"{text.rstrip()}…"
    return shown


def points_axes(figure: Figure, bottom: float, high: float) -> Axes:
    """Return bare axes between the margins, `high` inches high and `bottom` inches up.

    Their data are points from their lower left corner, 72 to the inch.
    """
    whole, wide = figure.get_figheight(), WIDTH - 2 * MARGIN
    axes = figure.add_axes((MARGIN / WIDTH, bottom / whole, wide / WIDTH, high / whole))
    axes.set(xlim=(0, wide * POINTS), ylim=(0, high * POINTS))
    axes.set_axis_off()
    return axes


def head_height(title: str, about: Sequence[str]) -> float:
    """Return how many inches :func:`head` takes."""
    return (_TITLE + 0.05 if title else 0.12) + _LINE * len(about) + 0.1


def head(figure: Figure, title: str, about: Sequence[str]) -> None:
    """Write a title, and lines that say what is drawn, at the top; no title if it is empty."""
    if title:
        look: dict[str, Any] = {"size": 13, "weight": "bold"}
        write(
            figure,
            MARGIN,
            _TITLE,
            fit(title[:_LONGEST], points=POINTS * (WIDTH - 2 * MARGIN), **look),
            **look,
        )
    first = head_height(title, about) - 0.1 - _LINE * (len(about) - 1)
    for number, line in enumerate(about):
        write(figure, MARGIN, first + _LINE * number, line, color=GREY)


def missing_letters(figure: Figure) -> str:
    """Return the letters in `figure` that the font lacks, each once, in order of their code points.

    They are drawn as empty boxes. No font of this machine stands in for them: another machine
    would draw another picture.
    """
    texts = figure.findobj(Text)
    letters = {letter for text in texts for letter in text.get_text() if letter.isprintable()}
    return "".join(sorted(letter for letter in letters if ord(letter) not in _letters()))


@cache
def _letters() -> frozenset[int]:
    return frozenset(get_font(findfont(FONT)).get_charmap())


def save(figure: Figure, path: Path) -> None:
    """Write `figure` to `path`: PNG, SVG or PDF by its suffix; the same bytes for the same figure.

    Raises OutputError for another suffix, or if the file cannot be written.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in _NO_METADATA:
        told = f"{path}: a picture is a .png, .svg or .pdf file."
        if path.is_dir():
            told += " To draw the run in that folder, name it last, without --output."
        raise OutputError(told)
    try:
        with style(), store.replacing(path) as handle:
            figure.savefig(handle, format=kind, metadata=_NO_METADATA[kind], facecolor="white")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}.") from None
