"""Tests of pipeline/relate/by_period.py: ties and names over time."""

import itertools
from collections import Counter
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.periods import KINDS
from pipeline.relate import by_period, count_dates, counted, in_words, tie_in_words
from pipeline.tables import columns, concat, frame
from tests.relate.relate_samples import mention, records
from tests.samples import article

Corpus = list[tuple[str | None, list[str]]]  # of each article its date and who is mentioned
DATES = (None, "2016", "2017", "2016-12", "2017-02", "2017-02-16", "2017-04-10", "2018-01-01")
CORPORA = st.lists(
    st.tuples(st.sampled_from(DATES), st.lists(st.sampled_from("ABCD"), max_size=4)), max_size=8
)
FEW = settings(max_examples=25, deadline=None)
TIED = ("nodes_by_period", "edges_by_period")


def _network(corpus: Corpus, cut: int = 0, **limits: str) -> dict[str, pd.DataFrame]:
    """Return the tables of `corpus`, which is counted in two parts that part at article `cut`."""
    made = []
    for numbers in (range(cut), range(cut, len(corpus))):
        rows = [(f"a{number}", *corpus[number]) for number in numbers]
        articles = frame("articles", [article(name, date=date) for name, date, _ in rows])
        mentions = [
            mention(name, who, 0, at) for name, _, named in rows for at, who in enumerate(named)
        ]
        count = counted(articles, limits.get("since"), limits.get("until"))
        pairs = [
            {"source_id": one, "target_id": other, "article_id": name, "date": date}
            for name, date, named in rows
            for one, other in itertools.combinations(sorted(set(named)), 2)
            if name in set(count["article_id"])
        ]
        places = pd.DataFrame(pairs, columns=columns("pairs"))
        made.append(
            count_dates(
                count,
                frame("mentions", mentions),
                frame("pairs", places.assign(sentence=0, last_sentence=0)),
            )
        )
    names = ("dated_articles", "dated_mentions", "dated_pairs")
    whole = {
        name: concat(name, parts)
        for name, parts in zip(names, zip(*made, strict=True), strict=True)
    }
    edges = whole["dated_pairs"][["source_id", "target_id"]].drop_duplicates()
    ids = sorted(set(edges["source_id"]) | set(edges["target_id"]))
    return {**whole, "edges": edges, "nodes": pd.DataFrame({"entity_id": ids, "label": ids})}


def _over_time(network: dict[str, pd.DataFrame], kind: str) -> dict[str, pd.DataFrame]:
    nodes, edges, articles, mentions, pairs = (
        network[name]
        for name in ("nodes", "edges", "dated_articles", "dated_mentions", "dated_pairs")
    )
    found = by_period(nodes, edges, articles, mentions, pairs, kind)
    return dict(zip(("periods", *TIED), found, strict=True))


@FEW
@given(CORPORA, st.sampled_from([*KINDS, "auto"]))
def test_what_stands_in_a_period_and_what_does_not_add_up_to_the_whole(
    corpus: Corpus, kind: str
) -> None:
    network = _network(corpus)
    found = _over_time(network, kind)
    together = Counter(
        pair for _, named in corpus for pair in itertools.combinations(sorted(set(named)), 2)
    )
    for column in ("count", "articles"):
        assert (
            found["edges_by_period"].groupby(["source_id", "target_id"])[column].sum().to_dict()
            == together
        )
    mentions = found["nodes_by_period"].groupby("entity_id")["mentions"].sum().to_dict()
    every = [who for _, named in corpus for who in named]
    assert mentions == {who: every.count(who) for who in network["nodes"]["entity_id"]}
    assert found["periods"]["articles"].sum() == len(corpus)
    words = in_words(found["periods"])
    assert words["undated"] == sum(date is None for date, _ in corpus)
    assert words["in_a_period"] + words["dated_coarser"] + words["undated"] == len(corpus)


@FEW
@given(CORPORA, st.sampled_from(KINDS), st.integers(0, 8))
def test_parts_do_not_matter(corpus: Corpus, kind: str, cut: int) -> None:
    whole = _over_time(_network(corpus), kind)
    parts = _over_time(_network(corpus, min(cut, len(corpus))), kind)
    for name, table in whole.items():
        pd.testing.assert_frame_equal(table, parts[name])


