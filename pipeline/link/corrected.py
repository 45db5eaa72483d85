"""A person's corrections, applied to what the rules have linked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pipeline.corrections import Correction
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.names import key, slug


@dataclass(frozen=True)
class Linked:
    """A name of one article and the entity it is linked to; `number` is the row in `clusters`."""

    number: int
    article_id: str
    name: str
    mentions: int
    entity_id: str
    label: str
    type: str
    rule: str


class _Names:
    """Finds what a correction speaks of among what is linked."""

    def __init__(
        self, linked: Iterable[Linked], gazetteer: Gazetteer, corrections: Iterable[Correction]
    ):
        self.tied = {
            key(name)
            for one in corrections
            if one.action == "same"
            for name in (one.name, one.other)
        }
        self.now = {one.number: one for one in linked}
        self._gazetteer = gazetteer
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        for one in self.now.values():
            self._by_name[key(one.name)].append(one.number)
        self._members: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for one in self.now.values():
            self._members[one.entity_id][one.number] = None

    def named(self, name: str, articles: Sequence[str]) -> list[int]:
        """Return the numbers of what has the name or id `name`, in these articles or in all."""
        found = dict.fromkeys(self._members.get(name, ()))
        if not found:
            found = dict.fromkeys(self._by_name.get(key(name), ()))
            known = self._gazetteer.find(name), self._gazetteer.find_place(name)
            for entry in (*known, *self._gazetteer.find_persons(name)):
                if entry:
                    found.update(self._members.get(entry.entity_id, {}))
        return self._there(found, articles)

    def meant(self, name: str, articles: Sequence[str]) -> list[int]:
        """Return the numbers of all that is linked to the entities called `name`."""
        entities = dict.fromkeys(self.now[number].entity_id for number in self.named(name, ()))
        every = (number for entity_id in entities for number in self._members[entity_id])
        return self._there(every, articles)

    def _there(self, numbers: Iterable[int], articles: Sequence[str]) -> list[int]:
        return [
            number
            for number in numbers
            if number in self.now and (not articles or self.now[number].article_id in articles)
        ]

    def change(self, numbers: Iterable[int], line: int, **to: str) -> None:
        """Set these fields of what is linked, and record the line that says so."""
        for number in numbers:
            one = self.now[number]
            if all(getattr(one, name) == value for name, value in to.items()):
                continue
            rule = f"correction: line {line}"
            changed = replace(one, **to, rule=_with(one.rule, rule))  # type: ignore[arg-type]
            del self._members[one.entity_id][number]
            self._members[changed.entity_id][number] = None
            self.now[number] = changed

    def drop(self, numbers: Iterable[int]) -> None:
        """Leave these out."""
        for number in numbers:
            del self._members[self.now[number].entity_id][number]
            del self.now[number]

    def free_id(self, kind: str, name: str) -> str:
        """Return an id made of `name` that no entity has."""
        plain = entity_id = f"{kind}/{slug(name)}"
        number = 1
        while self._members.get(entity_id) or entity_id in self._gazetteer.entries:
            number += 1
            entity_id = f"{plain}-{number}"
        return entity_id

    def main(self, numbers: Sequence[int]) -> Linked:
        """Return one that stands for the entity which most of `numbers` are linked to."""
        counts: Counter[str] = Counter()
        for number in numbers:
            counts[self.now[number].entity_id] += self.now[number].mentions
        best = min(counts, key=lambda entity_id: (-counts[entity_id], entity_id))
        return next(self.now[n] for n in numbers if self.now[n].entity_id == best)


def _with(rule: str, more: str) -> str:
    return rule if more in rule.split(" > ") else f"{rule} > {more}"


def correct(
    linked: Sequence[Linked], corrections: Sequence[Correction], gazetteer: Gazetteer
) -> tuple[list[Linked], list[dict[str, Any]]]:
    """Return `linked` as the corrections want it, and the rows of the table `corrected`.

    A name means the entity that the rules have linked it to; in `different` it means the name
    itself. `different` comes first and has the last word over what `same` brings together; then
    come names and types; what is dropped is left out. Done twice it changes nothing more. The order
    of the lines does not matter, save that of two `same` with one name the later names the entity.
    """
    names = _Names(linked, gazetteer, corrections)
    touched = {
        one: [names.now[number].mentions for number in names.meant(one.name, one.articles)]
        for one in corrections
    }
    for actions, apply in (
        (("different",), _part),
        (("same",), _unite),
        (("different",), _part),
        (("rename", "retype"), _tell),
        (("drop",), _drop),
    ):
        steps: Callable[[_Names, Correction, Gazetteer], None] = apply
        for one in corrections:
            if one.action in actions:
                steps(names, one, gazetteer)
    rows = [
        {
            "line": one.line,
            "action": one.action,
            "name": one.name,
            "other": one.other,
            "mentions": sum(touched[one]),
        }
        for one in corrections
    ]
    return [names.now[number] for number in sorted(names.now)], rows


def _part(names: _Names, one: Correction, gazetteer: Gazetteer) -> None:
    """Give the bearers of two names different entities where they have one."""
    some = names.named(one.name, one.articles) or names.meant(one.name, one.articles)
    others = [n for n in names.named(one.other, ()) if n not in set(some)]
    shared = {names.now[n].entity_id for n in some} & {names.now[n].entity_id for n in others}
    for entity_id in sorted(shared):
        mine = [n for n in some if names.now[n].entity_id == entity_id]
        theirs = [n for n in others if names.now[n].entity_id == entity_id]
        leave = theirs if _rank(names, mine, one) > _rank(names, theirs, one) else mine
        first = names.now[leave[0]]
        new_id = names.free_id(first.type, first.name)
        names.change(leave, one.line, entity_id=new_id, label=first.name)


def _rank(names: _Names, side: Sequence[int], one: Correction) -> tuple[bool, bool, bool, int, str]:
    """Rank a side by its right to keep the entity.

    Not what is another in some articles, rather what is tied to others, or gave the entity its
    label; else what is named more.
    """
    first = names.now[side[0]]
    return (
        not (one.articles and first.article_id in one.articles),
        key(first.name) in names.tied,
        key(first.name) == key(first.label),
        sum(names.now[number].mentions for number in side),
        key(first.name),
    )


def _unite(names: _Names, one: Correction, gazetteer: Gazetteer) -> None:
    """Give the bearers of two names the entity of the second."""
    some, others = names.meant(one.name, one.articles), names.meant(one.other, ())
    if others:
        to = names.main(others)
        target = {"entity_id": to.entity_id, "label": to.label, "type": to.type}
    elif one.other in gazetteer.entries or gazetteer.find(one.other):
        entry = gazetteer.entries.get(one.other) or gazetteer.find(one.other)
        assert entry is not None  # noqa: S101, one of the two is there
        target = {"entity_id": entry.entity_id, "label": entry.label, "type": entry.type}
    else:
        return
    names.change([*some, *([] if one.articles else others)], one.line, **target)


def _tell(names: _Names, one: Correction, gazetteer: Gazetteer) -> None:
    """Give an entity another label or type."""
    field = "label" if one.action == "rename" else "type"
    names.change(names.meant(one.name, ()), one.line, **{field: one.other})


def _drop(names: _Names, one: Correction, gazetteer: Gazetteer) -> None:
    names.drop(names.meant(one.name, one.articles))


__all__ = ["Linked", "correct"]
