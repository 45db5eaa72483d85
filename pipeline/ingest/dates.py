"""Dates as Norwegian articles, their files and their metadata write them.

A date is returned as ISO 8601 at the precision known: `2017`, `2017-02`, `2017-02-16`.
"""

import datetime
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januar jan january",
            "februar feb february",
            "mars mar march",
            "april apr",
            "mai may",
            "juni jun june",
            "juli jul july",
            "august aug",
            "september sep sept",
            "oktober okt october oct",
            "november nov",
            "desember des december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH: Final = rf"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_CLOCK: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?"
_ZONE: Final = r"(?:Z|UTC|GMT|CES?T|[+-]\d{2}:?\d{2})"
_TIME: Final = rf"(?:[T,\s]*(?:\bkl\b\.?|\bklokk(?:en|a)\b)?\s*{_CLOCK}\s*{_ZONE}?)?"
_WEEKDAY: Final = (
    r"(?:(?:man|tirs?|tys|ons|tors?|fre|lør|laur|søn|sun)(?:dag)?|mon|tue|wed|thu|fri|sat)"
)
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T\d{4}(?:\d\d)?Z?)?",
        rf"(?:{_WEEKDAY}\.?,?\s+)?(?:den\s+)?(?P<day>\d{{1,2}})\.?\s*{_MONTH},?\s*(?P<year>\d{{4}})",
        rf"{_MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,\s*(?P<year>\d{{4}})",
        r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d{2})",
        r"(?P<year>\d{4})-(?P<month>\d{2})",
        rf"{_MONTH},?\s+(?P<year>\d{{4}})",
        r"(?P<year>\d{4})",
    )
)
# A whole value: a date, and a time of day that is left out.
_WHOLE: Final = tuple(re.compile(rf"\s*{form.pattern}{_TIME}\s*", re.IGNORECASE) for form in _FORMS)
# A date within a line: the forms that cannot be mistaken for another number, a day in each.
_WITHIN: Final = tuple(
    re.compile(rf"(?<![\w.])(?:{_FORMS[place].pattern})(?!\w)", re.IGNORECASE)
    for place in (0, 3, 5)
)
_HEADER = re.compile(r"\s*date[ \t]+(\d{4}-\d{2}(?:-\d{2})?)(?!\S)", re.ASCII)
_PUBLISHED = re.compile(r"\s*(?:først\s+)?(?:publisert|dato|lagt\s+ut)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\s*(?:sist\s+)?(?:oppdatert|endr[ea]t?)\b", re.IGNORECASE)
_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<s>[-_.]?)(?P<month>\d\d)(?P=s)(?P<day>\d\d)"
    r"|[-_.](?P<only>\d\d))(?!\d)",
    re.ASCII,
)
_HEAD_LINES: Final = 10
_LONGEST: Final = 100
_YEARS: Final = range(1500, 2200)


@dataclass(frozen=True)
class Found:
    """A date in a text's head. `date` is null for one that cannot be, such as 31 February."""

    date: str | None
    text: str


def parse(value: object) -> str | None:
    """Return the date that a column's `value` states, or None if it states none that can be.

    The day comes before the month in `12/01/2022`; a day as written, whatever its time zone.

    >>> parse("onsdag 12. januar 2022 kl. 14.05"), parse("2017-02"), parse("31.02.2022")
    ('2022-01-12', '2017-02', None)
    """
    if isinstance(value, datetime.date):
        return _iso(value.year, value.month, value.day)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    if isinstance(value, int) and not 0 <= value <= 99991231:
        return None  # an epoch, perhaps; which kind, nobody can tell
    text = str(value)
    if len(text) > _LONGEST:
        return None
    for form in _WHOLE:
        match = form.fullmatch(text)
        if match:
            return _from(match)
    return None


def in_head(text: str) -> Found | None:
    """Return the date in the first lines of `text`: its header, `Publisert: …`, or a bare date.

    Returns None if there is no date, and a Found without a date if it cannot be.
    """
    header = _HEADER.match(text)
    if header:
        return Found(parse(header[1]), header[1])
    lines = _head(text)
    for opening in (_PUBLISHED, _UPDATED):
        for line in lines:
            start = opening.match(line)
            found = _within(line[start.end() :]) if start else None
            if found:
                return found
    return next((Found(date, line) for line in lines if (date := _whole_day(line))), None)


def in_file_name(name: str) -> str | None:
    """Return the date in the last part of the path `name`, or None.

    >>> in_file_name("vg/2017-02-16_mote.txt"), in_file_name("ap_20050210-762251.txt")
    ('2017-02-16', '2005-02-10')
    """
    for match in _IN_NAME.finditer(PurePosixPath(name).name):
        month = int(match["month"] or match["only"])
        date = _iso(int(match["year"]), month, int(match["day"]) if match["day"] else None)
        if date:
            return date
    return None


def _head(text: str) -> list[str]:
    """Return the first lines with text, the long ones (prose) as empty ones."""
    lines: list[str] = []
    for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", text):
        lines.append(match[0].strip() if len(match[0]) <= _LONGEST else "")
        if len(lines) == _HEAD_LINES:
            break
    return lines


def _within(line: str) -> Found | None:
    matches = [match for form in _WITHIN if (match := form.search(line))]
    first = min(matches, key=lambda match: match.start(), default=None)
    return None if first is None else Found(_from(first), first[0].strip())


def _whole_day(line: str) -> str | None:
    """Return the date of a line that is nothing else, to the day: `2022` may be a heading."""
    date = parse(line)
    return date if date and len(date) == len("2022-01-12") else None


def _from(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        year += 2000 if year < 70 else 1900
    month: int | None = None
    if parts.get("name"):
        month = _MONTHS[parts["name"].lower()]
    elif parts.get("month"):
        month = int(parts["month"])
    return _iso(year, month, int(parts["day"]) if parts.get("day") else None)


def _iso(year: int, month: int | None, day: int | None) -> str | None:
    """Return the date in ISO 8601, or None if there is no such day or it is far from our time."""
    if year not in _YEARS:
        return None
    try:
        date = datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if month is None:
        return f"{year:04}"
    return f"{year:04}-{month:02}" if day is None else date.isoformat()
