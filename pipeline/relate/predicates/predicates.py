"""Relations that verbs and nouns state: who meets whom, who is against or with whom.

What they are is data: the words in lexicon/predicates.csv, what they say with which arguments in
lexicon/patterns.toml.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from pathlib import Path
from typing import Any, Final, Literal

from pipeline.datafiles import listed, read_rows, read_toml
from pipeline.relate.coreference.references import References
from pipeline.relate.found import Relation
from pipeline.relate.predicates.arguments import arguments, is_reflexive, particles
from pipeline.relate.predicates.modality import telling
from pipeline.relate.predicates.parties import Party, after_and, parties
from pipeline.relate.sentences import Article, Sentence

_FOLDER: Final = Path(__file__).parent.parent / "lexicon"
_PARTS_OF_SPEECH: Final[Mapping[str, tuple[str, ...]]] = {
    "verb": ("VERB", "AUX", "ADJ"),
    "noun": ("NOUN",),
    "adjective": ("ADJ", "ADV"),
}
_PERSONS: Final = {"": 0, "one": 1, "both": 2}
_SHORTEST_HEAD: Final = 4  # shorter nouns end too many others


@dataclass(frozen=True)
class Pattern:
    """What a group of words says with which arguments; the fields are those of patterns.toml."""

    name: str
    type: str
    words: tuple[str, ...]
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    particle: tuple[str, ...] = ()
    reflexive: bool = False
    persons: Literal["", "one", "both"] = ""
    places: bool = False
    bodies: bool = False
    examples: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of predicates.csv: its group, verb, noun or adjective, and its lemma."""

    group: str
    kind: str
    lemma: str


def predicates(article: Article, references: References) -> list[Relation]:
    """Return what the verbs and nouns of `article` state of its entities, in the order of the text.

    Sentences without a parse state nothing. `references` say for whom pronouns and roles stand;
    without any, names alone count.
    """
    found: dict[tuple[Any, ...], Relation] = {}
    for sentence in article.sentences:
        for relation in _in_sentence(sentence, references):
            ends = (relation.source.entity_id, relation.target.entity_id)
            pair = tuple(sorted(ends)) if relation.type == "meets" else ends
            found.setdefault((sentence.number, relation.type, relation.start, *pair), relation)
    return list(found.values())


def _in_sentence(sentence: Sentence, references: References) -> Iterator[Relation]:
    for token in sentence.tokens:
        for word in words_at(token.lower):
            if not _may_be_word(word, sentence, token.at):
                continue
            for pattern in _by_group().get(word.group, ()):
                if _fits(pattern, sentence, token.at):
                    yield from _relations(pattern, word, sentence, token.at, references)


def _may_be_word(word: Word, sentence: Sentence, at: int) -> bool:
    """Tell whether the token at `at` is this word by its part of speech.

    A parser may take a verb that it does not know for a noun; its subject and its object give it
    away. The same holds for an adjective (`er samd`), and for a noun after `er` (`er vert for`).
    """
    token = sentence.tokens[at]
    if at in sentence.name_at:
        return False
    if token.pos in _PARTS_OF_SPEECH[word.kind]:
        return True
    deps = {sentence.tokens[child].dep for child in sentence.children[at]}
    if word.kind == "noun":
        return token.pos == "ADJ" and "cop" in deps
    if token.pos != "NOUN" or len(words_at(token.lower)) > 1 or deps & {"det", "amod", "nmod"}:
        return False
    if word.kind == "adjective":
        return "case" not in deps
    return word.kind == "verb" and not deps & {"cop", "case"} and {"nsubj", "obj"} <= deps


def _fits(pattern: Pattern, sentence: Sentence, at: int) -> bool:
    if pattern.particle and not particles(sentence, at) & set(pattern.particle):
        return False
    return is_reflexive(sentence, at) or not pattern.reflexive


