"""Role noun phrases and the person that each stands for: `utenriksministeren`."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline import titles
from pipeline.relate.coreference.bearers import OTHER_TIME, Bearer, bearers, is_definite
from pipeline.relate.sentences import Article, Sentence, Token

# In front of a title these change what it is: a vice president is no president.
_OTHER_OFFICE: Final = (
    "kron",
    "vise",
    "nest",
    "eks",
    "under",
    "stabs",
    "stats",
    "co-",
    "presse",
    "med",
)
_BINDING: Final = frozenset("i for ved av hos til på fra frå".split())
_NOT_THIS: Final = OTHER_TIME | frozenset(
    "annen andre ny nye neste hver hvert enhver noen begge samme".split()
)
_POSSESSIVES: Final = frozenset(
    "min mi mitt mine din di ditt dine sin si sitt sine hans hennes hennar vår vårt våre deres "
    "deira dykkar".split()
)


def role_phrases(article: Article) -> dict[tuple[int, int], tuple[str, Bearer]]:
    """Return the role noun phrases that one person of the article fits.

    The key is the number of the sentence and of the head noun; the value the noun as written and
    the person with the title by which it fits. A noun beside its name (`utenriksminister Lavrov`)
    is none. With a country or an organisation (`Russlands president`, `den russiske presidenten`)
    it must be the one that the article states of that person.
    """
    known = bearers(article)
    if not known:
        return {}
    found = {}
    for sentence in article.sentences:
        for token in sentence.tokens:
            if not _is_phrase(sentence, token):
                continue
            bearer = _fitting(known, sentence, token)
            if bearer is not None:
                found[sentence.number, token.at] = token.text, bearer
    return found


def _is_phrase(sentence: Sentence, token: Token) -> bool:
    if token.pos not in {"NOUN", "PROPN"} or not is_definite(token.text):
        return False
    title = titles.base(token.text)
    own = sentence.name_at.get(token.at)
    if title is None or (own is not None and not own.derived):
        return False
    if _beside_person(sentence, token.at):
        return False
    after = sentence.tokens[token.at + 1] if token.at + 1 < len(sentence.tokens) else None
    if after is not None and after.lower in _POSSESSIVES:
        return False
    for child in sentence.children[token.at]:
        other = sentence.tokens[child]
        if other.dep in {"appos", "flat"} and other.at in sentence.name_at:
            return False
        if other.dep == "cop" or other.lower in _NOT_THIS:
            return False
    return token.dep not in {"appos", "flat", "compound"}


def _beside_person(sentence: Sentence, at: int) -> bool:
    """Tell whether the name of a person stands right before or after a token."""
    names = (sentence.name_at.get(near) for near in (at - 1, at + 1))
    return any(name is not None and name.type == "person" and not name.derived for name in names)


def _fitting(known: Sequence[Bearer], sentence: Sentence, token: Token) -> Bearer | None:
    """Return the one person whom the noun at `token` fits, with the title by which it does."""
    tied = _tied(sentence, token)
    if tied is None:
        return None
    own = sentence.name_at.get(token.at)
    inside = frozenset[str]() if own is None else frozenset({own.entity_id})
    title = titles.base(token.text) or ""
    exact = [one for one in known if one.title == title]
    if exact:  # the same compound, so tied to the same (Nato-sjefen, Nato-sjef Ola Berg)
        fitting = _agreeing(exact, tied)
    else:
        alike = [one for one in known if _ends_in(one.title, title) or _ends_in(title, one.title)]
        fitting = _agreeing(alike, tied | inside)
    persons = {one.name.entity_id for one in fitting}
    return fitting[0] if len(persons) == 1 else None


def _agreeing(candidates: Iterable[Bearer], tied: frozenset[str]) -> list[Bearer]:
    """Return the candidates whose title is stated of all that the phrase is tied to."""
    of: dict[str, set[str]] = defaultdict(set)
    candidates = list(candidates)
    for one in candidates:
        of[one.name.entity_id] |= one.of
    return [one for one in candidates if tied <= of[one.name.entity_id]]


def _ends_in(long: str, short: str) -> bool:
    """Tell whether a title is a kind of another: `utenriksminister` of `minister`."""
    return (
        len(long) > len(short)
        and long.endswith(short)
        and not long.startswith(_OTHER_OFFICE)
    )  # fmt: skip


def _tied(sentence: Sentence, token: Token) -> frozenset[str] | None:
    """Return the entities that a phrase is tied to, or None if to something without a name.

    The one inside of a compound (`Nato-sjefen`) is not among them.
    """
    found = set()
    for child in sentence.children[token.at]:
        other = sentence.tokens[child]
        if other.at == token.at or other.dep not in {"nmod", "amod", "det", "obl", "acl"}:
            continue
        name = sentence.name_at.get(child)
        if name is not None:
            found.add(name.entity_id)
        elif other.dep in {"nmod", "obl"} and any(
            sentence.tokens[near].lower in _BINDING for near in sentence.children[child]
        ):
            return None
        elif other.dep == "nmod" and child < token.at:
            return None  # regjeringens leder, min sjef
    return frozenset(found)
