"""What a length before, after or within a day leads to: 三天後, 兩周前, 三個月內, 過去三年."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from summit_extract.dates import periods, values
from summit_extract.dates.expressions import Calendar, Clock, Frame, Offset, Unit, Within
from summit_extract.dates.periods import NOTHING, Meaning
from summit_extract.dates.storyline import StoryLine, Told
from summit_extract.dates.tense import Tense
from summit_extract.dates.threads import is_first, is_times
from summit_extract.dates.values import Day

__all__ = ["Now", "of_offset", "of_within"]

_MIDDLE_OF_MONTH = 15
_LONG_SINCE = 10 * 12
_MONTHS = 12
_WEEK = 7

OfCalendar = Callable[[Calendar], Meaning]


class Now(NamedTuple):
    """The time of day of the article, and the one last told; None where not known."""

    moment: datetime | None
    clock: Clock | None


def of_offset(line: StoryLine, offset: Offset, now: Now, calendar: OfCalendar) -> Meaning:
    """Give the day, month or year that a length before or after another leads to."""
    amounts = offset.length.amounts
    finest = amounts[-1][1]
    frame = offset.frame
    if offset.direction < 0 and not offset.same_day:
        short = finest in (Unit.DAY, Unit.WEEK)
        amid = short or line.is_told_back_to()
        if line.goes_on() or (amid and line.is_within_look_back()):
            frame = Frame.STORY
    if frame is Frame.STORY and finest is not Unit.YEAR:
        base, anchor, explicit = line.anchor(finest)
    else:
        base, anchor, explicit = line.base(frame, Unit.DAY if offset.same_day else Unit.YEAR)
    if base is None:
        return NOTHING
    if offset.direction > 0 and line.is_ahead_of(base):
        base, anchor, explicit = line.speech()
        if base is None:
            return NOTHING
    aside = line.aside
    if (
        frame is Frame.STORY
        and finest in (Unit.DAY, Unit.WEEK)
        and aside is not None
        and aside.day.month is not None
        and aside.day.day is None
    ):
        return _after_month(aside, offset)
    if finest in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
        return _by_clock(line, offset, anchor, now)
    whole = periods.months_and_days(offset.length, offset.direction)
    if whole is None:
        return NOTHING
    months, days = whole
    if frame is Frame.STORY and (restated := _restated(line, base, months, days)) is not None:
        return restated
    about = "~" if offset.length.approximate else ""
    if offset.same_day:
        return _same_day(base, months, days, anchor)
    if (
        frame is Frame.STORY
        and offset.direction > 0
        and anchor == "published"
        and months >= _LONG_SINCE
        and line.tense is not Tense.FUTURE
    ):
        months = 0  # 三十年後再看, told of no day: it counts to now
    if finest in (Unit.YEAR, Unit.DECADE, Unit.CENTURY) and months % 12 == 0:
        year = base.year + months // 12
        if offset.on is not None:
            day_of_year = calendar(replace(offset.on, year=year))
            return replace(day_of_year, anchor=anchor, explicit=True)
        day = Day(year)
        return Meaning(values.edtf(year) + about, day, day, anchor, explicit=explicit)
    if base.month is None:
        return NOTHING
    if offset.on is not None:
        shifted = _shifted(base, months, days) or _shifted(replace(base, day=1), months, days)
        return NOTHING if shifted is None else _on_day(offset.on, shifted, anchor, calendar)
    year, month = values.add_months(base.year, base.month, months)
    if finest in (Unit.YEAR, Unit.MONTH, Unit.QUARTER) and not days:
        day = Day(year, month)
        return Meaning(values.edtf(year, month) + about, day, day, anchor, explicit=explicit)
    shifted = _shifted(base, months, days)
    if shifted is None:
        return NOTHING
    own = line.published
    soon = abs(days) <= _WEEK or (own is not None and base.date > own.date)
    unlikely = frame is Frame.STORY and soon and line.is_yet_to_be(shifted)
    earlier = line.told_before(base) if unlikely else None
    if earlier is not None:
        # 宣布27日會面,三天後確定地點, written before the three days are over
        anchor, explicit = f"story:{earlier.text}", earlier.explicit
        shifted = _shifted(earlier.day, months, days)
        if shifted is None:
            return NOTHING
    day = Day.of(shifted)
    return Meaning(shifted.isoformat() + about, day, day, anchor, explicit=explicit)


def _restated(line: StoryLine, base: Day, months: int, days: int) -> Meaning | None:
    """Give the time of the section where its first words count to it from the one before.

    三十五年後 opens 2001年7月 after a section about 1966: it tells no more than its heading.
    """
    before = line.before_heading
    if before is None or not line.opens_section():
        return None
    year, month = values.add_months(before.day.year, before.day.month or 1, months)
    if days:
        shifted = _shifted(before.day, months, days)
        if shifted != base.date or base.day is None:
            return None
        return replace(periods.of_days(shifted, shifted, f"story:{before.text}"), explicit=True)
    if year != base.year:
        return None
    whole_years = months % _MONTHS == 0
    if not whole_years and (base.month is None or before.day.month is None or month != base.month):
        return None
    day = Day(year) if whole_years else Day(year, month)
    value = values.edtf(day.year, day.month)
    return Meaning(value, day, day, f"story:{before.text}", explicit=True)


def _on_day(on: Calendar, near: date, anchor: str, calendar: OfCalendar) -> Meaning:
    """Give the day of a month that a length leads to about: 五周後的11月4日."""
    month = on.month
    year = near.year
    if isinstance(month, int) and abs(month - near.month) > _MONTHS // 2:
        year += 1 if month < near.month else -1
    return replace(calendar(replace(on, year=year)), anchor=anchor, explicit=True)


def _shifted(base: Day, months: int, days: int) -> date | None:
    """Give the day that lies months and days from another; None where none is known."""
    if base.month is None or base.day is None:
        return None
    year, month = values.add_months(base.year, base.month, months)
    if not 1 <= year <= 9999:
        return None
    return values.shift_days(date(year, month, min(base.day, values.last_day(year, month))), days)


def _after_month(told: Told, offset: Offset) -> Meaning:
    """Give the month that days or weeks after some day of a month lead to: 6月訪問，三周後."""
    whole = periods.months_and_days(offset.length, offset.direction)
    assert told.day.month is not None
    middle = date(told.day.year, told.day.month, _MIDDLE_OF_MONTH)
    shifted = None if whole is None else values.shift_days(middle, whole[1])
    if shifted is None:
        return NOTHING
    month = Day(shifted.year, shifted.month)
    meaning = Meaning(values.edtf(month.year, month.month), month, month, f"story:{told.text}")
    return replace(meaning, explicit=told.explicit)


def _same_day(base: Day, months: int, days: int, anchor: str) -> Meaning:
    """Give the day of 六十年前的今天; the year counts as written."""
    if base.day is None or base.month is None:
        return NOTHING
    year, month = values.add_months(base.year, base.month, months)
    if not values.is_valid(year, month, base.day) or not 1 <= year <= 9999:
        return NOTHING
    day = values.shift_days(date(year, month, base.day), days)
    if day is None:
        return NOTHING
    return replace(periods.of_days(day, day, anchor), explicit=True)


def _by_clock(line: StoryLine, offset: Offset, anchor: str, now: Now) -> Meaning:
    moment: datetime | None = None
    if offset.frame is Frame.STORY and now.clock is not None:
        told = line.told()
        if told is not None and told.day.day is not None and now.clock.hour < 24:
            moment = datetime(
                told.day.year,
                told.day.month or 1,
                told.day.day,
                now.clock.hour,
                now.clock.minute,
            )
            anchor = f"story:{told.text}"
    if moment is None and now.moment is not None:
        moment, anchor = now.moment, "published"
    if moment is None:
        return NOTHING
    seconds = sum(
        amount * {Unit.HOUR: 3600, Unit.MINUTE: 60, Unit.SECOND: 1}.get(unit, 86400)
        for amount, unit in offset.length.amounts
    )
    try:
        result = moment + timedelta(seconds=offset.direction * seconds)
    except OverflowError:
        return NOTHING
    day = Day.of(result.date())
    about = "~" if offset.length.approximate else ""
    text = result.strftime("%Y-%m-%dT%H:%M") + (f":{result.second:02d}" if result.second else "")
    return Meaning(text + about, day, day, anchor)


def of_within(line: StoryLine, within: Within, now: Now) -> Meaning:
    """The stretch that ends or begins on the day it is said: 過去三年, 兩周內."""
    done = within.frame is Frame.STORY and line.tense is not Tense.FUTURE
    if done and is_times(line.text, line.mention.end):
        within = replace(within, direction=-1)  # 一年內第三度訪華
    said = line.said() if within.frame is Frame.STORY else line.speech()
    base, anchor, _ = (line.done() if within.coming else None) or said
    aside = line.aside
    monthly = aside is not None and aside.day.day is None and not aside.limit
    if within.frame is Frame.STORY and aside is not None and monthly:
        meaning = _from_month(aside, within)
        if meaning is not None:
            return meaning
    if base is None or base.day is None:
        return NOTHING
    if within.length.amounts[-1][1] in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
        return _within_hours(within, base, anchor, now)
    whole = periods.months_and_days(within.length, within.direction)
    if whole is None:
        return NOTHING
    months, days = whole
    year, month = values.add_months(base.year, base.month or 1, months)
    if not 1 <= year <= 9999:
        return NOTHING
    since = within.direction < 0 and not is_first(line.text, line.mention.end)
    if since:
        pass  # 兩年來貶值近半: to the day
    elif within.coming and within.whole and not days and base.day is not None:
        start = values.edtf(year) if months % 12 == 0 else values.edtf(year, month)
        first = Day(year, None if months % 12 == 0 else month)
        return Meaning(f"{start}/{base.date.isoformat()}", first, base, anchor)
    if within.whole and not days and not since:
        return _whole_units(base, Day(year, month), yearly=months % 12 == 0, anchor=anchor)
    other = values.shift_days(date(year, month, min(base.day, values.last_day(year, month))), days)
    if other is None:
        return NOTHING
    ends = sorted((base.date, other))
    return periods.of_days(ends[0], ends[1], anchor)


def _from_month(told: Told, within: Within) -> Meaning | None:
    """Give the years or months within which something said in a month is to be (十年內)."""
    whole = periods.months_and_days(within.length, within.direction)
    if whole is None or whole[1] or told.day.month is None or within.direction < 0:
        return None
    year, month = values.add_months(told.day.year, told.day.month, whole[0])
    if not 1 <= year <= 9999:
        return None
    first, last = Day(told.day.year, told.day.month), Day(year, month)
    meaning = periods.joined(periods.of_month(first), periods.of_month(last))
    return replace(meaning, anchor=f"story:{told.text}")


def _within_hours(within: Within, base: Day, anchor: str, now: Now) -> Meaning:
    hours = sum(
        amount * {Unit.HOUR: 1.0, Unit.MINUTE: 1 / 60, Unit.SECOND: 1 / 3600}.get(unit, 24.0)
        for amount, unit in within.length.amounts
    )
    if now.moment is not None and anchor == "published":
        ends = sorted((now.moment, now.moment + within.direction * timedelta(hours=hours)))
        text = "/".join(end.strftime("%Y-%m-%dT%H:%M") for end in ends)
        return Meaning(text, Day.of(ends[0].date()), Day.of(ends[1].date()), anchor)
    if hours % 24:
        return NOTHING
    other = values.shift_days(base.date, within.direction * int(hours // 24))
    if other is None:
        return NOTHING
    return periods.of_days(min(base.date, other), max(base.date, other), anchor)


def _whole_units(base: Day, other: Day, *, yearly: bool, anchor: str) -> Meaning:
    """Make the stretch between two years or months: 兩年來 from 2020 to 2022."""
    if yearly:
        ends = sorted((base.year, other.year))
        return periods.of_years("", ends[0], ends[1], anchor)
    months = sorted(
        (Day(base.year, base.month), Day(other.year, other.month)), key=lambda day: day.date
    )
    return replace(
        periods.joined(periods.of_month(months[0]), periods.of_month(months[1])), anchor=anchor
    )
