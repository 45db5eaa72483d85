"""Nouns that tell of roles: titles of persons and kinds of organisations, parties among them."""

import functools
from pathlib import Path
from typing import Any, Final

from pipeline import titles
from pipeline.datafiles import listed, read_toml, rows
from pipeline.relate.sentences import Name

LEXICON: Final = Path(__file__).parent.parent / "lexicon" / "roles.toml"

_PLURALS: Final = ("ne", "ene", "er", "ar", "r", "a", "ane", "e", "en")
_LONGER: Final = 4  # titles of more letters than that end longer words too


@functools.cache
def lexicon() -> dict[str, Any]:
    """Return the tables of ``lexicon/roles.toml``."""
    return read_toml(LEXICON)


@functools.cache
def _set(table: str, key: str) -> frozenset[str]:
    return frozenset(lexicon()[table][key].split())


@functools.lru_cache(maxsize=50_000)
def title_of(word: str) -> tuple[str, str] | None:
    """Return the class (STATE, LOCAL, JOB; with S in the plural) and base form of a title.

    The base form is indefinite singular, in lower case and in the language of the text.

    >>> [title_of(word) for word in ("utanriksministeren", "presidenter", "trener", "venn")]
    [('STATE', 'utanriksminister'), ('STATES', 'president'), ('JOB', 'trener'), None]
    """
    folded = word.casefold().rstrip(".")
    single = _singular(folded)
    if single:
        return _class_of(single), single
    for ending in _PLURALS:
        if folded.endswith(ending):
            single = _singular(folded.removesuffix(ending))
            if single and len(single) > len(folded) - len(ending) - 1:
                return _class_of(single) + "S", single
    if folded.endswith(("ministre", "ministrene")):
        return "STATES", folded.partition("ministr")[0] + "minister"
    return None


def _singular(word: str) -> str | None:
    """Return a title in the singular without its definite ending, or None if it is none."""
    if any(word.endswith(never) for never in _set("titles", "never")):
        return None
    for ending in ("n", "en", "a", "et", "t", "e"):
        bare = word.removesuffix(ending)
        if bare != word and _known(bare) and titles.base(bare) == titles.base(word):
            return bare
        if bare != word and _extra(bare) and not titles.is_title(word):
            return bare
    return word if _known(word) else None


def _known(word: str) -> bool:
    return titles.base(word) is not None or _extra(word)


@functools.lru_cache(maxsize=50_000)
def _extra(word: str) -> bool:
    if word in _set("titles", "whole"):
        return True
    more = _set("titles", "more")
    return word in more or any(
        word[at:] in more and len(word[at:]) > _LONGER for at in range(3, len(word) - 3)
    )


def _class_of(title: str) -> str:
    kind = titles.kind_of(title)
    if _ends(title, "local"):
        return "LOCAL"
    if _ends(title, "state_compounds"):
        return "STATE"
    if kind in lexicon()["titles"]["state_kinds"] and not _ends(title, "not_state"):
        return "STATE"
    return "JOB"


def _ends(word: str, key: str) -> bool:
    return any(word.endswith(head) for head in _set("titles", key))


@functools.lru_cache(maxsize=50_000)
def body_of(word: str, key: str = "nouns") -> str | None:
    """Return the noun for an organisation that `word` is a form of, indefinite, or None.

    >>> body_of("oljeselskapet"), body_of("barnefond", "parts"), body_of("gate")
    ('oljeselskap', 'barnefond', None)
    """
    folded = word.casefold()
    for ending in ("", "et", "en", "a", "t", "n", "s", "ets", "ens", "as"):
        bare = folded.removesuffix(ending)
        if ending and bare == folded:
            continue
        for at in (0, *range(2, len(bare) - 1)):
            if bare[at:] in _set("bodies", key) and (at == 0 or len(bare[at:]) > 2):
                return bare
    return None


def is_part(word: str) -> bool:
    """Tell whether a noun for an organisation tells of a part of another one: `datterselskap`."""
    body = body_of(word, "parts")
    return body is not None and not any(body.endswith(one) for one in _set("bodies", "not_parts"))


@functools.cache
def parties() -> frozenset[str]:
    """Return the ids of the parties in the gazetteer, and all their names and letters."""
    found: set[str] = set()
    for row in rows("organisations.csv"):
        if row["kind"] == "party":
            found |= {row["entity_id"], row["label"], row["acronym"], *listed(row["aliases"])}
    found |= {row["letter"] for row in rows("party_letters.csv")}
    return frozenset(found - {""})


def is_party(name: Name) -> bool:
    """Tell whether an organisation is a political party: a listed one, or one by its name."""
    if name.type != "organisation" or name.derived:
        return False
    bare = name.text.rstrip("'’").removesuffix("s")
    return bool(
        {name.entity_id, name.text, bare} & parties()
        or bare.casefold().endswith(("parti", "partiet", "party"))
    )
