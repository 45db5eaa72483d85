"""A real browser on pages of files, cut off from every network, and what it saw go wrong."""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from matplotlib.image import imread
from playwright.sync_api import BrowserContext, Download, Locator, Page, Request, Route, expect

# Any of these is driven as it is; Playwright's own browsers are never downloaded.
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
# What a browser may ask of itself: blocks of data inside the page, and files that it saves.
_INSIDE: Final = ("data:", "blob:", "about:")
# Chromium's sandbox wants rights that root in a container has not; the rest keeps it from asking
# its makers for anything.
ARGUMENTS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
# What Playwright would have Chromium overlook: more changes of the address than it lets pages make.
LENIENT: Final = ["--disable-ipc-flooding-protection"]
# Scripts that an article might try to run would call `ran`; the policy of the page says what it
# stopped, and `t` in the console fails the test as any warning does.
_WATCH: Final = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => console.error("ran");
window.ran = () => console.error("ran");
"""

Open = Callable[..., Page]


def executable() -> str:
    """Return the path of a browser on this machine; skip the test if there is none."""
    for name in _BROWSERS:
        path = shutil.which(name)
        if path is not None:
            return path
    pytest.skip("no browser: install Chromium (apt-get install chromium)")


@dataclass
class Watched:
    """A context whose pages have `file` alone, with what they asked for and complained of."""

    context: BrowserContext
    file: str
    asked: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Cut the context off, and listen."""
        self.context.set_offline(True)
        self.context.add_init_script(_WATCH)
        self.context.route("**/*", self._answer)
        self.context.on("request", self._ask)
        self.context.on("page", self._listen)

    def check(self) -> None:
        """Fail if a page complained, or asked for anything but the file."""
        assert self.problems == []
        assert self.asked == []

    def _own(self, url: str) -> bool:
        return url.partition("#")[0] == self.file

    def _answer(self, route: Route) -> None:
        if self._own(route.request.url):
            route.continue_()
        else:
            route.abort()

    def _ask(self, request: Request) -> None:
        if not self._own(request.url) and not request.url.startswith(_INSIDE):
            self.asked.append(request.url)

    def _listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.problems.append(f"error: {error.message}"))
        page.on("dialog", lambda dialog: self.problems.append(f"dialog: {dialog.message}"))
        page.on("crash", lambda _: self.problems.append("the page crashed"))
        page.on(
            "console",
            lambda said: (
                self.problems.append(f"{said.type}: {said.text}")
                if said.type in ("error", "warning", "assert")
                else None
            ),
        )


def content_of(file: Path) -> dict[str, Any]:
    """Return what the page in `file` holds: nodes, ties, passages, periods."""
    block = re.search(r'id="content-data">(.*?)</script>', file.read_text(encoding="utf-8"), re.S)
    assert block is not None
    held: dict[str, Any] = json.loads(block[1])
    return held


def settled(page: Page) -> None:
    """Wait until the browser has painted what was changed."""
    page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def shown(page: Page) -> list[int]:
    """Return the numbers in the summary: names shown, names, ties shown, ties."""
    return [
        int(one) for one in re.findall(r"\d+", re.sub(r"(?<=\d)[,\s](?=\d)", "", summary(page)))
    ]


def summary(page: Page) -> str:
    """Return the line that says how much is shown."""
    return page.locator("#summary").inner_text()


def search(page: Page, text: str) -> None:
    """Type `text` into the search by keyboard and take the first completion."""
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type(text)
    expect(completions(page).first).to_be_visible()
    page.keyboard.press("Enter")


def completions(page: Page) -> Locator:
    """Return the names that the search offers."""
    return page.locator("#completions").get_by_role("option")


def alike(
    one: "np.ndarray[Any, np.dtype[np.float64]]", other: "np.ndarray[Any, np.dtype[np.float64]]"
) -> bool:
    """Return whether two pictures are the same but for a few pixels at rounded corners."""
    return one.shape == other.shape and float(np.abs(one - other).mean()) < 1e-4


def heading(page: Page) -> Locator:
    """Return the heading of the panel: the name looked at, or the two names."""
    return page.locator("#details h2")


def slide(page: Page, slider: str, to: int) -> None:
    """Move a slider to its `to`-th place by the arrow keys."""
    at = page.locator(f"#{slider}")
    at.focus()
    away = to - int(at.input_value())
    for _ in range(abs(away)):
        page.keyboard.press("ArrowRight" if away > 0 else "ArrowLeft")


def saved(page: Page, press: str) -> Download:
    """Press the button `press` (a selector) and return the file that the browser saves."""
    with page.expect_download() as waiting:
        page.locator(press).click()
    return waiting.value


def table_of(download: Download) -> list[list[str]]:
    """Return the rows of a CSV file that was saved, as Python's csv module reads them."""
    text = Path(download.path()).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def fragment_of(page: Page) -> str:
    """Return the fragment of the page's address, once the address has followed the reader."""
    page.locator("#share").click()  # copies the address, which is up to date by then
    return page.url.partition("#")[2]


def picture(page: Page, selector: str = "#plot") -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Return what is on the screen there: rows, columns, and red, green and blue from 0 to 1."""
    return pixels(page.locator(selector).screenshot())


def pixels(png: bytes) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Return the pixels of a PNG: rows, columns, and red, green and blue from 0 to 1."""
    return np.asarray(imread(io.BytesIO(png), format="png"), float)[:, :, :3]


def colour_of(page: Page, selector: str, part: str) -> str:
    """Return the colour that the browser computed for a part of an element."""
    found: str = page.locator(selector).first.evaluate(
        "(one, part) => getComputedStyle(one).getPropertyValue(part)", part
    )
    return found


def middle(page: Page) -> tuple[float, float]:
    """Return where the middle of the picture is, in pixels of the window."""
    box = page.locator("#plot").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def camera_of(page: Page) -> dict[str, float]:
    """Return where the picture looks (x, y) and its pixels per unit, as Bokeh has it."""
    found: dict[str, float] = page.evaluate(
        """() => {
          const { x_range: x, y_range: y } = Bokeh.documents[0].roots()[0];
          const wide = document.getElementById("plot").clientWidth;
          return {
            x: (x.start + x.end) / 2, y: (y.start + y.end) / 2, scale: wide / (x.end - x.start),
          };
        }"""
    )
    return found
