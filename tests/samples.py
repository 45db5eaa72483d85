"""Rows of tables that many tests need."""

from typing import Any


def article(article_id: str, text: str = "", **more: Any) -> dict[str, Any]:
    """Return a row of the table `articles`."""
    row: dict[str, Any] = {
        "article_id": article_id,
        "source": f"{article_id}.txt",
        "title": None,
        "date": None,
        "language": "nb",
        "n_chars": len(text),
        "sha256": "",
        "fingerprint": "",
        "duplicate_of": None,
        "text": text,
    }
    return {**row, **more}
