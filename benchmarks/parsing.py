"""What parsing only the sentences that may state a relation loses, and how long a whole run takes.

python -m benchmarks.parsing [--part filter|speed|both] [--sealed] [--errors N] [--articles 500]
                             [--repeats 3] [--texts FOLDER] [--model bundled] [--json FILE]
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import click
import pandas as pd

from benchmarks import relations, whole_run
from pipeline import tables
from pipeline.annotate import syntax
from pipeline.errors import PipelineError
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.stated import beside, figures
from pipeline.evaluate.trial import run_on
from pipeline.progress import Silent
from pipeline.results import Results

FOUND = ("relations", "statements")
Figures = dict[str, Any]


@click.command()
@click.option("--part", type=click.Choice(["filter", "speed", "both"]), default="both",
              show_default=True, help="What to measure.")  # fmt: skip
@click.option("--sealed", is_flag=True, help="Filter: on the sealed half; shows no sentences.")
@click.option("--errors", default=0, type=click.IntRange(min=0), metavar="N",
              help="Filter: print up to N of what is lost.")  # fmt: skip
@click.option("--articles", default=500, show_default=True, type=click.IntRange(min=1),
              help="Speed: so many articles.")  # fmt: skip
@click.option("--repeats", default=3, show_default=True, type=click.IntRange(min=1),
              help="Speed: turns of each.")  # fmt: skip
@click.option("--texts", "source", type=click.Path(exists=True, path_type=Path),
              help="Speed: articles to vary.  [default: the gold articles, or seeds/]")  # fmt: skip
@click.option("--model", default="bundled", show_default=True, help="Pipeline.")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path),
              help="File for all figures.")  # fmt: skip
def main(
    part: str,
    sealed: bool,
    errors: int,
    articles: int,
    repeats: int,
    source: Path | None,
    model: str,
    target: Path | None,
) -> None:
    """Tell what the choice of sentences to parse loses, and what a whole run costs."""
    if sealed and errors:
        raise click.UsageError("--errors would show what is sealed. Leave it out, or --sealed.")
    told: Figures = {}
    try:
        if part != "speed":
            told["filter"] = filtered(model, sealed=sealed, most=errors)
            print(report_filter(told["filter"]), flush=True)
        if part != "filter":
            told["speed"] = whole_run.speed(
                list(whole_run.base(source, relations.TEXTS)), articles, repeats, model
            )
            print(whole_run.report(told["speed"]))
    except PipelineError as error:
        raise click.ClickException(str(error)) from None
    if target:
        target.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def filtered(model: str, *, sealed: bool = False, most: int = 0) -> Figures:
    """Return what two runs on gold articles find: one with the filter, one that parses everything.

    `lost` and `new` are what only the second, or only the first, has found, by type; a row that
    differs in anything (pattern, modality, coreference …) is both. `right` are the counts of right
    relations and statements of both. `sentences` and `words` are (parsed, all), words being the
    tokens of the parser. `examples` are up to `most` lost ones with their text. Raises
    click.ClickException where the gold articles are not, PipelineError as :func:`pipeline.run`.
    """
    annotated = relations.gold(sealed=sealed)
    held = Gold(tuple(one.article for one in annotated))
    with tempfile.TemporaryDirectory(prefix="navnenett-") as folder:
        places = [Path(folder) / name for name in ("some", "every")]
        for place in places:
            place.mkdir()
        some = run_on(held, places[0], model, Silent())
        # The same parser on every sentence: --parse would split sentences otherwise too.
        with mock.patch.object(syntax.Chooser, "chooses", return_value=True):
            every = run_on(held, places[1], model, Silent())
        rows = {name: (_rows(some, name), _rows(every, name)) for name in FOUND}
        scores = [figures(beside(annotated, one)) for one in (some, every)]
        parsed, all_parsed = some.table("parses"), every.table("parses")
        lost = {name: after - before for name, (before, after) in rows.items()}
        new = {name: before - after for name, (before, after) in rows.items()}
        return {
            "half": "sealed" if sealed else "development",
            "articles": len(annotated),
            "sentences": (_sentences(parsed), len(every.sentences)),
            "words": (len(parsed), len(all_parsed)),
            "found": {name: after.total() for name, (_, after) in rows.items()},
            "lost": {name: _by_type(of) for name, of in lost.items()},
            "new": {name: _by_type(of) for name, of in new.items()},
            "right": {
                "relations": [one["relations"]["all"]["right"] for one in scores],
                "statements": [one["statements"]["right"] for one in scores],
            },
            "examples": [_example(row) for name in FOUND for row in sorted(lost[name])[:most]],
        }


def _rows(results: Results, table: str) -> Counter[tuple[Any, ...]]:
    """Return the rows of a table, each as a tuple; rows may be there more than once."""
    return Counter(results.table(table).fillna("").itertuples(index=False, name=None))


def _sentences(parses: pd.DataFrame) -> int:
    return len(parses[["article_id", "sentence"]].drop_duplicates())


def _by_type(rows: Counter[tuple[Any, ...]]) -> dict[str, int]:
    # The first column of relations is their type; of statements, the article.
    width = len(tables.columns("relations"))
    kinds = Counter[str]()
    for row, times in rows.items():
        kinds[row[0] if len(row) == width else "statement"] += times
    return dict(sorted(kinds.items()))


def _example(row: Sequence[Any]) -> str:
    return " | ".join(str(cell) for cell in row)


def report_filter(told: Figures) -> str:
    """Return what :func:`filtered` found, in words."""
    lines = [f"Parsed, {told['articles']} articles, {told['half']}"]
    for name in ("sentences", "words"):
        some, every = told[name]
        lines.append(f"  {name:12}{some:8,} of {every:8,}  {_percent(some, every)}")
    for name in FOUND:
        lost, new = (sum(told[key][name].values()) for key in ("lost", "new"))
        some, every = told["right"][name]
        lines.append(
            f"{name}: {told['found'][name]:,} found with everything parsed; {lost} of them lost"
            f"{_listed(told['lost'][name])}, {new} new{_listed(told['new'][name])}; "
            f"right: {some} with the filter, {every} with everything parsed"
        )
    return "\n".join(lines + [f"  lost: {one}" for one in told["examples"]])


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _listed(kinds: dict[str, int]) -> str:
    return f" ({', '.join(f'{kind} {n}' for kind, n in kinds.items())})" if kinds else ""


if __name__ == "__main__":
    main()
