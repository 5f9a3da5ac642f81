"""Which month a day is of that is written without one.

A reader takes it from the day last told or from the day of the article. Each day that it may be has
a cost: how far it lies from the one or the other, whether its tense allows it, and whether the
paragraph still tells of the day told before.
"""

from collections.abc import Iterator

from summit_extract.dates import values
from summit_extract.dates.storyline import Base, StoryLine, Told
from summit_extract.dates.tense import Tense, says
from summit_extract.dates.threads import Opening
from summit_extract.dates.values import Day

__all__ = ["nearest_day"]

_FORWARD, _BACKWARD = 0.4, 1.5
"""A story goes forward rather than back."""
_OTHER_MONTH = 8.0
"""A month that a story enters is mostly written."""
_OTHER_BLOCK = 6
_SAME_BLOCK = 10
_RETURN = 10
_WRONG_TENSE = 40
_SOON = 3
_WEEK = 7
_SUBJECT = 5
_BACK_FROM_PLAN = 12


def nearest_day(line: StoryLine, number: int) -> tuple[Day | None, Base]:
    """Give the day of a number that the mention at ``line`` means, and what it is counted from.

    The day is None where nothing is known that it could be counted from.
    """
    speech = line.speech()
    own = speech.day
    best: tuple[float, Day, Base] | None = None
    told = line.told_month()
    if told is not None:
        base = Base(told.day, f"story:{told.text}", told.explicit)
        for day, count in _days_around(told.day, number):
            cost = _OTHER_MONTH * abs(count)
            if best is not None and best[0] <= cost:
                break
            cost += _cost_of_story(line, told, day, own)
            if best is None or cost < best[0]:
                best = cost, day, base
    if best is not None and told is not None and told is line.refers_back():
        return best[1:]
    if own is not None and own.month is not None:
        for day, count in _days_around(own, number):
            cost = _OTHER_MONTH * abs(count) / 2
            if best is not None and best[0] <= cost:
                break
            cost += _cost_of_return(line, told, day, own) + _cost_of_own(line, day, own)
            if best is None or cost < best[0]:
                best = cost, day, speech
    return (None, speech) if best is None else best[1:]


def _cost_of_story(line: StoryLine, told: Told, day: Day, own: Day | None) -> float:
    """Tell how far a day is from the day last told, as a reader goes on from it."""
    cost = 0.0
    if told.block != line.block_number and told is not line.heading:
        cost = _OTHER_BLOCK / 2 if told.explicit and told.day.day else _OTHER_BLOCK
        if told.day.day is None and own is not None and told.day.year != own.year:
            cost += _OTHER_BLOCK  # a month of a look back has been left with its paragraph
    elif _is_plan_left(line, told, own):
        cost = _OTHER_BLOCK
    if told.day.day is not None and not told.first.date <= day.date <= told.day.date:
        ahead = (day.date - told.day.date).days
        if ahead < 0 and own is not None and told.day.date > own.date:
            cost += _BACK_FROM_PLAN
        cost += _FORWARD * ahead if ahead >= 0 else -_BACKWARD * ahead
    if own is None or own.day is None:
        return cost
    tense = line.tense
    later = (day.date - own.date).days
    if tense is Tense.FUTURE and later < 0:
        recent = (own.date - told.day.date).days <= 2 * 31
        back = day.date < told.day.date
        cost += _WRONG_TENSE if back or recent else _WRONG_TENSE / 4
    if later > 1 and tense is Tense.PAST:
        cost += _WRONG_TENSE
    elif later > 1 and tense is not Tense.FUTURE and told.day.date <= own.date:
        cost += _WRONG_TENSE / 4
    if later > _SOON and own.date < told.day.date and tense is not Tense.FUTURE:
        cost += _WRONG_TENSE / 4
    return cost + (_RETURN if _is_news(line, told) else 0)


def _cost_of_own(line: StoryLine, day: Day, own: Day) -> float:
    """Tell how far a day is from the day on which it is told, as its tense allows."""
    if own.day is None:
        return 0.0
    tense = line.tense
    later = (day.date - own.date).days
    cost = abs(later) / 2
    if tense is Tense.FUTURE and -_WEEK <= later < 0:
        return cost + _WRONG_TENSE / 3  # the same day of the next month is told as such
    if (tense is Tense.PAST and later > 1) or (tense is Tense.FUTURE and later < 0):
        return cost + _WRONG_TENSE
    return cost + (_WRONG_TENSE / 8 if tense is Tense.OPEN and later > _SOON else 0)


def _cost_of_return(line: StoryLine, told: Told | None, day: Day, own: Day) -> float:
    """Tell how unlikely it is that the text has come back from a day told to its own time."""
    if told is not None and told.day.year < own.year and line.opening is Opening.STORY:
        return _WRONG_TENSE
    if told is not None and told.day.year < own.year and line.is_told_back_to():
        return 0.0 if line.opening is Opening.BACK else _WRONG_TENSE
    if told is None or told.limit or _is_news(line, told) or _is_plan_left(line, told, own):
        return 0.0
    if told is line.heading and told.explicit and told.day.year != own.year:
        return 0.0 if line.opening is Opening.BACK else _WRONG_TENSE
    if told.block == line.block_number:
        goes_on = line.opening in (Opening.DATE, Opening.ON)
        anniversary = goes_on and told.day.day is not None and told.day.month == day.month
        back_again = told.sentence != line.sentence and line.has_told(day) and not anniversary
        if back_again and told.day.year != own.year:
            return 0.0
        if told.sentence != line.sentence and line.opening is Opening.BACK:
            return 0.0
        about = told.sentence != line.sentence and line.has_told_about(day) and not anniversary
        near = back_again or about or line.tense is Tense.FORMER
        cost = _SAME_BLOCK / 2 if near else _SAME_BLOCK
        return cost - (_SUBJECT if _begins_anew(line, told, own) else 0)
    if not told.explicit or told.day.year == own.year or told.day.day is None:
        return 0.0
    anniversary = told.day.month == day.month
    return _OTHER_BLOCK / 3 if line.has_told_about(day) and not anniversary else _SAME_BLOCK - 2


def _begins_anew(line: StoryLine, told: Told, own: Day) -> bool:
    """Tell whether a sentence after a look back to another year opens with who acts."""
    return (
        told.sentence != line.sentence
        and told.day.year != own.year
        and line.opening is Opening.SUBJECT
    )


def _is_plan_left(line: StoryLine, told: Told, own: Day | None) -> bool:
    """Tell whether a day told lies ahead, and the text has gone on to what has happened."""
    return (
        own is not None
        and own.day is not None
        and told.sentence != line.sentence
        and line.tense is not Tense.FUTURE
        and (told.day.date - own.date).days > _SOON
    )


def _is_news(line: StoryLine, told: Told) -> bool:
    """Tell whether what is told on a day is news, not the story's: 發言人15日表示."""
    return told.block != line.block_number and says(line.text, line.mention.end)


def _days_around(anchor: Day, number: int) -> Iterator[tuple[Day, int]]:
    """Give the days of a number in the month of a day and those beside it, with their distance."""
    assert anchor.month is not None
    for count in (0, -1, 1):
        year, month = values.add_months(anchor.year, anchor.month, count)
        if 1 <= year <= 9999 and values.is_valid(year, month, number):
            yield Day(year, month, number), count
