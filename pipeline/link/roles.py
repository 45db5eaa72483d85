"""Role nouns beside the name of a person: `utenriksminister Sergej Lavrov`, `Ola Li, lege`."""

import re
from collections.abc import Iterator
from typing import Final

from pipeline.link.terms import Found
from pipeline.titles import base

_SPACES: Final = " \u00a0\n\t"
_OPENING: Final = "«“”„\"'(–-"
# A comma, at most four words in lower case, a role noun, and then no name: `…, direktør Olsen`
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
    before, word = _last_word(name.before)
    title = base(word)
    while title:
        yield title
        before, word = _last_word(before)
        if word != "og":
            break
        # `statsminister og partileder Solberg`, but not `presidenten og utenriksminister Lavrov`.
        before, word = _last_word(before)
        title = base(word)
        title = title if title == word.casefold() else None
    after = _APPOSITION.match(name.after)
    if after and _NO_APPOSITION.isdisjoint(after[1].split()):
        title = base(after[2])
        if title:
            yield title


def _last_word(text: str) -> tuple[str, str]:
    """Return what stands before the last word of `text`, and that.

    It is '' at the end of a sentence or a paragraph.
    """
    bare = text.rstrip()
    gap = text[len(bare) :]
    if not gap or gap.count("\n") > 1 or bare.endswith("."):
        return bare, ""
    at = max(bare.rfind(space) for space in _SPACES) + 1
    return bare[:at], bare[at:].lstrip(_OPENING)
