"""How surely a tie is more than chance: p-values, and q-values that allow for their number."""

from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr
from scipy.stats import false_discovery_control

DIGITS: Final = 6  # significant ones: beyond them machines and versions of scipy may disagree

Floats = npt.NDArray[np.float64]


def attraction(
    log_likelihood: Floats, both: Floats, one: Floats, other: Floats, total: float
) -> Floats:
    """Return G2 with the direction: as it is at or above chance, negative below.

    `log_likelihood` is that of :func:`pipeline.relate.association.log_likelihood`, the other
    arguments are its arguments. Chance is `one` * `other` / `total` windows with both.

    >>> both, twenty = np.array([9.0, 1.0]), np.array([20.0, 20.0])
    >>> attraction(np.array([7.5, 3.8]), both, twenty, twenty, 100.0)
    array([ 7.5, -3.8])
    """
    return np.asarray(np.where(both * total >= one * other, log_likelihood, -log_likelihood))


def p_values(attraction: Floats) -> Floats:
    """Return the probability that chance ties two so strongly: one-sided p-values, from 0 to 1.

    `attraction` is G2 with its direction (:func:`attraction`). Its signed root is about standard
    normal where two names are strewn over the windows without regard to each other (Dunning 1993;
    Barndorff-Nielsen 1986, Biometrika 73:307-322), and p is the upper tail of that. Above chance
    this is half of the upper tail of chi-square with one degree of freedom, which would count names
    that avoid each other too; at chance it is 0.5, below chance more. The smaller the counts, the
    rougher: for two rare names that stand together once p comes out too small. Rounded to six
    significant digits; 0 where the number is too small for a float (G2 above 1,480).

    >>> p_values(np.array([2.705543, 0.0, -2.705543]))
    array([0.05, 0.5 , 0.95])
    """
    return _rounded(ndtr(-np.sign(attraction) * np.sqrt(np.abs(attraction))))


def q_values(p: Floats, tests: int) -> Floats:
    """Return the p-values adjusted by Benjamini and Hochberg for a family of `tests` tests.

    Benjamini and Hochberg (1995), Controlling the false discovery rate, J. R. Stat. Soc. B
    57:289-300: q is the smallest share of false ties, expected among all that are called ties, at
    which this one is among them: min over all p(j) >= p of `tests` * p(j) / j, where j counts the
    tests up to that p. Tests beyond those in `p` are of pairs that never stand together: they count
    with p = 1. To leave them out would be to test only what has been seen to co-occur, and among
    rare names nearly each co-occurrence would pass. Rounded as `p` is. Raises ValueError if there
    are fewer tests than p-values.

    >>> q_values(np.array([0.01, 0.04, 0.03]), 3)
    array([0.03, 0.04, 0.04])
    >>> q_values(np.array([0.01, 0.04, 0.03]), 10)
    array([0.1     , 0.133333, 0.133333])
    """
    if tests < len(p):
        raise ValueError(f"{len(p)} p-values are of more than {tests} tests")
    if not len(p):
        return p
    among_these = np.asarray(false_discovery_control(p, method="bh"))
    return _rounded(np.minimum(among_these * (tests / len(p)), 1.0))


def _rounded(values: Floats) -> Floats:
    return np.array([float(f"{value:.{DIGITS}g}") for value in values.tolist()], dtype=np.float64)
