"""The first half of linking: which names of one article mean the same entity."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from pipeline import tables
from pipeline.corrections import Correction
from pipeline.link import gazetteer as known
from pipeline.link.gazetteer import Entry, Gazetteer
from pipeline.link.organisations import merge_acronyms, merge_places, merge_short_forms
from pipeline.link.persons import merge_persons
from pipeline.link.reading import Reading, demonym, read_names
from pipeline.link.roles import titles_beside
from pipeline.link.separations import Separations
from pipeline.link.terms import Found, Step, Term, commonest
from pipeline.memory import uncollected
from pipeline.titles import base

_AROUND: Final = 80  # characters of text that tell something of a name

Rows = list[dict[str, Any]]


@dataclass
class Cluster:
    """The names of one article that mean one entity."""

    name: str
    type: str
    entry: Entry | None
    names: list[int] = field(default_factory=list)


@uncollected()
def link_within(
    articles: pd.DataFrame,
    names: pd.DataFrame,
    gazetteer: Gazetteer | None = None,
    *,
    metonyms: bool = False,
    corrections: Sequence[Correction] = (),
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the tables `local`, `clusters` and `joins` of the given articles and their names.

    `local` has the rows of `names` in their order, whatever that is; clusters are numbered in the
    order of the text, and those that only adjectives and demonyms name come last. With `metonyms`
    the names of seats of power stand for those who govern there. Of the `corrections` those are
    heeded that say that two names are `different`.
    """
    gazetteer = gazetteer or known.load()
    general = [line for line in corrections if not line.articles]
    everywhere = Separations(general, gazetteer)
    special = {article_id for line in corrections for article_id in line.articles}
    all_records: Rows = names.to_dict("records")  # type: ignore[assignment]
    local: Rows = [{} for _ in all_records]
    clusters: Rows = []
    joins: Rows = []
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    of_article: defaultdict[str, list[int]] = defaultdict(list)
    for row, record in enumerate(all_records):
        of_article[record["article_id"]].append(row)
    for article_id, rows in of_article.items():
        ordered = sorted(rows, key=lambda row: [all_records[row][at] for at in ("start", "end")])
        records = [all_records[row] for row in ordered]
        apart = everywhere
        if article_id in special:
            here = [line for line in corrections if article_id in line.articles]
            apart = Separations([*general, *here], gazetteer)
        article = _Article(texts[article_id], records, gazetteer, apart, metonyms)
        for row, linked in zip(ordered, article.local(), strict=True):
            local[row] = {**all_records[row], **linked}
        for made, table in ((article.clusters(), clusters), (article.joins(), joins)):
            table.extend({"article_id": article_id, **row} for row in made)
    return (
        tables.frame("local", local),
        tables.frame("clusters", clusters),
        tables.frame("joins", joins),
    )


