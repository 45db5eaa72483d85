"""Tests of pipeline/plots/node_link.py: what the picture of a network shows."""

import re
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure

from pipeline.errors import PipelineError
from pipeline.plots.figure import save, style
from pipeline.plots.node_link import network, on_page
from pipeline.results import Results
from tests.plots.plots_samples import Tie, Told, boxes, labels, overlapping, run

ARTICLES: list[tuple[str | None, str | None, int]] = [
    ("2017-01", "2017-01-01", 3),
    ("2017-02", "2017-02-01", 4),
]


def _network() -> Told:
    return run(
        [
            ("Bodø", "Ås", {"2017-01": 9}),
            ("Bodø", "Ørsta", {"2017-01": 4}),
            ("Ås", "Ørsta", {"2017-02": 1}),
            ("Ørsta", "Ærlig", {"2017-02": 1}),
        ],
        ARTICLES,
        types={"Ås": "country", "Ørsta": "organisation"},
        communities={"Ærlig": 3},
    )


def _markers(figure: Figure) -> dict[str, PathCollection]:
    found = figure.axes[0].findobj(PathCollection)
    return {str(one.get_gid()): one for one in found if isinstance(one, PathCollection)}


def _lines(figure: Figure) -> LineCollection:
    (lines,) = figure.axes[0].findobj(LineCollection)
    assert isinstance(lines, LineCollection)
    return lines


def _head(figure: Figure) -> str:
    return " ".join(text.get_text() for text in figure.texts)


def test_it_draws_each_entity_by_its_type_and_names_it() -> None:
    figure = network(_network())
    assert {gid: len(np.asarray(one.get_offsets())) for gid, one in _markers(figure).items()} == {
        "nodes-person": 2,
        "nodes-country": 1,
        "nodes-organisation": 1,
    }
    assert labels(figure.axes[0]) == ["Bodø", "Ås", "Ørsta", "Ærlig"]
    told = {text.get_text() for text in figure.axes[1].texts}
    assert {"person", "country", "organisation", "sentences that name both"} <= told


def test_a_heavier_tie_is_thicker_and_drawn_later() -> None:
    lines = _lines(network(_network()))
    widths = np.asarray(lines.get_linewidth())
    assert len(widths) == 4
    assert list(widths) == sorted(widths)
    assert widths[-1] > widths[-2] > widths[0]


def test_ties_end_where_their_nodes_are() -> None:
    figure = network(_network())
    places = np.vstack([np.asarray(one.get_offsets()) for one in _markers(figure).values()])
    for end in np.vstack(_lines(figure).get_segments()):
        assert np.abs(places - end).sum(axis=1).min() < 1e-6


def test_a_stronger_entity_is_larger() -> None:
    sizes = {
        gid: float(np.max(one.get_sizes())) / {"nodes-person": 1}.get(gid, np.pi / 4)
        for gid, one in _markers(network(_network())).items()
    }
    assert sizes["nodes-person"] > sizes["nodes-country"] > sizes["nodes-organisation"]


def test_it_tells_what_is_drawn_of_what() -> None:
    assert (
        "All 4 entities and all 4 ties. Sentences that name both, in 7 articles, 2017-01 to "
        in (_head(network(_network())))
    )
    told = _head(network(_network(), 3))
    assert "3 of 4 entities, those of greatest weighted degree, and the 3 of 4 ties" in told


def test_an_entity_that_is_tied_to_none_of_those_drawn_is_left_out_and_told_of() -> None:
    apart = run([("A", "B", {"2017-01": 9}), ("C", "D", {"2017-01": 3})], ARTICLES)
    figure = network(apart, 3)
    assert sorted(labels(figure.axes[0])) == ["A", "B"]
    assert "Left out of the 3 strongest: 1 entity with ties to weaker ones" in _head(figure)


def test_communities_have_colours_and_are_named_after_their_strongest() -> None:
    figure = network(_network(), colour="community")
    persons = np.asarray(_markers(figure)["nodes-person"].get_facecolor())
    assert len({tuple(colour) for colour in persons}) == 2
    assert {"Bodø, Ås + 1", "Ærlig"} <= {text.get_text() for text in figure.axes[1].texts}


def test_another_colour_is_refused() -> None:
    with pytest.raises(ValueError, match="type or community"):
        network(_network(), colour="red")


@pytest.mark.parametrize("title", ["Kriser i nord", "Pris $5 og $6"])
def test_the_title_can_be_another_or_none(title: str) -> None:
    assert _head(network(_network(), title=title)).startswith(title)
    assert _head(network(_network(), title="")).startswith("All 4 entities")


