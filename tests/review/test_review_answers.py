"""Tests of pipeline/review/answers.py: what an answer makes of a question."""

from dataclasses import replace

import pytest

from pipeline.errors import SettingsError
from pipeline.review.answers import different, same, understood
from pipeline.review.questions import Question

TWO = Question(
    name="Clinton",
    other="Hillary Clinton",
    entity_id="person/clinton",
    other_id="Q6294",
    verdict="different",
    rule="surname-of-several",
    subject="person/clinton",
    articles=("a", "b", "c"),
    other_articles=("d", "e"),
)
ONE = replace(TWO, entity_id="Q6294", verdict="same", rule="surname-in-corpus")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (TWO, "same,Clinton,Hillary Clinton"),
        (replace(TWO, shared=True), "same,person/clinton,Hillary Clinton"),
        (replace(TWO, other_shared=True), "same,Clinton,Q6294"),
        (ONE, "same,Clinton,Hillary Clinton"),
        (replace(ONE, shared=True), "same,Clinton,Hillary Clinton,a;b;c"),
        (replace(TWO, other="CLINTON"), "same,Clinton,Q6294,a;b;c"),
    ],
)
def test_who_is_the_same_is_named_so_that_nobody_else_is_meant(
    question: Question, told: str
) -> None:
    assert str(same(question)) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (TWO, "different,Clinton,Hillary Clinton"),
        (replace(TWO, shared=True), "different,Clinton,Hillary Clinton,a;b;c"),
        (replace(ONE, in_part=True), "different,Clinton,Hillary Clinton,a;b;c"),
        (replace(TWO, other="Clinton"), "different,Clinton,Clinton,d;e"),
    ],
)
def test_who_is_another_is_so_where_the_question_asks(question: Question, told: str) -> None:
    assert str(different(question)) == told
    assert str(different(question, ["x"])).endswith(",x")


@pytest.mark.parametrize("answer", ["same", "different"])
def test_of_one_entity_with_one_name_there_is_nothing_to_say_without_articles(answer: str) -> None:
    with pytest.raises(SettingsError, match="one name"):
        understood(replace(ONE, other="Clinton"), answer)
