"""Norwegian news in, an explorable network of people, countries and organisations out."""

from typing import TYPE_CHECKING

from pipeline.lazily import handed_on

if TYPE_CHECKING:
    from pipeline.job import run
    from pipeline.results import load
    from pipeline.settings import Settings

__all__ = ["Settings", "load", "run"]

# Imported on first use: `spacy.load` imports this package for the parts of the bundled pipeline,
# which need neither pandas nor networkx.
_PLACES = {"Settings": "pipeline.settings", "load": "pipeline.results", "run": "pipeline.job"}

if not TYPE_CHECKING:  # type checkers shall know these names and no others
    __getattr__, __dir__ = handed_on(__name__, _PLACES)
