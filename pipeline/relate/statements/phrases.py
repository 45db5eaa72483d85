"""Noun phrases that say who speaks: `sier Nato-sjef X`, `Xs far, Y`, `lederen for X, Y`."""

from dataclasses import dataclass
from typing import Final

from pipeline.relate.sentences import Name
from pipeline.relate.statements.saying import ADVERBS, finite
from pipeline.relate.statements.words import PREPOSITIONS, SPEAKERS, STOPS, Speaker, Words
from pipeline.titles import is_title

_PRONOUNS: Final = frozenset(
    """han hun ho de dei vi me jeg eg man en ein det dette noen nokon mange flere fleire alle
    du""".split()
)
_PERSONAL: Final = frozenset("han hun ho vi me jeg eg man du".split())
_DAYS: Final = frozenset("dag går kveld natt morges morgon fjor sommer høst".split())
_NUMBERS: Final = frozenset(("prosent", "nesten", "rundt"))
_FROM: Final = frozenset(("fra", "frå", "av"))
_FURTHEST: Final = 14  # words between a verb and its subject


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
class Phrases(Words):
    """Reads the noun phrases of a sentence whose tokens are there."""

    def after(self, at: int, possessor: bool = False) -> Speaker | None:
        """Return the speakers in the phrase that begins at token `at`, or None if nobody known.

        The whole title is passed over: `Nato-sjef X`, `leder i Y, X`, `Xs far, Y`. With
        `possessor`, an organisation counts to which what speaks belongs: `CNNs prognoser`, `en
        rapport fra FN`.
        """
        at = self._past_adverbs(at)
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

    def _past_adverbs(self, at: int) -> int:
        """Return the token behind the adverbs at token `at`: `sier også X`, `sa i går X`."""
        while at < len(self.words):
            following = self.words[at + 1].lower if at + 1 < len(self.words) else ""
            if self.words[at].lower == "i" and following in _DAYS:
                at += 2
            elif self.words[at].lower in ADVERBS:
                at += 1
            else:
                break
        return at

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
            or lower in STOPS
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
            or following.lower in STOPS
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
