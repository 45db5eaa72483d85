"""Finished runs to draw, without running anything."""

from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.results import Results
from pipeline.tables import SCHEMAS, frame

Tie = tuple[str, str, dict[str | None, int]]  # two names, and their count by period


class Told(Results):
    """Results of tables that are given."""

    def __init__(self, folder: Path, tables: dict[str, pd.DataFrame], window: str = "sentence"):
        """Keep `tables`; `folder` need not be there."""
        self.folder = folder
        self.record = {"settings": {"window": window}, "tables": dict.fromkeys(tables)}
        self._tables = tables

    def table(self, name: str, article_ids: list[str] | None = None) -> pd.DataFrame:
        """Return the table."""
        return self._tables[name]


def run(ties: list[Tie], articles: list[tuple[str | None, str | None, int]], **more: Any) -> Told:
    """Return results with these ties, and articles as (period, first day, number)."""
    names = sorted({name for one, other, _ in ties for name in (one, other)})
    edges, by_period = [], []
    for one, other, counts in ties:
        keys = {"source_id": one, "source": one, "target_id": other, "target": other}
        count = sum(counts.values())
        edges.append({**_blank("graph_edges"), **keys, "count": count, "weight": count})
        by_period += [
            {**_blank("edges_by_period"), **keys, "period": period, "count": number}
            for period, number in counts.items()
        ]
    nodes = [{**_blank("nodes"), "entity_id": name, "label": name} for name in names]
    periods = [
        {"period": period, "first_day": day, "last_day": day, "articles": number}
        for period, day, number in articles
    ]
    tables = {
        "nodes": frame("nodes", nodes),
        "graph_edges": frame("graph_edges", edges),
        "edges_by_period": frame("edges_by_period", by_period),
        "periods": frame("periods", periods),
    }
    return Told(Path("out"), tables, **more)


def _blank(table: str) -> dict[str, Any]:
    return {field.name: "" if str(field.type) == "string" else 0 for field in SCHEMAS[table]}
