"""The words of a sentence in classes, one character each, as the patterns of roles read them."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pipeline import titles
from pipeline.datafiles import listed, read_toml, rows
from pipeline.relate.coreference import Reference
from pipeline.relate.sentences import Name, Sentence, Token

LEXICON: Final = Path(__file__).parent / "lexicon" / "roles.toml"

_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?|\d[\d.,]*\d|\d|\S")
_HYPHEN: Final = "-‑–"
_GENITIVE: Final = ("s", "S", "'", "’")
_PLURALS: Final = ("ne", "ene", "er", "ar", "r", "a", "ane", "e", "en")
_ADJECTIVAL: Final = re.compile(r"(?:e|ig|leg|sk|full|bar|som|løs|iv|ell|al|ær)\Z")
_MARKS: Final = {
    ",": "COMMA",
    "(": "OPEN",
    ")": "CLOSE",
    "–": "DASH",
    "-": "DASH",
    "—": "DASH",
    ":": "COLON",
}
_TYPES: Final = {"person": "PERSON", "organisation": "ORG", "country": "COUNTRY", "place": "PLACE"}
_TITLES: Final = ("STATE", "LOCAL", "JOB")
_NAMES: Final = ("PERSON", "ORG", "ORG_PART", "PARTY", "COUNTRY", "PLACE")
CLASSES: Final = (
    *(f"{kind}{case}" for kind in _NAMES for case in ("", "_GEN", "_EITHER")),
    *("LAND", "DEMONYM", "PRONOUN", "PRONOUN_GEN"),
    *(f"X{kind}" for kind in ("", "_TITLE", "_MEMBER", "_LAND", "_BODY", "_BODY_GEN", "_OWNED")),
    *(f"{kind}{number}" for kind in _TITLES for number in ("", "S")),
    *("MEMBER", "MEMBERS", "BODY", "PART", "ADJECTIVE", "NUMBER", "CAPITAL", "WORD", "OTHER"),
    *dict.fromkeys(_MARKS.values()),
)
_PAREN: Final = 4  # words at most in a parenthesis that is passed over: `(52)`, `(til venstre)`


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: a whole name, or a word between names.

    `kind` is its class; `token` the number of its token where the sentence is parsed, of a name
    the first. `references` are the names that a pronoun stands for, with `rule`.
    """

    start: int
    end: int
    text: str
    kind: str
    name: Name | None = None
    token: int | None = None
    references: tuple[Name, ...] = ()
    rule: str = ""

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.casefold()


@functools.cache
def lexicon() -> dict[str, Any]:
    """Return the tables of ``lexicon/roles.toml``."""
    return read_toml(LEXICON)


@functools.cache
def _set(table: str, key: str) -> frozenset[str]:
    return frozenset(lexicon()[table][key].split())


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
        word[at:] in more and len(word[at:]) > 4 for at in range(3, len(word) - 3)
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


def words(
    text: str, sentence: Sentence, references: Mapping[tuple[int, int], Reference]
) -> list[Word]:
    """Return the words of a sentence, each name as one, short parentheses without names left out.

    Works without tokens; then no word has a reference.
    """
    tokens = {token.start: token for token in sentence.tokens}
    found: list[Word] = []
    at = sentence.start
    for name in sentence.names:
        if name.start < at:
            continue
        found += _between(text, at, name.start, sentence, tokens, references)
        token = tokens.get(name.start)
        number = token.at if token else None
        found.append(Word(name.start, name.end, name.text, _name_class(name), name, token=number))
        at = name.end
    found += _between(text, at, sentence.end, sentence, tokens, references)
    return _without_parentheses(found)


def _between(
    text: str,
    start: int,
    end: int,
    sentence: Sentence,
    tokens: Mapping[int, Token],
    references: Mapping[tuple[int, int], Reference],
) -> list[Word]:
    found = []
    for match in _WORD.finditer(text, start, end):
        token = tokens.get(match.start())
        reference = references.get((sentence.number, token.at)) if token else None
        pronoun = reference is not None and token is not None and token.pos in ("PRON", "DET")
        found.append(
            Word(
                match.start(),
                match.end(),
                match[0],
                _pronoun_class(match[0]) if pronoun else _class(match[0], token),
                token=token.at if token else None,
                references=reference.names if reference and pronoun else (),
                rule=reference.rule if reference and pronoun else "",
            )
        )
    return found


