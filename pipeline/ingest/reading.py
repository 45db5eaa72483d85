"""From sources to the tables of this stage, in batches that fit in memory."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

from pipeline.ingest import dates, titles
from pipeline.ingest.articles import Article, articles
from pipeline.ingest.boilerplate import Rule, find, load_rules, without
from pipeline.ingest.language import accepted, language
from pipeline.ingest.problems import Problem, Severity, table
from pipeline.ingest.sources import ONE_ARTICLE, Source
from pipeline.settings import Settings
from pipeline.tables import frame

_MOST_ARTICLES: Final = 200
_MOST_CHARS: Final = 4_000_000
_MOST_PROBLEMS: Final = 2000
_WORD = re.compile(r"\w+")


@dataclass
class _Batch:
    articles: list[Mapping[str, Any]] = field(default_factory=list)
    boilerplate: list[Mapping[str, Any]] = field(default_factory=list)
    index: list[Mapping[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    chars: int = 0

    def full(self) -> bool:
        return (
            len(self.articles) >= _MOST_ARTICLES
            or self.chars >= _MOST_CHARS
            or len(self.problems) >= _MOST_PROBLEMS
        )

    def tables(self) -> dict[str, pd.DataFrame]:
        return {
            "articles": frame("articles", self.articles),
            "boilerplate": frame("boilerplate", self.boilerplate),
            "problems": table(self.problems),
            "index": frame("index", self.index),
        }


def read(sources: Sequence[Source], settings: Settings) -> Iterator[dict[str, pd.DataFrame]]:
    """Yield the articles in `sources`, in order, as batches of tables.

    Each batch holds `articles` (with `article_id` as in `index.read_id` and no `duplicate_of` yet),
    `boilerplate`, `problems` and `index`. What cannot be read is a row of `problems` and stops
    nothing else. Raises SettingsError for boilerplate rules that cannot be used.
    """
    rules = load_rules(settings.boilerplate_rules, settings.boilerplate_off)
    return _batches(sources, settings, rules)


def fingerprint(text: str, prose: str | None = None) -> str:
    """Return a digest of the words of `prose` (or of `text`, if that has none).

    >>> fingerprint("To  ord.") == fingerprint("to ORD")
    True
    """
    for source in (prose or "", text):
        words = _WORD.findall(unicodedata.normalize("NFC", source.casefold()))
        if words:
            return _digest(" ".join(words))
    return _digest(text.strip())


def _batches(
    sources: Sequence[Source], settings: Settings, rules: Sequence[Rule]
) -> Iterator[dict[str, pd.DataFrame]]:
    batch = _Batch()
    for source in sources:
        for item in articles(source, settings):
            if isinstance(item, Problem):
                batch.problems.append(item)
            else:
                _add(batch, item, settings, rules)
            if batch.full():
                yield batch.tables()
                batch = _Batch()
    if batch.articles or batch.problems:
        yield batch.tables()


def _add(batch: _Batch, article: Article, settings: Settings, rules: Sequence[Rule]) -> None:
    text = article.text
    spans = find(text, rules)
    prose = without(text, spans)
    spoken = language(prose)
    date, problem = _date(article)
    print_ = fingerprint(text, prose)
    batch.articles.append(
        {
            "article_id": article.read_id,
            "source": article.outlet or article.source.name,
            "title": article.title or titles.headline(text, spans),
            "date": date,
            "language": spoken,
            "n_chars": len(text),
            "sha256": _digest(text),
            "fingerprint": print_,
            "duplicate_of": None,
            "text": text,
        }
    )
    batch.boilerplate += [
        {"article_id": article.read_id, **span._asdict(), "text": text[span.start : span.end]}
        for span in spans
    ]
    batch.index.append(
        {"read_id": article.read_id, "own_id": article.own_id, "fingerprint": print_}
    )
    if problem:
        batch.problems.append(problem)
    if not accepted(spoken, settings.languages):
        batch.problems.append(
            _problem(
                article,
                "skipped",
                "other-language",
                f"{article.read_id} is written in another language ({spoken}), so names are not "
                f"looked for in it. Add --languages {','.join((*settings.languages, spoken))} to "
                "include it.",
            )
        )
    batch.chars += len(text)


def _date(article: Article) -> tuple[str | None, Problem | None]:
    """Return the date of `article`, and a warning if it states one that cannot be."""
    stated = article.date
    if stated is not None and str(stated).strip():
        date = dates.parse(stated)
        return date, None if date else _no_date(article, str(stated))
    found = dates.in_head(article.text)
    if found:
        return found.date, None if found.date else _no_date(article, found.text)
    if article.source.format in ONE_ARTICLE:
        return dates.in_file_name(article.source.name), None
    return None, None


def _no_date(article: Article, stated: str) -> Problem:
    return _problem(
        article,
        "warning",
        "bad-date",
        f"{article.read_id} states the date {stated.strip()[:60]!r}, which is none that can be "
        "understood; it is left without a date. Write dates as 2017-02-16.",
    )


def _problem(article: Article, severity: Severity, problem: str, message: str) -> Problem:
    return Problem(article.source.name, severity, problem, message, article.row, article.read_id)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
