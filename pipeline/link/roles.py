"""Role nouns beside the name of a person: `utenriksminister Sergej Lavrov`, `Ola Li, lege`."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.link.terms import Found
from pipeline.titles import base

_SPACE: Final = r"(?:[^\S\n]+\n?|\n)[^\S\n]*"
# `president Putin`, `statsminister og partileder Solberg`; not `presidenten og Pompeo`.
_BEFORE: Final = re.compile(rf"([\w-]+\.?)(?:{_SPACE}og)?{_SPACE}\Z")
_DIRECTLY_BEFORE: Final = re.compile(rf"([\w-]+\.?){_SPACE}\Z")
# A comma, at most three words in lower case, a role noun, and then no name: `…, direktør Olsen`
# is the next one's title.
_APPOSITION: Final = re.compile(
    r"\s*(?:\(\d{1,3}\)\s*)?,\s+((?:[a-zæøå][\w-]*\s+){0,4}?)(?:\w+-\s+og\s+)?([\w-]*[a-zæøå])"
    r"(?=[,.;:()!?»”\"\n]|\s+(?:i|for|ved|av|hos|på|og|til|frå|fra|som|under|med|at|–|-)\s|\s*\Z)"
)
# Words that begin a clause, not an apposition.
_NO_APPOSITION: Final = frozenset(
    "men og eller som at da når mens der sier sa seier skriver er var ble blei vart har hadde "
    "mener meiner forteller fortel i på til fra frå med om".split()
)


def titles_beside(name: Found) -> Iterator[str]:
    """Yield the role nouns directly before and in apposition after `name`, in their base form."""
    before, pattern = name.before, _DIRECTLY_BEFORE
    while match := pattern.search(before):
        title = base(match[1])
        if title is None or (pattern is _BEFORE and title != match[1].casefold()):
            break
        yield title
        before, pattern = before[: match.start()], _BEFORE
    after = _APPOSITION.match(name.after)
    if after and _NO_APPOSITION.isdisjoint(after[1].split()):
        title = base(after[2])
        if title:
            yield title
