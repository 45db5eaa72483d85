"""Tags of named-entity models, word for word, read as names: B-PER I-PER O."""

from collections.abc import Sequence
from typing import Final

# Other words for the labels that the rest of the program knows (NorNE's), in capitals.
_ALIASES: Final = {
    "PERS": "PER",
    "PERSON": "PER",
    "ORGANISATION": "ORG",
    "ORGANIZATION": "ORG",
    "LOCATION": "LOC",
    "PLACE": "LOC",
    "GPELOC": "GPE_LOC",
    "GPEORG": "GPE_ORG",
    "EVENT": "EVT",
    "PRODUCT": "PROD",
    "DERIVED": "DRV",
    "MISCELLANEOUS": "MISC",
}
# Who can stand in a network. A model without any of these finds no names, but parts of speech, say.
NAMES: Final = frozenset({"PER", "ORG", "LOC", "GPE", "GPE_LOC", "GPE_ORG", "FAC"})
_OUTSIDE: Final = ("O", "")


def split(tag: str) -> tuple[str, str]:
    """Return the position and the label of `tag`; ``("O", "")`` of one outside names.

    The position is B (the first word of a name), I (a further one), L (the last of several) or U
    (the only one). IOBES calls L E and U S. A tag without a position is read as I.

    >>> split("B-PER"), split("S-Location"), split("GPE-LOC"), split("O")
    (('B', 'PER'), ('U', 'LOC'), ('I', 'GPE_LOC'), ('O', ''))
    """
    position, dash, rest = tag.strip().partition("-")
    if dash and position.upper() in tuple("BILUES"):
        position = {"E": "L", "S": "U"}.get(position.upper(), position.upper())
    else:
        position, rest = "I", tag.strip()
    label = rest.upper().replace("-", "_")
    return _OUTSIDE if label in ("O", "") else (position, _ALIASES.get(label, label))


def labels(tags: Sequence[str]) -> frozenset[str]:
    """Return the labels of the names that a model with these tags can find."""
    return frozenset(label for _, label in map(split, tags) if label)


def names(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (first word, word after the last, label) of each name in the `tags` of some words.

    Reads BIO, IOB, BILOU, IOBES and tags without a position; a tag that cannot follow the one
    before it begins a name of its own, because a model may say so.

    >>> names(["B-PER", "I-PER", "O", "I-ORG", "B-ORG"])
    [(0, 2, 'PER'), (3, 4, 'ORG'), (4, 5, 'ORG')]
    """
    found: list[tuple[int, int, str]] = []
    goes_on = False  # whether the last name found may have more words
    for word, tag in enumerate(tags):
        position, label = split(tag)
        if not label:
            goes_on = False
            continue
        if goes_on and position in ("I", "L") and found[-1][2] == label:
            found[-1] = (found[-1][0], word + 1, label)
        else:
            found.append((word, word + 1, label))
        goes_on = position not in ("L", "U")
    return found
