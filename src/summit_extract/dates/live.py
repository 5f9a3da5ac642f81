"""Entries of a live page: blocks that open with a clock time, in one order or the other."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from summit_extract.dates import values
from summit_extract.dates.expressions import Calendar, Clock, Shift
from summit_extract.dates.grammar import Parsed
from summit_extract.dates.values import Day
from summit_extract.language.layout import BlockKind, Layout

__all__ = ["live_entries"]

_LIST_MARK = 3
_FEWEST = 3
_MONTHS = 12
_SAID_OF_PAGE = re.compile("[均皆都下][为是]$")


class _Entry(NamedTuple):
    """The time that opens a block: number of its mention, minutes of the day, the day if told."""

    number: int
    minutes: int
    day: date | None


def live_entries(
    mentions: Sequence[Parsed], layout: Layout, published: Day | None, text: str = ""
) -> dict[int, date]:
    """Give the days of the entries of a live page, by the index of the mention of their time.

    A live page has at least three blocks that open with a time. Most pages have the newest
    first: then the first is of the day of the latest update told above it, and a later time
    after an earlier one is of the day before. Where times run forward, the first is of the day of
    publication. An entry that tells its day (3日22:27) gives it to those after it.
    """
    entries: list[_Entry] = []
    latest: date | None = None
    said: date | None = None
    block = 0
    own = None if published is None else published.date
    for index, mention in enumerate(mentions):
        expression = mention.expression
        if not isinstance(expression, Calendar):
            continue
        if expression.clock is None:
            if not entries and _SAID_OF_PAGE.search(text, max(0, mention.start - 2), mention.start):
                said = _day_of(expression, own) or said
            continue
        while block + 1 < len(layout.blocks) and layout.blocks[block + 1].start <= mention.start:
            block += 1
        opens = bool(layout.blocks) and mention.start - layout.blocks[block].start < _LIST_MARK
        stamp = bool(layout.blocks) and layout.blocks[block].kind is BlockKind.BYLINE
        opens = opens and not (stamp and isinstance(expression.year, int))
        dated = _day_of(expression, own)
        if opens and (expression.is_time or dated is not None):
            entries.append(_Entry(index, _minutes(expression.clock), dated))
        elif not expression.is_time and not entries:
            latest = _latest(latest, expression)
    if len(entries) < _FEWEST:
        return {}
    newest_first = _runs_back(entries)
    day = said or ((latest or own) if newest_first else own)
    if day is None:
        return {}
    days: dict[int, date] = {}
    before: int | None = None
    for entry in entries:
        if entry.day is not None:
            day = entry.day
        elif before is not None and newest_first and entry.minutes > before:
            day -= timedelta(days=1)
        elif before is not None and not newest_first and entry.minutes < before:
            day += timedelta(days=1)
        before = entry.minutes
        if entry.day is None:
            days[entry.number] = day
    return days


def _runs_back(entries: Sequence[_Entry]) -> bool:
    """Tell whether the newest entry comes first."""
    told = [entry.day for entry in entries if entry.day is not None]
    if told and told[0] != told[-1]:
        return told[0] > told[-1]
    pairs = list(pairwise(entries))
    falling = sum(later.minutes < earlier.minutes for earlier, later in pairs)
    return falling * 2 >= len(pairs)


def _day_of(calendar: Calendar, own: date | None) -> date | None:
    """Give the day that an entry tells, the last such one up to the day of publication."""
    number, month = calendar.day, calendar.month
    if not isinstance(number, int) or isinstance(month, Shift) or own is None:
        return None
    if isinstance(calendar.year, int) and month is not None:
        return _valid(calendar.year, month, number)
    if calendar.year is not None:
        return None
    back = range(_MONTHS + 1) if month is None else (0, _MONTHS)
    for count in back:
        year, other = values.add_months(own.year, month or own.month, -count)
        day = _valid(year, other, number)
        if day is not None and day <= own:
            return day
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if values.is_valid(year, month, day) and year > 0 else None


def _minutes(clock: Clock) -> int:
    return clock.hour * 60 + clock.minute


def _latest(latest: date | None, calendar: Calendar) -> date | None:
    year, month, day = calendar.year, calendar.month, calendar.day
    if not (isinstance(year, int) and isinstance(month, int) and isinstance(day, int)):
        return latest
    told = _valid(year, month, day)
    if told is None:  # 2月30日
        return latest
    return told if latest is None or told > latest else latest
