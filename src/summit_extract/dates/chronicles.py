"""Lists of what happened with the latest first: blocks that open with dates that run backwards."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from summit_extract.dates.expressions import Calendar, Interval, Several
from summit_extract.dates.grammar import Parsed
from summit_extract.dates.values import Day
from summit_extract.language.layout import Layout

__all__ = ["years_of_chronicle"]

_LIST_MARK = 3
_FEWEST = 4
_NEXT = 2
_MIDDLE = 15


class _Entry(NamedTuple):
    """A date that opens a block: number of its mention and block, its year if it is written."""

    number: int
    block: int
    year: int | None
    day: tuple[int, int]


def years_of_chronicle(
    mentions: Sequence[Parsed], layout: Layout, published: Day | None
) -> dict[int, int]:
    """Give the years of the entries of a list with the latest first, by their mention's index.

    Each entry lies before the one above it, whatever day is nearer to the article's own. Lists
    that run forward are told like any story.
    """
    years: dict[int, int] = {}
    run: list[_Entry] = []
    for entry in _entries(mentions, layout):
        if run and entry.block - run[-1].block > _NEXT:
            years.update(_years(run, published))
            run = []
        run.append(entry)
    years.update(_years(run, published))
    return years


def _entries(mentions: Sequence[Parsed], layout: Layout) -> list[_Entry]:
    found: list[_Entry] = []
    block = -1
    for index, mention in enumerate(mentions):
        before = block
        while block + 1 < len(layout.blocks) and layout.blocks[block + 1].start <= mention.start:
            block += 1
        if block == before or mention.start - layout.blocks[block].start >= _LIST_MARK:
            continue
        calendar = mention.expression
        if isinstance(calendar, Interval):
            calendar = calendar.start
        elif isinstance(calendar, Several):
            calendar = calendar.items[0]
        if not isinstance(calendar, Calendar) or not isinstance(calendar.month, int):
            continue
        if calendar.lunar or not (calendar.year is None or isinstance(calendar.year, int)):
            continue
        day = calendar.day if isinstance(calendar.day, int) else _MIDDLE
        found.append(_Entry(index, block, calendar.year, (calendar.month, day)))
    return found


def _years(run: list[_Entry], published: Day | None) -> dict[int, int]:
    if len(run) < _FEWEST or not _runs_back(run):
        return {}
    years: dict[int, int] = {}
    year: int | None = None
    last: tuple[int, int] | None = None
    if published is not None and published.month is not None:
        year, last = published.year, (published.month, published.day or _MIDDLE)
    for entry in run:
        if entry.year is not None:
            year = entry.year
        elif year is not None and last is not None:
            year -= entry.day > last
            years[entry.number] = year
        last = entry.day
    return years


def _runs_back(run: list[_Entry]) -> bool:
    """Tell whether most entries of a list lie before the one above them, and no year goes up."""
    written = [entry.year for entry in run if entry.year is not None]
    if any(later > earlier for earlier, later in pairwise(written)):
        return False
    falling = sum(later.day < earlier.day for earlier, later in pairwise(run))
    return falling * 2 > len(run) - 1
