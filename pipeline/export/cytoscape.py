"""graph.cyjs: Cytoscape.js JSON, for Cytoscape desktop and for cytoscape.js in a web page.

Format: https://js.cytoscape.org/#notation/elements-json with the frame that Cytoscape desktop
writes around it. What its reader (cytoscape/cytoscape-impl, CytoscapejsMapper) and cytoscape.js do
with names, and what follows:

- Both want `id`, `source` and `target` as texts. Desktop drops `SUID` and `selected` and takes
  `name` for what it shows and `interaction` for the kind of an edge; it makes its `shared name` of
  `name` by itself. cytoscape.js puts a node inside the one that `parent` names, so nothing is
  called that, and attributes have no dots or spaces, which its selectors would trip over.
- Desktop guesses the type of a column from its first value and takes every number for a real one.
  null would become the text `null`: what is null is left out.
- `data` of the network itself must be there.
- y grows downwards in both, in Gephi upwards: it is turned here, so that the picture is the same.

`colour` is `#rrggbb` and `size` a diameter, for passthrough mappings (docs/exports.md).
"""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from pipeline.export.appearance import colour, sizes
from pipeline.export.text import edge_id, plain
from pipeline.tables import columns

NODE_ATTRIBUTES: Final = tuple(
    name for name in columns("nodes") if name not in ("entity_id", "label")
)
EDGE_ATTRIBUTES: Final = tuple(
    name for name in columns("graph_edges") if name not in ("source_id", "target_id")
)
INTERACTION: Final = "co-occurs with"
_NAME: Final = "Navnenett"

Element = dict[str, Any]


def document(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> Iterator[bytes]:
    """Yield the JSON of the tables `nodes` and `graph_edges` piece by piece, rows in their order.

    `places` are x and y by entity_id (see :func:`pipeline.graph.layout.positions`); without them
    the elements have no position. Attributes are the columns of the two tables under their names,
    those that are null left out.
    """
    head = {
        "format_version": "1.0",
        "generated_by": _NAME.lower(),
        "target_cytoscapejs_version": "~3.0",
        "data": {"name": _NAME},
    }
    yield (_json(head)[:-1] + ',"elements":{"nodes":[').encode()
    yield from _lines(_nodes(nodes, places or {}))
    yield b'],"edges":['
    labels = dict(zip(nodes["entity_id"], nodes["label"], strict=True))
    yield from _lines(_edges(edges, labels))
    yield b"]}}\n"


def _nodes(nodes: pd.DataFrame, places: Mapping[str, tuple[float, float]]) -> Iterator[Element]:
    drawn = zip(nodes["entity_id"], nodes["label"], nodes["type"], sizes(nodes), strict=True)
    for (entity, label, kind, size), told in zip(drawn, _told(nodes, NODE_ATTRIBUTES), strict=True):
        red, green, blue = colour(kind)
        looks = {"colour": f"#{red:02x}{green:02x}{blue:02x}", "size": 2 * size}
        node: Element = {"data": {"id": entity, "name": _named(label, entity), **told, **looks}}
        if entity in places:
            x, y = places[entity]
            node["position"] = {"x": x, "y": 0.0 - y}
        yield node


def _edges(edges: pd.DataFrame, labels: Mapping[str, object]) -> Iterator[Element]:
    ends = zip(edges["source_id"], edges["target_id"], strict=True)
    for (source, target), told in zip(ends, _told(edges, EDGE_ATTRIBUTES), strict=True):
        one, other = (_named(labels[end], end) for end in (source, target))
        yield {
            "data": {
                "id": edge_id(source, target),
                "source": source,
                "target": target,
                "interaction": INTERACTION,
                "name": f"{one} ({INTERACTION}) {other}",
                **told,
            }
        }


def _told(rows: pd.DataFrame, names: Iterable[str]) -> Iterator[Element]:
    """Yield for each row the columns `names` that have a value there."""
    present = list(names)
    for row in zip(*(rows[name].tolist() for name in present), strict=True):
        found = ((name, _value(value)) for name, value in zip(present, row, strict=True))
        yield {name: value for name, value in found if value is not None}


def _value(value: object) -> str | int | float | None:
    """Return `value` as JSON has it; None for null, NaN, infinity and empty text."""
    if isinstance(value, str):
        return plain(value) or None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if isinstance(value, int) else None


def _named(label: object, entity: str) -> str:
    return (plain(label).strip() if isinstance(label, str) else "") or entity


def _lines(elements: Iterable[Element]) -> Iterator[bytes]:
    """Yield `elements` with commas between them, each on a line of its own."""
    between = "\n"
    for element in elements:
        yield (between + _json(element)).encode()
        between = ",\n"


def _json(value: Element) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
