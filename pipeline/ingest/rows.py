"""Files of many articles: JSON lines, and what they share with CSV and Parquet."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from pipeline.ingest.decoding import Encoding, NotTextError, detect
from pipeline.ingest.opening import UNREADABLE, open_bytes, unreadable
from pipeline.ingest.problems import Problem
from pipeline.ingest.sources import Source

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Row:
    """One row: its number in the file, from 1, and its values by column or key."""

    number: int
    values: Mapping[str, object]


def find_encoding(source: Source) -> Encoding:
    """Return the encoding of a large `source`, found by reading it once.

    Raises NotTextError, and UNREADABLE if it cannot be opened.
    """
    with open_bytes(source) as stream:
        return detect(_chunks(stream))


def open_text(source: Source, encoding: Encoding, newline: str) -> IO[str]:
    """Return the text of `source` as a stream with newlines as they are. Raises UNREADABLE."""
    return io.TextIOWrapper(
        open_bytes(source), encoding=encoding.name, errors=encoding.errors, newline=newline
    )


def encoding_or_problem(source: Source) -> Encoding | Problem:
    """Return the encoding of `source`, or why its text cannot be had."""
    try:
        return find_encoding(source)
    except NotTextError:
        return not_text(source.name)
    except UNREADABLE as error:
        return unreadable(source, error)


def read_jsonl(source: Source) -> Iterator[Row | Problem]:
    """Yield the objects of a JSON lines file, and a problem for each line that is none.

    A row's number is its line number, as an editor shows it.
    """
    encoding = encoding_or_problem(source)
    if isinstance(encoding, Problem):
        yield encoding
        return
    if encoding.warning:
        yield encoding_warning(source.name, encoding.warning)
    number = 0
    try:
        with open_text(source, encoding, "\n") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _object(source.name, number, line)
    except UNREADABLE as error:
        yield unreadable(source, error, number)


def not_text(name: str, row: int | None = None) -> Problem:
    """Return the problem of a file, or a row, that holds something other than writing."""
    where = f"Row {row} of {name}" if row else name
    return Problem(
        name,
        "error",
        "not-text",
        f"{where} is not plain text (it may be a picture, a Word document or a damaged file). "
        "Save it as plain text in UTF-8.",
        row,
    )


def encoding_warning(name: str, warning: str) -> Problem:
    """Return the problem of a file that was decoded with a doubt."""
    return Problem(name, "warning", "encoding", f"{name} {warning}")


def _object(name: str, number: int, line: str) -> Row | Problem:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it cannot be taken in"
        return Problem(
            name,
            "error",
            "broken-json",
            f"Line {number} of {name} is no JSON ({reason}), so it is left out. Each line must "
            'hold one article, such as {"id": "1", "text": "…"}.',
            number,
        )
    if not isinstance(value, dict):
        kind = "a list" if isinstance(value, list) else "a single value"
        return Problem(
            name,
            "error",
            "not-an-object",
            f"Line {number} of {name} is {kind}, not an object, so it is left out. Each line must "
            'hold one article, such as {"id": "1", "text": "…"}.',
            number,
        )
    return Row(number, value)


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the stream in pieces up to where it breaks off; the second reading reports that."""
    try:
        while chunk := stream.read(_CHUNK):
            yield chunk
    except UNREADABLE:
        return
