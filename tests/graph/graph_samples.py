"""Small networks for the tests of the graph stage."""

from collections.abc import Iterable
from typing import Any

import networkx as nx
import pandas as pd

from pipeline.graph import build
from pipeline.tables import frame


def entity(entity_id: str, kind: str = "person", **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "entity_id": entity_id,
        "label": entity_id.upper(),
        "type": kind,
        "wikidata": None,
        "iso3166": None,
        "country": None,
        "aliases": entity_id,
        "mentions": 3,
        "articles": 2,
        "first_seen": "2017-02",
        "last_seen": "2019-05-14",
        "rule": "test",
    }
    return {**row, **more}


def edge(source: str, target: str, weight: float = 1.0, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "source_id": source,
        "target_id": target,
        "count": 2,
        "articles": 1,
        "npmi": -0.25,
        "log_likelihood": 1.5,
        "p_value": 0.25,
        "q_value": 0.5,
        "weight": weight,
        "first_seen": None,
        "last_seen": None,
        "relations": "",
    }
    return {**row, **more}


def tables(edges: Iterable[tuple[str, str, float]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `entities` and `edges` of weighted edges between persons."""
    rows = [
        edge(min(source, target), max(source, target), weight) for source, target, weight in edges
    ]
    ends = sorted({end for row in rows for end in (row["source_id"], row["target_id"])})
    return frame("entities", [entity(end) for end in ends]), frame("edges", rows)


def graph(edges: Iterable[tuple[str, str, float]]) -> "nx.Graph[str]":
    return build(*tables(edges))
