"""Pictures of a finished run, for print and for the web. matplotlib is loaded when one is drawn."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.plots.egocentric import ego
    from pipeline.plots.figure import save
    from pipeline.plots.matrix import heatmap
    from pipeline.plots.node_link import network
    from pipeline.plots.over_time import timeline

__all__ = ["ego", "heatmap", "network", "save", "timeline"]

# Imported on first use: the command line, which imports this package, need not wait for matplotlib.
_PLACES = {
    "ego": "pipeline.plots.egocentric",
    "heatmap": "pipeline.plots.matrix",
    "network": "pipeline.plots.node_link",
    "save": "pipeline.plots.figure",
    "timeline": "pipeline.plots.over_time",
}

if not TYPE_CHECKING:  # type checkers shall know these names and no others

    def __getattr__(name: str) -> Any:
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(_PLACES[name]), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
