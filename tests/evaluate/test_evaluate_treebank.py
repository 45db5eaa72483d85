"""Treebank files as documents, and which of their columns say something."""

import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.vocab import Vocab

from pipeline.evaluate.conll import ConllError, Sentence, parse, read
from pipeline.evaluate.documents import to_doc
from pipeline.evaluate.treebank import RUN, load
from tests.evaluate.evaluate_samples import MEETING, sentence

NDT = (
    "1\t|\t$|\tclb\tclb\t<overskrift>\t0\tIP\t_\tname=O\n"
    "2\tNoreg\tNoreg\tsubst\tsubst\tprop\t0\tFRAG\t_\tname=B-GPE_LOC\n"
    "3\t:\t$:\t<kolon>\t<kolon>\t_\t2\tIP\t_\tname=O\n"
    "4\tja\tja\tinterj\tinterj\t_\t0\tINTERJ\t_\tname=O\n\n"
)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_all_columns_of_a_whole_file(tmp_path: Path, conllu: str) -> None:
    held = load([written(tmp_path / "a.conllu", conllu)])
    assert held.columns == {"names", "pos", "morph", "lemma", "tree"}
    assert (len(held.documents), held.sentences, held.tokens) == (1, 3, 13)
    assert held.labels == {"PER", "ORG", "GPE_LOC"}
    assert held.notes == ()


@pytest.mark.parametrize(("suffix", "packed"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_packed_files_are_read(
    tmp_path: Path, conllu: str, suffix: str, packed: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / f"a.conllu{suffix}"
    path.write_bytes(packed(conllu.encode()))
    assert [s.text for s in read(path)] == [s.text for s in parse(conllu.splitlines())]
    path.write_bytes(packed(conllu.encode())[:-9])
    with pytest.raises(ConllError, match="damaged"):
        list(read(path))


def test_a_column_of_underscores_is_no_column(tmp_path: Path) -> None:
    rows = [(form, "_", "_", "_", "_", "_", mark) for form, *_, mark in MEETING]
    held = load([written(tmp_path / "a.conllu", sentence(rows))])  # type: ignore[arg-type]
    assert held.columns == {"names"}
    assert any("newdoc" in note for note in held.notes)


def test_a_file_without_names_says_so(tmp_path: Path) -> None:
    rows = [(*row[:-1], "_") for row in MEETING]
    held = load([written(tmp_path / "a.conllu", "# newdoc\n" + sentence(rows))])
    assert "names" not in held.columns
    assert any("no names" in note for note in held.notes)
    both = load(
        [tmp_path / "a.conllu", written(tmp_path / "b.conllu", "# newdoc\n" + sentence(MEETING))]
    )
    assert "names" not in both.columns
    assert any("Not all files have names" in note for note in both.notes)


def test_documents_are_runs_where_the_file_names_none(tmp_path: Path) -> None:
    held = load([written(tmp_path / "a.conllu", sentence(MEETING) * (2 * RUN + 1))])
    assert [len(one) for one in held.documents] == [RUN, RUN, 1]


def test_ndt_columns_give_names_and_lemmas_and_closed_up_punctuation(tmp_path: Path) -> None:
    held = load([written(tmp_path / "a.conll", NDT)])
    assert held.columns == {"names", "lemma"}
    (only,) = held.documents[0]
    assert only.text == "Noreg: ja"
    assert any("closed up by rule" in note for note in held.notes)
    assert any("not universal" in note for note in held.notes)


def test_spaces_are_those_of_the_text_line() -> None:
    words = [("«", "_"), ("Ja", "_"), ("»", "_"), (",", "_"), ("sa", "_"), ("hun", "_")]
    rows = [(form, "_", "_", "_", "_", "_", mark) for form, mark in words]
    block = sentence(rows)  # type: ignore[arg-type]
    (spaced,) = parse(f"# text = «Ja», sa hun\n{block}".splitlines())
    assert (spaced.text, spaced.spaced) == ("«Ja», sa hun", True)
    (other,) = parse(f"# text = Noe annet\n{block}".splitlines())
    assert (other.text, other.spaced) == ("« Ja » , sa hun", False)


def test_only_a_single_root_without_circles_is_a_tree(sentences: list[Sentence]) -> None:
    assert all(one.is_tree for one in sentences)
    for heads in ((0, 0), (2, 1), (0, 3), (0, 2)):
        rows = [("Ja", "ja", "INTJ", "_", head, "dep", "_") for head in heads]
        (broken,) = parse(sentence(rows).splitlines())
        assert not broken.is_tree, heads


def test_broken_trees_are_counted_and_leave_sentences(tmp_path: Path, conllu: str) -> None:
    double = sentence([("Ja", "ja", "INTJ", "_", 0, "root", "name=O")] * 2)
    held = load([written(tmp_path / "a.conllu", conllu + double)])
    assert "tree" not in held.columns
    assert any("1 sentences are no trees" in note for note in held.notes)
    doc = to_doc(Vocab(), held.documents[0])
    assert len(list(doc.sents)) == 4
    assert not doc.has_annotation("DEP")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "no token"),
        ("1\tJa\n", "line 1: 2 columns"),
        ("# x\n\n1\tJa\tja\tINTJ\t_\t_\t0\troot\t_\tname=PER\n", "line 3: name=PER"),
        ("x\tJa\tja\tINTJ\t_\t_\t0\troot\t_\t_\n", "line 1: 'x'"),
    ],
)
def test_what_cannot_be_read_is_told_with_file_and_line(
    tmp_path: Path, content: str, told: str
) -> None:
    path = written(tmp_path / "feil.conllu", content)
    with pytest.raises(ConllError, match=told) as error:
        load([path])
    assert "feil.conllu" in str(error.value)


def test_missing_files_and_other_encodings_are_told(tmp_path: Path) -> None:
    with pytest.raises(ConllError, match="does not exist"):
        load([tmp_path / "borte.conllu"])
    path = tmp_path / "latin.conllu"
    path.write_bytes(sentence(MEETING).encode("latin-1"))
    with pytest.raises(ConllError, match="UTF-8"):
        load([path])
