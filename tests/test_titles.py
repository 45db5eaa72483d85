"""Titles of persons, and the words that only look like them."""

import pytest

from pipeline.titles import heads, is_title


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
