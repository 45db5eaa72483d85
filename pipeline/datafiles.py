"""The data files in ``pipeline/gazetteer``: CSV with a header, comments that begin with #."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "gazetteer"


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the data file `name` as dictionaries."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(line for line in handle if not line.startswith("#"))


def listed(cell: str) -> list[str]:
    """Return the values of a cell that holds a list.

    >>> listed("Noreg; Norge")
    ['Noreg', 'Norge']
    """
    return [value.strip() for value in cell.split(";") if value.strip()]
