"""Texts as the training of the name tagger reads them."""

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from pipeline.annotate.tags import names as name_spans
from pipeline.evaluate import documents
from pipeline.neural import forms as spelling
from pipeline.neural import tags
from tests.neural.neural_samples import lexicon
from tests.training.training_samples import LINES, document, sentence
from training import marked
from training.documents import BREAKS
from training.marked import LABELS, Forms, Text, pieces


def read(times: int = 1) -> tuple[Forms, Text]:
    forms = Forms(lexicon())
    return forms, marked.gold(document("d1", times), forms)["d1"]


def written(forms: Forms, numbers: object) -> list[str]:
    words = list(forms.number)
    return [words[number] for number in np.asarray(numbers).tolist()]


def test_a_document_becomes_numbers_and_tags() -> None:
    forms, text = read()
    assert written(forms, text.forms) == [form for line in LINES for form, _ in line]
    assert tags.spans(text.tags[:, 0].tolist(), LABELS) == [
        (0, 1, "PER"), (2, 3, "GPE_LOC"), (3, 5, "PER"), (6, 7, "ORG"), (11, 12, "LOC"),
    ]  # fmt: skip
    assert text.ends.tolist() == [3, 8, 13]
    assert text.headline.tolist() == [True, False, False]
    assert (text.shares == 1).all()


def test_each_document_is_a_text_and_white_space_is_no_token_of_it() -> None:
    forms = Forms(lexicon())
    space = sentence([("Kari", "B-PER"), ("\u00a0", "I-PER"), ("Bæver", "I-PER")], "a")
    blank = sentence([(" ", "O")], "a")
    texts = marked.gold([space, blank, *document("b"), *document("c")], forms)
    assert list(texts) == ["a", "b", "c"]
    assert written(forms, texts["a"].forms) == ["Kari", "Bæver"]
    assert tags.spans(texts["a"].tags[:, 0].tolist(), LABELS) == [(0, 2, "PER")]
    assert texts["a"].ends.tolist() == [2]
    assert texts["b"].forms.tolist() == texts["c"].forms.tolist()


def test_variations_are_the_same_with_the_same_chance_and_keep_the_names() -> None:
    forms = Forms(lexicon())
    sentences = document("d", 40)
    one, other, plain = (
        marked.gold(sentences, forms, noise)["d"]
        for noise in (random.Random(1), random.Random(1), None)
    )
    assert one.forms.tolist() == other.forms.tolist() != plain.forms.tolist()
    assert len(one.ends) == len(plain.ends)
    labels = [label for _, _, label in tags.spans(one.tags[:, 0].tolist(), LABELS)]
    assert labels == [label for _, _, label in tags.spans(plain.tags[:, 0].tolist(), LABELS)]


@pytest.mark.parametrize(
    ("names", "spans"),
    [
        ("O O", []),
        ("B-PER I-PER O", [(0, 2, "PER")]),
        ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("B-PER I-ORG I-ORG", [(0, 1, "PER"), (1, 3, "ORG")]),
        ("O I-LOC", [(1, 2, "LOC")]),
        ("I-LOC I-LOC B-LOC", [(0, 2, "LOC"), (2, 3, "LOC")]),
        ("", []),
    ],
)
def test_names_are_those_of_iob2(names: str, spans: tags.Spans) -> None:
    assert name_spans(names.split()) == spans


