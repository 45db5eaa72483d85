"""The network that is measured is as large as asked, and sound; the benchmark tells times."""

import base64
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import lxml.html
import pandas as pd
import pytest
from click.testing import CliRunner

import pipeline
from benchmarks import browser, drawing_libraries, explorer, large_network
from pipeline.results import Results
from tests.conftest import write_articles

ENDS = ["source_id", "target_id"]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, small_model: Path) -> Results:
    """A run of three articles."""
    folder = tmp_path_factory.mktemp("base")
    return pipeline.run(write_articles(folder / "in"), folder / "out", model=str(small_model))


@pytest.fixture(scope="module")
def large(base: Results) -> large_network.Large:
    """A network of sixty names, made of that run."""
    return large_network.made(base, 60, 150, 400)


def test_the_network_is_as_large_as_asked(large: large_network.Large) -> None:
    assert len(large.nodes) == 60
    assert len(large.edges) == 150
    windows = large.evidence[large.evidence["relation"] == "co-occurrence"]
    assert len(windows.drop_duplicates(["article_id", "sentence"])) == len(windows) == 400
    assert large.edges["count"].sum() == 400
    assert large.nodes["label"].is_unique
    assert large.nodes["degree"].max() > 3 * large.nodes["degree"].median()


def test_every_sentence_has_the_names_of_its_two_where_the_mentions_say(
    large: large_network.Large,
) -> None:
    texts = large.articles.set_index("article_id")["text"].to_dict()
    label = large.nodes.set_index("entity_id")["label"].to_dict()
    for one in large.mentions.to_dict("records"):
        named = texts[one["article_id"]][one["start"] : one["end"]]
        assert named == label[one["entity_id"]]
    sentences = {
        (one["article_id"], one["sentence"]): texts[one["article_id"]][one["start"] : one["end"]]
        for one in large.sentences.to_dict("records")
    }
    for row in large.evidence.to_dict("records"):
        sentence = sentences[row["article_id"], row["sentence"]]
        assert label[row["source_id"]] in sentence
        assert label[row["target_id"]] in sentence


def test_what_is_told_over_time_adds_up(large: large_network.Large) -> None:
    articles, nodes, ties = large.periods
    assert articles["period"].tolist() == large_network.PERIODS
    assert articles["articles"].sum() == len(large.articles)
    assert nodes["mentions"].sum() == len(large.mentions)
    counted = ties.groupby(ENDS)["count"].sum()
    assert counted.to_dict() == large.edges.set_index(ENDS)["count"].to_dict()


def test_the_same_network_is_made_again(base: Results, large: large_network.Large) -> None:
    again = large_network.made(base, 60, 150, 400)
    pd.testing.assert_frame_equal(again.edges, large.edges)
    assert large_network.page(again) == large_network.page(large)
    other = large_network.made(base, 60, 150, 400, seed=1)
    assert not other.edges[ENDS].equals(large.edges[ENDS])


def test_too_few_passages_are_refused(base: Results) -> None:
    with pytest.raises(ValueError, match="150 ties"):
        large_network.made(base, 60, 150, 149)


def test_pages_of_libraries_hold_the_network_under_a_policy_of_digests() -> None:
    network: drawing_libraries.Network = {"x": [1.5, -2], "label": ["</script>", "Å"]}
    made = lxml.html.document_fromstring(drawing_libraries.page("let a;", "draw(); READY", network))
    scripts = [one.text for one in made.xpath("//script[not(@type)]")]
    assert scripts[0] == "let a;"
    assert "dataset.ready" in scripts[1]
    (policy,) = made.xpath("//meta/@content")
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert json.loads(made.get_element_by_id("data").text) == network


def test_libraries_draw_nodes_and_ties_but_no_pairs_without_a_tie() -> None:
    content: dict[str, Any] = {
        "nodes": {
            "x": [0.0, 1.0],
            "y": [2.0, 3.0],
            "label": ["a", "b"],
            "type": ["person", "other"],
            "strength": [4.0, 1.0],
        },
        "ties": {"source": [0, 1], "target": [1, 0], "count": [100, 0]},
    }
    drawn = drawing_libraries.network(content)
    assert (drawn["source"], drawn["target"], drawn["width"]) == ([0], [1], [7])
    assert drawn["size"] == [44, 25.5]
    assert drawn["colour"] == [drawing_libraries.COLOURS["person"], "#666666"]


def test_times_are_told_by_their_median_least_and_greatest() -> None:
    turns = [
        {"ready": 3.0, "frame": 1.0},
        {"ready": 1.0, "frame": 1.0},
        {"ready": 2.0, "frame": 4.0},
    ]
    assert browser.summary(turns) == {
        "ready": {"median": 2.0, "min": 1.0, "max": 3.0},
        "frame": {"median": 1.0, "min": 1.0, "max": 4.0},
    }


@pytest.mark.skipif(
    not any(map(shutil.which, browser.BROWSERS)), reason="no browser: apt-get install chromium"
)
def test_a_tiny_benchmark_tells_times_and_writes_the_figures(base: Results, tmp_path: Path) -> None:
    target, keep = tmp_path / "figures.json", tmp_path / "pages"
    options = ["--nodes", 30, "--ties", 60, "--passages", 90, "--repeats", 1, "--libraries"]
    options += ["--output", base.folder, "--keep", keep, "--json", target]
    outcome = CliRunner().invoke(explorer.main, [str(option) for option in options])
    assert outcome.exit_code == 0, outcome.output
    assert "30 nodes, 60 ties, 90 passages" in outcome.output
    figures = json.loads(target.read_text(encoding="utf-8"))
    assert figures["bytes"] == (keep / "explorer.html").stat().st_size
    assert {"explorer.html", "explorer.html, all ties", "Bokeh"} <= set(figures["pages"])
    for name, of in figures["pages"].items():
        assert 0 < of["ready"]["median"] <= of["painted"]["median"]
        assert of["frame"]["median"] > 0
        assert ("search" in of) == name.startswith("explorer.html")
        assert name == "Plotly (WebGL)" or of["refused"]["max"] == 0
        assert f"{name} (" in outcome.output
