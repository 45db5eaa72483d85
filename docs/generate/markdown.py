"""Small pieces of Markdown."""

import re
from collections.abc import Iterable, Sequence

_ROLE = re.compile(r":\w+:`~?\.?([^`<]+?)`")
_CODE = re.compile(r"``(.+?)``")
_PAGE = re.compile(r"\bdocs/(\w+\.md)")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table; a `|` within a cell is escaped.

    >>> print(table(["a", "b"], [["1", "2|3"]]))
    | a | b |
    | --- | --- |
    | 1 | 2\|3 |
    """
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )


def code(text: str) -> str:
    """Return `text` as code.

    >>> code("min-count")
    '`min-count`'
    """
    return f"`{text}`"


def plain_docstring(text: str) -> str:
    """Return a docstring (reStructuredText) as Markdown: roles and literals become code.

    >>> plain_docstring("As :func:`~pipeline.results.load` with ``x=1``.")
    'As `load` with `x=1`.'
    """
    text = _ROLE.sub(lambda role: f"`{role[1].rpartition('.')[2]}`", text)
    return _CODE.sub(r"`\1`", text)


def linked(text: str) -> str:
    """Return `text` with the pages that it names as links.

    >>> linked("docs/time.md says how.")
    '[docs/time.md](time.md) says how.'
    """
    return _PAGE.sub(r"[docs/\1](\1)", text)
