"""Acronyms, and the long forms that they can stand for."""

from collections.abc import Sequence
from typing import Final

from pipeline.link.institutions import institution
from pipeline.link.names import key

_SMALL_WORDS: Final = frozenset(
    "og i av for til på the of and de des du la und der die das y del".split()
)


def is_acronym(form: str) -> bool:
    """Tell whether `form` is written as an acronym: 2 to 8 signs, at least two of them capitals.

    >>> is_acronym("OSSE"), is_acronym("AaFK"), is_acronym("Oslo")
    (True, True, False)
    """
    capitals = sum(letter.isupper() for letter in form)
    return 2 <= len(form) <= 8 and " " not in form and capitals >= 2 and capitals * 2 >= len(form)


def letters(acronym: str) -> str:
    """Return the letters of an acronym, as `abbreviations` has them."""
    return key(acronym).replace(" ", "")


def abbreviations(long_form: str) -> frozenset[str]:
    """Return the letters of the acronyms that `long_form` has: those that begin its words.

    Small words (`for`, `og`) count or not. A word that ends in an institution may count as two,
    and one that is an acronym itself with all its letters. A single word has none.

    >>> sorted(abbreviations("Norges Seilforbund")), sorted(abbreviations("Molde FK"))
    (['ns', 'nsf'], ['mf', 'mfk'])
    """
    words = key(long_form).split()
    short = {key(word) for word in long_form.split() if is_acronym(word) and len(word) <= 3}
    main = [word for word in words if word not in _SMALL_WORDS]
    found = {
        _first_letters(each, short, split) for each in (words, main) for split in (False, True)
    }
    found |= {"".join(word[0] for word in each) for each in (words, main)}
    return frozenset(made for made in found if len(made) > 1)


def _first_letters(words: Sequence[str], acronyms: set[str], split: bool) -> str:
    made = ""
    for word in words:
        parts = institution(word) if split else None
        if word in acronyms:
            made += word
        elif parts and parts[0]:
            made += parts[0][0] + parts[1][0]
        else:
            made += word[0]
    return made


def abbreviates(acronym: str, long_form: str) -> bool:
    """Tell whether `acronym` beside `long_form` is one of it: `Akuttmedisinsk sentral (AMK)`.

    Where the text so defines it, the letters need only occur in that order, the first one first.

    >>> abbreviates("SSB", "Statistisk sentralbyrå"), abbreviates("SSB", "Norsk sentralbyrå")
    (True, False)
    """
    wanted, words = letters(acronym), key(long_form).split()
    if wanted in abbreviations(long_form):
        return True
    if not words or not wanted or wanted[0] != words[0][0] or len(wanted) > 8:
        return False
    rest = iter("".join(words))
    return len("".join(words)) > 2 * len(wanted) and all(letter in rest for letter in wanted)
