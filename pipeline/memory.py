"""Building many small objects without the collector of cycles looking at all of them again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Pause Python's garbage collector; usable as a decorator.

    It looks for cycles among all objects whenever many new ones were made, which took two fifths of
    the time of linking 4,000 articles. What is no longer referred to is freed as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
