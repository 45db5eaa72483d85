"""Known entities, read from the data files in ``pipeline/gazetteer``: countries, organisations."""

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.datafiles import listed, rows
from pipeline.link.names import key

_SHORT: Final = 3  # forms this short (FN, EU, IS, USA) are too like words to match in any case

# russer, russere, russeren, russerne, russernes; Nynorsk russar, russarar, russarane
_DEMONYM_ENDINGS: Final = ("", "n", "en", "e", "r", "ne", "ane", "s", "ns", "ens", "nes", "anes")


@dataclass(frozen=True)
class Entry:
    """A known entity. `wikidata` and `iso3166` are empty where they are not known."""

    entity_id: str
    label: str
    type: str
    wikidata: str
    iso3166: str


class Gazetteer:
    """Looks names up among the known entities."""

    def __init__(
        self,
        forms: Iterable[tuple[str, Entry]],
        derived: Iterable[tuple[str, Entry]],
        places: Iterable[str] = (),
    ):
        """Take (form, entity) pairs: names, and words derived from names (`russisk`, `russere`).

        `places` are names of which it is known that they are places, and no more.
        """
        self._places = frozenset(places)
        self._exact: dict[str, Entry] = {}
        self._folded: dict[str, Entry] = {}
        self._derived: dict[str, Entry] = {}
        for form, entry in forms:
            self._exact.setdefault(form, entry)
            if len(form) > _SHORT:
                self._folded.setdefault(key(form), entry)
        for form, entry in derived:
            self._derived.setdefault(form.casefold(), entry)
        self.entries: dict[str, Entry] = {entry.entity_id: entry for entry in self._exact.values()}

    def find(self, form: str) -> Entry | None:
        """Return the entity that the name `form` stands for, or None.

        Case is ignored, except in names of three letters or fewer (`IS` is not `Is`) and in words
        without a capital (`venstre` is no party).
        """
        exact = self._exact.get(form)
        if exact:
            return exact
        if len(form) <= _SHORT:
            return self._exact.get(form.upper()) if form.isupper() else None
        return None if form.islower() else self._folded.get(key(form))

    def is_place(self, form: str) -> bool:
        """Tell whether `form` is the name of a town, a municipality or a county."""
        return form in self._places

    def find_derived(self, word: str) -> Entry | None:
        """Return the country that an adjective or a demonym belongs to, or None."""
        return self._derived.get(word.casefold())


def _countries() -> Iterator[tuple[Entry, list[str], list[str]]]:
    for row in rows("countries.csv"):
        qid = row["entity_id"]
        entry = Entry(qid, row["label"], "country", qid, row["iso3166"])
        forms = [row["label"], row["label_nn"], *listed(row["aliases"]), *listed(row["formerly"])]
        adjective = listed(row["adjective"])
        inflected = [word + ending for word in adjective for ending in ("", "e")]
        demonyms = [
            word + ending for word in listed(row["demonyms"]) for ending in _DEMONYM_ENDINGS
        ]
        yield entry, [form for form in forms if form], inflected + demonyms


def _organisations() -> Iterator[tuple[Entry, list[str]]]:
    for row in rows("organisations.csv"):
        entry = Entry(row["entity_id"], row["label"], "organisation", row["wikidata"], "")
        yield entry, [row["label"], *listed(row["aliases"]), *listed(row["acronym"])]


@functools.cache
def load() -> Gazetteer:
    """Return the gazetteer of countries, organisations and places that comes with Navnenett."""
    forms: list[tuple[str, Entry]] = []
    derived: list[tuple[str, Entry]] = []
    for entry, names, words in _countries():
        forms.extend((name, entry) for name in names)
        derived.extend((word, entry) for word in words)
    for entry, names in _organisations():
        forms.extend((name, entry) for name in names)
    return Gazetteer(forms, derived, (row["label"] for row in rows("places.csv")))
