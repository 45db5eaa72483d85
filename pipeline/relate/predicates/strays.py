"""Arguments that a parser hung on another word than the one they belong to."""

from typing import Final

from pipeline.relate.predicates.parties import has_case
from pipeline.relate.sentences import Sentence

Heads = tuple[int, ...]

_PARTIES: Final = frozenset({"person", "organisation", "country"})
# Adverbials of a noun and its preposition, of which no phrase after them is a part.
_FIXED: Final = frozenset(
    """stedet staden dag går kveld natt helgen helga uken uka morges ettermiddag formiddag fjor år
    telefon telefonen direkte""".split()
)


def stray_subject(sentence: Sentence, verb: int) -> Heads:
    """Return the name before a finite verb that hangs on it as an adverbial without preposition.

    `Brende skal tysdag møte Judeh`, where a parser that does not know the name finds no subject.
    """
    if "VerbForm=Inf" in sentence.tokens[verb].morph and not any(
        sentence.tokens[child].dep == "aux" for child in sentence.children[verb]
    ):
        return ()
    for child in sentence.children[verb]:
        name = sentence.name_at.get(child)
        if child > verb or name is None or name.derived or name.adjective:
            continue
        loose = sentence.tokens[child].dep in ("advmod", "obl", "dep", "nmod", "amod")
        if name.type in _PARTIES and loose and not has_case(sentence, child):
            return (child,)
    return ()


def stray_phrases(sentence: Sentence, at: int, word: str) -> Heads:
    """Return phrases with the preposition `word` that hang on an adverbial of the verb at `at`.

    Only of places, of fixed adverbials and of whom one talks about: `møttes i Bonn med Lavrov`,
    `snakket i stedet med Rubio`, `snakket om Trump med Rutte`.
    """
    found = []
    for child in sentence.children[at]:
        token = sentence.tokens[child]
        name = sentence.name_at.get(child)
        about = any(
            sentence.tokens[case].lower == "om" and sentence.tokens[case].dep == "case"
            for case in sentence.children[child]
        )
        fixed = token.lower in _FIXED or (name is not None and (about or name.type == "place"))
        if token.dep != "obl" or child < at or not fixed:
            continue
        found += [
            one
            for one in sentence.children[child]
            if sentence.tokens[one].dep in ("nmod", "obl")
            and any(
                sentence.tokens[case].dep == "case" and sentence.tokens[case].lower == word
                for case in sentence.children[one]
            )
        ]
    return tuple(found)
