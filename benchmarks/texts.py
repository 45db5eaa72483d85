"""Texts to measure with: articles, treebank files or packed running text, repeated to a length."""

from __future__ import annotations

import lzma
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from pipeline.evaluate import conll
from pipeline.ingest.articles import Article, articles
from pipeline.ingest.sources import discover
from pipeline.settings import Settings

SENTENCES = 20
"""Sentences that make a text where a file has no articles."""


def read(path: Path) -> Iterator[str]:
    """Yield the texts under `path`.

    A treebank file (.conllu, .conll) and packed text with a sentence a line (.xz) are cut into runs
    of SENTENCES; all else is read as the program reads articles.
    """
    if path.suffix in {".conllu", ".conll"}:
        yield from _runs(sentence.text for sentence in conll.read(path))
    elif path.suffix == ".xz":
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            yield from _runs(line.strip() for line in lines)
    else:
        settings = Settings()
        for source in discover(str(path), settings)[0]:
            for article in articles(source, settings):
                if isinstance(article, Article):
                    yield article.text


def _runs(sentences: Iterable[str]) -> Iterator[str]:
    ahead = iter(sentences)
    while run := list(islice(ahead, SENTENCES)):
        yield " ".join(run)


def taken(texts: Iterable[str], words: int) -> list[str]:
    """Return the first texts, until they hold `words` words or there are no more."""
    kept, count = [], 0
    for text in texts:
        if count >= words:
            break
        kept.append(text)
        count += words_in(text)
    return kept


def repeated(texts: Sequence[str], words: int, rng: random.Random) -> list[str]:
    """Repeat all texts until they hold `words` words, in another order each time."""
    once = sum(map(words_in, texts))
    if not once:
        raise ValueError("the texts hold no word")
    order: list[str] = []
    for _ in range(-(-words // once)):
        order += rng.sample(texts, len(texts))
    return order


def words_in(text: str) -> int:
    """Count words between white space, the same number whatever the tokenizer."""
    return len(text.split())


def type_token_ratio(texts: Iterable[str]) -> float:
    """Return different words per word; low where texts repeat, which helps what remembers forms."""
    words = [word for text in texts for word in text.split()]
    return len(set(words)) / len(words)
