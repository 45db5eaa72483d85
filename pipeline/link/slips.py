"""Finding names that are one slip of the pen away from another, without comparing all pairs."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Final, Generic, TypeVar

from rapidfuzz.distance import DamerauLevenshtein

Owner = TypeVar("Owner", bound=Hashable)
_LONGEST: Final = 60  # longer "names" are mistakes of the model, and would cost quadratic room


class SlipIndex(Generic[Owner]):
    """Words by their shape less one letter.

    Two words one letter apart (changed, left out, added or swapped with its neighbour) share such
    a shape: Garbe's symmetric deletion (SymSpell, 2012).
    """

    def __init__(self, words: Iterable[tuple[str, Owner]]):
        """Take (word, owner) pairs."""
        self._by_shape: defaultdict[str, dict[tuple[str, Owner], None]] = defaultdict(dict)
        for word, owner in words:
            for shape in _shapes(word):
                self._by_shape[shape][word, owner] = None

    def near(self, word: str) -> list[Owner]:
        """Return the owners of words one slip away from `word`, that begin with the same letter."""
        found: dict[Owner, None] = {}
        for shape in _shapes(word):
            for other, owner in self._by_shape.get(shape, ()):
                if (
                    other[:1] == word[:1]
                    and DamerauLevenshtein.distance(word, other, score_cutoff=1) == 1
                ):
                    found[owner] = None
        return list(found)


def _shapes(word: str) -> Iterator[str]:
    yield word
    if len(word) <= _LONGEST:
        for at in range(len(word)):
            yield word[:at] + word[at + 1 :]
