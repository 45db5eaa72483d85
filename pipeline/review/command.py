"""What `python -m pipeline review` does: asks, or writes and reads a spreadsheet."""

import shlex
from pathlib import Path

import click
from rich.console import Console

from pipeline import settings as options
from pipeline.corrections import FILE, read
from pipeline.errors import OutputError
from pipeline.results import Results, load
from pipeline.review import sheet
from pipeline.review.dialogue import Dialogue
from pipeline.review.examples import Examples
from pipeline.review.questions import Answered, Question, ranked


def review(
    *,
    output: Path | None,
    corrections: Path | None,
    limit: int | None,
    export: Path | None,
    take: Path | None,
) -> int:
    """Review the run in `output`; return the exit status.

    `corrections` is the file for the answers, `limit` the greatest number of questions, `export` a
    spreadsheet to write them to, `take` one to read answers from. Raises SettingsError or
    OutputError for files that cannot be read or written.
    """
    made = options.make({"output": output})
    path = corrections or made.corrections or Path(FILE)
    results = load(made.output)
    if take is not None:
        return _take(take, path, results)
    before = Answered(read(path) if path.exists() else ())
    every = ranked(results)
    questions = [one for one in every if not before.settles(one)]
    _begin(len(every), len(questions), path)
    questions = questions[:limit]
    if not questions:
        return 0
    examples = Examples(results)
    if export is not None:
        _export(export, questions, examples, results, path)
        return 0
    dialogue = Dialogue(Console(), path, examples, questions)
    dialogue.hold()
    _end(len(dialogue.written), path, results)
    return 0


def _begin(every: int, left: int, path: Path) -> None:
    done = f"; {every - left} others are answered in {path}" if every > left else ""
    click.echo(f"{left} doubtful decisions{done}. Those that would change the network most first.")


def _export(
    file: Path, questions: list[Question], examples: Examples, results: Results, path: Path
) -> None:
    if file.exists():
        raise OutputError(f"{file} is there already, perhaps with answers. Choose another name.")
    try:
        sheet.export(file, questions, examples)
    except OSError as error:
        raise OutputError(
            f"{file} cannot be written: {error.strerror or error}. Close it in other programs, or "
            "choose another name."
        ) from None
    more = _flags(results, path)
    click.echo(
        f"{len(questions)} questions are in {file}. Fill the column `answer` with same, different, "
        "drop, rename: NAME or retype: TYPE, leave it empty where you do not know, save it as CSV, "
        "and read it back with\n"
        f"  python -m pipeline review{more} --import {shlex.quote(str(file))}"
    )


def _take(file: Path, path: Path, results: Results) -> int:
    written, not_taken = sheet.take(file, path)
    for row in not_taken:
        click.echo(f"{file}, line {row.line}: not written: {row.why}", err=True)
    _end(len(written), path, results)
    if not_taken:
        click.echo(
            f"{len(not_taken)} answers were not written. Change them in {file} and read it again; "
            "answers that are there already are not written twice.",
            err=True,
        )
    return 1 if not_taken else 0


def _end(number: int, path: Path, results: Results) -> None:
    if not number:
        click.echo(f"No new answers; {path} is as it was.")
        return
    answers = "1 answer" if number == 1 else f"{number} answers"
    given = shlex.quote(str(results.record["settings"]["input"]))
    click.echo(
        f"{answers} written to {path}. They count from the next run on, with the options you gave "
        f"the last one:\n  python -m pipeline run {given}{_flags(results, path)}"
    )


def _flags(results: Results, path: Path) -> str:
    """Return the options that a command on the same run and corrections needs."""
    folder = str(results.folder)
    output = "" if folder == "outputs" else f" --output {shlex.quote(folder)}"
    found = options.make({}).corrections  # what is read without the option
    same = path == (found or Path(FILE))
    return output + ("" if same else f" --corrections {shlex.quote(str(path))}")
