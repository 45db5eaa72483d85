"""Tests of pipeline/plots/figure.py: files of pictures."""

from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

from pipeline.errors import OutputError
from pipeline.plots.figure import save, style


def _figure() -> Figure:
    with style():
        figure = Figure(figsize=(2, 1))
        figure.text(0.1, 0.5, "Blåbær, Ørsta og Åse")
        figure.add_axes((0.5, 0.1, 0.4, 0.4)).bar([1, 2], [3, 4])
    return figure


@pytest.mark.parametrize(
    ("suffix", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("PDF", b"%PDF")]
)
def test_the_suffix_chooses_the_format_and_the_same_figure_gives_the_same_bytes(
    tmp_path: Path, suffix: str, begins: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / f"{name}.{suffix}" for name in ("one", "two")]
    save(_figure(), files[0])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")  # another day
    with mpl.rc_context({"font.size": 30, "svg.hashsalt": None}):  # a matplotlibrc of one's own
        save(_figure(), files[1])
    assert files[0].read_bytes().startswith(begins)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_another_suffix_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    for name in ("ties.docx", "ties"):
        with pytest.raises(OutputError, match=r"\.png, \.svg or \.pdf"):
            save(_figure(), tmp_path / name)
    assert not list(tmp_path.glob("ties*"))


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"):
        save(_figure(), tmp_path / "file" / "ties.png")
