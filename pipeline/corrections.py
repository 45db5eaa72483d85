"""A person's corrections of linking, in a file that every run reads.

A cell that a spreadsheet would run as a formula stands with `'` before it, as in the other CSV
files that are written here; reading takes one such `'` off again.
"""

import csv
import difflib
import functools
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from pipeline.datafiles import digest, listed, read_rows
from pipeline.errors import SettingsError

Action = Literal["same", "different", "rename", "retype", "drop"]
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)
FILE: Final = "corrections.csv"
COLUMNS: Final = ("action", "name", "other", "articles", "note")

_REQUIRED: Final = ("action", "name")
_EXAMPLE: Final = "action,name,other  and below it  same,Sergei Lavrov,Sergej Lavrov"
_OTHER: Final = {
    "same": "the name of the entity that it is",
    "different": "the name that it is not",
    "rename": "the new label",
    "retype": "the type",
}
FORMULA: Final = re.compile(r"'*\s*[=+\-@＝＋－＠]")


@dataclass(frozen=True)
class Correction:
    """One line of the file.

    `name` and `other` are names in any spelling, or ids of entities. `same`: the two are one
    entity, which keeps id and label of `other`. `different`: they are two; where both are the same
    name, that in `articles` is another one. `rename`: `other` is the label. `retype`: `other` is
    the type. `drop`: `name` is the name of nothing, and `other` is empty. `articles`, which
    `rename` and `retype` have not, are the ids of those whose `name` is meant; without them that
    of all.
    """

    line: int
    action: Action
    name: str
    other: str = ""
    articles: tuple[str, ...] = ()
    note: str = ""

    def says_what(self, other: "Correction") -> bool:
        """Tell whether `other` says the same, whatever its line and its note."""
        return _content(self) == _content(other)

    def __str__(self) -> str:
        """Return the line as it stands in a file with commas, without its note."""
        cells = [self.action, self.name, self.other, ";".join(self.articles)]
        while not cells[-1]:
            cells.pop()
        return csv_line(cells)


def read(path: Path | None) -> tuple[Correction, ...]:
    """Return the corrections in the file at `path`, in order; none without a file.

    Raises SettingsError, with file and line, for a line that cannot be understood, and
    :class:`~pipeline.contradictions.ContradictionError` for lines that cannot all be true.
    """
    return () if path is None else _read(path, digest(path))


@functools.lru_cache(maxsize=4)  # each part of a corpus asks for the same file
def _read(path: Path, content: str) -> tuple[Correction, ...]:
    from pipeline.contradictions import check

    found = read_lines(path)
    check(found, path)
    return found


def read_lines(path: Path) -> tuple[Correction, ...]:
    """Return what :func:`read` does, also if lines contradict each other."""
    return tuple(
        correction(f"{path}, line {line}", line, {name: bare(cell) for name, cell in row.items()})
        for line, row in read_rows(path, COLUMNS, _REQUIRED, _EXAMPLE)
    )


def correction(where: str, line: int, row: Mapping[str, str]) -> Correction:
    """Return the correction in `row`, at `where`. Raises SettingsError if it is not understood."""
    # Imported here, because settings and linking need this module.
    from pipeline.contradictions import reference
    from pipeline.settings import TYPES

    action = _action(where, row["action"].casefold())
    name, other = row.get("name", ""), row.get("other", "")
    articles = tuple(listed(row.get("articles", "")))
    if not name:
        raise SettingsError(f"{where}: `name` is empty. Write the name that {action!r} is about.")
    if action == "drop" and other:
        raise SettingsError(
            f"{where}: 'drop' takes no `other`, but here it is {other!r}. Leave it empty."
        )
    if action != "drop" and not other:
        raise SettingsError(f"{where}: {action!r} needs {_OTHER[action]} in `other`.")
    if action in ("rename", "retype") and articles:
        raise SettingsError(
            f"{where}: {action!r} is of all that is one entity. Leave `articles` empty; if the "
            "name is another one there, say so with 'different' first, and then use the id that "
            "entities.csv gives it."
        )
    if action == "retype":
        other = other.casefold()
        if other not in TYPES:
            raise SettingsError(
                f"{where}: there is no type {other!r}.{_nearest(other, TYPES)} "
                f"Types are {', '.join(TYPES)}."
            )
    twice = action in ("same", "different") and reference(name) == reference(other)
    if twice and action == "same":
        raise SettingsError(
            f"{where}: {name!r} and {other!r} are one name already. Write two names, or ids from "
            "entities.csv."
        )
    if twice and not articles:
        raise SettingsError(
            f"{where}: {name!r} and {other!r} are one name. In `articles`, write the ids of the "
            "articles (see articles.csv) where it is another one, with ; between them."
        )
    return Correction(line, action, name, other, articles, row.get("note", ""))


def _action(where: str, word: str) -> Action:
    for action in ACTIONS:
        if word == action:
            return action
    raise SettingsError(
        f"{where}: there is no action {word!r}.{_nearest(word, ACTIONS)} "
        f"Actions are {', '.join(ACTIONS)}."
    )


def _nearest(word: str, words: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, words, n=1, cutoff=0.5)
    return f" Did you mean {near[0]!r}?" if near else ""


def _content(line: Correction) -> tuple[object, ...]:
    return (line.action, line.name, line.other, set(line.articles))


def bare(cell: str) -> str:
    """Return `cell` without the `'` that keeps a spreadsheet from running it as a formula.

    >>> bare("'=1+1"), bare("'s-Hertogenbosch")
    ('=1+1', "'s-Hertogenbosch")
    """
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def csv_line(cells: Sequence[str], divider: str = ",", ending: str = "") -> str:
    """Return `cells` as a line of a CSV file, with `divider` between them and `ending` after."""
    # A line that begins with # would be a comment.
    quoting: Literal[0, 1] = csv.QUOTE_ALL if cells[0].startswith("#") else csv.QUOTE_MINIMAL
    handle = io.StringIO()
    csv.writer(handle, delimiter=divider, lineterminator=ending, quoting=quoting).writerow(cells)
    return handle.getvalue()
