"""Tests of pipeline/plots/matrix.py: what the picture of counts shows."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pipeline.errors import PipelineError
from pipeline.plots.figure import style
from pipeline.plots.matrix import heatmap, steps
from pipeline.results import Results
from tests.plots.plots_samples import Told, boxes, labels, overlapping, run

ARTICLES: list[tuple[str | None, str | None, int]] = [("2017", "2017-01-01", 5)]


def _network(count: int = 9) -> Told:
    return run(
        [
            ("Bodø", "Ås", {"2017": count}),
            ("Bodø", "Ørsta", {"2017": 4}),
            ("Ås", "Ærlig", {"2017": 3}),
        ],
        ARTICLES,
        types={"Ås": "country"},
        communities={"Ås": 1, "Ærlig": 1},
    )


def _head(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.texts)


def _cells(axes: Axes) -> dict[tuple[int, int], str]:
    """Return what is written in each cell, by row and column."""
    inside = (text for text in axes.texts if min(text.get_position()) > 0)
    return {
        (int(text.get_position()[1]), int(text.get_position()[0])): text.get_text()
        for text in inside
        if text.get_position()[0] % 1 == 0.5 and text.get_position()[1] % 1 == 0.5
    }


def test_cells_hold_the_counts_on_both_sides_of_the_diagonal() -> None:
    figure = heatmap(_network())
    names = [text for text in labels(figure.axes[0]) if not text.isdecimal()]
    assert names[::2] == ["Bodø", "Ørsta", "Ås", "Ærlig"]
    assert _cells(figure.axes[0]) == {
        (0, 1): "4",
        (1, 0): "4",
        (0, 2): "9",
        (2, 0): "9",
        (2, 3): "3",
        (3, 2): "3",
    }


def test_cells_without_a_tie_have_no_value_and_others_their_count() -> None:
    (mesh,) = (one for one in heatmap(_network()).axes[0].collections if isinstance(one, QuadMesh))
    values: Any = mesh.get_array()
    assert values.count() == 6
    assert values.max() == 9


def test_communities_of_several_are_framed() -> None:
    axes = heatmap(_network()).axes[0]
    frames = [
        (one.get_x(), one.get_width())
        for one in axes.patches
        if isinstance(one, Rectangle) and not one.get_fill()
    ]
    assert frames == [(0, 2), (2, 2)]


def test_large_counts_are_told_in_thousands() -> None:
    cells = _cells(heatmap(_network(123_456)).axes[0])
    assert cells[(0, 2)] == "123k"


@pytest.mark.parametrize("count", [1, 5, 40, 1000])
def test_every_number_can_be_told_from_the_colour_behind_it(count: int) -> None:
    figure = heatmap(_network(count))
    (mesh,) = (one for one in figure.axes[0].collections if isinstance(one, QuadMesh))
    for text in figure.axes[0].texts:
        if text.get_text().isdecimal():
            colour = mesh.to_rgba(np.array([float(text.get_text())]))[0]
            behind = _luminance(tuple(map(float, colour[:3])))
            letters = _luminance(to_rgb(text.get_color()))
            lighter, darker = max(behind, letters), min(behind, letters)
            assert (lighter + 0.05) / (darker + 0.05) > 3.5


def _luminance(colour: tuple[float, ...]) -> float:
    """Return the relative luminance of WCAG 2."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_it_tells_what_is_drawn_of_what() -> None:
    told = _head(heatmap(_network(), 3))
    assert "Sentences that name both, in 5 articles, 2017." in told
    assert "3 of 4 entities" in told
    assert _head(heatmap(_network(), title="Kriser")).startswith("Kriser")


def test_without_ties_there_is_nothing_to_draw() -> None:
    with pytest.raises(PipelineError, match="nothing to draw"):
        heatmap(run([], ARTICLES))


@given(st.integers(1, 10**6))
def test_the_scale_goes_from_one_to_the_most(most: int) -> None:
    found = steps(most)
    assert found[0] == 1
    assert found[-1] == most
    assert len(found) <= 6
    assert found == sorted(set(found))


@pytest.mark.parametrize("top", [5, 25, 40])
def test_names_of_the_demonstration_stay_on_the_page_and_cover_none(
    seeds: Results, top: int
) -> None:
    figure = heatmap(seeds, top)
    with style():
        names = [text for text in figure.axes[0].texts if not text.get_text().isdecimal()]
        found = boxes(figure, [*names, *figure.texts], 200)
        assert overlapping(found) == []
        assert all(box.x0 > 0 and box.x1 < figure.bbox.x1 for box in found)
