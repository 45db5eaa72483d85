"""Names from foreign scripts: one key for their spellings, and whether two spellings are one name.

Sergej Sjojgu is the Norwegian norm, Sergey Shoigu the English one, Sergei Schoigu the German one.
`transliteration_key` and `candidate_key` find candidates, `same_by_norm` decides.
docs/transliteration.md explains the rules and what they reach.
"""

import functools
import re
from collections.abc import Sequence
from typing import Final

from pipeline.link import mandarin, norms
from pipeline.link.names import key as plain_key

_ARTICLE: Final = re.compile(r"(?<=\w )(?:al|el|ul)(?= \w)|(?<=\w )(?:a|e)([dnrstz]) (?=\1)")
# A hyphen tells the article at the beginning from a name such as Al Gore.
_FIRST_ARTICLE: Final = re.compile(
    r"^\W*(?:al|el|ul|a([dnrstz])(?=.\1)|a(?:sh|sj)(?=.s))[-‑–]", re.I
)
_SERVANT: Final = re.compile(
    r"\babd (?:[aeou](?:l|[dnrstz]) )?(?=\w)|\babd[aeou](?:l|[dnrstz]) (?=\w)"
)
# What only a name from there ends in: -ov but not Skov, -enko, -skij, -vitsj, -tsjuk, -sjvili.
_SLAVIC: Final = re.compile(
    r"\w*[aeiouy]\w*(?:(?<!sk)(?:[oe]v|off)|[oe]va|enk[oa]|[sz]k(?:ij|yj|iy|yy|ii|aja|aya|aia|y|i)"
    r"|[oe]vi(?:tsj|tch|tsch|ch|c|tj)|(?:tsj|ch|sj|sh|[jy])uk|s[jh]vili|adze|\w\w[jy]an|[jy]anko|[oe]vna|tsin|tsyn|ale(?:ks|x)andr)"
)
# Where one of two spellings has it and the other has not, they follow different norms.
_SIGNS: Final = ("sj", "zj", "tsj", "kh", "q")
_ENDINGS: Final = ("ej", "ij", "yj", "oj", "iy", "yy")
_HACEK: Final = re.compile("[šžčćŠŽČĆ]|[szcSZC][\u030c\u0301]")
_LONG: Final = 5  # letters; in shorter words kh and q say little: Khan, Han


def transliteration_key(name: str) -> str:
    """Return what the spellings of a transliterated `name` share, word by word.

    Case, accents and hyphens do not matter. The key of a full name is that of its words. Equal
    keys make two names candidates, no more.

    >>> transliteration_key("Sergej Sjojgu") == transliteration_key("Sergey Shoigu")
    True
    >>> transliteration_key("Volodymyr Zelenskyj") == transliteration_key("Volodymyr Zelensky")
    True
    >>> transliteration_key("Muhammad Gaddafi") == transliteration_key("Mohammed Qadhafi")
    True
    >>> transliteration_key("Sergej") == transliteration_key("Serge")
    False
    """
    return " ".join(norms.word_key(word) for word in _letters(name).split())


def candidate_key(name: str) -> str:
    """Return the transliteration key less what spellings of one full name may divide otherwise.

    Arabic articles are left out, Abd al-Rahman is one word, East Asian names are one word of
    consonants. It is equal for any two names that `same_by_norm` takes for one: an index for it.

    >>> candidate_key("Bashar al-Assad") == candidate_key("Bashar Assad")
    True
    >>> candidate_key("Mao Tse-tung") == candidate_key("Mao Zedong")
    True
    >>> candidate_key("Sergej Lavrov") == transliteration_key("Sergej Lavrov")
    True
    """
    words = _words(name)
    return mandarin.joined(words) or " ".join(norms.word_key(word) for word in words)


def same_by_norm(one: str, other: str) -> bool:
    """Tell whether two spellings differ only as norms of transliteration do.

    Then they are one name without further evidence. Spellings that tell bearers of a Norwegian or
    other European name apart (Wik and Vik, Erik and Eric) are not, though the keys may agree.

    >>> same_by_norm("Sergej Lavrov", "Sergey Lavrov"), same_by_norm("Erik Wik", "Erik Vik")
    (True, False)
    >>> same_by_norm("Ayman al-Zawahiri", "Aiman Zawahri")
    True
    >>> same_by_norm("Aleksander Hansen", "Alexander Hansen")
    False
    >>> same_by_norm("Aleksandr Lukasjenko", "Alexander Lukashenko")
    True
    """
    first, second = _words(one), _words(other)
    if first == second:
        return True
    if not first or not second:
        return False
    marked = bool(_HACEK.search(one) or _HACEK.search(other))
    if len(first) == len(second) and _same_words(first, second, marked):
        return candidate_key(one) == candidate_key(other)
    return (
        min(len(first), len(second)) > 1
        and candidate_key(one) == candidate_key(other)
        and (mandarin.same_given_name(first, second) or mandarin.same_syllables(first, second))
    )


def _letters(name: str) -> str:
    return plain_key(name).translate(norms.LETTERS)


@functools.lru_cache(maxsize=50_000)
def _words(name: str) -> tuple[str, ...]:
    """Return the words of `name` in plain letters, no articles, `Abd al-` joined to its name."""
    text = _letters(_FIRST_ARTICLE.sub("", name))
    return tuple(_ARTICLE.sub("", _SERVANT.sub("abdul", text)).split())


def _same_words(one: Sequence[str], other: Sequence[str], marked: bool) -> bool:
    foreign = _is_foreign((*one, *other))
    return all(
        first == second
        or (_sounds_same(first, second, marked) and (foreign or _shows(first, second)))
        for first, second in zip(one, other, strict=True)
    )


def _sounds_same(one: str, other: str, marked: bool) -> bool:
    """Tell whether the rules bring two words together; háčeks count as nothing only if `marked`."""
    if max(len(one), len(other)) < _LONG and ("kh" in one) != ("kh" in other):
        return False
    if norms.word_key(one) != norms.word_key(other):
        return False
    known = norms.listed(one) or norms.listed(other)
    return marked or known is not None or norms.sounds(one) == norms.sounds(other)


def _shows(one: str, other: str) -> bool:
    """Tell whether the two spellings of one word show that two norms are at work."""
    if norms.listed(one) or norms.listed(other):
        return True
    if any((sign in one) != (sign in other) for sign in _SIGNS[:3]):
        return True
    if max(len(one), len(other)) < _LONG:
        return False
    return any((sign in one) != (sign in other) for sign in _SIGNS) or any(
        one.endswith(ending) != other.endswith(ending) for ending in _ENDINGS
    )


def _is_foreign(words: Sequence[str]) -> bool:
    """Tell whether one of the words shows that the bearer's name is written in another script."""
    return any(
        _SLAVIC.fullmatch(word) or norms.listed(word) or norms.word_key(word) in _given()
        for word in words
    )


@functools.cache
def _given() -> frozenset[str]:
    return frozenset(norms.word_key(name) for name in norms.lists()["slavic"]["given"].split())
