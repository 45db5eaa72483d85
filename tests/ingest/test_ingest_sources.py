"""Which files are found, what they are called, and what is said about the others."""

import io
import os
import pickle
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.ingest import Source, discover
from pipeline.ingest.sources import ONE_ARTICLE, Format, settle_ids
from pipeline.settings import Settings

SETTINGS = Settings()


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Tekst.", encoding="utf-8")
    return folder


def test_folder_is_read_with_its_subfolders_in_order(tmp_path: Path) -> None:
    fill(tmp_path, "b/2.txt", "a.TXT", "b/1.jsonl.gz", "b.c.csv", "x.htm", "y.parquet", "z.tsv")
    sources, problems = discover(str(tmp_path), SETTINGS)
    assert [(source.name, source.read_id, source.format, source.gzipped) for source in sources] == [
        ("a.TXT", "a", "text", False),
        ("b.c.csv", "b.c", "csv", False),
        ("b/1.jsonl.gz", "b/1", "jsonl", True),
        ("b/2.txt", "b/2", "text", False),
        ("x.htm", "x", "html", False),
        ("y.parquet", "y", "parquet", False),
        ("z.tsv", "z", "tsv", False),
    ]
    assert problems.empty
    assert pickle.loads(pickle.dumps(sources)) == sources  # noqa: S301


def test_what_is_no_article_is_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", ".hidden.txt", ".git/b.txt", "README.txt", "LICENSE", "readme.md")
    fill(tmp_path, "bilde.jpg", "notat.docx", "arkiv.tar.gz", "uten_endelse")
    sources, problems = discover(str(tmp_path), SETTINGS)
    assert [source.name for source in sources] == ["a.txt"]
    assert problems["source"].tolist() == [
        "arkiv.tar.gz",
        "bilde.jpg",
        "notat.docx",
        "uten_endelse",
    ]
    assert set(problems["severity"]) == {"skipped"}
    assert set(problems["problem"]) == {"unknown-format"}


def test_article_about_licences_is_read(tmp_path: Path) -> None:
    fill(tmp_path, "licens til å drepe.txt", "readmeg.txt")
    assert len(discover(str(tmp_path), SETTINGS)[0]) == 2


def test_single_file_and_glob(tmp_path: Path) -> None:
    fill(tmp_path, "nytt/a.txt", "nytt/b.txt", "nytt/c.md", "nytt/dypt/d.txt", "nytt/[1].txt")
    assert discover(str(tmp_path / "nytt" / "a.txt"), SETTINGS)[0][0].name == "a.txt"
    assert discover(str(tmp_path / "nytt" / "[1].txt"), SETTINGS)[0][0].name == "[1].txt"
    sources, problems = discover(str(tmp_path / "*" / "*"), SETTINGS)
    assert [source.name for source in sources] == ["nytt/[1].txt", "nytt/a.txt", "nytt/b.txt"]
    assert problems["source"].tolist() == ["nytt/c.md"]
    deep = discover(str(tmp_path / "nytt" / "**" / "d.*"), SETTINGS)[0]
    assert [source.name for source in deep] == ["dypt/d.txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, kind in ((b"Tekst.", "text"), (b'\n {"text": "x"}\n', "jsonl")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        sources, problems = discover("-", SETTINGS)
        assert sources == [Source("stdin", None, data, kind, False, "stdin")]  # type: ignore[arg-type]
        assert problems.empty


@pytest.mark.parametrize("name", ["finnes_ikke", "finnes_ikke/*.txt", "", "tom", "bare.docx"])
def test_input_that_holds_nothing_is_refused_with_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tom").mkdir()
    fill(tmp_path, "bare.docx", "tom/x.pdf")
    with pytest.raises(InputError) as caught:
        discover(name, SETTINGS)
    assert ".jsonl" in str(caught.value) or "standard input" in str(caught.value) or not name


def test_links_cannot_lead_in_circles(tmp_path: Path) -> None:
    fill(tmp_path, "a/b/x.txt", "y.txt")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "also").symlink_to(tmp_path / "a")
    (tmp_path / "nowhere.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    sources, problems = discover(str(tmp_path), SETTINGS)
    assert [source.name for source in sources] == ["a/b/x.txt", "y.txt"]
    assert dict(zip(problems["source"], problems["problem"], strict=True)) == {
        "a/b/up": "folder-seen-before",
        "also": "folder-seen-before",
        "nowhere.txt": "unreadable",
        "self": "unreadable",
    }
    assert [s.name for s in discover(str(tmp_path / "**" / "*.txt"), SETTINGS)[0]] == [
        "a/b/x.txt",
        "y.txt",
    ]


def test_linked_folder_from_elsewhere_is_read(tmp_path: Path) -> None:
    fill(tmp_path, "elsewhere/x.txt", "here/y.txt")
    (tmp_path / "here" / "link").symlink_to(tmp_path / "elsewhere")
    sources, problems = discover(str(tmp_path / "here"), SETTINGS)
    assert [source.name for source in sources] == ["link/x.txt", "y.txt"]
    assert problems.empty


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    os.mkfifo(tmp_path / "b.txt")
    problems = discover(str(tmp_path), SETTINGS)[1]
    assert problems[["source", "severity", "problem"]].values.tolist() == [
        ["b.txt", "skipped", "not-a-file"]
    ]
    with pytest.raises(InputError, match="pipe"):
        discover(str(tmp_path / "b.txt"), SETTINGS)


def test_folder_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "a.txt", "locked/b.txt")
    iterdir = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    sources, problems = discover(str(tmp_path), SETTINGS)
    assert [source.name for source in sources] == ["a.txt"]
    assert problems["problem"].tolist() == ["unreadable-folder"]


def test_file_name_that_is_no_utf8_can_be_written_down(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    (tmp_path / os.fsdecode(b"bl\xe5.txt")).write_text("Tekst.")
    names = [source.name for source in discover(str(tmp_path), SETTINGS)[0]]
    assert names == ["a.txt", "bl\\udce5.txt"]


def test_files_that_differ_in_suffix_keep_it(tmp_path: Path) -> None:
    fill(tmp_path, "x.txt", "x.html", "x.txt.txt", "y.txt")
    ids = [source.read_id for source in discover(str(tmp_path), SETTINGS)[0]]
    assert sorted(ids) == ["x.html", "x.txt", "x.txt.txt", "y"]


NAMES = st.text("ab#~.", min_size=1, max_size=4)
KINDS: list[tuple[str, Format]] = [(".txt", "text"), (".html", "html"), (".csv", "csv")]


@given(st.lists(st.tuples(NAMES, st.sampled_from(KINDS)), unique=True), st.data())
def test_no_two_articles_share_an_id(
    names: list[tuple[str, tuple[str, Format]]], data: st.DataObject
) -> None:
    sources = settle_ids(
        Source(name + suffix, None, b"", kind, False, name) for name, (suffix, kind) in names
    )
    ids: list[str] = []
    for source in sources:
        if source.format in ONE_ARTICLE:
            ids.append(source.read_id)
        else:
            rows = data.draw(st.lists(st.text("ab#~.1", min_size=1), unique=True, max_size=3))
            ids += [f"{source.read_id}#{row}" for row in rows]
    assert len(set(ids)) == len(ids)


def test_the_folder_of_a_saved_page_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "side.html").write_text("<html></html>", encoding="utf-8")
    for name in ("side_files", "egen_files"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ramme.html").write_text("<html></html>", encoding="utf-8")
    found, _ = discover(str(tmp_path), SETTINGS)
    assert [source.name for source in found] == ["egen_files/ramme.html", "side.html"]
