"""Common nouns that end the names of institutions: `tilsyn` in Mattilsynet, `råd` in Kulturrådet.

Both norms of Norwegian; the definite form is what an article calls the institution later on.
"""

from typing import Final

# Neuter, feminine or masculine: which definite endings they take.
_NEUTER: Final = (
    "akademi byrå departement direktorat fond forbund institutt kontor konsern lag parlament parti "
    "politi råd samband selskap samarbeid sjukehus sykehus styre tilsyn universitet utval "
    "utvalg verk ombud kollegium blad"
).split()
_OTHER: Final = (
    "administrasjon bank domstol etat foreining forening forsamling høyskole høgskule høgskole "
    "kirke kyrkje klubb koalisjon kommisjon komite komité nemnd organisasjon regjering sentral "
    "skole skule stiftelse stifting union allianse avis post"
).split()
_IRREGULAR: Final = {
    "museum": ("museet",),
    "senter": ("senteret",),
    "forlag": ("forlaget",),
    "kammer": ("kammeret",),
    "teater": ("teatret", "teateret"),
    "tidende": (),
}


def _forms() -> dict[str, str]:
    found = {}
    for words, endings in ((_NEUTER, ("et", "t")), (_OTHER, ("en", "n", "a"))):
        for word in words:
            stem = word[:-1] if word.endswith("e") else word
            found[word] = word
            found.update({word + ending: word for ending in endings})
            found.update({stem + ending: word for ending in ("a", "en") if words is _OTHER})
    for word, definite in _IRREGULAR.items():
        found.update(dict.fromkeys((word, *definite), word))
    return found


_FORMS: Final = _forms()
_LONGEST: Final = max(map(len, _FORMS))
_SHORTEST_FRONT: Final = 3


def institution(word: str) -> tuple[str, str] | None:
    """Return what stands before the institution that the lower-case `word` ends in, and that.

    >>> institution("seilforbund"), institution("kulturrådet"), institution("rådet")
    (('seil', 'forbund'), ('kultur', 'råd'), ('', 'råd'))
    >>> institution("strengt"), institution("område")
    (None, None)
    """
    for at in range(max(0, len(word) - _LONGEST), len(word) - 2):
        if word[at:] in _FORMS and (at == 0 or at >= _SHORTEST_FRONT):
            return word[:at], _FORMS[word[at:]]
    return None
