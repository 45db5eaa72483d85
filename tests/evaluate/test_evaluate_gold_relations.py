"""Files of gold relations are read, and what is not as promised is told with its row."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.gold_relations import (
    GoldStatement,
    StatedRelation,
    parse_annotated,
    read_annotated,
)
from tests.evaluate.relation_samples import gold_article

GOLD = Gold((gold_article("{Kari|1|person} møtte {Ola|2|person}.\nHun smilte."),))
RELATION = {"type": "meets", "source": "1", "target": "2", "start": 5, "end": 10}
STATEMENT = {"speaker": "1", "targets": ["iso:UA"], "start": 16, "end": 26}


def held(
    relation: dict[str, Any] | None = None, statement: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    """One article with a relation and a statement, some of their values changed."""
    return [
        {
            "id": "egen",
            "relations": [{**RELATION, **(relation or {})}],
            "statements": [{**STATEMENT, **(statement or {})}],
        }
    ]


def test_relations_and_statements_are_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    more = {"negated": True, "modality": "planned", "coref": True, "optional": True}
    path.write_text(json.dumps(held(more, {"speaker": None})), encoding="utf-8")
    (one,) = read_annotated(path, GOLD)
    assert one.article is GOLD.articles[0]
    assert one.relations == (
        StatedRelation("meets", "1", "2", 5, 10, True, "planned", coref=True, optional=True),
    )
    assert one.statements == (GoldStatement(None, ("iso:UA",), 16, 26),)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({}, "no list of articles"),
        ([], "no list of articles"),
        ([{"id": "annen"}], "article number 1.*'annen'"),
        (held() * 2, "article number 2.*'egen'"),
        ([{"id": "egen", "relations": []}], "article egen.*'statements'"),
        ([{"id": "egen", "relations": [1], "statements": []}], "egen, relation 1.*object"),
        (held({"type": "likes"}), "egen, relation 1.*'likes'"),
        (held({"type": "states"}), "egen, relation 1.*'states'"),
        (held({"modality": "maybe"}), "egen, relation 1.*'maybe'"),
        (held({"source": "3"}), "egen, relation 1.*no entity '3'"),
        (held({"target": "iso:Ukraine"}), "egen, relation 1.*no entity"),
        (held({"target": "1"}), "egen, relation 1.*target"),
        (held({"end": 99}), "egen, relation 1.*99.* 27 characters"),
        (held({"end": 5}), "egen, relation 1.*within"),
        (held({"start": True}), "egen, relation 1.*within"),
        (held({"start": 15, "end": 16}), "egen, relation 1.*in no sentence"),
        (held(None, {"speaker": "7"}), "egen, statement 1.*no entity '7'"),
        (held(None, {"targets": "1"}), "egen, statement 1.*'targets'"),
        (held(None, {"start": -1}), "egen, statement 1.*within"),
    ],
)
def test_what_is_wrong_is_told_with_article_and_row(rows: object, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse_annotated(rows, GOLD)


def test_errors_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    with pytest.raises(InputError, match=r"gold\.json cannot be read"):
        read_annotated(path, GOLD)
    path.write_text("[", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.json is not JSON"):
        read_annotated(path, GOLD)
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.json: it is no list"):
        read_annotated(path, GOLD)
