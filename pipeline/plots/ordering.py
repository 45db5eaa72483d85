"""The order of entities in a ring and in a matrix: those of one community beside each other."""

import numpy as np
import numpy.typing as npt
import pandas as pd


def by_community(nodes: pd.DataFrame) -> pd.DataFrame:
    """Return `nodes` (with the column `community`) by community, else in the order they have.

    Communities stand in the order of their first rows.

    >>> list(by_community(pd.DataFrame({"community": [2, 0, 2]})).index)
    [0, 2, 1]
    """
    first = {community: at for at, community in enumerate(nodes["community"].unique())}
    return nodes.iloc[np.argsort(nodes["community"].map(first).to_numpy(), kind="stable")]


def matrix(entity_ids: list[str], edges: pd.DataFrame, column: str) -> npt.NDArray[np.float64]:
    """Return `column` of `edges` as a symmetric matrix over `entity_ids`, 0 where there is no edge.

    Edges to other entities are passed over.
    """
    number = {entity: at for at, entity in enumerate(entity_ids)}
    found = np.zeros((len(number), len(number)))
    columns = (edges[name].tolist() for name in ("source_id", "target_id", column))
    for source, target, value in zip(*columns, strict=True):
        if source in number and target in number:
            found[number[source], number[target]] = found[number[target], number[source]] = value
    return found
