"""The whole stage: from entities and edges to the filtered graph and its measures."""

import math
from collections.abc import Collection

import networkx as nx
import pandas as pd

from pipeline.graph.backbone import disparity, disparity_filter
from pipeline.graph.build import build
from pipeline.graph.filters import select
from pipeline.graph.measures import measure
from pipeline.tables import frame


def graph_tables(
    entities: pd.DataFrame,
    edges: pd.DataFrame,
    *,
    types: Collection[str],
    min_count: int = 1,
    min_articles: int = 1,
    significance: float | None = None,
    backbone: float | None = None,
    seed: int = 0,
) -> tuple["nx.Graph[str]", pd.DataFrame, pd.DataFrame]:
    """Return the graph of the tables `entities` and `edges`, and its `nodes` and `graph_edges`.

    First the filters (:func:`pipeline.graph.filters.select`), then the disparity of each edge among
    those left, then the backbone at the disparity `backbone` if one is given, then the measures,
    which are of the graph that is left and which its nodes carry as attributes too. Rows are sorted
    by id, and by (source_id, target_id).
    `build(nodes, edges)` makes the same graph again from the two tables. Raises ValueError for
    tables that are at odds (see :func:`pipeline.graph.build.build`).
    """
    graph = select(build(entities, edges), types, min_count, min_articles, significance)
    alphas = disparity(graph)
    if backbone is not None:
        graph = disparity_filter(graph, backbone)
    nodes = measure(graph, seed)
    kept = {edge: alphas[edge] for edge in graph.edges}
    pairs = zip(edges["source_id"], edges["target_id"], strict=True)
    told = edges.assign(disparity=[kept.get(pair, math.nan) for pair in pairs])
    ordered = told.dropna(subset="disparity").sort_values(["source_id", "target_id"])
    left = frame("graph_edges", ordered)
    return build(nodes, left), nodes, left
