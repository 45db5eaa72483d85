"""The commands: each a few lines over the library functions of this folder."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import click
from rich.console import Console

from pipeline.evaluate import report
from training import assemble as assembling
from training import convert as converting
from training import evaluate as evaluating
from training import train as trainings
from training import vectors as floret_vectors
from training.paths import HERE, PACKAGED, Build, Data

data_option = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("../shared/data"),
    show_default=True,
    help="Folder with norne/ and text/.",
)
build_option = click.option(
    "--build",
    type=click.Path(file_okay=False, path_type=Path),
    default=HERE / "build",
    help="Folder for intermediate files [default: training/build].",
)
model_option = click.option(
    "--model",
    type=click.Path(file_okay=False, path_type=Path),
    default=PACKAGED,
    help="Pipeline folder [default: the bundled one].",
)

threads_option = click.option(
    "--threads",
    default=2,
    show_default=True,
    help="Threads for the vectors; only 1 gives the same table each time.",
)


@click.group()
def main() -> None:
    """Train, put together and measure the bundled Norwegian pipeline."""
    logging.basicConfig(level=logging.INFO)


@main.command()
@data_option
@build_option
@threads_option
def vectors(data: Path, build: Path, threads: int) -> None:
    """Learn word vectors and write the pipeline that both trainings start from."""
    floret_vectors.learn(Data(data), Build(build), threads=threads)
    floret_vectors.make_base(Build(build))


@main.command()
@data_option
@build_option
def convert(data: Path, build: Path) -> None:
    """Treebank files to spaCy's training format."""
    for name, (documents, tokens) in converting.convert(Data(data), Build(build)).items():
        click.echo(f"{name}: {documents} documents, {tokens} tokens")


@main.command()
@build_option
@click.argument("parts", nargs=-1, type=click.Choice(trainings.PARTS))
def train(build: Path, parts: tuple[str, ...]) -> None:
    """Train `syntax` and `names`, side by side unless one is named."""
    if len(parts) == 1:
        trainings.train(parts[0], Build(build))
        return
    command = [sys.executable, "-m", "training", "train", "--build", str(build)]
    one_core = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    running = [subprocess.Popen([*command, part], env=one_core) for part in trainings.PARTS]
    codes = [process.wait() for process in running]
    if any(codes):
        raise click.ClickException("a training failed; its messages are above")


@main.command()
@data_option
@build_option
@model_option
def assemble(data: Path, build: Path, model: Path) -> None:
    """Write the pipeline folder, and its scores into its meta.json."""
    assembling.assemble(Build(build), model)
    told = evaluating.evaluate(model, Data(data).dev)
    assembling.record(model, evaluating.performance(told))
    report.model(Console(), told)


@main.command()
@data_option
@model_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON after the table.")
def evaluate(data: Path, model: Path, as_json: bool) -> None:
    """Score a pipeline on the development set, as `python -m pipeline evaluate` does on any."""
    told = evaluating.evaluate(model, Data(data).dev)
    report.model(Console(), told)
    if as_json:
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))


@main.command(name="all")
@data_option
@build_option
@model_option
@threads_option
@click.pass_context
def everything(context: click.Context, data: Path, build: Path, model: Path, threads: int) -> None:
    """All steps in order."""
    context.invoke(vectors, data=data, build=build, threads=threads)
    context.invoke(convert, data=data, build=build)
    context.invoke(train, build=build, parts=())
    context.invoke(assemble, data=data, build=build, model=model)
