"""Which names of persons in one article mean the same person."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.link.slips import SlipIndex
from pipeline.link.terms import Home, Term
from pipeline.link.transliteration import transliteration_key as sound

_PARTICLES: Final = frozenset("al el bin ibn von van de der den av da di".split())
_TYPO_LENGTH: Final = 6  # shorter names one letter apart are often two names: Hansen, Jansen


def merge_persons(terms: Sequence[Term]) -> None:
    """Merge terms of one person: spellings, surname or first name to full name, slips."""
    persons = [term for term in terms if term.entry is None and _may_be_person(term)]
    full = [term for term in persons if len(term.words) > 1 and term.kind == "person"]
    _merge_full_names(full)
    _join_parts(persons, full)
    _merge_slips(persons)
    _join_mislabelled(terms, full)


def _may_be_person(term: Term) -> bool:
    return term.kinds["person"] * 2 >= sum(term.kinds.values()) or term.kind == "derived"


def _merge_full_names(full: Sequence[Term]) -> None:
    by_surname: defaultdict[str, list[Term]] = defaultdict(list)
    for term in full:
        surname = sound(term.words[-1])
        for other in by_surname[surname]:
            rule = same_full_name(term.words, other.words)
            if rule:
                if _fullness(term, rule) > _fullness(other, rule):
                    other.merge_into(term, rule)
                else:
                    term.merge_into(other, rule)
                break
        by_surname[surname].append(term)


def _fullness(term: Term, rule: str) -> tuple[int, int]:
    """Rank two full names of one person: Anne Hansen is fuller than A. Hansen."""
    return len(term.words), len(term.form) if rule == "initial" else 0


def same_full_name(one: Sequence[str], other: Sequence[str]) -> str | None:
    """Return the rule by which two full names of one surname are one person's, or None.

    `one` and `other` are the words of their keys; their last words sound alike. Rules: `spelling`
    (all words sound alike), `middle-name` (one leaves out names in the middle) and `initial`.

    >>> same_full_name(["sergej", "lavrov"], ["sergei", "lavrov"])
    'spelling'
    >>> same_full_name(["gro", "harlem", "brundtland"], ["gro", "brundtland"])
    'middle-name'
    >>> same_full_name(["george", "w", "bush"], ["g", "bush"])
    'initial'
    >>> same_full_name(["bill", "clinton"], ["hillary", "clinton"])
    """
    first, second = [sound(word) for word in one], [sound(word) for word in other]
    if first == second:
        return "spelling"
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < len(longer) and shorter[0] == longer[0] and set(shorter) <= set(longer):
        return "middle-name"
    return "initial" if _initials(one[:-1], other[:-1]) else None


def _initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one of the two is the other's initials: `g w`, `gw` or `g` for `george w`."""
    for short, long in ((one, other), (other, one)):
        letters = "".join(short)
        firsts = "".join(word[0] for word in long)
        written_so = all(len(word) == 1 for word in short) or len(letters) == len(firsts) > 1
        if written_so and firsts.startswith(letters) and any(len(word) > 1 for word in long):
            return True
    return False


def _join_parts(persons: Sequence[Term], full: Sequence[Term]) -> None:
    """Join parts of names to the full name they are part of; of several, to the one just named."""
    owners: defaultdict[tuple[str, tuple[str, ...]], list[Term]] = defaultdict(list)
    for name in full:
        for part in _parts(name.words):
            owners[part].append(name)
    for term in persons:
        if term.merged:
            continue
        for rule in ("surname", "first-name"):
            wanted = (rule, tuple(sound(word) for word in _bare(term.words)))
            names = [name for name in owners[wanted] if name.root is not term.root]
            roots = {id(name.root): name.root for name in names}
            if len(roots) == 1:
                term.merge_into(names[0], rule)
            elif roots:
                _share(term, names, f"nearest-{rule}")
            if roots:
                break


def _join_mislabelled(terms: Sequence[Term], full: Sequence[Term]) -> None:
    """Join a surname that is labelled as an organisation to the one person who is named so.

    Not if the article names it first and more often than the person: then it is the firm.
    """
    surnames: defaultdict[str, list[Term]] = defaultdict(list)
    weight = Counter(id(term.root) for term in terms for _ in term.names)
    first = {id(name.root): min(name.names) for name in reversed(full)}
    for name in full:
        surnames[name.words[-1]].append(name.root)
    for term in terms:
        if term.merged or term.homes or term.entry or len(term.words) > 1:
            continue
        if term.kind not in ("organisation", "other"):  # towns and farms lend their names
            continue
        roots = {id(root): root for root in surnames.get(term.words[0], ())}
        if len(roots) == 1 and not _may_be_person(term):
            (person,) = roots.values()
            introduced = first[id(person)] < min(term.names)
            if introduced or weight[id(person)] >= len(term.names):
                term.merge_into(person, "surname")
                term.kinds = Counter(person=len(term.names))


def _parts(words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a full name may be shortened to, as (rule, sounds of the words)."""
    sounds = tuple(sound(word) for word in words)
    for at in range(1, len(sounds)):
        yield "surname", sounds[at:]
        yield "first-name", sounds[:at]


def _bare(words: Sequence[str]) -> list[str]:
    """Leave out particles before a surname: `al-Gaddafi` is Gaddafi."""
    return [word for word in words if word not in _PARTICLES] or list(words)


def _share(term: Term, names: Sequence[Term], rule: str) -> None:
    """Give each name of `term` to the person meant: the main one of the article, or the last named.

    `names` are the full names of the candidates. A person named in full twice as often as any other
    is the one whom the article calls by the surname alone.
    """
    names = [name for name in names if term.may_be(name)]
    roots = {id(name.root): name.root for name in names}
    often = Counter(id(name.root) for name in names for _ in name.names).most_common(2)
    if len(often) < 2:
        if names:
            term.merge_into(names[0], rule.removeprefix("nearest-"))
        return
    main = roots[often[0][0]] if often[0][1] >= 2 * often[1][1] else None
    places = sorted((number, at) for at, name in enumerate(names) for number in name.names)
    numbers = [number for number, _ in places]
    for number in term.names:
        at = bisect_left(numbers, number)
        last = names[places[max(0, at - 1)][1]]
        why = "last named" if at else "first named"
        term.live_at(number, Home(main, rule, "main") if main else Home(last, rule, why))


def _merge_slips(persons: Sequence[Term]) -> None:
    """Join a name that occurs once to one a letter away that occurs more often, or in full."""
    words = SlipIndex((term.words[-1], term) for term in persons)
    names = SlipIndex((" ".join(term.words), term) for term in persons if len(term.words) > 1)
    weight = Counter(id(term.root) for term in persons for _ in term.names)
    for term in persons:
        name = " ".join(term.words)
        if term.merged or term.homes or len(term.names) > 1 or len(name) < _TYPO_LENGTH:
            continue
        index = names if len(term.words) > 1 else words
        near = {
            id(other.root): other
            for other in index.near(name)
            if other.root is not term
            and (weight[id(other.root)] > 1 or len(other.words) > len(term.words))
        }
        if len(near) == 1:
            term.merge_into(next(iter(near.values())), "slip")
