"""A person's corrections, applied to what the rules have linked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from pipeline.corrections import Correction
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.names import key, slug


class Linked(NamedTuple):
    """A name of one article and the entity it is linked to; `number` is the row in `clusters`."""

    number: int
    article_id: str
    name: str
    mentions: int
    entity_id: str
    label: str
    type: str
    rule: str
    forms: tuple[str, ...] = ()


_TYPES: Final = ("person", "organisation", "place", "other")


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
        self._by_form: defaultdict[str, list[int]] = defaultdict(list)
        for one in self.now.values():
            for form in one.forms:
                self._by_form[key(form)].append(one.number)
        self._members: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for one in self.now.values():
            self._members[one.entity_id][one.number] = None
        self.excepted: set[int] = set()
        for line in corrections:
            if line.articles and line.action in ("same", "different"):
                self.excepted.update(self.named(line.name, line.articles))

    def named(self, name: str, articles: Sequence[str]) -> list[int]:
        """Return the numbers of what has the name or id `name`, in these articles or in all.

        What a line says of some articles is an exception from what is said of all: of all, what is
        excepted is not meant, unless by id.
        """
        found = list(self._members.get(name, ()))
        return self._there(
            found or self._meant_by(self._by_name.get(key(name), ()), articles), articles
        )

    def titled(self, name: str) -> list[int]:
        """Return the numbers of the entities that have `name` as id, or an id made of it.

        Not by label, which a correction may change.
        """
        ids = dict.fromkeys(f"{kind}/{slug(name)}" for kind in _TYPES)
        known = self._gazetteer.find(name), self._gazetteer.find_place(name)
        for entry in (*known, *self._gazetteer.find_persons(name)):
            if entry:
                ids[entry.entity_id] = None
        found = [number for one in ids for number in self._members.get(one, ())]
        return self._there([*self._members.get(name, ()), *self._meant_by(found, ())], ())

    def _meant_by(self, numbers: Iterable[int], articles: Sequence[str]) -> list[int]:
        return [number for number in numbers if articles or number not in self.excepted]

    def meant(self, name: str, articles: Sequence[str]) -> list[int]:
        """Return the numbers of all that is linked to the entities called `name`.

        In `articles`, of what is itself called so there. Where `name` is nothing's fullest name in
        any article, what an article calls so in short is meant.
        """
        short = self._by_form.get(key(name), ())
        if articles:
            return self.named(name, articles) or self._there(short, articles)
        numbers = [*self.titled(name), *self.named(name, ())]
        numbers = numbers or self._meant_by(self._there(short, ()), ())
        entities = dict.fromkeys(self.now[number].entity_id for number in numbers)
        every = (number for entity_id in entities for number in self._members[entity_id])
        return self._there(every, ())

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
            changed = Linked(**{**one._asdict(), **to, "rule": _with(one.rule, rule)})
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
    itself. `different` comes first and has the last word over what `same` brings together; lines
    for some articles are exceptions from lines for all; then come names and types, and what is
    dropped is left out. Done twice it changes nothing more. The order of the lines does not
    matter, save that of two `same` with one name the later names the entity.
    """
    names = _Names(linked, gazetteer, corrections)
    touched = {one: _touched(names, one, gazetteer) for one in corrections}
    general = [one for one in corrections if not one.articles]
    special = [one for one in corrections if one.articles]
    for lines, step, actions in (
        (general, _part, ("different",)),
        (general, _unite, ("same",)),
        (general, _part, ("different",)),
        (special, _part, ("different",)),
        (special, _unite, ("same",)),
        (corrections, _part, ("different",)),
        (corrections, _tell, ("rename", "retype")),
        (corrections, _drop, ("drop",)),
    ):
        _apply(step, actions, names, lines, gazetteer)
    rows = [
        {
            "line": one.line,
            "action": one.action,
            "name": one.name,
            "other": one.other,
            "mentions": touched[one],
        }
        for one in corrections
    ]
    return [names.now[number] for number in sorted(names.now)], rows


