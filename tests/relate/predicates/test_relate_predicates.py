"""Relations that verbs and nouns state: every pattern by its examples."""

import pytest

from pipeline.relate.found import Relation
from pipeline.relate.predicates.predicates import Pattern, patterns, predicates
from tests.relate.parsed_samples import parsed

EXAMPLES = [
    pytest.param(pattern, example, id=f"{pattern.name}: {example['text']}")
    for pattern in patterns()
    for example in pattern.examples
]


def told(relation: Relation) -> str:
    """Return a relation as the examples write it: `not planned L > T`."""
    words = ["not"] * relation.negated + [relation.modality] * bool(relation.modality)
    return " ".join([*words, relation.source.entity_id, ">", relation.target.entity_id])


@pytest.mark.parametrize(("pattern", "example"), EXAMPLES)
def test_every_pattern_finds_what_its_examples_say(
    pattern: Pattern, example: dict[str, object]
) -> None:
    found = [
        relation
        for relation in predicates(parsed(str(example["text"])), {})
        if relation.pattern == pattern.name
    ]
    assert [told(relation) for relation in found] == example["finds"]
    assert all(relation.type == pattern.type for relation in found)
