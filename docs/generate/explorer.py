"""Take the pictures of docs/explorer.md: ``python -m docs.generate.explorer [RUN_FOLDER]``.

Of a run of the demonstration articles, which is made if no folder is given. Needs Chromium.
"""

import sys
from typing import Final

from benchmarks.browser import opened
from docs.generate.images import IMAGES, demonstration, small
from pipeline.results import Results

WINDOW: Final = {"width": 1280, "height": 800}
DENSITY: Final = 1.25  # pixels for each of the window
# The fragment of each view: a tie with its sentences; a name in the dark by community; the ties of
# NATO alone as a table.
VIEWS: Final = {
    "explorer_tie": "tie=Q58217|person/rex-tillerson&theme=light",
    "explorer_name": "node=Q58217&colour=community&theme=dark",
    "explorer_table": "view=ties&only=Q7184&theme=light",
}


def main(words: list[str]) -> None:
    """Write the pictures into docs/images."""
    with demonstration(words) as results:
        for name, png in taken(results).items():
            (IMAGES / f"{name}.png").write_bytes(small(png))
            sys.stdout.write(f"written: docs/images/{name}.png\n")


def taken(results: Results) -> dict[str, bytes]:
    """Return a PNG of each of VIEWS. Raises LookupError where there is no browser."""
    page_address = (results.folder / "explorer.html").resolve().as_uri()
    found: dict[str, bytes] = {}
    with opened() as browser:
        for name, fragment in VIEWS.items():
            page = browser.new_page(
                viewport=WINDOW,  # type: ignore[arg-type]
                device_scale_factor=DENSITY,
                locale="en-GB",
            )
            page.goto(f"{page_address}#{fragment}")
            page.wait_for_selector("html[data-ready]", state="attached")
            page.wait_for_timeout(800)  # names find their places when the picture has come to rest
            found[name] = page.screenshot()
            page.close()
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
