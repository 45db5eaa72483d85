"""Reading files of every format, sound and broken, to the tables of the stage."""

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pipeline.errors import SettingsError
from pipeline.ingest import Source, discover, fingerprint, read
from pipeline.settings import Settings
from pipeline.tables import columns, concat, to_arrow

TEXT = "Regjeringen går av\n\nStatsminister Kari Nordmann sa i dag at hun ikke vil fortsette."
OTHER = "Partene ble ikke enige om noe på møtet i Bergen, sier statsråden til avisen."


def settings(**options: Any) -> Settings:
    return Settings(**options)


def tables(
    sources: Path | Sequence[Source], options: Settings | None = None
) -> dict[str, pd.DataFrame]:
    """Return all that is read from a file, a folder or sources, each table as one."""
    options = options or settings()
    found = discover(str(sources), options)[0] if isinstance(sources, Path) else sources
    parts = list(read(found, options))
    whole = {
        name: concat(name, [part[name] for part in parts])
        for name in ("articles", "boilerplate", "problems", "index")
    }
    for name, rows in whole.items():
        assert list(rows.columns) == columns(name)
        to_arrow(name, rows)
    articles = whole["articles"]
    assert whole["index"]["read_id"].tolist() == articles["article_id"].tolist()
    assert articles["article_id"].is_unique
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    for span in whole["boilerplate"].to_dict("records"):
        assert texts[span["article_id"]][span["start"] : span["end"]] == span["text"]
    return whole


def source(data: bytes, kind: Any = "jsonl", name: str = "f") -> list[Source]:
    return [Source(f"{name}.{kind}", None, data, kind, False, name)]


def problems(whole: dict[str, pd.DataFrame]) -> list[tuple[str, str]]:
    rows = whole["problems"]
    for message in rows["message"]:
        assert message.endswith((".", '"".', "}."))
        assert len(message) > 30
    return list(zip(rows["severity"], rows["problem"], strict=True))


def one(whole: dict[str, pd.DataFrame]) -> dict[str, Any]:
    rows = whole["articles"].to_dict("records")
    assert len(rows) == 1
    return {str(name): value for name, value in rows[0].items()}


def nulls(rows: pd.DataFrame, name: str) -> list[Any]:
    return [None if pd.isna(value) else value for value in rows[name]]


# Text files


@pytest.mark.parametrize(
    ("data", "warned"),
    [
        (TEXT.encode(), False),
        (TEXT.replace("\n", "\r\n").encode("utf-8-sig"), False),
        (TEXT.replace("\n", "\r").encode("utf-16"), False),
        (TEXT.encode("latin-1"), True),
    ],
)
def test_text_is_kept_as_it_is(tmp_path: Path, data: bytes, warned: bool) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(data))
    whole = tables(tmp_path)
    newline = "\r\n" if b"\r\n" in data else "\r" if b"\r" in data else "\n"
    assert set(whole["articles"]["text"]) == {TEXT.replace("\n", newline)}
    assert problems(whole) == [("warning", "encoding")] * (2 if warned else 0)


