"""The places of the gazetteer: one row per place, with the country it lies in."""

import re
import unicodedata
from collections import Counter

import pytest

from pipeline.link.names import key, slug
from tests.gazetteer.gazetteer_samples import FOLDER, Row, names, read

COLUMNS = "entity_id,label,aliases,country,kind,geonameid,wikidata,verified".split(",")
KINDS = {"capital", "city", "municipality", "county", "region", "building"}


def by_name() -> dict[str, Row]:
    """Return the place that each name stands for."""
    return {name: row for row in read("places.csv") for name in names(row)}


def test_file_is_nfc_and_small_and_states_its_source() -> None:
    data = (FOLDER / "places.csv").read_bytes()
    text = data.decode("utf-8")
    assert len(data) < 450_000
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text
    comments = [line for line in text.splitlines() if line.startswith("#")]
    for word in ("Source:", "Licence:", "CC BY 4.0"):
        assert any(word in line for line in comments)


def test_columns_and_cells() -> None:
    rows = read("places.csv")
    assert len(rows) > 5000
    for row in rows:
        assert list(row) == COLUMNS
        assert row["kind"] in KINDS, row
        assert row["label"], row
        for column, cell in row.items():
            parts = cell.split(";") if column == "aliases" and cell else [cell]
            for part in parts:
                assert part == " ".join(part.split()), row
                assert part or not cell, row
                assert "#" not in part, row


def test_ids_are_unique_slugs_of_the_labels_in_order() -> None:
    ids = [row["entity_id"] for row in read("places.csv")]
    assert ids == ["place/" + slug(row["label"]) for row in read("places.csv")]
    assert ids == sorted(set(ids))


def test_every_town_has_a_country_that_is_known() -> None:
    codes = {row["iso3166"] for row in read("countries.csv")}
    for row in read("places.csv"):
        if row["country"] or row["kind"] != "region":
            assert re.fullmatch("[A-Z]{2}", row["country"]), row
            assert row["country"] in codes, row


def test_a_country_has_one_capital() -> None:
    counts = Counter(row["country"] for row in read("places.csv") if row["kind"] == "capital")
    assert [country for country, count in counts.items() if count > 1] == []
    assert len(counts) > 150


def test_geonameids_stand_at_cities_and_are_numbers() -> None:
    for row in read("places.csv"):
        assert row["geonameid"] == "" or row["geonameid"].isdecimal(), row
        assert bool(row["geonameid"]) == (row["kind"] in ("city", "capital")), row


def test_wikidata_ids_are_verified() -> None:
    rows = read("places.csv")
    for row in rows:
        assert bool(row["wikidata"]) == bool(row["verified"]), row
        assert re.fullmatch(r"(Q[1-9][0-9]*)?", row["wikidata"]), row
    found = [row["wikidata"] for row in rows if row["wikidata"]]
    assert len(found) == len(set(found)) > 150


@pytest.mark.parametrize("fold", [False, True])
def test_no_name_has_two_owners(fold: bool) -> None:
    claims = Counter(
        name
        for row in read("places.csv")
        for name in {key(name) if fold else name for name in names(row)}
    )
    assert [name for name, count in claims.items() if count > 1] == []


@pytest.mark.parametrize("name", ["countries.csv", "organisations.csv"])
def test_no_name_is_a_country_or_an_organisation(name: str) -> None:
    others = {form for row in read(name) for form in names(row)}
    folded = {key(form) for form in others if len(form) > 3}
    for place in by_name():
        assert place not in others
        assert len(place) <= 3 or key(place) not in folded, place


@pytest.mark.parametrize(
    ("name", "entity_id", "country"),
    [
        ("Kiev", "place/kyiv", "UA"),
        ("Kyjiv", "place/kyiv", "UA"),
        ("Peking", "place/beijing", "CN"),
        ("Helsinki", "place/helsingfors", "FI"),
        ("Odessa", "place/odesa", "UA"),
        ("North Carolina", "place/nord-carolina", "US"),
        ("Nord-Noreg", "place/nord-norge", "NO"),
        ("Austlandet", "place/ostlandet", "NO"),
        ("Midtausten", "place/midtosten", ""),
        ("Gazastripa", "place/gaza", "PS"),
        ("Vest-Agder", "place/vest-agder", "NO"),
        ("Lofoten", "place/lofoten", "NO"),
        ("Krimhalvøya", "place/krim", "UA"),
        ("Donbass", "place/donbas", "UA"),
        ("Leningrad", "place/leningrad", "RU"),
        ("Tromsø", "place/tromso", "NO"),
    ],
)
def test_well_known_names(name: str, entity_id: str, country: str) -> None:
    row = by_name()[name]
    assert (row["entity_id"], row["country"]) == (entity_id, country)


@pytest.mark.parametrize("name", ["Stalin", "Bush", "Side", "Oss", "Male", "Hansen", "Norge"])
def test_names_of_persons_and_common_words_are_no_places(name: str) -> None:
    assert name not in by_name()
