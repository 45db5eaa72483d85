"""An article is hostile input: what its names and sentences carry is text in every file."""

import csv
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import igraph
import networkx as nx
import pytest
import spacy
from followthemoney import model

import pipeline
from pipeline.export.gephi import safe
from pipeline.export.text import attribute, cell, plain
from pipeline.results import Results
from tests import npm_packages

# No NUL: an article that holds one is not read at all. HOSTILE in export_samples.py has it.
STRINGS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "[klikk](javascript:alert(1))",
    "javascript:alert('1')",
    "baklengs \u202egpj.exe\u2066",
    "]]> <![CDATA[x",
    "</data></node></graph>",
    "-- <!-- &lt;b&gt; &#0; &xxe;",
    '"sitert" og \'enkelt\' `og` «slik»',
    "C:\\temp\\ \\u0041 \\",
    "bjelle\x07, \x1b[31m og \x9b",
    "=HYPERLINK(\"http://example.org\")",
    "+1+1", "-2+3", "@SUM(A1)", "%s {0} ${x}",
]  # fmt: skip
XML = ("graph.gexf", "graph.graphml", "graph_relations.graphml")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A run over articles whose titles, names and sentences carry the strings."""
    folder = tmp_path_factory.mktemp("hostile")
    nlp = spacy.blank("nb", meta={"name": "hostile", "version": "1.0.0"})
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": "ORG", "pattern": _name(number)} for number in range(len(STRINGS))]
        + [{"label": "PER", "pattern": "Kari Holm"}]
    )
    nlp.to_disk(folder / "model")
    rows = [
        {
            "id": f"{number} {string}",
            "title": f"Tittel {string}",
            "date": "2022-03-01",
            "source": string,
            "text": f"Leder Kari Holm i {_name(number)} svarte {string} her\n\n"
            + 9 * "Det er alt. ",
        }
        for number, string in enumerate(STRINGS)
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    # The names too: by entities of one's own, whose labels may hold anything.
    with (folder / "entities.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(["entity_id", "label", "type", "aliases"])
        writer.writerows(
            [f"lag-{number}", plain(string).strip(), "organisation", _name(number)]
            for number, string in enumerate(STRINGS)
        )
    return pipeline.run(
        folder / "articles.jsonl",
        folder / "out",
        model=str(folder / "model"),
        entities=folder / "entities.csv",
        languages="all",
        cytoscape=True,
        ftm=True,
    )


def _name(number: int) -> str:
    return f"Lag{chr(ord('A') + number)}{chr(ord('a') + number)}x"


def _table(results: Results, name: str) -> list[dict[str, str]]:
    with (results.folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _by_id(results: Results, shown: Callable[[str], str]) -> dict[str, str]:
    nodes = results.nodes
    return {
        entity: shown(label)
        for entity, label in zip(nodes["entity_id"], nodes["label"], strict=True)
    }


def test_all_of_them_are_in_the_network(results: Results) -> None:
    labels = set(results.nodes["label"])
    assert labels >= {plain(string).strip() for string in STRINGS}
    assert len(results.evidence) >= len(STRINGS)


def test_csv_reads_back_the_cleaned_text(results: Results) -> None:
    written = _table(results, "evidence")
    assert [row["text"] for row in written] == [cell(text) for text in results.evidence["text"]]
    assert [row["title"] for row in written] == [cell(text) for text in results.evidence["title"]]
    assert {row["Id"]: row["Label"] for row in _table(results, "nodes")} == {
        safe(entity): label for entity, label in _by_id(results, safe).items()
    }
    for name in ("entities", "mentions", "articles", "edges", "relations", "nodes_by_period"):
        for row in _table(results, name):
            for value in row.values():
                number = re.fullmatch(r"-?[\d.]+(e-?\d+)?", value)
                assert number or not value.lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("name", XML)
def test_xml_holds_no_element_but_its_own(name: str, results: Results) -> None:
    root = ET.fromstring((results.folder / name).read_bytes())  # noqa: S314
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {
        *("graphml", "key", "graph", "node", "edge", "data"),
        *("gexf", "meta", "creator", "description", "attributes", "attribute", "nodes", "edges"),
        *("attvalues", "attvalue", "spells", "spell", "color", "position", "size"),
    }


@pytest.mark.parametrize("name", ["graph.graphml", "graph_relations.graphml"])
def test_graphml_reads_back_the_cleaned_text(name: str, results: Results) -> None:
    labels = _by_id(results, attribute)
    path = results.folder / name
    graph: nx.Graph[str] = nx.read_graphml(path, force_multigraph=True)
    assert {node: data["label"] for node, data in graph.nodes(data=True)} == labels
    same = igraph.Graph.Read_GraphML(str(path))
    assert dict(zip(same.vs["id"], same.vs["label"], strict=True)) == labels


def test_stated_relations_keep_their_sentences(results: Results) -> None:
    graph: nx.Graph[str] = nx.read_graphml(
        results.folder / "graph_relations.graphml", force_multigraph=True
    )
    stated = results.evidence[results.evidence["relation"] != "co-occurrence"]
    examples = {data["example"] for *_, data in graph.edges(data=True)}
    assert examples == {attribute(text) for text in stated["text"]}
    assert len(examples) >= len(STRINGS)


def test_gexf_reads_back_the_cleaned_text(results: Results) -> None:
    graph: nx.Graph[str] = nx.read_gexf(results.folder / "graph.gexf")
    found = {node: data["label"] for node, data in graph.nodes(data=True)}
    assert found == _by_id(results, plain)


@pytest.mark.parametrize(
    ("script", "needs", "name"),
    [
        ("read_gexf.mjs", "graphology-gexf", "graph.gexf"),
        ("read_graphml.mjs", "graphology-graphml", "graph.graphml"),
        ("read_graphml.mjs", "graphology-graphml", "graph_relations.graphml"),
    ],
)
def test_gephi_lites_parsers_read_back_the_cleaned_text(
    script: str, needs: str, name: str, results: Results
) -> None:
    found = npm_packages.read(script, needs, results.folder / name)
    labels = {node["key"]: node["attributes"]["label"] for node in found["nodes"]}
    assert labels == _by_id(results, plain)


def test_cytoscape_reads_back_the_cleaned_text(results: Results) -> None:
    written = json.loads((results.folder / "graph.cyjs").read_text(encoding="utf-8"))
    found = npm_packages.read("read_cytoscape.mjs", "cytoscape", results.folder / "graph.cyjs")
    for elements in (written["elements"], found["elements"]):
        named = {node["data"]["id"]: node["data"]["name"] for node in elements["nodes"]}
        assert named == _by_id(results, plain)


def test_followthemoney_reads_back_the_cleaned_text(results: Results) -> None:
    found: list[Any] = []
    for line in (results.folder / "entities.ftm.json").read_bytes().splitlines():
        proxy = model.get_proxy(json.loads(line))
        proxy.schema.validate(json.loads(line))
        found.append(proxy)
    names = {name for proxy in found for name in proxy.get("name", quiet=True)}
    assert names == set(_by_id(results, plain).values())
    titles = {proxy.first("title") for proxy in found if proxy.schema.name == "Article"}
    assert titles == {plain(title).strip() for title in results.articles["title"]}
    texts = {proxy.first("bodyText") for proxy in found if proxy.schema.name == "Article"}
    assert texts == {
        "\n".join(plain(line) for line in text.splitlines()).strip()
        for text in results.articles["text"]
    }
    urls = [url for proxy in found for url in proxy.get("sourceUrl", quiet=True)]
    assert not [url for url in urls if not url.startswith(("http://", "https://"))]


def test_no_file_holds_what_turns_or_ends_text(results: Results) -> None:
    for path in results.folder.iterdir():
        if path.is_file() and path.name not in ("run.json", "explorer.html"):
            text = path.read_text(encoding="utf-8").replace("\ufeff", "")
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
