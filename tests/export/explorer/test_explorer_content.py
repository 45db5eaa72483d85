"""What stands in the page is what stands in the tables, and nothing is without its evidence."""

import importlib
import re
from collections import Counter
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pytest

import pipeline
from pipeline.export.explorer import content
from pipeline.export.text import plain
from pipeline.graph import most_central_first, strongest_first
from pipeline.results import Results
from pipeline.stated import RELATION_TYPES
from pipeline.tables import empty, frame
from tests.export.explorer.explorer_tables import blocks, evidence, page_of, shown, told

SEEDS: Final = Path(__file__).parents[3] / "seeds"
ENDS: Final = ["source_id", "target_id"]
Content = dict[str, Any]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A run of the demonstration articles."""
    return pipeline.run(SEEDS, tmp_path_factory.mktemp("content") / "out", model="bundled")


@pytest.fixture(scope="module")
def held(results: Results) -> Content:
    """The content of its page."""
    return dict(blocks(page_of(results))["content"])


def _pairs(held: Content) -> list[tuple[str, str]]:
    """Return the ids of the ends of each pair."""
    ids, ties = held["nodes"]["id"], held["ties"]
    return [(ids[a], ids[b]) for a, b in zip(ties["source"], ties["target"], strict=True)]


def _sentences(held: Content, passage: list[int]) -> list[list[Any]]:
    """Return the sentences of a passage, each in pieces."""
    return list(held["sentences"][passage[1] : passage[2] + 1])


def _text(held: Content, passage: list[int]) -> str:
    return " ".join(
        "".join(one for one in pieces if isinstance(one, str))
        for pieces in _sentences(held, passage)
    )


def test_the_page_of_a_run_holds_what_its_tables_make(results: Results, held: Content) -> None:
    assert held == shown(results)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_content_is_the_same_whatever_the_order_of_rows_and_the_parts(
    results: Results, held: Content, seed: int
) -> None:
    assert shown(results, seed) == held


def test_nodes_are_those_of_the_table_the_most_central_first(
    results: Results, held: Content
) -> None:
    nodes = most_central_first(results.table("nodes"))
    shown_nodes = held["nodes"]
    for name, column in (("id", "entity_id"), ("label", "label"), ("type", "type")):
        assert shown_nodes[name] == nodes[column].tolist()
    for name, column in (("mentions", "mentions"), ("degree", "degree"), ("aliases", "aliases")):
        assert shown_nodes[name] == nodes[column].tolist()
    assert shown_nodes["strength"] == pytest.approx(nodes["weighted_degree"].tolist(), rel=1e-5)
    assert shown_nodes["pagerank"] == pytest.approx(nodes["pagerank"].tolist(), rel=1e-5)
    known = nodes["wikidata"].notna().tolist()
    assert [one is not None for one in shown_nodes["wikidata"]] == known
    assert len(set(zip(shown_nodes["x"], shown_nodes["y"], strict=True))) == len(nodes)


def test_ties_are_those_of_the_table_the_strongest_first(results: Results, held: Content) -> None:
    edges = strongest_first(results.table("graph_edges"))
    many = len(edges)
    assert _pairs(held)[:many] == list(zip(*(edges[end] for end in ENDS), strict=True))
    for name in ("count", "articles"):
        assert held["ties"][name][:many] == edges[name].tolist()
    for name, column in (("npmi", "npmi"), ("p", "p_value"), ("disparity", "disparity")):
        assert held["ties"][name][:many] == pytest.approx(edges[column].tolist(), rel=1e-5)


def test_every_pair_shows_every_passage_of_the_evidence(results: Results, held: Content) -> None:
    rows = results.table("evidence")
    expected = Counter(
        tuple(sorted(ends))
        for *ends, _, _ in rows[[*ENDS, "article_id", "sentence"]]
        .assign(source_id=rows[ENDS].min(axis=1), target_id=rows[ENDS].max(axis=1))
        .drop_duplicates()
        .itertuples(index=False)
    )
    passages = dict(zip(_pairs(held), map(len, held["evidence"]), strict=True))
    assert passages == expected
    assert held["ties"]["passages"] == list(passages.values())
    assert min(passages.values()) == 1
    assert held["left_out"] == {"nodes": 0, "ties": 0, "passages": 0}


def test_pairs_with_only_a_relation_come_last_and_have_no_count(
    results: Results, held: Content
) -> None:
    many = len(results.table("graph_edges"))
    assert len(held["ties"]["count"]) > many
    assert min(held["ties"]["count"][:many]) >= 1
    assert set(held["ties"]["count"][many:]) == {0}
    assert _pairs(held)[many:] == sorted(_pairs(held)[many:])
    for passages in held["evidence"][many:]:
        assert all(len(passage) > 1 for passage in passages)


def test_relations_are_those_of_the_evidence_with_their_direction(
    results: Results, held: Content
) -> None:
    rows = results.table("evidence")
    expected = Counter(
        (row["source_id"], row["target_id"], row["relation"], row["label"], row["modality"])
        for row in rows[rows["relation"] != "co-occurrence"].to_dict("records")
    )
    found = Counter[tuple[Any, ...]]()
    for pair, passages in zip(_pairs(held), held["evidence"], strict=True):
        for _, *relations in passages:
            for kind, label, reservation, reverse, _ in relations:
                name, denied = held["relations"][kind], reservation == "not"
                ends = pair[::-1] if reverse else pair
                found[*ends, f"not {name}" if denied else name, label, reservation] += 1
    # What the text denies counts as denied, whatever its modality.
    denied = Counter[tuple[Any, ...]]()
    for (*told_of, relation, label, modality), many in expected.items():
        denied[*told_of, relation, label, "not" if relation[:4] == "not " else modality] += many
    assert found == denied
    assert any(one[2].startswith("not ") for one in found)


def test_passages_are_the_words_of_the_articles(results: Results, held: Content) -> None:
    articles = results.articles.set_index("article_id")
    for passage in held["passages"]:
        text = articles.loc[held["articles"]["id"][passage[0]], "text"]
        assert _text(held, passage)
        assert _text(held, passage) in re.sub(r"\s+", " ", plain(text))
    assert held["articles"]["id"] == sorted(held["articles"]["id"])
    assert {passage[0] for passage in held["passages"]} == set(range(len(held["articles"]["id"])))


def test_a_passage_of_a_tie_names_both_its_ends(results: Results, held: Content) -> None:
    pairs = zip(held["ties"]["source"], held["ties"]["target"], held["evidence"], strict=True)
    for source, target, passages in list(pairs)[: len(results.table("graph_edges"))]:
        both = 0
        for at, *relations in passages:
            sentences = _sentences(held, held["passages"][at])
            named = {one for pieces in sentences for one in pieces if isinstance(one, int)}
            both += {source, target} <= named
            assert relations or {source, target} <= named  # a pronoun may name one in a relation
        assert both


def test_periods_add_up_to_the_counts(results: Results, held: Content) -> None:
    periods = held["periods"]
    whole = results.table("periods").dropna(subset="period")
    assert periods["names"] == whole["period"].tolist()
    assert periods["articles"] == whole["articles"].tolist()
    for name, table, keys, number, of in (
        ("ties", "edges_by_period", ENDS, "count", _pairs(held)),
        (
            "nodes",
            "nodes_by_period",
            ["entity_id"],
            "mentions",
            [(x,) for x in held["nodes"]["id"]],
        ),
    ):
        rows = results.table(table).dropna(subset="period")
        expected = {
            (*key, when): many
            for *key, when, many in rows[[*keys, "period", number]].itertuples(index=False)
        }
        found = {}
        for one, flat in zip(of, periods[name], strict=True):
            assert flat[::2] == sorted(set(flat[::2]))
            for at, many in zip(flat[::2], flat[1::2], strict=True):
                found[*one, periods["names"][at]] = many
        assert found == expected
    sums = [sum(flat[1::2]) for flat in periods["ties"]]
    dated = results.table("edges_by_period")["period"].notna().all()
    assert dated
    assert sums == held["ties"]["count"]


def test_articles_know_their_period(results: Results, held: Content) -> None:
    articles = held["articles"]
    rows = results.articles.set_index("article_id").loc[articles["id"]]
    assert articles["title"] == [one if isinstance(one, str) else None for one in rows["title"]]
    assert articles["source"] == rows["source"].tolist()
    assert articles["date"] == rows["date"].tolist()
    names = held["periods"]["names"]
    assert re.fullmatch(r"\d{4}-Q\d", names[0])
    for date, at in zip(articles["date"], articles["period"], strict=True):
        assert names[at] == f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


def test_of_a_large_network_the_page_says_what_is_left_out(
    results: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.import_module("pipeline.export.explorer.content"), "NODES", 10)
    few = shown(results)
    kept = most_central_first(results.table("nodes"))["entity_id"].head(10).tolist()
    edges = results.table("graph_edges")
    inside = edges[edges["source_id"].isin(kept) & edges["target_id"].isin(kept)]
    assert few["nodes"]["id"] == kept
    assert few["ties"]["count"].count(0) + len(inside) == len(few["ties"]["count"])
    assert few["left_out"]["nodes"] == len(results.table("nodes")) - 10
    assert few["left_out"]["ties"] == len(edges) - len(inside)
    assert few["left_out"]["passages"] == 0


def _small(rows: list[dict[str, Any]], text: str = "Kari møtte Ola.") -> Content:
    """Return the content of a network of Kari and Ola, without a tie but for `rows`."""
    who = {"Kari": (0, 4), "Ola": (text.index("Ola"), text.index("Ola") + 3)}
    nodes = frame(
        "nodes",
        [
            {
                **dict.fromkeys(("wikidata", "iso3166", "country", "first_seen", "last_seen")),
                **dict.fromkeys(("mentions", "articles", "degree", "community"), 1),
                **dict.fromkeys(("weighted_degree", "betweenness", "pagerank"), 0.5),
                "entity_id": name,
                "label": f"{name}\u202e\n",
                "type": "person",
                "aliases": name,
            }
            for name in who
        ],
    )
    articles = frame(
        "articles",
        [
            {
                **dict.fromkeys(("language", "sha256", "fingerprint", "duplicate_of")),
                "article_id": "a",
                "source": "mappe\x00/a.txt",
                "title": None,
                "date": None,
                "n_chars": len(text),
                "text": text,
            }
        ],
    )
    sentences = [{"article_id": "a", "sentence": 0, "paragraph": 0, "start": 0, "end": len(text)}]
    mentions = [
        {"article_id": "a", "start": start, "end": end, "entity_id": name}
        for name, (start, end) in who.items()
    ]
    texts = {
        "articles": articles,
        "sentences": frame("sentences", sentences),
        "mentions": pd.DataFrame(mentions),
    }
    edges = empty("graph_edges")
    if any(row["relation"] == "co-occurrence" for row in rows):
        numbers = dict.fromkeys(("npmi", "p_value", "q_value", "disparity"), float("nan"))
        tie = {
            **numbers,
            **dict(zip(ENDS, sorted(who), strict=True)),
            "count": 1,
            "articles": 1,
            "log_likelihood": float("inf"),
            "weight": 1.0,
            "first_seen": None,
            "last_seen": None,
            "relations": "",
        }
        edges = frame("graph_edges", [tie])
    return content(
        nodes,
        edges,
        lambda some, _: dict.fromkeys(some["entity_id"], (0.5, -1.0)),
        [empty(name) for name in ("periods", "nodes_by_period", "edges_by_period")],
        lambda: iter([evidence(rows)]),
        lambda ids: [texts],
    )


def test_a_network_without_ties_and_dates_has_a_page() -> None:
    held = _small([])
    assert held["nodes"]["id"] == ["Kari", "Ola"]
    assert held["nodes"]["x"] == [0.5, 0.5]
    assert held["evidence"] == held["passages"] == held["ties"]["source"] == []
    assert held["periods"] == {"names": [], "articles": [], "nodes": [[], []], "ties": []}
    assert held["left_out"] == {"nodes": 0, "ties": 0, "passages": 0}


def test_what_is_not_known_is_none_and_what_cannot_be_seen_is_left_out() -> None:
    held = _small([told("Kari", "Ola")])
    assert held["nodes"]["label"] == ["Kari ", "Ola "]
    assert held["nodes"]["wikidata"] == [None, None]
    assert held["ties"]["npmi"] == held["ties"]["log_likelihood"] == [None]
    assert held["articles"] == {
        "id": ["a"],
        "title": [None],
        "date": [None],
        "source": ["mappe/a.txt"],
        "period": [-1],
    }
    assert held["passages"] == [[0, 0, 0]]
    assert held["sentences"] == [[0, "Kari", " møtte ", 1, "Ola", "."]]
    assert held["evidence"] == [[[0]]]


def test_a_relation_says_what_how_surely_and_which_way() -> None:
    held = _small(
        [
            told("Kari", "Ola", relation="meets", label="møte", modality="planned"),
            told("Ola", "Kari", relation="not conflict", label="krig\x00", modality="possible"),
            told("Ola", "Kari", relation="role", label="sjef", coreference="pronoun: han\n< Ola"),
        ]
    )
    meets, conflict, role = (RELATION_TYPES.index(one) for one in ("meets", "conflict", "role"))
    assert held["ties"]["count"] == [0]
    assert held["ties"]["npmi"] == held["ties"]["first"] == [None]
    (((place, *relations),),) = held["evidence"]
    assert place == 0
    assert sorted(relations) == sorted(
        [
            [meets, "møte", "planned", 0, ""],
            [conflict, "krig", "not", 1, ""],
            [role, "sjef", "", 1, "pronoun: han < Ola"],
        ]
    )