def test_columns_of_a_text_file(tmp_path: Path) -> None:
    (tmp_path / "vg").mkdir()
    (tmp_path / "vg" / "2017-02-16_x.txt").write_text(TEXT, encoding="utf-8")
    article = one(tables(tmp_path))
    assert article["article_id"] == "vg/2017-02-16_x"
    assert article["source"] == "vg/2017-02-16_x.txt"
    assert article["title"] == "Regjeringen går av"
    assert article["date"] == "2017-02-16"
    assert article["language"] == "nb"
    assert article["n_chars"] == len(TEXT)
    assert article["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert pd.isna(article["duplicate_of"])


def test_the_date_in_the_text_comes_before_that_in_the_name(tmp_path: Path) -> None:
    (tmp_path / "2020-01-01.txt").write_text(f" date 2017-02 {TEXT}", encoding="utf-8")
    (tmp_path / "2020-01-02.txt").write_text(f" date 2017-31 {OTHER}", encoding="utf-8")
    whole = tables(tmp_path)
    assert nulls(whole["articles"], "date") == ["2017-02", None]
    assert problems(whole) == [("warning", "bad-date")]
    assert whole["boilerplate"]["rule"].tolist() == ["date-header", "date-header"]


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t", "a.txt", "empty"),
        (b"\xef\xbb\xbf", "a.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "a.txt", "not-text"),
        (b"PK\x03\x04" + bytes(100), "a.jsonl", "not-text"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "a.csv", "not-text"),
        (b"no gzip", "a.txt.gz", "broken-gzip"),
        (gzip.compress(TEXT.encode() * 100)[:-20], "a.txt.gz", "broken-gzip"),
        (gzip.compress(TEXT.encode())[:-1] + b"x", "a.txt.gz", "broken-gzip"),
        (b"", "a.jsonl", "empty"),
        (b"\n\n", "a.ndjson", "empty"),
        (b"", "a.csv", "empty"),
        (b"id,text\n", "a.csv", "empty"),
        (b"", "a.parquet", "broken-parquet"),
        (b"PAR1 no Parquet PAR1", "a.parquet", "broken-parquet"),
        (b"no gzip", "a.parquet.gz", "broken-gzip"),
        (b"no gzip", "a.csv.gz", "broken-gzip"),
        (b"no gzip", "a.jsonl.gz", "broken-gzip"),
        (b"a,b\n1,2\n", "a.csv", "no-text-column"),
        (b"<html></html>", "a.html", "no-article"),
        (b"", "a.html", "empty"),
    ],
)
def test_one_bad_file_stops_no_other(tmp_path: Path, data: bytes, name: str, problem: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    whole = tables(tmp_path)
    assert whole["articles"]["article_id"].tolist() == ["good"]
    assert problems(whole) == [("error", problem)]
    assert whole["problems"]["source"].tolist() == [name]


def test_files_that_vanish_or_are_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.csv", "c.parquet", "d.jsonl", "locked.txt", "x.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    sources = discover(str(tmp_path), settings())[0]
    for name in ("a.txt", "b.csv", "c.parquet", "d.jsonl"):
        (tmp_path / name).unlink()
    opened = Path.open

    def refuse(path: Path, *rest: Any, **named: Any) -> Any:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *rest, **named)

    monkeypatch.setattr(Path, "open", refuse)
    whole = tables(sources)
    assert problems(whole) == [("error", "vanished")] * 4 + [("error", "unreadable")]
    assert whole["articles"]["article_id"].tolist() == ["x"]


# JSON lines


def lines(*rows: Any) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def test_json_lines() -> None:
    whole = tables(
        source(
            lines(
                {"id": 7, "text": TEXT, "Headline": " En  tittel ", "published_at": "2022-01-12"},
                {"url": "https://x.example/1", "brødtekst": OTHER, "avis": "Byavisa", "dato": ""},
                {"text": OTHER + " Slik er det.", "id": None, "title": 3, "date": 1642000000},
            )
            + b"\n\n"
        )
    )
    articles = whole["articles"]
    assert articles["article_id"].tolist() == ["f#7", "f#https://x.example/1", "f#3"]
    assert nulls(whole["index"], "own_id") == ["7", "https://x.example/1", None]
    assert articles["source"].tolist() == ["f.jsonl", "Byavisa", "f.jsonl"]
    assert nulls(articles, "title") == ["En tittel", None, None]
    assert nulls(articles, "date") == ["2022-01-12", None, None]
    assert problems(whole) == [("warning", "bad-date")]
    assert whole["problems"]["row"].tolist() == [3]


def test_bad_lines_stop_no_other_line() -> None:
    data = b"\n".join(
        [
            lines({"id": "a", "text": TEXT}),
            b'{"id": "b", "text": ',
            b'["c"]',
            b"3",
            lines({"id": "d"}),
            lines({"id": "e", "text": "  "}),
            lines({"id": "f", "text": ["x"]}),
            lines({"id": "g", "text": "a\0b"}),
            b"[" * 100_000,
            b'{"id": ' + b"9" * 5000 + b', "text": "x"}',
            b'{"id": "h", "text": "en \\ud83d halv"}',
            lines({"id": "a", "text": OTHER}),
            lines({"id": "a", "text": OTHER}),
            lines({"id": "a~2", "text": OTHER}),
        ]
    )
    whole = tables(source(data))
    rows = whole["problems"]
    assert list(zip(rows["row"], rows["problem"], strict=True)) == [
        (2, "broken-json"),
        (3, "not-an-object"),
        (4, "not-an-object"),
        (5, "no-text"),
        (6, "no-text"),
        (7, "no-text"),
        (8, "not-text"),
        (9, "broken-json"),
        (10, "broken-json"),
        (11, "broken-characters"),
        (12, "repeated-id"),
        (13, "repeated-id"),
        (14, "repeated-id"),
    ]
    assert problems(whole)
    assert whole["articles"]["article_id"].tolist() == ["f#a", "f#h", "f#a~2", "f#a~3", "f#a~2~2"]
    assert whole["articles"]["text"].tolist()[1] == "en � halv"


