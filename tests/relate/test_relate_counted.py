"""Which articles count."""

import pandas as pd
import pytest

from pipeline.relate import counted
from pipeline.relate.counted import dated
from pipeline.tables import empty, frame
from tests.samples import article

DATES = ["2016", "2017", "2017-01", "2017-02", "2017-02-09", "2017-02-10", "2018-01-05", None]


def inside(since: str | None, until: str | None) -> list[str | None]:
    found = dated(pd.Series(DATES), since, until)
    return [date for date, is_inside in zip(DATES, found, strict=True) if is_inside]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, DATES),
        ("2017", None, DATES[1:-1]),
        ("2017-02", None, ["2017", "2017-02", "2017-02-09", "2017-02-10", "2018-01-05"]),
        ("2017-02-10", None, ["2017", "2017-02", "2017-02-10", "2018-01-05"]),
        (None, "2017", DATES[:-2]),
        (None, "2017-01", ["2016", "2017", "2017-01"]),
        (None, "2017-02-09", ["2016", "2017", "2017-01", "2017-02", "2017-02-09"]),
        ("2017-02-10", "2017-02-10", ["2017", "2017-02", "2017-02-10"]),
        ("2017-02", "2017", ["2017", "2017-02", "2017-02-09", "2017-02-10"]),
        ("2019", "2020", []),
        ("2018", "2016", []),
    ],
)
def test_an_article_counts_if_its_date_could_lie_inside(
    since: str | None, until: str | None, expected: list[str | None]
) -> None:
    assert inside(since, until) == expected


def test_only_first_copies_count() -> None:
    table = frame(
        "articles",
        [
            article("a", date="2017"),
            article("b", date="2017", duplicate_of="a"),
            article("c", date="2019"),
            article("d"),
        ],
    )
    assert counted(table, None, None)["article_id"].tolist() == ["a", "c", "d"]
    assert counted(table, "2018", None)["article_id"].tolist() == ["c"]


def test_no_articles_count_to_none() -> None:
    assert counted(empty("articles"), "2017", "2018").empty
