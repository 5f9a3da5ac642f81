"""Values of dates: EDTF (ISO 8601-2) and ISO 8601 durations, built and read."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from summit_extract.dates.expressions import Length, Unit

__all__ = [
    "Day",
    "add_months",
    "bounds",
    "duration",
    "edtf",
    "is_valid",
    "last_day",
    "shift_days",
]

_DESIGNATORS = {
    Unit.YEAR: "Y",
    Unit.MONTH: "M",
    Unit.WEEK: "W",
    Unit.DAY: "D",
    Unit.HOUR: "H",
    Unit.MINUTE: "M",
    Unit.SECOND: "S",
}
_FINER = {
    Unit.CENTURY: (100, Unit.YEAR),
    Unit.DECADE: (10, Unit.YEAR),
    Unit.QUARTER: (3, Unit.MONTH),
}
_HALVES = {
    Unit.YEAR: (12, Unit.MONTH),
    Unit.MONTH: (30, Unit.DAY),
    Unit.WEEK: (7, Unit.DAY),
    Unit.DAY: (24, Unit.HOUR),
    Unit.HOUR: (60, Unit.MINUTE),
    Unit.MINUTE: (60, Unit.SECOND),
}
_ORDER = tuple(_DESIGNATORS)
_CLOCK_UNITS = frozenset({Unit.HOUR, Unit.MINUTE, Unit.SECOND})
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
_ONE_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T[^/]*)?")
_PLAIN = re.compile(r"(-?\d{2,4})(X{1,2})?(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Day:
    """A year, a month of it or a day of it, whichever is the last field that is set."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> "Day":
        """Make the `Day` of a date."""
        return cls(day.year, day.month, day.day)

    @property
    def date(self) -> date:
        """The first day that it may be."""
        return date(self.year, self.month or 1, self.day or 1)


def is_valid(year: int, month: int | None = None, day: int | None = None) -> bool:
    """Tell whether there is such a day, month or year.

    >>> is_valid(2024, 2, 29), is_valid(2025, 2, 29), is_valid(2025, 13)
    (True, False, False)
    """
    if month is None:
        return -9999 <= year <= 9999
    if not 1 <= month <= 12:
        return False
    if day is None:
        return True
    return 1 <= day <= last_day(year if 1 <= year <= 9999 else 2000, month)


def edtf(year: int, month: int | None = None, day: int | None = None) -> str:
    """Write a year, month or day as EDTF does; "" where there is no such.

    >>> edtf(2017, 7, 7), edtf(2017, 11), edtf(-220), edtf(2025, 2, 30)
    ('2017-07-07', '2017-11', '-0220', '')
    """
    if not is_valid(year, month, day):
        return ""
    text = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    if month is not None:
        text += f"-{month:02d}"
        if day is not None:
            text += f"-{day:02d}"
    return text


@lru_cache(maxsize=4096)
def last_day(year: int, month: int) -> int:
    """Give the number of the last day of a month."""
    return monthrange(year, month)[1]


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Count months on.

    >>> add_months(2025, 1, -1)
    (2024, 12)
    """
    years, month = divmod(year * 12 + month - 1 + count, 12)
    return years, month + 1


def _whole(amounts: Iterable[tuple[float, Unit]]) -> dict[Unit, float]:
    """Turn amounts into whole ones by going to a finer unit, as far as there is one."""
    whole: dict[Unit, float] = {}
    for amount, unit in amounts:
        if unit in _FINER:
            factor, unit = _FINER[unit]
            amount *= factor
        for _ in range(3):
            if amount == int(amount) or unit not in _HALVES:
                break
            if int(amount):
                whole[unit] = whole.get(unit, 0) + int(amount)
                amount -= int(amount)
            factor, unit = _HALVES[unit]
            amount = round(amount * factor, 2)
        if amount == int(amount):
            amount = int(amount)
        whole[unit] = whole.get(unit, 0) + amount
    return whole


def duration(length: Length) -> str:
    """Write a length as an ISO 8601 duration, with ``~`` where it is approximate.

    >>> duration(Length(((1.5, Unit.HOUR),)))
    'PT1H30M'
    >>> duration(Length(((2, Unit.HOUR),), approximate=True)), duration(Length(()))
    ('PT2H~', '')
    """
    if length.least is not None:
        (_, unit), *_ = length.amounts
        least = Length(((length.least, unit),))
        return f"{duration(least)}/{duration(replace(length, least=None))}"
    whole = _whole(length.amounts)
    if not whole:
        return ""
    days = "".join(
        f"{whole[unit]}{_DESIGNATORS[unit]}"
        for unit in _ORDER
        if unit in whole and unit not in _CLOCK_UNITS
    )
    clock = "".join(
        f"{whole[unit]}{_DESIGNATORS[unit]}"
        for unit in _ORDER
        if unit in whole and unit in _CLOCK_UNITS
    )
    return "P" + days + ("T" + clock if clock else "") + ("~" if length.approximate else "")


def bounds(value: str) -> tuple[str, str]:
    """Give the first and the last day that an EDTF value may be, "" where it is open or none.

    >>> bounds("2017-11~"), bounds("2022/..")
    (('2017-11-01', '2017-11-30'), ('2022-01-01', ''))
    >>> bounds("198X"), bounds("2025-22")
    (('1980-01-01', '1989-12-31'), ('2025-06-01', '2025-08-31'))
    """
    if not value or value.startswith("P"):
        return "", ""
    if _ONE_DAY.fullmatch(value):
        return value[:10], value[:10]
    if value.startswith("{"):
        value = value.strip("{}").replace(",", "/")
    start, _, end = value.partition("/")
    if "/" in end:
        end = end.rpartition("/")[2]
    return _bound(start, last=False), _bound(end or start, last=True)


def _bound(value: str, *, last: bool) -> str:
    value = value.partition("T")[0].rstrip("~")
    found = _PLAIN.fullmatch(value)
    if not found:
        return ""
    year_text, unknown, month_text, day_text = found.groups()
    if unknown:
        year = int(year_text + ("9" if last else "0") * len(unknown))
        return _iso(year, 12, 31) if last else _iso(year, 1, 1)
    year = int(year_text)
    if month_text is None:
        return _iso(year, 12, 31) if last else _iso(year, 1, 1)
    month = int(month_text)
    if month in _SEASON_MONTHS:
        first, final = _SEASON_MONTHS[month]
        if not last:
            return _iso(year, first, 1)
        year += final < first
        return _iso(year, final, last_day(year, final))
    if day_text is None:
        return _iso(year, month, last_day(year, month) if last else 1)
    return _iso(year, month, int(day_text))


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # before the year 1, which datetime doesn't know
        return ""


def shift_days(day: date, count: int) -> date | None:
    """Count days on; None where the calendar of the standard library ends."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None
