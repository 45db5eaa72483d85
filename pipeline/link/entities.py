"""The tables `mentions` and `entities`, once it is known which name is which entity."""

from collections import Counter, defaultdict
from typing import Any

import pandas as pd

from pipeline import tables
from pipeline.link import gazetteer as known
from pipeline.link.gazetteer import Gazetteer


def apply_links(
    local: pd.DataFrame, links: pd.DataFrame, *, derived: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `mentions` and `derived` for `local` and `links` of the same articles.

    With `derived` the words that belong there stand in both. Names of dropped entities, which
    `links` has not, stand in neither.
    """
    merged = local.merge(
        links, on=["article_id", "cluster"], how="inner", validate="m:1", suffixes=("", "_across")
    )
    across = merged["rule_across"]
    merged["rule"] = merged["rule"].where(
        across.isin(["gazetteer", "same-name"]), merged["rule"] + " > " + across
    )
    mentions = tables.frame("mentions", merged)
    words = mentions["rule"].str.startswith("demonym")
    return (
        mentions if derived else tables.frame("mentions", mentions[~words]),
        tables.frame("derived", mentions[words]),
    )


def count_entities(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return the table `entity_counts` of the given articles; duplicates do not count."""
    first_copies = articles[articles["duplicate_of"].isna()][["article_id", "date"]]
    counted = mentions.merge(first_copies, on="article_id")
    groups = counted.groupby("entity_id", sort=True)
    counts = groups.agg(
        mentions=("article_id", "size"),
        articles=("article_id", "nunique"),
        first_seen=("date", "min"),
        last_seen=("date", "max"),
    ).reset_index()
    return tables.frame("entity_counts", counts)


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
