"""Persons of the gazetteer in the corpus: a name is not enough, the text must agree."""

from collections.abc import Iterable, Mapping
from typing import Final

from pipeline.link.company import Occurrence
from pipeline.link.entries import Entry
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.namesakes import COMMON, bearers
from pipeline.titles import kind_of

_HOME: Final = "NO"
_BODIES: Final = frozenset({"government", "institution"})
_OFFICES: Final = frozenset({"political", "royal"})
_OF_WORLD_BODIES: Final = "generalsekretær"


def recognise(
    spellings: Iterable[str],
    held: Iterable[Occurrence],
    known_in: Mapping[str, Iterable[Entry]],
    gazetteer: Gazetteer,
) -> tuple[Entry, str] | None:
    """Return the known person whom a name of the corpus means, with the evidence, or None.

    `spellings` are those of the name, `held` its occurrences; `known_in` are the known entities of
    each article. One person alone must be known by the name, and the text must say so: by the
    person's party, by a title of state, or by the person's country, if that is not Norway, which
    is in every paper (a Norwegian is told by a ministry or parliament, or any party if the
    own one is not known). For a name that many bear only the party will do.
    """
    found = {
        entry.entity_id: entry
        for spelling in spellings
        for entry in gazetteer.find_persons(spelling)
    }
    if len(found) != 1:
        return None
    (entry,) = found.values()
    held = list(held)
    company = {
        one.entity_id: one for article in held for one in known_in.get(article.article_id, ())
    }
    if entry.party in company:
        return entry, company[entry.party].label
    if bearers(entry.label) >= COMMON:
        return None
    for article in held:
        for title in article.titles:
            if kind_of(title) in _OFFICES or title == _OF_WORLD_BODIES:
                return entry, title
    for other in company.values():
        if entry.country == _HOME:
            ours = other.type == "organisation" and other.country == _HOME
            if ours and (other.kind in _BODIES or (other.kind == "party" and not entry.party)):
                return entry, other.label
        elif other.type == "country" and other.iso3166 == entry.country:
            return entry, other.label
    return None