def test_a_row_number_does_not_clash_with_an_id() -> None:
    whole = tables(source(lines({"id": "2", "text": TEXT}, {"text": OTHER})))
    assert whole["articles"]["article_id"].tolist() == ["f#2", "f#2~2"]
    assert problems(whole) == []


def test_json_lines_in_other_encodings() -> None:
    data = lines({"text": TEXT}, {"text": OTHER}).decode()
    for encoding, warned in (("utf-16", []), ("utf-8-sig", []), ("cp1252", ["encoding"])):
        whole = tables(source(data.replace("\n", "\r\n").encode(encoding)))
        assert whole["articles"]["text"].tolist() == [TEXT, OTHER]
        assert whole["problems"]["problem"].tolist() == warned


def test_rows_before_the_damage_are_read(tmp_path: Path) -> None:
    rows = [{"id": f"n{number}", "text": f"{OTHER} {number * 7919}"} for number in range(5000)]
    packed = gzip.compress(lines(*rows))
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    whole = tables(tmp_path)
    assert 1000 < len(whole["articles"]) < 4000
    assert problems(whole)[-1] == ("error", "broken-gzip")


def test_columns_can_be_named() -> None:
    data = lines({"Main": TEXT, "text": "nei", "nr": 5, "når": "12.01.2022", "hvem": "Byavisa"})
    options = settings(text_column="main", id_column="nr", date_column="når", source_column="hvem")
    article = one(tables(source(data), options))
    assert (article["text"], article["article_id"]) == (TEXT, "f#5")
    assert (article["date"], article["source"]) == ("2022-01-12", "Byavisa")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(codec=None)),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["text", "id", "title", "date", "source", "x"]), inner)
    ),
    max_leaves=8,
)


@hypothesis_settings(max_examples=40, deadline=None)
@given(
    st.lists(JSON | st.fixed_dictionaries({"text": st.text(min_size=1), "id": JSON}), max_size=4)
)
def test_any_json_is_an_article_or_a_problem(rows: list[Any]) -> None:
    whole = tables(source("\n".join(json.dumps(row) for row in rows).encode()))
    lost = whole["problems"].query("severity == 'error'")
    assert len(whole["articles"]) + len(lost.dropna(subset="row")) == len(rows)


@hypothesis_settings(max_examples=20, deadline=None)
@given(st.binary() | st.text('{}[]",:text\n\\ud8').map(str.encode))
def test_any_bytes_leave_the_readers_standing(data: bytes) -> None:
    for kind in ("text", "jsonl", "csv", "tsv", "parquet"):
        tables(source(data, kind))


# CSV and TSV


def table_of(*rows: Sequence[Any], delimiter: str = ",", quoting: Any = csv.QUOTE_MINIMAL) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, quotechar='"').writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("kind", ["csv", "tsv"])
def test_delimiters_are_found(delimiter: str, kind: str) -> None:
    rows = [
        ("ID", "Overskrift", "Artikkel-tekst", "Dato"),
        ("a", "Én, to; tre", TEXT + '\n"Ja", sa hun; nei\t|, sa han', "12.01.2022"),
        ("b", "Fire", OTHER, "2021"),
    ]
    articles = tables(source(table_of(*rows, delimiter=delimiter), kind))["articles"]
    assert articles["article_id"].tolist() == ["f#a", "f#b"]
    assert articles["text"].tolist() == [rows[1][2], OTHER]
    assert articles["title"].tolist() == ["Én, to; tre", "Fire"]
    assert articles["date"].tolist() == ["2022-01-12", "2021"]


