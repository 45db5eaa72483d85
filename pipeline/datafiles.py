"""Reading data files: those in ``pipeline/gazetteer``, and TOML that a person has written."""

import csv
import tomllib
from collections.abc import Iterator
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


def read_toml(path: Path, hint: str = "") -> dict[str, Any]:
    """Return the table in the TOML file at `path`.

    Raises SettingsError, with the file and the line, if it cannot be read, is not UTF-8 or not
    TOML; then with `hint`, which shows how a line looks.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{path}: is not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}. {hint}".rstrip()) from None
