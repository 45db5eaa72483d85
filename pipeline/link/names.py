"""Names as strings: cleaning, comparing, genitive endings, compounds, acronyms."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

_UNSEEN: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f-\x9f]"
)
_EDGES: Final = " \t\n\r«»\"“”„‘’'`´,;:.!?()[]{}|*–—-/\\"
_GENITIVES: Final = ("'s", "’s", "`s", "´s", "'", "’", "s", "S")
_SIBILANTS: Final = ("s", "x", "z", "sj", "sh", "ch", "š", "ž", "ç")
_COMPOUND: Final = re.compile(r"(?P<base>[^\W\d_a-zæøå].*?)\s?[-‑–]\s?(?P<head>[a-zæøå]\w\w+)")
_SMALL_WORDS: Final = frozenset(
    "og i av for til på the of and de des du la und der die das y del".split()
)


def clean(text: str) -> str:
    r"""Return a name as a reader sees it: NFC, single spaces, no invisible characters or quotes.

    A full stop stays after an initial or an abbreviation (`Joseph K.`, `U.S.`).

    >>> clean("«Sergej\u00a0 Lavrov»"), clean("Nor\u00adge,"), clean("Joseph K.")
    ('Sergej Lavrov', 'Norge', 'Joseph K.')
    """
    text = " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())
    inner = text.strip(_EDGES)
    if text.endswith(inner + ".") and re.search(r"(?:^|[\s.])\w$", inner):
        inner += "."
    return inner


def key(form: str) -> str:
    """Return what two spellings of one name share: case, accents, hyphens and dots aside.

    æ, ø and å are letters of their own and stay.

    >>> key("NATO") == key("Nato"), key("A.P. Møller-Mærsk")
    (True, 'ap møller mærsk')
    """
    letters = []
    for letter in form.casefold().replace("ö", "ø").replace("ä", "æ"):
        if letter in "æøå":
            letters.append(letter)
        elif letter in "-‑–—_/&+":
            letters.append(" ")
        else:
            letters.extend(
                part
                for part in unicodedata.normalize("NFD", letter)
                if part.isalnum() or part == " "
            )
    return " ".join("".join(letters).split()) or form.casefold()


def genitive_bases(form: str) -> Iterator[tuple[str, bool]]:
    """Yield what `form` could be the genitive of, and whether its ending leaves no doubt.

    >>> list(genitive_bases("Hamas'")), list(genitive_bases("Putins")), list(genitive_bases("Oslo"))
    ([('Hamas', True)], [('Putin', False)], [])
    """
    for ending in _GENITIVES:
        if not form.endswith(ending) or len(form) <= len(ending) + 1:
            continue
        base = form[: -len(ending)]
        if ending in ("s", "S"):
            if ending == "s" and not base.casefold().endswith(_SIBILANTS):
                yield base, base[-1].isupper() and len(base.split()[-1]) > 1  # not Pål Ås
            if ending == "S" and form.isupper() and not base.casefold().endswith(_SIBILANTS):
                yield base, False
        elif len(ending) == 1:
            if base.casefold().endswith(_SIBILANTS):
                yield base, True
        else:
            yield base, True
        return


def compound(form: str) -> tuple[str, str] | None:
    """Return the name and the common noun of a compound, or None if `form` is none.

    >>> compound("Nato-landene"), compound("USA-ledede"), compound("Sør-Korea")
    (('Nato', 'landene'), ('USA', 'ledede'), None)
    """
    match = _COMPOUND.fullmatch(form)
    return (match["base"], match["head"]) if match else None


def is_acronym(form: str) -> bool:
    """Tell whether `form` is written as an acronym: 2 to 8 signs, at least two of them capitals.

    >>> is_acronym("OSSE"), is_acronym("AaFK"), is_acronym("Oslo")
    (True, True, False)
    """
    capitals = sum(letter.isupper() for letter in form)
    return 2 <= len(form) <= 8 and " " not in form and capitals >= 2 and capitals * 2 >= len(form)


def abbreviates(acronym: str, long_form: str, *, beside: bool = False) -> bool:
    """Tell whether `acronym` is made of the first letters of the words of `long_form`.

    Small words (`for`, `og`) may count or not. With `beside`, for a definition in the text such as
    `Akuttmedisinsk kommunikasjonssentral (AMK)`, the letters need only occur in that order, the
    first one first.

    >>> abbreviates("NDL", "Norwegian Defence League"), abbreviates("SSB", "Statistisk sentralbyrå")
    (True, False)
    >>> abbreviates("SSB", "Statistisk sentralbyrå", beside=True)
    True
    """
    letters = key(acronym).replace(" ", "")
    words = key(long_form).split()
    if len(words) < 2 and not beside:
        return False
    initials = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in _SMALL_WORDS)
    if letters in (initials, main):
        return True
    if not beside or not words or letters[0] != words[0][0] or len(letters) > 8:
        return False
    rest = iter("".join(words))
    return len("".join(words)) > 2 * len(letters) and all(letter in rest for letter in letters)


def slug(name: str) -> str:
    """Return `name` in lower-case ASCII letters, digits and hyphens, for ids.

    >>> slug("Jonas Gahr Støre"), slug("Đặng"), slug("习近平")
    ('jonas-gahr-store', 'dang', 'u4e60u8fd1u5e73')
    """
    text = re.sub(r"[‐-―−]", "-", name.casefold())
    for letter, plain in (("æ", "ae"), ("ø", "o"), ("å", "a"), ("ß", "ss"), ("đ", "d"), ("ł", "l")):
        text = text.replace(letter, plain)
    plain = "".join(
        letter if letter.isascii() else f"u{ord(letter):x}"
        for letter in unicodedata.normalize("NFKD", text)
        if letter.isascii() or letter.isalnum()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
