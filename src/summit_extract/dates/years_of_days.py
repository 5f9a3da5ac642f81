"""Which year a month (and day) is of that is written without one.

A reader takes it from the year last told or from the day of the article. Each has a cost: how far
the day lies from the one or the other, and whether the sentence goes on with what was told before.
"""

from dataclasses import dataclass
from datetime import date

from summit_extract.dates import values
from summit_extract.dates.storyline import StoryLine, Told
from summit_extract.dates.tense import Tense, says
from summit_extract.dates.threads import Opening
from summit_extract.dates.values import Day
from summit_extract.language.layout import BlockKind

__all__ = ["year_of_day"]

_NEAR = 45
_FRESH, _SAME_STORY = 7, 30
_TIE = 7
_HALF_A_YEAR = 180
_COMING = 245
"""A month of next year that lies further ahead is written with its year."""
_MIDDLE_OF_MONTH = 15
_SOON = 50
"""A day of the months to come is nearer than one ten months ago."""
_SPAN_OF_STORY, _SPAN_BACK = 200, 260
_FORWARD, _BACKWARD, _AWAY = 0.02, 0.1, 0.1
_BACKWARD_ANEW = 0.3
_LEFT = 4.0
_DEEP = 5.0
_RETURN, _RETURN_TO_NEWS = 8.0, 3.0
_SUBJECT, _BACK, _ON, _OF_STORY = 4.0, 20.0, -3.0, -15.0
_WRONG_TENSE = 40.0
_UNTOLD = 8.0


@dataclass(frozen=True, slots=True)
class _Date:
    """A month, and a day of it where one is written."""

    month: int
    day: int | None

    def of(self, year: int) -> date | None:
        if not 1 <= year <= 9999:
            return None
        day = min(self.day or _MIDDLE_OF_MONTH, values.last_day(year, self.month))
        return date(year, self.month, day)


def year_of_day(line: StoryLine, month: int, day: int | None) -> tuple[int | None, str, bool]:
    """Give the year of a month (and day), what it is counted from, and whether that is written.

    The year is None where nothing is known that it could be counted from.
    """
    if day is not None and not values.is_valid(2024, month, day):
        return None, "", False
    told_date = _Date(month, day)
    own = line.published
    own_year = None if own is None else _year_by_tense(line, own, told_date)
    found = _of_sentence(line, told_date, own, own_year)
    if found is not None:
        return found
    back = line.refers_back()
    if back is not None:
        return _nearest_year(back.day, told_date), f"story:{back.text}", True
    section = line.section()
    if section is not None:
        year = _nearest_year(section.day, told_date)
        if own is not None and own_year is not None and _leaves(line, section, told_date, year):
            return own_year, "published", False
        return year, "heading", True
    told = line.told_for_years()
    if told is None and line.kind is BlockKind.HEADING:
        told = line.before_heading
    if told is None or line.kind is BlockKind.CAPTION:
        return own_year, "published", False
    if not told.explicit and (own is None or told.day.year == own.year):
        return own_year, "published", False
    year = _nearest_year(told.day, told_date)
    if year == own_year:
        return year, "published", False
    if own is None or own_year is None or _goes_on(line, told, told_date, year, own, own_year):
        return year, f"story:{told.text}", True
    return own_year, "published", False


def _leaves(line: StoryLine, section: Told, told_date: _Date, year: int) -> bool:
    """Tell whether what is to come is told after the last section: 不排除兩人7月再會面."""
    day = told_date.of(year)
    assert day is not None
    return line.tense is Tense.FUTURE and line.is_over() and day < section.first.date


def _of_sentence(
    line: StoryLine, told_date: _Date, own: Day | None, own_year: int | None
) -> tuple[int | None, str, bool] | None:
    """Give the year by what the sentence, quotation or caption has told before."""
    today = None if own_year is None else told_date.of(own_year)
    for told in (line.quoted if line.quotation else None, line.aside, line.caption):
        if told is None:
            continue
        if told.explicit:
            year = _nearest_year(told.day, told_date)
            if (
                told.day.day is None
                and not told.is_topic
                and own is not None
                and today is not None
                and abs((today - own.date).days) <= _TIE
            ):
                return own_year, "published", False
            return year, f"story:{told.text}", True
        if own is None or own_year is None or today is None:
            continue
        if told.day.date > own.date and (told.day.date - today).days > _HALF_A_YEAR:
            # 12月17日投票,1月6日确认
            return own_year + 1, f"story:{told.text}", told.explicit
        if told.deictic:
            return own_year, "published", False
    return None


