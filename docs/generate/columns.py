"""The data dictionary: every column of every file that a run writes."""

import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from docs.generate.markdown import code, table
from pipeline import tables
from pipeline.export import gephi, gexf, graphml, graphml_relations
from pipeline.outputs import FILES, OPTIONAL
from pipeline.stages import STEPS

_KNOWN: Final[Mapping[str, Any]] = tomllib.loads(
    Path(__file__).with_name("columns.toml").read_text(encoding="utf-8")
)
_KINDS: Final = {
    tables.TEXT: "text",
    tables.WHOLE: "whole number",
    tables.REAL: "number",
    tables.FLAG: "yes or no",
}
_XML_KINDS: Final = {
    "string": "text",
    "long": "whole number",
    "int": "whole number",
    "double": "number",
    "boolean": "yes or no",
}
_FOR_GEPHI: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "nodes.csv": ("nodes", gephi.NODE_COLUMNS),
    "edges.csv": ("graph_edges", gephi.EDGE_COLUMNS),
}


def meaning(name: str, owner: str) -> str:
    """Return what the column `name` of the table or file `owner` means.

    Raises LookupError if columns.toml does not say.
    """
    own = _KNOWN["columns_of"].get(owner, {})
    if name not in own and name not in _KNOWN["columns"]:
        raise LookupError(f"docs/generate/columns.toml does not say what {name!r} of {owner} means")
    return str(own.get(name) or _KNOWN["columns"][name])


def files() -> str:
    """Return the table of the files that a run writes, with a link to the columns of each."""
    rows = [
        (
            _linked(name),
            use.strip(" …") + (f" (with `--{OPTIONAL[name]}`)" if name in OPTIONAL else ""),
        )
        for name, use in FILES.items()
    ]
    rows.append(("[`run.json`](#runjson)", "what was made of what: options, versions, digests"))
    rows.append(("[`tables/`](#tables)", "everything as Parquet, for Python"))
    return table(["file", "what it is for"], rows)


def _linked(name: str) -> str:
    """Return the name of a file as a link to its columns, or to the page about it."""
    if name.endswith(".csv") or name in _graphs():
        return f"[`{name}`](#{name.replace('.', '')})"
    page = f"{name.partition('.')[0]}.md"
    known = Path(__file__).parent.with_name(page).is_file()
    return f"[`{name}`]({page})" if known else code(name)


def spreadsheets() -> str:
    """Return a section for each CSV file with its columns."""
    sections = []
    for name in FILES:
        if not name.endswith(".csv"):
            continue
        owner, columns = _FOR_GEPHI.get(name, (name.removesuffix(".csv"), {}))
        kinds = {field.name: _KINDS[field.type] for field in tables.SCHEMAS[owner]}
        if columns:
            rows = [
                (code(shown), kinds.get(column, _made(column)), meaning(column, owner))
                for column, shown in columns.items()
            ]
        else:
            rows = [
                (code(column), kind, meaning(column, owner))
                for column, kind in kinds.items()
                if (name, column) != ("articles.csv", "text")
            ]
        about = _KNOWN["tables"][owner]
        sections.append(f"### {name}\n\n{about}\n\n{table(['column', 'kind', 'meaning'], rows)}\n")
    return "\n".join(sections)


def _made(column: str) -> str:
    """Return the kind of a column that is made for Gephi alone."""
    return "whole number" if column.endswith("_year") else "text"


def attributes() -> str:
    """Return a section for each file of a graph with the attributes of its nodes and edges."""
    sections = []
    for name, document in _graphs().items():
        sections.append(f"### {name}\n")
        for owner, columns in document.items():
            of = (
                "graph_relations.graphml"
                if (name, owner) == (_RELATIONS, "edge")
                else _OWNER[owner]
            )
            rows = [(code(column), kind, meaning(column, of)) for column, kind in columns.items()]
            heading = table(
                [f"attribute of {'a node' if owner == 'node' else 'an edge'}", "kind", "meaning"],
                rows,
            )
            sections.append(heading + "\n")
    return "\n".join(sections)


_RELATIONS: Final = "graph_relations.graphml"
_OWNER: Final = {"node": "nodes", "edge": "graph_edges"}


def _graphs() -> dict[str, dict[str, dict[str, str]]]:
    """Return the attributes that each file of a graph declares, with their kinds."""
    nodes, edges, places = tables.empty("nodes"), tables.empty("graph_edges"), {"": (0.0, 0.0)}
    periods = tables.frame("nodes_by_period", [_one_row("nodes_by_period")])
    stated = graphml_relations.relation_edges([])
    return {
        "graph.gexf": _declared(
            gexf.document(nodes, edges, places, periods, tables.empty("edges_by_period"))
        ),
        "graph.graphml": _declared(graphml.document(nodes, edges, places)),
        _RELATIONS: _declared(graphml_relations.document(nodes, stated, places)),
    }


def _one_row(name: str) -> dict[str, object]:
    samples = {tables.TEXT: "2017", tables.WHOLE: 1, tables.REAL: 1.0, tables.FLAG: True}
    return {field.name: samples[field.type] for field in tables.SCHEMAS[name]}


def _declared(document: Iterable[bytes]) -> dict[str, dict[str, str]]:
    """Return owner (node, edge) → attribute → kind, as the head of a graph file declares them."""
    found: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
    for element in ET.fromstring(b"".join(document)).iter():  # noqa: S314, written by ourselves
        tag = element.tag.rpartition("}")[2]
        if tag == "key":
            kind = _XML_KINDS[element.attrib["attr.type"]]
            found[element.attrib["for"]][element.attrib["attr.name"]] = kind
        elif tag == "attributes":
            for one in element:
                found[element.attrib["class"]][one.attrib["title"]] = _XML_KINDS[one.attrib["type"]]
    return found


def record() -> str:
    """Return the keys of run.json with their meaning."""
    rows = [(code(name.replace(".", " → ")), about) for name, about in _KNOWN["record"].items()]
    return table(["key", "meaning"], rows)


def record_keys() -> set[str]:
    """Return the keys of run.json that are described, nested ones with a dot between."""
    return set(_KNOWN["record"])


def parquet() -> str:
    """Return a section for each table in `tables/`, by stage."""
    made = {name: step.stage for step in STEPS for name in step.makes if name in tables.SCHEMAS}
    made["index"] = "ingest"
    sections = []
    for name, stage in made.items():
        schema = tables.SCHEMAS[name]
        rows = [(code(one.name), _KINDS[one.type], meaning(one.name, name)) for one in schema]
        sections.append(
            f"### {name}\n\n`tables/{stage}/{name}/`: {_lower(_KNOWN['tables'][name])}\n\n"
            f"{table(['column', 'kind', 'meaning'], rows)}\n"
        )
    return "\n".join(sections)


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
