"""Decisions that a person may see otherwise."""

from typing import Any

import pandas as pd

from pipeline.link import link_across, link_within
from pipeline.link.rules import RULES
from pipeline.tables import frame
from tests.link.link_samples import cluster, clusters, marked, records

COLUMNS = ("question", "name", "other", "verdict", "rule")


def asked(*rows: dict[str, Any], joins: pd.DataFrame | None = None) -> list[tuple[Any, ...]]:
    return records(link_across(clusters(*rows), joins)[1], *COLUMNS)


def test_a_spelling_is_asked_about() -> None:
    rows = cluster("a", "Sergej Lavrov", mentions=2), cluster("b", "Sergei Lavrov")
    assert asked(*rows) == [("same", "Sergei Lavrov", "Sergej Lavrov", "same", "spelling")]


def test_a_surname_alone_is_asked_about_joined_or_not() -> None:
    lavrov = cluster("a", "Lavrov"), cluster("b", "Sergej Lavrov")
    assert asked(*lavrov) == [("same", "Lavrov", "Sergej Lavrov", "same", "surname-in-corpus")]
    hansen = cluster("a", "Hansen"), cluster("b", "Anne Hansen")
    assert asked(*hansen) == [("same", "Hansen", "Anne Hansen", "different", "common-surname")]


def test_namesakes_are_asked_about() -> None:
    rows = [
        cluster("a", "Jan Hansen", mentions=2),
        cluster("a", "Gann", "organisation"),
        cluster("b", "Jan Hansen"),
        cluster("b", "Vinterly", "organisation"),
    ]
    assert asked(*rows) == [("same", "Jan Hansen", "Jan Hansen", "different", "namesake")]


def test_names_one_letter_apart_are_asked_about() -> None:
    rows = cluster("a", "Aleksandr Grusjko", mentions=2), cluster("b", "Aleksandr Grosjko")
    (row,) = asked(*rows)
    assert row == (
        "same",
        "Aleksandr Grosjko",
        "Aleksandr Grusjko",
        "different",
        "one-letter-apart",
    )


def test_a_name_with_several_types_is_asked_about() -> None:
    rows = cluster("a", "Gann", mentions=3), cluster("b", "Gann", "place")
    table = link_across(clusters(*rows))[1]
    assert records(table, "question", "name", "verdict") == [("type", "Gann", "person")]
    assert table["other"].isna().all()
    assert table["evidence"].tolist() == ["person 3, place 1"]
    assert table["doubt"].tolist() == [0.25]


def test_what_was_joined_within_articles_is_asked_about_once_for_all_articles() -> None:
    rows = [cluster("a", "Jurij Usjakov"), cluster("b", "Jurij Usjakov")]
    join = {"cluster": 0, "form": "Usjakiov", "other": "Usjakov", "rule": "slip", "mentions": 2}
    joins = frame("joins", [{"article_id": article, **join} for article in "ab"])
    table = link_across(clusters(*rows), joins)[1]
    assert records(table, *COLUMNS, "mentions", "articles") == [
        ("same", "Usjakiov", "Usjakov", "same", "slip", 4, 2)
    ]


def test_rules_without_doubt_are_not_asked_about() -> None:
    sure = next(rule for rule, about in RULES.items() if not about.doubt)
    joins = frame(
        "joins",
        [
            {
                "article_id": "a",
                "cluster": 0,
                "form": "X",
                "other": "Gann",
                "rule": sure,
                "mentions": 1,
            }
        ],
    )
    assert asked(cluster("a", "Gann"), joins=joins) == []


def test_the_most_doubtful_come_first() -> None:
    rows = [
        cluster("a", "Sergej Lavrov", mentions=2),
        cluster("b", "Sergei Lavrov"),
        cluster("c", "Hansen"),
        cluster("d", "Anne Hansen"),
    ]
    doubts = link_across(clusters(*rows))[1]["doubt"].tolist()
    assert doubts == sorted(doubts, reverse=True)
    assert len(doubts) == 2


def test_every_join_of_an_article_is_by_a_rule_that_is_told_of() -> None:
    text = (
        "{PER Sergej Lavrov} og {PER Lavrov}, {PER Sergej}, {PER Lavrow}. {ORG Norges Seilforbund} "
        "({ORG NSF}). {PER Bill Clinton} og {PER Hillary Clinton} og {PER Clinton}."
    )
    _, found, joins = link_within(*marked(text))
    assert set(joins["rule"]) <= set(RULES)
    assert len(link_across(found, joins)[1])
