"""What the page holds: nodes, ties, passages and periods as columns of plain values."""

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

import pandas as pd

from pipeline.export.evidence import CO_OCCURRENCE
from pipeline.export.explorer import sentences
from pipeline.export.explorer.selection import (
    NODES,
    choose_evidence,
    strongest_nodes,
    strongest_ties,
)
from pipeline.export.text import plain
from pipeline.periods import kind_of, period
from pipeline.stated import DENIED, RELATION_TYPES, denial

# Names of columns in the page, by their names in the tables.
_OF_NODES: Final = {
    "entity_id": "id",
    "label": "label",
    "type": "type",
    "wikidata": "wikidata",
    "iso3166": "iso3166",
    "country": "country",
    "aliases": "aliases",
    "mentions": "mentions",
    "articles": "articles",
    "first_seen": "first",
    "last_seen": "last",
    "degree": "degree",
    "weighted_degree": "strength",
    "betweenness": "betweenness",
    "pagerank": "pagerank",
    "community": "community",
}
_OF_TIES: Final = {
    "count": "count",
    "articles": "articles",
    "weight": "weight",
    "npmi": "npmi",
    "log_likelihood": "log_likelihood",
    "p_value": "p",
    "q_value": "q",
    "disparity": "disparity",
    "first_seen": "first",
    "last_seen": "last",
}
_ENDS: Final = ["source_id", "target_id"]
_DIGITS: Final = 6


def content(
    nodes: pd.DataFrame,
    edges: pd.DataFrame,
    places: Callable[[pd.DataFrame, pd.DataFrame], Mapping[str, tuple[float, float]]],
    periods: Sequence[pd.DataFrame],
    evidence: Callable[[], Iterator[pd.DataFrame]],
    texts: Callable[[Collection[str]], Iterable[sentences.Tables]],
) -> dict[str, Any]:
    """Return what the page shows of the tables of a run, as values that JSON has.

    `nodes` and `edges` are the tables `nodes` and `graph_edges`, of which the strongest are taken
    (see selection.py); `places(nodes, edges)` says where those are drawn; `periods` are, in this
    order, the tables `periods`, `nodes_by_period` and `edges_by_period`. `evidence()` yields that
    table part by part, `texts(article_ids)` the tables `articles`, `sentences` and `mentions` of
    these articles.

    Pairs (`ties`) are first those of the graph, the strongest first, then those between which only
    a relation is stated (their count is 0). Nodes, ties, passages, sentences and articles are told
    by their place in the lists.
    """
    chosen = strongest_nodes(nodes, NODES)
    ties = strongest_ties(edges, chosen)
    rows, counts = choose_evidence(evidence, chosen, ties)
    number = {entity: place for place, entity in enumerate(chosen["entity_id"])}
    rows = sentences.widest(rows)
    cut = sentences.cut(rows, number, texts)
    pairs = _pairs(ties, counts)
    pair_ids = _ids(pairs)
    by_period, of_nodes, of_edges = periods
    names = [name for name in by_period["period"] if isinstance(name, str)]
    return {
        "nodes": _columns(chosen, _OF_NODES) | _placed(chosen, places(chosen, ties)),
        "ties": _columns(pairs, _OF_TIES)
        | {
            "source": [number[one] for one in pairs["source_id"]],
            "target": [number[one] for one in pairs["target_id"]],
            "passages": [int(one) for one in pairs["passages"]],
        },
        "evidence": _evidence(pairs, rows, cut.places),
        "relations": list(RELATION_TYPES),
        "passages": cut.passages,
        "sentences": cut.sentences,
        "articles": _articles(cut.articles, names),
        "periods": {
            "names": names,
            "articles": by_period["articles"].tolist()[: len(names)],  # in no period: the last rows
            "nodes": _by_period(of_nodes["entity_id"], of_nodes, "mentions", number, names),
            "ties": _by_period(_ids(of_edges), of_edges, "count", pair_ids, names),
        },
        "left_out": {
            "nodes": len(nodes) - len(chosen),
            "ties": len(edges) - len(ties),
            "passages": int(counts["passages"].sum())
            - len(rows.drop_duplicates([*_ENDS, "article_id", "sentence"])),
        },
    }


