"""BILOU tags: from spans to tags, and the best allowed sequence of tags for given scores.

B begins a name of several tokens, I is inside, L its last; U is a name of one token, O none
(Ratinov & Roth 2009, "Design challenges and misconceptions in named entity recognition", CoNLL).
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from pipeline.neural.arrays import Flags, Floats, Ints

OUTSIDE: Final = 0
_FORBIDDEN: Final = np.float32(-1e9)
_SURE: Final = 0.9999

Spans = list[tuple[int, int, str]]


def number_of_tags(labels: Sequence[str]) -> int:
    """Return how many tags there are for `labels`: O, and B, I, L, U for each."""
    return 1 + 4 * len(labels)


def tag(kind: str, label: int) -> int:
    """Return the number of a tag: `kind` is B, I, L or U."""
    return 1 + 4 * label + "BILU".index(kind)


def encode(spans: Iterable[tuple[int, int, str]], length: int, labels: Sequence[str]) -> list[int]:
    """Return the tags of `length` tokens; spans are (first token, token after the last, label)."""
    place = {label: number for number, label in enumerate(labels)}
    tags = [OUTSIDE] * length
    for start, end, label in spans:
        number = place[label]
        if end - start == 1:
            tags[start] = tag("U", number)
        else:
            tags[start] = tag("B", number)
            tags[start + 1 : end - 1] = [tag("I", number)] * (end - start - 2)
            tags[end - 1] = tag("L", number)
    return tags


def spans(tags: Sequence[int], labels: Sequence[str]) -> Spans:
    """Return the spans of an allowed sequence of tags."""
    found: Spans = []
    start = 0
    for place, number in enumerate(tags):
        if number == OUTSIDE:
            continue
        label, kind = divmod(number - 1, 4)
        if kind in (0, 3):  # B, U
            start = place
        if kind in (2, 3):  # L, U
            found.append((start, place + 1, labels[label]))
    return found


def log_softmax(scores: Floats) -> Floats:
    """Return logarithms of probabilities along the last axis."""
    lowered = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(lowered - np.log(np.exp(lowered).sum(axis=1, keepdims=True)), np.float32)


def allowed(tags: int) -> Flags:
    """Return which tag (column) may follow which (row)."""
    number = np.arange(tags)
    label, kind = np.divmod(number - 1, 4)
    is_open = (number != OUTSIDE) & ((kind == 0) | (kind == 1))  # after B and I the name goes on
    goes_on = (number != OUTSIDE) & ((kind == 1) | (kind == 2))
    same = label[:, None] == label[None, :]
    return np.asarray(np.where(is_open[:, None], goes_on[None, :] & same, ~goes_on[None, :]))


def best(scores: Floats, lengths: Sequence[int] | Ints) -> Ints:
    """Return the best allowed tags (Viterbi) of documents, from logarithms, tokens × tags.

    Tokens that are outside beyond doubt part a document into short pieces, which are worked through
    side by side.
    """
    total = np.zeros(len(scores), np.int64)
    if not len(scores):
        return total
    doubtful = scores[:, OUTSIDE] < np.log(_SURE)
    ends = np.cumsum(lengths)
    begins_doc = np.zeros(len(scores), bool)
    begins_doc[np.append(0, ends[:-1])[np.asarray(lengths) > 0]] = True
    where = np.flatnonzero(doubtful)
    if not len(where):
        return total
    new = np.append(True, (np.diff(where) > 1) | begins_doc[where[1:]])
    first = np.flatnonzero(new)
    size = np.diff(np.append(first, len(where)))
    may = np.where(allowed(scores.shape[1]), np.float32(0), _FORBIDDEN)
    for length in np.unique(size):
        rows = where[first[size == length]][:, None] + np.arange(length)
        total[rows] = _viterbi(scores[rows], may)
    return total


def _viterbi(scores: Floats, may: Floats) -> Ints:
    """Best paths of pieces of one length: `scores` is pieces × length × tags."""
    pieces, length, _ = scores.shape
    # before and after a piece stands O
    at = scores[:, 0] + may[OUTSIDE]
    back = np.zeros((length, *at.shape), np.int64)
    for step in range(1, length):
        reached = at[:, :, None] + may[None]
        back[step] = reached.argmax(1)
        at = np.take_along_axis(reached, back[step][:, None], 1)[:, 0] + scores[:, step]
    path = np.zeros((pieces, length), np.int64)
    path[:, -1] = (at + may[:, OUTSIDE]).argmax(1)
    rows = np.arange(pieces)
    for step in range(length - 1, 0, -1):
        path[:, step - 1] = back[step][rows, path[:, step]]
    return path
