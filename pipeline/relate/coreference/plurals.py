"""Plural pronouns and the names that they stand for together: `Ola og Kari … de`."""

from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.relate.coreference.binding import clause_of, subject_of
from pipeline.relate.coreference.quoted import Speech
from pipeline.relate.sentences import Article, Name, Sentence, Token
from pipeline.titles import is_title

PLURALS: Final = frozenset({"de", "dei", "dem", "deres", "deira", "begge"})
_NOMINATIVE: Final = frozenset({"de", "dei", "begge"})
_TWO: Final = frozenset({"to", "begge"})
_OF_TWO: Final = frozenset({"de", "dei", "disse", "begge"})
_NOUNS_OF: Final = {
    ("landene", "landa", "statene"): "country",
    ("partiene", "partia", "organisasjonene", "selskapene", "selskapa"): "organisation",
}
_TYPES: Final = frozenset({"person", "organisation", "country"})
_ARGUMENTS: Final = frozenset({"nsubj", "obj", "iobj", "obl"})


def plural_references(
    article: Article,
    speeches: Mapping[int, Speech],
    known: Mapping[tuple[int, int], tuple[Name, ...]] | None = None,
) -> dict[tuple[int, int], tuple[str, tuple[Name, ...]]]:
    """Return the plural pronouns of an article with their names, by sentence and token.

    Those are the one group of names, joined by `og`, of the same sentence or the one before it, if
    nothing else in the plural stands between; `de to` and `begge` may also stand for the two
    persons that a sentence names, by name or by a pronoun of which `known` tells the name. `de`
    before a noun or a relative clause is no pronoun, but `de to lederne` are two persons and
    `begge landene` two countries.
    """
    found = {}
    before: Sentence | None = None
    for sentence in article.sentences:
        for token in sentence.tokens:
            counted = _counted(sentence, token)
            if counted is not None:
                at, types = counted
                pair = _pair(before, sentence, token, types, known or {})
                if pair:
                    found[sentence.number, at] = sentence.tokens[at].lower, pair
            elif _is_pronoun(sentence, token):
                group = _group(before, sentence, token, speeches)
                if group:
                    found[sentence.number, token.at] = token.lower, group
        before = sentence
    return found


def _counted(sentence: Sentence, token: Token) -> tuple[int, frozenset[str]] | None:
    """Return the head of `de to`, `de to lederne` or `begge landene`, and what these two may be."""
    if token.lower not in _OF_TWO or token.dep != "det" or token.at in sentence.name_at:
        return None
    head = sentence.tokens[token.head]
    if head.lower == "to" and head.pos == "NUM":
        return (head.at, _TYPES) if token.lower != "begge" else None
    to = token.at + 1 < len(sentence.tokens) and sentence.tokens[token.at + 1].lower == "to"
    plain = head.at in (token.at + 1, token.at + 2) and (to or token.lower == "begge")
    if head.pos != "NOUN" or not plain or not head.lower.endswith(("ne", "a")):
        return None
    for nouns, kind in _NOUNS_OF.items():
        if head.lower.endswith(nouns):
            return head.at, frozenset({kind})
    return (head.at, frozenset({"person"})) if any(map(is_title, _singulars(head))) else None


def _singulars(noun: Token) -> Iterator[str]:
    """Yield what the indefinite singular of a definite plural may be: `minister`, `president`."""
    yield noun.lower.removesuffix("ne")
    yield noun.lower.removesuffix("ane").removesuffix("ene")
    yield noun.lower.removesuffix("rene") + "er"


def _pair(
    before: Sentence | None,
    sentence: Sentence,
    token: Token,
    types: frozenset[str],
    known: Mapping[tuple[int, int], tuple[Name, ...]],
) -> tuple[Name, ...]:
    """Return the only two of one type that stand before a token, or in the sentence before."""
    for of, end in ((sentence, token.start), (before, None)):
        if of is None:
            return ()
        told = [(name.start, name) for name in of.names if not name.derived and not name.adjective]
        told += [
            (of.tokens[at].start, names[0])
            for (number, at), names in known.items()
            if number == of.number and len(names) == 1
        ]
        for kind in ("person", "country", "organisation"):
            two = {
                name.entity_id: name
                for start, name in sorted(told, key=lambda one: one[0])
                if name.type == kind and kind in types and (end is None or start < end)
            }
            if len(two) == 2:
                return tuple(two.values())
            if two:
                break
    groups = [group for group in _groups(before) if group[0].type in types] if before else []
    return groups[0] if len(groups) == 1 and len(groups[0]) == 2 else ()


