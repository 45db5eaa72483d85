"""Scores a Norwegian spaCy pipeline on a treebank file, and its speed and size.

Accuracies and F are between 0 and 1 and come from spaCy's own scorer: names are right when both
span and label are, attachment scores leave out punctuation, sentences count when both ends match.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example

from pipeline.evaluate import conll
from pipeline.evaluate.documents import annotated_breaks, by_document, to_doc

Scores = dict[str, Any]

NUMBERS = (
    "ents_p",
    "ents_r",
    "ents_f",
    "ents_per_type",
    "ents_merged_gpe_f",
    "pos_acc",
    "morph_acc",
    "lemma_acc",
    "dep_uas",
    "dep_las",
    "sents_p",
    "sents_r",
    "sents_f",
    "token_f",
)


def evaluate(nlp: Language, path: Path, *, repeats: int = 2) -> Scores:
    """Every score of a pipeline on a CoNLL-U file.

    At the top level from raw text with paragraphs apart, as spaCy publishes scores; `gold_tokens`
    from the annotated tokens; `senter` the sentences of the `senter` component on raw text, with
    blank lines between paragraphs and, under `one_paragraph`, with only spaces; `speed` in words a
    second of processor time, best of `repeats`.
    """
    documents = list(by_document(conll.read(path)))
    scores = raw_scores(nlp, documents)
    scores["gold_tokens"] = gold_scores(nlp, documents)
    if "senter" in nlp.component_names:
        scores["senter"] = sentence_scores(nlp, documents)
    scores["speed"] = words_per_second(nlp, documents, repeats=repeats)
    return scores


def gold_scores(nlp: Language, documents: Iterable[Sequence[conll.Sentence]]) -> Scores:
    """Scores when the pipeline is given the annotated tokens."""
    references = [to_doc(nlp.vocab, sentences) for sentences in documents]
    inputs = [
        Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
        for doc in references
    ]
    return _scores(nlp, list(nlp.pipe(inputs)), references)


def raw_scores(
    nlp: Language, documents: Iterable[Sequence[conll.Sentence]], *, paragraphs: bool = True
) -> Scores:
    """Scores when the pipeline is given running text; blank lines where `paragraphs` begin."""
    references = [
        to_doc(nlp.vocab, sentences, annotated_breaks(sentences) if paragraphs else None)
        for sentences in documents
    ]
    return _scores(nlp, list(nlp.pipe([doc.text for doc in references])), references)


def sentence_scores(nlp: Language, documents: Sequence[Sequence[conll.Sentence]]) -> Scores:
    """Sentence scores of the `senter` alone, which is disabled in the pipeline as loaded."""
    needed = {"senter", "tok2vec"} if _listens(nlp, "senter") else {"senter"}
    disabled = nlp.disabled
    nlp.enable_pipe("senter")
    with nlp.select_pipes(enable=[n for n in nlp.component_names if n in needed]):
        apart = raw_scores(nlp, documents)
        together = raw_scores(nlp, documents, paragraphs=False)
    if "senter" in disabled:
        nlp.disable_pipe("senter")
    keys = ("sents_p", "sents_r", "sents_f")
    scores: Scores = {key: apart[key] for key in keys}
    scores["one_paragraph"] = {key: together[key] for key in keys}
    return scores


def words_per_second(
    nlp: Language, documents: Iterable[Sequence[conll.Sentence]], *, repeats: int
) -> float:
    """Tokens a second of processor time from raw text, on one process, the best of some runs."""
    texts = [to_doc(nlp.vocab, s, annotated_breaks(s)).text for s in documents]
    best = 0.0
    for _ in range(repeats):
        start = time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts))
        best = max(best, tokens / (time.process_time() - start))
    return round(best)


def megabytes(folder: Path) -> float:
    """What the files of a folder hold, in units of a million bytes."""
    return round(sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) / 1e6, 2)


def merged_gpe_f(predicted: Iterable[Doc], references: Iterable[Doc]) -> float:
    """Strict F over names when GPE_LOC and GPE_ORG count as one label."""
    guessed = {(n, *s) for n, doc in enumerate(predicted) for s in _spans(doc.ents)}
    right = {(n, *s) for n, doc in enumerate(references) for s in _spans(doc.ents)}
    both = len(guessed & right)
    return 2 * both / (len(guessed) + len(right)) if both else 0.0


def _spans(ents: Iterable[Span]) -> list[tuple[int, int, str]]:
    return [(e.start_char, e.end_char, e.label_.split("_")[0]) for e in ents]


def _listens(nlp: Language, name: str) -> bool:
    model = getattr(nlp.get_pipe(name), "model", None)
    return model is not None and any(n.name == "tok2vec-listener" for n in model.walk())


def _scores(nlp: Language, predicted: Sequence[Doc], references: Sequence[Doc]) -> Scores:
    examples = [Example(p, r) for p, r in zip(predicted, references, strict=True)]
    scored = Scorer(nlp).score(examples)
    scored["ents_merged_gpe_f"] = merged_gpe_f(predicted, references)
    scores: Scores = {}
    for key in NUMBERS:
        if scored.get(key) is not None:
            scores[key] = _rounded(scored[key])
    return scores


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return round(value, 4) if isinstance(value, float) else value


def table(scores: Scores) -> str:
    """The scores as text: one row per measure, then one per label."""
    gold = scores["gold_tokens"]
    rows = [f"{'':24}{'gold tokens':>12}{'raw text':>12}"]
    for key, title in (
        ("ents_p", "names precision"),
        ("ents_r", "names recall"),
        ("ents_f", "names F"),
        ("ents_merged_gpe_f", "names F, GPE merged"),
        ("pos_acc", "UPOS"),
        ("morph_acc", "morphology"),
        ("lemma_acc", "lemma"),
        ("dep_uas", "UAS"),
        ("dep_las", "LAS"),
        ("sents_f", "sentence F, parser"),
        ("token_f", "token F"),
    ):
        cells = [f"{s[key]:12.4f}" if key in s else f"{'':12}" for s in (gold, scores)]
        rows.append(f"{title:24}{''.join(cells)}")
    if "senter" in scores:
        senter = scores["senter"]
        rows.append(f"{'sentence F, senter':24}{'':12}{senter['sents_f']:12.4f}")
        together = senter["one_paragraph"]["sents_f"]
        rows.append(f"{'  no paragraph breaks':24}{'':12}{together:12.4f}")
    for label, prf in sorted(gold.get("ents_per_type", {}).items()):
        raw = scores["ents_per_type"].get(label, {"f": 0.0})
        rows.append(
            f"{label:24}{prf['f']:12.4f}{raw['f']:12.4f}   P {prf['p']:.3f} R {prf['r']:.3f}"
        )
    rows.append(f"{'words a CPU second':24}{'':12}{scores['speed']:12,.0f}")
    if "megabytes" in scores:
        rows.append(f"{'megabytes':24}{'':12}{scores['megabytes']:12.2f}")
    return "\n".join(rows)
