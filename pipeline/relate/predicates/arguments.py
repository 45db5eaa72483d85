"""The arguments of a verb or a noun in a parsed sentence: who does it, to whom, with whom.

Read from Universal Dependencies, so that any pipeline with such labels will do. Passives are read
as if they were active; an infinitive, a coordinated verb and a relative clause take the subject
that they share with another verb. All arguments are given as tokens: the heads of their phrases.
"""

from collections.abc import Iterator
from typing import Final

from pipeline.relate.predicates.parties import adjectives, genitives, has_case
from pipeline.relate.sentences import Sentence, Token

Heads = tuple[int, ...]

# Verbs whose object is the subject of the infinitive after them: "ba Putin møte Zelenskyj".
_OBJECT_CONTROL: Final = frozenset(
    "be oppfordre tvinge få la overtale beordre invitere anmode true presse hindre hjelpe".split()
)
# Verbs that only carry a noun, so that their subject is who does what the noun says.
_GIVING: Final = frozenset(
    """ha holde gi rette komme inngå føre starte innlede gjennomføre gå erklære love tilby sende yte
    uttrykke undertegne signere avslutte fortsette planlegge avtale avholde delta være sitte
    innføre vedta reise iverksette varsle begynne stå utvide øke trappe ta oppta gjenoppta få bli
    avlyse droppe halde gje innleie ynskje skrive legge fremme true forberede be møtes møte dra
    """.split()
)
# Verbs whose subject is at the other end: "fikk kritikk av", "møtte motstand fra".
_RECEIVING: Final = frozenset(
    "få motta møte høste nyte tåle vinne miste trenge be håpe takke risikere oppleve".split()
)
_CARRYING: Final = frozenset({"til", "i", "på", "med"})  # gikk til angrep, er i konflikt
_OCCASIONS: Final = frozenset({"i", "under", "etter", "før", "ved", "på", "til", "for", "fra"})
_COMPANY: Final = frozenset({"sammen", "saman"})  # "sammen med" names company, no party
_CLAUSES: Final = frozenset({"xcomp", "advcl", "ccomp", "acl"})


def arguments(sentence: Sentence, at: int, kind: str) -> Heads:
    """Return the heads of the argument `kind` of the predicate at `at`, in their order.

    `kind` is subject, object, recipient, owner, genitive, giver, receiver, attendant or else a
    preposition (see lexicon/patterns.toml). Empty where there is none.
    """
    match kind:
        case "subject":
            return subject(sentence, at)
        case "object":
            return _object(sentence, at)
        case "recipient":
            return _children(sentence, at, "iobj")
        case "owner":
            return tuple(
                owner for one in _object(sentence, at) for owner in _possessors(sentence, one)
            )
        case "genitive":
            return _possessors(sentence, at)
        case "giver":
            return _carrier(sentence, at, _GIVING - _RECEIVING | {"møte"}, passive=True)
        case "receiver":
            return _carrier(sentence, at, _RECEIVING)
        case "attendant":
            return _attendant(sentence, at)
        case _:
            return _with_preposition(sentence, at, kind)


def is_passive(sentence: Sentence, at: int) -> bool:
    """Tell whether the verb at `at` is passive: `ble kritisert`, `kritiseres`, `kritisert av`."""
    token = sentence.tokens[at]
    children = [sentence.tokens[child] for child in sentence.children[at]]
    if any(child.passive for child in children) or "Voice=Pass" in token.morph:
        return True
    if any(child.dep == "aux" and child.lemma in ("bli", "verte") for child in children):
        return True
    participle = token.dep in ("acl", "amod") and "VerbForm=Part" in token.morph
    auxiliary = any(child.dep in ("aux", "mark") for child in children)
    return participle and not auxiliary and not _children(sentence, at, "nsubj")


def particles(sentence: Sentence, at: int) -> set[str]:
    """Return the particles of the verb at `at` in lower case: `imot` of `tok imot`."""
    return {
        sentence.tokens[child].lower
        for child in sentence.children[at]
        if sentence.tokens[child].dep in ("compound", "advmod", "case")
    }


def is_reflexive(sentence: Sentence, at: int) -> bool:
    """Tell whether the verb at `at` has `seg`, or its like in another person."""
    return any(
        sentence.tokens[child].lower in ("seg", "meg", "deg", "oss")
        and sentence.tokens[child].dep in ("obj", "iobj", "expl", "obl", "nsubj")
        for child in sentence.children[at]
    )


def governor(sentence: Sentence, at: int) -> int | None:
    """Return the token that the one at `at` hangs on, None for the root."""
    head = sentence.tokens[at].head
    return None if head == at else head


def subject(sentence: Sentence, at: int) -> Heads:
    """Return who does what the verb, or the predicate adjective or noun, at `at` says.

    Of a passive the agent; none where it is not told.
    """
    if is_passive(sentence, at):
        return _with_preposition(sentence, at, "av")
    return _surface_subject(sentence, at)


def _object(sentence: Sentence, at: int) -> Heads:
    if is_passive(sentence, at):
        token = sentence.tokens[at]
        if token.dep in ("acl", "amod") and not _children(sentence, at, "nsubj"):
            relative = any(child.lower in ("som", "der") for child in _tokens(sentence, at))
            return (token.head,) if not relative else ()
        return _surface_subject(sentence, at)
    found = _children(sentence, at, "obj") or _object_by_place(sentence, at)
    if found or sentence.tokens[at].dep != "acl":
        return found
    # The noun of a relative clause that has a subject of its own: "mannen Lavrov møtte".
    own = [one for one in _children(sentence, at, "nsubj") if not _is_relative(sentence, one)]
    return (sentence.tokens[at].head,) if own else ()


