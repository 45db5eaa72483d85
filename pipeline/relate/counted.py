"""Which articles count."""

import pandas as pd


def counted(articles: pd.DataFrame, since: str | None, until: str | None) -> pd.DataFrame:
    """Return the rows of `articles` that count: first copies, dated inside `since` and `until`.

    The limits are ISO dates of any precision, or None. An article counts if its date could lie
    inside; one without a date only if there is no limit.
    """
    return articles[articles["duplicate_of"].isna() & dated(articles["date"], since, until)]


def dated(dates: pd.Series, since: str | None, until: str | None) -> "pd.Series[bool]":
    """Tell which of the ISO `dates`, of any precision, could lie between `since` and `until`.

    >>> dated(pd.Series(["2017", "2017-02", "2018-01-05", None]), "2017-02-10", None).tolist()
    [True, True, True, False]
    """
    inside = pd.Series(True, index=dates.index)
    for limit, sign in ((since, 1), (until, -1)):
        if limit is None:
            continue
        inside &= pd.Series(
            [isinstance(date, str) and _compare(date, limit) * sign >= 0 for date in dates],
            index=dates.index,
            dtype=bool,
        )
    return inside


def _compare(date: str, limit: str) -> int:
    size = min(len(date), len(limit))
    return (date[:size] > limit[:size]) - (date[:size] < limit[:size])
