"""Plural pronouns and the names that they stand for together: `Ola og Kari … de`."""

from collections.abc import Iterator, Mapping
from typing import Final

from pipeline.relate.coreference.binding import clause_of, subject_of
from pipeline.relate.coreference.quoted import Speech
from pipeline.relate.sentences import Article, Name, Sentence, Token

PLURALS: Final = frozenset({"de", "dei", "dem", "deres", "deira", "begge"})
_NOMINATIVE: Final = frozenset({"de", "dei", "begge"})
_TWO: Final = frozenset({"to", "begge"})
_TYPES: Final = frozenset({"person", "organisation", "country"})
_ARGUMENTS: Final = frozenset({"nsubj", "obj", "iobj", "obl"})


def plural_references(
    article: Article, speeches: Mapping[int, Speech]
) -> dict[tuple[int, int], tuple[str, tuple[Name, ...]]]:
    """Return the plural pronouns of an article with their names, by sentence and token.

    Those are the one group of names, joined by `og`, of the same sentence or the one before it, if
    nothing else in the plural stands between; `de to` and `begge` may also stand for the two
    persons that a sentence names. `de` before a noun or a relative clause is no pronoun.
    """
    found = {}
    before: Sentence | None = None
    for sentence in article.sentences:
        for token in sentence.tokens:
            if not _is_pronoun(sentence, token):
                continue
            group = _group(before, sentence, token, speeches)
            if group:
                found[sentence.number, token.at] = token.lower, group
        before = sentence
    return found


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
