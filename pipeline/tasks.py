"""The work of one step on one part of the corpus: done once, kept, and found again.

A task writes its tables below ``tables/`` of the output folder, each named by its content, and then
a marker in ``tables/done/`` that says which files it made. The name of the marker is a digest of
all that went into the task: the content of its input, the options that matter, the model and the
code. Where that marker is, the work can stand, whenever and in whatever order it was done.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline import store, tables
from pipeline.ingest import Source, read
from pipeline.settings import Settings
from pipeline.stages import READ_MAKES, Made, Step


@dataclass(frozen=True)
class Task:
    """The work of one step on one part of the corpus, or on all of it.

    `inputs` are the files of each table that is needed; `key` is the digest of all that goes in;
    `folder` is that of the tables. Reading has no step and no tables but `sources`.
    """

    step: Step | None
    key: str
    inputs: tuple[tuple[str, tuple[Path, ...]], ...]
    settings: Settings
    folder: Path
    sources: tuple[Source, ...] = ()

    @property
    def marker(self) -> Path:
        """The file that lists what the task has made, once it is done."""
        name = f"{self.step.stage}.{self.step.name}" if self.step else "ingest.read"
        return self.folder / store.DONE / f"{name}-{self.key}.json"


def already(task: Task) -> dict[str, list[Path]] | None:
    """Return the files that the task has made in an earlier run, or None if any is not there."""
    try:
        listed = json.loads(task.marker.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    files = {name: [task.folder / path for path in paths] for name, paths in listed.items()}
    there = all(path.is_file() for paths in files.values() for path in paths)
    return files if there else None


def execute(task: Task) -> dict[str, list[Path]]:
    """Do the work of `task` and return the files that it made, by table."""
    files: dict[str, list[Path]] = {}
    pieces = _read(task) if task.step is None else [task.step.function(_load(task), task.settings)]
    for made in pieces:
        for name, piece in made.items():
            stage, table = (task.step.stage, name) if task.step else ("ingest", as_read(name))
            path = store.write(task.folder / stage / table, name, piece)
            files.setdefault(table, []).append(path)
    listed = {
        name: [path.relative_to(task.folder).as_posix() for path in paths]
        for name, paths in files.items()
    }
    with store.replacing(task.marker) as handle:
        handle.write(json.dumps(listed, sort_keys=True).encode())
    return files


def as_read(name: str) -> str:
    """Return the name of a table as reading leaves it, before ids and copies are settled."""
    return name if name == "index" else f"read_{name}"


def _read(task: Task) -> Iterator[Made]:
    nothing = True
    for piece in read(task.sources, task.settings):
        nothing = False
        yield {**piece}
    if nothing:
        yield {name: tables.empty(name) for name in READ_MAKES}


def _load(task: Task) -> dict[str, pd.DataFrame]:
    assert task.step is not None  # noqa: S101
    loaded: dict[str, pd.DataFrame] = {}
    for name, paths in task.inputs:
        column = task.step.of_articles.get(name)
        where = None
        if column and task.step.scope == "part":
            first = loaded[task.step.needs[0]]
            where = (column, [str(value) for value in first["article_id"].unique()])
        loaded[name] = store.read(schema(name), paths, where)
    return loaded


def schema(name: str) -> str:
    """Return the name of the schema of a table: what is read has that of what comes of it."""
    return name.removeprefix("read_").removeprefix("found_")


def key(*content: Any) -> str:
    """Return a digest of `content`, which must be plain values."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:24]
