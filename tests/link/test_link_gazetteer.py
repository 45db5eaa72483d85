"""What the gazetteer knows, and what it leaves alone."""

import pytest

from pipeline.link.entries import Entry, Row
from pipeline.link.gazetteer import Gazetteer, load

NATO, FN, IS, USA, RUSSIA, NORWAY = "Q7184", "Q1065", "Q2429253", "Q30", "Q159", "Q20"


def found(form: str) -> str | None:
    entry = load().find(form)
    return entry.entity_id if entry else None


@pytest.mark.parametrize(
    ("form", "entity_id"),
    [
        ("NATO", NATO),
        ("Nato", NATO),
        ("FN", FN),
        ("IS", IS),
        ("USA", USA),
        ("Russland", RUSSIA),
        ("RUSSLAND", RUSSIA),
        ("Norge", NORWAY),
        ("Noreg", NORWAY),
        ("NORGE", NORWAY),
        ("Venstre", "Q500190"),
        ("Hviterussland", "Q184"),
        ("De Forente Nasjoner", FN),
    ],
)
def test_a_known_name_is_found_in_any_case_that_it_is_written_in(form: str, entity_id: str) -> None:
    assert found(form) == entity_id


@pytest.mark.parametrize(
    "form", ["Fn", "fn", "Is", "is", "Usa", "Eu", "venstre", "høyre", "nato", "Gaza", "Kreml", ""]
)
def test_words_that_look_like_names_are_not_found(form: str) -> None:
    assert found(form) is None


@pytest.mark.parametrize(
    "word", ["russer", "russere", "russerne", "russarane", "russisk", "russiske", "Russerne"]
)
def test_adjectives_and_demonyms_belong_to_their_country(word: str) -> None:
    entry = load().find_derived(word)
    assert entry is not None
    assert entry.entity_id == RUSSIA


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("nordmennene", "Norge"),
        ("franskmennene", "Frankrike"),
        ("polakkene", "Polen"),
        ("islendingene", "Island"),
        ("syrerne", "Syria"),
        ("svenskane", "Sverige"),
        ("danskane", "Danmark"),
    ],
)
def test_demonyms_are_known_in_the_definite_plural_too(word: str, country: str) -> None:
    entry = load().find_derived(word)
    assert entry is not None
    assert entry.label == country


@pytest.mark.parametrize("word", ["finne", "finner", "Russland", "rus", ""])
def test_other_words_belong_to_no_country(word: str) -> None:
    assert load().find_derived(word) is None


def test_entries_say_what_is_known_of_them() -> None:
    entries = load().entries
    assert entries[NORWAY] == Entry(NORWAY, "Norge", "country", NORWAY, "NO", kind="country")
    assert (entries[NATO].label, entries[NATO].type) == ("NATO", "organisation")
    assert entries["organisation/nato-russland-radet"].wikidata == ""


@pytest.mark.parametrize(("form", "expected"), [("Oslo", True), ("Norge", False), ("oslo", False)])
def test_towns_are_known_to_be_places_and_no_more(form: str, expected: bool) -> None:
    assert (load().find_place(form) is not None) == expected


def test_spellings_of_a_place_are_one_place_with_its_country() -> None:
    gazetteer = load()
    places = [gazetteer.find_place(form) for form in ("Kyiv", "Kiev")]
    assert places[0] is not None
    assert (places[0].entity_id, places[0].country) == ("place/kyiv", "UA")
    assert places[0] is places[1]


def test_known_persons_are_candidates_and_not_found_by_name_alone() -> None:
    gazetteer = load()
    (lavrov,) = gazetteer.find_persons("SERGEI LAVROV")
    assert (lavrov.entity_id, lavrov.country) == ("Q58217", "RU")
    assert gazetteer.find("Sergej Lavrov") is None
    assert gazetteer.find_persons("Kari Nordmann-Xyz") == []


def test_a_seat_of_government_is_a_metonym_of_its_country() -> None:
    gazetteer = load()
    assert gazetteer.find_metonym("Kreml") == gazetteer.entries[RUSSIA]
    assert gazetteer.find("Kreml") is None
    assert gazetteer.find_metonym("Lillehammer") is None


def test_the_first_of_two_owners_keeps_a_name() -> None:
    one = Entry("x/1", "En", "organisation", "", "")
    other = Entry("x/2", "To", "organisation", "", "")
    gazetteer = Gazetteer([Row(one, ("Samme",)), Row(other, ("Samme", "To"))])
    assert gazetteer.find("Samme") == one
    assert gazetteer.find("SAMME") == one
    assert gazetteer.entries == {"x/1": one, "x/2": other}
