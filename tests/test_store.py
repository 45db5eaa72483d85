"""Tests of pipeline/store.py."""

from pathlib import Path

import pytest

from pipeline import store, tables


def _write_half(path: Path) -> None:
    with store.replacing(path) as handle:
        handle.write(b"half")
        raise RuntimeError


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    with pytest.raises(RuntimeError):
        _write_half(path)
    assert list(path.parent.iterdir()) == []
    with store.replacing(path) as handle:
        handle.write(b"whole")
    with pytest.raises(RuntimeError):
        _write_half(path)
    assert path.read_bytes() == b"whole"


def test_the_same_rows_are_the_same_file(tmp_path: Path) -> None:
    rows = tables.frame("window_counts", [{"entity_id": f"Q{n}", "count": n} for n in range(99)])
    one = store.write(tmp_path / "t", "window_counts", rows)
    assert store.write(tmp_path / "t", "window_counts", rows.copy()) == one
    assert store.write(tmp_path / "t", "window_counts", rows[1:]) != one
    assert len(list((tmp_path / "t").iterdir())) == 2


def test_only_the_wanted_rows_are_read(tmp_path: Path) -> None:
    rows = [{"read_id": f"r{n}", "article_id": f"a{n}", "duplicate_of": None} for n in range(5)]
    path = store.write(tmp_path, "registry", tables.frame("registry", rows))
    assert store.n_rows(path) == 5
    found = store.read("registry", [path], ("article_id", ["a1", "a3", "zz"]))
    assert found["read_id"].tolist() == ["r1", "r3"]
    assert store.read("registry", []).empty
