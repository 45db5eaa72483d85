"""How much of the graph hangs on a decision of linking: the ties that another answer would move."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from pipeline.results import Results


def ties(decisions: pd.DataFrame, rows: Sequence[np.ndarray], results: Results) -> pd.Series:
    """Return for each row of `decisions` how many ties would move with another answer.

    A tie is a pair of entities that share a window, of the types that the graph shows. `rows` are
    the numbers of the mentions that each decision is about. Where `verdict` is

    * same: the ties of the sentences of these mentions, which would go to another entity; none if
      the graph does not show entities of that type;
    * different: the ties of that of the two entities which has fewer, which would go to the other;
    * a type: all ties of the entity, which would appear or vanish.

    With windows wider than a sentence, those two names of the entities count that stand closest.
    """
    shown = set(results.record["settings"]["types"])
    kinds = results.entities.set_index("entity_id")["type"]
    in_graph = dict(zip(kinds.index, kinds.isin(shown), strict=True))
    ends = _ends(results.pairs)
    ends = ends[ends["partner"].map(in_graph).astype(bool)]
    whole = ends.groupby("entity_id")["partner"].nunique().to_dict()
    mine = decisions["entity_id"].map(lambda one: whole.get(one, 0)).astype("int64")
    theirs = decisions["other_id"].map(lambda one: whole.get(one, 0)).astype("int64")
    mine_shown = decisions["entity_id"].map(lambda one: in_graph.get(one, False)).astype(bool)
    theirs_shown = decisions["other_id"].map(lambda one: in_graph.get(one, False)).astype(bool)
    of_type = decisions["question"] == "type"
    joined = (decisions["verdict"] == "same") & mine_shown
    apart = (decisions["verdict"] == "different") & (mine_shown | theirs_shown)
    found = mine.where(of_type, 0)
    found = found.mask(joined, _of_mentions(decisions, rows, results.mentions, ends))
    return found.mask(apart, mine.where(mine < theirs, theirs))


def _ends(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return, for each end of each tie, in which sentences it stands: entity_id, partner, where."""
    places = pd.concat(
        [pairs, pairs.assign(sentence=pairs["last_sentence"])], ignore_index=True
    ).drop_duplicates()
    ways = [
        places.rename(columns={one: "entity_id", other: "partner"})
        for one, other in (("source_id", "target_id"), ("target_id", "source_id"))
    ]
    columns = ["entity_id", "partner", "article_id", "sentence"]
    return pd.concat(ways, ignore_index=True)[columns].drop_duplicates()


def _of_mentions(
    decisions: pd.DataFrame,
    rows: Sequence[np.ndarray],
    mentions: pd.DataFrame,
    ends: pd.DataFrame,
) -> pd.Series:
    """Return by row of `decisions` the number of ties in the sentences of its mentions."""
    numbers = np.concatenate([np.empty(0, dtype=np.int64), *rows])
    where = mentions[["entity_id", "article_id", "sentence"]].iloc[numbers]
    where = where.assign(decision=np.repeat(decisions.index, [len(one) for one in rows]))
    found = where.drop_duplicates().merge(ends, on=["entity_id", "article_id", "sentence"])
    counts = found.groupby("decision")["partner"].nunique()
    return counts.reindex(decisions.index, fill_value=0).astype("int64")
