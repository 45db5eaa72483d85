"""Scores on the development data, which are not part of the project: skipped without them.

They lie in ``../shared`` beside the checkout, or where SHARED_DATA says.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.evaluate import given, graph, spacy_model, treebank
from pipeline.evaluate.gold import read_gold
from pipeline.results import Results

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[2] / "shared"))
SCORER = SHARED / "tools" / "score_graph.py"
ALL_TYPES = "person,country,organisation,place"

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="no development data here")


def _scorer(*words: object) -> str:
    command = [sys.executable, str(SCORER), *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _check_offsets(results: Results) -> None:
    texts = dict(zip(results.articles["article_id"], results.articles["text"], strict=True))
    columns = (results.mentions[name] for name in ("article_id", "start", "end", "text"))
    for article, start, end, text in zip(*columns, strict=True):
        assert texts[article][start:end] == text


def _scores(gold: str, results: Results) -> dict[str, Any]:
    _check_offsets(results)
    scores: dict[str, Any] = json.loads(_scorer(SHARED / "data" / gold, "score", results.folder))
    print(gold, scores)  # noqa: T201
    return scores


def test_the_press_articles_score_as_promised(tmp_path: Path) -> None:
    results = pipeline.run(SHARED / "seeds", tmp_path / "out", model="bundled")
    scores = _scores("seeds_gold.json", results)
    assert scores["link"]["f"] >= 98.5
    assert scores["edge"]["f"] >= 94
    for one, other in (("Lavrov", "Tillerson"), ("NATO", "Russland")):
        ids = [results.find(name)["entity_id"] for name in (one, other)]
        assert results.graph.has_edge(*ids)


@pytest.mark.parametrize(
    ("gold", "edge"), [("news_gold_dev.json", 88), ("news_gold_nn_dev.json", 80)]
)
def test_the_news_articles_score_as_promised(tmp_path: Path, gold: str, edge: float) -> None:
    _scorer(SHARED / "data" / gold, "write", tmp_path / "in")
    results = pipeline.run(tmp_path / "in", tmp_path / "out", model="bundled", types=ALL_TYPES)
    assert _scores(gold, results)["edge"]["f"] >= edge


@pytest.mark.parametrize(
    ("gold", "link", "edge"),
    [
        ("news_gold_train.json", 98.5, 96.5),
        ("news_gold_dev.json", 98.9, 97),
        ("news_gold_nn_dev.json", 99, 98),
        ("seeds_gold.json", 99.5, 98.5),
    ],
)
def test_linking_alone_scores_as_promised(gold: str, link: float, edge: float) -> None:
    held = read_gold(SHARED / "data" / gold)
    scores = graph.scores(held, given.linked(held))
    assert 100 * scores["links"]["f"] >= link
    assert 100 * scores["edges"]["f"] >= edge


def test_the_bundled_pipeline_scores_as_promised() -> None:
    data = treebank.load([SHARED / "data" / "norne" / "no_bokmaal-ud-dev.conllu"])
    told = spacy_model.evaluate("bundled", data)
    gold, raw = told["gold_tokens"], told["raw_text"]
    for measure, least in (("strict", 86.5), ("merged_gpe", 88.5)):
        reached = 100 * gold["names"][measure]["f"]
        assert reached >= least
        assert reached - 100 * raw["names"][measure]["f"] <= 1
    for label, least in (("PER", 93.5), ("ORG", 87)):
        assert 100 * gold["labels"][label]["f"] >= least
    for measure, least in (("pos", 97), ("las", 86), ("lemma", 97)):
        assert 100 * gold["syntax"][measure]["f"] >= least
    assert 100 * told["senter"]["syntax"]["sents"]["f"] >= 94
    assert told["model"]["megabytes"] <= 30
