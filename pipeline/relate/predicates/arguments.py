"""The arguments of a verb or a noun in a parsed sentence: who does it, to whom, with whom.

Read from Universal Dependencies, so that any pipeline with such labels will do. Passives are read
as if they were active; an infinitive, a coordinated verb and a relative clause take the subject
that they share with another verb. All arguments are given as tokens: the heads of their phrases.
"""

from typing import Final

from pipeline.relate.predicates.parties import adjectives, genitives, has_case
from pipeline.relate.predicates.subjects import (
    Heads,
    children,
    governor,
    is_passive,
    is_verbal,
    phrases,
    subject,
    surface_subject,
    with_preposition,
    words,
)
from pipeline.relate.sentences import Sentence

# Verbs that only carry a noun, so that their subject is who does what the noun says.
_GIVING: Final = frozenset(
    """ha holde gi rette komme inngå føre starte innlede gjennomføre gå erklære love tilby sende yte
    uttrykke undertegne signere avslutte fortsette planlegge avtale avholde delta være sitte
    innføre vedta reise iverksette varsle begynne stå utvide øke trappe ta oppta gjenoppta få bli
    avlyse droppe halde gje innleie ynskje skrive legge fremme true forberede be møtes møte dra
    spise innta donere levere bevilge overlevere skaffe vere være trekke
    """.split()
)
_SIGNING: Final = frozenset("inngå undertegne signere underskrive slutte".split())
# Verbs whose subject ends what the noun says.
_BREAKING: Final = frozenset("bryte kutte fryse suspendere innstille oppheve stanse".split())
# Verbs whose subject is at the other end: "fikk kritikk av", "møtte motstand fra".
_RECEIVING: Final = frozenset(
    "få motta møte høste nyte tåle vinne miste trenge be håpe takke risikere oppleve".split()
)
_CARRYING: Final = frozenset({"til", "i", "på", "med"})  # gikk til angrep, er i konflikt
REFLEXIVE: Final = frozenset({"seg", "meg", "deg", "oss"})
_OCCASIONS: Final = frozenset("i under etter før ved på til for fra frå".split())
# Ends of nouns for what a country does.
_DEEDS: Final = tuple(
    deed + ending
    for deed in """angrep åtak invasjon krig krav forslag plan politikk beslutning vedtak handling
        utspill aggresjon offensiv anneksjon annektering innblanding okkupasjon overgrep bombing
        anklage påstand beskyldning trussel kritikk sanksjon linje initiativ tilbud svar krigføring
        framferd fremferd""".split()
    for ending in ("", "en", "et", "a", "er", "ene", "ane", "n", "r", "ne", "ar")
)


def arguments(sentence: Sentence, at: int, kind: str) -> Heads:
    """Return the heads of the argument `kind` of the predicate at `at`, in their order.

    `kind` is one of those that lexicon/patterns.toml explains, or else a preposition.
    Empty where there is none.
    """
    at = _measured(sentence, at)
    match kind:
        case "subject":
            return subject(sentence, at)
        case "object":
            return _object(sentence, at)
        case "recipient":
            return children(sentence, at, "iobj")
        case "owner":
            return tuple(owner for one in _object(sentence, at) for owner in _whose(sentence, one))
        case "genitive":
            return _possessors(sentence, at)
        case "giver":
            return _headline(sentence, at) or _carrier(
                sentence, at, _GIVING - _RECEIVING | {"møte"}, passive=True
            )
        case "receiver":
            return _carrier(sentence, at, _RECEIVING)
        case "signer":
            return _carrier(sentence, at, _SIGNING)
        case "breaker":
            return _carrier(sentence, at, _BREAKING)
        case "beneficiary":
            return _beneficiary(sentence, at)
        case "citizens":
            return tuple(
                owner for one in _object(sentence, at) for owner in adjectives(sentence, one)
            )
        case "attendant":
            return _attendant(sentence, at)
        case _:
            return with_preposition(sentence, at, kind)


def _measured(sentence: Sentence, at: int) -> int:
    """Return what the noun at `at` measures, if it does: kroner of `fem milliarder kroner`."""
    token = sentence.tokens[at]
    number = any(child.pos == "NUM" for child in words(sentence, at))
    measures = token.pos == "NOUN" and token.dep == "nmod" and token.head == at + 1
    return token.head if number and measures else at


