"""A browser for the tests of the page, and the page of a run of the demonstration articles."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

import pipeline
from pipeline.results import Results
from tests.export.explorer.browsing import ARGUMENTS, LENIENT, Open, Watched, executable

SEEDS = Path(__file__).parents[3] / "seeds"
PATIENCE = 20_000  # milliseconds; nothing here is a matter of time, but machines are busy


# Not for the whole session: while Playwright is there, no other test can use asyncio.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    path = executable()
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=ARGUMENTS, ignore_default_args=LENIENT
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A run of the demonstration articles, for the tests that have a browser."""
    executable()
    return pipeline.run(SEEDS, tmp_path_factory.mktemp("explorer") / "out", model="bundled")


@pytest.fixture
def seeds_page(seeds: Results) -> Path:
    """The page of the demonstration articles."""
    return seeds.folder / "explorer.html"


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """A function that opens a page in a new context, cut off from every network.

    It takes the file, the fragment, and what `browser.new_context` takes. When the test is over,
    whatever the pages complained of or asked for fails it.
    """
    all_watched: list[Watched] = []

    def open_page(file: Path, fragment: str = "", *, ready: bool = True, **options: Any) -> Page:
        chosen = {
            "viewport": {"width": 1280, "height": 800},
            "locale": "en-GB",
            "color_scheme": "light",
            "permissions": ["clipboard-read", "clipboard-write"],
            **options,
        }
        watched = Watched(browser.new_context(**chosen), file.resolve().as_uri())
        all_watched.append(watched)
        watched.watch()
        page = watched.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{watched.file}{'#' if fragment else ''}{fragment}")
        if ready:
            page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield open_page
    for watched in all_watched:
        watched.context.close()
    for watched in all_watched:
        watched.check()


@pytest.fixture
def page(open_page: Open, seeds_page: Path) -> Page:
    """The page of the demonstration articles, opened."""
    return open_page(seeds_page)
