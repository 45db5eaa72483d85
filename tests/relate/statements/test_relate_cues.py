"""Which sentences can report a statement."""

import tomllib
from pathlib import Path

import pytest

import pipeline.relate
from pipeline.relate.statements.cues import may_report
from tests.relate.parsed_samples import parsed

LEXICON = Path(pipeline.relate.__file__).parent / "lexicon" / "statements.toml"
EXAMPLES = [
    example["text"]
    for pattern in tomllib.loads(LEXICON.read_text(encoding="utf-8"))["pattern"]
    if pattern["name"] not in ("none", "dialogue", "transcript")
    for example in pattern["example"]
    if example["says"]
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_no_example_of_a_clause_is_passed_over(text: str) -> None:
    article = parsed(text)
    assert any(may_report(article.text[one.start : one.end]) for one in article.sentences)


@pytest.mark.parametrize("text", ["Moe kom til Oslo.", "", "17. mai 2022 – i Bergen"])
def test_a_sentence_without_a_verb_of_saying_or_a_source_reports_nothing(text: str) -> None:
    assert not may_report(text)


@pytest.mark.parametrize("text", ["IFØLGE MOE ER DET BRA.", "Det ‘sa’ Moe.", "sier-han"])
def test_letters_count_whatever_stands_around_them(text: str) -> None:
    assert may_report(text)
