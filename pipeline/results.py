"""A finished run, read back: tables as pandas DataFrames, the graph as networkx."""

import html
import json
import shlex
from functools import cached_property
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd

from pipeline import passages, store
from pipeline.errors import OutputError
from pipeline.graph import build, most_central_first, strongest_first
from pipeline.link.names import key as folded
from pipeline.outputs import RECORD
from pipeline.stated import RELATION_TYPES
from pipeline.tables import SCHEMAS


class Results:
    """What a run made: its tables, its graph, and the sentences behind both.

    Tables (columns in ``pipeline/tables.py``): `articles`, `sentences`, `mentions`, `derived`,
    `entities`, `decisions`, `pairs`, `relations`, `statements`, `evidence`; `nodes` and `edges` of
    the graph, that is of what is left after the filters; `periods`, `nodes_by_period` and
    `edges_by_period`, the same over time; `table(name)` for any other. Each is read when first
    asked for.
    """

    def __init__(self, folder: Path):
        """Read the record of the run in `folder`. Raises OutputError if there is none."""
        self.folder = folder
        try:
            self.record: dict[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise OutputError(
                f"{folder} holds no finished run (no {RECORD}). Make one with  "
                f"python -m pipeline run FOLDER --output {folder}"
            ) from None
        except (OSError, ValueError) as error:
            raise OutputError(f"{folder / RECORD} cannot be read: {error}") from None

    def table(self, name: str, article_ids: list[str] | None = None) -> pd.DataFrame:
        """Return the table `name` of ``pipeline/tables.py``, or its rows of some articles.

        Raises KeyError for a table that there is not, OutputError for one that is gone or that
        the version of the program that made this run made otherwise.
        """
        older = OutputError(
            f"The run in {self.folder} was made by another version of Navnenett: its table {name} "
            f"is missing or has other columns. Make it anew with  {self._again()}"
        )
        if name in SCHEMAS and name not in self.record["tables"]:
            raise older
        files = [self.folder / store.TABLES / path for path in self.record["tables"][name]]
        missing = [path for path in files if not path.is_file()]
        if missing:
            raise OutputError(f"{missing[0]} is gone. Make it anew with  {self._again()}")
        where = None if article_ids is None else ("article_id", article_ids)
        try:
            return store.read(name, files, where)
        except KeyError:
            raise older from None

    def _again(self) -> str:
        """Return the command that makes the same run, but for the options that were given."""
        given = shlex.quote(str(self.record.get("settings", {}).get("input", "FOLDER")))
        return f"python -m pipeline run {given} --output {shlex.quote(str(self.folder))}"

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row per article, with its text."""
        return self.table("articles")

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row per sentence, with its offsets in the article's text."""
        return self.table("sentences")

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """One row per name in the text, with the entity it stands for."""
        return self.table("mentions")

    @cached_property
    def derived(self) -> pd.DataFrame:
        """One row per adjective or demonym of a country, with the country."""
        return self.table("derived")

    @cached_property
    def decisions(self) -> pd.DataFrame:
        """One row per decision of linking that a person may see otherwise."""
        return self.table("decisions")

    @cached_property
    def entities(self) -> pd.DataFrame:
        """One row per entity, those in the graph and the others."""
        return self.table("entities")

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """One row per window and two entities in it."""
        return self.table("pairs")

    @cached_property
    def relations(self) -> pd.DataFrame:
        """One row per stated relation, with the stretch that states it (docs/relations.md)."""
        return self.table("relations")

    @cached_property
    def statements(self) -> pd.DataFrame:
        """One row per reported statement, with who makes it."""
        return self.table("statements")

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """One row per edge of the graph and passage that shows it."""
        return self.table("evidence")

    @cached_property
    def nodes(self) -> pd.DataFrame:
        """One row per node of the graph, with its measures, the most central first."""
        return most_central_first(self.table("nodes")).reset_index(drop=True)

    @cached_property
    def edges(self) -> pd.DataFrame:
        """One row per edge of the graph, with labels and types of its ends, the strongest first.

        Strong is what the option `weight` names (see :func:`pipeline.graph.strongest_first`).
        """
        order = strongest_first(self.table("graph_edges"))
        nodes = self.nodes.set_index("entity_id")
        for at, (column, end, fact) in enumerate(
            (
                ("source", "source_id", "label"),
                ("target", "target_id", "label"),
                ("source_type", "source_id", "type"),
                ("target_type", "target_id", "type"),
            )
        ):
            order.insert(at, column, order[end].map(nodes[fact]))
        return order.reset_index(drop=True)

    @cached_property
    def periods(self) -> pd.DataFrame:
        """One row per period with the number of articles, then those that stand in none."""
        return self.table("periods")

    @cached_property
    def nodes_by_period(self) -> pd.DataFrame:
        """One row per node of the graph and period in which it is mentioned."""
        return self.table("nodes_by_period")

    @cached_property
    def edges_by_period(self) -> pd.DataFrame:
        """One row per edge of the graph and period in which it occurs."""
        return self.table("edges_by_period")

    @cached_property
    def graph(self) -> "nx.Graph[str]":
        """The network: nodes by entity_id, with their measures and labels as attributes."""
        return build(self.table("nodes"), self.table("graph_edges"))

    def find(self, name: str) -> pd.Series:
        """Return the row of `entities` that `name` means: an id, a label, or a spelling.

        Of several the one mentioned most; case and accents do not matter, and part of a name will
        do if nothing else fits. Raises LookupError, with the names that come near, if none does.
        """
        entities = self.entities.sort_values(["mentions", "entity_id"], ascending=[False, True])
        wanted = " ".join(folded(name).split())
        labels = entities["label"].map(folded)
        spellings = entities["aliases"].map(lambda cell: [folded(one) for one in cell.split(";")])
        for fits in (
            entities["entity_id"] == name,
            labels == wanted,
            spellings.map(lambda every: wanted in every),
            labels.map(lambda label: wanted in label.split()),
            labels.map(lambda label: wanted in label),
        ):
            if wanted and fits.any():
                return entities[fits].iloc[0]
        near = [label for label in entities["label"] if folded(label)[:3] == wanted[:3]][:5]
        hint = f" Did you mean {', '.join(near)}?" if near and wanted else ""
        raise LookupError(
            f"No entity is called {name!r} in {self.folder}.{hint} "
            "All of them stand in entities.csv."
        )

    def passages(self, name: str, other: str | None = None) -> pd.DataFrame:
        """Return the passages that name an entity, or that make the tie between two.

        Columns: article_id, title, date, sentence, last_sentence, `start` (where `text` begins in
        the article), text, and `names`: a list of (start, end, entity_id) of the names of these
        entities in `text`. Sorted by date, then article. Raises LookupError if an entity is not
        there.
        """
        ids = [self.find(one)["entity_id"] for one in (name, other) if one is not None]
        if other is None:
            rows = self.mentions[self.mentions["entity_id"] == ids[0]]
            rows = rows.assign(last_sentence=rows["sentence"])
        else:
            source, target = sorted(ids)
            rows = self.pairs[
                (self.pairs["source_id"] == source) & (self.pairs["target_id"] == target)
            ]
        return self.cut(rows, ids)

    def cut(self, windows: pd.DataFrame, entity_ids: list[str]) -> pd.DataFrame:
        """Return the text of `windows` (article_id, sentence, last_sentence) as `passages` does."""
        article_ids = sorted(set(windows["article_id"]))
        names = ("articles", "sentences", "mentions")
        tables = {name: self.table(name, article_ids) for name in names}
        return passages.cut(windows, entity_ids, **tables)

    def relations_of(
        self,
        name: str | None = None,
        other: str | None = None,
        type: str | None = None,  # noqa: A002
    ) -> pd.DataFrame:
        """Return the stated relations of an entity, or of two with each other, or all.

        `type` is one of role, meets, states, conflict, cooperation, member_of and part_of, or None
        for all. Columns: date and title of the article, those of `relations`, `passage` (the
        sentence that states it, for a statement all its sentences) and `passage_start` (where that
        begins in the article). What the text denies is there too, with `negated`. Sorted by date,
        then article. Raises LookupError if an entity or a type is not there.
        """
        if type is not None and type not in RELATION_TYPES:
            raise LookupError(f"No relation is called {type!r}: choose {', '.join(RELATION_TYPES)}")
        one, two = (None if who is None else self.find(who)["entity_id"] for who in (name, other))
        types = [type] if type else []
        rows = passages.choose(self.relations, types=types, one=one, other=two)
        article_ids = sorted(set(rows["article_id"]))
        articles = self.table("articles", article_ids)
        found = passages.dated(rows, articles)
        found = passages.with_passages(found, articles, self.table("sentences", article_ids))
        return found.drop(columns="last_sentence")

    def __repr__(self) -> str:
        counts = self.record["counts"]
        return (
            f"Results({str(self.folder)!r}): {counts['articles']} articles, "
            f"{counts['mentions']} mentions of {counts['entities']} entities; "
            f"graph of {counts['nodes']} nodes and {counts['graph_edges']} edges"
        )

    def _repr_html_(self) -> str:
        strongest = self.edges.head(10)[["source", "target", "count", "articles", "npmi"]]
        return f"<p>{html.escape(repr(self))}. Strongest ties:</p>" + strongest.to_html(index=False)


def load(folder: str | Path = "outputs") -> Results:
    """Return the finished run in `folder`. Raises OutputError if there is none."""
    return Results(Path(folder))
