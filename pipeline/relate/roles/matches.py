"""Relations that a sentence states by a pattern of ``lexicon/roles.toml``."""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.relate.coreference.references import Reference
from pipeline.relate.found import Relation
from pipeline.relate.roles.phrase_patterns import Match, Part, Phrase, encode
from pipeline.relate.roles.role_nouns import body_of, lexicon, title_of
from pipeline.relate.roles.subjects import subjects
from pipeline.relate.roles.word_classes import Word, head_of, words
from pipeline.relate.sentences import Article, Name, Sentence

_TYPES: Final = {  # what may be source and target of a type of relation
    "role": ({"person"}, {"organisation", "country", "place", "person"}),
    "member_of": ({"person", "organisation", "country"}, {"organisation"}),
    "part_of": ({"organisation", "place"}, {"organisation"}),
}
_CLAUSE: Final = 6  # words before an office in which its verb stands, where the subject is far away
_BEFORE: Final = 2  # words before a match that may make it doubtful: `hvis X blir …`


@dataclass(frozen=True)
class Pattern:
    """A pattern with the type of relation that it states.

    `label` is that of every relation that it finds where no title is part of it; `stated` tells
    that the sentence may deny or doubt what it says, `subject` that
    the source is the subject of the title by the parse, and may stand anywhere in the sentence.
    """

    name: str
    type: str
    phrase: Phrase
    label: str
    stated: bool
    subject: bool


