"""Runs with a model that finds exactly the names it is told, in articles of any kind."""

import csv
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import spacy

import pipeline

# What an article might say to become code, to leave its place, or to confuse a program.
HOSTILE = {
    "script": "<script>ran()</script>",
    "image": '"><img src=x onerror=ran()>',
    "handler": "' onmouseover='ran()' x='",
    "link": "javascript:ran()//",
    "anchor": '<a href="javascript:ran()">Klikk</a>',
    "end": "</script></style></title><iframe src=javascript:ran()>",
    "comment": "<!-- <script> --!>",
    "cdata": "]]><svg onload=ran()>",
    "template": "${ran()} {{ran()}} {0} %s",
    "entity": "&lt;img src=x onerror=ran()&gt;&#0;&amp;",
    "backslash": "\\u003cscript\\u003e \\",
    "quotes": "`Per \"Nils'",
    "formula": "=HYPERLINK(ran())",
}
# Names of things that every object of JavaScript has.
NATIVE = ("__proto__", "constructor", "hasOwnProperty", "toString", "valueOf")


def page_of(
    folder: Path,
    articles: Mapping[str, str],
    names: Mapping[str, Collection[str]],
    *,
    entities: Collection[Mapping[str, str]] = (),
    title: str = "in",
    **options: Any,
) -> Path:
    """Return explorer.html of a run in `folder`.

    `articles` are texts by the names of their files, `names` the names to find by the label that
    the model gives them (PER, ORG, GPE_LOC), `entities` rows for `--entities`, `title` the name of
    the folder that is read; `options` are those of a run.
    """
    nlp = spacy.blank("nb", meta={"name": "told", "version": "1.0.0"})
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": label, "pattern": name} for label, some in names.items() for name in some]
    )
    nlp.to_disk(folder / "model")
    (folder / title).mkdir(parents=True)
    for name, text in articles.items():
        (folder / title / name).write_text(text, encoding="utf-8")
    if entities:
        own = folder / "entities.csv"
        with own.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, sorted({key for row in entities for key in row}))
            writer.writeheader()
            writer.writerows(entities)
        options["entities"] = str(own)
    results = pipeline.run(folder / title, folder / "out", model=str(folder / "model"), **options)
    return results.folder / "explorer.html"
