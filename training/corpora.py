"""The treebank texts that networks are trained and measured on."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.evaluate import conll
from pipeline.evaluate.conll import Sentence
from training.marked import LEAST, Forms, Text, counted, gold
from training.paths import Data

VARIANTS = 3
"""The texts as they are, and so many less one variations (:mod:`training.noise`)."""
HELD = 10
"""Each tenth Nynorsk document is held out, for there is no other Nynorsk treebank to measure on."""


@dataclass(frozen=True)
class Corpora:
    """`variants` of the training texts, the Bokmål development set, the held-out Nynorsk texts."""

    variants: list[list[Text]]
    dev: list[Text]
    nynorsk: list[Text]
    trained: Counter[str]


def treebank(data: Data) -> tuple[list[Sentence], list[Sentence]]:
    """Return the training sentences, Bokmål and Nynorsk, and the held-out Nynorsk ones."""
    nynorsk = list(conll.read(data.nynorsk, drop_bars=True))
    held = held_out(nynorsk)
    learned = [sentence for sentence in nynorsk if sentence.document not in held]
    kept = [sentence for sentence in nynorsk if sentence.document in held]
    return [*conll.read(data.train), *learned], kept


def held_out(sentences: Iterable[Sentence]) -> set[str]:
    """Return the names of each tenth document, the first among them."""
    documents = list(dict.fromkeys(sentence.document for sentence in sentences))
    return set(documents[::HELD])


def trained_forms(sentences: Sequence[Sentence]) -> Counter[str]:
    """Return the lower-cased forms that the network may know by heart, and how often they stand."""
    counts = counted(sentences)
    return Counter({form: count for form, count in counts.items() if count >= LEAST})


def load(data: Data, forms: Forms) -> Corpora:
    """Read all corpora; their forms are added to `forms`."""
    learned, held = treebank(data)
    return Corpora(
        [
            list(gold(learned, forms, random.Random(number) if number else None).values())
            for number in range(VARIANTS)
        ],
        list(gold(conll.read(data.dev), forms).values()),
        list(gold(held, forms).values()),
        trained_forms(learned),
    )
