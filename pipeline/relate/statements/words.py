"""The words of a sentence with the names in them, and whom a name or a pronoun there means."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from pipeline.relate.sentences import Name, Sentence, Token
from pipeline.relate.statements.saying import ADVERBS

SPEAKERS: Final = frozenset(("person", "organisation", "country"))
PREPOSITIONS: Final = frozenset(
    "i på for ved av fra frå til hos om under med mot innen innenfor hjå bak over etter".split()
)
SINGULAR: Final = ("han", "hun", "ho")

STOPS: Final = frozenset(
    """som at men da når mens medan fordi hvis dersom der om enn før uten mot hvor kor hva kva hvem
    å idet etter siden""".split()
)


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
class Words:
    """A sentence whose tokens are there, with what its pronouns and role nouns refer to."""

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
            and following.lower not in STOPS
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
