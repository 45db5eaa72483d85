"""Names right and wrong, also against spaCy's own scorer."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.scorer import get_ner_prf
from spacy.tokens import Doc
from spacy.training import Example, biluo_tags_to_spans, iob_to_biluo

from pipeline.evaluate.bootstrap import Tally
from pipeline.evaluate.names import (
    MERGED,
    SPANS,
    STRICT,
    Name,
    align,
    found_names,
    gold_names,
    tallies,
    tally,
)

VOCAB = spacy.blank("nb").vocab
LABELS = ["PER", "ORG", "GPE_LOC", "GPE_ORG"]

names = st.lists(
    st.builds(Name, st.sampled_from(LABELS), st.integers(0, 4), st.integers(5, 9)), max_size=8
)


@st.composite
def annotated(draw: st.DrawFn, text: str = "abcdefgh ijklmnop") -> Doc:
    """A document over one text, cut into tokens and named by chance."""
    words: list[str] = []
    spaces: list[bool] = []
    parts = text.split(" ")
    for number, part in enumerate(parts):
        cuts = sorted(draw(st.sets(st.integers(1, len(part) - 1))))
        words += [part[a:b] for a, b in zip([0, *cuts], [*cuts, len(part)], strict=True)]
        spaces += [False] * len(cuts) + [number < len(parts) - 1]
    marks = ["O"] * len(words)
    for n in range(len(words)):
        choice = draw(st.sampled_from(["O", "B", "I"]))
        if choice == "I" and n and marks[n - 1] != "O":
            marks[n] = "I" + marks[n - 1][1:]
        elif choice != "O":
            marks[n] = f"B-{draw(st.sampled_from(LABELS))}"
    doc = Doc(VOCAB, words=words, spaces=spaces)
    doc.set_ents(biluo_tags_to_spans(doc, iob_to_biluo(marks)), default="outside")
    return doc


@given(names)
def test_a_perfect_prediction_scores_one(gold: list[Name]) -> None:
    for counted in tallies(gold, gold).values():
        assert counted.right == counted.predicted == counted.gold
        assert counted.f == (1 if counted.gold else 0)


@given(names, names)
def test_swapping_gold_and_found_swaps_precision_and_recall(a: list[Name], b: list[Name]) -> None:
    one, other = tallies(a, b), tallies(b, a)
    assert one.keys() == other.keys()
    for name, counted in one.items():
        assert counted.precision == other[name].recall
        assert counted.f == other[name].f


@given(names, names)
def test_the_order_of_names_does_not_matter(a: list[Name], b: list[Name]) -> None:
    assert tally(a, b) == tally(a[::-1], sorted(b))


@given(names, names)
def test_wider_measures_are_never_lower_and_labels_add_up(a: list[Name], b: list[Name]) -> None:
    counted = tallies(a, b)
    assert counted[STRICT].right <= counted[MERGED].right <= counted[SPANS].right
    by_label = [one for name, one in counted.items() if name.startswith("label:")]
    assert sum(by_label, start=Tally()) == counted[STRICT]


def test_one_gold_name_is_found_once() -> None:
    name = Name("PER", 0, 1)
    assert tally([name], [name, name]) == Tally(1, 2, 1)


def test_a_name_covers_every_gold_token_it_touches() -> None:
    gold = Doc(VOCAB, words=["Nato", "-", "landene"], spaces=[False] * 3, ents=["B-ORG", "O", "O"])
    found = Doc(VOCAB, words=["Nato-landene"], spaces=[False], ents=["B-ORG"])
    assert found_names(found, align(found, gold)) == [Name("ORG", 0, 3)]
    assert gold_names(gold) == [Name("ORG", 0, 1)]


@given(annotated(), annotated())
def test_agrees_with_spacys_scorer_whatever_the_tokens(reference: Doc, predicted: Doc) -> None:
    counted = tallies(gold_names(reference), found_names(predicted, align(predicted, reference)))
    scored = get_ner_prf([Example(predicted, reference)])
    if scored["ents_p"] is None:
        assert counted[STRICT].predicted == counted[STRICT].gold == 0
        return
    assert counted[STRICT].precision == pytest.approx(scored["ents_p"])
    assert counted[STRICT].recall == pytest.approx(scored["ents_r"])
    assert counted[STRICT].f == pytest.approx(scored["ents_f"])
    for label, prf in scored["ents_per_type"].items():
        assert counted[f"label:{label}"].f == pytest.approx(prf["f"])
