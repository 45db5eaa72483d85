"""Roles, memberships and parts that a text states."""

from dataclasses import replace

import pytest

from pipeline.relate.offices import members, roles
from pipeline.relate.role_nouns import lexicon
from pipeline.relate.sentences import Article
from tests.relate.parsed_samples import parsed

EXAMPLES = [
    (with_parse, one["name"], one["type"], example["text"], example["found"])
    for one in lexicon()["pattern"]
    for example in one["examples"]
    for with_parse in ((True,) if example.get("parsed") else (True, False))
]


def unparsed(article: Article) -> Article:
    """Return the article without its tokens."""
    return replace(article, sentences=tuple(replace(one, tokens=()) for one in article.sentences))


def found(article: Article, kind: str) -> list[tuple[str, str]]:
    """Return what is found in an article as (pattern, words)."""
    relations = roles(article, {}) if kind == "role" else members(article, {})
    return [
        (
            one.pattern,
            " ".join(
                part
                for part in (
                    "not" if one.negated else "",
                    one.modality,
                    one.source.entity,
                    one.label,
                    one.target.entity,
                )
                if part
            ),
        )
        for one in relations
        if one.type == kind
    ]


@pytest.mark.parametrize(("with_parse", "pattern", "kind", "text", "expected"), EXAMPLES)
def test_an_example_of_a_pattern(
    with_parse: bool, pattern: str, kind: str, text: str, expected: list[str]
) -> None:
    article = parsed(text) if with_parse else unparsed(parsed(text))
    assert sorted(found(article, kind)) == sorted((pattern, one) for one in expected)
