"""Tests of the summary: what it says of the model that --model auto has taken."""

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

import pipeline
from pipeline import annotate, terminal

NAME = "nb_core_news_sm"
ADVICE = "scores higher on names"


@pytest.fixture
def install(small_model: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """A function that installs a small nb_core_news_sm with the figures it is given."""

    def make(performance: dict[str, Any]) -> None:
        inner = tmp_path / "site" / NAME / f"{NAME}-3.8.0"
        shutil.copytree(small_model, inner)
        (inner.parent / "__init__.py").touch()
        meta = json.loads((inner / "meta.json").read_text(encoding="utf-8"))
        of_package = {"name": "core_news_sm", "version": "3.8.0", "performance": performance}
        (inner / "meta.json").write_text(json.dumps({**meta, **of_package}), encoding="utf-8")
        info = tmp_path / "site" / f"{NAME}-3.8.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 3.8.0\n", encoding="utf-8"
        )
        monkeypatch.delitem(sys.modules, NAME, raising=False)
        monkeypatch.syspath_prepend(tmp_path / "site")

    yield make
    sys.modules.pop(NAME, None)


def _said(articles: Path, **options: Any) -> str:
    results = pipeline.run(articles, "out", **options)
    console = Console(record=True, width=200, file=io.StringIO())
    terminal.summary(console, results)
    return console.export_text()


def _bundled() -> float:
    figure = annotate.describe("bundled").entities_f
    assert figure is not None
    return figure


def test_the_strongest_ties_are_told_with_the_weight_that_orders_them(
    articles: Path, small_model: Path
) -> None:
    model = str(small_model)
    assert "Strongest ties\n" in _plain(_said(articles, model=model))
    said = _plain(_said(articles, model=model, weight="log_likelihood"))
    assert "Strongest ties, by log-likelihood\n" in said
    likelihood = [float(line.split()[-1]) for line in _likelihoods(said)]
    assert likelihood == sorted(likelihood, reverse=True)
    assert len(likelihood) > 3


def _plain(said: str) -> str:
    return "\n".join(line.rstrip() for line in said.splitlines())


def _likelihoods(said: str) -> list[str]:
    """Return the lines of the table of ties, cut off after the log-likelihood."""
    lines = said[said.index("Strongest ties") :].splitlines()[1:]
    end = lines[0].index("log-lik.") + len("log-lik.")
    return [line[:end] for line in lines[1 : lines.index("")] if line.strip()]


def test_auto_with_a_weaker_model_says_so_with_both_figures(install: Any, articles: Path) -> None:
    install({"ents_f": _bundled() - 0.1})
    said = _said(articles)
    assert f"Names were found by {NAME} 3.8.0" in said
    (line,) = [line for line in said.splitlines() if ADVICE in line]
    ours, theirs = 100 * _bundled(), 100 * _bundled() - 10
    assert f"{ours:.1f} against {theirs:.1f}" in line
    assert "--model bundled" in line


@pytest.mark.parametrize("performance", [{"ents_f": 0.999}, {"ents_f": None}, {}])
def test_auto_with_a_better_model_or_one_without_figures_says_nothing(
    performance: dict[str, Any], install: Any, articles: Path
) -> None:
    install(performance)
    said = _said(articles)
    assert f"Names were found by {NAME} 3.8.0" in said
    assert ADVICE not in said


def test_who_chose_the_weaker_model_is_not_told(install: Any, articles: Path) -> None:
    install({"ents_f": 0.5})
    assert ADVICE not in _said(articles, model=NAME)


def test_the_bundled_pipeline_is_not_compared_with_itself(
    articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("spacy.util.is_package", lambda name: False)
    said = _said(articles)
    assert "Names were found by nb_navnenett_news" in said
    assert ADVICE not in said
