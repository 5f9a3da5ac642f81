"""What date expressions mean where they stand.

The mentions of an article are walked in order; the story line tells what each counts from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from summit_extract.dates import counting, feasts, periods, values, weeks
from summit_extract.dates.bare_days import nearest_day
from summit_extract.dates.centuries import of_age
from summit_extract.dates.chronicles import years_of_chronicle
from summit_extract.dates.counting import Now
from summit_extract.dates.expressions import (
    Calendar,
    Clock,
    Expression,
    Frame,
    Interval,
    Length,
    Offset,
    Open,
    Part,
    PartKind,
    Several,
    Shift,
    Unit,
    Vague,
    Within,
)
from summit_extract.dates.grammar import Parsed
from summit_extract.dates.live import live_entries
from summit_extract.dates.numerals import NUMERALS
from summit_extract.dates.periods import NOTHING, Meaning
from summit_extract.dates.storyline import Base, StoryLine
from summit_extract.dates.tense import Tense
from summit_extract.dates.threads import arrival, is_circumstance, is_fixed, is_till, occasion
from summit_extract.dates.values import Day
from summit_extract.dates.years_of_days import year_of_day
from summit_extract.dates.zoning import ZoneFinder, Zones, zoned
from summit_extract.language.layout import Layout

__all__ = ["DateMention", "ZoneFinder", "resolve"]

_MONTHS_OF_QUARTER = 3
_NOON = 12
_EVENING = 18
_NIGHT = frozenset({"evening", "midnight", "night"})
_MORNING = frozenset({"dawn", "morning"})
_BACK_THEN = "当年"
_HOURS = {"morning": 6, "noon": 12, "afternoon": 12, "evening": 18, "night": 18}
_NEAR = 45
_CLAUSE = 4
_WEEKDAY_LINK = re.compile(r"[ ,]{0,2}[(]?")
_THEN_LINK = re.compile(r"[ ]?[,，(（、][ ]?")
_DIGITS = frozenset(NUMERALS + "0123456789")
_NOUN = re.compile(r"[在于自从到至]([一-鿿]{2})$")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, time or duration in a text, with what it means.

    Offsets are characters of the original text. ``label`` is DATE, TIME or DURATION; ``value``
    EDTF or an ISO 8601 duration, "" where it has none; ``date_start`` and ``date_end`` the first
    and last day that it may be (``YYYY-MM-DD`` or ""); ``timezone`` the IANA name of the zone the
    text names; ``anchor`` what it was counted from: "" nothing, ``published``, ``heading``,
    ``quotation``, ``dateline`` (the day on which an agency sent the report), or ``story:`` and
    the mention last told.
    """

    start: int
    end: int
    text: str
    label: str
    value: str
    date_start: str
    date_end: str
    timezone: str
    anchor: str
    expression: Expression


class _Hour(NamedTuple):
    """An hour of the day told, and where; for 下午 alone the first that it may be."""

    hour: int
    day: Day | None
    block: int


