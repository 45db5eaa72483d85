"""Ties and names by period: counted by date in each part of the corpus, then added up.

An occurrence whose date is too coarse for the period, or that has no date, is kept in a row of its
own without a period, so that the rows of an edge add up to its count: nothing is lost, and no
month is made up.
"""

from typing import Any, Final

import pandas as pd

from pipeline import tables
from pipeline.periods import between, days, fitting, kind_of, period

_KEYS: Final = ["source_id", "target_id"]
_TIME: Final = ["period", "first_day", "last_day"]
_MONTH: Final = len("2017-02")


def count_dates(
    articles: pd.DataFrame, mentions: pd.DataFrame, pairs: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the tables `dated_articles`, `dated_mentions` and `dated_pairs` of a part.

    `articles` are those that count (see :func:`~pipeline.relate.counted`), `pairs` are of these;
    mentions of others are left out. Dates are cut to the month, the finest period there is.
    """
    months = articles.assign(date=articles["date"].str[:_MONTH])
    named = mentions.merge(months[["article_id", "date"]], on="article_id", validate="m:1")
    together = pairs.assign(date=pairs["date"].str[:_MONTH])
    in_article: dict[str, Any] = {"articles": ("article_id", "nunique")}
    return (
        _grouped("dated_articles", months, ["date"], in_article),
        _grouped(
            "dated_mentions",
            named,
            ["entity_id", "date"],
            {"mentions": ("article_id", "size"), **in_article},
        ),
        _grouped(
            "dated_pairs",
            together,
            [*_KEYS, "date"],
            {"count": ("article_id", "size"), **in_article},
        ),
    )


def by_period(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    dated_articles: pd.DataFrame,
    dated_mentions: pd.DataFrame,
    dated_pairs: pd.DataFrame,
    kind: str,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the tables `periods`, `nodes_by_period` and `edges_by_period` of the whole corpus.

    Of the entities in `nodes` and the pairs in `edges` alone. `kind` is month, quarter, year or
    auto (see :func:`~pipeline.periods.fitting`). Rows are sorted by id and then by time,
    those without a period last.
    """
    articles = dated_articles.groupby("date")["articles"].sum()
    chosen = kind if kind != "auto" else fitting({str(date): n for date, n in articles.items()})
    label = dict(zip(nodes["entity_id"], nodes["label"], strict=True))

    ties = dated_pairs.merge(edges[_KEYS], on=_KEYS)
    ties = _sums(ties, chosen, _KEYS, ["count", "articles"])
    ties = ties.assign(
        source=ties["source_id"].map(label),
        target=ties["target_id"].map(label),
        weight=ties["count"].astype(float),
    )
    names = dated_mentions[dated_mentions["entity_id"].isin(label)]
    names = _sums(names, chosen, ["entity_id"], ["mentions", "articles"])
    names = names.merge(_degrees(ties), on=["entity_id", *_TIME], how="left")
    names = names.fillna({"degree": 0, "weighted_degree": 0.0})
    return (
        _periods(_sums(dated_articles, chosen, [], ["articles"])),
        tables.frame("nodes_by_period", names.assign(label=names["entity_id"].map(label))),
        tables.frame("edges_by_period", ties),
    )


def in_words(periods: pd.DataFrame) -> dict[str, Any]:
    """Return what the table `periods` says in sum, for run.json.

    `kind` (null if no article is in a period), `first` and `last` period, the number of `periods`
    from the one to the other, and of articles `in_a_period`, `dated_coarser` and `undated`.
    """
    known = periods[periods["period"].notna()]
    outside = periods[periods["period"].isna()]
    names = known["period"].tolist()
    coarse = outside["first_day"].notna()
    return {
        "kind": kind_of(names[0]) if names else None,
        "first": names[0] if names else None,
        "last": names[-1] if names else None,
        "periods": len(names),
        "in_a_period": int(known["articles"].sum()),
        "dated_coarser": int(outside.loc[coarse, "articles"].sum()),
        "undated": int(outside.loc[~coarse, "articles"].sum()),
    }


def tie_in_words(edges_by_period: pd.DataFrame, one: str, other: str) -> str:
    """Return how often a tie occurs in each period, empty where none is known.

    What stands in no period comes last: `2017: 3, 2018: 1, some time in 2019: 1, undated: 1`.
    """
    keys = [
        edges_by_period[key] == end for key, end in zip(_KEYS, sorted((one, other)), strict=True)
    ]
    rows = edges_by_period[keys[0] & keys[1]]
    if rows["period"].isna().all():
        return ""
    columns = (rows[name].tolist() for name in ("period", "first_day", "count"))
    told = []
    for name, first, count in zip(*columns, strict=True):
        if not isinstance(name, str):
            name = f"some time in {first[:4]}" if isinstance(first, str) else "undated"
        told.append(f"{name}: {count}")
    return ", ".join(told)


def _grouped(
    table: str, rows: pd.DataFrame, keys: list[str], counts: dict[str, Any]
) -> pd.DataFrame:
    if rows.empty:
        return tables.empty(table)
    grouped = rows.groupby(keys, sort=True, dropna=False).agg(**counts)
    return tables.frame(table, grouped.reset_index())


def _sums(rows: pd.DataFrame, kind: str, keys: list[str], counts: list[str]) -> pd.DataFrame:
    """Return `counts` of `rows` added up by `keys` and the period of their `date`.

    A date that is too coarse has no period, but the days of what is known; no date has neither.
    Sorted by `keys`, then by time, what is in no period last.
    """
    found: dict[str | None, tuple[str | None, ...]] = {None: (None, None, None)}
    for date in rows["date"].dropna().unique():
        name = period(date, kind)
        found[date] = (name, *days(name or date))
    times = sorted(set(found.values()), key=lambda time: [(one is None, one or "") for one in time])
    number = {date: times.index(time) for date, time in found.items()}
    dates = rows["date"].astype(object).where(rows["date"].notna(), None)
    # By one number and not by three columns of text, which takes a third less time.
    numbered = rows.assign(time=[number[date] for date in dates])
    sums = numbered.groupby([*keys, "time"], sort=True)[counts].sum().reset_index()
    columns = {
        column: pd.Series([times[at][place] for at in sums["time"]], index=sums.index, dtype="str")
        for place, column in enumerate(_TIME)
    }
    return sums.assign(**columns)


def _degrees(ties: pd.DataFrame) -> pd.DataFrame:
    """Return in how many ties each entity stands at each time, and their weights in sum."""
    ends = pd.concat(
        [ties.rename(columns={end: "entity_id"})[["entity_id", *_TIME, "weight"]] for end in _KEYS]
    )
    grouped = ends.groupby(["entity_id", *_TIME], dropna=False)["weight"]
    return grouped.agg(degree="size", weighted_degree="sum").reset_index()


def _periods(sums: pd.DataFrame) -> pd.DataFrame:
    """Return the table `periods`: all from the first to the last, then what is in none.

    `sums` are the articles of each that has any.
    """
    known = sums.dropna(subset="period")
    if known.empty:
        return tables.frame("periods", sums)
    number = dict(zip(known["period"], known["articles"], strict=True))
    names = between(known["period"].iloc[0], known["period"].iloc[-1])
    rows = [
        {"period": name, "first_day": first, "last_day": last, "articles": number.get(name, 0)}
        for name, (first, last) in zip(names, map(days, names), strict=True)
    ]
    outside = sums[sums["period"].isna()]
    return tables.concat("periods", [tables.frame("periods", rows), outside])