@functools.cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns of the lexicon, in its order."""
    return tuple(
        Pattern(
            name=one["name"],
            type=one["type"],
            phrase=Phrase(one["match"]),
            label=one.get("label", ""),
            stated=one.get("modality") == "stated",
            subject=one.get("source") == "subject",
        )
        for one in lexicon()["pattern"]
    )


def stated(
    article: Article, references: Mapping[tuple[int, int], Reference], types: frozenset[str]
) -> Iterator[Relation]:
    """Yield the relations of these types that the patterns find, in the order of the text."""
    resolved = {number for number, _ in references}
    for sentence in article.sentences:
        if len(sentence.names) + (sentence.number in resolved) < 2:  # a relation has two parties
            continue
        row = words(article.text, sentence, references)
        yield from sorted(
            _in_words(article.text, sentence, row, types),
            key=lambda one: (one.start, one.end, one.source.start, one.target.start),
        )


def _in_words(
    text: str, sentence: Sentence, row: Sequence[Word], types: frozenset[str]
) -> Iterator[Relation]:
    encoded = encode(row)
    claimed: dict[tuple[str, int], str] = {}
    done: set[tuple[str, str, str, int]] = set()
    for pattern in patterns():
        if pattern.type not in types:
            continue
        for match in pattern.phrase.find(encoded):
            titles = [part.begin for part in match.parts if part.field == "title"]
            free = all(claimed.get((pattern.type, at)) is None for at in titles)
            if titles and not free:
                continue
            found = list(_relations(text, sentence, row, pattern, match))
            if not found:
                continue
            claimed.update(((pattern.type, at), pattern.name) for at in titles)
            for one, at in found:
                key = (one.type, one.source.entity_id, one.target.entity_id, at)
                if key not in done:
                    done.add(key)
                    yield one


@dataclass(frozen=True, slots=True)
class _Party:
    """A name in a match: where its word stands, and the rule if that is a pronoun."""

    name: Name
    at: int
    rule: str


def _relations(
    text: str, sentence: Sentence, row: Sequence[Word], pattern: Pattern, match: Match
) -> Iterator[tuple[Relation, int]]:
    """Yield the relations of a match, each with the place of its title, -1 where there is none."""
    negated, modality = (
        _certainty(text, sentence, row, match, pattern.subject) if pattern.stated else (False, "")
    )
    allowed_sources, allowed_targets = _TYPES[pattern.type]
    parts = match.parts
    found = _of_subject(sentence, row, match) if pattern.subject else _tied(row, match)
    for source, target, title in found:
        if (
            source.name.type not in allowed_sources
            or target.name.type not in allowed_targets
            or source.name.entity_id == target.name.entity_id
        ):
            continue
        relation = Relation(
            type=pattern.type,
            source=source.name,
            target=target.name,
            label=_label(row, target.at if title is None else title) or pattern.label,
            sentence=sentence.number,
            start=min(row[source.at].start, *(row[part.begin].start for part in parts)),
            end=max(row[source.at].end, *(row[part.end - 1].end for part in parts)),
            negated=negated,
            modality=modality,
            pattern=pattern.name,
            coreference=source.rule or target.rule,
        )
        yield relation, -1 if title is None else title


def _tied(row: Sequence[Word], match: Match) -> Iterator[tuple[_Party, _Party, int | None]]:
    """Yield source, target and the place of the title, as the parts of a match belong together.

    Several sources go with as many titles or as many coordinated owners in their order; else each
    goes with all.
    """
    sources = [one for part in match.parts if part.field == "source" for one in _named(row, part)]
    for phrase in sorted({part.phrase for part in match.parts}):
        inner = [part for part in match.parts if part.phrase == phrase]
        titles = [part.begin for part in inner if part.field == "title"]
        groups = [_named(row, part) for part in inner if part.field == "target"]
        groups += [
            _named(row, part) for part in inner if part.field == "title" if row[part.begin].name
        ]
        for group in groups:
            if len(sources) > 1 and len(group) > 1 and len(group) != len(sources):
                continue  # whose is whose is not told
            for number, source in enumerate(sources):
                one_each = len(sources) > 1 and len(group) == len(sources)
                own = titles[number : number + 1] if len(titles) == len(sources) else titles
                for target in group[number : number + 1] if one_each else group:
                    for title in own or (None,):
                        yield source, target, title


def _of_subject(
    sentence: Sentence, row: Sequence[Word], match: Match
) -> Iterator[tuple[_Party, _Party, int | None]]:
    """Yield the subject of each title, with what the title belongs to."""
    at_token = {word.token: at for at, word in enumerate(row) if word.token is not None}
    verbs = frozenset(
        word for name in ("LINK", "APPOINTED", "STEPS") for word in lexicon()["words"][name].split()
    )
    for part in match.parts:
        if part.field != "title" or (token := row[part.begin].token) is None:
            continue
        for subject in subjects(sentence, token, verbs):
            name = sentence.name_at.get(subject)
            at = next(
                (at for at, word in enumerate(row) if word.name == name and name is not None),
                at_token.get(subject),
            )
            if at is None or match.begin <= at < match.end:
                continue
            own = (one for one in match.parts if one.phrase == part.phrase)
            parts = (Part("source", 0, at, at + 1), *own)
            yield from _tied(row, Match(match.begin, match.end, parts))


def _named(row: Sequence[Word], part: Part) -> list[_Party]:
    """Return the names in a part of a match; for a pronoun what it stands for."""
    found: list[_Party] = []
    for at in range(part.begin, part.end):
        word = row[at]
        if word.name is not None:
            found.append(_Party(word.name, at, ""))
        found += [_Party(name, at, word.rule) for name in word.references]
    return found


def _label(row: Sequence[Word], at: int) -> str:
    """Return the title or the noun at a place in its base form, empty where there is none."""
    word = row[at]
    noun = head_of(word.text) if word.name is not None else word.text
    title = title_of(noun) if noun else None
    return title[1] if title else (body_of(noun) or "") if noun else ""


def _certainty(
    text: str, sentence: Sentence, row: Sequence[Word], match: Match, subject: bool
) -> tuple[bool, str]:
    """Tell whether the words of a match and those right before deny what it says, or doubt it.

    With `subject` the verb stands before the match.
    """
    groups = {name: set(words.split()) for name, words in lexicon()["words"].items()}
    begin = max(0, match.begin - _CLAUSE) if subject else match.begin
    told = {word.lower for word in row[max(0, begin - _BEFORE) : match.end] if word.name is None}
    inside = {word.lower for word in row[begin : match.end] if word.name is None}
    negated = bool(inside & groups["NEGATION"])
    if told & groups["DOUBT"] or text[: sentence.end].rstrip().endswith("?"):
        return negated, "possible"
    return negated, "planned" if inside & groups["PLAN"] else ""
