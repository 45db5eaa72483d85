"""Nodes and edges have one order, whatever the order of their rows."""

import pandas as pd

from pipeline.graph import most_central_first, strongest_first
from pipeline.tables import frame
from tests.graph.graph_samples import edge


def test_edges_of_one_weight_come_by_count_then_articles_then_ids_whatever_their_order() -> None:
    ranked = [
        edge("x", "z", 3.0, count=1, articles=1),
        edge("c", "d", 2.0, count=5, articles=1, log_likelihood=0.5),
        edge("a", "c", 2.0, count=4, articles=3),
        edge("a", "b", 2.0, count=4, articles=2),
        edge("a", "d", 2.0, count=4, articles=2, log_likelihood=99.0),
        edge("b", "c", 2.0, count=4, articles=2),
    ]
    table = frame("edges", ranked)
    for seed in range(5):
        turned = strongest_first(table.sample(frac=1, random_state=seed))
        assert turned.reset_index(drop=True).equals(table)


def test_nodes_of_one_weighted_degree_come_by_id_whatever_their_order() -> None:
    ranked = [("z", 9.0), ("a", 2.5), ("b", 2.5), ("c", 2.5), ("A", 0.0)]
    table = pd.DataFrame(ranked, columns=["entity_id", "weighted_degree"])
    for seed in range(5):
        turned = most_central_first(table.sample(frac=1, random_state=seed))
        assert turned.reset_index(drop=True).equals(table)
