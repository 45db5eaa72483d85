"""Gold articles, and what is told of a file that is none."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from pipeline.evaluate.gold import GoldMention, parse_gold, read_gold
from tests.evaluate.evaluate_samples import gold


def test_reads_articles_sentences_and_mentions() -> None:
    held = parse_gold(gold())
    (article,) = held.articles
    assert article.mentions[0] == GoldMention(0, 6, "person", "lavrov")
    assert [m.optional for m in article.mentions] == [False, False, True, False, False, False]
    assert [article.sentence_at(m.start) for m in article.mentions] == [0, 0, 0, 1, 1, 2]
    assert (held.across, held.relations) == (False, None)


def test_reads_relations_and_entities_of_the_whole_file() -> None:
    role = {"type": "role", "source": "lavrov", "target": "russland"}
    held = parse_gold({**gold(), "entities": {}, "relations": [role, {**role, "optional": True}]})
    assert held.across
    assert held.relations is not None
    assert [one.optional for one in held.relations] == [False, True]


def _mention(**changes: object) -> Callable[[dict[str, Any]], None]:
    return lambda held: held["articles"][0]["mentions"][1].update(changes)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda held: held.pop("articles"), '"articles"'),
        (lambda held: held["articles"].clear(), "empty"),
        (lambda held: held["articles"][0].pop("text"), "article egen has no text 'text'"),
        (lambda held: held["articles"][0].pop("id"), "article number 1 has no text 'id'"),
        (lambda held: held["articles"].append(held["articles"][0]), "two articles"),
        (lambda held: held["articles"][0].update(sentences=[[0, 999]]), "egen, sentence 1"),
        (lambda held: held["articles"][0].update(sentences=[[0, 5]]), "egen, mention 2.*none of"),
        (_mention(end=999), "article egen, mention 2: start 13 and end 999"),
        (_mention(end=13), "article egen, mention 2: start 13 and end 13"),
        (_mention(start="13"), "article egen, mention 2: start 13"),
        (_mention(text="Putin"), "article egen, mention 2: its text is 'Putin'"),
        (_mention(entity=None), "article egen, mention 2 has no text 'entity'"),
        (lambda held: held.update(relations=[{"type": "role"}]), "relation number 1"),
    ],
)
def test_what_is_no_gold_is_told_with_article_and_mention(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], told: str
) -> None:
    held = gold()
    change(held)
    path = tmp_path / "gull.json"
    path.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(InputError, match=told) as error:
        read_gold(path)
    assert "gull.json" in str(error.value)


def test_a_file_that_is_not_there_or_no_json_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_gold(tmp_path / "borte.json")
    path = tmp_path / "a.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="is not JSON"):
        read_gold(path)
