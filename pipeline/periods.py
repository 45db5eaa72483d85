"""Calendar periods: which month, quarter or year a date lies in.

A date is ISO 8601 at the precision known (`2017`, `2017-02`, `2017-02-16`). A period is written
`2017-02` (month), `2017-Q1` (quarter) or `2017` (year); periods of one kind sort as text.
"""

import calendar
from collections.abc import Mapping
from typing import Final

KINDS: Final = ("month", "quarter", "year")
# How many periods `fitting` allows, and which share of the dated articles must say their month.
MOST: Final = 24
PRECISE: Final = 0.9
_IN_A_YEAR: Final = {"month": 12, "quarter": 4, "year": 1}


def period(date: str, kind: str) -> str | None:
    """Return the period of `kind` that holds `date`, None where `date` is too coarse to say.

    >>> [period("2017-02-16", kind) for kind in KINDS]
    ['2017-02', '2017-Q1', '2017']
    >>> [period("2017", kind) for kind in KINDS]
    [None, None, '2017']
    """
    if kind == "year":
        return date[:4]
    if len(date) < len("2017-02"):
        return None
    return date[:7] if kind == "month" else f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


def kind_of(period: str) -> str:
    """Return month, quarter or year.

    >>> [kind_of(one) for one in ("2017-02", "2017-Q1", "2017")]
    ['month', 'quarter', 'year']
    """
    if len(period) == len("2017"):
        return "year"
    return "quarter" if period[5] == "Q" else "month"


def days(period: str) -> tuple[str, str]:
    """Return the first and the last day of `period`, both in it.

    >>> days("2016-02"), days("2017-Q1")
    (('2016-02-01', '2016-02-29'), ('2017-01-01', '2017-03-31'))
    """
    year, kind = period[:4], kind_of(period)
    if kind == "year":
        return f"{year}-01-01", f"{year}-12-31"
    last = int(period[5:7]) if kind == "month" else 3 * int(period[6])
    first = last if kind == "month" else last - 2
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{calendar.monthrange(int(year), last)[1]}"


def between(first: str, last: str) -> list[str]:
    """Return every period from `first` to `last`, which are of one kind, without a gap.

    >>> between("2017-Q3", "2018-Q1")
    ['2017-Q3', '2017-Q4', '2018-Q1']
    """
    kind = kind_of(first)
    return [_name(number, kind) for number in range(ordinal(first), ordinal(last) + 1)]


def fitting(articles: Mapping[str, int]) -> str:
    """Return the kind of period that suits a corpus with so many `articles` of each date.

    The finest of month, quarter and year that makes at most 24 periods from the first article to
    the last. Month and quarter only where at least nine in ten of the dated articles say their
    month: the others would stand in no period.

    >>> fitting({"2017-02-16": 3, "2017-04-10": 5}), fitting({"2017": 1, "2017-02": 1})
    ('month', 'year')
    """
    precise = {date: number for date, number in articles.items() if period(date, "month")}
    if not precise or sum(precise.values()) < PRECISE * sum(articles.values()):
        return "year"
    for kind in KINDS:
        first, last = period(min(precise), kind), period(max(precise), kind)
        if first and last and ordinal(last) - ordinal(first) < MOST:
            return kind
    return "year"


def ordinal(period: str) -> int:
    """Return the number of `period` among those of its kind, counted from the year 0.

    >>> ordinal("2017-02") - ordinal("2016-12")
    2
    """
    kind = kind_of(period)
    within = {"month": period[5:7], "quarter": period[6:7], "year": "1"}[kind]
    return int(period[:4]) * _IN_A_YEAR[kind] + int(within) - 1


def _name(number: int, kind: str) -> str:
    year, within = divmod(number, _IN_A_YEAR[kind])
    end = {"month": f"-{within + 1:02}", "quarter": f"-Q{within + 1}", "year": ""}[kind]
    return f"{year:04}{end}"
