"""Articles, sentences and mentions for the tests of the relate stage."""

import re
from typing import Any

import pandas as pd

from pipeline.tables import frame
from tests.samples import article

_MARKED = re.compile(r"\{([^|}]+)\|([^|}]+)\|([^|}]+)(\|derived)?\}")


def mention(article_id: str, entity: str, sentence: int, start: int, **more: Any) -> dict[str, Any]:
    """Return a row of the table `mentions`."""
    row: dict[str, Any] = {
        "article_id": article_id,
        "sentence": sentence,
        "paragraph": 0,
        "start": start,
        "end": start + 1,
        "token": start,
        "token_end": start + 1,
        "text": entity,
        "label": "PER",
        "type": "person",
        "derived": False,
        "entity_id": entity,
        "entity": entity,
        "rule": "same-name",
    }
    return {**row, **more}


def marked(text: str, article_id: str = "a") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `articles` and `mentions` of a text with marked names.

    A name is marked as `{USAs|USA|country}`, with its entity and type; one in a compound as
    `{Nato-sjef|NATO|organisation|derived}`. A blank line ends a sentence.
    """
    plain, rows, done = "", [], 0
    for match in _MARKED.finditer(text):
        plain += text[done : match.start()]
        done = match.end()
        name, entity, kind, derived = match.groups()
        rows.append(
            mention(
                article_id,
                entity,
                plain.count("\n\n"),
                len(plain),
                end=len(plain) + len(name),
                text=name,
                type=kind,
                derived=bool(derived),
            )
        )
        plain += name
    plain += text[done:]
    return frame("articles", [article(article_id, plain)]), frame("mentions", rows)


def records(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """Return these columns of `table` as tuples, with None for what is missing."""
    return [
        tuple(None if pd.isna(value) else value for value in row)
        for row in zip(*(table[name].tolist() for name in columns), strict=True)
    ]
