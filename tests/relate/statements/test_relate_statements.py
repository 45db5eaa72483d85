"""Statements: who says what."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.relate.sentences import Article, Name, Sentence
from pipeline.relate.statements.saying import LEXICON
from pipeline.relate.statements.statements import Statement, statements
from pipeline.relate.statements.words import Resolved
from tests.relate.parsed_samples import parsed

MOE = "{Kari Moe|Moe|person}"
LIE = "{Jon Lie|Lie|person}"

PATTERNS = tomllib.loads((LEXICON / "statements.toml").read_text(encoding="utf-8"))["pattern"]
NUMBERED = [
    (f"{pattern['name']}-{number}", example)
    for pattern in PATTERNS
    for number, example in enumerate(pattern["example"])
]
EXAMPLES = [pytest.param(example, id=name) for name, example in NUMBERED]
UNPARSED = [
    pytest.param(example, id=name) for name, example in NUMBERED if not example.get("parse")
]


@dataclass(frozen=True)
class Means:
    """A reference of a pronoun or a role noun."""

    names: tuple[Name, ...]
    rule: str = "test"


@functools.cache
def article(text: str) -> Article:
    return parsed(*text.split("\n\n"))


def unparsed(text: str) -> Article:
    found = article(text)
    return replace(found, sentences=tuple(replace(one, tokens=()) for one in found.sentences))


def said(
    of: Article, references: Mapping[tuple[int, int], Resolved] | None = None
) -> list[list[str]]:
    """Return speaker and words of each statement."""
    return [
        [one.speaker.entity, of.text[one.start : one.end]]
        for one in statements(of, references or {})
    ]


def person(name: str) -> Name:
    return Name(0, 0, name, "person", name, name)


@pytest.mark.parametrize("example", EXAMPLES)
def test_example_of_a_pattern_is_read(example: dict[str, Any]) -> None:
    assert said(article(example["text"])) == example["says"]


@pytest.mark.parametrize("example", UNPARSED)
def test_example_of_a_pattern_is_read_without_a_parse(example: dict[str, Any]) -> None:
    assert said(unparsed(example["text"])) == example["says"]


def test_examples_show_every_pattern() -> None:
    for pattern in PATTERNS:
        found: set[str] = set()
        for example in pattern["example"]:
            found |= {one.pattern for one in statements(article(example["text"]), {})}
        assert pattern["name"] in found or (pattern["name"] == "none" and not found)


def test_pronoun_speaks_for_whom_it_means_and_the_rule_is_kept() -> None:
    found = article("– Vi må vente, sier hun.")
    at = next(token.at for token in found.sentences[0].tokens if token.text == "hun")
    spoken = statements(found, {(0, at): Means((person("Moe"),), "pronoun")})
    assert [(one.speaker.entity, one.coreference) for one in spoken] == [("Moe", "pronoun")]


def test_pronoun_of_indirect_speech_is_nobodys_without_a_reference() -> None:
    text = f"– Vi må vente, sier {MOE}. Hun hevder at broen er dyr."
    assert said(article(text)) == [["Moe", "Vi må vente"]]


def test_named_speaker_needs_no_rule() -> None:
    assert [one.coreference for one in statements(article(f"– Ja, sier {MOE}."), {})] == [""]


def test_role_noun_speaks_for_whom_it_means() -> None:
    found = article("Utenriksministeren sier at avtalen holder.")
    assert said(found, {(0, 0): Means((person("Moe"),))}) == [["Moe", "avtalen holder"]]


def test_all_that_a_plural_means_speak() -> None:
    found = article("– Vi er uenige, sier de.")
    at = next(token.at for token in found.sentences[0].tokens if token.text == "de")
    both = Means((person("Lie"), person("Moe")))
    assert said(found, {(0, at): both}) == [["Lie", "Vi er uenige"], ["Moe", "Vi er uenige"]]


def test_pronoun_after_another_name_is_nobodys() -> None:
    text = f"– Vi må vente, sier {MOE}.\n\nSå kom {LIE}.\n\n– Det blir dyrt, sier han."
    assert said(article(text)) == [["Moe", "Vi må vente"]]


def test_a_place_does_not_speak() -> None:
    assert said(article("Toget er forsinket, melder {Bodø|Bodø|place}.")) == []


def test_a_name_that_was_not_found_is_not_passed_over_for_the_next() -> None:
    assert said(article("– Vi må vente, sier Per Ås i {Nato|NATO|organisation}.")) == []


def test_turns_beside_those_of_two_speakers_are_nobodys() -> None:
    text = f"– Ja, sier {MOE}.\n\n– Det er sant.\n\n– Nei, sier {LIE}."
    assert said(article(text)) == [["Moe", "Ja"], ["Lie", "Nei"]]


def test_heading_with_a_dash_is_nobodys() -> None:
    text = f"– Vi må vente\n\n– Ja, det må vi, sier {MOE}."
    assert said(article(text)) == [["Moe", "Ja, det må vi"]]


def test_statement_inside_another_of_the_same_speaker_is_told_once() -> None:
    text = f"– Saken er, sier {MOE}, at broen åpner i mai, sier {MOE}."
    found = statements(article(text), {})
    assert len(found) == 1


def test_sentence_of_a_statement_is_the_one_in_which_it_starts() -> None:
    found = statements(article(f"Det regnet. – Ja. Vi venter, sier {MOE}."), {})
    assert [one.sentence for one in found] == [1, 2]


@given(
    st.lists(
        st.sampled_from(
            """– « » " , : ? . sier at ifølge har sagt og Moe han som heter det i fra ( ) etter
            legger til mening ble av X""".split()
        ),
        max_size=25,
    )
)
def test_statements_lie_in_the_text_and_are_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    ends = [at + 1 for at, mark in enumerate(text) if mark in ".?"] + [len(text)]
    sentences, start = [], 0
    for number, end in enumerate(sorted(set(ends))):
        names = tuple(
            Name(at, at + 3, "Moe", "person", "Moe", "Moe")
            for at in range(start, end)
            if text.startswith("Moe", at)
        )
        sentences.append(Sentence(number, text.count("\n\n", 0, start), start, end, names))
        start = end
    found = statements(Article("a", text, tuple(sentences)), {})
    assert found == sorted(found, key=_place)
    for one in found:
        assert text[one.start : one.end].strip()
        assert sentences[one.sentence].start <= one.start < sentences[one.sentence].end


def _place(statement: Statement) -> tuple[int, int]:
    return statement.start, -statement.end


def test_page_tells_of_every_pattern() -> None:
    page = (Path(__file__).parents[3] / "docs" / "statements.md").read_text(encoding="utf-8")
    assert all(f"| `{one['name']}` |" in page for one in PATTERNS if one["name"] != "none")


def test_the_only_speaker_of_an_article_does_not_say_every_turn_in_it() -> None:
    article = parsed(
        "– Vi må vente, sier {Kari Moe|Moe|person}.",
        "Køen utenfor butikken er lang.",
        "– Jeg har stått her siden i går.",
        "En mann i køen smiler.",
    )
    assert [article.text[one.start : one.end] for one in statements(article, {})] == ["Vi må vente"]
