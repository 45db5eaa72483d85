"""Articles as relations see them: sentences with their names and, where parsed, their tokens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

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
    names = {"mentions": _grouped(mentions), "derived": _grouped(derived)}
    rows_of, parsed_of = _grouped(sentences), _grouped(parses)
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        found: dict[int, list[Name]] = {}
        for table, of_article in names.items():
            for row in of_article.get(article_id, ()):
                found.setdefault(row["sentence"], []).append(_name(row, table == "derived"))
        parsed: dict[int, list[Token]] = {}
        for row in parsed_of.get(article_id, ()):
            parsed.setdefault(row["sentence"], []).append(_token(row, text))
        yield Article(
            article_id,
            text,
            tuple(
                Sentence(
                    number=row["sentence"],
                    paragraph=row["paragraph"],
                    start=row["start"],
                    end=row["end"],
                    names=tuple(sorted(found.get(row["sentence"], ()), key=_place)),
                    tokens=tuple(parsed.get(row["sentence"], ())),
                )
                for row in rows_of.get(article_id, ())
            ),
        )


def _grouped(rows: pd.DataFrame) -> dict[str, Sequence[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    records: list[dict[str, Any]] = rows.to_dict("records")  # type: ignore[assignment]
    for row in records:
        found.setdefault(row["article_id"], []).append(row)
    return {**found}


def _place(name: Name) -> tuple[int, int]:
    return name.start, name.end


def _name(row: dict[str, Any], adjective: bool) -> Name:
    return Name(
        start=row["start"],
        end=row["end"],
        text=row["text"],
        type=row["type"],
        entity_id=row["entity_id"],
        entity=row["entity"],
        derived=row["derived"] and not adjective,
        adjective=adjective,
    )


def _token(row: dict[str, Any], text: str) -> Token:
    dep, _, kind = row["dep"].casefold().partition(":")  # spaCy's root is ROOT
    return Token(
        at=row["token"],
        start=row["start"],
        end=row["end"],
        text=text[row["start"] : row["end"]],
        lemma=row["lemma"],
        pos=row["pos"],
        morph=row["morph"],
        dep=dep,
        head=row["head"],
        passive=kind == "pass",
    )
