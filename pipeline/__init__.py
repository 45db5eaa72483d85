"""Norwegian news in, an explorable network of people, countries and organisations out."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.job import run
    from pipeline.results import load
    from pipeline.settings import Settings

__all__ = ["Settings", "load", "run"]

# Imported on first use: `spacy.load` imports this package for the parts of the bundled pipeline,
# which need neither pandas nor networkx.
_PLACES = {"Settings": "pipeline.settings", "load": "pipeline.results", "run": "pipeline.job"}

if not TYPE_CHECKING:  # type checkers shall know these names and no others

    def __getattr__(name: str) -> Any:
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_PLACES[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
