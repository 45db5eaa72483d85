"""The commands that read a finished run: explore, show and relations."""

import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console

from pipeline.errors import OutputError, PipelineError
from pipeline.settings import make

_OUTPUT: Final = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help="The folder of the run.  [default: outputs]",
)


@click.command()
@click.argument("entity", required=False)
@click.argument("other", required=False)
@_OUTPUT
def explore(entity: str | None, other: str | None, output: Path | None) -> None:
    """Open the page of a run in your browser; at ENTITY, or at what ties it to OTHER.

    \b
    Examples:
      python -m pipeline explore
      python -m pipeline explore Lavrov
      python -m pipeline explore Lavrov Tillerson --output my-network
    """  # noqa: D301
    from pipeline.explore import address
    from pipeline.results import load

    results = load(make({"output": output}).output)
    with _told():
        where = address(results, entity, other)
    click.echo(where)
    if not webbrowser.open(where):
        click.echo("No browser was found here: open this address in one.", err=True)


@click.command()
@click.argument("entity")
@click.argument("other", required=False)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="At most N sentences of each kind.",
)
@_OUTPUT
def show(entity: str, other: str | None, limit: int, output: Path | None) -> None:
    """Print who ENTITY is, spellings, ties and sentences; with OTHER, what ties the two.

    The sentences of two come by what they state: meetings, roles, statements, conflict,
    cooperation, then those that only name both.

    \b
    Examples:
      python -m pipeline show Lavrov
      python -m pipeline show NATO Russland
      python -m pipeline show "Jens Stoltenberg" --output my-network
      python -m pipeline show NATO Russland --limit 100
    """  # noqa: D301, \b keeps click from joining the lines
    from pipeline import show as shown
    from pipeline.results import load

    results = load(make({"output": output}).output)
    with _told():
        if other is None:
            shown.entity(Console(), results, entity, limit)
        else:
            shown.passages(Console(), results, entity, other, limit)


@click.command()
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="TYPE",
    help="role, meets, states, conflict, cooperation, member_of or part_of; can be given again.  "
    "[default: all]",
)
@click.option("--entity", metavar="NAME", help="Only relations of this entity, at either end.")
@click.option("--other", metavar="NAME", help="Only those between it and this one.")
@click.option("--since", metavar="DATE", help="Only in articles from this date on: 2022, 2022-03.")
@click.option("--until", metavar="DATE", help="Only in articles up to and with this date.")
@click.option(
    "--negated/--no-negated",
    default=None,
    help="Only what the text denies, or only what it does not.  [default: both]",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help="At most N relations.  [default: 50, all in a CSV file]",
)
@click.option("--csv", "to_csv", metavar="FILE", help="Write them as CSV instead; - prints it.")
@_OUTPUT
def relations(
    types: tuple[str, ...], limit: int | None, to_csv: str | None, **options: Any
) -> None:
    """Print who does what to whom: the relations that the articles state, by date.

    A relation that the text denies stands as `not conflict`, one that it only expects as `planned
    meets` or `possible meets`. docs/relations.md says what each type means.

    \b
    Examples:
      python -m pipeline relations
      python -m pipeline relations --type meets
      python -m pipeline relations --type conflict --type cooperation --entity NATO
      python -m pipeline relations --entity Lavrov --other USA --since 2017-02
      python -m pipeline relations --type role --csv roles.csv
    """  # noqa: D301
    from pipeline.relations_table import AT_ONCE, Wanted, as_csv, table
    from pipeline.results import load

    # The same check of dates and of their order as of a run; its own limits do not matter here.
    settings = make({name: options[name] for name in ("output", "since", "until")})
    since, until = (
        getattr(settings, name) if options[name] else None for name in ("since", "until")
    )
    entities = {name: options[name] for name in ("entity", "other")}
    wanted = Wanted(types, **entities, since=since, until=until, negated=options["negated"])
    results = load(settings.output)
    with _told():
        if to_csv:
            _write(to_csv, *as_csv(results, wanted, limit))
        else:
            table(Console(), results, wanted, limit or AT_ONCE)


def _write(target: str, pieces: Iterator[bytes], number: int) -> None:
    from pipeline.export.csv import BOM
    from pipeline.store import replacing

    if target == "-":
        # A pipe has no use for the mark that Excel needs.
        click.echo(b"".join(pieces).removeprefix(BOM), nl=False)
        return
    try:
        with replacing(Path(target)) as handle:
            handle.writelines(pieces)
    except OSError as error:
        raise OutputError(f"{target} cannot be written: {error.strerror or error}") from None
    click.echo(f"{number} relation{'' if number == 1 else 's'} written to {target}", err=True)


@contextmanager
def _told() -> Iterator[None]:
    """Tell a person of a name that is not there without a traceback."""
    try:
        yield
    except KeyError:
        raise
    except LookupError as error:
        raise PipelineError(str(error.args[0])) from None


__all__ = ["relations", "show"]
