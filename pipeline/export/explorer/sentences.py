"""The passages behind the ties: each text once, in pieces, its names set apart."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

import pandas as pd

from pipeline import passages
from pipeline.export.text import plain

Tables = Mapping[str, pd.DataFrame]
_WHERE: Final = ["article_id", "sentence", "last_sentence"]
_PAIR: Final = ["source_id", "target_id", "article_id", "sentence"]
_SPACE: Final = re.compile(r"\s+")


def widest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` (table `evidence`) with the widest passage of each pair at each sentence.

    A statement may run over several sentences from the one in which the two names stand: that is
    one passage, which is shown once, and `last_sentence` becomes its last.
    """
    last = rows.groupby(_PAIR)["last_sentence"].transform("max")
    return rows.assign(last_sentence=last)


def cut(
    rows: pd.DataFrame,
    entities: Mapping[str, int],
    texts: Callable[[Collection[str]], Iterable[Tables]],
) -> tuple[dict[tuple[str, int, int], int], list[list[object]], pd.DataFrame]:
    """Return the passages of `rows` (table `evidence`), in pieces, and their articles.

    `entities` gives the number of each entity whose names are set apart; `texts(article_ids)`
    yields the tables `articles`, `sentences` and `mentions` of these articles, part by part.

    The first value is the place of each passage (article_id, sentence, last_sentence) in the
    second, where a passage is the place of its article in the third, and then its text: a string
    is text, a number says that the string after it is a name of that entity. The articles have
    the columns article_id, title, date and source. Passages are in the order of the articles'
    ids and of the text.
    """
    wanted = rows[_WHERE].drop_duplicates().sort_values(_WHERE, ignore_index=True)
    ids = sorted(set(wanted["article_id"]))
    found: dict[tuple[str, int, int], list[object]] = {}
    facts: list[pd.DataFrame] = []
    for tables in texts(ids):
        articles = tables["articles"]
        here = wanted[wanted["article_id"].isin(articles["article_id"])]
        for row in passages.cut(here, list(entities), **tables).to_dict("records"):
            key = (row["article_id"], row["sentence"], row["last_sentence"])
            found[key] = pieces(row["text"], row["names"], entities)
        columns = ["article_id", "title", "date", "source"]
        facts.append(articles.loc[articles["article_id"].isin(ids), columns])
    about = pd.concat(facts, ignore_index=True).sort_values("article_id", ignore_index=True)
    article = {one: place for place, one in enumerate(about["article_id"])}
    ordered = sorted(found)
    return (
        {key: place for place, key in enumerate(ordered)},
        [[article[key[0]], *found[key]] for key in ordered],
        about,
    )


def pieces(
    text: str, names: Iterable[tuple[int, int, str]], entities: Mapping[str, int]
) -> list[object]:
    """Return `text` in pieces: a number of `entities` before each name, the name, what is between.

    `names` are (start, end, entity_id) in the order of the text; of two that overlap the first
    counts. White space is made one space, and what cannot be seen is left out (export/text.py).

    >>> pieces("Nå  kom Lavrov hit", [(8, 14, "Q1")], {"Q1": 7})
    ['Nå kom ', 7, 'Lavrov', ' hit']
    """
    made: list[object] = []
    done = 0
    spaced = False  # whether what stands before ends with a space, of which one is enough
    for start, end, who in [*names, (len(text), len(text), None)]:
        if start < done:
            continue
        between, spaced = _seen(text[done:start], spaced)
        made += [between] if between else []
        if who is not None:
            name, spaced = _seen(text[start:end], spaced)
            made += [entities[who], name]
        done = end
    return made


def _seen(text: str, spaced: bool) -> tuple[str, bool]:
    """Return `text` plain, with one space for any white space, and whether it ends with one.

    `spaced` says that what stands before it ends with one.
    """
    seen = _SPACE.sub(" ", plain(text))
    seen = seen.removeprefix(" ") if spaced else seen
    return seen, seen.endswith(" ") if seen else spaced
