"""Tests of the site that MkDocs makes of docs/: whole, linked, and offline."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.docs.docs_samples import ROOT
from tests.export.explorer.browsing import ARGUMENTS, executable

pytest.importorskip("material", reason="the site needs the extra `docs`: pip install -e '.[docs]'")

from mkdocs.config import load_config

from docs import hooks


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. A link or an anchor that leads nowhere stops the build."""
    folder = tmp_path_factory.mktemp("site") / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def _named(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    inner = nav.values() if isinstance(nav, dict) else nav
    return [page for one in inner for page in _named(one)]


def test_every_page_stands_in_the_navigation_once() -> None:
    named = _named(load_config(str(ROOT / "mkdocs.yml")).nav)
    assert len(named) == len(set(named))
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} | set(hooks.TAKEN_IN.values())
    assert set(named) == pages


def test_it_loads_nothing_from_a_network(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 25
    loads = r"""<(?:script|img|iframe|link|source)[^>]*?(?:src|href)=["']?([^"'\s>]+)"""
    for page in pages:
        for target in re.findall(loads, page.read_text(encoding="utf-8")):
            assert not re.match(r"(?:https?:)?//", target), f"{page.name}: {target}"
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8"))


def test_search_works_from_a_disk(site: Path) -> None:
    index = (site / "search" / "search_index.js").read_text(encoding="utf-8")
    assert index.startswith("var __index = {")
    assert "backbone" in index
    page = (site / "index.html").read_text(encoding="utf-8")
    assert 'src="javascripts/iframe-worker.js"' in page
    assert "unpkg.com" not in page


def test_every_link_leads_to_a_file_of_the_site(site: Path) -> None:
    links = 0
    for page in site.rglob("*.html"):
        for target in re.findall(r'<a[^>]*? href="([^"#]+)', page.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            links += 1
            assert page.name == "404.html" or (page.parent / target).exists(), (page.name, target)
    assert links > 500


def test_what_makes_the_pages_is_no_part_of_the_site(site: Path) -> None:
    assert not [path for path in site.rglob("*") if path.suffix in (".py", ".toml")]


@pytest.mark.parametrize(
    ("link", "turned"),
    [
        ("[x](time.md#periods)", "[x](time.md#periods)"),
        ("[x](https://gephi.org)", "[x](https://gephi.org)"),
        ("[x](../seeds/README.md)", "[x](seeds.md)"),
        ("[x](../pipeline/models/README.md#scores)", "[x](bundled-model.md#scores)"),
        ("[x](../pipeline/models)", "[x](bundled-model.md)"),
        ("[x](../README.md)", "[x](index.md)"),
        ("[`tables.py`](../pipeline/tables.py)", "`pipeline/tables.py`"),
        ("[the code](../pipeline/tables.py)", "the code (`pipeline/tables.py`)"),
        ("![x](images/a.png)", "![x](images/a.png)"),
        ("```\n[x](../seeds/README.md)\n```", "```\n[x](../seeds/README.md)\n```"),
    ],
)
def test_links_of_a_page_in_docs_become_those_of_the_site(link: str, turned: str) -> None:
    assert hooks.links(link, "docs/index.md") == turned


def test_links_of_a_page_elsewhere_become_those_of_the_site() -> None:
    page = "pipeline/models/README.md"
    assert hooks.links("[x](../../docs/accuracy.md)", page) == "[x](accuracy.md)"
    assert hooks.links("[x](../gazetteer/README.md)", page) == "[x](gazetteer.md)"
    assert hooks.links("[x](meta.json)", page) == "x (`pipeline/models/meta.json`)"


def test_a_browser_finds_words_in_pages_opened_from_a_disk(site: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        page = browser.new_page()
        asked: list[str] = []
        complaints: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto((site / "index.html").as_uri())
        page.locator("input.md-search__input").press_sequentially("skilletegn")
        expect(page.locator(".md-search-result__item").first).to_contain_text("FAQ", timeout=20_000)
        browser.close()
    assert not complaints
    assert all(url.startswith(("file:", "data:", "blob:")) for url in asked)
