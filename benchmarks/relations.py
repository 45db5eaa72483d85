"""How many of the relations and statements that a run finds are right, by type and by pattern.

python -m benchmarks.relations [--sealed] [--output RUN_FOLDER] [--errors N] [--model bundled]
                               [--json FILE]
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline import results
from pipeline.errors import PipelineError
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.gold_relations import TYPES, Annotated, read_annotated
from pipeline.evaluate.stated import beside, figures
from pipeline.evaluate.stated_mistakes import Mistake, mistakes
from pipeline.evaluate.trial import run_on
from pipeline.export.text import plain
from pipeline.progress import Silent

GOLD = Path(__file__).parent / "gold"
SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[2] / "shared"))
WIDTH = 120
"""Columns that the widest table needs; also where the output goes into a file."""
TEXTS = SHARED / "data" / "news_gold_train.json"


@click.command()
@click.option("--sealed", is_flag=True, help="Measure on the sealed half; prints no mistakes.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path),
              help="Folder of a finished run.  [default: makes one]")  # fmt: skip
@click.option("--errors", default=0, type=click.IntRange(min=0), metavar="N",
              help="Print up to N wrong and N missed ones of each type.")  # fmt: skip
@click.option("--model", default="bundled", show_default=True, help="Pipeline of the run made.")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path),
              help="File for all figures.")  # fmt: skip
def main(sealed: bool, output: Path | None, errors: int, model: str, target: Path | None) -> None:
    """Precision and recall of relations and statements on gold articles."""
    if sealed and errors:
        raise click.UsageError("--errors would show what is sealed. Leave it out, or --sealed.")
    try:
        annotated = gold(sealed=sealed)
        with ExitStack() as stack:
            held = beside(annotated, _run(annotated, output, model, stack))
    except PipelineError as error:
        raise click.ClickException(str(error)) from None
    told = {"half": "sealed" if sealed else "development", **figures(held)}
    console = Console(width=max(WIDTH, Console().width))
    report(console, told)
    if errors:
        print_mistakes(console, mistakes(held), errors)
    if target:
        target.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def gold(*, sealed: bool = False) -> tuple[Annotated, ...]:
    """Return the annotated articles of one half.

    Raises click.ClickException where the articles are not: they are not part of the project.
    """
    if not TEXTS.is_file():
        raise click.ClickException(
            f"{TEXTS} is not here. The gold relations hold no texts: the articles must lie in "
            "../shared beside the checkout, or in the folder that SHARED_DATA names."
        )
    name = "relations_sealed.json" if sealed else "relations_development.json"
    return read_annotated(GOLD / name, read_gold(TEXTS))


def _run(
    annotated: Sequence[Annotated], output: Path | None, model: str, stack: ExitStack
) -> results.Results:
    if output is not None:
        return results.load(output)
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="navnenett-")))
    articles = replace(read_gold(TEXTS), articles=tuple(one.article for one in annotated))
    return run_on(articles, folder, model, Silent())


def report(console: Console, told: dict[str, Any]) -> None:
    """Print what :func:`pipeline.evaluate.stated.figures` tells."""
    console.print(_relations(told), _statements(told["statements"]), _patterns(told))
    for note in told["notes"]:
        console.print(Text(plain(note), style="yellow"), soft_wrap=True)


def _relations(told: dict[str, Any]) -> Table:
    table = _table(
        f"Relations, {told['articles']} articles, {told['half']}",
        "gold found right P 95% R F R-named negated modality outside optional",
    )
    for name, one in told["relations"].items():
        shares = ("r", "f", "r_named", "negated_share", "modality_share")
        table.add_row(
            name,
            *(str(one[key]) for key in ("gold", "found", "right")),
            _percent(one["p"]),
            _interval(one["p_interval"]),
            *(_percent(one[key]) for key in shares),
            *(str(one[key]) for key in ("outside", "optional")),
        )
    return table


def _statements(one: dict[str, Any]) -> Table:
    table = _table("\nStatements", "right of share 95%")
    found = one["attributed"] + one["no_statement"]
    for name, right, of, interval in (
        ("speaker right, of gold statements found", one["right"], one["attributed"], "speaker"),
        ("the same, of all found", one["right"], found, "p"),
        ("recall", one["gold_found"], one["gold"], ""),
        ("recall, speaker named there", one["gold_named_found"], one["gold_named"], ""),
    ):
        table.add_row(
            name,
            str(right),
            str(of),
            _percent(right / of if of else None),
            _interval(one[f"{interval}_interval"]) if interval else "",
        )
    table.add_row("wrong speaker", str(one["wrong_speaker"]))
    table.add_row("no statement there", str(one["no_statement"]))
    table.add_row("optional, in none of these", str(one["optional"]))
    return table


def _patterns(told: dict[str, Any]) -> Table:
    table = _table("\nBy pattern", "pattern right of share", names=2)
    for kind in TYPES:
        for name, (right, of) in told["relations"][kind]["patterns"].items():
            table.add_row(kind, plain(name) or "–", str(right), str(of), _percent(right / of))
    for name, (right, wrong, none) in told["statements"]["patterns"].items():
        of = right + wrong + none
        table.add_row("statement", plain(name) or "–", str(right), str(of), _percent(right / of))
    return table


def _table(title: str, headings: str, names: int = 1) -> Table:
    table = Table(title=title, title_justify="left", box=None)
    for number, heading in enumerate(["", *headings.split()]):
        justify = "left" if number < names else "right"
        table.add_column(heading, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    return table


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def _interval(value: tuple[float, float] | None) -> str:
    return f"{100 * value[0]:.0f}–{100 * value[1]:.0f}" if value else ""


def print_mistakes(console: Console, found: Iterable[Mistake], most: int) -> None:
    """Print up to `most` mistakes of each kind, kinds in the order of the alphabet."""
    kinds: dict[str, list[Mistake]] = defaultdict(list)
    for one in found:
        kinds[one.kind].append(one)
    for kind, those in sorted(kinds.items()):
        console.print(Text(f"\n{kind.capitalize()}: {len(those)}", style="bold"))
        for one in islice(those, most):
            head = Text.assemble(
                (plain(one.about), "bold cyan"), (f"  {plain(one.article_id)}", "dim")
            )
            console.print(head, soft_wrap=True)
            console.print(Text(f"  {plain(one.sentence)}"), soft_wrap=True)


if __name__ == "__main__":
    main()
