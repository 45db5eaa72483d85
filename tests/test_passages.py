"""Tests of pipeline/passages.py: sentences cut from articles."""

from typing import Any

import pandas as pd
import pytest

from pipeline.passages import choose, cut, dated, with_passages
from pipeline.tables import empty, frame
from tests.samples import article, relation

TEXT = "Kari møtte\nOla.  Ola sa lite. Så gikk de."
SPANS = [(0, 15), (17, 30), (31, 42)]
ARTICLES = frame(
    "articles",
    [
        article("a", TEXT, date="2020-05", title="Møte"),
        article("b", TEXT),
        article("c", TEXT, date="2019"),
    ],
)
SENTENCES = frame(
    "sentences",
    [
        {"article_id": one, "sentence": n, "paragraph": 0, "start": start, "end": end}
        for one in "abc"
        for n, (start, end) in enumerate(SPANS)
    ],
)
MENTIONS = pd.DataFrame(
    [
        {"article_id": "a", "start": start, "end": end, "entity_id": who}
        for start, end, who in [(0, 4, "kari"), (11, 14, "ola"), (17, 20, "ola")]
    ]
)


def _windows(*windows: tuple[str, int, int]) -> pd.DataFrame:
    return cut(
        pd.DataFrame(windows, columns=["article_id", "sentence", "last_sentence"]),
        ["ola"],
        articles=ARTICLES,
        sentences=SENTENCES,
        mentions=MENTIONS,
    )


def _relations(*rows: dict[str, Any]) -> pd.DataFrame:
    return frame("relations", rows)


def test_a_window_is_cut_once_from_its_first_sentence_to_its_last() -> None:
    found = _windows(("a", 1, 2), ("a", 0, 0), ("a", 1, 2))
    assert found["text"].tolist() == ["Kari møtte Ola.", "Ola sa lite. Så gikk de."]
    assert found["start"].tolist() == [0, 17]
    assert found["title"].tolist() == ["Møte", "Møte"]


def test_names_are_those_of_the_entities_with_their_places_in_the_text() -> None:
    ((text, names),) = _windows(("a", 0, 1))[["text", "names"]].to_numpy().tolist()
    assert [(text[start:end], who) for start, end, who in names] == [("Ola", "ola")] * 2


def test_passages_come_by_date_and_those_without_one_last() -> None:
    found = _windows(("b", 0, 0), ("a", 0, 0), ("c", 0, 0))
    assert found["article_id"].tolist() == ["c", "a", "b"]


def test_a_sentence_that_there_is_not_is_an_error() -> None:
    with pytest.raises(KeyError):
        _windows(("a", 7, 7))


def test_relations_are_chosen_by_type_ends_and_denial() -> None:
    rows = _relations(
        relation("meets", "x", "y"),
        relation("meets", "y", "x", negated=True),
        relation("role", "x", "z"),
    )
    assert len(choose(rows)) == 3
    assert choose(rows, types=["role"])["target_id"].tolist() == ["z"]
    assert len(choose(rows, types=["role", "meets"])) == 3
    assert len(choose(rows, one="x", other="y")) == len(choose(rows, one="y", other="x")) == 2
    assert choose(rows, one="z")["type"].tolist() == ["role"]
    assert choose(rows, negated=True)["source_id"].tolist() == ["y"]
    assert len(choose(rows, negated=False)) == 2


def test_relations_come_by_date_then_by_their_place_in_the_text() -> None:
    rows = _relations(
        relation("meets", "x", "y", article_id="b"),
        relation("meets", "x", "y", article_id="a", start=20, end=21),
        relation("meets", "x", "y", article_id="a", start=3, end=21),
        relation("meets", "x", "y", article_id="c"),
    )
    found = dated(rows, ARTICLES)
    assert found["article_id"].tolist() == ["c", "a", "a", "b"]
    assert found["start"].tolist() == [0, 3, 20, 0]
    assert found.columns.tolist() == ["date", "title", *rows.columns]


def test_the_passage_of_a_relation_is_its_sentence_and_of_a_long_statement_all_of_them() -> None:
    found = with_passages(
        _relations(
            relation("meets", "x", "y", sentence=0, start=5, end=10),
            relation("states", "x", "y", sentence=1, start=17, end=42),
        ),
        ARTICLES,
        SENTENCES,
    )
    assert found["passage"].tolist() == ["Kari møtte Ola.", "Ola sa lite. Så gikk de."]
    assert found["passage_start"].tolist() == [0, 17]


def test_no_relations_have_no_passages() -> None:
    found = with_passages(empty("relations"), ARTICLES, SENTENCES)
    assert found.empty
    assert {"passage", "passage_start", "last_sentence"} <= set(found.columns)
