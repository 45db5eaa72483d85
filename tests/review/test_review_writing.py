"""Tests of pipeline/review/writing.py: adding to the file of corrections and taking out."""

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.contradictions import ContradictionError, conflicts
from pipeline.corrections import FILE, Correction, read
from pipeline.errors import SettingsError
from pipeline.review.writing import append, change

LETTERS = st.sampled_from("aAæøåÅ ,;\"'#=+-@\t.|/\u0338\u2028\x85\n1")
TEXT = st.text(LETTERS, min_size=1, max_size=12).map(
    lambda text: unicodedata.normalize("NFC", " ".join(text.split()))
)
NAME = TEXT.filter(bool)
ARTICLES = st.lists(
    NAME.filter(lambda name: ";" not in name and name == name.strip()), max_size=2, unique=True
).map(tuple)
CORRECTIONS = st.lists(
    st.one_of(
        st.builds(Correction, st.just(0), st.just("same"), NAME, NAME, ARTICLES, TEXT),
        st.builds(Correction, st.just(0), st.just("different"), NAME, NAME, ARTICLES, TEXT),
        st.builds(Correction, st.just(0), st.just("rename"), NAME, NAME),
        st.builds(Correction, st.just(0), st.just("drop"), NAME, st.just(""), ARTICLES, TEXT),
    ).filter(lambda line: line.name.casefold() != line.other.casefold()),
    max_size=4,
)
BEFORE = st.sampled_from(
    [
        None,
        "",
        "\ufeff",
        "# mine\n",
        "# mine",
        "action,name\n",
        "name;action;other\r\n# more\r\n",
        "\ufeffnote\tother\taction\tname",
        'articles,action,name,other,note\nx,drop,"Fra, Bonn"',
    ]
)


@example(None, [Correction(0, "same", "'=1", "=1", ("#x",), "'")])
@given(BEFORE, CORRECTIONS)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_again_and_the_rest_stays(
    before: str | None, corrections: list[Correction]
) -> None:
    path = Path("a.csv")
    path.unlink(missing_ok=True)
    if before is not None:
        path.write_bytes(before.encode())
    old = read(path) if before else ()
    try:
        new = append(path, corrections)
    except SettingsError:  # the same name twice, or a contradiction
        assert (path.read_bytes().decode() if path.exists() else None) == before
        return
    assert (read(path) if corrections else old) == (*old, *new)
    told = [(c.action, c.name, c.other, set(c.articles)) for c in (*old, *new)]
    for c in corrections:
        assert (c.action, c.name, c.other, set(c.articles)) in told
    after = path.read_bytes().decode() if path.exists() else ""
    for one, other in zip((before or "").splitlines(), after.splitlines(), strict=False):
        assert other == one or (one[:1] != "#" and other.startswith(one))
    content = path.read_bytes() if path.exists() else b""
    assert append(path, corrections) == ()
    assert (path.read_bytes() if path.exists() else b"") == content


def test_a_new_file_opens_in_excel() -> None:
    path = Path(FILE)
    (line,) = append(path, [Correction(0, "same", "Østen", "Å; B", note="=1+1")])
    assert line.line == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbfaction,name,other,articles,note\n")
    with path.open(encoding="utf-8-sig", newline="") as handle:
        assert list(csv.reader(handle))[1] == ["same", "Østen", "Å; B", "", "'=1+1"]


def test_nothing_to_write_makes_no_file() -> None:
    assert append(Path(FILE), []) == ()
    assert not Path(FILE).exists()


def test_lines_keep_their_divider_ends_and_quotes() -> None:
    path = Path("a.csv")
    there = b'"name";action;other\r\n# so\r\n"Kari";drop;\r\n'
    path.write_bytes(there)
    append(path, [Correction(0, "same", "A;B", "C"), Correction(0, "drop", "#metoo")])
    assert path.read_bytes() == there + b'"A;B";same;C\r\n"#metoo";"drop";""\r\n'


def test_only_the_first_line_grows_for_a_column_that_is_needed() -> None:
    path = Path("a.csv")
    path.write_bytes(b"action,name\ndrop,A\n")
    append(path, [Correction(0, "same", "B", "C", ("x", "y"))])
    assert path.read_bytes() == b"action,name,other,articles\ndrop,A\nsame,B,C,x;y\n"


def test_a_contradiction_leaves_the_file_as_it_is_and_shows_both_lines() -> None:
    path = Path("a.csv")
    append(path, [Correction(0, "same", "A", "B")])
    before = path.read_bytes()
    with pytest.raises(ContradictionError) as error:
        append(path, [Correction(0, "drop", "X"), Correction(0, "different", "A", "B")])
    assert [line.line for line in error.value.lines] == [2, 4]
    assert path.read_bytes() == before


def test_lines_are_taken_out_and_replaced() -> None:
    path = Path("a.csv")
    text = 'action,name,note\ndrop,A,"two\nlines"\n# so\ndrop,B,\ndrop,C,\n'
    path.write_text(text, encoding="utf-8")
    first, second, _ = read(path)
    (line,) = change(path, add=[Correction(0, "rename", "A", "D")], remove=[first, second])
    assert path.read_text(encoding="utf-8") == (
        "action,name,note,other\n# so\ndrop,C,\nrename,A,,D\n"
    )
    assert line.line == 4


def test_a_line_that_has_changed_since_is_not_taken_out() -> None:
    path = Path("a.csv")
    append(path, [Correction(0, "drop", "A")])
    with pytest.raises(SettingsError, match="read it again"):
        change(path, remove=[Correction(2, "drop", "B")])


def test_lines_that_contradict_can_be_mended() -> None:
    path = Path("a.csv")
    path.write_text("action,name,other\nsame,A,B\ndifferent,A,B\n", encoding="utf-8")
    change(path, remove=[Correction(2, "same", "A", "B")])
    assert read(path) == (Correction(2, "different", "A", "B"),)


def test_an_unended_quotation_mark_is_told_and_nothing_is_written() -> None:
    path = Path("a.csv")
    path.write_text('action,name\ndrop,"A\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="quotation mark"):
        append(path, [Correction(0, "drop", "B")])
    assert path.read_text(encoding="utf-8") == 'action,name\ndrop,"A\n'


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (Correction(0, "same", "A"), "needs the name of the entity"),
        (Correction(0, "drop", " \x00"), "`name` is empty"),
        (Correction(0, "drop", "A", "", ("a;b",)), "Rename the article's file"),
    ],
)
def test_a_correction_that_cannot_stand_in_a_file_is_refused(line: Correction, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        append(Path(FILE), [line])
    assert not Path(FILE).exists()


def test_the_lines_there_are_none_that_contradict() -> None:
    assert list(conflicts([])) == []
