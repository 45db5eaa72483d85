"""What an entity of the corpus is called and which id it has."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.link.company import Occurrence
from pipeline.link.corrected import Linked
from pipeline.link.entries import Entry
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.names import key, slug
from pipeline.link.spellings import Name


@dataclass
class Entity:
    """An entity of the corpus while it is being put together.

    `held` are its occurrences, `steps` the rules that brought in some of them, by number.
    `qualifier` tells its label from those of namesakes, `suffix` its id.
    """

    name: Name
    held: list[Occurrence]
    steps: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    entry: Entry | None = None
    qualifier: str = ""
    suffix: str = ""

    def spelling(self) -> str:
        """Return the most frequent spelling, rather one that is not all in capitals."""
        if self.entry:
            return self.entry.label
        counts: Counter[str] = Counter()
        for one in self.held:
            if not any(
                step.startswith("surname-in-corpus") for step in self.steps.get(one.number, ())
            ):
                counts[one.name] += one.mentions
        return min(counts, key=lambda name: (-counts[name], name.isupper(), name))


def digest(article_id: str) -> str:
    """Return four letters and digits for an article id, to tell the ids of namesakes apart.

    Not a number: that would be another's when articles are added.
    """
    return hashlib.sha256(article_id.encode()).hexdigest()[:4]


def linked(
    every: Iterable[Occurrence], entities: Iterable[Entity], gazetteer: Gazetteer
) -> list[Linked]:
    """Return what the rules have linked; entities of the corpus get ids made of their labels."""
    found = [
        _told(one, _known(entry), "gazetteer")
        for one in every
        if one.entity_id
        for entry in (gazetteer.entries[one.entity_id],)
    ]
    taken = set(gazetteer.entries)
    spelt = sorted(
        ((entity.spelling(), entity) for entity in entities),
        key=lambda pair: (pair[1].suffix, pair[1].name, pair[0]),
    )
    for name, entity in spelt:
        label = f"{name} ({entity.qualifier})" if entity.qualifier else name
        entity_id = plain = "-".join(
            part for part in (f"{entity.name.type}/{slug(name)}", entity.suffix) if part
        )
        number = 1
        while entity_id in taken:
            number += 1
            entity_id = f"{plain}-{number}"
        about = (entity_id, label, entity.name.type)
        if entity.entry:
            about = _known(entity.entry)
        else:
            taken.add(entity_id)
        for one in entity.held:
            steps = entity.steps.get(one.number) or [
                "same-name" if key(one.name) == key(name) else "spelling"
            ]
            found.append(_told(one, about, " > ".join(steps)))
    return sorted(found, key=lambda one: one.number)


def _told(one: Occurrence, about: tuple[str, str, str], rule: str) -> Linked:
    return Linked(one.number, one.article_id, one.name, one.mentions, *about, rule, one.forms)


def _known(entry: Entry) -> tuple[str, str, str]:
    return entry.entity_id, entry.label, entry.type
