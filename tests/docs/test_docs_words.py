"""Tests of docs/ and the other pages: what they tell a reader to type and to expect is so."""

import io
import json
import re
import shlex

import click
import pytest
from click.testing import CliRunner
from rich.console import Console

from pipeline import tables
from pipeline.cli import cli
from pipeline.export import gephi, graphml_relations
from pipeline.outputs import FILES
from pipeline.results import Results
from pipeline.settings import GROUPS, flag
from pipeline.stages import STAGES
from pipeline.terminal import summary
from tests.docs.docs_samples import PAGES, ROOT, blocks, code, commands, examples

ALL = "\n".join(PAGES.values())


def _options(command: click.Command) -> set[str]:
    names = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    nested = command.commands.values() if isinstance(command, click.Group) else ()
    return {"--help", "-h"}.union(names, *map(_options, nested))


@pytest.mark.parametrize("page", PAGES)
def test_every_command_can_be_typed_as_it_stands(page: str) -> None:
    for words in commands(code(PAGES[page])):
        command: click.Command = cli
        if words[0] in STAGES:  # these commands are made when the program starts
            words[0] = "run"
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            assert words[0] in command.commands, f"{page}: {words}"
            command = command.commands[words.pop(0)]
        given = {word for word in words if re.match("--?[a-z]", word)}
        assert given <= _options(command), f"{page}: {command.name} {words}"


@pytest.mark.parametrize("page", PAGES)
def test_every_option_it_speaks_of_is_one(page: str) -> None:
    spoken = {span.split()[0] for span in code(PAGES[page]) if re.match("--[a-z]", span)}
    assert spoken <= _options(cli) | {"--paths.train"}


@pytest.mark.parametrize("page", PAGES)
def test_every_file_it_links_to_is_there(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", PAGES[page]):
        if not target.startswith("http"):
            assert (ROOT / page).parent.joinpath(target).exists(), target


@pytest.mark.parametrize("name", [*GROUPS["Relating entities"], *GROUPS["The graph"]])
def test_every_option_that_shapes_the_network_is_explained_in_the_docs(name: str) -> None:
    assert re.search(rf"`--(no-)?{flag(name)}\b", ALL)


@pytest.mark.parametrize("file", FILES)
def test_every_file_of_a_run_is_described(file: str) -> None:
    assert f"`{file}`" in PAGES["outputs/README.md"]


@pytest.mark.parametrize(
    ("page", "columns"),
    [
        ("docs/relations.md", tables.columns("relations")),
        ("docs/relations.md", tables.columns("evidence")),
        ("docs/relations.md", list(graphml_relations.ATTRIBUTES)),
        ("docs/statements.md", tables.columns("statements")),
        ("docs/time.md", tables.columns("edges_by_period")),
        ("docs/time.md", tables.columns("nodes_by_period")),
        ("docs/time.md", tables.columns("periods")),
        ("outputs/README.md", list(gephi.NODE_COLUMNS.values())),
        ("outputs/README.md", list(gephi.EDGE_COLUMNS.values())),
    ],
)
def test_every_column_is_described(page: str, columns: list[str]) -> None:
    described = set(re.findall(r"`(\w+)`|(?<=\| )(\w+)(?= \|)", PAGES[page]))
    assert set(columns) <= {code or cell for code, cell in described}


@pytest.mark.parametrize(
    ("command", "printed"), [one for page in PAGES.values() for one in examples(page)]
)
def test_a_command_prints_what_the_page_shows(seeds: Results, command: str, printed: str) -> None:
    words = shlex.split(command)
    if words[0] != "models":
        words += ["--output", str(seeds.folder)]
    said = CliRunner(env={"COLUMNS": "80"}).invoke(cli, words, catch_exceptions=False)
    left = " ".join(said.stdout.split())
    for shown in re.split(r"^…\n", printed, flags=re.M):  # … stands for what is left out
        if not shown:
            continue
        before, told, left = left.partition(" ".join(shown.split()))
        assert told, f"not printed after {before[:200]!r}: {shown}"


def test_the_summary_of_the_first_run_is_true(seeds: Results) -> None:
    console = Console(width=100, record=True, file=io.StringIO())
    summary(console, seeds)
    said = console.export_text()
    shown = blocks(PAGES["docs/first-run.md"], "text")[0]
    assert shown.startswith("What was found")
    for line in shown.splitlines():
        assert line.strip() in said, line


def test_the_example_of_a_tie_over_time_is_true(seeds: Results) -> None:
    ties = seeds.edges_by_period
    columns = ["source", "target", "period", "first_day", "last_day", "count", "articles", "weight"]
    rows = ties[(ties["source"] == "Finland") & (ties["target"] == "Sverige")][columns]
    assert len(rows)
    for row in rows.to_dict("records"):
        assert f"| {' | '.join(map(str, row.values()))} |" in PAGES["docs/time.md"]


def test_the_example_of_run_json_is_true(seeds: Results) -> None:
    shown = re.findall(r'"(\w+)": ("[\w-]+"|\d+)', PAGES["docs/time.md"])
    assert dict(shown) == {name: json.dumps(it) for name, it in seeds.record["periods"].items()}


def test_the_measures_of_the_examples_are_true(seeds: Results) -> None:
    edges = seeds.edges
    measures = {
        "times": "count",
        "articles": "articles",
        "NPMI": "npmi",
        "log-lik.": "log_likelihood",
        "p": "p_value",
        "q": "q_value",
        "disparity": "disparity",
    }
    rows = 0
    heads: list[str] = []
    for line in PAGES["docs/significance.md"].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[1:3] == ["times", "articles"]:
            heads = [measures[cell] for cell in cells[1:]]
        elif " – " in cells[0] and line.startswith("|"):
            ends = set(cells[0].split(" – "))
            one = edges[edges["source"].isin(ends) & edges["target"].isin(ends)].iloc[0]
            for head, cell in zip(heads, cells[1:], strict=True):
                assert float(cell) == pytest.approx(one[head], rel=0.05, abs=0.006), (line, head)
            rows += 1
    assert rows >= 20
    counts = seeds.record["counts"]
    assert f"25 demonstration articles have {counts['sentences']} sentences" in ALL
    assert f"of the {counts['graph_edges']} ties" in ALL