@pytest.mark.parametrize(
    ("empty", "top", "told"),
    [
        (run([], ARTICLES), 50, "has no tie: nothing to draw"),
        (
            run([("A", "B", {"2017-01": 2}), ("A", "C", {"2017-01": 2})], ARTICLES),
            1,
            "1 strongest entities in out have no tie",
        ),
    ],
)
def test_nothing_to_draw_is_told(empty: Told, top: int, told: str) -> None:
    with pytest.raises(PipelineError, match=told):
        network(empty, top)


def test_two_entities_do_not_fill_the_page() -> None:
    figure = network(run([("A", "B", {"2017-01": 1})], ARTICLES))
    assert figure.get_figheight() < 3
    assert labels(figure.axes[0]) == ["A", "B"]


def test_a_layout_that_is_higher_than_wide_is_laid_on_its_side() -> None:
    for seed in range(6):
        told = _network()
        places, _ = on_page(told.nodes, told.edges, seed)
        wide, high = np.ptp(places, axis=0)
        assert wide >= high


NAMES = [
    "$\\frac{",
    "_^{}\\",
    "Sær" * 40,
    "\x00\n",
    "Зеленский",
    "]]>--><script>",
    "\u202eabc",
    "中国",
]


def test_any_name_can_be_drawn_and_the_file_stays_whole(tmp_path: Path) -> None:
    ties: list[Tie] = [("A", name, {"2017-01": number + 1}) for number, name in enumerate(NAMES)]
    figure = network(run(ties, ARTICLES))
    shown = labels(figure.axes[0])
    assert {"$\\frac{", "_^{}\\", "]]>--><script>", "abc", "Зеленский"} <= set(shown)
    assert max(map(len, shown)) == 30
    save(figure, tmp_path / "hostile.svg")
    ElementTree.parse(tmp_path / "hostile.svg")  # noqa: S314, our own file
    assert "<script" not in re.sub(r"<!--.*?-->", "", (tmp_path / "hostile.svg").read_text("utf-8"))


def test_two_thousand_entities_are_drawn_and_the_strongest_named(tmp_path: Path) -> None:
    ties: list[Tie] = [
        (f"N{number // 3:04}", f"N{number:04}", {"2017-01": 1}) for number in range(1, 2000)
    ]
    figure = network(run(ties, ARTICLES), 2500)
    assert len(np.asarray(_markers(figure)["nodes-person"].get_offsets())) == 2000
    assert 10 < len(labels(figure.axes[0])) <= 100


@pytest.mark.parametrize("top", [20, 50, 100])
@pytest.mark.parametrize("dpi", [72.0, 200.0])
def test_labels_of_the_demonstration_cover_neither_each_other_nor_a_node(
    seeds: Results, top: int, dpi: float
) -> None:
    figure = network(seeds, top)
    axes = figure.axes[0]
    with style():
        found = boxes(figure, axes.texts, dpi)
        assert overlapping(found) == []
        assert len(found) > 0.9 * top
        centres = np.vstack(
            [axes.transData.transform(one.get_offsets()) for one in _markers(figure).values()]
        )
    for box in found:
        inside = (centres > box.min).all(axis=1) & (centres < box.max).all(axis=1)
        assert not inside.any()
        assert axes.get_window_extent().padded(1).containsx(box.x0)
        assert axes.get_window_extent().padded(1).containsx(box.x1)


def test_the_same_run_gives_the_same_bytes_and_svg_has_a_marker_for_each_entity(
    seeds: Results, tmp_path: Path
) -> None:
    for name in ("one.svg", "two.svg", "one.pdf", "two.pdf", "one.png", "two.png"):
        save(network(Results(seeds.folder)), tmp_path / name)
    for kind in ("svg", "pdf", "png"):
        assert (tmp_path / f"one.{kind}").read_bytes() == (tmp_path / f"two.{kind}").read_bytes()
    root = ElementTree.parse(tmp_path / "one.svg").getroot()  # noqa: S314, our own file
    space = "{http://www.w3.org/2000/svg}"
    groups = {group.get("id"): group for group in root.iter(f"{space}g")}
    drawn = {
        kind: len(list(groups[f"nodes-{kind}"].iter(f"{space}path")))
        for kind in ("person", "country", "organisation")
    }
    assert drawn == seeds.nodes.head(50)["type"].value_counts().to_dict()
