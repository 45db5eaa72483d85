"""A finished run whose articles state relations of every type, found by hand."""

import json
from pathlib import Path
from typing import Any

import pipeline
from pipeline import store, tables
from pipeline.results import Results
from tests.samples import relation

LAVROV, TILLERSON, NATO = "person/sergej-lavrov", "person/rex-tillerson", "Q7184"
USA, NORGE, FN = "Q30", "Q20", "Q1065"

ARTICLES = {
    "bonn.txt": "Møte i Bonn\n\nPublisert: 16. februar 2017\n\nSergej Lavrov møtte Rex Tillerson i "
    "Bonn. Lavrov kritiserte Tillerson før møtet. USAs utenriksminister Rex Tillerson "
    "avviste at han hadde kritisert Sergej Lavrov.\n",
    "ny.txt": "Nye samtaler\n\nPublisert: 3. mai 2018\n\nSergej Lavrov skal møte Rex Tillerson på "
    "nytt. Han møtte aldri Tillerson i fjor, sier Lavrov. Både Rex Tillerson og Sergej Lavrov "
    "er kjente navn. Lavrov og Tillerson møttes, sa Tillerson. De møttes lenge.\n",
    "udatert.txt": "Norge er medlem av NATO. Norge støtter FN. Norge kan komme til å støtte "
    "NATO.\n",
}


def run(folder: Path, model: Path) -> Results:
    """Make a run of the articles in `folder`, with the relations that :func:`found` lists."""
    for name, text in ARTICLES.items():
        path = folder / "in" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
    results = pipeline.run(folder / "in", folder / "out", model=str(model))
    return with_relations(results, found(results))


def with_relations(results: Results, rows: list[dict[str, Any]]) -> Results:
    """Put these rows into the table `relations` of a run, and return the run read anew."""
    piece = tables.frame("relations", rows)
    path = store.write(results.folder / store.TABLES / "by-hand", "relations", piece)
    record = results.record
    record["tables"]["relations"] = [f"by-hand/{path.name}"]
    (results.folder / "run.json").write_text(json.dumps(record), encoding="utf-8")
    return pipeline.load(results.folder)


def found(results: Results) -> list[dict[str, Any]]:
    """Return the relations that the articles state."""
    return [
        stated(results, "meets", LAVROV, TILLERSON, "bonn", "møtte", label="møte"),
        stated(results, "conflict", LAVROV, TILLERSON, "bonn", "kritiserte", label="kritisere"),
        stated(results, "role", TILLERSON, USA, "bonn", "utenriksminister"),
        stated(
            *(results, "conflict", TILLERSON, LAVROV, "bonn", "hadde kritisert"),
            label="kritisere",
            negated=True,
        ),
        stated(
            *(results, "meets", LAVROV, TILLERSON, "ny", "skal møte"),
            label="møte",
            modality="planned",
        ),
        stated(
            *(results, "meets", TILLERSON, LAVROV, "ny", "møtte aldri"),
            label="møte",
            negated=True,
            coreference="pronoun: han < Sergej Lavrov",
        ),
        stated(results, "states", LAVROV, TILLERSON, "ny", "Han møtte aldri Tillerson i fjor"),
        # Two that one sentence states, and a statement of two sentences.
        stated(results, "meets", LAVROV, TILLERSON, "ny", "Lavrov og Tillerson møttes"),
        stated(results, "meets", LAVROV, TILLERSON, "ny", "møttes, sa Tillerson", label="møtes"),
        stated(
            *(results, "states", TILLERSON, LAVROV, "ny"),
            "Lavrov og Tillerson møttes, sa Tillerson. De møttes lenge",
        ),
        stated(results, "member_of", NORGE, NATO, "udatert", "medlem"),
        stated(results, "cooperation", NORGE, FN, "udatert", "støtter", label="støtte"),
        stated(
            *(results, "cooperation", NORGE, NATO, "udatert", "kan komme til å støtte"),
            label="støtte",
            modality="possible",
        ),
    ]


def stated(
    results: Results, kind: str, source: str, target: str, article: str, stretch: str, **more: Any
) -> dict[str, Any]:
    """Return a relation that `stretch`, which stands in the article once, states."""
    text = str(results.articles.set_index("article_id").loc[article, "text"])
    assert text.count(stretch) == 1, stretch
    start = text.index(stretch)
    label = results.entities.set_index("entity_id")["label"]
    sentences = results.sentences[results.sentences["article_id"] == article]
    place = sentences[(sentences["start"] <= start) & (start < sentences["end"])]
    return relation(
        kind,
        source,
        target,
        **{"label": stretch if kind == "role" else "", **more},
        source=label[source],
        target=label[target],
        article_id=article,
        sentence=int(place["sentence"].item()),
        start=start,
        end=start + len(stretch),
        text=stretch,
    )
