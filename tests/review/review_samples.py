"""A finished run with decisions written by hand."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline import store, tables
from pipeline.results import Results, load

NATO, TILLERSON, NORGE, FN = "Q7184", "person/rex-tillerson", "Q20", "Q1065"

TEXTS = {
    "a": " date 2017-02 NATO møtte Rex Tillerson fra USA. Tillerson takket Norge og FN.\n",
    "b": "NATO sang i Bonn i går kveld. Norge og NATO jublet.\n",
    "c": "Tillerson ringte Norge, FN og USA i går kveld. FN er i Bonn.\n",
}


def decision(name: str, other: str | None = None, **more: Any) -> dict[str, Any]:
    """Return a row of the table `decisions`: that `name` is `other`, or of its type."""
    return {
        "question": "type" if other is None else "same",
        "name": name,
        "other": other,
        "entity_id": TILLERSON,
        "other_id": None if other is None else TILLERSON,
        "verdict": "person" if other is None else "same",
        "rule": "surname-in-corpus",
        "evidence": "",
        "doubt": 0.2,
        "mentions": 1,
        "articles": 1,
        **more,
    }


DECISIONS = [
    decision("FN", entity_id=FN, verdict="organisation", rule="type-vote", doubt=0.1),
    decision("Tillerson", "Rex Tillerson"),
    decision(
        "NATO",
        "NATO",
        entity_id=NATO,
        other_id=NATO,
        rule="namesake",
        doubt=0.3,
        mentions=3,
        articles=2,
    ),
    decision(
        "Norge",
        "FN",
        entity_id=NORGE,
        other_id=FN,
        verdict="different",
        rule="one-letter-apart",
        evidence="[bold]not much[/bold]",
        doubt=0.9,
    ),
]


def write_texts(folder: Path) -> Path:
    """Write the articles into `folder` and return it."""
    folder.mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def with_decisions(folder: Path, rows: list[Mapping[str, Any]]) -> Results:
    """Put `rows` in place of the decisions of the run in `folder`, and load it."""
    path = store.write(folder / store.TABLES, "decisions", tables.frame("decisions", rows))
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    record["tables"]["decisions"] = [path.name]
    (folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return load(folder)
