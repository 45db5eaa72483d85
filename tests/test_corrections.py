"""Tests of pipeline/corrections.py and pipeline/contradictions.py: what the file may say."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import cli
from pipeline.contradictions import ContradictionError, conflicts, least
from pipeline.corrections import Action, Correction, read
from pipeline.errors import SettingsError
from pipeline.review.answers import understood
from pipeline.review.questions import Question

HEADER = "action,name,other,articles,note\n"


def _file(text: str, header: str = HEADER) -> Path:
    path = Path("mine.csv")
    path.write_text(header + text, encoding="utf-8")
    return path


def test_without_a_file_there_are_no_corrections() -> None:
    assert read(None) == ()


def test_each_action_is_read_with_its_line() -> None:
    path = _file(
        "# who is who\n"
        "same,Sergei Lavrov,Sergej Lavrov,,as NRK spells him\n"
        "different,Per Hansen,Per Hansen,a; mappe/b,\n"
        'rename,Q7184,"NATO, alliansen"\n'
        "\n"
        "Retype,Borat,Other\n"
        "drop,Les mer\n"
    )
    assert read(path) == (
        Correction(3, "same", "Sergei Lavrov", "Sergej Lavrov", (), "as NRK spells him"),
        Correction(4, "different", "Per Hansen", "Per Hansen", ("a", "mappe/b")),
        Correction(5, "rename", "Q7184", "NATO, alliansen"),
        Correction(7, "retype", "Borat", "other"),
        Correction(8, "drop", "Les mer"),
    )


def test_columns_may_stand_in_any_order_and_be_left_out() -> None:
    assert read(_file("Kari;drop\n", "Name;Action\n")) == (Correction(2, "drop", "Kari"),)


def test_a_guard_against_formulas_is_no_part_of_a_name() -> None:
    path = _file("same,'=1 AS,'-2 AS\ndrop,'s-Hertogenbosch\ndrop,''=x\ndrop,=y\n")
    told = [(line.name, line.other) for line in read(path)]
    assert told == [("=1 AS", "-2 AS"), ("'s-Hertogenbosch", ""), ("'=x", ""), ("=y", "")]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("sane,A,B", "no action 'sane'. Did you mean 'same'?"),
        ("xyz,A,B", "Actions are same, different, rename, retype, drop"),
        (",A,B", "no action ''"),
        ("same,,B", "`name` is empty"),
        ("same,A", "needs the name of the entity that it is"),
        ("rename,A,,", "needs the new label"),
        ("rename,A,B,x", "Leave `articles` empty"),
        ("drop,A,B", "'drop' takes no `other`"),
        ("retype,A,preson", "Did you mean 'person'?"),
        ("same,A,A", "one name already"),
        ("same,NATO,Nato", "one name already"),
        ("different,Per Hansen,per hansen", "In `articles`"),
    ],
)
def test_a_line_that_cannot_be_understood_is_told_with_its_place(row: str, told: str) -> None:
    path = _file(f"drop,Les mer\n\n{row}\n")
    with pytest.raises(SettingsError) as error:
        read(path)
    assert str(error.value).startswith("mine.csv, line 4: ")
    assert told in str(error.value)


AGREE = {
    "exact repeats": ["same,A,B", "same,A,B", "rename,A,C", "rename,A,C", "drop,X", "drop,X"],
    "a chain": ["same,A,B", "same,B,C", "same,A,C", "different,A,D"],
    "other articles": ["same,A,B,x", "different,A,B,y"],
    "a name for two": ["same,A,B,x", "same,A,C,y", "different,B,C"],
    "a namesake": ["different,A,A,x", "same,A,B", "same,A,C,x", "different,B,C"],
    "an exception": ["same,A,B", "different,A,B,x", "same,A,C,x"],
    "dropped somewhere": ["drop,A,,x", "same,A,B", "rename,A,C"],
    "ids of two": ["different,person/a,organisation/a", "same,A,B"],
    "two actions": ["same,A,B", "rename,B,C", "retype,A,person", "different,A,X"],
    "drop and different": ["drop,A", "different,A,B"],
    "not whole": ["different,Moe,Kari Moe,x", "same,person/moe,Kari Moe"],
}


@pytest.mark.parametrize("rows", AGREE.values(), ids=AGREE.keys())
def test_these_lines_agree(rows: list[str]) -> None:
    assert len(read(_file("\n".join(rows)))) == len(rows)


DISAGREE: dict[str, tuple[list[str], list[int]]] = {
    "same and different": (["same,A,B", "different,A,B"], [2, 3]),
    "the other way round": (["different,B,A", "drop,X", "same,A,B"], [2, 4]),
    "another spelling": (["same,Å-B,C", "different,å b,C"], [2, 3]),
    "by way of a third": (["same,A,B", "same,C,B", "same,D,E", "different,C,A"], [2, 3, 5]),
    "the shortest way": (["same,A,B", "same,B,C", "same,A,C", "different,A,C"], [4, 5]),
    "by id": (["same,Kari Moe,Q5", "different,person/kari-moe,Q5"], [2, 3]),
    "shared article": (["same,A,B,x;y", "different,A,B,y;z"], [2, 3]),
    "nowhere and somewhere": (["different,A,B", "same,A,B,y"], [2, 3]),
    "a namesake after all": (["different,A,A,x", "same,A,B", "same,A,B,x"], [2, 3, 4]),
    "two labels": (["rename,A,B", "rename,a,C"], [2, 3]),
    "two types of one": (["retype,A,person", "same,A,B", "retype,B,place"], [2, 3, 4]),
    "two labels by chain": (["rename,A,X", "same,A,B", "same,C,B", "rename,C,Y"], [2, 3, 4, 5]),
    "drop and same": (["drop,A", "same,B,A"], [2, 3]),
    "drop and rename": (["rename,A,B", "drop,A"], [2, 3]),
    "drop and same, article": (["same,A,B,x", "drop,A,,x;y"], [2, 3]),
}


@pytest.mark.parametrize(("rows", "lines"), DISAGREE.values(), ids=DISAGREE.keys())
def test_these_lines_disagree_and_are_all_shown(rows: list[str], lines: list[int]) -> None:
    with pytest.raises(ContradictionError) as error:
        read(_file("\n".join(rows)))
    assert [line.line for line in error.value.lines] == lines
    for number in lines:
        assert f"line {number}: {rows[number - 2]}" in str(error.value)
    assert "mine.csv" in str(error.value)


NAMES = st.sampled_from(["A", "B", "C", "D", "Q1", "person/a"])
ARTICLES = st.lists(st.sampled_from(["x", "y"]), max_size=2, unique=True).map(tuple)
LINES = st.lists(
    st.builds(
        lambda action, name, other, articles: Correction(
            0, action, name, "" if action == "drop" else other, articles
        ),
        st.sampled_from(["same", "different", "rename", "drop"]).map(lambda word: _action(word)),
        NAMES,
        NAMES,
        ARTICLES,
    ).filter(lambda line: line.name != line.other),
    max_size=6,
).map(lambda lines: [_numbered(line, number) for number, line in enumerate(lines, start=2)])


def _action(word: str) -> Action:
    return word  # type: ignore[return-value]


def _numbered(line: Correction, number: int) -> Correction:
    return Correction(number, line.action, line.name, line.other, line.articles)


@given(LINES)
def test_whether_lines_agree_does_not_depend_on_their_order(lines: list[Correction]) -> None:
    backwards = [_numbered(line, number) for number, line in enumerate(reversed(lines), start=2)]
    assert any(True for _ in conflicts(lines)) == any(True for _ in conflicts(backwards))


@given(LINES)
def test_each_line_that_is_shown_is_needed_for_the_contradiction(lines: list[Correction]) -> None:
    for conflict in conflicts(lines):
        shown = least(conflict)
        assert len(shown.lines) >= 2
        assert set(shown.lines) <= set(conflict.lines)
        for line in shown.lines:
            rest = [one for one in shown.lines if one != line]
            assert next(conflicts(rest), None) is None


def test_of_two_ways_to_disagree_the_one_that_needs_fewer_lines_is_shown() -> None:
    rows = ["same,A,C", "same,A,C,x", "different,A,B", "same,A,B,x", "drop,A,,x"]
    with pytest.raises(ContradictionError) as error:
        read(_file("\n".join(rows)))
    assert [line.line for line in error.value.lines] == [4, 5]


PAGE = (Path(__file__).parent.parent / "docs" / "corrections.md").read_text(encoding="utf-8")


def test_the_example_in_the_documentation_is_read() -> None:
    (example,) = re.findall(r"```csv\n(.*?)```", PAGE, re.S)
    lines = read(_file(example, header=""))
    assert [line.action for line in lines] == (
        ["same"] * 2 + ["different"] * 2 + ["rename", "retype"] + ["drop"] * 2
    )
    assert lines[2].articles == ("familien-trump", "2018/melania")
    exception = re.search(r"`(same,Moe.*?)` and\s+`(different,Moe.*?)`", PAGE)
    assert exception is not None
    assert len(read(_file("\n".join(exception.groups())))) == 2


def test_the_contradiction_in_the_documentation_is_told_so() -> None:
    told = re.search(r"    (corrections\.csv: lines.*?\n)\n", PAGE, re.S)
    assert told is not None
    rows = dict(re.findall(r"line (\d+): (.*)", told[1]))
    text = "".join(rows.get(str(number), "drop,X") + "\n" for number in range(2, 6))
    with pytest.raises(ContradictionError) as error:
        read(_file(text))
    message = str(error.value).replace("mine.csv", "corrections.csv")
    assert re.sub(r"\n +", "\n  ", told[1]).strip() in message


def test_the_commands_in_the_documentation_are_there() -> None:
    commands = re.findall(r"^    python -m pipeline (\w+) ?(.*)$", PAGE, re.M)
    assert len(commands) == 4
    for name, words in commands:
        cli.commands[name].make_context(name, words.split())


def test_the_answers_of_a_spreadsheet_in_the_documentation_are_understood() -> None:
    answers = re.findall(r"^\| `(.*?)` \|", PAGE, re.M)
    assert len(answers) == 6
    question = Question("A", "B", "person/a", "person/b", "same", "spelling", subject="A")
    for answer in answers:
        assert understood(question, answer).action == answer.partition(":")[0]
