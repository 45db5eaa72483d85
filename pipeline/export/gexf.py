"""graph.gexf: for Gephi, with its timeline, and Gephi Lite; with colours, sizes and places.

GEXF 1.3 (https://gexf.net, schema gexf.xsd). Attribute names keep clear of what readers swallow or
trip over: a node has `entity_type`, not `type`, and none has id, label, pid, start or end; the ids
of attributes are their names, because graphology shows those. There is no lastmodifieddate: the
same graph gives the same file on any day.

Where dates are known the graph is dynamic. A node and an edge have a spell for each period in which
they occur; the edge's `weight` and the node's `period_mentions` have a value for each. What Gephi
(ImporterGEXF, graphstore, DynamicRangeBuilder), networkx and graphology make of it, and what
follows:

- Gephi takes an interval with both its ends, and a date as the first millisecond of the day, UTC.
  So a period ends with the last millisecond of its last day: it neither meets the next one nor
  leaves a gap of a day before it. `timeformat` is `date` all the same: Gephi then shows days,
  reads both, and networkx knows no other format of dates.
- Spells of one element may not overlap. What is dated to the year alone has the whole year as its
  spell if there is nothing more precise, else none.
- What has no spell is always there (`Keep empty` in Gephi's filter), so that is how an element
  without any date is written. A dynamic weight that is missing would count as 0: an edge with
  no spell has its weight for the whole time.
- With a dynamic weight Gephi does not read the attribute `weight` of an edge. networkx, graphology
  and Gephi Lite do: it is the weight as of the table.
- graphology looks for tags as they are written and holds one list of attributes for nodes and one
  for edges; it would miss all but the last, and take the last of several weights. It overlooks
  what has a prefix, and the others go by the namespace. So whatever is dynamic has the prefix `t`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from pipeline.export.appearance import colour, sizes
from pipeline.export.markup import HEAD, kinds, quoted, values
from pipeline.export.text import edge_id

_SPACE: Final = "http://gexf.net/1.3"
_META = "<creator>Navnenett</creator><description>Co-occurrence network</description>"
_STATIC: Final = 'mode="static"'
_DYNAMIC: Final = 'mode="dynamic" timeformat="date" timerepresentation="interval"'
_LAST: Final = "T23:59:59.999"

# For each element its spells, as start, end and value there, in the order of time.
Spells = Mapping[str, list[tuple[str, str, str]]]


def document(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    places: Mapping[str, tuple[float, float]] | None = None,
    nodes_by_period: pd.DataFrame | None = None,
    edges_by_period: pd.DataFrame | None = None,
) -> Iterator[bytes]:
    """Yield the GEXF of the tables `nodes` and `edges` piece by piece, rows in their order.

    `places` are x and y by entity_id (see :func:`pipeline.graph.layout.positions`); without them
    the file has none. Colour is by type, size by weighted degree (see appearance.py). Attributes
    are the columns of the two tables, those that are null left out. The graph is dynamic if the
    tables `nodes_by_period` and `edges_by_period` are given and tell any date, else static.
    """
    of_nodes = kinds("nodes", {"entity_id", "label"})
    of_edges = kinds("graph_edges", {"source_id", "target_id", "weight"})
    when_node, when_edge = _node_spells(nodes_by_period), _edge_spells(edges_by_period)
    dynamic = bool(when_node or when_edge)
    space = f'xmlns="{_SPACE}" {f"xmlns:t={quoted(_SPACE)} " if dynamic else ""}'
    yield f'{HEAD}<gexf {space}xmlns:viz="{_SPACE}/viz" version="1.3">\n'.encode()
    mode = _DYNAMIC if dynamic else _STATIC
    yield f"  <meta>{_META}</meta>\n".encode()
    yield f'  <graph defaultedgetype="undirected" {mode} idtype="string">\n'.encode()
    yield _declared("node", of_nodes) + _declared("edge", of_edges)
    if dynamic:
        yield _declared_dynamic("node", "period_mentions", "long")
        yield _declared_dynamic("edge", "weight", "double")
    yield f'    <nodes count="{len(nodes)}">\n'.encode()
    heads = zip(nodes["entity_id"], nodes["label"], nodes["type"], sizes(nodes), strict=True)
    for (entity, label, kind, size), data in zip(heads, values(nodes, list(of_nodes)), strict=True):
        name = label if isinstance(label, str) else entity
        looks = _looks(kind, size, places[entity] if places else None)
        spells = when_node.get(entity, [])
        inner = _values(data, "period_mentions", spells) + _spells(spells) + looks
        yield _element("node", f"id={quoted(entity)} label={quoted(name)}", inner)
    yield f'    </nodes>\n    <edges count="{len(edges)}">\n'.encode()
    always = _always(when_node, when_edge)
    ends = zip(edges["source_id"], edges["target_id"], edges["weight"].tolist(), strict=True)
    for (source, target, weight), data in zip(ends, values(edges, list(of_edges)), strict=True):
        key = edge_id(source, target)
        joined = f"id={quoted(key)} source={quoted(source)}"
        joined += f' target={quoted(target)} weight="{weight!r}"'
        spells = when_edge.get(key, [])
        weights = spells or [(*time, repr(weight)) for time in always]
        yield _element("edge", joined, _values(data, "weight", weights) + _spells(spells))
    yield b"    </edges>\n  </graph>\n</gexf>\n"


def _node_spells(rows: pd.DataFrame | None) -> Spells:
    if rows is None:
        return {}
    return _by_element(rows, rows["entity_id"].tolist(), rows["mentions"].tolist())


def _edge_spells(rows: pd.DataFrame | None) -> Spells:
    if rows is None:
        return {}
    ends = zip(rows["source_id"].tolist(), rows["target_id"].tolist(), strict=True)
    return _by_element(rows, [edge_id(*end) for end in ends], rows["weight"].tolist())


def _by_element(rows: pd.DataFrame, keys: list[str], numbers: list[float]) -> Spells:
    """Return the spells of each element: its periods, or where it has none its bare years."""
    precise: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    coarse: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    times = zip(*(rows[name].tolist() for name in ("period", "first_day", "last_day")), strict=True)
    for key, number, (period, first, last) in zip(keys, numbers, times, strict=True):
        if isinstance(first, str):
            into = precise if isinstance(period, str) else coarse
            into[key].append((first, f"{last}{_LAST}", repr(number)))
    return {key: sorted(spells) for key, spells in {**coarse, **precise}.items()}


def _always(*spells: Spells) -> list[tuple[str, str]]:
    """Return the time from the first of all `spells` to the last, nothing if there is none."""
    every = [spell for by_element in spells for found in by_element.values() for spell in found]
    return [(min(every)[0], max(end for _, end, _ in every))] if every else []


def _title(name: str) -> str:
    return "entity_type" if name == "type" else name


def _declared(owner: str, names: Mapping[str, str]) -> bytes:
    inner = "".join(
        f'      <attribute id="{_title(name)}" title="{_title(name)}" type="{kind}"/>\n'
        for name, kind in names.items()
    )
    return f'    <attributes class="{owner}">\n{inner}    </attributes>\n'.encode()


def _declared_dynamic(owner: str, name: str, kind: str) -> bytes:
    return (
        f'    <t:attributes class="{owner}" mode="dynamic">\n'
        f'      <t:attribute id="{name}" title="{name}" type="{kind}"/>\n    </t:attributes>\n'
    ).encode()


def _looks(kind: str, size: float, place: tuple[float, float] | None) -> str:
    red, green, blue = colour(kind)
    drawn = f'        <viz:color r="{red}" g="{green}" b="{blue}"/>\n'
    if place is not None:
        drawn += f'        <viz:position x="{place[0]!r}" y="{place[1]!r}"/>\n'
    return f'{drawn}        <viz:size value="{size!r}"/>\n'


def _values(data: Mapping[str, str], dynamic: str, over_time: list[tuple[str, str, str]]) -> str:
    """Return the values of `data`, and of the attribute `dynamic` over time."""
    inner = "".join(
        f'          <attvalue for="{_title(key)}" value={quoted(value)}/>\n'
        for key, value in data.items()
    )
    inner += "".join(
        f'          <t:attvalue for="{dynamic}" value="{value}" start="{start}" end="{end}"/>\n'
        for start, end, value in over_time
    )
    return f"        <attvalues>\n{inner}        </attvalues>\n"


def _spells(spells: list[tuple[str, str, str]]) -> str:
    inner = "".join(f'          <spell start="{start}" end="{end}"/>\n' for start, end, _ in spells)
    return f"        <spells>\n{inner}        </spells>\n" if inner else ""


def _element(name: str, attributes: str, inner: str) -> bytes:
    return f"      <{name} {attributes}>\n{inner}      </{name}>\n".encode()
