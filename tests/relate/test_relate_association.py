"""How strongly two entities are tied: hand-computed values and the textbook's formula."""

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from pipeline.relate import co_occurrences, weigh
from pipeline.relate.association import log_likelihood, npmi
from pipeline.relate.significance import attraction, p_values, q_values
from pipeline.tables import concat, empty, frame
from tests.relate.relate_samples import mention, records
from tests.samples import article

# Windows with both, with the one, with the other, of all: a two-by-two table without empty margins.
TABLES = st.integers(2, 500).flatmap(
    lambda total: st.tuples(st.integers(1, total - 1), st.integers(1, total - 1)).flatmap(
        lambda margins: st.tuples(
            st.integers(max(0, sum(margins) - total), min(margins)),
            st.just(margins[0]),
            st.just(margins[1]),
            st.just(total),
        )
    )
)


def measures(both: int, one: int, other: int, total: int) -> tuple[float, float]:
    counts = [np.array([float(count)]) for count in (both, one, other)]
    return (
        float(npmi(counts[0], counts[1], counts[2], float(total))[0]),
        float(log_likelihood(counts[0], counts[1], counts[2], float(total))[0]),
    )


@pytest.mark.parametrize(
    ("both", "one", "other", "total", "expected"),
    [
        (2, 4, 5, 20, math.log10(2)),  # twice as often as by chance, in a tenth of the windows
        (1, 5, 4, 20, 0.0),  # as often as by chance
        (1, 10, 10, 20, math.log(1 / 5) / math.log(20)),  # a fifth of that
        (5, 5, 5, 100, 1.0),  # never apart
        (7, 7, 7, 7, 1.0),  # in every window
    ],
)
def test_npmi_by_hand(both: int, one: int, other: int, total: int, expected: float) -> None:
    assert measures(both, one, other, total)[0] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("both", "one", "other", "total", "expected"),
    [
        (10, 20, 50, 100, 0.0),  # as often as by chance
        (10, 10, 10, 20, 2 * 20 * math.log(2)),  # never apart, in half of the windows
        (7, 7, 7, 7, 0.0),  # in every window: no surprise
        (3, 3, 7, 7, 0.0),  # the other in every window
        (1, 2, 2, 4, 0.0),
    ],
)
def test_log_likelihood_by_hand(
    both: int, one: int, other: int, total: int, expected: float
) -> None:
    assert measures(both, one, other, total)[1] == pytest.approx(expected, abs=1e-7)


@settings(max_examples=100, deadline=None)
@given(TABLES)
def test_log_likelihood_is_the_g_test_of_the_two_by_two_table(
    counts: tuple[int, int, int, int],
) -> None:
    both, one, other, total = counts
    table = [[both, one - both], [other - both, total - one - other + both]]
    expected = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
    assert measures(*counts)[1] == pytest.approx(expected, abs=1e-6)


@settings(max_examples=100, deadline=None)
@given(TABLES.filter(lambda counts: counts[0] > 0))
def test_npmi_lies_between_its_bounds_and_tells_the_direction(
    counts: tuple[int, int, int, int],
) -> None:
    both, one, other, total = counts
    value = measures(*counts)[0]
    assert -1 <= value <= 1
    assert np.sign(value) == np.sign(both * total - one * other)


# weigh


def pair_counts(*rows: tuple[str, str, int, int, str | None, str | None]) -> pd.DataFrame:
    names = ("source_id", "target_id", "count", "articles", "first_seen", "last_seen")
    return frame("pair_counts", [dict(zip(names, row, strict=True)) for row in rows])


def window_counts(**counts: int) -> pd.DataFrame:
    """Return the table; the number of all windows is called `total`."""
    return frame(
        "window_counts",
        [
            {"entity_id": "" if name == "total" else name, "count": count}
            for name, count in counts.items()
        ],
    )


