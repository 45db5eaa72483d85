"""Tests of pipeline/review/sheet.py: the questions as a spreadsheet, there and back."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.corrections import FILE, Correction, read
from pipeline.errors import OutputError
from pipeline.results import Results
from pipeline.review import sheet, writing
from pipeline.review.examples import Examples
from pipeline.review.questions import Question, ranked

SHEET = Path("questions.csv")


def _types(results: Results, *words: str) -> Result:
    return CliRunner().invoke(cli, ["review", "--output", str(results.folder), *words])


def _filled(answers: dict[str, str], note: str = "", divider: str = ",") -> None:
    """Fill the column `answer` by name, and save it as a spreadsheet program would."""
    rows = pd.read_csv(SHEET, dtype="str", keep_default_na=False)
    rows["answer"] = rows["name"].map(lambda name: answers.get(name, ""))
    rows["note"] = note
    rows.to_csv(SHEET, index=False, sep=divider, encoding="utf-8-sig")


def test_the_sheet_has_what_one_needs_to_answer(reviewed: Results) -> None:
    said = _types(reviewed, "--export", str(SHEET))
    assert said.exit_code == 0
    assert "4 questions are in questions.csv" in said.output
    assert "--import questions.csv" in said.output
    assert SHEET.read_bytes().startswith(b"\xef\xbb\xbfanswer,note,name,other,")
    with SHEET.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert [row["name"] for row in rows] == ["Norge", "NATO", "Tillerson", "FN"]
    assert rows[0]["sentence_1"] == "2017-02 a: Tillerson takket «Norge» og FN."
    assert rows[0]["sentence_3"].endswith("takket Norge og «FN».")
    assert rows[2]["sentence_1"].startswith("c: «Tillerson» ringte")
    assert rows[2]["sentence_2"].startswith("2017-02 a: NATO møtte «Rex Tillerson»")
    assert rows[0]["doubt"] == "0.9"
    assert rows[0]["ties"] == "3"
    assert rows[3]["other_id"] == ""


@pytest.mark.parametrize("divider", [",", ";"])
def test_answers_are_read_back_and_asked_no_more(reviewed: Results, divider: str) -> None:
    _types(reviewed, "--export", str(SHEET))
    answers = {
        "Norge": "Different",
        "NATO": "different: b",
        "Tillerson": "rename: R. Tillerson",
        "FN": "retype:organisation",
    }
    _filled(answers, divider=divider)
    said = _types(reviewed, "--import", str(SHEET))
    assert said.exit_code == 0, said.output
    assert "4 answers written" in said.output
    assert [str(line) for line in read(Path(FILE))] == [
        "different,Norge,FN",
        "different,NATO,NATO,b",
        "rename,Rex Tillerson,R. Tillerson",
        "retype,FN,organisation",
    ]
    before = Path(FILE).read_bytes()
    assert "No new answers" in _types(reviewed, "--import", str(SHEET)).output
    assert Path(FILE).read_bytes() == before
    assert "1 doubtful decisions; 3 others" in _types(reviewed, "--limit", "1").output


def test_answers_that_cannot_be_understood_are_told_and_the_others_written(
    reviewed: Results,
) -> None:
    writing.append(Path(FILE), [Correction(0, "same", "Norge", "FN")])
    _types(reviewed, "--export", str(SHEET), "--corrections", "none.csv")
    answers = {"Norge": "different", "NATO": "different", "Tillerson": "sane", "FN": "drop"}
    _filled(answers, note="by hand")
    said = _types(reviewed, "--import", str(SHEET))
    assert said.exit_code == 1
    for told in (
        "questions.csv, line 2: not written: corrections.csv: lines that contradict",
        "line 2: same,Norge,FN",
        "questions.csv, line 3: not written: They are one name",
        "questions.csv, line 4: not written: 'sane' is no answer",
        "questions.csv, line 5: not written",  # FN cannot be dropped and be Norge
    ):
        assert told in said.output
    assert [str(line) for line in read(Path(FILE))] == ["same,Norge,FN"]
    _filled({"Tillerson": "retype: place"}, note="by hand")
    assert _types(reviewed, "--import", str(SHEET)).exit_code == 0
    assert read(Path(FILE))[1].note == "by hand"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("same", "answers no question about a type"),
        ("rename:", "is no answer"),
        ("retype: town", "Types are person"),
        ("yes", "is no answer"),
    ],
)
def test_an_answer_about_a_type_that_is_none_is_told(
    reviewed: Results, answer: str, told: str
) -> None:
    _types(reviewed, "--export", str(SHEET))
    _filled({"FN": answer})
    assert told in _types(reviewed, "--import", str(SHEET)).output


def test_a_sheet_with_answers_is_not_written_over(reviewed: Results) -> None:
    SHEET.write_text("answers", encoding="utf-8")
    said = _types(reviewed, "--export", str(SHEET))
    assert isinstance(said.exception, OutputError)
    assert "there already" in str(said.exception)
    assert SHEET.read_text(encoding="utf-8") == "answers"


def test_export_and_import_together_are_refused(reviewed: Results) -> None:
    assert _types(reviewed, "--export", "a.csv", "--import", "a.csv").exit_code == 2


def test_names_that_look_like_formulas_come_back_as_they_are(reviewed: Results) -> None:
    odd = Question(
        name="=1+1",
        other='"Øst"; #, West',
        entity_id="person/x",
        other_id="person/y",
        verdict="same",
        rule="spelling",
        subject="-x",
    )
    sheet.export(SHEET, [odd], Examples(reviewed))
    assert ",'=1+1," in SHEET.read_text(encoding="utf-8")
    for answer in ("same", "rename: =2", "drop"):
        SHEET.unlink()
        sheet.export(SHEET, [odd], Examples(reviewed))
        _filled({"'=1+1": answer})
        sheet.take(SHEET, Path(f"{answer[:4]}.csv"))
    (same,) = read(Path("same.csv"))
    assert (same.name, same.other) == ("=1+1", '"Øst"; #, West')
    (rename,) = read(Path("rena.csv"))
    assert (rename.name, rename.other) == ("-x", "=2")
    (drop,) = read(Path("drop.csv"))
    assert drop.name == "=1+1"


def test_there_and_back_gives_every_question(reviewed: Results) -> None:
    for question in ranked(reviewed):
        SHEET.unlink(missing_ok=True)
        sheet.export(SHEET, [question], Examples(reviewed))
        _filled({question.name: "drop"})
        written, not_taken = sheet.take(SHEET, Path(FILE))
        assert not_taken == ()
        assert [(line.action, line.name) for line in written] == [("drop", question.name)]
