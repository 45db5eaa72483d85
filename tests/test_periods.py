"""Tests of pipeline/periods.py: the calendar."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.periods import KINDS, MOST, between, days, fitting, kind_of, period

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(9998, 12, 31))
RECENT = st.dates(datetime.date(2010, 1, 1), datetime.date(2022, 12, 31))
KIND = st.sampled_from(KINDS)
ONE_DAY = datetime.timedelta(days=1)


def _limits(name: str) -> tuple[datetime.date, datetime.date]:
    first, last = days(name)
    return datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)


@given(DAYS, KIND)
def test_every_day_lies_in_its_period_and_in_no_other(day: datetime.date, kind: str) -> None:
    name = period(day.isoformat(), kind)
    assert name is not None
    first, last = _limits(name)
    assert first <= day <= last
    assert kind_of(name) == kind
    for other in (first - ONE_DAY, last + ONE_DAY):
        assert period(other.isoformat(), kind) != name


@given(DAYS, KIND)
def test_periods_follow_each_other_without_a_gap(day: datetime.date, kind: str) -> None:
    name = period(day.isoformat(), kind) or ""
    after = period((_limits(name)[1] + ONE_DAY).isoformat(), kind) or ""
    assert name < after
    assert between(name, after) == [name, after]
    assert _limits(name)[1] + ONE_DAY == _limits(after)[0]


@given(DAYS, DAYS, KIND)
def test_between_holds_the_period_of_every_day_once(
    one: datetime.date, other: datetime.date, kind: str
) -> None:
    first, last = sorted((one, min(other, one + 900 * ONE_DAY)))
    first = max(first, last - 900 * ONE_DAY)
    ends = [period(day.isoformat(), kind) or "" for day in (first, last)]
    every = [first + number * ONE_DAY for number in range((last - first).days + 1)]
    names = [period(day.isoformat(), kind) for day in every]
    assert between(*ends) == list(dict.fromkeys(names)) == sorted(set(between(*ends)))


@given(DAYS)
def test_a_date_known_to_the_month_or_year_is_put_in_no_finer_period(day: datetime.date) -> None:
    year, month = day.isoformat()[:4], day.isoformat()[:7]
    assert [period(year, kind) for kind in KINDS] == [None, None, year]
    assert [period(month, kind) for kind in KINDS] == [
        period(day.isoformat(), kind) for kind in KINDS
    ]


@given(st.dictionaries(RECENT.map(str), st.integers(1, 9), min_size=1))
def test_the_kind_that_fits_makes_few_periods_and_no_finer_one_does(dates: dict[str, int]) -> None:
    chosen = fitting(dates)

    def number(kind: str) -> int:
        first, last = (period(end(dates), kind) or "" for end in (min, max))
        return int(last[:4]) - int(first[:4]) if kind == "year" else len(between(first, last))

    assert chosen == "year" or number(chosen) <= MOST
    for finer in KINDS[: KINDS.index(chosen)]:
        assert number(finer) > MOST


@pytest.mark.parametrize(
    ("dates", "kind"),
    [
        ({}, "year"),
        ({"2017": 5}, "year"),
        ({"2017-01": 9, "2017": 1}, "month"),
        ({"2017-01": 8, "2017": 1}, "year"),
        ({"2017-01": 1, "2018-12": 1}, "month"),
        ({"2017-01": 1, "2019-01": 1}, "quarter"),
        ({"2017-01": 1, "2022-12": 1}, "quarter"),
        ({"2017-01": 1, "2023-01": 1}, "year"),
    ],
)
def test_the_kind_that_fits(dates: dict[str, int], kind: str) -> None:
    assert fitting(dates) == kind
