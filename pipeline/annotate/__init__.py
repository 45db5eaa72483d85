"""From articles to sentences, names and spaCy documents."""

from pipeline.annotate.annotate import annotate
from pipeline.annotate.model import (
    MODELS,
    Described,
    LoadedModel,
    available,
    describe,
    digest,
    find,
    fingerprint,
    load,
    packages,
)

__all__ = [
    "MODELS",
    "Described",
    "LoadedModel",
    "annotate",
    "available",
    "describe",
    "digest",
    "find",
    "fingerprint",
    "load",
    "packages",
]