@FEW
@given(CORPORA, st.sampled_from(KINDS))
def test_both_ends_of_a_tie_are_there_when_it_is_and_strengths_add_up(
    corpus: Corpus, kind: str
) -> None:
    found = _over_time(_network(corpus), kind)
    edges, nodes = found["edges_by_period"], found["nodes_by_period"]
    present = set(records(nodes, "entity_id", "period", "first_day"))
    for end in ("source_id", "target_id"):
        assert set(records(edges, end, "period", "first_day")) <= present
    assert nodes["degree"].sum() == 2 * len(edges)
    assert nodes["weighted_degree"].sum() == 2 * edges["count"].sum()


CORPUS: Corpus = [
    ("2017-02-16", ["A", "B", "C"]),
    ("2017-02", ["A", "B"]),
    ("2017-07-01", ["A", "B", "A"]),
    ("2017", ["A", "B"]),
    (None, ["A", "C"]),
]


def test_a_tie_by_quarter() -> None:
    found = _over_time(_network(CORPUS), "quarter")
    shown = ("source_id", "target_id", "period", "first_day", "last_day", "count", "articles")
    assert records(found["edges_by_period"], *shown) == [
        ("A", "B", "2017-Q1", "2017-01-01", "2017-03-31", 2, 2),
        ("A", "B", "2017-Q3", "2017-07-01", "2017-09-30", 1, 1),
        ("A", "B", None, "2017-01-01", "2017-12-31", 1, 1),
        ("A", "C", "2017-Q1", "2017-01-01", "2017-03-31", 1, 1),
        ("A", "C", None, None, None, 1, 1),
        ("B", "C", "2017-Q1", "2017-01-01", "2017-03-31", 1, 1),
    ]
    nodes = found["nodes_by_period"]
    of_node = ("entity_id", "period", "first_day", "mentions", "articles", "degree")
    assert records(nodes[nodes["entity_id"] == "A"], *of_node, "weighted_degree") == [
        ("A", "2017-Q1", "2017-01-01", 2, 2, 2, 3.0),
        ("A", "2017-Q3", "2017-07-01", 2, 1, 1, 1.0),
        ("A", None, "2017-01-01", 1, 1, 1, 1.0),
        ("A", None, None, 1, 1, 1, 1.0),
    ]
    assert records(found["periods"], "period", "first_day", "articles") == [
        ("2017-Q1", "2017-01-01", 2),
        ("2017-Q2", "2017-04-01", 0),
        ("2017-Q3", "2017-07-01", 1),
        (None, "2017-01-01", 1),
        (None, None, 1),
    ]
    assert in_words(found["periods"]) == {
        "kind": "quarter",
        "first": "2017-Q1",
        "last": "2017-Q3",
        "periods": 3,
        "in_a_period": 3,
        "dated_coarser": 1,
        "undated": 1,
    }


def test_a_tie_in_words() -> None:
    edges = _over_time(_network(CORPUS), "quarter")["edges_by_period"]
    expected = "2017-Q1: 2, 2017-Q3: 1, some time in 2017: 1"
    assert tie_in_words(edges, "B", "A") == tie_in_words(edges, "A", "B") == expected
    assert tie_in_words(edges, "A", "C") == "2017-Q1: 1, undated: 1"
    assert tie_in_words(edges, "A", "D") == ""
    undated = _over_time(_network([(None, ["A", "B"])]), "year")["edges_by_period"]
    assert tie_in_words(undated, "A", "B") == ""


def test_only_what_is_in_the_graph_is_told() -> None:
    network = _network(CORPUS)
    network["edges"] = network["edges"][network["edges"]["target_id"] == "B"]
    network["nodes"] = network["nodes"][network["nodes"]["entity_id"] != "C"]
    found = _over_time(network, "year")
    assert set(found["edges_by_period"]["target_id"]) == {"B"}
    assert set(found["nodes_by_period"]["entity_id"]) == {"A", "B"}
    assert found["nodes_by_period"]["degree"].max() == 1


def test_articles_that_do_not_count_are_left_out() -> None:
    found = _over_time(_network(CORPUS, since="2017-03", until="2017-12"), "month")
    assert found["periods"]["period"].dropna().tolist() == ["2017-07"]
    assert found["edges_by_period"]["count"].sum() == 2  # one in July, one some time in 2017
    nodes = found["nodes_by_period"]
    assert nodes.loc[nodes["entity_id"] == "A", "mentions"].sum() == 3


@pytest.mark.parametrize("corpus", [[], [(None, ["A", "B"])], [("2017", ["A", "B"])]])
def test_where_no_date_is_known_to_the_month_there_is_no_period(corpus: Any) -> None:
    found = _over_time(_network(corpus), "month")
    assert found["periods"]["period"].isna().all()
    assert found["edges_by_period"]["period"].isna().all()
    assert in_words(found["periods"])["kind"] is None
