"""Tests of pipeline/plots/marks.py: shapes of one area, lines by weight."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.markers import MarkerStyle

from pipeline.export.appearance import COLOURS
from pipeline.plots.figure import page, points_axes
from pipeline.plots.marks import SHAPES, draw_nodes, hue, line_widths, shape


def test_every_type_has_a_shape_and_a_colour_of_its_own() -> None:
    assert set(SHAPES) == set(COLOURS)
    assert len({form.marker for form in SHAPES.values()}) == len(SHAPES)
    assert len({hue(kind) for kind in SHAPES}) == len(SHAPES)
    assert shape("ukjent") == SHAPES["other"]


@pytest.mark.parametrize("kind", SHAPES)
def test_shapes_of_one_diameter_have_about_one_area_and_stay_within_their_reach(kind: str) -> None:
    form = shape(kind)
    marker = MarkerStyle(form.marker)
    path = marker.get_path().transformed(marker.get_transform())
    (corners, *_) = path.to_polygons()
    x, y = np.asarray(corners).T
    area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2 * form.area
    assert area == pytest.approx(np.pi / 4, rel=0.15)
    assert np.abs(np.asarray(corners)).max() * np.sqrt(form.area) <= form.reach * 1.01


@given(st.lists(st.floats(0.001, 1e6), min_size=1, max_size=20))
def test_lines_grow_with_weights_between_two_ends(weights: list[float]) -> None:
    widths = line_widths(np.array(weights))
    assert (widths >= 0.5).all()
    assert (widths <= 4.5).all()
    order = np.argsort(weights)
    assert (np.diff(widths[order]) >= 0).all()


def test_a_type_that_is_not_known_is_drawn() -> None:
    axes = points_axes(page(2), 0.1, 1.5)
    places, sizes = np.array([[10.0, 10.0], [50.0, 50.0]]), np.array([5.0, 9.0])
    draw_nodes(axes, places, sizes, ["ukjent", "person"], ["red", "blue"])
    assert [one.get_gid() for one in axes.collections] == ["nodes-person", "nodes-ukjent"]
