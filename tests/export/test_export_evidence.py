"""Each edge and relation leads to the sentences that show it."""

from typing import Any

import pandas as pd
import pytest

from pipeline.export import csv, evidence
from pipeline.tables import columns, empty, frame
from tests.export.export_samples import rows
from tests.samples import relation

RAW = "Lavrov møtte\nTillerson i Bonn.  Nato så på.\n\n=Slutt, sa Solberg."
ARTICLES = frame(
    "articles",
    [
        {
            "article_id": "b/2",
            "source": "b/2.txt",
            "title": "Møte",
            "date": "2017-02-16",
            "language": "nb",
            "n_chars": len(RAW),
            "sha256": "",
            "fingerprint": "",
            "duplicate_of": None,
            "text": RAW,
        },
        {
            "article_id": "a/1",
            "source": "a/1.txt",
            "title": None,
            "date": None,
            "language": "nb",
            "n_chars": 5,
            "sha256": "",
            "fingerprint": "",
            "duplicate_of": None,
            "text": "Kort.",
        },
    ],
)
SPANS = [(0, 30), (32, 43), (45, len(RAW))]
SENTENCES = frame(
    "sentences",
    [
        {"article_id": "b/2", "sentence": n, "paragraph": n // 2, "start": start, "end": end}
        for n, (start, end) in enumerate(SPANS)
    ]
    + [{"article_id": "a/1", "sentence": 0, "paragraph": 0, "start": 0, "end": 5}],
)
LABELS = {"lavrov": "Sergej Lavrov", "tillerson": "Rex Tillerson", "nato": "NATO"}
NODES = frame(
    "nodes",
    [
        dict.fromkeys(columns("nodes"), 0) | {"entity_id": entity, "label": label}
        for entity, label in LABELS.items()
    ],
)


def _edges(*ends: tuple[str, str]) -> pd.DataFrame:
    blank: dict[str, Any] = dict.fromkeys(columns("edges"), 1)
    return frame("edges", [blank | {"source_id": s, "target_id": t} for s, t in ends])


def _pair(source: str, target: str, first: int, last: int, article: str = "b/2") -> dict[str, Any]:
    return {
        "source_id": source,
        "target_id": target,
        "article_id": article,
        "sentence": first,
        "last_sentence": last,
        "date": None,
    }


def _relation(source: str, target: str, sentence: int, **more: Any) -> dict[str, Any]:
    start = SPANS[sentence][0]
    place = {"article_id": "b/2", "sentence": sentence, "start": start, "end": start + 5}
    return relation("meets", source, target, **(place | more))


def _evidence(
    pairs: list[dict[str, Any]], relations: list[dict[str, Any]], edges: pd.DataFrame
) -> pd.DataFrame:
    return evidence(
        NODES,
        edges,
        articles=ARTICLES,
        sentences=SENTENCES,
        pairs=frame("pairs", pairs),
        relations=frame("relations", relations),
    )


def test_one_row_per_pair_on_an_edge_and_per_relation_between_nodes() -> None:
    found = _evidence(
        [
            _pair("lavrov", "tillerson", 0, 0),
            _pair("lavrov", "nato", 0, 1),
            _pair("nato", "tillerson", 0, 1),
        ],
        [_relation("tillerson", "lavrov", 0), _relation("lavrov", "solberg", 2)],
        _edges(("lavrov", "tillerson"), ("lavrov", "nato")),
    )
    assert list(found.columns) == columns("evidence")
    assert found[["source_id", "target_id", "relation", "sentence"]].to_numpy().tolist() == [
        ["lavrov", "nato", "co-occurrence", 0],
        ["lavrov", "tillerson", "co-occurrence", 0],
        ["tillerson", "lavrov", "meets", 0],
    ]
    assert found["text"].tolist() == [
        "Lavrov møtte Tillerson i Bonn. Nato så på.",
        "Lavrov møtte Tillerson i Bonn.",
        "Lavrov møtte Tillerson i Bonn.",
    ]
    assert found["source"].tolist() == ["Sergej Lavrov", "Sergej Lavrov", "Rex Tillerson"]
    assert found["target"].tolist() == ["NATO", "Rex Tillerson", "Sergej Lavrov"]
    assert found["title"].tolist() == ["Møte"] * 3
    assert found["date"].tolist() == ["2017-02-16"] * 3


def test_rows_are_sorted_and_articles_need_no_title_or_date() -> None:
    edges = _edges(("lavrov", "nato"))
    pairs = [
        _pair("lavrov", "nato", 1, 2),
        _pair("lavrov", "nato", 0, 0),
        _pair("lavrov", "nato", 0, 0, article="a/1"),
    ]
    found = _evidence(pairs, [], edges)
    assert found["text"].tolist()[0] == "Kort."
    assert found["title"].isna().tolist() == [True, False, False]
    assert found["sentence"].tolist() == [0, 0, 1]
    assert found.equals(_evidence(pairs[::-1], [], edges))


def test_a_relation_that_the_text_denies_says_so() -> None:
    found = _evidence([], [_relation("lavrov", "nato", 0, negated=True)], _edges())
    assert found["relation"].tolist() == ["not meets"]


def test_a_relation_tells_how_it_was_found_and_a_co_occurrence_does_not() -> None:
    how = {
        "label": "møte",
        "modality": "planned",
        "pattern": "meets-verb",
        "coreference": "pronoun: han",
    }
    found = _evidence(
        [_pair("lavrov", "nato", 0, 0)],
        [_relation("lavrov", "nato", 0, **how)],
        _edges(("lavrov", "nato")),
    ).set_index("relation")
    assert found.loc["meets", list(how)].to_dict() == how
    assert set(found.loc["co-occurrence", list(how)]) == {""}


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (0, 30, "Lavrov møtte Tillerson i Bonn."),
        (7, 31, "Lavrov møtte Tillerson i Bonn."),  # white space after the sentence is of none
        (0, 33, "Lavrov møtte Tillerson i Bonn. Nato så på."),
        (0, len(RAW), "Lavrov møtte Tillerson i Bonn. Nato så på. =Slutt, sa Solberg."),
    ],
)
def test_the_text_of_a_statement_runs_over_all_its_sentences(
    start: int, end: int, text: str
) -> None:
    found = _evidence([], [_relation("lavrov", "nato", 0, start=start, end=end)], _edges())
    assert found["text"].tolist() == [text]


def test_a_stretch_before_its_sentence_does_not_shorten_the_text() -> None:
    found = _evidence([], [_relation("lavrov", "nato", 1, start=7, end=12)], _edges())
    assert found["text"].tolist() == ["Nato så på."]


def test_nothing() -> None:
    assert _evidence([], [], _edges()).equals(empty("evidence"))
    assert _evidence([_pair("lavrov", "nato", 0, 0)], [], _edges()).equals(empty("evidence"))


def test_a_sentence_of_another_partition_is_an_error() -> None:
    with pytest.raises(ValueError, match="b/2: sentences 0 to 9"):
        _evidence([_pair("lavrov", "nato", 0, 9)], [], _edges(("lavrov", "nato")))


def test_evidence_as_csv_cannot_run_as_a_formula() -> None:
    found = _evidence([_pair("lavrov", "nato", 2, 2)], [], _edges(("lavrov", "nato")))
    assert found["text"].tolist() == ["=Slutt, sa Solberg."]
    assert rows(csv.table("evidence", [found]))[0]["text"] == "'=Slutt, sa Solberg."
