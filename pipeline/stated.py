"""What a stated relation can be: its type, with or without direction, told or with reservation."""

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

MODALITIES: Final = ("planned", "possible")
DENIED: Final = "not"


def denial(relation: str) -> tuple[bool, str]:
    """Return whether `relation`, as the table `evidence` has it, is denied, and its type.

    >>> denial("not meets"), denial("meets")
    ((True, 'meets'), (False, 'meets'))
    """
    kind = relation.removeprefix(f"{DENIED} ")
    return kind != relation, kind


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
