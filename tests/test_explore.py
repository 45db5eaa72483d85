"""Tests of explore: the address of a run's page, and the browser that opens it."""

import shutil
import webbrowser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import url2pathname

import pytest
from click.testing import CliRunner

from pipeline.cli import cli
from pipeline.errors import OutputError
from pipeline.explore import address
from pipeline.results import Results, load
from tests import stated_samples


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory, small_model: Path) -> Results:
    return stated_samples.run(tmp_path_factory.mktemp("med mellomrom å"), small_model)


def test_the_address_is_that_of_the_page(results: Results) -> None:
    parts = urlsplit(address(results))
    assert (parts.scheme, parts.fragment) == ("file", "")
    assert Path(url2pathname(parts.path)).samefile(results.folder / "explorer.html")


def test_a_name_is_told_by_its_id(results: Results) -> None:
    told = parse_qs(urlsplit(address(results, "Lavrov")).fragment)
    assert told == {"node": [results.find("Lavrov")["entity_id"]]}


def test_a_tie_is_told_by_both_ids_whichever_comes_first(results: Results) -> None:
    told = parse_qs(urlsplit(address(results, "Lavrov", "Tillerson")).fragment)
    ids = sorted(results.find(name)["entity_id"] for name in ("Lavrov", "Tillerson"))
    assert told == {"tie": ["|".join(ids)]}
    assert address(results, "Tillerson", "Lavrov") == address(results, "Lavrov", "Tillerson")


def test_a_page_that_is_gone_is_told_with_the_command_that_makes_it(
    results: Results, tmp_path: Path
) -> None:
    shutil.copy(results.folder / "run.json", tmp_path)
    with pytest.raises(OutputError, match="python -m pipeline run"):
        address(load(tmp_path))


@pytest.mark.parametrize("there", [True, False])
def test_the_command_opens_the_page_or_says_where_it_is(
    results: Results, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    opened: list[str] = []

    def browse(url: str) -> bool:
        opened.append(url)
        return there

    monkeypatch.setattr(webbrowser, "open", browse)
    said = CliRunner().invoke(cli, ["explore", "Lavrov", "--output", str(results.folder)])
    assert said.exit_code == 0
    assert opened == [address(results, "Lavrov")]
    assert said.stdout.strip() == opened[0]
    assert ("No browser" in said.stderr) is not there
