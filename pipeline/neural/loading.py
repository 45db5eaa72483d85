"""Loads spaCy pipelines on the faster matrix library."""

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import use_ops

from pipeline.neural import tagger  # noqa: F401, for spaCy to know the component


def load(path: Path | str, **overrides: Any) -> Language:
    """Return the pipeline at `path`; `overrides` are those of `spacy.load`.

    Its matrix products run on numpy's OpenBLAS instead of spaCy's own BLIS, which does about a
    third as many a second on recent processors. Thinc ties the choice to each network as it is
    made, so pipelines that were loaded before or are loaded elsewhere keep theirs.
    """
    with use_ops("numpy", use_blis=False):
        return spacy.load(path, **overrides)
