"""The distinct names of one article, and which of them are names of one entity."""

import functools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pipeline.link.entries import Entry
from pipeline.link.names import key

# What the labels of Norwegian pipelines (NorNE's) and of spaCy's other ones (OntoNotes') stand for.
# `gpe` is decided by the gazetteer: a country or a place.
KINDS: Final[Mapping[str, str]] = {
    "PER": "person",
    "PERSON": "person",
    "ORG": "organisation",
    "GPE_LOC": "gpe",
    "GPE_ORG": "gpe",
    "GPE": "gpe",
    "LOC": "place",
    "FAC": "place",
    "DRV": "derived",
    "NORP": "derived",
}


@dataclass(frozen=True)
class Found:
    """A name as annotate found it, with the text before and after it, in its line or passage."""

    text: str
    label: str
    before: str = ""
    after: str = ""

    @property
    def kind(self) -> str:
        """What its label says that it is."""
        return KINDS.get(self.label, "other")


@dataclass(frozen=True)
class Step:
    """A step of a decision: the rule, and what it went by (nothing where that is the name)."""

    rule: str
    evidence: str = ""

    def __str__(self) -> str:
        """Return the step as the tables have it: `surname: Sergej Lavrov`."""
        return f"{self.rule}: {self.evidence}" if self.evidence else self.rule


@dataclass(frozen=True)
class Home:
    """The person whom a single name means of several who are so called, and the reason."""

    term: "Term"
    rule: str
    why: str


@dataclass(eq=False)
class Term:
    """A distinct name of an article: its form without genitive ending, and the names that have it.

    `merged` is a fuller or better name of the same entity, once that is known, and `rule` the
    reason. `homes` maps single names to the term they belong to where this one has several.
    `handles` and `barred` are what corrections call the names of this entity, and those of
    entities that it may not be (see ``separations.py``); they are right for a root alone.
    """

    form: str
    names: list[int] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    entry: Entry | None = None
    merged: "Term | None" = None
    rule: str = "same-name"
    homes: dict[int, Home] = field(default_factory=dict)
    handles: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    _above: "Term | None" = None

    @property
    def kind(self) -> str:
        """The kind most of its labels say; what its compounds are labelled tells nothing."""
        return commonest(self.kinds)

    @functools.cached_property
    def words(self) -> list[str]:
        """The words of its key: `van der leyen` has three."""
        return key(self.form).split()

    @property
    def root(self) -> "Term":
        """The term that it was merged into in the end, or itself."""
        at = self
        while at._above:
            if at._above._above:  # halve the way for those who come after
                at._above = at._above._above
            at = at._above
        return at

    def may_be(self, other: "Term") -> bool:
        """Tell whether nobody has said that this name and `other` are of two entities."""
        return self.root.barred.isdisjoint(other.root.handles)

    def merge_into(self, other: "Term", rule: str) -> bool:
        """Record that this name means the same entity as `other`, by the rule named `rule`.

        Return False, and change nothing, if a correction says that they are two.
        """
        mine, theirs = self.root, other.root
        if mine is theirs:
            return True
        if not self.may_be(other):
            return False
        mine.merged, mine.rule, mine._above = other, rule, theirs
        theirs.handles |= mine.handles
        theirs.barred |= mine.barred
        return True

    def live_at(self, number: int, home: Home) -> None:
        """Record that the single name `number` means the entity of `home`."""
        self.homes[number] = home
        root = home.term.root
        root.handles |= self.handles
        root.barred |= self.barred

    def steps(self, number: int) -> Iterator[Step]:
        """Yield why its name `number` is one of the entity's: from name to name up to the root."""
        at = self
        home = self.homes.get(number)
        if home:
            yield Step(home.rule, f"{home.term.form} ({home.why})")
            at = home.term
        while at.merged:
            yield Step(at.rule, at.merged.form)
            at = at.merged


def commonest(kinds: Counter[str]) -> str:
    """Return the kind with most votes; ties go to the kind that is least often a mistake.

    `derived` wins only alone.
    """
    if len(kinds) == 1:
        return next(iter(kinds))
    order = ("person", "gpe", "organisation", "place", "other", "derived")
    return min(kinds, key=lambda kind: (kind == "derived", -kinds[kind], order.index(kind)))
