"""The second half of linking: which entities of the articles are one entity of the corpus."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from pipeline import tables
from pipeline.corrections import Correction
from pipeline.link import decisions, namesakes, spellings, surnames
from pipeline.link import gazetteer as known
from pipeline.link.company import Occurrence, companies
from pipeline.link.corrected import Linked, correct
from pipeline.link.decisions import Decision
from pipeline.link.entries import Entry
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.identity import Entity, digest, linked
from pipeline.link.known_persons import recognise
from pipeline.link.spellings import Name
from pipeline.memory import uncollected


@uncollected()
def link_across(
    clusters: pd.DataFrame,
    joins: pd.DataFrame | None = None,
    gazetteer: Gazetteer | None = None,
    *,
    corrections: Sequence[Correction] = (),
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the tables `links`, `decisions` and `corrected` for `clusters` of the whole corpus.

    What the gazetteer knows keeps its entity. Other names are one entity if they have the same
    type and key; names of persons also in several spellings (``spellings.py``), if they are not
    namesakes (``namesakes.py``). A surname alone joins the only person of the corpus who has it
    (``surnames.py``). Persons of the gazetteer are recognised by name and company
    (``known_persons.py``). `corrections` win over all of it (``corrected.py``). `joins` are what
    was joined within articles, for `decisions`. The result depends neither on the order of the
    rows nor on articles that share no name with the others.
    """
    gazetteer = gazetteer or known.load()
    joins = tables.empty("joins") if joins is None else joins
    every = _occurrences(clusters)
    unknown = [one for one in every if not one.entity_id]
    votes = spellings.types(unknown)
    name_of = spellings.names(unknown, votes)
    telling = [one for one in every if one.entity_id not in gazetteer.media]
    as_written = companies((one, one.entity_id or name_of[one.number]) for one in telling)
    joined = spellings.join(unknown, name_of, as_written)
    root, by = spellings.roots(joined)
    root_of = {number: root.get(name, name) for number, name in name_of.items()}
    around = companies((one, one.entity_id or root_of[one.number]) for one in telling)
    entities, asked = _persons_apart(unknown, name_of, root_of, by, around)
    asked += _doubtful_spellings(joined, unknown, name_of)
    entities, more = _with_surnames(entities, name_of, around, gazetteer)
    asked += more
    _recognise(entities, every, name_of, gazetteer)
    told = linked(every, entities, gazetteer)
    settled, rows = correct(told, corrections, gazetteer)
    number_of = {
        (article_id, cluster): number
        for number, (article_id, cluster) in enumerate(
            zip(clusters["article_id"].tolist(), clusters["cluster"].tolist(), strict=True)
        )
    }
    by_number = {one.number: one for one in settled}
    return (
        _links(settled, clusters),
        decisions.table(asked, by_number, joins, number_of, votes),
        tables.frame("corrected", rows),
    )


def _occurrences(clusters: pd.DataFrame) -> list[Occurrence]:
    """Return the rows of `clusters` in an order that does not depend on theirs."""
    columns = ("article_id", "cluster", "name", "type", "entity_id", "mentions", "titles", "forms")
    rows = zip(*(clusters[name].tolist() for name in columns), strict=True)
    found = [
        (
            (article_id, cluster),
            Occurrence(
                number,
                article_id,
                name,
                kind,
                entity_id if isinstance(entity_id, str) else "",
                mentions,
                tuple(word for word in titles.split(";") if word),
                tuple(form for form in forms.split(";") if form),
            ),
        )
        for number, (article_id, cluster, name, kind, entity_id, mentions, titles, forms) in (
            enumerate(rows)
        )
    ]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _persons_apart(
    unknown: Iterable[Occurrence],
    name_of: Mapping[int, Name],
    root_of: Mapping[int, Name],
    by: Mapping[Name, spellings.Joined],
    around: Mapping[str, frozenset[object]],
) -> tuple[list[Entity], list[Decision]]:
    """Return an entity for each name in all its spellings, or one for each of its namesakes."""
    grouped: defaultdict[Name, list[Occurrence]] = defaultdict(list)
    shown: dict[Name, str] = {}
    for one in unknown:
        shown.setdefault(name_of[one.number], one.name)
        grouped[root_of[one.number]].append(one)
    entities, asked = [], []
    for name in sorted(grouped):
        held = grouped[name]
        parts = [list(range(len(held)))]
        if name.type == "person" and len(held) > 1:
            parts = namesakes.apart(held, name, around)
        words = [""] * len(parts)
        if len(parts) > 1:
            words = namesakes.qualifiers(held, parts)
        for number, (part, word) in enumerate(zip(parts, words, strict=True)):
            mine = [held[at] for at in part]
            entity = Entity(name, mine)
            if number:
                entity.qualifier = word or str(number + 1)
                entity.suffix = digest(min(one.article_id for one in mine))
            for one in mine:
                joined = by.get(name_of[one.number])
                if joined:
                    entity.steps[one.number].append(f"{joined.rule}: {shown[joined.other]}")
                if len(parts) > 1:
                    entity.steps[one.number].append("namesake" + (f": {word}" if word else ""))
            entities.append(entity)
            if number:
                first = entities[-1 - number]
                where = f"in {mine[0].article_id} and {first.held[0].article_id}"
                asked.append(Decision.between(mine, first.held, "namesake", where))
    return entities, asked


