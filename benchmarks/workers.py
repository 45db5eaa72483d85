"""One process a pipeline, so that each has its own matrix library; they take turns."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from spacy.language import Language

REPAIR = "navnenett_repair"
NAMES, MENDED, ALL = "names + sentences", "names + sentences + repair", "all components"
SETTINGS = (NAMES, MENDED, ALL)
ONE_THREAD = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


@dataclass(frozen=True)
class Timing:
    """One run over all texts, in seconds, and what it found."""

    processor: float
    wall: float
    entities: int
    sentences: int


@dataclass(frozen=True)
class System:
    """A pipeline to measure: `ours` is loaded as the program does, others as spaCy does."""

    name: str
    model: str
    ours: bool


class Worker:
    """A pipeline in a process of its own, which measures when it is told to."""

    def __init__(self, system: System, process: Any, pipe: Connection) -> None:
        self.system = system
        self._process = process
        self._pipe = pipe
        self.about: dict[str, Any] = self._answer()

    def measure(self, setting: str) -> Timing:
        """One run in a setting; the others wait meanwhile."""
        self._pipe.send(setting)
        timing: Timing = self._answer()
        return timing

    def _answer(self) -> Any:
        try:
            answer = self._pipe.recv()
        except EOFError:
            raise RuntimeError(f"the process of {self.system.name} ended") from None
        if isinstance(answer, Exception):
            raise RuntimeError(f"{self.system.name}: {answer}") from answer
        return answer

    def stop(self) -> None:
        """End the process."""
        self._pipe.close()
        self._process.join()


@contextmanager
def started(systems: Sequence[System], texts: Sequence[str]) -> Iterator[list[Worker]]:
    """Workers for the systems, each with one thread, loaded and warm."""
    context = multiprocessing.get_context("spawn")
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))  # read when a child imports numpy
    with ExitStack() as stack:
        stack.callback(_restore, before)
        workers = []
        for system in systems:
            here, there = context.Pipe()
            process = context.Process(target=serve, args=(there, system, texts), daemon=True)
            process.start()
            there.close()
            worker = Worker(system, process, here)
            stack.callback(worker.stop)
            workers.append(worker)
        yield workers


def _restore(before: dict[str, str | None]) -> None:
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def serve(pipe: Connection, system: System, texts: Sequence[str]) -> None:
    """Load the pipeline, say what it is, then measure each setting that is asked for."""
    try:
        load = _ours if system.ours else _stock
        names, everything = load(system.model, False), load(system.model, True)
        pipelines = {NAMES: names, MENDED: names, ALL: everything}
        about = _about(everything)
        for setting, nlp in pipelines.items():
            with _chosen(nlp, setting):
                about["components"][setting] = list(nlp.pipe_names)
                _run(nlp, texts[:20])
        pipe.send(about)
        while True:
            setting = pipe.recv()
            with _chosen(pipelines[setting], setting):
                pipe.send(_run(pipelines[setting], texts))
    except EOFError:  # the other end has closed: done
        return
    except Exception as error:
        pipe.send(RuntimeError(f"{type(error).__name__}: {error}"))


def _run(nlp: Language, texts: Sequence[str]) -> Timing:
    entities = sentences = 0
    processor, wall = time.process_time(), time.perf_counter()
    for doc in nlp.pipe(texts):
        entities += len(doc.ents)
        sentences += sum(1 for _ in doc.sents)
    return Timing(time.process_time() - processor, time.perf_counter() - wall, entities, sentences)


def _chosen(nlp: Language, setting: str) -> AbstractContextManager[Any]:
    """Switch off the component that mends names, unless that is the setting."""
    return nullcontext() if setting == MENDED else nlp.select_pipes(disable=[REPAIR])


def _about(nlp: Language) -> dict[str, Any]:
    meta = nlp.meta
    name = f"{meta['lang']}_{meta['name']}"
    return {"name": name, "version": meta["version"], "components": {}}


def _ours(model: str, everything: bool) -> Language:
    """Load a pipeline as the program does, with the matrix library that it chooses."""
    from pipeline.annotate.model import load

    return load(model, parse=everything).nlp


def _stock(model: str, everything: bool) -> Language:
    """Load a pipeline as spaCy does: all of it, or what `ner` and `senter` need and no more."""
    import spacy

    from pipeline.annotate import repair  # noqa: F401, for spaCy to know the component

    nlp = spacy.load(model)
    nlp.add_pipe(REPAIR)
    if not everything:
        nlp.enable_pipe("senter")
        needed = {"ner", "senter", REPAIR}
        for name in nlp.component_names:
            if needed & set(getattr(nlp.get_pipe(name), "listening_components", ())):
                needed.add(name)
        nlp.select_pipes(enable=[name for name in nlp.component_names if name in needed])
    return nlp
