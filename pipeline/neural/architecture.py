"""The name tagger's model as spaCy builds it from a config: documents in, scores of tags out."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import srsly  # type: ignore[import-untyped, unused-ignore]
from spacy.attrs import IS_SPACE, ORTH  # type: ignore[import-not-found, unused-ignore]
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import Model, use_ops
from thinc.model import deserialize_attr, serialize_attr

from pipeline.neural import forms
from pipeline.neural.arrays import Floats, Ints, Keys
from pipeline.neural.layers import Tokens, initialize_layers
from pipeline.neural.lexicon import Lexicon
from pipeline.neural.network import Batch, names_of, network

_MOST_FORMS = 200_000  # of which the embeddings are kept; some 100 MB


@serialize_attr.register
def _lexicon_to_bytes(_: Lexicon, value: Lexicon, name: str, model: Model) -> bytes:  # type: ignore[type-arg]
    return value.to_bytes()


@deserialize_attr.register
def _lexicon_from_bytes(_: Lexicon, value: bytes, name: str, model: Model) -> Lexicon:  # type: ignore[type-arg]
    return Lexicon.from_bytes(value)


@registry.architectures("navnenett.NameTagger.v1")  # type: ignore[untyped-decorator, unused-ignore]
def name_tagger(
    width: int,
    depth: int,
    after: int,
    pieces: int,
    vector_width: int,
    rows: dict[str, int],
    sizes: dict[str, int],
    nO: int | None = None,  # noqa: N803, spaCy's name for the size of the output
) -> Model[list[Doc], list[Floats]]:
    """Return the model: lexicon features, window encoder, memory of the document, tag scores.

    `width` is that of the encoder, `depth` and `after` its layers before and after the memory,
    `pieces` those of its maxout layers; `rows` and `sizes` describe the hash tables
    (:data:`pipeline.neural.forms.SPELLING`); `vector_width` must be that of the lexicon, which is
    the attribute `lexicon` of the model.
    """
    empty = Lexicon(vectors=np.zeros((0, vector_width), np.int8))
    # OpenBLAS, for these layers alone: three times as many products a second as spaCy's BLIS.
    with use_ops("numpy", use_blis=False):
        core = network(
            forms.width(empty),
            nO,
            width=width,
            depth=depth,
            after=after,
            pieces=pieces,
            rows=rows,
            sizes=sizes,
        )
    return Model(
        "name_tagger",
        _forward,
        init=initialize_layers,
        layers=[core],
        attrs={"lexicon": empty},
    )


def _forward(
    model: Model[list[Doc], list[Floats]], docs: Sequence[Doc], is_train: bool
) -> tuple[list[Floats], Callable[[list[Floats]], list[Doc]]]:
    read = Read.of(docs)
    strings = docs[0].vocab.strings
    found = forms.features([strings[orth] for orth in read.orths], model.attrs["lexicon"])
    scores, back = model.layers[0](Batch(found, read.form, read.lengths), is_train)

    def backprop(d_scores: list[Floats]) -> list[Doc]:
        back(np.concatenate(d_scores))
        return []

    return parted(scores, read.lengths), backprop


def packed(model: Model[Any, Any]) -> bytes:
    """Return a model as bytes; weights that float16 holds without loss are stored as such."""
    message = model.to_dict()
    message["params"] = [
        {name: _halved(value) for name, value in node.items()} for node in message["params"]
    ]
    content: bytes = srsly.msgpack_dumps(message)
    return content


def unpack(model: Model[Any, Any], content: bytes) -> None:
    """Load into `model` what :func:`packed` made of it."""
    message = srsly.msgpack_loads(content)
    message["params"] = [
        {name: _full(value) for name, value in node.items()} for node in message["params"]
    ]
    model.from_dict(message)


def _halved(value: Floats | None) -> Floats | None:
    if value is None:
        return None
    with np.errstate(over="ignore"):
        half = value.astype(np.float16)
    return half if np.array_equal(half.astype(np.float32), value) else value


def _full(value: Floats | None) -> Floats | None:
    return None if value is None else value.astype(np.float32)


class Read(NamedTuple):
    """What the network reads of documents: all tokens but white space that breaks no line.

    `orths` are the distinct forms as spaCy's numbers, `form` says which of them a token is,
    `lengths` how many tokens of each document are read, `places` where in their documents they are.
    """

    orths: list[int]
    form: Ints
    lengths: Ints
    places: list[Ints]

    @classmethod
    def of(cls, docs: Sequence[Doc]) -> "Read":
        """Return what is read of `docs`."""
        places, tokens = [], []
        for doc in docs:
            columns = doc.to_array([ORTH, IS_SPACE])
            seen = columns[:, 1] == 0
            for place in np.flatnonzero(~seen):
                seen[place] = "\n" in doc[int(place)].text
            places.append(np.flatnonzero(seen))
            tokens.append(columns[seen, 0])
        lengths = np.array([len(inside) for inside in places], np.int32)
        if not lengths.sum():
            return cls([], np.zeros(0, np.int64), lengths, places)
        orths, form = np.unique(np.concatenate(tokens), return_inverse=True)
        return cls(orths.tolist(), form.ravel().astype(np.int64), lengths, places)


def parted(values: Floats, lengths: Ints) -> list[Floats]:
    """Cut rows for all tokens into one array for each document."""
    return np.split(values, np.cumsum(lengths)[:-1]) if len(lengths) else []


class KnownForms:
    """The embeddings of word forms met so far, so that each is made once.

    They hold for the weights and the vocabulary they were made with: :meth:`forget` them when the
    weights change.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Start anew."""
        self._row: dict[int, int] = {}
        self._vectors: Floats = np.zeros((0, 0), np.float32)
        self._stems: Keys = np.zeros(0, np.uint64)

    def tokens(self, model: Model[list[Doc], list[Floats]], read: Read, vocab: Vocab) -> Tokens:
        """Return what is read of documents, embedded, as the encoder takes it."""
        orths, form, lengths, _ = read
        missing = [orth for orth in orths if orth not in self._row]
        if len(self._row) + len(missing) > _MOST_FORMS:
            self.forget()
            missing = orths
        if missing:
            found = forms.features([vocab.strings[o] for o in missing], model.attrs["lexicon"])
            vectors = model.layers[0].layers[0].predict(found)
            begin = len(self._row)
            self._row.update(zip(missing, range(begin, begin + len(missing)), strict=True))
            self._vectors = _grown(self._vectors, vectors, begin)
            self._stems = _grown(self._stems, found.stems, begin)
        rows = np.fromiter((self._row[orth] for orth in orths), np.int64, len(orths))[form]
        return Tokens(self._vectors[rows], lengths, names_of(self._stems[rows], lengths))


def _grown(table: Floats, new: Floats, begin: int) -> Floats:
    """Put rows after the first `begin`; room doubles so that growing costs little."""
    if begin + len(new) > len(table):
        room = np.zeros((max(2 * len(table), begin + len(new), 1024), *new.shape[1:]), new.dtype)
        room[:begin] = table[:begin] if begin else room[:0]
        table = room
    table[begin : begin + len(new)] = new
    return table
