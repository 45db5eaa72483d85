"""The commands. Each is a few lines over a function of the library."""

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console
from rich.table import Table

from pipeline.commands import explore, relations, show
from pipeline.errors import PipelineError
from pipeline.flags import Grouped, settings_options
from pipeline.plots.command import plot
from pipeline.settings import Settings, make

_EXAMPLES: Final = """
\b
Examples:
  python -m pipeline run                            the demonstration articles in seeds/
  python -m pipeline run my-articles -o my-network  a folder of your own
  python -m pipeline run news.csv --text-column brødtekst --since 2022
  python -m pipeline run --window paragraph --types person,country --min-count 2
  python -m pipeline explore                        look at it in your browser
  python -m pipeline show Lavrov Tillerson          the sentences behind a tie
  python -m pipeline relations --type meets         who meets whom
"""


@click.group(epilog=_EXAMPLES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="navnenett")
def cli() -> None:
    """Make a network of people, countries and organisations from Norwegian news.

    Every option can also stand in pipeline.toml in the folder you work in (window = "paragraph")
    or in the environment (NAVNENETT_WINDOW=paragraph). A flag wins over the file, the file over
    the environment.
    """


def _make(options: Mapping[str, Any]) -> Settings:
    given = dict(options)
    return make(given, config=given.pop("config"))


def _run(stage: str, options: Mapping[str, Any]) -> int:
    """Run the stages up to `stage` as a person at the terminal wants it; return the exit status."""
    from pipeline import terminal
    from pipeline.job import run
    from pipeline.progress import Progress, Silent
    from pipeline.runner import run_stages

    settings = _make(options)
    errors = Console(stderr=True)
    with contextlib.ExitStack() as shown:
        progress: Progress = Silent()
        if not settings.quiet:
            progress = shown.enter_context(terminal.Bars(errors))
        if stage == "export":
            results = run(settings=settings, progress=progress)
            problems, counts = results.record["problems"], results.record["counts"]
        else:
            ran = run_stages(settings, stage, progress)
            problems = [row for part in ran.problems() for row in part.to_dict("records")]
            counts = ran.counts()
    terminal.problems(errors, problems)
    if stage == "export" and not settings.quiet:
        terminal.summary(Console(), results)
    elif not settings.quiet:
        for name, number in counts.items():
            click.echo(f"{number:>10,} {name}")
        click.echo(f"The tables lie in {settings.output / 'tables'} as Parquet.")
    not_read = counts["not_read"]
    return 1 if settings.strict and not_read else 0


def _stage_command(stage: str, about: str) -> None:
    def command(**options: Any) -> None:
        raise SystemExit(_run(stage, options))

    command.__doc__ = (
        f"{about[0].upper()}{about[1:]}; with all stages before it.\n\nINPUT is a file, a folder, "
        "a glob or - for standard input; seeds/ if not given. Work that an earlier run has done "
        "on the same articles with the same options stands."
    )
    example = f"\b\nExample:\n  python -m pipeline {stage} my-articles -o my-network"
    cli.command(stage, cls=Grouped, epilog=example)(settings_options(command))


@cli.command(cls=Grouped, epilog=_EXAMPLES)
@settings_options
def run(**options: Any) -> None:
    """Read articles and write the network: all stages, one after the other.

    INPUT is a file, a folder with its subfolders, a glob such as 'news/*.txt', or - for standard
    input; seeds/ if not given. Read are .txt, .jsonl, .csv, .tsv, .parquet and .html, each also
    gzipped. What an earlier run has done on the same articles with the same options stands.
    """
    raise SystemExit(_run("export", options))


@cli.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help="The folder of the run.  [default: outputs]",
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    help="The file for your answers.  [default: corrections.csv]",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N questions.")
@click.option(
    "--export",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Write the questions to a spreadsheet instead of asking.",
)
@click.option(
    "--import",
    "take",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Read the answers from that spreadsheet.",
)
def review(**options: Any) -> None:
    """Go through the most doubtful decisions of a run, and keep your answers for every later run.

    Asks in the terminal, those first that would change the network most, with the sentences. `?`
    explains the answers; each is written at once. docs/corrections.md has more.

    \b
    Examples:
      python -m pipeline review
      python -m pipeline review --output my-network --limit 20
      python -m pipeline review --export questions.csv
      python -m pipeline review --import questions.csv
    """  # noqa: D301
    from pipeline.review.command import review as ask

    if options["export"] and (options["take"] or options["export"] == options["corrections"]):
        raise click.UsageError("Give --export and --import one after the other, a file for each.")
    raise SystemExit(ask(**options))


