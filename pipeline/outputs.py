"""The files of a finished run, and run.json, which says what was made of what."""

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline import annotate, store, tables
from pipeline.export import (
    csv,
    cytoscape,
    explorer,
    followthemoney,
    gephi,
    gexf,
    graphml,
    graphml_relations,
)
from pipeline.graph import positions
from pipeline.relate import in_words
from pipeline.runner import Ran
from pipeline.settings import Settings

RECORD: Final = "run.json"
# What a file is for, in the words of the summary.
FILES: Final[Mapping[str, str]] = {
    "explorer.html": "any browser: look, search, filter, and read the sentences",
    "graph.gexf": "Gephi with its timeline, Gephi Lite: File > Open",
    "graph.graphml": "Gephi, Cytoscape, networkx, igraph",
    "graph_relations.graphml": "the same readers: who does what to whom, as the text states it",
    "graph.cyjs": "Cytoscape: File > Import > Network from File; cytoscape.js",
    "entities.ftm.json": "Aleph, OpenAleph and other tools of FollowTheMoney",
    "nodes.csv": "Gephi: File > Import spreadsheet, first this …",
    "edges.csv": "… then this, appended to the same workspace",
    "evidence.csv": "the sentences behind every edge",
    "edges_by_period.csv": "how often every edge occurs in each month, quarter or year",
    "nodes_by_period.csv": "the same of who and what was mentioned",
    "entities.csv": "who and what was found, with all spellings",
    "mentions.csv": "every name in the text, with its entity and the rule that decided",
    "derived.csv": "adjectives and demonyms of countries, which count with --derived",
    "relations.csv": "what is stated: who leads, meets, quotes, accuses or supports whom",
    "statements.csv": "what is said, and who says it",
    "articles.csv": "what was read",
    "problems.csv": "what was not read or left out, and why",
}
# Files that only an option of this name makes.
OPTIONAL: Final[Mapping[str, str]] = {"graph.cyjs": "cytoscape", "entities.ftm.json": "ftm"}
# Options that say how to work and not what to make: the same result whatever they are.
_NO_MATTER: Final = frozenset({"output", "workers", "fresh", "quiet", "strict"})
_PACKAGES: Final = (
    "navnenett",
    "bokeh",
    "spacy",
    "pandas",
    "pyarrow",
    "networkx",
    "numpy",
    "scipy",
)


def check(settings: Settings) -> None:
    """Raise SettingsError if a file that `settings` ask for cannot be made on this machine."""
    if settings.ftm:
        followthemoney.require()


def write_outputs(settings: Settings, ran: Ran) -> dict[str, Any]:
    """Write the files of the finished run `ran` into the output folder; return its record.

    Each file takes its place only when it is whole, run.json last; one that an option made in the
    run before and not in this one is removed. Raises OSError if one cannot be written.
    """
    folder = settings.output
    nodes, edges = ran.table("nodes"), ran.table("graph_edges")
    places = positions(nodes, edges, settings.seed)
    without_text = [name for name in tables.columns("articles") if name != "text"]
    contents: dict[str, Iterable[bytes]] = {
        "nodes.csv": gephi.nodes(nodes),
        "edges.csv": gephi.edges(nodes, edges),
        "graph.graphml": graphml.document(nodes, edges, places),
        "graph_relations.graphml": graphml_relations.document(
            nodes, graphml_relations.relation_edges(ran.parts("evidence")), places
        ),
        "graph.gexf": gexf.document(
            nodes, edges, places, ran.table("nodes_by_period"), ran.table("edges_by_period")
        ),
        "explorer.html": _explorer(settings, ran, nodes, edges, places),
        "articles.csv": csv.table("articles", ran.parts("articles"), without_text),
        "problems.csv": csv.table("problems", ran.problems()),
    }
    for name in ("mentions", "derived", "entities", "relations", "statements", "evidence"):
        contents[f"{name}.csv"] = csv.table(name, ran.parts(name))
    for name in ("nodes_by_period", "edges_by_period"):
        header = tables.columns(name)
        contents[f"{name}.csv"] = csv.write(header, ran.parts(name), gephi.safe)
    if settings.cytoscape:
        contents["graph.cyjs"] = cytoscape.document(nodes, edges, places)
    if settings.ftm:
        parts = {name: ran.parts(name) for name in ("articles", "mentions", "evidence")}
        contents["entities.ftm.json"] = followthemoney.document(nodes, edges, **parts)
    for name in OPTIONAL:
        if name not in contents:  # else it would tell of the run before
            (folder / name).unlink(missing_ok=True)
    digests = {name: _write(folder / name, parts) for name, parts in sorted(contents.items())}
    record = _record(settings, ran, digests)
    text = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    _write(folder / RECORD, [text.encode()])
    return record


def _explorer(
    settings: Settings,
    ran: Ran,
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    places: Mapping[str, tuple[float, float]],
) -> Iterator[bytes]:
    def texts(article_ids: Collection[str]) -> Iterator[dict[str, pd.DataFrame]]:
        names = ("articles", "sentences", "mentions")
        where = ("article_id", list(article_ids))
        for paths in zip(*(ran.files[name] for name in names), strict=True):
            yield {
                name: store.read(name, [path], where)
                for name, path in zip(names, paths, strict=True)
            }

    periods = [ran.table(name) for name in ("periods", "nodes_by_period", "edges_by_period")]
    about = {
        "title": _read(settings.input),
        "version": importlib.metadata.version("navnenett"),
        "articles": int(periods[0]["articles"].sum()),
        "window": settings.window,
        "weight": settings.weight,
    }
    shown = explorer.content(
        nodes,
        edges,
        lambda some, ties: places or positions(some, ties, settings.seed),
        periods,
        lambda: ran.parts("evidence"),
        texts,
    )
    return explorer.document(about, shown)


def _read(source: str) -> str:
    """Return what was read (the setting `input`), as a title."""
    path = Path(source)
    return "standard input" if source == "-" else path.name or path.resolve().name or source


def _write(path: Path, parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    with store.replacing(path) as handle:
        for part in parts:
            digest.update(part)
            handle.write(part)
    return digest.hexdigest()


def _record(settings: Settings, ran: Ran, digests: Mapping[str, str]) -> dict[str, Any]:
    model, bundled = annotate.describe(settings.model), annotate.describe("bundled")
    options = settings.model_dump(mode="json")
    return {
        "settings": {name: options[name] for name in options if name not in _NO_MATTER},
        "versions": {"python": platform.python_version(), **dict(_versions(settings.model))},
        "model": {
            "name": model.name,
            "version": model.version,
            "sha256": ran.model,
            # Each pipeline's own figure, so that a reader can tell whether there was a better one.
            "entities_f": model.entities_f,
            "bundled_entities_f": bundled.entities_f,
        },
        "input": [{"source": name, "sha256": digest} for name, digest in ran.sources],
        "counts": ran.counts(),
        "periods": in_words(ran.table("periods")),
        "corrections": ran.table("corrected").to_dict("records"),
        "problems": [
            {name: value for name, value in row.items() if isinstance(value, (str, int))}
            for part in ran.problems()
            for row in part.to_dict("records")
        ],
        "output": dict(digests),
        "tables": {
            name: [path.relative_to(settings.output / store.TABLES).as_posix() for path in paths]
            for name, paths in sorted(ran.files.items())
        },
    }


def _versions(model: str) -> Iterator[tuple[str, str]]:
    for name in (*_PACKAGES, *annotate.packages(model)):
        try:
            yield name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield name, "not installed"


__all__ = ["FILES", "OPTIONAL", "RECORD", "check", "write_outputs"]
