"""Periods of the calendar: parts of years and months, intervals, and their values."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from summit_extract.dates import values
from summit_extract.dates.expressions import Clock, Length, Part, PartKind, Unit
from summit_extract.dates.values import Day

__all__ = [
    "NOTHING",
    "Meaning",
    "consecutive",
    "joined",
    "months_and_days",
    "of_days",
    "of_month",
    "of_years",
    "part_of_month",
    "part_of_year",
]


@dataclass(slots=True)
class Meaning:
    """The value of an expression, the days at its two ends, and what it was counted from.

    ``explicit`` where the year is written, or taken from one that is.
    """

    value: str
    first: Day | None = None
    last: Day | None = None
    anchor: str = ""
    clock: Clock | None = None
    explicit: bool = False

    @property
    def is_one_day(self) -> bool:
        """Whether it is one particular day, with a clock time or not."""
        return self.first is not None and self.first.day is not None and self.first == self.last


NOTHING = Meaning("")


def of_days(first: date, last: date, anchor: str) -> Meaning:
    """Make the meaning of one or more days."""
    value = first.isoformat()
    if last != first:
        value += "/" + last.isoformat()
    return Meaning(value, Day.of(first), Day.of(last), anchor)


def of_years(value: str, first: int, last: int, anchor: str) -> Meaning:
    """Make the meaning of years; an interval where no value is given."""
    value = value or f"{values.edtf(first)}/{values.edtf(last)}"
    return Meaning(value, Day(first), Day(last), anchor)


def of_month(month: Day) -> Meaning:
    """Make the meaning of a month."""
    return Meaning(values.edtf(month.year, month.month), month, month)


def joined(first: Meaning, second: Meaning) -> Meaning:
    """Make the interval from the start of one to the end of another."""
    if not first.value or not second.value:
        return NOTHING
    start = first.value.partition("/")[0]
    end = second.value.rpartition("/")[2]
    return Meaning(
        start if start == end else f"{start}/{end}",
        first.first,
        second.last,
        first.anchor,
        second.clock or first.clock,
        first.explicit,
    )


def consecutive(found: list[Meaning]) -> bool:
    """Tell whether days, months or years follow each other."""
    for left, right in pairwise(found):
        one, other = left.last, right.first
        if one is None or other is None:
            return False
        if one.day is not None:
            if (other.date - one.date).days != 1:
                return False
        elif one.month is not None and other.month is not None:
            if values.add_months(one.year, one.month, 1) != (other.year, other.month):
                return False
        elif other.year != one.year + 1:
            return False
    return True


def months_and_days(length: Length, direction: int) -> tuple[int, int] | None:
    """Give a length as months and days; None where it is longer than the calendar."""
    months = days = 0.0
    for amount, unit in length.amounts:
        if unit is Unit.DAY:
            days += amount
        elif unit is Unit.WEEK:
            days += 7 * amount
        else:
            months += amount * {
                Unit.MONTH: 1,
                Unit.QUARTER: 3,
                Unit.YEAR: 12,
                Unit.DECADE: 120,
                Unit.CENTURY: 1200,
            }.get(unit, 0)
    if months != int(months):
        days += round((months - int(months)) * 30)
    if abs(months) > 12 * 9999 or abs(days) > 366 * 9999:
        return None
    return direction * int(months), direction * int(days)


def part_of_year(year: int, part: Part) -> Meaning:
    """Give a part of a year: 上半年, 第三季, 夏天, 年底, 前10天, 最後4個月, 第二周."""
    if not 1 <= year <= 9999:
        return NOTHING
    number = part.number
    if part.kind in (PartKind.EARLY, PartKind.MIDDLE, PartKind.LATE):
        month = {PartKind.EARLY: 1, PartKind.MIDDLE: 6, PartKind.LATE: 12}[part.kind]
        day = Day(year, month)
        return Meaning(values.edtf(year, month) + "~", day, day)
    if part.kind is PartKind.SEASON:
        day = Day(year)
        return Meaning(f"{values.edtf(year)}-{number}", day, day)
    if part.kind is PartKind.QUARTER or part.kind is PartKind.HALF:
        size = 3 if part.kind is PartKind.QUARTER else 6
        if not 1 <= number <= 12 // size:
            return NOTHING
        return _months(year, size * (number - 1) + 1, size * number)
    if part.unit is Unit.QUARTER:
        first, last = _counted(part, 4)
        return _months(year, 3 * first - 2, 3 * last) if first else NOTHING
    if part.unit is Unit.MONTH:
        first, last = _counted(part, 12)
        if not first:
            return NOTHING
        start, end = Day(year, first), Day(year, last)
        return joined(of_month(start), of_month(end))
    return _counted_days(date(year, 1, 1), date(year, 12, 31), part)


def part_of_month(year: int, month: int, part: Part) -> Meaning:
    """Give a part of a month: 上旬, 月底, 上半月, 第一周, 最後一個星期一."""
    if not 1 <= year <= 9999:
        return NOTHING
    end = values.last_day(year, month)
    days = {
        PartKind.EARLY: (1, 10),
        PartKind.MIDDLE: (11, 20),
        PartKind.EARLIER: (1, 20),
        PartKind.LATER: (11, end),
        PartKind.LATE: (21, end),
        PartKind.HALF: (1, 15) if part.number == 1 else (16, end),
    }.get(part.kind)
    if days is not None:
        return of_days(date(year, month, days[0]), date(year, month, days[1]), "")
    return _counted_days(date(year, month, 1), date(year, month, end), part)


def _months(year: int, first: int, last: int) -> Meaning:
    start, end = date(year, first, 1), date(year, last, values.last_day(year, last))
    if first == last:
        day = Day(year, first)
        return Meaning(values.edtf(year, first), day, day)
    return of_days(start, end, "")


def _counted(part: Part, total: int) -> tuple[int, int]:
    """Give the first and last ordinal that a part means; 0 where there are not so many."""
    if not 1 <= part.number <= total:
        return 0, 0
    if part.kind is PartKind.FIRST:
        return 1, part.number
    if part.kind is PartKind.LAST:
        return total - part.number + 1, total
    return part.number, part.number


def _counted_days(first: date, last: date, part: Part) -> Meaning:
    """Count days, weeks (from the first Monday on) or weekdays within a period."""
    step, start, stop = timedelta(days=1), first, last
    if part.unit is Unit.WEEK:
        weekday = part.weekday or 1
        step = timedelta(days=7)
        start = first + timedelta(days=(weekday - first.isoweekday()) % 7)
        stop = last - timedelta(days=(last.isoweekday() - weekday) % 7)
        if part.weekday is None and first.month == 1 and last.month == 12:
            # the first week of a year is that of its first Thursday
            start = first + timedelta(days=3 - (first.weekday() + 3) % 7)
    total = (stop - start) // step + 1
    low, high = _counted(part, total)
    if not low:
        return NOTHING
    begin = start + step * (low - 1)
    end = start + step * (high - 1)
    if part.unit is Unit.WEEK and part.weekday is None:
        end += timedelta(days=6)
    return of_days(begin, end, "")
