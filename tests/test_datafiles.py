"""Reading the data files of the gazetteer."""

from pathlib import Path

import pytest

from pipeline import datafiles
from pipeline.datafiles import FOLDER, listed, rows


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(datafiles, "FOLDER", tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_rows_are_dictionaries_without_the_comments(folder: Path, end: str) -> None:
    lines = ["# Kilde: egen", "# Lisens: MIT", "name,aliases", "Norge,Noreg;Norga", "# mer", "Ås,"]
    write(folder / "land.csv", end.join(lines) + end)
    assert list(rows("land.csv")) == [
        {"name": "Norge", "aliases": "Noreg;Norga"},
        {"name": "Ås", "aliases": ""},
    ]


def test_a_cell_in_quotes_may_hold_a_comma(folder: Path) -> None:
    write(folder / "land.csv", 'name,text\nNorge,"fjord, fjell"\n')
    assert list(rows("land.csv")) == [{"name": "Norge", "text": "fjord, fjell"}]


def test_a_file_of_comments_has_no_rows(folder: Path) -> None:
    write(folder / "land.csv", "# Kilde: egen\n")
    assert list(rows("land.csv")) == []


def test_a_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        list(rows("ingen.csv"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: str(path.name))
def test_every_file_of_the_gazetteer_is_read_whole(path: Path) -> None:
    for row in rows(path.name):
        assert None not in row
        assert None not in row.values()


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("", []),
        (" ; ", []),
        ("Norge", ["Norge"]),
        ("Norge;Noreg", ["Norge", "Noreg"]),
        (" Norge ; Noreg;", ["Norge", "Noreg"]),
        ("USA, Amerika", ["USA, Amerika"]),
    ],
)
def test_a_list_in_a_cell_is_divided_by_semicolons(cell: str, values: list[str]) -> None:
    assert listed(cell) == values
