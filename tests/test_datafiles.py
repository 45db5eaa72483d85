"""Reading the data files of the gazetteer."""

from pathlib import Path

import pytest

from pipeline import datafiles
from pipeline.datafiles import FOLDER, listed, read_rows, rows
from pipeline.errors import SettingsError


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


# Files that a person has written


def read(path: Path, text: str) -> list[tuple[int, dict[str, str]]]:
    write(path, text)
    return read_rows(path, {"name", "other"}, {"name"}, "name,other")


@pytest.mark.parametrize("divider", [",", ";", "\t"])
def test_rows_have_the_number_of_their_line(tmp_path: Path, divider: str) -> None:
    lines = ["\ufeff# Egne", "Name,Other", "", "Ås , x", "# mer", "Bø"]
    text = "\r\n".join(lines).replace(",", divider)
    assert read(tmp_path / "a.csv", text) == [
        (4, {"name": "Ås", "other": "x"}),
        (6, {"name": "Bø"}),
    ]


def test_cells_may_hold_lines_and_dividers_between_quotation_marks(tmp_path: Path) -> None:
    text = 'name,other\n"A,\nB",x\nC,y\n'
    assert read(tmp_path / "a.csv", text) == [
        (2, {"name": "A, B", "other": "x"}),
        (4, {"name": "C", "other": "y"}),
    ]


def test_letters_are_composed_and_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert read(tmp_path / "a.csv", "name\nA\u030as\n") == [(2, {"name": "Ås"})]
    assert read(tmp_path / "b.csv", "# nothing\n") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("other\nx\n", "line 1: has no column 'name'"),
        ("name,nam\nx,y\n", "a column 'nam' that means nothing here"),
        ("name,name\nx,y\n", "names a column twice"),
        ("# x\nname,other\nx,y\n\na,b,c\n", "line 5: 3 cells, but the first line has 2"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        read(tmp_path / "a.csv", text)
    assert message in str(error.value)


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("name\nÅs\n".encode("latin-1"))
    with pytest.raises(SettingsError, match="is not UTF-8 text"):
        read_rows(tmp_path / "a.csv", {"name"}, {"name"}, "name")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_rows(tmp_path / "b.csv", {"name"}, {"name"}, "name")
