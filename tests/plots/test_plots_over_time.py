"""Tests of pipeline/plots/over_time.py: what the picture of ties over time shows."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline.errors import PipelineError
from pipeline.periods import between
from pipeline.plots.figure import save
from pipeline.plots.over_time import ticks, timeline
from tests.plots.plots_samples import Tie, Told, run

ARTICLES: list[tuple[str | None, str | None, int]] = [
    *(("2017-01", "2017-01-01", 2), ("2017-02", "2017-02-01", 0), ("2017-03", "2017-03-01", 5)),
    *((None, "2017-01-01", 3), (None, None, 4)),
]


def _network(window: str = "sentence") -> Told:
    return run(
        [
            ("Bodø", "Ærfuglvernet", {"2017-01": 1, "2017-03": 6, None: 2}),
            ("Bodø", "Pris $5 og $6", {"2017-01": 3}),
            ("Ås", "Ørsta", {None: 20}),
        ],
        ARTICLES,
        window=window,
    )


def _texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.texts]


def _bars(axes: Axes) -> dict[int, float]:
    """Return the height of each bar by its place, counted from 0."""
    bars = axes.containers[0] if axes.containers else []
    return {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in bars}


def test_a_row_shows_the_count_of_each_period_the_strongest_tie_first() -> None:
    figure = timeline(_network())
    assert [_bars(axes) for axes in figure.axes][1:] == [{0: 2, 2: 5}, {0: 1, 2: 6}, {0: 3}]
    assert len({axes.get_ylim() for axes in figure.axes[2:]}) == 1
    texts = _texts(figure)
    assert texts[:6] == ["Articles", "7", "Bodø – Ærfuglvernet", "9", "Bodø – Pris $5 og $6", "3"]
    assert "Sentences that name both, by month. All ties are drawn to one scale." in texts


def test_bars_of_seven_centuries_can_be_seen() -> None:
    dates: list[str | None] = ["1500-01", "2199-12"]
    articles: list[tuple[str | None, str | None, int]] = [
        (month, f"{month}-01", int(month in dates)) for month in between("1500-01", "2199-12")
    ]
    figure = timeline(run([("A", "B", dict.fromkeys(dates, 1))], articles))
    row = figure.axes[2]
    pixels = row.get_window_extent().width * row.containers[0][0].get_width() / 8400
    assert pixels > 0.5
    assert len(figure.axes[0].patches) == 1, "one stretch without articles"


def test_what_is_in_no_bar_is_told() -> None:
    texts = " ".join(_texts(timeline(_network())))
    assert "Articles in no bar: 3 dated to the year alone, 4 undated." in texts
    assert "Shaded: no article from this month." in texts


def test_long_names_stand_on_two_lines_and_are_cut() -> None:
    ties: list[Tie] = [("Utenriksdepartementet", "Sær" * 20, {"2017-01": 1})]
    first, second = _texts(timeline(run(ties, ARTICLES)))[2].split("\n")
    assert sorted((first.removesuffix(" –"), second)) == [
        "Sær" * 11 + "S…",
        "Utenriksdepartementet",
    ]


def test_top_leaves_out_the_weaker_ties() -> None:
    assert len(timeline(_network(), 1).axes) == 1 + len(timeline(_network(), 2).axes) - 2


@pytest.mark.parametrize(
    ("window", "words"),
    [
        ("paragraph", "Paragraphs that name both"),
        ("20", "Pairs of mentions less than 20 words apart"),
    ],
)
def test_the_unit_is_that_of_the_window(window: str, words: str) -> None:
    assert any(text.startswith(words) for text in _texts(timeline(_network(window))))


@pytest.mark.parametrize(
    ("articles", "told"),
    [
        ([], "No article that counts in out has a date"),
        ([(None, None, 3), (None, "2017-01-01", 1)], "No article that counts in out has a date"),
        ([("2017", "2017-01-01", 3)], "2017, one single period"),
    ],
)
def test_too_little_to_draw_is_told(
    articles: list[tuple[str | None, str | None, int]], told: str
) -> None:
    with pytest.raises(PipelineError, match=told):
        timeline(run([("A", "B", {"2017": 1})], articles))


def test_ties_without_a_date_are_told() -> None:
    with pytest.raises(PipelineError, match="no tie whose date is known"):
        timeline(run([("A", "B", {None: 1})], ARTICLES))


def test_any_name_can_be_drawn(tmp_path: Path) -> None:
    names = ["$\\frac{", "_^{}\\", "Sær" * 40, "\x00\n", "Зеленский"]
    ties: list[Tie] = [("A", name, {"2017-01": number + 1}) for number, name in enumerate(names)]
    save(timeline(run(ties, ARTICLES)), tmp_path / "ties.svg")
    assert (tmp_path / "ties.svg").stat().st_size > 1000


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(["2017-{}", "2016-Q{}", "201{}"]), st.integers(1, 4), st.integers(1, 1500))
def test_labels_of_the_axis_have_room_and_tell_where_they_stand(
    form: str, first: int, number: int
) -> None:
    begin = form.format(f"{first:02}" if form == "2017-{}" else first)
    end = {"2017-{}": "2141-12", "2016-Q{}": "2390-Q4", "201{}": "3510"}[form]
    periods = between(begin, end)[:number]
    marked = ticks(periods)
    assert sum(map(len, marked.values())) <= 50
    assert all(periods[place].startswith(label) for place, label in marked.items())
    places = list(marked)
    assert len({after - before for before, after in itertools.pairwise(places)}) <= 1
