"""Which entities stand together in which windows, compared with counting by hand."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.relate import co_occurrences
from pipeline.tables import empty, frame
from tests.relate.relate_samples import mention, records
from tests.samples import article

WINDOWS = ["sentence", "paragraph", "article", "1", "2", "5", "1000"]
NAMED = st.tuples(st.sampled_from("ABCD"), st.booleans(), st.integers(1, 4))
TEXT = st.lists(st.lists(st.lists(NAMED, max_size=4), min_size=1, max_size=3), max_size=3)
DATE = st.sampled_from([None, "2016", "2017-02", "2017-02-16"])


@dataclass(frozen=True)
class Corpus:
    """Tables of articles; those in `other` have mentions but do not count."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame


def corpus(texts: list[tuple[str | None, bool, list[list[list[tuple[str, bool, int]]]]]]) -> Corpus:
    """Build the tables of (date, does it count, paragraphs of sentences of names)."""
    articles, sentences, mentions = [], [], []
    for number, (date, counts, paragraphs) in enumerate(texts):
        article_id, at, sentence = f"a{number}", 0, 0
        if counts:
            articles.append(article(article_id, date=date))
        for paragraph, text in enumerate(paragraphs):
            for names in text:
                where = {"article_id": article_id, "sentence": sentence, "paragraph": paragraph}
                sentences.append({**where, "start": at, "end": at + 100})
                for entity, derived, gap in names:
                    at += gap
                    mentions.append(
                        mention(
                            article_id, entity, sentence, at, paragraph=paragraph, derived=derived
                        )
                    )
                sentence += 1
                at += 1
    return Corpus(
        frame("articles", articles), frame("sentences", sentences), frame("mentions", mentions)
    )


CORPORA = st.lists(st.tuples(DATE, st.booleans(), TEXT), max_size=4).map(corpus)


@dataclass(frozen=True)
class Window:
    """The mentions in a window, and the article and date it has."""

    article_id: str
    date: str | None
    names: list[dict[str, Any]]

    def entities(self) -> list[str]:
        """Return each entity in it once."""
        return sorted({name["entity_id"] for name in self.names})

    def pairs(self) -> Iterator[tuple[str, str, int, int]]:
        """Yield each two entities, with the sentences of their two closest names."""
        for one, other in combinations(self.entities(), 2):
            _, first, last = min(
                (abs(a - b), min(a, b), max(a, b))
                for a in (n["sentence"] for n in self.names if n["entity_id"] == one)
                for b in (n["sentence"] for n in self.names if n["entity_id"] == other)
            )
            yield one, other, first, last


def windows(tables: Corpus, window: str, derived: bool) -> list[Window]:
    """Return the windows of the articles that count, by going through all of them."""
    dates = dict(records(tables.articles, "article_id", "date"))
    names: list[dict[str, Any]] = [
        {str(name): value for name, value in row.items()}
        for row in tables.mentions.to_dict("records")
        if row["article_id"] in dates and (derived or not row["derived"])
    ]
    if window.isdecimal():
        return [
            Window(one["article_id"], dates[one["article_id"]], [one, other])
            for one, other in combinations(names, 2)
            if one["article_id"] == other["article_id"]
            and one["entity_id"] != other["entity_id"]
            and abs(one["token"] - other["token"]) < int(window)
        ]
    unit = {"article": ["article_id"], "paragraph": ["article_id", "paragraph"]}.get(
        window, ["article_id", "sentence"]
    )
    units = dict.fromkeys(row for row in records(tables.sentences, *unit) if row[0] in dates)
    return [
        Window(at[0], dates[at[0]], [name for name in names if tuple(name[u] for u in unit) == at])
        for at in units
    ]


