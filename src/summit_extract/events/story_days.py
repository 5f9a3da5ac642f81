"""When an event was that no word of its own dates.

An account goes on day by day. What happens in it without a day of its own was on the day of what
its people did right before; what is planned, or ruled out, for a place was to be on the day on
which its people come there.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from summit_extract.dates.resolution import DateMention
from summit_extract.events.lexicon import words
from summit_extract.events.scene import Stay, stays_of
from summit_extract.events.tellings import Source, Telling, When
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import ArticleView, within
from summit_extract.places.values import Place

if TYPE_CHECKING:
    from summit_extract.events.merging import Draft

__all__ = ["date_events"]

_REACH = 12
"""How many events before one are looked at, so that cost stays linear."""

_STAYS = 40
"""How many stays before a telling are looked at."""

_BLOCKS_BACK = 3
_LONGEST = 2
"""Days after its first that what tells the day may last."""

_NEAR = 80
_MONTH = len("2018-10")
_AHEAD = frozenset({Status.PLANNED, Status.NOT_HELD})


def date_events(view: ArticleView, drafts: "Sequence[Draft]") -> None:
    """Give the events without a day of their own the one that the account is at."""
    stays: list[Stay] | None = None
    for number, draft in enumerate(drafts):
        if draft.days[0] or draft.type is EventType.VISIT or not _goes_on(view, draft):
            continue
        if draft.status is Status.HELD:
            before = drafts[max(0, number - _REACH) : number]
            draft.story_day = _of_event_before(view, draft, before)
        elif draft.status in _AHEAD:
            stays = stays_of(view, drafts) if stays is None else stays
            draft.story_day = _of_stay(view, draft, stays)
        mention = draft.story_day.mention if draft.story_day else None
        if mention is not None:
            draft.days = (mention.date_start, mention.date_end)
            draft.day_source = Source.STORY


def _goes_on(view: ArticleView, draft: "Draft") -> bool:
    """Whether an event is told as a part of the account, and its sentences tell no other day."""
    for telling in draft.tellings:
        if telling.earlier or telling.in_caption or telling.undated:
            return False
        if view.simplified.startswith(words("on_the_way"), telling.start):
            return False  # 行程中，A還同B通電話
        if telling.background and _bounds_time(view, telling):
            return False
        if telling.status.likely not in (None, Status.HELD) or telling.same:
            return False
        clause = view.clauses[telling.trigger.clause]
        told = within(view.dates, telling.start, clause.end)
        if any(mention.label == "DATE" for mention in told):
            return False
    return not all(telling.in_title for telling in draft.tellings)


def _bounds_time(view: ArticleView, telling: Telling) -> bool:
    """自兩人會談以來, 會談前: what is told of is before or since; 會談後 goes on with it."""
    return not view.simplified.startswith(("后", "之后", "以后", "结束后"), telling.trigger.end)


def _of_event_before(view: ArticleView, draft: "Draft", before: "Sequence[Draft]") -> When | None:
    first = min(draft.tellings, key=lambda telling: telling.start)
    for other in reversed(before):
        if other.status is not Status.HELD:
            continue
        with_it = other.type is EventType.AGREEMENT and any(
            t.start == first.start and not t.earlier for t in other.tellings
        )  # A訪墨，和B商談，兩人簽署的協定…: they met when they signed
        if not with_it and not other.people & draft.people:
            continue
        if _are_apart(draft, other):
            continue
        if other.type is EventType.VISIT and not _is_brief(other):
            continue
        mention = _day_of(other)
        if mention is None or not _is_short(mention.date_start, mention.date_end):
            continue
        near = [t for t in other.tellings if t.start <= first.start and _is_near(t, first)]
        if near and not all(t.earlier for t in near):
            moved = _is_story_moved(view, max(t.end for t in near), first.start, other.days)
            return None if moved else When(mention, Source.STORY)
    return None


def _is_brief(visit: "Draft") -> bool:
    """19日抵達仰光，進行短暫訪問: a visit told by one day, and not as longer."""
    if not visit.days[0] or visit.days[0] != visit.days[1]:
        return False
    return not any(t.duration.startswith("P") and "D" in t.duration for t in visit.tellings)


def _is_story_moved(view: ArticleView, start: int, end: int, days: tuple[str, str]) -> bool:
    """Whether what is told between two events was last on another day."""
    told = {
        m.date_start
        for m in within(view.dates, start, end)
        if m.label == "DATE" and len(m.value) >= _MONTH and m.date_start and ".." not in m.value
    }
    return len([day for day in told if not days[0] <= day <= (days[1] or days[0])]) > 1


def _are_apart(one: "Draft", other: "Draft") -> bool:
    """Whether two events are told to have been in two states."""
    here, there = (d.place.place if d.place else None for d in (one, other))
    codes = [place.country_code for place in (here, there) if place is not None]
    return len(codes) > 1 and codes[0] != codes[1]


def _is_near(one: Telling, other: Telling) -> bool:
    return one.section == other.section and 0 <= other.block - one.block <= _BLOCKS_BACK


def _day_of(draft: "Draft") -> DateMention | None:
    told = [t.when for t in draft.tellings if t.when.mention is not None]
    best = max(told, key=lambda when: when.source, default=None)
    return best.mention if best else None


def _is_short(first: str, last: str) -> bool:
    if not first:
        return False
    days = date.fromisoformat(last or first) - date.fromisoformat(first)
    return days.days <= _LONGEST


def _of_stay(view: ArticleView, draft: "Draft", stays: Sequence[Stay]) -> When | None:
    """將在弗里敦會見A, after 定於8日到那裡訪問: the day of that stay."""
    for telling in draft.tellings:
        where = telling.where
        place = where.place.place if where.place and where.source >= Source.SENTENCE else None
        last = bisect_left(stays, telling.end, key=lambda stay: stay.start)
        for stay in reversed(stays[max(0, last - _STAYS) : last]):
            blocks = telling.block - view.block_index(stay.start)
            if blocks > _BLOCKS_BACK:
                break
            if not stay.open or not _is_short(*stay.days):
                continue
            if not _holds(stay.place.place, place):
                continue
            if stay.people and not stay.people & draft.people:
                continue
            mention = _mention_of(view, stay)
            if mention is not None:
                return When(mention, Source.STORY)
    return None


def _holds(around: Place | None, place: Place | None) -> bool:
    """Whether a place is the other or, as its state, holds it."""
    if around is None or place is None:
        return False
    if around.name == place.name:
        return True
    same = bool(place.country_code) and around.country_code == place.country_code
    return same and "country" in (around.kind, place.kind)


def _mention_of(view: ArticleView, stay: Stay) -> DateMention | None:
    """Give the words that tell the days of a stay."""
    found = [
        mention
        for mention in within(view.dates, stay.start - _NEAR, stay.start + _NEAR)
        if (mention.date_start, mention.date_end) == stay.days
    ]
    return min(found, key=lambda mention: abs(mention.start - stay.start), default=None)
