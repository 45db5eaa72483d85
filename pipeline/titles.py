"""Titles of persons: `president`, `utenriksminister`, `Nato-sjefen`."""

import functools
from typing import Final

from pipeline.datafiles import rows

_SHORTEST_HEAD: Final = 4  # shorter heads (`far`, `sir`) end too many other words
_SHORTEST_FRONT: Final = 3  # `gleder` is no `leder`


@functools.cache
def heads() -> frozenset[str]:
    """Return the listed titles, Bokmål and Nynorsk, in lower case."""
    return frozenset(
        word for row in rows("titles.csv") for word in (row["title"], row["nn"]) if word
    )


@functools.lru_cache(maxsize=100_000)
def is_title(word: str, front: int = _SHORTEST_FRONT) -> bool:
    """Tell whether `word` is a title or a compound that ends in one.

    What stands before the title in a compound has at least `front` letters.

    >>> [is_title(word) for word in ("presidenten", "Utenriksminister", "Nato-sjef", "gleder")]
    [True, True, True, False]
    """
    folded = word.casefold().rstrip(".")
    return folded in heads() or any(
        folded[at:] in heads() for at in range(front, len(folded) - _SHORTEST_HEAD + 1)
    )
