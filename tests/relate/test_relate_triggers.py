"""Which sentences can state a relation."""

import pytest

from pipeline.relate.predicates.predicates import patterns
from pipeline.relate.triggers import NAME, may_state, trigger
from tests.relate.parsed_samples import parsed


def chosen(sentence: str) -> bool:
    """Tell whether a sentence, in which each X is a name, is worth a parse."""
    words = sentence.split()
    return may_state([NAME if word == "X" else trigger(word) for word in words], words.count("X"))


@pytest.mark.parametrize(
    "sentence",
    [
        "X møtte X i X",
        "han møtte X",
        "han møtte henne",
        "de to har møttes",
        "toppmøtet mellom X og X",
        "X sier at det går bra",
        "utenriksministeren sa ikke mer",
        "X er president i X",
        "X er medlem av X",
        "X tok imot X",
        "X trakk seg fra X",
    ],
)
def test_a_sentence_with_a_word_that_tells_and_enough_parties_may(sentence: str) -> None:
    assert chosen(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "X møtte mange",
        "X bor i X nær X",
        "mange sier det",
        "president X",
        "X tok bussen til X",
        "X trakk for gardinene hos X",
        "",
    ],
)
def test_other_sentences_may_not(sentence: str) -> None:
    assert not chosen(sentence)


def test_where_a_name_follows_the_verb_of_saying_the_order_tells_and_no_parse_is_needed() -> None:
    assert not chosen("– det er bra , sier X til X")
    assert chosen("– det er bra , sier han til X")


@pytest.mark.parametrize(
    "text",
    [example["text"] for pattern in patterns() for example in pattern.examples if example["finds"]],
)
def test_no_example_of_a_pattern_is_passed_over(text: str) -> None:
    for sentence in parsed(text).sentences:
        words = [
            NAME if token.at in sentence.name_at else trigger(token.lower)
            for token in sentence.tokens
        ]
        assert may_state(words, len(sentence.names))
