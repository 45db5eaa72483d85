"""The company that persons keep in the text: what else their articles name, and their titles."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.titles import kind_of

# Countries and towns stand beside everybody, an `other` name may be anything.
_TELLING: Final = ("person", "organisation")
# Everybody may be a leader or a director of something.
_SAYS_LITTLE: Final = (None, "office")


class Occurrence(NamedTuple):
    """An entity of one article, by its fullest name there: a row of the table `clusters`.

    `number` is that of the row; `entity_id` is empty where the gazetteer does not know the name.
    """

    number: int
    article_id: str
    name: str
    type: str
    entity_id: str
    mentions: int
    titles: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


def companies(named: Iterable[tuple[Occurrence, Hashable]]) -> dict[str, frozenset[Hashable]]:
    """Return for each article what it names that can tell one person from another.

    `named` are occurrences with the entity that each is taken for. Counted are organisations and
    full names of persons.
    """
    held: defaultdict[str, set[Hashable]] = defaultdict(set)
    for one, entity in named:
        if one.type in _TELLING and (one.type != "person" or " " in one.name):
            held[one.article_id].add(entity)
    return {article_id: frozenset(items) for article_id, items in held.items()}


def company(
    one: Occurrence, entity: Hashable, of_article: Mapping[str, frozenset[Hashable]]
) -> frozenset[Hashable]:
    """Return the company of `one`, which is taken for `entity`: that of its article, its titles."""
    around = of_article.get(one.article_id, frozenset()) - {entity}
    return around | {("title", word) for word in one.titles if kind_of(word) not in _SAYS_LITTLE}


def components(companies: Sequence[frozenset[Hashable]]) -> list[list[int]]:
    """Return which of `companies` hang together by sharing something, as lists of their numbers.

    Linear in the number of items. What has no company hangs together with nothing.
    """
    parent = list(range(len(companies)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[Hashable, int] = {}
    for number, items in enumerate(companies):
        for item in items:
            parent[root(number)] = root(first.setdefault(item, number))
    grouped: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(companies)):
        grouped[root(number)].append(number)
    return sorted(grouped.values())
