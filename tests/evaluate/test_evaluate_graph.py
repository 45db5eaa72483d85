"""Scores of a run on gold articles; where the development data are, against their scorer too."""

import importlib.util
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.evaluate.gold import Gold, GoldRelation, parse_gold
from pipeline.evaluate.graph import b_cubed, scores
from pipeline.evaluate.matching import FoundMention, Matched, bare, match, one_to_one, same_type
from tests.evaluate.evaluate_samples import GOLD_TEXT, gold

SHARED = Path(os.environ.get("SHARED_DATA", Path(__file__).parents[3] / "shared"))
SCORER = SHARED / "tools" / "score_graph.py"


def found(name: str, after: int = 0, **other: Any) -> FoundMention:
    start = GOLD_TEXT.index(name, after)
    about = {"type": "person", "entity_id": name.lower(), "sentence": 0, **other}
    return FoundMention(start, start + len(name), **about)


PERFECT = [
    found("Lavrov"),
    found("Tillerson"),
    found("Russland", type="country", sentence=1),
    found("Lavrov", 40, sentence=1),
    found("Lavrov", 50, sentence=2),
]


def scored(mentions: list[FoundMention], held: dict[str, Any] | None = None) -> dict[str, Any]:
    read = parse_gold(held or gold())
    return scores(read, [match(article, mentions) for article in read.articles])


def test_a_perfect_run_scores_one_and_a_genitive_is_no_mistake() -> None:
    told = scored(PERFECT)
    for measure in ("names", "typed", "links", "edges"):
        assert told[measure]["f"] == 1, measure
    assert told["edges"]["gold"] == 2
    assert "relations" not in told


def test_optional_names_count_neither_for_nor_against() -> None:
    assert scored([*PERFECT, found("Bonn", type="place")]) == scored(PERFECT)


def test_a_wrong_type_costs_the_type_alone() -> None:
    told = scored([found("Tillerson", type="organisation"), *PERFECT])
    assert told["names"]["f"] == 1
    told = scored([*PERFECT, found("Tillerson", type="organisation")])  # the later one counts
    assert told["names"]["f"] == 1
    assert told["typed"]["right"] == 4
    assert told["edges"]["f"] == 1


def test_a_second_node_for_one_person_makes_false_edges() -> None:
    split = [*PERFECT[:3], found("Lavrov", 40, sentence=1, entity_id="other"), PERFECT[4]]
    told = scored(split)
    assert told["links"]["p"] == 1
    # Of Lavrov's three mentions two are together: each finds 2/3 of him, the third 1/3.
    assert told["links"]["r"] == pytest.approx((1 + 1 + 2 / 3 + 2 / 3 + 1 / 3) / 5, abs=1e-6)
    assert (told["edges"]["right"], told["edges"]["predicted"]) == (1, 2)


def test_b_cubed_of_a_known_example() -> None:
    # Bagga and Baldwin's example: gold {1-5} {6,7} {8-12}, found {1-5} {6-12}.
    entity = ["a"] * 5 + ["b"] * 2 + ["c"] * 5
    cluster = ["x"] * 5 + ["y"] * 7
    links = [(("", "", n, n), g, y) for n, (g, y) in enumerate(zip(entity, cluster, strict=True))]
    told = b_cubed(links)
    assert told["p"] == pytest.approx((5 + 2 * 2 / 7 + 5 * 5 / 7) / 12, abs=1e-6)
    assert told["r"] == 1
    assert b_cubed([])["f"] == 0


def test_entities_are_those_of_their_article_unless_the_file_names_them() -> None:
    one = gold()["articles"][0]
    held = {"articles": [one, {**one, "id": "to"}]}
    apart = [replace(m, entity_id=f"{m.entity_id}-2") for m in PERFECT]

    def recall(read: Gold) -> float:
        pairs = zip(read.articles, (PERFECT, apart), strict=True)
        told: float = scores(read, [match(a, m) for a, m in pairs])["links"]["r"]
        return told

    assert recall(parse_gold(held)) == 1
    assert recall(parse_gold({**held, "entities": {}})) == 0.5


def test_relations_take_the_gold_name_of_most_mentions_and_meet_both_ways() -> None:
    relations = [
        {"type": "role", "source": "lavrov", "target": "russland"},
        {"type": "meets", "source": "tillerson", "target": "lavrov"},
        {"type": "role", "source": "tillerson", "target": "russland", "optional": True},
    ]
    read = parse_gold({**gold(), "entities": {}, "relations": relations})
    articles = [match(article, PERFECT) for article in read.articles]
    told = scores(
        read,
        articles,
        [
            ("role", "lavrov", "russland"),
            ("role", "tillerson", "russland"),  # optional
            ("meets", "lavrov", "tillerson"),
            ("role", "russland", "lavrov"),  # the wrong way round
            ("owns", "lavrov", "russland"),  # not among the gold's kinds
        ],
    )
    assert (told["relations"]["right"], told["relations"]["predicted"]) == (2, 3)
    assert told["relations"]["gold"] == 2


def test_types_and_genitives() -> None:
    assert same_type("gpe", "country")
    assert same_type("gpe", "place")
    assert not same_type("gpe", "organisation")
    assert not same_type("country", "place")
    assert bare("Mattis’ plan", 0, 7) == (0, 6)
    assert bare("USA's", 0, 5) == (0, 3)


