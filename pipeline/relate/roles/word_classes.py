"""The words of a sentence in classes, one character each, as the patterns of roles read them."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.relate.coreference.references import Reference
from pipeline.relate.roles.role_nouns import body_of, is_part, is_party, title_of
from pipeline.relate.sentences import Name, Sentence, Token

_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?|\d[\d.,]*\d|\d|\S")
_HYPHEN: Final = "-‑–"
_GENITIVE: Final = ("s", "S", "'", "’")
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
_OF_COUNTRY: Final = frozenset({"landets"})
_OWNERS: Final = frozenset({"hans", "hennes", "hennar", "deres"}) | _OF_COUNTRY
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
        pronoun = (
            reference is not None
            and token is not None
            and (token.pos in ("PRON", "DET") or token.lower in _OF_COUNTRY)
        )
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
    return "PRONOUN_GEN" if word.casefold() in _OWNERS else "PRONOUN"


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
        kind = _compound_class(name.text)
        # a firm in Ålesund is no part of the town
        town = kind.startswith("X_BODY") and name.type not in ("organisation", "country")
        return "X" if town else kind
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
