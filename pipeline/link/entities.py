"""The tables `mentions` and `entities`, once it is known which name is which entity."""

from collections import Counter, defaultdict
from typing import Any, Final

import numpy as np
import pandas as pd

from pipeline import tables
from pipeline.link import gazetteer as known
from pipeline.link.gazetteer import Gazetteer
from pipeline.memory import uncollected

# What these rules say across articles is said by the rule within the article already.
_NOTHING_NEW: Final = frozenset({"gazetteer", "same-name"})


def apply_links(
    local: pd.DataFrame, links: pd.DataFrame, *, derived: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `mentions` and `derived` for `local` and `links` of the same articles.

    With `derived` the words that belong there stand in both. Names of dropped entities, which
    `links` has not, stand in neither.
    """
    columns = ("article_id", "cluster", "entity_id", "entity", "type", "rule")
    linked = {
        (article_id, cluster): facts
        for article_id, cluster, *facts in zip(
            *(links[name].tolist() for name in columns), strict=True
        )
    }
    facts = [
        linked.get(where)
        for where in zip(local["article_id"].tolist(), local["cluster"].tolist(), strict=True)
    ]
    there = np.array([one is not None for one in facts], dtype=bool)
    found = [one for one in facts if one is not None]
    rules = [
        _steps(within, across)
        for within, (*_, across) in zip(local["rule"][there].tolist(), found, strict=True)
    ]
    mentions = (
        local[there]
        .drop(columns="rule")
        .assign(
            entity_id=[one[0] for one in found],
            entity=[one[1] for one in found],
            type=[one[2] for one in found],
            rule=rules,
        )
    )
    words = np.array([rule.startswith("demonym") for rule in rules], dtype=bool)
    return (
        tables.frame("mentions", mentions if derived else mentions[~words]),
        tables.frame("derived", mentions[words]),
    )


def _steps(within: str, across: str) -> str:
    steps = across.split(" > ")
    return " > ".join([within, *(steps[1:] if steps[0] in _NOTHING_NEW else steps)])


def count_entities(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the table `entity_counts` of the given articles; duplicates do not count."""
    first_copies = articles[articles["duplicate_of"].isna()]
    dates = dict(
        zip(first_copies["article_id"].tolist(), first_copies["date"].tolist(), strict=True)
    )
    often: Counter[str] = Counter()
    where: defaultdict[str, set[str]] = defaultdict(set)
    for article_id, entity_id in zip(
        mentions["article_id"].tolist(), mentions["entity_id"].tolist(), strict=True
    ):
        if article_id in dates:
            often[entity_id] += 1
            where[entity_id].add(article_id)
    rows = []
    for entity_id in sorted(often):
        seen = sorted(
            date
            for date in {dates[article_id] for article_id in where[entity_id]}
            if isinstance(date, str)
        )
        rows.append(
            {
                "entity_id": entity_id,
                "mentions": often[entity_id],
                "articles": len(where[entity_id]),
                "first_seen": seen[0] if seen else None,
                "last_seen": seen[-1] if seen else None,
            }
        )
    return tables.frame("entity_counts", rows)


@uncollected()
def merge_entities(
    counts: pd.DataFrame,
    clusters: pd.DataFrame,
    links: pd.DataFrame,
    gazetteer: Gazetteer | None = None,
    *,
    derived: bool = False,
) -> pd.DataFrame:
    """Return the table `entities`, sorted by id, from these tables of the whole corpus.

    An entity has a name in the text, or with `derived` a word derived from its name.
    """
    totals = (
        counts.groupby("entity_id", sort=True)
        .agg(
            mentions=("mentions", "sum"),
            articles=("articles", "sum"),
            first_seen=("first_seen", "min"),
            last_seen=("last_seen", "max"),
        )
        .to_dict("index")
    )
    totals_of: dict[Any, dict[Any, Any]] = totals
    gazetteer = gazetteer or known.load()
    facts: dict[str, dict[str, Any]] = {}
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    rules: defaultdict[str, Counter[str]] = defaultdict(Counter)
    linked = _named(clusters, derived)[["article_id", "cluster", "forms"]].merge(
        links, on=["article_id", "cluster"], validate="1:1", suffixes=("_within", "")
    )
    names = ("entity_id", "entity", "type", "forms", "rule")
    for entity_id, label, kind, seen, rule in zip(
        *(linked[name].tolist() for name in names), strict=True
    ):
        facts.setdefault(entity_id, {"label": label, "type": kind})
        forms[entity_id].update(form for form in seen.split(";") if form)
        rules[entity_id][rule] += 1
    nothing: dict[Any, Any] = {"mentions": 0, "articles": 0, "first_seen": None, "last_seen": None}
    entities = []
    for entity_id in sorted(facts):
        entry = gazetteer.entries.get(entity_id)
        counted, why = forms[entity_id], rules[entity_id]
        entities.append(
            {
                "entity_id": entity_id,
                **facts[entity_id],
                "wikidata": (entry and entry.wikidata) or None,
                "iso3166": (entry and entry.iso3166) or None,
                "country": (entry and entry.country) or None,
                "aliases": ";".join(sorted(counted, key=lambda form: (-counted[form], form))),
                **totals_of.get(entity_id, nothing),
                "rule": min(why, key=lambda rule: (-why[rule], rule)),
            }
        )
    return tables.frame("entities", entities)


def _named(clusters: pd.DataFrame, derived: bool) -> pd.DataFrame:
    return clusters if derived else clusters[clusters["mentions"] > 0]
