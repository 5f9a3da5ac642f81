"""Full calendar days as the press prints them beside an article."""

import re
from collections.abc import Iterator
from datetime import date

from summit_extract.language.conversion import simplify

__all__ = ["full_days", "is_stamp", "parse_day", "roc_day"]

_DAY = re.compile(
    r"(?:(?P<era>民国|中华民国)(?P<roc>\d{2,3})年|(?P<year>(?:19|20)\d\d)\s?[-/.年])"
    r"\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)"
)
_NUMERAL = "[〇○零一二三四五六七八九十百廿卅]"
_WRITTEN_DAY = re.compile(
    rf"(?P<era>民国)?(?P<year>{_NUMERAL}{{2,5}})年(?P<month>{_NUMERAL}{{1,3}})月(?P<day>{_NUMERAL}{{1,3}})日"
)
_COMPACT_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<one>\d{1,2})([/.])(?P<two>\d{1,2})\2(?P<year>(?:19|20)\d\d)(?!\d)"
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?:(?P<before>\d{{1,2}})\s)?(?P<month>{_MONTHS})[a-z]{{0,6}}\.?\s"
    r"(?:(?P<after>\d{1,2}),?\s)?(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_NUMERAL}{{1,2}}|\d{{1,2}})月\s(?P<day>\d{{1,2}}),?\s(?P<year>(?:19|20)\d\d)(?!\d)"
)
_SHORT_ROC = re.compile(
    r"(?<!\d)(?P<roc>\d{2,3})(?:年|(?P<mark>[./]))(?P<month>\d{1,2})(?:(?P=mark)|月)(?P<day>\d{1,2})(?!\d)"
)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:：]\d\d(?!\d)")
_LONGEST_STAMP = 80


def parse_day(text: str) -> date | None:
    """Read the first full calendar day, Gregorian or of the ROC calendar.

    >>> parse_day("2025-08-15T09:30"), parse_day("民國107年6月12日"), parse_day("20180612_kim")
    (datetime.date(2025, 8, 15), datetime.date(2018, 6, 12), datetime.date(2018, 6, 12))
    >>> parse_day("中華民國四十二年十一月九日")
    datetime.date(1953, 11, 9)
    >>> parse_day("2月30日") is None
    True
    """
    for _, day in full_days(simplify(text)):
        return day
    for found in _COMPACT_DAY.finditer(text):
        compact = _valid(*map(int, found.groups()))
        if compact:
            return compact
    return None


def full_days(simplified: str) -> Iterator[tuple[re.Match[str], date]]:
    """Give where a line in Simplified characters tells a full day, and which, form by form.

    Of two numbers before a year the first is the day, unless it can't be.

    >>> lines = ("12.04.2015", "4/25/2015", "28 Jul 2025", "四月 12, 2015")
    >>> [str(day) for line in lines for _, day in full_days(line)]
    ['2015-04-12', '2015-04-25', '2025-07-28', '2015-04-12']
    """
    for found in _DAY.finditer(simplified):
        year = int(found["roc"]) + 1911 if found["era"] else int(found["year"])
        yield from _told(found, year, int(found["month"]), int(found["day"]))
    for found in _WRITTEN_DAY.finditer(simplified):
        yield from _told(found, *_written(found))
    for found in _DAY_FIRST.finditer(simplified):
        one, two, year = int(found["one"]), int(found["two"]), int(found["year"])
        yield from _told(found, year, *((one, two) if two > 12 else (two, one)))
    for found in _ENGLISH.finditer(simplified):
        told = found["before"] or found["after"]
        if told:
            month = _MONTHS.split("|").index(found["month"].lower()) + 1
            yield from _told(found, int(found["year"]), month, int(told))
    for found in _MONTH_FIRST.finditer(simplified):
        yield from _told(found, int(found["year"]), _number(found["month"]), int(found["day"]))


def roc_day(simplified: str) -> date | None:
    """Read the first day whose year is one of the ROC calendar without saying so.

    >>> str(roc_day("公布日期:88年12月15日")), str(roc_day("113/12/04"))
    ('1999-12-15', '2024-12-04')
    """
    for found in _SHORT_ROC.finditer(simplified):
        year = int(found["roc"]) + 1911
        day = _valid(year, int(found["month"]), int(found["day"])) if year > 1945 else None
        if day:
            return day
    return None


def _told(
    found: re.Match[str], year: int, month: int, day: int
) -> Iterator[tuple[re.Match[str], date]]:
    valid = _valid(year, month, day)
    if valid:
        yield found, valid


def _number(numeral: str) -> int:
    from summit_extract.dates.numerals import read_number

    return int(numeral) if numeral.isdecimal() else read_number(numeral) or 0


def _written(found: re.Match[str]) -> tuple[int, int, int]:
    year, month, day = (_number(found[part]) for part in ("year", "month", "day"))
    year += 1911 if found["era"] else 0
    return (year if year >= 1900 else 0), month, day


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_stamp(line: str) -> bool:
    """Tell whether a short line that is no running text has a full day with a clock time, or in a
    form that only papers print (28/07/2025, July 28, 2025).

    >>> is_stamp("胡立民　2016-08-11 07:20　风传媒"), is_stamp("12.04.2015")
    (True, True)
    >>> is_stamp("2017年7月7日 德国汉堡"), is_stamp("2018年7月16日，两人在赫尔辛基会谈")
    (False, False)
    """
    if len(line) > _LONGEST_STAMP or "。" in line or "，" in line:
        return False
    found = next(full_days(line), None)
    if found is None:
        return False
    return bool(_CLOCK.search(line)) or found[0].re not in (_DAY, _WRITTEN_DAY)
