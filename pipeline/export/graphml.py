"""graph.graphml: for Gephi, Gephi Lite, Cytoscape, networkx and igraph.

GraphML 1.0 (http://graphml.graphdrawing.org) with the types that Gephi Lite knows. Gephi takes
the properties `label`, `size`, `x`, `y`, `r`, `g`, `b` and `weight` by these names (lower case).
It also takes a node's key with the *id* `d3` for the label and an edge's `d7` for its label,
whatever their names (ImporterGraphML), so keys here do not have the ids d0, d1 … of networkx.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal
from xml.sax.saxutils import escape

import pandas as pd

from pipeline.export.appearance import colour, sizes
from pipeline.export.markup import HEAD, kinds, quoted, values
from pipeline.export.text import edge_id

_LOOKS = {"size": "double", "r": "int", "g": "int", "b": "int"}
_PLACE = {"x": "double", "y": "double"}


def document(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> Iterator[bytes]:
    """Yield the GraphML of the tables `nodes` and `edges` piece by piece, rows in their order.

    `places` are x and y by entity_id (see :func:`pipeline.graph.layout.positions`); without them
    the file has none. Attributes are the columns of the two tables under their names, those that
    are null left out.
    """
    of_edges = kinds("graph_edges", {"source_id", "target_id"})
    ends = zip(edges["source_id"], edges["target_id"], strict=True)
    told = zip(ends, values(edges, list(of_edges)), strict=True)
    drawn = ((edge_id(*pair), *pair, data) for pair, data in told)
    return graph(nodes, places, of_edges, drawn, "undirected")


def graph(
    nodes: pd.DataFrame,
    places: Mapping[str, tuple[float, float]] | None,
    of_edges: Mapping[str, str],
    edges: Iterable[tuple[str, str, str, Mapping[str, str]]],
    direction: Literal["directed", "undirected"],
) -> Iterator[bytes]:
    """Yield the GraphML of the table `nodes` and of `edges`: id, source, target and attributes.

    `of_edges` are the names of the edges' attributes with their types.
    """
    looks = _LOOKS | (_PLACE if places else {})
    of_nodes = kinds("nodes", {"entity_id"})
    yield f'{HEAD}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'.encode()
    for owner, names in (("node", of_nodes | looks), ("edge", of_edges)):
        for name, kind in names.items():
            key = f'id="{owner}.{name}" for="{owner}" attr.name="{name}" attr.type="{kind}"'
            yield f"  <key {key}/>\n".encode()
    yield f'  <graph edgedefault="{direction}">\n'.encode()
    drawn = _drawn(nodes, places)
    for entity, data in zip(drawn["entity_id"], values(drawn, list(of_nodes | looks)), strict=True):
        yield _element("node", f"id={quoted(entity)}", data)
    for name, source, target, told in edges:
        joined = f"id={quoted(name)} source={quoted(source)} target={quoted(target)}"
        yield _element("edge", joined, told)
    yield b"  </graph>\n</graphml>\n"


def _drawn(nodes: pd.DataFrame, places: Mapping[str, tuple[float, float]] | None) -> pd.DataFrame:
    """Return `nodes` with columns for how and where they are drawn."""
    colours = [colour(kind) for kind in nodes["type"]]
    looks = {name: [rgb[i] for rgb in colours] for i, name in enumerate("rgb")}
    drawn = nodes.assign(size=sizes(nodes), **looks)
    if places:
        for i, axis in enumerate("xy"):
            drawn[axis] = [places[entity][i] for entity in nodes["entity_id"]]
    return drawn


def _element(name: str, attributes: str, data: Mapping[str, str]) -> bytes:
    inner = "".join(
        f'      <data key="{name}.{key}">{escape(value)}</data>\n' for key, value in data.items()
    )
    return f"    <{name} {attributes}>\n{inner}    </{name}>\n".encode()
