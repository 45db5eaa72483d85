"""Which names of organisations and places in one article mean the same thing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.link.acronyms import (
    abbreviates,
    abbreviations,
    is_acronym,
    letters,
)
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.institutions import institution
from pipeline.link.names import key
from pipeline.link.slips import SlipIndex
from pipeline.link.terms import Term

_BETWEEN: Final = re.compile(r"\s?[,(]\s?(?:forkortet |kalt |også )?[«\"]?")
_MUNICIPAL: Final = frozenset("kommune bystyre kommunestyre fylkeskommune fylke by".split())
_SLIP_LENGTH: Final = 7
_LONG: Final = 12
_DIGIT: Final = re.compile(r"\d")  # Division 1, Division 2
_DEFINITE: Final = ("et", "en", "a", "ene", "ane")
_AIRPORT: Final = frozenset(["lufthavn", "lufthamn", "flyplass"])
_SITE: Final = re.compile(r"(?:www\.)?([^\W_][\w-]*)\.(?:no|com|org|net)")
_COMPASS: Final = {
    "north": "nord",
    "northern": "nord",
    "south": "sør",
    "syd": "sør",
    "east": "øst",
    "aust": "øst",
    "west": "vest",
}
# In the definite form these are names of their own: Kirken is the church of the country.
_OWN_NAMES: Final = frozenset("kirke kyrkje politi regjering".split())
_KNOWN_BY_NAME: Final = ("sykehus", "sjukehus", "pub", "kafé", "restaurant")
_SMALL_WORDS: Final = frozenset("av for frå fra i og på til ved".split())


def merge_acronyms(terms: Sequence[Term], between: Sequence[str]) -> None:
    """Merge acronyms with their long forms.

    `between` is, for each name of the article, the text that stands between it and the next name.
    A definition (`Norwegian Defence League (NDL)`, or the other way round) is enough; without one
    the letters must be those of the words of a single long form of the article; a known acronym
    then stays what it is.
    """
    owner = {number: term for term in terms for number in term.names}
    for number, text in enumerate(between):
        one, other = owner[number], owner.get(number + 1)
        if other is None or not _BETWEEN.fullmatch(text):
            continue
        for acronym, long_form in ((other, one), (one, other)):
            if long_form.kind == "person" or not is_acronym(acronym.form):
                continue  # Sigbjørn Molvik (SV)
            if abbreviates(acronym.form, long_form.form):
                _merge(acronym, long_form, "acronym-defined")
                break
    acronyms = [
        term
        for term in terms
        if is_acronym(term.form)
        and not term.entry
        and term.kind in ("organisation", "gpe", "place")
    ]
    if not acronyms:
        return
    long_forms: defaultdict[str, list[Term]] = defaultdict(list)
    for term in terms:
        if term.kind != "person":
            for made in abbreviations(term.form):
                long_forms[made].append(term)
    for term in acronyms:
        owners = [other for other in long_forms[letters(term.form)] if other is not term]
        if term.merged is None and len({id(other.root) for other in owners}) == 1:
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
    _merge_spellings(things)
    _merge_municipalities(things)
    _merge_slips(things)
    _merge_parts(things)


def _merge_spellings(things: Sequence[Term]) -> None:
    """Merge names that are alike but for small words, points of the compass, and `.no`."""
    seen: dict[str, Term] = {}
    for term in things:
        plain = " ".join(_plain(term))
        first = seen.setdefault(plain, term)
        if first is not term:
            _merge(term, first, "spelling")
    by_key = {" ".join(term.words): term for term in things}
    for term in things:
        site = _SITE.fullmatch(term.form.casefold())
        paper = by_key.get(site[1]) if site else None
        if paper:
            _merge(term, paper, "web-address")


def _plain(term: Term) -> list[str]:
    words = [_COMPASS.get(word, word) for word in term.words]
    return [word for word in words if word not in _SMALL_WORDS] or words


def _merge_municipalities(things: Sequence[Term]) -> None:
    places = {term.words[0]: term for term in things if len(term.words) == 1}
    for term in things:
        words = term.words
        if len(words) == 2 and words[1] in _MUNICIPAL and term.kind == "gpe":
            place = places.get(words[0])
            if place and place.kind == "gpe":
                _merge(term, place, "municipality")


def _merge_parts(things: Sequence[Term]) -> None:
    """Merge a word with the only longer name that begins or ends with it."""
    index = _Parts(things)
    for term in things:
        known = term.entry is not None
        if known or term.merged or term.kind not in ("organisation", "place"):
            continue
        for rule, owners in index.longer(term):
            if len({id(other.root) for other in owners}) == 1:
                _merge(term, owners[0], rule)
                break


class _Parts:
    """What the names of an article may be called for short."""

    def __init__(self, things: Sequence[Term]):
        self._begins: defaultdict[tuple[str, ...], list[Term]] = defaultdict(list)
        self._ends: defaultdict[str, list[Term]] = defaultdict(list)
        self._institutions: defaultdict[str, list[Term]] = defaultdict(list)
        self._facilities: defaultdict[str, list[Term]] = defaultdict(list)
        for term in things:
            words = term.words
            if len(words) > 1 and _is_facility(term):
                self._facilities[words[0]].append(term)
            if len(words) > 1 and _AIRPORT.intersection(words[:-1]):
                self._facilities[words[-1]].append(term)
            if term.kind != "organisation":
                continue
            if " " in term.form and not _DIGIT.search(term.form):  # Kviteseid 2
                for at in range(1, len(words)):
                    self._begins[tuple(words[:at])].append(term)
                # Milan is AC Milan; but Europaparlamentet is more than one that ends so.
                if not term.entry or all(map(is_acronym, term.form.split()[:-1])):
                    self._ends[words[-1]].append(term)
            if term.entry and term.entry.kind == "club":
                self._begins[(key(term.entry.label).split()[0].removesuffix("s"),)].append(term)
            for parts in map(institution, words):
                if parts and (parts[0] or len(words) > 1):
                    self._institutions[parts[1]].append(term)

    def longer(self, term: Term) -> Iterator[tuple[str, Sequence[Term]]]:
        """Yield (rule, longer names that it may stand for) for a name."""
        words = term.words
        if term.kind == "place":
            if len(words) == 1:
                yield "short-form", self._facilities[words[0]]
            return
        yield "short-form", self._begins[tuple(words)]
        if len(words) > 1:
            return
        indefinite = [words[0].removesuffix(ending) for ending in ("", "et", "en", "a")]
        yield (
            "last-word",
            [other for word in dict.fromkeys(indefinite) for other in self._ends[word]],
        )
        parts = institution(words[0])
        if parts and not parts[0] and parts[1] not in (words[0], *_OWN_NAMES):
            yield "institution", self._institutions[parts[1]]


def _is_facility(term: Term) -> bool:
    """Tell whether a name may lose its noun: `Haukeland sjukehus`, `Akvariet i Bergen`.

    Schools, churches and most others are named after a place, which they are not.
    """
    name, noun = term.form.split()[:2] if " " in term.form else (term.form, "")
    if noun in _SMALL_WORDS:
        return name.endswith(_DEFINITE) and len(name) > _SLIP_LENGTH
    return term.kind == "place" and noun.casefold().endswith(_KNOWN_BY_NAME)


def _merge_slips(things: Sequence[Term]) -> None:
    """Join a name that occurs once to the one a letter away that occurs more often.

    Of long names of several words, neither need occur more often.
    """
    once = [
        term
        for term in things
        if not term.merged
        and not term.entry
        and len(term.names) == 1
        and len(term.form) >= _SLIP_LENGTH
    ]
    # A slip of the first letter is not looked for
    begins = {term.words[0][:1] for term in once if term.words}
    near_ones = [term for term in things if term.words and term.words[0][:1] in begins]
    index = SlipIndex((" ".join(term.words), term) for term in near_ones)
    for term in once:
        long = len(term.words) > 1 and len(term.form) >= _LONG and not _DIGIT.search(term.form)
        near = [other for other in index.near(" ".join(term.words)) if long or len(other.names) > 1]
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
