"""Articles as relations see them: sentences with their names and, where parsed, their tokens."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import pandas as pd


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed sentence, in the terms of Universal Dependencies.

    `at` is its number in the sentence, `head` that of the token it hangs on (its own for the root);
    `start` and `end` are offsets into the article's text. `morph` is as UD writes features:
    `Gender=Masc|Number=Sing`. `dep` is in lower case (`root`) and has no subtype: `nsubj:pass` is
    `nsubj`, with `passive` true.
    """

    at: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    morph: str
    dep: str
    head: int
    passive: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.casefold()


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence and the entity that it stands for.

    `derived` marks a name inside a compound (`Nato-sjef`); `adjective` a word derived from the name
    of a country (`russisk`, `russerne`).
    """

    start: int
    end: int
    text: str
    type: str
    entity_id: str
    entity: str
    derived: bool = False
    adjective: bool = False


@dataclass(frozen=True)
class Sentence:
    """A sentence of an article; `tokens` is empty where it was not parsed.

    Offsets of the sentence, its tokens and its names are into the article's text.
    """

    number: int
    paragraph: int
    start: int
    end: int
    names: tuple[Name, ...] = ()
    tokens: tuple[Token, ...] = ()

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token, those that hang on it, in their order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.at:
                found[token.head].append(token.at)
        return tuple(map(tuple, found))

    @cached_property
    def name_at(self) -> dict[int, Name]:
        """The name of each token that is a part of one."""
        return {
            token.at: name
            for name in self.names
            for token in self.tokens
            if token.start < name.end and name.start < token.end
        }


@dataclass(frozen=True)
class Article:
    """An article with its sentences, in their order."""

    article_id: str
    text: str
    sentences: tuple[Sentence, ...] = field(default=())


def articles(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    derived: pd.DataFrame,
    parses: pd.DataFrame,
) -> Iterator[Article]:
    """Yield each of `articles` with its sentences, names and parses, from the tables of a part.

    `derived` are the words derived from names of countries. Rows of other articles are passed over.
    """
    rows_of: dict[str, list[tuple[int, int, int, int]]] = {}
    for article_id, *place in _rows(sentences, "article_id", *_PLACE):
        rows_of.setdefault(article_id, []).append(tuple(place))
    names_of: dict[tuple[str, int], list[Name]] = {}
    for table, adjective in ((mentions, False), (derived, True)):
        for article_id, number, inside, start, end, text, kind, entity_id, entity in _rows(
            table, "article_id", "sentence", "derived", *_NAME
        ):
            compound = inside and not adjective
            name = Name(start, end, text, kind, entity_id, entity, compound, adjective)
            names_of.setdefault((article_id, number), []).append(name)
    tokens_of: dict[tuple[str, int], list[tuple[Any, ...]]] = {}
    for article_id, number, *token in _rows(parses, "article_id", "sentence", *_TOKEN):
        tokens_of.setdefault((article_id, number), []).append(tuple(token))
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        yield Article(
            article_id,
            text,
            tuple(
                Sentence(
                    number=number,
                    paragraph=paragraph,
                    start=start,
                    end=end,
                    names=tuple(sorted(names_of.get((article_id, number), ()), key=_place)),
                    tokens=tuple(
                        _token(text, *token) for token in tokens_of.get((article_id, number), ())
                    ),
                )
                for number, paragraph, start, end in rows_of.get(article_id, ())
            ),
        )


_PLACE: Final = ("sentence", "paragraph", "start", "end")
_NAME: Final = ("start", "end", "text", "type", "entity_id", "entity")
_TOKEN: Final = ("token", "start", "end", "lemma", "pos", "morph", "dep", "head")


def _rows(table: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """Yield these columns of `table` row by row, as plain values."""
    return zip(*(table[name].tolist() for name in names), strict=True)


def _place(name: Name) -> tuple[int, int]:
    return name.start, name.end


def _token(
    text: str,
    at: int,
    start: int,
    end: int,
    lemma: str,
    pos: str,
    morph: str,
    relation: str,
    head: int,
) -> Token:
    dep, _, kind = relation.casefold().partition(":")  # spaCy's root is ROOT
    return Token(at, start, end, text[start:end], lemma, pos, morph, dep, head, kind == "pass")
