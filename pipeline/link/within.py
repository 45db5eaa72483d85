"""The first half of linking: which names of one article mean the same entity."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from pipeline import tables
from pipeline.corrections import Correction
from pipeline.link import gazetteer as known
from pipeline.link.gazetteer import Entry, Gazetteer
from pipeline.link.organisations import merge_acronyms, merge_short_forms
from pipeline.link.persons import merge_persons
from pipeline.link.terms import Found, Reading, Term, commonest, read_names

_NEXT_WORD: Final = re.compile(r"(?=\s)[^\S\n]*\n?[^\S\n]*([^\W\d_]+)")  # also on the next line


@dataclass
class Cluster:
    """The names of one article that mean one entity."""

    name: str
    type: str
    entry: Entry | None
    names: list[int] = field(default_factory=list)


def link_within(
    articles: pd.DataFrame,
    names: pd.DataFrame,
    gazetteer: Gazetteer | None = None,
    *,
    metonyms: bool = False,
    corrections: Sequence[Correction] = (),
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the tables `local`, `clusters` and `joins` of the given articles and their names."""
    gazetteer = gazetteer or known.load()
    local: list[dict[str, Any]] = []
    clusters: list[dict[str, Any]] = []
    joins: list[dict[str, Any]] = []
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    for article_id, rows in names.groupby("article_id", sort=False):
        records: list[dict[str, Any]] = rows.to_dict("records")  # type: ignore[assignment]
        found, between = _context(texts[article_id], records)
        readings, terms = read_names(found, gazetteer)
        merge(terms, between)
        term_of = {number: term for term in terms for number in term.names}
        grouped, of_name = group(readings, terms)
        for number, record in enumerate(records):
            cluster = of_name[number]
            local.append(
                {
                    **record,
                    "derived": readings[number].derived,
                    "cluster": cluster,
                    "rule": _rule(number, readings[number], term_of[number]),
                }
            )
        for number, cluster_ in enumerate(grouped):
            forms = Counter(
                readings[name].form for name in cluster_.names if not readings[name].derived
            )
            clusters.append(
                {
                    "article_id": article_id,
                    "cluster": number,
                    "name": cluster_.name,
                    "type": cluster_.type,
                    "entity_id": cluster_.entry.entity_id if cluster_.entry else None,
                    "forms": ";".join(form.replace(";", ",") for form in sorted(forms)),
                    "titles": "",
                    "mentions": sum(
                        readings[name].rules != ("demonym",) for name in cluster_.names
                    ),
                    "rule": "gazetteer" if cluster_.entry else "article",
                }
            )
        joins.extend(
            {
                "article_id": article_id,
                "cluster": of_name[term.names[0]],
                "form": term.form,
                "other": term.root.form,
                "rule": term.rule,
                "mentions": len(term.names),
            }
            for term in terms
            if term.merged
        )
    return (
        tables.frame("local", local),
        tables.frame("clusters", clusters),
        tables.frame("joins", joins),
    )


def merge(terms: Sequence[Term], between: Sequence[str]) -> None:
    """Merge the terms of one article; `between` is the text from each name to the next."""
    merge_persons(terms)
    merge_acronyms(terms, between)
    merge_short_forms(terms)


def group(
    readings: Sequence[Reading], terms: Sequence[Term]
) -> tuple[list[Cluster], dict[int, int]]:
    """Return the clusters in order of first name, and for each name the number of its cluster."""
    root_of = {number: term.homes.get(number, term).root for term in terms for number in term.names}
    numbers: dict[int, int] = {}
    clusters: list[Cluster] = []
    kinds: list[Counter[str]] = []
    of_name: dict[int, int] = {}
    for number in sorted(root_of):
        root = root_of[number]
        if id(root) not in numbers:
            numbers[id(root)] = len(clusters)
            clusters.append(Cluster(root.form, "", root.entry))
            kinds.append(Counter())
        at = numbers[id(root)]
        of_name[number] = at
        clusters[at].names.append(number)
    for term in terms:
        for number in term.names:
            if not readings[number].derived:
                kinds[of_name[number]][term.kind] += 1
    for cluster, votes in zip(clusters, kinds, strict=True):
        cluster.type = _type(cluster, votes)
    return clusters, of_name


def _type(cluster: Cluster, votes: Counter[str]) -> str:
    if cluster.entry:
        return cluster.entry.type
    if not votes:
        return "other"
    kind = commonest(votes)
    return {"gpe": "place", "derived": "other"}.get(kind, kind)


def _context(text: str, records: Sequence[dict[str, Any]]) -> tuple[list[Found], list[str]]:
    found, between = [], []
    for number, record in enumerate(records):
        follows = _NEXT_WORD.match(text, record["end"])
        found.append(Found(record["text"], record["label"], follows[1] if follows else ""))
        after = records[number + 1]["start"] if number + 1 < len(records) else record["end"]
        between.append(text[record["end"] : min(after, record["end"] + 40)])
    return found, between


def _rule(number: int, reading: Reading, term: Term) -> str:
    steps = [*reading.rules]
    if term.merged or number in term.homes:
        steps.append(term.rule)
    return " > ".join(steps) or "same-name"
