"""The commands: each a few lines over the library functions of this folder."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from pipeline.evaluate import report
from training import assemble as assembling
from training import convert as converting
from training import evaluate as evaluating
from training import steps
from training import syntax as syntax_training
from training import vectors as floret_vectors
from training.paths import HERE, PACKAGED, Build, Data
from training.sizes import FULL, QUICK, Sizes

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


quick_option = click.option(
    "--quick",
    is_flag=True,
    help="Minutes instead of hours, on little text, to try the steps; what comes out is poor.",
)


def _sizes(quick: bool) -> Sizes:
    return QUICK if quick else FULL


@click.group()
def main() -> None:
    """Train, put together and measure the bundled Norwegian pipeline."""
    logging.basicConfig(level=logging.INFO)


@main.command()
@data_option
@build_option
@threads_option
@quick_option
def vectors(data: Path, build: Path, threads: int, quick: bool) -> None:
    """Learn the syntax's word vectors and write the pipeline that its training starts from."""
    floret_vectors.learn(Data(data), Build(build), threads=threads, sizes=_sizes(quick))
    floret_vectors.make_base(Build(build))


@main.command()
@data_option
@build_option
def convert(data: Path, build: Path) -> None:
    """Treebank files to spaCy's training format, for the syntax."""
    for name, (documents, tokens) in converting.convert(Data(data), Build(build)).items():
        click.echo(f"{name}: {documents} documents, {tokens} tokens")


@main.command()
@build_option
@quick_option
def syntax(build: Path, quick: bool) -> None:
    """Train tags, parse, lemmas and sentences."""
    number = _sizes(quick).syntax_steps
    limits = {"training.max_steps": number, "training.eval_frequency": max(30, number // 6)}
    syntax_training.train(Build(build), limits)


@main.command()
@data_option
@build_option
@quick_option
def lexicon(data: Path, build: Path, quick: bool) -> None:
    """Learn what is known of word forms beforehand: frequencies, vectors, name lists."""
    made = steps.make_lexicon(Data(data), Build(build), _sizes(quick))
    click.echo(f"{len(made.forms)} forms, {Build(build).lexicon.stat().st_size / 1e6:.1f} MB")


@main.command()
@data_option
@build_option
@quick_option
@click.argument("numbers", nargs=-1, type=int)
def teachers(data: Path, build: Path, quick: bool, numbers: tuple[int, ...]) -> None:
    """Train the teachers of the name tagger, all or those of the NUMBERS, from 1."""
    sizes = _sizes(quick)
    for number in numbers or range(1, len(sizes.teachers) + 1):
        click.echo(f"Teacher {number}")
        steps.train_teacher(Data(data), Build(build), number, click.echo, sizes)


@main.command()
@data_option
@build_option
@quick_option
def silver(data: Path, build: Path, quick: bool) -> None:
    """Let the teachers tag running text."""
    click.echo(f"{steps.tag_silver(Data(data), Build(build), _sizes(quick))} tokens")


@main.command()
@data_option
@build_option
@quick_option
def student(data: Path, build: Path, quick: bool) -> None:
    """Train the name tagger of the bundled pipeline on the treebank and the silver texts."""
    steps.train_student(Data(data), Build(build), click.echo, _sizes(quick))


@main.command()
@data_option
@build_option
@model_option
def assemble(data: Path, build: Path, model: Path) -> None:
    """Write the pipeline folder, and its scores into its meta.json."""
    assembling.assemble(Build(build), model)
    told = evaluating.evaluate(model, Data(data).dev)
    nynorsk = evaluating.evaluate_nynorsk(model, Data(data))
    scores = evaluating.performance(told)
    scores["nynorsk"] = {
        part: evaluating.plain(nynorsk[part]) for part in ("gold_tokens", "raw_text")
    }
    assembling.record(model, scores)
    _tell(told, nynorsk)


@main.command()
@data_option
@model_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON after the table.")
def evaluate(data: Path, model: Path, as_json: bool) -> None:
    """Score a pipeline on the development set, as `python -m pipeline evaluate` does on any."""
    told = evaluating.evaluate(model, Data(data).dev)
    nynorsk = evaluating.evaluate_nynorsk(model, Data(data))
    _tell(told, nynorsk)
    if as_json:
        click.echo(json.dumps({**told, "nynorsk": nynorsk}, indent=1, ensure_ascii=False))


def _tell(told: dict[str, Any], nynorsk: dict[str, Any]) -> None:
    report.model(Console(), told)
    click.echo("\nThe same on the Nynorsk documents that training holds out, names only:")
    report.model(Console(), nynorsk)


@main.command(name="all")
@data_option
@build_option
@model_option
@threads_option
@quick_option
@click.pass_context
def everything(
    context: click.Context, data: Path, build: Path, model: Path, threads: int, quick: bool
) -> None:
    """All steps in order, the long ones side by side on two cores."""
    small = {"quick": quick}
    context.invoke(vectors, data=data, build=build, threads=threads, **small)
    context.invoke(convert, data=data, build=build)
    context.invoke(lexicon, data=data, build=build, **small)
    known = ["--build", str(build), *(["--quick"] if quick else [])]
    numbers = [str(number + 1) for number in range(len(_sizes(quick).teachers))]
    teach = ["teachers", "--data", str(data), *known]
    _side_by_side([*teach, *numbers[::2]], [*teach, *numbers[1::2]])
    context.invoke(silver, data=data, build=build, **small)
    _side_by_side(["student", "--data", str(data), *known], ["syntax", *known])
    context.invoke(assemble, data=data, build=build, model=model)


def _side_by_side(*commands: list[str]) -> None:
    """Run commands of this program at once, one core each; ClickException if one fails."""
    one_core = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    running = [
        subprocess.Popen([sys.executable, "-m", "training", *command], env=one_core)
        for command in commands
    ]
    codes = [process.wait() for process in running]
    if any(codes):
        raise click.ClickException("a training failed; its messages are above")
