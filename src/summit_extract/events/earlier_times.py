"""Occasions that only their days tell: 首次訪華，上一次是在2019年7月; 三度會面：1月在P、5月在Q."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

from summit_extract.dates.resolution import DateMention
from summit_extract.events.lexicon import (
    DOCUMENT_FORMS,
    alternation,
    longest_matches,
    trigger_words,
)
from summit_extract.events.status import StatusReading, found_cues, statuses_told
from summit_extract.events.tellings import Source, Telling, When, Where
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import ArticleView, Clause, Sorted, within

__all__ = ["listed_occasions", "with_earlier_times"]

_SENTENCES_BACK = 1
_LONGEST_LEAD = 8
_LONGEST_GAP = 10
_COUNT = 6
_SEVERAL = 2
_APART = 4
"""Days that two occasions are apart, at least, where they are no summit of several days."""
_NOT_YET = {Status.PLANNED, Status.PROPOSED, Status.NOT_HELD, Status.CANCELLED}


def with_earlier_times(view: ArticleView, tellings: Sequence[Telling]) -> list[Telling]:
    """Add to the tellings of an article those of the time before, which only a day tells.

    Takes and gives the order of the text.
    """
    added = list(_told_by_day(view, tellings))
    return sorted([*tellings, *added], key=lambda telling: telling.trigger.start)


def listed_occasions(
    view: ArticleView, trigger: Trigger, others: Sorted[Trigger]
) -> list[tuple[When, Where]]:
    """Give the day and place of each occasion where a trigger only counts them and a list follows.

    兩人見過兩面，去年5月在廣島，今年6月在普利亞; 十二次訪華，最後一次在2019年9月. ``others`` are
    all triggers.
    """
    clause = view.clauses[trigger.clause]
    if trigger.form in DOCUMENT_FORMS or trigger.gesture:
        return []
    end = view.sentence_range(clause.sentence).end
    following = within(others, trigger.end, end)
    end = following[0].start if following else end
    days = [
        mention
        for mention in within(view.dates, trigger.end, end)
        if mention.label == "DATE" and mention.date_end
    ]
    near = min(end, trigger.end + _COUNT)
    if not days or not _many().search(view.simplified, clause.start, near):
        return []
    if statuses_told(view, clause.start, trigger.start) & _NOT_YET:
        return []
    if len(days) < _SEVERAL:
        lead = view.simplified[trigger.end : days[0].start]
        if not _last_one().search(lead):
            return []
    if any(_days_between(one, other) < _APART for one, other in pairwise(days)):
        return []  # 兩次會談，18日一次，19日再談: of one summit
    found: list[tuple[When, Where]] = []
    ends = [*(day.start for day in days[1:]), end]
    for day, until in zip(days, ends, strict=True):
        told = [p for p in within(view.places, day.end, until) if p.place is not None]
        here = Where(told[0], None, Source.CLAUSE) if told else Where()
        found.append((When(day, Source.CLAUSE), here))
    return found


def _days_between(one: DateMention, other: DateMention) -> int:
    first, last = sorted((one, other), key=lambda mention: mention.date_start)
    if not first.date_start:
        return 0
    return (date.fromisoformat(last.date_start) - date.fromisoformat(first.date_start)).days


@cache
def _many() -> re.Pattern[str]:
    number = r"(?<!第)(?:[2-9]|\d\d|[两二三四五六七八九十数几多]{1,4})"
    return re.compile(rf"{number}{alternation('times')}")


@cache
def _last_one() -> re.Pattern[str]:
    return re.compile(rf"{alternation('last_one')}[^，。；、]{{0,6}}$")


@cache
def _last_time() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('last_time')})(?P<gap>[^，。；、]{{0,{_LONGEST_GAP}}}?)$")


def _told_by_day(view: ArticleView, tellings: Sequence[Telling]) -> Iterator[Telling]:
    starts = [telling.trigger.start for telling in tellings]
    for mention in view.dates:
        if mention.label != "DATE" or not mention.date_end:
            continue
        clause = view.clauses[view.clause_index(mention.start)]
        start = max(clause.start, mention.start - _LONGEST_LEAD - _LONGEST_GAP)
        told = _last_time().search(view.simplified, start, mention.start)
        if told is None or told.start() - clause.start > _LONGEST_LEAD:
            continue
        before = bisect_left(starts, clause.start)
        if before == 0 or not _is_elliptic(view, clause, told.start(), mention):
            continue
        base = tellings[before - 1]
        own = base.trigger.event_type in (EventType.VISIT, EventType.MEETING, EventType.CALL)
        near = clause.sentence - view.clauses[base.trigger.clause].sentence <= _SENTENCES_BACK
        if not own or not near or base.block != view.block_index(mention.start):
            continue
        sentence = view.sentence_range(clause.sentence)
        if starts[before:] and starts[before] < sentence.end:
            continue  # 上一次在2019年訪問, 上一次是在2004年，小泉與盧武鉉會談: told by its own word
        yield replace(
            base,
            trigger=replace(
                base.trigger,
                start=told.start(),
                end=told.start("gap"),
                clause=view.clause_index(mention.start),
                frame=None,
                passed=None,
            ),
            start=sentence.start,
            end=sentence.end,
            status=StatusReading(Status.HELD),
            when=When(mention, Source.CLAUSE),
            where=_where(view, base, clause, mention),
            occasion="",
            planned_duration="",
            duration="",
            same=False,
            another=True,
            earlier=True,
            comment=False,
            sequel=False,
            ending=False,
            background=False,
            in_title=False,
            undated=False,
            meanwhile=False,
        )


def _is_elliptic(view: ArticleView, clause: Clause, start: int, mention: DateMention) -> bool:
    """Whether the clause tells nothing but when the time before was."""
    for at, word in longest_matches(trigger_words(), view.simplified, start, clause.end):
        if word.event_type is not None and not mention.start <= at < mention.end:
            return False
    denied = (
        cue.status is Status.NOT_HELD for _, cue in found_cues(view, clause.start, clause.end)
    )
    return not any(denied)


def _where(view: ArticleView, base: Telling, clause: Clause, mention: DateMention) -> Where:
    if base.trigger.event_type is EventType.VISIT:
        return base.where
    told = within(view.places, mention.start, clause.end)
    found = [place for place in told if place.place is not None]
    return Where(found[-1], None, Source.CLAUSE) if found else Where()
