"""Entries of a live page: blocks that open with a clock time, in one order or the other."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from summit_extract.dates.expressions import Calendar, Clock
from summit_extract.dates.grammar import Parsed
from summit_extract.dates.values import Day
from summit_extract.language.layout import Layout

__all__ = ["live_entries"]

_LIST_MARK = 3
_FEWEST = 3


def live_entries(
    mentions: Sequence[Parsed], layout: Layout, published: Day | None
) -> dict[int, date]:
    """Give the days of the entries of a live page, by the index of the mention of their time.

    A live page has at least three blocks that open with a time. Most pages have the newest
    first: then the first is of the day of the latest update told above it, and a later time
    after an earlier one is of the day before. Where times run forward, the first is of the day of
    publication.
    """
    entries: list[tuple[int, int]] = []
    latest: date | None = None
    block = 0
    for index, mention in enumerate(mentions):
        expression = mention.expression
        if not isinstance(expression, Calendar) or expression.clock is None:
            continue
        while block + 1 < len(layout.blocks) and layout.blocks[block + 1].start <= mention.start:
            block += 1
        if not expression.is_time:
            if not entries:
                latest = _latest(latest, expression)
        elif layout.blocks and mention.start - layout.blocks[block].start < _LIST_MARK:
            entries.append((index, _minutes(expression.clock)))
    if len(entries) < _FEWEST:
        return {}
    falling = sum(later < earlier for (_, earlier), (_, later) in pairwise(entries))
    newest_first = falling * 2 >= len(entries) - 1
    own = None if published is None else published.date
    day = (latest or own) if newest_first else own
    if day is None:
        return {}
    days: dict[int, date] = {}
    before: int | None = None
    for index, minutes in entries:
        if before is not None and newest_first and minutes > before:
            day -= timedelta(days=1)
        elif before is not None and not newest_first and minutes < before:
            day += timedelta(days=1)
        days[index] = day
        before = minutes
    return days


def _minutes(clock: Clock) -> int:
    return clock.hour * 60 + clock.minute


def _latest(latest: date | None, calendar: Calendar) -> date | None:
    year, month, day = calendar.year, calendar.month, calendar.day
    if not (isinstance(year, int) and isinstance(month, int) and isinstance(day, int)):
        return latest
    try:
        told = date(year, month, day)
    except ValueError:  # 2月30日
        return latest
    return told if latest is None or told > latest else latest
