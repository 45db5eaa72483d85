"""What a person sees in the terminal: progress, the closing summary, ties, text from articles."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from shlex import quote
from typing import Any, Final

import pandas as pd
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from pipeline.errors import located
from pipeline.export.text import plain
from pipeline.outputs import FILES, OPTIONAL
from pipeline.results import Results

_TIES: Final = 10


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:,.0f} {task.fields['unit']}/s" if speed else "", style="dim")


class Bars:
    """Shows how far each stage is, at what rate, and how long it will take."""

    def __init__(self, console: Console):
        """Show the bars on `console`."""
        self._bars = Progress(
            TextColumn("{task.description:<9}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}"),
            _Rate(),
            TimeRemainingColumn(),
            console=console,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> "Bars":
        self._bars.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bars.stop()

    def begin(self, stage: str, about: str, total: int, unit: str) -> None:
        """Show a new bar."""
        self._task = self._bars.add_task(stage, total=total or None, unit=unit)

    def advance(self, amount: int) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bars.advance(self._task, amount)

    def end(self) -> None:
        """Fill the bar."""
        if self._task is not None:
            total = self._bars.tasks[self._task].total or 1
            self._bars.update(self._task, total=total, completed=total)


def problems(console: Console, found: Iterable[dict[str, object]]) -> None:
    """Name each file and row that could not be read, and why."""
    for problem in found:
        if problem["severity"] == "error":
            told = located(str(problem["source"]), str(problem["message"]))
            console.print(Text.assemble(("not read: ", "red"), plain(told)), soft_wrap=True)


def summary(console: Console, results: Results) -> None:
    """Print what came of a run: what was found, what was left out and why, where to look."""
    record, counts = results.record, results.record["counts"]
    table = Table(title="What was found", title_justify="left", box=None, show_header=False)
    table.add_column(justify="right", style="bold")
    table.add_column()
    for number, what in (
        (counts["articles"], _articles(counts)),
        (counts["mentions"], "mentions: names in the text"),
        (counts["entities"], "entities: persons, countries, organisations, places and other names"),
        (counts["graph_edges"], f"ties between {counts['nodes']} of them, in the network"),
        (counts["relations"], "stated relations: roles, meetings, statements, conflict, help"),
    ):
        table.add_row(f"{number:,}", what)
    console.print(table)
    _left_out(console, record["problems"])
    _unused(console, record)
    if len(results.edges):
        by = record["settings"]["weight"]
        title = "Strongest ties" + ("" if by == "count" else f", by {by.replace('_', '-')}")
        ties(console, results.edges.head(_TIES), title)
    else:
        console.print(
            "\nThe network is empty. A wider --window (paragraph, article), more --types, a lower "
            "--min-count, or no --significance, --backbone, --since and --until may show more."
        )
    files = Table(title=f"\nWhere to look, in {results.folder}", title_justify="left", box=None)
    files.show_header = False
    for name, use in FILES.items():
        if name in OPTIONAL and name not in record["output"]:
            continue
        files.add_row(Text(name, style="bold"), use)
    console.print(files)
    folder = "" if str(results.folder) == "outputs" else f" --output {quote(str(results.folder))}"
    commands = [("Look at it in your browser", "explore")]
    if len(results.edges):
        names = (quote(plain(results.edges.iloc[0][end])) for end in ("source", "target"))
        commands.append(("See the sentences behind a tie", f"show {' '.join(names)}"))
    console.print()
    for what, command in commands:
        told = f"{what}:  python -m pipeline {command}{folder}"
        console.print(told, markup=False, highlight=False, soft_wrap=True)
    model = record["model"]
    console.print(f"Names were found by {model['name']} {model['version']}.", style="dim")
    ours, theirs = model["bundled_entities_f"], model["entities_f"]
    if record["settings"]["model"] == "auto" and theirs and ours and ours > theirs:
        console.print(
            f"The pipeline that comes with Navnenett scores higher on names: entity F "
            f"{100 * ours:.1f} against {100 * theirs:.1f}, by their own figures. "
            "Choose it with  --model bundled",
            highlight=False,
            soft_wrap=True,
        )


def _articles(counts: Mapping[str, int]) -> str:
    words = ["articles"]
    if counts["duplicates"]:
        words.append(f"{counts['duplicates']} of them copies that do not count again")
    if counts["outside_dates"]:
        words.append(f"{counts['outside_dates']} without a date or outside --since and --until")
    return ", ".join(words)


def _left_out(console: Console, found: Sequence[dict[str, object]]) -> None:
    counts = Counter((str(row["severity"]), str(row["problem"])) for row in found)
    if not counts:
        return
    table = Table(title="\nLeft out or changed", title_justify="left", box=None, show_header=False)
    table.add_column(justify="right", style="bold")
    words = {"error": "not read", "skipped": "left out", "warning": "read, but look at it"}
    for (severity, problem), number in sorted(counts.items()):
        example = next(row for row in found if row["problem"] == problem)
        table.add_row(
            str(number),
            Text(f"{words.get(severity, severity)}: {problem.replace('-', ' ')}"),
            Text(plain(f"such as {example['source']}"), style="dim"),
        )
    console.print(table)


def _unused(console: Console, record: Mapping[str, Any]) -> None:
    """Name the corrections that speak of nothing in these articles."""
    for row in record["corrections"]:
        if not row["mentions"]:
            console.print(
                f"{record['settings']['corrections']}, line {row['line']} does nothing: these "
                f"articles have no {plain(_missing(row))}.",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )


def _missing(row: Mapping[str, Any]) -> str:
    both = row["action"] in ("same", "different")
    return f"{row['name']!r} or no {row['other']!r}" if both else repr(row["name"])


def ties(console: Console, edges: pd.DataFrame, title: str) -> None:
    """Print `edges` of the graph as a table under `title`."""
    table = Table(title=f"\n{title}", title_justify="left", box=None)
    table.add_column("", overflow="fold")
    numbers = ("times", "articles", "NPMI", "log-lik.")
    for heading in (*numbers, "years", "stated"):
        right = heading in numbers
        wraps = heading == "stated"
        table.add_column(heading, justify="right" if right else "left", no_wrap=not wraps)
    for row in edges.to_dict("records"):
        seen = [row[name][:4] for name in ("first_seen", "last_seen") if isinstance(row[name], str)]
        table.add_row(
            Text(plain(f"{row['source']} – {row['target']}")),
            str(row["count"]),
            str(row["articles"]),
            f"{row['npmi']:.2f}",
            f"{row['log_likelihood']:.1f}",
            "–".join(dict.fromkeys(seen)),
            Text(row["relations"].replace(";", ", ").replace(":", " ")),
        )
    console.print(table)


def visible(text: Text) -> Text:
    """Return `text` without characters that could steer the terminal."""
    safe = "".join(plain(letter) or "\ufffd" for letter in text.plain)
    return Text(safe, spans=text.spans)