@cli.command()
def models() -> None:
    """List the spaCy pipelines that --model can name, and which of them are installed.

    \b
    Example:
      python -m pipeline models
    """  # noqa: D301
    from pipeline.annotate import available, find

    table = Table(box=None)
    for heading in ("--model", "version", "entity F", "about"):
        table.add_column(heading)
    for row in available():
        score = f"{100 * row['entities_f']:.1f}" if row["entities_f"] else ""
        table.add_row(row["name"], row["version"] or "", score, row["about"])
    console = Console()
    console.print(table)
    console.print(
        f"\n--model auto takes {find('auto').name}. Any other spaCy pipeline can be given by the "
        "name of its package or the path of its folder, a Hugging Face model as hf:NAME or "
        "hf:FOLDER.\nEntity F is each pipeline's own figure, on its own evaluation data.",
        highlight=False,
    )


@cli.command()
@click.option(
    "--model",
    help="auto, bundled, nb_core_news_sm|md|lg, or the name or folder of any spaCy pipeline.  "
    "[default: auto]",
)
@click.option(
    "--data",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE [FILE]...",
    help="Treebank files, CoNLL-U or NDT, with names as name=B-PER in the last column; also .gz "
    "and .xz.",
)
@click.argument("more", nargs=-1, type=click.Path(path_type=Path), metavar="")
@click.option(
    "--gold", type=click.Path(path_type=Path), help="Gold articles, a JSON file with `articles`."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="With --gold: the folder of a run on these articles; without it, a run is made of them.",
)
@click.option(
    "--given-names",
    is_flag=True,
    help="With --gold: link the names that the gold marks, to measure linking alone.",
)
@click.option(
    "--errors",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="With --gold: print N mistakes of each kind too.",
)
@click.option("--json", "to_json", metavar="FILE", help="Write the scores as JSON; - prints them.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bars and no tables.")
def evaluate(
    data: tuple[Path, ...], more: tuple[Path, ...], gold: Path | None, **options: Any
) -> None:
    """Measure a spaCy pipeline on a treebank, or a run on gold articles.

    With --data: names, tags, lemmas, trees and sentences that a pipeline finds, from the annotated
    tokens and from raw text, with 95 % intervals; its speed and size. With --gold: names, links,
    relations and ties that a run finds. docs/accuracy.md says what each figure means.

    \b
    Examples:
      python -m pipeline evaluate --model bundled --data no_bokmaal-ud-dev.conllu
      python -m pipeline evaluate --model my-model --data a.conllu b.conllu.gz --json scores.json
      python -m pipeline evaluate --gold gold.json --errors 5
      python -m pipeline evaluate --gold gold.json --output my-network --json -
      python -m pipeline evaluate --gold gold.json --given-names
    """  # noqa: D301
    from pipeline.evaluate.command import on_gold, on_treebank

    if bool(data) == bool(gold):
        raise click.UsageError("Give either --data FILE.conllu or --gold FILE.json.")
    if gold is None:
        if any(options.pop(name) for name in ("output", "errors", "given_names")):
            raise click.UsageError("--output, --errors and --given-names go with --gold.")
        on_treebank((*data, *more), **options)
    elif more:
        raise click.UsageError(f"--gold takes one file; what is {more[0]}?")
    elif options["output"] and options["model"]:
        raise click.UsageError("--output is of a run that is done; --model is of one to be made.")
    elif options["given_names"] and (options["output"] or options["model"]):
        raise click.UsageError("--given-names needs no run: leave out --output and --model.")
    else:
        on_gold(gold, **options)


for command in (explore, show, relations, plot):
    cli.add_command(command)


def main() -> None:
    """Run the command line; errors that a person can mend are told without a traceback."""
    from pipeline.stages import STAGES

    for stage, about in STAGES.items():
        if stage not in cli.commands:
            _stage_command(stage, about)
    name = "python -m pipeline" if sys.argv[0].endswith("__main__.py") else None
    try:
        # Not standalone: click would report an interruption as "Aborted!" and nothing more.
        raise SystemExit(cli.main(prog_name=name, standalone_mode=False))
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except PipelineError as error:
        click.echo(f"Error: {error}", err=True)
        raise SystemExit(2) from None
    except (KeyboardInterrupt, click.Abort):
        click.echo(
            "\nInterrupted. What is done is kept: the same command goes on from there.", err=True
        )
        raise SystemExit(130) from None
