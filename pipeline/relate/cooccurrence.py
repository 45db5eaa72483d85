"""Which entities stand together in which windows of the text, and how often."""

from typing import Final

import numpy as np
import pandas as pd
from scipy import sparse

from pipeline import tables

Counts = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]
_KEYS: Final = ["source_id", "target_id"]


def co_occurrences(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    window: str,
    derived: bool = False,
) -> Counts:
    """Return the tables `pairs`, `pair_counts` and `window_counts` of the given articles.

    `window` is sentence, paragraph, article, or a number of tokens as a string. In the first three
    a window is such a unit of the text, and every unit counts, also those without names. With a
    number of tokens n, each two mentions of different entities whose first tokens stand fewer than
    n tokens apart in one article make a window of their own.

    Only sentences and mentions of `articles` count (see :func:`~pipeline.relate.counted`), and
    names inside compounds only with `derived`.
    """
    dates = articles[["article_id", "date"]]
    wanted = mentions if derived else mentions[~mentions["derived"]]
    wanted = wanted.merge(dates, on="article_id")
    if window.isdecimal():
        members = _token_windows(wanted, int(window))
        n_windows = members["window"].nunique()
    else:
        unit = {"article": ["article_id"], "paragraph": ["article_id", "paragraph"]}.get(
            window, ["article_id", "sentence"]
        )
        members = wanted.assign(window=wanted.groupby(unit, sort=False).ngroup())
        n_windows = len(sentences.merge(dates, on="article_id")[unit].drop_duplicates())
    return (
        _pairs(members),
        _pair_counts(members),
        _window_counts(members, n_windows),
    )


def _token_windows(mentions: pd.DataFrame, tokens: int) -> pd.DataFrame:
    """Return two rows, with one `window` number, for each two mentions within `tokens` tokens."""
    ordered = mentions.sort_values(["article_id", "token"], kind="stable").reset_index(drop=True)
    article = ordered["article_id"].to_numpy()
    token = ordered["token"].to_numpy()
    entity = ordered["entity_id"].to_numpy()
    firsts: list[np.ndarray] = []
    seconds: list[np.ndarray] = []
    for step in range(1, len(ordered)):
        near = (article[:-step] == article[step:]) & (token[step:] - token[:-step] < tokens)
        if not near.any():
            break
        first = np.flatnonzero(near & (entity[:-step] != entity[step:]))
        firsts.append(first)
        seconds.append(first + step)
    one = np.concatenate(firsts) if firsts else np.empty(0, dtype=np.int64)
    other = np.concatenate(seconds) if seconds else np.empty(0, dtype=np.int64)
    rows = np.stack([one, other], axis=1).ravel()
    return ordered.iloc[rows].assign(window=np.repeat(np.arange(len(one)), 2))


def _incidence(members: pd.DataFrame) -> tuple[sparse.csr_array, list[str]]:
    """Return the matrix windows x entities that says which entity occurs where, and its columns."""
    codes, entities = pd.factorize(members["entity_id"], sort=True)
    shape = (int(members["window"].max()) + 1 if len(members) else 0, len(entities))
    ones = np.ones(len(members), dtype=np.int64)
    matrix = sparse.csr_array((ones, (members["window"].to_numpy(), codes)), shape=shape)
    matrix.data[:] = 1  # an entity that is named twice in a window occurs in it once
    return matrix, [str(entity) for entity in entities]


def _pair_counts(members: pd.DataFrame) -> pd.DataFrame:
    if members.empty:
        return tables.empty("pair_counts")
    matrix, entities = _incidence(members)
    together = sparse.triu(matrix.T @ matrix, k=1).tocoo()
    rows = pd.DataFrame(
        {
            "source_id": pd.Series([entities[at] for at in together.row], dtype="str"),
            "target_id": pd.Series([entities[at] for at in together.col], dtype="str"),
            "count": together.data,
        }
    )
    where = _pairs(members).groupby(_KEYS, sort=False)
    seen = where.agg(
        articles=("article_id", "nunique"), first_seen=("date", "min"), last_seen=("date", "max")
    ).reset_index()
    merged = rows.merge(seen, on=_KEYS, validate="1:1").sort_values(_KEYS)
    return tables.frame("pair_counts", merged)


def _window_counts(members: pd.DataFrame, n_windows: int) -> pd.DataFrame:
    total = [{"entity_id": "", "count": n_windows}]
    if members.empty:
        return tables.frame("window_counts", total)
    matrix, entities = _incidence(members)
    counts = matrix.sum(axis=0)
    return tables.frame(
        "window_counts",
        total
        + [
            {"entity_id": entity, "count": int(count)}
            for entity, count in zip(entities, counts, strict=True)
        ],
    )


def _pairs(members: pd.DataFrame) -> pd.DataFrame:
    """Return one row per window and two entities in it, with the sentences they stand closest in.

    Only windows with several entities are joined with themselves.
    """
    if members.empty:
        return tables.empty("pairs")
    several = members.groupby("window")["entity_id"].transform("nunique") > 1
    names = members.loc[several, ["window", "entity_id", "article_id", "sentence", "start", "date"]]
    # In a large window only the first mention in each sentence matters.
    names = names.sort_values("start", kind="stable").drop_duplicates(
        ["window", "entity_id", "sentence"]
    )
    both = names.merge(
        names[["window", "entity_id", "sentence", "start"]], on="window", suffixes=("", "_other")
    )
    both = both[both["entity_id"] < both["entity_id_other"]]
    apart = (both["sentence"] - both["sentence_other"]).abs()
    both = both.assign(
        apart=apart,
        first=both[["sentence", "sentence_other"]].min(axis=1),
        last=both[["sentence", "sentence_other"]].max(axis=1),
    ).sort_values(["apart", "first"], kind="stable")
    closest = both.drop_duplicates(["window", "entity_id", "entity_id_other"])
    renamed = closest.drop(columns="sentence").rename(
        columns={
            "entity_id": "source_id",
            "entity_id_other": "target_id",
            "first": "sentence",
            "last": "last_sentence",
        }
    )
    return tables.frame(
        "pairs",
        renamed.sort_values(["article_id", "sentence", "last_sentence", *_KEYS, "window"]),
    )
