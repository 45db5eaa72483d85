"""Text is made safe, and left alone where it is safe already."""

import csv
import doctest
import importlib
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.text import attribute, cell, edge_id, plain
from tests.export.export_samples import FINE, HOSTILE

ANY = st.text(st.characters(exclude_categories=()), max_size=30)


@pytest.mark.parametrize("text", FINE)
def test_what_is_harmless_stays(text: str) -> None:
    assert plain(text) == cell(text) == attribute(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("\t=1+1", "' =1+1"),
        ("\r\n@a", "' @a"),
        ("\x00=1", "'=1"),
        ("＝1", "'＝1"),
        ("a=b", "a=b"),
        ("en\nto", "en to"),
        ("en\r\n\r\nto", "en to"),
        ("a\u202eb\u2066c\u2069", "abc"),
        ("a\ufffeb\ud800c\x85d", "abc d"),
        ("", ""),
    ],
)
def test_cell(text: str, safe: str) -> None:
    assert cell(text) == safe


@given(ANY)
def test_no_text_can_do_harm(text: str) -> None:
    safe = cell(text)
    assert not safe.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in safe)
    safe.encode()
    assert cell(safe) == safe
    assert plain(plain(text)) == plain(text)
    assert attribute(text).strip().lower() != "null"


@given(st.lists(ANY.map(cell), min_size=2, max_size=4))
def test_cells_survive_a_round_trip_through_csv(cells: list[str]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerow(cells)
    assert list(csv.reader(io.StringIO(written.getvalue(), newline=""))) == [cells]


@given(*[st.text("ab|%27C", max_size=5)] * 4)
def test_edge_ids_are_unique(one: str, two: str, three: str, four: str) -> None:
    assert (edge_id(one, two) == edge_id(three, four)) == ((one, two) == (three, four))


@pytest.mark.parametrize("name", ["text", "markup", "appearance"])
def test_examples_in_docstrings(name: str) -> None:
    failed, tried = doctest.testmod(importlib.import_module(f"pipeline.export.{name}"))
    assert failed == 0 < tried


def test_samples_hold_what_the_other_tests_rely_on() -> None:
    assert all(attribute(cell(text)) != text for text in HOSTILE if "\\" not in text)
