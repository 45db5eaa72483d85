"""Persons of the gazetteer need more than their name."""

import pytest

from pipeline.link.company import Occurrence
from pipeline.link.entries import Entry, Row
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.known_persons import recognise

RUSSIA = Entry("Q159", "Russland", "country", "Q159", "RU")
NORWAY = Entry("Q20", "Norge", "country", "Q20", "NO")
PARTY = Entry("Q1", "Partiet", "organisation", country="NO", kind="party")
OTHER_PARTY = Entry("Q2", "Det andre partiet", "organisation", country="NO", kind="party")
FIRM = Entry("Q3", "Firmaet", "organisation", country="NO", kind="company")
LAVROV = Entry("Q58217", "Sergej Lavrov", "person", "Q58217", country="RU")
STORE = Entry("Q9", "Trygve Berglund", "person", "Q9", country="NO", party="Q1")
HANSEN = Entry("Q8", "Jan Hansen", "person", "Q8", country="NO", party="Q1")
KNOWN = Gazetteer(
    [
        Row(LAVROV, ("Sergej Lavrov", "Sergei Lavrov")),
        Row(STORE, ("Trygve Berglund",)),
        Row(HANSEN, ("Jan Hansen",)),
        Row(Entry("Q5", "Ingrid Ås", "person", country="NO"), ("Ingrid Ås",)),
        Row(Entry("Q6", "Kari Ås", "person", country="NO"), ("Kari Ås",)),
        Row(Entry("Q7", "Kari Ås", "person", country="NO"), ("Kari Ås",)),
    ]
)


@pytest.mark.parametrize(
    ("name", "titles", "company", "expected"),
    [
        ("Sergei Lavrov", (), [RUSSIA], "Russland"),
        ("Sergei Lavrov", (), [NORWAY], None),
        ("Sergej Lavrov", ("utenriksminister",), [], "utenriksminister"),
        ("Sergej Lavrov", ("fotballspiller",), [], None),
        ("Trygve Berglund", (), [NORWAY], None),
        ("Trygve Berglund", (), [FIRM], None),
        ("Trygve Berglund", (), [PARTY], "Partiet"),
        ("Trygve Berglund", (), [OTHER_PARTY], None),
        ("Ingrid Ås", (), [OTHER_PARTY], "Det andre partiet"),
        ("Sergej Lavrov", ("generalsekretær",), [], "generalsekretær"),
        ("Jan Hansen", ("statsråd",), [OTHER_PARTY], None),
        ("Jan Hansen", (), [PARTY], "Partiet"),
        ("Kari Ås", ("statsråd",), [PARTY], None),
        ("Ola Nordmann", ("statsråd",), [PARTY], None),
    ],
)
def test_a_known_person_is_recognised_by_name_and_company(
    name: str, titles: tuple[str, ...], company: list[Entry], expected: str | None
) -> None:
    held = [Occurrence(0, "a", name, "person", "", 1, titles)]
    found = recognise([name], held, {"a": company}, KNOWN)
    assert (found and found[1]) == expected
