"""Measures a finished run against gold articles: names, links, relations, edges."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.errors import InputError
from pipeline.evaluate.bootstrap import Tally, measured
from pipeline.evaluate.gold import Gold, GoldRelation
from pipeline.evaluate.matching import FoundMention, Matched, match, same_type
from pipeline.results import Results

Triple = tuple[str, str, str]
# Of one name found by both sides: its scope and span, its gold entity, its entity in the run.
Link = tuple[tuple[str, str, int, int], str, str]


def matched(gold: Gold, results: Results) -> list[Matched]:
    """Return every gold article beside what the run found in it; nothing where it was not read.

    Raises InputError if the run has read none of the articles, or another text under an id.
    """
    texts = dict(zip(results.articles["article_id"], results.articles["text"], strict=True))
    if not any(article.id in texts for article in gold.articles):
        raise InputError(
            f"The run in {results.folder} has read none of the gold articles (the first is "
            f"{gold.articles[0].id!r}). Without --output, evaluate makes a run of them itself."
        )
    for article in gold.articles:
        if texts.get(article.id, article.text) != article.text:
            raise InputError(
                f"article {article.id}: the run in {results.folder} has read another text under "
                "this id than the gold file has, so its offsets mean nothing there."
            )
    found = mentions_by_article(results.mentions)
    return [match(article, found.get(article.id, [])) for article in gold.articles]


def mentions_by_article(table: pd.DataFrame) -> dict[str, list[FoundMention]]:
    """Return the rows of the table `mentions`, by article."""
    columns = ("article_id", "start", "end", "type", "entity_id", "sentence")
    found: dict[str, list[FoundMention]] = defaultdict(list)
    for article_id, start, end, kind, entity_id, sentence in zip(
        *(table[name].tolist() for name in columns), strict=True
    ):
        found[article_id].append(FoundMention(start, end, kind, entity_id, sentence))
    return found


def scores(
    gold: Gold, articles: Sequence[Matched], relations: Iterable[Triple] = ()
) -> dict[str, Any]:
    """Return the scores of a run; fractions between 0 and 1, over all articles together.

    `names`: exact spans of persons, organisations, countries and places; `typed`: the type must
    match too; `edges`: pairs of gold entities that share a sentence; each as told by
    :func:`pipeline.evaluate.bootstrap.measured`. `links`: B-cubed `p`, `r`, `f` of entities over
    the names found by both. `relations`, where the gold has them: F of (type, source, target) with
    `relations` as (type, source_id, target_id) of the run.
    """
    names, typed, edges = [], [], []
    for one in articles:
        both = one.both
        right = sum(same_type(one.gold[span].type, one.found[span].type) for span in both)
        names.append(Tally(len(both), len(one.found), len(one.gold)))
        typed.append(Tally(right, len(one.found), len(one.gold)))
        shared = one.gold_edges.keys() & one.found_edges.keys()
        edges.append(Tally(len(shared), len(one.found_edges), len(one.gold_edges)))
    links = _links(gold, articles)
    told: dict[str, Any] = {
        "articles": len(articles),
        "names": measured(names),
        "typed": measured(typed),
        "links": b_cubed(links),
        "edges": measured(edges),
    }
    if gold.relations is not None:
        total = _relations(gold.relations, links, relations)
        told["relations"] = {**measured([total]), "interval": None}
    return told


def _links(gold: Gold, articles: Iterable[Matched]) -> list[Link]:
    # An entity of the gold is one of its article alone, unless the file says otherwise.
    return [
        (("" if gold.across else one.article.id, one.article.id, *span), g.entity, f.entity_id)
        for one in articles
        for span in one.both
        for g, f in ((one.gold[span], one.found[span]),)
    ]


def b_cubed(links: Sequence[Link]) -> dict[str, Any]:
    """Return B-cubed precision, recall and F of a clustering of mentions, each mention alike.

    The precision of a mention is the share of its cluster in the run that has its gold entity, its
    recall the share of its gold entity that is in its cluster (Bagga and Baldwin 1998, Algorithms
    for Scoring Coreference Chains). F is the harmonic mean of the averages. `mentions` is their
    number; without any, all are 0.
    """
    clusters = Counter((mention[0], entity_id) for mention, _, entity_id in links)
    entities = Counter((mention[0], entity) for mention, entity, _ in links)
    cells = Counter((mention[0], entity, entity_id) for mention, entity, entity_id in links)
    n = len(links)
    p = sum(k * k / clusters[scope, y] for (scope, _, y), k in cells.items()) / max(n, 1)
    r = sum(k * k / entities[scope, g] for (scope, g, _), k in cells.items()) / max(n, 1)
    f = 2 * p * r / (p + r) if p + r else 0.0
    return {"p": round(p, 6), "r": round(r, 6), "f": round(f, 6), "mentions": n}


def _relations(
    wanted: Iterable[GoldRelation], links: Iterable[Link], found: Iterable[Triple]
) -> Tally:
    """Count relations; an entity of the run has the gold name of most of its mentions."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for _, entity, entity_id in links:
        votes[entity_id][entity] += 1
    name: Mapping[str, str] = {
        entity_id: max(counts, key=lambda entity: (counts[entity], entity))
        for entity_id, counts in votes.items()
    }
    wanted = list(wanted)
    kinds = {one.type for one in wanted}
    need = {_key(o.type, o.source, o.target) for o in wanted if not o.optional}
    may = {_key(o.type, o.source, o.target) for o in wanted if o.optional}
    got = {
        _key(kind, name.get(source, source), name.get(target, target))
        for kind, source, target in found
        if kind in kinds
    } - may
    return Tally(len(need & got), len(got), len(need))


def _key(kind: str, source: str, target: str) -> Triple:
    # To meet has no direction.
    if kind == "meets" and target < source:
        return kind, target, source
    return kind, source, target


def stated(results: Results) -> list[Triple]:
    """Return (type, source_id, target_id) of every relation that a run found."""
    table = results.relations
    columns = (table[name].tolist() for name in ("type", "source_id", "target_id"))
    return [(kind, source, target) for kind, source, target in zip(*columns, strict=True)]
