"""Which sentences can state a relation."""

import pytest

from pipeline.relate.predicates.predicates import patterns
from pipeline.relate.triggers import may_state
from tests.relate.parsed_samples import parsed


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("møtte", 2),
        ("han møtte", 1),
        ("han møtte henne", 0),
        ("toppmøtet mellom og", 2),
        ("sier", 1),
        ("sa utenriksministeren", 0),
        ("president", 2),
        ("medlem av", 2),
        ("tok imot", 2),
        ("trakk seg fra", 2),
    ],
)
def test_a_sentence_with_a_word_that_tells_and_enough_parties_may(
    sentence: str, names: int
) -> None:
    assert may_state(sentence.split(), names)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("møtte", 1),
        ("bor i", 5),
        ("sier", 0),
        ("president", 1),
        ("tok bussen til", 2),
        ("trakk for gardinene", 2),
        ("", 3),
    ],
)
def test_other_sentences_may_not(sentence: str, names: int) -> None:
    assert not may_state(sentence.split(), names)


@pytest.mark.parametrize(
    "text",
    [example["text"] for pattern in patterns() for example in pattern.examples if example["finds"]],
)
def test_no_example_of_a_pattern_is_passed_over(text: str) -> None:
    for sentence in parsed(text).sentences:
        words = [token.lower for token in sentence.tokens if token.at not in sentence.name_at]
        assert may_state(words, len(sentence.names))
