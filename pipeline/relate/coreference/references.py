"""Pronouns and role noun phrases, and the names that they stand for."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pipeline.relate.coreference.binding import subject_to_come, unfit
from pipeline.relate.coreference.countries import countries
from pipeline.relate.coreference.discourse import Mention, mentions, prominence
from pipeline.relate.coreference.first_person import first_persons
from pipeline.relate.coreference.gender import Sex, sexes
from pipeline.relate.coreference.plurals import plural_references
from pipeline.relate.coreference.quoted import Speech, speeches
from pipeline.relate.coreference.role_phrases import role_phrases
from pipeline.relate.sentences import Article, Name, Sentence, Token

PRONOUNS: Final = {
    **dict.fromkeys(("han", "ham", "hans", "honom"), Sex.MALE),
    **dict.fromkeys(("hun", "henne", "hennes", "ho", "hennar"), Sex.FEMALE),
}
_POSSESSIVES: Final = frozenset({"hans", "hennes", "hennar"})

_DECAY: Final = 0.5  # what a sentence leaves of a mention's prominence
_SPOKEN_STEP: Final = 0.3  # a sentence of speech counts as so much of a sentence
_NEW_PARAGRAPH: Final = 0.3  # and a new paragraph as so much more
_SAME: Final = 1.25  # a mention in the same sentence
_FORGOTTEN: Final = 12.0  # sentences, after which a mention counts no more
_FORMER: Final = 0.35  # the mentions in other sentences, beside the most prominent one
_ACROSS: Final = 0.35  # a mention within speech, to the narrator
_NARRATED: Final = 0.8  # a mention by the narrator, to a speaker
_UNSURE: Final = 0.7  # a name that does not tell the sex
_LAST_SPEAKER: Final = 0.5  # `sier han`: who spoke last
_FORWARD: Final = 0.7  # a name after the pronoun: Da han kom, sa Lavrov
_NEAR: Final = 0.12  # the prominence of what was named lately
_MAIN_LEAST: Final = 3  # names of the person that an article is about
_MAIN_SHARE: Final = 0.6  # of all names of persons of that sex
_CLEAR: Final = 0.75  # the runner-up has at most this share of the best
_CLEAR_FAR: Final = 0.45  # the same where the best was not named lately


@dataclass(frozen=True, slots=True)
class Reference:
    """The names that a pronoun or a role noun phrase stands for, and the rule that says so.

    One for a singular, several for a plural.
    """

    names: tuple[Name, ...]
    rule: str


References = Mapping[tuple[int, int], Reference]
"""What a pronoun or role stands for, by number of the sentence and of the token."""


def references(article: Article) -> dict[tuple[int, int], Reference]:
    """Return what pronouns and role noun phrases of an article stand for.

    The key is the number of the sentence and that of the token: the pronoun, or the head of the
    role noun phrase. What no single entity fits is left out.
    """
    roles = role_phrases(article)
    found = {
        place: Reference(
            (bearer.name,), f"role: {word.lower()} < {bearer.title} {bearer.name.text}"
        )
        for place, (word, bearer) in roles.items()
    }
    spoken = speeches(article)
    found |= _Pronouns(
        article, spoken, {place: one.name for place, (_, one) in roles.items()}
    ).resolve()
    known = {place: one.names for place, one in found.items()}
    for place, name in first_persons(article, spoken, known).items():
        found[place] = Reference((name,), f"speaker: jeg < {name.text}")
    for place, name in countries(article).items():
        found[place] = Reference((name,), f"country: landets < {name.text}")
    for place, (word, names) in plural_references(article, spoken, known).items():
        both = " + ".join(name.text for name in names)
        found[place] = Reference(names, f"plural: {word} < {both}")
    return dict(sorted(found.items()))


class _Pronouns:
    """The singular pronouns of an article, decided one by one by what stands before them."""

    def __init__(
        self,
        article: Article,
        spoken: Mapping[int, Speech],
        roles: Mapping[tuple[int, int], Name],
    ) -> None:
        self._article = article
        self._speeches = spoken
        self._mentions = mentions(article, self._speeches, roles)
        self._sexes = {one.key: one.sex for one in self._mentions if one.sex} | sexes(article)
        self._clock = _clock(article, self._speeches)
        self._keys = {(one.sentence, at): one.key for one in self._mentions for at in one.tokens}
        self._named: dict[str, list[Mention]] = defaultdict(list)
        for one in self._mentions:
            if one.name is not None:
                self._named[one.key].append(one)
        self._speakers: dict[int, str] = {}
        self._found: dict[tuple[int, int], Reference] = {}

    def resolve(self) -> dict[tuple[int, int], Reference]:
        """Return what the pronouns stand for.

        Those of the narrator come first: a speaker may be known only by a pronoun (`sier han`).
        """
        last = ""
        for sentence in self._article.sentences:
            speech = self._speeches.get(sentence.number, Speech())
            for token in _pronouns(sentence):
                if token.at not in speech.tokens:
                    self._decide(sentence, token, last)
            if speech.speaker is not None:
                last = self._keys.get((sentence.number, speech.speaker), "")
                self._speakers[sentence.number] = last
        for sentence in self._article.sentences:
            for token in _pronouns(sentence):
                if token.at in self._speeches[sentence.number].tokens:
                    self._decide(sentence, token, "")
        return self._found

    def _decide(self, sentence: Sentence, token: Token, last: str) -> None:
        """Decide what a pronoun stands for; `last` is who spoke last, for the narrator."""
        spoken = token.at in self._speeches[sentence.number].tokens
        scores = self._scores(sentence, token, last)
        ranked = sorted(scores, key=lambda key: (-scores[key], key))[:2]
        if not ranked:
            ranked = [] if spoken else self._main_person(sentence, token)
        if not ranked:
            return
        best = ranked[0]
        clear = _CLEAR if scores[best] >= _NEAR else _CLEAR_FAR
        if len(ranked) > 1 and scores[ranked[1]] > clear * scores[best]:
            return
        place = sentence.number, token.at
        self._keys[place] = best
        self._sexes.setdefault(best, PRONOUNS[token.lower])
        weight = prominence(sentence, token.at)
        insort(
            self._mentions,
            Mention(sentence.number, token.start, (token.at,), best, weight, spoken),
            key=_start,
        )
        named = self._nearest(best, token.start)
        if named is not None and named.name is not None:
            self._found[place] = Reference(
                (named.name,),
                f"pronoun: {token.lower} < {named.name.text}, {_distance(sentence, named)}",
            )

    def _scores(self, sentence: Sentence, token: Token, last: str) -> dict[str, float]:
        """Return how prominent each person is whom the pronoun may stand for, by key."""
        barred = self._barred(sentence, token)
        if barred is None:
            return {}
        spoken = token.at in self._speeches[sentence.number].tokens
        now = self._clock[sentence.number]
        weights: dict[str, dict[int, float]] = defaultdict(dict)
        for at in range(bisect_left(self._mentions, token.start, key=_start) - 1, -1, -1):
            one = self._mentions[at]
            passed = now - self._clock[one.sentence]
            if passed > _FORGOTTEN:
                break
            if one.key in barred or not self._agrees(one.key, token):
                continue
            weight = one.weight * (_DECAY**passed if passed else _SAME)
            if one.spoken != spoken:
                weight *= _NARRATED if spoken else _ACROSS
            if one.key not in self._sexes:
                weight *= _UNSURE
            of = weights[one.key]
            of[one.sentence] = max(weight, of.get(one.sentence, 0))
        scores = defaultdict(float, {key: _summed(of.values()) for key, of in weights.items()})
        if last in scores and self._speeches[sentence.number].speaker == token.at:
            scores[last] += _LAST_SPEAKER
        coming = subject_to_come(sentence, token.at)
        if coming is not None:
            key = self._keys.get((sentence.number, coming))
            if key is not None and key not in barred and self._agrees(key, token):
                scores[key] += _FORWARD
        return scores

    def _barred(self, sentence: Sentence, token: Token) -> set[str] | None:
        """Return the persons that a pronoun cannot stand for, by its syntax and its speaker.

        None where it is spoken and nothing tells by whom.
        """
        number, speech = sentence.number, self._speeches[sentence.number]
        unfitting = set(unfit(sentence, token.at))
        barred: set[str] = set()
        if token.at in speech.tokens:
            barred = self._speaking(sentence)
            if not barred and speech.sure:
                return None  # it may be whoever speaks
        elif speech.speaker == token.at:
            unfitting |= speech.tokens  # nobody speaks of himself by name
        return barred | {self._keys[number, at] for at in unfitting if (number, at) in self._keys}

    def _main_person(self, sentence: Sentence, token: Token) -> list[str]:
        """Return the person of this sex that the article is about, if it is about one."""
        barred = self._barred(sentence, token) or set()
        counts = Counter(
            {
                key: len(named)
                for key, named in self._named.items()
                if self._sexes.get(key) == PRONOUNS[token.lower]
            }
        )
        return [
            key
            for key, count in counts.most_common(1)
            if key not in barred and count >= _MAIN_LEAST and count >= _MAIN_SHARE * counts.total()
        ]

    def _speaking(self, sentence: Sentence) -> set[str]:
        """Return who may be the speaker of a sentence: where it does not tell, those around it."""
        if self._speakers.get(sentence.number):
            return {self._speakers[sentence.number]}
        around = (
            next((self._speakers[at] for at in numbers if self._speakers.get(at)), "")
            for numbers in (
                range(sentence.number - 1, sentence.number - 6, -1),
                range(sentence.number + 1, sentence.number + 6),
            )
        )
        return set(around) - {""}

    def _agrees(self, key: str, token: Token) -> bool:
        return self._sexes.get(key, PRONOUNS[token.lower]) == PRONOUNS[token.lower]

    def _nearest(self, key: str, start: int) -> Mention | None:
        """Return the last mention by name of a person before `start`, else the first one after."""
        named = self._named.get(key)
        if not named:
            return None
        return named[max(0, bisect_left(named, start, key=_start) - 1)]


def _summed(weights: Iterable[float]) -> float:
    """Return how prominent a person is whose mentions, one a sentence, have these weights."""
    ranked = sorted(weights, reverse=True)
    return ranked[0] + _FORMER * sum(ranked[1:])


def _start(mention: Mention) -> int:
    return mention.start


def _pronouns(sentence: Sentence) -> Iterator[Token]:
    """Yield the pronouns of a sentence: not `Hans` the name, nor `han` before one (`han Ola`)."""
    for token in sentence.tokens:
        if token.lower in PRONOUNS and token.at not in sentence.name_at:
            after = sentence.name_at.get(token.at + 1)
            if after is None or after.type != "person" or token.lower in _POSSESSIVES:
                yield token


def _clock(article: Article, spoken: Mapping[int, Speech]) -> dict[int, float]:
    """Return when each sentence comes, in sentences of the narrator."""
    found: dict[int, float] = {}
    now, paragraph = 0.0, 0
    for sentence in article.sentences:
        speech = spoken.get(sentence.number)
        wholly = speech is not None and len(speech.tokens) >= len(sentence.tokens) - 1
        now += _SPOKEN_STEP if wholly else 1
        if sentence.paragraph != paragraph:
            now += _NEW_PARAGRAPH
            paragraph = sentence.paragraph
        found[sentence.number] = now
    return found


def _distance(sentence: Sentence, named: Mention) -> str:
    """Say how far off a name stands.

    >>> _distance(Sentence(3, 0, 0, 9), Mention(1, 0, (), "Q1", 1, False))
    '2 sentences before'
    """
    passed = sentence.number - named.sentence
    if passed == 0:
        return "same sentence"
    count = abs(passed)
    return f"{count} sentence{'s' * (count > 1)} {'before' if passed > 0 else 'after'}"
