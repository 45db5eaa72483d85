"""Names as strings: cleaning, comparing, genitive endings, compounds, ids."""

import functools
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


@functools.lru_cache(maxsize=200_000)
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


@functools.lru_cache(maxsize=200_000)
def key(form: str) -> str:
    """Return what two spellings of one name share: case, accents, hyphens and dots aside.

    æ, ø and å are letters of their own and stay.

    >>> key("NATO") == key("Nato"), key("A.P. Møller-Mærsk")
    (True, 'ap møller mærsk')
    """
    text = form.casefold()
    return " ".join(text.translate(_LETTERS).split()) or text


class _Letters(dict[int, str]):
    """What becomes of each letter of a key; worked out when it first occurs."""

    def __missing__(self, point: int) -> str:
        letter = {"ö": "ø", "ä": "æ"}.get(chr(point), chr(point))
        if letter in "-‑–—_/&+":
            plain = " "
        elif letter in "æøå":
            plain = letter
        else:
            parts = unicodedata.normalize("NFD", letter)
            plain = "".join(part for part in parts if part.isalnum() or part == " ")
        self[point] = plain
        return plain


_LETTERS: Final = _Letters()


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
            acronym = base[-1].isupper() and len(base.split()[-1]) > 1  # not Pål Ås
            if ending == "s" and (acronym or not base.casefold().endswith(_SIBILANTS)):
                yield base, acronym  # also CBSs
            if ending == "S" and form.isupper() and not base.casefold().endswith(_SIBILANTS):
                yield base, False
        elif len(ending) == 1:
            if base.casefold().endswith(_SIBILANTS):
                yield base, True
        else:
            yield base, False  # Putin's, but also Moody's
        return


def compound(form: str) -> tuple[str, str] | None:
    """Return the name and the common noun of a compound, or None if `form` is none.

    >>> compound("Nato-landene"), compound("USA-ledede"), compound("Sør-Korea")
    (('Nato', 'landene'), ('USA', 'ledede'), None)
    """
    match = _COMPOUND.fullmatch(form)
    return (match["base"], match["head"]) if match else None


def slug(name: str) -> str:
    """Return `name` in lower-case ASCII letters, digits and hyphens, for ids.

    >>> slug("Jonas Gahr Støre"), slug("Đặng"), slug("习近平")
    ('jonas-gahr-store', 'dang', 'u4e60u8fd1u5e73')
    """
    text = name.casefold()
    if text.isascii():
        return re.sub(r"[^a-z0-9]+", "-", text).strip("-") or "x"
    text = re.sub(r"[‐-―−]", "-", text)
    for letter, plain in (
        ("æ", "ae"),
        ("ø", "o"),
        ("å", "a"),
        ("ß", "ss"),
        ("đ", "d"),
        ("ł", "l"),
        ("ð", "d"),
        ("þ", "th"),
        ("œ", "oe"),
        ("ı", "i"),
    ):
        text = text.replace(letter, plain)
    plain = "".join(
        letter if letter.isascii() else f"u{ord(letter):x}"
        for letter in unicodedata.normalize("NFKD", text)
        if letter.isascii() or letter.isalnum()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "x"
