"""Surnames that stand alone in an article: whose they are, if the corpus leaves one candidate."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.link.company import Occurrence, company
from pipeline.link.namesakes import field, is_first_name, surname_share

# A person whom a mislabelled surname may join has at least so many mentions for each of it: slips
# of a model are rare beside what it gets right, a town has mentions of its own.
_RARE_SLIP: Final = 5
# Surnames of so many in ten thousand (Solberg, Halvorsen, Moe) say too little alone.
_COMMON: Final = 20.0


@dataclass(frozen=True)
class Bearer:
    """An entity of the corpus: the keys of its names, and where they stand."""

    number: int
    type: str
    names: tuple[str, ...]
    held: Sequence[Occurrence]

    @property
    def mentions(self) -> int:
        """How often it is named."""
        return sum(one.mentions for one in self.held)


@dataclass(frozen=True)
class Lone:
    """What became of a surname alone: `owner` is its person or the likeliest; `joined` or not."""

    number: int
    owner: int
    joined: bool
    rule: str


def may_be_surname(kind: str, name_key: str) -> bool:
    """Tell whether a name may be a surname alone: one word, or several without a first name."""
    first, *more = name_key.split() or [""]
    return not more or (kind == "person" and not is_first_name(first))


def whose(
    alone: Iterable[Bearer],
    persons: Iterable[Bearer],
    around: Mapping[str, frozenset[Hashable]],
    is_place: Callable[[str], bool],
) -> list[Lone]:
    """Return for each surname in `alone` whose of `persons` it is, or who might be meant.

    Two who are not met in company are not one if one is in sport and the other in politics.

    The letters must agree, not only the sounds; a surname in two spellings is that of all who have
    one of them. There must be one candidate in the corpus; a common surname must also keep company
    (`around`: that of each article) that the person keeps. A surname that its article takes for
    another kind of name joins if it is rare beside the person and no place. Surnames of several
    words (Gahr Støre) are surnames if somebody has them behind a first name.
    """
    persons = list(persons)
    by_surname: defaultdict[str, set[int]] = defaultdict(set)
    for person in persons:
        for name in person.names:
            words = name.split()
            for at in range(1, len(words)):
                by_surname[" ".join(words[at:])].add(person.number)
    found = []
    known = {person.number: person for person in persons}
    home: dict[int, int] = {}
    # Surnames of several words first: who has found an owner is no other candidate for one word.
    for lone in sorted(alone, key=lambda one: -max(name.count(" ") for name in one.names)):
        numbers = {n for name in lone.names for n in by_surname.get(name, ()) if n != lone.number}
        candidates = {
            home.get(number, number): known[home.get(number, number)] for number in numbers
        }
        if not candidates:
            continue
        owner = min(candidates.values(), key=lambda one: (-one.mentions, one.names))
        doubtful = lone.type != "person" and (
            len(candidates) > 1
            or owner.mentions < _RARE_SLIP * lone.mentions
            or is_place(lone.held[0].name)
        )
        if doubtful:
            continue
        common = any(surname_share(name) >= _COMMON for name in lone.names)
        rule = "surname-in-corpus"
        if len(candidates) > 1:
            rule = "surname-of-several"
        elif common and not _meet(lone, owner, around):
            rule = "common-surname"
        elif {_field(lone), _field(owner)} == {"sport", "other"} and not _meet(lone, owner, around):
            rule = "other-field"
        joined = rule == "surname-in-corpus"
        if joined:
            home[lone.number] = owner.number
        found.append(Lone(lone.number, owner.number, joined, rule))
    return sorted(found, key=lambda one: one.number)


def _field(bearer: Bearer) -> str:
    return field(title for one in bearer.held for title in one.titles)


def _meet(one: Bearer, other: Bearer, around: Mapping[str, frozenset[Hashable]]) -> bool:
    ours, theirs = (
        {item for held in bearer.held for item in company(held, None, around)}
        for bearer in (one, other)
    )
    return bool(ours & theirs)
