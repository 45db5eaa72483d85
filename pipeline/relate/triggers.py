"""Which sentences can state a relation, told from their words alone: the others need no parse."""

import functools
from collections.abc import Iterable
from enum import IntFlag, auto
from typing import Final

from pipeline.relate.predicates.predicates import words_at
from pipeline.relate.statements.saying import forms
from pipeline.titles import is_title


class Trigger(IntFlag):
    """What a word may be for a relation; a word may be several of these."""

    NOTHING = 0
    PARTY = auto()  # may stand for an entity: a pronoun
    TITLE = auto()  # may stand for a person, or state a role
    SAYING = auto()
    PREDICATE = auto()
    PARTICLE = auto()  # makes a PHRASAL verb a predicate
    PHRASAL = auto()
    MEMBER = auto()


_PRONOUNS: Final = frozenset(
    """han ham hans hun henne hennes de dem deres seg som der ho hennar dei deira begge hverandre
    jeg meg vi oss eg me""".split()
)
_PARTICLES: Final = frozenset({"imot", "mot", "seg", "meg", "oss"})
# Groups of predicates.csv whose verbs say nothing without such a particle.
_PHRASAL: Final = frozenset({"receive", "withdraw", "join"})
_MEMBERS: Final = ("medlem", "medlemm", "landet", "datterselskap", "avdeling", "organ", "del")


def may_state(words: Iterable[str], names: int) -> bool:
    """Tell whether a sentence can state a relation.

    `words` are its words outside of names, in lower case, `names` is the number of its names, those
    in compounds and words derived from countries' names included.

    >>> may_state(["møtte", "i", "."], names=3), may_state(["bor", "i", "."], names=2)
    (True, False)
    """
    seen = Trigger.NOTHING
    parties = names
    for word in words:
        kind = trigger(word)
        seen |= kind
        if kind & (Trigger.PARTY | Trigger.TITLE):
            parties += 1
    if not parties:
        return False
    if seen & Trigger.SAYING:
        return True
    if parties < 2:
        return False
    if seen & Trigger.PREDICATE or (seen & Trigger.PHRASAL and seen & Trigger.PARTICLE):
        return True
    # The title that is stated is none of the two.
    return bool(names and (seen & Trigger.MEMBER or (seen & Trigger.TITLE and parties > 2)))


@functools.lru_cache(maxsize=200_000)
def trigger(word: str) -> Trigger:
    """Return what `word`, in lower case, may be for a relation."""
    kind = Trigger.NOTHING
    if word in _PRONOUNS:
        kind |= Trigger.PARTY
    if word in _PARTICLES:
        kind |= Trigger.PARTICLE
    if word in forms():
        kind |= Trigger.SAYING
    for listed in words_at(word):
        kind |= Trigger.PHRASAL if listed.group in _PHRASAL else Trigger.PREDICATE
    if is_title(word):
        kind |= Trigger.TITLE
    if word.startswith(_MEMBERS[:2]) or word.endswith(_MEMBERS):
        kind |= Trigger.MEMBER
    return kind
