"""Which names of organisations and places in one article mean the same thing."""

import pytest

from tests.link.link_samples import linked, names_in

LEAGUE = "Norwegian Defence League"


@pytest.mark.parametrize(
    "text",
    [
        "{ORG Norwegian Defence League} ({ORG NDL}) svarte. {ORG NDL} gikk.",
        "{ORG NDL} ({ORG Norwegian Defence League}) svarte. {ORG NDL} gikk.",
        "{ORG Norwegian Defence League}, {ORG NDL}, svarte. {ORG NDL} gikk.",
        "{ORG Norwegian Defence League}, forkortet {ORG NDL}, svarte. {ORG NDL} gikk.",
        "{ORG Norwegian Defence League} («{ORG NDL}») svarte. {ORG NDL} gikk.",
    ],
)
def test_a_definition_joins_an_acronym_to_its_long_form(text: str) -> None:
    found = linked(text)
    assert [name.name for name in found] == [LEAGUE] * 3
    assert {name.rule for name in found if name.text == "NDL"} == {
        "acronym-defined: Norwegian Defence League"
    }


def test_a_definition_may_use_letters_inside_the_words() -> None:
    text = "{ORG Fredsvern Innlandet} ({ORG FRIL}) svarte."
    assert names_in(text) == ["Fredsvern Innlandet"] * 2


def test_an_acronym_in_brackets_of_another_name_is_no_definition() -> None:
    assert names_in("{PER Kari Nordmann} ({ORG NDL}) svarte.") == ["Kari Nordmann", "NDL"]


def test_without_a_definition_first_letters_join_an_acronym_to_the_only_long_form() -> None:
    text = "{ORG Norwegian Defence League} svarte. Siden gikk {ORG NDL} hjem."
    found = linked(text)
    assert [name.name for name in found] == [LEAGUE] * 2
    assert found[1].rule == "acronym: Norwegian Defence League"


def test_without_a_definition_an_acronym_of_two_long_forms_stays() -> None:
    text = "{ORG Norwegian Defence League} og {ORG Norsk Dykker Lag} og {ORG NDL}"
    assert len(set(names_in(text))) == 3


def test_without_a_definition_inner_letters_are_not_enough() -> None:
    text = "{ORG Fredsvern Innlandet} svarte. Siden gikk {ORG FRIL} hjem."
    assert len(set(names_in(text))) == 2


def test_a_known_acronym_stays_what_it_is() -> None:
    found = linked("{ORG Enhetlig Union} ({ORG EU}) svarte.")
    assert {name.entity_id for name in found} == {"Q458"}
    found = linked("{ORG EU} og {ORG Den europeiske union} og {ORG FN}")
    assert [name.entity_id for name in found] == ["Q458", "Q458", "Q1065"]


def test_two_known_organisations_are_never_one() -> None:
    found = linked("{ORG Nordisk råd} ({ORG NATO}), {ORG NRK} ({ORG FN})")
    assert len({name.entity_id for name in found}) == 4


def test_a_short_form_joins_the_only_longer_name_that_begins_so() -> None:
    assert names_in("{ORG Grameen Telecom} og {ORG Grameen}") == ["Grameen Telecom"] * 2
    text = "{ORG Grameen Telecom} og {ORG Grameen Bank} og {ORG Grameen}"
    assert len(set(names_in(text))) == 3


def test_the_definite_form_of_the_last_word_joins_the_only_name_that_ends_so() -> None:
    text = "{ORG Fjordisk råd} møttes. {ORG Rådet} ble enig."
    assert names_in(text) == ["Fjordisk råd"] * 2
    text = "{ORG Fjordisk råd} og {ORG Fjellisk råd} møttes. {ORG Rådet} ble enig."
    assert len(set(names_in(text))) == 3


@pytest.mark.parametrize("ending", ["kommune", "bystyre", "fylkeskommune"])
def test_a_municipality_is_its_place(ending: str) -> None:
    found = linked(f"{{GPE_LOC Fjordvik}} og {{GPE_LOC Fjordvik {ending}}}")
    assert {(name.name, name.type) for name in found} == {("Fjordvik", "place")}


def test_a_municipality_that_is_labelled_as_an_organisation_is_one() -> None:
    found = linked("{GPE_LOC Fjordvik} og {ORG Fjordvik kommune}")
    assert [name.type for name in found] == ["place", "organisation"]


def test_a_slip_joins_a_name_that_occurs_more_often() -> None:
    text = "{ORG Fjordlaget} kom. {ORG Fjorldaget} lo. {ORG Fjordlaget} gikk."
    found = linked(text)
    assert {name.name for name in found} == {"Fjordlaget"}
    assert found[1].rule == "slip: Fjordlaget"


@pytest.mark.parametrize(
    "text",
    [
        "{ORG Fjordlaget} kom. {ORG Fjorldaget} lo.",  # neither occurs more often
        "{ORG Fjella} kom. {ORG Fjelle} lo. {ORG Fjella} gikk.",  # too short
        "{ORG NATO} kom. {ORG NATOO} lo. {ORG NATO} gikk.",  # too short
    ],
)
def test_things_a_letter_apart_are_not_always_slips(text: str) -> None:
    assert len(set(names_in(text))) == 2


def test_persons_join_no_organisation() -> None:
    found = linked("{ORG Nordmann Transport} og {PER Kari Nordmann} og {PER Nordmann}")
    assert [name.type for name in found] == ["organisation", "person", "person"]
