"""Tests of pipeline/relate/relation_types.py: what a tie says of the relations stated."""

from random import Random

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from pipeline.relate.relation_types import relation_types
from pipeline.stated import RELATION_TYPES
from pipeline.tables import empty, frame
from tests.samples import relation


def _types(*rows: dict[str, object]) -> dict[tuple[str, str], str]:
    found = relation_types(frame("relations", rows))
    ends = zip(found["source_id"], found["target_id"], strict=True)
    return dict(zip(ends, found["relations"], strict=True))


def test_each_type_is_counted_in_alphabetical_order_whichever_end_comes_first() -> None:
    assert _types(
        relation("meets", "b", "a"),
        relation("conflict", "a", "b"),
        relation("meets", "a", "b"),
        relation("role", "b", "c"),
    ) == {("a", "b"): "conflict:1;meets:2", ("b", "c"): "role:1"}


def test_what_is_denied_planned_or_possible_does_not_count_as_told() -> None:
    assert _types(
        relation("meets", "a", "b", negated=True),
        relation("meets", "a", "b", modality="possible"),
        relation("meets", "a", "b", modality="planned"),
        relation("meets", "a", "b"),
        relation("conflict", "a", "b", negated=True),
    ) == {("a", "b"): "not conflict:1;meets:1;planned meets:1;possible meets:1;not meets:1"}


def test_no_relations_are_no_types() -> None:
    found = relation_types(empty("relations"))
    assert found.columns.tolist() == ["source_id", "target_id", "relations"]
    assert found.empty


@given(
    st.lists(
        st.tuples(
            st.sampled_from(RELATION_TYPES),
            st.permutations("abc"),
            st.booleans(),
            st.sampled_from(["", "planned", "possible"]),
        ),
        min_size=1,
        max_size=12,
    ),
    st.randoms(use_true_random=False),
)
def test_counts_add_up_and_the_order_of_rows_does_not_matter(
    drawn: list[tuple[str, list[str], bool, str]], chance: Random
) -> None:
    rows = [
        relation(kind, ends[0], ends[1], negated=negated, modality=modality)
        for kind, ends, negated, modality in drawn
    ]
    found = relation_types(frame("relations", rows))
    cells = ";".join(found["relations"]).split(";")
    assert sum(int(cell.rpartition(":")[2]) for cell in cells) == len(rows)
    chance.shuffle(rows)
    pd.testing.assert_frame_equal(relation_types(frame("relations", rows)), found)
