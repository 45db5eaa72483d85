"""Silver texts: running text with the tags that an ensemble of trained networks gives it.

Self-training, with the teachers' shares of the tags as the student's targets (Hinton, Vinyals &
Dean 2015, "Distilling the knowledge in a neural network", arXiv:1503.02531).
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.neural.arrays import Ints
from pipeline.neural.network import grouped
from pipeline.neural.tags import log_softmax
from training.documents import is_headline
from training.marked import Forms, Text
from training.names import Network

RUN = 15
"""Sentences of one text: lines that follow each other in the file, most often of one document."""
NAMES = 0.05
"""Least share of words with a capital off the beginning of sentences, as in news."""
KEPT_TAGS = 2
"""Tags of a token that are kept; the rest has next to no share."""
_AT_ONCE = 12_000  # tokens
_LONGEST = 100  # words; longer lines are lists and tables


def chosen(lines: Iterable[str], tokens: int, seed: int) -> list[list[list[str]]]:
    """Return about `tokens` tokens of texts rich in names, in their order.

    `lines` are tokenised sentences.
    """
    rich = [run for run in _runs(lines) if _names(run) >= NAMES]
    order = list(range(len(rich)))
    random.Random(seed).shuffle(order)
    kept, total = [], 0
    for place in order:
        if total >= tokens:
            break
        kept.append(place)
        total += sum(map(len, rich[place]))
    return [rich[place] for place in sorted(kept)]


def _runs(lines: Iterable[str]) -> Iterator[list[list[str]]]:
    run: list[list[str]] = []
    for line in lines:
        words = line.split()
        if words and len(words) <= _LONGEST:
            run.append(words)
        if len(run) == RUN:
            yield run
            run = []


def _names(run: list[list[str]]) -> float:
    capitals = sum(word[0].isupper() for sentence in run for word in sentence[1:])
    return capitals / sum(map(len, run))


def numbered(run: Sequence[Sequence[str]], forms: Forms) -> Text:
    """Return a text without tags."""
    numbers = [forms.of(word) for sentence in run for word in sentence]
    none = np.zeros((len(numbers), KEPT_TAGS))
    return Text(
        np.array(numbers, np.int32),
        none.astype(np.uint8),
        none.astype(np.float16),
        np.cumsum([len(sentence) for sentence in run]).astype(np.int32),
        np.array([is_headline(sentence[-1]) for sentence in run]),
    )


def tagged(texts: Sequence[Text], teachers: Sequence[Network], forms: Forms) -> Iterator[Text]:
    """Yield the texts with the mean of the teachers' shares, the most likely tags of each token."""
    for batch in grouped(texts, lambda text: len(text.forms), _AT_ONCE):
        ready = forms.batch([text.forms for text in batch])
        shares = np.mean([np.exp(log_softmax(teacher.predict(ready))) for teacher in teachers], 0)
        best = np.argsort(-shares, axis=1)[:, :KEPT_TAGS]
        kept = np.take_along_axis(shares, best, 1)
        kept /= kept.sum(1, keepdims=True)
        ends = np.cumsum([len(text.forms) for text in batch])[:-1]
        for text, tags, share in zip(
            batch, np.split(best, ends), np.split(kept, ends), strict=True
        ):
            yield text._replace(tags=tags.astype(np.uint8), shares=share.astype(np.float16))


def save(path: Path, forms: Forms, texts: Sequence[Text]) -> None:
    """Write silver texts with the forms that their numbers mean."""
    columns: dict[str, Any] = {
        name: np.concatenate([getattr(text, name) for text in texts]) for name in Text._fields
    }
    lengths = [len(text.forms) for text in texts]
    sentences = [len(text.ends) for text in texts]
    # as JSON, for some forms are line breaks
    words = np.frombuffer(json.dumps(list(forms.number)).encode(), np.uint8)
    np.savez(path, lengths=lengths, sentences=sentences, words=words, **columns)


def load(path: Path, forms: Forms) -> list[Text]:
    """Read silver texts; their forms are added to `forms`."""
    with np.load(path) as stored:
        columns = {name: stored[name] for name in Text._fields}
        lengths, sentences = stored["lengths"], stored["sentences"]
        words = json.loads(stored["words"].tobytes())
    number: Ints = np.array([-1] * len(words), np.int32)
    used = np.unique(columns["forms"])
    number[used] = [forms.of(words[place]) for place in used]
    columns["forms"] = number[columns["forms"]]
    by_token = np.cumsum(lengths)[:-1]
    by_sentence = np.cumsum(sentences)[:-1]
    parts = [
        np.split(columns[name], by_sentence if name in ("ends", "headline") else by_token)
        for name in Text._fields
    ]
    return [Text(*fields) for fields in zip(*parts, strict=True)]
