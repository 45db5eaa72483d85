"""CSV and TSV files: finding the delimiter, and reading row by row."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.ingest.columns import choose
from pipeline.ingest.opening import UNREADABLE, unreadable
from pipeline.ingest.problems import Problem
from pipeline.ingest.rows import Row, encoding_or_problem, encoding_warning, open_text
from pipeline.ingest.sources import Source
from pipeline.settings import Settings

if TYPE_CHECKING:
    from _csv import Reader

_SAMPLE: Final = 1 << 16
_SAMPLE_ROWS: Final = 30
_DELIMITERS: Final = {"csv": ",;\t|", "tsv": "\t;,|"}
_STATED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_LONGEST_FIELD: Final = 2**31 - 1  # what a C long holds everywhere; the default is 128 KiB


@dataclass(frozen=True)
class Dialect:
    """How a file sets its fields apart. `quoting`: whether `"` encloses fields."""

    delimiter: str
    quoting: bool = True


def read_delimited(source: Source, settings: Settings) -> Iterator[Sequence[str] | Row | Problem]:
    """Yield the column names of a CSV or TSV file, then its rows, and a problem for broken ones.

    Rows count from 1 after the line of names.
    """
    encoding = encoding_or_problem(source)
    if isinstance(encoding, Problem):
        yield encoding
        return
    if encoding.warning:
        yield encoding_warning(source.name, encoding.warning)
    number = 0
    try:
        with open_text(source, encoding, "") as stream:
            sample = stream.read(_SAMPLE)
        stated = _STATED.match(sample)
        if stated:
            dialect = Dialect(stated[1])
        else:
            dialect = sniff(sample, _DELIMITERS[source.format], settings)
        with open_text(source, encoding, "") as stream:
            if stated:
                stream.readline()
            for item in _records(source.name, stream, dialect):
                number = item.number if isinstance(item, Row) else number
                yield item
    except UNREADABLE as error:
        yield unreadable(source, error, number)


def sniff(sample: str, delimiters: str, settings: Settings) -> Dialect:
    """Return the dialect of a file that begins with `sample`; of equals, the first delimiter.

    The best gives a column with the text, rows as long as the line of names, and many columns.
    """
    whole = len(sample) < _SAMPLE

    def fit(dialect: Dialect) -> tuple[bool, float, int]:
        records: list[list[str] | None] = []
        reader = _reader(io.StringIO(sample, newline=""), dialect)
        while len(records) < _SAMPLE_ROWS:
            try:
                records.append(next(reader))
            except StopIteration:
                break
            except csv.Error:
                records.append(None)
        records = [record for record in records if record != []]
        if 1 < len(records) < _SAMPLE_ROWS and not whole:
            records.pop()  # cut off in the middle
        names = records[0] if records and records[0] else []
        rows = records[1:]
        good = sum(record is not None and len(record) == len(names) for record in rows)
        share = good / len(rows) if rows else 1.0
        return choose(names, settings).text is not None, share, len(names)

    dialects = [Dialect(mark, quoting) for quoting in (True, False) for mark in delimiters]
    return max(dialects, key=fit)


def _records(
    name: str, stream: Iterator[str], dialect: Dialect
) -> Iterator[Sequence[str] | Row | Problem]:
    reader = _reader(stream, dialect)
    names: list[str] = []
    number = 0
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield _broken(name, number if names else None, reader.line_num, str(error))
            if not names:
                return
            continue
        if not record:
            continue
        if not names:
            names = _distinct(record)
            yield names
            continue
        number += 1
        if len(record) > len(names):
            yield Problem(
                name,
                "warning",
                "too-many-fields",
                f"Row {number} of {name} has {len(record)} fields, but there are {len(names)} "
                "columns; the text may be cut short. Put the text in quotation marks.",
                number,
            )
        yield Row(number, dict(zip(names, record, strict=False)))


def _reader(stream: Iterable[str], dialect: Dialect) -> "Reader":
    csv.field_size_limit(_LONGEST_FIELD)
    return csv.reader(
        stream,
        delimiter=dialect.delimiter,
        quoting=csv.QUOTE_MINIMAL if dialect.quoting else csv.QUOTE_NONE,
        strict=True,
    )


def _distinct(names: Sequence[str]) -> list[str]:
    """Return the column names, a repeated one with its place: the first one counts."""
    seen: Counter[str] = Counter()
    distinct = []
    for place, name in enumerate(names, start=1):
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name} ({place})")
    return distinct


def _broken(name: str, row: int | None, line: int, reason: str) -> Problem:
    if "end of data" in reason:
        what = "a quotation mark is opened and never closed, so the rest of the file is left out"
    else:
        what = f"its quotation marks do not fit ({reason}), so it is left out"
    return Problem(
        name,
        "error",
        "broken-row",
        f"{f'Row {row}' if row else 'The line of column names'} of {name} (up to line {line}) is "
        f'damaged: {what}. Write a " inside a field as "".',
        row,
    )
