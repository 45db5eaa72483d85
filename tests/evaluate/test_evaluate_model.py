"""The scores of a pipeline, on a tiny treebank of our own and pipelines whose faults are known."""

from pathlib import Path
from typing import Any

import pytest
import spacy
from rich.console import Console
from spacy.language import Language

from pipeline.errors import ModelError
from pipeline.evaluate import report
from pipeline.evaluate.spacy_model import evaluate, megabytes
from pipeline.evaluate.treebank import Treebank, load

RULES = {"Lavrov": "PER", "Rex Tillerson": "PER", "Nato": "ORG", "Bonn": "GPE_LOC"}


@pytest.fixture
def treebank(tmp_path: Path, conllu: str) -> Treebank:
    path = tmp_path / "egen.conllu"
    path.write_text(conllu + conllu.replace("egen_1", "egen_2"), encoding="utf-8")
    return load([path])


def ruled(**other: str) -> Language:
    """A pipeline that finds every name of the treebank, some with another label."""
    nlp = spacy.blank("nb", meta={"name": "ruled", "version": "1.0.0"})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": label, "pattern": name} for name, label in {**RULES, **other}.items()]
    )
    return nlp


def told(nlp: Language, tmp_path: Path, treebank: Treebank) -> dict[str, Any]:
    nlp.to_disk(tmp_path / "model")
    return evaluate(str(tmp_path / "model"), treebank)


def test_a_perfect_pipeline_scores_one(tmp_path: Path, treebank: Treebank) -> None:
    scores = told(ruled(), tmp_path, treebank)
    for part in ("gold_tokens", "raw_text"):
        assert {one["f"] for one in scores[part]["names"].values()} == {1}
        assert set(scores[part]["labels"]) == {"PER", "ORG", "GPE_LOC"}
        assert scores[part]["names"]["strict"]["interval"]["f"] == [1, 1]
    assert scores["raw_text"]["syntax"]["tokens"]["f"] == 1
    assert scores["speed"]["words"] == 28  # 26 tokens and two paragraph breaks
    assert scores["speed"]["words_per_cpu_second"] > 0
    assert scores["model"]["name"] == "nb_ruled"
    assert scores["model"]["megabytes"] > 0
    assert (scores["data"]["documents"], scores["data"]["tokens"]) == (2, 26)
    assert scores["labels"] == {"only_model": [], "only_data": []}


def test_a_wrong_label_costs_strict_f_but_not_the_merged_one(
    tmp_path: Path, treebank: Treebank
) -> None:
    names = told(ruled(Bonn="GPE_ORG"), tmp_path, treebank)["gold_tokens"]
    assert names["names"]["strict"]["f"] == 0.75
    assert names["names"]["merged_gpe"]["f"] == 1
    assert names["labels"]["GPE_LOC"]["r"] == 0


def test_labels_of_one_side_only_are_told(tmp_path: Path, treebank: Treebank) -> None:
    scores = told(ruled(Bonn="LOC"), tmp_path, treebank)
    assert scores["labels"] == {"only_model": ["LOC"], "only_data": ["GPE_LOC"]}
    assert scores["raw_text"]["names"]["spans"]["f"] == 1
    console = Console(width=100)
    with console.capture() as captured:
        report.model(console, scores)
    assert "Only the data has the labels: GPE_LOC" in captured.get()
    assert "all labels" in captured.get()


def test_what_a_pipeline_does_not_do_is_not_scored(tmp_path: Path, treebank: Treebank) -> None:
    nlp = spacy.blank("nb")
    scores = told(nlp, tmp_path, treebank)
    assert set(scores["raw_text"]["syntax"]) == {"tokens"}
    assert scores["raw_text"]["names"] == {}
    nlp.add_pipe("sentencizer")
    scores = told(nlp, tmp_path, treebank)
    assert set(scores["gold_tokens"]["syntax"]) == {"tokens", "sents"}
    # It knows sentences by their full stops alone, so the headline is one with what follows.
    assert scores["raw_text"]["syntax"]["sents"]["right"] == 2
    assert scores["raw_text"]["syntax"]["sents"]["predicted"] == 4


def test_a_column_that_the_file_lacks_is_not_scored(tmp_path: Path, conllu: str) -> None:
    path = tmp_path / "egen.conllu"
    lines = [line.split("\t") for line in conllu.splitlines()]
    bare = ["\t".join([*p[:2], *["_"] * 7, p[9]]) if len(p) > 1 else p[0] for p in lines]
    path.write_text("\n".join(bare) + "\n", encoding="utf-8")
    scores = evaluate("bundled", load([path]))
    assert set(scores["raw_text"]["syntax"]) == {"tokens", "sents"}
    assert scores["senter"]["syntax"]["sents"]["gold"] == 3
    assert scores["senter"]["names"] == {}
    assert scores["raw_text"]["names"]["strict"]["gold"] == 4


def test_ndt_columns_are_measured_by_names_lemmas_and_sentences(tmp_path: Path) -> None:
    path = tmp_path / "eiga.conll"
    path.write_text(
        "1\tNoreg\tNoreg\tsubst\tsubst\tprop|appell\t0\tFRAG\t_\tname=B-GPE_LOC\n"
        "2\t.\t$.\tclb\tclb\t<punkt>\t1\tIP\t_\tname=O\n\n",
        encoding="utf-8",
    )
    scores = evaluate("bundled", load([path]))
    assert set(scores["gold_tokens"]["syntax"]) == {"lemma", "sents", "tokens"}
    assert scores["raw_text"]["names"]["spans"]["gold"] == 1


def test_the_bundled_pipeline_has_every_score(tmp_path: Path, treebank: Treebank) -> None:
    scores = evaluate("bundled", treebank)
    assert set(scores["gold_tokens"]["syntax"]) == {
        "pos", "morph", "lemma", "uas", "las", "sents", "tokens",
    }  # fmt: skip
    assert scores["gold_tokens"]["syntax"]["pos"]["f"] > 0.8
    assert "senter_one_paragraph" in scores
    assert "MISC" in scores["labels"]["only_model"]


def test_what_is_no_pipeline_is_told(tmp_path: Path, treebank: Treebank) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 7\n", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be loaded"):
        evaluate(str(tmp_path), treebank)
    with pytest.raises(ModelError, match="--gold"):
        evaluate("hf:some/model", treebank)


def test_megabytes_counts_every_file(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a").write_bytes(b"0" * 1_500_000)
    (tmp_path / "deep" / "b").write_bytes(b"0" * 500_000)
    assert megabytes(tmp_path) == 2.0
