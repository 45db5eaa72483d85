"""Reads the treebank's files: CoNLL-U, and the NDT columns of the Nynorsk part.

Both have ten tab-separated columns and the name in the last one as `name=B-PER`. In NDT columns the
dependency labels and tags are NDT's own, so only forms and names of those files are of use here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

COLUMNS = 10
HEADLINE_BAR = "|"


class ConllError(ValueError):
    """A line that is not what the format promises; the message names the line."""


@dataclass(frozen=True)
class Word:
    """One token. `head` is the 1-based number of its head in the sentence, 0 for the root."""

    form: str
    lemma: str
    pos: str
    feats: str
    head: int
    dep: str
    name: str = "O"
    space_after: bool = True


@dataclass
class Sentence:
    """One sentence, with the document it belongs to and whether a paragraph begins with it."""

    words: list[Word] = field(default_factory=list)
    document: str = ""
    new_paragraph: bool = False

    @property
    def text(self) -> str:
        """The sentence as running text, without a space at its end."""
        return "".join(w.form + " " * w.space_after for w in self.words).rstrip(" ")


def read(path: Path, *, drop_bars: bool = False) -> Iterator[Sentence]:
    """Yield the sentences of a file; `drop_bars` leaves out NDT's headline marks."""
    with path.open(encoding="utf-8") as lines:
        yield from parse(lines, drop_bars=drop_bars)


def parse(lines: Iterable[str], *, drop_bars: bool = False) -> Iterator[Sentence]:
    """Yield the sentences of CoNLL lines. A sentence with no token left is not yielded."""
    document, paragraph = "", False
    words: list[Word] = []
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n")
        if not line:
            if words:
                yield Sentence(words, document, paragraph)
                paragraph = False
            words = []
        elif line.startswith("#"):
            key, _, value = line[1:].partition("=")
            if key.strip().startswith("newdoc"):
                document, paragraph = value.strip(), True
            elif key.strip().startswith("newpar"):
                paragraph = True
        else:
            word = _word(line, number)
            if word is not None and not (drop_bars and word.form == HEADLINE_BAR):
                words.append(word)
    if words:
        yield Sentence(words, document, paragraph)


def _word(line: str, number: int) -> Word | None:
    """One token line; None for multi-word ranges and empty nodes, which carry no token here."""
    columns = line.split("\t")
    if len(columns) != COLUMNS:
        raise ConllError(f"line {number}: {len(columns)} columns, expected {COLUMNS}")
    index, form, lemma, pos, _, feats, head, dep, _, misc = columns
    if "-" in index or "." in index:
        return None
    if not form:
        raise ConllError(f"line {number}: empty form")
    try:
        head_number = 0 if head == "_" else int(head)
    except ValueError as error:
        raise ConllError(f"line {number}: head {head!r} is no number") from error
    marks = misc.split("|")
    name = next((m.removeprefix("name=") for m in marks if m.startswith("name=")), "O")
    return Word(
        form=form,
        lemma=lemma,
        pos=pos,
        feats="" if feats == "_" else feats,
        head=head_number,
        dep=dep,
        name=name,
        space_after="SpaceAfter=No" not in marks,
    )


def attach_punctuation(sentence: Sentence) -> Sentence:
    """Close up punctuation by rule, for files that do not say where spaces stand."""
    words = sentence.words
    spaces = [True] * len(words)
    quote_open = False
    for i, word in enumerate(words):
        opens = word.form in {"(", "[", "«", "“"}
        closes = word.form in {".", ",", ":", ";", "?", "!", ")", "]", "»", "”", "...", "…"}
        if word.form == '"':
            opens, closes = not quote_open, quote_open
            quote_open = not quote_open
        if opens:
            spaces[i] = False
        if closes and i:
            spaces[i - 1] = False
    closed = [
        Word(w.form, w.lemma, w.pos, w.feats, w.head, w.dep, w.name, space)
        for w, space in zip(words, spaces, strict=True)
    ]
    return Sentence(closed, sentence.document, sentence.new_paragraph)