class _Article:
    """One article, linked. `names` number its names, words derived from countries left out."""

    def __init__(
        self,
        text: str,
        records: Sequence[dict[str, Any]],
        gazetteer: Gazetteer,
        apart: Separations,
        metonyms: bool,
    ):
        found = [_found(text, record) for record in records]
        self._derived = [demonym(name, gazetteer) for name in found]
        kept = [at for at, entry in enumerate(self._derived) if entry is None]
        self._number = {at: number for number, at in enumerate(kept)}
        self._names = [found[at] for at in kept]
        between = _between(text, [records[at] for at in kept])
        self._readings, self._terms = read_names(self._names, gazetteer, apart, metonyms=metonyms)
        self._titles = [
            frozenset(_titles(name, reading))
            for name, reading in zip(self._names, self._readings, strict=True)
        ]
        merge(self._terms, between, self._titles, gazetteer)
        self._clusters, self._of_name = group(self._readings, self._terms)
        self._known_places(gazetteer, apart)
        self._of_entry = {
            cluster.entry.entity_id: number
            for number, cluster in enumerate(self._clusters)
            if cluster.entry
        }
        for entry in self._derived:
            if entry and entry.entity_id not in self._of_entry:
                self._of_entry[entry.entity_id] = len(self._clusters)
                self._clusters.append(Cluster(entry.label, entry.type, entry))

    def _known_places(self, gazetteer: Gazetteer, apart: Separations) -> None:
        for cluster in self._clusters:
            # Of what only compounds name (Minsk-avtalen), the labels tell nothing.
            inside = all(self._readings[name].derived for name in cluster.names)
            if cluster.entry is None and (cluster.type == "place" or inside):
                place = gazetteer.find_place(cluster.name)
                if place and apart.may_be(cluster.name, place):
                    cluster.entry, cluster.type = place, place.type

    def local(self) -> Iterator[dict[str, Any]]:
        """Yield what the table `local` adds to each name."""
        term_of = {number: term for term in self._terms for number in term.names}
        for at, entry in enumerate(self._derived):
            if entry:
                rule = str(Step("demonym", entry.label))
                yield {"derived": True, "cluster": self._of_entry[entry.entity_id], "rule": rule}
                continue
            number = self._number[at]
            reading = self._readings[number]
            steps = [*reading.steps, *term_of[number].steps(number)]
            if all(step.rule == "title" for step in steps):
                steps.append(Step("same-name"))
            yield {
                "derived": reading.derived,
                "cluster": self._of_name[number],
                "rule": " > ".join(map(str, steps)),
            }

    def clusters(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of the table `clusters`."""
        for number, cluster in enumerate(self._clusters):
            titles = frozenset[str]()
            if cluster.type == "person":
                titles = titles.union(*(self._titles[name] for name in cluster.names))
            forms = {
                self._readings[name].form
                for name in cluster.names
                if not self._readings[name].derived
            }
            yield {
                "cluster": number,
                "name": cluster.name,
                "type": cluster.type,
                "entity_id": cluster.entry.entity_id if cluster.entry else None,
                "forms": ";".join(form.replace(";", ",") for form in sorted(forms)),
                "titles": ";".join(sorted(titles)),
                "mentions": len(cluster.names),
                "rule": "gazetteer" if cluster.entry else "article",
            }

    def joins(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of the table `joins`."""
        for term in self._terms:
            moved = Counter((home.term.form, home.rule) for home in term.homes.values())
            at = {home.term.form: number for number, home in term.homes.items()}
            if term.merged:
                moved = Counter({(term.merged.form, term.rule): len(term.names)})
                at = {term.merged.form: term.names[0]}
            for (other, rule), count in moved.items():
                yield {
                    "cluster": self._of_name[at[other]],
                    "form": term.form,
                    "other": other,
                    "rule": rule,
                    "mentions": count,
                }


def _titles(name: Found, reading: Reading) -> Iterator[str]:
    """Yield the role nouns beside `name` and at its beginning."""
    if reading.derived:
        return
    yield from titles_beside(name)
    inside = [step.evidence for step in reading.steps if step.rule == "title"]
    for title in (base(word) for evidence in inside for word in evidence.split()):
        if title:
            yield title


def merge(
    terms: Sequence[Term],
    between: Sequence[str],
    titles: Sequence[frozenset[str]],
    gazetteer: Gazetteer,
) -> None:
    """Merge the terms of one article.

    `between` is the text from each name to the next, `titles` the role nouns beside each.
    """
    merge_persons(terms, titles)
    merge_acronyms(terms, between)
    merge_short_forms(terms)
    merge_places(terms, gazetteer)


def group(
    readings: Sequence[Reading], terms: Sequence[Term]
) -> tuple[list[Cluster], dict[int, int]]:
    """Return the clusters in order of first name, and for each name the number of its cluster."""
    root_of: dict[int, Term] = {}
    for term in terms:
        for number in term.names:
            home = term.homes.get(number)
            root_of[number] = (home.term if home else term).root
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


def _found(text: str, record: dict[str, Any]) -> Found:
    start, end = record["start"], record["end"]
    before = text[max(0, start - _AROUND) : start]
    return Found(record["text"], record["label"], before, text[end : end + _AROUND])


def _between(text: str, records: Sequence[dict[str, Any]]) -> list[str]:
    """Return the text from each name to the next, or the beginning of it."""
    ends = [record["end"] for record in records]
    starts = [record["start"] for record in records][1:] + ends[-1:]
    return [
        text[end : min(start, end + _AROUND // 2)] for end, start in zip(ends, starts, strict=True)
    ]
