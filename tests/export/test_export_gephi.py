"""nodes.csv and edges.csv under Gephi's import rules, written down here anew.

After gephi/gephi, ImporterSpreadsheetCSV and AbstractImporterSpreadsheet, and gephi/graphstore,
AttributeUtils and TimestampsParser.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable

import pytest

from pipeline.export import gephi
from pipeline.export.text import cell
from pipeline.tables import empty
from tests.export.export_samples import FINE, HOSTILE, network

WHOLE_NUMBER = re.compile(r"[+-]?\d+")
REAL_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?|[+-]?(NaN|Infinity)")
DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
FORCED_TO_TEXT = {"id", "label", "source", "target", "type", "kind"}
TYPES: dict[str, Callable[[str], bool]] = {
    "boolean": lambda value: value.lower() in ("true", "false"),
    "integer": lambda value: bool(WHOLE_NUMBER.fullmatch(value)) and abs(int(value)) < 2**31,
    "long": lambda value: bool(WHOLE_NUMBER.fullmatch(value)),
    "double": lambda value: bool(REAL_NUMBER.fullmatch(value)),
    "timestamps": lambda value: all(
        DATE.fullmatch(part.strip()) or REAL_NUMBER.fullmatch(part.strip())
        for part in re.split(r"[,<>()\[\]]", value)
        if part.strip()
    ),
}


def gephi_rows(pieces: Iterable[bytes]) -> list[dict[str, str | None]]:
    """Read as Gephi's CSV parser: backslash escapes, cells are trimmed, empty is no value."""
    text = b"".join(pieces).decode("utf-8-sig")
    reader = csv.reader(io.StringIO(text, newline=""), escapechar="\\", skipinitialspace=True)
    header, *body = list(reader)
    assert all(len(row) == len(header) for row in body)
    return [
        {name: value.strip() or None for name, value in zip(header, row, strict=True)}
        for row in body
    ]


def guess(name: str, rows: list[dict[str, str | None]]) -> str:
    """Return the type Gephi takes the column for, from its first 25 rows."""
    if name.lower() in FORCED_TO_TEXT:
        return "text"
    first = [value for row in rows[:25] if (value := row[name])]
    for kind, fits in TYPES.items():
        if first and all(fits(value) for value in first):
            return kind
    return "time" if re.search("interval|timestamp|timeset", name.lower()) else "text"


NODES, EDGES = network()
NODE_ROWS = gephi_rows(gephi.nodes(NODES))
EDGE_ROWS = gephi_rows(gephi.edges(NODES, EDGES))


def test_columns() -> None:
    assert list(NODE_ROWS[0]) == [
        *(
            "Id",
            "Label",
            "EntityType",
            "Wikidata",
            "ISO3166",
            "Country",
            "Aliases",
            "Mentions",
            "Articles",
        ),
        *("Seen", "FirstYear", "LastYear"),
        *("Degree", "WeightedDegree", "Betweenness", "PageRank", "Community"),
    ]
    assert list(EDGE_ROWS[0]) == [
        *("Source", "Target", "Type", "Id", "Weight", "Count", "Articles", "NPMI"),
        *(
            "LogLikelihood",
            "PValue",
            "QValue",
            "Disparity",
            "Seen",
            "FirstYear",
            "LastYear",
            "Relations",
        ),
        *("SourceLabel", "TargetLabel"),
    ]
    for name in (*NODE_ROWS[0], *EDGE_ROWS[0]):
        assert not re.search("interval|timestamp|timeset", name.lower())


def test_gephi_takes_each_column_for_what_it_is_and_loses_no_value() -> None:
    whole = {"Mentions", "Articles", "Degree", "Community", "Count", "FirstYear", "LastYear"}
    real = {"WeightedDegree", "Betweenness", "PageRank", "Weight", "NPMI", "LogLikelihood"}
    real |= {"PValue", "QValue", "Disparity"}
    for rows in (NODE_ROWS, EDGE_ROWS):
        for name in rows[0]:
            expected = "integer" if name in whole else "double" if name in real else "text"
            assert guess(name, rows) == expected, name
            if expected != "text":
                assert all(TYPES[expected](value) for row in rows if (value := row[name])), name


def test_dates_of_any_precision_stay_text_in_any_order() -> None:
    for dates in (["2017"] * 30, ["2017-02-16"] * 30, ["2017-02"] * 30):
        some = NODES[:1].loc[[0] * 30].assign(first_seen=dates, last_seen=dates)
        rows = gephi_rows(gephi.nodes(some))
        assert guess("Seen", rows) == "text"
        assert rows[0]["Seen"] == f"{dates[0]}/{dates[0]}"
        assert {row["FirstYear"] for row in rows} == {"2017"}
    undated = {row["Seen"] for row in EDGE_ROWS if row["FirstYear"] is None}
    assert undated == {None}
    assert {"2017/2019", "2017-02/2017-02", "2017-02-16/2018-01-01"} < {
        row["Seen"] for row in EDGE_ROWS
    }


def test_edges_are_undirected_positive_and_unique_between_known_nodes() -> None:
    ids = {row["Id"] for row in NODE_ROWS}
    assert len(ids) == len(NODE_ROWS) == len(NODES)
    assert {row["Type"] for row in EDGE_ROWS} == {"Undirected"}
    assert len({row["Id"] for row in EDGE_ROWS}) == len(EDGE_ROWS) == len(EDGES)
    for row in EDGE_ROWS:
        assert {row["Source"], row["Target"]} <= ids
        assert 0 < float(row["Weight"] or 0) < math.inf


def test_labels_survive_or_are_made_safe() -> None:
    labels = dict(zip(NODES["entity_id"], NODES["label"], strict=True))
    for row in NODE_ROWS:
        label, shown = labels[str(row["Id"])], str(row["Label"])
        if label in FINE:
            assert shown == label
        assert "\\" not in shown
        assert shown.lower() != "null"
        assert cell(shown) == shown
        assert row["Aliases"]
    assert len({row["Label"] for row in NODE_ROWS}) == 1 + len(FINE) + len(HOSTILE)
    named = {row["Id"]: row["Label"] for row in NODE_ROWS}
    assert all(row["SourceLabel"] == named[row["Source"]] for row in EDGE_ROWS)
    assert all(row["TargetLabel"] == named[row["Target"]] for row in EDGE_ROWS)


def test_a_trailing_backslash_does_not_swallow_the_next_cell() -> None:
    row = next(row for row in NODE_ROWS if "temp" in str(row["Label"]))
    assert row["Label"] == "C:＼temp＼"
    assert row["EntityType"] in ("person", "organisation", "place", "other")


def test_the_smallest_p_values_come_out_as_they_are() -> None:
    written = {row["Id"]: row for row in EDGE_ROWS}
    assert {0.0, 1e-300, 5e-324} <= set(EDGES["p_value"])
    for row in EDGES.to_dict("records"):
        cells = written[f"{row['source_id']}|{row['target_id']}"]
        for name, heading in zip(
            ("p_value", "q_value", "disparity"), ("PValue", "QValue", "Disparity"), strict=True
        ):
            text = str(cells[heading])
            assert float(text) == row[name]
            assert re.search("[.e]", text)


def test_no_rows_and_no_weight() -> None:
    assert gephi_rows(gephi.nodes(empty("nodes"))) == []
    assert gephi_rows(gephi.edges(empty("nodes"), empty("graph_edges"))) == []
    with pytest.raises(ValueError, match="positive"):
        gephi.edges(NODES, EDGES.assign(weight=0.0))
