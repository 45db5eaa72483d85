"""How soon explorer.html of a large network can be used, and what other libraries would take."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

import click

import pipeline
from benchmarks import browser, drawing_libraries, large_network
from benchmarks.linking import SEEDS

Figures = dict[str, Any]


@click.command()
@click.option("--nodes", default=2_000, show_default=True, type=click.IntRange(min=2))
@click.option("--ties", default=10_000, show_default=True, type=click.IntRange(min=1))
@click.option("--passages", default=30_000, show_default=True, type=click.IntRange(min=1))
@click.option("--repeats", default=5, show_default=True, type=click.IntRange(min=1),
              help="Times that each page is opened, in turns.")  # fmt: skip
@click.option("--libraries", is_flag=True,
              help="Draw the same network with other libraries too, if installed.")  # fmt: skip
@click.option("--output", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="A finished run whose sentences are varied; else one of seeds/.")  # fmt: skip
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path),
              help="Folder to keep the pages in.")  # fmt: skip
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path),
              help="Write all figures here.")  # fmt: skip
def main(
    nodes: int,
    ties: int,
    passages: int,
    repeats: int,
    libraries: bool,
    output: Path | None,
    keep: Path | None,
    target: Path | None,
) -> None:
    """Measure the page of a network of so many nodes, ties and passages in headless Chromium."""
    with tempfile.TemporaryDirectory(prefix="navnenett-") as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            results = pipeline.load(output) if output else pipeline.run(
                SEEDS, Path(temporary) / "seeds", model="bundled"
            )  # fmt: skip
            large = large_network.made(results, nodes, ties, passages)
            begin = time.perf_counter()
            content = large_network.page(large)
            seconds = time.perf_counter() - begin
            pages = written(content, folder, libraries=libraries)
            word = large.nodes["label"].iloc[0]
            told = figures(pages, repeats, word)
        except (LookupError, ValueError) as error:
            raise click.ClickException(str(error)) from None
    told |= {"nodes": len(large.nodes), "ties": len(large.edges), "passages": passages}
    told |= {"bytes": len(content), "seconds_to_write": seconds}
    print(report(told))
    if target:
        target.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def written(content: bytes, folder: Path, *, libraries: bool) -> dict[str, tuple[Path, str]]:
    """Write the page and, if asked, those of other libraries; return each file and what is dragged.

    Libraries that are not installed are left out.
    """
    own = folder / "explorer.html"
    own.write_bytes(content)
    pages = {"explorer.html": (own, "#plot")}
    if not libraries:
        return pages
    text = content.decode().partition('id="content-data">')[2].partition("</script>")[0]
    network = drawing_libraries.network(json.loads(text))
    for name, sources in drawing_libraries.scripts().items():
        try:
            library, script, _ = sources()
        except LookupError as error:
            click.echo(f"{name}: {error}", err=True)
            continue
        path = folder / f"{name.replace(' ', '_')}.html"
        path.write_text(drawing_libraries.page(library, script, network), encoding="utf-8")
        pages[name] = (path, "#plot")
    return pages


def figures(pages: dict[str, tuple[Path, str]], repeats: int, word: str) -> Figures:
    """Return the times of each of `pages` (see :func:`benchmarks.browser.measured`), in turns.

    `all ties` is explorer.html with every tie drawn from the start, as a reader may choose.
    """
    turns: dict[str, list[browser.Times]] = {}
    for _ in range(repeats):
        for name, (path, stage) in pages.items():
            own = name == "explorer.html"
            once = browser.measured(path, stage, search=word if own else None)
            turns.setdefault(name, []).append(once)
            if own:
                once = browser.measured(path, stage, search=word, fragment="least=0")
                turns.setdefault("explorer.html, all ties", []).append(once)
    return {
        "pages": {
            name: {"bytes": pages[name.partition(",")[0]][0].stat().st_size} | browser.summary(of)
            for name, of in turns.items()
        },
        "turns": turns,
    }


def report(told: Figures) -> str:
    """Return the figures in words: medians, and the least and the greatest in brackets."""
    lines = [
        f"{told['nodes']:,} nodes, {told['ties']:,} ties, {told['passages']:,} passages: "
        f"{told['bytes'] / 1e6:.1f} MB, written in {told['seconds_to_write']:.1f} s"
    ]
    units = {
        "painted": "ready and painted",
        "processor": "processor until then",
        "search": "search answers",
        "frame": "a frame while panning",
        "slow_frame": "95th percentile of these",
    }
    for name, of in told["pages"].items():
        lines.append(f"{name} ({of['bytes'] / 1e6:.1f} MB)")
        if of["refused"]["max"]:
            lines.append("  needs more than the policy allows")
        for key, words in units.items():
            if key in of:
                least, middle, most = (of[key][one] for one in ("min", "median", "max"))
                lines.append(f"  {words:26}{middle:8,.0f} ms  ({least:,.0f} to {most:,.0f})")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
