"""Names by a token-classification model of Hugging Face, as a component of a spaCy pipeline.

The words are spaCy's, a sentence at a time, and the tag of a word is that of its first piece: so
are such models trained. PyTorch and transformers are imported only when such a model is used.
"""

import contextlib
import importlib.util
import multiprocessing
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.annotate import tags
from pipeline.errors import ModelError

PREFIX: Final = "hf:"
NEEDED: Final = ("torch", "transformers")
# Word pieces that a model is given at a time. Most models take 512; sentences rarely have 100.
_WINDOW: Final = 256
_BATCH: Final = 16  # windows
_MARGIN: Final = 2  # positions that models of RoBERTa's kind count but cannot use


def find(model: str) -> Path:
    """Return the folder of the model that `model`, such as ``hf:NbAiLab/nb-bert-base-ner``, means.

    What stands behind hf: is the path of a folder or a name on the Hugging Face Hub, whose model
    must have been downloaded: a run opens no connection. Raises ModelError, saying what to do.
    """
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise ModelError(
            f"{model} needs {' and '.join(missing)}, which Navnenett does without otherwise. "
            "In the folder of Navnenett, with a network:  pip install '.[hf]'\n"
            "Without a graphics card, the small build of PyTorch before that:  "
            "pip install torch --index-url https://download.pytorch.org/whl/cpu\n"
            "Without a network:  --model bundled"
        )
    name = model.removeprefix(PREFIX)
    folder = Path(name).expanduser()
    if not folder.is_dir():
        folder = _downloaded(name)
    if not (folder / "config.json").is_file():
        raise ModelError(
            f"{folder} is not the folder of a Hugging Face model (it has no config.json). "
            "Give the folder that `save_pretrained` wrote, with the tokenizer saved there too."
        )
    return folder


