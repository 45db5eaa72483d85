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
        self._words: list[tuple[str, Owner]] = []
        self._by_shape: dict[str, int | list[int]] = {}  # most shapes are those of one word
        for word, owner in dict.fromkeys(words):
            self._add(word, owner, _shapes(word))

    def near(self, word: str) -> list[Owner]:
        """Return the owners of words one slip away from `word`, that begin with the same letter."""
        return self._near(word, _shapes(word))

    def _near(self, word: str, shapes: Iterable[str]) -> list[Owner]:
        found: dict[Owner, None] = {}
        for shape in shapes:
            numbers = self._by_shape.get(shape)
            if numbers is None:
                continue
            for number in numbers if isinstance(numbers, list) else (numbers,):
                other, owner = self._words[number]
                if (
                    other[:1] == word[:1]
                    and DamerauLevenshtein.distance(word, other, score_cutoff=1) == 1
                ):
                    found[owner] = None
        return list(found)

    def _add(self, word: str, owner: Owner, shapes: Iterable[str]) -> None:
        number = len(self._words)
        self._words.append((word, owner))
        for shape in shapes:
            first = self._by_shape.get(shape)
            if first is None:
                self._by_shape[shape] = number
            elif isinstance(first, list):
                first.append(number)
            else:
                self._by_shape[shape] = [first, number]

    @classmethod
    def pairs(cls, words: Iterable[tuple[str, Owner]]) -> Iterator[tuple[Owner, Owner]]:
        """Yield the owners of each two words one slip apart, the earlier first, each pair once."""
        index = cls(())
        for word, owner in words:
            shapes = list(_shapes(word))
            for other in index._near(word, shapes):
                yield other, owner
            index._add(word, owner, shapes)


def _shapes(word: str) -> Iterator[str]:
    yield word
    if len(word) <= _LONGEST:
        # Of a double letter either may go: one shape.
        yield from dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))
