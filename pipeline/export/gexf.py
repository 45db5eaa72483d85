"""graph.gexf: for Gephi and Gephi Lite, with colours, sizes and places.

GEXF 1.3 (https://gexf.net, schema gexf.xsd), a static graph. Attribute names keep clear of what
readers swallow or trip over: a node has `entity_type`, not `type`, and none has id, label, pid,
start or end; the ids of attributes are their names, because graphology shows those. There is no
lastmodifieddate: the same graph gives the same file on any day.
"""

from collections.abc import Iterator, Mapping

import pandas as pd

from pipeline.export.appearance import colour, sizes
from pipeline.export.markup import HEAD, kinds, quoted, values
from pipeline.export.text import edge_id

_ROOT = '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
_META = "<creator>Navnenett</creator><description>Co-occurrence network</description>"


def document(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> Iterator[bytes]:
    """Yield the GEXF of the tables `nodes` and `edges` piece by piece, rows in their order.

    `places` are x and y by entity_id (see :func:`pipeline.graph.layout.positions`); without them
    the file has none. Colour is by type, size by weighted degree (see appearance.py). Attributes
    are the columns of the two tables, those that are null left out.
    """
    of_nodes = kinds("nodes", {"entity_id", "label"})
    of_edges = kinds("edges", {"source_id", "target_id", "weight"})
    yield f"{HEAD}{_ROOT}\n  <meta>{_META}</meta>\n".encode()
    yield b'  <graph defaultedgetype="undirected" mode="static" idtype="string">\n'
    yield _declared("node", of_nodes) + _declared("edge", of_edges)
    yield f'    <nodes count="{len(nodes)}">\n'.encode()
    heads = zip(nodes["entity_id"], nodes["label"], nodes["type"], sizes(nodes), strict=True)
    for (entity, label, kind, size), data in zip(heads, values(nodes, list(of_nodes)), strict=True):
        name = label if isinstance(label, str) else entity
        looks = _looks(kind, size, places[entity] if places else None)
        yield _element("node", f"id={quoted(entity)} label={quoted(name)}", data, looks)
    yield f'    </nodes>\n    <edges count="{len(edges)}">\n'.encode()
    ends = zip(edges["source_id"], edges["target_id"], edges["weight"].tolist(), strict=True)
    for (source, target, weight), data in zip(ends, values(edges, list(of_edges)), strict=True):
        joined = f"id={quoted(edge_id(source, target))} source={quoted(source)}"
        joined += f' target={quoted(target)} weight="{weight!r}"'
        yield _element("edge", joined, data, "")
    yield b"    </edges>\n  </graph>\n</gexf>\n"


def _title(name: str) -> str:
    return "entity_type" if name == "type" else name


def _declared(owner: str, names: Mapping[str, str]) -> bytes:
    inner = "".join(
        f'      <attribute id="{_title(name)}" title="{_title(name)}" type="{kind}"/>\n'
        for name, kind in names.items()
    )
    return f'    <attributes class="{owner}">\n{inner}    </attributes>\n'.encode()


def _looks(kind: str, size: float, place: tuple[float, float] | None) -> str:
    red, green, blue = colour(kind)
    drawn = f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'
    if place is not None:
        drawn += f'        <viz:position x="{place[0]!r}" y="{place[1]!r}"/>\n'
    return f'{drawn}        <viz:size value="{size!r}"/>\n'


def _element(name: str, attributes: str, data: Mapping[str, str], looks: str) -> bytes:
    inner = "".join(
        f'          <attvalue for="{_title(key)}" value={quoted(value)}/>\n'
        for key, value in data.items()
    )
    inner = f"        <attvalues>\n{inner}        </attvalues>\n{looks}"
    return f"      <{name} {attributes}>\n{inner}      </{name}>\n".encode()
