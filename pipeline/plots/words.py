"""The words that pictures share: what a tie is, how much is drawn of how much, names cut short."""

from typing import Final

import pandas as pd

from pipeline.export.text import plain
from pipeline.relate import in_words
from pipeline.results import Results

_MEASURES: Final = {
    "articles": "articles",
    "npmi": "1 + NPMI",
    "log_likelihood": "log-likelihood",
}


def unit(results: Results) -> str:
    """Return what the count of a tie counts, at the beginning of a sentence.

    >>> from types import SimpleNamespace as Run
    >>> unit(Run(record={"settings": {"window": "paragraph"}}))
    'Paragraphs that name both'
    """
    window = str(results.record["settings"]["window"])
    if window.isdecimal():
        return f"Pairs of mentions less than {window} words apart"
    return f"{window.capitalize()}s that name both"


def weight(results: Results) -> str:
    """Return what the weight of a tie is (option `weight`), within a sentence.

    >>> from types import SimpleNamespace as Run
    >>> weight(Run(record={"settings": {"window": "sentence", "weight": "npmi"}}))
    '1 + NPMI'
    """
    counted = unit(results)
    measure = results.record["settings"]["weight"]
    return _MEASURES.get(measure, counted[0].lower() + counted[1:])


def collection(results: Results) -> str:
    """Return how many articles make the ties, and from when to when they are.

    `25 articles, 2017-Q1 to 2022-Q3`; duplicates and what is outside of --since and --until are no
    part of them.
    """
    told = in_words(results.periods)
    articles = number(int(results.periods["articles"].sum()), "article")
    times = dict.fromkeys(str(told[end]) for end in ("first", "last") if told[end])
    return f"{articles}, {' to '.join(times)}" if times else articles


def number(count: int, thing: str, things: str = "") -> str:
    """Return `count` with the word for what is counted.

    >>> number(1, "tie"), number(1234, "tie"), number(2, "entity", "entities")
    ('1 tie', '1,234 ties', '2 entities')
    """
    return f"{count:,} {thing if count == 1 else things or f'{thing}s'}"


def amount(value: float) -> str:
    """Return a weight as it is written beside a tie.

    >>> amount(23.0), amount(1234.0), amount(0.8349)
    ('23', '1,234', '0.83')
    """
    return f"{value:,.0f}" if float(value).is_integer() or value >= 100 else f"{value:.2f}"


def short(name: str, letters: int) -> str:
    """Return `name` plain, on one line, and with `…` for what goes beyond `letters`.

    >>> short("Utenriksdepartementet", 10)
    'Utenriksd…'
    """
    clean = " ".join(plain(name).split())
    return clean if len(clean) <= letters else f"{clean[: letters - 1].rstrip()}…"


def labels(nodes: pd.DataFrame, letters: int = 30) -> list[str]:
    """Return the label of each row of the table `nodes`, short; its id where nothing is visible."""
    rows = zip(nodes["label"], nodes["entity_id"], strict=True)
    return [short(label, letters) or short(entity, letters) for label, entity in rows]
