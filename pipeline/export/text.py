"""Text that every reader of our files takes without harm: one line, visible characters only."""

import re
from typing import Final

_BREAK: Final = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # control characters: abort Gephi's GraphML import
    "\u202a-\u202e\u2066-\u2069"  # turn the direction of the text that follows, far beyond a cell
    "\ud800-\udfff\ufffe\uffff]"  # no characters at all; not allowed in XML or UTF-8
)
_FORMULA: Final = tuple("=+-@＝＋－＠")


def plain(text: str) -> str:
    r"""Return `text` on one line (a break becomes a space) and without hidden characters.

    >>> plain("To\nlinjer\x00")
    'To linjer'
    """
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub("", _BREAK.sub(" ", text))


def cell(text: str) -> str:
    """Return `text` plain, and with `'` before it if a spreadsheet would run it as a formula.

    A formula begins with `=`, `+`, `-`, `@` or one of their full-width forms, after spaces too:
    OWASP, "CSV Injection". A tab or a line break before it has become a space by then.

    >>> cell("=1+1"), cell("Høyre"), cell("- Vi vant, sa hun.")
    ("'=1+1", 'Høyre', "'- Vi vant, sa hun.")
    """
    clean = plain(text)
    return f"'{clean}" if clean.lstrip().startswith(_FORMULA) else clean


def attribute(text: str) -> str:
    """Return `text` plain, and in brackets if Gephi would take the word for a missing value.

    Gephi reads the text `null`, however it is written, as no value at all (graphstore,
    AttributeUtils.parse), in CSV, GraphML and GEXF.

    >>> attribute("Null")
    '(Null)'
    """
    clean = plain(text)
    return f"({clean})" if clean.strip().lower() == "null" else clean


def edge_id(*parts: str) -> str:
    """Return an id for the edge of which `parts` tell that no other such parts have.

    Gephi loses edges whose id it has seen, also when a second file is added to a workspace; a
    number that counts from 0 in each file would do just that.

    >>> edge_id("Q7184", "person/jens-stoltenberg")
    'Q7184|person/jens-stoltenberg'
    """
    return "|".join(part.replace("%", "%25").replace("|", "%7C") for part in parts)
