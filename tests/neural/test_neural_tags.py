"""BILOU tags and the best allowed sequence of them."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.neural import tags
from pipeline.neural.arrays import Floats
from pipeline.neural.tags import log_softmax

LABELS = ("LOC", "ORG", "PER")
SURE = np.log(0.9999)


@st.composite
def documents(draw: st.DrawFn) -> tuple[tags.Spans, int]:
    """Names of a document that do not overlap, and its length."""
    spans, at = [], 0
    for gap, size in draw(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=6)):
        spans.append((at + gap, at + gap + size, draw(st.sampled_from(LABELS))))
        at += gap + size
    return spans, at + draw(st.integers(0, 3))


def is_allowed(numbers: list[int], number_of_tags: int) -> bool:
    """Whether the tags follow each other as the matrix says, with O before and after."""
    may = tags.allowed(number_of_tags)
    path = [tags.OUTSIDE, *numbers, tags.OUTSIDE]
    return all(may[a, b] for a, b in pairwise(path))


def by_trying_all(scores: Floats) -> float:
    """The score of the best allowed sequence; where O is sure, only O is looked at."""
    length, number = scores.shape
    choices = [
        [tags.OUTSIDE] if scores[place, tags.OUTSIDE] >= SURE else range(number)
        for place in range(length)
    ]
    return max(
        float(sum(scores[place, tag] for place, tag in enumerate(path)))
        for path in product(*choices)
        if is_allowed(list(path), number)
    )


def drawn(seed: int, length: int, labels: int, spread: float = 2.0) -> Floats:
    scores = np.random.default_rng(seed).normal(
        0, spread, (length, tags.number_of_tags(LABELS[:labels]))
    )
    return log_softmax(scores.astype(np.float32))


@given(documents())
def test_tags_of_spans_give_the_spans_again(document: tuple[tags.Spans, int]) -> None:
    spans, length = document
    encoded = tags.encode(spans, length, LABELS)
    assert len(encoded) == length
    assert is_allowed(encoded, tags.number_of_tags(LABELS))
    assert tags.spans(encoded, LABELS) == spans


def test_each_tag_has_a_number_of_its_own() -> None:
    numbers = {tags.tag(kind, label) for kind in "BILU" for label in range(len(LABELS))}
    assert numbers == set(range(1, tags.number_of_tags(LABELS)))


def test_a_name_is_begun_gone_through_and_ended_with_one_label() -> None:
    may = tags.allowed(tags.number_of_tags(LABELS))
    after = {
        "O": "OBU", "B": "IL", "I": "IL", "L": "OBU", "U": "OBU",
    }  # fmt: skip
    for first, second in product("OBILU", repeat=2):
        for a, b in product(range(3), repeat=2):
            row = 0 if first == "O" else tags.tag(first, a)
            column = 0 if second == "O" else tags.tag(second, b)
            right = second in after[first] and (second not in "IL" or a == b)
            assert may[row, column] == right, (first, a, second, b)


@settings(deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(0, 9), max_size=5), st.floats(0.1, 8))
def test_best_returns_allowed_sequences_only(seed: int, lengths: list[int], spread: float) -> None:
    scores = drawn(seed, sum(lengths), 3, spread)
    found = tags.best(scores, lengths)
    assert len(found) == sum(lengths)
    for piece in np.split(found, np.cumsum(lengths)[:-1]) if lengths else []:
        assert is_allowed(piece.tolist(), scores.shape[1])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.integers(1, 4), st.floats(0.1, 3))
def test_best_is_as_good_as_the_best_of_all_sequences(
    seed: int, length: int, spread: float
) -> None:
    scores = drawn(seed, length, 2, spread)
    found = tags.best(scores, [length])
    total = float(sum(scores[place, tag] for place, tag in enumerate(found)))
    assert total == pytest.approx(by_trying_all(scores), abs=1e-4)


def test_best_is_as_good_as_the_best_of_all_sequences_of_five_tokens() -> None:
    for seed in range(2):
        scores = drawn(seed, 5, 2)
        found = tags.best(scores, [5])
        total = float(sum(scores[place, tag] for place, tag in enumerate(found)))
        assert total == pytest.approx(by_trying_all(scores), abs=1e-4)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6), st.lists(st.booleans(), min_size=1, max_size=4))
def test_tokens_outside_beyond_doubt_are_outside_and_the_rest_is_best_given_that(
    seed: int, sure: list[bool]
) -> None:
    scores = drawn(seed, len(sure), 2)
    raw = np.where(np.arange(scores.shape[1]) == tags.OUTSIDE, 20, scores).astype(np.float32)
    scores[sure] = log_softmax(raw)[sure]
    found = tags.best(scores, [len(sure)])
    assert not found[np.array(sure)].any()
    total = float(sum(scores[place, tag] for place, tag in enumerate(found)))
    assert total == pytest.approx(by_trying_all(scores), abs=1e-4)


@settings(deadline=None)
@given(documents(), st.integers(0, 10**6))
def test_perfect_scores_give_the_spans(document: tuple[tags.Spans, int], seed: int) -> None:
    spans, length = document
    noise = np.random.default_rng(seed).normal(0, 1, (length, tags.number_of_tags(LABELS)))
    noise[np.arange(length), tags.encode(spans, length, LABELS)] += 30
    found = tags.best(log_softmax(noise.astype(np.float32)), [length])
    assert tags.spans(found.tolist(), LABELS) == spans


@settings(deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(0, 6), min_size=1, max_size=5))
def test_documents_do_not_leak_into_each_other(seed: int, lengths: list[int]) -> None:
    scores = drawn(seed, sum(lengths), 3)
    alone = [tags.best(piece, [len(piece)]) for piece in np.split(scores, np.cumsum(lengths)[:-1])]
    assert tags.best(scores, lengths).tolist() == np.concatenate(alone).tolist()


def test_a_name_does_not_go_on_in_the_next_document() -> None:
    scores = np.full((2, 5), -9, np.float32)
    scores[0, tags.tag("B", 0)] = scores[1, tags.tag("L", 0)] = -0.01
    assert tags.spans(tags.best(scores, [2]).tolist(), ("PER",)) == [(0, 2, "PER")]
    assert not np.isin(tags.best(scores, [1, 1]), [tags.tag("B", 0), tags.tag("L", 0)]).any()


def test_no_tokens_have_no_tags() -> None:
    assert tags.best(np.zeros((0, 5), np.float32), []).tolist() == []
    assert tags.best(np.zeros((0, 5), np.float32), [0, 0]).tolist() == []


def test_without_labels_every_token_is_outside() -> None:
    assert tags.best(np.zeros((3, 1), np.float32), [3]).tolist() == [0, 0, 0]
    assert tags.number_of_tags(()) == 1
