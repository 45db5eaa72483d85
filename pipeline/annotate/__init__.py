"""From articles to sentences, names and spaCy documents."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.annotate.articles import annotate
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

if not TYPE_CHECKING:  # type checkers shall know these names and no others
    # Imported on first use: where Navnenett is installed, each `spacy.load` and `spacy.blank`
    # imports this package for `navnenett_repair`, which does not need pandas.

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        place = "articles" if name == "annotate" else "model"
        value = globals()[name] = getattr(import_module(f"{__name__}.{place}"), name)
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
