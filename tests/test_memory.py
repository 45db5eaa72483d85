"""The collector is paused and comes back."""

import gc

import pytest

from pipeline.memory import uncollected


def test_the_collector_is_paused_and_on_again_also_after_an_error() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), uncollected():
        raise ValueError("x")
    assert gc.isenabled()


def test_a_collector_that_is_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_decorates_a_function() -> None:
    @uncollected()
    def collecting() -> bool:
        return gc.isenabled()

    assert not collecting()
    assert gc.isenabled()
