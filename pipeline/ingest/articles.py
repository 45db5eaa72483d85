"""The articles in a source, whatever its format."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.ingest.columns import Columns, choose, listed, not_found
from pipeline.ingest.decoding import is_text, without_surrogates
from pipeline.ingest.delimited import read_delimited
from pipeline.ingest.pages import empty, read_page
from pipeline.ingest.parquet import read_parquet
from pipeline.ingest.problems import Problem
from pipeline.ingest.rows import Row, not_text, read_jsonl
from pipeline.ingest.sources import ONE_ARTICLE, Source
from pipeline.settings import Settings


@dataclass(frozen=True)
class Article:
    """An article as read. `own_id`, `title`, `date` and `outlet` are what its row states."""

    source: Source
    read_id: str
    text: str
    own_id: str | None = None
    title: str | None = None
    date: object = None
    outlet: str | None = None
    row: int | None = None


def articles(source: Source, settings: Settings) -> Iterator[Article | Problem]:
    """Yield the articles in `source`, in order, and a problem for whatever is no article."""
    if source.format in ONE_ARTICLE:
        page, problems = read_page(source)
        yield from problems
        if page:
            yield Article(source, source.read_id, page.text, None, page.title, page.date)
        return
    if source.format == "jsonl":
        items: Iterator[Sequence[str] | Row | Problem] = read_jsonl(source)
    elif source.format == "parquet":
        items = read_parquet(source, settings)
    else:
        items = read_delimited(source, settings)
    yield from _Table(source, settings).articles(items)


class _Table:
    """The rows of one file on their way to articles."""

    def __init__(self, source: Source, settings: Settings) -> None:
        self.source = source
        self.settings = settings
        self.used: set[str] = set()
        self.choose = lru_cache(maxsize=1000)(lambda names: choose(names, settings))

    def articles(
        self, items: Iterator[Sequence[str] | Row | Problem]
    ) -> Iterator[Article | Problem]:
        empty_so_far = True
        for item in items:
            if isinstance(item, Row):
                empty_so_far = False
                yield from self.article(item)
            elif isinstance(item, Problem):
                empty_so_far = empty_so_far and item.severity == "warning"
                yield item
            else:
                problems = self.check(item)
                yield from problems
                if any(problem.severity == "error" for problem in problems):
                    return
        if empty_so_far:
            yield empty(self.source.name)

    def check(self, names: Sequence[str]) -> list[Problem]:
        """Return what is wrong with the columns of a table."""
        name, found = self.source.name, listed(names)
        if choose(names, self.settings).text is None:
            given = self.settings.text_column
            lacks = (
                f"{name} has no column {given!r}, which --text-column names. "
                if given
                else f"{name} has no column with the articles' text that can be told by its name. "
            )
            return [
                Problem(
                    name,
                    "error",
                    "no-text-column",
                    f"{lacks}Its columns are {found}; name the right one with --text-column.",
                )
            ]
        return [
            Problem(
                name,
                "warning",
                "no-such-column",
                f"{name} has no column for {given}. Its columns are {found}.",
            )
            for given in not_found(names, self.settings)
        ]

    def article(self, row: Row) -> Iterator[Article | Problem]:
        columns: Columns = self.choose(tuple(row.values))
        text, broken = self.string(row.values, columns.text)
        if text is None or not text.strip():
            found = listed(list(row.values))
            yield self.problem(
                row,
                "no-text",
                f"Row {row.number} of {self.source.name} has no text, so it is left out. "
                f"It has {found}; --text-column names the one with the text.",
            )
            return
        if not is_text(text):
            yield not_text(self.source.name, row.number)
            return
        own_id = _id(row.values.get(columns.id) if columns.id else None)
        local, again = self.unique(own_id or str(row.number))
        read_id = f"{self.source.read_id}#{local}"
        if own_id and again:
            yield self.problem(
                row,
                "repeated-id",
                f"Row {row.number} of {self.source.name} has the id {own_id!r} of an earlier row; "
                f"it is called {local!r} here. Give each row an id of its own.",
                read_id,
            )
        if broken:
            yield self.problem(
                row,
                "broken-characters",
                f"Row {row.number} of {self.source.name} holds halves of characters (\\ud800 and "
                "such); each is replaced by � in the text.",
                read_id,
            )
        date = row.values.get(columns.date) if columns.date else None
        yield Article(
            self.source,
            read_id,
            text,
            local if own_id else None,
            self.line(row.values, columns.title),
            without_surrogates(date)[0] if isinstance(date, str) else date,
            self.line(row.values, columns.source),
            row.number,
        )

    def unique(self, name: str) -> tuple[str, bool]:
        """Return `name`, with a `~2` where an earlier row has it, and whether one has."""
        local, count = name, 1
        while local in self.used:
            count += 1
            local = f"{name}~{count}"
        self.used.add(local)
        return local, count > 1

    def string(self, values: Mapping[str, object], name: str | None) -> tuple[str | None, bool]:
        value = values.get(name) if name else None
        return without_surrogates(value) if isinstance(value, str) else (None, False)

    def line(self, values: Mapping[str, object], name: str | None) -> str | None:
        """Return a value as one line without white space around it, or None if it is no text."""
        value = self.string(values, name)[0]
        return " ".join(value.split()) or None if value else None

    def problem(
        self, row: Row, problem: str, message: str, article_id: str | None = None
    ) -> Problem:
        """Return a problem of `row`: an error if it gives no article, else a warning."""
        return Problem(
            self.source.name,
            "warning" if article_id else "error",
            problem,
            message,
            row.number,
            article_id,
        )


def _id(value: object) -> str | None:
    """Return the id that a row states, as text, or None if it states none."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return " ".join(without_surrogates(str(value))[0].split()) or None
