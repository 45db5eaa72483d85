"""Plural pronouns stand for names that are joined."""

import pytest

from pipeline.relate.coreference.plurals import plural_references
from pipeline.relate.coreference.quoted import speeches
from tests.relate.parsed_samples import parsed

TWO = "{Ola Berg|Ola|person} og {Kari Moe|Kari|person}"


def together(text: str) -> list[tuple[str, list[str]]]:
    """Return the plural pronouns of the paragraph `text` with the labels of their names."""
    article = parsed(text)
    found = plural_references(article, speeches(article))
    return [(word, [name.entity for name in names]) for word, names in found.values()]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (TWO + " kom hjem. De smilte.", "de"),
        (TWO + " sa at de var glade.", "de"),
        (TWO + " kom hjem. Vi møtte dem.", "dem"),
        ("{Ola Berg|Ola|person} møtte {Kari Moe|Kari|person} i går. Begge smilte.", "begge"),
    ],
)
def test_joined_names_are_a_plural(text: str, word: str) -> None:
    assert together(text) == [(word, ["Ola", "Kari"])]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (TWO + " kom hjem. De to lederne smilte.", "lederne"),
        (TWO + " reiser til {Roma|Roma|place}. De to møtte velgerne.", "to"),
        ("{Ola Berg|Ola|person} møtte {Kari Moe|Kari|person} da de to var barn.", "to"),
    ],
)
def test_two_with_a_title_or_alone_are_the_two_persons_named(text: str, word: str) -> None:
    assert together(text) == [(word, ["Ola", "Kari"])]


def test_two_countries_are_no_persons() -> None:
    text = "{Norge|Norge|country} slo {Sverige|Sverige|country} i går. "
    assert together(text + "Begge landene smilte.") == [("landene", ["Norge", "Sverige"])]
    assert not together(text + "De to lederne smilte.")


@pytest.mark.parametrize(
    "text",
    [
        TWO + " møtte velgerne. De smilte.",
        "{Ola Berg|Ola|person} eller {Kari Moe|Kari|person} kommer. De smilte.",
        "{Ola Berg|Ola|person} møtte {Kari Moe|Kari|person} i går. De smilte.",
        TWO + " kom hjem. De som ventet, smilte.",
        "Det regnet. De smilte.",
    ],
)
def test_what_may_mean_others_is_left_alone(text: str) -> None:
    assert not together(text)


def test_a_group_is_not_the_object_of_its_own_clause() -> None:
    assert not together(TWO + " møtte dem.")
