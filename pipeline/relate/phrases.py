"""Noun phrases that say who speaks: `sier Nato-sjef X`, `Xs far, Y`, `lederen for X, Y`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from pipeline.relate.saying import ADVERBS, finite
from pipeline.relate.sentences import Name, Sentence, Token
from pipeline.titles import is_title

SPEAKERS: Final = frozenset(("person", "organisation", "country"))
PREPOSITIONS: Final = frozenset(
    "i på for ved av fra frå til hos om under med mot innen innenfor hjå bak over etter".split()
)
SINGULAR: Final = ("han", "hun", "ho")

_STOPS: Final = frozenset(
    """som at men da når mens medan fordi hvis dersom der om enn før uten mot hvor kor hva kva hvem
    å idet etter siden""".split()
)
_PRONOUNS: Final = frozenset(
    """han hun ho de dei vi me jeg eg man en ein det dette noen nokon mange flere fleire alle
    du""".split()
)
_PERSONAL: Final = frozenset("han hun ho vi me jeg eg man du".split())
_NUMBERS: Final = frozenset(("prosent", "nesten", "rundt"))
_FROM: Final = frozenset(("fra", "frå", "av"))
_FURTHEST: Final = 14  # words between a verb and its subject


class Resolved(Protocol):
    """What a pronoun or a role noun refers to, and the rule that decided."""

    @property
    def names(self) -> tuple[Name, ...]:
        """The entities meant."""

    @property
    def rule(self) -> str:
        """The name of the rule."""


References = Mapping[tuple[int, int], Resolved]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The speakers that a clause of saying names.

    `end` is the number of the token behind the last of them; `rule` that of the reference, empty
    where they are named. `pronoun` is `han` or `hun` where that is all the sentence says and
    nothing is known of whom it means; then there are no names.
    """

    names: tuple[Name, ...]
    end: int
    rule: str = ""
    pronoun: str = ""


@dataclass
class _Read:
    """What has been read of a phrase that begins at token `start`.

    `noun` is the token of a role noun that refers to somebody, `owner` the name in the genitive;
    `common` tells whether a common noun has been read, `title` whether a title, `inside` whether a
    preposition opens what is read now.
    """

    start: int
    noun: int | None = None
    owner: Name | None = None
    common: bool = False
    title: bool = False
    inside: bool = False


