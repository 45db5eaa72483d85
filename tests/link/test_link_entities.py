"""The tables `mentions`, `entity_counts` and `entities`."""

from typing import Any

import pandas as pd
import pytest

from pipeline.link import apply_links, count_entities, link_across, link_within, merge_entities
from pipeline.tables import concat, empty, frame
from tests.link.link_samples import cluster, clusters, marked, records
from tests.samples import article


def link(entity_id: str, article_id: str = "a", **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "article_id": article_id,
        "cluster": 0,
        "entity_id": entity_id,
        "entity": entity_id.upper(),
        "type": "person",
        "rule": "same-name",
    }
    return {**row, **more}


def mentions(*names: tuple[str, str]) -> pd.DataFrame:
    """Return the table `mentions` of (article, entity) pairs."""
    rows = [
        {
            "article_id": article_id,
            "sentence": 0,
            "paragraph": 0,
            "start": 0,
            "end": 1,
            "token": 0,
            "token_end": 1,
            "text": "x",
            "label": "PER",
            "type": "person",
            "derived": False,
            "entity_id": entity_id,
            "entity": entity_id,
            "rule": "same-name",
        }
        for article_id, entity_id in names
    ]
    return frame("mentions", rows)


def counts(*rows: tuple[str, int, int, str | None, str | None]) -> pd.DataFrame:
    names = ("entity_id", "mentions", "articles", "first_seen", "last_seen")
    return frame("entity_counts", [dict(zip(names, row, strict=True)) for row in rows])


# apply_links


@pytest.mark.parametrize(
    ("across", "expected"),
    [
        ("same-name", "surname: Sergej Lavrov"),
        ("gazetteer", "surname: Sergej Lavrov"),
        ("spelling: X", "surname: Sergej Lavrov > spelling: X"),
        ("surname-in-corpus: X", "surname: Sergej Lavrov > surname-in-corpus: X"),
    ],
)
def test_a_mention_tells_the_rules_of_both_halves(across: str, expected: str) -> None:
    local, _, _ = link_within(*marked("{PER Sergej Lavrov} kom. {PER Lavrov} gikk."))
    made, _ = apply_links(local, frame("links", [link("x", rule=across)]))
    assert made["rule"].tolist()[1] == expected
    assert made["entity_id"].tolist() == ["x", "x"]
    assert made["type"].tolist() == ["person", "person"]


def test_mentions_keep_the_names_in_order_and_their_places() -> None:
    articles, names = marked("{ORG Nato} og {PER Lavrov} og {DRV Nato-landene}")
    local, found, _ = link_within(articles, names)
    made, _ = apply_links(local, link_across(found)[0])
    same = list(names.columns)
    pd.testing.assert_frame_equal(made[same], names)
    assert records(made, "entity_id", "entity", "type", "derived") == [
        ("Q7184", "NATO", "organisation", False),
        ("person/lavrov", "Lavrov", "person", False),
        ("Q7184", "NATO", "organisation", True),
    ]


def test_words_derived_from_a_country_are_kept_apart_unless_asked_for() -> None:
    text = "{PER Lavrov} og {DRV russerne} i {GPE_LOC Russland}, {DRV Nato-landene}"
    local, found, _ = link_within(*marked(text))
    links = link_across(found)[0]
    names, words = apply_links(local, links)
    assert records(names, "text", "derived") == [
        ("Lavrov", False),
        ("Russland", False),
        ("Nato-landene", True),
    ]
    assert records(words, "text", "entity_id", "derived") == [("russerne", "Q159", True)]
    every, same = apply_links(local, links, derived=True)
    assert every["text"].tolist() == ["Lavrov", "russerne", "Russland", "Nato-landene"]
    pd.testing.assert_frame_equal(words, same)


def test_names_of_dropped_entities_are_no_mentions() -> None:
    local, found, _ = link_within(*marked("{PER Lavrov} og {ORG Nato}"))
    links = link_across(found)[0]
    names, _ = apply_links(local, links[links["entity_id"] != "Q7184"])
    assert names["text"].tolist() == ["Lavrov"]


def test_no_names_make_no_mentions() -> None:
    made, _ = apply_links(empty("local"), empty("links"))
    pd.testing.assert_frame_equal(made, empty("mentions"))


# count_entities


def test_entities_are_counted_in_first_copies_only() -> None:
    articles = frame(
        "articles",
        [
            article("a", "", date="2017-02"),
            article("b", "", date="2019-05-14"),
            article("copy", "", date="2010", duplicate_of="a"),
        ],
    )
    made = count_entities(
        mentions(("a", "x"), ("a", "x"), ("b", "x"), ("b", "y"), ("copy", "x"), ("copy", "z")),
        articles,
    )
    pd.testing.assert_frame_equal(
        made, counts(("x", 3, 2, "2017-02", "2019-05-14"), ("y", 1, 1, "2019-05-14", "2019-05-14"))
    )


