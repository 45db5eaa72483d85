"""Training corpora: runs of treebank sentences with paragraph breaks drawn by chance."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from spacy.tokens import Doc, DocBin

from pipeline.evaluate.conll import Sentence
from pipeline.evaluate.documents import PARAGRAPH

BREAKS = (PARAGRAPH, PARAGRAPH, PARAGRAPH, "\n")
SENTENCE_ENDS = frozenset('.?!:"»)…')


def chunks(
    sentences: Iterable[Sentence], rng: random.Random, *, low: int = 10, high: int = 20
) -> Iterator[list[Sentence]]:
    """Cut each document into runs of `low` to `high` sentences; the last may be shorter."""
    for _, group in groupby(sentences, key=lambda s: s.document):
        members = list(group)
        start = 0
        while start < len(members):
            end = start + rng.randint(low, high)
            if len(members) - end < low // 2:
                end = len(members)
            yield members[start:end]
            start = end


def random_breaks(sentences: Sequence[Sentence], rng: random.Random) -> list[str]:
    """Breaks as raw articles have them, for half of the documents; most follow headlines.

    The treebank's training part does not say where paragraphs began, so they are drawn by chance.
    """
    if without_breaks(rng):
        return [""] * len(sentences)
    return [drawn_break(is_headline(sentence.words[-1].form), rng) for sentence in sentences]


def without_breaks(rng: random.Random) -> bool:
    """Whether a document gets no breaks at all: half of them."""
    return rng.random() < 0.5


def drawn_break(headline: bool, rng: random.Random) -> str:
    """What stands after a sentence: a break of `BREAKS`, or nothing."""
    return rng.choice(BREAKS) if rng.random() < (0.7 if headline else 0.2) else ""


def is_headline(last_word: str) -> bool:
    """Whether a sentence that ends in this word has no full stop or the like."""
    return last_word[-1] not in SENTENCE_ENDS


def write(docs: Iterable[Doc], path: Path) -> tuple[int, int]:
    """Write a DocBin; return the numbers of documents and tokens."""
    binned = DocBin()
    documents = tokens = 0
    for doc in docs:
        binned.add(doc)
        documents += 1
        tokens += len(doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    binned.to_disk(path)
    return documents, tokens
