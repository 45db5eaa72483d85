"""What `python -m pipeline show` prints of stated relations: by type, with their sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline import passages, terminal
from pipeline.export.evidence import CO_OCCURRENCE
from pipeline.export.text import plain
from pipeline.results import Results
from pipeline.stated import (
    DENIED,
    MODALITIES,
    RELATION_TYPES,
    WITHOUT_DIRECTION,
    reservations,
)

NAMES: Final = ("bold cyan", "bold magenta")
STRETCH: Final = "underline"
_OF_A_TYPE: Final = 5
_LABELS: Final = 3
# Types whose word tells them apart: who is minister and who is president, accuses and attacks.
_BY_WORD: Final = frozenset({"role", "conflict", "cooperation"})
_DENIED: Final = "denied"


class _Stated(NamedTuple):
    """Where a relation is stated, with what reservation, and by which rule of coreference."""

    start: int
    end: int
    told: str
    coreference: str


def in_words(relations: pd.DataFrame) -> pd.Series:
    """Return for each relation `denied`, `planned` or `possible`, or nothing where it is told."""
    return reservations(relations).replace({DENIED: _DENIED})


def summary(console: Console, relations: pd.DataFrame, entity_id: str) -> None:
    """Print the relations of an entity, a line for each type and each other entity, most first."""
    if relations.empty:
        return
    outward = relations["source_id"] == entity_id
    rows = relations.assign(
        rank=relations["type"].map(RELATION_TYPES.index),
        arrow=outward.map({True: "→", False: "←"}).mask(
            relations["type"].isin(WITHOUT_DIRECTION), "–"
        ),
        who=relations["target"].where(outward, relations["source"]),
        who_id=relations["target_id"].where(outward, relations["source_id"]),
        told=in_words(relations),
    )
    lines = [
        {"rank": key[0], "arrow": key[1], "who": found["who"].iloc[0], "who_id": key[2]}
        | {"n": len(found), "words": _most(found["label"]), "told": _reserved(found["told"])}
        for key, found in rows.groupby(["rank", "arrow", "who_id"])
    ]
    table = Table(title=f"\nStated relations ({len(rows)})", title_justify="left", box=None)
    for heading in ("", "whom", "in the words", "times", ""):
        table.add_column(heading, justify="right" if heading == "times" else "left")
    ordered = pd.DataFrame(lines).sort_values(
        ["rank", "n", "who_id", "arrow"], ascending=[True, False, True, True]
    )
    for rank, of_type in ordered.groupby("rank"):
        kind = RELATION_TYPES[int(str(rank))]
        for at, line in enumerate(of_type.head(_OF_A_TYPE).to_dict("records")):
            whom = Text(plain(f"{line['arrow']} {line['who']}"))
            words = Text(plain(line["words"]))
            table.add_row("" if at else kind, whom, words, str(line["n"]), line["told"])
        if len(of_type) > _OF_A_TYPE:
            table.add_row("", Text(f"… and {len(of_type) - _OF_A_TYPE} more", style="dim"))
    console.print(table)
    console.print(
        "→ what it does, is or says; ← what is done to it or said of it.",
        style="dim",
        highlight=False,
    )


def groups(
    results: Results, relations: pd.DataFrame, entity_ids: list[str]
) -> list[tuple[str, pd.DataFrame]]:
    """Return the passages that state `relations`, grouped by type, as (heading, passages).

    What has a direction is grouped by it, and roles, conflict and cooperation by their word. The
    passages are as of :meth:`Results.cut`, no sentence twice in a group, with `stretches` (start
    and end in the text of what states the relation) and `marks` (denied, planned, possible, and
    the rule where a name stands as a pronoun or a role).
    """
    if relations.empty:
        return []
    article_ids = sorted(set(relations["article_id"]))
    tables = [results.table(name, article_ids) for name in ("articles", "sentences")]
    rows = passages.with_passages(passages.dated(relations, tables[0]), *tables)
    cut = results.cut(rows, entity_ids)
    directed = ~rows["type"].isin(WITHOUT_DIRECTION)
    rows = rows.assign(
        rank=rows["type"].map(RELATION_TYPES.index),
        heading=[_heading(row) for row in rows.to_dict("records")],
        from_id=rows["source_id"].where(directed, ""),
        told=in_words(rows),
    )
    found = []
    for (rank, heading, from_id), stated in rows.groupby(["rank", "heading", "from_id"]):
        windows = cut.merge(stated[passages.WINDOW].drop_duplicates(), on=passages.WINDOW)
        here = _by_window(stated)
        keys = list(windows[passages.WINDOW].itertuples(index=False, name=None))
        starts = windows["start"].tolist()
        stretches = [
            [(max(one.start - start, 0), one.end - start) for one in here[key]]
            for start, key in zip(starts, keys, strict=True)
        ]
        windows = windows.assign(
            stretches=pd.Series(stretches, dtype=object),
            marks=[_marks(here[key]) for key in keys],
        )
        counted = _counted(len(windows), [{one.told for one in here[key]} for key in keys])
        order = (rank, -len(windows), heading, from_id)
        found.append((order, f"{heading} ({counted})", windows))
    return [(heading, windows) for _, heading, windows in sorted(found, key=lambda one: one[0])]


def rest(found: pd.DataFrame, shown: Iterable[pd.DataFrame]) -> tuple[str, pd.DataFrame]:
    """Return heading and rows of the passages in `found` whose sentences are not in `shown`."""
    seen = {key for part in shown for key in part[passages.WINDOW].itertuples(index=False)}
    spans: dict[str, list[tuple[int, int]]] = {}
    for article, first, last in seen:
        spans.setdefault(article, []).append((first, last))
    keys = found[passages.WINDOW].itertuples(index=False, name=None)
    new = [
        not any(a <= first and last <= b for a, b in spans.get(article, ()))
        for article, first, last in keys
    ]
    left = found[new]
    return f"{CO_OCCURRENCE}, no relation found ({number_of(len(left))})", left


def print_passages(
    console: Console, found: pd.DataFrame, entity_ids: list[str], limit: int | None
) -> None:
    """Print passages: date, article, title and marks, then the text with names and stretches."""
    shown = found.head(limit) if limit else found
    for row in shown.to_dict("records"):
        parts = (row[part] for part in ("date", "article_id", "title"))
        head = Text(" · ".join(plain(part) for part in parts if isinstance(part, str)), "dim")
        if row.get("marks"):
            head.append(plain(f" · {row['marks']}"), "yellow")
        console.print(Padding(head, (0, 0, 0, 2), expand=False))
        text = Text(row["text"])
        for start, end in row.get("stretches", ()):
            text.stylize(STRETCH, start, end)
        for start, end, entity_id in row["names"]:
            text.stylize(NAMES[entity_ids.index(entity_id)], start, end)
        console.print(Padding(terminal.visible(text), (0, 0, 1, 4), expand=False))


def _heading(row: dict[Any, Any]) -> str:
    kind = str(row["type"])
    if kind in WITHOUT_DIRECTION:
        return kind
    word = f", {row['label']}" if kind in _BY_WORD and row["label"] else ""
    return f"{kind}: {row['source']} → {row['target']}{word}"


def _by_window(stated: pd.DataFrame) -> dict[tuple[Any, ...], list[_Stated]]:
    found: defaultdict[tuple[Any, ...], list[_Stated]] = defaultdict(list)
    columns = (stated[name].tolist() for name in (*passages.WINDOW, *_Stated._fields))
    for article_id, first, last, *one in zip(*columns, strict=True):
        found[article_id, first, last].append(_Stated(*one))
    return found


def _marks(stated: Sequence[_Stated]) -> str:
    told = [word or "told" for word in dict.fromkeys(one.told for one in stated)]
    rules = [rule for rule in dict.fromkeys(one.coreference for one in stated) if rule]
    return ", ".join([*(told if told != ["told"] else ()), *rules])


def _counted(number: int, told: Sequence[set[str]]) -> str:
    """Return how many passages there are, and how many of them are denied or not yet so."""
    words = (_DENIED, *MODALITIES)
    counts = [(sum(word in one for one in told), word) for word in words]
    reserved = [word if n == number else f"{n} {word}" for n, word in counts if n]
    return ", ".join([number_of(number), *reserved])


def number_of(count: int) -> str:
    """Return `1 passage`, `2 passages`."""
    return f"{count} passage{'' if count == 1 else 's'}"


def _most(labels: pd.Series) -> str:
    """Return the most frequent of `labels`, some of them."""
    counts = sorted(Counter(filter(None, labels)).items(), key=lambda one: (-one[1], one[0]))
    told = [label for label, _ in counts]
    return ", ".join([*told[:_LABELS], "…"] if len(told) > _LABELS else told)


def _reserved(told: pd.Series) -> str:
    counts = Counter(filter(None, told))
    return ", ".join(f"{counts[word]} {word}" for word in (_DENIED, *MODALITIES) if counts[word])
