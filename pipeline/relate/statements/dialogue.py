"""Who speaks in turns of dialogue whose sentence does not say so."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from pipeline.relate.sentences import Article, Name, Sentence
from pipeline.relate.statements.speech import Turn, dashed

_FIRST_PERSON: Final = re.compile(
    r"\b(?:jeg|meg|min|mi|mitt|mine|vi|oss|vår|vårt|våre|eg|me|du|deg|dere|de?kk)\b", re.IGNORECASE
)
_THIRD_PERSON: Final = re.compile(r"\s*(?:han|hun|ho)\b", re.IGNORECASE)
_CLOSED: Final = re.compile(r"[.!?…»\"”]\s*\Z")  # a heading has no stop
_REPORTER: Final = re.compile(
    r"\b(?:vi (?:spør|møter|møtte|treffer)|(?:spør|møter|møtte) vi)\b", re.I
)
_BY_PARAGRAPH: Final = 0.8


def by_paragraph(article: Article) -> bool:
    """Tell whether turns begin paragraphs in the article, so that a paragraph bounds a turn."""
    opened = first = 0
    previous = None
    for sentence in article.sentences:
        if dashed(article.text, sentence):
            opened += 1
            first += sentence.paragraph != previous
        previous = sentence.paragraph
    return opened > 1 and first >= _BY_PARAGRAPH * opened


def speakers(
    article: Article,
    turns: Sequence[Turn],
    known: Mapping[int, tuple[Name, int]],
    told: Mapping[int, Name],
    nobody: Collection[int],
) -> dict[int, Name]:
    """Return the speakers of turns that no reporting clause tells, by number of the turn.

    `known` holds, by number of the turn, the speaker that a clause tells and the sentence of that
    clause; `told` the speaker of indirect speech by its sentence; `nobody` the turns
    of speakers without a name. A turn gets the speaker of the
    sentence before it, where that reports the speech of somebody; else of the turns told before
    and after it, where they agree; else of the one that it stands beside. Questions to which the
    next turn is the answer get none, nor do headings.
    """
    found: dict[int, Name] = {}
    paragraphs = by_paragraph(article)
    following = _following(len(turns), known)
    before: tuple[Name, int] | None = None
    questioned = False
    for number, turn in enumerate(turns):
        if number in known or number in nobody:
            before, questioned = known.get(number), False
            continue
        if turn.question:
            questioned = True
            continue
        if heading(article, article.sentences[turn.first]):
            continue
        later = following[number]
        then = known[later][0] if later is not None else None
        chosen = told.get(turn.first - 1)
        if chosen is None and before and then and before[0].entity_id != then.entity_id:
            parted = questioned or turns[number + 1].first == turn.last + 1
            chosen = None if parted or before[1] < turn.first - 1 else before[0]
        elif chosen is None and before and (then or before[1] == turn.first - 1):
            chosen = before[0]
        if chosen is not None:
            found[number] = chosen
            before = chosen, extent(article, turn, chosen, paragraphs)[-1]
        questioned = False
    return found


def _following(turns: int, known: Mapping[int, tuple[Name, int]]) -> list[int | None]:
    """Return for each turn the next one whose speaker a clause tells."""
    found: list[int | None] = []
    after: int | None = None
    for number in reversed(range(turns)):
        found.append(after)
        after = number if number in known else after
    return found[::-1]


def heading(article: Article, sentence: Sentence) -> bool:
    """Tell whether the sentence is a heading: no stop or closing quotation mark."""
    return _CLOSED.search(article.text[sentence.start : sentence.end]) is None


def extent(article: Article, turn: Turn, speaker: Name, paragraphs: bool) -> list[int]:
    """Return the sentences of a turn that the speaker says, none of which tells that.

    Where `paragraphs` bound turns, all; else those up to the last that speaks of `jeg`, `vi` or
    `du`, before the first that names the speaker or begins with `han` or `hun`.
    """
    if paragraphs:
        return list(range(turn.first, turn.last + 1))
    last = turn.first
    for number in range(turn.first + 1, turn.last + 1):
        sentence = article.sentences[number]
        words = article.text[sentence.start : sentence.end]
        if _THIRD_PERSON.match(words) or any(
            name.entity_id == speaker.entity_id for name in sentence.names
        ):
            break
        if heading(article, sentence) or _REPORTER.search(words):
            break
        if _FIRST_PERSON.search(words):
            last = number
    return list(range(turn.first, last + 1))
