"""Of several persons whom a bare surname or first name may mean: which one is meant."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.link.terms import Home, Term

_MUCH_MORE: Final = 2


def share(term: Term, names: Sequence[Term], rule: str, titles: Sequence[frozenset[str]]) -> None:
    """Give each name of `term` to the person meant, by the rule named `rule`.

    `names` are the full names of the candidates, `titles` the role nouns beside each name of the
    article. First comes a title that one of the candidates alone has (`president Clinton`). A
    person named in full twice as often as any other is the main one, whom the article calls by the
    surname alone. Else the one last named in full is meant.
    """
    roots = {id(name.root): name.root for name in names}
    often = Counter(id(name.root) for name in names for _ in name.names).most_common(2)
    main = roots[often[0][0]] if often[0][1] >= _MUCH_MORE * often[1][1] else None
    places = sorted((number, at) for at, name in enumerate(names) for number in name.names)
    numbers = [number for number, _ in places]
    bearers = _bearers(names, titles)
    for number in term.names:
        titled = {id(bearers[title]): bearers[title] for title in titles[number] & bearers.keys()}
        if len(titled) == 1:
            term.live_at(number, Home(next(iter(titled.values())), rule, "title"))
            continue
        at = bisect_left(numbers, number)
        last = names[places[max(0, at - 1)][1]]
        why = "last named" if at else "first named"
        term.live_at(number, Home(main, rule, "main") if main else Home(last, rule, why))


def _bearers(names: Sequence[Term], titles: Sequence[frozenset[str]]) -> Mapping[str, Term]:
    """Return for each title that one of the candidates alone has, that person."""
    bearers: dict[str, dict[int, Term]] = {}
    for name in names:
        for number in name.names:
            for title in titles[number]:
                bearers.setdefault(title, {})[id(name.root)] = name.root
    return {title: next(iter(who.values())) for title, who in bearers.items() if len(who) == 1}