def _pairs(ties: pd.DataFrame, counts: pd.DataFrame) -> pd.DataFrame:
    """Return `ties`, and after them the other pairs of `counts`, with their number of passages."""
    merged = ties.merge(counts, on=_ENDS, how="outer", indicator="of")
    drawn = ties[_ENDS].merge(merged, on=_ENDS, validate="one_to_one")
    stated = merged[merged["of"] == "right_only"].sort_values(_ENDS)
    whole = {"count": 0, "articles": 0, "weight": 0.0, "passages": 0}
    return pd.concat([drawn, stated], ignore_index=True).fillna(whole)


def _ids(rows: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(rows["source_id"], rows["target_id"], strict=True))


def _columns(rows: pd.DataFrame, names: Mapping[str, str]) -> dict[str, list[Any]]:
    return {short: [_value(one) for one in rows[name].tolist()] for name, short in names.items()}


def _value(value: object) -> object:
    """Return `value` as JSON has it: plain text, rounded numbers, None for what is not known."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        if value.is_integer():
            return int(value)
        return float(f"{value:.{_DIGITS}g}")
    return value if isinstance(value, int) else None


def _placed(
    nodes: pd.DataFrame, places: Mapping[str, tuple[float, float]]
) -> dict[str, list[float]]:
    ids = nodes["entity_id"].tolist()
    return {axis: [places[entity][at] for entity in ids] for at, axis in enumerate("xy")}


def _evidence(
    pairs: pd.DataFrame, rows: pd.DataFrame, where: Mapping[tuple[str, int, int], int]
) -> list[list[list[Any]]]:
    """Return for each of `pairs` its passages, each with the relations that it states.

    A passage is its number and then, for each relation, the place of its type in RELATION_TYPES,
    its label, `not`, `planned`, `possible` or nothing, 1 if it goes from the second of the pair to
    the first (else 0), and how a pronoun was resolved, if one was.
    """
    told: dict[tuple[str, str], list[list[Any]]] = {}
    columns = (
        *(*_ENDS, "article_id", "sentence", "last_sentence"),
        *("relation", "label", "modality", "reverse", "coreference"),
    )
    ordered = zip(*(rows[name].tolist() for name in columns), strict=True)
    for key, group in groupby(ordered, key=lambda row: row[:5]):
        passage: list[Any] = [where[key[2:]]]
        passage += [_relation(*row[5:]) for row in group if row[5] != CO_OCCURRENCE]
        told.setdefault(key[:2], []).append(passage)
    return [told.get(pair, []) for pair in _ids(pairs)]


def _relation(
    relation: str, label: str, modality: str, reverse: bool, coreference: str
) -> list[Any]:
    denied, kind = denial(relation)
    reservation = DENIED if denied else modality
    return [
        RELATION_TYPES.index(kind),
        plain(label),
        reservation if isinstance(reservation, str) else "",
        int(reverse),
        plain(coreference) if isinstance(coreference, str) else "",
    ]


def _articles(articles: pd.DataFrame, names: list[str]) -> dict[str, list[Any]]:
    """Return the facts of `articles`, with the place of the period of each, or -1 for none."""
    place = {name: at for at, name in enumerate(names)}
    kind = kind_of(names[0]) if names else "year"
    dates = [date if isinstance(date, str) else None for date in articles["date"]]
    return {
        "id": [plain(one) for one in articles["article_id"]],
        "title": [_value(one) for one in articles["title"]],
        "date": dates,
        "source": [_value(one) for one in articles["source"]],
        "period": [place.get(period(date, kind) or "", -1) if date else -1 for date in dates],
    }


def _by_period(
    ids: Iterable[Any], rows: pd.DataFrame, number: str, order: Iterable[Any], names: list[str]
) -> list[list[int]]:
    """Return for each of `order` its periods with their numbers: [period, number, period, …].

    `ids` says of whom each of `rows` tells, `number` is the column of the numbers. Periods are told
    by their place in `names`, in that order; what stands in none of them is left out.
    """
    place = {name: at for at, name in enumerate(names)}
    told: dict[Any, list[tuple[int, int]]] = {}
    for one, when, how_many in zip(ids, rows["period"], rows[number].tolist(), strict=True):
        if when in place:
            told.setdefault(one, []).append((place[when], how_many))
    return [[value for pair in sorted(told.get(one, [])) for value in pair] for one in order]
