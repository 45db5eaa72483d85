"""The sentences behind the graph: which text shows each edge and each relation."""

from typing import Final

import pandas as pd

from pipeline.tables import empty, frame

CO_OCCURRENCE: Final = "co-occurrence"
_ORDER: Final = ["article_id", "sentence", "source_id", "target_id", "relation", "text"]


def evidence(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    pairs: pd.DataFrame,
    relations: pd.DataFrame,
) -> pd.DataFrame:
    """Return the table `evidence` of one partition.

    `nodes` and `edges` are of the graph, the other tables of the partition. There is one row per
    row of `pairs` whose two entities share an edge of the graph (`relation` is `co-occurrence`),
    and one per row of `relations` whose two entities are both in it (`relation` is its type, after
    `not ` where the text denies it, and source and target are as the relation has them).

    `text` is the raw text from the beginning of the first sentence of the window to the end of the
    last (for a relation: its sentence), each run of white space as one space. Rows are sorted by
    article, sentence, source, target and relation. Raises ValueError if an article or a sentence
    that a row names is not in the partition.
    """
    shared = pairs.merge(edges[["source_id", "target_id"]], on=["source_id", "target_id"])
    known = nodes["entity_id"]
    stated = relations[relations["source_id"].isin(known) & relations["target_id"].isin(known)]
    shown = [
        shared.assign(relation=CO_OCCURRENCE)[[*_ORDER[:-1], "last_sentence"]],
        stated.assign(
            relation=stated["type"].where(~stated["negated"], "not " + stated["type"]),
            last_sentence=stated["sentence"],
        )[[*_ORDER[:-1], "last_sentence"]],
    ]
    filled = [part for part in shown if len(part)]
    if not filled:
        return empty("evidence")
    rows = pd.concat(filled)
    label = dict(zip(nodes["entity_id"], nodes["label"], strict=True))
    rows = rows.assign(
        source=rows["source_id"].map(label),
        target=rows["target_id"].map(label),
        text=_texts(rows, articles, sentences),
    ).merge(articles[["article_id", "title", "date"]], on="article_id", how="left")
    return frame("evidence", rows.sort_values(_ORDER))


def _texts(rows: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame) -> list[str]:
    """Return the text of each row's window; windows that recur are cut only once."""
    raw = dict(zip(articles["article_id"], articles["text"], strict=True))
    where = zip(sentences["article_id"], sentences["sentence"], strict=True)
    starts = dict(zip(where, sentences["start"].tolist(), strict=True))
    where = zip(sentences["article_id"], sentences["sentence"], strict=True)
    ends = dict(zip(where, sentences["end"].tolist(), strict=True))
    cut: dict[tuple[str, int, int], str] = {}
    windows = list(
        zip(
            rows["article_id"].tolist(),
            rows["sentence"].tolist(),
            rows["last_sentence"].tolist(),
            strict=True,
        )
    )
    for article, first, last in dict.fromkeys(windows):
        try:
            text = raw[article][starts[article, first] : ends[article, last]]
        except KeyError:
            raise ValueError(
                f"{article}: sentences {first} to {last} are not in this partition"
            ) from None
        cut[article, first, last] = " ".join(text.split())
    return [cut[window] for window in windows]
