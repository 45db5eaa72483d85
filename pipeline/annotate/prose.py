"""The prose of an article as the model reads it, with the way back to the raw text.

The model reads running text: boilerplate cut out, a line break between paragraphs, other white
space as single spaces, characters that cannot be seen (soft hyphens, zero-width marks) dropped.
Each kept stretch remembers where it stood, so that every offset in the clean text leads back to
the raw text.
"""

import re
import statistics
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from typing import Final

# Soft hyphen, zero-width characters, byte-order mark, marks of writing direction, control
# characters other than white space: not seen by a reader, but enough to split or hide a name.
_UNSEEN: Final = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff"
)
_WORD: Final = re.compile(rf"[^\s{_UNSEEN}]+")
_WORDS: Final = re.compile(rf"[^\s{_UNSEEN}]+(?: [^\s{_UNSEEN}]+)*")
_BREAK: Final = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK: Final = re.compile(rf"[\s{_UNSEEN}]*")
_SENTENCE_END: Final = re.compile(r"[.!?:…][»”\"')\]]*\s*$")
_PARAGRAPH: Final = "\n"  # a token that no name and no sentence goes over
_WRAPPED_AT_MOST: Final = 120
_WRAPPED_AT_LEAST: Final = 40


@dataclass
class Passage:
    """Clean text and where its stretches stand in the raw text.

    `text` is the clean text; `clean` and `raw` are the offsets at which each kept stretch begins
    there and here (both ascending); `paragraphs` are the clean offsets at which paragraphs begin,
    the first of them being number `first_paragraph` of the article.
    """

    text: str = ""
    clean: list[int] = field(default_factory=list)
    raw: list[int] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    first_paragraph: int = 0

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of the clean stretch from `start` to `end` (exclusive).

        White space and separators at its ends are left out. Raises ValueError if it holds none of
        the article's own characters.
        """
        stretch = self.text[start:end]
        start += len(stretch) - len(stretch.lstrip())
        end -= len(stretch) - len(stretch.rstrip())
        if start >= end:
            raise ValueError("no text between these offsets")
        return self._raw_offset(start), self._raw_offset(end - 1) + 1

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph that the clean `offset` stands in."""
        return self.first_paragraph + bisect_right(self.paragraphs, offset) - 1

    def _raw_offset(self, offset: int) -> int:
        piece = bisect_right(self.clean, offset) - 1
        return self.raw[piece] + offset - self.clean[piece]


def passages(text: str, cut: Iterable[tuple[int, int]], limit: int) -> Iterator[Passage]:
    r"""Yield the prose of the article `text` in passages of at most about `limit` characters.

    `cut` are the stretches (start, end) to leave out. Passages end at paragraphs; a single
    paragraph above the limit is split after a sentence, or at white space where it has none.

    >>> [p.text for p in passages("Putin kom.\n\nLes mer\n\nHan gikk.", [(12, 19)], 1000)]
    ['Putin kom.\nHan gikk.']
    """
    passage = Passage()
    number = 0
    ahead = deque(sorted(cut))
    for start, end in paragraphs(text):
        while ahead and ahead[0][1] <= start:
            ahead.popleft()
        within = list(takewhile(lambda stretch, end=end: stretch[0] < end, ahead))  # type: ignore[misc]
        pieces = list(_pieces(text, _without(start, end, within), whole=end - start <= limit))
        if not pieces:
            continue
        for portion in _portions(pieces, limit):
            size = sum(len(piece) + 1 for piece, _ in portion)
            if passage.text and len(passage.text) + size > limit:
                yield passage
                passage = Passage(first_paragraph=number)
            _append(passage, portion)
            number += 1
    if passage.text:
        yield passage


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    r"""Yield the offsets (start, end) of the paragraphs of `text`, without their line ends.

    A blank line ends a paragraph. So does a single line break, unless the text is hard-wrapped
    (its lines are all about as long as each other) or the next line begins in lower case.

    >>> text = "Tittel\nFørste avsnitt.\n\nAndre avsnitt"
    >>> [text[a:b] for a, b in paragraphs(text)]
    ['Tittel', 'Første avsnitt.', 'Andre avsnitt']
    """
    lines = _lines(text)
    wrapped = _is_wrapped(text, lines)
    start = end = -1
    for a, b in lines:
        if _BLANK.fullmatch(text, a, b):
            if start >= 0:
                yield start, end
            start = -1
            continue
        if start >= 0:
            begins = text[a:b].lstrip()[:1]
            goes_on = not _SENTENCE_END.search(text[max(start, end - 8) : end]) and begins.islower()
            if not (wrapped or goes_on):
                yield start, end
                start = -1
        start = a if start < 0 else start
        end = b
    if start >= 0:
        yield start, end


def _lines(text: str) -> list[tuple[int, int]]:
    lines, start = [], 0
    for match in _BREAK.finditer(text):
        lines.append((start, match.start()))
        start = match.end()
    lines.append((start, len(text)))
    return lines


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    followed = [
        b - a for (a, b), (c, d) in pairwise(lines) if text[a:b].strip() and text[c:d].strip()
    ]
    return (
        len(followed) >= 3
        and max(b - a for a, b in lines) <= _WRAPPED_AT_MOST
        and statistics.median(followed) >= _WRAPPED_AT_LEAST
    )


def _without(start: int, end: int, cut: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for a, b in cut:
        if start < a:
            yield start, a
        start = max(start, b)
    if start < end:
        yield start, end


def _pieces(
    text: str, stretches: Iterable[tuple[int, int]], *, whole: bool
) -> Iterator[tuple[str, int]]:
    """Yield (piece, raw offset); a piece begins with a space where white space came before it.

    Pieces are runs of words as long as can be if `whole`, else single words.
    """
    gap = False
    visible = _WORDS if whole else _WORD
    for start, end in stretches:
        position = start
        for match in visible.finditer(text, start, end):
            gap = gap or any(char.isspace() for char in text[position : match.start()])
            yield (" " if gap else "") + match[0], match.start() - gap
            position, gap = match.end(), False
        gap = True


def _portions(pieces: Sequence[tuple[str, int]], limit: int) -> Iterator[list[tuple[str, int]]]:
    """Split the pieces of a paragraph into portions below `limit`, after sentences if it can."""
    portion: list[tuple[str, int]] = []
    size = 0
    for text, offset in pieces:
        for at in range(0, len(text), limit):  # a single word above the limit: cut it hard
            piece = text[at : at + limit]
            while portion and size + len(piece) > limit:
                ends = [n for n, (p, _) in enumerate(portion) if _SENTENCE_END.search(p)]
                split = ends[-1] + 1 if ends and ends[-1] + 1 < len(portion) else len(portion)
                yield portion[:split]
                portion = portion[split:]
                size = sum(len(p) for p, _ in portion)
            portion.append((piece, offset + at))
            size += len(piece)
    if portion:
        yield portion


def _append(passage: Passage, pieces: Iterable[tuple[str, int]]) -> None:
    parts, length = [passage.text], len(passage.text)
    if length:
        parts.append(_PARAGRAPH)
        length += 1
    for number, (piece, offset) in enumerate(pieces):
        if number == 0:
            passage.paragraphs.append(length)
            offset += len(piece) - len(piece.lstrip())
            piece = piece.lstrip()
        passage.clean.append(length)
        passage.raw.append(offset)
        parts.append(piece)
        length += len(piece)
    passage.text = "".join(parts)
