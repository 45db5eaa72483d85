"""The passages behind the ties: each sentence once, in pieces, its names set apart."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final, NamedTuple

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


class Cut(NamedTuple):
    """Passages with their sentences, each once, however many passages hold it.

    `places` is the place of each passage (article_id, sentence, last_sentence) in `passages`, where
    it is the place of its article in `articles`, and of its first and its last sentence in
    `sentences`, between which stand those between. A sentence is its text in pieces: a string is
    text, a number says that the string after it is a name of that entity. The articles have the
    columns article_id, title, date and source. All is in the order of the articles' ids and of the
    text.
    """

    places: dict[tuple[str, int, int], int]
    passages: list[list[int]]
    sentences: list[list[object]]
    articles: pd.DataFrame


def cut(
    rows: pd.DataFrame,
    entities: Mapping[str, int],
    texts: Callable[[Collection[str]], Iterable[Tables]],
) -> Cut:
    """Return the passages of `rows` (table `evidence`), their sentences and their articles.

    `entities` gives the number of each entity whose names are set apart; `texts(article_ids)`
    yields the tables `articles`, `sentences` and `mentions` of these articles, part by part. Raises
    KeyError for a sentence that there is not.
    """
    wanted = rows[_WHERE].drop_duplicates().sort_values(_WHERE, ignore_index=True)
    ids = sorted(set(wanted["article_id"]))
    found: dict[tuple[str, int], list[object]] = {}
    facts: list[pd.DataFrame] = []
    for tables in texts(ids):
        articles = tables["articles"]
        here = wanted[wanted["article_id"].isin(articles["article_id"])]
        windows = _one_by_one(here, tables["sentences"])
        for row in passages.cut(windows, list(entities), **tables).to_dict("records"):
            key = (row["article_id"], row["sentence"])
            found[key] = pieces(row["text"], row["names"], entities)
        columns = ["article_id", "title", "date", "source"]
        facts.append(articles.loc[articles["article_id"].isin(ids), columns])
    about = pd.concat(facts, ignore_index=True).sort_values("article_id", ignore_index=True)
    article = {one: place for place, one in enumerate(about["article_id"])}
    ordered = sorted(found)
    place = {key: at for at, key in enumerate(ordered)}
    keys = list(zip(*(wanted[name].tolist() for name in _WHERE), strict=True))
    return Cut(
        places={key: at for at, key in enumerate(keys)},
        passages=[[article[who], place[who, one], place[who, last]] for who, one, last in keys],
        sentences=[found[key] for key in ordered],
        articles=about,
    )


def _one_by_one(windows: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return every sentence in `windows` (article_id, sentence, last_sentence) as one itself."""
    inside = {
        (article_id, sentence)
        for article_id, first, last in windows.itertuples(index=False)
        for sentence in range(first, last + 1)
    }
    there = zip(sentences["article_id"], sentences["sentence"].tolist(), strict=True)
    rows = [(*one, one[1]) for one in there if one in inside]
    return pd.DataFrame(rows, columns=_WHERE)


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
