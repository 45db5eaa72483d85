"""Names right and wrong: spans of a document that a pipeline has annotated against gold ones.

A predicted name is brought to the gold tokens first: it covers every gold token that its own tokens
share a letter with, as in spaCy's scorer (`spacy.scorer.get_ner_prf`), so that a tokenizer that
parts words otherwise is not punished twice.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from spacy.tokens import Doc
from spacy.training import Alignment

from pipeline.evaluate.bootstrap import Tally

STRICT: Final = "strict"
MERGED: Final = "merged_gpe"
SPANS: Final = "spans"


class Name(NamedTuple):
    """A name: its label and its first and last token, end exclusive, in gold tokens."""

    label: str
    start: int
    end: int


def align(predicted: Doc, reference: Doc) -> Alignment:
    """Return which tokens of two documents over the same letters share letters."""
    return Alignment.from_strings([t.text for t in predicted], [t.text for t in reference])


def gold_names(reference: Doc) -> list[Name]:
    """Return the names of an annotated document."""
    return [Name(span.label_, span.start, span.end) for span in reference.ents]


def found_names(predicted: Doc, alignment: Alignment) -> list[Name]:
    """Return the names that were found, in tokens of the gold document.

    Two of them can come to lie on the same tokens. A name of nothing but whitespace is left out.
    """
    names = []
    for span in predicted.ents:
        tokens = alignment.x2y[span.start : span.end]
        if len(tokens):
            names.append(Name(span.label_, int(tokens[0]), int(tokens[-1]) + 1))
    return names


def tally(gold: Iterable[Name], found: Iterable[Name]) -> Tally:
    """Return how many names are right: the same label and the same tokens; each counts once."""
    wanted, got = Counter(gold), Counter(found)
    return Tally((wanted & got).total(), got.total(), wanted.total())


def tallies(gold: Sequence[Name], found: Sequence[Name]) -> dict[str, Tally]:
    """Return the counts of a document: `STRICT`, `MERGED`, `SPANS`, and by label `label:PER`.

    `MERGED` takes GPE_LOC and GPE_ORG for one label, `SPANS` takes all labels for one.
    """

    def relabelled(change: Callable[[str], str]) -> Tally:
        return tally(
            *([name._replace(label=change(name.label)) for name in side] for side in (gold, found))
        )

    counts = {
        STRICT: tally(gold, found),
        MERGED: relabelled(lambda label: "GPE" if label.startswith("GPE_") else label),
        SPANS: relabelled(lambda _: ""),
    }
    for label in {name.label for name in (*gold, *found)}:
        sides = ([name for name in side if name.label == label] for side in (gold, found))
        counts[f"label:{label}"] = tally(*sides)
    return counts
