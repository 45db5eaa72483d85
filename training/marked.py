"""Texts as the training of the name tagger reads them: numbers for forms, shares for tags."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from pipeline.annotate.tags import names
from pipeline.evaluate.conll import Sentence
from pipeline.neural import forms as spelling
from pipeline.neural import tags
from pipeline.neural.arrays import Flags, Floats, Ints
from pipeline.neural.lexicon import Lexicon
from pipeline.neural.network import Batch
from training.documents import BREAKS, drawn_break, is_headline, without_breaks
from training.noise import varied

LABELS = ("DRV", "EVT", "GPE_LOC", "GPE_ORG", "LOC", "MISC", "ORG", "PER", "PROD")
LEAST = 2
"""A lower-cased form is known to the tagger when it stood at least so often in the treebank."""


class Text(NamedTuple):
    """Sentences that follow each other.

    `forms` holds a number for each token, `ends` the end of each sentence, `headline` whether it
    has no full stop or the like. A token's possible tags are a row of `tags`, how likely each is
    the same row of `shares`.
    """

    forms: Ints
    tags: Ints
    shares: Floats
    ends: Ints
    headline: Flags


class Forms:
    """Every word form of the training texts, with what the network reads of it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.number: dict[str, int] = {}
        self._waiting: list[str] = []
        self._known: spelling.Features | None = None
        self._unlikely: Floats = np.zeros(0, np.float32)
        for sign in BREAKS:
            self.of(sign)

    def of(self, form: str) -> int:
        """Return the number of a form."""
        number = self.number.get(form)
        if number is None:
            number = self.number[form] = len(self.number)
            self._waiting.append(form)
        return number

    def complete(self, trained: Counter[str], doubt: float) -> None:
        """Work out the features of the forms added since; call it before :meth:`batch`.

        `trained` counts lower-cased forms of the treebank. A form that stood there n times is taken
        for an unknown one with probability `doubt` / (`doubt` + n), so that the network learns what
        to do with words it has not seen.
        """
        if self._waiting:
            new = spelling.features(self._waiting, self.lexicon)
            old = self._known
            if old is not None:
                parts = (np.concatenate(pair) for pair in zip(old, new, strict=True))
                new = spelling.Features(*parts)
            self._known, self._waiting = new, []
        times = np.array(
            [trained[spelling.plain(form).lower()] for form in self.number], np.float32
        )
        self._unlikely = np.float32(doubt) / (np.float32(doubt) + times)

    def batch(self, pieces: Sequence[Ints], rng: np.random.Generator | None = None) -> Batch:
        """Return texts for the network; with `rng` some known forms are made unknown."""
        if self._known is None or self._waiting:
            raise RuntimeError("call complete() after adding forms and before batch()")
        distinct, form = np.unique(np.concatenate(pieces), return_inverse=True)
        taken = spelling.Features(*(column[distinct] for column in self._known))
        if rng is not None:
            taken.keys[rng.random(len(distinct)) < self._unlikely[distinct], 0] = spelling.UNKNOWN
        lengths = np.array([len(piece) for piece in pieces], np.int32)
        return Batch(taken, form.astype(np.int64), lengths)


def counted(sentences: Iterable[Sentence]) -> Counter[str]:
    """Return how often each lower-cased form stands in sentences."""
    return Counter(word.form.lower() for sentence in sentences for word in sentence.words)


def gold(
    sentences: Iterable[Sentence], forms: Forms, noise: random.Random | None = None
) -> dict[str, Text]:
    """Return the texts of the treebank's documents by name; with `noise`, varied."""
    return {
        document: _text(list(group), forms, noise)
        for document, group in groupby(sentences, key=lambda sentence: sentence.document)
    }


def _text(sentences: Sequence[Sentence], forms: Forms, noise: random.Random | None) -> Text:
    numbers: list[int] = []
    marks: list[int] = []
    ends: list[int] = []
    headline: list[bool] = []
    for sentence in sentences:
        if noise is not None:
            sentence = varied(sentence, noise)
        words = [word for word in sentence.words if not word.form.isspace()]
        if not words:
            continue
        spans = names([word.name for word in words])
        numbers.extend(forms.of(word.form) for word in words)
        marks.extend(tags.encode(spans, len(words), LABELS))
        ends.append(len(numbers))
        headline.append(is_headline(words[-1].form))
    return Text(
        np.array(numbers, np.int32),
        np.array(marks, np.uint8)[:, None],
        np.ones((len(numbers), 1), np.float16),
        np.array(ends, np.int32),
        np.array(headline),
    )


class Piece(NamedTuple):
    """What the network sees at once: forms, tags and shares as in :class:`Text`."""

    forms: Ints
    tags: Ints
    shares: Floats


def pieces(text: Text, forms: Forms, rng: random.Random) -> Iterator[Piece]:
    """Cut a text into runs of 10 to 20 sentences, at other places each time.

    Half of the pieces get line breaks, most often after headlines, as raw articles have them.
    """
    last = len(text.ends)
    begin = 0
    end = rng.randint(1, 20) if last > 20 else last
    while begin < last:
        yield _cut(text, begin, end, forms, rng)
        begin, end = end, min(last, end + rng.randint(10, 20))


def _cut(text: Text, begin: int, end: int, forms: Forms, rng: random.Random) -> Piece:
    first = int(text.ends[begin - 1]) if begin else 0
    inside = slice(first, int(text.ends[end - 1]))
    piece = Piece(text.forms[inside], text.tags[inside], text.shares[inside])
    if without_breaks(rng):
        return piece
    where, signs = [], []
    for place in range(begin, end - 1):
        if sign := drawn_break(bool(text.headline[place]), rng):
            where.append(int(text.ends[place]) - first)
            signs.append(forms.of(sign))
    outside = np.zeros((len(where), piece.tags.shape[1]), np.uint8)
    certain = np.zeros((len(where), piece.tags.shape[1]), np.float16)
    certain[:, 0] = 1
    return Piece(
        np.insert(piece.forms, where, signs),
        np.insert(piece.tags, where, outside, axis=0),
        np.insert(piece.shares, where, certain, axis=0),
    )
