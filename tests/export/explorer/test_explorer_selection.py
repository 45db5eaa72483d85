"""What the page shows of a network that is too large for it."""

import itertools
import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.explorer.selection import (
    choose_evidence,
    per_pair,
    strongest_nodes,
    strongest_ties,
)
from pipeline.graph import strongest_first
from pipeline.tables import frame
from tests.export.explorer.explorer_tables import by_article, evidence, told
from tests.graph.graph_samples import edge


def _nodes(strengths: dict[str, float]) -> pd.DataFrame:
    rows = strengths.items()
    return pd.DataFrame(
        {"entity_id": [who for who, _ in rows], "weighted_degree": strengths.values()}
    )


def _ties(*pairs: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["source_id", "target_id"])


def _kept(rows: pd.DataFrame) -> list[tuple[str, int, str]]:
    """Return (article, sentence, relation) of rows."""
    columns = (rows[name].tolist() for name in ("article_id", "sentence", "relation"))
    return list(zip(*columns, strict=True))


def test_the_strongest_nodes_are_kept_and_of_equals_the_first_by_id() -> None:
    nodes = _nodes({"d": 1.0, "c": 2.0, "b": 2.0, "a": 2.0, "e": 3.0})
    for seed in range(5):
        turned = nodes.sample(frac=1, random_state=seed)
        assert strongest_nodes(turned, 3)["entity_id"].tolist() == ["e", "a", "b"]


def test_fewer_nodes_than_the_limit_are_all_kept() -> None:
    assert len(strongest_nodes(_nodes({"a": 1.0, "b": 0.0}), 3)) == 2


def test_ties_are_kept_in_the_order_of_the_table_of_edges() -> None:
    edges = frame(
        "edges",
        [
            edge(one, other, weight, count=count, articles=articles)
            for (one, other), weight, count, articles in zip(
                itertools.combinations("abcde", 2),
                itertools.cycle([2.0, 1.0]),
                itertools.cycle([3, 3, 4]),
                itertools.cycle([1, 2, 1, 1]),
                strict=False,
            )
        ],
    )
    everyone = _nodes(dict.fromkeys("abcde", 1.0))
    first = strongest_first(edges).reset_index(drop=True)
    for seed in range(5):
        turned = edges.sample(frac=1, random_state=seed)
        assert strongest_ties(turned, everyone, 4).equals(first.head(4))
    assert strongest_ties(edges, everyone, 99).equals(first)


def test_ties_of_nodes_that_are_left_out_are_left_out() -> None:
    edges = frame("edges", [edge("a", "b", 9.0), edge("a", "c", 1.0), edge("b", "c", 2.0)])
    left = strongest_ties(edges, _nodes({"a": 1.0, "c": 1.0}), 9)
    assert left[["source_id", "target_id"]].values.tolist() == [["a", "c"]]


@given(st.lists(st.integers(1, 60), min_size=1, max_size=40), st.integers(0, 400))
def test_the_quota_is_the_greatest_that_fits(numbers: list[int], room: int) -> None:
    most = len(numbers) + room
    quota = per_pair(numbers, most)
    assert 1 <= quota <= max(numbers)
    assert sum(min(one, quota) for one in numbers) <= most
    assert quota == max(numbers) or sum(min(one, quota + 1) for one in numbers) > most


@given(st.lists(st.integers(1, 60), min_size=2, max_size=40), st.integers(0, 40))
def test_every_pair_shows_a_passage_even_where_pairs_are_too_many(
    numbers: list[int], most: int
) -> None:
    assert per_pair(numbers, min(most, len(numbers) - 1)) == 1


def test_no_pairs_have_a_quota() -> None:
    assert per_pair([], 5) == 1


def test_of_too_many_passages_those_with_a_relation_stay_then_the_earliest() -> None:
    rows = [
        told("a", "b", "late", 0, date="2021"),
        told("a", "b", "undated", 0, date=None),
        told("a", "b", "early", 3, date="2019"),
        told("a", "b", "early", 1, date="2019"),
        told("a", "b", "latest", 7, date="2022"),
        told("a", "b", "latest", 7, "meets", date="2022", label="møte"),
    ]
    nodes, ties = _nodes({"a": 1.0, "b": 1.0}), _ties(("a", "b"))
    for most, expected in (
        (1, {("latest", 7)}),
        (2, {("latest", 7), ("early", 1)}),
        (3, {("latest", 7), ("early", 1), ("early", 3)}),
        (4, {("latest", 7), ("early", 1), ("early", 3), ("late", 0)}),
    ):
        kept, counts = choose_evidence(lambda: iter([evidence(rows)]), nodes, ties, most)
        assert {(article, sentence) for article, sentence, _ in _kept(kept)} == expected
        assert counts.values.tolist() == [["a", "b", 5]]
    relations = [row for row in _kept(kept) if row[0] == "latest"]
    assert relations == [("latest", 7, "co-occurrence"), ("latest", 7, "meets")]


