"""How many relations of which type the text states between two entities."""

from typing import Final

import pandas as pd

from pipeline.stated import DENIED, MODALITIES, kinds, reservations

_RESERVATIONS: Final = ("", *MODALITIES, DENIED)
_ENDS: Final = ["source_id", "target_id"]


def relation_types(relations: pd.DataFrame) -> pd.DataFrame:
    """Return for each pair of entities the types of their relations with counts.

    Columns source_id < target_id and `relations`, such as `meets:2;not meets:1;role:1`: what the
    text tells as a fact, what it tells as planned or possible, and what it denies are counted
    apart, so that a denial is never taken for the deed. Types are in alphabetical order, of one
    type the facts first. Which end is source and which is target does not matter here.
    """
    one, other = relations["source_id"], relations["target_id"]
    rows = pd.DataFrame(
        {
            "source_id": one.where(one < other, other),
            "target_id": other.where(one < other, one),
            "type": relations["type"],
            "rank": reservations(relations).map(_RESERVATIONS.index).astype("int64"),
            "kind": kinds(relations),
        }
    )
    counts = rows.groupby([*_ENDS, "type", "rank", "kind"], sort=True).size().reset_index(name="n")
    counts["relations"] = counts["kind"] + ":" + counts["n"].astype("str")
    return counts.groupby(_ENDS, sort=True)["relations"].agg(";".join).reset_index()
