"""Dates in columns, heads of articles and file names."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.dates import in_file_name, in_head, parse

MONTHS = (
    "januar februar mars april mai juni juli august september oktober november desember".split()
)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2022-01-12", "2022-01-12"),
        ("2022-01-12T14:05:00+01:00", "2022-01-12"),
        ("2022-01-12T23:30:00.000Z", "2022-01-12"),
        ("2022-01-12 14:05", "2022-01-12"),
        ("2022-01-12T23:30:00-05:00", "2022-01-12"),
        (" 12. januar 2022 ", "2022-01-12"),
        ("Onsdag 12. januar 2022 kl. 14.05", "2022-01-12"),
        ("lørdag 1. jan. 2022", "2022-01-01"),
        ("12 JAN 2022", "2022-01-12"),
        ("Wed, 12 Jan 2022 14:05:00 +0100", "2022-01-12"),
        ("January 12, 2022", "2022-01-12"),
        ("12.01.2022", "2022-01-12"),
        ("12.1.22", "2022-01-12"),
        ("12/01/2022", "2022-01-12"),
        ("20220112", "2022-01-12"),
        ("2022-01", "2022-01"),
        ("januar 2022", "2022-01"),
        ("2022", "2022"),
        (2022, "2022"),
        (20220112, "2022-01-12"),
        (datetime.date(2022, 1, 12), "2022-01-12"),
        (datetime.datetime(2022, 1, 12, 23, 59), "2022-01-12"),
        ("29.02.2020", "2020-02-29"),
    ],
)
def test_dates_keep_the_precision_they_have(value: object, date: str) -> None:
    assert parse(value) == date


@pytest.mark.parametrize(
    "value",
    [
        "31.02.2022",
        "2022-13-01",
        "2022-00-10",
        "01/15/2022",
        "29.02.2021",
        "i går",
        "",
        "0001-01-01",
        "9999-99-99",
        "12. januar",
        1642000000,
        1642000000000,
        -5,
        True,
        None,
        3.5,
        ["2022-01-12"],
    ],
)
def test_what_is_no_date_gives_none(value: object) -> None:
    assert parse(value) is None


@given(st.dates(datetime.date(1500, 1, 1), datetime.date(2199, 12, 31)), st.times())
def test_each_way_of_writing_comes_back(day: datetime.date, time: datetime.time) -> None:
    iso = day.isoformat()
    for written in (
        iso,
        datetime.datetime.combine(day, time).isoformat(),
        f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}.{day.month}.{day.year} kl. {time.hour}.{time.minute:02}",
        f"{day.year}{day.month:02}{day.day:02}",
        day,
    ):
        assert parse(written) == iso
    assert parse(f"{day.year}-{day.month:02}") == iso[:7]


@given(st.one_of(st.text(), st.text("0123456789.-:/ TZjanfebmrkl"), st.integers(), st.dates()))
def test_nothing_makes_it_fail(value: object) -> None:
    date = parse(value)
    assert date is None or parse(date) == date
    if isinstance(value, str):
        in_head(value)
        in_file_name(value)
        in_head(f"Publisert: {value}")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (" date 2017-02 ANKARA (VG) Partene møttes.", "2017-02"),
        ("date 2017-02-16\nPartene møttes.", "2017-02-16"),
        ("Tittel\n\nPublisert: 12. januar 2022 kl. 14.05\n\nTekst.", "2022-01-12"),
        ("Tittel\n\nOppdatert 13.01.2022\n\nPublisert 12.01.2022\n\nTekst.", "2022-01-12"),
        ("Tittel\r\n\r\nSist oppdatert: 2022-01-13 08:00\r\n", "2022-01-13"),
        ("Tittel\n\n2022-01-12 14:05\n\nTekst.", "2022-01-12"),
        ("Tittel\n\nonsdag 12. januar 2022\n\nTekst.", "2022-01-12"),
    ],
)
def test_dates_in_the_head(text: str, date: str) -> None:
    found = in_head(text)
    assert found is not None
    assert found.date == date


@pytest.mark.parametrize(
    "text",
    [
        "Tittel\n\nPublisert: Nå nettopp\n\nTekst.",
        "Møtet 12. januar 2022 ble avlyst.",
        "Publisert: 12. januar kl. 14.05",
        "2022\n\nEt år å glemme.",
        "a\n" * 10 + "Publisert: 12.01.2022",
        "Noen date 2017-02 finnes ikke.",
    ],
)
def test_heads_without_a_date(text: str) -> None:
    assert in_head(text) is None


@pytest.mark.parametrize("text", [" date 2017-13 Tekst.", "Publisert: 31. februar 2022"])
def test_dates_that_cannot_be_are_told(text: str) -> None:
    found = in_head(text)
    assert found is not None
    assert found.date is None


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2017-02-16_mote.txt", "2017-02-16"),
        ("vg/20170216.html", "2017-02-16"),
        ("ap_20050210-762251.txt", "2005-02-10"),
        ("2017_02_16-mote.txt", "2017-02-16"),
        ("mote-2017-02.txt", "2017-02"),
        ("2017-02-16/mote.txt", None),
        ("000_eef3608d0a6e8ffb.txt", None),
        ("20171399.txt", None),
        ("201702161.txt", None),
        ("2017.txt", None),
    ],
)
def test_dates_in_file_names(name: str, date: str | None) -> None:
    assert in_file_name(name) == date
