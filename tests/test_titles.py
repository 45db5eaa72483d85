"""Titles of persons, and the words that only look like them."""

import pytest

from pipeline.titles import base, heads, is_title, kind_of


@pytest.mark.parametrize(
    "word",
    [
        "president",
        "presidenten",
        "President",
        "PRESIDENT",
        "statsminister",
        "visestatsminister",
        "utenriksminister",
        "utanriksminister",
        "leder",
        "leiar",
        "leiaren",
        "talsmann",
        "partileder",
        "Nato-sjef",
        "Nato-sjefen",
        "EU-ambassadør",
        "professor.",
    ],
)
def test_a_title_or_a_compound_that_ends_in_one_is_a_title(word: str) -> None:
    assert is_title(word)


@pytest.mark.parametrize(
    "word",
    ["gleder", "feminister", "tempoet", "ungdommer", "semester", "Lavrov", "Nato", "og", "", "."],
)
def test_other_words_are_no_titles(word: str) -> None:
    assert not is_title(word)


@pytest.mark.parametrize("head", sorted(heads())[::40])
def test_every_listed_title_is_one_alone_and_behind_a_hyphen(head: str) -> None:
    assert is_title(head)
    assert is_title(head.title())
    assert is_title(f"EU-{head}")


def test_titles_are_listed_in_bokmaal_and_nynorsk() -> None:
    assert {"leder", "leiar", "lederen", "leiaren"} <= heads()
    assert "" not in heads()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Presidenten", "president"),
        ("Nato-sjefen", "nato-sjef"),
        ("partileiaren", "partileder"),
        ("utanriksministeren", "utanriksminister"),
        ("Kongen", "konge"),
        ("Kong", "konge"),
        ("dronninga", "dronning"),
        ("ombudet", "ombud"),
        ("pave", "pave"),
        ("lege", "lege"),
        ("grunnskolelæreren", "grunnskolelærer"),
        ("gleder", None),
        ("college", None),
        ("", None),
    ],
)
def test_the_base_form_of_a_title_is_indefinite_and_bokmal(word: str, expected: str | None) -> None:
    assert base(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("visestatsminister", "political"), ("Kong", "royal"), ("leger", None), ("dommar", "office")],
)
def test_a_title_has_the_kind_of_its_head(word: str, expected: str | None) -> None:
    assert kind_of(word) == expected
