"""The network as a node-link diagram: its strongest entities and the ties among them."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.figure import Figure

from pipeline.errors import PipelineError
from pipeline.export.appearance import LARGEST, sizes
from pipeline.export.text import plain
from pipeline.graph import positions
from pipeline.plots import words
from pipeline.plots.figure import MARGIN, POINTS, WIDTH, head, head_height, page, points_axes, style
from pipeline.plots.keys import Key, colour_by_community, colour_by_type, draw_keys, keys_height
from pipeline.plots.marks import draw_nodes, draw_ties, shape
from pipeline.plots.placing import place_labels
from pipeline.results import Results

COLOURS: Final = ("type", "community")

_SIDE: Final = 0.6  # inches beside the middles of the outermost nodes, for labels
_ABOVE: Final = 0.3  # inches above and below them
_TALLEST: Final = 0.95  # the drawing's height as part of its width
_MOST_SPREAD: Final = 1.0  # points per unit of the layout, or two nodes would fill the page
_SMALLEST: Final = 2.5  # diameters of nodes, points
_LARGEST: Final = 30.0
_MOST: Final = 2_000  # nodes: of more there are no positions
_NAMED: Final = 100  # at most so many labels: more cannot be read
_SPARSE: Final = 250  # up to so many nodes labels can keep clear of all of them
_LETTERS: Final = (5.8, 10.5)  # sizes of labels, points

Floats = npt.NDArray[np.float64]


def network(
    results: Results,
    top: int = 50,
    *,
    colour: str = "type",
    title: str = "The strongest entities and their ties",
) -> Figure:
    """Return a figure of the `top` entities of greatest weighted degree and all ties among them.

    Their places are those of :func:`pipeline.graph.positions` for what is drawn, with the seed of
    the run; at most 2,000 have any. The area of a node grows with its weighted degree, the width
    of a line with the weight of the tie; shapes tell the type, colours the type or, if `colour` is
    `community`, the community (Louvain, of the whole network). An entity whose ties all lead to
    weaker ones is not drawn, a label without room is left out; the figure says how many. The 100
    strongest are named, at most. Labels cover neither each other nor nodes (of more than 250
    nodes: nor any that can be named). An empty `title` leaves none. Raises PipelineError if the
    network has no tie, ValueError for another `colour`.
    """
    if colour not in COLOURS:
        raise ValueError(f"colour is {colour!r}; it can be {' or '.join(COLOURS)}")
    top = min(top, _MOST)
    nodes, edges = strongest(results, top)
    about = _about(results, nodes, edges, top)
    coloured = colour_by_type(nodes) if colour == "type" else colour_by_community(nodes)
    seed = int(results.record["settings"]["seed"])
    with style():
        return _draw(nodes, edges, seed, coloured, about, words.weight(results), plain(title))


def strongest(results: Results, top: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of `results.nodes` and `results.edges` that a picture of `top` shows.

    Nodes without a tie among them are left out. Raises PipelineError if no tie is left.
    """
    chosen = set(results.nodes["entity_id"].head(top))
    ends = results.edges[["source_id", "target_id"]]
    edges = results.edges[ends.isin(chosen).all(axis=1)]
    if edges.empty:
        raise PipelineError(_nothing(results, top))
    joined = {*edges["source_id"], *edges["target_id"]}
    nodes = results.nodes[results.nodes["entity_id"].isin(joined)]
    return nodes.reset_index(drop=True), edges.reset_index(drop=True)


def _nothing(results: Results, top: int) -> str:
    if results.edges.empty:
        return (
            f"The network in {results.folder} has no tie: nothing to draw. More articles, a wider "
            "--window or fewer filters (--types, --min-count, --significance) make ties."
        )
    return f"The {top} strongest entities in {results.folder} have no tie with each other."


def _about(results: Results, nodes: pd.DataFrame, edges: pd.DataFrame, top: int) -> list[str]:
    """Return the lines that say what is drawn of what."""
    every = words.number(len(results.nodes), "entity", "entities")
    ties = words.number(len(results.edges), "tie")
    if len(nodes) == len(results.nodes):
        drawn = f"All {every} and all {ties}."
    else:
        drawn = (
            f"{len(nodes):,} of {every}, those of greatest weighted degree, and the "
            f"{len(edges):,} of {ties} that join them."
        )
    apart = min(top, len(results.nodes)) - len(nodes)
    left_out = [
        f"Left out of the {top:,} strongest: {words.number(apart, 'entity', 'entities')} with ties "
        "to weaker ones alone."
    ]
    counted = f"{words.unit(results)}, in {words.collection(results)}."
    return [drawn, *(left_out if apart else []), counted]


def _draw(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    seed: int,
    key: Key,
    about: list[str],
    weight: str,
    title: str,
) -> Figure:
    places, scale = on_page(nodes, edges, seed)
    shares = np.array(sizes(nodes)) / LARGEST
    diameters = np.maximum(shares * min(LARGEST * scale, _LARGEST), _SMALLEST)
    high = float(places[:, 1].max()) / POINTS + _ABOVE
    figure = page(head_height(title, about) + high + keys_height(key))
    head(figure, title, about)
    axes = points_axes(figure, keys_height(key), high)
    number = {entity: at for at, entity in enumerate(nodes["entity_id"])}
    source, target = (edges[end].map(number).to_numpy() for end in ("source_id", "target_id"))
    weights = edges["weight"].to_numpy(dtype=np.float64)
    kinds = nodes["type"].tolist()
    draw_ties(axes, np.hstack([places[source], places[target]]), weights)
    draw_nodes(axes, places, diameters, kinds, key.colours)
    reaches = diameters * np.array([shape(kind).reach for kind in kinds])
    texts = words.labels(nodes.head(_NAMED))
    letters = [_LETTERS[0] + (_LETTERS[1] - _LETTERS[0]) * float(share) for share in shares]
    clear = len(nodes) if len(nodes) <= _SPARSE else len(texts)
    written = place_labels(axes, places[:clear], reaches[:clear], texts, letters[: len(texts)])
    notes = ["Area of a node: its weighted degree, the sum of the weights of all its ties."]
    if len(written) < len(nodes):
        unnamed = words.number(len(nodes) - len(written), "node")
        notes.append(f"{unnamed} without a name for want of room.")
    draw_keys(figure, key, weights, weight, notes)
    return figure


def on_page(nodes: pd.DataFrame, edges: pd.DataFrame, seed: int) -> tuple[Floats, float]:
    """Return the place of each node in points from the lower left corner, and points per unit.

    Units are those of :func:`pipeline.graph.positions`. A layout that is higher than wide is laid
    on its side; the longer way fills the width of the page, unless the nodes are few.
    """
    found = positions(nodes, edges, seed)
    places = np.array([found[entity] for entity in nodes["entity_id"]])
    places -= places.min(axis=0)
    if places[:, 1].max() > places[:, 0].max():
        places = places[:, ::-1]
    room = (WIDTH - 2 * MARGIN - 2 * _SIDE) * POINTS
    wide, high = np.maximum(places.max(axis=0), 1.0)
    scale = float(min(room / wide, _TALLEST * room / high, _MOST_SPREAD))
    offset = np.array([(room - wide * scale) / 2 + _SIDE * POINTS, _ABOVE * POINTS])
    return places * scale + offset, scale
