"""The networkx graph of a network: a node per entity, an undirected edge per pair of them."""

from typing import Any, Final

import networkx as nx
import pandas as pd

from pipeline.tables import columns

NODE_ATTRIBUTES: Final = tuple(name for name in columns("nodes") if name != "entity_id")
EDGE_ATTRIBUTES: Final = ("weight", *(c for c in columns("graph_edges")[2:] if c != "weight"))


def build(entities: pd.DataFrame, edges: pd.DataFrame) -> "nx.Graph[str]":
    """Return the graph of `entities` and `edges`.

    `entities` is the table `entities` or `nodes`, `edges` the table `edges` or `graph_edges`.
    Nodes stand in the order of their ids and edges in that of (source, target), so that the same
    tables give the same graph. A node carries label, type, wikidata, iso3166, country, aliases,
    mentions, articles, first_seen and last_seen, and its measures if `entities` is the table
    `nodes`; an edge carries weight, count, articles, npmi, log_likelihood, p_value, q_value,
    first_seen, last_seen and relations, and its disparity if `edges` is the table `graph_edges`.
    What is null is left out, because networkx writers fail on None.

    Raises ValueError if an edge leads to an unknown entity, stands twice or not in order
    (source_id < target_id), or has a weight that is not a positive number.

    >>> from pipeline.tables import empty
    >>> build(empty("entities"), empty("edges")).number_of_nodes()
    0
    """
    _check(entities, edges)
    graph: nx.Graph[str] = nx.Graph()
    nodes = entities.sort_values("entity_id")
    present = tuple(name for name in NODE_ATTRIBUTES if name in nodes.columns)
    graph.add_nodes_from(zip(nodes["entity_id"].tolist(), _records(nodes, present), strict=True))
    ordered = edges.sort_values(["source_id", "target_id"])
    told = tuple(name for name in EDGE_ATTRIBUTES if name in ordered.columns)
    graph.add_edges_from(
        zip(
            ordered["source_id"].tolist(),
            ordered["target_id"].tolist(),
            _records(ordered, told),
            strict=True,
        )
    )
    return graph


def _records(rows: pd.DataFrame, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return each row as a dict of plain Python values without its nulls (None or NaN)."""
    values = zip(*(rows[name].tolist() for name in names), strict=True)
    return [
        {name: v for name, v in zip(names, row, strict=True) if v is not None and v == v}
        for row in values
    ]


def _check(entities: pd.DataFrame, edges: pd.DataFrame) -> None:
    known = set(entities["entity_id"])
    unknown = (set(edges["source_id"]) | set(edges["target_id"])) - known
    if unknown:
        raise ValueError(f"edges lead to entities that are not there: {sorted(unknown)[:5]}")
    if len(known) < len(entities):
        raise ValueError("an entity_id stands twice among the entities")
    if edges.duplicated(["source_id", "target_id"]).any():
        raise ValueError("a pair of entities stands twice among the edges")
    if not (edges["source_id"] < edges["target_id"]).all():
        raise ValueError("an edge has its source_id not before its target_id")
    if not edges["weight"].between(0, float("inf"), inclusive="neither").all():
        raise ValueError("an edge has a weight that is not a positive number")
