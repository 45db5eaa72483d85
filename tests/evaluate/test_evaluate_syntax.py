"""Tags, lemmas, trees and sentences, also against spaCy's own scorer."""

from collections.abc import Callable
from random import Random

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from pipeline.evaluate.bootstrap import Tally
from pipeline.evaluate.conll import Sentence
from pipeline.evaluate.documents import annotated_breaks, to_doc
from pipeline.evaluate.names import align
from pipeline.evaluate.syntax import MEASURES, tallies
from tests.evaluate.evaluate_samples import sentences as sample

VOCAB = spacy.blank("nb").vocab
KEYS = {"pos": "pos_acc", "lemma": "lemma_acc", "uas": "dep_uas", "las": "dep_las"}


def counted(reference: Doc, predicted: Doc) -> dict[str, Tally]:
    return tallies(reference, predicted, align(predicted, reference))


def test_an_annotation_scores_one_against_itself(sentences: list[Sentence]) -> None:
    doc = to_doc(VOCAB, sentences, annotated_breaks(sentences))
    found = counted(doc, doc)
    assert set(found) == set(MEASURES)
    assert {tally.f for tally in found.values()} == {1.0}
    assert found["tokens"].gold == found["pos"].gold == 13  # the paragraph break is none


def test_punctuation_does_not_count_in_attachment(sentences: list[Sentence]) -> None:
    doc = to_doc(VOCAB, sentences)
    marks = sum(word.dep == "punct" for sentence in sentences for word in sentence.words)
    assert marks == 2
    assert counted(doc, doc)["uas"].gold == 13 - marks


def test_a_sentence_is_right_when_both_ends_are(sentences: list[Sentence]) -> None:
    reference = to_doc(VOCAB, sentences)
    words, spaces = [t.text for t in reference], [bool(t.whitespace_) for t in reference]
    starts: list[bool | int | None] = [t.i in (0, 10) for t in reference]  # the first two as one
    predicted = Doc(VOCAB, words=words, spaces=spaces, sent_starts=starts)
    assert counted(reference, predicted)["sents"] == Tally(right=1, predicted=2, gold=3)


def test_without_sentences_none_is_found(sentences: list[Sentence]) -> None:
    reference = to_doc(VOCAB, sentences)
    predicted = Doc(VOCAB, words=[t.text for t in reference])
    assert counted(reference, predicted)["sents"] == Tally(gold=3)


def test_a_blank_line_before_a_sentence_is_no_mistake(sentences: list[Sentence]) -> None:
    reference = to_doc(VOCAB, sentences, annotated_breaks(sentences))
    # A pipeline may count the break to the next sentence; the treebank counts it to the last.
    words, spaces = [t.text for t in reference], [bool(t.whitespace_) for t in reference]
    starts: list[bool | int | None] = [t.i in (0, 3, 11) for t in reference]
    predicted = Doc(VOCAB, words=words, spaces=spaces, sent_starts=starts)
    assert counted(reference, predicted)["sents"].f == 1


def spoilt(doc: Doc, chance: Random, glue: Callable[[int], bool]) -> Doc:
    """The document with some annotations changed and some tokens glued together."""
    copy = doc.copy()
    for token in copy:
        if chance.random() < 0.3:
            token.pos_ = chance.choice(["NOUN", "VERB", "X"])
            token.lemma_ = chance.choice(["a", "b"])
            token.set_morph("Number=Plur")  # type: ignore[attr-defined]
            if token.head is not token:
                token.dep_ = chance.choice(["obj", "punct", "nmod"])
    with copy.retokenize() as retokenizer:
        for n in range(0, len(copy) - 1, 2):
            if glue(n) and not copy[n].whitespace_ and copy[n].sent == copy[n + 1].sent:
                retokenizer.merge(copy[n : n + 2])
    return copy


def test_morphology_is_right_when_every_feature_is(sentences: list[Sentence]) -> None:
    reference = to_doc(VOCAB, sentences)
    predicted = to_doc(VOCAB, sentences)
    predicted[0].set_morph("Number=Plur")  # type: ignore[attr-defined]  # was Number=Sing
    predicted[1].set_morph("Case=Gen")  # type: ignore[attr-defined]  # was none
    assert counted(reference, predicted)["morph"] == Tally(11, 13, 13)


@settings(deadline=None)
@given(st.integers(0, 10_000), st.booleans())
def test_agrees_with_spacys_scorer(seed: int, glue: bool) -> None:
    reference = to_doc(VOCAB, sample())
    chance = Random(seed)
    predicted = spoilt(reference, chance, lambda _: glue)
    found = counted(reference, predicted)
    example = Example(predicted, reference)
    scored = {
        **Scorer.score_token_attr([example], "pos"),
        **Scorer.score_token_attr([example], "lemma"),
        **Scorer.score_deps(
            [example],
            "dep",
            getter=lambda token, _: token.dep_.lower(),
            ignore_labels=("p", "punct"),
        ),
        **Scorer.score_tokenization([example]),
    }
    for measure, key in KEYS.items():
        assert found[measure].f == pytest.approx(scored[key]), measure
    assert found["tokens"].f == pytest.approx(scored["token_f"])
