"""What the spellings of one word share that comes from a foreign script.

The rules bring the Norwegian norm (Språkrådet) together with the English one (BGN/PCGN, ALA-LC),
the German one (Duden), the scientific one (ISO 9, with háčeks) and what newspapers write. They are
applied in order to the lower-cased word. Arabic and Persian names stand in a list
(``pipeline/gazetteer/transliteration.toml``), because their vowels vary too freely for rules.
docs/transliteration.md explains each rule.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

from pipeline import datafiles

# Letters that Unicode does not take apart, and signs that stand for a soft sign or ʿayn.
LETTERS: Final = str.maketrans(
    {"đ": "dj", "ł": "l", "ı": "i", "ə": "a", "ħ": "h", "ß": "ss"} | dict.fromkeys("ʹʺʻʼʾʿˈ", "")
)
# Surnames in which a háček often falls away: Usjakov, Ušakov, Usakov.
_SURNAME: Final = r"(?:[oe]va?|enko|ko|ski|aia|ina?|[oe]vi4|[aeu]k)\b"
_GIVEN_Y: Final = (  # Norwegian -ij, English -y
    "d[iy]?mitr|[ji]?ur|valer|gr[iy]gor|ge?org|anatol|v[iy]tal|arkad|gen+ad|vas+il|e?vgen|arsen"
)
_RULES: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|sjtsj|schtsch|sjtj|szcz", "5"),  # щ: Khrusjtsjov, Khrushchev
        (r"tsch|tsj|tsh|tch|cz", "4"),  # ч: Janukovytsj, Yanukovych (ch: below)
        (r"(?<=[aeiouy])ch\b|(?<=vi)(?:c|tj)\b|(?<=[a-z]{2}i)c\b", "4"),  # -vich, -vych, -ić
        (r"zh|zj|zy(?=[auo])|zi(?=a\b|u)", "6"),  # ж: Prigozjin; and зя, зю: Nebenzja, Nebenzya
        (r"sch|sh|sj|sy(?=[auo])|si(?=an\b)", "7"),  # ш: Sjojgu, Shoigu; and ся: Sarkisjan
        (r"ch(?=[aeiouy]|k(?:o|in|ina|ov|ova)\b)", "4"),  # Tsjernobyl, Chernobyl; Klychko
        (r"(?<=[4567])ev(?=a?\b)", "ov"),  # Gorbatsjov, Gorbachev; Khrusjtsjov, Khrushchev
        (r"kh(?!eim|aug|us\b|ol[mt])", "h"),  # х: Mikhail, Mihail; not Bjørkheim
        (r"gh(?=[aeiouy])", "g"),  # غ, Ukrainian г before BGN 2019
        (r"dh(?=[aeiouy])", "d"),  # ذ: not Lundh
        (r"q(?!v|u[aeiouyæøå])", "k"),  # ق: Tariq; not Qvale, Enquist
        (r"ts|tz(?!en\b)", "c"),  # ц: Kuznetsov; not Arntzen
        (r"(?<=\bale)x|(?<=\bma)x(?=im)|\bx(?=eni)", "ks"),  # Alexander, Aleksander
        # German and Polish w: Wladimir, Iwanowa, Medwedew, Nawalny; not Wik, Walter
        (r"\bw(?=l[ao]d|aler|adim|ital|as+il|ja|olod|sevol)", "v"),
        (r"(?<=[aeiourk])(?<!li)w(?=[a-z]{3})", "v"),  # not Dawid, Oliwia
        (r"(?<=[oe])w(?=a\b)", "v"),
        (r"w(?=\w*(?:[aeo][wv]a?|sk(?:i|ii|ij|y|aja)|lny[ij]?|uk|enko)\b|i[4c]\b|sk|na\b)", "v"),
        (r"(?<=[a-z]{3})(?:off|ow)\b", "ov"),  # Romanoff; not Hoff
        (r"(?<=[ae])w\b", "v"),
        (r"aoui\b", "awi"),  # French, Maghreb: Badaoui
        (r"ou", "u"),  # French у: Pouchkine
        (r"(?<=ov)sk(?:ij|iy|yj|yi|y|i)\b", "ski"),
        (r"ij|iy|yj|yi|yy|ii(?=a?\b)", "i"),  # -ий, -ый: Dmitrij, Dmitriy, Dmitrii; Riis stays
        (r"\b[jy]e(?=vgen|len|kater|fim|fr|gor|l[ct]|rm|sen|vtu|vk|li[sz]|mel|6)", "e"),
        (r"(?<=[aeiouy])[jy](?=e(?:v|nk|f))", ""),  # Isajev, Isayev, Isaev; Kirijenko
        (r"(?<=[aeou])[jy]", "i"),  # Sergej, Sergey, Sergei
        (r"(?<!ø)[jy](?=[aeou])", "i"),  # Jurij, Yuri; not Øye
        (r"(?<=[47bdfglmnprstvzkc])[ji]ov(?=a?\b)", "ev"),  # ё: Mikhaljov, Mikhalyov, Mikhalev
        (r"andr\b", "ander"),  # Aleksandr, Alexander
        # Zelensky, Navalny; not Randy, Granly
        (r"(?<=[szc]k)y\b|(?<=[lrzds]n)y\b|(?<=[4567])y\b", "i"),
        (rf"\b({_GIVEN_Y})y\b", r"\1i"),
        (r"y(?=\w*(?:[4567]|enk[oa]\b|[oe]va?\b|ski\b))", "i"),  # Tymosjenko, Timosjenko
        (r"enka\b", "enko"),  # Belarusian: Lukašenka
        (r"(?<=[bdfgklmnprstvz])ie(?=\w*va?\b)", "e"),  # Medvedev, Medviediev; Siem is not Sem
    )
)
_HACEKS: Final = re.compile(rf"[467](?=\w*{_SURNAME})")
_WITHOUT: Final = {"4": "c", "6": "z", "7": "s"}

# How the Arabic letters and vowels of the list are spelled; a consonant may also be doubled.
_ARABIC: Final = {
    "kh": "kh ch k h",
    "gh": "gh g",
    "sh": "sh sj sch ch s",
    "th": "th t s",
    "dh": "dh d z th",
    "zh": "zh zj j",
    "aa": "a aa",
    "ii": "i ee ie y ij iy",
    "uu": "u oo ou o",
    "ay": "ay ai ei ey ej aj ee e",
    "aw": "aw au av ow ou o",
    "a": "a e",
    "i": "i e y",
    "u": "u o ou oo",
    "Y": "iy i ey ij",
    "j": "j dj g dsch dzj dzh dsj",
    "q": "q k g gh kh ck",
    "k": "k c ck",
    "y": "y j i",
    "w": "w v ou u",
    "h": "h ch",
    "D": "d dh z",
    "Z": "z dh d",
    "'": "",
}
_TOKEN: Final = re.compile("|".join([*_ARABIC, "."]))
_VOWELS: Final = frozenset("aa ii uu ay aw a i u Y '".split())
_SERVANT: Final = "abd"


def listed(word: str) -> str | None:
    """Return the key of the name of the lists of which `word`, in lower case, is a spelling.

    None if the lists do not have it.

    >>> listed("mohammed"), listed("sarkawi"), listed("selenskyj"), listed("lavrov")
    ('muhamad', 'zarqawi', 'zelenski', None)
    """
    regular = _irregular().get(word)
    names, pattern = _arabic().get((regular or word)[:1], _NOTHING)
    match = pattern.fullmatch(regular or word)
    if match and match.lastindex:
        return names[match.lastindex - 1]
    return _without_haceks(sounds(regular)) if regular else None


def sounds(word: str) -> str:
    """Return the lower-case `word` after the general rules, háčeks told apart.

    >>> sounds("usjakov"), sounds("ushakov"), sounds("usakov")
    ('u7akov', 'u7akov', 'usakov')
    """
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word


@functools.lru_cache(maxsize=200_000)
def word_key(word: str) -> str:
    """Return what the spellings of the lower-case `word` share.

    >>> word_key("usjakov"), word_key("usakov"), word_key("mohammed")
    ('usakov', 'usakov', 'muhamad')
    """
    return listed(word) or _without_haceks(sounds(word))


def _without_haceks(sound: str) -> str:
    return _HACEKS.sub(lambda sign: _WITHOUT[sign[0]], sound)


@functools.cache
def lists() -> dict[str, Any]:
    """Return the content of ``pipeline/gazetteer/transliteration.toml``."""
    return datafiles.read_toml(datafiles.FOLDER / "transliteration.toml")


@functools.cache
def _irregular() -> dict[str, str]:
    return {
        spelling: name for name, spellings in lists()["spellings"].items() for spelling in spellings
    }


_NOTHING: Final[tuple[list[str], re.Pattern[str]]] = ([], re.compile(r"(?!)"))


@functools.cache
def _arabic() -> dict[str, tuple[list[str], re.Pattern[str]]]:
    """Return by first letter the listed names that may begin so, and one pattern of a group each.

    A name counts as the first in the list that it may be a spelling of.
    """
    by_letter: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, tokens in _listed_tokens():
        pattern = "".join(_spelled(token, at == len(tokens) - 1) for at, token in tokens)
        prefix = name.startswith(_SERVANT + " ")
        if prefix:
            pattern = _SERVANT + "(?:[aeiou]{0,2}l|[aeiou]{0,2})?" + pattern
        firsts = "a" if prefix else _first_letters(tokens[0][1], tokens[1][1])
        for letter in firsts:
            by_letter[letter].append((_plain(name), pattern))
    return {
        letter: ([name for name, _ in pairs], re.compile("|".join(f"({p})" for _, p in pairs)))
        for letter, pairs in by_letter.items()
    }


def _listed_tokens() -> Iterator[tuple[str, list[tuple[int, str]]]]:
    table = lists()["arabic"]
    for name in table["names"].split():
        yield name, list(enumerate(_TOKEN.findall(name)))
    for name in table["servant_of"].split():
        yield f"{_SERVANT} {name}", list(enumerate(_TOKEN.findall(name)))


def _plain(name: str) -> str:
    """Return the sign of a listed name: muhammad, khalid, abdrahman."""
    short = name.replace("'", "").replace(" ", "")
    for long, one in (("aa", "a"), ("ii", "i"), ("uu", "u"), ("Y", "iy")):
        short = short.replace(long, one)
    return short.lower()


def _first_letters(first: str, second: str) -> set[str]:
    token = second if first == "'" else first
    return {spelling[0] for spelling in _ARABIC.get(token, token).split()}


def _spelled(letter: str, last: bool) -> str:
    """Return the pattern of one Arabic letter; a last -a may be -ah or -eh, a last -h missing."""
    choices = sorted(_ARABIC.get(letter, letter).split(), key=len, reverse=True)
    if not choices:
        return ""
    if last and letter in ("a", "aa"):
        return "[ae]h?"
    if letter not in _VOWELS:
        choices = [f"{c}{c}?" if len(c) == 1 else f"(?:{c}){{1,2}}" for c in choices]
    pattern = f"(?:{'|'.join(choices)})"
    return f"(?:{pattern})?" if last and letter == "h" else pattern
