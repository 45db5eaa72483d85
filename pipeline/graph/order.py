"""Which nodes and edges come first: one order for tables, pictures and the page."""

from typing import Final

import pandas as pd

_STRENGTH: Final = ["weight", "count", "articles"]
_ENDS: Final = ["source_id", "target_id"]


def most_central_first(nodes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `nodes` (table `nodes`) by weighted degree, the greatest first.

    Of equal weighted degree by id: the same order whatever the order of the rows.
    """
    return nodes.sort_values(["weighted_degree", "entity_id"], ascending=[False, True])


def strongest_first(edges: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `edges` (table `edges`) by weight, the strongest first.

    Of equal weight those of higher count come first, then those of more articles, then by ids:
    the same order whatever the order of the rows.
    """
    upwards = [False] * len(_STRENGTH) + [True] * len(_ENDS)
    return edges.sort_values([*_STRENGTH, *_ENDS], ascending=upwards)
