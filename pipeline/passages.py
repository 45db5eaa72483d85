"""Passages of articles: the sentences that name entities, and those that state relations."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final

import numpy as np
import pandas as pd

from pipeline.export.evidence import last_sentences

WINDOW: Final = ["article_id", "sentence", "last_sentence"]
_COLUMNS: Final = [
    *("article_id", "title", "date", "sentence", "last_sentence", "start", "text", "names")
]
_TYPES: Final = {
    **dict.fromkeys(("article_id", "title", "date", "text"), "str"),
    **dict.fromkeys(("sentence", "last_sentence", "start"), "int64"),
}


def cut(
    windows: pd.DataFrame,
    entity_ids: Collection[str],
    *,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
) -> pd.DataFrame:
    """Return the text of `windows` (article_id, sentence, last_sentence), each once.

    Columns: article_id, title, date, sentence, last_sentence, `start` (where `text` begins in the
    article), `text` with every white space as a space, and `names`: a list of (start, end,
    entity_id) of the names of these entities in `text`. Sorted by date, then article. The other
    tables need no rows of other articles. Raises KeyError for a sentence that there is not.
    """
    facts = articles.set_index("article_id")[["title", "date", "text"]].to_dict("index")
    spans = sentences.set_index(["article_id", "sentence"])[["start", "end"]]
    starts, ends = spans["start"].to_dict(), spans["end"].to_dict()
    named = _names(mentions[mentions["entity_id"].isin(list(entity_ids))])
    rows: list[dict[str, Any]] = []
    for article_id, first, last in windows[WINDOW].drop_duplicates().itertuples(index=False):
        start, end = starts[article_id, first], ends[article_id, last]
        article = facts[article_id]
        names = named.get(article_id, [])
        inside = names[bisect_left(names, (start,)) : bisect_left(names, (end,))]
        rows.append(
            {
                "article_id": article_id,
                "title": article["title"],
                "date": article["date"],
                "sentence": first,
                "last_sentence": last,
                "start": start,
                "text": _spaced(article["text"][start:end]),
                "names": [(a - start, b - start, who) for a, b, who in inside if b <= end],
            }
        )
    found = pd.DataFrame(rows, columns=_COLUMNS).astype(_TYPES)
    return found.sort_values(["date", *WINDOW], ignore_index=True)


def choose(
    relations: pd.DataFrame,
    *,
    types: Iterable[str] = (),
    one: str | None = None,
    other: str | None = None,
    negated: bool | None = None,
) -> pd.DataFrame:
    """Return the `relations` of one of `types`, with these entities at their ends.

    `one` and `other` are ids, at whichever end; `negated` takes only what the text denies, or only
    what it does not. What is None or empty does not matter.
    """
    ends = relations[["source_id", "target_id"]]
    rows = pd.Series(True, index=relations.index)
    if wanted := list(types):
        rows &= relations["type"].isin(wanted)
    for entity_id in (one, other):
        if entity_id is not None:
            rows &= (ends == entity_id).any(axis=1)
    if negated is not None:
        rows &= relations["negated"] == negated
    return relations[rows]


def dated(relations: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Return `relations` with the `date` and `title` of their articles before their columns.

    In the order of the dates, those without one last, then of the text.
    """
    facts = articles[["article_id", "date", "title"]]
    rows = relations.merge(facts, on="article_id", how="left", validate="many_to_one")
    rows = rows[["date", "title", *relations.columns]]
    by = ["date", "article_id", "start", "end", "type", "source_id", "target_id", "label"]
    return rows.sort_values(by, ignore_index=True)


def with_passages(
    relations: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame
) -> pd.DataFrame:
    """Return `relations` with the sentences that state them.

    New columns: `last_sentence`, `passage` (their text), and `passage_start`, where that begins in
    the article.
    """
    rows = relations.assign(last_sentence=np.array(last_sentences(relations, sentences), int))
    nobody = pd.DataFrame({"article_id": [], "start": [], "end": [], "entity_id": []})
    texts = cut(rows, (), articles=articles, sentences=sentences, mentions=nobody)
    names = {"text": "passage", "start": "passage_start"}
    passages = texts[[*WINDOW, *names]].rename(columns=names)
    return rows.merge(passages, on=WINDOW, how="left", validate="many_to_one")


def _names(mentions: pd.DataFrame) -> dict[str, list[tuple[Any, ...]]]:
    """Return (start, end, entity_id) of the names of each article, in the order of the text."""
    found: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    columns = (mentions[name].tolist() for name in ("article_id", "start", "end", "entity_id"))
    for article_id, *name in zip(*columns, strict=True):
        found[article_id].append(tuple(name))
    return {article_id: sorted(names) for article_id, names in found.items()}


def _spaced(text: str) -> str:
    """Return `text` with a space for every white space: offsets stay as they are."""
    return "".join(" " if letter.isspace() else letter for letter in text)
