"""graph_relations.graphml: the directed multigraph of what the text states between entities.

GraphML as in :mod:`pipeline.export.graphml`, for the same readers, and with what follows from more
than one edge between two nodes:

- Every edge has an id of its own, made of what it says, the same in every run. networkx takes it
  for the edge's key, and makes a multigraph of a file without two edges between the same nodes
  only if told (`read_graphml(path, force_multigraph=True)`).
- Gephi adds parallel edges up to one, unless *Edges merge strategy* in its import report is *Don't
  merge*: its importer reads no kind of edge from GraphML, which would keep them apart.
- An edge without direction cannot stand in a directed graph: networkx refuses the file. So a
  relation without direction is one edge, from the end with the smaller id, with the attribute
  `directed` false.
- Gephi shows the attribute `label` and draws by `weight`. `type` is a reserved word of networkx's
  GEXF writer: the type is called `relation_type`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pandas as pd

from pipeline.export import graphml
from pipeline.export.evidence import CO_OCCURRENCE
from pipeline.export.markup import values
from pipeline.export.text import edge_id, plain
from pipeline.stated import DENIED, WITHOUT_DIRECTION, kinds

ATTRIBUTES: Final = {
    "label": "string",
    "relation_type": "string",
    "word": "string",
    "negated": "boolean",
    "modality": "string",
    "directed": "boolean",
    "weight": "double",
    "count": "long",
    "articles": "long",
    "first_seen": "string",
    "last_seen": "string",
    "example": "string",
    "example_article": "string",
    "example_sentence": "long",
}
_EDGE: Final = ["source_id", "target_id", "type", "word", "negated", "modality"]


def relation_edges(evidence: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Return the edges of the multigraph from the parts of the table `evidence`.

    One row per relation as told: source_id, target_id, type, word (the title, verb or noun),
    negated and modality; of a type without direction source_id < target_id. `count` is the number
    of rows of evidence, `articles` of articles, `first_seen` and `last_seen` the dates of the first
    and the last; `example` is the sentence of the first of them, `example_article` and
    `example_sentence` where it stands. Rows are sorted by those columns that make an edge.
    """
    stated = [part[part["relation"] != CO_OCCURRENCE] for part in evidence]
    filled = [part for part in stated if len(part)]
    if not filled:
        names = ["count", "articles", "first_seen", "last_seen"]
        return pd.DataFrame(columns=[*_EDGE, *names, "example_article", "example_sentence"])
    rows = pd.concat(filled, ignore_index=True)
    rows["negated"] = rows["relation"].str.startswith(f"{DENIED} ")
    rows["type"] = rows["relation"].str.removeprefix(f"{DENIED} ")
    rows["word"] = rows["label"].map(plain)
    turned = rows["type"].isin(WITHOUT_DIRECTION) & (rows["source_id"] > rows["target_id"])
    ends = rows[["source_id", "target_id"]]
    rows["source_id"] = ends["source_id"].mask(turned, ends["target_id"])
    rows["target_id"] = ends["target_id"].mask(turned, ends["source_id"])
    ordered = rows.sort_values(["date", "article_id", "sentence", "text"], na_position="last")
    edges = ordered.groupby(_EDGE, sort=True).agg(
        count=("article_id", "size"),
        articles=("article_id", "nunique"),
        first_seen=("date", "min"),
        last_seen=("date", "max"),
        example=("text", "first"),
        example_article=("article_id", "first"),
        example_sentence=("sentence", "first"),
    )
    return edges.reset_index()


def document(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    places: Mapping[str, tuple[float, float]] | None = None,
) -> Iterator[bytes]:
    """Yield the GraphML of the table `nodes` and of `edges` as :func:`relation_edges` has them.

    Rows in their order; `places` are x and y by entity_id, left out without them.
    """
    if len(edges):
        kind = kinds(edges)
        named = kind + (": " + edges["word"]).where(edges["word"] != "", "")
        edges = edges.assign(
            label=named,
            relation_type=edges["type"],
            negated=_flags(edges["negated"]),
            directed=_flags(~edges["type"].isin(WITHOUT_DIRECTION)),
            weight=edges["count"].astype(float),
        )
    return graphml.graph(nodes, places, ATTRIBUTES, _elements(edges), "directed")


def _elements(edges: pd.DataFrame) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    if edges.empty:
        return
    denied = edges["negated"].map({"true": f"{DENIED} ", "false": ""})
    planned = edges["modality"].map(lambda modality: modality and f"{modality} ")
    kind = denied + planned + edges["type"]
    keys = zip(edges["source_id"], kind, edges["word"], edges["target_id"], strict=True)
    for key, data in zip(keys, values(edges, list(ATTRIBUTES)), strict=True):
        yield edge_id(*key), key[0], key[-1], data


def _flags(values: pd.Series) -> pd.Series:
    """Return flags as XML Schema writes them, for readers that know no `True`."""
    return values.map({True: "true", False: "false"})