def _is_pronoun(sentence: Sentence, token: Token) -> bool:
    if token.lower not in PLURALS or token.pos not in {"PRON", "DET"}:
        return False
    if token.dep == "det" or token.at in sentence.name_at:
        return False
    after = sentence.tokens[token.at + 1] if token.at + 1 < len(sentence.tokens) else None
    if after is not None and after.lower == "som":
        return False
    return not any(sentence.tokens[child].dep == "acl" for child in sentence.children[token.at])


def _group(
    before: Sentence | None, sentence: Sentence, token: Token, speeches: Mapping[int, Speech]
) -> tuple[Name, ...]:
    two = token.lower in _TWO or (
        token.at + 1 < len(sentence.tokens) and sentence.tokens[token.at + 1].lower in _TWO
    )
    own = [group for group in _groups(sentence) if group[-1].end <= token.start]
    own = [group for group in own if not _same_clause(sentence, token, group)]
    spoken = token.at in speeches[sentence.number].tokens
    if own:
        fits = len(own) == 1 and not _plural_noun(sentence, own[0][-1].end, token.start)
        return own[0] if fits and (not two or len(own[0]) == 2) else ()
    if before is None or not before.tokens or _plural_noun(sentence, sentence.start, token.start):
        return ()
    if any(name.type == "person" and name.end <= token.start for name in sentence.names):
        return ()
    if spoken != bool(speeches[before.number].tokens):
        return ()
    groups = list(_groups(before))
    if len(groups) == 1 and (not two or len(groups[0]) == 2):
        return () if _plural_noun(before, before.start, before.end) else groups[0]
    if two and not groups:
        persons = {
            name.entity_id: name
            for name in before.names
            if name.type == "person" and not name.derived
        }
        return tuple(persons.values()) if len(persons) == 2 else ()
    return ()


def _groups(sentence: Sentence) -> Iterator[tuple[Name, ...]]:
    """Yield the names joined with each other, if nothing without a name is joined to them."""
    for token in sentence.tokens:
        name = sentence.name_at.get(token.at)
        if name is None or token.dep == "conj" or name.type not in _TYPES:
            continue
        if token.dep not in _ARGUMENTS and token.dep != "root":
            continue
        joined = [
            child for child in sentence.children[token.at] if sentence.tokens[child].dep == "conj"
        ]
        if token.dep == "nsubj" and not joined:
            joined = _second_subject(sentence, token)
        if any(
            sentence.tokens[at].lower == "eller"
            for child in joined
            for at in sentence.children[child]
        ):
            continue
        names = [name, *(sentence.name_at.get(child) for child in joined)]
        if joined and all(
            one is not None and one.type == name.type and not one.derived and not one.adjective
            for one in names
        ):
            whole = {one.entity_id: one for one in names if one is not None}
            if len(whole) == len(names):
                yield tuple(whole.values())


def _second_subject(sentence: Sentence, first: Token) -> list[int]:
    """Return the subject after `og` that a parser hung on the verb beside the first one."""
    return [
        child
        for child in sentence.children[first.head]
        if sentence.tokens[child].dep == "nsubj"
        and first.at < child < first.head
        and any(sentence.tokens[at].dep == "cc" for at in sentence.children[child])
    ]


def _same_clause(sentence: Sentence, token: Token, group: tuple[Name, ...]) -> bool:
    """Tell whether a group is the subject of the clause of a pronoun that is not."""
    subject = subject_of(sentence, clause_of(sentence, token.at))
    return (
        token.lower not in _NOMINATIVE
        and subject is not None
        and sentence.name_at.get(subject) in group
    )


def _plural_noun(sentence: Sentence, start: int, end: int) -> bool:
    """Tell whether a stretch holds a noun in the plural that a plural pronoun could mean."""
    return any(
        token.pos == "NOUN"
        and start <= token.start < end
        and "Number=Plur" in token.morph
        and token.dep in {"nsubj", "obj", "obl", "iobj", "conj", "root"}
        and not any(sentence.tokens[at].pos == "NUM" for at in sentence.children[token.at])
        for token in sentence.tokens
    )
