"""Titles of persons: `president`, `utenriksminister`, `Nato-sjefen`."""

import functools
from typing import Final

from pipeline.datafiles import rows

_SHORTEST_HEAD: Final = 4  # shorter heads (`far`, `sir`) end too many other words
_SHORTEST_FRONT: Final = 3  # `gleder` is no `leder`

# Definite endings, those of Nynorsk after those of Bokmål: presidenten, ombudet, talskvinna.
_DEFINITE: Final = ("en", "n", "et", "a", "e")

# Titles that are none as the last part of a word (see the README of the gazetteer), with kind.
_WHOLE_WORDS: Final = {
    "aktor": "office",
    "dommer": "office",
    "dommar": "office",
    "kong": "royal",
    "greve": "royal",
    "lege": "profession",
    "lektor": "profession",
    "lærer": "profession",
    "lærar": "profession",
    "poet": "profession",
    "spiller": "sport",
    "spelar": "sport",
    "tsar": "royal",
}

_BEFORE_NAMES: Final = {"kong": "konge", "dommar": "dommer", "lærar": "lærer", "spelar": "spiller"}


@functools.cache
def _listed() -> dict[str, tuple[str, str]]:
    """Return by listed title, Bokmål or Nynorsk: its Bokmål form, and its kind."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("titles.csv"):
        for word in (row["title"], row["nn"]):
            if word:
                found.setdefault(word, (row["title"], row["kind"]))
    return found


def heads() -> frozenset[str]:
    """Return the listed titles, Bokmål and Nynorsk, in lower case."""
    return frozenset(_listed())


@functools.lru_cache(maxsize=100_000)
def _head(word: str, front: int) -> tuple[str, str] | None:
    """Return what stands before the listed title that `word` ends in, and that title."""
    folded, listed = word.casefold().rstrip("."), _listed()
    if folded in listed:
        return "", folded
    for at in range(front, len(folded) - _SHORTEST_HEAD + 1):
        if folded[at:] in listed:
            return folded[:at], folded[at:]
    return None


def is_title(word: str, front: int = _SHORTEST_FRONT) -> bool:
    """Tell whether `word` is a title or a compound that ends in one.

    What stands before the title in a compound has at least `front` letters.

    >>> [is_title(word) for word in ("presidenten", "Utenriksminister", "Nato-sjef", "gleder")]
    [True, True, True, False]
    """
    return _head(word, front) is not None


def base(word: str) -> str | None:
    """Return the title `word` in its base form, indefinite and Bokmål, or None if it is none.

    What stands before the listed title in a compound stays as it is. Some words are titles only
    where they stand beside a name, and alone: `lege`.

    >>> [base(word) for word in ("Presidenten", "Nato-sjefen", "partileiaren", "lege", "gleder")]
    ['president', 'nato-sjef', 'partileder', 'lege', None]
    """
    folded = word.casefold().rstrip(".")
    if folded in _WHOLE_WORDS:
        return _BEFORE_NAMES.get(folded, folded)
    found = _head(word, _SHORTEST_FRONT)
    return found[0] + _indefinite(_listed()[found[1]][0]) if found else None


def kind_of(word: str) -> str | None:
    """Return what kind of title `word` is, as in titles.csv, or None if it is none.

    >>> [kind_of(word) for word in ("utenriksministeren", "trener", "lege", "gleder")]
    ['political', 'sport', 'profession', None]
    """
    folded = word.casefold().rstrip(".")
    if folded in _WHOLE_WORDS:
        return _WHOLE_WORDS[folded]
    found = _head(word, _SHORTEST_FRONT)
    return _listed()[found[1]][1] if found else None


@functools.cache
def _indefinite(title: str) -> str:
    bare = [title.removesuffix(ending) for ending in _DEFINITE if title.endswith(ending)]
    for known in (_listed(), _WHOLE_WORDS):
        for word in bare:
            if word in known:
                return word
    return title