def test_excel_writes_its_delimiter() -> None:
    data = b"\xef\xbb\xbfsep=;\r\nid;tekst\r\n1;En, to, tre\r\n"
    assert one(tables(source(data, "csv")))["text"] == "En, to, tre"


def test_one_column_with_commas_in_it() -> None:
    data = b"text\nJa, sa hun, og gikk\nNei, sa han\n"
    articles = tables(source(data, "csv"))["articles"]
    assert articles["text"].tolist() == ["Ja, sa hun, og gikk", "Nei, sa han"]


def test_tsv_without_quoting() -> None:
    data = b'id\ttext\n1\t"Ja" sa hun\n2\t"Nei\n3\tHan gikk\n'
    articles = tables(source(data, "tsv"))["articles"]
    assert articles["text"].tolist() == ['"Ja" sa hun', '"Nei', "Han gikk"]


def test_bad_rows_stop_no_other_row() -> None:
    good = "".join(f'{number},"{OTHER} {number}"\n' for number in range(1, 31))
    data = (
        f'id,text\n{good}31,"Ja" sa hun\n32\n33,for,mange,felt\n34,{OTHER[:20]}\n35,"aldri lukket\n'
    )
    whole = tables(source(data.encode(), "csv"))
    rows = whole["problems"]
    assert list(zip(rows["row"], rows["problem"], strict=True)) == [
        (31, "broken-row"),
        (32, "no-text"),
        (33, "too-many-fields"),
        (35, "broken-row"),
    ]
    assert problems(whole)
    assert len(whole["articles"]) == 32


def test_missing_columns_are_told_with_those_there() -> None:
    data = b"nummer;hva\n1;x\n"
    message = tables(source(data, "csv"))["problems"]["message"][0]
    assert "'nummer', 'hva'" in message
    assert "--text-column" in message
    wrong = tables(source(data, "csv"), settings(text_column="innhold"))
    assert "no column 'innhold', which --text-column names" in wrong["problems"]["message"][0]
    article = one(tables(source(data, "csv"), settings(text_column="hva")))
    assert article["text"] == "x"
    whole = tables(source(data, "csv"), settings(text_column="hva", date_column="når"))
    assert problems(whole) == [("warning", "no-such-column")]


def test_long_fields_and_encodings() -> None:
    long = OTHER * 5000
    for encoding in ("utf-8", "utf-16", "latin-1"):
        data = table_of(("text", "id"), (long, "a"), (TEXT, "b")).decode().encode(encoding)
        assert tables(source(data, "csv"))["articles"]["text"].tolist() == [long, TEXT]


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", categories=["L", "P", "Z", "N"]), min_size=1)))
def test_what_csv_holds_comes_back(texts: list[str]) -> None:
    texts = [text for text in texts if text.strip()]
    data = table_of(("id", "text"), *enumerate(texts), quoting=csv.QUOTE_ALL)
    assert tables(source(data, "csv"))["articles"]["text"].tolist() == texts


# Parquet


def test_parquet(tmp_path: Path) -> None:
    rows = {
        "guid": [1.0, 2.0, None],
        "content": [TEXT, OTHER, None],
        "published": [pd.Timestamp("2022-01-12 10:00"), pd.NaT, pd.NaT],
        "publisher": pd.Categorical(["Byavisa", "Byavisa", "Byavisa"]),
        "more": [[1], [2], [3]],
    }
    table = pa.Table.from_pandas(pd.DataFrame(rows))
    pq.write_table(table, tmp_path / "a.parquet")
    (tmp_path / "b.parquet.gz").write_bytes(gzip.compress((tmp_path / "a.parquet").read_bytes()))
    whole = tables(tmp_path)
    articles = whole["articles"]
    assert articles["article_id"].tolist() == ["a#1", "a#2", "b#1", "b#2"]
    assert articles["source"].tolist() == ["Byavisa"] * 4
    assert nulls(articles, "date") == ["2022-01-12", None, "2022-01-12", None]
    assert problems(whole) == [("error", "no-text")] * 2


