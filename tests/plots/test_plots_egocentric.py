"""Tests of pipeline/plots/egocentric.py: what the picture of one entity's network shows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure

from pipeline.errors import PipelineError
from pipeline.plots.egocentric import ego, neighbours, ring
from pipeline.plots.figure import style
from pipeline.results import Results
from tests.plots.plots_samples import Told, boxes, labels, overlapping, run

ARTICLES: list[tuple[str | None, str | None, int]] = [("2017", "2017-01-01", 5)]


def _network() -> Told:
    return run(
        [
            ("Bodø", "Midt", {"2017": 9}),
            ("Ås", "Midt", {"2017": 4}),
            ("Ørsta", "Midt", {"2017": 2}),
            ("Bodø", "Ørsta", {"2017": 7}),
            ("Ås", "Fjern", {"2017": 1}),
        ],
        ARTICLES,
        types={"Ås": "country"},
        communities={"Ås": 1},
        alone=["Ensom"],
    )


def _head(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.texts)


def test_neighbours_stand_by_community_the_strongest_first_with_the_ties_among_them() -> None:
    around, among, every = neighbours(_network(), "Midt", 10)
    assert list(zip(around["label"], around["tie"], strict=True)) == [
        ("Bodø", 9),
        ("Ørsta", 2),
        ("Ås", 4),
    ]
    assert list(zip(among["source"], among["target"], strict=True)) == [("Bodø", "Ørsta")]
    assert every == 3


def test_it_names_the_middle_its_neighbours_and_the_weights_of_their_ties() -> None:
    figure = ego(_network(), "midt")
    assert set(labels(figure.axes[0])) == {"Midt", "Bodø", "9", "Ørsta", "2", "Ås", "4"}
    assert "The network of Midt All 3 ties, and in grey the 1 tie among" in _head(figure)
    drawn = {one.get_gid(): one for one in figure.axes[0].collections}
    assert len(drawn["ties"].get_paths()) == 3
    assert len(drawn["ties-among"].get_paths()) == 1
    assert isinstance(drawn["ties"], LineCollection)


def test_all_ties_start_in_the_middle() -> None:
    figure = ego(_network(), "Midt")
    (lines,) = (one for one in figure.axes[0].collections if isinstance(one, LineCollection))
    assert len({tuple(segment[0]) for segment in lines.get_segments()}) == 1


def test_a_stronger_tie_has_a_larger_node_and_a_thicker_line() -> None:
    figure = ego(run([("M", "A", {"2017": 9}), ("M", "B", {"2017": 1})], ARTICLES), "M")
    nodes = figure.axes[0].collections[2]
    assert isinstance(nodes, PathCollection)
    assert np.ptp(np.asarray(nodes.get_sizes())) > 0
    (lines,) = (one for one in figure.axes[0].collections if isinstance(one, LineCollection))
    one, other = np.asarray(lines.get_linewidth())
    assert one > other


def test_top_keeps_the_strongest_ties_and_tells_of_the_others() -> None:
    figure = ego(_network(), "Midt", 2)
    assert set(labels(figure.axes[0])) == {"Midt", "Bodø", "9", "Ås", "4"}
    assert "The 2 strongest of 3 ties." in _head(figure)
    assert "The only tie." in _head(ego(_network(), "Fjern"))


def test_the_title_can_be_another_or_none() -> None:
    assert _head(ego(_network(), "Midt", title="Kriser")).startswith("Kriser")
    assert _head(ego(_network(), "Midt", title="")).startswith("All 3 ties")


def test_who_is_not_there_or_in_no_tie_is_told() -> None:
    with pytest.raises(LookupError, match="Did you mean Midt"):
        ego(_network(), "Midten")
    with pytest.raises(PipelineError, match="Ensom has no tie in the network"):
        ego(_network(), "Ensom")


@given(st.integers(1, 80))
def test_the_ring_goes_around_the_middle_with_room_for_a_label_each(number: int) -> None:
    places = ring(number)
    assert places.shape == (number, 2)
    right, left = places[places[:, 0] > 0], places[places[:, 0] < 0]
    assert len(right) - len(left) in (0, 1)
    assert len(right) + len(left) == number
    assert (np.diff(right[:, 1]) < -20).all()
    assert (np.diff(left[:, 1]) > 20).all()
    assert np.abs(places[:, 0]).max() < 260


@pytest.mark.parametrize(("name", "top"), [("Russland", 80), ("Lavrov", 24), ("NATO", 7)])
@pytest.mark.parametrize("dpi", [72.0, 200.0])
def test_labels_of_the_demonstration_stay_on_the_page_and_cover_none(
    seeds: Results, name: str, top: int, dpi: float
) -> None:
    figure = ego(seeds, name, top)
    with style():
        found = boxes(figure, figure.axes[0].texts, dpi)
        page = figure.bbox
        assert overlapping(found) == []
        assert all(page.x0 < box.x0 and box.x1 < page.x1 for box in found)


def test_the_longest_names_stay_on_the_page() -> None:
    names = ["W" * 60, "中" * 60, "Æ" * 60]
    figure = ego(run([("Midt", name, {"2017": 1}) for name in names], ARTICLES), "Midt")
    with style():
        found = boxes(figure, figure.axes[0].texts, 200)
        assert all(box.x0 > 0 and box.x1 < figure.bbox.x1 for box in found)
