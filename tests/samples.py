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


def relation(kind: str, source: str, target: str, /, **more: Any) -> dict[str, Any]:
    """Return a row of the table `relations`; the names of its ends are their ids."""
    row: dict[str, Any] = {
        "type": kind,
        "source_id": source,
        "source": source,
        "target_id": target,
        "target": target,
        "label": kind,
        "negated": False,
        "modality": "",
        "pattern": "",
        "coreference": "",
        "article_id": "a",
        "sentence": 0,
        "start": 0,
        "end": 1,
        "text": "",
    }
    return {**row, **more}
