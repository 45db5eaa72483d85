"""Tests of pipeline/tables.py."""

import pandas as pd
import pytest

from pipeline import tables


@pytest.mark.parametrize("name", tables.SCHEMAS)
def test_every_table_survives_arrow_and_keeps_its_columns_and_types(name: str) -> None:
    empty = tables.empty(name)
    back = tables.from_arrow(name, tables.to_arrow(name, empty))
    assert list(back.columns) == tables.columns(name)
    pd.testing.assert_frame_equal(back, empty)


def test_a_missing_value_stays_missing_and_is_not_the_word_none() -> None:
    rows = [{"source": "a.txt", "row": None, "article_id": None, "severity": "error"}]
    frame = tables.frame("problems", [{**rows[0], "problem": "empty", "message": "Tom."}])
    back = tables.from_arrow("problems", tables.to_arrow("problems", frame))
    assert back["row"].isna().all()
    assert back["article_id"].isna().all()


def test_rows_that_lack_a_column_are_refused_by_name() -> None:
    with pytest.raises(KeyError, match="count"):
        tables.frame("window_counts", pd.DataFrame({"entity_id": ["Q20"]}))


def test_parts_are_joined_in_order_and_empty_ones_do_no_harm() -> None:
    one = tables.frame("window_counts", [{"entity_id": "b", "count": 1}])
    other = tables.frame("window_counts", [{"entity_id": "a", "count": 2}])
    whole = tables.concat("window_counts", [tables.empty("window_counts"), one, other])
    assert whole["entity_id"].tolist() == ["b", "a"]
    assert tables.concat("window_counts", []).empty