def relations(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return the table `relations` of (type, source, target)."""
    return frame(
        "relations",
        [
            {
                "type": kind,
                "source_id": source,
                "source": source,
                "target_id": target,
                "target": target,
                "label": "leder",
                "negated": False,
                "modality": "",
                "pattern": "",
                "coreference": "",
                "article_id": "a",
                "sentence": 0,
                "start": 0,
                "end": 1,
                "text": "x",
            }
            for kind, source, target in rows
        ],
    )


def test_parts_are_added_up_and_weighed() -> None:
    edges = weigh(
        pair_counts(
            ("x", "y", 1, 1, "2017-02", "2018"),
            ("a", "b", 2, 2, None, None),
            ("x", "y", 1, 1, "2016", "2016"),
        ),
        window_counts(total=12, x=4, y=5, a=2, b=2),
        empty("relations"),
    )
    names = ("source_id", "target_id", "count", "articles", "weight", "first_seen", "last_seen")
    assert records(edges, *names) == [
        ("a", "b", 2, 2, 2.0, None, None),
        ("x", "y", 2, 2, 2.0, "2016", "2018"),
    ]
    assert edges["npmi"].tolist() == [1.0, measures(2, 4, 5, 12)[0]]
    assert edges["log_likelihood"].tolist() == [
        measures(2, 2, 2, 12)[1],
        measures(2, 4, 5, 12)[1],
    ]


def test_q_allows_for_every_pair_of_entities_in_the_windows() -> None:
    counts = pair_counts(("x", "y", 3, 1, None, None))
    both, x, y = (np.array([float(n)]) for n in (3, 4, 3))
    p = p_values(attraction(log_likelihood(both, x, y, 40.0), both, x, y, 40.0))
    two = weigh(counts, window_counts(total=40, x=4, y=3), empty("relations"))
    assert two["p_value"].tolist() == two["q_value"].tolist() == p.tolist()
    five = weigh(counts, window_counts(total=40, x=4, y=3, a=1, b=1, c=1), empty("relations"))
    assert five["p_value"].tolist() == p.tolist()
    assert five["q_value"].tolist() == q_values(p, 10).tolist() == pytest.approx(10 * p)


# Pairs with windows with both, with each, and articles; of 100 windows.
WEIGHED = st.lists(
    st.tuples(st.integers(1, 20), st.integers(0, 30), st.integers(0, 30), st.integers(1, 20)),
    min_size=1,
    max_size=8,
)


@settings(max_examples=15, deadline=None)
@given(WEIGHED)
def test_weights_are_positive_keep_the_order_of_the_measure_and_every_edge(
    pairs: list[tuple[int, int, int, int]],
) -> None:
    counts = pair_counts(
        *(
            (f"a{at}", f"b{at}", both, min(both, articles), None, None)
            for at, (both, _, _, articles) in enumerate(pairs)
        )
    )
    ends = {f"a{at}": both + alone for at, (both, alone, _, _) in enumerate(pairs)}
    ends |= {f"b{at}": both + alone for at, (both, _, alone, _) in enumerate(pairs)}
    by = {
        measure: weigh(counts, window_counts(total=100, **ends), empty("relations"), weight=measure)
        for measure in ("count", "articles", "npmi", "log_likelihood")
    }
    for measure, edges in by.items():
        assert (edges["weight"] > 0).all()
        assert np.isfinite(edges["weight"]).all()
        pd.testing.assert_frame_equal(
            edges.drop(columns="weight"), by["count"].drop(columns="weight")
        )
        strength = edges[measure]
        if measure == "log_likelihood":  # by certainty of a tie: those who avoid each other last
            strength = strength.where(edges["npmi"] >= 0, -strength)
        assert edges["weight"].rank().tolist() == strength.rank().tolist()
    assert by["count"]["weight"].tolist() == by["count"]["count"].tolist()


def test_weights_of_those_who_avoid_each_other_by_hand() -> None:
    counts = pair_counts(("x", "y", 1, 1, None, None))
    windows = window_counts(total=20, x=10, y=10)
    by = {
        measure: weigh(counts, windows, empty("relations"), weight=measure)
        for measure in ("npmi", "log_likelihood")
    }
    assert by["npmi"]["weight"][0] == pytest.approx(1 + math.log(1 / 5) / math.log(20))
    # G2 = 2 * (2 * 1 * ln(1/5) + 2 * 9 * ln(9/5))
    g2 = 4 * math.log(1 / 5) + 36 * math.log(9 / 5)
    assert by["log_likelihood"]["log_likelihood"][0] == pytest.approx(g2)
    assert by["log_likelihood"]["weight"][0] == pytest.approx(1 / (1 + g2))


def test_a_weight_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="'tone' is no weight"):
        weigh(
            pair_counts(("x", "y", 1, 1, None, None)),
            window_counts(total=2, x=1, y=1),
            empty("relations"),
            weight="tone",
        )


def test_relations_are_counted_by_type_whatever_their_direction() -> None:
    edges = weigh(
        pair_counts(("x", "y", 1, 1, None, None), ("x", "z", 1, 1, None, None)),
        window_counts(total=3, x=2, y=1, z=1),
        relations(("role", "y", "x"), ("meets", "x", "y"), ("role", "x", "y")),
    )
    assert records(edges, "target_id", "relations") == [("y", "meets:1;role:2"), ("z", "")]


def test_a_relation_of_two_that_share_no_window_adds_no_edge() -> None:
    edges = weigh(
        pair_counts(("x", "y", 1, 1, None, None)),
        window_counts(total=1, x=1, y=1),
        relations(("role", "x", "z")),
    )
    assert records(edges, "source_id", "target_id", "relations") == [("x", "y", "")]


def test_no_pairs_make_no_edges() -> None:
    edges = weigh(empty("pair_counts"), window_counts(total=0), empty("relations"))
    pd.testing.assert_frame_equal(edges, empty("edges"))


MENTIONS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 2), st.sampled_from("ABC"), st.sampled_from("XYZ")),
    max_size=20,
)


@settings(max_examples=20, deadline=None)
@given(MENTIONS, st.sampled_from(["sentence", "article", "6"]), st.integers(1, 5))
def test_a_corpus_in_parts_gives_the_edges_of_the_whole(
    pairs: list[tuple[int, int, str, str]], window: str, cut: int
) -> None:
    articles = frame(
        "articles", [article(f"a{number}", date=f"201{number}") for number in range(6)]
    )
    sentences = frame(
        "sentences",
        [
            {"article_id": f"a{a}", "sentence": s, "paragraph": 0, "start": 0, "end": 9}
            for a in range(6)
            for s in range(3)
        ],
    )
    mentions = frame(
        "mentions",
        [
            mention(f"a{a}", entity, s, 5 * number + at)
            for number, (a, s, *entities) in enumerate(pairs)
            for at, entity in enumerate(entities)
        ],
    )

    def edges(*parts: pd.DataFrame) -> pd.DataFrame:
        made: list[Any] = [
            co_occurrences(part, sentences, mentions, window=window) for part in parts
        ]
        return weigh(
            concat("pair_counts", [part[1] for part in made]),
            concat("window_counts", [part[2] for part in made]),
            empty("relations"),
        )

    pd.testing.assert_frame_equal(edges(articles[:cut], articles[cut:]), edges(articles))
