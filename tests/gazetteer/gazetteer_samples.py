"""Reading the gazetteer files as they stand, for their tests."""

import csv
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "pipeline" / "gazetteer"

Row = dict[str, str]


def read(name: str) -> list[Row]:
    """Read the rows of a gazetteer file, without its comment lines."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def names(row: Row) -> list[str]:
    """Return every name by which a text may mean this row, once each."""
    columns = ("label", "label_nn", "acronym", "aliases")
    cells = [cell for column in columns for cell in row.get(column, "").split(";") if cell]
    return list(dict.fromkeys(cells))
