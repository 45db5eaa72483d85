"""The network of the name tagger, from word forms to scores of tags."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeVar

import numpy as np
from thinc.api import Model

from pipeline.neural import layers
from pipeline.neural.arrays import Floats, Ints, Keys
from pipeline.neural.forms import Features

Item = TypeVar("Item")


class Batch(NamedTuple):
    """Some documents, one after the other.

    `form` says which of the forms of `features` each token is, `lengths` how many tokens each
    document has.
    """

    features: Features
    form: Ints
    lengths: Ints


def grouped(items: Iterable[Item], size: Callable[[Item], int], least: int) -> Iterator[list[Item]]:
    """Yield items in groups of at least `least` tokens, in order; the last may be smaller."""
    group: list[Item] = []
    tokens = 0
    for item in items:
        group.append(item)
        tokens += size(item)
        if tokens >= least:
            yield group
            group, tokens = [], 0
    if group:
        yield group


def names_of(stems: Keys, lengths: Ints) -> Ints:
    """Return which tokens may be the same name of a document: equal numbers, -1 for none."""
    document = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    names = np.full(len(stems), -1, np.int64)
    where = np.flatnonzero(stems)
    if len(where):
        # the golden ratio's bits keep the same stem of two documents apart
        mixed = stems[where] ^ (document[where] * np.uint64(0x9E3779B97F4A7C15))
        names[where] = np.unique(mixed, return_inverse=True)[1]
    return names


def network(
    known: int,
    tags: int | None,
    *,
    width: int,
    depth: int,
    after: int,
    pieces: int,
    rows: dict[str, int],
    sizes: dict[str, int],
) -> Model[Batch, Floats]:
    """Return the network; each form of a batch is embedded once."""
    return Model(
        "name_network",
        _forward,
        init=layers.initialize_layers,
        layers=[
            layers.form_embedding(width, known, rows, sizes),
            layers.encoder(width, depth, after, pieces),
            layers.output(width, tags),
        ],
    )


def _forward(
    model: Model[Batch, Floats], batch: Batch, is_train: bool
) -> tuple[Floats, Callable[[Floats], None]]:
    embed, encode, score = model.layers
    ops: Any = model.ops
    forms, back_embed = embed(batch.features, is_train)
    tokens = layers.Tokens(
        forms[batch.form],
        batch.lengths,
        names_of(batch.features.stems[batch.form], batch.lengths),
    )
    seen, back_encode = encode(tokens, is_train)
    scores, back_score = score(seen.vectors, is_train)

    def backprop(d_scores: Floats) -> None:
        d_tokens = back_encode(back_score(d_scores))
        d_forms = np.zeros(forms.shape, np.float32)
        ops.scatter_add(d_forms, batch.form, d_tokens)
        back_embed(d_forms)

    return scores, backprop
