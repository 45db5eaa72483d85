"""Linking alone, measured on the names that gold articles have marked."""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from pipeline import tables
from pipeline.corrections import Correction
from pipeline.evaluate.gold import Gold, GoldArticle, GoldMention
from pipeline.evaluate.graph import mentions_by_article
from pipeline.evaluate.matching import Matched, match
from pipeline.link import Gazetteer, apply_links, link_across, link_within
from pipeline.link.names import compound

# The label that a model would give to a name of such a type (NorNE's labels).
_LABELS: Final = {
    "person": "PER",
    "organisation": "ORG",
    "place": "LOC",
    "country": "GPE_LOC",
    "gpe": "GPE_LOC",
}


def linked(
    gold: Gold,
    gazetteer: Gazetteer | None = None,
    *,
    metonyms: bool = False,
    corrections: Sequence[Correction] = (),
) -> list[Matched]:
    """Return the gold articles beside what linking makes of their own names.

    So the score says how good linking is, whatever the model finds. The gold's types stand for the
    labels of a model; what it says of entities is not looked at.
    """
    articles, names = _tables(gold)
    local, clusters, joins = link_within(
        articles, names, gazetteer, metonyms=metonyms, corrections=corrections
    )
    links = link_across(clusters, joins, gazetteer, corrections=corrections)[0]
    found = mentions_by_article(apply_links(local, links)[0])
    return [match(article, found.get(article.id, [])) for article in gold.articles]


def clusters_of(gold: Gold) -> pd.DataFrame:
    """Return the table `clusters` that linking within articles makes of the gold's names."""
    return link_within(*_tables(gold))[1]


def _tables(gold: Gold) -> tuple[pd.DataFrame, pd.DataFrame]:
    articles = tables.frame("articles", [_article(article) for article in gold.articles])
    names = [row for article in gold.articles for row in _names(article)]
    return articles, tables.frame("names", names)


def _article(article: GoldArticle) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(tables.columns("articles"), "")
    known = {"article_id": article.id, "text": article.text, "language": "no", "date": None}
    return {**row, **known, "n_chars": len(article.text), "title": None, "duplicate_of": None}


def _names(article: GoldArticle) -> list[dict[str, Any]]:
    return [
        {
            "article_id": article.id,
            "sentence": article.sentence_at(one.start),
            "paragraph": 0,
            "start": one.start,
            "end": one.end,
            "token": number,  # windows of tokens do not matter here
            "token_end": number + 1,
            "text": article.text[one.start : one.end],
            "label": _label(one, article.text[one.start : one.end]),
        }
        for number, one in enumerate(sorted(article.mentions, key=lambda one: one.start))
    ]


def _label(mention: GoldMention, text: str) -> str:
    if mention.type == "other" and mention.optional and compound(text):
        return "DRV"
    return _LABELS.get(mention.type, "PROD")


__all__ = ["clusters_of", "linked"]
