"""What the syntax of a sentence keeps a pronoun from standing for."""

import pytest

from pipeline.relate.coreference.binding import clause_of, subject_of, subject_to_come, unfit
from pipeline.relate.sentences import Sentence
from tests.relate.parsed_samples import parsed


def sentence_of(text: str) -> Sentence:
    """Return the only sentence of `text`."""
    (sentence,) = parsed(text).sentences
    return sentence


def at(sentence: Sentence, word: str) -> int:
    """Return the number of the token `word`."""
    return next(token.at for token in sentence.tokens if token.text == word)


@pytest.mark.parametrize(
    ("text", "pronoun", "barred"),
    [
        ("Ola møtte ham.", "ham", "Ola"),
        ("Ola roste hans tale.", "hans", "Ola"),
        ("Ola reiste og møtte ham.", "ham", "Ola"),
        ("Han roste Ola.", "Han", "Ola"),
        ("Han og Ola reiste.", "Han", "Ola"),
        ("Vi møtte hans kone Kari.", "hans", "Kari"),
    ],
)
def test_barred_by_syntax(text: str, pronoun: str, barred: str) -> None:
    sentence = sentence_of(text)
    assert at(sentence, barred) in unfit(sentence, at(sentence, pronoun))


@pytest.mark.parametrize(
    ("text", "pronoun", "free"),
    [
        ("Ola sier at han reiser.", "han", "Ola"),
        ("Ola sier at Kari møtte ham.", "ham", "Ola"),
        ("Ola og kona hans reiste.", "hans", "Ola"),
    ],
)
def test_free_by_syntax(text: str, pronoun: str, free: str) -> None:
    sentence = sentence_of(text)
    assert at(sentence, free) not in unfit(sentence, at(sentence, pronoun))


def test_the_subject_of_a_relative_clause_is_its_noun() -> None:
    sentence = sentence_of("Vi så Ola, som møtte ham.")
    assert subject_of(sentence, clause_of(sentence, at(sentence, "ham"))) == at(sentence, "Ola")


def test_a_pronoun_in_a_clause_of_time_may_point_to_the_subject_to_come() -> None:
    sentence = sentence_of("Da han kom, smilte Ola.")
    assert subject_to_come(sentence, at(sentence, "han")) == at(sentence, "Ola")
    sentence = sentence_of("Han smilte da Ola kom.")
    assert subject_to_come(sentence, at(sentence, "Han")) is None
