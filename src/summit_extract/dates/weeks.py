"""Which week, weekday or weekend is meant."""

from datetime import timedelta

from summit_extract.dates import periods, values
from summit_extract.dates.expressions import Calendar, PartKind, Shift, Unit
from summit_extract.dates.periods import NOTHING, Meaning
from summit_extract.dates.storyline import StoryLine
from summit_extract.dates.tense import Tense

__all__ = ["of_week", "of_weekday", "of_weekend"]

_NEAREST = 3


def of_week(line: StoryLine, calendar: Calendar, shift: Shift) -> Meaning:
    """Give a week, or a day or part of it: 上周五, 下周末, 本周."""
    base, anchor, _ = line.base(shift.frame, Unit.WEEK)
    if base is None or base.day is None:
        return NOTHING
    monday = values.shift_days(base.date, 7 * shift.count - base.date.weekday())
    if monday is None:
        return NOTHING
    first, last = 0, 6
    if calendar.weekday is not None:
        first = last = calendar.weekday - 1
    elif calendar.part is not None:
        part = calendar.part
        first, last = {
            PartKind.WEEKEND: (5, 6),
            PartKind.EARLY: (0, 1),
            PartKind.MIDDLE: (2, 3),
            PartKind.HALF: (0, 2) if part.number == 1 else (3, 6),
        }.get(part.kind, (0, 6))
    return periods.of_days(monday + timedelta(days=first), monday + timedelta(days=last), anchor)


def of_weekday(line: StoryLine, weekday: int) -> Meaning:
    """Choose the weekday nearest the day of speech that fits the tense."""
    base, anchor, _ = line.speech()
    told = line.aside
    if (
        told is not None
        and told.day.day is not None
        and base is not None
        and (base.date - told.day.date).days > 2 * 7
    ):
        base, anchor = told.day, f"story:{told.text}"
    if base is None or base.day is None:
        return NOTHING
    week = line.week_told()
    if week is not None:
        day = week.first.date + timedelta(days=weekday - 1)
        return periods.of_days(day, day, f"story:{week.text}")
    week = line.past_week_told()
    if week is not None:
        day = week.first.date + timedelta(days=weekday - 1)
        if day + timedelta(days=7) >= base.date:
            return periods.of_days(day, day, f"story:{week.text}")
    tense = line.tense
    if tense is Tense.OPEN and line.begins():
        just = (base.date.isoweekday() - weekday) % 7 in (1, 2)
        tense = Tense.PAST if just and not line.is_announced_here() else Tense.FUTURE
    elif tense is Tense.OPEN and line.is_whole_block():
        tense = Tense.PAST  # the heading of a day in a review of the week
    nearest_to = base.date
    aside = line.aside
    if tense is Tense.OPEN and aside is not None and aside.one_day:
        nearest_to = aside.day.date
    ahead = (weekday - nearest_to.isoweekday()) % 7
    if tense is Tense.FUTURE:
        count = ahead
    elif tense is Tense.PAST:
        count = ahead - 7 if ahead else 0
    else:
        # what is told without a word of time has mostly happened, but for the next days
        aside_goes_on = nearest_to + timedelta(days=ahead) <= base.date or ahead <= 3
        reach = _NEAREST if tense is Tense.FORMER else 2
        follows = aside_goes_on if nearest_to != base.date else ahead <= reach
        count = ahead if follows else ahead - 7
    day = nearest_to + timedelta(days=count)
    return periods.of_days(day, day, anchor)


def of_weekend(line: StoryLine) -> Meaning:
    """Give the weekend of the week, or the one before where it has been."""
    base, anchor, _ = line.speech()
    if base is None or base.day is None:
        return NOTHING
    saturday = base.date + timedelta(days=5 - base.date.weekday())
    if line.tense is Tense.PAST and base.date.weekday() < 5:
        saturday -= timedelta(days=7)
    return periods.of_days(saturday, saturday + timedelta(days=1), anchor)
