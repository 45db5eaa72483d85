"""Which names of organisations and places in one article mean the same thing."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from pipeline.link.gazetteer import Gazetteer
from pipeline.link.names import abbreviates, is_acronym
from pipeline.link.slips import SlipIndex
from pipeline.link.terms import Term

_BETWEEN: Final = re.compile(r"\s?[,(]\s?(?:forkortet |kalt |også )?[«\"]?")
_MUNICIPAL: Final = frozenset("kommune bystyre kommunestyre fylkeskommune fylke by".split())
_SLIP_LENGTH: Final = 7


def merge_acronyms(terms: Sequence[Term], between: Sequence[str]) -> None:
    """Merge acronyms with their long forms.

    `between` is, for each name of the article, the text that stands between it and the next name.
    A definition (`Norwegian Defence League (NDL)`, or the other way round) is enough; without one
    the letters must be those of the words of a single long form of the article.
    """
    owner = {number: term for term in terms for number in term.names}
    for number, text in enumerate(between):
        one, other = owner[number], owner.get(number + 1)
        if other is None or not _BETWEEN.fullmatch(text):
            continue
        for acronym, long_form in ((other, one), (one, other)):
            if is_acronym(acronym.form) and abbreviates(acronym.form, long_form.form, beside=True):
                _merge(acronym, long_form, "acronym-defined")
                break
    by_letter: defaultdict[str, list[Term]] = defaultdict(list)
    for term in terms:
        if term.kind != "person" and len(term.words) > 1:
            by_letter[term.words[0][0]].append(term)
    for term in terms:
        if is_acronym(term.form) and term.merged is None and term.kind != "person":
            owners = [
                other for other in by_letter[term.words[0][0]] if abbreviates(term.form, other.form)
            ]
            if len({id(other.root) for other in owners}) == 1:
                _merge(term, owners[0], "acronym")


def _merge(one: Term, other: Term, rule: str) -> None:
    """Merge two terms so that an entity that the gazetteer knows stays the one that is kept."""
    if one.root.entry and other.root.entry:
        return
    if one.root.entry:
        one, other = other, one
    one.merge_into(other, rule)


def merge_short_forms(terms: Sequence[Term]) -> None:
    """Merge `Grameen` with `Grameen Telecom`, `Oslo kommune` with `Oslo`, slips of the pen."""
    things = [
        term for term in terms if term.kind in ("organisation", "gpe", "place") and not term.merged
    ]
    places = {term.words[0]: term for term in things if len(term.words) == 1}
    longer: defaultdict[str, list[Term]] = defaultdict(list)
    last: defaultdict[str, list[Term]] = defaultdict(list)
    for term in things:
        if " " in term.form and term.kind == "organisation" and not term.entry:
            longer[term.words[0]].append(term)
            last[term.words[-1]].append(term)
    for term in things:
        words = term.words
        if len(words) == 2 and words[1] in _MUNICIPAL and term.kind == "gpe":
            place = places.get(words[0])
            if place and place.kind == "gpe":
                _merge(term, place, "municipality")
        elif len(words) == 1 and term.kind == "organisation" and not term.entry:
            indefinite = [words[0].removesuffix(ending) for ending in ("", "et", "en", "a")]
            defined = [other for word in dict.fromkeys(indefinite) for other in last[word]]
            if len(longer[words[0]]) == 1:
                _merge(term, longer[words[0]][0], "short-form")
            elif len(defined) == 1:
                _merge(term, defined[0], "last-word")
    index = SlipIndex((" ".join(term.words), term) for term in things if len(term.names) > 1)
    for term in things:
        if term.merged or term.entry or len(term.names) > 1 or len(term.form) < _SLIP_LENGTH:
            continue
        near = index.near(" ".join(term.words))
        if len(near) == 1:
            _merge(term, near[0], "slip")


def merge_places(terms: Sequence[Term], gazetteer: Gazetteer) -> None:
    """Merge the spellings of one known place: Kiev and Kyiv."""
    of_entry: dict[str, Term] = {}
    for term in terms:
        if term.entry or term.merged or term.kind not in ("gpe", "place"):
            continue
        place = gazetteer.find_place(term.form)
        if place:
            first = of_entry.setdefault(place.entity_id, term)
            if first is not term:
                term.merge_into(first, "place-name")