def _object_by_place(sentence: Sentence, at: int) -> Heads:
    """Return the object that a parser took for a second subject, or for an adverbial of no kind.

    Norwegian tells subject and object by their places alone: `Tillerson møtte Lavrov`.
    """
    after = [child for child in sentence.children[at] if child > at]
    before = [one for one in _children(sentence, at, "nsubj") if one < at]
    if not before:
        return ()
    return tuple(
        child
        for child in after
        if sentence.tokens[child].dep == "nsubj"
        or (
            sentence.tokens[child].dep == "obl"
            and sentence.tokens[child].pos in ("PROPN", "PRON")
            and not has_case(sentence, child)
        )
    )[:1]


def _surface_subject(sentence: Sentence, at: int, depth: int = 0) -> Heads:
    own = _children(sentence, at, "nsubj")
    if own:
        return own if is_passive(sentence, at) else own[:1]
    head = governor(sentence, at)
    if head is None or depth > len(sentence.tokens):
        return ()
    token = sentence.tokens[at]
    if token.dep == "conj" and _is_verbal(sentence, head):
        return _shared_subject(sentence, head, depth)
    if token.dep == "acl" and any(one.lower in ("som", "der") for one in _tokens(sentence, at)):
        return (head,)
    if token.dep == "xcomp" and token.pos == "ADJ":  # ble enig
        return _shared_subject(sentence, head, depth)
    if token.dep in _CLAUSES and _is_infinitive(sentence, at) and _is_verbal(sentence, head):
        if sentence.tokens[head].lemma in _OBJECT_CONTROL:
            asked = _children(sentence, head, "obj") or _children(sentence, head, "iobj")
            if asked:
                return asked
        return _shared_subject(sentence, head, depth)
    return ()


def _shared_subject(sentence: Sentence, at: int, depth: int) -> Heads:
    """Return the subject as it stands, whether its verb is active or passive."""
    return _surface_subject(sentence, at, depth + 1)


def _possessors(sentence: Sentence, at: int) -> Heads:
    return genitives(sentence, at) + adjectives(sentence, at)


def _with_preposition(sentence: Sentence, at: int, word: str) -> Heads:
    """Return the phrases with the preposition `word` that hang on `at`.

    Of a noun also those that hang on its verb, where the noun is what the verb carries: a parser
    cannot well tell the two ("ga støtte til Ukraina").
    """
    own = _phrases(sentence, at, word)
    head = governor(sentence, at)
    carried = sentence.tokens[at].pos == "NOUN" and sentence.tokens[at].dep in (
        "obj",
        "obl",
        "nsubj",
    )
    if own or head is None or not carried:
        return own
    return tuple(one for one in _phrases(sentence, head, word) if one != at)


def _phrases(sentence: Sentence, at: int, word: str) -> Heads:
    return tuple(
        child
        for child in sentence.children[at]
        if sentence.tokens[child].dep in ("obl", "nmod", "advcl", "obj", "acl", "nsubj", "dep")
        and any(
            sentence.tokens[case].dep == "case"
            and sentence.tokens[case].lower == word
            and (case == 0 or sentence.tokens[case - 1].lower not in _COMPANY)
            for case in sentence.children[child]
        )
    )


def _carrier(sentence: Sentence, at: int, verbs: frozenset[str], passive: bool = False) -> Heads:
    """Return the subject of the verb that carries the noun at `at`, if it is one of `verbs`."""
    head = governor(sentence, at)
    token = sentence.tokens[at]
    if head is None:
        return _surface_subject(sentence, at) if passive else ()
    if token.dep not in ("obj", "obl", "xcomp", "nmod") or not _is_verbal(sentence, head):
        return _surface_subject(sentence, at) if passive else ()
    if not {one.lower for one in _tokens(sentence, at) if one.dep == "case"} <= _CARRYING:
        return ()
    return subject(sentence, head) if sentence.tokens[head].lemma in verbs else ()


def _attendant(sentence: Sentence, at: int) -> Heads:
    """Return the subject of the clause for which the noun at `at` is the occasion."""
    head = governor(sentence, at)
    if head is None or sentence.tokens[at].dep not in ("obl", "advcl", "nmod"):
        return ()
    cases = {one.lower for one in _tokens(sentence, at) if one.dep == "case"}
    return subject(sentence, head) if cases & _OCCASIONS and _is_verbal(sentence, head) else ()


def _is_verbal(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.pos in ("VERB", "AUX") or any(
        child.dep in ("cop", "aux", "nsubj") for child in _tokens(sentence, at)
    )


def _is_infinitive(sentence: Sentence, at: int) -> bool:
    return "VerbForm=Inf" in sentence.tokens[at].morph or any(
        child.dep == "mark" and child.lower == "å" for child in _tokens(sentence, at)
    )


def _is_relative(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].lower in ("som", "der")


def _children(sentence: Sentence, at: int, dep: str) -> Heads:
    return tuple(child for child in sentence.children[at] if sentence.tokens[child].dep == dep)


def _tokens(sentence: Sentence, at: int) -> Iterator[Token]:
    return (sentence.tokens[child] for child in sentence.children[at])