def _apply(
    step: Callable[[_Names, Correction, Gazetteer], None],
    actions: Sequence[str],
    names: _Names,
    corrections: Iterable[Correction],
    gazetteer: Gazetteer,
) -> None:
    for one in corrections:
        if one.action in actions:
            step(names, one, gazetteer)


def _touched(names: _Names, one: Correction, gazetteer: Gazetteer) -> int:
    """Return how many mentions a correction speaks of; none if there is nothing it may do."""
    dropped = one.action == "drop"
    mine = _dropped(names, one) if dropped else names.meant(one.name, one.articles)
    if one.action == "different" and not names.meant(one.other, ()):
        return 0
    if one.action == "same" and _target(names, one, gazetteer) is None:
        return 0
    return sum(names.now[number].mentions for number in mine)


def _part(names: _Names, one: Correction, gazetteer: Gazetteer) -> None:
    """Give the bearers of two names different entities where they have one."""
    some = names.named(one.name, one.articles)
    others = [n for n in names.named(one.other, ()) if n not in set(some)]
    shared = {names.now[n].entity_id for n in some} & {names.now[n].entity_id for n in others}
    for entity_id in sorted(shared):
        mine = [n for n in some if names.now[n].entity_id == entity_id]
        theirs = [n for n in others if names.now[n].entity_id == entity_id]
        keeps = not one.articles and _rank(names, mine) > _rank(names, theirs)
        leave = theirs if keeps else mine
        first = names.now[leave[0]]
        new_id = names.free_id(_kind(first, gazetteer), first.name)
        names.change(leave, one.line, entity_id=new_id, label=first.name)


def _kind(one: Linked, gazetteer: Gazetteer) -> str:
    """Return the type that the rules gave, whatever a correction has made of it."""
    entry = gazetteer.entries.get(one.entity_id)
    return entry.type if entry else one.entity_id.partition("/")[0]


def _rank(names: _Names, side: Sequence[int]) -> tuple[bool, bool, int, str]:
    """Rank a side by its right to keep the entity.

    Rather what is tied to others, or gave the entity its label; else what is named more.
    """
    first = names.now[side[0]]
    return (
        key(first.name) in names.tied,
        key(first.name) == key(first.label),
        sum(names.now[number].mentions for number in side),
        key(first.name),
    )


def _unite(names: _Names, one: Correction, gazetteer: Gazetteer) -> None:
    """Give the bearers of two names the entity of the second."""
    some, others = names.meant(one.name, one.articles), names.meant(one.other, ())
    target = _target(names, one, gazetteer)
    if target:
        names.change([*some, *([] if one.articles else others)], one.line, **target)


def _target(names: _Names, one: Correction, gazetteer: Gazetteer) -> dict[str, str] | None:
    """Return id, label and type of what `same` leads to, in the corpus or the gazetteer, if any."""
    others = names.meant(one.other, ())
    if others:
        to = names.main(others)
        return {"entity_id": to.entity_id, "label": to.label, "type": to.type}
    entry = gazetteer.entries.get(one.other) or gazetteer.find(one.other)
    if entry:
        return {"entity_id": entry.entity_id, "label": entry.label, "type": entry.type}
    return None


def _tell(names: _Names, one: Correction, gazetteer: Gazetteer) -> None:
    """Give an entity another label or type."""
    field = "label" if one.action == "rename" else "type"
    names.change(names.meant(one.name, ()), one.line, **{field: one.other})


def _drop(names: _Names, one: Correction, gazetteer: Gazetteer) -> None:
    """Leave an entity out, and what else is called so, but nobody of another name."""
    names.drop(_dropped(names, one))


def _dropped(names: _Names, one: Correction) -> list[int]:
    entity = [] if one.articles else names.titled(one.name)
    return list(dict.fromkeys([*entity, *names.named(one.name, one.articles)]))


__all__ = ["Linked", "correct"]
