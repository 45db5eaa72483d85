"""The second half of linking: which entities of the articles are one entity of the corpus."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from pipeline import tables
from pipeline.corrections import Correction
from pipeline.link import gazetteer as known
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.names import key, slug
from pipeline.link.transliteration import transliteration_key

# A name that has one type in so many of its mentions has it in all of them.
_CLEAR_MAJORITY: Final = 2 / 3
# A person whom a mislabelled surname may join has at least so many mentions for each of it: slips
# of a model are rare beside what it gets right, a town has mentions of its own.
_RARE_SLIP: Final = 5

Group = tuple[str, str]  # type, key of the name


@dataclass(frozen=True)
class Entity:
    """An entity of the corpus."""

    entity_id: str
    label: str
    type: str


def link_across(
    clusters: pd.DataFrame,
    joins: pd.DataFrame | None = None,
    gazetteer: Gazetteer | None = None,
    *,
    corrections: Sequence[Correction] = (),
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `links` and `decisions` for the table `clusters` of the whole corpus.

    What the gazetteer knows keeps its entity. Other names are one entity if they have the same
    type and key (for persons: the same transliteration key). A surname alone joins the person of
    the corpus with that surname if there is only one. The result does not depend on the order of
    the rows.
    """
    gazetteer = gazetteer or known.load()
    records = [
        Named(*row)
        for row in zip(
            *(clusters[name].tolist() for name in ("name", "type", "mentions")), strict=True
        )
    ]
    ids = [None if pd.isna(value) else str(value) for value in clusters["entity_id"]]
    unknown = [named for named, entity_id in zip(records, ids, strict=True) if entity_id is None]
    types = _types(unknown)
    groups = {named: _group(named, types) for named in set(unknown)}
    joined = _join_endings(unknown, groups)
    joined |= _join_surnames(unknown, groups, joined, gazetteer)
    entities = _entities(unknown, groups, joined)
    links: list[dict[str, Any]] = []
    for named, entity_id, article_id, cluster in zip(
        records, ids, clusters["article_id"], clusters["cluster"], strict=True
    ):
        if entity_id is not None:
            entry = gazetteer.entries[entity_id]
            entity, rule = Entity(entity_id, entry.label, entry.type), "gazetteer"
        else:
            group = groups[named]
            entity = entities[joined.get(group, group)]
            rule = "same-name" if key(named.name) == key(entity.label) else "spelling"
            if group in joined:
                rule = "surname-in-corpus" if " " not in group[1] else "ending-in-corpus"
        links.append(
            {
                "article_id": article_id,
                "cluster": cluster,
                "entity_id": entity.entity_id,
                "entity": entity.label,
                "type": entity.type,
                "rule": rule,
            }
        )
    return tables.frame("links", links), tables.empty("decisions")


@dataclass(frozen=True)
class Named:
    """An entity of one article, by its fullest name there."""

    name: str
    type: str
    mentions: int


def _types(unknown: Iterable[Named]) -> dict[str, str]:
    """Return, by key of the name, the type that nearly all mentions of the name have."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for named in unknown:
        votes[key(named.name)][named.type] += named.mentions
    clear = {}
    for name_key, counts in votes.items():
        best = min(counts, key=lambda kind: (-counts[kind], kind))
        if counts[best] >= _CLEAR_MAJORITY * counts.total():
            clear[name_key] = best
    return clear


def _group(named: Named, types: Mapping[str, str]) -> Group:
    kind = types.get(key(named.name), named.type)
    sounds = transliteration_key(named.name) if kind == "person" else key(named.name)
    return kind, sounds


def _join_endings(unknown: Iterable[Named], groups: Mapping[Named, Group]) -> dict[Group, Group]:
    """Return for full names that differ in a final -s which is right: the one mentioned more.

    Within one article `James Mattis krevde` and `Mattis` alone may not tell.
    """
    mentions: Counter[Group] = Counter()
    for named in unknown:
        mentions[groups[named]] += named.mentions
    joined = {}
    for group in sorted(mentions):
        longer = (group[0], group[1] + "s")
        if " " in group[1] and longer in mentions:
            pair = (group, longer) if mentions[group] >= mentions[longer] else (longer, group)
            joined[pair[1]] = pair[0]
    for group in joined:
        while joined[group] in joined:
            joined[group] = joined[joined[group]]
    return joined


def _join_surnames(
    unknown: Iterable[Named],
    groups: Mapping[Named, Group],
    joined: Mapping[Group, Group],
    gazetteer: Gazetteer,
) -> dict[Group, Group]:
    """Return for each surname that stands alone the only person of the corpus who has it.

    Here the letters must agree, not only the sounds; a surname in two spellings (Sjojgu, Shoigu)
    is that of all who have one of them. A surname that its article takes for another
    kind of name joins too, if it is rare beside the person and no known place.
    """
    mentions: Counter[Group] = Counter()
    owners: defaultdict[str, set[Group]] = defaultdict(set)
    alone: defaultdict[str, set[Group]] = defaultdict(set)
    for named in unknown:
        group = groups[named]
        words = key(named.name).split()
        mentions[group] += named.mentions
        if len(words) == 1:
            alone[words[0]].add(group)
        elif group[0] == "person" and words:
            owners[words[-1]].add(joined.get(group, group))
    persons: defaultdict[Group, set[Group]] = defaultdict(set)
    for surname, singles in alone.items():
        for group in singles:
            persons[group] |= owners[surname]
    found = {}
    for group, candidates in persons.items():
        if len(candidates) != 1:
            continue
        (person,) = candidates
        doubtful = group[0] != "person" and (
            mentions[person] < _RARE_SLIP * mentions[group]
            or gazetteer.find_place(group[1].title()) is not None
        )
        if not doubtful:
            found[group] = person
    return found


def _entities(
    unknown: Iterable[Named], groups: Mapping[Named, Group], joined: Mapping[Group, Group]
) -> dict[Group, Entity]:
    """Name each group by its most frequent spelling, and give it an id of its own made of that."""
    spellings: defaultdict[Group, Counter[str]] = defaultdict(Counter)
    for named in unknown:
        group = groups[named]
        if group not in joined:
            spellings[group][named.name] += named.mentions
    entities: dict[Group, Entity] = {}
    taken = set(known.load().entries)
    for group in sorted(spellings):
        counts = spellings[group]
        label = min(counts, key=lambda name: (-counts[name], name.isupper(), name))
        entity_id = plain = f"{group[0]}/{slug(label)}"
        number = 1
        while entity_id in taken:
            number += 1
            entity_id = f"{plain}-{number}"
        taken.add(entity_id)
        entities[group] = Entity(entity_id, label, group[0])
    return entities
