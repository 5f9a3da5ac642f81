"""Which day a holiday or a day of the old Chinese calendar is where it is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from summit_extract.dates import periods
from summit_extract.dates.expressions import Calendar, Shift
from summit_extract.dates.holidays import holiday, lunar_day, lunar_month
from summit_extract.dates.periods import NOTHING, Meaning
from summit_extract.dates.storyline import StoryLine
from summit_extract.dates.tense import Tense
from summit_extract.dates.values import Day

__all__ = ["of_holiday", "of_old_calendar"]

YearOf = Callable[[Calendar], tuple[int | None, str, bool]]
"""Gives the year that is written or counted, how, and whether it is a written one."""

_SOON = 7


def of_holiday(line: StoryLine, calendar: Calendar, year_of: YearOf) -> Meaning:
    """Give the day of a holiday, of the year that is written or of the nearest."""
    rule, _, other = calendar.holiday.partition("|")
    year, anchor, explicit = year_of(calendar)
    if calendar.year is None:
        base, anchor, explicit = line.speech()
        told = line.told_here()
        if told is not None and told.explicit:
            base, anchor = told.day, f"story:{told.text}"
        if base is None:
            return NOTHING
        near = told.day if told is not None and told.day.day is not None else base
        if other and _is_within_days(other, near):
            rule, base = other, near
        year = _year_of_holiday(line, rule, base)
    if year is None:
        return NOTHING
    day = holiday(rule, year)
    if day is None:
        return NOTHING
    return replace(periods.of_days(day, day, anchor), explicit=explicit)


def _is_within_days(rule: str, near: Day) -> bool:
    """Tell whether a holiday is close to a day."""
    days = (holiday(rule, year) for year in (near.year - 1, near.year))
    return near.day is not None and any(
        day is not None and abs((day - near.date).days) <= _SOON for day in days
    )


def _year_of_holiday(line: StoryLine, rule: str, base: Day) -> int:
    days = [(year, holiday(rule, year)) for year in (base.year - 1, base.year, base.year + 1)]
    tense = line.tense
    reference = base.date if base.day is not None else date(base.year, base.month or 7, 1)

    def cost(day: date | None) -> float:
        if day is None:
            return 1e9
        distance = (day - reference).days
        wrong = (tense is Tense.PAST and distance > 0) or (tense is Tense.FUTURE and distance < 0)
        return abs(distance) + (200 if wrong else 0)

    return min(days, key=lambda item: cost(item[1]))[0]


def of_old_calendar(line: StoryLine, calendar: Calendar, year_of: YearOf) -> Meaning:
    """Turn a day or month of the old Chinese calendar into Gregorian days."""
    if calendar.holiday:
        return of_holiday(line, replace(calendar, lunar=False), year_of)
    year, anchor, explicit = year_of(calendar)
    month = calendar.month
    if isinstance(month, Shift) or isinstance(calendar.day, Shift):
        return NOTHING
    if month is None:
        return NOTHING
    if year is None:
        base, anchor, explicit = line.speech()
        if base is None:
            return NOTHING
        rule = f"lunar {month}-{calendar.day or 15}"
        year = _year_of_holiday(line, rule, base)
    if calendar.day is None:
        days = lunar_month(year, month)
        if days is None:
            return NOTHING
        return replace(periods.of_days(*days, anchor), explicit=explicit)
    day = lunar_day(year, month, calendar.day)
    return NOTHING if day is None else replace(periods.of_days(day, day, anchor), explicit=explicit)
