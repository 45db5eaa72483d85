"""Where the page of a finished run is, opened at a name or at the tie of two."""

from urllib.parse import urlencode

from pipeline.errors import OutputError
from pipeline.export.text import edge_id
from pipeline.results import Results

PAGE = "explorer.html"


def address(results: Results, name: str | None = None, other: str | None = None) -> str:
    """Return the file: address of the page of a run, at the entity `name`, or its tie to `other`.

    The part after # is what the page itself writes there (docs/explorer.md). Raises OutputError if
    the page is not there, LookupError if an entity is not.
    """
    page = results.folder / PAGE
    if not page.is_file():
        raise OutputError(
            f"{page} is not there. A run writes it:  python -m pipeline run FOLDER "
            f"--output {results.folder}"
        )
    ids = [results.find(one)["entity_id"] for one in (name, other) if one is not None]
    if not ids:
        return page.resolve().as_uri()
    shown = {"node": ids[0]} if len(ids) == 1 else {"tie": edge_id(*sorted(ids))}
    return f"{page.resolve().as_uri()}#{urlencode(shown)}"
