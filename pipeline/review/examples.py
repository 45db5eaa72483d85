"""The sentences that a person needs to see before answering."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.results import Results


@dataclass(frozen=True)
class Example:
    """A sentence, and where in it the name stands."""

    article_id: str
    date: str
    text: str
    spans: tuple[tuple[int, int], ...]


class Examples:
    """The sentences of a run, by the numbers of rows of its table `mentions`."""

    def __init__(self, results: Results):
        """Read the articles of the run."""
        self._mentions = results.mentions
        articles, sentences = results.articles, results.sentences
        dates = [date if isinstance(date, str) else "" for date in articles["date"]]
        self._texts = dict(zip(articles["article_id"], articles["text"], strict=True))
        self._dates = dict(zip(articles["article_id"], dates, strict=True))
        where = zip(sentences["article_id"], sentences["sentence"], strict=True)
        bounds = zip(sentences["start"].tolist(), sentences["end"].tolist(), strict=True)
        self._bounds = dict(zip(where, bounds, strict=True))

    def of(self, rows: Sequence[int]) -> list[list[int]]:
        """Return `rows` by sentence, one of each article first, the earliest articles first.

        Articles without a date come last.
        """
        columns = [self._mentions[name].iloc[list(rows)] for name in ("article_id", "sentence")]
        places: dict[tuple[str, int], list[int]] = {}
        for article_id, sentence, row in zip(*columns, rows, strict=True):
            places.setdefault((article_id, sentence), []).append(row)
        order = sorted(places, key=lambda place: (self._dates[place[0]] or "9999", *place))
        turns: dict[str, int] = {}
        turn: dict[tuple[str, int], int] = {}
        for place in order:
            turn[place] = turns[place[0]] = turns.get(place[0], -1) + 1
        return [places[place] for place in sorted(order, key=lambda place: turn[place])]

    def cut(self, rows: Sequence[int]) -> Example:
        """Return the sentence that all these rows stand in, with their names marked."""
        names = self._mentions.iloc[list(rows)]
        article_id, sentence = names["article_id"].iloc[0], names["sentence"].iloc[0]
        start, end = self._bounds[article_id, sentence]
        text = self._texts[article_id][start:end]
        spans = zip((names["start"] - start).tolist(), (names["end"] - start).tolist(), strict=True)
        return Example(
            article_id,
            self._dates[article_id],
            "".join(" " if letter.isspace() else letter for letter in text),
            tuple(sorted(spans)),
        )
