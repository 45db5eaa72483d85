"""From articles to sentences, names and spaCy documents."""

from pipeline.annotate.annotate import annotate
from pipeline.annotate.model import MODELS, LoadedModel, available, digest, find, load

__all__ = ["MODELS", "LoadedModel", "annotate", "available", "digest", "find", "load"]
