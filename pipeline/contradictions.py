"""Corrections that cannot all be true.

Two names are the same where they are the same for linking (:func:`pipeline.link.names.key`); an id
stands for itself, and `person/sergej-lavrov` also for a name with that ending, if no other name or
id of the file has it. A correction with `articles` is about the name in these articles, one without
about the name everywhere, but for articles where another line says whose it is not (`different`,
`drop`): that is an exception and no contradiction.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.corrections import Correction
from pipeline.errors import SettingsError
from pipeline.link.names import key, slug
from pipeline.settings import TYPES

Node = tuple[str, str]  # a name, and the article where it stands; "" is all other articles

_WIKIDATA: Final = re.compile(r"Q[1-9]\d*")
_EVERYWHERE: Final = ""


@dataclass(frozen=True)
class Conflict:
    """Lines that contradict each other, by number, and why."""

    why: str
    lines: tuple[Correction, ...]


class ContradictionError(SettingsError):
    """Lines of a file of corrections cannot all be true. `lines` are these lines."""

    def __init__(self, path: Path, conflict: Conflict):
        """Say which lines of the file at `path` they are."""
        self.lines = conflict.lines
        told = "".join(f"\n  line {line.line}: {line}" for line in conflict.lines)
        super().__init__(
            f"{path}: lines that contradict each other: {conflict.why}.{told}\n"
            "Remove or change one of them, or write into `articles` where each one holds."
        )


def check(corrections: Sequence[Correction], path: Path) -> None:
    """Raise ContradictionError if lines among `corrections`, of the file at `path`, disagree."""
    for conflict in conflicts(corrections):
        raise ContradictionError(path, least(conflict))


def least(conflict: Conflict) -> Conflict:
    """Return a contradiction among the lines of `conflict` of which no line can be left out.

    Taken by themselves, some of the lines may contradict each other in a shorter way: what excepts
    an article from one of them is not among them, or was only one way of two.
    """
    for line in conflict.lines:
        rest = [other for other in conflict.lines if other != line]
        for shorter in conflicts(rest):
            return least(shorter)
    return conflict


def reference(name: str) -> str:
    """Return what two references to one name share: an id as it stands, else the name's key.

    >>> reference("NATO") == reference("Nato"), reference("Q7184"), reference("person/kari-moe")
    (True, 'Q7184', 'person/kari-moe')
    """
    return name if _is_id(name) else key(name)


def conflicts(corrections: Sequence[Correction]) -> Iterator[Conflict]:
    """Yield the contradictions among `corrections`, each once, in order of the line that makes it.

    They are: `different` of two names that `same` makes one, directly or by way of others; two
    labels or two types for one name, or for names that `same` makes one; `drop` beside `same`,
    `rename` or `retype` of one name.
    """
    names = Names(corrections)
    ties = Ties(names, corrections)
    settled: dict[tuple[str, Node], Correction] = {}
    for line in corrections:
        if line.action == "different":
            path = ties.between(names.of_name(line), names.apart_from(line))
            if path is not None:
                yield _conflict("names that are different cannot be the same", line, *path)
        elif line.action in ("rename", "retype"):
            what = "label" if line.action == "rename" else "type"
            nodes = names.of_name(line)
            for home in sorted({ties.home(node) for node in nodes}):
                first = settled.setdefault((line.action, home), line)
                if first.other != line.other:
                    path = ties.between(names.of_name(first), nodes)
                    yield _conflict(f"one entity has one {what}", first, line, *(path or ()))
                    break
    yield from _dropped(corrections, names)


class Names:
    """Which names and articles a correction is about."""

    def __init__(self, corrections: Sequence[Correction]):
        """Note for all names of `corrections` where a line is about some articles alone."""
        self._articles: defaultdict[str, set[str]] = defaultdict(set)
        self._excepted: defaultdict[str, set[str]] = defaultdict(set)
        for line in corrections:
            mine = reference(line.name)
            self._articles[mine].update(line.articles)
            if line.action in ("different", "drop"):
                self._excepted[mine].update(line.articles)
        self._name_of_id = _names_of_ids(corrections)

    def of_name(self, line: Correction) -> list[Node]:
        """Return what the `name` of `line` stands for."""
        if line.articles:
            return [(reference(line.name), article) for article in line.articles]
        return self._everywhere(line.name)

    def of_other(self, line: Correction) -> list[Node]:
        """Return what the `other` of `line`, if it is a name, stands for: it in all articles."""
        return self._everywhere(line.other)

    def apart_from(self, line: Correction) -> list[Node]:
        """Return what the `name` of `line`, a `different`, is not."""
        if _of_one_name(line):
            return [(reference(line.other), _EVERYWHERE)]
        return self.of_other(line)

    def _everywhere(self, name: str) -> list[Node]:
        mine = reference(name)
        articles = self._articles[mine] - self._excepted[mine]
        # An id means its entity wherever that is, which a name in some articles need not be.
        first = (self._name_of_id.get(mine, mine), _EVERYWHERE)
        return [first, *((mine, article) for article in sorted(articles))]


class Ties:
    """Which names are one entity by the `same` lines, and by which of these."""

    def __init__(self, names: Names, corrections: Sequence[Correction]):
        """Tie the names of all lines that say `same`."""
        self._next: defaultdict[Node, list[tuple[Node, Correction]]] = defaultdict(list)
        for line in corrections:
            if line.action == "same":
                nodes = [*names.of_other(line), *names.of_name(line)]
                for node in nodes[1:]:
                    self._next[nodes[0]].append((node, line))
                    self._next[node].append((nodes[0], line))
        self._home: dict[Node, Node] = {}
        for start in list(self._next):
            if start not in self._home:
                self._home.update(dict.fromkeys(self._reached([start]), start))

    def home(self, node: Node) -> Node:
        """Return a node that is the same one for all that are tied to `node`."""
        return self._home.get(node, node)

    def between(
        self, some: Sequence[Node], others: Sequence[Node]
    ) -> tuple[Correction, ...] | None:
        """Return the fewest lines by which one of `some` is one of `others`, None if none is."""
        if not {self.home(node) for node in some} & {self.home(node) for node in others}:
            return None
        reached = self._reached(some)
        end = next(node for node in reached if node in set(others))
        lines: list[Correction] = []
        while (step := reached[end]) is not None:
            end, line = step
            lines.append(line)
        return tuple(lines)

    def _reached(self, some: Iterable[Node]) -> dict[Node, tuple[Node, Correction] | None]:
        """Return all nodes tied to `some`, the nearest first, each with the step towards `some`."""
        reached: dict[Node, tuple[Node, Correction] | None] = dict.fromkeys(some)
        waiting = deque(reached)
        while waiting:
            node = waiting.popleft()
            for following, line in self._next.get(node, ()):
                if following not in reached:
                    reached[following] = (node, line)
                    waiting.append(following)
        return reached


def _dropped(corrections: Sequence[Correction], names: Names) -> Iterator[Conflict]:
    drops: dict[Node, Correction] = {}
    for line in corrections:
        if line.action == "drop":
            for node in names.of_name(line):
                drops.setdefault(node, line)
    for line in corrections:
        if line.action in ("same", "rename", "retype"):
            nodes = names.of_name(line) + (names.of_other(line) if line.action == "same" else [])
            dropped = next((drops[node] for node in nodes if node in drops), None)
            if dropped is not None:
                yield _conflict("a name that is dropped is nobody's", dropped, line)


def _conflict(why: str, *lines: Correction) -> Conflict:
    return Conflict(why, tuple(sorted(set(lines), key=lambda line: line.line)))


def _of_one_name(line: Correction) -> bool:
    return line.action == "different" and reference(line.name) == reference(line.other)


def _is_id(name: str) -> bool:
    kind, slash, rest = name.partition("/")
    return bool(_WIKIDATA.fullmatch(name)) or (slash == "/" and bool(rest) and kind in TYPES)


def _names_of_ids(corrections: Sequence[Correction]) -> dict[str, str]:
    """Return for ids such as `person/kari-moe` the one name, of a whole entity, with that slug."""
    whole = {line.name for line in corrections if not line.articles}
    whole |= {line.other for line in corrections if line.action in ("same", "different")}
    ids: defaultdict[str, set[str]] = defaultdict(set)
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for name in whole:
        if not _is_id(name):
            keys[slug(name)].add(key(name))
        elif "/" in name:
            ids[name.partition("/")[2]].add(name)
    told_apart = {
        frozenset(map(reference, (line.name, line.other)))
        for line in corrections
        if line.action == "different"
    }
    return {
        min(same): min(keys[end])
        for end, same in ids.items()
        if len(same) == 1
        and len(keys[end]) == 1
        and frozenset((min(same), min(keys[end]))) not in told_apart
    }
