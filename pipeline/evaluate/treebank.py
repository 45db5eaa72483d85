"""Treebank files as documents to measure on, and which of their columns say something."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pipeline.evaluate.conll import ConllError, Sentence, attach_punctuation, read, without_bars
from pipeline.evaluate.documents import UPOS, by_document

RUN: Final = 20
"""Sentences in a document, where the file does not tell documents apart."""
COLUMNS: Final = ("names", "pos", "morph", "lemma", "tree")


@dataclass(frozen=True)
class Treebank:
    """The documents of some files, each a list of sentences.

    `columns` are those of `COLUMNS` that every file has; `notes` say what is missing and what was
    done by rule, in words for a reader.
    """

    documents: list[list[Sentence]]
    columns: frozenset[str]
    notes: tuple[str, ...] = ()

    @property
    def sentences(self) -> int:
        """Number of sentences."""
        return sum(map(len, self.documents))

    @property
    def tokens(self) -> int:
        """Number of tokens."""
        return sum(len(sentence.words) for document in self.documents for sentence in document)

    @property
    def labels(self) -> frozenset[str]:
        """Labels of names."""
        return frozenset(
            word.name[2:]
            for document in self.documents
            for sentence in document
            for word in sentence.words
            if word.name != "O"
        )


def load(paths: Sequence[Path]) -> Treebank:
    """Return the documents of all `paths`, in order.

    Documents are told apart by `# newdoc id`; a file that has none is cut into runs of 20
    sentences. In a file that nowhere says where spaces stand, punctuation is closed up by rule; in
    one whose tags are NDT's own, headline bars are left out. Raises ConllError if a file cannot be
    read, has a broken line or no token.
    """
    parts = [_load(path) for path in paths]
    columns = frozenset.intersection(*(part.columns for part in parts))
    notes = [note for part in parts for note in part.notes]
    notes += [
        f"Not all files have {column}, so it is not measured."
        for column in COLUMNS
        if column not in columns and any(column in part.columns for part in parts)
    ]
    return Treebank([one for part in parts for one in part.documents], columns, tuple(notes))


def _load(path: Path) -> Treebank:
    sentences = list(read(path))
    if not sentences:
        raise ConllError(f"{path}: there is no token in it. Is it CoNLL-U?")
    notes = []
    words = [word for sentence in sentences for word in sentence.words]
    tags = {word.pos for word in words} - {""}
    columns = set()
    if any(sentence.named for sentence in sentences):
        columns.add("names")
    else:
        notes.append(f"{path.name} has no names (no name=B-PER or name=O in the last column).")
    if tags and tags <= UPOS:
        columns.add("pos")
        # Features are universal only beside universal parts of speech.
        if any(word.feats for word in words):
            columns.add("morph")
        trees = sum(sentence.is_tree for sentence in sentences)
        if trees == len(sentences):
            columns.add("tree")
        elif trees:
            broken = len(sentences) - trees
            notes.append(
                f"{path.name}: {broken} sentences are no trees (one root, a head and a label for "
                "each token), so UAS and LAS are not measured."
            )
    elif tags:
        notes.append(
            f"{path.name} has tags that are not universal (such as {min(tags - UPOS)!r}), so tags, "
            "features and trees are not measured; headline bars are left out."
        )
        sentences = [kept for one in sentences if (kept := without_bars(one)).words]
    if any(word.lemma for word in words):
        columns.add("lemma")
    if not any(sentence.spaced for sentence in sentences):
        notes.append(f"{path.name} does not say where spaces stand; punctuation closed up by rule.")
        sentences = [attach_punctuation(sentence) for sentence in sentences]
    if any(sentence.document for sentence in sentences):
        documents = list(by_document(sentences))
    else:
        notes.append(f"{path.name} has no `# newdoc id`; documents are runs of {RUN} sentences.")
        documents = [sentences[at : at + RUN] for at in range(0, len(sentences), RUN)]
        documents = [
            [replace(one, document=str(number)) for one in document]
            for number, document in enumerate(documents)
        ]
    return Treebank(documents, frozenset(columns), tuple(notes))
