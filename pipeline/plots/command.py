"""What `python -m pipeline plot` does: draws a finished run into a file."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from pipeline.errors import PipelineError
from pipeline.settings import make

if TYPE_CHECKING:  # matplotlib takes half a second that other commands need not wait for
    from matplotlib.figure import Figure

    from pipeline.results import Results

_NAME: Final = 60  # letters of a file's name, at most
_RUN: Final = click.argument("run", required=False, type=click.Path(path_type=Path))
_TITLE: Final = click.option(
    "--title", metavar="TEXT", help="Another title; '' for none.  [default: says what is drawn]"
)


def _output(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=f"The picture, a .png, .svg or .pdf file.  [default: {name}.png in the run's folder]",
    )


def _top(
    least: int, most: int, default: int, things: str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--top",
        type=click.IntRange(least, most),
        default=default,
        show_default=True,
        metavar="N",
        help=f"How many {things}, the strongest first.",
    )


@click.group()
def plot() -> None:
    """Draw a finished run: PNG, SVG or PDF.

    \b
    Examples:
      python -m pipeline plot network
      python -m pipeline plot ego Lavrov
      python -m pipeline plot heatmap my-network --output together.pdf
      python -m pipeline plot timeline --top 20

    docs/pictures.md shows each.
    """  # noqa: D301, \b keeps click from joining the lines


@plot.command()
@_RUN
@_output("network")
@_top(2, 2000, 50, "entities")
@click.option(
    "--colour",
    type=click.Choice(("type", "community")),
    default="type",
    show_default=True,
    help="What the colours of the nodes tell.",
)
@_TITLE
def network(run: Path | None, output: Path | None, title: str | None, **options: Any) -> None:
    """Draw the strongest entities and all ties among them.

    RUN is the folder of a finished run; outputs/ if not given. The picture says how much of the
    network it shows. Names without room are left out, the weakest first.

    \b
    Examples:
      python -m pipeline plot network
      python -m pipeline plot network my-network --top 100 --output network.pdf
      python -m pipeline plot network --colour community
    """  # noqa: D301
    from pipeline import plots

    _draw(run, output, "network", lambda results: plots.network(results, **_given(title, options)))


@plot.command()
@click.argument("entity")
@_RUN
@_output("ego_NAME")
@_top(1, 80, 24, "ties")
@_TITLE
def ego(
    entity: str, run: Path | None, output: Path | None, title: str | None, **options: Any
) -> None:
    """Draw one entity in the middle, its ties around it, and those among them.

    ENTITY is a name, a part of one or an id, as for `show`. RUN is the folder of a finished run;
    outputs/ if not given.

    \b
    Examples:
      python -m pipeline plot ego Lavrov
      python -m pipeline plot ego "Jens Stoltenberg" my-network --output stoltenberg.svg
      python -m pipeline plot ego NATO --top 40
    """  # noqa: D301
    from pipeline import plots

    def drawn(results: "Results") -> "Figure":
        return plots.ego(results, entity, **_given(title, options))

    _draw(run, output, f"ego_{file_name(entity)}", drawn)


@plot.command()
@_RUN
@_output("heatmap")
@_top(2, 40, 25, "entities")
@_TITLE
def heatmap(run: Path | None, output: Path | None, title: str | None, **options: Any) -> None:
    """Draw the strongest entities against each other: how often two are named together.

    RUN is the folder of a finished run; outputs/ if not given. Entities of one community stand
    together, in a frame.

    \b
    Examples:
      python -m pipeline plot heatmap
      python -m pipeline plot heatmap my-network --top 40 --output together.pdf
    """  # noqa: D301
    from pipeline import plots

    _draw(run, output, "heatmap", lambda results: plots.heatmap(results, **_given(title, options)))


@plot.command()
@_RUN
@_output("timeline")
@_top(1, 60, 12, "ties")
@_TITLE
def timeline(run: Path | None, output: Path | None, title: str | None, **options: Any) -> None:
    """Draw the strongest ties over time, by the periods of the run (--period).

    RUN is the folder of a finished run; outputs/ if not given.

    \b
    Examples:
      python -m pipeline plot timeline
      python -m pipeline plot timeline my-network --top 20 --output ties.pdf
    """  # noqa: D301
    from pipeline import plots

    _draw(
        run, output, "timeline", lambda results: plots.timeline(results, **_given(title, options))
    )


def file_name(name: str) -> str:
    """Return `name` in letters that every file system takes.

    >>> file_name("Jonas Gahr Støre"), file_name("../$HOME"), file_name("?")
    ('jonas-gahr-støre', 'home', 'entity')
    """
    return re.sub(r"\W+", "-", name.lower())[:_NAME].strip("-") or "entity"


def _given(title: str | None, options: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a plot; without a title it has its own."""
    return options if title is None else {**options, "title": title}


def _draw(
    run: Path | None, output: Path | None, name: str, drawn: Callable[["Results"], "Figure"]
) -> None:
    """Draw a run into `output`, or into the file called `name` in its folder; tell what came."""
    from pipeline.plots.figure import missing_letters, save
    from pipeline.results import load

    results = load(make({"output": run}).output)
    path = output or results.folder / f"{name}.png"
    try:
        figure = drawn(results)
    except KeyError:
        raise
    except LookupError as error:
        raise PipelineError(str(error.args[0])) from None
    save(figure, path)
    click.echo(f"Written: {path}")
    if letters := missing_letters(figure):
        click.echo(
            f"Letters that the font lacks are drawn as empty boxes: {letters[:40]}", err=True
        )
