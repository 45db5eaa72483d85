"""Article ids in the end, and duplicates."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import finish, register
from pipeline.ingest.problems import Problem, table
from pipeline.tables import columns, empty, frame, to_arrow


def index(*rows: tuple[str, str | None, str]) -> pd.DataFrame:
    return frame(
        "index", [dict(zip(("read_id", "own_id", "fingerprint"), row, strict=True)) for row in rows]
    )


def test_ids_and_duplicates() -> None:
    registry = register(
        index(
            ("a", None, "1"),
            ("f#x", "x", "2"),
            ("f#y", "y", "1"),
            ("g#y", "y", "3"),
            ("g#2", "a", "2"),
            ("b", None, "1"),
        )
    )
    assert registry["article_id"].tolist() == ["a", "x", "f#y", "g#y", "g#2", "b"]
    firsts = registry["duplicate_of"]
    assert firsts.fillna("-").tolist() == ["-", "-", "a", "-", "x", "a"]
    to_arrow("registry", registry)
    assert len(register(empty("index"))) == 0


IDS = st.text("ab#1", max_size=3)


@given(st.lists(st.tuples(IDS, st.none() | IDS, st.sampled_from("123")), unique_by=lambda r: r[0]))
def test_ids_are_unique_and_duplicates_point_back(rows: list[tuple[str, str | None, str]]) -> None:
    registry = register(index(*rows))
    assert registry["read_id"].tolist() == [row[0] for row in rows]
    ids = registry["article_id"].tolist()
    assert len(set(ids)) == len(ids)
    for row, article_id, first in zip(rows, ids, registry["duplicate_of"], strict=True):
        assert article_id in (row[0], row[1])
        seen = [other for other in range(len(rows)) if rows[other][2] == row[2]]
        assert first == ids[seen[0]] or (pd.isna(first) and article_id == ids[seen[0]])


def part() -> dict[str, pd.DataFrame]:
    row = dict.fromkeys(columns("articles"), "") | {"n_chars": 1, "duplicate_of": None}
    return {
        "articles": frame("articles", [row | {"article_id": name} for name in ("f#1", "f#2")]),
        "boilerplate": frame(
            "boilerplate",
            [{"article_id": "f#2", "start": 0, "end": 1, "rule": "byline", "text": "A"}],
        ),
        "problems": table(
            [
                Problem("f", "warning", "bad-date", "…", 2, "f#2"),
                Problem("g", "error", "empty", "…"),
            ]
        ),
        "index": index(("f#1", "x", "1"), ("f#2", "y", "1")),
    }


def test_a_part_gets_its_ids() -> None:
    whole = index(("a", None, "2"), ("f#1", "x", "1"), ("f#2", "y", "1"))
    done = finish(part(), register(whole))
    assert done["articles"]["article_id"].tolist() == ["x", "y"]
    assert done["articles"]["duplicate_of"].tolist()[1] == "x"
    assert pd.isna(done["articles"]["duplicate_of"].tolist()[0])
    assert done["boilerplate"]["article_id"].tolist() == ["y"]
    problems = done["problems"]
    assert problems["problem"].tolist() == ["bad-date", "empty", "duplicate"]
    assert problems["severity"].tolist() == ["warning", "error", "skipped"]
    assert problems["article_id"].tolist()[0] == "y"
    assert pd.isna(problems["article_id"].tolist()[1])
    assert problems["article_id"].tolist()[2] == "y"
    for name, rows in done.items():
        to_arrow(name, rows)


def test_a_part_without_articles_passes() -> None:
    nothing = {name: empty(name) for name in ("articles", "boilerplate", "problems", "index")}
    done = finish(nothing, register(empty("index")))
    assert all(len(rows) == 0 for rows in done.values())


def test_an_article_that_is_not_registered_is_an_error() -> None:
    with pytest.raises(KeyError):
        finish(part(), register(index(("f#1", "x", "1"))))
