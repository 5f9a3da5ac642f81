"""What date expressions mean where they stand.

The mentions of an article are walked in order. What they count from is kept in a story line: the
day last told in the running text, that of the section's heading, what has been told in the
sentence, and the article's own date.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from summit_extract.dates import timezones, values
from summit_extract.dates.expressions import (
    Age,
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
from summit_extract.dates.holidays import holiday, lunar_day, lunar_month
from summit_extract.dates.tense import Tense, looks_back, tense_of
from summit_extract.dates.values import Day
from summit_extract.language.layout import Block, BlockKind, Layout, Range

__all__ = ["DateMention", "ZoneFinder", "resolve"]

ZoneFinder = Callable[[int, int], str]
"""Gives the IANA zone of the place told of at two offsets of the text, or "" (當地時間)."""

_MONTHS_OF_QUARTER = 3
_NEAR = 45
_SPAN_OF_STORY = 200
_BRACKET = re.compile(r"[ ]?[(]?[ ,]?")
_TOPIC = re.compile(r"[ ]?[,，、:]")
_WEEKDAY_LINK = re.compile(r"[ ,]{0,2}[(]?")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, time or duration in a text, with what it means.

    Offsets are characters of the original text. ``label`` is DATE, TIME or DURATION; ``value``
    EDTF or an ISO 8601 duration, "" where it has none; ``date_start`` and ``date_end`` the first
    and last day that it may be (``YYYY-MM-DD`` or ""); ``timezone`` the IANA name of the zone the
    text names; ``anchor`` what it was counted from: "" nothing, ``published``, ``heading``,
    ``quotation``, or ``story:`` and the mention last told.
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


@dataclass(frozen=True, slots=True)
class _Told:
    """A day, month or year told in the story, and the words that told it."""

    day: Day
    text: str
    block: int = -1
    explicit: bool = False


@dataclass(slots=True)
class _Meaning:
    """The value of an expression, the days at its two ends, and what it was counted from."""

    value: str
    first: Day | None = None
    last: Day | None = None
    anchor: str = ""
    clock: Clock | None = None
    explicit: bool = False

    @property
    def is_day(self) -> bool:
        return self.first is not None and self.first.day is not None


_NOTHING = _Meaning("")


class _Resolver:
    """The state of the walk through one article."""

    def __init__(
        self,
        text: str,
        original: str,
        layout: Layout,
        published: date | None,
        moment: datetime | None,
        zone_at: ZoneFinder | None,
    ) -> None:
        self.text = text
        self.original = original
        self.blocks = layout.blocks
        self.sentences = layout.sentences
        self.quotations = layout.quotations
        self.published = None if published is None else Day.of(published)
        self.moment = moment
        self.zone_at = zone_at
        self.block_index = self.sentence_index = self.quotation_index = 0
        self.heading: _Told | None = None
        self.line: _Told | None = None
        self.plan: _Told | None = None
        self.aside: _Told | None = None
        self.caption: _Told | None = None
        self.quoted: _Told | None = None
        self.clock: Clock | None = None
        self.zone = ""
        self.block: Block | None = None
        self.block_number = -1
        self.sentence: Range | None = None
        self.quotation: Range | None = None
        self.tense: Tense | None = None
        self.mentions: Sequence[Parsed] = ()
        self.index = 0

    # -- the walk ---------------------------------------------------------------------------

    def run(self, mentions: Sequence[Parsed]) -> list[DateMention]:
        self.mentions = mentions
        meanings: list[DateMention] = []
        bracketed: _Meaning | None = None
        for index, mention in enumerate(mentions):
            self.index = index
            self.enter(mention.start)
            self.tense = None
            zone, adjacent = self.zone_of(mention)
            expression = mention.expression
            if bracketed is not None:
                meaning, bracketed = bracketed, None
            elif self.has_bracketed_day(index):
                following = mentions[index + 1]
                self.index = index + 1
                bracketed = self.meaning(following.expression)
                self.index = index
                meaning = self.weekday_beside(mention, bracketed)
            elif isinstance(expression, Calendar) and self.is_beside_day(index, meanings):
                meaning = self.of_day_before(expression, meanings[-1])
            else:
                meaning = self.meaning(expression)
            meanings.append(self.finished(mention, meaning, zone, adjacent))
            self.tell(mention, meaning)
        return meanings

    def enter(self, offset: int) -> None:
        """Go on to a mention: note the section, paragraph, sentence and quotation it is in."""
        blocks = self.blocks
        while self.block_index < len(blocks) and blocks[self.block_index].start <= offset:
            block = blocks[self.block_index]
            if block.kind is BlockKind.HEADING:
                if self.heading is not None:
                    self.line = self.plan = None
                self.heading = None
            self.block_index += 1
            self.aside = self.caption = None
            self.zone = ""
            self.clock = None
            self.block, self.block_number = block, self.block_index - 1
        sentences = self.sentences
        while (
            self.sentence_index < len(sentences) and sentences[self.sentence_index].start <= offset
        ):
            self.sentence = sentences[self.sentence_index]
            self.sentence_index += 1
            self.aside = None
        quotations = self.quotations
        while (
            self.quotation_index < len(quotations)
            and quotations[self.quotation_index].end <= offset
        ):
            self.quotation_index += 1
        quotation = (
            quotations[self.quotation_index]
            if self.quotation_index < len(quotations)
            and quotations[self.quotation_index].start <= offset
            else None
        )
        if quotation != self.quotation:
            self.quoted = None
        self.quotation = quotation

    def tense_here(self) -> Tense:
        if self.tense is None:
            mention = self.mentions[self.index]
            floor = self.mentions[self.index - 1].end if self.index else 0
            ceiling = (
                self.mentions[self.index + 1].start
                if self.index + 1 < len(self.mentions)
                else len(self.text)
            )
            self.tense = tense_of(self.text, mention.start, mention.end, floor, ceiling)
        return self.tense

    def looks_back(self, mention: Parsed) -> bool:
        floor = self.mentions[self.index - 1].end if self.index else 0
        ceiling = (
            self.mentions[self.index + 1].start
            if self.index + 1 < len(self.mentions)
            else len(self.text)
        )
        return looks_back(self.text, mention.start, mention.end, floor, ceiling)

    def tell(self, mention: Parsed, meaning: _Meaning) -> None:
        """Note what a mention has told for those after it."""
        expression = mention.expression
        if meaning.clock is not None:
            self.clock = meaning.clock
        if meaning.last is None or isinstance(expression, (Open, Within, Length, Vague, Age)):
            return
        if mention.label == "TIME":
            return
        told = _Told(
            meaning.last,
            self.original[mention.start : mention.end],
            self.block_number,
            meaning.explicit,
        )
        if self.quotation is not None:
            self.quoted = told
            return
        kind = self.block.kind if self.block is not None else BlockKind.BODY
        if kind is BlockKind.HEADING:
            self.heading = self.line = told
            self.plan = None
            return
        if kind in (BlockKind.CAPTION, BlockKind.RELATED, BlockKind.BOILERPLATE):
            self.caption = told
            return
        self.aside = told
        if kind is BlockKind.TITLE:
            return
        if self.tense_here() is Tense.FUTURE and not self.at_start_of_sentence(mention):
            self.plan = told
            return
        if meaning.last.day is None:
            # a year or month is the topic only where it stands apart (2018年，…)
            topic = _TOPIC.match(self.text, mention.end) and self.at_start_of_sentence(mention)
            if not topic and self.line is not None and self.line.day.day is not None:
                return
            if not topic and meaning.last.month is None:
                return
        if self.is_flashback(mention, told):
            return
        self.line = told

    def at_start_of_sentence(self, mention: Parsed) -> bool:
        return self.sentence is not None and mention.start - self.sentence.start <= 2

    def is_flashback(self, mention: Parsed, told: _Told) -> bool:
        """Tell whether a told day only looks back, so that the story doesn't go on from it."""
        if self.line is None or self.line.day.day is None or self.line.block != self.block_number:
            if self.line is None or self.line.block == self.block_number:
                return False
            return self.looks_back(mention)
        days = (told.day.date - self.line.day.date).days
        if days < -1 and self.looks_back(mention):
            return True
        return days < -_NEAR and told.explicit

    # -- what expressions count from --------------------------------------------------------

    def speech(self) -> tuple[Day | None, str]:
        """Give the day on which the mention is said, and how that is known."""
        if self.quotation is not None:
            if self.quoted is not None:
                return self.quoted.day, f"story:{self.quoted.text}"
            told = self.story_told(same_block=True)
            if told is not None and told.day.day is not None:
                if self.published is None or told.day.date <= self.published.date:
                    return told.day, "quotation"
        if self.heading is not None and self.in_section():
            day = self.heading.day
            if self.line is not None and self.line.day.day is not None and day.day is None:
                return self.line.day, f"story:{self.line.text}"
            return day, "heading"
        return self.published, "published"

    def in_section(self) -> bool:
        return self.block is None or self.block.kind in (
            BlockKind.BODY,
            BlockKind.HEADING,
            BlockKind.CAPTION,
        )

    def story_told(self, *, same_block: bool = False) -> _Told | None:
        if self.quoted is not None and self.quotation is not None:
            return self.quoted
        if self.aside is not None and self.aside.day.day is not None:
            return self.aside
        if self.caption is not None:
            return self.caption
        line = self.line
        if (
            self.plan is not None
            and self.plan.block == self.block_number
            and self.tense_here() is Tense.FUTURE
        ):
            line = self.plan
        if same_block and line is not None and line.block != self.block_number:
            return None
        return line

    def story(self, unit: Unit) -> tuple[Day | None, str]:
        """Give the day, month or year last told in the story, as fine as the unit needs."""
        told = self.story_told()
        for candidate in (self.aside, told, self.line, self.plan, self.heading):
            if candidate is None:
                continue
            day = candidate.day
            if unit in (Unit.DAY, Unit.WEEK) and day.day is None:
                continue
            if unit is Unit.MONTH and day.month is None:
                continue
            return day, f"story:{candidate.text}"
        if self.heading is not None:
            return self.heading.day, "heading"
        return self.published, "published"

    def base(self, frame: Frame, unit: Unit) -> tuple[Day | None, str]:
        return self.story(unit) if frame is Frame.STORY else self.speech()

    # -- meanings ---------------------------------------------------------------------------

    def meaning(self, expression: Expression) -> _Meaning:
        if isinstance(expression, Calendar):
            return self.calendar(expression)
        if isinstance(expression, Length):
            return _Meaning(values.duration(expression))
        if isinstance(expression, Vague):
            return _NOTHING
        if isinstance(expression, Interval):
            return self.interval(expression)
        if isinstance(expression, Several):
            return self.several(expression)
        if isinstance(expression, Open):
            return self.open(expression)
        if isinstance(expression, Offset):
            return self.offset(expression)
        if isinstance(expression, Within):
            return self.within(expression)
        return self.age(expression)

    def calendar(self, calendar: Calendar) -> _Meaning:
        meaning = self.period(calendar)
        if calendar.clock is not None and meaning.value:
            return self.at_clock(meaning, calendar.clock)
        return meaning

    @staticmethod
    def at_clock(meaning: _Meaning, clock: Clock) -> _Meaning:
        if meaning.first is None or meaning.first.day is None:
            return meaning
        day = meaning.first.date
        hour = clock.hour
        if hour == 24:
            later = values.shift_days(day, 1)
            if later is None:
                return _NOTHING
            day, hour = later, 0
        seconds = "" if clock.second is None else f":{clock.second:02d}"
        value = f"{day.isoformat()}T{hour:02d}:{clock.minute:02d}{seconds}{clock.offset}"
        return replace(meaning, value=value, clock=clock)

    def period(self, calendar: Calendar) -> _Meaning:
        if calendar.lunar:
            return self.old_calendar(calendar)
        if calendar.holiday:
            return self.of_holiday(calendar)
        if isinstance(calendar.day, Shift):
            return self.relative_day(calendar)
        if calendar.week is not None:
            return self.of_week(calendar, calendar.week)
        if calendar.weekday is not None:
            return self.of_weekday(calendar.weekday)
        if isinstance(calendar.day, int):
            return self.of_day(calendar, calendar.day)
        if calendar.month is not None:
            return self.of_month(calendar)
        if calendar.year is not None:
            return self.of_year(calendar)
        if calendar.part is not None:
            return self.bare_part(calendar.part)
        return self.of_time(calendar)

    def of_time(self, calendar: Calendar) -> _Meaning:
        """Give a clock time its day where the story has told one; 凌晨 alone is that day."""
        told = self.story_told()
        day = None
        anchor = ""
        if told is not None and told.day.day is not None:
            day, anchor = told.day, f"story:{told.text}"
        elif self.heading is not None and self.heading.day.day is not None:
            day, anchor = self.heading.day, "heading"
        if day is None:
            clock = calendar.clock
            if clock is None:
                return _NOTHING
            seconds = "" if clock.second is None else f":{clock.second:02d}"
            value = f"T{clock.hour % 24:02d}:{clock.minute:02d}{seconds}{clock.offset}"
            return _Meaning(value, clock=clock)
        return _Meaning(values.edtf(day.year, day.month, day.day), day, day, anchor)

    def year_of(self, calendar: Calendar) -> tuple[int | None, str]:
        """Give the year that is written or counted; None where none is."""
        year = calendar.year
        if isinstance(year, Shift):
            base, anchor = self.base(year.frame, Unit.YEAR)
            return (None, anchor) if base is None else (base.year + year.count, anchor)
        return year, ""

    def of_year(self, calendar: Calendar) -> _Meaning:
        if isinstance(calendar.year, Shift) and calendar.year.unit is Unit.QUARTER:
            return self.relative_quarter(calendar.year)
        year, anchor = self.year_of(calendar)
        if year is None:
            return _NOTHING
        explicit = isinstance(calendar.year, int)
        if calendar.part is not None:
            meaning = _part_of_year(year, calendar.part)
            return replace(meaning, anchor=anchor, explicit=explicit)
        day = Day(year)
        return _Meaning(values.edtf(year), day, day, anchor, explicit=explicit)

    def relative_quarter(self, shift: Shift) -> _Meaning:
        base, anchor = self.base(shift.frame, Unit.MONTH)
        if base is None or base.month is None:
            return _NOTHING
        quarter = base.year * 4 + (base.month - 1) // _MONTHS_OF_QUARTER + shift.count
        part = Part(PartKind.QUARTER, quarter % 4 + 1)
        return replace(_part_of_year(quarter // 4, part), anchor=anchor)

    def month_of(self, calendar: Calendar) -> tuple[int | None, int | None, str, bool]:
        """Give year and month, how they are known, and whether the year is written."""
        month = calendar.month
        if isinstance(month, Shift):
            base, anchor = self.base(month.frame, Unit.MONTH)
            if base is None or base.month is None:
                return None, None, anchor, False
            year, number = values.add_months(base.year, base.month, month.count)
            return year, number, anchor, False
        assert month is not None
        if calendar.year is not None:
            written, anchor = self.year_of(calendar)
            return written, month, anchor, isinstance(calendar.year, int)
        day = calendar.day if isinstance(calendar.day, int) else None
        inferred, anchor = self.inferred_year(month, day)
        return inferred, month, anchor, False

    def of_month(self, calendar: Calendar) -> _Meaning:
        year, month, anchor, explicit = self.month_of(calendar)
        if year is None or month is None or not values.is_valid(year, month):
            return _NOTHING
        if calendar.part is not None:
            meaning = _part_of_month(year, month, calendar.part)
            return replace(meaning, anchor=anchor, explicit=explicit)
        day = Day(year, month)
        return _Meaning(values.edtf(year, month), day, day, anchor, explicit=explicit)

    def of_day(self, calendar: Calendar, number: int) -> _Meaning:
        if calendar.month is None:
            return self.day_alone(number)
        year, month, anchor, explicit = self.month_of(calendar)
        if year is None or month is None or not values.is_valid(year, month, number):
            return _NOTHING
        day = Day(year, month, number)
        return _Meaning(values.edtf(year, month, number), day, day, anchor, explicit=explicit)

    def inferred_year(self, month: int, day: int | None) -> tuple[int | None, str]:
        """Choose the year of a month (and day) that is written without one."""

        def candidate(year: int) -> date | None:
            if not 1 <= year <= 9999:
                return None
            number = min(day or 15, values.last_day(year, month))
            return date(year, month, number)

        if day is not None and not values.is_valid(2024, month, day):
            return None, ""
        own = self.published
        own_year = None if own is None else self.published_year(own, month, day, candidate)
        for told in (self.quoted if self.quotation else None, self.aside, self.caption):
            if told is not None and told.explicit:
                return _nearest_year(told.day, candidate), f"story:{told.text}"
        if self.heading is not None and self.in_section():
            return _nearest_year(self.heading.day, candidate), "heading"
        line = self.line
        if line is not None and line.explicit:
            year = _nearest_year(line.day, candidate)
            if own_year is None:
                return year, f"story:{line.text}"
            if line.block == self.block_number and line.day.year != own_year:
                return year, f"story:{line.text}"
            near_story = candidate(year)
            near_own = candidate(own_year)
            if (
                near_story is not None
                and near_own is not None
                and own is not None
                and abs((near_story - line.day.date).days) <= _NEAR
                and abs((near_own - own.date).days) > _NEAR
                and self.block_number - line.block <= 2
            ):
                return year, f"story:{line.text}"
        return own_year, "published"

    def published_year(
        self, own: Day, month: int, day: int | None, candidate: Callable[[int], date | None]
    ) -> int:
        """Choose the year of a month (and day) by the article's own date and the tense."""
        this = candidate(own.year)
        assert this is not None
        if day is None and own.month is not None and month == own.month:
            return own.year
        distance = (this - own.date).days
        if -31 <= distance <= 31:
            return own.year
        tense = self.tense_here()
        if distance > 0:
            if tense is Tense.PAST or (tense is Tense.OPEN and distance > 180):
                return own.year - 1
        elif (tense is Tense.FUTURE and distance < -31) or distance < -330:
            return own.year + 1
        return own.year

    def day_alone(self, number: int) -> _Meaning:
        """Find the month of a day that is written without one."""
        told = self.story_told()
        anchor_day: Day | None = None
        anchor = ""
        if told is not None and told.day.month is not None:
            anchor_day, anchor = told.day, f"story:{told.text}"
        base, base_anchor = self.speech()
        if anchor_day is None or (
            base is not None
            and told is not None
            and told.block != self.block_number
            and told is not self.heading
            and abs((base.date - told.day.date).days) > 62
        ):
            anchor_day, anchor = base, base_anchor
        if anchor_day is None or anchor_day.month is None:
            return _NOTHING
        tense = self.tense_here()
        center = anchor_day.day or min(number, 28)
        best: Day | None = None
        best_cost = 1e9
        reference = date(anchor_day.year, anchor_day.month, center)
        for count in (0, -1, 1):
            year, month = values.add_months(anchor_day.year, anchor_day.month, count)
            if not values.is_valid(year, month, number) or not 1 <= year <= 9999:
                continue
            day = date(year, month, number)
            cost: float = abs((day - reference).days) + (0 if count == 0 else 8)
            limit = base.date if base is not None else None
            if limit is not None and base is not None and base.day is not None:
                if tense is Tense.PAST and day > limit:
                    cost += 40
                elif tense is Tense.FUTURE and day < limit:
                    cost += 40
                elif tense is Tense.OPEN and (day - limit).days > 10:
                    cost += 10
            if cost < best_cost:
                best, best_cost = Day(year, month, number), cost
        if best is None:
            return _NOTHING
        return _Meaning(values.edtf(best.year, best.month, best.day), best, best, anchor)

    def relative_day(self, calendar: Calendar) -> _Meaning:
        shift = calendar.day
        assert isinstance(shift, Shift)
        base, anchor = self.base(shift.frame, Unit.DAY)
        if base is None or base.day is None:
            return _NOTHING
        shifted = values.shift_days(base.date, shift.count)
        if shifted is None:
            return _NOTHING
        day = Day.of(shifted)
        return _Meaning(shifted.isoformat(), day, day, anchor)

    def of_week(self, calendar: Calendar, shift: Shift) -> _Meaning:
        base, anchor = self.base(shift.frame, Unit.WEEK)
        if base is None or base.day is None:
            return _NOTHING
        monday = values.shift_days(base.date, 7 * shift.count - base.date.weekday())
        if monday is None:
            return _NOTHING
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
        return _days(monday + timedelta(days=first), monday + timedelta(days=last), anchor)

    def of_weekday(self, weekday: int) -> _Meaning:
        """Choose the weekday nearest the day of speech that fits the tense."""
        base, anchor = self.speech()
        told = self.story_told(same_block=True)
        if (
            told is not None
            and told.day.day is not None
            and base is not None
            and abs((told.day.date - base.date).days) > 2 * 7
        ):
            base, anchor = told.day, f"story:{told.text}"
        if base is None or base.day is None:
            return _NOTHING
        ahead = (weekday - base.date.isoweekday()) % 7
        tense = self.tense_here()
        if tense is Tense.FUTURE:
            count = ahead
        elif tense is Tense.PAST:
            count = ahead - 7 if ahead else 0
        else:
            count = ahead if ahead <= 3 else ahead - 7
        day = base.date + timedelta(days=count)
        return _days(day, day, anchor)

    def bare_part(self, part: Part) -> _Meaning:
        """A season, quarter, half or weekend without a year or week."""
        if part.kind is PartKind.WEEKEND:
            base, anchor = self.speech()
            if base is None or base.day is None:
                return _NOTHING
            saturday = base.date + timedelta(days=5 - base.date.weekday())
            if self.tense_here() is Tense.PAST and base.date.weekday() < 5:
                saturday -= timedelta(days=7)
            return _days(saturday, saturday + timedelta(days=1), anchor)
        base, anchor = self.base(Frame.STORY, Unit.YEAR)
        own, own_anchor = self.speech()
        if own is not None and (base is None or base.year == own.year):
            base, anchor = own, own_anchor
        if base is None:
            return _NOTHING
        if (
            part.kind is PartKind.HALF
            and part.unit is Unit.YEAR
            or (part.kind is PartKind.HALF and part.number not in (1, 2))
        ):
            now = base.year * 2 + ((base.month or 1) - 1) // 6
            now += part.number
            return replace(_part_of_year(now // 2, Part(PartKind.HALF, now % 2 + 1)), anchor=anchor)
        return replace(_part_of_year(base.year, part), anchor=anchor)

    def of_holiday(self, calendar: Calendar) -> _Meaning:
        rule = calendar.holiday
        year, anchor = self.year_of(calendar)
        if calendar.year is None:
            base, anchor = self.speech()
            told = self.story_told(same_block=True)
            if told is not None and told.explicit:
                base, anchor = told.day, f"story:{told.text}"
            if base is None:
                return _NOTHING
            year = self.year_of_holiday(rule, base)
        if year is None:
            return _NOTHING
        day = holiday(rule, year)
        return _NOTHING if day is None else _days(day, day, anchor)

    def year_of_holiday(self, rule: str, base: Day) -> int:
        days = [(year, holiday(rule, year)) for year in (base.year - 1, base.year, base.year + 1)]
        tense = self.tense_here()
        reference = base.date if base.day is not None else date(base.year, base.month or 7, 1)

        def cost(day: date | None) -> float:
            if day is None:
                return 1e9
            distance = (day - reference).days
            wrong = (tense is Tense.PAST and distance > 0) or (
                tense is Tense.FUTURE and distance < 0
            )
            return abs(distance) + (200 if wrong else 0)

        return min(days, key=lambda item: cost(item[1]))[0]

    def old_calendar(self, calendar: Calendar) -> _Meaning:
        """Turn a day or month of the old Chinese calendar into Gregorian days."""
        if calendar.holiday:
            return self.of_holiday(replace(calendar, lunar=False))
        year, anchor = self.year_of(calendar)
        month = calendar.month
        explicit = isinstance(calendar.year, int)
        if month is None and calendar.day is None:
            return self.of_year(replace(calendar, lunar=False))
        if isinstance(month, Shift) or isinstance(calendar.day, Shift):
            return _NOTHING
        if month is None:
            return _NOTHING
        base, base_anchor = self.speech()
        if year is None:
            if base is None:
                return _NOTHING
            anchor = base_anchor
            rule = f"lunar {month}-{calendar.day or 15}"
            year = self.year_of_holiday(rule, base)
        if calendar.day is None:
            days = lunar_month(year, month)
            if days is None:
                return _NOTHING
            return replace(_days(*days, anchor), explicit=explicit)
        day = lunar_day(year, month, calendar.day)
        return _NOTHING if day is None else replace(_days(day, day, anchor), explicit=explicit)

    # -- intervals --------------------------------------------------------------------------

    def interval(self, interval: Interval) -> _Meaning:
        start, end = interval.start, interval.end
        if end.is_time and not start.is_time:
            first = self.calendar(start)
            second = self.at_clock(first, end.clock) if end.clock is not None else first
            return _joined(first, second)
        if start.is_time and end.is_time:
            first, second = self.calendar(start), self.calendar(end)
            return _joined(first, second)
        if start.is_time and start.clock is not None:
            base, anchor = self.base(Frame.SPEECH, Unit.DAY)
            second = self.calendar(end)
            if base is None or base.day is None:
                return _NOTHING
            day = _days(base.date, base.date, anchor)
            return _joined(self.at_clock(day, start.clock), second)
        if start.year is None and end.year is not None and start.month is not None:
            return self.interval_ended(start, end)
        first = self.calendar(start)
        if first.first is None:
            return _NOTHING
        return _joined(first, self.end_of_interval(start, first.first, end))

    def interval_ended(self, start: Calendar, end: Calendar) -> _Meaning:
        """Take the year of the first part from the second: 12月底至2018年1月."""
        second = self.calendar(end)
        if second.first is None:
            return _NOTHING
        year = second.first.year
        if (
            isinstance(start.month, int)
            and second.first.month is not None
            and start.month > second.first.month
        ):
            year -= 1
        return _joined(self.calendar(replace(start, year=year)), second)

    def end_of_interval(self, start: Calendar, first: Day, end: Calendar) -> _Meaning:
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
            meaning = _days(day, day, "")
            return meaning if end.clock is None else self.at_clock(meaning, end.clock)
        if end.year is None and end.month is None and end.day is None and end.part is not None:
            if end.part.kind in (PartKind.QUARTER, PartKind.SEASON, PartKind.HALF):
                return self.calendar(replace(end, year=first.year))
        return self.calendar(end)

    def several(self, several: Several) -> _Meaning:
        first = self.calendar(several.items[0])
        if first.first is None:
            return _NOTHING
        found = [first]
        for item in several.items[1:]:
            previous = found[-1].first
            if previous is None:
                return _NOTHING
            found.append(self.end_of_interval(several.items[0], previous, item))
        if any(not meaning.value for meaning in found):
            return _NOTHING
        joined = _joined(first, found[-1])
        if len(found) >= 2 and not _consecutive(found):
            return replace(joined, value="{" + ",".join(m.value for m in found) + "}")
        return joined

    def open(self, expression: Open) -> _Meaning:
        meaning = self.meaning(expression.of)
        if not meaning.value:
            return meaning
        if expression.since:
            value = meaning.value.partition("/")[0].strip("{}").split(",")[0] + "/.."
        else:
            value = "../" + meaning.value.rpartition("/")[2].strip("{}").split(",")[-1]
        return replace(meaning, value=value)

    def offset(self, offset: Offset) -> _Meaning:
        amounts = offset.length.amounts
        finest = amounts[-1][1]
        frame = offset.frame
        base, anchor = self.base(frame, Unit.DAY if finest is not Unit.YEAR else Unit.YEAR)
        if offset.direction < 0 and self.aside is None and self.quotation is None:
            base, anchor = self.speech()
        if base is None:
            return _NOTHING
        if finest in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
            return self.offset_by_clock(offset, anchor)
        whole = _months_and_days(offset.length, offset.direction)
        if whole is None:
            return _NOTHING
        months, days = whole
        about = "~" if offset.length.approximate else ""
        if finest in (Unit.YEAR, Unit.DECADE, Unit.CENTURY) and months % 12 == 0:
            year = base.year + months // 12
            day = Day(year)
            return _Meaning(values.edtf(year) + about, day, day, anchor)
        if base.month is None:
            return _NOTHING
        year, month = values.add_months(base.year, base.month, months)
        if finest in (Unit.YEAR, Unit.MONTH, Unit.QUARTER) and not days:
            day = Day(year, month)
            return _Meaning(values.edtf(year, month) + about, day, day, anchor)
        if base.day is None:
            return _NOTHING
        shifted = values.shift_days(
            date(year, month, min(base.day, values.last_day(year, month))), days
        )
        if shifted is None:
            return _NOTHING
        day = Day.of(shifted)
        return _Meaning(shifted.isoformat() + about, day, day, anchor)

    def offset_by_clock(self, offset: Offset, anchor: str) -> _Meaning:
        moment: datetime | None = None
        if offset.frame is Frame.STORY and self.clock is not None:
            told = self.story_told()
            if told is not None and told.day.day is not None and self.clock.hour < 24:
                moment = datetime(
                    told.day.year,
                    told.day.month or 1,
                    told.day.day,
                    self.clock.hour,
                    self.clock.minute,
                )
                anchor = f"story:{told.text}"
        if moment is None and self.moment is not None:
            moment, anchor = self.moment, "published"
        if moment is None:
            return _NOTHING
        seconds = sum(
            amount * {Unit.HOUR: 3600, Unit.MINUTE: 60, Unit.SECOND: 1}.get(unit, 86400)
            for amount, unit in offset.length.amounts
        )
        try:
            result = moment + timedelta(seconds=offset.direction * seconds)
        except OverflowError:
            return _NOTHING
        day = Day.of(result.date())
        about = "~" if offset.length.approximate else ""
        text = result.strftime("%Y-%m-%dT%H:%M") + (
            f":{result.second:02d}" if result.second else ""
        )
        return _Meaning(text + about, day, day, anchor)

    def within(self, within: Within) -> _Meaning:
        """The stretch that ends or begins on the day it is said: 過去三年, 兩周內."""
        told = self.aside if within.direction > 0 else None
        base, anchor = self.speech()
        if told is not None and told.day.day is not None:
            base, anchor = told.day, f"story:{told.text}"
        if base is None or base.day is None:
            return _NOTHING
        if within.length.amounts[-1][1] in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
            return self.within_hours(within, base, anchor)
        whole = _months_and_days(within.length, within.direction)
        if whole is None:
            return _NOTHING
        months, days = whole
        year, month = values.add_months(base.year, base.month or 1, months)
        if not 1 <= year <= 9999:
            return _NOTHING
        other = values.shift_days(
            date(year, month, min(base.day, values.last_day(year, month))), days
        )
        if other is None:
            return _NOTHING
        ends = sorted((base.date, other))
        return _days(ends[0], ends[1], anchor)

    def within_hours(self, within: Within, base: Day, anchor: str) -> _Meaning:
        hours = sum(
            amount * {Unit.HOUR: 1.0, Unit.MINUTE: 1 / 60, Unit.SECOND: 1 / 3600}.get(unit, 24.0)
            for amount, unit in within.length.amounts
        )
        if self.moment is not None and anchor == "published":
            ends = sorted((self.moment, self.moment + within.direction * timedelta(hours=hours)))
            text = "/".join(end.strftime("%Y-%m-%dT%H:%M") for end in ends)
            return _Meaning(text, Day.of(ends[0].date()), Day.of(ends[1].date()), anchor)
        if hours % 24:
            return _NOTHING
        other = values.shift_days(base.date, within.direction * int(hours // 24))
        if other is None:
            return _NOTHING
        return _days(min(base.date, other), max(base.date, other), anchor)

    def age(self, age: Age) -> _Meaning:
        """Give the years of a decade or century."""
        anchor = ""
        century = age.century
        if isinstance(century, Shift):
            base, anchor = self.base(century.frame, Unit.YEAR)
            if base is None:
                return _NOTHING
            century = (base.year - 1) // 100 + 1 + century.count
        if age.decade is None:
            if century is None:
                return _NOTHING
            if century < 0:
                return _NOTHING
            first = (century - 1) * 100
            if age.part is None:
                return _years(f"{century - 1:02d}XX", first, first + 99, anchor)
            thirds = {PartKind.EARLY: (0, 33), PartKind.MIDDLE: (34, 66), PartKind.LATE: (67, 99)}
            low, high = thirds.get(age.part, (0, 99))
            return _years("", first + low, first + high, anchor)
        if age.decade >= 100:
            first = age.decade * 10
        elif century is not None:
            first = (century - 1) * 100 + age.decade * 10
        else:
            first = 1900 + age.decade * 10 if age.decade >= 2 else 2000 + age.decade * 10
        if age.last_decade is not None:
            last = age.last_decade * 10 + (0 if age.last_decade >= 100 else first - first % 100)
            return _years("", first, last + 9, anchor)
        if age.part is None:
            return _years(f"{first // 10:03d}X", first, first + 9, anchor)
        parts = {PartKind.EARLY: (0, 3), PartKind.MIDDLE: (4, 6), PartKind.LATE: (7, 9)}
        low, high = parts.get(age.part, (0, 9))
        return _years("", first + low, first + high, anchor)

    # -- neighbours -------------------------------------------------------------------------

    def has_bracketed_day(self, index: int) -> bool:
        """Tell whether a weekday is followed by its day in brackets: 周三（22日）."""
        if index + 1 >= len(self.mentions):
            return False
        mention, following = self.mentions[index], self.mentions[index + 1]
        expression, day = mention.expression, following.expression
        return (
            isinstance(expression, Calendar)
            and (expression.weekday is not None or isinstance(expression.day, Shift))
            and isinstance(day, Calendar)
            and isinstance(day.day, int)
            and following.start - mention.end <= 2
            and "(" in self.text[mention.end : following.start]
        )

    def weekday_beside(self, mention: Parsed, day: _Meaning) -> _Meaning:
        calendar = mention.expression
        assert isinstance(calendar, Calendar)
        weekday = calendar.weekday
        if (
            weekday is not None
            and day.first is not None
            and day.first.day is not None
            and day.first.date.isoweekday() == weekday
        ):
            meaning = replace(day, clock=None, value=day.value.partition("T")[0])
            if calendar.clock is not None:
                return self.at_clock(meaning, calendar.clock)
            return meaning
        return self.meaning(calendar)

    def is_beside_day(self, index: int, meanings: list[DateMention]) -> bool:
        """Tell whether a weekday follows its day: 8月13日（周三）, 10月12號，星期一."""
        expression = self.mentions[index].expression
        if not index or not isinstance(expression, Calendar):
            return False
        previous = self.mentions[index - 1]
        return (
            expression.weekday is not None
            and expression.week is None
            and isinstance(previous.expression, Calendar)
            and isinstance(previous.expression.day, (int, Shift))
            and _WEEKDAY_LINK.fullmatch(self.text[previous.end : self.mentions[index].start])
            is not None
            and bool(meanings[-1].date_start)
            and date.fromisoformat(meanings[-1].date_start).isoweekday() == expression.weekday
        )

    def of_day_before(self, calendar: Calendar, previous: DateMention) -> _Meaning:
        day = date.fromisoformat(previous.date_start)
        meaning = _days(day, day, previous.anchor)
        return meaning if calendar.clock is None else self.at_clock(meaning, calendar.clock)

    # -- time zones -------------------------------------------------------------------------

    def zone_of(self, mention: Parsed) -> tuple[str, bool]:
        """Give the zone that holds for a mention, and whether it is named right at it."""
        name = timezones.named_before(self.text, mention.start) or timezones.named_after(
            self.text, mention.end
        )
        if name is None:
            return self.zone, False
        zone = str(name)
        if zone == timezones.LOCAL or zone.startswith("@"):
            place = self.place_zone(zone, mention)
            if zone.startswith("@") and not place:
                return self.zone, False
            zone = place
        self.zone = zone
        return zone, True

    def place_zone(self, zone: str, mention: Parsed) -> str:
        if self.zone_at is None:
            return ""
        if zone.startswith("@"):
            end = int(zone[1:])
            return self.zone_at(end, end)
        return self.zone_at(mention.start, mention.end)

    # -- the result -------------------------------------------------------------------------

    def finished(
        self, mention: Parsed, meaning: _Meaning, zone: str, adjacent: bool
    ) -> DateMention:
        value = meaning.value
        timezone = zone if zone and (adjacent or "T" in value) else ""
        if value.startswith("P"):
            timezone = ""
        if timezone and "T" in value:
            value = "/".join(_zoned(part, timezone) for part in value.split("/"))
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


def _zoned(value: str, zone: str) -> str:
    """Add the offset of a zone to a value with a clock time that has none."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?", value)
    if not found:
        return value
    year, month, day, hour, minute = map(int, found.groups())
    return value + timezones.offset(zone, year, month, day, hour, minute)


def _days(first: date, last: date, anchor: str) -> _Meaning:
    value = first.isoformat()
    if last != first:
        value += "/" + last.isoformat()
    return _Meaning(value, Day.of(first), Day.of(last), anchor)


def _years(value: str, first: int, last: int, anchor: str) -> _Meaning:
    value = value or f"{values.edtf(first)}/{values.edtf(last)}"
    return _Meaning(value, Day(first), Day(last), anchor)


def _joined(first: _Meaning, second: _Meaning) -> _Meaning:
    if not first.value or not second.value:
        return _NOTHING
    start = first.value.partition("/")[0]
    end = second.value.rpartition("/")[2]
    return _Meaning(
        start if start == end else f"{start}/{end}",
        first.first,
        second.last,
        first.anchor,
        second.clock or first.clock,
        first.explicit,
    )


def _consecutive(found: list[_Meaning]) -> bool:
    for left, right in zip(found, found[1:], strict=False):
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


def _nearest_year(told: Day, candidate: Callable[[int], date | None]) -> int:
    """Give the year that brings a month (and day) nearest to a told day."""
    if told.month is None:
        return told.year
    best, best_distance = told.year, 1e9
    for year in (told.year, told.year - 1, told.year + 1):
        day = candidate(year)
        if day is None:
            continue
        distance = abs((day - told.date).days) + (0 if year == told.year else _SPAN_OF_STORY)
        if distance < best_distance:
            best, best_distance = year, distance
    return best


def _months_and_days(length: Length, direction: int) -> tuple[int, int] | None:
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


def _part_of_year(year: int, part: Part) -> _Meaning:
    """Give a part of a year: 上半年, 第三季, 夏天, 年底, 前10天, 最後4個月, 第二周."""
    if not 1 <= year <= 9999:
        return _NOTHING
    number = part.number
    if part.kind in (PartKind.EARLY, PartKind.MIDDLE, PartKind.LATE):
        month = {PartKind.EARLY: 1, PartKind.MIDDLE: 6, PartKind.LATE: 12}[part.kind]
        day = Day(year, month)
        return _Meaning(values.edtf(year, month) + "~", day, day)
    if part.kind is PartKind.SEASON:
        day = Day(year)
        return _Meaning(f"{values.edtf(year)}-{number}", day, day)
    if part.kind is PartKind.QUARTER or part.kind is PartKind.HALF:
        size = 3 if part.kind is PartKind.QUARTER else 6
        if not 1 <= number <= 12 // size:
            return _NOTHING
        return _months(year, size * (number - 1) + 1, size * number)
    if part.unit in (Unit.MONTH, Unit.QUARTER):
        size = 3 if part.unit is Unit.QUARTER else 1
        first, last = _counted(part, 12 // size)
        return _NOTHING if not first else _months(year, size * (first - 1) + 1, size * last)
    return _counted_days(date(year, 1, 1), date(year, 12, 31), part)


def _part_of_month(year: int, month: int, part: Part) -> _Meaning:
    """Give a part of a month: 上旬, 月底, 上半月, 第一周, 最後一個星期一."""
    if not 1 <= year <= 9999:
        return _NOTHING
    end = values.last_day(year, month)
    days = {
        PartKind.EARLY: (1, 10),
        PartKind.MIDDLE: (11, 20),
        PartKind.LATE: (21, end),
        PartKind.HALF: (1, 15) if part.number == 1 else (16, end),
    }.get(part.kind)
    if days is not None:
        return _days(date(year, month, days[0]), date(year, month, days[1]), "")
    return _counted_days(date(year, month, 1), date(year, month, end), part)


def _months(year: int, first: int, last: int) -> _Meaning:
    start, end = date(year, first, 1), date(year, last, values.last_day(year, last))
    if first == last:
        day = Day(year, first)
        return _Meaning(values.edtf(year, first), day, day)
    return _days(start, end, "")


def _counted(part: Part, total: int) -> tuple[int, int]:
    """Give the first and last ordinal that a part means; 0 where there are not so many."""
    if not 1 <= part.number <= total:
        return 0, 0
    if part.kind is PartKind.FIRST:
        return 1, part.number
    if part.kind is PartKind.LAST:
        return total - part.number + 1, total
    return part.number, part.number


def _counted_days(first: date, last: date, part: Part) -> _Meaning:
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
        return _NOTHING
    begin = start + step * (low - 1)
    end = start + step * (high - 1)
    if part.unit is Unit.WEEK and part.weekday is None:
        end += timedelta(days=6)
    return _days(begin, end, "")


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
    place told of. Gives one mention for each parsed one, in their order.
    """
    return _Resolver(text, original, layout, published, moment, zone_at).run(mentions)
