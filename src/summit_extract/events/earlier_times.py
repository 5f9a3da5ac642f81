"""An earlier occasion that no word of its own tells: 這是他首次訪華，上一次是在2019年7月."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from summit_extract.dates.resolution import DateMention
from summit_extract.events.lexicon import alternation, longest_matches, trigger_words
from summit_extract.events.status import StatusReading, found_cues
from summit_extract.events.tellings import Source, Telling, When, Where
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import ArticleView, Clause, within

__all__ = ["with_earlier_times"]

_SENTENCES_BACK = 1
_LONGEST_LEAD = 8
_LONGEST_GAP = 10


def with_earlier_times(view: ArticleView, tellings: Sequence[Telling]) -> list[Telling]:
    """Add to the tellings of an article those of the time before, which only a day tells.

    Takes and gives the order of the text.
    """
    added = list(_told_by_day(view, tellings))
    return sorted([*tellings, *added], key=lambda telling: telling.trigger.start)


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
        if starts[before:] and starts[before] < clause.end:
            continue  # 上一次在2019年訪問: told by its own word
        sentence = view.sentence_range(clause.sentence)
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
