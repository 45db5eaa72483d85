"""Which words before a verb of saying are its subject, by the parse or by their order."""

from typing import Final

from pipeline.relate.sentences import Sentence
from pipeline.relate.statements.phrases import Phrases
from pipeline.relate.statements.saying import ADVERBS, THINK, Verb
from pipeline.relate.statements.words import PREPOSITIONS, SPEAKERS, Speaker

_CLIMBED: Final = ("acl", "conj", "advcl")  # from a relative clause to what it describes


def subject(sentence: Sentence, at: int) -> int | None:
    """Return the token of the subject, of the verb at `at` or of one coordinated with it."""
    seen = set()
    while at not in seen:
        seen.add(at)
        for child in sentence.children[at]:
            if sentence.tokens[child].dep == "nsubj":
                return child
        if sentence.tokens[at].dep not in ("conj", "aux", "cop"):
            return None
        at = sentence.tokens[at].head
    return None


def below(sentence: Sentence, at: int) -> list[int]:
    """Return the tokens of the subtree of token `at`, in no order."""
    found = [at]
    for token in found:
        found.extend(sentence.children[token])
    return found


def before(phrases: Phrases, verb: Verb) -> Speaker | None:
    """Return the speakers that stand before the verb as its subject, or None if nobody known."""
    at = subject(phrases.sentence, verb.at)
    if at is None:
        return _by_order(phrases, verb)
    found = _relative(phrases, verb, at) if phrases.words[at].lower == "som" else _head(phrases, at)
    return found if found and (found.names or found.pronoun) else None


def _relative(phrases: Phrases, verb: Verb, at: int) -> Speaker | None:
    """Return whom the relative `som` at token `at` takes up."""
    words = phrases.words
    if verb.saying.kind == THINK and at > 0 and words[at - 1].text != ",":
        return None  # `mannen som trodde at …` tells who he is
    governor = words[verb.at].head
    for _ in range(3):  # `som har sagt at …`, `som mener og sier at …`
        if words[governor].dep not in _CLIMBED or governor < at:
            break
        governor = words[governor].head
    return _head(phrases, governor) if governor < at else _before_comma(phrases, at)


def _head(phrases: Phrases, at: int) -> Speaker | None:
    """Return whom the noun phrase with the head at token `at` means."""
    words = phrases.words
    if at in phrases.name_at and phrases.plain(at):
        if phrases.genitive(at) and words[at].dep != "nsubj":
            return None
        name = phrases.name_at[at]
        if name.type not in SPEAKERS:
            return None
        return phrases.coordinated(Speaker((name,), phrases.end(at)), behind_verb=False)
    for child in phrases.sentence.children[at]:
        near = words[child].dep in ("flat", "appos") or (
            words[child].dep == "nmod" and child == at + 1
        )
        if near and child in phrases.name_at and phrases.plain(child):
            name = phrases.name_at[child]
            previous = words[max(phrases.begin(child) - 1, 0)].lower
            owns = phrases.genitive(child) or previous in PREPOSITIONS
            if name.type in SPEAKERS and not owns:
                found = Speaker((name,), phrases.end(child))
                return phrases.coordinated(found, behind_verb=False)
    return phrases.referred(at)


def _by_order(phrases: Phrases, verb: Verb) -> Speaker | None:
    """Return the subject right before the verb, adverbs between: `X (Ap) sier`, `X, som sier`."""
    words, at = phrases.words, verb.first - 1
    while at >= 0 and words[at].lower in ADVERBS:
        at -= 1
    if at >= 0 and words[at].lower == "som":
        return _before_comma(phrases, at)
    if at >= 0 and words[at].text == ")":
        while at >= 0 and words[at].text != "(":
            at -= 1
        at -= 1
    return _ending(phrases, at)


def _before_comma(phrases: Phrases, at: int) -> Speaker | None:
    """Return the name right before token `at`, or before the comma there."""
    at -= 1
    if at >= 0 and phrases.words[at].text == ",":
        at -= 1
    return _ending(phrases, at, governed=True)


def _ending(phrases: Phrases, at: int, governed: bool = False) -> Speaker | None:
    """Return whom the noun phrase whose last word is `at` means, if that is plain.

    A name behind a preposition counts only if `governed`: it is no subject.
    """
    if at < 0:
        return None
    name = phrases.name_at.get(at)
    if name is None or not phrases.plain(at) or name.type not in SPEAKERS:
        known = name is None or phrases.refers(at)
        return phrases.referred(at) if known else None
    first = phrases.begin(at)
    previous = phrases.words[first - 1].lower if first else ""
    if previous == "og" and first > 1 and first - 2 in phrases.name_at:
        other = _ending(phrases, first - 2, governed)
        return Speaker((*other.names, name), at + 1) if other and other.names else None
    if (previous in PREPOSITIONS and not governed) or previous in ("enn", "og", "eller", "ifølge"):
        return None
    return Speaker((name,), at + 1)
