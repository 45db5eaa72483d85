"""The known persons of the gazetteer: politicians and leaders with a verified Wikidata id."""

import re
import unicodedata
from collections import Counter

import pytest

from pipeline.link.names import key
from tests.gazetteer.gazetteer_samples import FOLDER, names, read

COLUMNS = "entity_id,label,aliases,country,party,born,wikidata,verified".split(",")


def test_file_is_nfc_and_small_and_states_its_source() -> None:
    data = (FOLDER / "persons.csv").read_bytes()
    text = data.decode("utf-8")
    assert len(data) < 400_000
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert any("Source:" in line for line in comments)
    assert any("Licence:" in line for line in comments)


def test_columns_ids_and_order() -> None:
    rows = read("persons.csv")
    assert len(rows) > 4000
    for row in rows:
        assert list(row) == COLUMNS
        assert re.fullmatch(r"Q[1-9][0-9]*", row["entity_id"]), row
        assert row["wikidata"] == row["entity_id"], row
        assert row["verified"], row
        assert re.fullmatch(r"(\d{4}-\d{2}-\d{2})?", row["born"]), row
        for name in names(row):
            assert name == " ".join(name.split()), row
            assert "(" not in name, row
    numbers = [int(row["entity_id"][1:]) for row in rows]
    assert numbers == sorted(set(numbers))


def test_countries_and_parties_are_those_of_the_other_files() -> None:
    countries = {row["entity_id"] for row in read("countries.csv")}
    parties = {row["entity_id"] for row in read("organisations.csv") if row["kind"] == "party"}
    for row in read("persons.csv"):
        assert not row["country"] or row["country"] in countries, row
        assert not row["party"] or row["party"] in parties, row


def test_no_two_persons_share_a_name() -> None:
    claims = Counter(
        name for row in read("persons.csv") for name in {key(name) for name in names(row)}
    )
    assert [name for name, count in claims.items() if count > 1] == []


def test_aliases_differ_by_more_than_case_and_accents() -> None:
    for row in read("persons.csv"):
        keys = [key(name) for name in names(row)]
        assert len(keys) == len(set(keys)), row


@pytest.mark.parametrize("name", ["countries.csv", "organisations.csv", "places.csv"])
def test_no_name_stands_in_another_file(name: str) -> None:
    others = {key(form) for row in read(name) for form in names(row)}
    for row in read("persons.csv"):
        assert not others.intersection(key(form) for form in names(row)), row


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [
        ("Vladimir Putin", "Q7747"),
        ("Sergey Lavrov", "Q58217"),
        ("Volodymyr Zelenskyy", "Q3874799"),
        ("Aleksandr Lukasjenko", "Q2866"),
        ("Recep Tayyip Erdogan", "Q39259"),
        ("Viktor Orban", "Q57641"),
        ("George Walker Bush", "Q207"),
        ("Hillary Clinton", "Q6294"),
        ("Jens Stoltenberg", "Q57665"),
        ("Jonas Gahr Støre", "Q467948"),
        ("Ine Eriksen Søreide", "Q1770992"),
    ],
)
def test_well_known_names(name: str, entity_id: str) -> None:
    found = [row for row in read("persons.csv") if key(name) in {key(n) for n in names(row)}]
    assert [row["entity_id"] for row in found] == [entity_id]


def test_members_of_the_storting_have_party_and_birth_date() -> None:
    (row,) = (row for row in read("persons.csv") if row["label"] == "Erna Solberg")
    assert (row["country"], row["party"], row["born"]) == ("Q20", "Q586364", "1961-02-24")
