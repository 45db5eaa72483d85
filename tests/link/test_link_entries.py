"""A file of entities that a person has written."""

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.link.entries import Entry, own_rows
from pipeline.link.gazetteer import load

NATO = Entry("Q7184", "NATO", "organisation", "Q7184")


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_have_names_and_facts(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "# egne\nlabel,type,aliases,country\nNorsk Dykkerlag,organisation,NDL;Dykkerne,NO\n",
    )
    (row,) = own_rows(path, {})
    assert row.entry == Entry(
        "organisation/norsk-dykkerlag", "Norsk Dykkerlag", "organisation", country="NO"
    )
    assert row.forms == ("Norsk Dykkerlag", "NDL", "Dykkerne")
    assert row.own


def test_a_row_of_a_known_entity_adds_names_to_it(tmp_path: Path) -> None:
    path = written(tmp_path, "entity_id,label,aliases\nQ7184,Nato,Alliansen\n")
    (row,) = own_rows(path, {"Q7184": NATO})
    assert row.entry == Entry("Q7184", "Nato", "organisation", "Q7184")


def test_own_entities_win_over_the_built_in_ones(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "label,type,aliases\nRegnskogfondet X,organisation,NATO\nKari Nordmann,person,Nordmann\n",
    )
    gazetteer = load(path)
    nato, person = gazetteer.find("NATO"), gazetteer.find("Nordmann")
    assert nato is not None
    assert nato.label == "Regnskogfondet X"
    assert person is not None
    assert person.type == "person"
    assert "Q7184" in gazetteer.entries


def test_files_of_the_gazetteer_have_the_same_format(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "entity_id,label,aliases,acronym,kind,country,wikidata,verified\nQ7184,NATO,,,igo,,Q7184,x\n",
    )
    assert own_rows(path, {"Q7184": NATO})[0].entry == Entry(
        "Q7184", "NATO", "organisation", "Q7184", kind="igo"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("label,type\nGann,firm\n", "mine.csv, line 2: the type is 'firm'"),
        ("label,type\n,organisation\n", "line 2: the label is empty"),
        ("label\nGann\n", "line 2: the type is ''"),
        ("label,type,wikidata\nGann,organisation,7184\n", "line 2: '7184' is no Wikidata id"),
        ("label,type,entity_id\nGann,organisation,a b\n", "line 2: 'a b' is no id"),
        (
            "label,type,aliases\nGann,organisation,GM\n# x\nGM,organisation,\n",
            "line 4: 'GM' is also a name in line 2",
        ),
        (
            "label,type,entity_id\nGann,organisation,x/1\nGM,organisation,x/1\n",
            "line 3: x/1 already stands in line 2",
        ),
        ("name,type\nGann,organisation\n", "line 1: has no column 'label'"),
    ],
)
def test_what_makes_no_sense_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        own_rows(written(tmp_path, text), {})
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Kari Nordmann,person,Q7184,", "Q7184 is NATO, and that is no person"),
        ("Gann,organisation,,Norge", "country is 'Norge'; write a code of ISO 3166"),
    ],
)
def test_ids_and_countries_must_agree_with_what_is_known(
    tmp_path: Path, row: str, message: str
) -> None:
    path = written(tmp_path, f"label,type,wikidata,country\n{row}\n")
    with pytest.raises(SettingsError, match=message):
        load(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.csv: cannot be read"):
        load(tmp_path / "nowhere.csv")
