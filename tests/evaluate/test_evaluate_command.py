"""What a person types and sees: `python -m pipeline evaluate`."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline.cli import main
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.graph import matched, scores, stated
from pipeline.evaluate.trial import run_on
from pipeline.progress import Silent
from tests.evaluate.evaluate_samples import CONLLU, gold

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[3] / "shared"))
SCORER = SHARED / "tools" / "score_graph.py"

Said = tuple[int, str, str]
Types = Callable[..., Said]


@pytest.fixture
def types(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Types:
    """Type `python -m pipeline evaluate` and words; get the status, output and errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    Path("egen.conllu").write_text(CONLLU, encoding="utf-8")
    Path("gull.json").write_text(json.dumps(gold()), encoding="utf-8")

    def typed(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["navnenett", "evaluate", *map(str, words)])
        try:
            main()
        except SystemExit as exited:
            code = exited.code if isinstance(exited.code, int) else 0
        out, err = capsys.readouterr()
        return code, out, err

    return typed


def test_a_treebank_gives_tables_and_json(types: Types, small_model: Path) -> None:
    status, out, err = types(
        "--model", small_model, "--data", "egen.conllu", "egen.conllu", "--json", "s.json"
    )
    assert status == 0, err
    for word in ("Names, raw text", "spans only", "nb_small", "words a second", "2 documents"):
        assert word in out
    assert "evaluate" in err  # the progress
    told = json.loads(Path("s.json").read_text(encoding="utf-8"))
    assert told["data"]["files"] == ["egen.conllu", "egen.conllu"]
    assert told["raw_text"]["names"]["strict"]["f"] > 0.5


def test_json_to_standard_output_is_json_alone(types: Types, small_model: Path) -> None:
    status, out, err = types(
        "--model", small_model, "--data", "egen.conllu", "--json", "-", "--quiet"
    )
    assert (status, err) == (0, "")
    assert json.loads(out)["data"]["tokens"] == 13


def test_gold_articles_are_run_and_scored_with_mistakes(types: Types, small_model: Path) -> None:
    status, out, err = types(
        "--gold", "gull.json", "--model", small_model, "--errors", 2, "--json", "g.json"
    )
    assert status == 0, err
    for word in ("1 gold articles", "links (B-cubed)", "edges", "names with type"):
        assert word in out
    told = json.loads(Path("g.json").read_text(encoding="utf-8"))
    assert told["names"]["r"] == 1
    assert told["model"]["name"] == "nb_small"
    assert isinstance(told["mistakes"], list)


def test_linking_alone_is_measured_on_the_names_that_are_given(types: Types) -> None:
    status, out, err = types(
        "--gold", "gull.json", "--given-names", "--errors", 1, "--json", "g.json"
    )
    assert status == 0, err
    assert "links (B-cubed)" in out
    told = json.loads(Path("g.json").read_text(encoding="utf-8"))
    assert told["names"]["f"] == told["links"]["f"] == 1
    assert told["model"]["name"] == "the names of the gold articles"


def test_a_finished_run_is_scored_without_running_again(types: Types, small_model: Path) -> None:
    text = gold()["articles"][0]["text"]
    Path("artikler").mkdir()
    Path("artikler/egen.txt").write_text(text, encoding="utf-8")
    pipeline.run("artikler", "nett", model=str(small_model))
    status, out, err = types("--gold", "gull.json", "--output", "nett")
    assert status == 0, err
    assert "edges" in out
    Path("artikler/egen.txt").rename("artikler/annen.txt")
    pipeline.run("artikler", "annet", model=str(small_model))
    status, _, err = types("--gold", "gull.json", "--output", "annet")
    assert (status, "none of the gold articles" in err) == (2, True)
    Path("artikler/egen.txt").write_text(text.replace("gikk", "gjekk"), encoding="utf-8")
    pipeline.run("artikler", "tredje", model=str(small_model))
    status, _, err = types("--gold", "gull.json", "--output", "tredje")
    assert (status, "article egen" in err, "another text" in err) == (2, True, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "--data FILE.conllu or --gold FILE.json"),
        (["--data", "egen.conllu", "--gold", "gull.json"], "either"),
        (["--data", "borte.conllu"], "borte.conllu does not exist"),
        (["--data", "feil.conllu"], "feil.conllu, line 2: 2 columns"),
        (["--data", "egen.conllu", "--model", "nb_core_news_xl"], "--model bundled"),
        (["--data", "egen.conllu", "--errors", "3"], "go with --gold"),
        (["--data", "egen.conllu", "--json", "ingen/slik.json"], "ingen/slik.json cannot"),
        (["--data", "egen.conllu", "--given-names"], "go with --gold"),
        (["--gold", "gull.json", "--given-names", "--output", "x"], "needs no run"),
        (["--gold", "borte.json"], "borte.json does not exist"),
        (["--gold", "tom.json"], '"articles"'),
        (["--gold", "gull.json", "ekstra"], "ekstra"),
        (["--gold", "gull.json", "--output", "ingen"], "holds no finished run"),
        (["--gold", "gull.json", "--output", "x", "--model", "bundled"], "--model is of one"),
    ],
)
def test_what_cannot_work_is_told_without_a_traceback(
    types: Types, words: list[str], told: str
) -> None:
    Path("feil.conllu").write_text("# newdoc\n1\tJa\n", encoding="utf-8")
    Path("tom.json").write_text("{}", encoding="utf-8")
    status, _, err = types(*words)
    assert status == 2
    assert told in " ".join(err.split())
    assert "Traceback" not in err


def _theirs(path: Path, outputs: Path) -> dict[str, Any]:
    command = [sys.executable, str(SCORER), str(path), "score", str(outputs)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told: dict[str, Any] = json.loads(said)
    return told


@pytest.mark.skipif(not SCORER.is_file(), reason="no development data here")
@pytest.mark.parametrize("name", ["seeds_gold.json", "news_gold_nn_dev.json"])
def test_agrees_with_the_scorer_of_the_development_data_on_a_run(tmp_path: Path, name: str) -> None:
    gold_articles = read_gold(SHARED / "data" / name)
    results = run_on(gold_articles, tmp_path, "bundled", Silent())
    ours = scores(gold_articles, matched(gold_articles, results), stated(results))
    theirs = _theirs(SHARED / "data" / name, results.folder)
    pairs = {"names": "mention", "typed": "typed", "links": "link", "edges": "edge"}
    if "relation" in theirs:
        pairs["relations"] = "relation"
    for mine, key in pairs.items():
        for side in ("p", "r", "f"):
            assert 100 * ours[mine][side] == pytest.approx(theirs[key][side], abs=0.01), mine
