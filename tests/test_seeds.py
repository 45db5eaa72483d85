"""The demonstration articles, with the bundled pipeline: what the README promises."""

import csv
from pathlib import Path

import pytest

import pipeline
from pipeline.results import Results

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return pipeline.run(SEEDS, tmp_path_factory.mktemp("seeds") / "out", model="bundled")


def test_every_article_is_read_and_none_is_left_out(results: Results) -> None:
    assert results.record["problems"] == []
    assert results.record["counts"]["articles"] >= 15
    assert results.articles["date"].notna().all()
    assert results.articles["language"].value_counts()["nn"] == 2


@pytest.mark.parametrize(("one", "other"), [("Lavrov", "Tillerson"), ("NATO", "Russland")])
def test_the_promised_ties_are_there_with_their_sentences(
    results: Results, one: str, other: str
) -> None:
    ids = sorted(results.find(name)["entity_id"] for name in (one, other))
    assert results.graph.has_edge(*ids)
    with (results.folder / "evidence.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = [
            row for row in csv.DictReader(handle) if [row["source_id"], row["target_id"]] == ids
        ]
    assert rows
    assert all(row["text"] and row["article_id"] for row in rows)


@pytest.mark.parametrize(
    "spellings",
    [("Sergej Lavrov", "Sergei Lavrov"), ("NATO", "Nato"), ("Russlands", "Russland")],
)
def test_spellings_are_one_node(results: Results, spellings: tuple[str, str]) -> None:
    mentions = results.mentions
    ids = {
        entity_id
        for text, entity_id in zip(mentions["text"], mentions["entity_id"], strict=True)
        if text in spellings
    }
    assert len(ids) == 1
    assert ids <= set(results.nodes["entity_id"])


def test_every_mention_stands_where_it_says(results: Results) -> None:
    texts = dict(zip(results.articles["article_id"], results.articles["text"], strict=True))
    mentions = results.mentions
    assert len(mentions) > 500
    assert all(
        texts[article][start:end] == text
        for article, start, end, text in zip(
            *(mentions[name] for name in ("article_id", "start", "end", "text")), strict=True
        )
    )


def test_every_edge_has_its_evidence(results: Results) -> None:
    shown = set(zip(results.evidence["source_id"], results.evidence["target_id"], strict=True))
    assert set(zip(results.edges["source_id"], results.edges["target_id"], strict=True)) <= shown
