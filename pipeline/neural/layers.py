"""Layers of the name tagger that Thinc does not have."""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from thinc.api import HashEmbed, Linear, Maxout, Model, chain

from pipeline.neural.arrays import Floats, Ints
from pipeline.neural.forms import SPELLING, Features


class Tokens(NamedTuple):
    """The tokens of a batch of documents, one document after the other.

    `vectors` is tokens × width, `lengths` the number of tokens of each document, `names` the number
    of the name that a token may belong to, counted within the batch, -1 for none.
    """

    vectors: Floats
    lengths: Ints
    names: Ints


def form_embedding(
    width: int, known: int, rows: dict[str, int], sizes: dict[str, int], pieces: int = 3
) -> Model[Features, Floats]:
    """Embed word forms: hashed parts of the spelling and what is known, mixed by a maxout layer.

    `rows` and `sizes` are the rows and columns of the hash table for each part of the spelling
    (Bloom embeddings: Serrà & Karatzoglou 2017, "Getting deep recommenders fit", RecSys).
    """
    tables: list[Model[Any, Any]] = [
        HashEmbed(sizes[part], rows[part], column=number, seed=number + 1)
        for number, part in enumerate(SPELLING)
    ]
    total = sum(sizes.values()) + known
    mix = Maxout(width, total, pieces, dropout=0.0, normalize=True)
    return Model("form_embedding", _embed, layers=[*tables, mix], init=initialize_layers)


def initialize_layers(
    model: Model[Any, Any],
    X: object = None,  # noqa: N803, Thinc's names
    Y: object = None,  # noqa: N803
) -> None:
    """Initialize each layer of `model`, which all know their sizes."""
    for layer in model.layers:
        layer.initialize()


def _embed(
    model: Model[Features, Floats], features: Features, is_train: bool
) -> tuple[Floats, Callable[[Floats], Any]]:
    *tables, mix = model.layers
    parts, backs = zip(*(table(features.keys, is_train) for table in tables), strict=True)
    mixed, back = mix(np.concatenate([*parts, features.known], axis=1), is_train)
    ends = np.cumsum([part.shape[1] for part in parts])

    def backprop(d_mixed: Floats) -> None:
        d_all = back(d_mixed)
        for go, d_part in zip(backs, np.split(d_all, ends, axis=1), strict=False):
            go(np.ascontiguousarray(d_part))

    return mixed, backprop


def window_encoder(width: int, depth: int, pieces: int = 3) -> Model[Tokens, Tokens]:
    """Let each token see its neighbours: residual maxout layers over windows of three tokens."""
    layers = [Maxout(width, 3 * width, pieces, dropout=0.0, normalize=True) for _ in range(depth)]
    return Model("window_encoder", _windows, layers=layers, init=initialize_layers)


def _windows(
    model: Model[Tokens, Tokens], tokens: Tokens, is_train: bool
) -> tuple[Tokens, Callable[[Floats], Floats]]:
    ops: Any = model.ops
    lengths = tokens.lengths
    current = tokens.vectors
    backs = []
    for layer in model.layers:
        added, back = layer(ops.seq2col(current, 1, lengths=lengths), is_train)
        backs.append(back)
        current = current + added

    def backprop(d_current: Floats) -> Floats:
        for back in reversed(backs):
            d_columns = back(d_current)
            d_current = d_current + ops.backprop_seq2col(d_columns, 1, lengths=lengths)
        return d_current

    return tokens._replace(vectors=current), backprop


def name_memory(width: int, pieces: int = 2) -> Model[Tokens, Tokens]:
    """Let the tokens of one name in a document know of each other.

    `Putin` on line 20 gets the maximum, in each dimension, of what the encoder made of every
    `Putin`, `Putins` and `PUTIN` of the document, through a residual maxout layer. Names that stand
    once are left as they are.
    """
    layer = Maxout(width, 2 * width, pieces, dropout=0.0, normalize=True)
    return Model("name_memory", _remember, layers=[layer], init=initialize_layers)


def _remember(
    model: Model[Tokens, Tokens], tokens: Tokens, is_train: bool
) -> tuple[Tokens, Callable[[Floats], Floats]]:
    where = np.flatnonzero(tokens.names >= 0)
    counts = np.bincount(tokens.names[where])
    where = where[counts[tokens.names[where]] > 1]
    if not len(where):
        return tokens, lambda d: d
    # members of one name side by side, so that reduceat takes the maximum of each
    where = where[np.argsort(tokens.names[where], kind="stable")]
    names = tokens.names[where]
    first = np.flatnonzero(np.append(True, names[1:] != names[:-1]))
    group = np.cumsum(np.append(False, names[1:] != names[:-1]))
    members = tokens.vectors[where]
    largest = np.maximum.reduceat(members, first, axis=0)
    added, back = model.layers[0](np.concatenate([members, largest[group]], axis=1), is_train)
    vectors = tokens.vectors.copy()
    vectors[where] += added

    def backprop(d_vectors: Floats) -> Floats:
        width = d_vectors.shape[1]
        d_both = back(np.ascontiguousarray(d_vectors[where]))
        d_largest = np.add.reduceat(d_both[:, width:], first, axis=0)
        d_members = d_both[:, :width] + d_largest[group] * (members == largest[group])
        d_tokens = d_vectors.copy()
        d_tokens[where] += d_members
        return d_tokens

    return tokens._replace(vectors=vectors), backprop


def output(width: int, tags: int | None = None) -> Model[Floats, Floats]:
    """Scores of each tag, not normalised."""
    layer: Model[Any, Any] = Linear(tags, width)
    return layer


def encoder(width: int, depth: int, after: int, pieces: int) -> Model[Tokens, Tokens]:
    """Window layers, the memory of the document, and `after` more window layers."""
    layers: Model[Any, Any] = chain(
        window_encoder(width, depth, pieces),
        name_memory(width),
        window_encoder(width, after, pieces),
    )
    return layers
