"""Variations of a treebank sentence as raw news writes it, with the annotation kept per token.

Each is a pure function of a sentence and a source of chance, and gives the sentence itself back
where it finds nothing to change. Heads, lemmas and tags stay; a capital `NORGE` keeps its lemma
`Norge`. Two change the number of tokens and move the heads with it: `without_full_stop` drops one,
`nonbreaking` adds one, because spaCy's tokenizer makes a token of every white space but a space.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from pipeline.evaluate.conll import Sentence, Word

Variation: TypeAlias = Callable[[Sentence, random.Random], Sentence]

SOFT_HYPHEN = "\u00ad"
NO_BREAK_SPACES = ("\u00a0", "\u00a0", "\u202f")
QUOTES = (
    ("“", "”"),
    ("“", "”"),
    ("”", "”"),
    ("„", "“"),
    ("„", "”"),
    ("«", "»"),
    ("»", "«"),
    ('"', '"'),
)
DASHES = ("-", "–", "–", "—")
LONG = 12
"""Letters from which a word is long enough to be hyphenated."""
HEADLINE = 12
"""Tokens up to which a sentence can be a headline or a caption."""


def curly_quotes(sentence: Sentence, rng: random.Random) -> Sentence:
    """Quotation marks in another style, apostrophes inside words curly.

    The marks of a sentence take turns as opening and closing, unless « or » says which it is.
    """
    opening, closing = rng.choice(QUOTES)
    words, inside = [], False
    for word in sentence.words:
        form = word.form
        if form in ('"', "«", "»"):
            inside = form == "«" or (form == '"' and not inside)
            form = opening if inside else closing
        elif len(form) > 1:
            form = form.replace("'", "’")
        words.append(replace(word, form=form))
    return replace(sentence, words=words)


def typographic_dashes(sentence: Sentence, rng: random.Random) -> Sentence:
    """Dashes between words, or before a reply, in another length; never those between digits."""
    dash = rng.choice(DASHES)
    words = list(sentence.words)
    for i, word in enumerate(words):
        apart = i == 0 or words[i - 1].space_after or word.space_after
        if word.form in DASHES and apart:
            words[i] = replace(word, form=dash)
    return replace(sentence, words=words)


def capitals(sentence: Sentence, rng: random.Random) -> Sentence:
    """The first one to four tokens in capitals, as a kicker; a short sentence sometimes whole."""
    length = len(sentence.words)
    whole = length <= HEADLINE and rng.random() < 0.5
    end = length if whole else rng.randint(1, 4)
    return _first_changed(sentence, end, str.upper)


def lower_case(sentence: Sentence, rng: random.Random) -> Sentence:
    """A headline, caption or comment that does without capitals; longer sentences stay."""
    short = len(sentence.words) <= HEADLINE
    return _first_changed(sentence, len(sentence.words), str.lower) if short else sentence


def _first_changed(sentence: Sentence, end: int, change: Callable[[str], str]) -> Sentence:
    words = [replace(word, form=change(word.form)) for word in sentence.words[:end]]
    return replace(sentence, words=words + sentence.words[end:])


def without_full_stop(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence without its last token if that is a full stop on which no other depends."""
    *before, last = sentence.words
    number = len(sentence.words)
    if last.form != "." or last.name != "O" or last.head == 0 or not before:
        return sentence
    if any(word.head == number for word in before):
        return sentence
    before[-1] = replace(before[-1], space_after=last.space_after)
    return replace(sentence, words=before)


def soft_hyphens(sentence: Sentence, rng: random.Random) -> Sentence:
    """A soft hyphen inside each long word, as pasted web pages have them."""
    words = [replace(word, form=_hyphenated(word.form, rng)) for word in sentence.words]
    return replace(sentence, words=words)


def _hyphenated(form: str, rng: random.Random) -> str:
    if len(form) < LONG or not form.isalpha():
        return form
    at = rng.randint(3, len(form) - 3)
    return form[:at] + SOFT_HYPHEN + form[at:]


def nonbreaking(sentence: Sentence, rng: random.Random) -> Sentence:
    """A no-break space as a token of its own in one gap: inside a name or after a number if any.

    It is annotated as spaCy annotates white space: `SPACE`, attached to the token before it, and
    inside a name if that goes on behind it.
    """
    words = sentence.words
    gaps = [i for i in range(1, len(words)) if words[i - 1].space_after]
    likely = [i for i in gaps if words[i].name.startswith("I-") or words[i - 1].form[-1].isdigit()]
    if not gaps:
        return sentence
    at = rng.choice(likely or gaps)
    following = words[at].name
    name = following if following.startswith("I-") else "O"
    space = rng.choice(NO_BREAK_SPACES)
    inserted = Word(space, space, "SPACE", "", at, "dep", name, space_after=False)
    moved = [replace(w, head=w.head + 1) if w.head > at else w for w in words]
    moved[at - 1] = replace(moved[at - 1], space_after=False)
    return replace(sentence, words=[*moved[:at], inserted, *moved[at:]])


LETTERS: Sequence[tuple[Variation, float]] = (
    (capitals, 0.04),
    (without_full_stop, 0.03),
    (lower_case, 0.01),
)
"""At most one of these a sentence, each with its probability."""

MARKS: Sequence[tuple[Variation, float]] = (
    (curly_quotes, 0.25),
    (typographic_dashes, 0.25),
    (soft_hyphens, 0.01),
    (nonbreaking, 0.02),
)
"""At most one of these, too; few sentences have quotes and dashes, so they are drawn often."""


def varied(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence with at most one change of LETTERS and one of MARKS, most often with neither."""
    for choices in (LETTERS, MARKS):
        drawn = rng.random()
        for variation, probability in choices:
            drawn -= probability
            if drawn < 0:
                sentence = variation(sentence, rng)
                break
    return sentence
