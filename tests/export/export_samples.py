"""A small network with ordinary and with hostile names, and readers that are not ours."""

import csv
import io
from collections.abc import Iterable
from typing import Any

import pandas as pd

from pipeline.graph import graph_tables
from pipeline.tables import frame

# Each must come out harmless from every format; those that are fine as they are, unchanged.
FINE = [
    "Kåre Ærlig Øgård",
    "<script>alert(1)</script>",
    "]]> --> <![CDATA[",
    'O\'Hara "Tor" & Sønn',
    "😀 Blåbær",
    "&amp; &#0; %s {0}",
    "NaN",
    "a;b,c",
    '"><img src=x onerror=alert(1)>',
    "[klikk](javascript:alert(1))",
    "</data></node></attvalue>",
]
HOSTILE = [
    "=cmd|'/c calc'!A1",
    "+47 22 33 44 55",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "nul\x00 og bjelle\x07",
    "u\ufffe\uffffd",
    "baklengs \u202egpj.exe",
    "to\nlinjer\r\nog\u2028tre",
    "C:\\temp\\",
    "null",
    "NULL",
]


def network(labels: Iterable[str] = (*FINE, *HOSTILE)) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `nodes` and `edges` of a wheel: one country and, around it, an entity per label."""
    kinds = ("person", "organisation", "place", "other")
    entities: list[dict[str, Any]] = [_entity("Q20", "Norge", "country", "Q20", "NO")]
    edges: list[dict[str, Any]] = []
    for number, label in enumerate(labels):
        entity_id = f"person/{number:03}"
        entities.append(_entity(entity_id, label, kinds[number % 4], None, None))
        edges.append(_edge("Q20", entity_id, number))
        if number:
            edges.append(_edge(f"person/{number - 1:03}", entity_id, number))
    _, nodes, left = graph_tables(
        frame("entities", entities), frame("edges", edges), types=("country", *kinds)
    )
    return nodes, left


def _entity(
    entity_id: str, label: str, kind: str, wikidata: str | None, iso3166: str | None
) -> dict[str, Any]:
    return {
        "entity_id": entity_id,
        "label": label,
        "type": kind,
        "wikidata": wikidata,
        "iso3166": iso3166,
        "country": None,
        "aliases": label,
        "mentions": 12,
        "articles": 3,
        "first_seen": "2017" if wikidata else None,
        "last_seen": "2019-05-14" if wikidata else None,
        "rule": "test",
    }


def _edge(source: str, target: str, number: int) -> dict[str, Any]:
    return {
        "source_id": source,
        "target_id": target,
        "count": number + 1,
        "articles": 1,
        "npmi": float("nan") if number == 2 else -0.125 * (number % 3),
        "log_likelihood": 2.5,
        "p_value": (0.0, 1e-300, 5e-324, 0.5)[number % 4],
        "q_value": (0.0, 1.5e-300, 5e-324, 1.0)[number % 4],
        "weight": 0.00001 + number,
        "first_seen": ("2017", "2017-02", "2017-02-16", None)[number % 4],
        "last_seen": ("2019", "2017-02", "2018-01-01", None)[number % 4],
        "relations": "meets:1" if number % 2 else "",
    }


def over_time() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `nodes_by_period` and `edges_by_period` for part of that wheel.

    Norge and the first entity stand in periods that follow each other, the second is dated to a
    year alone, the third not at all; of the others nothing is said.
    """
    months = [("2017-01", "01-31"), ("2017-02", "02-28")]
    times = [(month, f"{month}-01", f"2017-{last}") for month, last in months]
    year, never = (None, "2017-01-01", "2017-12-31"), (None, None, None)
    who = [("Q20", time) for time in (*times, ("2018-01", "2018-01-01", "2018-01-31"), year, never)]
    who += [("person/000", time) for time in (*times, year)]
    who += [("person/001", year), ("person/001", never), ("person/002", never)]
    nodes = [
        {
            "entity_id": entity,
            "label": entity,
            "mentions": max(3 - at, 1),
            "articles": 1,
            "degree": 1,
        }
        for at, (entity, _) in enumerate(who)
    ]
    ties = [(entity, time) for entity, time in who if entity != "Q20"]
    edges = [
        {
            "source_id": "Q20",
            "source": "Norge",
            "target_id": entity,
            "target": entity,
            "articles": 1,
        }
        for entity, _ in ties
    ]
    return (
        frame("nodes_by_period", _timed(nodes, [time for _, time in who], "weighted_degree")),
        frame("edges_by_period", _timed(edges, [time for _, time in ties], "weight")),
    )


def _timed(
    rows: list[dict[str, Any]], times: list[tuple[str | None, ...]], weight: str
) -> list[dict[str, Any]]:
    return [
        {
            **row,
            **dict(zip(("period", "first_day", "last_day"), time, strict=True)),
            "count": max(2 - at, 1),
            weight: float(max(2 - at, 1)),
        }
        for at, (row, time) in enumerate(zip(rows, times, strict=True))
    ]


def rows(pieces: Iterable[bytes]) -> list[dict[str, str]]:
    """Read CSV as Python's csv module does."""
    text = b"".join(pieces).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
