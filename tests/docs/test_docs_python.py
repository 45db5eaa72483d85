"""Tests of the examples in Python, TOML and CSV: they run, and are what the program reads."""

import shutil
import tomllib
from pathlib import Path

import pytest

from pipeline import corrections
from pipeline.ingest.articles import Article, articles
from pipeline.ingest.boilerplate import load_rules
from pipeline.ingest.sources import discover
from pipeline.link import load_gazetteer
from pipeline.results import Results
from pipeline.settings import Settings, make
from tests.docs.docs_samples import PAGES, ROOT, blocks

PYTHON = [page for page in PAGES if blocks(PAGES[page], "python")]


@pytest.mark.parametrize("page", PYTHON)
def test_the_python_of_a_page_runs_from_top_to_bottom(
    page: str, seeds: Results, few_articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(few_articles, "my-articles")
    if "pipeline.run(" not in PAGES[page]:
        shutil.copytree(seeds.folder, "my-network")
    monkeypatch.setenv("NAVNENETT_MODEL", "bundled")
    known: dict[str, object] = {}
    for number, block in enumerate(blocks(PAGES[page], "python")):
        exec(compile(block, f"{page}, block {number}", "exec"), known)  # noqa: S102


def _examples(language: str) -> list[tuple[str, str]]:
    return [(page, block) for page in PAGES for block in blocks(PAGES[page], language)]


@pytest.mark.parametrize(("page", "block"), _examples("toml"))
def test_toml_is_a_settings_file_or_rules(page: str, block: str) -> None:
    path = Path("example.toml")
    path.write_text(block, encoding="utf-8")
    known = tomllib.loads(block)
    if "pattern" in known:  # of the lexicon: the very patterns that are in use
        text = (ROOT / "pipeline" / "relate" / "lexicon" / "roles.toml").read_text(encoding="utf-8")
        used = {one["name"]: one for one in tomllib.loads(text)["pattern"]}
        assert all(one.items() <= used[one["name"]].items() for one in known["pattern"])
    elif "rule" in known:
        assert {rule["name"] for rule in known["rule"]} <= {rule.name for rule in load_rules(path)}
    else:
        assert isinstance(make(config=path), Settings), page


@pytest.mark.parametrize(("page", "block"), _examples("csv"))
def test_csv_is_what_the_program_reads(page: str, block: str) -> None:
    path = Path("example.csv")
    path.write_text(block, encoding="utf-8")
    head = block.splitlines()[0].split(",")
    if "action" in head:
        assert corrections.read(path), page
    elif "label" in head:
        assert load_gazetteer(path), page
    else:
        sources, problems = discover(str(path), Settings())
        found = [one for source in sources for one in articles(source, Settings())]
        assert problems.empty
        assert len(found) == len(block.splitlines()) - 1
        for one in found:
            assert isinstance(one, Article)
            assert one.title
            assert one.date