def test_articles_without_a_date_leave_it_open() -> None:
    articles = frame("articles", [article("a", ""), article("b", "", date="2018")])
    made = count_entities(mentions(("a", "x"), ("a", "y"), ("b", "y")), articles)
    pd.testing.assert_frame_equal(
        made, counts(("x", 1, 1, None, None), ("y", 2, 2, "2018", "2018"))
    )


def test_nothing_counted_is_an_empty_table() -> None:
    made = count_entities(empty("mentions"), empty("articles"))
    pd.testing.assert_frame_equal(made, empty("entity_counts"))


# merge_entities


def test_counts_of_all_parts_are_added_up() -> None:
    made = merge_entities(
        counts(
            ("x", 3, 2, "2017-02", "2018"), ("x", 1, 1, "2015", "2015"), ("x", 1, 1, None, None)
        ),
        clusters(cluster("a", "X")),
        frame("links", [link("x")]),
    )
    assert records(made, "mentions", "articles", "first_seen", "last_seen") == [
        (5, 4, "2015", "2018")
    ]


def test_an_entity_of_duplicates_alone_is_listed_with_nothing_counted() -> None:
    made = merge_entities(
        empty("entity_counts"), clusters(cluster("a", "X")), frame("links", [link("x")])
    )
    assert records(made, "entity_id", "mentions", "articles") == [("x", 0, 0)]
    assert made["first_seen"].isna().all()


def test_aliases_of_most_articles_come_first_then_by_the_alphabet() -> None:
    made = merge_entities(
        counts(("x", 9, 3, None, None)),
        clusters(
            cluster("a", "Sergej Lavrov", forms="Lavrov;Sergej Lavrov"),
            cluster("b", "Sergej Lavrov", forms="Lavrov;Sergej"),
            cluster("c", "Sergej Lavrov", forms=""),
        ),
        frame("links", [link("x", "a"), link("x", "b"), link("x", "c")]),
    )
    assert made["aliases"].tolist() == ["Lavrov;Sergej;Sergej Lavrov"]


def test_the_rule_of_most_articles_stands() -> None:
    made = merge_entities(
        counts(("x", 3, 3, None, None)),
        clusters(cluster("a", "X"), cluster("b", "X"), cluster("c", "X")),
        frame(
            "links",
            [
                link("x", "a"),
                link("x", "b", rule="surname-in-corpus"),
                link("x", "c", rule="surname-in-corpus"),
            ],
        ),
    )
    assert made["rule"].tolist() == ["surname-in-corpus"]


def test_what_the_gazetteer_knows_of_an_entity_is_told() -> None:
    texts = {
        "a": "{GPE_LOC Norge} og {PER Lavrov}",
        "b": "{ORG Nato-Russland-rådet} og {ORG Nato}",
    }
    parts = [marked(text, article_id) for article_id, text in texts.items()]
    articles = concat("articles", [part[0] for part in parts])
    local, found, _ = link_within(articles, concat("names", [part[1] for part in parts]))
    links, _, _ = link_across(found)
    made = merge_entities(count_entities(apply_links(local, links)[0], articles), found, links)
    assert made["entity_id"].is_monotonic_increasing
    facts = made.set_index("entity_id")[["label", "wikidata", "iso3166", "rule"]].fillna("")
    assert {name: tuple(row) for name, row in zip(facts.index, facts.to_numpy(), strict=True)} == {
        "Q20": ("Norge", "Q20", "NO", "gazetteer"),
        "Q7184": ("NATO", "Q7184", "", "gazetteer"),
        "organisation/nato-russland-radet": ("NATO-Russland-rådet", "", "", "gazetteer"),
        "person/lavrov": ("Lavrov", "", "", "same-name"),
    }


@pytest.mark.parametrize(("derived", "expected"), [(False, ["Q159"]), (True, ["Q159", "Q30"])])
def test_a_country_with_derived_words_alone_is_an_entity_only_where_they_count(
    derived: bool, expected: list[str]
) -> None:
    articles, names = marked("{GPE_LOC Russland} og {DRV amerikanske}")
    local, found, _ = link_within(articles, names)
    links = link_across(found)[0]
    mentions = apply_links(local, links, derived=derived)[0]
    counts = count_entities(mentions, articles)
    made = merge_entities(counts, found, links, derived=derived)
    assert made["entity_id"].tolist() == expected
    assert (made["mentions"] > 0).all()


def test_nothing_linked_is_an_empty_table() -> None:
    made = merge_entities(empty("entity_counts"), empty("clusters"), empty("links"))
    pd.testing.assert_frame_equal(made, empty("entities"))
