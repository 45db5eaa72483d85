"""Running the stages: what is already done stands, what is not is done and kept.

Every step writes its tables below ``tables/`` of the output folder, one file for each part of the
corpus, named by its content. A marker in ``tables/done/`` says which files a task made; its name is
a digest of all that went into the task: the content of its input, the options that matter, the
model and the code. Where that marker is, the work can stand, whenever and in whatever order it was
done: a run that was interrupted goes on where it stopped, and a step whose input has come out the
same again is not repeated.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline import annotate, store, tables
from pipeline.engines import run_all
from pipeline.errors import InputError, OutputError
from pipeline.ingest import Source, discover, read
from pipeline.progress import Progress, Silent
from pipeline.settings import Settings
from pipeline.stages import (
    READ_MAKES,
    READ_SETTINGS,
    STAGES,
    STEPS,
    Made,
    Step,
    check,
    code_digest,
    until,
)

TABLES: Final = "tables"
_PART_FILES: Final = 256  # files in one part, at most
_PART_BYTES: Final = 4_000_000  # bytes of files in one part, at most
_PART_CUT: Final = 64  # a part ends behind one file in so many


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
        return self.folder / "done" / f"{name}-{self.key}.json"


@dataclass
class Ran:
    """What a run has made: the files of each table, in order, and of what.

    `sources` are (name, SHA-256 of the bytes) of the files read, `markers` those of all tasks.
    """

    files: dict[str, list[Path]] = field(default_factory=dict)
    sources: list[tuple[str, str]] = field(default_factory=list)
    markers: set[Path] = field(default_factory=set)

    def table(self, name: str) -> pd.DataFrame:
        """Return the whole table `name`."""
        return store.read(_schema(name), self.files[name])

    def parts(self, name: str) -> Iterator[pd.DataFrame]:
        """Yield the table `name` part by part."""
        for path in self.files[name]:
            yield store.read(_schema(name), [path])

    def problems(self) -> Iterator[pd.DataFrame]:
        """Yield the table `problems` part by part: of finding the files, then of reading them."""
        found = "problems" if "problems" in self.files else "read_problems"
        for name in ("found_problems", found):
            yield from self.parts(name)

    def counts(self) -> dict[str, int]:
        """Return how many rows the tables have that a reader would count."""
        names = ("articles", "sentences", "mentions", "entities", "relations", "nodes")
        counts = {
            name: sum(store.n_rows(path) for path in self.files[name])
            for name in (*names, "graph_edges")
            if name in self.files
        }
        counts["duplicates"] = sum(
            int(part["duplicate_of"].notna().sum()) for part in self.parts("articles")
        )
        counts["not_read"] = sum(
            int((part["severity"] == "error").sum()) for part in self.problems()
        )
        return counts


def run_stages(settings: Settings, stage: str = "export", progress: Progress | None = None) -> Ran:
    """Run the stages up to and with `stage` and return what they made.

    Raises InputError if there is nothing to read or no article among it, ModelError if the spaCy
    pipeline cannot be had, and OutputError if the output folder cannot be written.
    """
    check(STEPS)
    progress = progress or Silent()
    folder = _prepare(settings)
    steps = list(until(stage))
    sources, problems = discover(settings.input, settings)
    model = ""
    if any("model" in step.settings for step in steps):
        model = annotate.digest(annotate.find(settings.model))
    ran = Ran()
    _read_sources(settings, sources, problems, folder, ran, progress)
    if stage != "ingest" or len(ran.files["read_articles"]) == 0:
        _refuse_nothing(ran)
    for name, about in STAGES.items():
        ours = [step for step in steps if step.stage == name]
        if ours and name != "ingest":
            n_parts = sum(step.scope == "part" for step in ours)
            total = n_parts * sum(_articles(ran))
            progress.begin(name, about, total, "articles" if n_parts else "network")
        for step in ours:
            _run_step(step, settings, model, folder, ran, progress)
        if ours:
            progress.end()
    _forget(folder, ran)
    return ran


def _prepare(settings: Settings) -> Path:
    """Return the folder of the tables, made if need be. Raises OutputError if it cannot be."""
    folder = settings.output / TABLES
    try:
        if settings.fresh and folder.is_dir():
            shutil.rmtree(folder)
        with store.replacing(folder / ".writable") as handle:
            handle.write(b"")
        (folder / ".writable").unlink()
    except OSError as error:
        raise OutputError(
            f"The output folder {settings.output} cannot be written: {error.strerror}. "
            "Choose another with  --output FOLDER"
        ) from None
    return folder


def _read_sources(
    settings: Settings,
    sources: Sequence[Source],
    problems: pd.DataFrame,
    folder: Path,
    ran: Ran,
    progress: Progress,
) -> None:
    progress.begin("ingest", STAGES["ingest"], len(sources), "files")
    digests = {source.name: _source_digest(source) for source in sources}
    ran.sources = [(source.name, digests[source.name]) for source in sources]
    rules = settings.boilerplate_rules
    extra = [rules.read_text(encoding="utf-8") if rules and rules.is_file() else str(rules)]
    code = code_digest(("ingest", "gazetteer/boilerplate.toml"))
    options = _options(READ_SETTINGS, settings, "")
    tasks = [
        Task(
            None,
            _key(
                "ingest.read",
                code,
                options,
                extra,
                [[s.name, s.read_id, digests[s.name]] for s in group],
            ),
            (),
            settings,
            folder,
            tuple(group),
        )
        for group in _groups(sources)
    ]
    makes = [_as_read(name) for name in READ_MAKES]
    _run_tasks(tasks, makes, settings, ran, progress, [len(task.sources) for task in tasks])
    ran.files["found_problems"] = [
        store.write(folder / "ingest" / "found_problems", "problems", problems)
    ]


def _refuse_nothing(ran: Ran) -> None:
    if any(store.n_rows(path) for path in ran.files["read_articles"]):
        return
    reasons = [line for part in ran.problems() for line in part["source"] + ": " + part["message"]]
    raise InputError(
        "No article could be read from the input.\n" + "\n".join(reasons[:10])
        if reasons
        else "No article could be read from the input: the files hold none."
    )


def _groups(sources: Sequence[Source]) -> Iterator[list[Source]]:
    """Yield the sources in parts. A file of many articles is a part of its own.

    Where a part ends depends on the name of its last file alone (or on its being full), so that a
    file that is added or taken away changes one part and no other.
    """
    group: list[Source] = []
    size = 0
    for source in sources:
        alone = source.format not in ("text", "html")
        n_bytes = _size(source)
        if group and (alone or size + n_bytes > _PART_BYTES):
            yield group
            group, size = [], 0
        group.append(source)
        size += n_bytes
        cut = int(hashlib.sha256(source.name.encode()).hexdigest()[:8], 16) % _PART_CUT == 0
        if alone or cut or len(group) == _PART_FILES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _size(source: Source) -> int:
    try:
        return len(source.data) if source.path is None else source.path.stat().st_size  # type: ignore[arg-type]
    except OSError:
        return 0


def _source_digest(source: Source) -> str:
    try:
        if source.path is None:
            return hashlib.sha256(source.data or b"").hexdigest()
        with source.path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror}"


def _articles(ran: Ran) -> list[int]:
    return [store.n_rows(path) for path in ran.files["read_articles"]]


def _run_step(
    step: Step, settings: Settings, model: str, folder: Path, ran: Ran, progress: Progress
) -> None:
    n_parts = len(ran.files["read_articles"])
    options = _options(step.settings, settings, model)
    code = code_digest(step.code)
    tasks = []
    for part in range(n_parts if step.scope == "part" else 1):
        inputs = []
        for name in step.needs:
            files = ran.files[name]
            own = step.scope == "part" and len(files) == n_parts and name not in _WHOLE
            inputs.append((name, tuple(files[part : part + 1] if own else files)))
        keys = [[name, *(path.stem for path in files)] for name, files in inputs]
        key = _key(f"{step.stage}.{step.name}", code, options, keys)
        tasks.append(Task(step, key, tuple(inputs), settings, folder))
    weights = _articles(ran) if step.scope == "part" else [0]
    _run_tasks(tasks, step.makes, settings, ran, progress, weights)


# Tables of the whole corpus, in one file.
_WHOLE: Final = frozenset(name for step in STEPS if step.scope == "corpus" for name in step.makes)


def _run_tasks(
    tasks: Sequence[Task],
    makes: Iterable[str],
    settings: Settings,
    ran: Ran,
    progress: Progress,
    weights: Sequence[int],
) -> None:
    made: list[dict[str, list[Path]] | None] = [_already(task) for task in tasks]
    missing = [number for number, files in enumerate(made) if files is None]
    ran.markers.update(task.marker for task in tasks)
    progress.advance(sum(weights[number] for number in set(range(len(tasks))) - set(missing)))
    try:
        for at, files in run_all(execute, [tasks[n] for n in missing], settings.workers):
            made[missing[at]] = files
            progress.advance(weights[missing[at]])
    except OSError as error:
        raise OutputError(
            f"The output folder {settings.output} cannot be written: {error.strerror or error}. "
            "Make room, or choose another with  --output FOLDER . What is done so far is kept."
        ) from None
    for name in makes:
        ran.files[name] = [path for files in made if files for path in files[name]]


def _already(task: Task) -> dict[str, list[Path]] | None:
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
            stage, table = (task.step.stage, name) if task.step else ("ingest", _as_read(name))
            path = store.write(task.folder / stage / table, name, piece)
            files.setdefault(table, []).append(path)
    listed = {
        name: [path.relative_to(task.folder).as_posix() for path in paths]
        for name, paths in files.items()
    }
    with store.replacing(task.marker) as handle:
        handle.write(json.dumps(listed, sort_keys=True).encode())
    return files


def _as_read(name: str) -> str:
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
        loaded[name] = store.read(_schema(name), paths, where)
    return loaded


def _schema(name: str) -> str:
    return name.removeprefix("read_").removeprefix("found_")


def _options(names: Iterable[str], settings: Settings, model: str) -> dict[str, Any]:
    values = settings.model_dump(mode="json")
    return {name: model if name == "model" else values[name] for name in sorted(names)}


def _key(*content: Any) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _forget(folder: Path, ran: Ran) -> None:
    """Remove what earlier runs left in place of the tables of this one and it has no use for."""
    kept = {path for paths in ran.files.values() for path in paths}
    for parent in sorted({path.parent for path in kept}):
        for path in sorted(parent.iterdir()):
            if path not in kept:
                path.unlink()
    names = {_step_name(marker) for marker in ran.markers}
    for marker in sorted((folder / "done").glob("*.json")):
        if marker not in ran.markers and _step_name(marker) in names:
            marker.unlink()


def _step_name(marker: Path) -> str:
    return marker.name.rpartition("-")[0]
