"""What a person has said to be two: corrections `different`, as the names of one article see it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from pipeline.corrections import Correction
from pipeline.link.entries import Entry
from pipeline.link.gazetteer import Gazetteer
from pipeline.link.names import key, slug

NOTHING: Final[frozenset[str]] = frozenset()


class Separations:
    """Pairs of names that are never one entity.

    A name is known by its handles: its key, the slug of it (ids are made of that), and the id of
    the known entity that it stands for.
    """

    def __init__(self, corrections: Iterable[Correction], gazetteer: Gazetteer):
        """Take all corrections; those with another action than `different` are passed over."""
        apart: defaultdict[str, set[str]] = defaultdict(set)
        self._strangers: set[tuple[str, str]] = set()
        for line in corrections:
            one, other = _handle(line.name), _handle(line.other)
            if line.action != "different" or one == other:
                continue
            apart[one].add(other)
            apart[other].add(one)
            known = _known(line.name, gazetteer)
            if known and known == _known(line.other, gazetteer):
                keeps_name = line.name == known.entity_id or key(line.name) == key(known.label)
                self._strangers.add((other if keeps_name else one, known.entity_id))
        self._apart: Mapping[str, frozenset[str]] = {
            handle: frozenset(others) for handle, others in apart.items()
        }

    def handles(self, form: str, entry: Entry | None) -> frozenset[str]:
        """Return the handles by which corrections speak of the name `form` of `entry`."""
        if not self._apart:
            return NOTHING
        return frozenset(_handles(form, entry)) & self._apart.keys()

    def barred(self, handles: frozenset[str]) -> frozenset[str]:
        """Return the handles of all that a name with these handles may not be."""
        return NOTHING.union(*(self._apart[handle] for handle in handles))

    def may_be(self, form: str, entry: Entry) -> bool:
        """Tell whether `form` may stand for `entry`, of which the gazetteer says that it is a name.

        Of two names of one entry that a person calls different, the label keeps the entry, or else
        the second one.
        """
        return not self._strangers or not any(
            (handle, entry.entity_id) in self._strangers for handle in _handles(form, None)
        )


def _handles(form: str, entry: Entry | None) -> list[str]:
    return [key(form), f"/{slug(form)}", *([entry.entity_id] if entry else [])]


def _handle(side: str) -> str:
    """Return what a side of a correction calls a name by: `person/jan-hansen` by its slug."""
    kind, slash, name = side.partition("/")
    if slash and kind in ("person", "country", "organisation", "place", "other"):
        return f"/{name}"
    return side if side[:1] == "Q" and side[1:].isdigit() else key(side)


def _known(side: str, gazetteer: Gazetteer) -> Entry | None:
    return gazetteer.entries.get(side) or gazetteer.find(side) or gazetteer.find_place(side)
