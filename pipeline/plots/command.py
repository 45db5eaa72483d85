"""What `python -m pipeline plot` does: draws a finished run into a file."""

from pathlib import Path

import click

from pipeline.settings import make


@click.group()
def plot() -> None:
    """Draw a finished run: PNG, SVG or PDF."""


@plot.command()
@click.argument("run", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The picture, a .png, .svg or .pdf file.  [default: timeline.png in the run's folder]",
)
@click.option(
    "--top",
    type=click.IntRange(1, 60),
    default=12,
    show_default=True,
    metavar="N",
    help="How many ties, the strongest first.",
)
def timeline(run: Path | None, output: Path | None, top: int) -> None:
    """Draw the strongest ties over time, by the periods of the run (--period).

    RUN is the folder of a finished run; outputs/ if not given.

    \b
    Examples:
      python -m pipeline plot timeline
      python -m pipeline plot timeline my-network --top 20 --output ties.pdf
    """  # noqa: D301, \b keeps click from joining the lines
    # Only now: matplotlib takes half a second that other commands need not wait for.
    from pipeline.plots import figure
    from pipeline.plots import timeline as drawn
    from pipeline.results import load

    results = load(make({"output": run}).output)
    path = output or results.folder / "timeline.png"
    figure.save(drawn.timeline(results, top), path)
    click.echo(f"Written: {path}")
