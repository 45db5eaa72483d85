"""The strongest ties over time: a row of bars for each, over the same periods and to one scale."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pipeline.errors import PipelineError
from pipeline.export.text import plain
from pipeline.periods import kind_of, ordinal
from pipeline.plots.figure import (
    BLUE,
    GREY,
    INK,
    MARGIN,
    PALE,
    WIDTH,
    head,
    head_height,
    page,
    style,
)
from pipeline.plots.words import unit
from pipeline.relate import in_words
from pipeline.results import Results

# Inches.
_LEFT: Final = 2.7
_RIGHT: Final = 0.65
_HEAD: Final = 0.22  # for what stands over the numbers
_ROW: Final = 0.4
_APART: Final = 0.25  # between the articles and the ties
_BOTTOM: Final = 0.65

_LINE: Final = 34  # letters of a label on one line
_LETTERS: Final = 50  # at most so many along the axis, in all labels together
_STEPS: Final = {
    "month": (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200),
    "quarter": (1, 2, 4, 8, 20, 40, 80, 200, 400),
    "year": (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
}
_YEAR: Final = {"month": 12, "quarter": 4, "year": 1}
_FINEST: Final = 500  # a bar is at least this part of the width, or it would not be seen
_KEYS: Final = ["source_id", "target_id"]


def timeline(
    results: Results, top: int = 12, *, title: str = "The strongest ties over time"
) -> Figure:
    """Return a figure of the `top` strongest ties of a run, by month, quarter or year.

    Strongest is as in `results.edges`; ties without an occurrence in any period are passed over.
    The first row shows how many articles there are. An empty `title` leaves none. Raises
    PipelineError if no date is known, or if there is one period alone, OutputError for a run of a
    version that had no periods.
    """
    told = in_words(results.periods)
    if told["periods"] < 2:
        raise PipelineError(_too_little(results, told["first"]))
    periods = results.periods.dropna(subset="period").set_index("period")["articles"]
    counts = _counts(results.edges, results.edges_by_period, list(periods.index), top)
    if counts.empty:
        raise PipelineError(f"{results.folder} holds no tie whose date is known: nothing to draw.")
    with style():
        return _draw(counts, periods, told, unit(results), plain(title))


def ticks(periods: Sequence[str]) -> dict[int, str]:
    """Return which of `periods` (by position, all from first to last) get a label, and which label.

    As many as have room beside each other, at a regular step that falls on the beginning of years.

    >>> ticks(["2017-Q3", "2017-Q4", "2018-Q1"])
    {0: '2017-Q3', 1: '2017-Q4', 2: '2018-Q1'}
    """
    kind = kind_of(periods[0])
    for step in _STEPS[kind]:
        whole_years = step % _YEAR[kind] == 0
        labels = {
            place: name[:4] if whole_years else name
            for place, name in enumerate(periods)
            if ordinal(name) % step == 0
        }
        if sum(map(len, labels.values())) <= _LETTERS:
            break
    return labels


def _too_little(results: Results, only: str | None) -> str:
    if only is None:
        return (
            f"No article that counts in {results.folder} has a date that says its period, so that "
            "there is no time to draw. Dates come from the text, the file name, or the column that "
            "--date-column names."
        )
    return (
        f"All dated articles in {results.folder} are of {only}, one single period. A finer "
        "--period (month, quarter) may show more."
    )


def _counts(
    edges: pd.DataFrame, edges_by_period: pd.DataFrame, periods: list[str], top: int
) -> pd.DataFrame:
    """Return the counts of the strongest ties, a row per tie by label, a column per period.

    The last column, `all`, is the count of the whole time.
    """
    rows = edges_by_period.dropna(subset="period")
    table = rows.pivot(index=_KEYS, columns="period", values="count").reindex(columns=periods)
    strongest = edges.set_index(_KEYS)
    strongest = strongest[strongest.index.isin(table.index)].head(top)
    chosen = table.reindex(strongest.index).fillna(0).astype("int64")
    chosen["all"] = strongest["count"]
    names = zip(strongest["source"].map(plain), strongest["target"].map(plain), strict=True)
    return chosen.set_axis([_label(one, other) for one, other in names], axis="index")


def _label(one: str, other: str) -> str:
    """Return both names, on two lines where one would be too short."""
    if len(one) + len(other) < _LINE:
        return f"{one} – {other}"
    short = (name if len(name) <= _LINE else f"{name[:_LINE]}…" for name in (one, other))
    return " –\n".join(short)


def _draw(
    counts: pd.DataFrame,
    periods: "pd.Series[int]",
    told: dict[str, object],
    counted: str,
    title: str,
) -> Figure:
    rows = _BOTTOM + _ROW * (len(counts) + 1) + _APART
    about = [f"{counted}, by {told['kind']}. All ties are drawn to one scale."]
    figure = page(rows + _HEAD + head_height(title, about))
    names, articles = list(periods.index), [int(number) for number in periods]
    _shade(_axes(figure, _BOTTOM, rows - _BOTTOM, articles), articles)
    axes = _axes(figure, rows - _ROW, 0.8 * _ROW, articles)
    _bars(axes, articles, GREY, max(articles))
    _beside(figure, axes, "Articles", sum(articles))
    highest = int(counts[names].to_numpy().max())
    for number, (label, values) in enumerate(_rows(counts, names), start=1):
        axes = _axes(figure, _BOTTOM + _ROW * (len(counts) - number), 0.8 * _ROW, values)
        _bars(axes, values, BLUE, highest)
        _beside(figure, axes, label, int(counts["all"].iloc[number - 1]))
    marked = ticks(names)
    axes.set_xticks(list(marked), list(marked.values()), fontsize=8, color=INK)
    axes.tick_params(axis="x", length=3, width=0.6, color=GREY)
    head(figure, title, about)
    _notes(figure, rows, told, empty=0 in articles)
    return figure


def _axes(figure: Figure, bottom: float, height: float, values: list[int]) -> Axes:
    """Return bare axes over `values`, `height` inches high and `bottom` inches up."""
    whole = figure.get_figheight()
    wide = (WIDTH - _LEFT - _RIGHT) / WIDTH
    axes = figure.add_axes((_LEFT / WIDTH, bottom / whole, wide, height / whole))
    axes.set(xlim=(-0.6, len(values) - 0.4), xticks=[], yticks=[], facecolor="none")
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _rows(counts: pd.DataFrame, periods: list[str]) -> list[tuple[str, list[int]]]:
    values = counts[periods].to_numpy().tolist()
    return list(zip(counts.index.tolist(), values, strict=True))


def _bars(axes: Axes, values: list[int], colour: str, highest: int) -> None:
    filled = [at for at, value in enumerate(values) if value]
    width = max(0.8, len(values) / _FINEST)
    axes.bar(filled, [values[at] for at in filled], width=width, color=colour, linewidth=0)
    axes.axhline(0, color="#BBBBBB", linewidth=0.6, zorder=0)
    axes.set_ylim(0, 1.3 * highest)  # room for the number above the highest bar
    peak = max(range(len(values)), key=lambda at: values[at])
    axes.annotate(
        str(values[peak]),
        (peak, values[peak]),
        xytext=(0, 1),
        textcoords="offset points",
        ha="center",
        va="bottom",
        fontsize=6.5,
        annotation_clip=False,
    )


def _shade(axes: Axes, articles: list[int]) -> None:
    """Mark the periods from which there is no article at all: no tie could be there."""
    for empty, stretch in groupby(range(len(articles)), key=lambda at: not articles[at]):
        first, *rest = stretch
        if empty:
            axes.axvspan(first - 0.5, first + len(rest) + 0.5, color=PALE, linewidth=0)


def _beside(figure: Figure, axes: Axes, label: str, total: int) -> None:
    """Write what a row shows to its left, and how much it is in all to its right."""
    box = axes.get_position()
    up = box.y0 + 0.35 * box.height
    figure.text(
        *(box.x0 - 0.1 / WIDTH, up, label),
        ha="right",
        va="center_baseline",
        fontsize=7.5 if "\n" in label else 8.5,
        linespacing=1.1,
        parse_math=False,  # a dollar sign in a name is one
    )
    figure.text(
        1 - MARGIN / WIDTH, up, f"{total:,}", ha="right", va="center_baseline", fontsize=8.5
    )


def _notes(figure: Figure, rows: float, told: dict[str, object], *, empty: bool) -> None:
    """Write over the numbers what they are, and at the foot what is not drawn."""
    whole, left = figure.get_figheight(), MARGIN / WIDTH
    figure.text(1 - left, (rows + 0.04) / whole, "in all", size=8, color=GREY, ha="right")
    notes = [f"Shaded: no article from this {told['kind']}."] if empty else []
    outside = [
        f"{told[name]} {words}"
        for name, words in (("dated_coarser", "dated to the year alone"), ("undated", "undated"))
        if told[name]
    ]
    if outside:
        notes.append(f"Articles in no bar: {', '.join(outside)}.")
    figure.text(left, 0.14 / whole, "  ".join(notes), size=7.5, color=GREY)