@dataclass(frozen=True)
class Phrases:
    """Reads the noun phrases of a sentence whose tokens are there."""

    sentence: Sentence
    references: References

    @property
    def name_at(self) -> Mapping[int, Name]:
        """The name of each token that is a part of one."""
        return self.sentence.name_at

    @property
    def words(self) -> Sequence[Token]:
        """The words of the sentence."""
        return self.sentence.tokens

    def after(self, at: int, possessor: bool = False) -> Speaker | None:
        """Return the speakers in the phrase that begins at token `at`, or None if nobody known.

        The whole title is passed over: `Nato-sjef X`, `leder i Y, X`, `Xs far, Y`. With
        `possessor`, an organisation counts to which what speaks belongs: `CNNs prognoser`, `en
        rapport fra FN`.
        """
        read = _Read(at)
        while at < min(len(self.words), read.start + _FURTHEST):
            if at in self.name_at:
                end = self.end(at)
                if self._read_name(read, at, possessor):
                    return self.coordinated(Speaker((self.name_at[at],), end))
                at = end
                continue
            if self._breaks(read, at):
                return self._outcome(read, at, possessor)
            self._read_word(read, at)
            at += 1
        return self._outcome(read, at, possessor)

    def _read_name(self, read: _Read, at: int, possessor: bool) -> bool:
        """Read the name at token `at`; tell whether it is the speaker's."""
        name, end = self.name_at[at], self.end(at)
        if not self.plain(at):
            read.noun = next((k for k in range(at, end) if self.refers(k)), read.noun)
            read.title = read.common = read.title or is_title(self.words[end - 1].text)
        elif self.genitive(at):
            read.owner = name
        elif read.inside and not self._behind_noun(at, name):
            read.inside = False
            source = possessor and not read.title and self.words[at - 1].lower in _FROM
            return source and name.type == "organisation"
        else:
            return name.type in SPEAKERS
        return False

    def _breaks(self, read: _Read, at: int) -> bool:
        """Tell whether the phrase ends before the word at token `at`."""
        word = self.words[at]
        lower = word.lower
        if lower in PREPOSITIONS:
            return at == read.start or not read.common
        if lower == "og":
            return not (read.title and self._second_title(at + 1))
        return (
            (lower in _PRONOUNS and self._alone(at))
            or word.pos == "NUM"  # `svarer 52 prosent Høyre`
            or lower in _NUMBERS
            or not (word.text[0].isalnum() or word.text in "-/")
            or lower in _STOPS
            or finite(word)
            or (word.pos == "VERB" and "VerbForm=Inf" in word.morph)
            or (self._unknown(at) and at > read.start and not read.inside)
        )

    def _read_word(self, read: _Read, at: int) -> None:
        word = self.words[at]
        if word.lower in PREPOSITIONS:
            read.inside = True
            return
        if self.refers(at):
            read.noun = at
        read.title = read.title or is_title(word.text)
        read.common = read.common or read.title or word.pos in ("NOUN", "")

    def _outcome(self, read: _Read, at: int, possessor: bool) -> Speaker | None:
        """Return whom the phrase means that has been read up to token `at` without a name."""
        if at < len(self.words) and at > read.start and self.words[at].text == ",":
            named = self._apposed(at)
            if named:
                return named
        if at < len(self.words):
            word = self.words[at]
            if (
                word.pos == "NUM"
                or word.lower in _NUMBERS
                or (at > read.start and self._unknown(at) and not read.inside)
            ):
                return None
            if word.lower in _PRONOUNS and self._alone(at):
                return self.referred(at)
        if read.noun is not None:
            return self.referred(read.noun, at)
        owner = read.owner
        if possessor and owner and owner.type != "person" and not read.title:
            return Speaker((owner,), at)
        return None

    def _unknown(self, at: int) -> bool:
        """Tell whether the word may be the name of somebody that was not found."""
        word = self.words[at]
        return word.text[0].isupper() and "-" not in word.text

    def referred(self, at: int, end: int = 0) -> Speaker | None:
        """Return whom the pronoun or role noun at token `at` means, or None.

        Of `han` and `hun` that mean nobody known, the pronoun itself. The phrase ends at `end`, or
        with the token.
        """
        found = self.references.get((self.sentence.number, at))
        names = speaking(found.names) if found else ()
        if found and names:
            return Speaker(names, end or at + 1, found.rule)
        lower = self.words[at].lower
        return Speaker((), at + 1, pronoun=lower) if lower in SINGULAR else None

    def refers(self, at: int) -> bool:
        """Tell whether the word at token `at` refers to somebody who can speak."""
        found = self.references.get((self.sentence.number, at))
        return found is not None and bool(speaking(found.names))

    def coordinated(self, found: Speaker, behind_verb: bool = True) -> Speaker:
        """Add the names that follow with a comma or `og`: `sier A, B og C`.

        A name that a finite verb follows begins a clause of its own, unless the verb is still to
        come: then `behind_verb` is false.
        """
        names, at = list(found.names), found.end
        while at < len(self.words):
            if self.words[at].text == "(":
                at = self._behind_bracket(at)
                continue
            joined = self.words[at].lower
            if joined not in (",", "og", "&"):
                break
            at += 1
            while at < len(self.words) and (
                is_title(self.words[at].text) or (at in self.name_at and not self.plain(at))
            ):
                at += 1
            name = self.name_at.get(at)
            if name is None or not self.plain(at) or name.type not in SPEAKERS or self.genitive(at):
                break
            at = self.end(at)
            if behind_verb and at < len(self.words) and finite(self.words[at]):
                break
            names.append(name)
            if joined != "," or self._and_more(at):
                return Speaker(tuple(names), self._past_more(at))
        return found

    def _and_more(self, at: int) -> bool:
        """Tell whether a list of names ends in others without a name: `A, B og flere andre`."""
        return at + 1 < len(self.words) and (
            self.words[at].lower == "og"
            and self.words[at + 1].lower in ("flere", "fleire", "andre")
        )

    def _past_more(self, at: int) -> int:
        return at + 2 if self._and_more(at) else at

    def _apposed(self, comma: int) -> Speaker | None:
        """Return the person named behind the comma: `sjefen for X, Jens Moe`, `…, advokat X`."""
        first = comma + 1
        while first < len(self.words) and is_title(self.words[first].text):
            first += 1
        name = self.name_at.get(first)
        if name is None or name.type != "person" or not self.plain(first):
            return None
        end = self.end(first)
        if self.genitive(first) or (end < len(self.words) and finite(self.words[end])):
            return None
        return Speaker((name,), end)

    def _alone(self, at: int) -> bool:
        """Tell whether the pronoun is the whole phrase: not `en kilde`, `de to`."""
        if self.words[at].lower in _PERSONAL:
            return True
        if at + 1 >= len(self.words):
            return True
        following = self.words[at + 1]
        return (
            not following.text[0].isalnum()
            or following.lower in PREPOSITIONS
            or following.lower in _STOPS
            or following.lower in ("at", "også")
        )

    def _second_title(self, at: int) -> bool:
        """Tell whether `og` joins titles: `trener og far Jens Moe`, `pastor og bibellærer X`."""
        if at >= len(self.words):
            return False
        return is_title(self.words[at].text) or (
            at + 1 in self.name_at and self.words[at].text[0].islower()
        )

    def _behind_noun(self, at: int, name: Name) -> bool:
        """Tell whether a person's name stands behind a common noun: `leder i kommunen Jens Moe`."""
        previous = self.words[at - 1]
        return (
            name.type == "person"
            and self.words[at - 2].lower in PREPOSITIONS
            and (at - 1 in self.name_at or "Definite=Def" in previous.morph)
            and not is_title(previous.text)
        )

    def _behind_bracket(self, at: int) -> int:
        for end in range(at + 1, min(at + 8, len(self.words))):
            if self.words[end].text == ")":
                return end + 1
        return at + 1

    def plain(self, at: int) -> bool:
        """Tell whether the name at token `at` stands by itself: not in `Nato-sjef`, `russisk`."""
        name = self.name_at[at]
        last = self.words[self.end(at) - 1]
        return not (name.derived or name.adjective or ("-" in last.text and last.end > name.end))

    def genitive(self, at: int) -> bool:
        """Tell whether the name at token `at` owns what follows: `Nordlands ordfører`."""
        name, end = self.name_at[at], self.end(at)
        if not name.text.endswith(("s", "S", "'", "’")) or end >= len(self.words):
            return False
        last, following = self.words[end - 1], self.words[end]
        if last.pos:
            return "Case=Gen" in last.morph or end in self.name_at or following.pos == "NOUN"
        return end in self.name_at or (
            following.text[0].islower()
            and following.lower not in PREPOSITIONS
            and following.lower not in _STOPS
            and following.lower not in ADVERBS
            and following.lower not in ("og", "eller", "er", "var", "har")
        )

    def end(self, at: int) -> int:
        """Return the token behind the name of which token `at` is a part."""
        name = self.name_at[at]
        while at < len(self.words) and self.name_at.get(at) is name:
            at += 1
        return at

    def begin(self, at: int) -> int:
        """Return the first token of the name of which token `at` is a part."""
        name = self.name_at[at]
        while at > 0 and self.name_at.get(at - 1) is name:
            at -= 1
        return at


def speaking(names: Sequence[Name]) -> tuple[Name, ...]:
    """Return those of the names that can speak: of persons, organisations and countries."""
    return tuple(name for name in names if name.type in SPEAKERS)


def mentioned(sentence: Sentence) -> Iterator[Name]:
    """Yield the names in the sentence that could speak, those in compounds left out."""
    for name in speaking(sentence.names):
        if not name.derived and not name.adjective:
            yield name
