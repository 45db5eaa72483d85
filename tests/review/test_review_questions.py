"""Tests of pipeline/review: which questions are asked, in which order, what they are about."""

from dataclasses import replace

import pandas as pd
import pytest

from pipeline.corrections import Action, Correction
from pipeline.results import Results
from pipeline.review.evidence import forms
from pipeline.review.examples import Examples
from pipeline.review.questions import Answered, Question, ranked, subjects
from tests.review.review_samples import NATO


@pytest.fixture(scope="module")
def questions(reviewed: Results) -> dict[str, Question]:
    return {one.name: one for one in ranked(reviewed)}


def test_those_that_would_change_the_graph_most_come_first(reviewed: Results) -> None:
    found = ranked(reviewed)
    assert [(one.name, one.ties) for one in found] == [
        ("Norge", 3),  # 0.9: FN has Norge, Rex Tillerson and USA
        ("NATO", 3),  # 0.3: Rex Tillerson, USA, Norge; not Bonn, which the graph leaves out
        ("Tillerson", 3),  # 0.2: in article c alone, where no full name is
        ("FN", 3),
    ]
    assert ranked(reviewed) == found


def test_a_question_is_about_the_mentions_that_its_rule_has_linked(
    questions: dict[str, Question], reviewed: Results
) -> None:
    surname = questions["Tillerson"]
    assert surname.articles == ("c",)
    assert surname.in_part
    texts = reviewed.mentions["text"].iloc[list(surname.other_rows)]
    assert texts.tolist() == ["Rex Tillerson"]
    assert not questions["NATO"].in_part
    assert questions["Norge"].other_articles == ("a", "c")


def test_a_correction_calls_an_entity_by_a_label_that_means_no_other() -> None:
    rows = [
        ("person/a", "Kari Moe", "Moe;Kari Moe", None),
        ("person/b", "Kari Moe (2)", "Kari Moe;Moe", None),
        ("person/c", "Moe (3)", "Ola Moe", None),
        ("person/d", "Ola By", "By;Ola By", None),
        ("organisation/by", "By", "By", None),
        ("Q5", "De forente nasjoner", "FN", "Q5"),
    ]
    columns = ["entity_id", "label", "aliases", "wikidata"]
    found = subjects(pd.DataFrame(rows, columns=columns))
    assert list(found.values()) == [
        "person/a",
        "person/b",
        "person/c",
        "Ola By",
        "organisation/by",
        "De forente nasjoner",
    ]


def test_sentences_of_different_articles_come_first(
    questions: dict[str, Question], reviewed: Results
) -> None:
    examples = Examples(reviewed)
    cuts = [examples.cut(rows) for rows in examples.of(questions["NATO"].rows)]
    assert [(cut.article_id, cut.date) for cut in cuts] == [("a", "2017-02"), ("b", ""), ("b", "")]
    for cut in cuts:
        assert [cut.text[start:end] for start, end in cut.spans] == ["NATO"]
    assert examples.of(()) == []


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Putins", "putin"),
        ("president Vladimir Putins", "vladimir putin"),
        ("NATO", "nato"),
        ("Nato-sjefen", "nato"),
        ("Hamas'", "hamas"),
    ],
)
def test_a_mention_is_found_by_the_name_it_is_a_form_of(text: str, form: str) -> None:
    assert form in forms(text)


def _line(action: Action, name: str, other: str = "", *articles: str) -> Correction:
    return Correction(2, action, name, other, articles)


QUESTION = Question(
    name="Sjojgu",
    other="Sergej Shoigu",
    entity_id="person/sjojgu",
    other_id="Q5",
    verdict="different",
    rule="spelling",
    subject="Sjojgu",
    other_subject="Sergej Sjojgu",
)
TYPE = replace(QUESTION, other="", other_id="", verdict="person")
NAMESAKE = replace(QUESTION, name="Ann", other="Ann", entity_id=NATO, other_id=NATO)


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ([_line("same", "Sjojgu", "Sergej Shoigu")], QUESTION),
        ([_line("different", "SERGEJ SHOIGU", "sjojgu", "a")], QUESTION),
        ([_line("same", "Sergej Sjojgu", "person/sjojgu")], QUESTION),
        ([_line("same", "Q5", "X"), _line("same", "X", "Sjojgu")], QUESTION),
        ([_line("same", "Sjojgu", "Q5", "a")], replace(QUESTION, entity_id="Q5")),
        ([_line("drop", "sergej shoigu")], QUESTION),
        ([_line("retype", "person/sjojgu", "place")], TYPE),
        ([_line("drop", "Sjojgu")], TYPE),
        ([_line("different", "Ann", "Ann", "a")], NAMESAKE),
    ],
)
def test_these_lines_answer_the_question(lines: list[Correction], question: Question) -> None:
    assert Answered(lines).settles(question)


@pytest.mark.parametrize(
    ("lines", "question"),
    [
        ([], QUESTION),
        ([_line("same", "Sjojgu", "X")], QUESTION),
        ([_line("drop", "Sjojgu", "", "a")], QUESTION),
        ([_line("rename", "Sjojgu", "Sergej Shoigu")], QUESTION),
        ([_line("retype", "Sjojgu", "place")], QUESTION),
        ([_line("same", "Sjojgu", "X")], TYPE),
        ([_line("same", "Ann", "Bo")], NAMESAKE),
        ([], replace(QUESTION, entity_id="Q5", other_subject="Sjojgu")),  # called by the label
    ],
)
def test_these_lines_do_not_answer_the_question(
    lines: list[Correction], question: Question
) -> None:
    assert not Answered(lines).settles(question)