def test_broken_parquet(tmp_path: Path) -> None:
    table = pa.table(
        {"text": [f"{OTHER} {number * 7919}" for number in range(3000)], "n": [0] * 3000}
    )
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=500, compression="gzip")
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2000] = bytes(2000)
    (tmp_path / "a.parquet").write_bytes(data)
    pq.write_table(pa.table({"x": [1]}), tmp_path / "b.parquet")
    pq.write_table(pa.table({"text": [1, 2]}), tmp_path / "c.parquet")
    whole = tables(tmp_path)
    assert 0 < len(whole["articles"]) < 3000
    assert problems(whole) == [
        ("error", "broken-parquet"),
        ("error", "no-text-column"),
        ("error", "no-text"),
        ("error", "no-text"),
    ]


# Web pages

PAGE = f"""<!DOCTYPE html><html lang="nb"><head><meta charset="utf-8"><title>Går av</title>
<meta property="og:title" content="Regjeringen går av">
<meta property="article:published_time" content="2022-01-12T14:05:00+01:00"></head><body>
<nav><a href="/">Forsiden</a> <a href="/sport">Sport</a></nav>
<article><h1>Regjeringen går av</h1><p>{OTHER}</p><p>{OTHER.upper()} Og det var ikke alt.</p>
<p>Mer om saken kommer når partene har møttes igjen, sier en talskvinne for utvalget.</p></article>
<footer>Kontakt oss</footer></body></html>"""


def test_web_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.htm").write_bytes(PAGE.encode("latin-1"))
    whole = tables(tmp_path)
    for article in whole["articles"].to_dict("records"):
        assert article["title"] == "Regjeringen går av"
        assert article["date"] == "2022-01-12"
        assert article["text"].startswith(f"Regjeringen går av\n\n{OTHER}\n\n")
        assert "Kontakt" not in article["text"]
    assert problems(whole) == [("warning", "encoding")]


@hypothesis_settings(max_examples=40, deadline=None)
@given(st.text('<>/="ap div&;#x0'), st.integers(0, 1000))
def test_any_page_is_survived(inner: str, place: int) -> None:
    place = min(place, len(PAGE))
    tables(source((PAGE[:place] + inner + PAGE[place:]).encode(), "html"))


# What is done with every article


def test_other_languages_are_kept_and_told() -> None:
    english = "The government resigned today, said the prime minister to the press in Oslo."
    data = lines({"text": TEXT}, {"text": english}, {"text": "12.30"})
    whole = tables(source(data))
    assert whole["articles"]["language"].tolist() == ["nb", "en", "und"]
    assert problems(whole) == [("skipped", "other-language")]
    assert whole["problems"]["article_id"].tolist() == ["f#2"]
    assert problems(tables(source(data), settings(languages="all"))) == []


def test_fingerprints_see_words_only() -> None:
    copy = TEXT.upper().replace("\n", " \r\n") + "\r\n\r\nFoto: Kari Nordmann / NTB\r\n"
    index = tables(source(lines({"text": TEXT}, {"text": copy}, {"text": OTHER})))["index"]
    prints = index["fingerprint"].tolist()
    assert prints[0] == prints[1] != prints[2]
    assert fingerprint("Foto: A", "") != fingerprint("Foto: B", "")
    assert fingerprint("!") != fingerprint("?")


def test_batches_are_small_and_in_order() -> None:
    rows = [{"id": f"n{number}", "text": f"{OTHER} {number}"} for number in range(450)]
    parts = list(read(source(lines(*rows)), settings()))
    assert [len(part["articles"]) for part in parts] == [200, 200, 50]
    big = [{"text": OTHER * 20_000} for _ in range(6)]
    parts = list(read(source(lines(*big)), settings(boilerplate_off="all")))
    assert [len(part["articles"]) for part in parts] == [3, 3]
    assert list(read([], settings())) == []


def test_bad_rules_are_told_at_once() -> None:
    with pytest.raises(SettingsError):
        read([], settings(boilerplate_off="finnes-ikke"))


def test_the_same_again() -> None:
    data = lines({"text": TEXT, "id": "a"}, {"text": OTHER}, 3)
    once, again = tables(source(data)), tables(source(data))
    for name, rows in once.items():
        pd.testing.assert_frame_equal(rows, again[name])
