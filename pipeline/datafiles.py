"""Reading data files: those in ``pipeline/gazetteer``, and those that a person has written."""

import csv
import hashlib
import io
import tomllib
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, Final

from pipeline.errors import SettingsError

FOLDER: Final = Path(__file__).parent / "gazetteer"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the CSV file `name` in ``pipeline/gazetteer``, comments (#) left out."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(line for line in handle if not line.startswith("#"))


def listed(cell: str) -> list[str]:
    """Return the values of a cell that holds a list.

    >>> listed("Noreg; Norge")
    ['Noreg', 'Norge']
    """
    return [value.strip() for value in cell.split(";") if value.strip()]


def digest(path: Path) -> str:
    """Return the SHA-256 of the file at `path`. Raises SettingsError if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None


def read_rows(
    path: Path, columns: Collection[str], required: Collection[str], example: str
) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file that a person has written, each with the number of its line.

    Cells are stripped and in NFC; columns that are not there are left out of a row. Commas,
    semicolons or tabs divide the cells, whichever the first line has. Empty lines and lines that
    begin with `#` are passed over. Raises SettingsError, with file and line, for a file that is
    not there or not UTF-8, for columns not in `columns` or missing from `required` (then with
    `example`), and for rows with more cells than the first line.
    """
    numbered = [
        (number, line)
        for number, line in enumerate(_read_text(path).splitlines(keepends=True), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not numbered:
        return []
    header = numbered[0][1]
    divider = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO("".join(line for _, line in numbered)), delimiter=divider)
    names = [name.strip().casefold() for name in next(reader)]
    missing = sorted(set(required) - set(names))
    unknown = [name for name in names if name not in columns]
    if missing or unknown or len(set(names)) < len(names):
        what = (
            f"has no column {missing[0]!r}"
            if missing
            else f"has a column {unknown[0]!r} that means nothing here"
            if unknown
            else "names a column twice"
        )
        raise SettingsError(
            f"{path}, line {numbered[0][0]}: {what}. It may have: {', '.join(sorted(columns))}. "
            f"Such as  {example}"
        )
    found: list[tuple[int, dict[str, str]]] = []
    begin = reader.line_num
    for cells in reader:
        line, begin = numbered[begin][0], reader.line_num
        if len(cells) > len(names):
            raise SettingsError(
                f"{path}, line {line}: {len(cells)} cells, but the first line has {len(names)}. "
                f"Put a cell that holds {divider!r} between quotation marks."
            )
        clean = (unicodedata.normalize("NFC", " ".join(cell.split())) for cell in cells)
        found.append((line, dict(zip(names, clean, strict=False))))
    return found


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text; save it as UTF-8.") from None


def read_toml(path: Path, hint: str = "") -> dict[str, Any]:
    """Return the table in the TOML file at `path`.

    Raises SettingsError, with the file and the line, if it cannot be read, is not UTF-8 or not
    TOML; then with `hint`, which shows how a line looks.
    """
    try:
        return tomllib.loads(_read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}. {hint}".rstrip()) from None
