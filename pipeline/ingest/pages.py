"""Files of one article: plain text and web pages."""

from dataclasses import dataclass
from typing import Any

from pipeline.ingest.decoding import NotTextError, decode, without_surrogates
from pipeline.ingest.opening import UNREADABLE, open_bytes, unreadable
from pipeline.ingest.problems import Problem
from pipeline.ingest.rows import encoding_warning, not_text
from pipeline.ingest.sources import Source


@dataclass(frozen=True)
class Page:
    """An article as its file gives it; `title` and `date` are null where it does not."""

    text: str
    title: str | None = None
    date: str | None = None


def read_page(source: Source) -> tuple[Page | None, list[Problem]]:
    """Return the article in a text or HTML file, or None, and what is to be said about it."""
    try:
        with open_bytes(source) as stream:
            text, warning = decode(stream.read())
    except NotTextError:
        return None, [not_text(source.name)]
    except UNREADABLE as error:
        return None, [unreadable(source, error)]
    problems = [encoding_warning(source.name, warning)] if warning else []
    if not text.strip():
        return None, [*problems, empty(source.name)]
    page = extract(text) if source.format == "html" else Page(text)
    if page is None:
        problems.append(
            Problem(
                source.name,
                "error",
                "no-article",
                f"{source.name} is a web page without an article in it (a front page, perhaps, or "
                "one that needs JavaScript). Save the article's text as .txt.",
            )
        )
    return page, problems


def empty(name: str) -> Problem:
    """Return the problem of a file with nothing in it."""
    return Problem(
        name, "error", "empty", f"{name} is empty. Remove it, or check how it was saved."
    )


def extract(html: str) -> Page | None:
    """Return the article in a web page, its paragraphs set apart by blank lines, or None.

    Its title comes first in the text. Opens no connection.
    """
    import trafilatura  # takes longer to load than all else, and most corpora hold no page

    try:
        found: Any = trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            # Only dates that the page states; a guess from its text would be taken for one.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # a page can break the parsers below in more ways than they name
        return None
    body = "\n\n".join(line for line in (found.text or "").splitlines() if line) if found else ""
    if not body.strip():
        return None
    title = (found.title or "").strip() or None
    if title and not body.startswith(title):
        body = f"{title}\n\n{body}"
    return Page(without_surrogates(body)[0], title, found.date)