def _relations(
    pattern: Pattern, word: Word, sentence: Sentence, at: int, references: References
) -> Iterator[Relation]:
    sides: Iterable[tuple[Party, Party]]
    if pattern.together:
        kind, together = _first(pattern.together, sentence, at, references)
        if kind == "mellom" and len(together) == 1:
            heads = (together[0].at, *after_and(sentence, together[0].at))
            together = parties(sentence, heads, references)
        sides = combinations(together, 2)
    else:
        kind, sources = _first(pattern.source, sentence, at, references)
        _, targets = _first(pattern.target, sentence, at, references) if sources else ("", [])
        sides = product(sources, targets)
    told = None
    for one, other in sides:
        if not _may_be(pattern, one, other):
            continue
        told = told or telling(sentence, at, owned=kind == "genitive")
        ends = [sentence.tokens[place] for place in (at, one.at, other.at)]
        yield Relation(
            type=pattern.type,
            source=one.name,
            target=other.name,
            label=_label(pattern, word),
            sentence=sentence.number,
            start=min(end.start for end in ends),
            end=max(_end(sentence, end.at) for end in ends),
            negated=told.negated,
            modality=told.modality,
            pattern=pattern.name,
            coreference="; ".join(
                dict.fromkeys(party.coreference for party in (one, other) if party.coreference)
            ),
        )


def _first(
    kinds: Sequence[str], sentence: Sentence, at: int, references: References
) -> tuple[str, list[Party]]:
    """Return the first of the arguments `kinds` that has an entity, and its entities."""
    for kind in kinds:
        found = parties(sentence, arguments(sentence, at, kind), references)
        if found:
            return kind, found
    return "", []


def _may_be(pattern: Pattern, one: Party, other: Party) -> bool:
    types = (one.name.type, other.name.type)
    if one.name.entity_id == other.name.entity_id or types[0] == "place":
        return False
    if types[1] == "place" and not pattern.places:
        return False
    if pattern.bodies and types[1] not in ("country", "organisation"):
        return False
    return types.count("person") >= _PERSONS[pattern.persons]


def _label(pattern: Pattern, word: Word) -> str:
    return f"{word.lemma} {pattern.particle[0]}" if pattern.particle else word.lemma


def _end(sentence: Sentence, at: int) -> int:
    name = sentence.name_at.get(at)
    return max(sentence.tokens[at].end, name.end if name is not None else 0)


@functools.cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns of patterns.toml, in their order."""
    return tuple(_pattern(row) for row in read_toml(_FOLDER / "patterns.toml", "")["pattern"])


def _pattern(row: Mapping[str, Any]) -> Pattern:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    return Pattern(**values)


@functools.cache
def _by_group() -> Mapping[str, tuple[Pattern, ...]]:
    groups = {group for pattern in patterns() for group in pattern.words}
    return {
        group: tuple(pattern for pattern in patterns() if group in pattern.words)
        for group in groups
    }


@functools.cache
def _forms() -> Mapping[str, tuple[Word, ...]]:
    found: dict[str, list[Word]] = {}
    columns = ("group", "kind", "lemma", "forms")
    for _, row in read_rows(_FOLDER / "predicates.csv", columns, columns, ",".join(columns)):
        word = Word(row["group"], row["kind"], row["lemma"])
        for form in listed(row["forms"]):
            found.setdefault(form, []).append(word)
    return {form: tuple(words) for form, words in found.items()}


@functools.lru_cache(maxsize=100_000)
def words_at(lower: str) -> tuple[Word, ...]:
    """Return what a word in lower case may be: itself, or a noun that it, a compound, ends in.

    >>> {word.lemma for word in words_at("fredsforhandlingene")}
    {'forhandling'}
    """
    known = _forms()
    if lower in known:
        return known[lower]
    for begin in range(2, len(lower) - _SHORTEST_HEAD + 1):
        nouns = tuple(word for word in known.get(lower[begin:], ()) if word.kind == "noun")
        if nouns:
            return nouns
    return ()
