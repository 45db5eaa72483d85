"""nodes.csv and edges.csv for Gephi's File > Import spreadsheet.

What its importer does (gephi/gephi, modules/ImportPlugin, importer/plugin/file/spreadsheet) and
what follows for these files:

- An edge is directed unless `Type` is `Undirected`; labels are not filled from ids; edges with an
  id seen before are lost; a weight of 0 is dropped. So every one of these is written out.
- The type of a column is guessed from its first 25 rows. Real numbers are therefore always written
  with a point or an exponent (`0.0`): a column that begins with 25 times `0` would be taken for
  whole numbers and lose every fraction after them.
- A column of dates becomes a set of timestamps, shown as `<[1.486E12]>`, and drops dates such as
  `2017-02`; a column of bare years becomes numbers and drops `2017-02-16`. So the dates stand in
  one text, `Seen`, as an ISO 8601 interval (`2017-02/2019-05-14`), which is never taken for
  anything else, and their years in `FirstYear` and `LastYear`, which Gephi can filter by.
- A backslash escapes what follows, even a closing quote: written as its full-width form `＼`. The
  text `null` is a missing value: see :func:`pipeline.export.text.attribute`.
- A name with `interval` or `timestamp` in it forces a type of time: there is none.
"""

from collections.abc import Iterator
from typing import Final

import pandas as pd

from pipeline.export.csv import write
from pipeline.export.text import attribute, cell, edge_id

NODE_COLUMNS: Final = {
    "entity_id": "Id",
    "label": "Label",
    "type": "EntityType",
    "wikidata": "Wikidata",
    "iso3166": "ISO3166",
    "country": "Country",
    "aliases": "Aliases",
    "mentions": "Mentions",
    "articles": "Articles",
    "seen": "Seen",
    "first_year": "FirstYear",
    "last_year": "LastYear",
    "degree": "Degree",
    "weighted_degree": "WeightedDegree",
    "betweenness": "Betweenness",
    "pagerank": "PageRank",
    "community": "Community",
}
EDGE_COLUMNS: Final = {
    "source_id": "Source",
    "target_id": "Target",
    "direction": "Type",
    "id": "Id",
    "weight": "Weight",
    "count": "Count",
    "articles": "Articles",
    "npmi": "NPMI",
    "log_likelihood": "LogLikelihood",
    "p_value": "PValue",
    "q_value": "QValue",
    "disparity": "Disparity",
    "seen": "Seen",
    "first_year": "FirstYear",
    "last_year": "LastYear",
    "relations": "Relations",
    "source_label": "SourceLabel",
    "target_label": "TargetLabel",
}


def nodes(nodes: pd.DataFrame) -> Iterator[bytes]:
    """Yield nodes.csv from the table `nodes`, rows in its order."""
    rows = _with_years(nodes)
    return write(list(NODE_COLUMNS.values()), [rows.rename(columns=NODE_COLUMNS)], safe)


def edges(nodes: pd.DataFrame, edges: pd.DataFrame) -> Iterator[bytes]:
    """Yield edges.csv from the tables `nodes` (for the labels) and `graph_edges`.

    Rows stand in the order of the table. Raises ValueError if a weight is not a positive number.
    """
    if not edges["weight"].between(0, float("inf"), inclusive="neither").all():
        raise ValueError("an edge has a weight that is not a positive number")
    label = dict(zip(nodes["entity_id"], nodes["label"], strict=True))
    rows = _with_years(edges).assign(
        direction="Undirected",
        id=[edge_id(s, t) for s, t in zip(edges["source_id"], edges["target_id"], strict=True)],
        source_label=edges["source_id"].map(label),
        target_label=edges["target_id"].map(label),
    )
    return write(list(EDGE_COLUMNS.values()), [rows.rename(columns=EDGE_COLUMNS)], safe)


def _with_years(rows: pd.DataFrame) -> pd.DataFrame:
    first, last = rows["first_seen"], rows["last_seen"]
    return rows.assign(
        seen=(first + "/" + last).astype("str"),
        first_year=first.str[:4].astype("Int64"),
        last_year=last.str[:4].astype("Int64"),
    )


def safe(text: str) -> str:
    """Return `text` as a cell that neither Gephi nor a spreadsheet reads as something else.

    >>> safe("NULL"), safe("=1+1")
    ('(NULL)', "'=1+1")
    """
    return cell(attribute(text).replace("\\", "＼"))