@given(st.lists(st.sampled_from(["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]), min_size=1))
def test_names_are_those_that_the_measuring_reads(names: list[str]) -> None:
    line = sentence([("ord", name) for name in names])
    doc = documents.to_doc(Vocab(), [line])
    assert name_spans(names) == [(ent.start, ent.end, ent.label_) for ent in doc.ents]


@pytest.mark.parametrize("times", [1, 6, 7, 40])
def test_pieces_hold_each_token_once_and_in_order(times: int) -> None:
    forms, text = read(times)
    signs = {forms.of(sign) for sign in BREAKS}
    for seed in range(8):
        cut = list(pieces(text, forms, random.Random(seed)))
        numbers = np.concatenate([piece.forms for piece in cut])
        kept = ~np.isin(numbers, list(signs))
        assert numbers[kept].tolist() == text.forms.tolist()
        for name in ("tags", "shares"):
            rows = np.concatenate([getattr(piece, name) for piece in cut])
            assert rows.shape[0] == len(numbers)
            assert rows.dtype == getattr(text, name).dtype
            np.testing.assert_array_equal(rows[kept], getattr(text, name))


def test_line_breaks_are_outside_and_stand_between_sentences() -> None:
    forms, text = read(10)
    silver = text._replace(
        tags=np.repeat(text.tags, 2, axis=1), shares=np.full((len(text.forms), 2), 0.5, np.float16)
    )
    signs = [forms.of(sign) for sign in BREAKS]
    with_breaks = 0
    for seed in range(20):
        for piece in pieces(silver, forms, random.Random(seed)):
            where = np.flatnonzero(np.isin(piece.forms, signs))
            with_breaks += bool(len(where))
            assert (piece.tags[where] == tags.OUTSIDE).all()
            assert (piece.shares[where] == (1, 0)).all()
            assert not np.isin(where, [0, len(piece.forms) - 1]).any()
            before = written(forms, piece.forms[where - 1])
            assert set(before) <= {".", "Oslo"}
    assert with_breaks


def test_pieces_are_of_ten_to_twenty_sentences_but_for_the_ends() -> None:
    forms, text = read(40)
    signs = [forms.of(sign) for sign in BREAKS]
    starts = set()
    for seed in range(10):
        sizes = []
        for piece in pieces(text, forms, random.Random(seed)):
            words = piece.forms[~np.isin(piece.forms, signs)]
            sizes.append(sum(form in (".", "Oslo") for form in written(forms, words)))
        assert all(10 <= size <= 20 for size in sizes[1:-1])
        assert max(sizes) <= 20
        assert sum(sizes) == 120
        starts.add(sizes[0])
    assert len(starts) > 3


def test_a_short_text_is_one_piece() -> None:
    forms, text = read(3)
    assert all(len(list(pieces(text, forms, random.Random(seed)))) == 1 for seed in range(5))


def test_a_batch_holds_what_the_network_reads_of_the_forms() -> None:
    forms, text = read()
    forms.complete(Counter(), 1.0)
    batch = forms.batch([text.forms[:3], text.forms])
    assert batch.lengths.tolist() == [3, 13]
    distinct = sorted(set(text.forms.tolist()))
    assert len(batch.features.keys) == len(distinct)
    expected = spelling.features(
        written(forms, np.concatenate([text.forms[:3], text.forms])), lexicon()
    )
    for column, whole in zip(batch.features, expected, strict=True):
        np.testing.assert_array_equal(column[batch.form], whole)


def test_forms_added_later_come_to_those_that_are_complete() -> None:
    forms, text = read()
    forms.complete(Counter(), 1.0)
    new = forms.of("Grønnåsen")
    assert forms.of("Grønnåsen") == new == len(forms.number) - 1
    with pytest.raises(RuntimeError, match=r"complete\(\)"):
        forms.batch([text.forms])
    forms.complete(Counter(), 1.0)
    batch = forms.batch([np.array([new, *text.forms])])
    expected = spelling.features(["Grønnåsen"], lexicon())
    np.testing.assert_array_equal(batch.features.keys[batch.form[0]], expected.keys[0])


def test_known_forms_are_taken_for_unknown_ones_by_chance_alone() -> None:
    forms = Forms(lexicon())
    numbers = np.array([forms.of("og"), forms.of("oslo"), forms.of("mai")], np.int32)
    forms.complete(Counter({"og": 1_000_000, "oslo": 2}), 2.0)

    def unknown(rng: np.random.Generator | None) -> list[bool]:
        batch = forms.batch([numbers], rng)
        return [bool(key == spelling.UNKNOWN) for key in batch.features.keys[batch.form, 0]]

    assert unknown(None) == [False, False, False]
    rng = np.random.default_rng(0)
    shares = np.mean([unknown(rng) for _ in range(600)], axis=0)
    assert shares[0] == 0  # stood a million times
    assert shares[1] == pytest.approx(0.5, abs=0.08)  # 2 / (2 + 2)
    assert shares[2] == 1  # never stood in the treebank
    assert unknown(None) == [False, False, False]  # the features kept are as they were


def test_words_are_counted_in_lower_case() -> None:
    counts = marked.counted([sentence([("Øya", "O"), ("øya", "O"), ("ØYA", "O"), (".", "O")])])
    assert counts == {"øya": 3, ".": 1}