def _doubtful_spellings(
    joined: Iterable[spellings.Joined],
    unknown: Iterable[Occurrence],
    name_of: Mapping[int, Name],
) -> list[Decision]:
    held: defaultdict[Name, list[Occurrence]] = defaultdict(list)
    for one in unknown:
        held[name_of[one.number]].append(one)
    return [Decision.between(held[one.name], held[one.other], one.rule) for one in joined]


def _with_surnames(
    entities: Sequence[Entity],
    name_of: Mapping[int, Name],
    around: Mapping[str, frozenset[object]],
    gazetteer: Gazetteer,
) -> tuple[list[Entity], list[Decision]]:
    """Return `entities` with surnames that stand alone joined to their persons."""
    bearers = [
        surnames.Bearer(
            at,
            entity.name.type,
            tuple(sorted({name_of[one.number].key for one in entity.held})),
            entity.held,
        )
        for at, entity in enumerate(entities)
    ]
    alone = [
        bearer
        for bearer, entity in zip(bearers, entities, strict=True)
        if surnames.may_be_surname(*entity.name)
    ]
    persons = [one for one in bearers if one.type == "person" and " " in one.names[0]]
    found = surnames.whose(
        alone, persons, around, lambda name: gazetteer.find_place(name) is not None
    )
    home = {lone.number: lone.owner for lone in found if lone.joined}
    asked = []
    for lone in found:
        mine, owner = entities[lone.number], entities[lone.owner]
        if not lone.joined:
            for one in mine.held:
                mine.steps[one.number].append(f"{lone.rule}: {owner.held[0].name}")
        asked.append(Decision.between(mine.held, owner.held, lone.rule))
    for number, at in home.items():
        while at in home:  # Støre, Gahr Støre, Jonas Gahr Støre
            at = home[at]
        mine, owner = entities[number], entities[at]
        for one in mine.held:
            owner.steps[one.number].append(f"surname-in-corpus: {owner.held[0].name}")
        owner.held = [*owner.held, *mine.held]
    return [one for at, one in enumerate(entities) if at not in home], asked


def _recognise(
    entities: Iterable[Entity],
    every: Iterable[Occurrence],
    name_of: Mapping[int, Name],
    gazetteer: Gazetteer,
) -> None:
    """Give the known persons among `entities` their entries."""
    known_in: defaultdict[str, list[Entry]] = defaultdict(list)
    for one in every:
        if one.entity_id:
            known_in[one.article_id].append(gazetteer.entries[one.entity_id])
    for entity in entities:
        if entity.name.type != "person" or " " not in entity.name.key:
            continue
        names = sorted({name_of[one.number].key for one in entity.held})
        found = recognise(names, entity.held, known_in, gazetteer)
        if found:
            entity.entry, evidence = found
            for one in entity.held:
                entity.steps[one.number].append(f"known-person: {evidence}")


def _links(linked: Iterable[Linked], clusters: pd.DataFrame) -> pd.DataFrame:
    of_row = clusters["cluster"].tolist()
    return tables.frame(
        "links",
        [
            {
                "article_id": one.article_id,
                "cluster": of_row[one.number],
                "entity_id": one.entity_id,
                "entity": one.label,
                "type": one.type,
                "rule": one.rule,
            }
            for one in linked
        ],
    )
