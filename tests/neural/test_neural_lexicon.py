"""The lexicon comes back from its bytes as it was."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.neural.lexicon import CLASSES, Lexicon
from tests.neural.neural_samples import WIDTH, lexicon


def assert_same(a: Lexicon, b: Lexicon) -> None:
    assert list(a.forms) == list(b.forms)
    assert a.row == b.row
    for f in fields(Lexicon):
        if f.name != "forms":
            one, other = getattr(a, f.name), getattr(b, f.name)
            assert one.dtype == other.dtype, f.name
            np.testing.assert_array_equal(one, other)


def test_comes_back_from_its_bytes() -> None:
    assert_same(lexicon(), Lexicon.from_bytes(lexicon().to_bytes()))


@pytest.mark.parametrize("empty", [Lexicon(), Lexicon(vectors=np.zeros((0, 7), np.int8))])
def test_an_empty_one_comes_back_from_its_bytes(empty: Lexicon) -> None:
    back = Lexicon.from_bytes(empty.to_bytes())
    assert_same(empty, back)
    assert back.width == empty.width


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1), unique=True
    )
)
def test_every_form_comes_back(forms: list[str]) -> None:
    number = len(forms)
    made = Lexicon(
        forms,
        np.arange(3 * number, dtype=np.int64).astype(np.int8).reshape(number, 3),
        np.ones(3, np.float32),
        np.arange(number).astype(np.uint8),
        np.arange(number).astype(np.uint8),
        np.arange(number).astype(np.uint8),
        np.arange(number, dtype=np.uint32) << np.uint32(3),
    )
    assert_same(made, Lexicon.from_bytes(made.to_bytes()))


def test_the_same_lexicon_has_the_same_bytes() -> None:
    assert lexicon().to_bytes() == lexicon().to_bytes()


def test_rows_are_those_of_the_forms() -> None:
    made = lexicon()
    assert all(made.forms[row] == form for form, row in made.row.items())
    assert made.width == WIDTH


def test_classes_fit_into_their_bits() -> None:
    assert len(CLASSES) == len(set(CLASSES)) <= 32
    assert CLASSES[0] == "trained"  # forms.py takes the first bit for it
