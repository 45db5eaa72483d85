"""Roles that the text states beside a name: `USAs nye utenriksminister Rex Tillerson`.

Found by their form, without a parse: a country or an organisation, then a title, then a person,
with nothing but adjectives between.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from pipeline import tables
from pipeline.titles import is_title

_BETWEEN: Final = re.compile(r"\s+((?:[a-zæøå][\w-]*\s+){0,4}?)([a-zæøå][\w-]*)\s+")
_AFTER: Final = re.compile(
    r",\s+((?:[a-zæøå][\w-]*\s+){0,3}?)([a-zæøå][\w-]*)\s+(?:i|for|ved|av|hos)\s+"
)
_COMPOUND: Final = re.compile(r"[-‑–]([a-zæøå]\w+)\Z")
_NOT_BETWEEN: Final = frozenset(
    "og eller men som at i på til fra frå av for med mot om er var".split()
)


def roles(articles: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the relations of type `role` in `articles`: a person's to a country, for one.

    Three forms are read: `Russlands president Vladimir Putin` (also a person's: `Putins talsmann
    Dmitri Peskov`), `Nato-sjef Jens Stoltenberg`, and `Jonas Gahr Støre, leder i Arbeiderpartiet`.
    Mentions in other articles are passed over.
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    rows: list[dict[str, Any]] = []
    mentions = mentions[mentions["article_id"].isin(articles["article_id"])]
    for (article_id, _), named in mentions.groupby(["article_id", "sentence"], sort=False):
        records: list[dict[str, Any]] = named.to_dict("records")  # type: ignore[assignment]
        rows.extend(_in_sentence(texts[article_id], records))
    return tables.frame("relations", rows)


def _in_sentence(text: str, names: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    for one, other in pairwise(names):
        if one["entity_id"] == other["entity_id"] or other["derived"]:
            continue
        between = text[one["end"] : other["start"]]
        if other["type"] == "person":
            if one["derived"]:
                head = _COMPOUND.search(one["text"])
                fits = head and is_title(head[1]) and not between.strip()
                label = head[1] if head and fits else None
            else:
                genitive = one["text"].endswith(("s", "S", "'", "’"))
                label = _title(_BETWEEN.fullmatch(between)) if genitive else None
            if label:
                yield _relation(text, other, one, label, one["start"], other["end"])
        elif one["type"] == "person" and not one["derived"]:
            label = _title(_AFTER.fullmatch(between))
            if label:
                yield _relation(text, one, other, label, one["start"], other["end"])


def _title(match: re.Match[str] | None) -> str | None:
    if match is None or set(match[1].split()) & _NOT_BETWEEN:
        return None
    return match[2] if is_title(match[2]) else None


def _relation(
    text: str,
    source: Mapping[str, Any],
    target: Mapping[str, Any],
    label: str,
    start: int,
    end: int,
) -> dict[str, Any]:
    return {
        "type": "role",
        "source_id": source["entity_id"],
        "source": source["entity"],
        "target_id": target["entity_id"],
        "target": target["entity"],
        "label": label,
        "negated": False,
        "modality": "",
        "pattern": "",
        "coreference": "",
        "article_id": source["article_id"],
        "sentence": source["sentence"],
        "start": start,
        "end": end,
        "text": text[start:end],
    }
