"""Entries of a gazetteer, and the reader of a file of entities that a person has written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.datafiles import listed, read_rows
from pipeline.errors import SettingsError
from pipeline.link.names import key, slug

_COLUMNS: Final = frozenset(
    "entity_id label label_nn type aliases formerly acronym wikidata iso3166 country adjective "
    "demonyms party born kind geonameid verified note".split()
)
_TYPES: Final = ("person", "country", "organisation", "place", "other")
_EXAMPLE: Final = "label,type,aliases  and below it  Norsk Folkehjelp,organisation,NPA;Folkehjelpen"


@dataclass(frozen=True)
class Entry:
    """A known entity. What is not known of it is empty.

    `iso3166` is a country's own code; `country` the code of the country where a place lies or to
    which an organisation or person belongs; `kind` as in its file (party, agency …); `party` the
    entity_id of a politician's.
    """

    entity_id: str
    label: str
    type: str
    wikidata: str = ""
    iso3166: str = ""
    country: str = ""
    kind: str = ""
    party: str = ""


@dataclass(frozen=True)
class Row:
    """An entry with all its names, and words derived from them; `own`: a user has written it."""

    entry: Entry
    forms: tuple[str, ...]
    derived: tuple[str, ...] = ()
    own: bool = False


def own_rows(path: Path, known: Mapping[str, Entry]) -> list[Row]:
    """Return the entities in the CSV file at `path`; `known` are the built-in ones by id.

    Columns as in the files of ``pipeline/gazetteer``, with `type`; only `label` must be there, and
    `type` unless `entity_id` is that of a known entity, to which the row then adds names. Lists in
    a cell are divided by `;`, lines that begin with `#` are comments. Raises SettingsError, with
    the line, for a file that cannot be read, columns, types or countries there are not, ids of two
    entities, and a name that two rows claim.
    """
    found: list[Row] = []
    claimed: dict[str, int] = {}
    ids: dict[str, int] = {}
    for line, cells in read_rows(path, _COLUMNS, {"label"}, _EXAMPLE):
        row = _row(f"{path}, line {line}", cells, known)
        first = ids.setdefault(row.entry.entity_id, line)
        if first != line:
            raise SettingsError(
                f"{path}, line {line}: {row.entry.entity_id} already stands in line {first}. "
                "Put all names of an entity into the aliases of one row."
            )
        for form in row.forms:
            first = claimed.setdefault(key(form), line)
            if first != line:
                raise SettingsError(
                    f"{path}, line {line}: {form!r} is also a name in line {first}. "
                    "Leave it in the row of the entity that it should mean."
                )
        found.append(row)
    return found


def _row(where: str, cells: Mapping[str, str], known: Mapping[str, Entry]) -> Row:
    label, kind, qid = cells.get("label", ""), cells.get("type", ""), cells.get("wikidata", "")
    if not label:
        raise SettingsError(f"{where}: the label is empty.")
    base = known.get(cells.get("entity_id", "") or qid)
    kind = kind or (base.type if base else "")
    if kind not in _TYPES:
        raise SettingsError(f"{where}: the type is {kind!r}; choose one of {', '.join(_TYPES)}.")
    if qid and not re.fullmatch(r"Q[1-9][0-9]*", qid):
        raise SettingsError(f"{where}: {qid!r} is no Wikidata id; they look like Q7184.")
    same = known.get(qid)
    if same and same.type != kind:
        raise SettingsError(f"{where}: {qid} is {same.label}, and that is no {kind}.")
    codes = {entry.iso3166 for entry in known.values() if entry.iso3166}
    for column in ("country", "iso3166"):
        if cells.get(column) and codes and cells[column] not in codes:
            raise SettingsError(
                f"{where}: {column} is {cells[column]!r}; write a code of ISO 3166 such as NO."
            )
    given = cells.get("entity_id", "") or qid
    if given and not re.fullmatch(r"[^\s;]+", given):
        raise SettingsError(f"{where}: {given!r} is no id; write one without spaces, or none.")
    return Row(
        Entry(
            given or f"{kind}/{slug(label)}",
            label,
            kind,
            qid or (base.wikidata if base else ""),
            cells.get("iso3166", "") or (base.iso3166 if base else ""),
            cells.get("country", "") or (base.country if base else ""),
            cells.get("kind", "") or (base.kind if base else ""),
            cells.get("party", "") or (base.party if base else ""),
        ),
        tuple(
            form
            for column in ("label", "label_nn", "aliases", "formerly", "acronym")
            for form in listed(cells.get(column, ""))
        ),
        tuple(
            word for column in ("adjective", "demonyms") for word in listed(cells.get(column, ""))
        ),
        own=True,
    )
