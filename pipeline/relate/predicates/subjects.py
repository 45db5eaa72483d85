"""Who does what a verb, an adjective or a noun says: its subject, also one that it shares.

Read from Universal Dependencies. Passives are read as if they were active; an infinitive, a
coordinated verb and a relative clause take the subject that they share with another verb.
"""

from collections.abc import Iterator
from typing import Final

from pipeline.relate.predicates.strays import stray_phrases, stray_subject
from pipeline.relate.sentences import Sentence, Token

Heads = tuple[int, ...]

# Verbs whose object is the subject of the infinitive after them: "ba Putin møte Zelenskyj".
_OBJECT_CONTROL: Final = frozenset(
    """be oppfordre tvinge få la overtale beordre invitere anmode true presse hindre hjelpe advare
    åtvare anklage beskylde skulde kritisere klandre mistenke rose hylle takke arrestere straffe
    fengsle fordømme dømme""".split()
)
_PASSIVE: Final = frozenset("bli blir ble blitt blei verte vert vart vorte".split())
_BECOMING: Final = frozenset("er var blir ble blei vart vert bli blitt være vere vore".split())
_CLAUSES: Final = frozenset({"xcomp", "advcl", "ccomp", "acl"})
_NYNORSK: Final = {"fra": "frå"}
_COMPANY: Final = frozenset({"sammen", "saman"})  # "sammen med" names company, no party


def subject(sentence: Sentence, at: int) -> Heads:
    """Return who does what the verb, or the predicate adjective or noun, at `at` says.

    Of a passive the agent; none where it is not told.
    """
    if is_passive(sentence, at):
        return with_preposition(sentence, at, "av")
    return surface_subject(sentence, at)


def is_passive(sentence: Sentence, at: int) -> bool:
    """Tell whether the verb at `at` is passive: `ble kritisert`, `kritiseres`, `kritisert av`."""
    token = sentence.tokens[at]
    below = list(words(sentence, at))
    if any(child.passive for child in below) or "Voice=Pass" in token.morph:
        return True
    if any(child.dep == "aux" and child.lower in _PASSIVE for child in below):
        return True
    participle = token.dep in ("acl", "amod") and "VerbForm=Part" in token.morph
    # With an object it is a past tense that looks alike: "FSB anklaget ham".
    finite = any(child.dep in ("aux", "mark", "obj", "nsubj") for child in below)
    return participle and not finite


def surface_subject(sentence: Sentence, at: int, depth: int = 0) -> Heads:
    """Return the subject as it stands, of a passive who it happens to."""
    own = children(sentence, at, "nsubj")
    if own:
        return own if is_passive(sentence, at) else own[:1]
    token = sentence.tokens[at]
    if stray := stray_subject(sentence, at):
        return stray
    head = governor(sentence, at)
    if head is None or depth > len(sentence.tokens):
        return ()
    if token.dep == "acl" and "VerbForm=Part" in token.morph and children(sentence, at, "obj"):
        return (head,)
    if token.dep == "conj" and is_verbal(sentence, head):
        return _shared_subject(sentence, head, depth)
    if token.dep == "acl" and any(one.lower in ("som", "der") for one in words(sentence, at)):
        return (head,)
    # ble enig; a parser may take an adjective that it does not know for a noun
    if token.dep in ("xcomp", "obj") and sentence.tokens[head].lower in _BECOMING:
        return _shared_subject(sentence, head, depth)
    if token.dep in _CLAUSES and _is_infinitive(sentence, at) and is_verbal(sentence, head):
        if sentence.tokens[head].lemma in _OBJECT_CONTROL:
            asked = children(sentence, head, "obj") or children(sentence, head, "iobj")
            if asked:
                return asked
        return _shared_subject(sentence, head, depth)
    return ()


def _shared_subject(sentence: Sentence, at: int, depth: int) -> Heads:
    """Return the subject as it stands, whether its verb is active or passive."""
    return surface_subject(sentence, at, depth + 1)


def with_preposition(sentence: Sentence, at: int, word: str) -> Heads:
    """Return the phrases with the preposition `word` that hang on `at`.

    Of a noun also those that hang on its verb, where the noun is what the verb carries: a parser
    cannot well tell the two ("ga støtte til Ukraina").
    """
    own = phrases(sentence, at, word)
    if not own and sentence.tokens[at].pos != "NOUN":
        return stray_phrases(sentence, at, word)
    head = governor(sentence, at)
    carried = sentence.tokens[at].pos == "NOUN" and sentence.tokens[at].dep in (
        "obj",
        "obl",
        "nsubj",
    )
    if own or head is None or not carried:
        return own
    return tuple(one for one in phrases(sentence, head, word) if one != at)


def phrases(sentence: Sentence, at: int, word: str) -> Heads:
    """Return the phrases with the preposition `word` that hang on the token at `at`."""
    return tuple(
        child
        for child in sentence.children[at]
        if sentence.tokens[child].dep in ("obl", "nmod", "advcl", "obj", "acl", "nsubj", "dep")
        and any(
            sentence.tokens[case].dep == "case"
            and sentence.tokens[case].lower in (word, _NYNORSK.get(word))
            and (case == 0 or sentence.tokens[case - 1].lower not in _COMPANY)
            for case in sentence.children[child]
        )
    )


def governor(sentence: Sentence, at: int) -> int | None:
    """Return the token that the one at `at` hangs on, None for the root."""
    head = sentence.tokens[at].head
    return None if head == at else head


def is_verbal(sentence: Sentence, at: int) -> bool:
    """Tell whether the token at `at` is a verb or the predicate of a clause."""
    token = sentence.tokens[at]
    if token.pos in ("VERB", "AUX") or (token.pos == "ADJ" and token.dep == "xcomp"):
        return True
    return any(child.dep in ("cop", "aux", "nsubj") for child in words(sentence, at))


def _is_infinitive(sentence: Sentence, at: int) -> bool:
    return "VerbForm=Inf" in sentence.tokens[at].morph or any(
        child.dep == "mark" and child.lower == "å" for child in words(sentence, at)
    )


def children(sentence: Sentence, at: int, dep: str) -> Heads:
    """Return the tokens that hang on the one at `at` as `dep`, in their order."""
    return tuple(child for child in sentence.children[at] if sentence.tokens[child].dep == dep)


def words(sentence: Sentence, at: int) -> Iterator[Token]:
    """Yield the tokens that hang on the one at `at`, in their order."""
    return (sentence.tokens[child] for child in sentence.children[at])
