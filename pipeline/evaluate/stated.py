"""A run's relations and statements beside those of gold articles, and their scores as figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

import pandas as pd
from scipy.stats import binomtest

from pipeline import tables
from pipeline.errors import InputError
from pipeline.evaluate import relations, statements
from pipeline.evaluate.gold_relations import TYPES, Annotated
from pipeline.evaluate.relations import Compared, FoundRelation, Scores
from pipeline.evaluate.statements import ComparedStatements, FoundStatement, StatementScores
from pipeline.results import Results

ALL: Final = "all"
_RELATION: Final = (
    "type source_id target_id source target start end negated modality pattern label"
).split()
_STATEMENT: Final = "speaker_id speaker start end pattern label".split()

Interval = tuple[float, float]


@dataclass(frozen=True)
class Beside:
    """The gold articles beside a run; `notes` say what the run lacks."""

    relations: Sequence[Compared]
    statements: Sequence[ComparedStatements]
    notes: tuple[str, ...] = ()


def beside(annotated: Sequence[Annotated], results: Results) -> Beside:
    """Judge all relations and statements of a run in the gold articles.

    What the run has not read counts as missed. Raises InputError if the run has read none of the
    articles, or another text under an id.
    """
    ids = [one.article.id for one in annotated]
    articles = results.table("articles", ids)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    if not texts:
        raise InputError(
            f"The run in {results.folder} has read none of the gold articles (the first is "
            f"{ids[0]!r}). Without --output, a run of them is made."
        )
    notes = []
    if len(texts) < len(ids):
        notes.append(f"{len(ids) - len(texts)} of {len(ids)} articles are not in the run.")
    for one in annotated:
        if texts.get(one.article.id, one.article.text) != one.article.text:
            raise InputError(
                f"article {one.article.id}: the run in {results.folder} has read another text "
                "under this id than the gold file has, so its offsets mean nothing there."
            )
    names = pd.concat([results.table("mentions", ids), results.table("derived", ids)])
    countries = results.entities.dropna(subset="iso3166")
    codes = dict(zip(countries["entity_id"], countries["iso3166"], strict=True))
    found = {"relations": _rows(results, "relations", ids)}
    try:
        found["statements"] = _rows(results, "statements", ids)
    except KeyError:
        notes.append("The run has no table of statements: none was found.")
        found["statements"] = {}
    compared, said = [], []
    for one in annotated:
        key = one.article.id
        entities = relations.known(one.article, names[names["article_id"] == key], codes)
        rows = found["relations"].get(key, ())
        compared.append(relations.compare(one, _relations(rows), entities))
        said.append(statements.compare(one, _statements(found["statements"], key), entities))
    return Beside(tuple(compared), tuple(said), tuple(notes))


def _rows(results: Results, table: str, ids: list[str]) -> dict[str, list[dict[str, Any]]]:
    rows = results.table(table, ids)
    return {
        str(key): tables.frame(table, of_article).to_dict("records")  # type: ignore[misc]
        for key, of_article in rows.groupby("article_id", sort=False)
    }


def _relations(rows: Iterable[Mapping[str, Any]]) -> list[FoundRelation]:
    return [FoundRelation(**{name: row[name] for name in _RELATION}) for row in rows]


def _statements(rows: Mapping[str, Iterable[Mapping[str, Any]]], key: str) -> list[FoundStatement]:
    return [FoundStatement(**{name: row[name] for name in _STATEMENT}) for row in rows.get(key, ())]


def figures(held: Beside) -> dict[str, Any]:
    """Return all scores of a run as plain values, for JSON and the table; shares between 0 and 1.

    `relations`: for each type and all of them the counts of
    :class:`pipeline.evaluate.relations.Scores`, `p`, its 95 % interval, `r`, `f`, `r_named` (recall
    of what needs no coreference) and the shares of `negated` and `modality` that are right.
    `statements`: the counts of :class:`pipeline.evaluate.statements.StatementScores`, `speaker`
    (the share right of what is a gold statement), `p` (of all found) and their intervals, `r` and
    `r_named`. A share of nothing is None.
    """
    kinds = {kind: (kind,) for kind in TYPES} | {ALL: TYPES}
    told = {name: _told(relations.score(held.relations, types)) for name, types in kinds.items()}
    said = statements.score(held.statements)
    return {
        "articles": len(held.relations),
        "relations": told,
        "statements": _told_statements(said),
        "notes": list(held.notes),
    }


def _told(one: Scores) -> dict[str, Any]:
    p, r = share(one.right, one.found), share(one.right, one.gold)
    return {
        **asdict(one),
        "p": p,
        "p_interval": wilson(one.right, one.found),
        "r": r,
        "f": None if p is None or r is None else 2 * one.right / (one.found + one.gold),
        "r_named": share(one.right_named, one.gold_named),
        "negated_share": share(one.negated, one.right),
        "modality_share": share(one.modality, one.right),
    }


def _told_statements(one: StatementScores) -> dict[str, Any]:
    found = one.attributed + one.no_statement
    return {
        **asdict(one),
        "attributed": one.attributed,
        "speaker": share(one.right, one.attributed),
        "speaker_interval": wilson(one.right, one.attributed),
        "p": share(one.right, found),
        "p_interval": wilson(one.right, found),
        "r": share(one.gold_found, one.gold),
        "r_named": share(one.gold_named_found, one.gold_named),
    }


def share(part: int, whole: int) -> float | None:
    """Return part / whole, or None where there is nothing to have a share in."""
    return round(part / whole, 6) if whole else None


def wilson(right: int, of: int) -> Interval | None:
    """Return the 95 % interval of a share (Wilson 1927), or None where there is nothing.

    >>> wilson(8, 10)
    (0.490162, 0.943318)
    """
    if not of:
        return None
    told = binomtest(right, of).proportion_ci(confidence_level=0.95, method="wilson")
    return round(float(told.low), 6), round(float(told.high), 6)