def particles(sentence: Sentence, at: int) -> set[str]:
    """Return the particles of the verb at `at` in lower case: `imot` of `tok imot`.

    A parser may hang one on the phrase after it: `ut` of `melder seg ut av EU`.
    """
    own = {
        sentence.tokens[child].lower
        for child in sentence.children[at]
        if sentence.tokens[child].dep in ("compound", "advmod", "case")
    }
    for child in sentence.children[at]:
        if sentence.tokens[child].dep == "obl":
            cases = [one.lower for one in words(sentence, child) if one.dep == "case"]
            own.update(cases[:-1])
    return own


def is_reflexive(sentence: Sentence, at: int) -> bool:
    """Tell whether the verb at `at` has `seg`, or its like in another person."""
    return any(
        sentence.tokens[child].lower in REFLEXIVE
        and sentence.tokens[child].dep in ("obj", "iobj", "expl", "obl", "nsubj")
        for child in sentence.children[at]
    )


def _object(sentence: Sentence, at: int) -> Heads:
    if is_passive(sentence, at):
        token = sentence.tokens[at]
        if token.dep in ("acl", "amod") and not children(sentence, at, "nsubj"):
            relative = any(child.lower in ("som", "der") for child in words(sentence, at))
            return (token.head,) if not relative else ()
        return surface_subject(sentence, at)
    found = children(sentence, at, "obj") or _object_by_place(sentence, at)
    if found or sentence.tokens[at].dep != "acl":
        return found
    # The noun of a relative clause that has a subject of its own: "mannen Lavrov møtte".
    own = [one for one in children(sentence, at, "nsubj") if not _is_relative(sentence, one)]
    return (sentence.tokens[at].head,) if own else ()


def _object_by_place(sentence: Sentence, at: int) -> Heads:
    """Return the object that a parser took for a second subject, or for an adverbial of no kind.

    Norwegian tells subject and object by their places alone: `Tillerson møtte Lavrov`.
    """
    after = [child for child in sentence.children[at] if child > at]
    before = [one for one in children(sentence, at, "nsubj") if one < at]
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


def _whose(sentence: Sentence, at: int) -> Heads:
    """Return whose the noun at `at` is, which somebody supports, criticises or rejects.

    An adjective tells it of deeds alone: `norske aviser` are not those of the country.
    """
    of = adjectives(sentence, at) if sentence.tokens[at].lower.endswith(_DEEDS) else ()
    return genitives(sentence, at) + of or phrases(sentence, at, "fra")


def _beneficiary(sentence: Sentence, at: int) -> Heads:
    head = governor(sentence, at)
    carried = head is not None and sentence.tokens[at].dep == "obj"
    return children(sentence, head, "iobj") if head is not None and carried else ()


def _possessors(sentence: Sentence, at: int) -> Heads:
    return genitives(sentence, at) + adjectives(sentence, at)


def _carrier(sentence: Sentence, at: int, verbs: frozenset[str], passive: bool = False) -> Heads:
    """Return the subject of the verb that carries the noun at `at`, if it is one of `verbs`."""
    head = governor(sentence, at)
    token = sentence.tokens[at]
    if head is None:
        return surface_subject(sentence, at) if passive else ()
    if token.dep not in ("obj", "obl", "xcomp", "nmod") or not is_verbal(sentence, head):
        return surface_subject(sentence, at) if passive else ()
    if not {one.lower for one in words(sentence, at) if one.dep == "case"} <= _CARRYING:
        return ()
    return subject(sentence, head) if sentence.tokens[head].lemma in verbs else ()


def _attendant(sentence: Sentence, at: int) -> Heads:
    """Return the subject of the clause for which the noun at `at` is the occasion."""
    head = governor(sentence, at)
    if head is None or sentence.tokens[at].dep not in ("obl", "advcl", "nmod"):
        return ()
    cases = {one.lower for one in words(sentence, at) if one.dep == "case"}
    if not cases & _OCCASIONS or not is_verbal(sentence, head):
        return ()
    # "X ble kritisert av Y etter møtet med Z": X was there, if it is a name.
    happened = surface_subject(sentence, head)
    named = any(one in sentence.name_at for one in happened)
    return happened if named else subject(sentence, head)


def _headline(sentence: Sentence, at: int) -> Heads:
    """Return the name of a headline without a verb: `EU med nye sanksjoner mot Belarus`."""
    head = governor(sentence, at)
    cases = {one.lower for one in words(sentence, at) if one.dep == "case"}
    if head is None or head not in sentence.name_at or cases != {"med"}:
        return ()
    verbs = any(token.pos in ("VERB", "AUX") for token in sentence.tokens)
    return () if verbs or sentence.tokens[head].dep != "root" else (head,)


def _is_relative(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].lower in ("som", "der")