@settings(max_examples=60, deadline=None)
@given(CORPORA, st.sampled_from(WINDOWS), st.booleans())
def test_counts_are_those_of_counting_by_hand(tables: Corpus, window: str, derived: bool) -> None:
    found = windows(tables, window, derived)
    pairs, pair_counts, window_counts = co_occurrences(
        tables.articles, tables.sentences, tables.mentions, window=window, derived=derived
    )

    rows = [
        (one, other, at.article_id, first, last, at.date)
        for at in found
        for one, other, first, last in at.pairs()
    ]
    names = ("source_id", "target_id", "article_id", "sentence", "last_sentence", "date")
    assert Counter(records(pairs, *names)) == Counter(rows)

    dates: dict[tuple[str, str], list[str]] = {}
    for one, other, *_, date in rows:
        dates.setdefault((one, other), []).extend([date] if date else [])
    assert records(pair_counts, *pair_counts.columns) == [
        (
            *pair,
            sum(row[:2] == pair for row in rows),
            len({row[2] for row in rows if row[:2] == pair}),
            min(dates[pair], default=None),
            max(dates[pair], default=None),
        )
        for pair in sorted(dates)
    ]

    each = Counter(entity for at in found for entity in at.entities())
    assert records(window_counts, "entity_id", "count") == [("", len(found)), *sorted(each.items())]


def meeting() -> Corpus:
    """A lone article: A and B in sentence 0, A in 1; B and, in a compound, C in paragraph 1."""
    return corpus(
        [
            (
                "2017-02",
                True,
                [
                    [[("A", False, 1), ("B", False, 3), ("A", False, 1)], [("A", False, 2)]],
                    [[("B", False, 2), ("C", True, 1)], []],
                ],
            )
        ]
    )


def counts(window: str, *, derived: bool = False) -> dict[tuple[str, str], int]:
    tables = meeting()
    _, pair_counts, _ = co_occurrences(
        tables.articles, tables.sentences, tables.mentions, window=window, derived=derived
    )
    return {
        (one, other): count
        for one, other, count in records(pair_counts, "source_id", "target_id", "count")
    }


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("sentence", {("A", "B"): 1}),
        ("paragraph", {("A", "B"): 1}),
        ("article", {("A", "B"): 1}),
        ("2", {("A", "B"): 1}),
        ("4", {("A", "B"): 3}),
        ("100", {("A", "B"): 6}),
    ],
)
def test_windows_are_units_of_the_text_or_pairs_of_names(
    window: str, expected: dict[tuple[str, str], int]
) -> None:
    assert counts(window) == expected


def test_names_in_compounds_count_only_if_asked_for() -> None:
    assert counts("sentence", derived=True) == {("A", "B"): 1, ("B", "C"): 1}
    assert counts("article", derived=True) == {("A", "B"): 1, ("A", "C"): 1, ("B", "C"): 1}


@pytest.mark.parametrize(("window", "total"), [("sentence", 4), ("paragraph", 2), ("article", 1)])
def test_units_without_names_are_counted_among_all_windows(window: str, total: int) -> None:
    tables = meeting()
    _, _, window_counts = co_occurrences(
        tables.articles, tables.sentences, tables.mentions, window=window
    )
    assert records(window_counts, "entity_id", "count")[0] == ("", total)


def test_a_pair_stands_in_the_sentences_where_its_names_are_closest() -> None:
    tables = corpus([(None, True, [[[("A", False, 1)], [], [("B", False, 1)], [("A", False, 1)]]])])
    pairs, _, _ = co_occurrences(
        tables.articles, tables.sentences, tables.mentions, window="article"
    )
    assert records(pairs, "source_id", "target_id", "sentence", "last_sentence") == [
        ("A", "B", 2, 3)
    ]


@pytest.mark.parametrize("window", WINDOWS)
def test_no_mentions_make_empty_tables(window: str) -> None:
    pairs, pair_counts, window_counts = co_occurrences(
        frame("articles", [article("a")]), empty("sentences"), empty("mentions"), window=window
    )
    pd.testing.assert_frame_equal(pairs, empty("pairs"))
    pd.testing.assert_frame_equal(pair_counts, empty("pair_counts"))
    assert records(window_counts, "entity_id", "count") == [("", 0)]


@settings(max_examples=20, deadline=None)
@given(CORPORA, st.sampled_from(WINDOWS), st.randoms(use_true_random=False))
def test_the_order_of_the_mentions_does_not_matter(
    tables: Corpus, window: str, random: Any
) -> None:
    order = list(range(len(tables.mentions)))
    random.shuffle(order)
    shuffled = tables.mentions.iloc[order].reset_index(drop=True)
    one = co_occurrences(tables.articles, tables.sentences, tables.mentions, window=window)
    other = co_occurrences(tables.articles, tables.sentences, shuffled, window=window)
    for expected, found in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(found, expected)
