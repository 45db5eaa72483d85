"""How well company tells bearers of one name apart.

python -m benchmarks.namesakes GOLD.json [GOLD.json ...] [--pairs 3000]

Gold articles do not say which persons of different articles are one. Rare full names do: persons
named in several articles must stay one, and two persons who are given one name (a pseudo-name,
after the pseudo-words of Gale, Church and Yarowsky 1992) must come apart. Every name is taken for
common here, since that is when company decides.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import click
import pandas as pd

from pipeline.evaluate.given import clusters_of
from pipeline.evaluate.gold import read_gold
from pipeline.link import link_across, load_gazetteer, namesakes
from pipeline.link.company import Occurrence, companies


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--pairs", default=3000, show_default=True, help="Pairs of persons to give one name.")
def main(gold: tuple[Path, ...], pairs: int) -> None:
    """Share of articles of one person kept together, and of persons wrongly taken for one."""
    clusters = pd.concat([clusters_of(read_gold(path)) for path in gold], ignore_index=True)
    held, around = _read(clusters)
    several = [person for person in sorted(held) if len(held[person]) > 1]
    together = [
        same
        for person in several
        for same in _joined(held[person], person, around, range(len(held[person])))
    ]
    print(f"{len(several)} persons in several articles: of {len(together)} pairs of their articles")
    print(f"  {100 * sum(together) / len(together):.1f} % stay together")
    rng = random.Random(0)  # noqa: S311
    drawn = [rng.sample(sorted(held), 2) for _ in range(pairs)]
    wrong = sum(_conflated(held, one, other, around) for one, other in drawn)
    print(f"of {pairs} pairs of persons who are given one name")
    print(f"  {100 * wrong / pairs:.1f} % are taken for one")


def _read(
    clusters: pd.DataFrame,
) -> tuple[dict[str, list[Occurrence]], dict[str, frozenset[Hashable]]]:
    """Return the occurrences of full names by entity, and the company of each article."""
    media = load_gazetteer().media
    entities = link_across(clusters)[0]["entity_id"].tolist()
    columns = ("article_id", "name", "type", "mentions", "titles")
    held: defaultdict[str, list[Occurrence]] = defaultdict(list)
    named: list[tuple[Occurrence, Hashable]] = []
    rows = zip(*(clusters[column].tolist() for column in columns), entities, strict=True)
    for number, (article_id, name, kind, mentions, titles, entity) in enumerate(rows):
        words = tuple(word for word in titles.split(";") if word)
        one = Occurrence(number, article_id, name, kind, "", mentions, words)
        if entity not in media:
            named.append((one, entity))
        if kind == "person" and " " in name:
            held[entity].append(one)
    return dict(held), companies(named)


def _joined(
    held: Sequence[Occurrence],
    person: Hashable,
    around: Mapping[str, frozenset[Hashable]],
    first: range,
    others: range | None = None,
) -> list[bool]:
    """Return for each pair of positions (within `first`, or with `others`) whether it is one."""
    parts = namesakes.apart(held, person, around, common=True)
    part_of = {at: number for number, part in enumerate(parts) for at in part}
    pairs = combinations(first, 2) if others is None else ((a, b) for a in first for b in others)
    return [part_of[one] == part_of[other] for one, other in pairs]


def _conflated(
    held: Mapping[str, Sequence[Occurrence]],
    one: str,
    other: str,
    around: Mapping[str, frozenset[Hashable]],
) -> bool:
    both = [*held[one], *held[other]]
    without = {o.article_id: around.get(o.article_id, frozenset()) - {one, other} for o in both}
    n = len(held[one])
    return any(_joined(both, one, without, range(n), range(n, len(both))))


if __name__ == "__main__":
    main()
