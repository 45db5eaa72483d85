"""What GraphML and GEXF share: the attributes of nodes and edges, as text with a type."""

import sys
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import quoteattr

import pandas as pd

from pipeline.export.text import attribute, plain
from pipeline.tables import REAL, SCHEMAS, TEXT, WHOLE

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_KINDS: Final = {TEXT: "string", WHOLE: "long", REAL: "double"}


def kinds(table: str, leave_out: set[str]) -> dict[str, str]:
    """Return the columns of `table` but those in `leave_out`, each with its type in both formats.

    >>> kinds("window_counts", {"entity_id"})
    {'count': 'long'}
    """
    return {
        field.name: _KINDS[field.type] for field in SCHEMAS[table] if field.name not in leave_out
    }


def values(rows: pd.DataFrame, names: list[str]) -> Iterator[dict[str, str]]:
    """Yield for each row the columns `names` that have a value there, as text."""
    for row in zip(*(rows[name].tolist() for name in names), strict=True):
        found = ((name, _value(value)) for name, value in zip(names, row, strict=True))
        yield {name: value for name, value in found if value}


def quoted(text: str) -> str:
    """Return `text` as an XML attribute's value, with its quotes.

    >>> print(quoted("Tore & <menn>"))
    "Tore &amp; &lt;menn&gt;"
    """
    return quoteattr(plain(text))


def _value(value: object) -> str:
    """Return `value` as text; empty for null, NaN and infinity.

    A number too small for all its digits (below 2.2e-308) is written as 0.0: igraph takes it for an
    overflow and refuses the whole file.
    """
    if isinstance(value, str):
        return attribute(value)
    if isinstance(value, float):
        exact = 0.0 if abs(value) < sys.float_info.min else value
        return repr(exact) if abs(exact) < float("inf") else ""
    return str(value) if isinstance(value, int) else ""
