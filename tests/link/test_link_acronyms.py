"""Acronyms and the long forms that they stand for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link.acronyms import abbreviates, abbreviations, is_acronym

# is_acronym


@pytest.mark.parametrize("form", ["EU", "OSSE", "AaFK", "NorSIS", "TV2", "CO2A", "AUF"])
def test_two_capitals_and_half_of_all_signs_make_an_acronym(form: str) -> None:
    assert is_acronym(form)


@pytest.mark.parametrize("form", ["E", "Oslo", "TV 2", "EUROPARÅDET", "McDonald", "", "nrk"])
def test_other_names_are_no_acronyms(form: str) -> None:
    assert not is_acronym(form)


# abbreviates


@pytest.mark.parametrize(
    ("acronym", "long_form"),
    [
        ("NDL", "Norwegian Defence League"),
        ("OSSE", "Organisasjonen sikkerhet samarbeid Europa"),
        ("OSSE", "Organisasjonen for sikkerhet og samarbeid Europa"),
        ("SV", "Sosialistisk Venstreparti"),
        ("NFV", "Norsk Forening for Vern"),
        ("NFFV", "Norsk Forening for Vern"),
        ("NDL", "norwegian-defence league"),
    ],
)
def test_first_letters_of_the_words_make_an_acronym(acronym: str, long_form: str) -> None:
    assert abbreviates(acronym, long_form)
    assert acronym.casefold() in abbreviations(long_form)


@pytest.mark.parametrize(
    ("acronym", "long_form"),
    [
        ("SSB", "Statistisk sentralbyrå"),
        ("NSF", "Norges Seilforbund"),
        ("SFT", "Statens forurensningstilsyn"),
        ("SFT", "Statens Forureiningstilsyn"),
        ("UP", "Utrykningspolitiet"),
        ("MFK", "Molde FK"),
    ],
)
def test_institutions_and_acronyms_in_the_long_form_give_more_letters(
    acronym: str, long_form: str
) -> None:
    assert acronym.casefold() in abbreviations(long_form)


def test_beside_its_definition_an_acronym_may_use_inner_letters() -> None:
    assert abbreviates("AMK", "Akuttmedisinsk kommunikasjonssentral")
    assert abbreviates("FRIL", "Fredsvern Innlandet")
    assert "fril" not in abbreviations("Fredsvern Innlandet")


@pytest.mark.parametrize(
    ("acronym", "long_form"),
    [
        ("EU", "Russland"),
        ("USA", "Ukraina"),
        ("BSS", "Statistisk sentralbyrå"),
        ("NRK", "Norsk"),
        ("NRK", ""),
    ],
)
def test_other_letters_make_no_acronym(acronym: str, long_form: str) -> None:
    assert not abbreviates(acronym, long_form)
    assert acronym.casefold() not in abbreviations(long_form)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30))
def test_an_acronym_has_two_letters_at_least(name: str) -> None:
    assert all(len(made) > 1 for made in abbreviations(name))
