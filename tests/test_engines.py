"""Tests of pipeline/engines.py."""

import os

import pytest

from pipeline.engines import run_all


def _square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def _fail(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


@pytest.mark.parametrize("workers", [1, 2])
def test_every_task_is_run_once_and_told_by_its_number(workers: int) -> None:
    done = dict(run_all(_square, list(range(20)), workers))
    assert {number: square for number, (square, _) in done.items()} == {
        number: number * number for number in range(20)
    }
    assert (os.getpid() in {process for _, process in done.values()}) == (workers == 1)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_failure_reaches_the_caller(workers: int) -> None:
    with pytest.raises(ValueError, match="three"):
        list(run_all(_fail, list(range(50)), workers))


def test_no_tasks_are_no_trouble() -> None:
    assert list(run_all(_square, [], 2)) == []


def _threads(_: int) -> str | None:
    return os.environ.get("OPENBLAS_NUM_THREADS")


def test_processes_beside_each_other_multiply_matrices_on_one_core(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert {told for _, told in run_all(_threads, [1, 2, 3], 2)} == {"1"}
    assert "OPENBLAS_NUM_THREADS" not in os.environ
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    assert {told for _, told in run_all(_threads, [1, 2, 3], 2)} == {"3"}
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
