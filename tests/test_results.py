"""Tests of pipeline/results.py: a run read back in Python."""

from pathlib import Path

import pytest

import pipeline
from pipeline.errors import OutputError
from pipeline.results import Results


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, small_model: Path) -> Results:
    from tests.conftest import write_articles

    folder = tmp_path_factory.mktemp("run")
    return pipeline.run(write_articles(folder / "in"), folder / "out", model=str(small_model))


def test_load_gives_the_same_tables_as_the_run(results: Results) -> None:
    again = pipeline.load(results.folder)
    assert again.record == results.record
    for name in (
        *("articles", "sentences", "mentions", "derived", "entities", "decisions", "pairs"),
        *("relations", "nodes", "periods", "nodes_by_period", "edges_by_period"),
    ):
        assert getattr(again, name).equals(getattr(results, name))


def test_load_of_no_run_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="python -m pipeline run"):
        pipeline.load(tmp_path)
    (tmp_path / "run.json").write_text("{", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be read"):
        pipeline.load(tmp_path)


def test_the_graph_has_the_nodes_and_edges_of_the_tables(results: Results) -> None:
    assert set(results.graph) == set(results.nodes["entity_id"])
    assert results.graph.number_of_edges() == len(results.edges)
    assert results.graph.nodes["Q159"]["label"] == "Russland"


def test_edges_come_strongest_first(results: Results) -> None:
    assert results.edges["weight"].is_monotonic_decreasing
    assert {"source", "target"} <= set(results.edges.columns)


@pytest.mark.parametrize("name", ["NATO", "nato", "Q7184", "Nato"])
def test_an_entity_is_found_by_id_label_and_spelling(results: Results, name: str) -> None:
    assert results.find(name)["label"] == "NATO"


def test_part_of_a_name_will_do(results: Results) -> None:
    assert results.find("tillerson")["label"] == "Rex Tillerson"


def test_a_name_that_is_not_there_is_an_error_with_a_hint(results: Results) -> None:
    with pytest.raises(LookupError, match="Russland"):
        results.find("Russia")
    with pytest.raises(LookupError):
        results.find("")


def test_passages_carry_the_places_of_the_names(results: Results) -> None:
    found = results.passages("Lavrov", "Tillerson")
    assert len(found) == 3
    assert found["date"].tolist() == ["2017-02", "2017-02", "2022-01-12"]
    for row in found.to_dict("records"):
        seen = {row["text"][start:end].split()[-1] for start, end, _ in row["names"]}
        assert seen == {"Lavrov", "Tillerson"}


def test_it_shows_itself_in_a_notebook_without_running_what_articles_say(results: Results) -> None:
    assert "3 articles" in repr(results)
    assert "<table" in results._repr_html_()
    assert "<script" not in results._repr_html_()


def test_a_table_that_is_gone_is_told(tmp_path: Path, small_model: Path) -> None:
    from tests.conftest import write_articles

    run = pipeline.run(write_articles(tmp_path / "in"), tmp_path / "out", model=str(small_model))
    for path in (tmp_path / "out" / "tables" / "link" / "mentions").iterdir():
        path.unlink()
    with pytest.raises(OutputError, match="is gone"):
        _ = run.mentions
