"""Types of relations, and how a tie tells how many of each the text states."""

from typing import Final

import pandas as pd

# The types in the order in which they are shown. Definitions: docs/relations.md.
RELATION_TYPES: Final = (
    "role",
    "meets",
    "states",
    "conflict",
    "cooperation",
    "member_of",
    "part_of",
)
# Types that hold of both ends alike: which end stands first says nothing.
WITHOUT_DIRECTION: Final = frozenset({"meets"})

DENIED: Final = "not"
_TOLD: Final = ("", "planned", "possible", DENIED)
_ENDS: Final = ["source_id", "target_id"]


def reservations(relations: pd.DataFrame) -> pd.Series:
    """Return for each relation how far the text commits itself to it.

    `not` where it denies it, whatever the modality; else the modality, `planned` or `possible`;
    empty where it tells it as a fact.
    """
    return relations["modality"].mask(relations["negated"].astype(bool), DENIED)


def kinds(relations: pd.DataFrame) -> pd.Series:
    """Return for each relation its type, after its reservation: `meets`, `not meets`.

    >>> kinds(pd.DataFrame({"type": ["meets"], "modality": ["planned"], "negated": [False]}))[0]
    'planned meets'
    """
    return (reservations(relations) + " " + relations["type"]).str.strip()


def relation_types(relations: pd.DataFrame) -> pd.DataFrame:
    """Return for each pair of entities the kinds of their relations with counts.

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
            "rank": reservations(relations).map(_TOLD.index).astype("int64"),
            "kind": kinds(relations),
        }
    )
    counts = rows.groupby([*_ENDS, "type", "rank", "kind"], sort=True).size().reset_index(name="n")
    counts["relations"] = counts["kind"] + ":" + counts["n"].astype("str")
    return counts.groupby(_ENDS, sort=True)["relations"].agg(";".join).reset_index()
