"""Scores of the assembled pipeline on the development set, and as spaCy's meta.json has them.

What is measured, and how, stands in `pipeline.evaluate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.evaluate import conll, spacy_model, treebank
from pipeline.evaluate.documents import by_document
from pipeline.evaluate.treebank import Treebank
from training import corpora
from training.paths import Data

ACCURACIES = {
    "pos": "pos_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "uas": "dep_uas",
    "las": "dep_las",
    "tokens": "token_f",
}


def evaluate(model: Path, dev: Path) -> dict[str, Any]:
    """Every score of the pipeline in a folder, as `pipeline evaluate --json` writes it."""
    return spacy_model.evaluate(str(model), treebank.load([dev]))


def evaluate_nynorsk(model: Path, data: Data) -> dict[str, Any]:
    """Scores of names on the Nynorsk documents that training holds out."""
    _, held = corpora.treebank(data)
    documents = list(by_document(conll.attach_punctuation(sentence) for sentence in held))
    return spacy_model.evaluate(str(model), Treebank(documents, frozenset({"names"})))


def performance(told: Mapping[str, Any]) -> dict[str, object]:
    """What `evaluate` told, by the names that spaCy gives its scores in meta.json.

    At the top level from raw text, as spaCy publishes them; `gold_tokens` from the annotated
    tokens; `senter` the sentences of the `senter` alone on raw text, and under `one_paragraph`
    without blank lines; `speed` in words a second of processor time.
    """
    scores = plain(told["raw_text"])
    scores["gold_tokens"] = plain(told["gold_tokens"])
    if "senter" in told:
        scores["senter"] = _sentences(told["senter"])
        if "senter_one_paragraph" in told:
            scores["senter"]["one_paragraph"] = _sentences(told["senter_one_paragraph"])
    scores["speed"] = told["speed"]["words_per_cpu_second"]
    return scores


def plain(part: Mapping[str, Any]) -> dict[str, Any]:
    """The scores of one part of what was told, by spaCy's names."""
    scores: dict[str, Any] = {}
    if part["names"]:
        strict = _prf(part["names"]["strict"])
        scores = {f"ents_{key}": value for key, value in strict.items()}
        scores["ents_per_type"] = {label: _prf(one) for label, one in part["labels"].items()}
        scores["ents_merged_gpe_f"] = _prf(part["names"]["merged_gpe"])["f"]
    for measure, key in ACCURACIES.items():
        if measure in part["syntax"]:
            scores[key] = _prf(part["syntax"][measure])["f"]
    return {**scores, **_sentences(part)}


def _sentences(part: Mapping[str, Any]) -> dict[str, Any]:
    found = part["syntax"].get("sents")
    return {f"sents_{key}": value for key, value in _prf(found).items()} if found else {}


def _prf(told: Mapping[str, Any]) -> dict[str, float]:
    return {key: round(told[key], 4) for key in ("p", "r", "f")}
