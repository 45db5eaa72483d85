"""Which sentences can state a relation, told from their words alone: the others need no parse.

A word is told apart by what it may be for a relation, as the sum of the constants below. A sentence
needs a parse if a verb or noun of predicates.csv stands beside two who may be its parties, if a
title or a word of membership stands beside two, or if a verb of saying stands where the order of
the words does not tell who speaks.
"""

import functools
from collections.abc import Sequence
from typing import Final

from pipeline.relate.predicates.arguments import REFLEXIVE
from pipeline.relate.predicates.predicates import patterns, words_at
from pipeline.relate.statements.saying import THINK, forms
from pipeline.titles import is_title

NAME: Final = 1  # part of a name
PRONOUN: Final = 2  # may stand for an entity
TITLE: Final = 4  # may stand for a person, or state a role
SAYING: Final = 8
THINKING: Final = 16  # `mener`: its clause is told by the parse alone
PREDICATE: Final = 32
PHRASAL: Final = 64  # a predicate with a particle alone
PARTICLE: Final = 128
MEMBER: Final = 256

_PRONOUNS: Final = frozenset(
    "han ham hans hun henne hennes de dem deres ho hennar dei deira begge to".split()  # `de to`
)
_MEMBERS: Final = ("medlem", "landet", "datterselskap", "avdeling", "organ", "del")


def may_state(words: Sequence[int], names: int) -> bool:
    """Tell whether a sentence may state a relation that its parse helps to find.

    `words` is what its words may be, one after the other: NAME for each word of a name, else
    :func:`trigger`. `names` is the number of its names, those in compounds and words derived from
    countries' names included.

    >>> met, said, lavrov, in_town = trigger("møtte"), trigger("sier"), NAME, trigger("i")
    >>> may_state([lavrov, met, lavrov], names=2), may_state([lavrov, in_town, lavrov], names=2)
    (True, False)
    >>> may_state([lavrov, said], names=1), may_state([said, lavrov], names=1)
    (True, False)
    """
    seen = parties = 0
    for word in words:
        seen |= word
        if word & (PRONOUN | TITLE):
            parties += 1
    parties += names
    if not parties:
        return False
    if seen & THINKING or (seen & SAYING and _subject_first(words)):
        return True
    if parties < 2:
        return False
    if seen & PREDICATE or (seen & PHRASAL and seen & PARTICLE):
        return True
    # The title that is stated is none of the two.
    return bool(names and (seen & MEMBER or (seen & TITLE and parties > 2)))


def _subject_first(words: Sequence[int]) -> bool:
    """Tell whether a verb of saying is not followed by its subject: `X sier`, not `…, sier X`.

    `sier han` needs a parse: what a pronoun stands for depends on its place in the clause.
    """
    following = [*words[1:], 0]
    return any(
        word & SAYING and not after & NAME for word, after in zip(words, following, strict=True)
    )


@functools.lru_cache(maxsize=200_000)
def trigger(word: str) -> int:
    """Return what `word`, in lower case and outside of names, may be for a relation."""
    kind = 0
    if word in _PRONOUNS:
        kind |= PRONOUN
    if word in _particles():
        kind |= PARTICLE
    kinds = {saying.kind for saying in forms().get(word, ())}
    if kinds:
        kind |= THINKING if THINK in kinds else SAYING
    for listed in words_at(word):
        kind |= PHRASAL if listed.group in _phrasal() else PREDICATE
    if is_title(word):
        kind |= TITLE
    if word.startswith(_MEMBERS[0]) or word.endswith(_MEMBERS):
        kind |= MEMBER
    return kind


@functools.cache
def _phrasal() -> frozenset[str]:
    """Return the groups of predicates.csv whose verbs say nothing without a particle or `seg`."""
    alone = {
        group
        for pattern in patterns()
        for group in pattern.words
        if not (pattern.particle or pattern.reflexive)
    }
    return frozenset(group for pattern in patterns() for group in pattern.words) - alone


@functools.cache
def _particles() -> frozenset[str]:
    return frozenset(word for pattern in patterns() for word in pattern.particle) | REFLEXIVE
