"""A person's corrections of linking, in a file that every run reads."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

Action = Literal["same", "different", "rename", "retype", "drop"]
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)
FILE: Final = "corrections.csv"
COLUMNS: Final = ("action", "name", "other", "articles", "note")


@dataclass(frozen=True)
class Correction:
    """One line of the file.

    `name` and `other` are names in any spelling, or ids of entities. `same`: the two are one
    entity, which keeps id and label of `other`. `different`: they are two; where both are the same
    name, that in `articles` is another one. `rename`: `other` is the label. `retype`: `other` is
    the type. `drop`: `name` is the name of nothing, and `other` is empty. `articles`, if any, are
    the ids of those whose `name` is meant; else that of all.
    """

    line: int
    action: Action
    name: str
    other: str = ""
    articles: tuple[str, ...] = ()
    note: str = ""


def read(path: Path | None) -> tuple[Correction, ...]:
    """Return the corrections in the file at `path`, in order; none without a file."""
    if path is None:
        return ()
    raise NotImplementedError