class _Resolver:
    """Gives the mentions of one article their meaning, in their order."""

    def __init__(
        self,
        text: str,
        original: str,
        layout: Layout,
        published: date | None,
        moment: datetime | None,
        zone_at: ZoneFinder | None,
        mentions: Sequence[Parsed],
    ) -> None:
        self.text = text
        self.original = original
        self.mentions = mentions
        self.moment = moment
        day = None if published is None else Day.of(published)
        self.line = StoryLine(text, original, layout, day, mentions)
        self.ticker = live_entries(mentions, layout, day, text)
        self.chronicle = years_of_chronicle(mentions, layout, day)
        self.zones = Zones(text, zone_at)
        self.clock: Clock | None = None
        self.hour: _Hour | None = None

    # -- the walk ---------------------------------------------------------------------------

    def run(self) -> list[DateMention]:
        found: list[DateMention] = []
        ahead: Meaning | None = None
        for index, mention in enumerate(self.mentions):
            self.line.go_to(index)
            zone, adjacent = self.zones.of_mention(
                self.line, mention, is_entry=index in self.ticker
            )
            if ahead is not None:
                meaning, ahead = ahead, None
            elif self.is_told_by_next(index):
                ahead = self.glossed(mention, index + 1) or self.meaning_at(index + 1)
                meaning = self.beside(mention, ahead)
            elif self.is_dated_later(index):
                meaning = self.of_day_after(index)
            elif self.is_dated_before(index):
                meaning = self.of_topic(mention)
            elif self.is_beside_day(index, found):
                meaning = self.of_day_before(mention, found[-1])
            else:
                meaning = self.meaning(mention.expression)
            if self.is_back_then(mention, meaning):
                continue
            found.append(self.finished(mention, meaning, zone, adjacent))
            if meaning.clock is not None:
                self.clock = meaning.clock
            self.note_hour(mention.expression, meaning)
            self.line.tell(meaning)
            if index in self.ticker:
                self.line.enter(self.ticker[index])
        return found

    def is_back_then(self, mention: Parsed, meaning: Meaning) -> bool:
        """Tell whether 當年 only means back then: of its own year an article says 今年."""
        own, year = self.line.published, meaning.last
        return (
            self.text[mention.start : mention.end] == _BACK_THEN
            and own is not None
            and (year is None or year.year == own.year)
        )

    # -- meanings ---------------------------------------------------------------------------

    def meaning(self, expression: Expression) -> Meaning:
        if isinstance(expression, Calendar):
            return self.calendar(expression)
        if isinstance(expression, Length):
            return Meaning(values.duration(expression))
        if isinstance(expression, Vague):
            return NOTHING
        if isinstance(expression, Interval):
            return self.interval(expression)
        if isinstance(expression, Several):
            return self.several(expression)
        if isinstance(expression, Open):
            return self.open(expression)
        if isinstance(expression, Offset):
            now = Now(self.moment, self.clock)
            meaning = counting.of_offset(self.line, expression, now, self.calendar)
            clock = None if expression.at is None else expression.at.clock
            return meaning if clock is None else self.at_clock(meaning, clock)
        if isinstance(expression, Within):
            return counting.of_within(self.line, expression, Now(self.moment, self.clock))
        return of_age(expression, self.line.published)

    def calendar(self, calendar: Calendar) -> Meaning:
        meaning = self.period(calendar)
        clock = calendar.clock
        if clock is None or not meaning.value:
            return meaning
        if not clock.explicit and self.is_after_noon(clock, meaning):
            clock = replace(clock, hour=clock.hour + _NOON, explicit=True)  # 下午三點到，五點走
        return self.at_clock(meaning, clock)

    def is_after_noon(self, clock: Clock, meaning: Meaning) -> bool:
        """Tell whether an hour told without its half of the day goes on with an afternoon."""
        before = self.hour
        return (
            before is not None
            and self.line.block_number - before.block <= 1
            and meaning.last == before.day
            and clock.hour < _NOON <= before.hour <= clock.hour + _NOON
        )

    def note_hour(self, expression: Expression, meaning: Meaning) -> None:
        """Note the hour told, for those told after it."""
        clock = meaning.clock
        if clock is not None and not clock.explicit:
            return
        if isinstance(expression, Interval):
            expression = expression.end
        part = expression.day_part if isinstance(expression, Calendar) else ""
        hour = _HOURS.get(part) if clock is None else clock.hour
        if hour is not None:
            self.hour = _Hour(hour, meaning.last, self.line.block_number)

    @staticmethod
    def at_clock(meaning: Meaning, clock: Clock) -> Meaning:
        if meaning.first is None or meaning.first.day is None:
            return meaning
        day = meaning.first.date
        hour = clock.hour
        if hour == 24:
            later = values.shift_days(day, 1)
            if later is None:
                return NOTHING
            day, hour = later, 0
        seconds = "" if clock.second is None else f":{clock.second:02d}"
        value = f"{day.isoformat()}T{hour:02d}:{clock.minute:02d}{seconds}{clock.offset}"
        return replace(meaning, value=value, clock=clock)

    def period(self, calendar: Calendar) -> Meaning:
        if (
            calendar.lunar
            and not calendar.holiday
            and (calendar.month, calendar.day) == (None, None)
        ):
            return self.of_year(replace(calendar, lunar=False))
        if calendar.lunar:
            return feasts.of_old_calendar(self.line, calendar, self.year_of)
        if calendar.holiday:
            return feasts.of_holiday(self.line, calendar, self.year_of)
        if isinstance(calendar.day, Shift):
            return self.relative_day(calendar)
        if calendar.week is not None:
            return weeks.of_week(self.line, calendar, calendar.week)
        if calendar.weekday is not None:
            return weeks.of_weekday(self.line, calendar.weekday)
        if isinstance(calendar.day, int):
            return self.of_day(calendar, calendar.day)
        if calendar.month is not None:
            return self.of_month(calendar)
        if calendar.year is not None:
            return self.of_year(calendar)
        if calendar.part is not None:
            return self.bare_part(calendar.part)
        return self.of_time(calendar)

    def of_time(self, calendar: Calendar) -> Meaning:
        """Give a clock time its day where the story has told one; 凌晨 alone is that day."""
        line = self.line
        if calendar.day_part == "every day":
            return NOTHING
        entry = self.ticker.get(line.index)
        if entry is not None:
            return periods.of_days(entry, entry, "published")
        told = line.time_of_day()
        base: Base | None = None
        if line.is_later_today():
            base = line.speech()
        elif told is not None and told.one_day:
            last, own = line.last, line.published
            ahead = last is not None and own is not None and last.day.date > own.date
            stale = last is not None and not last.one_day and not ahead
            if calendar.clock is not None or not stale:
                base = Base(told.day, f"story:{told.text}", told.explicit)
        elif line.heading is not None and line.heading.one_day:
            base = Base(line.heading.day, "heading", line.heading.explicit)
        if base is not None and base.day is not None:
            meaning = of_base(base)
            return self.next_morning(meaning, calendar) if meaning.last else meaning
        clock = calendar.clock
        if clock is None:
            return NOTHING
        seconds = "" if clock.second is None else f":{clock.second:02d}"
        value = f"T{clock.hour % 24:02d}:{clock.minute:02d}{seconds}{clock.offset}"
        return Meaning(value, clock=clock)

    def next_morning(self, meaning: Meaning, calendar: Calendar) -> Meaning:
        """Give the day after, where what began in the evening lasts till then (談到凌晨三時)."""
        line = self.line
        start, before = line.mention.start, self.mentions[line.index - 1] if line.index else None
        if (
            before is None
            or line.sentence is None
            or before.start < line.sentence.start
            or calendar.day_part not in _MORNING
            or not is_till(self.text, start)
        ):
            return meaning
        evening = before.expression
        if isinstance(evening, Interval):
            evening = evening.start
        if not isinstance(evening, Calendar) or not _is_evening(evening) or meaning.last is None:
            return meaning
        day = values.shift_days(meaning.last.date, 1)
        return meaning if day is None else periods.of_days(day, day, meaning.anchor)

    def year_of(self, calendar: Calendar) -> tuple[int | None, str, bool]:
        """Give the year that is written or counted, how, and whether it is a written one."""
        year = calendar.year
        if not isinstance(year, Shift):
            return year, "", True
        frame = year.frame
        bare = self.text.startswith(("年", "岁"), self.line.mention.start)
        if bare and self.line.is_within_look_back():
            frame = Frame.STORY  # 10月6日會面，同意年底前…
        base = self.line.base(frame, Unit.YEAR)
        if base.day is None:
            return None, base.anchor, False
        number = base.day.year + year.count
        before = self.line.before_heading
        if (
            year.frame is Frame.STORY
            and year.count
            and before is not None
            and self.line.opens_section()
            and before.day.year + year.count == base.day.year
        ):
            # 翌年 under 一九七九年 after a section about 1978
            return base.day.year, f"story:{before.text}", before.explicit
        return number, base.anchor, True

    def of_year(self, calendar: Calendar) -> Meaning:
        if isinstance(calendar.year, Shift) and calendar.year.unit is Unit.QUARTER:
            return self.relative_quarter(calendar.year)
        year, anchor, explicit = self.year_of(calendar)
        if year is None:
            return NOTHING
        if calendar.part is not None and calendar.part.kind is PartKind.SAME:
            return replace(self.same_stretch(year), anchor=anchor, explicit=explicit)
        if calendar.part is not None:
            meaning = periods.part_of_year(year, calendar.part)
            return replace(meaning, anchor=anchor, explicit=explicit)
        day = Day(year)
        return Meaning(values.edtf(year), day, day, anchor, explicit=explicit)

    def same_stretch(self, year: int) -> Meaning:
        """Give the days or months of a year that the sentence tells of in another (去年同期)."""
        told = self.line.aside
        if told is None or told.day.month is None:
            return Meaning(values.edtf(year), Day(year), Day(year))
        later = year - told.day.year
        ends = [replace(day, year=day.year + later) for day in (told.first, told.day)]
        texts = [values.edtf(day.year, day.month, day.day) for day in ends]
        if not all(texts):
            return NOTHING
        value = texts[0] if texts[0] == texts[1] else "/".join(texts)
        return Meaning(value, ends[0], ends[1])

    def relative_quarter(self, shift: Shift) -> Meaning:
        base, anchor, _ = self.line.base(shift.frame, Unit.MONTH)
        if base is None or base.month is None:
            return NOTHING
        quarter = base.year * 4 + (base.month - 1) // _MONTHS_OF_QUARTER + shift.count
        part = Part(PartKind.QUARTER, quarter % 4 + 1)
        return replace(periods.part_of_year(quarter // 4, part), anchor=anchor)

    def month_of(self, calendar: Calendar) -> tuple[int | None, int | None, str, bool]:
        """Give year and month, how they are known, and whether the year is written."""
        month = calendar.month
        if isinstance(month, Shift):
            frame = month.frame
            bare = self.text.startswith("月", self.line.mention.start)
            if bare and self.line.is_in_other_month():
                frame = Frame.STORY  # 9月19日簽署宣言，月底…
            base, anchor, explicit = self.line.base(frame, Unit.MONTH)
            if base is None or base.month is None:
                return None, None, anchor, False
            year, number = values.add_months(base.year, base.month, month.count)
            return year, number, anchor, explicit
        assert month is not None
        if calendar.year is not None:
            written, anchor, explicit = self.year_of(calendar)
            return written, month, anchor, explicit
        listed = self.chronicle.get(self.line.index)
        if listed is not None and self.line.aside is None:
            return listed, month, "heading", True
        day = calendar.day if isinstance(calendar.day, int) else None
        inferred, anchor, explicit = year_of_day(self.line, month, day)
        return inferred, month, anchor, explicit

    def of_month(self, calendar: Calendar) -> Meaning:
        year, month, anchor, explicit = self.month_of(calendar)
        if year is None or month is None or not values.is_valid(year, month):
            return NOTHING
        if calendar.part is not None:
            meaning = periods.part_of_month(year, month, calendar.part)
            return replace(meaning, anchor=anchor, explicit=explicit)
        day = Day(year, month)
        return Meaning(values.edtf(year, month), day, day, anchor, explicit=explicit)

    def of_day(self, calendar: Calendar, number: int) -> Meaning:
        if calendar.month is None:
            return self.day_alone(number)
        year, month, anchor, explicit = self.month_of(calendar)
        if year is None or month is None or not values.is_valid(year, month, number):
            return NOTHING
        day = Day(year, month, number)
        return Meaning(values.edtf(year, month, number), day, day, anchor, explicit=explicit)

    def day_alone(self, number: int) -> Meaning:
        """Find the month of a day that is written without one."""
        day, (_, anchor, explicit) = nearest_day(self.line, number)
        if day is None:
            return NOTHING
        value = values.edtf(day.year, day.month, day.day)
        return Meaning(value, day, day, anchor, explicit=explicit)

    def relative_day(self, calendar: Calendar) -> Meaning:
        shift = calendar.day
        assert isinstance(shift, Shift)
        of_story = shift.frame is Frame.STORY
        found = self.line.anchor(Unit.DAY) if of_story else self.line.speech()
        base, anchor, explicit = found
        if of_story and base is not None:
            arrives = arrival(self.text, self.line.mention.start)
            base = self.line.first_of(base) if shift.count < 0 or arrives else base
        if of_story and (named := self.of_occasion(shift)) is not None:
            base, anchor, explicit = named
        if base is None or base.day is None:
            return NOTHING
        shifted = values.shift_days(base.date, shift.count)
        own = self.line.published
        if (
            shift.frame is Frame.STORY
            and self.line.aside is None
            and not self.line.is_in_entry()
            and shifted is not None
            and own is not None
            and own.date < shifted
            and base.date <= own.date
            and self.line.tense is not Tense.FUTURE
        ):
            earlier = self.line.told_before(base)
            if earlier is not None:
                base, anchor, explicit = earlier.day, f"story:{earlier.text}", earlier.explicit
                shifted = values.shift_days(base.date, shift.count)
        if shifted is None or (
            of_story
            and anchor == "published"
            and own is not None
            and shifted > own.date
            and not self.is_to_come()
        ):
            return NOTHING  # 翌日 of what no day was told of
        return replace(periods.of_days(shifted, shifted, anchor), explicit=explicit)

    def is_to_come(self) -> bool:
        """Tell whether the mention is told of as to come, or fixed: 宣布翌日到訪."""
        line = self.line
        fixed = is_fixed(self.text, line.start_of_clause(), line.mention.start)
        return fixed or line.tense is Tense.FUTURE

    def of_occasion(self, shift: Shift) -> Base | None:
        """Give the day of what a day is named for: 襲擊當天, 會談翌日; None where nothing is.

        The base has no day where it is something that the text has not told of.
        """
        start, line = self.line.mention.start, self.line
        if shift.count == 0 and start and self.text[start - 1] in _DIGITS:
            return Base(None, "")  # 520當天, 七一當天
        word = occasion(self.text, start)
        noun = _NOUN.search(self.text, max(0, start - 3), start) if shift.count == 0 else None
        if not word and noun is None:
            return None
        told = line.told_with(word or (noun.group(1) if noun else ""))
        if told is not None:
            return Base(told.day, f"story:{told.text}", told.explicit)
        if noun is not None:
            return Base(None, "")
        heading = line.heading
        if shift.count > 0 and heading is not None and heading.one_day and line.opens_section():
            # 地震次日 under a heading that has its day
            day = values.shift_days(heading.day.date, -shift.count)
            return None if day is None else Base(Day.of(day), "heading", heading.explicit)
        return None

    def bare_part(self, part: Part) -> Meaning:
        """A season, quarter, half or weekend without a year or week."""
        if part.kind is PartKind.WEEKEND:
            return weeks.of_weekend(self.line)
        base, anchor, _ = self.line.base(Frame.STORY, Unit.YEAR)
        own, own_anchor, _ = self.line.speech()
        coming = base is not None and own is not None and self.line.is_ahead_of(base)
        if own is not None and (base is None or base.year == own.year or coming):
            base, anchor = own, own_anchor
        if base is None:
            return NOTHING
        if (part.kind is PartKind.HALF and part.unit is Unit.YEAR) or (
            part.kind is PartKind.HALF and part.number not in (1, 2)
        ):
            now = base.year * 2 + ((base.month or 1) - 1) // 6
            now += part.number
            return replace(
                periods.part_of_year(now // 2, Part(PartKind.HALF, now % 2 + 1)), anchor=anchor
            )
        return replace(periods.part_of_year(base.year, part), anchor=anchor)

    # -- intervals --------------------------------------------------------------------------

    def interval(self, interval: Interval) -> Meaning:
        start, end = interval.start, interval.end
        if end.is_time and not start.is_time:
            first = self.calendar(start)
            second = self.at_clock(first, end.clock) if end.clock is not None else first
            return periods.joined(first, second)
        if start.is_time and end.is_time:
            first, second = self.calendar(start), self.calendar(end)
            return periods.joined(first, second)
        if start.is_time and start.clock is not None:
            base, anchor, _ = self.line.base(Frame.SPEECH, Unit.DAY)
            second = self.calendar(end)
            if base is None or base.day is None:
                return NOTHING
            day = periods.of_days(base.date, base.date, anchor)
            return periods.joined(self.at_clock(day, start.clock), second)
        if start.year is None and end.year is not None and start.month is not None:
            return self.interval_ended(start, end)
        first = self.calendar(start)
        if first.first is None:
            return NOTHING
        return periods.joined(first, self.end_of_interval(start, first.first, end))

    def interval_ended(self, start: Calendar, end: Calendar) -> Meaning:
        """Take the year of the first part from the second: 12月底至2018年1月."""
        second = self.calendar(end)
        if second.first is None:
            return NOTHING
        year = second.first.year
        if (
            isinstance(start.month, int)
            and second.first.month is not None
            and start.month > second.first.month
        ):
            year -= 1
        return periods.joined(self.calendar(replace(start, year=year)), second)

    def end_of_interval(self, start: Calendar, first: Day, end: Calendar) -> Meaning:
        """Resolve the second part; what it leaves out it takes from the first, or the next."""
        if end.year is None and isinstance(end.month, int) and not end.lunar:
            year = first.year
            if first.month is not None and end.month < first.month:
                year += 1
            end = replace(end, year=year)
            return self.calendar(end)
        if (
            end.year is None
            and end.month is None
            and isinstance(end.day, int)
            and first.month is not None
        ):
            year, month = first.year, first.month
            if first.day is not None and end.day < first.day:
                year, month = values.add_months(year, month, 1)
            if start.lunar and isinstance(start.month, int) and isinstance(start.day, int):
                return self.calendar(replace(start, day=end.day))
            return self.calendar(replace(end, year=year, month=month))
        if end.weekday is not None and end.week is None and first.day is not None:
            ahead = (end.weekday - first.date.isoweekday()) % 7
            day = first.date + timedelta(days=ahead)
            meaning = periods.of_days(day, day, "")
            return meaning if end.clock is None else self.at_clock(meaning, end.clock)
        if (
            end.year is None
            and end.month is None
            and end.day is None
            and end.part is not None
            and end.part.kind in (PartKind.QUARTER, PartKind.SEASON, PartKind.HALF)
        ):
            return self.calendar(replace(end, year=first.year))
        return self.calendar(end)

    def several(self, several: Several) -> Meaning:
        first = self.calendar(several.items[0])
        if first.first is None:
            return NOTHING
        found = [first]
        for item in several.items[1:]:
            previous = found[-1].first
            if previous is None:
                return NOTHING
            found.append(self.end_of_interval(several.items[0], previous, item))
        if any(not meaning.value for meaning in found):
            return NOTHING
        joined = periods.joined(first, found[-1])
        if len(found) >= 2 and not periods.consecutive(found):
            return replace(joined, value="{" + ",".join(m.value for m in found) + "}")
        return joined

    def open(self, expression: Open) -> Meaning:
        if expression.since:
            self.line.assume(Tense.PAST)
        meaning = self.meaning(expression.of)
        if not meaning.value:
            return meaning
        if expression.since:
            value = meaning.value.partition("/")[0].strip("{}").split(",")[0] + "/.."
        else:
            value = "../" + meaning.value.rpartition("/")[2].strip("{}").split(",")[-1]
        return replace(meaning, value=value)

    # -- neighbours -------------------------------------------------------------------------

    def is_told_by_next(self, index: int) -> bool:
        """Tell whether the next mention says which day it is: 周三（22日）, 六周後，十月六日."""
        if index + 1 >= len(self.mentions):
            return False
        mention, following = self.mentions[index], self.mentions[index + 1]
        if following.start - mention.end > 2:
            return False
        expression, day = mention.expression, following.expression
        if not isinstance(day, Calendar) or not isinstance(day.day, int):
            return False
        link = self.text[mention.end : following.start]
        if isinstance(expression, Offset):
            return isinstance(day.month, int) and _THEN_LINK.fullmatch(link) is not None
        return (
            isinstance(expression, Calendar)
            and (expression.weekday is not None or isinstance(expression.day, Shift))
            and "(" in link
        )

    def is_dated_later(self, index: int) -> bool:
        """Tell whether the sentence goes on to say which day it is: 請辭兩周後，總理18日抵達."""
        if index + 1 >= len(self.mentions) or self.line.aside is not None:
            return False
        mention, following = self.mentions[index], self.mentions[index + 1]
        expression, day = mention.expression, following.expression
        sentence = self.line.sentence
        return (
            isinstance(expression, Offset)
            and expression.direction > 0
            and expression.length.amounts[-1][1] in (Unit.DAY, Unit.WEEK, Unit.MONTH)
            and sentence is not None
            and following.start < sentence.end
            and mention.start - sentence.start >= _CLAUSE
            and self.text[mention.end : mention.end + 1] == ","
            and "," not in self.text[max(sentence.start, mention.start - _CLAUSE) : mention.start]
            and isinstance(day, Calendar)
            and (isinstance(day.day, (int, Shift)) or day.weekday is not None)
        )

    def is_dated_before(self, index: int) -> bool:
        """Tell whether a length only says when the day was just told (11月,在就職三個月後,他…)."""
        mention, line = self.mentions[index], self.line
        if not isinstance(mention.expression, Offset) or mention.expression.direction < 0:
            return False
        return is_circumstance(self.text, line.start_of_clause(), mention.start)

    def of_topic(self, mention: Parsed) -> Meaning:
        """Give the day told right before a circumstance, or what the length leads to."""
        aside, text = self.line.aside, self.text
        assert isinstance(mention.expression, Offset)
        start = self.line.start_of_clause()
        if (
            aside is not None
            and 0 < start - aside.end <= 2
            and text[mention.end : mention.end + 1] == ","
        ):
            value = values.edtf(aside.day.year, aside.day.month, aside.day.day)
            return Meaning(
                value, aside.first, aside.day, f"story:{aside.text}", explicit=aside.explicit
            )
        meaning = self.meaning(mention.expression)
        own = self.line.published
        unknown = (
            meaning.anchor == "published"
            and own is not None
            and meaning.first is not None
            and meaning.first.date > own.date
            and self.line.tense is not Tense.FUTURE
        )
        return NOTHING if unknown else meaning

    def meaning_at(self, index: int) -> Meaning:
        """Give the meaning of a mention ahead of the walk."""
        here = self.line.index
        self.line.index = index
        meaning = self.meaning(self.mentions[index].expression)
        self.line.index = here
        return meaning

    def glossed(self, mention: Parsed, index: int) -> Meaning | None:
        """Give the day that 上周五 or 前天 tells where the next mention is its number."""
        expression, day = mention.expression, self.mentions[index].expression
        if not isinstance(expression, Calendar):
            return None
        shift = expression.day
        spoken = isinstance(shift, Shift) and shift.frame is Frame.SPEECH
        if expression.week is None and not spoken:
            return None
        own = self.meaning(replace(expression, clock=None)).first
        assert isinstance(day, Calendar)
        same = own is not None and day.day == own.day and day.month in (None, own.month)
        if own is None or not same or day.year is not None or day.clock is not None:
            return None
        return periods.of_days(own.date, own.date, "published")

    def of_day_after(self, index: int) -> Meaning:
        """Give the day of the next mention."""
        day = self.meaning_at(index + 1)
        if not day.is_one_day or day.first is None:
            return self.meaning(self.mentions[index].expression)
        return replace(
            periods.of_days(day.first.date, day.first.date, day.anchor), explicit=day.explicit
        )

    def beside(self, mention: Parsed, day: Meaning) -> Meaning:
        """Give a weekday or a relative day the day that is told next to it, if it can be that."""
        expression = mention.expression
        own = self.meaning(expression)
        if day.first is None or day.first.day is None:
            return own
        told = replace(day, clock=None, value=values.edtf(
            day.first.year, day.first.month, day.first.day))  # fmt: skip
        if isinstance(expression, Offset):
            if own.first is None or abs((own.first.date - day.first.date).days) <= _NEAR // 3:
                return told
            return own
        assert isinstance(expression, Calendar)
        if expression.weekday != day.first.date.isoweekday():
            return own
        return told if expression.clock is None else self.at_clock(told, expression.clock)

    def is_beside_day(self, index: int, found: list[DateMention]) -> bool:
        """Tell whether a weekday follows its day: 8月13日（周三）, 10月12號，星期一."""
        expression = self.mentions[index].expression
        if not index or not isinstance(expression, Calendar):
            return False
        if expression.weekday is None or expression.week is not None:
            return False
        previous = self.mentions[index - 1]
        return (
            isinstance(previous.expression, Calendar)
            and isinstance(previous.expression.day, (int, Shift))
            and _WEEKDAY_LINK.fullmatch(self.text[previous.end : self.mentions[index].start])
            is not None
            and bool(found[-1].date_start)
            and date.fromisoformat(found[-1].date_start).isoweekday() == expression.weekday
        )

    def of_day_before(self, mention: Parsed, previous: DateMention) -> Meaning:
        calendar = mention.expression
        assert isinstance(calendar, Calendar)
        day = date.fromisoformat(previous.date_start)
        meaning = periods.of_days(day, day, previous.anchor)
        return meaning if calendar.clock is None else self.at_clock(meaning, calendar.clock)

    # -- the result -------------------------------------------------------------------------

    def finished(self, mention: Parsed, meaning: Meaning, zone: str, adjacent: bool) -> DateMention:
        value = meaning.value
        timezone = zone if zone and (adjacent or "T" in value) else ""
        if value.startswith("P"):
            timezone = ""
        if timezone and "T" in value:
            value = "/".join(zoned(part, timezone) for part in value.split("/"))
        if mention.approximate and value and not value.endswith(("~", "..")):
            value = value if value.startswith("..") else value + "~"
        first, last = values.bounds(value) if mention.label != "DURATION" else ("", "")
        return DateMention(
            mention.start,
            mention.end,
            self.original[mention.start : mention.end],
            mention.label,
            value,
            first,
            last,
            timezone,
            meaning.anchor,
            mention.expression,
        )


def _is_evening(calendar: Calendar) -> bool:
    """Tell whether a time is of the evening or night."""
    hour = None if calendar.clock is None else calendar.clock.hour
    return (hour is not None and hour >= _EVENING) or calendar.day_part in _NIGHT


def of_base(base: Base) -> Meaning:
    """Make the meaning of the day that something counts from."""
    assert base.day is not None
    day = base.day
    value = values.edtf(day.year, day.month, day.day)
    return Meaning(value, day, day, base.anchor, explicit=base.explicit)


def resolve(
    mentions: Sequence[Parsed],
    text: str,
    original: str,
    layout: Layout,
    published: date | None,
    moment: datetime | None = None,
    zone_at: ZoneFinder | None = None,
) -> list[DateMention]:
    """Give parsed mentions their meaning.

    ``text`` is the simplified, normalised text, ``original`` the one that offsets are shown in;
    ``moment`` the time of day of the reference, where known; ``zone_at`` tells the zone of the
    place told of. Gives the mentions in their order, but for what turns out to be none (當年).
    """
    return _Resolver(text, original, layout, published, moment, zone_at, mentions).run()
