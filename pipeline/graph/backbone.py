"""The backbone of a weighted graph: the edges that stand out from chance at one of their ends.

The disparity filter of Serrano, Boguñá and Vespignani (2009), "Extracting the multiscale backbone
of complex weighted networks", PNAS 106:6483-6488. If a node of degree k shared its strength s out
among its edges at random, an edge would get the share w/s or more with the probability
(1 - w/s)^(k - 1). An edge for which this is small at either end is there for a reason.
"""

from typing import Final

import networkx as nx

from pipeline.graph.filters import edge_subgraph

DIGITS: Final = 10


def disparity_filter(graph: "nx.Graph[str]", alpha: float) -> "nx.Graph[str]":
    """Return the edges of `graph` that are significant at `alpha`, with the nodes they join.

    An edge stays if its alpha (see :func:`disparity`) is at most `alpha`, so that 1
    keeps every edge. Nodes that lose all their edges are dropped. Raises ValueError if `alpha` is
    not above 0 and at most 1.
    """
    if not 0 < alpha <= 1:
        raise ValueError(f"alpha is {alpha}; it must be above 0 and at most 1")
    found = disparity(graph)
    return edge_subgraph(graph, (edge for edge in graph.edges if found[edge] <= alpha))


def disparity(graph: "nx.Graph[str]") -> dict[tuple[str, str], float]:
    """Return for each edge the smaller of the alphas at its two ends, from its `weight`; 0 to 1.

    At an end with no other edge (k = 1) the formula gives 1: the one edge holds all the strength
    whatever chance does, so it is never significant from that side and stays only if it is from
    the other (as in the article). Two entities joined to nothing else thus go at any alpha below 1.
    Rounded to 10 significant digits, so that machines agree.
    """
    strength = dict(graph.degree(weight="weight"))
    degree = dict(graph.degree())
    return {
        (source, target): min(
            _alpha(edge["weight"], strength[source], degree[source]),
            _alpha(edge["weight"], strength[target], degree[target]),
        )
        for source, target, edge in graph.edges(data=True)
    }


def _alpha(weight: float, strength: float, degree: int) -> float:
    return float(f"{max(0.0, 1 - weight / strength) ** (degree - 1):.{DIGITS}g}")
