"""The sentences behind the graph: which text shows each edge and each relation."""

from bisect import bisect_left
from collections import defaultdict
from typing import Final

import pandas as pd

from pipeline.stated import DENIED
from pipeline.tables import empty, frame

CO_OCCURRENCE: Final = "co-occurrence"
_WHERE: Final = ["source_id", "target_id", "article_id", "sentence", "last_sentence"]
_HOW: Final = ["label", "modality", "pattern", "coreference"]
_ORDER: Final = ["article_id", "sentence", "source_id", "target_id", "relation", *_HOW, "text"]


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
    `not ` where the text denies it; source, target, label, modality, pattern and coreference are
    as the relation has them).

    `text` is the raw text from the beginning of the first sentence of the window to the end of the
    last (for a relation: from its sentence to the one in which the stretch that states it ends),
    each run of white space as one space; `sentence` and `last_sentence` are the two. Rows are
    sorted by article, sentence, source, target and relation. Raises ValueError if an article or a
    sentence that a row names is not in the partition.
    """
    shared = pairs.merge(edges[["source_id", "target_id"]], on=["source_id", "target_id"])
    known = nodes["entity_id"]
    stated = relations[relations["source_id"].isin(known) & relations["target_id"].isin(known)]
    shown = [
        shared[_WHERE].assign(relation=CO_OCCURRENCE, **dict.fromkeys(_HOW, "")),
        stated.assign(
            relation=stated["type"].where(~stated["negated"], f"{DENIED} " + stated["type"]),
            last_sentence=last_sentences(stated, sentences),
        )[[*_WHERE, "relation", *_HOW]],
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


def last_sentences(relations: pd.DataFrame, sentences: pd.DataFrame) -> list[int]:
    """Return for each of `relations` the sentence in which the stretch that states it ends.

    That is its own but for a statement of several sentences.
    """
    starts: dict[str, list[int]] = defaultdict(list)
    ordered = sentences.sort_values(["article_id", "sentence"])
    for article, start in zip(ordered["article_id"], ordered["start"].tolist(), strict=True):
        starts[article].append(start)
    columns = (relations[name].tolist() for name in ("article_id", "sentence", "end"))
    return [
        max(first, bisect_left(starts[article], end) - 1)
        for article, first, end in zip(*columns, strict=True)
    ]


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
