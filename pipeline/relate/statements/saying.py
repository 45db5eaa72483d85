"""Verbs that report speech: `sier`, `skreiv`, `legger til`; data in ``lexicon/saying.csv``."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.datafiles import listed, read_rows
from pipeline.relate.sentences import Token

LEXICON: Final = Path(__file__).parent.parent / "lexicon"
SAY, WRITE, THINK, UTTER = "say", "write", "think", "utter"

_HAVE: Final = frozenset("har hadde ha".split())
_MODALS: Final = frozenset("vil ville skal skulle kan kunne må måtte bør burde får fikk".split())
# What modal and infinitive assert together: `kan opplyse` opplyser, `vil si` does not say.
_INFORMING: Final = frozenset("fortelle melde opplyse bekrefte avsløre rapportere røpe".split())
_CAN: Final = frozenset(("kan", "kunne"))
_PASSIVE: Final = frozenset("blir ble blei vert vart bli blitt".split())
_FINITE: Final = frozenset("er var har hadde vil ville kan kunne skal skulle må ble blir".split())
_NEGATIONS: Final = frozenset("ikke ikkje aldri neppe verken hverken".split())
# Adverbs that stand between the parts of a verb, or between it and its subject.
ADVERBS: Final = frozenset(
    """også nå no da då derimot derfor videre vidare samtidig selv sjølv altså likevel imidlertid
    dessuten tidligere tidlegare allerede alt nylig senere seinere siden sidan nemlig gjerne ofte
    alltid stadig fortsatt framleis fremdeles blant annet mellom anna bl.a. nettopp bare berre
    heller igjen gang òg ellers elles så såleis dermed jo vel nok visst angivelig rett slett sjøl
    stolt mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tysdag laurdag sundag straks
    ikke ikkje aldri neppe verken hverken åpent klart tydelig""".split()
)


@dataclass(frozen=True, slots=True)
class Saying:
    """A form of a verb of saying: its lemma, kind and particle, and whether it is a finite form."""

    lemma: str
    kind: str
    particle: str
    finite: bool


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying in a sentence.

    `at` is the number of its token, `first` that of the auxiliary that carries the tense (`har` in
    `har sagt`; `at` itself where there is none), `participle` whether there is one.
    """

    saying: Saying
    at: int
    first: int
    passive: bool = False


@functools.cache
def forms() -> dict[str, tuple[Saying, ...]]:
    """Return the readings of each form of the verbs of saying; of two words, under the first."""
    columns = ("lemma", "forms", "kind", "nonfinite")
    found: dict[str, list[Saying]] = {}
    for _, row in read_rows(LEXICON / "saying.csv", columns, columns[:3], ",".join(columns)):
        nonfinite = listed(row.get("nonfinite", ""))
        for form in listed(row["forms"]):
            word, _, particle = form.partition(" ")
            saying = Saying(row["lemma"], row["kind"], particle, form not in nonfinite)
            found.setdefault(word, []).append(saying)
    return {word: tuple(readings) for word, readings in found.items()}


def verbs(words: Sequence[Token]) -> list[Verb]:
    """Return the verbs of saying that assert something in a sentence of these words.

    Left out are infinitives (`å si`, `vil si`), save such as `kan opplyse` and `skal ha sagt`,
    participles without an auxiliary (`som sagt`) and verbs that are denied (`sier ikke`).
    """
    found = []
    for word in words:
        for saying in forms().get(word.lower, ()):
            if saying.particle and not _particle(words, word.at, saying.particle):
                continue
            verb = _verb(words, word.at, saying)
            if verb and not _denied(words, verb):
                found.append(verb)
                break
    return found


def finite(word: Token) -> bool:
    """Tell whether the word is a finite verb; without a parse, only the commonest are known."""
    if word.pos:
        return word.pos in ("VERB", "AUX") and "VerbForm=Fin" in word.morph
    return word.lower in _FINITE


def _particle(words: Sequence[Token], at: int, particle: str) -> bool:
    """Tell whether the particle follows: at once, or after a speaker of a few words."""
    for word in words[at + 1 : at + 8]:
        if word.lower == particle.split()[0]:
            return True
        if word.text in ",.:;!?–" or word.lower in ("at", "som", "og"):
            return False
    return False


def _verb(words: Sequence[Token], at: int, saying: Saying) -> Verb | None:
    """Return the verb at `at` with its auxiliary, or None if it does not assert."""
    if words[at].pos in ("NOUN", "ADJ", "ADP", "PROPN") and not _verbal(words, at):
        return None
    before, auxiliaries = at - 1, []
    while before >= 0 and at - before < 12:
        lower = words[before].lower
        if lower in _HAVE or lower in _MODALS or lower in _PASSIVE:
            auxiliaries.append(before)
        elif lower in ADVERBS:
            pass
        elif auxiliaries or not _inverted_auxiliary(words, before, saying):
            break
        before -= 1
    lowers = [words[number].lower for number in auxiliaries]
    passive = bool(set(lowers) & _PASSIVE) and _is_participle(words[at], saying)
    if passive:
        return Verb(saying, at, auxiliaries[-1], passive=True)
    if auxiliaries and set(lowers) & _HAVE:
        return Verb(saying, at, auxiliaries[-1]) if _is_participle(words[at], saying) else None
    if lowers and not saying.finite:
        told = saying.lemma in _INFORMING and lowers[-1] in _CAN
        return Verb(saying, at, auxiliaries[-1]) if told else None
    if not saying.finite or (at and words[at - 1].lower in ("å", "som") and not saying.finite):
        return None
    return Verb(saying, at, at)


def _verbal(words: Sequence[Token], at: int) -> bool:
    """Tell whether the form is a verb all the same where the parse has a noun (`seier`, `lover`).

    The tag behind a speech and Nynorsk forms are seldom parsed well: a comma before with a capital
    behind, or `at` behind, weigh more.
    """
    if words[at].lower in ("sier", "sa") or at + 1 >= len(words):
        return words[at].lower in ("sier", "sa")
    tagging = at > 0 and words[at - 1].text == "," and _capital(words[at + 1])
    return tagging or words[at + 1].lower == "at"


def _inverted_auxiliary(words: Sequence[Token], at: int, saying: Saying) -> bool:
    """Tell whether `at` may lie between an auxiliary and its participle: `har Jens Moe sagt`."""
    return not saying.finite and (
        words[at].lower in ("han", "hun", "ho", "de")
        or _capital(words[at])
        or words[at].text == "-"
    )


def _is_participle(word: Token, saying: Saying) -> bool:
    return not saying.finite or word.lower.endswith(("et", "a", "te", "de"))


def _capital(word: Token) -> bool:
    return word.text[:1].isupper()


def _denied(words: Sequence[Token], verb: Verb) -> bool:
    """Tell whether a negation stands with the verb, before what is said begins."""
    for at in range(verb.first - 1, max(verb.first - 3, -1), -1):
        if words[at].lower in _NEGATIONS:
            return True
        if words[at].lower not in ADVERBS:
            break
    if any(words[at].lower in _NEGATIONS for at in range(verb.first, verb.at)):
        return True
    for word in words[verb.at + 1 : verb.at + 7]:
        if word.lower in _NEGATIONS:
            return True
        if word.text in ',.:;!?–«"' or word.lower in ("at", "om", "som", "og", "men"):
            return False
        if word.pos in ("VERB", "AUX"):
            return False
    return False