def _pronoun_class(word: str) -> str:
    return "PRONOUN_GEN" if word.casefold() in {"hans", "hennes", "hennar", "deres"} else "PRONOUN"


def _class(word: str, token: Token | None) -> str:
    if word in _MARKS:
        return _MARKS[word]
    if not word[0].isalnum():
        return "OTHER"
    if word[0].isdigit():
        return "NUMBER"
    return plain_class(word, token.pos if token else "", token.morph if token else "")


@functools.lru_cache(maxsize=100_000)
def plain_class(word: str, pos: str = "", morph: str = "") -> str:
    """Return the class of a word in letters that is no name; `pos` and `morph` as in its parse."""
    folded = word.casefold()
    if folded.startswith("medlem") and len(folded) < 12:
        return "MEMBERS" if folded in {"medlemmer", "medlemmene", "medlemer"} else "MEMBER"
    title = title_of(word)
    if title and not (pos == "VERB" and folded != "leder"):
        return title[0]
    if body_of(word):
        return "PART" if is_part(folded) else "BODY"
    if word[0].isupper() and not (pos and pos != "PROPN"):
        return "CAPITAL"
    if pos in ("ADJ", "ADV", "NUM") or "VerbForm=Part" in morph:
        return "ADJECTIVE"
    if pos not in ("NOUN", "PROPN", "VERB", "AUX") and _ADJECTIVAL.search(folded):
        return "ADJECTIVE"
    return "WORD"


def _name_class(name: Name) -> str:
    if name.adjective:
        return "LAND" if re.search(r"sk(?:e|t)?\Z", name.text) else "DEMONYM"
    if name.derived:
        return _compound_class(name.text)
    kind = _TYPES.get(name.type, "CAPITAL")
    if kind == "ORG" and is_party(name):
        kind = "PARTY"
    elif kind == "ORG" and any(map(is_part, name.text.split()[:3])):
        kind = "ORG_PART"
    if kind == "CAPITAL" or not name.text.endswith(_GENITIVE):
        return kind
    # Hamas, Jonas: the name itself may end so
    own = name.text.casefold() in {name.entity.casefold(), name.entity.casefold().split()[-1:][0]}
    return f"{kind}_EITHER" if own and name.text[-1] not in "'’" else f"{kind}_GEN"


def head_of(compound: str) -> str:
    """Return what stands behind the hyphen of a word: `sjef` of `Nato-sjef`, empty if nothing."""
    at = max(compound.rfind(hyphen) for hyphen in _HYPHEN)
    head = compound[at + 1 :] if at > 0 else ""
    return head if head[:1].islower() else ""


@functools.lru_cache(maxsize=20_000)
def _compound_class(compound: str) -> str:
    head = head_of(compound)
    if not head:
        return "X"
    if head.startswith("medlem"):
        return "X_MEMBER"
    if head in {"land", "landet", "landene", "staten", "statene"}:
        return "X_LAND"
    if head in {"eid", "eide", "eigd", "eigde", "kontrollerte"}:
        return "X_OWNED"
    if title_of(head):
        return "X_TITLE"
    if body_of(head):
        return "X_BODY_GEN" if head.endswith("s") and body_of(head[:-1]) is not None else "X_BODY"
    return "X"


def _without_parentheses(found: list[Word]) -> list[Word]:
    kept: list[Word] = []
    at = 0
    while at < len(found):
        if found[at].kind == "OPEN":
            close = _closing(found, at)
            if close and not any(map(_telling, found[at + 1 : close])):
                at = close + 1
                continue
        kept.append(found[at])
        at += 1
    return kept


def _closing(found: list[Word], at: int) -> int | None:
    reach = range(at + 1, min(len(found), at + _PAREN + 2))
    return next((place for place in reach if found[place].kind == "CLOSE"), None)


def _telling(word: Word) -> bool:
    """Tell whether a word in a parenthesis may say whose or what somebody is."""
    return word.name is not None or word.kind == "CAPITAL" or title_of(word.text) is not None
