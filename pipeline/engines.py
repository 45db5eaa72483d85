"""How tasks are run: one after the other in this process, or in several processes.

A task is done where it is run: it reads its input from disk and writes what it makes there. Only
its name and its counts come back, so that the corpus never passes through the process that steers.
"""

import contextlib
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import Final, TypeVar

Task = TypeVar("Task")
Done = TypeVar("Done")
_THREADS: Final = "OPENBLAS_NUM_THREADS"  # numpy's library reads it when it is loaded


def run_all(
    work: Callable[[Task], Done], tasks: Sequence[Task], workers: int
) -> Iterator[tuple[int, Done]]:
    """Yield (number of the task, what `work` returned for it), in the order in which they end.

    With `workers` above 1 they run in as many processes; `work` and the tasks must be picklable.
    The first exception of a task is raised here; tasks not begun by then are dropped.
    """
    if workers == 1 or len(tasks) < 2:
        for number, task in enumerate(tasks):
            yield number, work(task)
        return
    # A fresh interpreter for each: forking a process that has threads (pyarrow's) can hang.
    context = multiprocessing.get_context("spawn")
    with _one_thread_each(), ProcessPoolExecutor(min(workers, len(tasks)), context) as pool:
        waiting: dict[Future[Done], int] = {}
        ahead = iter(enumerate(tasks))
        try:
            for number, task in ahead:
                waiting[pool.submit(work, task)] = number
                if len(waiting) < 4 * workers:
                    continue
                yield from _ended(waiting)
            while waiting:
                yield from _ended(waiting)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextlib.contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let processes that start meanwhile multiply matrices on one core; they share them already."""
    before = os.environ.get(_THREADS)
    os.environ.setdefault(_THREADS, "1")
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]


def _ended(waiting: "dict[Future[Done], int]") -> Iterator[tuple[int, Done]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in sorted(done, key=waiting.__getitem__):
        yield waiting.pop(future), future.result()
