"""Finding names one slip of the pen away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from pipeline.link.slips import SlipIndex

WORDS = st.text("abc", max_size=6)


@pytest.mark.parametrize("slip", ["usjakiov", "usjaov", "usjakof", "usajkov", "usjakovv"])
def test_a_letter_too_many_too_few_changed_or_swapped_is_near(slip: str) -> None:
    assert SlipIndex([("usjakov", 1), ("lavrov", 2)]).near(slip) == [1]


@pytest.mark.parametrize("word", ["usjakov", "asjakov", "sjakov", "usjakk", ""])
def test_the_word_itself_another_beginning_or_two_slips_are_not_near(word: str) -> None:
    assert SlipIndex([("usjakov", 1)]).near(word) == []


def test_each_owner_is_named_once() -> None:
    index = SlipIndex([("hansen", 1), ("hanson", 1), ("hansan", 2)])
    assert sorted(index.near("hansin")) == [1, 2]


def test_a_very_long_word_is_passed_over() -> None:
    assert SlipIndex([("a" * 70, 1)]).near("a" * 71) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(WORDS, max_size=12, unique=True), WORDS)
def test_the_index_finds_what_comparing_all_pairs_finds(words: list[str], word: str) -> None:
    expected = {
        other
        for other in words
        if other[:1] == word[:1] and DamerauLevenshtein.distance(word, other) == 1
    }
    assert set(SlipIndex((other, other) for other in words).near(word)) == expected


def test_pairs_are_words_one_slip_apart_each_once() -> None:
    words = ["lavrov", "lavrow", "putin", "lavorv", "putin", "obama"]
    pairs = list(SlipIndex.pairs((word, number) for number, word in enumerate(words)))
    assert pairs == [(0, 1), (0, 3)]
