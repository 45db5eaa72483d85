"""What of a large network the page shows: so much that a browser has it on the screen at once."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import pandas as pd

from pipeline.export.evidence import CO_OCCURRENCE
from pipeline.graph.order import most_central_first, strongest_first
from pipeline.tables import empty

NODES: Final = 2_000
TIES: Final = 10_000
PASSAGES: Final = 30_000
_ENDS: Final = ["source_id", "target_id"]
_PASSAGE: Final = [*_ENDS, "article_id", "sentence"]
_ORDER: Final = [*_PASSAGE, "relation", "label", "modality", "pattern", "coreference", "reverse"]


def strongest_nodes(nodes: pd.DataFrame, most: int = NODES) -> pd.DataFrame:
    """Return the `most` nodes with the greatest weighted degree, the strongest first."""
    return most_central_first(nodes).head(most).reset_index(drop=True)


def strongest_ties(edges: pd.DataFrame, nodes: pd.DataFrame, most: int = TIES) -> pd.DataFrame:
    """Return the `most` strongest `edges` (table `graph_edges`) among `nodes`, strongest first."""
    inside = edges["source_id"].isin(nodes["entity_id"]) & edges["target_id"].isin(
        nodes["entity_id"]
    )
    return strongest_first(edges[inside]).head(most).reset_index(drop=True)


def per_pair(numbers: Iterable[int], most: int = PASSAGES) -> int:
    """Return how many passages each pair may show so that all pairs show at most `most`.

    `numbers` are the passages that each pair has. At least 1.

    >>> per_pair([5, 1, 9], most=9), per_pair([5, 1, 9], most=100)
    (4, 9)
    """
    ordered = sorted(numbers)
    left = most
    for place, number in enumerate(ordered):
        pairs = len(ordered) - place
        if number * pairs > left:
            return max(1, left // pairs)
        left -= number
    return max(1, ordered[-1]) if ordered else 1


def choose_evidence(
    parts: Callable[[], Iterator[pd.DataFrame]],
    nodes: pd.DataFrame,
    ties: pd.DataFrame,
    most: int = PASSAGES,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of `evidence` to show, and how many passages each pair has in all.

    `parts` yields the table `evidence` part by part each time it is called. Rows count whose two
    entities are both in `nodes`: of the pairs in `ties`, and of pairs between which only a relation
    is stated, as far as there is room after the former. A pair that has more passages than fit
    (see :func:`per_pair`) keeps those that state a relation, then the earliest. The second table
    has the columns source_id, target_id and `passages`, and holds those pairs that are shown.
    """
    known = set(nodes["entity_id"])
    tied = set(zip(ties["source_id"], ties["target_id"], strict=True))
    totals = _totals(parts(), known)
    drawn = totals.index.isin(list(tied))
    # Pairs without a tie come after the ties, the most stated first.
    room = max(0, most - int(drawn.sum()))
    stated = totals[~drawn].sort_values(ascending=False, kind="stable").head(room)
    shown = pd.concat([totals[drawn], stated])
    quota = per_pair(shown.tolist(), most)
    kept = [_first(_of(part, shown.index), quota) for part in (empty("evidence"), *parts())]
    chosen = _first(pd.concat(kept, ignore_index=True), quota)
    counts = shown.rename("passages").rename_axis(_ENDS).reset_index()
    return chosen.sort_values(_ORDER, ignore_index=True), counts


def _totals(parts: Iterator[pd.DataFrame], known: set[str]) -> pd.Series:
    """Return the number of passages of each pair (sorted ids) of entities in `known`."""
    counted = [
        _paired(part[part["source_id"].isin(known) & part["target_id"].isin(known)])
        .drop_duplicates(_PASSAGE)
        .groupby(_ENDS)
        .size()
        for part in parts
    ]
    counted = [part for part in counted if len(part)]
    if not counted:
        return pd.Series(dtype="int64", index=pd.MultiIndex.from_arrays([[], []], names=_ENDS))
    return pd.concat(counted).groupby(level=_ENDS).sum()


def _paired(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with the ends in the order of their ids, and `reverse` where that turned them.

    A relation has a direction; the pair whose passages it stands among has none.
    """
    reverse = rows["source_id"] > rows["target_id"]
    first = rows["source_id"].where(~reverse, rows["target_id"])
    last = rows["target_id"].where(~reverse, rows["source_id"])
    return rows.assign(source_id=first, target_id=last, reverse=reverse)


def _of(rows: pd.DataFrame, pairs: pd.MultiIndex) -> pd.DataFrame:
    paired = _paired(rows)
    return paired[pd.MultiIndex.from_frame(paired[_ENDS]).isin(pairs)]


def _first(rows: pd.DataFrame, quota: int) -> pd.DataFrame:
    """Return the rows of the first `quota` passages of each pair, those with a relation first."""
    plain = (rows["relation"] == CO_OCCURRENCE).groupby([rows[name] for name in _PASSAGE])
    order = rows.assign(plain=plain.transform("all"))
    order = order.sort_values([*_ENDS, "plain", "date", "article_id", "sentence"], kind="stable")
    key = pd.MultiIndex.from_arrays([order[name] for name in _PASSAGE])
    new = order.assign(new=~key.duplicated())  # the rows of one passage stand together
    return order[new.groupby(_ENDS)["new"].cumsum() <= quota].drop(columns="plain")
