"""From a word form to numbers: hashed parts of its spelling, and what the lexicon knows of it."""

import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined, unused-ignore]

from pipeline.neural.arrays import Floats, Ints, Keys
from pipeline.neural.lexicon import CLASSES, Lexicon

SPELLING: Final = ("norm", "prefix", "suffix", "ending", "shape", "known")
"""The columns of hashed keys: lower-cased form, three letters at each end, five at the end, the
shape as spaCy writes it, and the set of classes that the lexicon has for the form."""

UNKNOWN: Final = hash_string("<unknown>")
"""The key of every lower-cased form that training has not seen."""

_SHORTEST_TAIL: Final = 4
_UNSEEN: Final = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_PLAIN: Final = str.maketrans(
    {**dict.fromkeys(_UNSEEN), **dict.fromkeys("’‘´`ʼ", "'"), **dict.fromkeys("“„‟", "«"), "”": "»"}
    | dict.fromkeys("‐‑‒–—―−", "-")
)
_MOSTLY_CAPITAL: Final = 100  # of 255
_TRAINED: Final = np.uint32(1)
_WAYS: Final = ("exact", "genitive", "title", "lower", "tail", "none")  # how a vector was found


class Features(NamedTuple):
    """What the network reads of some forms.

    `keys` is forms × :data:`SPELLING`, `known` forms × :func:`width`. `stems` says which forms may
    be the same name: a hash of the lower-cased stem, 0 for words that are no names by their looks.
    """

    keys: Keys
    known: Floats
    stems: Keys


def width(lexicon: Lexicon) -> int:
    """Return how many columns `known` has: vector, way, frequencies, two sets of classes, looks."""
    return lexicon.width + len(_WAYS) + 6 + 2 * (len(CLASSES) - 1) + 8


def plain(form: str) -> str:
    """Return the form as the network reads it: NFC, Norwegian quotes, hyphens, nothing invisible.

    >>> plain("Trump’s"), plain("„"), plain("Nor\u00adge"), plain("—")
    ("Trump's", '«', 'Norge', '-')
    """
    return unicodedata.normalize("NFC", form.translate(_PLAIN)) or form


def shape(form: str) -> str:
    """Return the form with X, x and d for letters and digits, runs cut to four.

    >>> shape("Nato-sjefen"), shape("2017")
    ('Xxxx-xxxx', 'dddd')
    """
    out: list[str] = []
    run, before = 0, ""
    for letter in form[:40]:
        kind = (
            ("X" if letter.isupper() else "x")
            if letter.isalpha()
            else ("d" if letter.isdigit() else letter)
        )
        run = run + 1 if kind == before else 1
        before = kind
        if run <= 4:
            out.append(kind)
    return "".join(out)


def stem(form: str) -> str:
    """Return the form without a genitive ending.

    >>> [stem(form) for form in ("Russlands", "Trump's", "Jens'", "USAs", "Paris")]
    ['Russland', 'Trump', 'Jens', 'USA', 'Pari']
    """
    for ending in ("'s", "'", "s"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return form[: -len(ending)]
    return form


def features(forms: Sequence[str], lexicon: Lexicon) -> Features:
    """Return what the network reads of `forms`."""
    row = lexicon.row
    keys = np.zeros((len(forms), len(SPELLING)), np.uint64)
    best = np.full(len(forms), -1, np.int64)
    low = np.full(len(forms), -1, np.int64)
    own = np.full(len(forms), -1, np.int64)
    base = np.full(len(forms), -1, np.int64)
    way = np.zeros(len(forms), np.int64)
    stems = np.zeros(len(forms), np.uint64)
    looks = np.zeros((len(forms), 8), np.float32)
    known_vectors = lexicon.counts
    for i, form in enumerate(map(plain, forms)):
        folded = form.lower()
        bare = stem(form)
        titled = form.capitalize() if form.isupper() and len(form) > 1 else form
        exact, lower = row.get(form, -1), row.get(folded, -1)
        own[i] = exact
        low[i] = lower
        base[i] = row.get(bare, row.get(stem(titled), -1) if titled != form else -1)
        # the vector of the form, or of the nearest that has one
        for number, candidate in enumerate((exact, base[i], row.get(titled, -1), lower)):
            if candidate >= 0 and known_vectors[candidate]:
                best[i], way[i] = candidate, number
                break
        else:
            way[i] = len(_WAYS) - 1
            for at in range(1, len(folded) - _SHORTEST_TAIL + 1):
                candidate = row.get(folded[at:], -1)
                if candidate >= 0 and known_vectors[candidate]:
                    best[i], way[i] = candidate, 4
                    break
        keys[i, 0] = hash_string(folded)
        keys[i, 1] = hash_string("p" + form[:3])
        keys[i, 2] = hash_string("s" + folded[-3:])
        keys[i, 3] = hash_string("e" + folded[-5:])
        keys[i, 4] = hash_string(shape(form))
        if (
            form[:1].isupper()
            and len(form) > 1
            and _is_name(lexicon, lower if lower >= 0 else exact)
        ):
            stems[i] = hash_string(bare.lower())
        looks[i] = (
            form[:1].isupper(),
            form.isupper(),
            any(c.isdigit() for c in form),
            "-" in form,
            "." in form,
            form.isalpha(),
            min(len(form), 20) / 20,
            form.isspace(),
        )
    classes = lexicon.classes if len(lexicon.classes) else np.zeros(1, np.uint32)
    mine = np.where(own >= 0, classes[own], 0) | np.where(base >= 0, classes[base], 0)
    lowered = np.where(low >= 0, classes[low], 0)
    seen = (lowered & _TRAINED) > 0
    keys[~seen, 0] = UNKNOWN
    # Without the class `trained`: it decides the first key, which training hides now and then.
    listed = (mine & ~_TRAINED).astype(np.uint64)
    keys[:, 5] = listed | ((lowered & ~_TRAINED).astype(np.uint64) << np.uint64(32))
    parts = [
        _gathered(lexicon.vectors, best) * lexicon.scale,
        np.eye(len(_WAYS), dtype=np.float32)[way],
        _gathered(lexicon.counts[:, None], own) / 100,
        _gathered(lexicon.lowered[:, None], own) / 100,
        _gathered(lexicon.capitals[:, None], own) / 255,
        _gathered(lexicon.lowered[:, None], base) / 100,
        _gathered(lexicon.capitals[:, None], base) / 255,
        _gathered(lexicon.lowered[:, None], low) / 100,
        _bits(mine),
        _bits(lowered),
        looks,
    ]
    return Features(keys, np.concatenate(parts, axis=1).astype(np.float32), stems)


def _is_name(lexicon: Lexicon, row: int) -> bool:
    """Whether a capital is more than the beginning of a sentence: rarely written small."""
    return row < 0 or not lexicon.lowered[row] or bool(lexicon.capitals[row] > _MOSTLY_CAPITAL)


def _gathered(table: Ints, rows: Ints) -> Floats:
    if not len(table):
        return np.zeros((len(rows), table.shape[1]), np.float32)
    taken = table[rows].astype(np.float32)
    taken[rows < 0] = 0
    return taken


def _bits(classes: Keys) -> Floats:
    places = np.arange(1, len(CLASSES), dtype=np.uint32)  # the first is for the keys alone
    return ((classes[:, None] >> places) & 1).astype(np.float32)
