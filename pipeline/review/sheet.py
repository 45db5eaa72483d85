"""The questions of a review as a spreadsheet, and the answers read from it again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pipeline import store
from pipeline.contradictions import ContradictionError
from pipeline.corrections import Correction, bare
from pipeline.datafiles import listed, read_rows
from pipeline.errors import SettingsError
from pipeline.export import csv
from pipeline.export.text import cell
from pipeline.review import answers, writing
from pipeline.review.examples import Example, Examples
from pipeline.review.questions import Question

COLUMNS: Final = (
    "answer note name other verdict rule evidence doubt ties sentence_1 sentence_2 sentence_3 "
    "articles other_articles in_part shared other_shared entity_id other_id subject".split()
)
_REQUIRED: Final = ("answer", "name", "other", "verdict", "rule", "entity_id", "other_id")
_EXAMPLE: Final = "the file that  python -m pipeline review --export FILE.csv  writes"


@dataclass(frozen=True)
class NotTaken:
    """A row of the sheet whose answer was not written: its line, and why."""

    line: int
    why: str


def export(path: Path, questions: Sequence[Question], examples: Examples) -> None:
    """Write `questions` into the CSV file at `path`, with an empty column `answer`.

    UTF-8 with a byte order mark; no cell runs as a formula. Of the sentences the third is one with
    `other`, if there is any.
    """
    rows = pd.DataFrame([_row(one, examples) for one in questions], columns=COLUMNS)
    with store.replacing(path) as handle:
        for piece in csv.write(COLUMNS, [rows], cell):
            handle.write(piece)


def take(sheet: Path, path: Path) -> tuple[tuple[Correction, ...], tuple[NotTaken, ...]]:
    """Write the answers in the CSV file `sheet` into the file of corrections at `path`.

    Returns the new corrections and the rows whose answers cannot be understood or contradict
    others; rows without an answer are passed over. Raises SettingsError if one of the files cannot
    be read.
    """
    understood: list[tuple[int, Correction]] = []
    not_taken: list[NotTaken] = []
    for line, cells in read_rows(sheet, COLUMNS, _REQUIRED, _EXAMPLE):
        row = {name: bare(value) for name, value in cells.items()}
        if not row["answer"]:
            continue
        try:
            question = _question(row)
            correction = answers.understood(question, row["answer"])
            note = row.get("note") or correction.note
            understood.append((line, writing.clean(replace(correction, note=note))))
        except SettingsError as error:
            not_taken.append(NotTaken(line, str(error)))
    written: list[Correction] = []
    try:
        written.extend(writing.append(path, [correction for _, correction in understood]))
    except ContradictionError:
        for line, correction in understood:
            try:
                written.extend(writing.append(path, [correction]))
            except ContradictionError as error:
                not_taken.append(NotTaken(line, str(error)))
    return tuple(written), tuple(sorted(not_taken, key=lambda row: row.line))


def _row(question: Question, examples: Examples) -> dict[str, Any]:
    mine, theirs = examples.of(question.rows), examples.of(question.other_rows)
    shown = [*mine[: 2 if theirs else 3], *theirs[:1]]
    cuts = [examples.cut(rows) for rows in shown]
    sentences = {f"sentence_{n}": _told(cut) for n, cut in enumerate(cuts, start=1)}
    return {
        **dict.fromkeys(COLUMNS, ""),
        **{
            name: getattr(question, name)
            for name in COLUMNS
            if hasattr(question, name) and "articles" not in name
        },
        **sentences,
        "articles": ";".join(question.articles),
        "other_articles": ";".join(question.other_articles),
        "in_part": "yes" if question.in_part else "",
        "shared": "yes" if question.shared else "",
        "other_shared": "yes" if question.other_shared else "",
        "doubt": round(question.doubt, 3),
    }


def _told(example: Example) -> str:
    """Return the date, the article and the sentence, with the names between « and »."""
    text = example.text
    for start, end in reversed(example.spans):
        text = f"{text[:start]}«{text[start:end]}»{text[end:]}"
    return f"{' '.join(filter(None, (example.date, example.article_id)))}: {text}"


def _question(row: dict[str, str]) -> Question:
    if not row["name"]:
        raise SettingsError("the row has no name; export the questions again.")
    return Question(
        name=row["name"],
        other=row["other"],
        entity_id=row["entity_id"],
        other_id=row["other_id"],
        verdict=row["verdict"],
        rule=row["rule"],
        subject=row.get("subject") or row["entity_id"] or row["name"],
        articles=tuple(listed(row.get("articles", ""))),
        other_articles=tuple(listed(row.get("other_articles", ""))),
        in_part=bool(row.get("in_part")),
        shared=bool(row.get("shared")),
        other_shared=bool(row.get("other_shared")),
    )
