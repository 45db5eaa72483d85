"""Who a verb of saying has as its subject: a name, or what refers to one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from pipeline.relate.saying import ADVERBS, THINK, Verb, finite
from pipeline.relate.sentences import Name, Sentence, Token
from pipeline.titles import is_title

SPEAKERS: Final = frozenset(("person", "organisation", "country"))

_PREPOSITIONS: Final = frozenset(
    "i på for ved av fra frå til hos om under med mot innen innenfor hjå bak over etter".split()
)
_STOPS: Final = frozenset(
    """som at men da når mens medan fordi hvis dersom der om enn før uten mot hvor kor hva kva hvem
    å idet etter siden""".split()
)
_PRONOUNS: Final = frozenset(
    "han hun ho de dei vi me jeg eg man en ein det dette noen nokon mange flere fleire alle du".split()
)
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
        `possessor`, an organisation that owns what speaks counts: `CNNs prognoser`.
        """
        found = self._first(at, possessor)
        if found is None or not found.names or found.rule:
            return found
        return self._coordinated(found)

    def _first(self, at: int, possessor: bool) -> Speaker | None:
        words, noun, inside, owner = self.words, None, False, None
        start, title, common = at, False, False  # `common`: a common noun has been read
        while at < min(len(words), start + _FURTHEST):
            word, name = words[at], self.name_at.get(at)
            if name is not None:
                end = self._end(at, name)
                if name.derived or name.adjective:
                    noun = next((k for k in range(at, end) if self._reference(k)), noun)
                    title = common = title or is_title(words[end - 1].text)
                elif self._genitive(name, end):
                    owner = name
                elif inside and not self._behind_noun(at, name):
                    inside = False
                elif name.type in SPEAKERS:
                    return Speaker((name,), end)
                at = end
                continue
            lower = word.lower
            if lower in _PRONOUNS and self._alone(at):
                return self._pronoun(at)
            if word.pos == "NUM" or lower in ("prosent", "nesten", "rundt"):
                return None  # `svarer 52 prosent Høyre`
            if lower in _PREPOSITIONS:
                if at == start or not common:
                    break
                inside = True
            elif lower == "og":
                if not (title and self._second_title(at + 1)):
                    break
            elif not (word.text[0].isalnum() or word.text in "-/"):
                named = self._apposed(at) if word.text == "," and at > start else None
                if named:
                    return named
                break
            elif lower in _STOPS or (
                finite(word) or word.pos == "VERB" and "VerbForm=Inf" in word.morph
            ):
                break
            elif word.text[0].isupper() and at > start and not inside and "-" not in word.text:
                return None  # somebody whose name was not found
            elif self._reference(at):
                noun = at
            title = title or is_title(word.text)
            common = common or title or word.pos in ("NOUN", "")
            at += 1
        if noun is not None:
            reference = self.references[self.sentence.number, noun]
            return Speaker(_speakers(reference.names), at, reference.rule)
        if possessor and owner is not None and owner.type != "person" and not title:
            return Speaker((owner,), at)
        return None

    def before(self, verb: Verb) -> Speaker | None:
        """Return the subject that stands before the verb, or None."""
        parsed = self._by_parse(verb)
        if parsed is not None:
            return parsed if parsed.names or parsed.pronoun else None
        return self._by_order(verb)

    def _by_parse(self, verb: Verb) -> Speaker | None:
        """Return the subject by the parse: with no names if nobody known, None if there is none."""
        subject = self.subject(verb.at)
        if subject is None:
            return None
        word = self.words[subject]
        if word.lower == "som":
            if verb.saying.kind == THINK and self.words[subject - 1].text != ",":
                return Speaker((), subject)  # `mannen som trodde at …` tells who he is
            governor = self.words[verb.at].head
            for _ in range(3):  # `som har sagt at …`, `som mener og sier at …`
                if self.words[governor].dep not in ("acl", "conj", "advcl") or governor > subject:
                    break
                governor = self.words[governor].head
            if governor < subject:
                return self._head(governor)
            return self._before_comma(subject) or Speaker((), subject)
        return self._head(subject)

    def subject(self, at: int) -> int | None:
        """Return the token of the subject, of the verb at `at` or one coordinated with it."""
        if not self.sentence.children:
            return None
        seen = set()
        while at not in seen:
            seen.add(at)
            for child in self.sentence.children[at]:
                if self.words[child].dep == "nsubj":
                    return child
            if self.words[at].dep not in ("conj", "aux", "cop"):
                return None
            at = self.words[at].head
        return None

    def _head(self, at: int) -> Speaker:
        """Return whom the noun phrase with this head means."""
        word, name = self.words[at], self.name_at.get(at)
        if name is not None and not name.derived and not name.adjective:
            end = self._end(at, name)
            if self._genitive(name, end) and word.dep != "nsubj":
                return Speaker((), at)
            found = Speaker((name,) if name.type in SPEAKERS else (), end)
            return self._coordinated(found)
        for child in self.sentence.children[at]:
            named = self.name_at.get(child)
            near = self.words[child].dep in ("flat", "appos") or (
                self.words[child].dep == "nmod" and child == at + 1
            )
            if (
                near
                and named is not None
                and not (named.derived or named.adjective)
                and named.type in SPEAKERS
                and not self.owned(child)
                and self.words[max(self._start(child, named) - 1, 0)].lower not in _PREPOSITIONS
            ):
                return self._coordinated(Speaker((named,), self._end(child, named)))
        if self._reference(at):
            reference = self.references[self.sentence.number, at]
            return Speaker(_speakers(reference.names), at + 1, reference.rule)
        return Speaker((), at + 1, pronoun=word.lower if word.lower in ("han", "hun", "ho") else "")

    def _by_order(self, verb: Verb) -> Speaker | None:
        """Return the subject right before the verb, adverbs between: `X (Ap) sier`, `X, som sier`."""
        at = verb.first - 1
        while at >= 0 and self.words[at].lower in ADVERBS:
            at -= 1
        if at >= 0 and self.words[at].lower == "som":
            return self._before_comma(at)
        if at >= 0 and self.words[at].text == ")":
            while at >= 0 and self.words[at].text != "(":
                at -= 1
            at -= 1
        return self._ending(at)

    def _before_comma(self, at: int) -> Speaker | None:
        """Return the name right before token `at`, or before the comma there."""
        at -= 1
        if at >= 0 and self.words[at].text == ",":
            at -= 1
        return self._ending(at, governed=True)

    def _ending(self, at: int, governed: bool = False) -> Speaker | None:
        """Return whom the noun phrase whose last word is `at` means, if that is plain.

        A name behind a preposition counts only if `governed`: it is no subject.
        """
        if at < 0:
            return None
        name = self.name_at.get(at)
        if name is None:
            if self._reference(at):
                reference = self.references[self.sentence.number, at]
                return Speaker(_speakers(reference.names), at + 1, reference.rule)
            lower = self.words[at].lower
            return Speaker((), at + 1, pronoun=lower) if lower in ("han", "hun", "ho") else None
        if name.derived or name.adjective or name.type not in SPEAKERS:
            if self._reference(at):
                reference = self.references[self.sentence.number, at]
                return Speaker(_speakers(reference.names), at + 1, reference.rule)
            return None
        first = self._start(at, name)
        previous = self.words[first - 1].lower if first else ""
        if (previous in _PREPOSITIONS and not governed) or previous in ("enn", "og", "eller"):
            return None
        return Speaker((name,), at + 1)

    def _coordinated(self, found: Speaker) -> Speaker:
        """Add the names that follow with a comma or `og`: `sier A, B og C`."""
        names, end = list(found.names), found.end
        pending: list[Name] = []
        at = end
        while at < len(self.words):
            if self.words[at].text == "(":
                at = self._behind_bracket(at)
                continue
            joined = self.words[at].lower
            if joined not in (",", "og", "and", "&"):
                break
            at += 1
            while at < len(self.words) and (
                is_title(self.words[at].text) or (at in self.name_at and self.name_at[at].derived)
            ):
                at += 1
            name = self.name_at.get(at)
            if name is None or name.derived or name.adjective or name.type not in SPEAKERS:
                break
            at = self._end(at, name)
            if self._genitive(name, at) or (at < len(self.words) and finite(self.words[at])):
                break
            pending.append(name)
            if joined == "og" or self._and_more(at):
                return Speaker((*names, *pending), self._past_more(at))
        return Speaker(tuple(names), end)

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
        if name is None or name.type != "person" or name.derived or name.adjective:
            return None
        end = self._end(first, name)
        if self._genitive(name, end) or (end < len(self.words) and finite(self.words[end])):
            return None
        return Speaker((name,), end)

    def _pronoun(self, at: int) -> Speaker | None:
        if self._reference(at):
            reference = self.references[self.sentence.number, at]
            return Speaker(_speakers(reference.names), at + 1, reference.rule)
        lower = self.words[at].lower
        return Speaker((), at + 1, pronoun=lower) if lower in ("han", "hun", "ho") else None

    def _second_title(self, at: int) -> bool:
        """Tell whether `og` joins titles: `trener og far Jens Moe`, `pastor og bibellærer X`."""
        if at >= len(self.words):
            return False
        return is_title(self.words[at].text) or (
            at + 1 in self.name_at and self.words[at].text[0].islower()
        )

    def _alone(self, at: int) -> bool:
        """Tell whether the pronoun is the whole phrase: not `en kilde`, `de to`."""
        if self.words[at].lower in ("han", "hun", "ho", "vi", "me", "jeg", "eg", "man", "du"):
            return True
        if at + 1 >= len(self.words):
            return True
        following = self.words[at + 1]
        return (
            not following.text[0].isalnum()
            or following.lower in _PREPOSITIONS
            or following.lower in _STOPS
            or following.lower in ("at", "også")
        )

    def _behind_noun(self, at: int, name: Name) -> bool:
        """Tell whether a person's name stands behind a common noun: `leder i kommunen Jens Moe`."""
        previous = self.words[at - 1]
        return (
            name.type == "person"
            and self.words[at - 2].lower in _PREPOSITIONS
            and (at - 1 in self.name_at or "Definite=Def" in previous.morph)
            and not is_title(previous.text)
        )

    def _behind_bracket(self, at: int) -> int:
        for end in range(at + 1, min(at + 8, len(self.words))):
            if self.words[end].text == ")":
                return end + 1
        return at + 1

    def _genitive(self, name: Name, end: int) -> bool:
        """Tell whether the name owns what follows: `Nordlands ordfører`."""
        if not name.text.endswith(("s", "S", "'", "’")) or end >= len(self.words):
            return False
        last, following = self.words[end - 1], self.words[end]
        if last.pos:
            return "Case=Gen" in last.morph or end in self.name_at or following.pos == "NOUN"
        return end in self.name_at or (
            following.text[0].islower()
            and following.lower not in _PREPOSITIONS
            and following.lower not in _STOPS
            and following.lower not in ADVERBS
            and following.lower not in ("og", "eller", "er", "var", "har")
        )

    def below(self, at: int) -> list[int]:
        """Return the tokens of the subtree of token `at`, in no order."""
        found = [at]
        for token in found:
            found.extend(self.sentence.children[token])
        return found

    def owned(self, at: int) -> bool:
        """Tell whether the name at token `at` is a genitive."""
        name = self.name_at[at]
        return self._genitive(name, self._end(at, name))

    def _reference(self, at: int) -> bool:
        found = self.references.get((self.sentence.number, at))
        return found is not None and bool(_speakers(found.names))

    def _end(self, at: int, name: Name) -> int:
        while at < len(self.words) and self.name_at.get(at) is name:
            at += 1
        return at

    def _start(self, at: int, name: Name) -> int:
        while at > 0 and self.name_at.get(at - 1) is name:
            at -= 1
        return at


def _speakers(names: Sequence[Name]) -> tuple[Name, ...]:
    return tuple(name for name in names if name.type in SPEAKERS)


def mentioned(sentence: Sentence) -> Iterator[Name]:
    """Yield the names in the sentence that could speak."""
    for name in sentence.names:
        if name.type in SPEAKERS and not name.derived and not name.adjective:
            yield name
