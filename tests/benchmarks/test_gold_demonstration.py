"""The gold annotation of demonstration articles: it fits their texts and what evaluate reads."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from pipeline.evaluate.gold import Gold, read_gold
from pipeline.evaluate.gold_relations import Annotated, parse_annotated

ROOT: Final = Path(__file__).resolve().parents[2]
GOLD: Final = ROOT / "benchmarks" / "gold" / "demonstration.json"
# Compounds that are names themselves, unlike Nato-sjef.
WHOLE_NAMES: Final = ("-nettverket", "-avtalen")


@pytest.fixture(scope="module")
def held() -> dict[str, Any]:
    with GOLD.open(encoding="utf-8") as handle:
        return dict(json.load(handle))


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold(GOLD)


@pytest.fixture(scope="module")
def annotated(held: dict[str, Any], gold: Gold) -> tuple[Annotated, ...]:
    return parse_annotated(held["articles"], gold)


def _marked(held: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for article in held["articles"]:
        for part in ("mentions", "relations", "statements"):
            for row in article[part]:
                yield article["text"], row


def test_the_texts_are_those_of_the_articles_in_seeds(gold: Gold) -> None:
    assert len(gold.articles) >= 6
    for article in gold.articles:
        raw = (ROOT / "seeds" / f"{article.id}.txt").read_bytes().decode("utf-8")
        assert article.text == raw, article.id


def test_all_offsets_are_code_points_that_cut_out_the_text_they_state(held: dict[str, Any]) -> None:
    rows = list(_marked(held))
    assert len(rows) > 500
    for text, row in rows:
        assert text[row["start"] : row["end"]] == row["text"]


def test_sentences_are_in_order_and_leave_out_nothing_but_space(gold: Gold) -> None:
    for article in gold.articles:
        ends = [0, *(end for _, end in article.sentences)]
        starts = [*(start for start, _ in article.sentences), len(article.text)]
        for end, start in zip(ends, starts, strict=True):
            assert article.text[end:start].strip() == "", article.id


def test_names_do_not_overlap_and_end_where_words_end(gold: Gold) -> None:
    for article in gold.articles:
        names = sorted(article.mentions, key=lambda one: one.start)
        for one, after in pairwise(names):
            assert one.end <= after.start
        for one in names:
            around = article.text[one.start - 1 : one.start] + article.text[one.end : one.end + 1]
            assert not any(letter.isalnum() for letter in around), (article.id, one)


def test_an_entity_has_one_type_and_is_told_of_at_the_head(
    held: dict[str, Any], gold: Gold
) -> None:
    used = {(one.entity, one.type) for article in gold.articles for one in article.mentions}
    told = {(entity, row["type"]) for entity, row in held["entities"].items()}
    assert {pair for pair in used if pair[0]} == told
    assert gold.across


def test_compounds_with_a_name_in_them_are_marked_as_whole_words_and_optional(gold: Gold) -> None:
    compounds = []
    for article in gold.articles:
        for one in article.mentions:
            text = article.text[one.start : one.end]
            if one.type != "other" and not text.endswith(WHOLE_NAMES):
                assert not re.match(r"-\w", article.text[one.end :]), (article.id, text)
                if re.search(r"-[a-zæøå]", text):
                    compounds.append(one)
    assert len(compounds) > 10
    assert all(one.optional for one in compounds)


def test_relations_and_statements_are_read_and_are_of_every_type(
    annotated: tuple[Annotated, ...],
) -> None:
    counted = [one for article in annotated for one in article.relations if not one.optional]
    assert {one.type for one in counted} == {
        *("role", "meets", "conflict", "cooperation", "member_of")
    }
    assert any(one.negated for one in counted)
    assert {one.modality for one in counted} == {"", "planned", "possible"}
    assert sum(not one.optional for article in annotated for one in article.statements) > 30


def test_a_statement_targets_the_entities_that_are_named_in_it(
    annotated: tuple[Annotated, ...],
) -> None:
    for one in annotated:
        for said in one.statements:
            named = {
                name.entity
                for name in one.article.mentions
                if said.start <= name.start < said.end and name.type != "other"
            }
            assert set(said.targets) == named - {said.speaker, ""}, (one.article.id, said)
