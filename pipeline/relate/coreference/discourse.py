"""The persons that an article speaks of, where it does, and how prominently."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pipeline import titles
from pipeline.relate.coreference.gender import Sex, sex_of_noun
from pipeline.relate.coreference.quoted import DASHES, Speech
from pipeline.relate.sentences import Article, Name, Sentence, Token

# How prominent a mention is, by its place in the clause: subjects most, as Lappin and Leass (1994,
# "An algorithm for pronominal anaphora resolution") rank them.
_WEIGHTS: Final = {"nsubj": 1.0, "root": 0.8, "obj": 0.6, "iobj": 0.5, "obl": 0.45, "appos": 0.6}
_OTHER: Final = 0.4
_GENITIVE: Final = 0.35
_NAMELESS: Final = 0.8  # a person without a name, to one with
_PREPOSITION: Final = re.compile(
    r"\b(?:i|på|til|fra|frå|av|med|om|mot|for|hos|ved|som|etter|under|mellom)\s+\Z", re.IGNORECASE
)
# Nouns for persons beside titles and those that tell the sex.
_PERSONS: Final = frozenset(
    "pasient pasienten elev eleven lærer læreren lege legen dommer dommeren barn barnet person "
    "personen spiller spilleren politimann tiltalte siktede mistenkte kunde kunden nabo naboen "
    "forelder venn vennen offer offeret ungdom baby babyen mannskap sjåfør sjåføren fører føreren "
    "naboen gjest gjesten leser leseren velger velgeren fange fangen sanger sangeren vokalist "
    "vokalisten gitarist gitaristen bassist trommis taler taleren".split()
)
_AGE: Final = re.compile(r"\d+-åring(en)?\Z")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text speaks of a person.

    `key` is the id of the entity, or for a person without a name the noun (`noun:mann`); `weight`
    is 1 for a subject and less elsewhere; `tokens` are those of the sentence that it covers;
    `spoken` marks what stands in direct speech.
    """

    sentence: int
    start: int
    tokens: tuple[int, ...]
    key: str
    weight: float
    spoken: bool
    sex: Sex | None = None
    name: Name | None = None


def mentions(
    article: Article, speeches: Mapping[int, Speech], roles: Mapping[tuple[int, int], Name]
) -> list[Mention]:
    """Return the mentions of persons in an article, in the order of the text: names, nouns, roles.

    `roles` are the role noun phrases that stand for a name, by sentence and token.
    """
    found: list[Mention] = []
    for sentence in article.sentences:
        speech = speeches.get(sentence.number, Speech())
        named = list(_named(article, sentence, speech))
        covered = {at for one in named for at in one.tokens}
        found += named
        for token in sentence.tokens:
            place = sentence.number, token.at
            spoken = token.at in speech.tokens
            if place in roles:
                key, sex, share = roles[place].entity_id, None, 1.0
            elif token.at not in covered and _is_person(sentence, token):
                key, sex, share = (
                    "noun:" + (titles.base(token.lower) or token.lemma.casefold()),
                    sex_of_noun(token.text),
                    _NAMELESS,
                )
            else:
                continue
            weight = share * prominence(sentence, token.at)
            found.append(
                Mention(sentence.number, token.start, (token.at,), key, weight, spoken, sex)
            )
    return sorted(found, key=lambda one: one.start)


def prominence(sentence: Sentence, at: int) -> float:
    """Return how prominent a phrase is by the place of its head in the clause, between 0 and 1."""
    token = sentence.tokens[at]
    while token.dep == "conj" and token.head != token.at:
        token = sentence.tokens[token.head]
    if token.dep == "nmod" and "Case=Gen" in token.morph:
        return _GENITIVE
    if token.dep == "nsubj" and _second_subject(sentence, token):
        return _WEIGHTS["obj"]
    return _WEIGHTS.get(token.dep, _OTHER)


def _second_subject(sentence: Sentence, token: Token) -> bool:
    """Tell whether a verb has another subject before it: the parse often takes objects for one."""
    return token.at > token.head and any(
        at < token.head and sentence.tokens[at].dep == "nsubj"
        for at in sentence.children[token.head]
    )


def _named(article: Article, sentence: Sentence, speech: Speech) -> Iterator[Mention]:
    first = True
    for name in sentence.names:
        if name.type != "person" or name.derived or name.adjective:
            continue
        tokens = tuple(at for at, other in sentence.name_at.items() if other is name)
        if tokens:
            head = _head(sentence, tokens)
            weight = prominence(sentence, head)
            spoken = tokens[0] in speech.tokens
            noun = _title_of(sentence, head)
            if noun is not None:
                tokens = (*tokens, noun)
                weight = max(weight, prominence(sentence, noun))
        else:
            weight = _unparsed_prominence(article.text, sentence, name, first)
            spoken = article.text[sentence.start] in DASHES
        yield Mention(
            sentence.number, name.start, tokens, name.entity_id, weight, spoken, name=name
        )
        first = False


def _head(sentence: Sentence, tokens: tuple[int, ...]) -> int:
    """Return the token of a name that hangs on something outside of it."""
    for at in tokens:
        head = sentence.tokens[at].head
        if head == at or head not in tokens:
            return at
    return tokens[0]


def _title_of(sentence: Sentence, head: int) -> int | None:
    """Return the noun that a name hangs on, if it is the title of it: `lederen i NAF, Ola Berg`."""
    token = sentence.tokens[head]
    noun = sentence.tokens[token.head]
    if token.head >= head or token.dep not in {"appos", "flat", "nmod"} or noun.pos != "NOUN":
        return None
    if "Case=Gen" in token.morph or not titles.base(noun.lower):
        return None
    if any(sentence.tokens[child].dep == "case" for child in sentence.children[head]):
        return None
    return noun.at


def _unparsed_prominence(text: str, sentence: Sentence, name: Name, first: bool) -> float:
    """Guess the prominence of a name in a sentence without a parse by what stands before it."""
    if _PREPOSITION.search(text, sentence.start, name.start):
        return _WEIGHTS["obl"]
    return 0.8 if first and sentence.end - name.end > 1 else _WEIGHTS["obj"]


def _is_person(sentence: Sentence, token: Token) -> bool:
    if token.pos != "NOUN" or token.at in sentence.name_at or "Number=Plur" in token.morph:
        return False
    folded = token.lower
    if not (sex_of_noun(folded) or titles.base(folded) or folded in _PERSONS or _AGE.match(folded)):
        return False
    if token.head in sentence.name_at or token.dep in {"appos", "flat", "compound", "root"}:
        return token.dep == "root" and not _predicate(sentence, token.at)
    if any(
        (other := sentence.name_at.get(near)) is not None and other.type == "person"
        for near in (token.at - 1, token.at + 1)
    ):
        return False
    return not _predicate(sentence, token.at)


def _predicate(sentence: Sentence, at: int) -> bool:
    """Tell whether a noun says what somebody is: `han er leder`, `som leder`."""
    return any(
        sentence.tokens[child].dep == "cop" or sentence.tokens[child].lower == "som"
        for child in sentence.children[at]
        if child < at
    )