def test_room_that_one_pair_leaves_is_for_the_others() -> None:
    rows = [told("a", "b", "x", at) for at in range(9)] + [told("a", "c", "x", 0)]
    ties = _ties(("a", "b"), ("a", "c"))
    kept, counts = choose_evidence(
        lambda: iter([evidence(rows)]), _nodes(dict.fromkeys("abc", 1.0)), ties, 6
    )
    assert kept["target_id"].value_counts().to_dict() == {"b": 5, "c": 1}
    assert counts["passages"].tolist() == [9, 1]


def test_a_relation_stands_among_the_passages_of_its_pair_and_says_if_it_goes_the_other_way() -> (
    None
):
    rows = [told("a", "b"), told("b", "a", relation="role"), told("a", "b", relation="conflict")]
    kept, counts = choose_evidence(
        lambda: iter([evidence(rows)]), _nodes({"a": 1.0, "b": 1.0}), _ties(("a", "b"))
    )
    assert set(kept["source_id"]) == {"a"}
    told_of = dict(zip(kept["relation"], kept["reverse"], strict=True))
    assert told_of == {"co-occurrence": False, "conflict": False, "role": True}
    assert counts["passages"].tolist() == [1]


def test_pairs_with_only_a_relation_come_as_far_as_there_is_room_the_most_stated_first() -> None:
    rows = [told("a", "b", "x", at) for at in range(3)]
    rows += [told("d", "c", "x", at, "role") for at in range(2)]
    rows += [told("b", "c", "x", 0, "states"), told("b", "d", "x", 0, "states")]
    nodes = _nodes(dict.fromkeys("abcd", 1.0))
    for most, pairs in (
        (1, ["ab"]),
        (2, ["ab", "cd"]),
        (3, ["ab", "cd", "bc"]),
        (9, ["ab", "cd", "bc", "bd"]),
    ):
        kept, counts = choose_evidence(
            lambda: iter([evidence(rows)]), nodes, _ties(("a", "b")), most
        )
        assert (counts["source_id"] + counts["target_id"]).tolist() == pairs
        assert set(kept["source_id"] + kept["target_id"]) == set(pairs)


def test_what_is_told_of_others_is_left_out() -> None:
    rows = [told("a", "b"), told("a", "x", relation="meets"), told("x", "y")]
    kept, counts = choose_evidence(
        lambda: iter([evidence(rows)]), _nodes({"a": 1.0, "b": 1.0}), _ties(("a", "b"))
    )
    assert len(kept) == len(counts) == 1


def test_nothing_comes_of_nothing() -> None:
    for parts in ([], [evidence([])]):
        kept, counts = choose_evidence(
            lambda parts=parts: iter(parts),  # type: ignore[misc]
            _nodes({"a": 1.0}),
            _ties(),
        )
        assert len(kept) == len(counts) == 0
        assert counts.columns.tolist() == ["source_id", "target_id", "passages"]


@pytest.mark.parametrize("most", [3, 8, 20, 500])
def test_the_same_is_chosen_whatever_the_order_and_the_parts(most: int) -> None:
    chance = random.Random(most)
    relations = ["co-occurrence"] * 4 + ["meets", "role", "not conflict"]
    rows = evidence(
        told(
            *chance.choice(
                [("a", "b"), ("b", "a"), ("a", "c"), ("d", "b"), ("c", "d"), ("e", "a")]
            ),
            chance.choice("pqrst"),
            chance.randrange(4),
            chance.choice(relations),
            label=chance.choice(["møte", "leder"]),
        )
        for _ in range(120)
    ).drop_duplicates()
    dates = {"p": "2020", "q": "2019-05", "r": None, "s": "2019-05", "t": "2021-01-01"}
    rows["date"] = rows["article_id"].map(dates)
    nodes, ties = _nodes(dict.fromkeys("abcd", 1.0)), _ties(("a", "b"), ("a", "c"), ("b", "d"))
    whole = choose_evidence(lambda: iter([rows]), nodes, ties, most)
    assert len(whole[0])
    for seed in range(4):
        parts = by_article(rows.sample(frac=1, random_state=seed))
        turned = choose_evidence(
            lambda parts=parts: iter(parts),  # type: ignore[misc]
            nodes,
            ties,
            most,
        )
        pd.testing.assert_frame_equal(turned[0], whole[0])
        pd.testing.assert_frame_equal(turned[1], whole[1])
