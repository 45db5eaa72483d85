"""Going on with the bundled pipeline's training on annotations of one's own."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config

from pipeline.neural import loading
from training.paths import CONFIGS, PACKAGED

OWN = [
    ("Fisken Glefs svømte i Blåfjordbassenget.", [(7, 12, "PROD"), (22, 39, "LOC")]),
    ("Glefs er blid, sier Åse Ærlig.", [(0, 5, "PROD"), (20, 29, "PER")]),
    (
        "I Blåfjordbassenget møtte Åse Ærlig Glefs.",
        [(2, 19, "LOC"), (26, 35, "PER"), (36, 41, "PROD")],
    ),
]


def test_a_name_of_ones_own_is_learned_and_the_others_stay(tmp_path: Path) -> None:
    nlp = loading.load(PACKAGED)
    if nlp.get_pipe_meta("ner").factory != "navnenett_names":
        pytest.skip("the bundled pipeline has no name tagger of ours")
    binned = DocBin()
    for text, names in OWN:
        doc = nlp.make_doc(text)
        doc.set_ents([doc.char_span(start, end, label) for start, end, label in names])  # type: ignore[misc]
        binned.add(doc)
    binned.to_disk(tmp_path / "own.spacy")
    config = load_config(
        CONFIGS / "own_names.cfg",
        overrides={
            "paths.train": str(tmp_path / "own.spacy"),
            "paths.dev": str(tmp_path / "own.spacy"),
            "paths.base": str(PACKAGED),
            "training.max_steps": 60,
            "training.eval_frequency": 30,
        },
        interpolate=False,
    )
    (tmp_path / "trained").mkdir()
    train(init_nlp(config), tmp_path / "trained")
    trained = spacy.load(tmp_path / "trained" / "model-last")
    found = {(e.text, e.label_) for e in trained("Glefs møtte Sergej Lavrov i Russland.").ents}
    assert ("Glefs", "PROD") in found
    assert {("Sergej Lavrov", "PER")} <= found
    assert ("Glefs", "PROD") not in {(e.text, e.label_) for e in nlp("Glefs møtte Sergej.").ents}
