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
_LOOKS: Final = 8  # columns of what :func:`_look` sees
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
    return lexicon.width + len(_WAYS) + 6 + 2 * (len(CLASSES) - 1) + _LOOKS


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
    keys = np.zeros((len(forms), len(SPELLING)), np.uint64)
    stems = np.zeros(len(forms), np.uint64)
    looks = np.zeros((len(forms), _LOOKS), np.float32)
    found = np.full((len(forms), len(_Rows._fields)), -1, np.int64)
    for i, form in enumerate(map(plain, forms)):
        rows = _look_up(form, lexicon)
        found[i] = rows
        keys[i, :-1] = _spelling(form)
        looks[i] = _look(form)
        if form[:1].isupper() and len(form) > 1 and _is_name(rows, lexicon):
            stems[i] = hash_string(stem(form).lower())
    own, base, lower, best, way = found.T
    classes = _gathered(lexicon.classes, own) | _gathered(lexicon.classes, base)
    lower_classes = _gathered(lexicon.classes, lower)
    keys[(lower_classes & _TRAINED) == 0, 0] = UNKNOWN
    # Without the class `trained`: it decides the first key, which training hides now and then.
    listed, lower_listed = (
        (bits & ~_TRAINED).astype(np.uint64) for bits in (classes, lower_classes)
    )
    keys[:, -1] = listed | (lower_listed << np.uint64(32))
    known = [
        _gathered(lexicon.vectors, best) * lexicon.scale,
        np.eye(len(_WAYS))[way],
        _gathered(lexicon.counts, own)[:, None] / 100,
        _gathered(lexicon.lowered, own)[:, None] / 100,
        _gathered(lexicon.capitals, own)[:, None] / 255,
        _gathered(lexicon.lowered, base)[:, None] / 100,
        _gathered(lexicon.capitals, base)[:, None] / 255,
        _gathered(lexicon.lowered, lower)[:, None] / 100,
        _bits(classes),
        _bits(lower_classes),
        looks,
    ]
    return Features(keys, np.concatenate(known, axis=1).astype(np.float32), stems)


class _Rows(NamedTuple):
    """Rows of the lexicon for a form, -1 for none, and how the one with a vector was found."""

    own: int
    base: int
    lower: int
    vector: int
    way: int


def _look_up(form: str, lexicon: Lexicon) -> _Rows:
    """Return the rows for a form, its base and its small letters, and the nearest with a vector."""
    row, has_vector, folded = lexicon.row, lexicon.counts, form.lower()
    titled = form.capitalize() if form.isupper() and len(form) > 1 else form
    own, lower, base = row.get(form, -1), row.get(folded, -1), row.get(stem(form), -1)
    if base < 0 and titled != form:
        base = row.get(stem(titled), -1)
    for way, candidate in enumerate((own, base, row.get(titled, -1), lower)):
        if candidate >= 0 and has_vector[candidate]:
            return _Rows(own, base, lower, candidate, way)
    for start in range(1, len(folded) - _SHORTEST_TAIL + 1):
        candidate = row.get(folded[start:], -1)
        if candidate >= 0 and has_vector[candidate]:
            return _Rows(own, base, lower, candidate, _WAYS.index("tail"))
    return _Rows(own, base, lower, -1, _WAYS.index("none"))


def _spelling(form: str) -> list[int]:
    """Return the keys of all parts of the spelling but the last."""
    folded = form.lower()
    parts = (folded, "p" + form[:3], "s" + folded[-3:], "e" + folded[-5:], shape(form))
    return [hash_string(part) for part in parts]


def _look(form: str) -> tuple[float, ...]:
    """Return what else can be seen of a form."""
    return (
        form[:1].isupper(),
        form.isupper(),
        any(letter.isdigit() for letter in form),
        "-" in form,
        "." in form,
        form.isalpha(),
        min(len(form), 20) / 20,
        form.isspace(),
    )


def _is_name(rows: _Rows, lexicon: Lexicon) -> bool:
    """Whether a capital is more than the beginning of a sentence: rarely written small."""
    row = rows.lower if rows.lower >= 0 else rows.own
    return row < 0 or not lexicon.lowered[row] or bool(lexicon.capitals[row] > _MOSTLY_CAPITAL)


def _gathered(table: Keys, rows: Ints) -> Keys:
    """Return rows of a table, zeros where the number is -1."""
    if not len(table):
        return np.zeros((len(rows), *table.shape[1:]), table.dtype)
    taken = table[rows]
    taken[rows < 0] = 0
    return taken


def _bits(classes: Keys) -> Floats:
    places = np.arange(1, len(CLASSES), dtype=np.uint32)  # the first is for the keys alone
    return ((classes[:, None] >> places) & 1).astype(np.float32)