def test_each_side_is_matched_once() -> None:
    assert one_to_one({("a", "x"): 2, ("b", "x"): 2, ("b", "y"): 1}) == {"x": "a", "y": "b"}


@st.composite
def cases(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, list[FoundMention]]]:
    """Gold articles of twenty letters in three sentences, and what a run may find in them."""
    kinds = st.sampled_from(["person", "organisation", "country", "place"])
    held: dict[str, Any] = {"articles": []}
    got: dict[str, list[FoundMention]] = {}
    text = draw(st.text("abs'", min_size=20, max_size=20))
    for name in ("one", "two")[: draw(st.integers(1, 2))]:
        spans = st.tuples(st.integers(0, 16), st.integers(1, 4)).map(lambda s: (s[0], s[0] + s[1]))
        drawn = draw(st.lists(spans, max_size=6))
        mentions = [
            {
                "start": a,
                "end": b,
                "type": draw(st.one_of(kinds, st.sampled_from(["gpe", "other"]))),
                "entity": draw(st.sampled_from("ghi")),
                **({"optional": True} if draw(st.integers(0, 5)) == 0 else {}),
            }
            for a, b in drawn
        ]
        sentences = [[0, 7], [7, 14], [14, 20]]
        held["articles"].append(
            {"id": name, "text": text, "sentences": sentences, "mentions": mentions}
        )
        likely = st.one_of(spans, st.sampled_from(drawn or [(0, 1)]))
        got[name] = [
            FoundMention(
                a,
                b,
                draw(st.one_of(kinds, st.just("other"))),
                draw(st.sampled_from("xyz")),
                draw(st.integers(0, 2)),
            )
            for a, b in draw(st.lists(likely, max_size=6))
        ]
    if draw(st.booleans()):
        held["entities"] = {}
    if draw(st.booleans()):
        held["relations"] = [
            {
                "type": draw(st.sampled_from(["role", "meets"])),
                "source": draw(st.sampled_from("ghi")),
                "target": draw(st.sampled_from("ghi")),
                "optional": draw(st.booleans()),
            }
            for _ in range(draw(st.integers(0, 4)))
        ]
    return held, got


triples = st.lists(
    st.tuples(st.sampled_from(["role", "meets"]), st.sampled_from("xyzg"), st.sampled_from("xyzg")),
    max_size=4,
)


def _matched(read: Gold, got: dict[str, list[FoundMention]]) -> list[Matched]:
    return [match(article, got[article.id]) for article in read.articles]


@given(cases(), triples)
def test_the_order_of_articles_does_not_matter(
    case: tuple[dict[str, Any], dict[str, list[FoundMention]]],
    relations: list[tuple[str, str, str]],
) -> None:
    held, got = case
    one = parse_gold(held)
    other = parse_gold({**held, "articles": held["articles"][::-1]})
    told, again = (scores(read, _matched(read, got), relations) for read in (one, other))
    for measure in ("names", "typed", "edges", "links", "relations"):
        if measure in told:
            for key in ("p", "r", "f"):
                assert told[measure][key] == again[measure][key]


@given(cases())
def test_every_measure_lies_between_nothing_and_all(
    case: tuple[dict[str, Any], dict[str, list[FoundMention]]],
) -> None:
    held, got = case
    read = parse_gold(held)
    told = scores(read, _matched(read, got))
    for measure in ("names", "typed", "edges", "links"):
        assert 0 <= told[measure]["f"] <= 1
    assert told["typed"]["right"] <= told["names"]["right"]


@pytest.mark.skipif(not SCORER.is_file(), reason="no development data here")
@settings(deadline=None, max_examples=150)
@given(cases(), triples)
def test_agrees_with_the_scorer_of_the_development_data(
    case: tuple[dict[str, Any], dict[str, list[FoundMention]]],
    relations: list[tuple[str, str, str]],
) -> None:
    held, got = case
    read = parse_gold(held)
    told = scores(read, _matched(read, got), relations)
    rows = [
        {"article_id": name, **{key: str(getattr(one, key)) for key in one.__dataclass_fields__}}
        for name, mentions in got.items()
        for one in mentions
    ]
    stated = [dict(zip(("type", "source_id", "target_id"), one, strict=True)) for one in relations]
    theirs = _scorer().score(held, rows, stated)
    for ours, key in (
        ("names", "mention"),
        ("typed", "typed"),
        ("links", "link"),
        ("edges", "edge"),
        ("relations", "relation"),
    ):
        assert (ours in told) == (key in theirs)
        for side in ("p", "r", "f"):
            if ours in told:
                assert 100 * told[ours][side] == pytest.approx(theirs[key][side], abs=0.01), ours


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_graph", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_gold_relations_without_a_find_count_as_missed() -> None:
    read = parse_gold({**gold(), "relations": []})
    assert read.relations == ()
    lone = Gold(read.articles, relations=(GoldRelation("role", "a", "b"),))
    told = scores(lone, [match(article, []) for article in lone.articles])
    assert (told["relations"]["gold"], told["relations"]["f"]) == (1, 0)
