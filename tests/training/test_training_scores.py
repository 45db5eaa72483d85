"""The scores, on a tiny treebank of our own and pipelines whose faults are known."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from training.evaluate import evaluate, megabytes, merged_gpe_f, table


@pytest.fixture
def treebank(tmp_path: Path, conllu: str) -> Path:
    path = tmp_path / "egen.conllu"
    path.write_text(conllu, encoding="utf-8")
    return path


def ruled(places_as: str) -> Language:
    """A pipeline that finds every name of the treebank but calls places what it is told."""
    nlp = spacy.blank("nb")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "PER", "pattern": "Lavrov"},
            {"label": "PER", "pattern": "Rex Tillerson"},
            {"label": "ORG", "pattern": "Nato"},
            {"label": places_as, "pattern": "Bonn"},
        ]
    )
    return nlp


def test_a_perfect_pipeline_scores_one(treebank: Path) -> None:
    scores = evaluate(ruled("GPE_LOC"), treebank, repeats=1)
    assert scores["ents_f"] == scores["gold_tokens"]["ents_f"] == 1
    assert scores["token_f"] == 1
    assert scores["speed"] > 0


def test_a_wrong_label_costs_strict_f_but_not_the_merged_one(treebank: Path) -> None:
    gold = evaluate(ruled("GPE_ORG"), treebank, repeats=1)["gold_tokens"]
    assert gold["ents_f"] == 0.75
    assert gold["ents_merged_gpe_f"] == 1
    assert gold["ents_per_type"]["GPE_LOC"]["r"] == 0


def test_the_table_names_every_label(treebank: Path) -> None:
    text = table(evaluate(ruled("GPE_LOC"), treebank, repeats=1))
    assert {"PER", "ORG", "GPE_LOC"} <= set(text.split())
    assert "names F, GPE merged" in text


def test_no_names_at_all_score_zero() -> None:
    assert merged_gpe_f([], []) == 0


def test_megabytes_counts_every_file(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a").write_bytes(b"0" * 1_500_000)
    (tmp_path / "deep" / "b").write_bytes(b"0" * 500_000)
    assert megabytes(tmp_path) == 2.0
