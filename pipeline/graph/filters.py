"""Which part of the graph to keep."""

from collections.abc import Collection, Iterable

import networkx as nx


def select(
    graph: "nx.Graph[str]",
    types: Collection[str],
    min_count: int,
    min_articles: int,
    significance: float | None = None,
) -> "nx.Graph[str]":
    """Return the part of `graph` with entities of `types` and edges of some strength.

    An edge stays if it has at least `min_count` co-occurrences from at least `min_articles`
    articles and, if `significance` is given, a q-value of at most that. An entity that is left
    without any edge is dropped: in a network drawing it is only noise around the rim. The table
    `entities` still lists it.
    """
    wanted = {node for node, data in graph.nodes(data=True) if data["type"] in types}
    return edge_subgraph(
        graph,
        (
            (source, target)
            for source, target, edge in graph.edges(data=True)
            if source in wanted
            and target in wanted
            and edge["count"] >= min_count
            and edge["articles"] >= min_articles
            and (significance is None or edge["q_value"] <= significance)
        ),
    )


def edge_subgraph(graph: "nx.Graph[str]", edges: Iterable[tuple[str, str]]) -> "nx.Graph[str]":
    """Return a new graph of `edges` and the nodes they join, in the order they have in `graph`.

    networkx' own `edge_subgraph` goes through a set, so that its order changes from run to run.
    """
    kept = list(edges)
    ends = {node for edge in kept for node in edge}
    part: nx.Graph[str] = nx.Graph()
    part.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in ends)
    part.add_edges_from((source, target, graph.edges[source, target]) for source, target in kept)
    return part
