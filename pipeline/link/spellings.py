"""Names of the corpus that are one name in several spellings, and what type of name it is."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from pipeline.link.company import Occurrence, company
from pipeline.link.names import key
from pipeline.link.namesakes import COMMON, bearers
from pipeline.link.transliteration import candidate_key, same_by_norm

# A name that has one type in so many of its mentions has it in all of them.
_CLEAR_MAJORITY: Final = 2 / 3


class Name(NamedTuple):
    """A distinct name of the corpus: its type and its key."""

    type: str
    key: str


@dataclass(frozen=True)
class Joined:
    """That one name is a spelling of another, and why; `apart`: they are not, but might be."""

    name: Name
    other: Name
    rule: str
    apart: bool = False


def types(occurrences: Iterable[Occurrence]) -> dict[str, Counter[str]]:
    """Return, by key of the name, how many mentions have which type."""
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in occurrences:
        votes[key(one.name)][one.type] += one.mentions
    return dict(votes)


def clear_type(votes: Counter[str]) -> str | None:
    """Return the type that nearly all mentions of a name have, or None."""
    best = min(votes, key=lambda kind: (-votes[kind], kind))
    return best if votes[best] >= _CLEAR_MAJORITY * votes.total() else None


def names(occurrences: Iterable[Occurrence], votes: Mapping[str, Counter[str]]) -> dict[int, Name]:
    """Return the distinct name of each of `occurrences`, by its number."""
    clear = {name_key: clear_type(counts) for name_key, counts in votes.items()}
    return {
        one.number: Name(clear[name_key] or one.type, name_key)
        for one in occurrences
        for name_key in (key(one.name),)
    }


def join(
    occurrences: Sequence[Occurrence],
    name_of: Mapping[int, Name],
    around: Mapping[str, frozenset[Hashable]],
) -> list[Joined]:
    """Return which names of persons are spellings of others, and which only might be.

    `around` is the company of each article, in which unknown names stand as in `name_of`.

    - `spelling`: candidates that differ as transliterations do (``transliteration.py``);
    - `spelling-in-company`: candidates that have company in common;
    - `middle-name-in-corpus`: one leaves out the names in the middle, of one person only, and it
      is not a name of many bearers, or there is company in common;
    - `ending-in-corpus`: full names that differ in a final -s: within one article
      `James Mattis krevde` and `Mattis` alone may not tell.
    """
    corpus = _Corpus(occurrences, name_of, around)
    return [*_by_sound(corpus), *_by_middle(corpus), *_by_ending(corpus)]


class _Corpus:
    """The distinct names with their mentions and occurrences, and the company of the articles."""

    def __init__(
        self,
        occurrences: Sequence[Occurrence],
        name_of: Mapping[int, Name],
        around: Mapping[str, frozenset[Hashable]],
    ):
        self.mentions: Counter[Name] = Counter()
        self.spelling: dict[Name, str] = {}  # a key has lost the háček of Ušakov
        self.held: defaultdict[Name, list[Occurrence]] = defaultdict(list)
        for one in occurrences:
            self.mentions[name_of[one.number]] += one.mentions
            self.spelling.setdefault(name_of[one.number], one.name)
            self.held[name_of[one.number]].append(one)
        self.persons = sorted(name for name in self.mentions if name.type == "person")
        self._around = around

    def meet(self, name: Name, other: Name) -> bool:
        """Tell whether bearers of two names have company in common."""
        ours, theirs = (
            {item for one in self.held[each] for item in company(one, each, self._around)}
            for each in (name, other)
        )
        return bool((ours & theirs) - {name, other})


def _by_sound(corpus: _Corpus) -> Iterator[Joined]:
    by_sound: defaultdict[str, list[Name]] = defaultdict(list)
    for name in corpus.persons:
        by_sound[candidate_key(corpus.spelling[name])].append(name)
    for alike in by_sound.values():
        roots: list[Name] = []
        for name in sorted(alike, key=lambda name: (-corpus.mentions[name], name)):
            mine = corpus.spelling[name]
            same = next((o for o in roots if same_by_norm(mine, corpus.spelling[o])), None)
            rule = "spelling"
            if same is None and " " in name.key:
                same = next((other for other in roots if corpus.meet(name, other)), None)
                rule = "spelling-in-company"
            if same is None:
                if roots:
                    yield Joined(name, roots[0], "same-sound", apart=True)
                roots.append(name)
            else:
                yield Joined(name, same, rule)


def _by_middle(corpus: _Corpus) -> Iterator[Joined]:
    longer: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in corpus.persons:
        words = name.key.split()
        if len(words) > 2:
            longer[words[0], words[-1]].append(name)
    for name in corpus.persons:
        words = name.key.split()
        full = longer.get((words[0], words[-1]), []) if len(words) == 2 else []
        if len(full) == 1:
            sure = bearers(name.key) < COMMON or corpus.meet(name, full[0])
            yield Joined(name, full[0], "middle-name-in-corpus", apart=not sure)
        elif full:
            yield Joined(name, full[0], "middle-name-of-several", apart=True)


def _by_ending(corpus: _Corpus) -> Iterator[Joined]:
    for name in corpus.mentions:
        longer = Name(name.type, name.key + "s")
        if " " in name.key and longer in corpus.mentions:
            less, more = sorted((name, longer), key=lambda one: (corpus.mentions[one], one))
            yield Joined(less, more, "ending-in-corpus")


def roots(joined: Iterable[Joined]) -> tuple[dict[Name, Name], dict[Name, Joined]]:
    """Return for each name that is a spelling of others the first of them, and what joined it."""
    parent: dict[Name, Name] = {}

    def root(name: Name) -> Name:
        while name in parent:
            name = parent[name]
        return name

    by: dict[Name, Joined] = {}
    for one in joined:
        low, high = root(one.name), root(one.other)
        if not one.apart and low != high:
            parent[low] = high
            by.setdefault(one.name, one)
    return {name: root(name) for name in parent}, by
