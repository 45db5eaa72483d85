"""Chinese names in pinyin and Wade-Giles; Chinese and Korean given names in one word or two."""

import functools
import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from pipeline.link.norms import listed, lists

# Pinyin: initials and the finals that may follow them (ISO 7098), tones and ü aside.
_PINYIN: Final = {
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
    "": "a ai an ang ao e ei en er o ou",
}
# Wade-Giles (Giles 1912), apostrophes left out as in newspapers: ch is zh, ch, j or q.
_INITIALS: Final = {
    "b": "p", "d": "t", "g": "k", "j": "ch", "q": "ch", "x": "hs", "zh": "ch", "r": "j", "z": "ts",
    "c": "ts",
}  # fmt: skip
_WHOLE: Final = {
    "yan": "yen", "ye": "yeh", "you": "yu", "yong": "yung", "yi": "i", "er": "erh", "si": "ssu",
    "zi": "tzu", "ci": "tzu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih",
    "gui": "kuei", "kui": "kuei", "ge": "ko", "ke": "ko", "he": "ho", "e": "o",
}  # fmt: skip
_FINALS: Final = {"ian": "ien", "ie": "ieh", "ue": "ueh", "ong": "ung", "iong": "iung"}
_TO_O: Final = frozenset(f"{initial}uo" for initial in "d t n l z c s r zh ch".split())
_KOREAN: Final = re.compile(
    "(?:(?:[bdgjkmnprstwyhlv]|ch|sh|kk|tt|pp|ss|jj|h[wy]|[kg][wy]|my|by)?"
    "(?:yeo|yae|wae|woo|ae|ee|eo|eu|oo|oh|ya|ye|yo|yu|wa|we|wi|ui|uh|ai|[aeiou])"
    "(?:ng|ck|[klmnpgtbrh])?)"
)


def same_syllables(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the words of two names are one Chinese name in pinyin and in Wade-Giles.

    Wade-Giles must show: without apostrophes it cannot be told from pinyin in Tan, Li or Ping.

    >>> same_syllables(["mao", "zedong"], ["mao", "tse", "tung"])
    True
    >>> same_syllables(["dan", "li"], ["tan", "li"])
    False
    """
    letters, written = "".join(one), "".join(other)
    return any(
        _transcribes(pinyin, wade, shown=len(one) != len(other))
        for pinyin, wade in ((letters, written), (written, letters))
    )


def same_given_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names differ only in how an East Asian given name is divided.

    >>> same_given_name(["ban", "ki", "moon"], ["ban", "kimoon"])
    True
    >>> same_given_name(["ann", "marie", "lie"], ["annmarie", "lie"])
    False
    """
    if one[0] != other[0] or "".join(one) != "".join(other) or len(one) + len(other) != 5:
        return False
    parts = max(one, other, key=len)[1:]
    if all(part in _known() for part in (one[0], *parts)):
        return True
    return one[0] in lists()["korean"]["family"].split() and all(
        _KOREAN.fullmatch(part) for part in parts
    )


def joined(words: Sequence[str]) -> str | None:
    """Return letters that the spellings of one East Asian name share, or None for another name.

    >>> joined(["mao", "zedong"]) == joined(["mao", "tse", "tung"])
    True
    >>> joined(["ban", "ki", "moon"]) == joined(["ban", "kimoon"])
    True
    >>> joined(["ola", "nordmann"])
    """
    if not 2 <= len(words) <= 3 or any(listed(word) for word in words):
        return None
    letters = "".join(words)
    if len(letters) <= _LONGEST and words[0] in _known() and all(map(_parts, words)):
        for pattern, sound in _CLASSES:
            letters = pattern.sub(sound, letters)
        return letters
    family = words[0] in lists()["korean"]["family"].split()
    return letters if family and _korean(words[1:]) else None


_LONGEST: Final = 20  # letters of a name of three syllables
_CLASSES: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("hs|sh|ss|x", "s"),
        ("ch|zh|tz|ts|[cqzjr]", "j"),
        ("b", "p"),
        ("d", "t"),
        ("g(?![^aeiouy]|$)", "k"),
        ("[aeiouy]+", "a"),
        ("(?<=a)h|j(?=h)", ""),
    )
)


def _korean(words: Sequence[str]) -> bool:
    return all(re.fullmatch(f"(?:{_KOREAN.pattern}){{1,2}}", word) for word in words)


def _transcribes(pinyin: str, wade: str, shown: bool) -> bool:
    """Tell whether `wade` may stand for `pinyin`, and whether one sees that it is Wade-Giles."""
    for syllables in _parts(pinyin):
        for choice in product(*(sorted(_wade(syllable)) for syllable in syllables)):
            if "".join(choice) == wade and wade != pinyin:
                telling = any(syllable not in _syllables() for syllable in choice)
                only_pinyin = any(
                    syllable not in _wade_syllables() and _wade(syllable) != {syllable}
                    for syllable in syllables
                )
                if only_pinyin and (telling or shown):
                    return True
    return False


@functools.lru_cache(maxsize=20_000)
def _parts(letters: str) -> tuple[tuple[str, ...], ...]:
    """Return the ways to divide letters into at most four syllables of either system."""
    return tuple(_divide(letters, _known(), 4))


def _divide(letters: str, known: frozenset[str], most: int) -> Iterator[tuple[str, ...]]:
    if not letters:
        yield ()
    elif most:
        for at in range(1, min(len(letters), 6) + 1):
            if letters[:at] in known:
                for rest in _divide(letters[at:], known, most - 1):
                    yield (letters[:at], *rest)


@functools.cache
def _known() -> frozenset[str]:
    return _syllables() | _wade_syllables()


@functools.cache
def _syllables() -> frozenset[str]:
    return frozenset(i + final for i, finals in _PINYIN.items() for final in finals.split())


@functools.cache
def _wade_syllables() -> frozenset[str]:
    return frozenset(wade for syllable in _syllables() for wade in _wade(syllable))


@functools.cache
def _wade(syllable: str) -> frozenset[str]:
    """Return how Wade-Giles writes a syllable of pinyin, and how newspapers do: tse, tze, szu."""
    initial = next(
        (i for i in sorted(_PINYIN, key=len, reverse=True) if syllable.startswith(i)), ""
    )
    final = syllable[len(initial) :]
    if syllable in _WHOLE:
        found = {_WHOLE[syllable]}
        found |= {"tse", "tze"} if syllable in ("zi", "ci") else set()
        found |= {"szu", "sze"} if syllable == "si" else set()
        found |= {"yi"} if syllable == "yi" else set()
    else:
        short = "o" if syllable in _TO_O else _FINALS.get(final, final)
        found = {_INITIALS.get(initial, initial) + short}
        found |= (
            {"jeh" if initial == "r" else "tse"} if final == "e" and initial in "rzc" else set()
        )
    return frozenset(found)
