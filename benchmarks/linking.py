"""How long linking takes beside annotation, and how that grows with the number of articles.

python -m benchmarks.linking [--texts FOLDER] [--articles 1000,4000,16000] [--json FILE]
"""

from __future__ import annotations

import json
import math
import random
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import click
import pandas as pd

from benchmarks import texts
from pipeline import tables
from pipeline.annotate import annotate, load
from pipeline.datafiles import rows
from pipeline.link import apply_links, count_entities, link_across, link_within, merge_entities

SEEDS = Path(__file__).parent.parent / "seeds"
PART = 48
"""Articles of a part, as the program takes them about."""
KEPT = 0.3
"""The share of varied articles whose persons keep their names, so that some are in many."""


HEADINGS = (
    "articles",
    "distinct names",
    "within s",
    "across s",
    "rest s",
    "ms an article",
    "of annotation",
    "across, µs by n log n",
    "peak MiB",
)


class Clock:
    """Counts the seconds that the processor works for this process."""

    seconds = 0.0

    def __enter__(self) -> Clock:
        self._begin = time.process_time()
        return self

    def __exit__(self, *error: object) -> None:
        self.seconds = time.process_time() - self._begin


@dataclass
class Measured:
    """Linking so many articles, in seconds of the processor."""

    articles: int
    distinct_names: int
    entities: int
    within: float
    across: float
    apply: float
    entity_table: float
    peak_mib: float

    @property
    def each(self) -> float:
        """Milliseconds an article, for all of linking."""
        return 1000 * (self.within + self.across + self.apply + self.entity_table) / self.articles

    @property
    def by_n_log_n(self) -> float:
        """Microseconds of linking across articles for each n log2 n of its distinct names."""
        n = self.distinct_names
        return 1e6 * self.across / (n * math.log2(n))


@click.command()
@click.option("--texts", "source", type=click.Path(exists=True, path_type=Path), default=SEEDS,
              help="Articles that are varied.  [default: seeds/]")  # fmt: skip
@click.option("--articles", default="1000,4000,16000", show_default=True, help="Sizes.")
@click.option(
    "--model", default="bundled", show_default=True, help="Pipeline that finds the names."
)
@click.option("--most", default=200, show_default=True, help="Articles to annotate, at most.")
@click.option("--json", "target", type=click.Path(dir_okay=False, path_type=Path),
              help="File for all figures.")  # fmt: skip
def main(source: Path, articles: str, model: str, most: int, target: Path | None) -> None:
    """Time of linking for each number of articles, and its share of annotation's."""
    base = list(texts.read(source))[:most]
    frame = _articles([(f"b{number}", text) for number, text in enumerate(base)])
    nlp = load(model, parse=False).nlp
    annotate(nlp, frame.head(2), tables.empty("boilerplate"))  # the first call loads and warms up
    with Clock() as clock:
        _, names, _, _ = annotate(nlp, frame, tables.empty("boilerplate"))
    each = 1000 * clock.seconds / len(base)
    print(f"annotation: {each:.1f} ms an article ({len(base)} articles, {len(names)} names)\n")
    print(f"| {' | '.join(HEADINGS)} |\n|{' --: |' * len(HEADINGS)}")
    found = []
    for size in (int(word) for word in articles.split(",")):
        one = measure(frame, names, size)
        found.append(one)
        cells = (
            f"{one.articles:,}",
            f"{one.distinct_names:,}",
            f"{one.within:.1f}",
            f"{one.across:.1f}",
            f"{one.apply + one.entity_table:.1f}",
            f"{one.each:.2f}",
            f"{100 * one.each / each:.1f} %",
            f"{one.by_n_log_n:.1f}",
            f"{one.peak_mib:,.0f}",
        )
        print(f"| {' | '.join(cells)} |", flush=True)
    if target:
        figures = {"annotation_ms": each, "linking": [asdict(one) for one in found]}
        target.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measure(base: pd.DataFrame, names: pd.DataFrame, size: int) -> Measured:
    """Link `size` varied articles as the program does, and time each step."""
    local, clusters, joins, kept = [], [], [], []
    within = apply = 0.0
    for frame, found in parts(base, names, size):
        with Clock() as clock:
            one, two, three = link_within(frame, found)
        within += clock.seconds
        local.append(one)
        clusters.append(two)
        joins.append(three)
        kept.append(frame.assign(text=""))
    every = tables.concat("clusters", clusters)
    joined = tables.concat("joins", joins)
    with Clock() as clock:
        links, *_ = link_across(every, joined)
    across = clock.seconds
    of_article = dict(iter(links.groupby("article_id")))
    counts = []
    for frame, part in zip(kept, local, strict=True):
        mine = pd.concat([of_article[a] for a in frame["article_id"] if a in of_article])
        with Clock() as clock:
            counts.append(count_entities(apply_links(part, mine)[0], frame))
        apply += clock.seconds
    counted = tables.concat("entity_counts", counts)
    with Clock() as clock:
        entities = merge_entities(counted, every, links)
    table = clock.seconds
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    distinct = every["name"].nunique()
    return Measured(size, distinct, len(entities), within, across, apply, table, peak)


