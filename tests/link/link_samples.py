"""Articles with their names marked, and clusters, for the tests of the link stage."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from pipeline.link import link_across, link_within
from pipeline.tables import frame
from tests.samples import article

_MARKED = re.compile(r"\{(\w+) ([^}]+)\}")


@dataclass(frozen=True)
class Linked:
    """A name and what became of it: `name`, `type` and `entity_id` are its cluster's."""

    text: str
    name: str
    type: str
    entity_id: str | None
    derived: bool
    rule: str


def marked(text: str, article_id: str = "a") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `articles` and `names` of a text such as `{PER Lavrov} kom.`."""
    plain, rows, done = "", [], 0
    for number, match in enumerate(_MARKED.finditer(text)):
        plain += text[done : match.start()]
        done = match.end()
        rows.append(
            {
                "article_id": article_id,
                "sentence": 0,
                "paragraph": 0,
                "start": len(plain),
                "end": len(plain) + len(match[2]),
                "token": number,
                "token_end": number + 1,
                "text": match[2],
                "label": match[1],
            }
        )
        plain += match[2]
    plain += text[done:]
    return frame("articles", [article(article_id, plain)]), frame("names", rows)


def linked(text: str, **options: Any) -> list[Linked]:
    """Return what each marked name of `text` is, by the article alone; options of link_within."""
    local, clusters, _ = link_within(*marked(text), **options)
    of = clusters.set_index("cluster").to_dict("index")
    return [
        Linked(
            text,
            of[cluster]["name"],
            of[cluster]["type"],
            None if pd.isna(of[cluster]["entity_id"]) else of[cluster]["entity_id"],
            derived,
            rule,
        )
        for text, cluster, derived, rule in zip(
            *(local[name].tolist() for name in ("text", "cluster", "derived", "rule")), strict=True
        )
    ]


def names_in(text: str, **options: Any) -> list[str]:
    """Return the fullest name of the entity of each marked name of `text`."""
    return [name.name for name in linked(text, **options)]


def cluster(article_id: str, name: str, kind: str = "person", **more: Any) -> dict[str, Any]:
    """Return a row of the table `clusters`; `cluster` numbers must differ inside an article."""
    row: dict[str, Any] = {
        "article_id": article_id,
        "cluster": 0,
        "name": name,
        "type": kind,
        "entity_id": None,
        "forms": name,
        "titles": "",
        "mentions": 1,
        "rule": "article",
    }
    return {**row, **more}


def clusters(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return the table `clusters` of `rows`, each numbered in its article in this order."""
    seen: dict[str, int] = {}
    numbered = []
    for row in rows:
        number = seen.get(row["article_id"], 0)
        seen[row["article_id"]] = number + 1
        numbered.append({**row, "cluster": number})
    return frame("clusters", numbered)


def records(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Return these columns of `table` as tuples."""
    return list(zip(*(table[name].tolist() for name in columns), strict=True))


def ids(links: pd.DataFrame) -> Iterable[str]:
    """Return the entity of each row of the table `links`."""
    return [str(value) for value in links["entity_id"]]


def entities_of(table: pd.DataFrame) -> list[tuple[str, str]]:
    """Return id and label of the entity of each row of the table `clusters`."""
    return records(link_across(table)[0], "entity_id", "entity")
