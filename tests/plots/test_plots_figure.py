"""Tests of pipeline/plots/figure.py: files of pictures."""

from pathlib import Path

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from pipeline.errors import OutputError
from pipeline.plots.figure import (
    fit,
    head,
    head_height,
    missing_letters,
    page,
    put,
    save,
    style,
    text_width,
    write,
)


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


@pytest.mark.parametrize("size", [6.7, 8.3])
def test_text_is_as_wide_at_any_resolution(size: float) -> None:
    with style():
        wide = text_width("Verdens helseorganisasjon", size)
        for dpi in (72, 100, 200):
            text = page(1, dpi=dpi).text(0, 0, "Verdens helseorganisasjon", size=size)
            assert text.get_window_extent().width / dpi * 72 == pytest.approx(wide, rel=0.005)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "S"]), max_size=30))
def test_what_is_fitted_is_no_wider_than_its_room_and_begins_as_it_did(text: str) -> None:
    with style():
        fitted = fit(text, 9, 60)
        assert text_width(fitted, 9) <= 60
        if fitted != text:
            assert text.startswith(fitted.removesuffix("…"))
            assert text_width(text, 9) > 60


def test_letters_that_the_font_lacks_are_told() -> None:
    with style():
        figure = page(1)
        figure.text(0, 0, "Ærlig Зеленский 習近平 מחבר")
        put(figure.add_axes((0, 0, 1, 1)), 0, 0, "平 ⁂\n")
    assert missing_letters(figure) == "平習近"


def test_letters_that_the_font_lacks_make_no_noise(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    with style():
        figure = page(1)
        write(figure, 0.1, 0.5, "習近平")
    save(figure, tmp_path / "one.png")
    assert [str(one.message) for one in recwarn] == []


def test_a_head_takes_the_room_that_it_says_and_a_title_can_be_missing() -> None:
    with style():
        for title in ("Kriser", ""):
            for number in (1, 2, 3):
                lines = ["gjelder"] * number
                figure = page(4)
                head(figure, title, lines)
                assert len(figure.texts) == number + bool(title)
                lowest = min(text.get_window_extent().y0 for text in figure.texts)
                assert 4 - lowest / figure.dpi < head_height(title, lines)


def test_a_long_title_stays_on_the_page() -> None:
    with style():
        figure = page(4)
        head(figure, "Kriser i nord " * 40, [])
        assert figure.texts[0].get_window_extent().x1 < figure.bbox.x1


def test_a_dollar_sign_begins_no_formula() -> None:
    with style():
        figure = page(1)
        write(figure, 0.1, 0.5, "$\\frac{")
        put(figure.add_axes((0, 0, 1, 1)), 0, 0, "$\\frac{")
        figure.draw_without_rendering()
