"""Tests of pipeline/review/dialogue.py, as a person sees it: typed answers and what is printed."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.corrections import FILE, read
from pipeline.results import Results


class Reviewer:
    """Someone who reviews a run."""

    def __init__(self, results: Results):
        self._output = str(results.folder)

    def types(self, *lines: str, flags: tuple[str, ...] = ()) -> Result:
        """Start a review and type these lines."""
        words = ["review", "--output", self._output, *flags]
        answers = "".join(f"{line}\n" for line in lines)
        result = CliRunner().invoke(cli, words, input=answers, env={"COLUMNS": "100"})
        assert result.exit_code == 0, result.output
        return result


@pytest.fixture
def reviewer(reviewed: Results) -> Reviewer:
    return Reviewer(reviewed)


def _written() -> list[str]:
    return [str(line) for line in read(Path(FILE))]


def test_a_question_is_asked_in_plain_words_with_its_sentences(reviewer: Reviewer) -> None:
    said = reviewer.types("", "", "q").output
    for words in (
        "4 doubtful decisions",
        "Question 1 of 4 · 3 ties would move",
        "Is «Norge» (1 mention in 3 articles) the same country as «FN»?",
        "They were taken for two: names one letter apart, taken for two ([bold]not much[/bold]).",
        "Rule: one-letter-apart; doubt 0.90.",
        "2017-02 · a",
        "    Tillerson takket Norge og FN.",
        "«FN»  sentences 1–3 of 3",
        "Is «Tillerson» (1 mention in 1 article) the same person as «Rex Tillerson»?",
        "They were taken for one, called «Rex Tillerson»",
        "No new answers",
    ):
        assert words in said
    assert not Path(FILE).exists()


def test_each_answer_is_written_and_its_line_shown(reviewer: Reviewer) -> None:
    said = reviewer.types("d", "", "s", "y").output
    assert _written() == [
        "different,Norge,FN",
        "same,Tillerson,Rex Tillerson",
        "retype,FN,organisation",
    ]
    assert "corrections.csv, line 2: different,Norge,FN" in said
    assert "3 answers written to corrections.csv" in said
    assert "python -m pipeline run" in said
    assert "reviewed: one-letter-apart" in Path(FILE).read_text(encoding="utf-8")
    again = reviewer.types("q").output
    assert "1 doubtful decisions; 3 others are answered in corrections.csv" in again


def test_an_answer_that_settles_a_later_question_spares_it(reviewer: Reviewer) -> None:
    said = reviewer.types("x", "2", "", "").output
    assert _written() == ["drop,FN"]
    assert "What is «FN»" not in said
    assert "Question 3 of 4" in said


def test_what_is_not_the_case_in_part_of_the_articles_is_written_for_these(
    reviewer: Reviewer,
) -> None:
    reviewer.types("", "", "d")
    assert _written() == ["different,Tillerson,Rex Tillerson,c"]


def test_one_name_of_two_persons_is_told_apart_by_articles(reviewer: Reviewer) -> None:
    said = reviewer.types("", "d", "", "d", "2").output
    assert "In which articles is it someone else?" in said
    assert "  2  b" in said
    assert "Say in which articles" in said  # the first time none was given
    assert _written() == ["different,NATO,NATO,b"]


def test_type_and_name_may_be_told_of_either_side_and_the_question_stays(
    reviewer: Reviewer,
) -> None:
    said = reviewer.types("t", "2", "org", "r", "1", "Kongeriket Norge", "r", "1", "", "s").output
    assert _written() == [
        "retype,FN,organisation",
        "rename,Norge,Kongeriket Norge",
        "same,Norge,FN",
    ]
    assert said.count("Is «Norge»") == 1
    reviewer.types("", "", "t", "q")
    assert len(_written()) == 3


def test_back_more_help_and_a_letter_that_is_none(reviewer: Reviewer) -> None:
    said = reviewer.types("b", "", "b", "", "m", "zz", "?", "q").output
    assert "This is the first question" in said
    assert said.count("Is «Norge»") == 3
    assert "There are no more sentences" in said
    assert "'zz' is no answer here" in said
    assert "no name: leave it out of everything" in said


def test_a_contradiction_is_told_and_may_replace_the_earlier_answer(reviewer: Reviewer) -> None:
    said = reviewer.types("s", "b", "d", "n", "d", "y", "q").output
    assert "line 2: same,Norge,FN\n  line 3: different,Norge,FN" in said
    assert "the earlier answer stands" in said
    assert _written() == ["different,Norge,FN"]
    assert "1 answer written" in said


def test_of_several_earlier_lines_one_is_chosen(reviewer: Reviewer) -> None:
    Path(FILE).write_text("action,name,other\nsame,Norge,X\nrename,FN,A\n", encoding="utf-8")
    said = reviewer.types("r", "1", "B", "s", "9", "s", "3", "y", "q").output
    assert "Which line shall go?" in said
    assert _written() == ["same,Norge,X", "rename,Norge,B", "same,Norge,FN"]


def test_the_end_of_piped_answers_ends_the_review(reviewer: Reviewer) -> None:
    assert "1 answer written" in reviewer.types("d").output


def test_a_limit_and_another_file(reviewer: Reviewer) -> None:
    flags = ("--limit", "1", "--corrections", "other.csv")
    said = reviewer.types("d", flags=flags).output
    assert "Question 1 of 1" in said
    assert "--corrections other.csv" in said
    assert len(read(Path("other.csv"))) == 1


def test_a_run_of_an_earlier_version_is_told(reviewed: Results, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"tables": {}}', encoding="utf-8")
    result = CliRunner().invoke(cli, ["review", "-o", str(tmp_path)])
    assert "another version" in str(result.exception)
