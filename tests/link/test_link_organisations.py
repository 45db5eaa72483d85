"""Which names of organisations and places in one article mean the same thing."""

import pytest

from pipeline.link.entries import Entry, Row
from pipeline.link.gazetteer import Gazetteer
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


# Acronyms of compounds and clubs


def test_the_parts_of_a_compound_give_letters() -> None:
    found = linked("{ORG Fjelgers Seilforbund} jubler. Målet til {ORG FSF} er å seile.")
    assert {name.name for name in found} == {"Fjelgers Seilforbund"}
    assert found[1].rule == "acronym: Fjelgers Seilforbund"


def test_a_party_behind_the_name_of_a_person_is_no_definition() -> None:
    found = linked("{PER Sigbjørn Molvik} ({ORG SV}) svarte.")
    assert [name.type for name in found] == ["person", "organisation"]


def test_a_known_acronym_joins_no_long_form_of_the_same_letters() -> None:
    found = linked("{ORG Europautvalget} møttes. {ORG EU} svarte.")
    assert [name.entity_id for name in found] == [None, "Q458"]


# Spellings


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("ORG", "Fjellvernet i Indre Fjord", "Fjellvernet for Indre Fjord"),
        ("GPE_LOC", "Nord-Fjellina", "North Fjellina"),
        ("LOC", "Aust-Fjella", "Øst-Fjella"),
    ],
)
def test_small_words_and_points_of_the_compass_make_spellings(
    label: str, one: str, other: str
) -> None:
    found = linked(f"{{{label} {one}}} kom. {{{label} {other}}} gikk.")
    assert [name.name for name in found] == [one, one]
    assert found[1].rule == f"spelling: {one}"


def test_a_web_address_is_its_paper() -> None:
    found = linked("{ORG Fjordbladet} kom. {ORG Fjordbladet.no} og {ORG www.fjordbladet.no}.")
    assert {name.name for name in found} == {"Fjordbladet"}
    assert found[1].rule == "web-address: Fjordbladet"
    assert names_in("{ORG Fjord.no} og {ORG Fjell}") == ["Fjord.no", "Fjell"]


def test_long_names_a_letter_apart_are_one_however_often_they_occur() -> None:
    assert len(set(names_in("{ORG Fjellal Alliance} og {ORG Fjellal Allianse}"))) == 1
    assert len(set(names_in("{ORG Fjellal divisjon 1} og {ORG Fjellal divisjon 2}"))) == 2


# Short forms


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("{LOC Fjellhaugen skole} og {LOC Fjellhaugen}", False),
        ("{LOC Fjellhaugen's pub} og {LOC Fjellhaugen's}", True),
        ("{LOC Fjellhaugen Universitetssjukehus} og {LOC Fjellhaugen}", True),
        ("{LOC Fjellhaugen kirke} og {LOC Fjellhaugen}", False),
        ("{LOC Fjellhaugen sjukehus} og {GPE_LOC Fjellhaugen}", False),
        ("{ORG Fjellhaugen sjukehus} og {LOC Fjellhaugen}", False),
        ("{ORG Fjellhaugen 2} og {ORG Fjellhaugen}", False),
        ("{ORG Akvariet i Fjord} og {LOC Akvariet}", True),
        ("{LOC Fjellvik Lufthavn Fjellmoen} og {LOC Fjellmoen}", True),
        ("{ORG Store Fjellske Kompani AS} og {ORG Store Fjellske}", True),
        ("{ORG FFK-RBK} og {ORG FFK}", False),
    ],
)
def test_which_parts_of_a_name_are_short_forms(text: str, joined: bool) -> None:
    assert (len(set(names_in(text))) == 1) == joined


def test_an_institution_is_called_by_its_common_noun() -> None:
    found = linked("{ORG Fjordisk Kulturråd} møttes. {ORG Rådet} ble enig.")
    assert found[1].rule == "institution: Fjordisk Kulturråd"
    assert len(set(names_in("{ORG Fjordrådet} og {ORG Fjellrådet} og {ORG Rådet}"))) == 3


def test_some_common_nouns_are_names_of_their_own() -> None:
    assert len(set(names_in("{ORG Den fjordiske kirke} og {ORG Kirken}"))) == 2
    assert len(set(names_in("{ORG Fjord-regjeringen} og {ORG Regjeringen}"))) == 2


def test_a_club_goes_by_its_name_alone_also_where_the_gazetteer_knows_it() -> None:
    ours = Entry("Q1543", "AC Milan", "organisation", kind="club")
    theirs = Entry("organisation/fjordvangs-fk", "Fjordvangs FK", "organisation", kind="club")
    known = Gazetteer([Row(ours, ("AC Milan",)), Row(theirs, ("Fjordvangs FK", "FvFK"))])
    found = linked(
        "{ORG AC Milan} møtte {ORG FvFK}. {ORG Milan} vant over {ORG Fjordvang}.", gazetteer=known
    )
    assert [name.entity_id for name in found] == [ours.entity_id, theirs.entity_id] * 2
