"""The networkx graph, its filters, its measures, its order and its layout."""

from pipeline.graph.backbone import disparity, disparity_filter
from pipeline.graph.build import build
from pipeline.graph.filters import select
from pipeline.graph.layout import positions
from pipeline.graph.measures import measure
from pipeline.graph.network import graph_tables
from pipeline.graph.order import most_central_first, strongest_first

__all__ = [
    "build",
    "disparity",
    "disparity_filter",
    "graph_tables",
    "measure",
    "most_central_first",
    "positions",
    "select",
    "strongest_first",
]
