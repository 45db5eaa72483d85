"""The benchmark runs and tells ratios; no clock is checked."""

import json
import random
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks import model_speed, texts
from benchmarks.workers import SETTINGS

ARTICLE = """Lavrov møtte Tillerson i Bonn

Russlands utenriksminister Sergej Lavrov møtte Rex Tillerson i Bonn torsdag. De snakket om Ukraina.
NATO og EU følger med. Statsminister Erna Solberg reiste til Brussel dagen etter.
"""


def test_a_tiny_run_prints_ratios_and_writes_the_figures(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_text(ARTICLE.replace("Lavrov", "Putin"), encoding="utf-8")
    target, cache = tmp_path / "figures.json", tmp_path / "cache"
    options = ["--texts", folder, "--words", 100, "--repeats", 2, "--steps", 2]
    options += ["--cache", cache, "--json", target]
    outcome = CliRunner().invoke(model_speed.main, [str(option) for option in options])
    assert outcome.exit_code == 0, outcome.output
    for setting in SETTINGS:
        assert f"{setting:28}processor" in outcome.output
        assert f"{setting:28}wall" in outcome.output
    figures = json.loads(target.read_text(encoding="utf-8"))
    assert list(figures["systems"])[:2] == ["stock", "model"]
    stock, ours = (figures["systems"][name]["components"] for name in ("stock", "model"))
    assert {"senter", "ner"} <= set(stock["names + sentences"])
    assert "parser" not in stock["names + sentences"]
    assert ours["names + sentences + repair"][-1] == "navnenett_repair"
    assert "navnenett_repair" not in ours["names + sentences"] + ours["all components"]
    assert {"parser", "morphologizer", "lemmatizer", "ner"} <= set(stock["all components"])
    runs = figures["runs"]
    assert [run["repeat"] for run in runs] == sorted(run["repeat"] for run in runs)
    turns = 2 * len(SETTINGS)
    assert [run["system"] for run in runs] == list(figures["systems"]) * turns
    assert all(run["processor"] > 0 and run["sentences"] > 0 for run in runs)
    assert any(run["entities"] for run in runs if run["system"] == "model")
    assert (cache / "nb_stock_sm" / "config.cfg").is_file()


def test_the_stand_in_is_made_once(tmp_path: Path) -> None:
    from benchmarks import stock

    first = stock.made([ARTICLE], tmp_path, steps=1)
    stamp = (first / "meta.json").stat().st_mtime_ns
    assert stock.made([ARTICLE], tmp_path, steps=1) == first
    assert (first / "meta.json").stat().st_mtime_ns == stamp
    stock.made([ARTICLE + "Ja."], tmp_path, steps=1)
    assert (first / "meta.json").stat().st_mtime_ns != stamp


def test_medians_and_ratios_are_taken_run_by_run() -> None:
    speeds = {"stock": [100.0, 200.0, 400.0], "model": [200.0, 300.0, 400.0]}
    runs = [
        {
            "setting": setting,
            "system": name,
            "words_per_processor_second": of[repeat],
            "words_per_wall_second": of[repeat] / 2,
        }
        for repeat in range(3)
        for setting in SETTINGS
        for name, of in speeds.items()
    ]
    first = model_speed.summary(runs, ["stock", "model"])[0]
    assert first["median"] == {"stock": 200.0, "model": 300.0}
    assert first["ratio"]["model"] == {"median": 1.5, "min": 1.0, "max": 2.0}


def test_texts_repeat_whole_in_other_orders() -> None:
    distinct = [f"ord{n} to tre" for n in range(10)]
    order = texts.repeated(distinct, 70, random.Random(0))
    assert len(order) == 30
    assert all(sorted(order[n : n + 10]) == sorted(distinct) for n in (0, 10, 20))
    assert order[:10] != order[10:20]
    assert texts.type_token_ratio(order) == pytest.approx(12 / 90)
    with pytest.raises(ValueError, match="no word"):
        texts.repeated([""], 10, random.Random(0))


def test_texts_are_taken_until_there_are_enough() -> None:
    assert texts.taken(iter(["en to", "tre fire", "fem"]), 3) == ["en to", "tre fire"]
    assert texts.taken(iter(["en"]), 3) == ["en"]


def test_treebank_files_are_read_as_runs_of_sentences(tmp_path: Path) -> None:
    path = tmp_path / "own.conllu"
    word = "1\tHei\thei\tINTJ\t_\t_\t0\troot\t_\tname=O\n\n"
    path.write_text(word * 25, encoding="utf-8")
    assert list(texts.read(path)) == [" ".join(["Hei"] * 20), " ".join(["Hei"] * 5)]
