"""Direct speech in an article: turns that a dash opens, and words between quotation marks."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pipeline.relate.sentences import Article, Sentence, Token

DASHES: Final = "-–—―‒"
QUOTES: Final = '«»“”„"'
_OPENING: Final = re.compile(rf"\s*[{DASHES}]+\s+(?=\S)")
_WORD: Final = re.compile(r"\w+(?:[-‑'’./]\w+)*\.?(?=\.\w)|\w+(?:[-‑'’/:]\w+)*|[^\w\s]")
_MARKS: Final = re.compile(rf"[{QUOTES}]")
_EDGES: Final = f"{DASHES}{QUOTES} \t\r\n\u00a0,.;:"
_ANSWERER: Final = re.compile(r"\b(?:jeg|meg|min|mitt|mine|eg)\b", re.IGNORECASE)
_LONGEST_QUESTION: Final = 3  # sentences
_LONGEST_QUOTE: Final = 3000  # a mark that is never closed opens nothing


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says after a dash: sentences `first` to `last`, and whether it asks something.

    `last` is the last sentence of the paragraph, or the one before the next dash.
    """

    first: int
    last: int
    question: bool


def tokenised(sentence: Sentence, text: str) -> Sentence:
    """Return the sentence with its words as tokens if it was not parsed, else as it is."""
    if sentence.tokens:
        return sentence
    tokens = tuple(
        Token(
            at=at,
            start=sentence.start + match.start(),
            end=sentence.start + match.end(),
            text=match[0],
            lemma="",
            pos="",
            morph="",
            dep="",
            head=at,
        )
        for at, match in enumerate(_WORD.finditer(text[sentence.start : sentence.end]))
    )
    return replace(sentence, tokens=tokens)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets without the dashes, quotation marks, blanks and stops at the edges."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def dashed(text: str, sentence: Sentence) -> bool:
    """Tell whether the sentence begins with a dash and a blank."""
    return _OPENING.match(text, sentence.start, sentence.end) is not None


def turns(article: Article) -> list[Turn]:
    """Return the turns of the article's dialogue, in their order."""
    sentences = article.sentences
    opened = [n for n, sentence in enumerate(sentences) if dashed(article.text, sentence)]
    found = []
    for first, following in pairwise([*opened, len(sentences)]):
        last = first
        while last + 1 < following and sentences[last + 1].paragraph == sentences[first].paragraph:
            last += 1
        said = [
            article.text[sentence.start : sentence.end].rstrip(f" {QUOTES}")
            for sentence in sentences[first : last + 1]
        ]
        asks = (len(said) <= _LONGEST_QUESTION and said[-1].endswith("?")) or (
            said[0].endswith("?") and not any(map(_ANSWERER.search, said))
        )
        found.append(Turn(first, last, asks))
    return found


def quoted(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the stretches between quotation marks, without the marks.

    «…», “…” and "…" are read; a stretch inside another is a part of it, one that runs over more
    than 3,000 characters or two empty lines is none.
    """
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match[0]
        if opened is not None and (at - opened[0] > _LONGEST_QUOTE):
            opened = None
        if opened is None:
            if mark in '«“„"' or (mark == "”" and _opens(text, at)):
                opened = at, {"«": "»", "“": "”", "„": "“”"}.get(mark, mark)
        elif mark in opened[1]:
            found.append((opened[0] + 1, at))
            opened = None
        elif mark == "«" and opened[1] == "»":
            opened = at, "»"  # the one before was never closed
    return found


def _opens(text: str, at: int) -> bool:
    """Tell whether a mark that may open or close opens: a blank before it, a letter behind."""
    return (at == 0 or text[at - 1].isspace()) and text[at + 1 : at + 2].strip() != ""


@dataclass(frozen=True)
class Quotes:
    """The quoted stretches of a text, to ask what stands inside."""

    spans: Sequence[tuple[int, int]]

    def around(self, offset: int) -> tuple[int, int] | None:
        """Return the stretch in which the character at `offset` stands, its marks included."""
        at = bisect_right(self.spans, (offset + 1, 0)) - 1
        for start, end in self.spans[max(at, 0) : at + 2]:
            if start - 1 <= offset <= end:
                return start, end
        return None
