"""Patterns over the words of a sentence, written as in ``lexicon/roles.toml``."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from pipeline.relate.roles.role_nouns import lexicon
from pipeline.relate.roles.word_classes import CLASSES, Word, plain_class

_PIECE: Final = re.compile(
    r"\s*(?:(?P<capture>source|target|title):|(?P<call>notafter|not|whole)\("
    r"|(?P<upper>[A-Z][A-Z_]*)|(?P<lower>[a-zæøå]+)|(?P<mark>\{\d*,\d*\}|[*+?|()]))\s*"
)
_CALLS: Final = {"not": "(?!", "notafter": "(?<!", "whole": "(?>"}
# Classes of names that count as another one too.
_WIDER: Final = {
    "BODY": ("PART",),
    "ORG": ("ORG_EITHER", "ORG_PART", "ORG_PART_EITHER", "PARTY", "PARTY_EITHER"),
    "ORG_GEN": ("ORG_EITHER", "ORG_PART_GEN", "ORG_PART_EITHER", "PARTY_GEN", "PARTY_EITHER"),
    **{
        f"{kind}{case}": (f"{kind}_EITHER",)
        for kind in ("PARTY", "ORG_PART", "PERSON", "COUNTRY", "PLACE")
        for case in ("", "_GEN")
    },
}
# The lists of [words] whose words are adverbs or nouns like any others.
_OPEN: Final = frozenset({"ADVERB", "TIME", "APPOINTED", "LED", "OWNED", "STEPS", "LEADS"})
_FIRST: Final = 0xE000  # a private character for each class and each word that patterns name


@dataclass(frozen=True, slots=True)
class Part:
    """The words `begin` to `end` of a match that stand for `field`: source, target or title.

    `phrase` tells the phrases of a pattern apart: 0 is what stands in none.
    """

    field: str
    phrase: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """The words `begin` to `end` that fit a pattern, and its parts, in the order of the text."""

    begin: int
    end: int
    parts: tuple[Part, ...]


class Phrase:
    """A pattern, ready for search. Raises ValueError for what the notation does not have."""

    def __init__(self, notation: str) -> None:
        """Read the pattern from its notation."""
        self._parts: dict[str, tuple[str, int]] = {}
        self._numbers, self._phrases = count(), count(1)
        self._regex = re.compile(self._compiled(notation, 0))

    def find(self, encoded: str) -> Iterator[Match]:
        """Yield the matches in a sentence as `encode` returns it, one for each beginning."""
        at = 0
        while found := self._regex.search(encoded, at):
            parts = (
                Part(field, phrase, *found.span(group))
                for group, (field, phrase) in self._parts.items()
                if found[group] is not None
            )
            ordered = tuple(sorted(parts, key=lambda part: (part.begin, part.end, part.field)))
            yield Match(*found.span(), ordered)
            at = found.start() + 1

    def _compiled(self, notation: str, phrase: int) -> str:
        made: list[str] = []
        at = 0
        begins: str | None = None  # the group that a capture opens round the next piece
        opened: list[bool] = []  # for each open parenthesis: does it close a capture's group too
        while at < len(notation):
            piece = _PIECE.match(notation, at)
            if piece is None:
                raise ValueError(f"no pattern: {notation[at:]!r}")
            at = piece.end()
            if field := piece["capture"]:
                group = f"p{next(self._numbers)}"
                self._parts[group] = (field, phrase)
                begins = f"(?P<{group}>"
                continue
            if piece["call"] or piece["mark"] == "(":
                opened.append(begins is not None)
                made += [begins or "", _CALLS.get(piece["call"] or "", "(?:")]
                begins = None
            elif piece["mark"] == ")":
                made.append("))" if opened.pop() else ")")
            elif piece["mark"]:
                made.append(piece["mark"])
            else:
                one = self._one(piece["upper"], piece["lower"], phrase)
                made.append(f"{begins}{one})" if begins else one)
                begins = None
        return "".join(made)

    def _one(self, upper: str | None, lower: str | None, phrase: int) -> str:
        if upper and upper in lexicon()["phrases"]:
            notation = lexicon()["phrases"][upper]
            inner = next(self._phrases) if "title:" in notation else phrase
            return f"(?:{self._compiled(notation, inner)})"
        return _characters(upper, lower or "")


def encode(words: Sequence[Word]) -> str:
    """Return the words of a sentence as patterns read them: a character for each."""
    classes, listed = _codes()
    return "".join(
        classes[word.kind]
        if word.name is not None or word.references
        else listed.get(word.lower) or classes[word.kind]
        for word in words
    )


@functools.cache
def _codes() -> tuple[dict[str, str], dict[str, str]]:
    """Return the character of each class, and that of each word that patterns name."""
    classes = CLASSES
    notations = [*lexicon()["phrases"].values(), *(one["match"] for one in lexicon()["pattern"])]
    words = {word for group in lexicon()["words"].values() for word in group.split()}
    words |= {
        piece["lower"]
        for notation in notations
        for piece in _PIECE.finditer(notation)
        if piece["lower"]
    }
    codes = (chr(_FIRST + number) for number in count())
    return dict(zip(classes, codes, strict=False)), dict(zip(sorted(words), codes, strict=False))


def _characters(upper: str | None, lower: str) -> str:
    """Return the regular expression for a word of a class, or for the word `lower`."""
    classes, listed = _codes()
    if not upper:
        return listed[lower]
    if upper in lexicon()["words"]:
        return _any(listed[word] for word in lexicon()["words"][upper].split())
    if upper not in classes:
        raise ValueError(f"no class of words: {upper}")
    found = [classes[one] for one in (upper, *_WIDER.get(upper, ()))]
    found += [listed[word] for word in sorted(_open()) if plain_class(word) == upper]
    return _any(found)


@functools.cache
def _open() -> frozenset[str]:
    groups = {name: set(words.split()) for name, words in lexicon()["words"].items()}
    closed = set().union(*(words for name, words in groups.items() if name not in _OPEN))
    return frozenset(set().union(*(groups[name] for name in _OPEN)) - closed)


def _any(characters: Iterable[str]) -> str:
    return f"[{''.join(sorted(set(characters)))}]"
