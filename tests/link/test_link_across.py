"""Which entities of the articles are one entity of the corpus."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link import link_across
from pipeline.link.gazetteer import load
from pipeline.link.names import key
from pipeline.link.namesakes import is_listed
from pipeline.tables import empty, frame
from tests.link.link_samples import cluster, clusters, ids, records

Row = dict[str, Any]

NAMES = [
    "Sergej Lavrov", "Sergei Lavrov", "Sergej Lavrovs", "Lavrov", "LAVROV", "Bill Clinton",
    "Hillary Clinton", "Clinton", "Sergej Sjojgu", "Larisa Shoigu", "Shoigu", "Sjojgu", "Ås", "As",
    "As 2", "Vinterly", "vinterly", "Vinterly-Bank", "Dågbladet", "Kari Han", "Kari Hans",
    "Kari Hanss", "Hans", "...",
]  # fmt: skip
ROWS = st.lists(
    st.builds(
        lambda number, name, kind, mentions: cluster(f"a{number}", name, kind, mentions=mentions),
        st.integers(0, 5),
        st.sampled_from(NAMES),
        st.sampled_from(["person", "organisation", "place", "other"]),
        st.integers(1, 4),
    ),
    max_size=15,
)


def links_of(table: pd.DataFrame) -> pd.DataFrame:
    return link_across(table)[0]


def linked(*rows: Row) -> list[str]:
    """Return the label of the entity of each row."""
    return [str(label) for label in links_of(clusters(*rows))["entity"]]


# Names of persons


def test_the_same_name_is_the_same_person_in_all_articles() -> None:
    links = links_of(clusters(cluster("a", "Sergej Lavrov"), cluster("b", "Sergej Lavrov")))
    assert records(links, "article_id", "cluster", "entity_id", "entity", "type", "rule") == [
        ("a", 0, "person/sergej-lavrov", "Sergej Lavrov", "person", "same-name"),
        ("b", 0, "person/sergej-lavrov", "Sergej Lavrov", "person", "same-name"),
    ]


def test_spellings_are_one_person_called_by_the_most_frequent() -> None:
    links = links_of(
        clusters(
            cluster("a", "Sergey Lavrov", mentions=2),
            cluster("b", "Sergej Lavrov", mentions=3),
            cluster("c", "SERGEJ LAVROV", mentions=9),
        )
    )
    assert set(links["entity"]) == {"SERGEJ LAVROV"}
    links = links_of(
        clusters(
            cluster("a", "Sergey Lavrov", mentions=2),
            cluster("b", "Sergej Lavrov", mentions=3),
            cluster("c", "SERGEJ LAVROV", mentions=3),
        )
    )
    assert records(links, "entity", "rule") == [
        ("Sergej Lavrov", "spelling: Sergej Lavrov"),
        ("Sergej Lavrov", "same-name"),
        ("Sergej Lavrov", "same-name"),
    ]


def test_spellings_of_an_organisation_differ_in_case_and_signs_only() -> None:
    assert linked(
        cluster("a", "Vinterly-Bank", "organisation"),
        cluster("b", "VINTERLY BANK", "organisation"),
        cluster("c", "Winterly Bank", "organisation"),
    ) == ["Vinterly-Bank", "Vinterly-Bank", "Winterly Bank"]


def test_a_surname_alone_joins_the_only_person_of_the_corpus_with_it() -> None:
    links = links_of(
        clusters(cluster("a", "Lavrov", mentions=9), cluster("b", "Sergej Lavrov", mentions=1))
    )
    assert records(links, "entity_id", "entity", "rule") == [
        ("person/sergej-lavrov", "Sergej Lavrov", "surname-in-corpus: Sergej Lavrov"),
        ("person/sergej-lavrov", "Sergej Lavrov", "same-name"),
    ]


def test_a_surname_of_two_persons_stays_alone() -> None:
    rows = cluster("a", "Clinton"), cluster("b", "Bill Clinton"), cluster("c", "Hillary Clinton")
    assert linked(*rows) == ["Clinton", "Bill Clinton", "Hillary Clinton"]


def test_a_surname_of_one_person_in_two_spellings_joins_it() -> None:
    rows = cluster("a", "Lavrov"), cluster("b", "Sergej Lavrov"), cluster("c", "Sergei Lavrov")
    assert len(set(linked(*rows))) == 1


def test_a_surname_joins_only_in_the_same_letters() -> None:
    rows = cluster("a", "Sjojgu"), cluster("b", "Sergey Shoigu")
    assert linked(*rows) == ["Sjojgu", "Sergey Shoigu"]


def test_a_first_name_alone_joins_nobody() -> None:
    assert linked(cluster("a", "Erna"), cluster("b", "Erna Solberg")) == ["Erna", "Erna Solberg"]


def test_an_organisation_is_nobodys_surname() -> None:
    rows = cluster("a", "Lavrov", "organisation"), cluster("b", "Sergej Lavrov")
    assert linked(*rows) == ["Lavrov", "Sergej Lavrov"]


def test_two_spellings_of_a_surname_with_an_owner_each_stay_alone() -> None:
    rows = [
        cluster("a", "Sjojgu"),
        cluster("b", "Shoigu"),
        cluster("c", "Sergej Sjojgu"),
        cluster("d", "Larisa Shoigu"),
    ]
    assert linked(*rows)[:2] == ["Shoigu", "Shoigu"]


def test_a_surname_that_is_taken_for_something_else_joins_a_person_named_far_more_often() -> None:
    def types(kind: str, name: str, often: int) -> list[str]:
        rows = cluster("a", name, kind), cluster("b", f"Kari {name}", mentions=often)
        return [str(value) for value in links_of(clusters(*rows))["type"]]

    assert types("organisation", "Nordmann", 5) == ["person", "person"]
    assert types("organisation", "Nordmann", 4) == ["organisation", "person"]
    assert types("place", "Bergen", 50) == ["place", "person"]


def test_full_names_that_differ_in_a_final_s_are_the_one_that_is_mentioned_more() -> None:
    def labels(without: int, with_s: int) -> set[str]:
        return set(
            linked(
                cluster("a", "James Matti", mentions=without),
                cluster("b", "James Mattis", mentions=with_s),
            )
        )

    assert labels(1, 2) == {"James Mattis"}
    assert labels(2, 1) == {"James Matti"}
    rows = cluster("a", "James Matti"), cluster("b", "James Mattis", mentions=2)
    assert links_of(clusters(*rows))["rule"].tolist() == [
        "ending-in-corpus: James Mattis",
        "same-name",
    ]


@pytest.mark.parametrize("mentions", [(3, 2, 1), (1, 2, 3), (1, 2, 1), (2, 1, 2)])
def test_a_chain_of_final_s_has_an_end(mentions: tuple[int, int, int]) -> None:
    names = ("Kari Han", "Kari Hans", "Kari Hanss")
    rows = [
        cluster(f"a{number}", name, mentions=often)
        for number, (name, often) in enumerate(zip(names, mentions, strict=True))
    ]
    found = linked(*rows)
    assert found[1] in (found[0], found[2])


# Types


def test_a_name_with_one_type_in_most_mentions_has_it_in_all() -> None:
    links = links_of(
        clusters(
            cluster("a", "Vinterly", "organisation", mentions=2),
            cluster("b", "Vinterly", mentions=1),
        )
    )
    assert set(links["entity_id"]) == {"organisation/vinterly"}
    assert set(links["type"]) == {"organisation"}


def test_a_name_with_two_types_is_two_entities() -> None:
    links = links_of(
        clusters(
            cluster("a", "Vinterly", "organisation", mentions=3),
            cluster("b", "Vinterly", mentions=2),
        )
    )
    assert list(ids(links)) == ["organisation/vinterly", "person/vinterly"]


# Ids


def test_what_the_gazetteer_knows_keeps_its_entity() -> None:
    links = links_of(
        clusters(
            cluster("a", "Nato", "organisation", entity_id="Q7184"),
            cluster("b", "De Forente nasjoner", "organisation", entity_id="Q1065"),
        )
    )
    assert records(links, "entity_id", "entity", "type", "rule") == [
        ("Q7184", "NATO", "organisation", "gazetteer"),
        ("Q1065", "FN", "organisation", "gazetteer"),
    ]


def test_names_with_one_slug_have_ids_of_their_own() -> None:
    links = links_of(
        clusters(
            cluster("a", "Ås", "place"), cluster("b", "As", "place"), cluster("c", "As 2", "place")
        )
    )
    assert links["entity_id"].nunique() == 3
    assert records(links, "entity", "entity_id")[1] == ("As", "place/as")


def test_an_unknown_name_never_takes_an_id_of_the_gazetteer() -> None:
    assert "organisation/dagbladet" in load().entries
    links = links_of(clusters(cluster("a", "Dågbladet", "organisation")))
    assert list(ids(links)) == ["organisation/dagbladet-2"]


def test_a_name_without_latin_letters_has_an_id() -> None:
    links = links_of(clusters(cluster("a", "..."), cluster("b", "Лавров")))
    assert list(ids(links)) == ["person/x", "person/u43bu430u432u440u43eu432"]


def test_no_clusters_make_no_links() -> None:
    pd.testing.assert_frame_equal(links_of(empty("clusters")), empty("links"))


# Any corpus


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_every_cluster_has_one_link_and_every_entity_one_label_and_type(rows: list[Row]) -> None:
    table = clusters(*rows)
    links = links_of(table)
    keys = ["article_id", "cluster"]
    pd.testing.assert_frame_equal(links[keys], table[keys])
    facts = links[["entity_id", "entity", "type"]].drop_duplicates()
    assert facts["entity_id"].is_unique
    # One name is one entity, unless it is one that many people have, standing alone.
    named = zip(table["name"], table["type"], ids(links), strict=True)
    told = [row for row in named if row[1] != "person" or not is_listed(key(row[0]))]
    same = {(name, kind): entity for name, kind, entity in told}
    assert [same[name, kind] for name, kind, _ in told] == [entity for *_, entity in told]


@settings(max_examples=150, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_links_do_not_depend_on_the_order_of_the_rows(rows: list[Row], random: Any) -> None:
    table = clusters(*rows)
    order = list(range(len(table)))
    random.shuffle(order)
    shuffled = links_of(table.iloc[order].reset_index(drop=True))
    expected = links_of(table).iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(shuffled, expected)


@settings(max_examples=50, deadline=None)
@given(ROWS)
def test_an_unrelated_article_changes_no_link(rows: list[Row]) -> None:
    others = [
        cluster("z", "Kari Nordmann"),
        cluster("z", "Norsk Dykkerlag", "organisation"),
        cluster("z", "Nato", "organisation", entity_id="Q7184"),
    ]
    alone = links_of(clusters(*rows))
    beside = links_of(clusters(*others, *rows)).iloc[len(others) :].reset_index(drop=True)
    pd.testing.assert_frame_equal(beside, frame("links", alone))


@pytest.mark.parametrize("copies", [1, 3])
def test_ids_are_the_same_when_more_articles_name_the_entity(copies: int) -> None:
    rows = [cluster(f"a{number}", "Kari Nordmann") for number in range(copies)]
    assert set(ids(links_of(clusters(*rows)))) == {"person/kari-nordmann"}
