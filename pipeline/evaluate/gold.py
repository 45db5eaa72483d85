"""Gold articles: texts in which a person has marked the names and what they stand for.

A JSON file ``{"articles": [{"id", "text", "sentences": [[start, end], …], "mentions": [{"start",
"end", "type", "entity", "optional"?}]}], "entities"?, "relations"?: [{"type", "source", "target",
"optional"?}]}``. Offsets are code points into the article's text, end exclusive. `type` is person,
organisation, country, place or other, or gpe where countries and cities are not told apart.
`entity` names who or what is meant: across the file where it has `entities`, else in its article
alone. What is `optional` counts neither for nor against.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError


@dataclass(frozen=True)
class GoldMention:
    """A name that was marked in an article."""

    start: int
    end: int
    type: str
    entity: str
    optional: bool = False


@dataclass(frozen=True)
class GoldArticle:
    """A text with its sentences, as pairs of offsets, and its names."""

    id: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[GoldMention, ...]

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that holds the letter at `offset`.

        Raises InputError if there is none.
        """
        for number, (start, end) in enumerate(self.sentences):
            if start <= offset < end:
                return number
        raise InputError(f"article {self.id}: offset {offset} is in no sentence")


@dataclass(frozen=True)
class GoldRelation:
    """A relation that the articles state between two entities."""

    type: str
    source: str
    target: str
    optional: bool = False


@dataclass(frozen=True)
class Gold:
    """Gold articles; `across`: entities mean the same in all of them, not only in their own.

    `relations` is None where the file has none to say.
    """

    articles: tuple[GoldArticle, ...]
    across: bool = False
    relations: tuple[GoldRelation, ...] | None = None


def read_gold(path: Path) -> Gold:
    """Return the gold articles of a JSON file.

    Raises InputError, with the article and the mention, for what is not as promised: no JSON, no
    `articles`, two articles of one id, offsets outside the text, a mention in no sentence.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(f"{path} does not exist.") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error}).") from None
    except ValueError as error:
        raise InputError(f"{path} is not JSON in UTF-8: {error}") from None
    try:
        return parse_gold(held)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def parse_gold(held: object) -> Gold:
    """Return the gold articles in `held`, a decoded JSON value. Raises InputError as read_gold."""
    if not isinstance(held, dict) or not isinstance(held.get("articles"), list):
        raise InputError(
            'it has no list of "articles". Gold articles look like  {"articles": [{"id": …, '
            '"text": …, "sentences": [[0, 31], …], "mentions": [{"start": 0, "end": 6, '
            '"type": "person", "entity": "lavrov"}, …]}, …]}'
        )
    if not held["articles"]:
        raise InputError('its list of "articles" is empty.')
    articles = tuple(
        _article(value, f"article number {number}")
        for number, value in enumerate(held["articles"], start=1)
    )
    ids = [article.id for article in articles]
    twice = next((one for number, one in enumerate(ids) if one in ids[:number]), None)
    if twice is not None:
        raise InputError(f"two articles have the id {twice!r}.")
    relations = None
    if held.get("relations") is not None:
        relations = tuple(
            _relation(value, f"relation number {number}")
            for number, value in enumerate(_list(held["relations"], "relations", "it"), start=1)
        )
    return Gold(articles, across="entities" in held, relations=relations)


def _article(value: object, where: str) -> GoldArticle:
    name = _text(value, "id", where)
    where = f"article {name}"
    text = _text(value, "text", where)
    assert isinstance(value, dict)  # noqa: S101, _text has made sure
    sentences = []
    for number, pair in enumerate(_list(value.get("sentences"), "sentences", where), start=1):
        if not (
            isinstance(pair, list)
            and len(pair) == 2
            and all(type(end) is int for end in pair)
            and 0 <= pair[0] <= pair[1] <= len(text)
        ):
            raise InputError(
                f"{where}, sentence {number}: {pair} is no [start, end] in its text of "
                f"{len(text)} characters."
            )
        sentences.append((pair[0], pair[1]))
    mentions = tuple(
        _mention(one, f"{where}, mention {number}", text)
        for number, one in enumerate(_list(value.get("mentions"), "mentions", where), start=1)
    )
    article = GoldArticle(name, text, tuple(sentences), mentions)
    for number, mention in enumerate(mentions, start=1):
        try:
            article.sentence_at(mention.start)
        except InputError:
            raise InputError(
                f"{where}, mention {number} ({text[mention.start : mention.end]!r} at "
                f"{mention.start}) is in none of its sentences."
            ) from None
    return article


def _mention(value: object, where: str, text: str) -> GoldMention:
    kind = _text(value, "type", where)
    assert isinstance(value, dict)  # noqa: S101, _text has made sure
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise InputError(
            f"{where}: start {start} and end {end} are not within its text of "
            f"{len(text)} characters."
        )
    stated = value.get("text")
    if stated is not None and stated != text[start:end]:
        raise InputError(
            f"{where}: its text is {stated!r}, but {text[start:end]!r} stands at {start} to {end}. "
            "Offsets count characters (code points), not bytes."
        )
    return GoldMention(start, end, kind, _entity(value, where), bool(value.get("optional")))


def _relation(value: object, where: str) -> GoldRelation:
    kind, source, target = (_text(value, key, where) for key in ("type", "source", "target"))
    assert isinstance(value, dict)  # noqa: S101, _text has made sure
    return GoldRelation(kind, source, target, bool(value.get("optional")))


def _entity(value: Mapping[str, Any], where: str) -> str:
    entity = value.get("entity")
    if isinstance(entity, int):
        return str(entity)
    if entity is None and value.get("optional"):
        return ""
    return _text(value, "entity", where)


def _text(value: object, key: str, where: str) -> str:
    if not isinstance(value, dict):
        raise InputError(f"{where} is no JSON object.")
    if not isinstance(value.get(key), str):
        raise InputError(f"{where} has no text {key!r}.")
    return str(value[key])


def _list(value: object, key: str, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(f"{where} has no list {key!r}.")
    return value
