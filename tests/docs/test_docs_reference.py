"""Tests of the reference pages: everything there is stands in them, and they are not stale."""

import ast
import csv
import doctest
import itertools
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pyarrow.parquet
import pytest

from docs.generate import columns, commands, markdown
from docs.generate.pages import PARTS, stale, used
from pipeline import tables
from pipeline.cli import cli
from pipeline.flags import Grouped
from pipeline.outputs import FILES, OPTIONAL
from pipeline.results import Results
from pipeline.settings import ENV_PREFIX, Settings, flag
from pipeline.stages import STAGES
from tests.docs.docs_samples import PAGES, ROOT

DATA, TABLES = PAGES["docs/data.md"], PAGES["docs/tables.md"]


def _section(page: str, heading: str) -> str:
    """Return what stands below `heading` on `page`, up to the next one."""
    found = re.search(rf"^### {re.escape(heading)}\n(.*?)(?=^##|\Z)", page, re.S | re.M)
    assert found, f"no section on {heading}"
    return found[1]


def _described(section: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", section, re.M)


def test_what_is_made_from_the_program_is_as_the_program_says() -> None:
    assert stale() == [], "write the pages anew with  python -m docs.generate"


def test_every_part_that_can_be_made_stands_in_a_page() -> None:
    assert used() == set(PARTS)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_described_with_flag_key_and_variable(name: str) -> None:
    section = _section(PAGES["docs/settings.md"], flag(name))
    assert f"`{ENV_PREFIX}{name.upper()}`" in section
    assert f"`{flag(name)} = " in section
    if name != "input":
        assert f"`--{flag(name)}" in section


def test_every_example_of_a_value_is_one_that_the_setting_takes() -> None:
    lines = re.findall(r"^\| `pipeline.toml` \| `(.+)` \|$", PAGES["docs/settings.md"], re.M)
    given = {key: value for line in lines for key, value in tomllib.loads(line).items()}
    assert len(given) == len(Settings.model_fields)
    Settings(**{key.replace("-", "_"): value for key, value in given.items()})


def _every(group: click.Group, before: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _every(command, (*before, name))
        elif name not in STAGES:
            yield " ".join((*before, name)), command


@pytest.mark.parametrize(("name", "command"), list(_every(cli, ())))
def test_every_command_is_described_with_its_own_options(name: str, command: click.Command) -> None:
    page = PAGES["docs/commands.md"]
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page, re.S | re.M)
    assert found, name
    for one in command.params:
        of_run = isinstance(command, Grouped) and one.name in Settings.model_fields
        if isinstance(one, click.Option) and not of_run:
            assert all(f"`{opt}" in found[1] for opt in (*one.opts, *one.secondary_opts)), one.name


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_described(stage: str) -> None:
    assert f"`python -m pipeline {stage}`" in PAGES["docs/commands.md"]


def test_the_commands_of_a_group_are_found() -> None:
    names = {" ".join(words) for words, _ in commands.commands()}
    assert {"run", "show", "plot timeline"} <= names


def test_every_file_that_a_run_writes_is_described(seeds: Results) -> None:
    written = {path.name for path in seeds.folder.iterdir() if path.is_file()}
    assert written == {*FILES, "run.json"} - set(OPTIONAL)
    for name in (*FILES, "run.json"):
        assert f"`{name}`" in DATA


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".csv")])
def test_every_column_of_a_csv_file_is_described_in_its_order(name: str, seeds: Results) -> None:
    with (seeds.folder / name).open(encoding="utf-8-sig", newline="") as handle:
        assert _described(_section(DATA, name)) == next(csv.reader(handle))


@pytest.mark.parametrize("name", ["graph.gexf", "graph.graphml", "graph_relations.graphml"])
def test_every_attribute_of_a_graph_file_is_described(name: str, seeds: Results) -> None:
    declared = []
    for element in ET.parse(seeds.folder / name).iter():  # noqa: S314
        tag = element.tag.rpartition("}")[2]
        if tag in ("key", "attribute"):
            declared.append(element.get("attr.name") or element.get("title"))
    assert len(declared) > 20
    assert sorted(_described(_section(DATA, name))) == sorted(map(str, declared))


def test_every_table_is_described_with_the_columns_of_its_files(seeds: Results) -> None:
    record = seeds.record["tables"]
    for name in tables.SCHEMAS:
        assert name in record, f"{name} is made by no run"
        path = seeds.folder / "tables" / record[name][0]
        section = _section(TABLES, name)
        assert _described(section) == pyarrow.parquet.read_schema(path).names
        assert f"`tables/{path.parent.relative_to(seeds.folder / 'tables').as_posix()}/`" in section


def _keys(value: Any, above: str = "") -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _keys(one, above)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield f"{above}{name}"
            yield from _keys(inner, f"{above}{name}.")


def test_every_key_of_run_json_is_described(seeds: Results) -> None:
    # Their keys are names of options, packages, files and tables; problems are as problems.csv.
    named_by_others = ("settings", "versions", "output", "tables", "problems")
    written = {
        key
        for key in _keys(seeds.record)
        if not any(key.startswith(f"{one}.") for one in named_by_others)
    }
    described = {key for key in columns.record_keys() if not key.startswith("corrections.")}
    assert written == described
    for key in columns.record_keys():
        assert f"`{key.replace('.', ' → ')}`" in DATA


def test_the_keys_of_a_correction_in_run_json_are_described() -> None:
    described = {key for key in columns.record_keys() if key.startswith("corrections.")}
    assert described == {f"corrections.{name}" for name in tables.columns("corrected")}


def test_a_column_without_a_meaning_is_refused() -> None:
    with pytest.raises(LookupError, match="no_such_column"):
        columns.meaning("no_such_column", "nodes")


def _codes(path: Path) -> Iterator[str]:
    """Yield the codes of problems that a module of reading can tell of."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        given = [one.value for one in node.args if isinstance(one, ast.Constant)]
        for severity, code in itertools.pairwise(given):
            if severity in ("error", "skipped", "warning") and isinstance(code, str):
                yield code


def test_every_kind_of_problem_is_explained() -> None:
    modules = sorted((ROOT / "pipeline" / "ingest").glob("*.py"))
    codes = {code for path in modules for code in _codes(path)}
    assert len(codes) > 12
    for code in codes:
        assert f"`{code}`" in PAGES["docs/your-articles.md"]


def test_the_examples_in_the_docstrings_hold() -> None:
    ran = doctest.testmod(markdown)
    assert ran.attempted == 4
    assert not ran.failed


def test_a_bar_in_a_cell_of_a_table_does_not_divide_it() -> None:
    assert markdown.table(["a"], [["1|2"]]).splitlines()[-1] == r"| 1\|2 |"
