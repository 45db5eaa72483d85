"""Whom a predicate noun is said of, by the parse: `X, som … , er leder i Y`."""

from collections.abc import Iterator

from pipeline.relate.sentences import Sentence

_VERBAL = ("VERB", "AUX")
_COMPLEMENTS = ("xcomp", "obl", "obj", "ccomp")


def subjects(sentence: Sentence, at: int, verbs: frozenset[str]) -> Iterator[int]:
    """Yield the tokens of the subject of which the noun at token `at` is predicated.

    The noun has a copula, or is the complement of one of `verbs` (words in lower case: `ble`,
    `valgt`). The subject `som` of a relative clause is what the clause describes.
    """
    tokens, children = sentence.tokens, sentence.children
    clause = at
    if not any(tokens[child].dep == "cop" for child in children[at]):
        clause = tokens[at].head
        if (
            tokens[at].dep not in _COMPLEMENTS
            or tokens[clause].pos not in _VERBAL
            or tokens[clause].lower not in verbs
        ):
            return
    for child in children[clause]:
        if tokens[child].dep != "nsubj":
            continue
        if tokens[child].lower == "som":
            if tokens[clause].dep == "acl" and tokens[clause].head < clause:
                yield tokens[clause].head
            continue
        yield child
        yield from (one for one in children[child] if tokens[one].dep == "conj")
