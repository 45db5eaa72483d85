"""Gold articles with relations and statements, and what a run finds in them, for tests."""

import re
from typing import Any

import pandas as pd

from pipeline.evaluate.gold import Gold, GoldArticle, GoldMention
from pipeline.evaluate.gold_relations import Annotated, parse_annotated
from pipeline.evaluate.relations import FoundRelation, Known
from pipeline.evaluate.statements import FoundStatement

_MARKED = re.compile(r"\{([^|}]+)\|([^|}]+)\|([^|}]+?)(\|optional)?\}")
# Every entity of the run is called as the gold one, with a Q before it.
NUMBERS = tuple("123456789")

# A gold relation: type, source, target, trigger, more of its keys.
Stated = tuple[str, str, str, str, dict[str, Any]]
# A gold statement: speaker, targets (a letter each), words, more of its keys.
Said = tuple[str | None, str, str, dict[str, Any]]


def gold_article(marked: str, article_id: str = "egen") -> GoldArticle:
    """Return an article whose names are marked as `{USAs|1|country}`; a line is a sentence.

    Names that count neither for nor against are marked `{Nato-sjef|2|other|optional}`.
    """
    text, done, mentions = "", 0, []
    for match in _MARKED.finditer(marked):
        text += marked[done : match.start()]
        name, entity, kind, optional = match.groups()
        span = (len(text), len(text) + len(name))
        mentions.append(GoldMention(*span, kind, entity, bool(optional)))
        text += name
        done = match.end()
    text += marked[done:]
    sentences, at = [], 0
    for line in text.split("\n"):
        sentences.append((at, at + len(line)))
        at += len(line) + 1
    return GoldArticle(article_id, text, tuple(sentences), tuple(mentions))


def annotated(
    marked: str,
    relations: list[Stated] | None = None,
    statements: list[Said] | None = None,
) -> Annotated:
    """Return a gold article; relations are (type, source, target, trigger, more).

    Statements are (speaker, targets, text, more); triggers and texts are looked up in the article.
    """
    article = gold_article(marked)
    held = {
        "id": article.id,
        "relations": [
            {"type": kind, "source": source, "target": target, **place(article, trigger), **more}
            for kind, source, target, trigger, more in relations or []
        ],
        "statements": [
            {"speaker": speaker, "targets": list(targets), **place(article, said), **more}
            for speaker, targets, said, more in statements or []
        ],
    }
    return parse_annotated([held], Gold((article,)))[0]


def place(article: GoldArticle, words: str) -> dict[str, int]:
    """Return where `words` first stand in an article."""
    start = article.text.index(words)
    return {"start": start, "end": start + len(words)}


def found(
    of: Annotated, kind: str, source: str, target: str, words: str, **more: Any
) -> FoundRelation:
    """Return a relation that the run found between the entities Q`source` and Q`target`."""
    start, end = place(of.article, words).values()
    return FoundRelation(kind, f"Q{source}", f"Q{target}", source, target, start, end, **more)


def said(of: Annotated, speaker: str, words: str, **more: Any) -> FoundStatement:
    """Return a statement that the run found, with the speaker Q`speaker`."""
    start, end = place(of.article, words).values()
    return FoundStatement(f"Q{speaker}", speaker, start, end, **more)


def same() -> Known:
    """Return entities of the run that all stand for the gold entity of their number."""
    stands_for = {f"Q{number}": number for number in NUMBERS}
    return Known(stands_for, frozenset(stands_for))


def names(of: GoldArticle, rows: list[tuple[str, str]]) -> pd.DataFrame:
    """Return rows of the table `mentions`: (words, entity_id), at their first place."""
    return pd.DataFrame(
        [{**place(of, words), "entity_id": entity_id} for words, entity_id in rows],
        columns=["start", "end", "entity_id"],
    )