def _downloaded(name: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (OSError, ValueError):  # not in the cache; no name that the hub could have
        raise ModelError(
            f"{name!r} is neither a folder nor a Hugging Face model that has been downloaded to "
            f"this machine. With a network:  hf download {name}\n"
            "Navnenett itself opens no connection. Without a network:  --model bundled"
        ) from None


def version(folder: Path) -> str:
    """Return the commit of a model downloaded from the hub, else ''."""
    return folder.name if folder.parent.name == "snapshots" else ""


@Language.factory("navnenett_huggingface", assigns=["doc.ents"], requires=["doc.sents"])
class HuggingFaceNames:
    """A component of a spaCy pipeline that sets ``doc.ents`` by a token-classification model."""

    def __init__(self, nlp: Language, name: str, path: str):
        import torch
        from transformers import AutoModelForTokenClassification, AutoTokenizer

        if multiprocessing.parent_process() is not None:
            torch.set_num_threads(1)  # the processes of a pool would fight over the cores
        # Code that comes with a model is not run: it could do anything on this machine.
        safely = {"local_files_only": True, "trust_remote_code": False}
        with _quiet():
            self._tokenizer: Any = AutoTokenizer.from_pretrained(
                path, add_prefix_space=True, **safely
            )
            model, report = AutoModelForTokenClassification.from_pretrained(
                path, output_loading_info=True, **safely
            )
        self._tags: dict[int, str] = model.config.id2label
        _refuse_unfit(path, self._tokenizer, list(self._tags.values()), report["missing_keys"])
        self._device = "cuda" if torch.cuda.is_available() else "cpu"
        self._model: Any = model.to(self._device).eval()
        positions = getattr(model.config, "max_position_embeddings", None) or 512
        self._limit = min(_WINDOW, self._tokenizer.model_max_length, positions - _MARGIN)

    def __call__(self, doc: Doc) -> Doc:
        """Set the names of `doc`."""
        sentences = [[token for token in sentence if not token.is_space] for sentence in doc.sents]
        sentences = [words for words in sentences if words]
        predicted = self._predict([[token.text for token in words] for words in sentences])
        found: list[Span] = []
        for words, own in zip(sentences, predicted, strict=True):
            for start, end, label in tags.names(own):
                span = Span(doc, words[start].i, words[end - 1].i + 1, label=label)
                # A name has a capital: what models of four labels call MISC (russisk) is derived.
                derived = label == "MISC" and span.text.islower()
                found.append(Span(doc, span.start, span.end, label="DRV") if derived else span)
        doc.ents = found
        return doc

    def _predict(self, sentences: Sequence[list[str]]) -> Iterator[list[str]]:
        """Yield the tags of the words of each of the `sentences`."""
        import torch

        if not sentences:
            return
        cut = self._tokenizer(
            list(sentences),
            is_split_into_words=True,
            truncation=True,
            max_length=self._limit,
            stride=self._limit // 4,
            return_overflowing_tokens=True,
        )
        rows_of: list[list[int]] = [[] for _ in sentences]
        for row, number in enumerate(cut.pop("overflow_to_sample_mapping")):
            rows_of[number].append(row)
        n_rows = len(cut["input_ids"])
        windows = [{name: cut[name][row] for name in cut} for row in range(n_rows)]
        predicted: dict[int, list[int]] = {}
        # Windows of like length together, for there is less to pad.
        order = sorted(range(n_rows), key=lambda row: len(windows[row]["input_ids"]))
        for at in range(0, len(order), _BATCH):
            rows = order[at : at + _BATCH]
            batch = self._tokenizer.pad([windows[row] for row in rows], return_tensors="pt")
            with torch.inference_mode():
                best = self._model(**batch.to(self._device)).logits.argmax(-1).tolist()
            predicted.update(zip(rows, best, strict=True))
        for words, rows in zip(sentences, rows_of, strict=True):
            own = ["O"] * len(words)  # a word of which the tokenizer keeps nothing is no name
            for word, (window, place) in choose([cut.word_ids(row) for row in rows]).items():
                own[word] = self._tags[predicted[rows[window]][place]]
            yield own


def choose(windows: Sequence[Sequence[int | None]]) -> dict[int, tuple[int, int]]:
    """Return for each word the window and the place in it where its tag is to be read.

    `windows` are the overlapping windows of one sentence: for each of its pieces the number of the
    word it belongs to, or None. The place is that of the word's first piece, in the window where
    it stands farthest from a cut.

    >>> choose([[None, 0, 1, 1, 2, None], [None, 1, 2, 3, None]])
    {0: (0, 1), 1: (0, 2), 2: (1, 2), 3: (1, 3)}
    """
    best: dict[int, tuple[int, int, int]] = {}
    for number, words in enumerate(windows):
        places = [place for place, word in enumerate(words) if word is not None]
        seen: set[int] = set()
        for place in places:
            word = words[place]
            if word is None or word in seen:
                continue
            seen.add(word)
            left = place - places[0] if number else len(words)
            right = places[-1] - place if number < len(windows) - 1 else len(words)
            if word not in best or min(left, right) > best[word][0]:
                best[word] = (min(left, right), number, place)
    return {word: (number, place) for word, (_, number, place) in sorted(best.items())}


def _refuse_unfit(path: str, tokenizer: Any, known: list[str], missing: Sequence[str]) -> None:
    """Raise ModelError for a model that would load, and then find nothing or anything."""
    if missing:
        raise ModelError(
            f"The model in {path} was not trained to find names: it has no weights for "
            f"{', '.join(sorted(missing))}. Choose one fine-tuned for token classification."
        )
    if not tags.labels(known) & tags.NAMES:
        raise ModelError(
            f"The model in {path} has no label for persons, organisations or places. It has: "
            f"{', '.join(known)}. Choose one for named entities, or write what its labels mean "
            "(PER, ORG, LOC …) into id2label of its config.json."
        )
    if not tokenizer.is_fast:
        raise ModelError(
            f"The tokenizer in {path} cannot tell which word a piece belongs to (no `fast` one). "
            "Save the model again with a tokenizer.json beside it."
        )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Keep transformers' own bars and advice off the terminal while a model is loaded."""
    from transformers.utils import logging

    bars, verbosity = logging.is_progress_bar_enabled(), logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
