"""How long a whole run takes beside the bare work of every component of the same spaCy pipeline."""

from __future__ import annotations

import json
import multiprocessing
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pandas as pd

from benchmarks import linking, texts
from benchmarks.workers import ONE_THREAD
from pipeline import run, tables
from pipeline.annotate import annotate, find, load
from pipeline.annotate.model import load_folder
from pipeline.evaluate.gold import read_gold

SYSTEMS = ("run", "bare")
Figures = dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """One turn: seconds, and the most memory that its process has held.

    `articles` are those of which sentences were found.
    """

    system: str
    processor: float
    wall: float
    peak_mib: float
    articles: int


def base(source: Path | None, gold: Path) -> Iterator[str]:
    """Yield the texts to vary: those under `source`, else those in the file `gold`, else seeds/."""
    if source is None and gold.is_file():
        yield from (article.text for article in read_gold(gold).articles)
    else:
        yield from texts.read(source or linking.SEEDS)


def speed(distinct: Sequence[str], size: int, repeats: int, model: str) -> Figures:
    """Time whole runs on `size` varied articles, and bare ``nlp.pipe`` on the same, in turns.

    Each turn has a process of its own with one thread. The run is all that
    :func:`pipeline.run` does, in a fresh folder, loading the model included. Bare is every
    component of the model as it is loaded, which is not counted, and nothing is kept of its
    documents. `ratio` is the run's time by the bare one's, turn by turn: below 1 the run is faster.
    """
    made = varied(distinct, size, model)
    turns: list[Turn] = []
    with tempfile.TemporaryDirectory(prefix="navnenett-") as temporary:
        path = Path(temporary) / "articles.jsonl"
        rows = (json.dumps({"id": f"v{at}", "text": text}) for at, text in enumerate(made))
        path.write_text("\n".join(rows) + "\n", encoding="ascii")
        for _ in range(repeats):
            turns += [_alone(work, path, model) for work in (whole_run, bare_pipe)]
    return {
        "articles": len(made),
        "words": sum(map(texts.words_in, made)),
        "turns": [asdict(turn) for turn in turns],
        **summary(turns),
    }


def varied(distinct: Sequence[str], size: int, model: str) -> list[str]:
    """Return `size` articles: those given again and again, with other names of persons.

    Each ends with its number, so that the program takes none for a second copy of another.
    """
    given = list(distinct)[:size]
    frame = pd.DataFrame({"article_id": [f"b{at}" for at in range(len(given))], "text": given})
    names = annotate(load(model).nlp, frame, tables.empty("boilerplate"))[1]
    made = [
        text for frame, _ in linking.parts(frame, names, size) for text in frame["text"].tolist()
    ]
    return [f"{text}\n\nDette er artikkel nummer {at}.\n" for at, text in enumerate(made)]


def _alone(work: Callable[[Path, str], Turn], path: Path, model: str) -> Turn:
    """Do `work` in a new process whose matrices are multiplied by one thread."""
    context = multiprocessing.get_context("spawn")
    one_thread = mock.patch.dict(os.environ, dict.fromkeys(ONE_THREAD, "1"))
    with one_thread, ProcessPoolExecutor(1, context) as pool:
        return pool.submit(work, path, model).result()


def whole_run(path: Path, model: str) -> Turn:
    """Make a run of the articles at `path`, with all stages and all files."""
    with tempfile.TemporaryDirectory(prefix="navnenett-") as folder:
        with _Clock() as clock:
            results = run(path, Path(folder) / "out", model=model, fresh=True, workers=1)
        return clock.turn("run", results.sentences["article_id"].nunique())


def bare_pipe(path: Path, model: str) -> Turn:
    """Run every component of the loaded model over the articles at `path`."""
    with path.open(encoding="ascii") as lines:
        held = [json.loads(line)["text"] for line in lines]
    nlp = load_folder(find(model))
    for _ in nlp.pipe(held[:2]):
        pass
    with _Clock() as clock:
        count = sum(1 for doc in nlp.pipe(held) if doc.has_annotation("SENT_START"))
    return clock.turn("bare", count)


class _Clock:
    """The seconds that pass, and that the processor works for this process."""

    def __enter__(self) -> _Clock:
        self._processor, self._wall = time.process_time(), time.perf_counter()
        return self

    def __exit__(self, *error: object) -> None:
        self._processor = time.process_time() - self._processor
        self._wall = time.perf_counter() - self._wall

    def turn(self, system: str, articles: int) -> Turn:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return Turn(system, self._processor, self._wall, peak, articles)


def summary(turns: Sequence[Turn]) -> Figures:
    """Return median, least and greatest seconds and ratios, and the most memory, of the turns."""
    of = {name: [turn for turn in turns if turn.system == name] for name in SYSTEMS}
    seconds: Figures = {}
    ratio: Figures = {}
    for clock in ("processor", "wall"):
        run_seconds, bare_seconds = (
            [float(getattr(turn, clock)) for turn in of[name]] for name in SYSTEMS
        )
        seconds[clock] = {"run": _spread(run_seconds), "bare": _spread(bare_seconds)}
        pairs = zip(run_seconds, bare_seconds, strict=True)
        ratio[clock] = _spread([one / max(other, 1e-9) for one, other in pairs])
    peak = {name: max(turn.peak_mib for turn in of[name]) for name in SYSTEMS}
    return {"seconds": seconds, "ratio": ratio, "peak_mib": peak}


def _spread(values: Sequence[float]) -> dict[str, float]:
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}


def report(told: Figures) -> str:
    """Return what :func:`speed` measured as a table."""
    lines = [
        f"{told['articles']:,} articles, {told['words']:,} words, "
        f"{len(told['turns']) // len(SYSTEMS)} turns each, one thread",
        f"{'seconds, median (min to max)':32}{'whole run':>24}{'bare nlp.pipe':>24}{'ratio':>26}",
    ]
    for clock, of in told["seconds"].items():
        cells = [_cell(of[name], 1) for name in SYSTEMS]
        lines.append(f"{clock:32}{cells[0]:>24}{cells[1]:>24}{_cell(told['ratio'][clock], 3):>26}")
    peaks = (f"{told['peak_mib'][name]:,.0f}" for name in SYSTEMS)
    lines.append(f"{'peak memory, MiB':32}" + "".join(f"{peak:>24}" for peak in peaks))
    fewest = min(turn["articles"] for turn in told["turns"])
    if fewest < told["articles"]:
        lines.append(f"Only {fewest:,} of the articles were annotated: the ratio says too little.")
    return "\n".join(lines)


def _cell(of: dict[str, float], digits: int) -> str:
    return f"{of['median']:.{digits}f} ({of['min']:.{digits}f} to {of['max']:.{digits}f})"
