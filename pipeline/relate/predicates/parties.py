"""Who a noun phrase is: the entities that the head of a phrase stands for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.relate.coreference.references import References
from pipeline.relate.sentences import Name, Sentence
from pipeline.titles import is_title

# What acts for a country or an organisation: "den russiske regjeringen", "Nato-styrker".
_ARMS: Final = (
    "regjering",
    "myndighet",
    "styresmakt",
    "styrke",
    "tropp",
    "soldat",
    "hær",
    "forsvar",
    "militære",
    "fly",
    "delegasjon",
    "ledelse",
    "leiing",
    "styre",
    "nasjonalforsamling",
    "regime",
    "side",
    "ministre",
    "ministrane",
)
_ENDINGS: Final = ("", "en", "a", "et", "er", "ar", "ne", "ene", "ane", "r", "n")
_ARM_FORMS: Final = frozenset(arm + ending for arm in _ARMS for ending in _ENDINGS)
_RELATIVE: Final = frozenset({"som", "der"})
_NAMED_BY: Final = frozenset({"appos", "flat", "nmod"})
_MOST: Final = 12  # parties of one enumeration; longer ones are lists and say nothing of each two


@dataclass(frozen=True, slots=True)
class Party:
    """An entity in a sentence: its name, the token that stands for it, and by which reference."""

    name: Name
    at: int
    coreference: str = ""


def parties(sentence: Sentence, heads: tuple[int, ...], references: References) -> list[Party]:
    """Return the entities that the phrases with these heads stand for, coordinated ones too.

    Each entity once, in the order of the text; none if there are more than a dozen.
    """
    found: dict[str, Party] = {}
    for head in heads:
        for at in (*_of_name(sentence, head), *_before_and(sentence, head)):
            for party in _party(sentence, at, references):
                found.setdefault(party.name.entity_id, party)
    return sorted(found.values(), key=lambda party: party.at) if len(found) <= _MOST else []


def _of_name(sentence: Sentence, head: int) -> Iterator[int]:
    """Yield `head` and what is coordinated with it, or with another word of the same name."""
    name = sentence.name_at.get(head)
    yield head
    yield from conjuncts(sentence, head)
    for at, other in sentence.name_at.items():
        if other == name and at != head:
            yield from conjuncts(sentence, at)


def conjuncts(sentence: Sentence, head: int) -> Iterator[int]:
    """Yield the tokens that are coordinated with `head` and follow it, at any depth.

    Also persons of a list that a parser took for appositions, and a second subject after `og`.
    """
    joined = [child for child in sentence.children[head] if sentence.tokens[child].dep == "conj"]
    for child in sentence.children[head]:
        if child in joined or (joined and _is_other_person(sentence, head, child)):
            yield child
            yield from conjuncts(sentence, child)
    token = sentence.tokens[head]
    if token.dep == "nsubj" and token.head > head:
        for child in sentence.children[token.head]:
            both = sentence.tokens[child].dep == "nsubj" and head < child < token.head
            if both and any(sentence.tokens[one].dep == "cc" for one in sentence.children[child]):
                yield child


def _is_other_person(sentence: Sentence, head: int, child: int) -> bool:
    """Tell whether the apposition `child` names somebody else than the name at `head`."""
    one, other = sentence.name_at.get(head), sentence.name_at.get(child)
    return (
        one is not None
        and other is not None
        and sentence.tokens[child].dep == "appos"
        and one.type == other.type == "person"
        and one.entity_id != other.entity_id
    )


def after_and(sentence: Sentence, at: int) -> Iterator[int]:
    """Yield the name joined by `og` right after the one at `at`, whatever the parse says.

    Titles and whose they are may stand between: `Trump og Ukrainas president Zelenskyj`.
    """
    name = sentence.name_at.get(at)
    place = at + 1
    while place < len(sentence.tokens) and sentence.name_at.get(place) == name:
        place += 1
    if name is None or place >= len(sentence.tokens) or sentence.tokens[place].lower != "og":
        return
    for after in range(place + 1, min(place + 7, len(sentence.tokens))):
        other, token = sentence.name_at.get(after), sentence.tokens[after]
        if other is None and token.pos not in ("NOUN", "ADJ", "DET"):
            return
        described = other is None or other.derived or other.adjective or _genitive(sentence, after)
        if not described:
            yield after
            return


def _before_and(sentence: Sentence, head: int) -> Iterator[int]:
    """Yield persons coordinated with the name at `head` that a parser hung on it as if its title.

    `Finlands president Niinistö og Sveriges statsminister Andersson`.
    """
    children = sentence.children[head]
    joined = [child for child in children if sentence.tokens[child].dep == "cc" and child < head]
    for child in children:
        name = sentence.name_at.get(child)
        if not joined or child > joined[0] or name is None or name.type != "person":
            continue
        plain = not (name.derived or name.adjective or _genitive(sentence, child))
        if sentence.tokens[child].dep == "nmod" and plain and not has_case(sentence, child):
            yield child


def _party(sentence: Sentence, at: int, references: References) -> Iterator[Party]:
    token = sentence.tokens[at]
    at = _person_of(sentence, at)
    name = sentence.name_at.get(at)
    if name is not None and _owns_unknown(sentence, at):
        return
    if name is not None and name.type != "other":
        if not name.derived and not name.adjective:
            yield Party(name, at)
            return
        if name.adjective and (token.pos in ("NOUN", "PROPN") or token.dep == "amod"):
            # russerne, det russiske angrepet
            yield Party(name, at)
            return
        if name.derived and _is_arm(token.lower):  # Nato-styrkene
            yield Party(name, at)
            return
    if token.lower in _RELATIVE and token.pos in ("PRON", "SCONJ"):
        antecedent = _antecedent(sentence, at)
        if antecedent is not None:
            # "Marokko, som …, og Polisario": what is joined after the clause is not in it.
            joined = [one for one in conjuncts(sentence, antecedent) if one < at]
            for head in (antecedent, *joined):
                yield from _party(sentence, head, references)
        return
    named = _named_by(sentence, at)
    if named is not None:
        yield Party(sentence.name_at[named], named)
        return
    owner = _owner_of_arm(sentence, at)
    if owner is not None:
        yield Party(sentence.name_at[owner], owner)
        return
    reference = references.get((sentence.number, at))
    if reference is not None:
        for one in reference.names:
            yield Party(one, at, reference.rule)


def _person_of(sentence: Sentence, at: int) -> int:
    """Return the person whose name a parser took for a part of the word at `at`, else `at`.

    `Spanias Pedro Sánchez`, `JD Vance` where the name is Vance alone.
    """
    name = sentence.name_at.get(at)
    owner = name is not None and name.type in ("country", "organisation")
    if (name is not None and not (owner and _genitive(sentence, at))) or (
        sentence.tokens[at].pos != "PROPN"
    ):
        return at
    for child in sentence.children[at]:
        person = sentence.name_at.get(child)
        if sentence.tokens[child].dep == "flat" and person is not None:
            return child if person.type == "person" and not person.derived else at
    return at


def _owns_unknown(sentence: Sentence, at: int) -> bool:
    """Tell whether the name at `at` is whose a person is that is no name here: `Indias Modi`."""
    if sentence.name_at[at].type not in ("country", "organisation") or not _genitive(sentence, at):
        return False
    return any(
        sentence.tokens[child].dep == "flat"
        and sentence.tokens[child].pos == "PROPN"
        and sentence.name_at.get(child) != sentence.name_at[at]
        for child in sentence.children[at]
    )


def _is_arm(word: str) -> bool:
    return any(word.endswith(form) for form in _ARM_FORMS)


def _named_by(sentence: Sentence, at: int) -> int | None:
    """Return the name in apposition to a title at `at`: `utenriksministeren, Sergej Lavrov,`."""
    if sentence.tokens[at].pos not in ("NOUN", "PROPN") or not is_title(sentence.tokens[at].text):
        return None
    for child in sentence.children[at]:
        name = sentence.name_at.get(child)
        plain = name is not None and name.type == "person" and not (name.derived or name.adjective)
        beside = sentence.tokens[child].dep in _NAMED_BY and child > at
        if plain and beside and not has_case(sentence, child) and not _genitive(sentence, child):
            return child
    return None


def _owner_of_arm(sentence: Sentence, at: int) -> int | None:
    """Return the country or organisation for which the noun at `at` acts: `russiske styrker`."""
    if sentence.tokens[at].pos != "NOUN" or not _is_arm(sentence.tokens[at].lower):
        return None
    for child in sentence.children[at]:
        name = sentence.name_at.get(child)
        if name is None or name.type not in ("country", "organisation") or child > at:
            continue
        if name.adjective or (not name.derived and _genitive(sentence, child)):
            return child
    return None


def _antecedent(sentence: Sentence, relative: int) -> int | None:
    """Return the noun that the relative pronoun at `relative` stands for."""
    at = relative
    while sentence.tokens[at].head != at:
        if sentence.tokens[at].dep == "acl":
            return sentence.tokens[at].head
        at = sentence.tokens[at].head
    return None


def has_case(sentence: Sentence, at: int) -> bool:
    """Tell whether a preposition hangs on the token at `at`."""
    return any(sentence.tokens[child].dep == "case" for child in sentence.children[at])


def _genitive(sentence: Sentence, at: int) -> bool:
    name = sentence.name_at.get(at)
    last = name.text if name is not None else sentence.tokens[at].text
    return last.endswith(("s", "S", "'", "’"))


def genitives(sentence: Sentence, at: int) -> tuple[int, ...]:
    """Return the tokens in the genitive on the noun at `at`: `Russlands angrep`, `hans`."""
    return tuple(
        child
        for child in sentence.children[at]
        if child < at
        and not has_case(sentence, child)
        and (
            (sentence.tokens[child].dep == "nmod" and _genitive(sentence, child))
            or sentence.tokens[child].pos == "PRON"
            or "Poss=Yes" in sentence.tokens[child].morph
        )
    )


def adjectives(sentence: Sentence, at: int) -> tuple[int, ...]:
    """Return the adjectives of countries that hang on the noun at `at`: `russiske angrep`."""
    return tuple(
        child
        for child in sentence.children[at]
        if (name := sentence.name_at.get(child)) is not None and name.adjective
    )
