"""Gold relations and statements of articles whose names are gold too.

A JSON file ``[{"id", "relations": [{"type", "source", "target", "start", "end", "negated",
"modality", "coref"?, "optional"?}], "statements": [{"speaker", "targets", "start", "end", "coref"?,
"optional"?}]}]``. `id` is that of an article in a file of gold articles
(:mod:`pipeline.evaluate.gold`); `source`, `target`, `speaker` and `targets` name its entities, or a
country that no name but an adjective stands for, as ``iso:UA`` (ISO 3166-1 alpha-2). Offsets are
code points into the article's text, end exclusive: of a relation's trigger (its title, verb or
noun), of a statement as a whole. `speaker` is null where it is nobody with a name. `coref` marks
what needs a pronoun or a noun phrase to be resolved; what is `optional` counts neither for nor
against.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline.errors import InputError
from pipeline.evaluate.gold import Gold, GoldArticle

TYPES: Final = ("role", "meets", "states", "conflict", "cooperation", "member_of", "part_of")
"""Types of relations, in the order of reports; `states` follows from statements."""
STATES: Final = "states"
MODALITIES: Final = ("", "planned", "possible")
_COUNTRY: Final = re.compile(r"iso:[A-Z]{2}")


@dataclass(frozen=True)
class StatedRelation:
    """A relation that a sentence states; `start` and `end` are its trigger."""

    type: str
    source: str
    target: str
    start: int
    end: int
    negated: bool = False
    modality: str = ""
    coref: bool = False
    optional: bool = False


@dataclass(frozen=True)
class GoldStatement:
    """What somebody is reported to say; `targets` are the entities named in it."""

    speaker: str | None
    targets: tuple[str, ...]
    start: int
    end: int
    coref: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Annotated:
    """A gold article with the relations and statements that are marked in it."""

    article: GoldArticle
    relations: tuple[StatedRelation, ...]
    statements: tuple[GoldStatement, ...]


def read_annotated(path: Path, gold: Gold) -> tuple[Annotated, ...]:
    """Return the articles of the file at `path`, with their texts and names from `gold`.

    Raises InputError, with the article and the row, for what is not as promised.
    """
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror or error}).") from None
    except ValueError as error:
        raise InputError(f"{path} is not JSON in UTF-8: {error}") from None
    try:
        return parse_annotated(held, gold)
    except InputError as error:
        raise InputError(f"{path}: {error}") from None


def parse_annotated(held: object, gold: Gold) -> tuple[Annotated, ...]:
    """Return the articles in `held`, a decoded JSON value. Raises InputError as read_annotated."""
    if not isinstance(held, list) or not held:
        raise InputError('it is no list of articles [{"id", "relations", "statements"}, …].')
    articles = {article.id: article for article in gold.articles}
    annotated = []
    for number, row in enumerate(held, start=1):
        key = row.get("id") if isinstance(row, dict) else None
        if not isinstance(key, str) or key not in articles:
            raise InputError(f"article number {number}: there is no gold article of id {key!r}.")
        annotated.append(_annotated(row, articles.pop(key)))  # a second one of this id is unknown
    return tuple(annotated)


def _annotated(row: Mapping[str, Any], article: GoldArticle) -> Annotated:
    known = {mention.entity for mention in article.mentions if mention.entity}
    found: dict[str, list[Any]] = {}
    for name, read in (("relations", _relation), ("statements", _statement)):
        rows = row.get(name)
        if not isinstance(rows, list):
            raise InputError(f"article {article.id} has no list {name!r}.")
        found[name] = []
        for number, one in enumerate(rows, start=1):
            where = f"article {article.id}, {name.removesuffix('s')} {number}"
            if not isinstance(one, dict):
                raise InputError(f"{where} is no JSON object.")
            found[name].append(read(one, _Where(where, article, known)))
    return Annotated(article, tuple(found["relations"]), tuple(found["statements"]))


@dataclass(frozen=True)
class _Where:
    """The row that is being read, and what it may speak of."""

    row: str
    article: GoldArticle
    known: set[str]

    def entity(self, value: object) -> str:
        if isinstance(value, str) and (value in self.known or _COUNTRY.fullmatch(value)):
            return value
        raise InputError(f"{self.row}: the article has no entity {value!r}.")

    def offsets(self, row: Mapping[str, Any]) -> tuple[int, int]:
        start, end, length = row.get("start"), row.get("end"), len(self.article.text)
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= length:
            raise InputError(
                f"{self.row}: start {start} and end {end} are not within its text of "
                f"{length} characters."
            )
        try:
            self.article.sentence_at(start)
        except InputError as error:
            raise InputError(f"{self.row}: {error}") from None
        return start, end


def _relation(row: Mapping[str, Any], where: _Where) -> StatedRelation:
    kind, modality = row.get("type"), row.get("modality", "")
    if kind not in TYPES or kind == STATES:
        raise InputError(f"{where.row}: there is no type {kind!r} of relations to mark.")
    if modality not in MODALITIES:
        raise InputError(f"{where.row}: there is no modality {modality!r}.")
    source, target = where.entity(row.get("source")), where.entity(row.get("target"))
    if source == target:
        raise InputError(f"{where.row}: its source is its target, {source!r}.")
    return StatedRelation(
        kind,
        source,
        target,
        *where.offsets(row),
        negated=bool(row.get("negated")),
        modality=modality,
        coref=bool(row.get("coref")),
        optional=bool(row.get("optional")),
    )


def _statement(row: Mapping[str, Any], where: _Where) -> GoldStatement:
    speaker, targets = row.get("speaker"), row.get("targets")
    if not isinstance(targets, list):
        raise InputError(f"{where.row} has no list 'targets'.")
    return GoldStatement(
        None if speaker is None else where.entity(speaker),
        tuple(where.entity(target) for target in targets),
        *where.offsets(row),
        coref=bool(row.get("coref")),
        optional=bool(row.get("optional")),
    )
