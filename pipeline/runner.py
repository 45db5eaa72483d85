"""Running the stages: what is already done stands, what is not is done and kept."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline import annotate, corrections, parts, store
from pipeline.datafiles import digest
from pipeline.engines import run_all
from pipeline.errors import InputError, OutputError, located
from pipeline.ingest import Source, discover
from pipeline.link import load_gazetteer
from pipeline.progress import Progress, Silent
from pipeline.relate import dated
from pipeline.settings import Settings
from pipeline.stages import (
    READ_MAKES,
    READ_SETTINGS,
    STAGES,
    STEPS,
    Step,
    check,
    code_digest,
    until,
)
from pipeline.tasks import Task, already, as_read, execute, key, schema


@dataclass
class Ran:
    """What a run has made: the files of each table, in order, and of what.

    `sources` are (name, SHA-256 of the bytes) of the files read, `markers` those of all tasks,
    `model` the digest of the spaCy pipeline, `since` and `until` the limits of what counts.
    """

    files: dict[str, list[Path]] = field(default_factory=dict)
    sources: list[tuple[str, str]] = field(default_factory=list)
    markers: set[Path] = field(default_factory=set)
    model: str = ""
    since: str | None = None
    until: str | None = None

    def table(self, name: str) -> pd.DataFrame:
        """Return the whole table `name`."""
        return store.read(schema(name), self.files[name])

    def parts(self, name: str) -> Iterator[pd.DataFrame]:
        """Yield the table `name` part by part."""
        for path in self.files[name]:
            yield store.read(schema(name), [path])

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
        counts["duplicates"] = counts["outside_dates"] = 0
        for part in self.parts("articles"):
            counts["duplicates"] += int(part["duplicate_of"].notna().sum())
            counts["outside_dates"] += int((~dated(part["date"], self.since, self.until)).sum())
        counts["not_read"] = sum(
            int((part["severity"] == "error").sum()) for part in self.problems()
        )
        return counts


def run_stages(settings: Settings, stage: str = "export", progress: Progress | None = None) -> Ran:
    """Run the stages up to and with `stage` and return what they made.

    Raises InputError if there is nothing to read or no article among it, ModelError if the spaCy
    pipeline cannot be had, SettingsError for corrections or entities that make no sense, and
    OutputError if the output folder cannot be written.
    """
    check(STEPS)
    corrections.read(settings.corrections)  # what is wrong in them is told before any work is done
    if settings.entities:
        load_gazetteer(settings.entities)
    progress = progress or Silent()
    folder = _prepare(settings)
    steps = list(until(stage))
    sources, problems = discover(settings.input, settings)
    ran = Ran(since=settings.since, until=settings.until)
    if any("model" in step.settings for step in steps):
        ran.model = annotate.fingerprint(settings.model)
    _read_sources(settings, sources, problems, folder, ran, progress)
    _refuse_nothing(ran)
    for name, about in STAGES.items():
        ours = [step for step in steps if step.stage == name]
        if not ours:
            break
        # The first step that takes the articles part by part moves the bar. That of ingest began
        # with reading, and counts files.
        by_part = [step for step in ours if step.scope == "part" and name != "ingest"][:1]
        if name != "ingest":
            total = sum(_articles(ran)) if by_part else 1
            progress.begin(name, about, total, "articles" if by_part else "network")
        for step in ours:
            _run_step(step, settings, folder, ran, progress if step in by_part else Silent())
        progress.end()
    if stage == list(STAGES)[-1]:  # else run.json still tells of the tables of the run before
        _forget(folder, ran)
    return ran


def _prepare(settings: Settings) -> Path:
    """Return the folder of the tables, made if need be. Raises OutputError if it cannot be."""
    folder = settings.output / store.TABLES
    if settings.input != "-" and settings.output.resolve() == Path(settings.input).resolve():
        raise OutputError(
            f"{settings.output} is the folder of the articles. Choose another with  --output FOLDER"
        )
    try:
        if settings.fresh and store.is_output(settings.output):
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
    digests = {source.name: parts.digest(source) for source in sources}
    ran.sources = [(source.name, digests[source.name]) for source in sources]
    rules = settings.boilerplate_rules
    extra = [rules.read_text(encoding="utf-8") if rules and rules.is_file() else str(rules)]
    code = code_digest(("ingest", "gazetteer/boilerplate.toml"))
    options = _options(READ_SETTINGS, settings, "")
    tasks = [
        Task(
            None,
            key(
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
        for group in parts.groups(sources)
    ]
    makes = [as_read(name) for name in READ_MAKES]
    _run_tasks(tasks, makes, settings, ran, progress, [len(task.sources) for task in tasks])
    ran.files["found_problems"] = [
        store.write(folder / "ingest" / "found_problems", "problems", problems)
    ]


def _refuse_nothing(ran: Ran) -> None:
    if any(store.n_rows(path) for path in ran.files["read_articles"]):
        return
    reasons = [
        located(source, message)
        for part in ran.problems()
        for source, message in zip(part["source"], part["message"], strict=True)
    ]
    raise InputError(
        "No article could be read from the input.\n" + "\n".join(reasons[:10])
        if reasons
        else "No article could be read from the input: the files hold none."
    )


def _articles(ran: Ran) -> list[int]:
    return [store.n_rows(path) for path in ran.files["read_articles"]]


def _run_step(step: Step, settings: Settings, folder: Path, ran: Ran, progress: Progress) -> None:
    n_parts = len(ran.files["read_articles"])
    options = _options(step.settings, settings, ran.model)
    code = code_digest(step.code)
    tasks = []
    for part in range(n_parts if step.scope == "part" else 1):
        inputs = []
        for name in step.needs:
            files = ran.files[name]
            own = step.scope == "part" and len(files) == n_parts and name not in _WHOLE
            inputs.append((name, tuple(files[part : part + 1] if own else files)))
        keys = [[name, *(path.stem for path in files)] for name, files in inputs]
        name = f"{step.stage}.{step.name}"
        tasks.append(Task(step, key(name, code, options, keys), tuple(inputs), settings, folder))
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
    made: list[dict[str, list[Path]] | None] = [already(task) for task in tasks]
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


def _options(names: Iterable[str], settings: Settings, model: str) -> dict[str, Any]:
    values = settings.model_dump(mode="json")
    given = {
        **values,
        "model": model,
        # What counts is what stands in the file.
        **{name: path and digest(path) for name, path in _files(settings).items()},
    }
    return {name: given[name] for name in sorted(names)}


def _files(settings: Settings) -> dict[str, Path | None]:
    return {"entities": settings.entities, "corrections": settings.corrections}


def _forget(folder: Path, ran: Ran) -> None:
    """Remove what earlier runs left in place of the tables of this one and it has no use for."""
    kept = {path for paths in ran.files.values() for path in paths}
    for parent in sorted({path.parent for path in kept}):
        for path in sorted(parent.iterdir()):
            if path not in kept:
                path.unlink()
    names = {_step_name(marker) for marker in ran.markers}
    for marker in sorted((folder / store.DONE).glob("*.json")):
        if marker not in ran.markers and _step_name(marker) in names:
            marker.unlink()


def _step_name(marker: Path) -> str:
    return marker.name.rpartition("-")[0]
