"""Pictures of a finished run, for print and for the web. matplotlib is loaded when one is drawn."""

from typing import TYPE_CHECKING

from pipeline.lazily import handed_on

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
    __getattr__, __dir__ = handed_on(__name__, _PLACES)
