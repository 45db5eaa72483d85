"""How strongly two entities are tied: counts, NPMI, log-likelihood, and the weight of an edge."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import xlogy

from pipeline import tables
from pipeline.relate.relation_types import relation_types
from pipeline.relate.significance import attraction, p_values, q_values

Floats = npt.NDArray[np.float64]


def weigh(
    pair_counts: pd.DataFrame,
    window_counts: pd.DataFrame,
    relations: pd.DataFrame,
    *,
    weight: str = "count",
) -> pd.DataFrame:
    """Return the table `edges` from the counts of all parts of the corpus.

    `weight` is the measure that becomes the column `weight` (see :func:`weights`). q-values allow
    for as many tests as there are pairs of entities in the windows, seen together or not.
    Relations between two entities that share no window add no edge. Raises ValueError for a
    `weight` that there is not.
    """
    keys = ["source_id", "target_id"]
    edges = (
        pair_counts.groupby(keys, sort=True)
        .agg(
            count=("count", "sum"),
            articles=("articles", "sum"),
            first_seen=("first_seen", "min"),
            last_seen=("last_seen", "max"),
        )
        .reset_index()
    )
    windows = window_counts.groupby("entity_id")["count"].sum()
    total = float(windows.get("", 0))
    both = edges["count"].to_numpy(dtype=float)
    one = windows.reindex(edges["source_id"]).to_numpy(dtype=float)
    other = windows.reindex(edges["target_id"]).to_numpy(dtype=float)
    likelihood = log_likelihood(both, one, other, total)
    directed = attraction(likelihood, both, one, other, total)
    p = p_values(directed)
    entities = len(windows.drop("", errors="ignore"))
    edges = edges.assign(
        npmi=npmi(both, one, other, total),
        log_likelihood=likelihood,
        p_value=p,
        q_value=q_values(p, entities * (entities - 1) // 2),
    )
    edges["weight"] = weights(edges, directed, weight)
    merged = edges.merge(relation_types(relations), on=keys, how="left")
    merged["relations"] = merged["relations"].fillna("")
    return tables.frame("edges", merged)


def weights(edges: pd.DataFrame, attraction: Floats, measure: str) -> Floats:
    """Return the measure called `measure` as positive weights that keep its order.

    Gephi drops edges of weight 0, and a strength below 0 has no meaning to most measures of graphs.
    `count` and `articles` are columns of `edges` as they are. `npmi` is 1 + NPMI: 1 is chance, 2
    never apart; it is above 0, because two that share a window have an NPMI above -1.
    `log_likelihood` is 1 + G2 above chance and 1 / (1 + G2) below, by `attraction` (see
    :func:`pipeline.relate.significance.attraction`): 1 is chance again, and those who avoid each
    other come last and not, for the certainty of it, first. Raises ValueError for another measure.

    >>> weights(pd.DataFrame({"npmi": [-0.5, 0.0, 1.0]}), np.zeros(3), "npmi")
    array([0.5, 1. , 2. ])
    >>> weights(pd.DataFrame(), np.array([-4.0, 0.0, 4.0]), "log_likelihood")
    array([0.2, 1. , 5. ])
    """
    if measure in ("count", "articles"):
        return edges[measure].to_numpy(dtype=float)
    if measure == "npmi":
        return np.asarray(np.round(1 + edges["npmi"].to_numpy(dtype=float), 10))
    if measure == "log_likelihood":
        above = 1 + np.abs(attraction)
        return np.asarray(np.where(attraction >= 0, np.round(above, 8), 1 / above))
    raise ValueError(f"{measure!r} is no weight: count, articles, npmi or log_likelihood")


def npmi(both: Floats, one: Floats, other: Floats, total: float) -> Floats:
    """Return the normalised pointwise mutual information of pairs, from -1 to 1.

    `both` windows hold the two, `one` and `other` each of them, of `total` windows. 0 is chance,
    1 never apart. Bouma (2009), Normalized (pointwise) mutual information in collocation
    extraction: ln(p(x,y) / (p(x) p(y))) / -ln p(x,y). Where every window holds both it is 1.

    >>> npmi(np.array([5.0, 1.0]), np.array([5.0, 10.0]), np.array([5.0, 10.0]), 100.0)
    array([1., 0.])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        information = np.log(both) + np.log(total) - np.log(one) - np.log(other)
        share = -np.log(both / total)
        value = np.where(share > 0, information / np.where(share > 0, share, 1.0), 1.0)
    return np.asarray(np.round(value, 10) + 0.0)


def log_likelihood(both: Floats, one: Floats, other: Floats, total: float) -> Floats:
    """Return the log-likelihood ratio G2 of pairs, 0 or more; above 3.84 p < 0.05 (1 d.f.).

    Arguments as in :func:`npmi`. Dunning (1993), Accurate methods for the statistics of surprise
    and coincidence: 2 * sum(k * ln(k / expected)) over the two-by-two table of windows. It tells
    how surely a tie is not chance, in either direction.

    >>> log_likelihood(np.array([10.0]), np.array([20.0]), np.array([50.0]), 100.0)
    array([0.])
    """
    neither = total - one - other + both
    table: list[tuple[Floats, Floats, Floats]] = [
        (both, one, other),
        (one - both, one, total - other),
        (other - both, total - one, other),
        (neither, total - one, total - other),
    ]
    ratio = np.zeros_like(both)
    for observed, row, column in table:
        expected = row * column / total
        # Where nothing is expected nothing was seen, and the term is 0.
        ratio += xlogy(observed, observed / np.where(expected > 0, expected, 1.0))
    return np.asarray(np.round(np.maximum(2 * ratio, 0.0), 8))
