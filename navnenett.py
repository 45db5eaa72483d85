"""The bundled Norwegian pipeline for spaCy: ``spacy.load("navnenett")`` or ``navnenett.load()``."""

from typing import Any

from spacy.language import Language

from pipeline.annotate.model import BUNDLED
from pipeline.neural import loading


def load(**overrides: Any) -> Language:
    """Return the bundled pipeline; `overrides` are those of `spacy.load`, such as `exclude`.

    >>> nlp = load()
    >>> [ent.text for ent in nlp("Sergej Lavrov møtte Rex Tillerson i Bonn.").ents]
    ['Sergej Lavrov', 'Rex Tillerson', 'Bonn']
    """
    return loading.load(BUNDLED, **overrides)
