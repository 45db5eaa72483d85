"""CSV files as spreadsheets, pandas and Python's csv module read them."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export.csv import table
from pipeline.export.text import cell
from pipeline.tables import columns, empty, frame
from tests.export.export_samples import FINE, HOSTILE, rows


def _mentions(texts: list[str]) -> pd.DataFrame:
    row = dict.fromkeys(("sentence", "paragraph", "start", "end", "token", "token_end"), 7)
    more = {"label": "PER", "type": "person", "derived": False, "entity": None, "rule": "exact"}
    return frame(
        "mentions",
        [{**row, **more, "article_id": "a/1", "entity_id": "Q1", "text": text} for text in texts],
    )


def test_bytes() -> None:
    counts = frame(
        "window_counts", [{"entity_id": "Ø,1", "count": 2}, {"entity_id": "", "count": 0}]
    )
    assert b"".join(table("window_counts", [counts])) == (
        b'\xef\xbb\xbfentity_id,count\n"\xc3\x98,1",2\n,0\n'
    )


def test_parts_make_one_file_whatever_their_size() -> None:
    whole = _mentions([*FINE, *HOSTILE])
    once = b"".join(table("mentions", [whole]))
    assert b"".join(table("mentions", [whole[:3], whole[3:3], whole[3:]])) == once
    assert len(rows([once])) == len(whole)
    assert next(iter(table("mentions", [whole]))).endswith(b"\n")


def test_a_table_without_rows_has_its_header() -> None:
    header = b"\xef\xbb\xbf" + ",".join(columns("mentions")).encode() + b"\n"
    assert b"".join(table("mentions", [])) == header
    assert b"".join(table("mentions", [empty("mentions")])) == header


def test_texts_come_out_as_cells_and_null_as_nothing() -> None:
    texts = [*FINE, *HOSTILE]
    found = rows(table("mentions", [_mentions(texts)]))
    assert [row["text"] for row in found] == [cell(text) for text in texts]
    assert {row["entity"] for row in found} == {""}
    assert {row["start"] for row in found} == {"7"}
    assert {row["derived"] for row in found} == {"False"}


def test_pandas_reads_the_types_back() -> None:
    written = b"".join(table("mentions", [_mentions(["Åse", "=1", "null"])]))
    back = pd.read_csv(io.BytesIO(written), keep_default_na=False, na_values=[""])
    assert list(back.columns) == columns("mentions")
    assert back["text"].tolist() == ["Åse", "'=1", "null"]
    assert back["start"].dtype == "int64"
    assert back["derived"].dtype == "bool"
    assert back["entity"].isna().all()


def test_numbers_are_not_taken_for_formulas() -> None:
    edges = dict.fromkeys(columns("edges"), -1) | {"npmi": -0.5, "log_likelihood": None}
    found = rows(table("edges", [frame("edges", [edges])]))[0]
    assert (found["npmi"], found["count"], found["log_likelihood"]) == ("-0.5", "-1", "")
    problem = dict.fromkeys(columns("problems"), "x")
    problems = frame("problems", [problem | {"row": row} for row in (3, None)])
    assert [row["row"] for row in rows(table("problems", [problems]))] == ["3", ""]


def test_chosen_columns_in_their_order() -> None:
    found = rows(table("mentions", [_mentions(["a"])], columns=["text", "article_id"]))
    assert found == [{"text": "a", "article_id": "a/1"}]
    with pytest.raises(KeyError):
        list(table("mentions", [_mentions(["a"])], columns=["no such"]))


@given(st.lists(st.text(max_size=20), min_size=1, max_size=5))
@settings(deadline=None)
def test_any_text(texts: list[str]) -> None:
    found = rows(table("mentions", [_mentions(texts)]))
    assert [row["text"] for row in found] == [cell(text) for text in texts]


def test_a_long_table_comes_in_pieces() -> None:
    many = _mentions(["a"]).loc[[0] * 120_000]
    pieces = list(table("mentions", [many]))
    assert len(pieces) == 4
    assert sum(1 for _ in csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig")))) == 120_001
