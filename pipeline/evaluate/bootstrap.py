"""Counts of right, predicted and gold things; precision, recall, F; and how sure they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

RESAMPLES: Final = 1000
SEED: Final = 20170208
_TAILS: Final = (2.5, 97.5)

Interval = tuple[float, float]


@dataclass(frozen=True)
class Tally:
    """How many things were right, how many predicted and how many are in the gold annotation.

    Precision, recall and their harmonic mean F are between 0 and 1, and 0 where undefined.

    >>> Tally(right=3, predicted=4, gold=6).precision, Tally(3, 4, 6).recall, Tally(3, 4, 6).f
    (0.75, 0.5, 0.6)
    """

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right, self.predicted + other.predicted, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        """Share of the predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is right."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        """Harmonic mean of precision and recall, 2 right / (predicted + gold)."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0


@lru_cache(maxsize=4)
def _weights(documents: int) -> npt.NDArray[np.int64]:
    """How often each document is drawn, (resamples, documents); the same on every call."""
    chance = np.random.default_rng(SEED)
    return chance.multinomial(documents, np.full(documents, 1 / documents), size=RESAMPLES)


def intervals(tallies: Sequence[Tally]) -> dict[str, Interval] | None:
    """Return 95 % intervals of precision (`p`), recall (`r`) and F (`f`).

    `tallies` are the counts of one measure, one per document. As many documents are drawn with
    replacement, 1,000 times from a fixed seed; the interval runs from the 2.5th to the 97.5th
    percentile (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13).
    Resamples in which a measure is undefined do not count for it. None with fewer than two
    documents, or where a measure is undefined in every resample.
    """
    if len(tallies) < 2:
        return None
    counts = np.array([(t.right, t.predicted, t.gold) for t in tallies], dtype=np.float64)
    right, predicted, gold = (_weights(len(tallies)) @ counts).T
    found = {}
    for name, top, bottom in (
        ("p", right, predicted),
        ("r", right, gold),
        ("f", 2 * right, predicted + gold),
    ):
        defined = bottom > 0
        if not defined.any():
            return None
        low, high = np.percentile(top[defined] / bottom[defined], _TAILS)
        found[name] = (float(low), float(high))
    return found


def measured(tallies: Sequence[Tally]) -> dict[str, Any]:
    """Return what is told of a measure, from its counts per document.

    Keys: `p`, `r`, `f` (0 to 1), `right`, `predicted`, `gold` (counts), and `interval` with the
    95 % intervals of p, r and f as pairs, or None.
    """
    total = sum(tallies, start=Tally())
    spans = intervals(tallies)
    return {
        "p": round(total.precision, 6),
        "r": round(total.recall, 6),
        "f": round(total.f, 6),
        "right": total.right,
        "predicted": total.predicted,
        "gold": total.gold,
        "interval": spans and {key: [round(end, 6) for end in ends] for key, ends in spans.items()},
    }


def gathered(documents: Sequence[Mapping[str, Tally]]) -> dict[str, dict[str, Any]]:
    """Return :func:`measured` for every measure that any of the documents has, sorted by name."""
    names = sorted({name for document in documents for name in document})
    nothing = Tally()
    return {
        name: measured([document.get(name, nothing) for document in documents]) for name in names
    }
