"""Reads treebank files: CoNLL-U, and the NDT columns of the Norwegian Dependency Treebank.

Both have ten tab-separated columns (ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC) and the
name in the last one as `name=B-PER` (IOB2). Files may be packed with gzip or xz.
Format: https://universaldependencies.org/format.html
"""

import gzip
import lzma
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Final

from pipeline.errors import InputError

COLUMNS: Final = 10
HEADLINE_BAR: Final = "|"
_NAME: Final = re.compile(r"O|[BI]-\S+")
_INDEX: Final = re.compile(r"\d+([-.]\d+)?")


class ConllError(InputError):
    """A file that is not what the format promises; the message names file and line."""


@dataclass(frozen=True)
class Word:
    """One token; what its file leaves open (`_`) is empty.

    `head` is the 1-based number of its head in the sentence, 0 for the root or where none is given.
    """

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
    """One sentence, with the document it belongs to and whether a paragraph begins with it.

    `named`: its tokens say whether they are names; `spaced`: it says where spaces stand.
    """

    words: list[Word] = field(default_factory=list)
    document: str = ""
    new_paragraph: bool = False
    named: bool = False
    spaced: bool = False

    @property
    def text(self) -> str:
        """The sentence as running text, without a space at its end."""
        return "".join(w.form + " " * w.space_after for w in self.words).rstrip(" ")

    @property
    def is_tree(self) -> bool:
        """Whether every token has a head and a label, and all heads lead to a single root."""
        heads = [word.head for word in self.words]
        if heads.count(0) != 1 or not all(word.dep for word in self.words):
            return False
        if any(not 0 <= head <= len(heads) for head in heads):
            return False
        for start in range(1, len(heads) + 1):
            at, steps = start, 0
            while at and steps <= len(heads):
                at, steps = heads[at - 1], steps + 1
            if at:
                return False
        return True


def read(path: Path, *, drop_bars: bool = False) -> Iterator[Sentence]:
    """Yield the sentences of a file; `drop_bars` leaves out NDT's headline marks.

    Raises ConllError, naming the file and the line, if it cannot be read.
    """
    try:
        with _opened(path) as lines:
            yield from parse(lines, drop_bars=drop_bars)
    except ConllError as error:
        raise ConllError(f"{path}, {error}") from None
    except FileNotFoundError:
        raise ConllError(f"{path} does not exist.") from None
    except UnicodeDecodeError:
        raise ConllError(f"{path}: is not UTF-8 text; save it as UTF-8.") from None
    except (gzip.BadGzipFile, lzma.LZMAError, EOFError, zlib.error):
        raise ConllError(f"{path} breaks off or is damaged. Fetch or pack it again.") from None
    except OSError as error:
        raise ConllError(f"{path} cannot be read ({error.strerror or error}).") from None


def _opened(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig")
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8-sig")
    return path.open(encoding="utf-8-sig")


def parse(lines: Iterable[str], *, drop_bars: bool = False) -> Iterator[Sentence]:
    """Yield the sentences of CoNLL lines. A sentence with no token left is not yielded.

    Where a sentence has `# text`, its spaces are those of that text, if the tokens fit it.
    Raises ConllError with the number of the line.
    """
    document, paragraph = "", False
    text = ""
    words: list[Word] = []
    named = spaced = False
    number = 0
    for number, raw in enumerate(lines, start=1):
        line = raw.rstrip("\r\n")
        if not line:
            if words:
                yield _sentence(Sentence(words, document, paragraph, named, spaced), text)
                paragraph = False
            words, named, spaced, text = [], False, False, ""
        elif line.startswith("#"):
            key, _, value = line[1:].partition("=")
            if key.strip().startswith("newdoc"):
                document, paragraph = value.strip(), True
            elif key.strip().startswith("newpar"):
                paragraph = True
            elif key.strip() == "text":
                text = value.strip()
        else:
            word, marks = _word(line, number)
            if word is not None and not (drop_bars and word.form == HEADLINE_BAR):
                words.append(word)
                named = named or any(mark.startswith("name=") for mark in marks)
                spaced = spaced or not word.space_after
    if words:
        yield _sentence(Sentence(words, document, paragraph, named, spaced), text)


def _sentence(sentence: Sentence, text: str) -> Sentence:
    if not text:
        return sentence
    words, at = [], 0
    for word in sentence.words:
        if not text.startswith(word.form, at):
            return sentence
        end = at + len(word.form)
        at = end + len(text[end:]) - len(text[end:].lstrip())
        last = end == len(text)
        words.append(replace(word, space_after=word.space_after if last else at > end))
    if at < len(text):
        return sentence
    return replace(sentence, words=words, spaced=True)


def _word(line: str, number: int) -> tuple[Word | None, list[str]]:
    """One token line; None for multi-word ranges and empty nodes, which carry no token here."""
    columns = line.split("\t")
    if len(columns) != COLUMNS:
        raise ConllError(
            f"line {number}: {len(columns)} columns, expected {COLUMNS} with tabs between them"
        )
    index, form, lemma, pos, _, feats, head, dep, _, misc = columns
    if not _INDEX.fullmatch(index):
        raise ConllError(f"line {number}: {index!r} is no number of a token")
    if "-" in index or "." in index:
        return None, []
    if not form:
        raise ConllError(f"line {number}: empty form")
    try:
        head_number = 0 if head == "_" else int(head)
    except ValueError:
        raise ConllError(f"line {number}: head {head!r} is no number") from None
    marks = misc.split("|")
    name = next((m.removeprefix("name=") for m in marks if m.startswith("name=")), "O")
    if not _NAME.fullmatch(name):
        raise ConllError(f"line {number}: name={name} is not IOB2 (O, B-PER, I-PER, …)")
    word = Word(
        form=form,
        lemma="" if lemma == "_" and form != "_" else lemma,
        pos="" if pos == "_" else pos,
        feats="" if feats == "_" else feats,
        head=head_number,
        dep="" if dep == "_" else dep,
        name=name,
        space_after="SpaceAfter=No" not in marks,
    )
    return word, marks


def without_bars(sentence: Sentence) -> Sentence:
    """Return the sentence without NDT's headline marks; its heads are of no use then."""
    return replace(sentence, words=[w for w in sentence.words if w.form != HEADLINE_BAR])


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
    closed = [replace(w, space_after=space) for w, space in zip(words, spaces, strict=True)]
    return replace(sentence, words=closed)
