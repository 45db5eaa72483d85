"""Measures of the nodes of a graph."""

from collections.abc import Iterable
from typing import Final

import networkx as nx
import pandas as pd

from pipeline.graph.betweenness import betweenness
from pipeline.tables import columns, frame

DIGITS: Final = 10
_DAMPING: Final = 0.85


def measure(graph: "nx.Graph[str]", seed: int) -> pd.DataFrame:
    """Return the table `nodes`: the entities of `graph` in its order, with their measures.

    - `degree`: number of other entities it is joined to.
    - `weighted_degree`: sum of the weights of its edges (its strength).
    - `betweenness`: see :func:`pipeline.graph.betweenness.betweenness`; edges unweighted.
    - `pagerank`: by weight, damping 0.85 (Page, Brin, Motwani and Winograd 1999).
    - `community`: by weight, with the Louvain method (Blondel, Guillaume, Lambiotte and Lefebvre
      2008) and `seed`. Numbered from 0 by falling size, then by the smallest id in them, so that
      the numbers do not depend on how the method found them.

    Real numbers are rounded to 10 significant digits, so that machines agree on them.
    """
    nodes = list(graph)
    strength = dict(graph.degree(weight="weight"))
    rank = nx.pagerank(graph, alpha=_DAMPING, tol=1e-12, max_iter=1000) if nodes else {}
    group = _communities(graph, seed)
    measured = pd.DataFrame(
        {
            "entity_id": nodes,
            "degree": [len(graph[node]) for node in nodes],
            "weighted_degree": _rounded(float(strength[node]) for node in nodes),
            "betweenness": _rounded(betweenness(graph, seed)),
            "pagerank": _rounded(float(rank[node]) for node in nodes),
            "community": [group[node] for node in nodes],
        }
    )
    for name in columns("nodes"):
        if name not in measured.columns:
            measured[name] = [graph.nodes[node].get(name) for node in nodes]
    return frame("nodes", measured)


def _rounded(values: Iterable[float]) -> list[float]:
    return [float(f"{value:.{DIGITS}g}") for value in values]


def _communities(graph: "nx.Graph[str]", seed: int) -> dict[str, int]:
    """Return the number of the community of each node.

    Works on a copy whose nodes are whole numbers: sets of strings have another order in each
    process, sets of small whole numbers have not, and networkx adds up weights in that order.
    """
    names = list(graph)
    number = {name: position for position, name in enumerate(names)}
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    plain.add_weighted_edges_from(
        (number[source], number[target], edge["weight"])
        for source, target, edge in graph.edges(data=True)
    )
    found = nx.community.louvain_communities(plain, weight="weight", seed=seed) if names else []
    members = [sorted(names[node] for node in group) for group in found]
    members.sort(key=lambda group: (-len(group), group[0]))
    return {name: position for position, group in enumerate(members) for name in group}
