"""Measures a spaCy pipeline on a treebank: names, syntax, sentences, speed and size."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.annotate.huggingface import PREFIX
from pipeline.annotate.model import find, load_folder
from pipeline.errors import ModelError
from pipeline.evaluate import names, syntax
from pipeline.evaluate.bootstrap import Tally, gathered
from pipeline.evaluate.conll import Sentence
from pipeline.evaluate.documents import annotated_breaks, to_doc
from pipeline.evaluate.treebank import Treebank
from pipeline.progress import Progress, Silent

BATCH: Final = 16
_Item = TypeVar("_Item")
# Measures of syntax, with the column of the file and the annotation of the document they need.
_NEEDS: Final = {
    "pos": ("pos", "POS"),
    "morph": ("morph", "MORPH"),
    "lemma": ("lemma", "LEMMA"),
    "uas": ("tree", "DEP"),
    "las": ("tree", "DEP"),
    "sents": (None, "SENT_START"),
    "tokens": (None, None),
}


class Clock:
    """Words annotated, and the seconds of processor time and of wall time that took."""

    def __init__(self) -> None:
        self.words, self.cpu_seconds, self.seconds = 0, 0.0, 0.0

    def pipe(self, nlp: Language, inputs: Sequence[str] | Sequence[Doc]) -> list[Doc]:
        """Return the annotated documents of one batch, with the time it took on the clock."""
        cpu, wall = time.process_time(), time.perf_counter()
        docs = list(nlp.pipe(inputs))
        self.cpu_seconds += time.process_time() - cpu
        self.seconds += time.perf_counter() - wall
        self.words += sum(map(len, docs))
        return docs

    def told(self) -> dict[str, float]:
        """Return what the clock shows, with `words_per_cpu_second` and `words_per_second`."""
        return {
            "words": self.words,
            "cpu_seconds": round(self.cpu_seconds, 3),
            "seconds": round(self.seconds, 3),
            "words_per_cpu_second": round(self.words / max(self.cpu_seconds, 1e-9)),
            "words_per_second": round(self.words / max(self.seconds, 1e-9)),
        }


def evaluate(model: str, treebank: Treebank, progress: Progress | None = None) -> dict[str, Any]:
    """Return every score of the spaCy pipeline that `model` means (as `--model`) on a treebank.

    Keys: `model` (name, version, folder, megabytes), `data` (documents, sentences, tokens, columns,
    notes), and those of :func:`scores`. Raises ModelError if it is not there or cannot be loaded.
    """
    if model.startswith(PREFIX):
        raise ModelError(
            f"{model} is no spaCy pipeline, and --data measures those. Measure what the whole run "
            f"makes of it with  --gold FILE.json --model {model}"
        )
    folder = find(model)
    nlp = load_folder(folder)
    return {
        "model": {
            "name": f"{nlp.meta['lang']}_{nlp.meta['name']}",
            "version": str(nlp.meta["version"]),
            "folder": str(folder),
            "megabytes": megabytes(folder),
        },
        "data": {
            "documents": len(treebank.documents),
            "sentences": treebank.sentences,
            "tokens": treebank.tokens,
            "columns": sorted(treebank.columns),
            "notes": list(treebank.notes),
        },
        **scores(nlp, treebank, progress or Silent()),
    }


def scores(nlp: Language, treebank: Treebank, progress: Progress) -> dict[str, Any]:
    """Return the scores of a loaded pipeline; fractions between 0 and 1, with 95 % intervals.

    Keys: `gold_tokens` (it was given the annotated tokens), `raw_text` (running text, with a blank
    line where the file says that a paragraph begins) and, where the pipeline has a `senter`,
    `senter` and `senter_one_paragraph` (the `senter` alone on raw text, with the blank lines and
    with spaces in their place). Each holds `names` (by measure), `labels` (by label) and `syntax`
    (by measure; see :mod:`pipeline.evaluate.syntax`), each as told by
    :func:`pipeline.evaluate.bootstrap.measured`. `labels` says which labels `only_model` and
    `only_data` have; `speed` is from raw text, on one process, as told by :meth:`Clock.told`.
    """
    documents = treebank.documents
    nlp.max_length = max(nlp.max_length, *(1 + _length(one) for one in documents))
    breaks = any(any(annotated_breaks(one)) for one in documents)
    senter = "senter" in nlp.component_names
    rounds = 2 + senter * (1 + breaks)
    progress.begin("evaluate", "measuring the model", rounds * len(documents), "documents")
    nlp(to_doc(nlp.vocab, documents[0]).text)  # what is only done once is not for the clock
    clock = Clock()
    found: dict[str, Any] = {
        "gold_tokens": _scored(nlp, treebank, progress, Clock(), raw=False),
        "raw_text": _scored(nlp, treebank, progress, clock, raw=True),
    }
    if senter:
        with _alone(nlp, "senter"):
            found["senter"] = _scored(nlp, treebank, progress, Clock(), raw=True)
            if breaks:
                found["senter_one_paragraph"] = _scored(
                    nlp, treebank, progress, Clock(), raw=True, paragraphs=False
                )
    progress.end()
    known = _labels(nlp)
    if known and "names" in treebank.columns:
        known |= {label for part in found.values() for label in part["labels"]} - treebank.labels
        found["labels"] = {
            "only_model": sorted(known - treebank.labels),
            "only_data": sorted(treebank.labels - known),
        }
    found["speed"] = clock.told()
    return found


def megabytes(folder: Path) -> float:
    """Return what the files of a folder hold, in units of a million bytes."""
    return round(sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6, 2)


def _length(sentences: Sequence[Sentence]) -> int:
    return sum(len(word.form) + 2 for sentence in sentences for word in sentence.words)


def _scored(
    nlp: Language,
    treebank: Treebank,
    progress: Progress,
    clock: Clock,
    *,
    raw: bool,
    paragraphs: bool = True,
) -> dict[str, Any]:
    by_name: list[dict[str, Tally]] = []
    by_measure: list[dict[str, Tally]] = []
    annotated: set[str] = set()
    for batch in _batches(iter(treebank.documents)):
        references = [
            to_doc(nlp.vocab, one, annotated_breaks(one) if raw and paragraphs else None)
            for one in batch
        ]
        inputs = (
            [doc.text for doc in references] if raw else [_bare(nlp, doc) for doc in references]
        )
        for reference, predicted in zip(references, clock.pipe(nlp, inputs), strict=True):
            alignment = names.align(predicted, reference)
            gold, guessed = names.gold_names(reference), names.found_names(predicted, alignment)
            by_name.append(names.tallies(gold, guessed))
            by_measure.append(syntax.tallies(reference, predicted, alignment))
            if len(predicted) > 1:  # one token alone is a sentence without being told
                annotated |= {
                    what for _, what in _NEEDS.values() if what and predicted.has_annotation(what)
                }
            progress.advance(1)
    measures = {
        name
        for name, (column, what) in _NEEDS.items()
        if (column is None or column in treebank.columns) and (what is None or what in annotated)
    }
    kept = [{m: t for m, t in one.items() if m in measures} for one in by_measure]
    told: dict[str, Any] = {"names": {}, "labels": {}, "syntax": gathered(kept)}
    names_there = _namers(nlp) or any(one[names.STRICT].predicted for one in by_name)
    if "names" in treebank.columns and names_there:
        for name, told_of in gathered(by_name).items():
            kind, _, label = name.partition("label:")
            told["labels" if label else "names"][label or kind] = told_of
    return told


def _batches(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def _bare(nlp: Language, doc: Doc) -> Doc:
    return Doc(nlp.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc])


def _namers(nlp: Language) -> list[str]:
    return [name for name in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(name).assigns]


@contextmanager
def _alone(nlp: Language, name: str) -> Iterator[None]:
    """Leave only one component at work, with the network that it listens to."""
    model = getattr(nlp.get_pipe(name), "model", None)
    listens = model is not None and any(n.name.endswith("-listener") for n in model.walk())
    needed = {name, "tok2vec", "transformer"} if listens else {name}
    disabled = name in nlp.disabled
    if disabled:
        nlp.enable_pipe(name)
    with nlp.select_pipes(enable=[one for one in nlp.component_names if one in needed]):
        yield
    if disabled:
        nlp.disable_pipe(name)


def _labels(nlp: Language) -> set[str]:
    return {
        str(label) for name in _namers(nlp) for label in getattr(nlp.get_pipe(name), "labels", ())
    }
