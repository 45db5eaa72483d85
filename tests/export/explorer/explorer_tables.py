"""Rows of `evidence` made by hand, and a run taken apart into what the page is made of."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import lxml.html
import pandas as pd

from pipeline.export.explorer import content
from pipeline.graph import positions
from pipeline.results import Results
from pipeline.tables import frame

TEXTS = ("articles", "sentences", "mentions")


def told(
    source: str,
    target: str,
    article: str = "a",
    sentence: int = 0,
    relation: str = "co-occurrence",
    **more: Any,
) -> dict[str, Any]:
    """Return a row of `evidence`."""
    row = {
        "source_id": source,
        "source": source,
        "target_id": target,
        "target": target,
        "relation": relation,
        "label": "",
        "modality": "",
        "pattern": "",
        "coreference": "",
        "article_id": article,
        "title": "",
        "date": "2020-01-01",
        "sentence": sentence,
        "last_sentence": sentence,
        "text": "",
    }
    return row | more


def evidence(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Return `rows` as the table `evidence`."""
    return frame("evidence", rows)


def by_article(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return `rows` of `evidence` in parts, each of one article, in the order of first rows."""
    return [part for _, part in rows.groupby("article_id", sort=False)]


def shown(results: Results, seed: int | None = None) -> dict[str, Any]:
    """Return the content of the page of `results`, made of its tables.

    With a `seed` their rows come in another order and in other parts.
    """
    own = {name: results.table(name) for name in ("nodes", "graph_edges", "evidence", *TEXTS)}
    places = positions(own["nodes"], own["graph_edges"], results.record["settings"]["seed"])
    periods = [results.table(name) for name in ("periods", "nodes_by_period", "edges_by_period")]
    if seed is not None:
        own = {name: rows.sample(frac=1, random_state=seed) for name, rows in own.items()}
        periods[1:] = [rows.sample(frac=1, random_state=seed) for rows in periods[1:]]

    def parts() -> Iterator[pd.DataFrame]:
        yield from [own["evidence"]] if seed is None else by_article(own["evidence"])

    def texts(article_ids: Collection[str]) -> Iterator[dict[str, pd.DataFrame]]:
        each: Sequence[Collection[str]] = [article_ids]
        if seed is not None:
            each = [[one] for one in sorted(article_ids, reverse=True)]
        for some in each:
            yield {name: own[name][own[name]["article_id"].isin(some)] for name in TEXTS}

    return content(
        own["nodes"],
        own["graph_edges"],
        lambda nodes, ties: places,
        periods,
        parts,
        texts,
    )


def blocks(html: bytes) -> dict[str, Any]:
    """Return the values in the blocks of JSON of a page, as an HTML parser finds them, by name."""
    page = lxml.html.document_fromstring(html.decode())
    found = page.xpath("//script[@type='application/json']")
    return {one.get("id").removesuffix("-data"): json.loads(one.text) for one in found}


def page_of(results: Results) -> bytes:
    """Return explorer.html as the run wrote it."""
    return (Path(results.folder) / "explorer.html").read_bytes()
