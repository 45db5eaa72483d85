"""Writing a person's corrections into their file, with all that stands there left as it is."""

import csv
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pipeline import store
from pipeline.contradictions import check
from pipeline.corrections import COLUMNS, FORMULA, Correction, correction, csv_line, read_lines
from pipeline.errors import SettingsError
from pipeline.export.text import plain

_BOM: Final = "\ufeff"  # without it Excel takes the file for Windows-1252


def append(path: Path, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """Add lines for `corrections` to the file at `path`, and return those that were not there yet.

    See :func:`change`.
    """
    return change(path, add=corrections)


def change(
    path: Path, *, add: Iterable[Correction] = (), remove: Collection[Correction] = ()
) -> tuple[Correction, ...]:
    """Take the lines `remove` out of the file at `path`, add lines for `add`, return the new ones.

    The file is made if it is not there. All other lines stay byte for byte, whatever divides their
    cells; the first line grows if it lacks a column that is needed. A correction that is there
    already adds nothing. Raises SettingsError, and leaves the file as it is, if a line of the file
    or a correction cannot be understood, if a line of `remove` has changed since it was read, or
    if lines would contradict each other.
    """
    there = read_lines(path) if path.exists() else ()
    _refuse_changed(path, there, remove)
    kept = [line for line in there if line not in remove]
    text = path.read_bytes().decode("utf-8") if path.exists() else _BOM
    lines = text.splitlines(keepends=True)
    new: list[Correction] = []
    for number, line in enumerate(map(clean, add), start=len(lines) + 1):
        if not any(line.says_what(other) for other in (*kept, *new)):
            new.append(replace(line, line=number))
    check([*kept, *new], path)
    if not new and not remove:
        return ()
    with store.replacing(path) as handle:
        handle.write("".join(_changed(lines, new, remove)).encode("utf-8"))
        handle.flush()
        result = read_lines(Path(handle.name))
        if [_cells(one) for one in result] != [_cells(one) for one in (*kept, *new)]:
            raise SettingsError(
                f"{path}: its lines would not read the same once changed (a quotation mark that "
                f"does not end?). Write them by hand:  {'; '.join(map(str, new))}"
            )
    return result[len(kept) :]


def clean(line: Correction) -> Correction:
    """Return `line` as it will read once it stands in a file.

    Raises SettingsError if it cannot be understood.
    """
    row = {name: _one_line(cell) for name, cell in zip(COLUMNS, _cells(line), strict=True)}
    if any(";" in article for article in line.articles):
        raise SettingsError(
            f"{line}: an article id with ; in it cannot stand in `articles`, where ; divides "
            "ids. Rename the article's file."
        )
    return correction(str(line), line.line, row)


def _one_line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(plain(text).split()))


def _cells(line: Correction) -> tuple[str, ...]:
    return (
        line.action,
        line.name,
        line.other,
        ";".join(line.articles),
        line.note,
    )


def _guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell


def _refuse_changed(
    path: Path, there: Sequence[Correction], remove: Collection[Correction]
) -> None:
    for line in remove:
        if line not in there:
            raise SettingsError(
                f"{path}, line {line.line}: it is no longer  {line}  . Someone has "
                "changed the file; read it again."
            )


def _changed(
    lines: Sequence[str], new: Sequence[Correction], remove: Collection[Correction]
) -> list[str]:
    """Return the lines of a file without `remove` and with `new` at the end."""
    result = list(lines)
    at = _header(result)
    if at is None:
        result = [*_ended(result), ",".join(COLUMNS) + "\n"]
        at = len(result) - 1
    header = result[at]
    ending = header[len(header.rstrip("\r\n")) :] or "\n"
    divider = max(",;\t", key=header.count)
    for line in sorted(remove, key=lambda one: one.line, reverse=True):
        first = line.line - 1
        reader = csv.reader(result[first:], delimiter=divider)
        next(reader)  # a cell may run over several lines
        del result[first : first + reader.line_num]
    names = [name.strip().casefold() for name in next(csv.reader([header], delimiter=divider))]
    names[0] = names[0].removeprefix(_BOM)
    rows = [dict(zip(COLUMNS, _cells(line), strict=True)) for line in new]
    lacking = [name for name in COLUMNS if name not in names and any(row[name] for row in rows)]
    result[at] = header.rstrip("\r\n") + "".join(divider + name for name in lacking) + ending
    added = [
        csv_line([_guarded(row[name]) for name in (*names, *lacking)], divider, ending)
        for row in rows
    ]
    return [*_ended(result, ending), *added]


def _header(lines: Sequence[str]) -> int | None:
    """Return where the first line that is neither empty nor a comment is."""
    for at, line in enumerate(lines):
        text = line.removeprefix(_BOM)
        if text.strip() and not text.startswith("#"):
            return at
    return None


def _ended(lines: list[str], ending: str = "\n") -> list[str]:
    """Return `lines` with a line break at the very end, if there is anything to break."""
    if lines and lines[-1] != _BOM and not lines[-1].endswith(("\n", "\r")):
        return [*lines[:-1], lines[-1] + ending]
    return lines
