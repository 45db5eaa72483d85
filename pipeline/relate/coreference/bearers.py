"""Which persons bear which titles in an article: `utenriksminister Sergej Lavrov`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline import titles
from pipeline.relate.sentences import Article, Name, Sentence

_WORD: Final = re.compile(r"[^\W\d_][\w-]*|\S")
_REACH: Final = 6  # words between a comma and the title after it
# Words that may stand between a name and its title, beside names and adjectives.
_COPULAS: Final = frozenset("er var ble blei blir vart blir".split())
# What makes a title that of another time or of somebody else.
OTHER_TIME: Final = frozenset(
    "tidligere tidlegare forrige førre eks neste påtroppende påtroppande kommende komande avgått "
    "nestleder daværende dåverande forhenværende".split()
)
_STOPS: Final = frozenset(
    "og eller men at på til fra frå av med mot om når da mens sier seier sa og han hun ho ikke "
    "ikkje".split()
)
_BINDS: Final = frozenset("i for ved av hos på til".split())


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person and a title as the article states it, in its base form (`utenriksminister`).

    `of` are the entities that the title is tied to (`Russlands utenriksminister`); empty where
    nothing is said.
    """

    name: Name
    title: str
    of: frozenset[str]


def bearers(article: Article) -> list[Bearer]:
    """Return the persons of an article with their titles, in the order of the text.

    Read are: title before name (`statsminister Kari Nordmann`, also with a comma: `Russlands
    utenriksminister, Sergej Lavrov`), title after name and comma (`Kari Nordmann, leder i NAF`,
    `Kari Nordmann, som er leder`), and `Kari Nordmann er leder i NAF`. Former and coming titles
    are left out.
    """
    found = (
        bearer for sentence in article.sentences for bearer in _in_sentence(article.text, sentence)
    )
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    name: Name | None


def _in_sentence(text: str, sentence: Sentence) -> Iterator[Bearer]:
    if not any(name.type == "person" for name in sentence.names):
        return
    words = _words(text, sentence)
    for at, word in enumerate(words):
        if word.name is None or word.name.type != "person" or word.name.derived:
            continue
        yield from _before(words, at, word.name)
        yield from _after(words, at, word.name)


def _words(text: str, sentence: Sentence) -> list[_Word]:
    """Return the words of a sentence, each name as one word."""
    found, at = [], sentence.start
    for name in sentence.names:
        if name.start < at:
            continue
        found += [_Word(match[0], None) for match in _WORD.finditer(text, at, name.start)]
        found.append(_Word(text[name.start : name.end], name))
        at = name.end
    return found + [_Word(match[0], None) for match in _WORD.finditer(text, at, sentence.end)]


def _before(words: list[_Word], at: int, person: Name) -> Iterator[Bearer]:
    """Yield the title that stands before the name at `at`: `Russlands president Putin`."""
    comma = at > 1 and words[at - 1].text == ","
    place = at - 2 if comma else at - 1
    if place < 0 or (comma and place > 0 and words[place].name is not None):
        return
    title = _title(words[place])
    if not title:
        return
    of = _derived(words[place])
    for word in reversed(words[max(0, place - 4) : place]):
        if word.text.casefold() in OTHER_TIME:
            return
        if word.name is None and not word.text[0].islower():
            break
        if word.name is not None:
            if word.name.adjective or word.text.endswith(("s", "S", "'", "’")):
                of |= {word.name.entity_id}
            break
        if word.text.casefold() in _STOPS:
            break
    yield Bearer(person, title, of)


def _after(words: list[_Word], at: int, person: Name) -> Iterator[Bearer]:
    """Yield the title that is told after the name at `at`: `Kari Nordmann, leder i NAF`."""
    following = words[at + 1 : at + 2 + _REACH]
    if not following:
        return
    if following[0].text not in {",", "(", "–", "-"} and following[0].text not in _COPULAS:
        return
    of: frozenset[str] = frozenset()
    for step, word in enumerate(following[1:], start=at + 2):
        folded = word.text.casefold()
        if folded in OTHER_TIME or folded in _STOPS or word.text in {",", ".", ")", "–"}:
            return
        if word.name is not None and word.name.type == "person" and not word.name.derived:
            return
        title = _title(word)
        if title and not is_definite(word.text):
            after = words[step + 1] if step + 1 < len(words) else None
            if after is not None and after.name is not None and after.name.type == "person":
                return  # the title of the next person
            of |= _derived(word)
            if after is not None and after.text.casefold() in _BINDS:
                of |= frozenset(
                    word.name.entity_id
                    for word in words[step + 2 : step + 4]
                    if word.name is not None
                )
            yield Bearer(person, title, of)
            return
        if word.name is not None:
            of |= {word.name.entity_id}


def is_definite(title: str) -> bool:
    """Tell whether a title stands in the definite form.

    >>> [is_definite(title) for title in ("statsråden", "talskvinna", "leiar", "representant")]
    [True, True, False, False]
    """
    base, folded = titles.base(title), title.casefold()
    return base is not None and base != folded and folded.endswith(("n", "t", "a"))


def _title(word: _Word) -> str | None:
    if word.name is None or word.name.derived:
        return titles.base(word.text)
    return None


def _derived(word: _Word) -> frozenset[str]:
    """Return the entity inside a compound: NATO in `Nato-sjef`."""
    return frozenset({word.name.entity_id} if word.name is not None and word.name.derived else ())
