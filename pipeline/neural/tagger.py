"""The component `ner` of the bundled pipeline: finds names by tagging tokens."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np
import srsly  # type: ignore[import-untyped, unused-ignore]
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Model, Optimizer, set_dropout_rate

from pipeline.neural import architecture, tags
from pipeline.neural.arrays import Floats, Ints
from pipeline.neural.lexicon import Lexicon
from pipeline.neural.network import grouped

DEFAULT_MODEL: Final[dict[str, Any]] = {
    "@architectures": "navnenett.NameTagger.v1",
    "width": 128,
    "depth": 3,
    "after": 1,
    "pieces": 3,
    "vector_width": 96,
    "rows": {
        "norm": 6000,
        "prefix": 2000,
        "suffix": 2500,
        "ending": 4000,
        "shape": 500,
        "known": 1000,
    },
    "sizes": {"norm": 96, "prefix": 32, "suffix": 48, "ending": 64, "shape": 32, "known": 48},
}
_EXAMPLES_FOR_LABELS: Final = 100_000
_AT_ONCE: Final = 4_000  # tokens
_NEVER: Final = np.float32(-1e6)


@Language.factory(
    "navnenett_names",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"model": DEFAULT_MODEL, "scorer": {"@scorers": "spacy.ner_scorer.v1"}},
    default_score_weights={"ents_f": 1.0, "ents_p": 0.0, "ents_r": 0.0, "ents_per_type": None},
)
def make_name_tagger(
    nlp: Language, name: str, model: Model[Any, Any], scorer: Callable[..., Any] | None
) -> "NameTagger":
    """Return the component for `nlp`."""
    return NameTagger(nlp.vocab, model, name, scorer=scorer)


class NameTagger(TrainablePipe):  # type: ignore[misc, unused-ignore]
    """Finds names: a BILOU tag for each token, and the best allowed sequence of them.

    Names that an earlier component has set in ``doc.ents`` stay.
    """

    def __init__(
        self,
        vocab: Vocab,
        model: Model[list[Doc], list[Floats]],
        name: str = "ner",
        *,
        scorer: Callable[..., Any] | None = None,
    ) -> None:
        """Put the component together; `model` is ``navnenett.NameTagger.v1``."""
        self.vocab = vocab
        self.model = model
        self.name = name
        self.scorer = scorer
        self.cfg: dict[str, Any] = {"labels": []}
        self._known = architecture.KnownForms()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the model's scores."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> list[str]:
        """What `spacy init labels` writes for this component."""
        return list(self.labels)

    def add_label(self, label: str) -> int:
        """Add a label before training; return 1 if it is new. Raises ValueError afterwards."""
        if label in self.labels:
            return 0
        if self.model.layers[0].layers[-1].has_dim("nO"):
            raise ValueError(
                f"{label!r} cannot be added to a trained name tagger; its labels are "
                f"{', '.join(self.labels)}. Train a new component to have other labels."
            )
        self.cfg["labels"] = [*self.labels, label]
        self.vocab.strings.add(label)
        return 1

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: Sequence[str] | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        """Set up the weights for training, with the labels given or those of the examples."""
        found = labels or sorted(
            {
                ent.label_
                for example in islice(get_examples(), _EXAMPLES_FOR_LABELS)
                for ent in example.reference.ents
            }
        )
        for label in found:
            self.add_label(label)
        if lexicon is not None:
            self.model.attrs["lexicon"] = lexicon
        self.model.layers[0].layers[-1].set_dim("nO", tags.number_of_tags(self.labels))
        self.model.initialize()
        self._known.forget()

    def predict(self, docs: Iterable[Doc]) -> list[tags.Spans]:
        """Return the names of each document as (first token, token after the last, label)."""
        # arrays of so few tokens stay in the processor's cache
        few = grouped(docs, len, _AT_ONCE)
        return [names for some in few for names in self._names(some)]

    def _names(self, docs: Sequence[Doc]) -> list[tags.Spans]:
        read, scores = self.scores(docs)
        best = tags.best(tags.log_softmax(scores), read.lengths)
        return [
            [
                (int(places[start]), int(places[end - 1]) + 1, label)
                for start, end, label in tags.spans(numbers.tolist(), self.labels)
            ]
            for numbers, places in zip(
                architecture.parted(best, read.lengths), read.places, strict=True
            )
        ]

    def scores(self, docs: Sequence[Doc]) -> tuple[architecture.Read, Floats]:
        """Return what the network reads of `docs`, and its scores of the tags, tokens × tags.

        A line break is outside every name.
        """
        read = architecture.Read.of(docs)
        _, encode, score = self.model.layers[0].layers
        if not len(read.form):
            return read, np.zeros((0, tags.number_of_tags(self.labels)), np.float32)
        tokens = self._known.tokens(self.model, read, self.vocab)
        scores: Floats = score.predict(encode.predict(tokens).vectors)
        breaks = np.array([self.vocab.strings[orth].isspace() for orth in read.orths])[read.form]
        scores[breaks, 1:] = _NEVER
        return read, scores

    def set_annotations(self, docs: Iterable[Doc], found: list[tags.Spans]) -> None:
        """Set ``doc.ents`` from what :meth:`predict` returned."""
        for doc, spans in zip(docs, found, strict=True):
            there = list(doc.ents)
            taken = {token.i for span in there for token in span}
            new = [
                Span(doc, start, end, label=label)
                for start, end, label in spans
                if taken.isdisjoint(range(start, end))
            ]
            doc.set_ents(sorted([*there, *new], key=lambda span: span.start))

    def update(
        self,
        examples: Iterable[Example],
        *,
        drop: float = 0.0,
        sgd: Optimizer | None = None,
        losses: dict[str, float] | None = None,
    ) -> dict[str, float]:
        """Learn from examples; adds the mean cross-entropy of the tags to `losses`."""
        losses = {} if losses is None else losses
        losses.setdefault(self.name, 0.0)
        examples = [
            example
            for example in examples
            if any(not token.is_space for token in example.predicted)
        ]
        if not examples:
            return losses
        set_dropout_rate(self.model, drop)
        scores, backprop = self.model.begin_update([example.predicted for example in examples])
        loss, gradient = self.get_loss(examples, scores)
        backprop(gradient)
        self._known.forget()
        if sgd is not None:
            self.finish_update(sgd)
        losses[self.name] += loss
        return losses

    def get_loss(
        self, examples: Iterable[Example], scores: list[Floats]
    ) -> tuple[float, list[Floats]]:
        """Return the mean cross-entropy and its gradient, over the tokens whose tag is known."""
        examples = list(examples)
        read = architecture.Read.of([example.predicted for example in examples])
        truth = [
            self._tags_of(example)[places]
            for example, places in zip(examples, read.places, strict=True)
        ]
        number = max(1, sum(int((gold >= 0).sum()) for gold in truth))
        loss, gradients = 0.0, []
        for gold, scored in zip(truth, scores, strict=True):
            where = np.flatnonzero(gold >= 0)
            logarithms = tags.log_softmax(scored)
            gradient = np.zeros_like(scored)
            gradient[where] = np.exp(logarithms[where])
            gradient[where, gold[where]] -= 1
            loss -= float(logarithms[where, gold[where]].sum())
            gradients.append(gradient / number)
        return loss / number, gradients

    def _tags_of(self, example: Example) -> Ints:
        """Return the reference's tags on the predicted tokens, -1 where that cannot be told."""
        place = {label: number for number, label in enumerate(self.labels)}
        numbers = []
        for written in example.get_aligned_ner():
            if written == "O":
                numbers.append(tags.OUTSIDE)
            elif written is None or written == "-" or written[2:] not in place:
                numbers.append(-1)
            else:
                numbers.append(tags.tag(written[0], place[written[2:]]))
        return np.array(numbers, np.int64)

    def finish_update(self, sgd: Optimizer) -> None:
        """Change the weights; embeddings made before no longer hold."""
        self._known.forget()
        super().finish_update(sgd)

    def use_params(self, params: Any) -> Iterator[None]:
        """Use other weights for a while, as spaCy does when it measures while training.

        A bare generator, for `Language.use_params` goes through it with `next`.
        """
        self._known.forget()
        try:
            with self.model.use_params(params):
                yield
        finally:
            self._known.forget()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "NameTagger":
        """Load from bytes."""
        content = srsly.msgpack_loads(data)
        self.cfg = content["cfg"]
        architecture.unpack(self.model, content["model"])
        self._loaded()
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return labels and model as bytes."""
        packed: bytes = srsly.msgpack_dumps(
            {"cfg": self.cfg, "model": architecture.packed(self.model)}
        )
        return packed

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write labels and model into a folder."""
        path = Path(path)
        path.mkdir(parents=True, exist_ok=True)
        srsly.write_json(path / "cfg", self.cfg)
        (path / "model").write_bytes(architecture.packed(self.model))

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> "NameTagger":
        """Load from a folder."""
        path = Path(path)
        self.cfg = srsly.read_json(path / "cfg")
        architecture.unpack(self.model, (path / "model").read_bytes())
        self._loaded()
        return self

    def _loaded(self) -> None:
        for label in self.labels:
            self.vocab.strings.add(label)
        self._known.forget()
