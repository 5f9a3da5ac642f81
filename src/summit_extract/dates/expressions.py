"""What a date expression says as it is written, before it is known what it means."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "Age",
    "Calendar",
    "Clock",
    "Expression",
    "Frame",
    "Interval",
    "Length",
    "Offset",
    "Open",
    "Part",
    "PartKind",
    "Several",
    "Shift",
    "Unit",
    "Vague",
    "Within",
]


class Unit(StrEnum):
    """A unit of the calendar or the clock."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Frame(StrEnum):
    """What a relative expression counts from."""

    SPEECH = "speech"
    """The day on which it is said: 昨天, 去年."""
    STORY = "story"
    """The day last told in the story: 翌日, 同年."""


class PartKind(StrEnum):
    """Which part of a year, month, week or decade is meant."""

    EARLY = "early"
    MIDDLE = "middle"
    EARLIER = "earlier"
    """The first twenty days of a month (上中旬)."""
    LATER = "later"
    """All but its first ten days (中下旬)."""
    LATE = "late"
    HALF = "half"
    QUARTER = "quarter"
    SEASON = "season"
    NTH = "nth"
    FIRST = "first"
    LAST = "last"
    WEEKEND = "weekend"
    SAME = "same"
    """The stretch of that year or month that is told of in another: 去年同期."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A number of units before (negative) or after what the frame gives: 去年, 翌日, 本月."""

    unit: Unit
    count: int
    frame: Frame


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the period before it: 初, 上半, 第三季, 最後四個月, 最後一個星期一.

    ``number`` is the ordinal, the count or the EDTF code of the season; ``unit`` what is counted;
    ``weekday`` 1 (Monday) to 7 where weekdays are counted.
    """

    kind: PartKind
    number: int = 0
    unit: Unit | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``hour`` is 0 to 24 after 下午, 晚上 and the like have been applied.

    ``explicit`` is true where the hour can't be of the other half of the day.
    """

    hour: int
    minute: int
    second: int | None = None
    explicit: bool = False
    offset: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A point or period of the calendar, each field as far as it is written.

    ``lunar`` says that month and day are of the old Chinese calendar.
    """

    year: int | Shift | None = None
    month: int | Shift | None = None
    week: Shift | None = None
    day: int | Shift | None = None
    weekday: int | None = None
    holiday: str = ""
    part: Part | None = None
    day_part: str = ""
    clock: Clock | None = None
    lunar: bool = False

    @property
    def is_time(self) -> bool:
        """Whether there is nothing but a clock time or a part of the day."""
        return (
            self.year is None
            and self.month is None
            and self.week is None
            and self.day is None
            and self.weekday is None
            and not self.holiday
            and self.part is None
        )


@dataclass(frozen=True, slots=True)
class Age:
    """A decade or century: 20世紀80年代, 本世紀, 九十年代初.

    ``century`` counts as people do (20 for 1900 to 1999), relative where it is a Shift;
    ``decade`` and ``last_decade`` are 0 to 9, or a full year such as 1990 divided by ten.
    """

    century: int | Shift | None = None
    decade: int | None = None
    last_decade: int | None = None
    part: PartKind | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time; ``approximate`` for 兩個多小時; no amounts where none is told (數月).

    ``least`` is the lower amount of 6至7小時.
    """

    amounts: tuple[tuple[float, Unit], ...]
    approximate: bool = False
    least: float | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """A length before (``direction`` -1) or after (1) a day: 三天後, 兩周前.

    ``same_day`` for 六十年前的今天, which is a day and not a year; ``on`` is the month or day of
    the year that it leads to (四年前的二月); ``at`` the time of that day (兩天後凌晨5時).
    """

    length: Length
    direction: int
    frame: Frame
    same_day: bool = False
    on: Calendar | None = None
    at: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """A stretch of a length that ends (-1) or starts (1) on a day: 過去三年, 兩周內.

    ``whole`` where it is told in whole units (過去三年 from 2022 to 2025), not to the day;
    ``coming`` where it is told up to the day it is said on (三年來).
    """

    length: Length
    direction: int
    frame: Frame = Frame.SPEECH
    whole: bool = False
    coming: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """From one to another; what the second leaves out it takes from the first."""

    start: Calendar
    end: Calendar


@dataclass(frozen=True, slots=True)
class Several:
    """Days, months or years named together: 19、20日."""

    items: tuple[Calendar, ...]


@dataclass(frozen=True, slots=True)
class Vague:
    """An expression without a value: 日前, 近日, 這些年來."""


Period = Calendar | Age | Interval | Several | Offset


@dataclass(frozen=True, slots=True)
class Open:
    """An interval open on one side: 自2022年以來 (``since``), 8月底前."""

    of: Period
    since: bool


Expression = Calendar | Age | Interval | Several | Offset | Within | Open | Length | Vague
