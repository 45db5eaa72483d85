"""The title of an article whose file does not name it."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.ingest.boilerplate import Span

_LONGEST: Final = 120
_LONGEST_CAPTION: Final = 600
# The caption of the first picture, which some collections put before the title: `PÅ VEI: …`
_CAPTION = re.compile(r"[A-ZÆØÅ0-9][A-ZÆØÅ0-9 ,.\-–]{2,60}: \S")
_PARAGRAPH_END = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def headline(text: str, spans: Sequence[Span]) -> str | None:
    r"""Return the first paragraph outside the boilerplate `spans` if it looks like a headline.

    That is: one short line, no full stop at its end, a blank line and more text after it.

    >>> headline("Regjeringen går av\n\nStatsministeren sa det i dag.", [])
    'Regjeringen går av'
    """
    place = 0
    marked = {span.start: span.end for span in spans}
    first = True
    while place < len(text):
        if place in marked:
            place = marked[place]
        elif text[place].isspace():
            place += 1
        else:
            # Far enough to see that a paragraph is too long, and no farther.
            end = _PARAGRAPH_END.search(text, place, place + _LONGEST_CAPTION)
            if end is None or not text[end.end() :].strip():
                return None
            paragraph = text[place : end.start()].strip()
            if first and _CAPTION.match(paragraph):
                first, place = False, end.end()
                continue
            return paragraph if _is_headline(paragraph) else None
    return None


def _is_headline(paragraph: str) -> bool:
    return (
        len(paragraph) <= _LONGEST
        and paragraph[-1] not in ".:;,"
        and len(paragraph.splitlines()) == 1
        and any(letter.isalpha() for letter in paragraph)
    )
