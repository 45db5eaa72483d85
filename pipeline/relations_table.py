"""What `python -m pipeline relations` prints: stated relations as a table, or as CSV."""

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.export import csv
from pipeline.export.text import cell, plain
from pipeline.passages import choose, dated, with_passages
from pipeline.relate import dated as inside
from pipeline.results import Results
from pipeline.show_relations import STRETCH
from pipeline.stated import RELATION_TYPES, kinds

AT_ONCE: Final = 50
_LONGEST: Final = 120  # letters of a sentence in the table
_WIDE: Final = 110  # letters of a line; a narrower terminal has sentences below what they state


@dataclass(frozen=True)
class Wanted:
    """Which relations: of these types (all if empty), entities and dates, denied or not.

    `entity` and `other` are names or ids, at either end. `since` and `until` are ISO dates of any
    precision. `negated` is True for denied relations alone, False for those that are not denied.
    """

    types: tuple[str, ...] = ()
    entity: str | None = None
    other: str | None = None
    since: str | None = None
    until: str | None = None
    negated: bool | None = None


def found(results: Results, wanted: Wanted, limit: int | None = None) -> tuple[pd.DataFrame, int]:
    """Return the first `limit` of the relations that are wanted, and how many there are.

    Columns as of :meth:`Results.relations_of`, in its order. Raises LookupError, with a hint, for a
    type or an entity that there is not, and for two names of one entity.
    """
    relations = results.relations
    for kind in wanted.types:
        _known(kind, relations)
    one, other = (
        None if name is None else results.find(name)["entity_id"]
        for name in (wanted.entity, wanted.other)
    )
    if one is not None and one == other:
        raise LookupError(
            f"{wanted.entity!r} and {wanted.other!r} both mean {one}. Give two, or one alone."
        )
    rows = choose(relations, types=wanted.types, one=one, other=other, negated=wanted.negated)
    rows = dated(rows, _tables(results, rows, "articles")[0])
    rows = rows[inside(rows["date"], wanted.since, wanted.until)]
    shown = rows if limit is None else rows.head(limit)
    return with_passages(shown, *_tables(results, shown, "articles", "sentences")), len(rows)


def table(console: Console, results: Results, wanted: Wanted, limit: int = AT_ONCE) -> None:
    """Print the first `limit` of the relations that are wanted. Raises as :func:`found`."""
    rows, number = found(results, wanted, limit)
    if not number:
        console.print(nothing(results), markup=False, highlight=False, soft_wrap=True)
        return
    lines = [
        _cells(row, kind) for row, kind in zip(rows.to_dict("records"), kinds(rows), strict=True)
    ]
    if console.width < _WIDE:
        for *cells, sentence in lines:
            console.print(Text("  ").join(one for one in cells if one))
            console.print(Padding(sentence, (0, 0, 1, 4), expand=False))
    else:
        shown = Table(box=None)
        shown.add_column("date", no_wrap=True)
        for heading in ("source", "relation", "target", "article"):
            shown.add_column(heading, overflow="fold")
        shown.add_column("sentence", ratio=1, overflow="fold")
        for line in lines:
            shown.add_row(*line)
        console.print(shown)
    if len(rows) < number:
        console.print(
            f"… and {number - len(rows)} more: --limit {number} shows them all, --csv FILE "
            "writes them.",
            style="dim",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


def as_csv(
    results: Results, wanted: Wanted, limit: int | None = None
) -> tuple[Iterator[bytes], int]:
    """Return the relations that are wanted as CSV, piece by piece, and how many they are.

    Raises as :func:`found`, before the first piece.
    """
    rows, _ = found(results, wanted, limit)
    columns = [name for name in rows.columns if name not in ("last_sentence", "passage_start")]
    return csv.write(columns, [rows], cell), len(rows)


def nothing(results: Results) -> str:
    """Return a sentence that says that no relation fits, and which there are."""
    if results.relations.empty:
        return f"The run in {results.folder} found no stated relation in its articles."
    return f"No relation fits. The run in {results.folder} has {_counts(results.relations)}."


def shortened(text: str, start: int, end: int, longest: int = _LONGEST) -> tuple[str, int]:
    """Return the part of `text` around `start` to `end`, and by how much offsets have moved.

    Cut between words, with `…` for what is left out. A stretch that is itself longer than
    `longest` letters is cut at its end.

    >>> shortened("I går i Bonn møtte Kari endelig Ola igjen.", 13, 18, longest=20)
    ('… Bonn møtte Kari …', -6)
    """
    if len(text) <= longest:
        return text, 0
    room = max(longest - (end - start), 0)
    first = max(min(start - room // 2, len(text) - longest), 0)
    last = min(first + longest, len(text))
    if first:
        first = min(text.find(" ", first, start) + 1 or start, start)
    if last < len(text):
        last = max(text.rfind(" ", first, last + 1), min(end, last))
    before, after = "… " if first else "", " …" if last < len(text) else ""
    return f"{before}{text[first:last]}{after}", len(before) - first


def _known(kind: str, relations: pd.DataFrame) -> None:
    if kind in RELATION_TYPES:
        return
    near = difflib.get_close_matches(kind.lower(), RELATION_TYPES, 1, 0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    there = f" This run has {_counts(relations)}." if len(relations) else ""
    raise LookupError(
        f"No type of relation is called {kind!r}.{hint} There are {', '.join(RELATION_TYPES)}."
        + there
    )


def _counts(relations: pd.DataFrame) -> str:
    numbers = relations["type"].value_counts()
    return ", ".join(f"{numbers[kind]} {kind}" for kind in RELATION_TYPES if kind in numbers)


def _tables(results: Results, rows: pd.DataFrame, *names: str) -> list[pd.DataFrame]:
    article_ids: Collection[str] = set(rows["article_id"])
    return [results.table(name, sorted(article_ids)) for name in names]


def _cells(row: dict[Any, Any], kind: str) -> tuple[Text, ...]:
    """Return date, source, relation, target, article and sentence as they are printed."""
    told = f"{kind}: {row['label']}" if row["label"] else kind
    return (
        Text(row["date"] if isinstance(row["date"], str) else ""),
        Text(plain(row["source"]), "cyan"),
        Text(plain(told), "" if kind == row["type"] else "yellow"),
        Text(plain(row["target"]), "magenta"),
        Text(plain(row["article_id"]), "dim"),
        _sentence(row),
    )


def _sentence(row: dict[Any, Any]) -> Text:
    """Return the passage, shortened, with the stretch that states the relation marked."""
    start, end = (row[name] - row["passage_start"] for name in ("start", "end"))
    short, moved = shortened(row["passage"], max(start, 0), end)
    text = Text("".join(plain(letter) or "\ufffd" for letter in short))
    text.stylize(STRETCH, max(start + moved, 0), max(end + moved, 0))
    return text
