"""Which column of a table, or key of a JSON object, holds what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.settings import Settings, flag

# Names in small letters without `_`, `-` and spaces, the likeliest first.
_KNOWN: Final = {
    "text": "text articletext fulltext body articlebody maintext content article tekst brødtekst "
    "brodtekst artikkeltekst artikkel innhold innhald plaintext rawtext",
    "title": "title headline heading tittel overskrift overskrifta articletitle name",
    "date": "date published publisheddate publicationdate publishedat datepublished publishdate "
    "pubdate dato publisert publiseringsdato utgivelsesdato created createdat timestamp",
    "id": "id articleid docid documentid uuid uri url link guid",
    "source": "source outlet publisher newspaper avis kilde medium sitename publication",
}
_JOINTS = re.compile(r"[\s_\-.]+")


@dataclass(frozen=True)
class Columns:
    """The names of the columns that hold an article's parts; None where there is none."""

    text: str | None
    title: str | None
    date: str | None
    id: str | None
    source: str | None


def choose(names: Sequence[str], settings: Settings) -> Columns:
    """Return which of the columns `names` hold what; those that `settings` name come first."""
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(_plain(name), name)
    chosen: dict[str, str | None] = {}
    for part, known in _KNOWN.items():
        given = getattr(settings, f"{part}_column")
        if given is not None:
            chosen[part] = given if given in names else by_name.get(_plain(given))
        else:
            chosen[part] = next((by_name[word] for word in known.split() if word in by_name), None)
    return Columns(**chosen)


def not_found(names: Sequence[str], settings: Settings) -> list[str]:
    """Return the flags of the columns that `settings` name and that are not among `names`."""
    chosen = choose(names, settings)
    return [
        f"--{flag(f'{part}_column')} {given}"
        for part in _KNOWN
        if (given := getattr(settings, f"{part}_column")) and getattr(chosen, part) is None
    ]


def listed(names: Sequence[str]) -> str:
    """Return column names for a message: quoted, the first twelve."""
    shown = ", ".join(repr(name) for name in names[:12])
    return f"{shown} and {len(names) - 12} more" if len(names) > 12 else shown or "none"


def _plain(name: str) -> str:
    return _JOINTS.sub("", name.lstrip("\ufeff").casefold())
