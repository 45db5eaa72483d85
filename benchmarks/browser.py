"""How long a page takes in headless Chromium until it can be used, and how smoothly it moves."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS: Final = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--no-first-run"),
]
WINDOW: Final = {"width": 1400, "height": 850}
STEPS: Final = 40  # of the pointer, while it pans
# The times of the page's own clock, which begins with the navigation: when the page says that it is
# ready, and when the frame after that has been painted. What its policy forbade.
_WATCH: Final = """
window.seen = { refused: [] };
addEventListener("securitypolicyviolation", (event) =>
  seen.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
new MutationObserver((_, observer) => {
  if (!document.documentElement?.dataset.ready || seen.ready) return;
  observer.disconnect();
  seen.ready = performance.now();
  requestAnimationFrame(() => setTimeout(() => (seen.painted = performance.now())));
}).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
"""
# The time from the text's arrival in the field to the frame that shows what fits.
_SEARCH: Final = """async (text) => {
  const field = document.getElementById("search");
  field.focus();
  const begin = performance.now();
  field.value = text;
  field.dispatchEvent(new Event("input"));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const taken = performance.now() - begin;
  const answers = document.getElementById("completions").children.length;
  field.blur();
  return [taken, answers];
}"""
_FRAMES: Final = """() => {
  let last = performance.now();
  let going = true;
  seen.frames = [];
  seen.stop = () => { going = false; };
  const frame = (now) => {
    seen.frames.push(now - last);
    last = now;
    if (going) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
_PATIENCE: Final = 120_000  # milliseconds
Times = dict[str, float]


@contextmanager
def opened() -> Iterator[Browser]:
    """Give a browser of this machine, without a window. Raises LookupError if there is none."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise LookupError("No browser: install Chromium (apt-get install chromium).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def measured(file: Path, stage: str, search: str | None = None, fragment: str = "") -> Times:
    """Return how long the page in `file` takes in a browser of its own, in milliseconds.

    `ready` and `painted` are from the navigation to the page's word and to the frame after it (the
    page sets `data-ready` on its root), `processor` what the renderer worked until then;
    `search` from the word `search` to its answers on the screen; `frame` and `slow_frame` the
    median frame and the 95th percentile while the pointer drags the element `stage` about.
    `refused` is how often the page's policy was offended. Raises playwright's TimeoutError for a
    page that is not ready within two minutes, LookupError for one whose search finds nothing.
    """
    with opened() as browser:
        page = browser.new_page(viewport=WINDOW)  # type: ignore[arg-type]
        page.add_init_script(_WATCH)
        page.goto(f"{file.resolve().as_uri()}{'#' if fragment else ''}{fragment}")
        page.wait_for_function("seen.painted", timeout=_PATIENCE)
        times: Times = dict(page.evaluate("({ ready: seen.ready, painted: seen.painted })"))
        times["processor"] = _processor(browser)
        if search is not None:
            taken, answers = page.evaluate(_SEARCH, search)
            if not answers:
                raise LookupError(f"the page's search finds nothing for {search!r}")
            times["search"] = taken
        times |= _panned(page, stage)
        times["refused"] = page.evaluate("seen.refused.length")
        return times


def _processor(browser: Browser) -> float:
    """Return how long the processes of pages have worked, in milliseconds."""
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    worked = (one["cpuTime"] for one in told["processInfo"] if one["type"] == "renderer")
    return float(1000 * sum(worked))


def _panned(page: Page, stage: str) -> Times:
    box = page.locator(stage).bounding_box()
    if box is None:
        raise LookupError(f"the page does not show {stage}")
    # Not from the middle, where a node may stand that some libraries drag instead.
    x, y = box["x"] + 12, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(_FRAMES)
    for step in range(STEPS):
        page.mouse.move(x + 5 * step, y + 2 * step)
    page.evaluate("seen.stop()")
    page.mouse.up()
    frames: list[float] = sorted(page.evaluate("seen.frames"))
    return {"frame": statistics.median(frames), "slow_frame": frames[int(len(frames) * 0.95)]}


def summary(turns: Sequence[Times]) -> dict[str, dict[str, float]]:
    """Return the median, the least and the greatest of each time.

    >>> summary([{"ready": 3.0}, {"ready": 1.0}, {"ready": 2.0}])
    {'ready': {'median': 2.0, 'min': 1.0, 'max': 3.0}}
    """
    found: dict[str, dict[str, Any]] = {}
    for name in turns[0]:
        of = [turn[name] for turn in turns]
        found[name] = {"median": statistics.median(of), "min": min(of), "max": max(of)}
    return found
