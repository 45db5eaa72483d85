"""Names of seats of power that stand for those who govern there."""

import pytest

from pipeline.link.entries import Entry, Row
from pipeline.link.gazetteer import Gazetteer
from tests.link.link_samples import linked

RUSSIA = Entry("Q159", "Russland", "country", "Q159", "RU")
CHINA = Entry("Q148", "Kina", "country", "Q148", "CN")
USA = Entry("Q30", "USA", "country", "Q30", "US")
KNOWN = Gazetteer(
    [Row(RUSSIA, ("Russland",)), Row(CHINA, ("Kina",)), Row(USA, ("USA",))],
    metonyms={
        "Kreml": "Q159",
        "Moskva": "Q159",
        "Beijing": "Q148",
        "Washington": "Q30",
        "Det hvite hus": "Q30",
        "Det kvite hus": "Q30",
    },
)


def governments(text: str) -> list[str | None]:
    return [name.entity_id for name in linked(text, gazetteer=KNOWN, metonyms=True)]


@pytest.mark.parametrize(
    "text",
    [
        "{GPE_LOC Moskva} avviser påstandene.",
        "{GPE_LOC Moskva} avviser skuldingane.",
        "Forholdet mellom USA og {LOC Kreml} er dårlig.",
        "Ifølge {GPE_LOC Moskva} var det en øvelse.",
        "Sanksjonene mot {GPE_LOC Moskva} virker.",
        "Sanksjonane mot {GPE_LOC Moskva} verkar.",
        "Det er {GPE_LOC Moskvas} syn.",
        "– {GPE_LOC Moskva} vet hva som skjer, sa han.",
        "Der sto han, og {GPE_LOC Moskva} svarte.",
    ],
)
def test_a_seat_of_power_stands_for_its_government(text: str) -> None:
    (found,) = linked(text, gazetteer=KNOWN, metonyms=True)
    assert (found.entity_id, found.type, found.derived) == ("Q159", "country", False)
    assert found.rule.endswith("metonym: Russland")


@pytest.mark.parametrize(
    "text",
    [
        "De møttes i {GPE_LOC Moskva}.",
        "Dei møttest i {GPE_LOC Moskva}.",
        "Han reiste til {GPE_LOC Moskva} i går.",
        "Ho kom frå {GPE_LOC Moskva} i går.",
        "Han kom fra {GPE_LOC Moskva}.",
        "En by utenfor {GPE_LOC Moskva} brant.",
        "Ein by utanfor {GPE_LOC Moskva} brann.",
        "De samlet seg ved {LOC Kreml}.",
        "Flyet gikk over {GPE_LOC Moskva}.",
        "Demonstrasjonen gikk gjennom {GPE_LOC Moskva}.",
        "Nær {GPE_LOC Moskva} ligger det en by.",
        "Det brant i byen {GPE_LOC Moskva}.",
        "Det brann i hovudstaden {GPE_LOC Moskva}.",
        "I Russlands hovedstad {GPE_LOC Moskva} var det stille.",
        "De bor i det sentrale {GPE_LOC Moskva}.",
        "{GPE_LOC MOSKVA} (NTB): Det er ro.",
        "{GPE_LOC Moskva} (NTB): Det er ro.",
        "{GPE_LOC Moskva}, 5. mai",
        "Innledning.\n\n{GPE_LOC Moskva} – Det er ro.",
        "Adressen er Arbat 12, {GPE_LOC Moskva}.",
        "Adressen er 101000 {GPE_LOC Moskva}.",
        "{PER Moskva} vant løpet.",
    ],
)
def test_after_a_preposition_of_place_and_in_addresses_it_is_the_place(text: str) -> None:
    assert governments(text) == [None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I {GPE_LOC Moskva} og {GPE_LOC Beijing} er det ro.", [None, None]),
        ("I {GPE_LOC Washington}, {GPE_LOC Moskva} og {GPE_LOC Beijing}.", [None] * 3),
        ("{GPE_LOC Moskva} og {GPE_LOC Beijing} er enige.", ["Q159", "Q148"]),
        ("I {GPE_LOC Moskva} er det ro, men {GPE_LOC Beijing} svarte.", [None, "Q148"]),
        ("Han dro til {GPE_LOC Moskva}. {GPE_LOC Beijing} svarte.", [None, "Q148"]),
        ("{LOC Det hvite hus} og {LOC Det kvite hus} svarte.", ["Q30", "Q30"]),
        ("I {LOC Det hvite hus} var det fest.", [None]),
        ("{GPE_LOC Moskva} og {GPE_LOC Russland}", ["Q159", "Q159"]),
    ],
)
def test_a_preposition_counts_for_all_names_of_a_row(text: str, expected: list[str | None]) -> None:
    assert governments(text) == expected


def test_place_and_government_are_two_entities_of_one_article() -> None:
    found = linked("I {GPE_LOC Moskva} sa {GPE_LOC Moskva} nei.", gazetteer=KNOWN, metonyms=True)
    assert [(name.name, name.type) for name in found] == [
        ("Moskva", "place"),
        ("Russland", "country"),
    ]


def test_a_compound_with_a_title_means_the_government_others_the_place() -> None:
    assert governments("{DRV Kreml-talsmannen} sa nei.") == ["Q159"]
    assert governments("{DRV Moskva-avtalen} holdt.") == [None]


def test_without_the_option_a_seat_of_power_is_a_place() -> None:
    assert linked("{GPE_LOC Moskva} sa nei.", gazetteer=KNOWN)[0].entity_id is None
