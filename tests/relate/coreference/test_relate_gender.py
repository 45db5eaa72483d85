"""The sex of persons, from names and nouns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.relate.coreference.gender import Sex, sex_of_name, sex_of_noun, sexes
from tests.relate.parsed_samples import parsed


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Kari Nordmann", Sex.FEMALE),
        ("Ola Nordmann", Sex.MALE),
        ("Olas", Sex.MALE),
        ("Anne-Xyz Moe", Sex.FEMALE),
        ("Qwx Pavlova", Sex.FEMALE),
        ("Qwx Jónsdóttir", Sex.FEMALE),
        ("Qwx Berdovskij", Sex.MALE),
        ("Prins Qwx", Sex.MALE),
        ("Qwx Nordmann", None),
        ("", None),
    ],
)
def test_names_tell_the_sex(name: str, sex: Sex | None) -> None:
    assert sex_of_name(name) == sex


@pytest.mark.parametrize(
    ("noun", "sex"),
    [("mannen", Sex.MALE), ("talskvinna", Sex.FEMALE), ("storebroren", Sex.MALE), ("fru", "female"),
     ("lensmannen", None), ("lederen", None)],
)  # fmt: skip
def test_nouns_tell_the_sex(noun: str, sex: Sex | None) -> None:
    assert sex_of_noun(noun) == sex


@given(st.text())
def test_any_text_is_a_name_or_none(text: str) -> None:
    assert sex_of_name(text) in {None, Sex.MALE, Sex.FEMALE}
    assert sex_of_noun(text) in {None, Sex.MALE, Sex.FEMALE}


def test_the_full_name_weighs_more_than_the_surname() -> None:
    article = parsed("{Martin|K|person} kom. {Kari Martin|K|person} smilte.")
    assert sexes(article) == {"K": Sex.FEMALE}


def test_the_noun_before_a_name_tells_the_sex_where_the_name_does_not() -> None:
    article = parsed("Talskvinne {Qwx Zemlak|Q|person} kom sammen med {NATO|N|organisation}.")
    assert sexes(article) == {"Q": Sex.FEMALE}
