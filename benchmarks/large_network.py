"""A network of any size with its sentences, made by varying a run: the tables of the page."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from pipeline import datafiles, graph
from pipeline.export import explorer
from pipeline.passages import WINDOW
from pipeline.results import Results
from pipeline.tables import frame

# Shares as in the demonstration articles, rounded.
TYPES: Final = {"person": 0.5, "organisation": 0.25, "place": 0.15, "country": 0.1}
PERIODS: Final = [f"{year}-{month:02}" for year in (2021, 2022) for month in range(1, 13)]
PER_ARTICLE: Final = 20  # sentences
COMMUNITIES: Final = 25
INSIDE: Final = 0.8  # of the ties, between two of one community
_ENDS: Final = ["source_id", "target_id"]
_STATED: Final = ["relation", "label", "modality", "pattern", "coreference"]
Rng = np.random.Generator


@dataclass(frozen=True)
class Sentence:
    """A sentence about two entities: its text in parts, and what it states of them.

    A part is text, or 0 or 1 for the name of the one or the other. A relation is a row of
    `evidence` (the columns of _STATED) and whether it goes from the second to the first.
    """

    parts: tuple[str | int, ...]
    relations: tuple[tuple[dict[str, str], bool], ...]


@dataclass(frozen=True)
class Large:
    """The tables of a large network, as :func:`pipeline.export.explorer.content` takes them."""

    nodes: pd.DataFrame
    edges: pd.DataFrame
    periods: list[pd.DataFrame]
    evidence: pd.DataFrame
    articles: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame

    def parts(self) -> Iterator[pd.DataFrame]:
        """Yield `evidence`, which is one part."""
        yield self.evidence

    def texts(self, article_ids: Collection[str]) -> Iterable[dict[str, pd.DataFrame]]:
        """Yield `articles`, `sentences` and `mentions` of these articles, which are one part."""
        tables = {"articles": self.articles, "sentences": self.sentences, "mentions": self.mentions}
        yield {name: rows[rows["article_id"].isin(article_ids)] for name, rows in tables.items()}


def page(large: Large) -> bytes:
    """Return explorer.html of `large`."""
    places = graph.positions(large.nodes, large.edges, 0)
    shown = explorer.content(
        large.nodes,
        large.edges,
        lambda nodes, edges: places or graph.positions(nodes, edges, 0),
        large.periods,
        large.parts,
        large.texts,
    )
    about: dict[str, Any] = {"title": "benchmark", "version": "0", "articles": len(large.articles)}
    about |= {"window": "sentence", "weight": "count"}
    return b"".join(explorer.document(about, shown))


def made(base: Results, nodes: int, ties: int, passages: int, seed: int = 0) -> Large:
    """Return a network of so many `nodes`, `ties` and `passages`, of the sentences of `base`.

    The sentences are those of ties and relations in `base`, each with other names in the place of
    its two; what it states of them it states of the others. Few nodes have many ties and few ties
    have many passages, as in real networks. Every passage is a sentence of its own: in a real run
    one that names three stands behind three ties, and the page holds it once. Raises ValueError
    where there are fewer passages than ties.
    """
    if passages < ties:
        raise ValueError(f"{ties} ties need as many passages, not {passages}")
    rng = np.random.default_rng(seed)
    entities = _entities(nodes)
    pairs = _pairs(nodes, ties, rng)
    counts = _counts(pairs, passages, rng)
    about = [int(at) for at, count in enumerate(counts) for _ in range(count)]
    rng.shuffle(about)
    told = _told(_sentences(base), entities, pairs, about, rng)
    evidence = told.pop("evidence")
    windows = evidence[evidence["relation"] == "co-occurrence"].assign(
        period=lambda rows: rows["date"].str[:7]
    )
    tied = windows.groupby(_ENDS).agg(
        count=("sentence", "size"),
        articles=("article_id", "nunique"),
        first_seen=("date", "min"),
        last_seen=("date", "max"),
    )
    edges = tied.reset_index().assign(
        weight=lambda rows: rows["count"].astype(float),
        npmi=rng.uniform(-0.2, 1, len(tied)),
        log_likelihood=rng.uniform(0, 40, len(tied)),
        p_value=rng.uniform(0, 1, len(tied)),
        q_value=rng.uniform(0, 1, len(tied)),
        relations="",
    )
    named = told["mentions"].groupby("entity_id")["article_id"].agg(["size", "nunique"])
    entities["mentions"] = entities["entity_id"].map(named["size"]).fillna(0).astype(int)
    entities["articles"] = entities["entity_id"].map(named["nunique"]).fillna(0).astype(int)
    _, measured, left = graph.graph_tables(
        frame("entities", entities), frame("edges", edges), types=list(TYPES)
    )
    month = told["articles"].set_index("article_id")["date"].str[:7]
    mentioned = told["mentions"].assign(period=told["mentions"]["article_id"].map(month))
    periods = [
        month.value_counts()
        .reindex(PERIODS, fill_value=0)
        .rename("articles")
        .rename_axis("period"),
        mentioned.groupby(["entity_id", "period"]).size().rename("mentions"),
        windows.groupby([*_ENDS, "period"]).size().rename("count"),
    ]
    return Large(measured, left, [one.reset_index() for one in periods], evidence, **told)


def _entities(many: int) -> pd.DataFrame:
    names = {
        "person": _persons(),
        **{
            kind: (row["label"] for row in datafiles.rows(f"{file}.csv"))
            for kind, file in (
                ("organisation", "organisations"),
                ("place", "places"),
                ("country", "countries"),
            )
        },
    }
    shares = {kind: round(many * share) for kind, share in TYPES.items()}
    rows: list[dict[str, Any]] = []
    for kind, of in names.items():
        for at, label in enumerate(itertools.islice(of, shares[kind])):
            last = label.split()[-1]
            rows.append(
                {
                    "entity_id": f"{kind}/{at:05}",
                    "label": label,
                    "type": kind,
                    "wikidata": f"Q{1_000_000 + len(rows)}",
                    "iso3166": None,
                    "country": "NO",
                    "aliases": f"{label};{last}" if kind == "person" else label,
                    "first_seen": PERIODS[0],
                    "last_seen": PERIODS[-1],
                    "rule": "made",
                }
            )
    for at in range(many - len(rows)):  # where the gazetteer has too few
        rows.append({**rows[0], "entity_id": f"person/x{at:05}", "label": f"Kari Nordmann {at}"})
    return pd.DataFrame(rows)


def _persons() -> Iterator[str]:
    first: list[str] = []
    last: list[str] = []
    for row in datafiles.rows("person_names.csv"):
        (first if row["kind"] == "first" else last).append(row["name"].title())
    for turn in itertools.count():  # all pairs, those that share a name far from each other
        for at, name in enumerate(first):
            yield f"{name} {last[(at * 7 + turn * 31) % len(last)]}"


def _pairs(nodes: int, ties: int, rng: Rng) -> list[tuple[int, int]]:
    """Return `ties` different pairs of nodes: few nodes stand in many, most ties in communities."""
    activity = 1 / np.arange(1, nodes + 1) ** 0.8
    rng.shuffle(activity)
    community = rng.integers(COMMUNITIES, size=nodes)
    found: dict[tuple[int, int], None] = {}
    order = rng.permutation(nodes)
    for one, other in itertools.pairwise(order):  # so that every node has a tie
        found[min(one, other), max(one, other)] = None
    while len(found) < ties:
        ends = rng.choice(nodes, size=(4 * ties, 2), p=activity / activity.sum())
        for one, other in ends:
            near = community[one] == community[other] or rng.random() > INSIDE
            if near and one != other and len(found) < ties:
                found[min(one, other), max(one, other)] = None
    return [(int(one), int(other)) for one, other in itertools.islice(found, ties)]


def _counts(pairs: list[tuple[int, int]], passages: int, rng: Rng) -> list[int]:
    """Return how many passages each of `pairs` has: at least one, few have many."""
    share = 1 / np.arange(1, len(pairs) + 1) ** 0.7
    rng.shuffle(share)
    more = rng.multinomial(passages - len(pairs), share / share.sum())
    return [1 + int(one) for one in more]


def _sentences(base: Results) -> list[Sentence]:
    """Return the sentences of `base` that stand behind ties and have names of both their ends."""
    evidence = base.evidence
    ends = evidence[_ENDS]
    rows = evidence.assign(one=ends.min(axis=1), other=ends.max(axis=1))
    cut = base.cut(rows, base.nodes["entity_id"].tolist())
    texts = {tuple(row[name] for name in WINDOW): row for row in cut.to_dict("records")}
    found: list[Sentence] = []
    for key, group in rows.groupby(["article_id", "sentence", "one", "other"]):
        article_id, sentence, one, other = key
        passage = texts[article_id, sentence, group["last_sentence"].max()]
        names = [name for name in passage["names"] if name[2] in (one, other)]
        if {who for _, _, who in names} != {one, other}:
            continue
        parts: list[str | int] = []
        done = 0
        for start, end, who in names:
            parts += [passage["text"][done:start], int(who == other)]
            done = end
        relations = tuple(
            ({name: row[name] for name in _STATED}, row["source_id"] == other)
            for row in group.to_dict("records")
            if row["relation"] != "co-occurrence"
        )
        found.append(Sentence((*parts, passage["text"][done:]), relations))
    return found


def _told(
    sentences: list[Sentence],
    entities: pd.DataFrame,
    pairs: list[tuple[int, int]],
    about: list[int],
    rng: Rng,
) -> dict[str, pd.DataFrame]:
    """Return `articles`, `sentences`, `mentions` and `evidence`: a sentence for each of `about`.

    `about` are places in `pairs`, those places in `entities`.
    """
    ids, labels = entities["entity_id"].tolist(), entities["label"].tolist()
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("articles", "sentences", "mentions", "evidence")
    }
    for number, begin in enumerate(range(0, len(about), PER_ARTICLE)):
        article_id = f"artikkel-{number:05}"
        date = f"{PERIODS[rng.integers(len(PERIODS))]}-{rng.integers(1, 29):02}"
        text = ""
        for at, pair in enumerate(about[begin : begin + PER_ARTICLE]):
            two = sorted(pairs[pair], key=lambda one: ids[one])
            sentence = sentences[rng.integers(len(sentences))]
            start = len(text)
            for part in sentence.parts:
                if isinstance(part, int):
                    name = labels[two[part]]
                    rows["mentions"].append(
                        {
                            "article_id": article_id,
                            "start": len(text),
                            "end": len(text) + len(name),
                            "entity_id": ids[two[part]],
                        }
                    )
                    text += name
                else:
                    text += part
            rows["sentences"].append(
                {"article_id": article_id, "sentence": at, "start": start, "end": len(text)}
            )
            text += " "
            tie = {"relation": "co-occurrence", **dict.fromkeys(_STATED[1:], "")}
            for told, reverse in (*sentence.relations, (tie, False)):
                ends = two[::-1] if reverse else two
                rows["evidence"].append(
                    {
                        **told,
                        **dict(zip(_ENDS, (ids[one] for one in ends), strict=True)),
                        "article_id": article_id,
                        "date": date,
                        "sentence": at,
                        "last_sentence": at,
                    }
                )
        title = text[: text.find(" ", 60)]
        rows["articles"].append(
            {
                "article_id": article_id,
                "source": f"{article_id}.txt",
                "title": title,
                "date": date,
                "text": text,
            }
        )
    return {name: pd.DataFrame(of) for name, of in rows.items()}
