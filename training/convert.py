"""Treebank files to spaCy's training format, for the syntax."""

from __future__ import annotations

import random

from spacy.vocab import Vocab

from pipeline.evaluate import conll
from pipeline.evaluate.documents import to_doc
from training.documents import chunks, random_breaks, write
from training.paths import Build, Data

SEED = 20170208


def convert(data: Data, build: Build) -> dict[str, tuple[int, int]]:
    """Write the sets of the syntax training; return documents and tokens of each.

    `syntax_train` is Bokmål, `dev` the Bokmål development set with spaces between its sentences.
    """
    rng = random.Random(SEED)
    vocab = Vocab()
    learned = [(c, random_breaks(c, rng)) for c in chunks(conll.read(data.train), rng)]
    dev = chunks(conll.read(data.dev), rng)
    return {
        "syntax_train": write(
            (to_doc(vocab, s, b) for s, b in learned), build.corpus("syntax_train")
        ),
        "dev": write((to_doc(vocab, s) for s in dev), build.corpus("dev")),
    }
