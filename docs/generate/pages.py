"""Pages with generated parts: which part of which page is made by what.

A part stands between ``<!-- made: NAME -->`` and ``<!-- made end -->`` and is kept in the page, so
that a reader of the repository sees it too; a test holds it to what the program says.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from docs.generate import boilerplate, columns, commands, interface, options

DOCS: Final = Path(__file__).parent.parent
PARTS: Final[Mapping[str, Callable[[], str]]] = {
    "boilerplate": boilerplate.rules,
    "options": options.page,
    "commands": commands.page,
    "files": columns.files,
    "spreadsheets": columns.spreadsheets,
    "attributes": columns.attributes,
    "record": columns.record,
    "tables": columns.parquet,
    "run and load": interface.functions,
    "results": interface.results,
}
_PART = re.compile(r"(<!-- made: (.+?) -->\n).*?(<!-- made end -->)", re.S)


def made(page: str) -> str:
    """Return the text of `page` (a name in docs/) with its generated parts made anew.

    Raises KeyError for a part that nothing makes.
    """
    text = (DOCS / page).read_text(encoding="utf-8")
    return _PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]().strip()}\n\n{part[3]}", text)


def stale() -> list[str]:
    """Return the names of the pages whose generated parts are not what they would be made anew."""
    pages = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
    return [page for page in pages if made(page) != (DOCS / page).read_text(encoding="utf-8")]


def used() -> set[str]:
    """Return the names of the parts that stand in some page."""
    texts = (path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md"))
    return {name for text in texts for _, name, _ in _PART.findall(text)}
