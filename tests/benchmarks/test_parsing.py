"""What the filter loses is told, and a whole run is timed beside bare work; no clock is checked."""

import json
from pathlib import Path
from unittest import mock

import pytest
from click.testing import CliRunner, Result

from benchmarks import parsing, relations, whole_run
from benchmarks.whole_run import Turn
from pipeline.annotate import syntax

TEXT = "Sergej Lavrov møtte Rex Tillerson i Bonn.\nDet snødde i Bonn.\n"


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gold article in which one sentence says that two men met."""
    mentions = [
        {"start": 0, "end": 13, "type": "person", "entity": "1"},
        {"start": 20, "end": 33, "type": "person", "entity": "2"},
    ]
    article = {"id": "a", "text": TEXT, "sentences": [[0, 41], [42, 60]], "mentions": mentions}
    texts = tmp_path / "texts.json"
    texts.write_text(json.dumps({"articles": [article]}), encoding="utf-8")
    meets = {"type": "meets", "source": "1", "target": "2", "start": 14, "end": 19}
    held = json.dumps([{"id": "a", "relations": [meets], "statements": []}])
    for half in ("development", "sealed"):
        (tmp_path / f"relations_{half}.json").write_text(held, encoding="utf-8")
    monkeypatch.setattr(relations, "TEXTS", texts)
    monkeypatch.setattr(relations, "GOLD", tmp_path)


def invoke(*words: object) -> Result:
    return CliRunner().invoke(parsing.main, [str(word) for word in words])


@pytest.mark.usefixtures("gold")
def test_the_filter_leaves_out_sentences_and_loses_nothing(tmp_path: Path) -> None:
    target = tmp_path / "figures.json"
    outcome = invoke("--part", "filter", "--errors", 5, "--json", target)
    assert outcome.exit_code == 0, outcome.output
    told = json.loads(target.read_text(encoding="utf-8"))["filter"]
    assert told["sentences"] == [1, 2]
    assert told["words"][0] < told["words"][1]
    assert told["lost"] == told["new"] == {"relations": {}, "statements": {}}
    assert told["right"]["relations"] == [1, 1]
    assert "1 of        2  50.0 %" in outcome.output


@pytest.mark.usefixtures("gold")
def test_what_a_filter_loses_is_told() -> None:
    with mock.patch.object(syntax.Chooser, "chooses", return_value=False):
        told = parsing.filtered("bundled", most=1)
    assert told["sentences"] == (0, 2)
    assert told["lost"]["relations"] == {"meets": 1}
    assert told["right"]["relations"] == [0, 1]
    assert ["meets" in one for one in told["examples"]] == [True]
    assert "1 of them lost (meets 1)" in parsing.report_filter(told)


@pytest.mark.usefixtures("gold")
def test_the_sealed_half_is_never_shown() -> None:
    refused = invoke("--sealed", "--errors", 1)
    assert refused.exit_code == 2
    outcome = invoke("--sealed", "--part", "filter")
    assert outcome.exit_code == 0, outcome.output
    assert "sealed" in outcome.output
    assert "Lavrov" not in outcome.output


def test_a_whole_run_takes_turns_with_bare_work(tmp_path: Path, small_model: Path) -> None:
    folder, target = tmp_path / "articles", tmp_path / "figures.json"
    folder.mkdir()
    (folder / "a.txt").write_text("Lavrov møtte Tillerson i Bonn i dag. " * 5, encoding="utf-8")
    options = ["--part", "speed", "--articles", 3, "--repeats", 1, "--texts", folder]
    outcome = invoke(*options, "--model", small_model, "--json", target)
    assert outcome.exit_code == 0, outcome.output
    told = json.loads(target.read_text(encoding="utf-8"))["speed"]
    assert [turn["system"] for turn in told["turns"]] == ["run", "bare"]
    assert all(turn["articles"] == 3 for turn in told["turns"])
    assert all(turn["processor"] > 0 and turn["peak_mib"] > 10 for turn in told["turns"])
    assert told["words"] == 3 * (5 * 7 + 5)
    assert "Only" not in outcome.output


def test_ratios_are_taken_turn_by_turn() -> None:
    seconds = [("run", 2.0), ("bare", 4.0), ("run", 9.0), ("bare", 3.0), ("run", 3.0), ("bare", 3)]
    turns = [Turn(name, 2 * time, time, at, 500) for at, (name, time) in enumerate(seconds)]
    told = whole_run.summary(turns)
    assert told["ratio"]["wall"] == {"median": 1.0, "min": 0.5, "max": 3.0}
    assert told["seconds"]["processor"]["run"] == {"median": 6.0, "min": 4.0, "max": 18.0}
    assert told["peak_mib"] == {"run": 4, "bare": 5}
    some = {"articles": 501, "words": 1, "turns": [vars(turn) for turn in turns], **told}
    assert "Only 500" in whole_run.report(some)


def test_varied_articles_differ(small_model: Path) -> None:
    made = whole_run.varied(["Per Hansen gikk.", "Det snødde."], 6, str(small_model))
    assert len(made) == len(set(made)) == 6
    assert sum("snødde" in text for text in made) == 3
    assert any("Per Hansen" not in text and "gikk" in text for text in made)
