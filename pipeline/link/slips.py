"""Finding names that are one slip of the pen away from another, without comparing all pairs."""

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
        self._words = list(dict.fromkeys(words))
        self._by_shape: dict[str, int | list[int]] = {}  # most shapes are those of one word
        for number, (word, _) in enumerate(self._words):
            for shape in _shapes(word):
                first = self._by_shape.get(shape)
                if first is None:
                    self._by_shape[shape] = number
                elif isinstance(first, list):
                    first.append(number)
                else:
                    self._by_shape[shape] = [first, number]

    def near(self, word: str) -> list[Owner]:
        """Return the owners of words one slip away from `word`, that begin with the same letter."""
        found: dict[Owner, None] = {}
        for shape in _shapes(word):
            numbers = self._by_shape.get(shape, ())
            for number in numbers if isinstance(numbers, (list, tuple)) else (numbers,):
                other, owner = self._words[number]
                if (
                    other[:1] == word[:1]
                    and DamerauLevenshtein.distance(word, other, score_cutoff=1) == 1
                ):
                    found[owner] = None
        return list(found)


def _shapes(word: str) -> Iterator[str]:
    yield word
    if len(word) <= _LONGEST:
        # Of a double letter either may go: one shape.
        yield from dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))
