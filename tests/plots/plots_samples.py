"""Finished runs to draw, without running anything."""

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from pipeline.results import Results
from pipeline.tables import SCHEMAS, frame

Tie = tuple[str, str, Mapping[Any, int]]  # two names, and their count by period


class Told(Results):
    """Results of tables that are given."""

    def __init__(
        self,
        folder: Path,
        tables: dict[str, pd.DataFrame],
        window: str = "sentence",
        weight: str = "count",
    ):
        """Keep `tables`; `folder` need not be there."""
        self.folder = folder
        settings = {"window": window, "weight": weight, "seed": 0}
        self.record = {"settings": settings, "tables": dict.fromkeys(tables)}
        self._tables = tables

    def table(self, name: str, article_ids: list[str] | None = None) -> pd.DataFrame:
        """Return the table."""
        return self._tables[name]


def run(
    ties: Sequence[Tie],
    articles: Sequence[tuple[str | None, str | None, int]] = (),
    *,
    types: Mapping[str, str] | None = None,
    communities: Mapping[str, int] | None = None,
    alone: Sequence[str] = (),
    **more: Any,
) -> Told:
    """Return results with these ties, and articles as (period, first day, number).

    Types are `person` and communities 0 but for those that are given; entities that are `alone`
    are in no tie.
    """
    names = sorted({name for one, other, _ in ties for name in (one, other)})
    strength = {
        name: sum(sum(counts.values()) for *ends, counts in ties if name in ends) for name in names
    }
    edges, by_period = [], []
    for one, other, counts in ties:
        one, other = sorted((one, other))
        keys = {"source_id": one, "source": one, "target_id": other, "target": other}
        count = sum(counts.values())
        edges.append({**_blank("graph_edges"), **keys, "count": count, "weight": count})
        by_period += [
            {**_blank("edges_by_period"), **keys, "period": period, "count": number}
            for period, number in counts.items()
        ]
    nodes = [
        {
            **_blank("nodes"),
            "entity_id": name,
            "label": name,
            "type": (types or {}).get(name, "person"),
            "community": (communities or {}).get(name, 0),
            "weighted_degree": strength.get(name, 0),
        }
        for name in [*names, *alone]
    ]
    periods = [
        {"period": period, "first_day": day, "last_day": day, "articles": number}
        for period, day, number in articles
    ]
    tables = {
        "nodes": frame("nodes", nodes[: len(names)]),
        "entities": frame("entities", [{**_blank("entities"), **node} for node in nodes]),
        "graph_edges": frame("graph_edges", edges),
        "edges_by_period": frame("edges_by_period", by_period),
        "periods": frame("periods", periods),
    }
    return Told(Path("out"), tables, **more)


def _blank(table: str) -> dict[str, Any]:
    return {field.name: "" if str(field.type) == "string" else 0 for field in SCHEMAS[table]}


def labels(axes: Axes) -> list[str]:
    """Return the texts in `axes`."""
    return [text.get_text() for text in axes.texts]


def boxes(figure: Figure, texts: Sequence[Text], dpi: float) -> list[Bbox]:
    """Return where each of `texts` stands in a picture of so many pixels to the inch."""
    figure.dpi = dpi
    # A text keeps the renderer of the first measuring, which has another resolution.
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    return [text.get_window_extent(renderer) for text in texts]


def overlapping(found: Sequence[Bbox]) -> list[tuple[int, int]]:
    """Return which two of the boxes lie over each other."""
    return [
        (one, other)
        for one, other in itertools.combinations(range(len(found)), 2)
        if Bbox.intersection(found[one], found[other]) is not None
    ]
