"""The networkx graph, its filters, its measures and its layout."""

from pipeline.graph.backbone import disparity, disparity_filter
from pipeline.graph.build import build
from pipeline.graph.filters import select
from pipeline.graph.layout import positions
from pipeline.graph.measures import measure
from pipeline.graph.network import graph_tables

__all__ = [
    "build",
    "disparity",
    "disparity_filter",
    "graph_tables",
    "measure",
    "positions",
    "select",
]
