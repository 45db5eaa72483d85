"""A pipeline with the architecture of nb_core_news_sm, taught by the bundled pipeline.

It stands in for nb_core_news_sm where that cannot be downloaded. What it finds is of no interest,
only that it takes its time as the original does: the same networks, labels of the same number.
"""

from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import spacy
import srsly  # type: ignore[import-untyped, unused-ignore]
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import load_config
from thinc.api import fix_random_seed

from pipeline.annotate.model import BUNDLED, digest, load

CONFIG = Path(__file__).parent / "stock.cfg"
SPACE_PATTERN = [[{"IS_SPACE": True}]]
BATCH = 2
DIGEST = "made_from"


def made(texts: Sequence[str], folder: Path, *, steps: int, teacher: Path = BUNDLED) -> Path:
    """Return the folder of the stand-in under `folder`; make it unless it is there already."""
    target = folder / "nb_stock_sm"
    wanted = _digest(texts, steps, teacher)
    meta = target / "meta.json"
    if meta.is_file() and srsly.read_json(meta).get(DIGEST) == wanted:
        return target
    nlp = trained(load(str(teacher), parse=True).nlp, texts, steps=steps)
    nlp.meta["name"], nlp.meta[DIGEST] = "stock_sm", wanted
    target.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(target)
    return target


def trained(teacher: Language, texts: Sequence[str], *, steps: int) -> Language:
    """Return the stand-in, trained on what `teacher` finds in `texts`, and with its labels."""
    fix_random_seed(0)
    config = load_config(CONFIG)
    nlp = spacy.util.load_model_from_config(config, auto_fill=True, validate=True)
    nlp.enable_pipe("senter")
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in annotated(teacher, texts, nlp)]
    with tempfile.TemporaryDirectory() as folder:
        nlp.config["initialize"]["components"] = _labels(teacher, nlp, Path(folder))
        optimizer = nlp.initialize(lambda: examples)
    nlp.config["initialize"]["components"] = {}
    ruler: Any = nlp.get_pipe("attribute_ruler")
    ruler.add(SPACE_PATTERN, {"POS": "SPACE", "MORPH": "_"})
    rng = random.Random(0)  # noqa: S311, chance that repeats
    for _, batch in zip(range(steps), _endless(examples, rng), strict=False):
        nlp.update(batch, sgd=optimizer, drop=0.1)
    nlp.disable_pipe("senter")  # as it is released
    return nlp


def annotated(teacher: Language, texts: Iterable[str], nlp: Language) -> list[Doc]:
    """Return what `teacher` makes of the texts, over the vocabulary of `nlp`."""
    return list(DocBin(docs=teacher.pipe(texts)).get_docs(nlp.vocab))


def _labels(teacher: Language, nlp: Language, folder: Path) -> dict[str, Any]:
    """Readers of the labels of the teacher's components of the same make.

    Its treebank is that of nb_core_news_sm, so there are about as many labels and edit trees as the
    original has; a few texts alone would give too few.
    """
    readers: dict[str, Any] = {}
    for name in nlp.component_names:
        if name not in teacher.component_names:
            continue
        same = nlp.get_pipe_meta(name).factory == teacher.get_pipe_meta(name).factory
        data = getattr(teacher.get_pipe(name), "label_data", None)
        if same and data and name != "senter":
            srsly.write_json(folder / f"{name}.json", data)
            readers[name] = {
                "labels": {"@readers": "spacy.read_labels.v1", "path": str(folder / f"{name}.json")}
            }
    return readers


def _endless(examples: Sequence[Example], rng: random.Random) -> Iterable[list[Example]]:
    while True:
        order = rng.sample(examples, len(examples))
        yield from (order[start : start + BATCH] for start in range(0, len(order), BATCH))


def _digest(texts: Sequence[str], steps: int, teacher: Path) -> str:
    total = hashlib.sha256(f"{digest(teacher)} {steps} {BATCH}".encode())
    total.update(CONFIG.read_bytes())
    for text in texts:
        total.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return total.hexdigest()
