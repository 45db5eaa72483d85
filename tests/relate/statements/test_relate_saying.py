"""Verbs of saying and their auxiliaries."""

import unicodedata

import pytest

from pipeline.datafiles import listed, read_rows
from pipeline.relate.sentences import Sentence
from pipeline.relate.statements.saying import LEXICON, SAY, THINK, UTTER, WRITE, forms, verbs
from pipeline.relate.statements.speech import tokenised

COLUMNS = ("lemma", "forms", "kind", "nonfinite")
ROWS = [row for _, row in read_rows(LEXICON / "saying.csv", COLUMNS, COLUMNS[:3], "")]


def found(text: str) -> list[str]:
    """Return the lemmas of the verbs that assert something in a sentence without a parse."""
    words = tokenised(Sentence(0, 0, 0, len(text)), text).tokens
    return [verb.saying.lemma for verb in verbs(words)]


def test_lexicon_has_each_lemma_once_with_a_known_kind() -> None:
    lemmas = [row["lemma"] for row in ROWS]
    assert len(lemmas) == len(set(lemmas))
    assert {row["kind"] for row in ROWS} == {SAY, WRITE, THINK, UTTER}


def test_forms_are_lower_case_and_hold_the_nonfinite_ones() -> None:
    for row in ROWS:
        every = listed(row["forms"])
        assert len(every) == len(set(every))
        assert set(listed(row.get("nonfinite", ""))) < set(every)
        assert all(form == unicodedata.normalize("NFC", form.casefold()) for form in every)


def test_a_form_is_looked_up_by_its_first_word() -> None:
    assert [(one.lemma, one.particle) for one in forms()["slår"]] == [("slå fast", "fast")]


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Hun sier det.", ["si"]),
        ("Ho seier det.", ["si"]),
        ("Hun har ofte sagt det.", ["si"]),
        ("Hun skal ha sagt det.", ["si"]),
        ("Hun kan opplyse at det går.", ["opplyse"]),
        ("Hun vil si det.", []),
        ("Hun prøver å si det.", []),
        ("Hun sier ikke noe.", []),
        ("Hun har aldri sagt det.", []),
        ("Kort sagt gikk det.", []),
        ("Det legger hun til.", ["legge til"]),
        ("Hun legger boka på bordet.", []),
    ],
)
def test_only_verbs_that_assert_are_found(text: str, lemmas: list[str]) -> None:
    assert found(text) == lemmas
