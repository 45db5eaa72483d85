"""Whether the text tells something as a fact, denies it, plans it or thinks it possible.

The words that decide are in lexicon/modality.toml.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.datafiles import read_toml
from pipeline.relate.sentences import Sentence

PLANNED: Final = "planned"
POSSIBLE: Final = "possible"
_FILE: Final = Path(__file__).parent.parent / "lexicon" / "modality.toml"
_VERBAL: Final = ("VERB", "AUX", "ADJ")
_BELOW: Final = frozenset({"xcomp", "advcl", "ccomp", "obj", "obl", "csubj", "nmod", "acl"})


@dataclass(frozen=True, slots=True)
class Telling:
    """How something is told: denied or not; `modality` is planned, possible or empty."""

    negated: bool = False
    modality: str = ""


def telling(sentence: Sentence, at: int, owned: bool = False) -> Telling:
    """Return how the sentence tells what its token at `at` says, a verb, adjective or noun.

    An `owned` noun (`Russlands angrep`) is a fact whatever its verb says, unless that cancels it.
    """
    words = _words()
    negated = False
    modality = ""
    last = at
    for place in _above(sentence, at, owned, words):
        token = sentence.tokens[place]
        children = [sentence.tokens[child] for child in sentence.children[place]]
        denied = any(
            child.lower in words["denies"] and child.dep in ("advmod", "det", "cc", "aux", "neg")
            for child in children
        ) or any(
            child.lower in words["without"] and child.dep in ("case", "mark") for child in children
        )
        denied = denied or any(
            sentence.tokens[one].lower in words["neither"]
            for child in children
            if child.dep in ("nsubj", "obj", "obl")
            for one in sentence.children[child.at]
        )
        if place != at and token.lemma in words["denying"] | words["cancelling"]:
            # "utelukker ikke å møte" is neither a meeting nor none.
            modality = POSSIBLE if denied else modality
            negated = negated or not denied
        elif denied:
            negated = not negated
        if token.lemma in words["setting_out"] and "Tense=Pres" in token.morph:
            modality = modality or (PLANNED if place != at and _aims(sentence, last) else "")
        last = place
        modality = modality or _modality(
            [token.lemma] if place != at else [], [child.lower for child in children], words
        )
    question = sentence.tokens[-1].text.endswith("?")
    return Telling(negated, modality or (POSSIBLE if question else ""))


def _aims(sentence: Sentence, at: int) -> bool:
    """Tell whether the infinitive at `at` is what somebody is about to do: `reiser for å møte`."""
    marks = {
        sentence.tokens[child].lower
        for child in sentence.children[at]
        if sentence.tokens[child].dep == "mark"
    }
    return sentence.tokens[at].dep == "advcl" and {"for", "å"} <= marks


def _modality(verbs: list[str], children: list[str], words: Mapping[str, frozenset[str]]) -> str:
    if any(verb in words["wishing"] for verb in verbs):
        return POSSIBLE
    aim = "å" in children  # "enige om å møtes" is no condition
    if any(child in words["possible"] and not (aim and child == "om") for child in children):
        return POSSIBLE
    if any(verb in words["planning"] | words["auxiliary"] for verb in verbs):
        return PLANNED
    if any(child in words["planned"] for child in children):
        return POSSIBLE if "ha" in children else PLANNED  # "skal ha møtt" is hearsay
    return ""


def _above(
    sentence: Sentence, at: int, owned: bool, words: Mapping[str, frozenset[str]]
) -> Iterator[int]:
    """Yield `at` and what governs it as long as that decides whether it happens.

    These are the verbs of infinitives and of nouns that they carry, verbs of wishing above a
    clause (`krever at …`), and nouns such as `forslag om`.
    """
    for _ in range(len(sentence.tokens)):
        yield at
        token = sentence.tokens[at]
        if token.head == at:
            return
        head = sentence.tokens[token.head]
        if "VerbForm=Inf" in token.morph:
            goes_on = token.dep in _BELOW | {"conj"} and (
                head.pos in _VERBAL or head.lemma in words["wishing"] | words["planning"]
            )
        elif token.pos == "NOUN":
            cancels = head.lemma in words["cancelling"]
            carried = not owned and head.lemma not in words["denying"] | words["auxiliary"]
            goes_on = token.dep in _BELOW | {"nsubj"} and (
                cancels or (carried and token.dep in _BELOW and head.pos in _VERBAL)
            )
        else:
            goes_on = token.dep == "ccomp" and head.lemma in words["wishing"]
        if not goes_on:
            return
        at = token.head
        owned = False


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in read_toml(_FILE, "").items()}
