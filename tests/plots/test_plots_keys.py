"""Tests of pipeline/plots/keys.py: what colours mean."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.plots.figure import page, style
from pipeline.plots.keys import colour_by_community, colour_by_type, draw_keys, keys_height, samples
from tests.plots.plots_samples import labels


def _nodes(communities: list[int], types: list[str] | None = None) -> pd.DataFrame:
    names = [f"N{number}" for number in range(len(communities))]
    kinds = types or ["person"] * len(communities)
    return pd.DataFrame(
        {"entity_id": names, "label": names, "type": kinds, "community": communities}
    )


def test_types_stand_in_one_order_and_only_those_that_there_are() -> None:
    key = colour_by_type(_nodes([0, 0, 0], ["organisation", "ukjent", "person"]))
    assert [entry.text for entry in key.types] == ["person", "organisation", "ukjent"]
    assert len(set(key.colours)) == 3


def test_the_largest_communities_have_colours_and_the_rest_are_grey() -> None:
    nodes = _nodes([*([7] * 3), *range(8), 7])
    key = colour_by_community(nodes)
    assert key.communities[0].text == "N0, N1 + 3"
    assert [entry.text for entry in key.communities][-1] == "other communities"
    assert len({entry.colour for entry in key.communities}) == 7
    assert key.colours[0] == key.communities[0].colour == key.colours[-1]
    assert key.colours.count(key.communities[-1].colour) == 2


@pytest.mark.parametrize("number", [1, 3, 4, 9])
def test_a_key_stays_in_its_room(number: int) -> None:
    key = colour_by_community(_nodes(list(range(number))))
    with style():
        figure = page(keys_height(key))
        draw_keys(figure, key, np.array([1.0, 5.0]), "sentences", ["En merknad."])
        texts = [text.get_window_extent() for text in figure.axes[0].texts]
        assert all(box.y0 > 0 and box.y1 < figure.bbox.y1 for box in texts)
    assert {"person", "sentences", "En merknad.", "1", "3", "5"} <= set(labels(figure.axes[0]))


@given(st.lists(st.floats(0.001, 1e6), min_size=1, max_size=20))
def test_samples_are_the_ends_and_one_between(weights: list[float]) -> None:
    found = samples(np.array(weights))
    assert found[0] == min(weights)
    assert found[-1] == max(weights)
    assert len(found) <= 3
    assert found == sorted(set(found))


@pytest.mark.parametrize("length", [8, 18, 40])
def test_no_community_is_called_so_long_that_it_runs_into_the_next(length: int) -> None:
    nodes = _nodes([number // 4 for number in range(24)])
    nodes["label"] = [
        f"{name} Utenriksdepartementets internasjonale avdeling"[:length] for name in nodes["label"]
    ]
    key = colour_by_community(nodes)
    with style():
        figure = page(keys_height(key))
        draw_keys(figure, key, np.array([1.0]), "sentences", [])
        names = [entry.text for entry in key.communities]
        boxes = [
            text.get_window_extent() for text in figure.axes[0].texts if text.get_text() in names
        ]
    assert len(boxes) == 6
    marker = 0.18 * figure.dpi  # half of it, and the space up to its meaning
    for one, other in ((0, 1), (1, 2), (3, 4), (4, 5)):
        assert boxes[one].x1 < boxes[other].x0 - marker
    assert all("+ 2" in name for name in names)
