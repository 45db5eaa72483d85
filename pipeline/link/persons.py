"""Which names of persons in one article mean the same person."""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from pipeline.link.namesakes import is_listed
from pipeline.link.shared import share
from pipeline.link.slips import SlipIndex
from pipeline.link.terms import Term
from pipeline.link.transliteration import transliteration_key
from pipeline.titles import base

_PARTICLES: Final = frozenset("al el bin ibn von van de der den av da di".split())
_INITIALS: Final = 3  # as many initials at most are written as one word: JF Kennedy
_TYPO_LENGTH: Final = 6  # shorter names one letter apart are often two names: Hansen, Jansen

Titles = Sequence[frozenset[str]]


def merge_persons(terms: Sequence[Term], titles: Titles) -> None:
    """Merge terms of one person: spellings, surname or first name to full name, slips.

    `titles` are the role nouns beside each name of the article.
    """
    persons = [term for term in terms if term.entry is None and _may_be_person(term)]
    full = [term for term in persons if len(term.words) > 1 and term.kind == "person"]
    _merge_full_names(full)
    _join_titles(persons, titles)
    _join_parts(persons, full, titles)
    _merge_slips(persons)
    _join_mislabelled(terms, full)


@functools.lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Return what the spellings of a word of a name share, also Norwegian ones: Flaathen, Flåthen.

    >>> sound("flaathen") == sound("flåthen"), sound("soerensen") == sound("sørensen")
    (True, True)
    """
    key = transliteration_key(word)
    return key.replace("aa", "å").replace("oe", "ø").replace("ae", "æ")


def _may_be_person(term: Term) -> bool:
    return term.kinds["person"] * 2 >= sum(term.kinds.values()) or term.kind == "derived"


def _merge_full_names(full: Sequence[Term]) -> None:
    """Merge full names that differ in spelling or middle names, then those with initials.

    What is compared has the surname in common, and the first name or the initials: so that an
    article of thousands of names takes no longer for each.
    """
    alike: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    begins: defaultdict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in full:
        given, surname = term.words[:-1], sound(term.words[-1])
        alike[sound(given[0]), surname].append(term)
        for initials in accumulate(word[0] for word in given):
            begins[initials, surname].append(term)
    for names in alike.values():
        _merge_alike(names)
    for term in full:
        initials, surname = "".join(term.words[:-1]), sound(term.words[-1])
        if not term.merged and len(initials) <= _INITIALS:
            _merge_initials(term, begins[initials, surname])


def _merge_alike(names: Sequence[Term]) -> None:
    """Merge names with one first name and surname: spellings, and those without middle names.

    Jan Olsen is neither Jan Petter nor Jan Peder Olsen where the article has both.
    """
    for at, term in enumerate(names):
        for other in names[:at]:
            if same_full_name(term.words, other.words) == "spelling":
                term.merge_into(other, "spelling")
                break
    for term in sorted(names, key=lambda one: -len(one.words)):  # the longer one is merged first
        fuller = [
            other
            for other in names
            if len(other.words) > len(term.words)
            and same_full_name(term.words, other.words) == "middle-name"
        ]
        if not term.merged and len({id(other.root) for other in fuller}) == 1:
            term.merge_into(fuller[0], "middle-name")


def _merge_initials(term: Term, candidates: Sequence[Term]) -> None:
    """Merge `G. Bush` with the only person whose first names begin so."""
    bearers: dict[int, Term] = {}
    for other in candidates:
        if same_full_name(term.words, other.words) == "initial" and len(other.words[0]) > 1:
            bearers.setdefault(id(other.root), other)
            if len(bearers) > 1:
                return
    for other in bearers.values():
        term.merge_into(other, "initial")


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


def _join_parts(persons: Sequence[Term], full: Sequence[Term], titles: Titles) -> None:
    """Join parts of names to the full name they are part of; of several, see ``shared.py``."""
    owners: defaultdict[tuple[str, tuple[str, ...]], list[Term]] = defaultdict(list)
    for name in full:
        for part in _parts(name.words):
            owners[part].append(name)
    for term in persons:
        if term.merged:
            continue
        for rule in ("surname", "first-name"):
            wanted = (rule, tuple(sound(word) for word in _bare(term.words)))
            names = [
                name for name in owners[wanted] if name.root is not term.root and term.may_be(name)
            ]
            roots = {id(name.root): name.root for name in names}
            if len(roots) == 1:
                term.merge_into(names[0], rule)
            elif roots:
                share(term, names, f"nearest-{rule}", titles)
            if roots:
                break


def _join_titles(persons: Sequence[Term], titles: Titles) -> None:
    """Join a title that stands for a name (`Kongen`) to the only person of that title."""
    alone = {id(term): base(term.form) for term in persons if len(term.words) == 1}
    if not any(alone.values()):
        return
    bearers: defaultdict[str, dict[int, Term]] = defaultdict(dict)
    for term in persons:
        for title in frozenset[str]().union(*(titles[number] for number in term.names)):
            bearers[title][id(term.root)] = term
    for term in persons:
        word = alone.get(id(term))
        definite = term.form.casefold() != word
        if word and definite and len(bearers[word]) == 1 and not term.merged:
            term.merge_into(next(iter(bearers[word].values())), "title-alone")


def _join_mislabelled(terms: Sequence[Term], full: Sequence[Term]) -> None:
    """Join a surname that is labelled as an organisation to the one person who is named so.

    Not if the article names it first and more often than the person, or has a longer name of an
    organisation that begins so: then it is the firm.
    """
    firms = {term.words[0] for term in terms if len(term.words) > 1 and term.kind == "organisation"}
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
        if term.kind == "organisation" and term.words[0] in firms:
            continue
        roots = {id(root): root for root in surnames.get(term.words[0], ())}
        if len(roots) == 1 and not _may_be_person(term):
            (person,) = roots.values()
            introduced = first[id(person)] < min(term.names)
            if (introduced or weight[id(person)] >= len(term.names)) and term.merge_into(
                person, "surname"
            ):
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


def _merge_slips(persons: Sequence[Term]) -> None:
    """Join a name that occurs once to one a letter away that occurs more often, or in full."""
    once = [
        (" ".join(term.words), term)
        for term in persons
        if not term.merged and not term.homes and len(term.names) == 1
    ]
    once = [(name, term) for name, term in once if len(name) >= _TYPO_LENGTH]
    begins = {name[0] for name, _ in once}  # a slip of the first letter is not looked for
    words = SlipIndex((t.words[-1], t) for t in persons if t.words[-1][0] in begins)
    full = [term for term in persons if len(term.words) > 1 and term.words[0][0] in begins]
    names = SlipIndex((" ".join(term.words), term) for term in full)
    weight = Counter(id(term.root) for term in persons for _ in term.names)
    for name, term in once:
        index = names if len(term.words) > 1 else words
        near = {
            id(other.root): other
            for other in index.near(name)
            if other.root is not term
            and not _two_names(term.words, other.words)
            and (
                weight[id(other.root)] > 1
                or len(other.words) > len(term.words)
                or _slip_of_surname(term.words, other.words)
            )
        }
        if len(near) == 1:
            term.merge_into(next(iter(near.values())), "slip")


def _two_names(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names one slip apart differ in words that are both names, or in initials.

    Kari and Karl, Hansen and Hanssen, W. and H.W.: no slip of the pen, or not to be told from one.
    """
    pairs = [
        pair
        for pair in zip(reversed(one), reversed(other), strict=False)  # from the surname
        if pair[0] != pair[1]
    ]
    return any(
        min(len(a), len(b)) <= _INITIALS or (is_listed(a) and is_listed(b)) for a, b in pairs
    )


def _slip_of_surname(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two full names differ in a long surname alone.

    Two persons of one first name in an article have surnames further apart; two who share a
    surname and have first names a letter apart may be kin (Kari and Karin Solberg).
    """
    return (
        1 < len(one) == len(other)
        and one[:-1] == other[:-1]
        and min(len(one[-1]), len(other[-1])) >= _TYPO_LENGTH
    )
