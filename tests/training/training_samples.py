"""Treebank sentences of our own for the training of the name tagger."""

from collections.abc import Sequence

from pipeline.evaluate.conll import Sentence, Word

LINES: Sequence[Sequence[tuple[str, str]]] = (
    # form, name
    (("Bæver", "B-PER"), ("til", "O"), ("Oslo", "B-GPE_LOC")),
    (("Kari", "B-PER"), ("Bæver", "I-PER"), ("ringte", "O"), ("NATO", "B-ORG"), (".", "O")),
    (("Ingen", "O"), ("svarte", "O"), ("på", "O"), ("Øya", "B-LOC"), (".", "O")),
)


def sentence(line: Sequence[tuple[str, str]], document: str = "") -> Sentence:
    """A sentence of (form, name)."""
    words = [Word(form, form.lower(), "X", "", 0, "dep", name) for form, name in line]
    return Sentence(words, document=document, named=True)


def document(name: str, times: int = 1) -> list[Sentence]:
    """All lines, `times` over, as one document."""
    return [sentence(line, name) for _ in range(times) for line in LINES]
