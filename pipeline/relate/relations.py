"""All typed relations and statements of a part of the corpus, as tables."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from pipeline import tables
from pipeline.relate import sentences as read
from pipeline.relate.coreference.references import references
from pipeline.relate.found import Relation
from pipeline.relate.predicates.predicates import predicates
from pipeline.relate.roles.offices import offices
from pipeline.relate.sentences import Article, Name
from pipeline.relate.statements.statements import Statement, statements

STATES = "states"


def relations(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    derived: pd.DataFrame,
    parses: pd.DataFrame,
    *,
    typed: bool = True,
    coreference: bool = True,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `relations` and `statements` of `articles`.

    The other tables may hold more articles, whose rows are passed over. Without `typed` only roles
    are found, by their form. Without `coreference` pronouns and roles stand for nobody: names alone
    count. Rows are in the order of the text.
    """
    found: list[dict[str, Any]] = []
    said: list[dict[str, Any]] = []
    for article in read.articles(articles, sentences, mentions, derived, parses):
        known = references(article) if typed and coreference else {}
        spoken = statements(article, known) if typed else []
        said.extend(_statement(article, one) for one in spoken)
        told = [*offices(article, known, members=typed), *_targets(article, spoken)]
        if typed:
            told += predicates(article, known)
        found.extend(_relation(article, one) for one in sorted(told, key=_order))
    return tables.frame("relations", found), tables.frame("statements", said)


def _targets(article: Article, spoken: Iterable[Statement]) -> Iterator[Relation]:
    """Yield a relation from each speaker to each entity that the statement names."""
    names = [name for sentence in article.sentences for name in sentence.names]
    for one in spoken:
        seen = {one.speaker.entity_id}
        for name in names:
            said = one.start <= name.start < one.end and name.entity_id not in seen
            if said and name.type != "other" and not name.adjective:
                seen.add(name.entity_id)
                yield _states(one, name)


def _states(one: Statement, name: Name) -> Relation:
    return Relation(
        type=STATES,
        source=one.speaker,
        target=name,
        label=one.label,
        sentence=one.sentence,
        start=one.start,
        end=one.end,
        pattern=one.pattern,
        coreference=one.coreference,
    )


def _order(one: Relation) -> tuple[Any, ...]:
    ends = (one.source.entity_id, one.target.entity_id)
    return one.sentence, one.start, one.end, one.type, *ends, one.label, one.pattern


def _relation(article: Article, one: Relation) -> dict[str, Any]:
    return {
        "type": one.type,
        "source_id": one.source.entity_id,
        "source": one.source.entity,
        "target_id": one.target.entity_id,
        "target": one.target.entity,
        "label": one.label,
        "negated": one.negated,
        "modality": one.modality,
        "pattern": one.pattern,
        "coreference": one.coreference,
        "article_id": article.article_id,
        "sentence": one.sentence,
        "start": one.start,
        "end": one.end,
        "text": article.text[one.start : one.end],
    }


def _statement(article: Article, one: Statement) -> dict[str, Any]:
    return {
        "article_id": article.article_id,
        "sentence": one.sentence,
        "start": one.start,
        "end": one.end,
        "speaker_id": one.speaker.entity_id,
        "speaker": one.speaker.entity,
        "label": one.label,
        "pattern": one.pattern,
        "coreference": one.coreference,
        "text": article.text[one.start : one.end],
    }
