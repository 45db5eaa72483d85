"""What `python -m pipeline show` prints: who an entity is, its spellings, ties and sentences."""

import re
import shlex
from collections.abc import Iterable
from typing import Final

import pandas as pd
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline import show_relations, terminal
from pipeline.corrections import csv_line
from pipeline.export.text import plain
from pipeline.link.names import key
from pipeline.passages import choose
from pipeline.relate import tie_in_words
from pipeline.results import Results

_SPELLINGS: Final = 10
_TIES: Final = 10
PASSAGES: Final = 10
_NAMESAKES: Final = 5
_CORRECTED: Final = re.compile(r"correction: line (\d+)")


def entity(console: Console, results: Results, name: str, limit: int = PASSAGES) -> None:
    """Print who or what an entity is, its spellings, ties, stated relations and passages.

    With who else has that name, and the corrections that made the entity what it is. `limit`
    passages are printed. Raises LookupError if there is none of that name.
    """
    row = results.find(name)
    entity_id = row["entity_id"]
    # All that is told below, read before anything is printed: a table may be of another version.
    mentions = results.mentions[results.mentions["entity_id"] == entity_id]
    edges = results.edges[(results.edges[["source_id", "target_id"]] == entity_id).any(axis=1)]
    stated = choose(results.relations, one=entity_id)
    found = results.passages(name)
    console.print(Text(plain(row["label"]), style="bold"), Text(f"{row['type']}, {entity_id}"))
    for heading, column in (
        ("Wikidata", "wikidata"),
        ("ISO 3166", "iso3166"),
        ("Country", "country"),
    ):
        if isinstance(row[column], str):
            link = f"https://www.wikidata.org/wiki/{row[column]}" if column == "wikidata" else ""
            console.print(Text(f"{heading}: {row[column]}  {link}"))
    seen = [row[column] for column in ("first_seen", "last_seen") if isinstance(row[column], str)]
    when = f", {' to '.join(dict.fromkeys(seen))}" if seen else ""
    console.print(Text(f"{row['mentions']} mentions in {row['articles']} articles{when}"))
    _namesakes(console, results, name, row)
    _spellings(console, mentions)
    _corrections(console, results, [row["rule"], *mentions["rule"].unique()])
    if len(edges):
        terminal.ties(console, edges.head(_TIES), f"Strongest ties ({len(edges)} in all)")
    else:
        console.print(Text("It has no tie in the network as filtered in this run.", style="dim"))
    show_relations.summary(console, stated, entity_id)
    if len(stated):
        told = f"python -m pipeline relations --entity {shlex.quote(plain(row['label']))}"
        folder = "" if str(results.folder) == "outputs" else str(results.folder)
        told += f" --output {shlex.quote(folder)}" if folder else ""
        console.print(Text(f"Their sentences:  {told}", style="dim"), soft_wrap=True)
    console.print(Text(f"\nNamed in {show_relations.number_of(len(found))}", style="bold"))
    show_relations.print_passages(console, found, [entity_id], limit)
    _more(console, len(found), limit)


def _namesakes(console: Console, results: Results, name: str, found: pd.Series) -> None:
    """Name the other entities that have the name asked for, or the label of the one found."""
    wanted = {key(name), key(found["label"])}
    entities = results.entities[results.entities["entity_id"] != found["entity_id"]]
    spelt = entities["label"] + ";" + entities["aliases"]
    fits = spelt.map(lambda cell: any(key(one) in wanted for one in cell.split(";")))
    others = entities[fits].sort_values(["mentions", "entity_id"], ascending=[False, True])
    if others.empty:
        return
    console.print("\nOthers of that name, to be shown by their ids:")
    for row in others.head(_NAMESAKES).to_dict("records"):
        told = f"{row['label']}: {row['type']}, {row['entity_id']}, {row['mentions']} mentions"
        console.print(Text(f"  {plain(told)}"), soft_wrap=True)
    if len(others) > _NAMESAKES:
        console.print(f"  … and {len(others) - _NAMESAKES} more: see entities.csv", style="dim")


def _spellings(console: Console, mentions: pd.DataFrame) -> None:
    table = Table(title="\nSpelt", title_justify="left", box=None)
    for heading in ("", "mentions", "by the rule"):
        table.add_column(heading, justify="right" if heading == "mentions" else "left")
    counts = mentions.groupby(["text", "rule"]).size().reset_index(name="n")
    order = counts.sort_values(["n", "text", "rule"], ascending=[False, True, True])
    for row in order.head(_SPELLINGS).to_dict("records"):
        table.add_row(Text(plain(row["text"])), str(row["n"]), Text(plain(row["rule"])))
    console.print(table)
    if len(order) > _SPELLINGS:
        console.print(f"… and {len(order) - _SPELLINGS} more: see mentions.csv", style="dim")


def _corrections(console: Console, results: Results, rules: Iterable[str]) -> None:
    """Print the lines of the corrections file that `rules` name."""
    numbers = sorted({int(number) for rule in rules for number in _CORRECTED.findall(rule)})
    if not numbers:
        return
    console.print(f"\nCorrected by {results.record['settings']['corrections']}, as it then was:")
    for row in results.record["corrections"]:
        if row["line"] in numbers:
            told = csv_line([row[cell] for cell in ("action", "name", "other") if row[cell]])
            console.print(Text(plain(f"  line {row['line']}: {told}")), soft_wrap=True)


def passages(
    console: Console, results: Results, name: str, other: str, limit: int = PASSAGES
) -> None:
    """Print the passages that tie two entities, by the relation that they state.

    What states no relation comes last. Names are highlighted, and the stretch that states the
    relation; `limit` passages of each group are printed. Raises LookupError if there is no entity
    of such a name.
    """
    rows = [results.find(one) for one in (name, other)]
    ids = [row["entity_id"] for row in rows]
    labels = [Text(plain(f"{row['label']} ({row['type']})")) for row in rows]
    for label, style in zip(labels, show_relations.NAMES, strict=True):
        label.stylize(style)
    if ids[0] == ids[1]:
        console.print(Text(" – ").join(labels))
        console.print("Both names mean this one. Give two, or one alone.")
        return
    when = tie_in_words(results.edges_by_period, ids[0], ids[1])
    stated = choose(results.relations, one=ids[0], other=ids[1])
    groups = show_relations.groups(results, stated, ids)
    others = show_relations.rest(results.passages(name, other), [rows for _, rows in groups])
    if len(others[1]):
        groups.append(others)
    console.print(Text(" – ").join(labels))
    if when:
        console.print(Text(when), style="dim", soft_wrap=True)
    if not groups:
        console.print(
            "No window of the text that counts holds both, and no sentence states a relation. A "
            "wider --window (paragraph, article) or wider dates may. Ids from entities.csv name "
            "an entity for certain."
        )
    for heading, found in groups:
        console.print(Text(f"\n{plain(heading)}", style="bold"))
        show_relations.print_passages(console, found, ids, limit)
        _more(console, len(found), limit)


def _more(console: Console, number: int, limit: int) -> None:
    if number > limit:
        told = f"… and {number - limit} more: --limit {number} shows them all"
        console.print(told, style="dim", highlight=False)
