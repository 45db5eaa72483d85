"""A small lexicon, a small name tagger and a few sentences of our own to train it on."""

from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import fix_random_seed

from pipeline.neural.forms import SPELLING
from pipeline.neural.lexicon import CLASSES, Lexicon

WIDTH = 4
ROWS = dict.fromkeys(SPELLING, 60)
SIZES = dict.fromkeys(SPELLING, 4)
MODEL: dict[str, Any] = {
    "@architectures": "navnenett.NameTagger.v1",
    "width": 16,
    "depth": 2,
    "after": 1,
    "pieces": 2,
    "vector_width": WIDTH,
    "rows": ROWS,
    "sizes": SIZES,
}

_FORMS: dict[str, tuple[list[int], tuple[str, ...]]] = {
    # form: vector (none for zeros), classes
    "Russland": ([100, 10, 0, 0], ("country",)),
    "Norge": ([90, 20, 0, 5], ("country",)),
    "Kari": ([0, 110, 3, 0], ("given_name", "public_given")),
    "Åsmund": ([2, 100, 0, 0], ("given_name",)),
    "Bæver": ([0, 60, 60, 1], ("surname",)),
    "minister": ([0, 0, 7, 120], ("trained", "title")),
    "og": ([1, 1, 1, 1], ("trained",)),
    "kari": ([0, 0, 0, 0], ("trained",)),
    "oslo": ([0, 0, 0, 0], ("trained",)),
    "Oslo": ([80, 0, 40, 0], ("city", "norwegian_place")),
    "NATO": ([5, 0, 90, 0], ("authority",)),
    "Lars": ([0, 90, 9, 0], ("given_name",)),
    "mai": ([0, 50, 0, 50], ("trained",)),
    "Mai": ([0, 40, 0, 60], ("given_name",)),
}
_WRITTEN_SMALL = {"og", "minister", "mai"}


def lexicon() -> Lexicon:
    """A lexicon of a dozen forms."""
    bit = {name: 1 << place for place, name in enumerate(CLASSES)}
    vectors = np.array([vector for vector, _ in _FORMS.values()], np.int8)
    number = len(_FORMS)
    return Lexicon(
        list(_FORMS),
        vectors,
        np.array([0.01, 0.02, 0.005, 0.01], np.float32),
        np.where(vectors.any(1), 40 + np.arange(number), 0).astype(np.uint8),
        np.array([0 if form == "Åsmund" else 50 for form in _FORMS], np.uint8),
        np.array([5 if form.lower() in _WRITTEN_SMALL else 255 for form in _FORMS], np.uint8),
        np.array([sum(bit[c] for c in classes) for _, classes in _FORMS.values()], np.uint32),
    )


SENTENCES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Kari Bæver møtte Åsmund i Oslo.",
        [("Kari Bæver", "PER"), ("Åsmund", "PER"), ("Oslo", "LOC")],
    ),
    ("Norge svarte Russland i går.", [("Norge", "LOC"), ("Russland", "LOC")]),
    ("I mai reiste Åsmund Bæver til Norge.", [("Åsmund Bæver", "PER"), ("Norge", "LOC")]),
    ("NATO og Den grønne øya AS er enige.", [("NATO", "ORG"), ("Den grønne øya AS", "ORG")]),
    ("Alle venter på våren, og ingen vet når den kommer.", []),
    ("Den grønne øya AS ringte Kari.", [("Den grønne øya AS", "ORG"), ("Kari", "PER")]),
]
ARTICLE = (
    "Kari Bæver til Oslo\n\nKari Bæver møtte Åsmund i Oslo. Den grønne øya AS ringte Kari.\n"
    "Norge svarte Russland i går, og NATO ventet på Åsmund Bæver."
)


def example(nlp: Language, text: str, names: list[tuple[str, str]]) -> Example:
    """A text with its names, each at its first place."""
    spans = [(text.index(name), text.index(name) + len(name), label) for name, label in names]
    return Example.from_dict(nlp.make_doc(text), {"entities": spans})


def examples(nlp: Language) -> list[Example]:
    """All sentences as examples."""
    return [example(nlp, text, names) for text, names in SENTENCES]


def tagger(nlp: Language, name: str = "navnenett_names") -> Any:
    """Add the untrained component and return it."""
    return nlp.add_pipe("navnenett_names", name=name, config={"model": MODEL})


def initialized() -> Language:
    """A pipeline whose weights are those it starts training with."""
    fix_random_seed(0)
    nlp = spacy.blank("nb")
    component = tagger(nlp)
    component.initialize(lambda: examples(nlp), nlp=nlp, lexicon=lexicon())
    return nlp


def trained(steps: int = 40) -> Language:
    """A pipeline that has learned the sentences."""
    fix_random_seed(0)
    nlp = spacy.blank("nb")
    component = tagger(nlp)
    component.model.attrs["lexicon"] = lexicon()
    optimizer = nlp.initialize(lambda: examples(nlp))
    optimizer.learn_rate = 0.01
    for _ in range(steps):
        nlp.update(examples(nlp), sgd=optimizer)
    return nlp


def ents(doc: Any) -> list[tuple[str, str]]:
    """The names of a document."""
    return [(ent.text, ent.label_) for ent in doc.ents]
