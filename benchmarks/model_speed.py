"""How fast the bundled pipeline is against nb_core_news_sm's architecture, on this machine.

python -m benchmarks.model_speed [--texts FOLDER] [--repeats N] [--json FILE]
"""

from __future__ import annotations

import json
import platform
import random
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import numpy
import spacy
import thinc

from benchmarks import stock, texts
from benchmarks.workers import SETTINGS, System, Timing, started
from pipeline.annotate.model import MODELS

SEEDS = Path(__file__).parent.parent / "seeds"
TAUGHT = 20_000
"""Words that the stand-in for nb_core_news_sm learns from, at most."""

Results = dict[str, Any]


@click.command()
@click.option("--model", default="bundled", show_default=True, help="What to measure: a pipeline.")
@click.option("--texts", "source", type=click.Path(exists=True, path_type=Path), default=SEEDS,
              help="Articles, a treebank file or packed text.  [default: seeds/]")  # fmt: skip
@click.option("--words", default=100_000, show_default=True, help="Words a run, at least.")
@click.option("--repeats", default=5, show_default=True, help="Runs of each pipeline and setting.")
@click.option("--steps", default=300, show_default=True, help="Training steps of the stand-in.")
@click.option("--cache", type=click.Path(file_okay=False, path_type=Path),
              help="Folder that keeps the stand-in for the next time.")  # fmt: skip
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path),
              help="File for all figures.")  # fmt: skip
def main(
    model: str,
    source: Path,
    words: int,
    repeats: int,
    steps: int,
    cache: Path | None,
    target: Path | None,
) -> None:
    """Words a second of a pipeline and of nb_core_news_sm's architecture, as ratios."""
    distinct = texts.taken(texts.read(source), words)
    with tempfile.TemporaryDirectory() as temporary:
        print(f"Making the stand-in ({steps} steps) ...", file=sys.stderr)
        folder = stock.made(texts.taken(distinct, TAUGHT), cache or Path(temporary), steps=steps)
        systems = [System("stock", str(folder), ours=False), System("model", model, ours=True)]
        if spacy.util.is_package(MODELS[0]):
            systems.append(System(MODELS[0], MODELS[0], ours=False))
        results = measured(systems, distinct, words=words, repeats=repeats)
    print(report(results))
    if target:
        target.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", "utf-8")


def measured(
    systems: Sequence[System], distinct: Sequence[str], *, words: int, repeats: int
) -> Results:
    """Run the systems in turns, A B A B; every figure that came out, with what it was taken on."""
    rng = random.Random(0)  # noqa: S311, chance that repeats
    order = texts.repeated(distinct, words, rng)
    count = sum(map(texts.words_in, order))
    results: Results = {
        "texts": {
            "distinct": len(distinct),
            "distinct_words": sum(map(texts.words_in, distinct)),
            "words": count,
            "type_token_ratio": texts.type_token_ratio(order),
        },
        "machine": {
            "processor": _processor(),
            "python": platform.python_version(),
            "spacy": spacy.about.__version__,
            "thinc": thinc.about.__version__,
            "numpy": numpy.__version__,
        },
        "systems": {},
        "runs": [],
    }
    with started(systems, order) as workers:
        results["systems"] = {worker.system.name: worker.about for worker in workers}
        for repeat in range(repeats):
            for setting in SETTINGS:
                for worker in workers:
                    timing = worker.measure(setting)
                    results["runs"].append(
                        {"repeat": repeat, "setting": setting, "system": worker.system.name}
                        | asdict(timing)
                        | _speeds(timing, count)
                    )
    results["summary"] = summary(results["runs"], [system.name for system in systems])
    return results


def _speeds(timing: Timing, words: int) -> dict[str, float]:
    return {
        "words_per_processor_second": words / max(timing.processor, 1e-9),
        "words_per_wall_second": words / max(timing.wall, 1e-9),
    }


def summary(runs: Sequence[Results], names: Sequence[str]) -> list[Results]:
    """Return medians for each setting and clock, and ratios to the first system, run by run."""
    rows = []
    for setting in SETTINGS:
        for clock in ("processor", "wall"):
            speeds = {
                name: [
                    run[f"words_per_{clock}_second"]
                    for run in runs
                    if run["setting"] == setting and run["system"] == name
                ]
                for name in names
            }
            first = speeds[names[0]]
            ratios = {
                name: [own / other for own, other in zip(speeds[name], first, strict=True)]
                for name in names[1:]
            }
            rows.append(
                {
                    "setting": setting,
                    "clock": clock,
                    "median": {name: statistics.median(speeds[name]) for name in names},
                    "ratio": {
                        name: {
                            "median": statistics.median(of),
                            "min": min(of),
                            "max": max(of),
                        }
                        for name, of in ratios.items()
                    },
                }
            )
    return rows


def report(results: Results) -> str:
    """Return the summary as a table for people."""
    of, machine = results["texts"], results["machine"]
    lines = [
        f"{of['distinct']} texts with {of['distinct_words']:,} words, repeated to {of['words']:,}; "
        f"{of['type_token_ratio']:.3f} different words per word",
        f"{machine['processor']}, one thread; Python {machine['python']}, "
        f"spaCy {machine['spacy']}, thinc {machine['thinc']}, numpy {machine['numpy']}",
        *(
            f"{name}: {about['name']} {about['version']}"
            for name, about in results["systems"].items()
        ),
        "",
        f"{'words a second, median':28}{'clock':11}"
        + "".join(f"{name:>17}" for name in results["systems"])
        + "   ratio to stock (min to max)",
    ]
    for row in results["summary"]:
        ratios = ", ".join(
            f"{name} {ratio['median']:.2f} ({ratio['min']:.2f} to {ratio['max']:.2f})"
            for name, ratio in row["ratio"].items()
        )
        speeds = "".join(f"{speed:17,.0f}" for speed in row["median"].values())
        lines.append(f"{row['setting']:28}{row['clock']:11}{speeds}   {ratios}")
    return "\n".join(lines)


def _processor() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
            names = (line.partition(":")[2].strip() for line in lines if "model name" in line)
            return next(names)
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