def _goes_on(
    line: StoryLine, told: Told, told_date: _Date, year: int, own: Day, own_year: int
) -> bool:
    """Tell whether a date goes on with the year told last, rather than being of the news."""
    from_story, from_own = told_date.of(year), told_date.of(own_year)
    assert from_story is not None and from_own is not None
    own_distance = abs((from_own - own.date).days)
    ahead = (from_story - told.day.date).days if told.day.month else 0
    same_block = (
        told.block == line.block_number
        or line.kind is BlockKind.HEADING
        or line.goes_on_speaking(told)
    )
    if told.sentence == line.sentence:
        return True
    opening = line.opening
    if not same_block and line.is_recent():
        return False
    if _is_fresh_news(line, told, from_story, from_own, own):
        return False
    if opening is not Opening.BACK and line.has_told_here(year, told_date.month):
        return True
    if opening is not Opening.BACK and line.is_told_back_to():
        return line.tense is not Tense.FUTURE or from_own <= own.date
    backward = _BACKWARD_ANEW if opening is Opening.SUBJECT else _BACKWARD
    story = 0.0
    if line.tense is Tense.FUTURE and from_story < own.date <= from_own:
        story += _WRONG_TENSE
    if line.tense is Tense.FORMER and own_distance <= _HALF_A_YEAR:
        story += _WRONG_TENSE
    if same_block:
        story += _FORWARD * ahead if ahead >= 0 else -backward * ahead
        near_news = own_distance <= _NEAR and opening not in (Opening.DATE, Opening.ON)
        returning = _RETURN_TO_NEWS if near_news else _RETURN
    else:
        story += min(_AWAY * abs(ahead), _LEFT + _FORWARD * ahead) if ahead > 0 else -_AWAY * ahead
        returning = min(_NEAR, own_distance) * _AWAY + _TIE * _AWAY
    if opening is not Opening.BACK:
        if from_own > own.date and line.tense is Tense.OPEN and own_distance > _FRESH:
            returning += _UNTOLD  # what is to come is told as such
        elif from_own.year != own.year and own_distance > _NEAR:
            returning += _UNTOLD  # of the year before it is told as 去年
    if same_block and line.is_deep() and opening is not Opening.BACK:
        returning += _DEEP
    if opening is Opening.BACK:
        story += _BACK
    elif opening is Opening.SUBJECT:
        story += _SUBJECT if same_block else 0
    elif opening is Opening.ON:
        story += _ON
    elif opening is Opening.STORY:
        story += _OF_STORY
    return story <= returning + (_FORWARD * own_distance if same_block else 0)


def _is_fresh_news(line: StoryLine, told: Told, from_story: date, from_own: date, own: Day) -> bool:
    """Tell whether a date of the last days is news after a lead that told of one former day only.

    So too where something is said on it at the head of a paragraph. On an anniversary the former
    year's days are as near.
    """
    if told.day.month is None or not 0 <= (own.date - from_own).days <= _FRESH:
        return False
    if abs((from_story - told.day.date).days) <= _SAME_STORY:
        return False
    if line.is_told_once():
        return True
    return told.block != line.block_number and says(line.text, line.mention.end)


def _year_by_tense(line: StoryLine, own: Day, told_date: _Date) -> int:
    """Choose the year of a month (and day) by the article's own date and the tense."""
    month, day = told_date.month, told_date.day
    this = told_date.of(own.year)
    assert this is not None
    if day is not None and not values.is_valid(own.year, month, day):
        leap = [y for y in range(own.year - 4, own.year + 5) if values.is_valid(y, month, day)]
        return min(leap, key=lambda year: abs(year - own.year), default=own.year)
    if day is None and own.month is not None and month == own.month:
        return own.year
    distance = (this - own.date).days
    if -_NEAR <= distance <= _NEAR:
        return own.year
    tense = line.tense
    if distance > 0:
        if tense is Tense.PAST or (tense is Tense.OPEN and distance > _HALF_A_YEAR):
            return own.year - 1
    elif (tense is Tense.FUTURE and distance < _COMING - 365) or (
        tense is not Tense.PAST and distance < _SOON - 365
    ):
        return own.year + 1
    return own.year


def _nearest_year(told: Day, told_date: _Date) -> int:
    """Give the year that brings a month (and day) nearest to a told day."""
    if told.month is None:
        return told.year
    best, best_distance = told.year, 1e9
    for year in (told.year, told.year - 1, told.year + 1):
        day = told_date.of(year)
        if day is None:
            continue
        distance = abs((day - told.date).days)
        if year != told.year:
            distance += _SPAN_OF_STORY if year > told.year else _SPAN_BACK
        if distance < best_distance:
            best, best_distance = year, distance
    return best
