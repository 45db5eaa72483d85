"""Treebank files to spaCy's training format."""

from __future__ import annotations

import random

from spacy.vocab import Vocab

from pipeline.evaluate import conll
from pipeline.evaluate.documents import to_doc
from training.documents import chunks, random_breaks, write
from training.paths import Build, Data

SEED = 20170208


def convert(data: Data, build: Build) -> dict[str, tuple[int, int]]:
    """Write the three sets; return documents and tokens of each.

    `syntax_train` is Bokmål with everything, `names_train` is Bokmål and Nynorsk with names only,
    `dev` is the Bokmål development set with spaces between its sentences.
    """
    rng = random.Random(SEED)
    vocab = Vocab()
    bokmaal = [_with_breaks(c, rng) for c in chunks(conll.read(data.train), rng)]
    nynorsk = [
        _with_breaks([conll.attach_punctuation(s) for s in c], rng)
        for c in chunks(conll.read(data.nynorsk, drop_bars=True), rng)
    ]
    both = bokmaal + nynorsk
    rng.shuffle(both)
    dev = chunks(conll.read(data.dev), rng)
    return {
        "syntax_train": write(
            (to_doc(vocab, s, b) for s, b in bokmaal), build.corpus("syntax_train")
        ),
        "names_train": write(
            (to_doc(vocab, s, b, syntax=False) for s, b in both), build.corpus("names_train")
        ),
        "dev": write((to_doc(vocab, s) for s in dev), build.corpus("dev")),
    }


def _with_breaks(
    sentences: list[conll.Sentence], rng: random.Random
) -> tuple[list[conll.Sentence], list[str]]:
    return sentences, random_breaks(sentences, rng)
