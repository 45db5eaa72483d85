"""Different people of one name: when a name is common, and when its bearers keep other company."""

import functools
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from pipeline.datafiles import rows
from pipeline.link.company import Occurrence, company, components
from pipeline.link.names import key
from pipeline.titles import kind_of

_POPULATION: Final = 5_500_000  # of Norway, Statistics Norway 2024
_UNSEEN: Final = 0.2  # the share, in ten thousandths, of a name that the list has not
# A name that so many people are expected to bear is no evidence of one person. Jan Hansen has some
# hundreds, Kristin Halvorsen and Erna Solberg less than a hundred.
COMMON: Final = 100
# Who does sport and who governs, fights or preaches is seldom one person, if nothing says so.
_OTHERS: Final = frozenset({"political", "military", "religious", "royal"})


@functools.cache
def _shares() -> tuple[dict[str, float], dict[str, float]]:
    """Return the shares of first names and of surnames, in ten thousandths."""
    first: dict[str, float] = {}
    last: dict[str, float] = {}
    for row in rows("person_names.csv"):
        share = float(row["share"] or _UNSEEN)
        (last if row["kind"] == "surname" else first)[key(row["name"])] = share
    return first, last


@functools.lru_cache(maxsize=100_000)
def bearers(name: str) -> float:
    """Return how many people in Norway are expected to bear the full name `name`.

    First name, surname and what stands between them are taken as independent, which understates
    famous and overstates unlikely combinations; the order of magnitude is what counts. Names
    that are not Norwegian get next to none.
    """
    first, last = _shares()
    words = key(name).split()
    if len(words) < 2 or words[0] not in first or words[-1] not in last:
        return 0.0
    expected = _POPULATION * first[words[0]] * last[words[-1]] / 1e8
    for word in words[1:-1]:  # a second first name or a second surname
        expected *= max(first.get(word, 0), last.get(word, 0), _UNSEEN) / 1e3
    return expected


def is_listed(name: str) -> bool:
    """Tell whether a name of one word, given by its key, is a first name or surname of many."""
    first, last = _shares()
    return name in first or name in last


def surname_share(surname: str) -> float:
    """Return how many of ten thousand Norwegians have `surname`, given by its key; 0 if few."""
    return _shares()[1].get(surname, 0.0)


def is_first_name(word: str) -> bool:
    """Tell whether `word`, given by its key, is a first name in Norway."""
    return word in _shares()[0]


def apart(
    occurrences: Sequence[Occurrence],
    person: Hashable,
    of_article: Mapping[str, frozenset[Hashable]],
    common: bool | None = None,
) -> list[list[int]]:
    """Return which of `occurrences` of one name are one person each, as lists of positions.

    The articles hang together in which the name has company in common (names of persons
    or organisations, or a title). Bearers of a common name are one person only where their
    articles hang together; where one keeps no company, there is no telling, and it is left with
    the one named most. So with first names and surnames that many have, standing alone, except
    that without company there each is another. Bearers of other names are one person unless some
    are in sport and others in politics, church, court or the forces. Who is in the first article,
    by its id, comes first. `common` is told by the name unless it is given.
    """
    kept = [company(one, person, of_article) for one in occurrences]
    parts = components(
        [items | {one.article_id} for items, one in zip(kept, occurrences, strict=True)]
    )
    name = key(occurrences[0].name)
    if len(parts) == 1:
        return parts
    if common is None:
        common = bearers(name) >= COMMON or is_listed(name)
    if common:
        found = [part for part in parts if any(kept[at] for at in part) or " " not in name]
    else:
        sport = [part for part in parts if _field_of(occurrences, part) == "sport"]
        other = [part for part in parts if _field_of(occurrences, part) == "other"]
        found = [list(chain(*side)) for side in (sport, other) if side]
    if not found:
        return [sorted(chain(*parts))]
    placed = set(chain(*found))
    largest = max(found, key=lambda part: (_mentions(occurrences, part), -min(part)))
    largest.extend(at for at in range(len(occurrences)) if at not in placed)
    return sorted((sorted(part) for part in found), key=lambda part: _first(occurrences, part))


def _mentions(occurrences: Sequence[Occurrence], part: Iterable[int]) -> int:
    return sum(occurrences[at].mentions for at in part)


def _first(occurrences: Sequence[Occurrence], part: Iterable[int]) -> str:
    return min(occurrences[at].article_id for at in part)


def _field_of(occurrences: Sequence[Occurrence], part: Iterable[int]) -> str:
    return field(word for at in part for word in occurrences[at].titles)


def field(titles: Iterable[str]) -> str:
    """Return `sport`, `other` or, where the titles do not tell or do not agree, nothing.

    >>> field(["fotballtrener"]), field(["statsråd", "lege"]), field(["lege"])
    ('sport', 'other', '')
    """
    kinds = {kind_of(word) for word in titles}
    if "sport" in kinds:
        return "" if kinds & _OTHERS else "sport"
    return "other" if kinds & _OTHERS else ""


def qualifiers(occurrences: Sequence[Occurrence], parts: Sequence[Sequence[int]]) -> list[str]:
    """Return for each of `parts` a title that none of the others has, the most frequent, or ''."""
    counts = [
        Counter(title for at in part for title in set(occurrences[at].titles)) for part in parts
    ]
    found = []
    for number, words in enumerate(counts):
        others = {word for at, more in enumerate(counts) if at != number for word in more}
        own = [word for word in words if word not in others]
        found.append(min(own, key=lambda word: (-words[word], word), default=""))
    return found
