"""Scores as tables in the terminal."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline.evaluate.mistakes import KINDS, Mistake
from pipeline.export.text import plain

_SYNTAX: Final = {
    "pos": "UPOS",
    "morph": "morphology",
    "lemma": "lemma",
    "uas": "UAS, without punctuation",
    "las": "LAS, without punctuation",
    "sents": "sentences",
    "tokens": "tokens",
}
_NAMES: Final = {
    "strict": "all labels",
    "merged_gpe": "all, GPE_* as one",
    "spans": "spans only",
}
_GRAPH: Final = {
    "names": "names",
    "typed": "names with type",
    "links": "links (B-cubed)",
    "relations": "stated relations",
    "edges": "edges",
}
_INPUTS: Final = {"gold_tokens": "gold tokens", "raw_text": "raw text"}


def model(console: Console, told: Mapping[str, Any]) -> None:
    """Print what :func:`pipeline.evaluate.spacy_model.evaluate` tells."""
    about, data = told["model"], told["data"]
    console.print(
        Text(f"{about['name']} {about['version']}", style="bold"),
        Text(f"{about['megabytes']:,.1f} MB, {about['folder']}"),
        soft_wrap=True,
    )
    console.print(
        f"{data['documents']:,} documents, {data['sentences']:,} sentences, "
        f"{data['tokens']:,} tokens",
        highlight=False,
    )
    for note in data["notes"]:
        console.print(Text(plain(note), style="dim"), soft_wrap=True)
    labels = told.get("labels", {})
    for side, words in (("only_model", "the model"), ("only_data", "the data")):
        if labels.get(side):
            console.print(
                Text(f"Only {words} has the labels: {plain(', '.join(labels[side]))}", "yellow"),
                soft_wrap=True,
            )
    for part, title in _INPUTS.items():
        if told[part]["names"]:
            console.print(_names(told[part], f"\nNames, {title}"))
        else:
            console.print("\nNo names: the model finds none, or the data mark none.")
            break
    console.print(_syntax(told))
    speed = told["speed"]
    console.print(
        f"\n{speed['words_per_cpu_second']:,} words a second of processor time, "
        f"{speed['words_per_second']:,} of wall time (raw text, one process)",
        highlight=False,
    )


def graph(console: Console, told: Mapping[str, Any], found: Iterable[Mistake] = ()) -> None:
    """Print what :func:`pipeline.evaluate.graph.scores` tells, and some mistakes below."""
    table = _table(f"{told['articles']} gold articles")
    for key, title in _GRAPH.items():
        if key in told:
            table.add_row(title, *_cells(told[key]))
    console.print(table)
    found = list(found)
    for kind in KINDS:
        these = [one for one in found if one.kind == kind]
        if these:
            console.print(Text(f"\n{kind.capitalize()}", style="bold"))
        for one in these:
            head = Text.assemble(
                (" – ".join(plain(name) for name in one.names), "bold cyan"),
                f"  {plain(one.about)}",
                (f"  {one.times} times" if one.times > 1 else "", "dim"),
                (f"  {plain(one.article_id)}", "dim"),
            )
            console.print(head, soft_wrap=True)
            console.print(Text(f"  {plain(one.sentence)}"), soft_wrap=True)


def _table(title: str) -> Table:
    table = Table(title=title, title_justify="left", box=None)
    table.add_column("")
    for heading in ("P", "R", "F", "95 % of F", "right", "found", "gold"):
        table.add_column(heading, justify="right", no_wrap=True)
    return table


def _cells(told: Mapping[str, Any]) -> list[str]:
    """Precision, recall and F in per cent, the interval of F, and the counts."""
    cells = [f"{100 * told[key]:.2f}" for key in ("p", "r", "f")]
    cells.append(_interval(told))
    return cells + [
        f"{told[key]:,}" if key in told else "" for key in ("right", "predicted", "gold")
    ]


def _interval(told: Mapping[str, Any]) -> str:
    if not told.get("interval"):
        return ""
    low, high = told["interval"]["f"]
    return f"{100 * low:.1f}–{100 * high:.1f}"


def _names(part: Mapping[str, Any], heading: str) -> Table:
    table = _table(heading)
    for label, told in part["labels"].items():
        table.add_row(Text(plain(label)), *_cells(told))
    for measure, title in _NAMES.items():
        table.add_row(Text(title, style="bold"), *_cells(part["names"][measure]))
    return table


def _syntax(told: Mapping[str, Any]) -> Table:
    table = Table(title="\nSyntax, F", title_justify="left", box=None)
    table.add_column("")
    for title in _INPUTS.values():
        table.add_column(title, justify="right")
        table.add_column("95 %", justify="right")

    def row(title: str, parts: Iterable[Mapping[str, Any] | None]) -> None:
        cells = []
        for part in parts:
            cells += [f"{100 * part['f']:.2f}", _interval(part)] if part else ["", ""]
        if any(cells):
            table.add_row(title, *cells)

    for key, title in _SYNTAX.items():
        # Gold tokens are right by definition.
        parts = [
            None if (key, part) == ("tokens", "gold_tokens") else told[part]["syntax"].get(key)
            for part in _INPUTS
        ]
        row(title, parts)
    for part, title in (
        ("senter", "sentences, senter alone"),
        ("senter_one_paragraph", "sentences, senter, no blank lines"),
    ):
        if part in told:
            row(title, [None, told[part]["syntax"].get("sents")])
    return table
