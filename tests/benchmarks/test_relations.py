"""The benchmark of relations: a run of its own, tables, mistakes, and what stays sealed."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from benchmarks import relations

TEXT = "Lavrov møtte Tillerson i Bonn. USAs utenriksminister Rex Tillerson smilte."


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of gold files about one article, of which the benchmark knows."""
    names = [("Lavrov", "1", "person"), ("Tillerson", "2", "person"), ("USAs", "3", "country")]
    mentions = [
        {"start": TEXT.index(name), "end": TEXT.index(name) + len(name), "type": kind, "entity": of}
        for name, of, kind in names
    ]
    mentions.append({"start": 53, "end": 66, "type": "person", "entity": "2"})
    article = {"id": "a", "text": TEXT, "sentences": [[0, 30], [31, 74]], "mentions": mentions}
    texts = tmp_path / "texts.json"
    texts.write_text(json.dumps({"articles": [article]}), encoding="utf-8")
    role = {"type": "role", "source": "2", "target": "3", "start": 36, "end": 52}
    meets = {"type": "meets", "source": "1", "target": "2", "start": 7, "end": 12}
    trip = {"type": "conflict", "source": "1", "target": "2", "start": 7, "end": 12}
    halves: dict[str, list[dict[str, Any]]] = {"development": [role, trip], "sealed": [role, meets]}
    for half, stated in halves.items():
        held = [{"id": "a", "relations": stated, "statements": []}]
        (tmp_path / f"relations_{half}.json").write_text(json.dumps(held), encoding="utf-8")
    monkeypatch.setattr(relations, "TEXTS", texts)
    monkeypatch.setattr(relations, "GOLD", tmp_path)
    return tmp_path


def invoke(*words: object) -> Result:
    return CliRunner().invoke(relations.main, [str(word) for word in words])


def test_a_run_is_made_measured_and_written(gold: Path, small_model: Path) -> None:
    target = gold / "figures.json"
    outcome = invoke("--model", small_model, "--json", target, "--errors", 2)
    assert outcome.exit_code == 0, outcome.output
    told = json.loads(target.read_text(encoding="utf-8"))
    assert told["half"] == "development"
    assert told["relations"]["role"]["right"] == 1
    assert told["relations"]["conflict"]["gold"] == 1
    assert "Missed conflict: 1" in outcome.output
    assert "Lavrov → Rex Tillerson: møtte" in outcome.output
    assert "Lavrov møtte Tillerson i Bonn." in outcome.output


def test_the_sealed_half_is_read_on_demand_and_never_shown(gold: Path, small_model: Path) -> None:
    target = gold / "figures.json"
    outcome = invoke("--sealed", "--model", small_model, "--json", target)
    assert outcome.exit_code == 0, outcome.output
    told = json.loads(target.read_text(encoding="utf-8"))
    assert (told["half"], told["relations"]["meets"]["gold"]) == ("sealed", 1)
    assert "Lavrov" not in outcome.output + target.read_text(encoding="utf-8")
    refused = invoke("--sealed", "--errors", 1)
    assert refused.exit_code == 2
    assert "sealed" in refused.output


def test_a_finished_run_can_be_measured(gold: Path, small_model: Path, tmp_path: Path) -> None:
    from pipeline import run

    articles = tmp_path / "articles.jsonl"
    articles.write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    run(articles, tmp_path / "out", model=str(small_model))
    outcome = invoke("--output", tmp_path / "out")
    assert outcome.exit_code == 0, outcome.output
    row = next(line for line in outcome.output.splitlines() if line.startswith(" role"))
    assert row.split()[1:5] == ["1", "1", "1", "100.0"]
    nothing = invoke("--output", tmp_path)
    assert nothing.exit_code == 1
    assert "holds no finished run" in nothing.output


def test_without_the_articles_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relations, "TEXTS", tmp_path / "none.json")
    outcome = invoke()
    assert outcome.exit_code == 1
    assert "SHARED_DATA" in outcome.output
