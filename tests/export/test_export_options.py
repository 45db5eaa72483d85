"""--cytoscape and --ftm: what they add to a run, and what a run without them leaves."""

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.outputs import FILES, OPTIONAL
from pipeline.settings import GROUPS, Settings


def _run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["run", *words], catch_exceptions=False)


def test_each_optional_file_is_made_by_an_option_that_is_listed() -> None:
    assert set(OPTIONAL) < set(FILES)
    for name in OPTIONAL.values():
        assert Settings.model_fields[name].default is False
        assert name in GROUPS["Where from, where to"]


def test_the_files_stand_in_the_record_and_the_summary_and_go_with_the_option(
    articles: Path, small_model: Path
) -> None:
    words = [str(articles), "--model", str(small_model), "--output", "out"]
    with_both = _run(*words, "--cytoscape", "--ftm")
    assert with_both.exit_code == 0, with_both.output
    record = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    for name in OPTIONAL:
        digest = hashlib.sha256(Path("out", name).read_bytes()).hexdigest()
        assert record["output"][name] == digest
        assert name in with_both.output
    Path("pipeline.toml").write_text("cytoscape = true\n", encoding="utf-8")
    with_one = _run(*words)
    assert Path("out/graph.cyjs").is_file()
    assert not Path("out/entities.ftm.json").exists()
    assert "entities.ftm.json" not in with_one.output
    _run(*words, "--no-cytoscape")
    assert not Path("out/graph.cyjs").exists()


def test_entities_come_with_the_evidence_of_the_run(articles: Path, small_model: Path) -> None:
    _run(str(articles), "--model", str(small_model), "-o", "out", "--ftm", "-q")
    lines = Path("out/entities.ftm.json").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    lavrov = next(one for one in found if one["properties"].get("name") == ["Sergej Lavrov"])
    links = [one for one in found if lavrov["id"] in one["properties"].get("subject", [])]
    links += [one for one in found if lavrov["id"] in one["properties"].get("object", [])]
    said = " ".join(text for link in links for text in link["properties"]["description"])
    assert "Sergej Lavrov fra Russland møtte Rex Tillerson fra USA i Bonn." in said
    written = {one["id"] for one in found if one["schema"] == "Article"}
    assert {proof for link in links for proof in link["properties"]["proof"]} <= written


def test_without_the_package_a_run_stops_before_any_work(
    articles: Path, small_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.export.followthemoney.proxies.find_spec", lambda name: None)
    done = CliRunner().invoke(
        cli, ["run", str(articles), "--model", str(small_model), "-o", "out", "--ftm"]
    )
    assert done.exit_code != 0
    assert "pip install '.[ftm]'" in done.output + str(done.exception)
    assert not Path("out").exists()
