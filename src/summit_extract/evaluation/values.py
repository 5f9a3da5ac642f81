"""EDTF values and ISO 8601 durations brought to one form, so that they can be compared.

Written apart from the extractor's own values, so that a mistake there can't hide itself here.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, replace

__all__ = [
    "Moment",
    "days_overlap",
    "duration_key",
    "parse_moment",
    "same_day",
    "same_duration",
    "same_value",
]

_POINT = re.compile(
    r"(?P<year>-?\d{2}(?:\d\d|\dX|XX))(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?P<clock>T\d\d(?::\d\d){0,2}(?:[+-]\d\d:\d\d|Z)?)?(?P<about>[~?%])?"
)
_CLOCK = re.compile(r"(?P<clock>T\d\d(?::\d\d){0,2}(?:[+-]\d\d:\d\d|Z)?)(?P<about>[~?%])?")
_DURATION = re.compile(
    r"P(?:(?P<years>[\d.]+)Y)?(?:(?P<months>[\d.]+)M)?(?:(?P<weeks>[\d.]+)W)?(?:(?P<days>[\d.]+)D)?"
    r"(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?(?P<about>~)?"
)
_OPEN = ".."


@dataclass(frozen=True, slots=True)
class Moment:
    """An EDTF value as its first and last day, with the clock and the ``~`` of either end.

    Days are ``YYYY-MM-DD``, ``..`` where the end is open, "" where only a clock is told; a season
    stays ``YYYY-21`` to ``YYYY-24``.
    """

    first: str
    last: str
    first_clock: str = ""
    last_clock: str = ""
    first_about: bool = False
    last_about: bool = False

    @property
    def days(self) -> "Moment":
        """The same without the clock."""
        return replace(self, first_clock="", last_clock="")


def _clock(text: str | None) -> str:
    if not text:
        return ""
    clock = text.replace("Z", "+00:00")
    return re.sub(r"^(T\d\d:\d\d):00", r"\1", clock)


def _year(text: str, last: bool) -> str:
    return text.replace("X", "9" if last else "0")


def _bound(found: re.Match[str], last: bool) -> str:
    year, month, day = _year(found["year"], last), found["month"], found["day"]
    if month is None:
        return f"{year}-12-31" if last else f"{year}-01-01"
    if not 1 <= int(month) <= 12:
        return f"{year}-{month}"
    if day is None:
        return f"{year}-{month}-{monthrange(abs(int(year)) or 4, int(month))[1] if last else 1:02d}"
    return f"{year}-{month}-{day}"


def _point(text: str) -> Moment | None:
    if text in ("", _OPEN):
        return Moment(_OPEN, _OPEN)
    clock_only = _CLOCK.fullmatch(text)
    if clock_only:
        clock, about = _clock(clock_only["clock"]), bool(clock_only["about"])
        return Moment("", "", clock, clock, about, about)
    found = _POINT.fullmatch(text)
    if not found:
        return None
    clock, about = _clock(found["clock"]), bool(found["about"])
    return Moment(_bound(found, False), _bound(found, True), clock, clock, about, about)


def parse_moment(value: str) -> Moment | None:
    """Read an EDTF value; None where it is empty or no value that is understood.

    >>> parse_moment("2017-11") == parse_moment("2017-11-01/2017-11-30")
    True
    >>> parse_moment("2025-08-16T03:30Z").first_clock
    'T03:30+00:00'
    >>> parse_moment("../2022").first, parse_moment("199X").last, parse_moment("soon")
    ('..', '1999-12-31', None)
    """
    if not value:
        return None
    start_text, slash, end_text = value.partition("/")
    start = _point(start_text)
    end = _point(end_text) if slash else start
    if start is None or end is None:
        return None
    return Moment(
        start.first, end.last, start.first_clock, end.last_clock, start.first_about, end.last_about
    )


def duration_key(value: str) -> tuple[float, float, float, bool] | None:
    """Read an ISO 8601 duration as months, days, seconds and whether it is about that long.

    >>> duration_key("PT1H30M") == duration_key("PT90M")
    True
    >>> duration_key("P30D") == duration_key("P1M"), duration_key("P1Y~")
    (False, (12.0, 0.0, 0.0, True))
    """
    found = _DURATION.fullmatch(value)
    if not found or not any(character.isdigit() for character in value):
        return None
    part = {name: float(text or 0) for name, text in found.groupdict().items() if name != "about"}
    return (
        part["years"] * 12 + part["months"],
        part["weeks"] * 7 + part["days"],
        part["hours"] * 3600 + part["minutes"] * 60 + part["seconds"],
        bool(found["about"]),
    )


def same_duration(one: str, other: str) -> bool:
    """Tell whether two ISO 8601 durations are the same length, or both empty."""
    left, right = duration_key(one), duration_key(other)
    return one == other if left is None or right is None else left == right


def same_value(one: str, other: str) -> bool:
    """Tell whether the values of two mentions say the same: days, clock, UTC offset and ``~``.

    >>> same_value("2025-08-16T03:30+00:00", "2025-08-16T03:30Z"), same_value("", "")
    (True, True)
    >>> same_value("2025-08-16T03:30+08:00", "2025-08-16T03:30"), same_value("2017-11~", "2017-11")
    (False, False)
    """
    if one.startswith("P") or other.startswith("P"):
        return same_duration(one, other)
    left, right = parse_moment(one), parse_moment(other)
    return one == other if left is None or right is None else left == right


def _days(value: str) -> Moment | None:
    moment = parse_moment(value)
    return None if moment is None or not moment.first else moment.days


def same_day(one: str, other: str) -> bool:
    """Tell whether two dates of events are the same days, whatever the clock; or both untold.

    >>> same_day("2025-08-16T03:30+08:00", "2025-08-16"), same_day("", ""), same_day("2017", "")
    (True, True, False)
    """
    return _days(one) == _days(other)


def days_overlap(one: str, other: str) -> bool:
    """Tell whether two dates have a day in common.

    >>> days_overlap("2017-07", "2017-07-07"), days_overlap("2022/..", "2021-12-31")
    (True, False)
    """
    left, right = _days(one), _days(other)
    if left is None or right is None:
        return False
    return _before(left.first, right.last) and _before(right.first, left.last)


def _before(first: str, last: str) -> bool:
    return first == _OPEN or last == _OPEN or first <= last