def parts(
    base: pd.DataFrame, names: pd.DataFrame, size: int
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Yield the tables `articles` and `names` of `size` articles, part by part.

    They are those of `base`, again and again, with the words of personal names replaced by others
    of Norway's names, each alike in an article; in some articles all names stay.
    """
    first = [row["name"] for row in rows("person_names.csv") if row["kind"] == "first"]
    last = [row["name"] for row in rows("person_names.csv") if row["kind"] == "surname"]
    of_article = dict(iter(names.groupby("article_id", sort=False)))
    originals = list(zip(base["article_id"], base["text"], strict=True))
    rng = random.Random(0)  # noqa: S311
    for start in range(0, size, PART):
        articles, found = [], []
        for number in range(start, min(start + PART, size)):
            key, text = originals[number % len(originals)]
            records = of_article[key].to_dict("records") if key in of_article else []
            pick = {} if rng.random() < KEPT else _renamed(records, first, last, rng)
            varied, moved = _spliced(text, records, pick)
            articles.append((f"v{number}", varied))
            found += [{**row, "article_id": f"v{number}"} for row in moved]
        yield _articles(articles), tables.frame("names", found)


def _renamed(
    records: Sequence[dict[Any, Any]], first: list[str], last: list[str], rng: random.Random
) -> dict[str, str]:
    """Return another word for each word of the names of persons."""
    pick: dict[str, str] = {}
    for row in records:
        words = row["text"].split() if row["label"] == "PER" else []
        for at, word in enumerate(words):
            base = word.removesuffix("s")
            if base not in pick and base[:1].isupper():
                given = at < len(words) - 1
                pick[base] = (
                    rng.choice(first) if given else rng.choice(first)[:4] + rng.choice(last)
                )
    return pick


def _spliced(
    text: str, records: Sequence[dict[Any, Any]], pick: dict[str, str]
) -> tuple[str, list[dict[Any, Any]]]:
    """Return `text` with the words of its names replaced, and the names where they then stand."""
    done, at, moved = "", 0, []
    for row in records:
        start, end = row["start"], row["end"]
        name = " ".join(
            pick.get(word) or (pick.get(word.removesuffix("s"), word) + "s" * (word[-1:] == "s"))
            if word.removesuffix("s") in pick
            else word
            for word in row["text"].split(" ")
        )
        done += text[at:start]
        moved.append({**row, "start": len(done), "end": len(done) + len(name), "text": name})
        done += name
        at = end
    return done + text[at:], moved


def _articles(given: Sequence[tuple[str, str]]) -> pd.DataFrame:
    blank = dict.fromkeys(tables.columns("articles"), "")
    return tables.frame(
        "articles",
        [
            {
                **blank,
                "article_id": article_id,
                "text": text,
                "n_chars": len(text),
                "date": None,
                "duplicate_of": None,
            }
            for article_id, text in given
        ],
    )


if __name__ == "__main__":
    main()
