"""Small spaCy pipelines and articles for the tests of the annotate stage."""

from typing import Any, Final

import pandas as pd
import spacy
from spacy.language import Language
from spacy.pipeline import EntityRuler

from pipeline.tables import frame
from tests.samples import article

NAMES: Final = {
    "Sergej Lavrov": "PER",
    "Lavrov": "PER",
    "Stoltenberg": "PER",
    "Nato": "ORG",
    "Brussel": "GPE_LOC",
    "Europa": "LOC",
}

_HEARS: Final = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
_OWN: Final = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "width": 8,
    "depth": 1,
    "embed_size": 50,
    "window_size": 1,
    "maxout_pieces": 1,
    "subword_features": False,
    "pretrained_vectors": None,
}
_CONFIGS: Final[dict[str, dict[str, Any]]] = {
    "tagger": {
        "model": {
            "@architectures": "spacy.Tagger.v2",
            "nO": None,
            "normalize": False,
            "tok2vec": _HEARS,
        }
    },
    "parser": {
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "parser",
            "extra_state_tokens": False,
            "hidden_width": 8,
            "maxout_pieces": 1,
            "use_upper": False,
            "nO": None,
            "tok2vec": _OWN,
        }
    },
    "senter": {
        "model": {
            "@architectures": "spacy.Tagger.v2",
            "nO": None,
            "normalize": False,
            "tok2vec": _OWN,
        }
    },
}
_LABELS: Final = {"tagger": "NOUN", "parser": "nsubj"}


def small(*pipes: str) -> Language:
    """Return a pipeline of these components, untrained; its entity_ruler knows `NAMES`."""
    nlp = spacy.blank("nb", meta={"name": "liten", "version": "1.2.3"})
    for name in pipes:
        pipe: Any = nlp.add_pipe(name, config=_CONFIGS.get(name, {}))
        if name in _LABELS:
            pipe.add_label(_LABELS[name])
    nlp.initialize()
    if "entity_ruler" in pipes:
        ruler = nlp.get_pipe("entity_ruler")
        assert isinstance(ruler, EntityRuler)
        ruler.add_patterns([{"label": NAMES[name], "pattern": name} for name in NAMES])
    return nlp


def articles(*texts: str) -> pd.DataFrame:
    """Return the table `articles` of these texts, with the ids a0, a1 and on."""
    return frame("articles", [article(f"a{number}", text) for number, text in enumerate(texts)])


def boilerplate(table: pd.DataFrame, *parts: str) -> pd.DataFrame:
    """Return the table `boilerplate` with these parts of the articles in `table`."""
    return frame(
        "boilerplate",
        [
            {
                "article_id": article_id,
                "start": text.index(part),
                "end": text.index(part) + len(part),
                "rule": "test",
                "text": part,
            }
            for article_id, text in zip(table["article_id"], table["text"], strict=True)
            for part in parts
            if part in text
        ],
    )
