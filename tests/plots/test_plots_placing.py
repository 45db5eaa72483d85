"""Tests of pipeline/plots/placing.py: labels that cover nothing."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.plots.figure import page, points_axes, style
from pipeline.plots.placing import place_labels
from tests.plots.plots_samples import boxes, overlapping

COORDINATE = st.floats(20, 500)
NODE = st.tuples(COORDINATE, st.floats(20, 260), st.floats(2, 15))
NAME = st.text("abcÆØÅ mWil.", min_size=1, max_size=25).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(NODE, NAME), min_size=1, max_size=25),
    st.integers(1, 25),
    st.sampled_from([72.0, 200.0]),
)
def test_labels_cover_neither_each_other_nor_a_node_and_stay_by_their_own(
    named: list[tuple[tuple[float, float, float], str]], number: int, dpi: float
) -> None:
    nodes = np.array([node for node, _ in named])
    texts = [name for _, name in named][:number]
    with style():
        figure = page(4)
        axes = points_axes(figure, 0.1, 3.9)
        written = place_labels(axes, nodes[:, :2], nodes[:, 2], texts, [8.0] * len(texts))
        found = boxes(figure, written, dpi)
        assert overlapping(found) == []
        per_point = dpi / 72
        places = axes.transData.transform(nodes[:, :2])
    reaches = nodes[:, 2] * per_point
    for box in found:
        off = np.maximum(np.maximum(box.min - places, places - box.max), 0)
        assert (off.max(axis=1) > reaches).all()
        assert (np.hypot(*off.T) - reaches).min() < 15 * per_point


def test_the_first_get_the_room_and_a_label_without_room_is_left_out() -> None:
    places = np.full((3, 2), 100.0)
    texts = ["first" * 4, "second" * 4, "third" * 4]
    with style():
        figure = page(4)
        axes = points_axes(figure, 0.1, 3.9)
        one = place_labels(axes, places[:1], np.full(1, 6.0), texts[:1], [9.0])
        assert len(one) == 1
        axes = points_axes(figure, 0.1, 0.1)  # no line fits
        assert place_labels(axes, places, np.full(3, 6.0), texts, [9.0] * 3) == []


def test_no_texts_need_no_places() -> None:
    axes = points_axes(page(4), 0.1, 3.9)
    assert place_labels(axes, np.zeros((0, 2)), np.zeros(0), [], []) == []
