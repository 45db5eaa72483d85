"""What `python -m pipeline evaluate` does: reads, measures, and tells."""

import contextlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console

from pipeline import corrections, results, terminal
from pipeline.errors import OutputError
from pipeline.evaluate import given, graph, report, spacy_model, treebank
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.mistakes import as_dicts, mistakes
from pipeline.evaluate.trial import run_on
from pipeline.link import load_gazetteer
from pipeline.progress import Progress, Silent
from pipeline.settings import make

_STDOUT: Final = "-"


def on_treebank(
    paths: Sequence[Path], *, model: str | None, to_json: str | None, quiet: bool
) -> None:
    """Measure a spaCy pipeline on treebank files, print tables and write JSON.

    Raises ConllError, ModelError or OutputError.
    """
    _check(to_json)
    data = treebank.load(paths)
    with _progress(quiet) as progress:
        told = spacy_model.evaluate(model or "auto", data, progress)
    told["data"]["files"] = [str(path) for path in paths]
    _write(told, to_json)
    if not quiet and to_json != _STDOUT:
        report.model(Console(), told)


def on_gold(
    path: Path,
    *,
    model: str | None,
    output: Path | None,
    given_names: bool,
    errors: int,
    to_json: str | None,
    quiet: bool,
) -> None:
    """Measure a run on gold articles, print a table and mistakes, and write JSON.

    The run is the one in `output`; without it one is made, in a folder that is gone afterwards.
    With `given_names` there is no run: linking alone is measured, on the names of the gold.
    Raises InputError, ModelError or OutputError.
    """
    _check(to_json)
    gold = read_gold(path)
    ran: Mapping[str, Any] = {"name": "the names of the gold articles", "version": ""}
    stated: list[graph.Triple] = []
    with contextlib.ExitStack() as stack:
        if given_names:
            options = make({})
            articles = given.linked(
                gold,
                load_gazetteer(options.entities),
                metonyms=options.metonyms,
                corrections=corrections.read(options.corrections),
            )
            gold = replace(gold, relations=None)
        elif output is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="navnenett-")))
            with _progress(quiet) as progress:
                run = run_on(gold, folder, model, progress)
        else:
            run = results.load(output)
        if not given_names:
            articles = graph.matched(gold, run)
            stated = graph.stated(run)
            ran = run.record["model"]
    told = graph.scores(gold, articles, stated)
    told = {"gold": str(path), "model": {key: ran[key] for key in ("name", "version")}, **told}
    found = mistakes(gold, articles, errors)
    if errors:
        told["mistakes"] = as_dicts(found)
    _write(told, to_json)
    if not quiet and to_json != _STDOUT:
        report.graph(Console(), told, found)


@contextlib.contextmanager
def _progress(quiet: bool) -> Iterator[Progress]:
    if quiet:
        yield Silent()
        return
    with terminal.Bars(Console(stderr=True)) as bars:
        yield bars


def _check(to_json: str | None) -> None:
    """Refuse a file that cannot be written before the work is done, not after."""
    if to_json not in (None, _STDOUT) and not Path(str(to_json)).parent.is_dir():
        raise OutputError(f"{to_json} cannot be written: there is no such folder.")


def _write(told: Mapping[str, Any], to_json: str | None) -> None:
    if to_json is None:
        return
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    if to_json == _STDOUT:
        click.echo(text, nl=False)
        return
    try:
        Path(to_json).write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{to_json} cannot be written ({error.strerror or error}).") from None
