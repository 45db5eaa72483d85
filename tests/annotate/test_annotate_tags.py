"""Tests of pipeline/annotate/tags.py: the tags of named-entity models read as names."""

import pytest

from pipeline.annotate.tags import NAMES, labels, names
from pipeline.link.terms import KINDS

# Sergej Lavrov (person), NATO and FN side by side (two organisations), Russland (a place).
FOUND = [(0, 2, "PER"), (3, 4, "ORG"), (4, 5, "ORG"), (6, 7, "LOC")]


@pytest.mark.parametrize(
    "tags",
    [
        "B-PER I-PER O B-ORG B-ORG O B-LOC",  # BIO
        "I-PER I-PER O I-ORG B-ORG O I-LOC",  # IOB: B only where a name follows one of its label
        "B-PER L-PER O U-ORG U-ORG O U-LOC",  # BILOU
        "B-PER E-PER O S-ORG S-ORG O S-LOC",  # IOBES
        "b-per i-per o b-Organization b-organisation O B-Location",  # other words
    ],
)
def test_every_scheme_gives_the_same_names(tags: str) -> None:
    assert names(tags.split()) == FOUND


def test_tags_without_a_position_join_neighbours_of_one_label() -> None:
    assert names("PER PER O ORG LOC".split()) == [(0, 2, "PER"), (3, 4, "ORG"), (4, 5, "LOC")]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("O I-PER O", [(1, 2, "PER")]),  # nothing to go on from
        ("B-PER I-ORG I-ORG", [(0, 1, "PER"), (1, 3, "ORG")]),  # the label changes
        ("B-PER L-PER I-PER", [(0, 2, "PER"), (2, 3, "PER")]),  # after the last word
        ("U-PER I-PER", [(0, 1, "PER"), (1, 2, "PER")]),  # after the only word
        ("B-PER O I-PER", [(0, 1, "PER"), (2, 3, "PER")]),  # across another word
        ("", []),
    ],
)
def test_tags_that_do_not_fit_each_other_lose_no_name(
    tags: str, found: list[tuple[int, int, str]]
) -> None:
    assert names(tags.split()) == found


def test_labels_of_norne_pass_as_they_are_however_joined() -> None:
    tags = "O B-PER I-ORG B-LOC B-GPE_LOC B-GPE-ORG B-PROD B-EVT B-DRV B-MISC".split()
    expected = {"PER", "ORG", "LOC", "GPE_LOC", "GPE_ORG", "PROD", "EVT", "DRV", "MISC"}
    assert labels(tags) == expected


def test_every_label_of_a_possible_node_has_a_kind_in_linking() -> None:
    assert set(KINDS) >= NAMES
