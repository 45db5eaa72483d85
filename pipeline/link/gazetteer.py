"""Known entities, read from the data files in ``pipeline/gazetteer`` and a file of one's own."""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pipeline.datafiles import digest, listed, rows
from pipeline.link.entries import Entry, Row, own_rows
from pipeline.link.names import key

_SHORT: Final = 3  # forms this short (FN, EU, IS, USA) are too like words to match in any case

# russer, russere, russeren, russerne, russernes; Nynorsk russar, russarar, russarane; nordmennene,
# polakkene
_DEMONYM_ENDINGS: Final = tuple(
    ending
    for stem in ("", "n", "en", "e", "r", "ne", "ane", "ene")
    for ending in (stem, stem + "s")
)


class Gazetteer:
    """Looks names up among the known entities.

    `entries` holds all of them by entity_id.
    """

    def __init__(
        self,
        known: Iterable[Row],
        metonyms: Mapping[str, str] | None = None,
        party_letters: Mapping[str, str] | None = None,
    ):
        """Take the known entities, the preferred ones first.

        `metonyms` and `party_letters` map names and letters to ids.
        """
        self._exact: dict[str, Entry] = {}
        self._folded: dict[str, Entry] = {}
        self._derived: dict[str, Entry] = {}
        self._places: dict[str, Entry] = {}
        self._capitals: dict[str, Entry] = {}
        self._persons: defaultdict[str, list[Entry]] = defaultdict(list)
        self.entries: dict[str, Entry] = {}
        for row in known:
            entry = self.entries.setdefault(row.entry.entity_id, row.entry)
            for word in row.derived:
                self._derived.setdefault(word.casefold(), entry)
            for form in row.forms:
                if row.own or entry.type in ("country", "organisation"):
                    self._exact.setdefault(form, entry)
                    if len(form) > _SHORT:
                        self._folded.setdefault(key(form), entry)
                elif entry.type == "place":
                    self._places.setdefault(form, entry)
                    self._capitals.setdefault(key(form), entry)
                elif entry not in self._persons[key(form)]:
                    self._persons[key(form)].append(entry)
        self._metonyms = {form: self.entries[to] for form, to in (metonyms or {}).items()}
        self._letters = {form: self.entries[to] for form, to in (party_letters or {}).items()}

    def find(self, form: str) -> Entry | None:
        """Return the country or organisation that the name `form` stands for, or None.

        So also an entity of any type from a file of one's own. Case is ignored, except in names of
        three letters or fewer (`IS` is not `Is`) and in words without a capital (`venstre` is no
        party).
        """
        exact = self._exact.get(form)
        if exact:
            return exact
        if len(form) <= _SHORT:
            return self._exact.get(form.upper()) if form.isupper() else None
        return None if form.islower() else self._folded.get(key(form))

    def find_place(self, form: str) -> Entry | None:
        """Return the town, municipality or region that is called `form`, the largest, or None.

        That it is meant is for the text to tell: Sandra Bergen is no town.
        """
        place = self._places.get(form)
        if place is None and len(form) > _SHORT and form.isupper():  # a kicker: REYKJAVÍK
            return self._capitals.get(key(form))
        return place

    def find_persons(self, form: str) -> list[Entry]:
        """Return the known persons who are called `form`; more must tell whether one is meant."""
        return self._persons.get(key(form), [])

    def find_metonym(self, form: str) -> Entry | None:
        """Return the country or organisation whose government sits in `form`, or None."""
        return self._metonyms.get(form)

    def find_party(self, letter: str) -> Entry | None:
        """Return the party that a letter in parentheses behind a politician stands for, or None."""
        return self._letters.get(letter)

    def find_derived(self, word: str) -> Entry | None:
        """Return the country that an adjective or a demonym belongs to, or None."""
        return self._derived.get(word.casefold())

    @functools.cached_property
    def media(self) -> frozenset[str]:
        """The ids of newspapers, broadcasters and agencies: they write about everybody."""
        media = ("media", "news_agency")
        return frozenset(one.entity_id for one in self.entries.values() if one.kind in media)

    @property
    def derived_words(self) -> frozenset[str]:
        """All adjectives and demonyms, in lower case."""
        return frozenset(self._derived)


def load(own: Path | None = None) -> Gazetteer:
    """Return what comes with Navnenett, and before that the entities in the file `own`.

    Raises SettingsError, with the line, for a file that cannot be read or makes no sense.
    """
    return _load(own, digest(own) if own else "")


@functools.lru_cache(maxsize=4)
def _load(own: Path | None, content: str) -> Gazetteer:
    built_in = list(_built_in())
    mine = own_rows(own, {row.entry.entity_id: row.entry for row in built_in}) if own else ()
    metonyms = {row["form"]: row["entity_id"] for row in rows("metonyms.csv")}
    letters = {row["letter"]: row["entity_id"] for row in rows("party_letters.csv")}
    return Gazetteer([*mine, *built_in], metonyms, letters)


def _built_in() -> Iterator[Row]:
    code = {}
    for row in rows("countries.csv"):
        qid = row["entity_id"]
        code[qid] = row["iso3166"]
        adjectives = [word + end for word in listed(row["adjective"]) for end in ("", "e")]
        demonyms = [word + end for word in listed(row["demonyms"]) for end in _DEMONYM_ENDINGS]
        demonyms += [
            word.removesuffix("e") + "ane" for word in listed(row["demonyms"])
        ]  # svenskane
        yield Row(
            Entry(qid, row["label"], "country", qid, row["iso3166"], kind=row["kind"]),
            _forms(row, "label", "label_nn", "aliases", "formerly"),
            tuple(adjectives + demonyms),
        )
    for name, kind in (("organisations", "organisation"), ("places", "place")):
        for row in rows(f"{name}.csv"):
            facts = (row["wikidata"], "", row["country"], row["kind"])
            entry = Entry(row["entity_id"], row["label"], kind, *facts)
            yield Row(entry, _forms(row, "label", "aliases", "acronym"))
    for row in rows("persons.csv"):
        about = (row["wikidata"], "", code.get(row["country"], ""), "politician", row["party"])
        entry = Entry(row["entity_id"], row["label"], "person", *about)
        yield Row(entry, _forms(row, "label", "aliases"))


def _forms(row: Mapping[str, str], *columns: str) -> tuple[str, ...]:
    return tuple(form for column in columns for form in listed(row.get(column, "")))


__all__ = ["Entry", "Gazetteer", "load"]
