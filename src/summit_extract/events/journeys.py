"""Comings and goings: on which days somebody came to a place and left it.

周恩来总理是一日到达这里的; 他定于23日离开: sentences that tell no visit by themselves, but on which
days the visit told elsewhere began and ended.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from summit_extract.dates.resolution import DateMention
from summit_extract.events.lexicon import alternation, object_verbs
from summit_extract.events.tellings import in_order
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import (
    NO_EVENTS_IN,
    ArticleView,
    Clause,
    UnitKind,
    says_after,
    within,
)
from summit_extract.events.where import dateline_places
from summit_extract.places.values import Place, PlaceMention

if TYPE_CHECKING:
    from summit_extract.events.merging import Draft

__all__ = ["Move", "add_journeys", "moves_of"]

_LONGEST_STAY = 10
"""How many days after it began a visit may end."""

_BLOCKS_APART = 6
"""How many paragraphs a coming or going may stand from the visit it belongs to."""

_REACH = 40
"""How many comings and goings on each side of a telling are looked at: cost stays linear."""

_PLACE_REACH = 8
_UNDATED = (Status.PROPOSED, Status.NOT_HELD)
_NEXT = re.compile(r"[次翌隔]|第[二三四五六]|\d+[日天][後后]")


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody came to a place or left it.

    ``people`` are the ids of who did, empty where the sentence has no subject of its own;
    ``place`` is where to or whence, if told; ``here`` says that it is where the report is from;
    ``whole`` that the day is told of the trip as such (此訪從4日持續到11日).
    """

    start: int
    block: int
    people: frozenset[str]
    leaving: bool
    place: PlaceMention | None
    here: bool
    whence: bool
    day: DateMention
    whole: bool = False


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<leaving>{alternation('departing')}|{alternation('staying_until')})|{alternation('landing')}(?!目标|协议|共识)"
    )


@cache
def _here() -> re.Pattern[str]:
    return re.compile(rf"了?{alternation('here_told')}")


def moves_of(view: ArticleView, triggers: Sequence[int] = ()) -> list[Move]:
    """Give the comings and goings of an article that a single day is told of, in its order;
    ``triggers`` are the sorted offsets at which events are told, whose days are their own."""
    found: list[Move] = []
    subject: tuple[int, frozenset[str]] = (-1, frozenset())
    for clause in view.clauses:
        block = view.block_of(clause.start)
        if block.kind in NO_EVENTS_IN:
            continue
        verb = _verb().search(view.simplified, clause.start, clause.end)
        until = verb.start() if verb else clause.end
        people = _subject(view, clause, until)
        if people:
            subject = (clause.sentence, people)
        elif subject[0] != clause.sentence:
            subject = (clause.sentence, frozenset())
        found += _whole_trip(view, clause, subject[1])
        if verb is None:
            continue
        day = _day(view, clause, verb.start(), triggers)
        if day is None:
            continue
        found.append(
            Move(
                verb.start(),
                view.block_index(clause.start),
                subject[1],
                verb["leaving"] is not None,
                _place(view, verb.end(), clause.end),
                _here().match(view.simplified, verb.end(), clause.end) is not None,
                verb.group().startswith("离开"),
                day,
            )
        )
    return found


@cache
def _trip() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,10}}?{alternation('this_trip')}")


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf"起?(?:{alternation('lasting_until')}|[至到～~—－-])")


def _whole_trip(view: ArticleView, clause: Clause, people: frozenset[str]) -> Iterator[Move]:
    """此訪從4日持續到11日, 行程自4日至11日: give the coming and the going that it tells."""
    days = [m for m in within(view.dates, clause.start, clause.end) if m.date_start]
    if not days or not _trip().match(view.simplified, clause.start, days[0].start):
        return
    first, last = days[0], days[-1]
    if len(days) == 1 and _are_days(first):
        begun = replace(first, date_end=first.date_start, value=first.date_start)
        ended = replace(first, date_start=first.date_end, value=first.date_end)
    elif len(days) == 2 and _until().fullmatch(view.simplified, first.end, last.start):
        begun, ended = first, last
    else:
        return
    if not (_is_day(begun) and _is_day(ended)):
        return
    block = view.block_index(clause.start)
    for at, leaving, day in ((first.start, False, begun), (last.end, True, ended)):
        yield Move(at, block, people, leaving, None, here=False, whence=False, day=day, whole=True)


def _are_days(mention: DateMention) -> bool:
    return "/" in mention.value and _days(mention.date_start, mention.date_end) <= _LONGEST_STAY


def _subject(view: ArticleView, clause: Clause, until: int) -> frozenset[str]:
    """Give the people whom a clause names before its verb, not those who only say something."""
    units = [
        unit
        for unit in within(view.units, clause.start, until)
        if unit.kind in (UnitKind.PERSON, UnitKind.PAIR)
        and unit.entities
        and not says_after(view, unit)
        and not _is_beside(view, clause, unit.start)
    ]
    return frozenset(identity for unit in units for identity in unit.entities)


def _is_beside(view: ArticleView, clause: Clause, start: int) -> bool:
    """應A邀請, 在A陪同下, 會見A: who is named after a preposition or is met does not travel."""
    lead = view.simplified[clause.start : start]
    return bool(re.search(rf"(?:{alternation('preposition')}|应|{object_verbs()}了?)$", lead))


def _day(
    view: ArticleView, clause: Clause, verb: int, triggers: Sequence[int]
) -> DateMention | None:
    """Give the single day told with a verb: before it in its clause, or in the sentence's clause
    right before, else after it."""
    before = [m for m in within(view.dates, clause.start, verb) if _is_day(m)]
    if before:
        return before[-1]
    after = [m for m in within(view.dates, verb, clause.end) if _is_day(m)]
    if after and _NEXT.match(after[0].text):
        return None  # 抵京次日
    if after:
        return after[0]
    number = view.clause_index(clause.start)
    earlier = view.clauses[number - 1] if number else clause
    if earlier.sentence != clause.sentence or earlier is clause:
        return None
    if _verb().search(view.simplified, earlier.start, earlier.end):
        return None
    if bisect_left(triggers, earlier.start) < bisect_left(triggers, earlier.end):
        return None  # 8日同A會談，隨後回國
    told = [m for m in within(view.dates, earlier.start, earlier.end) if _is_day(m)]
    return told[-1] if told else None


def _is_day(mention: DateMention) -> bool:
    return bool(mention.date_start) and mention.date_start == mention.date_end


def _place(view: ArticleView, start: int, end: int) -> PlaceMention | None:
    told = within(view.places, start, min(end, start + _PLACE_REACH))
    near = [m for m in told if m.place is not None]
    last = near[0] if near else None
    for mention in near[1:]:
        if last is not None and mention.start == last.end:
            last = mention  # 巴西首都巴西利亞
    return last


def add_journeys(view: ArticleView, drafts: "Sequence[Draft]") -> None:
    """Give the visits of an article the days on which they began and ended, where told apart."""
    visits = [d for d in drafts if d.type is EventType.VISIT and d.status not in _UNDATED]
    if not visits:
        return
    triggers = [telling.trigger.start for telling, _ in in_order(drafts)]
    moves = moves_of(view, triggers)
    own = [[move for move in _near(draft, moves) if _is_of(view, draft, move)] for draft in visits]
    for draft, found in zip(visits, own, strict=True):
        draft.arrival = next((move.day for move in found if not move.leaving), None)
        _revive(view, draft)
    left: dict[int, tuple[str, Move, Draft]] = {}
    for draft, found in zip(visits, own, strict=True):
        begun = _begun(draft)
        for move in found:
            if not move.leaving or not begun:
                continue
            if not 0 < _days(begun, move.day.date_start) <= _LONGEST_STAY:
                continue
            if move.start not in left or begun > left[move.start][0]:
                left[move.start] = (begun, move, draft)
    for _, move, draft in sorted(left.values(), key=lambda item: item[1].start):
        draft.departure = draft.departure or move.day


def _revive(view: ArticleView, draft: "Draft") -> None:
    """原訂本月初訪問，因故順延, of somebody told to have arrived since: the visit took place."""
    if draft.status is not Status.POSTPONED or draft.arrival is None or draft.moved:
        return
    arrived = draft.arrival.date_start
    if view.published and draft.days[1] < arrived <= view.published.isoformat():
        draft.status = Status.HELD
        draft.days = (arrived, arrived)
    elif _days(draft.days[1], arrived) > _LONGEST_STAY:
        draft.arrival = None


def _near(draft: "Draft", moves: Sequence[Move]) -> list[Move]:
    """Give the comings and goings not far from where a visit is told, in the order of the text."""
    found: dict[int, Move] = {}
    for telling in draft.tellings:
        middle = bisect_left(moves, telling.trigger.start, key=lambda move: move.start)
        for move in moves[max(0, middle - _REACH) : middle + _REACH]:
            if abs(telling.block - move.block) <= _BLOCKS_APART:
                found[move.start] = move
    return [found[start] for start in sorted(found)]


def _begun(draft: "Draft") -> str:
    """Give the day on which a visit began, of one that did not take place only if told apart."""
    if draft.arrival is not None:
        return draft.arrival.date_start
    return draft.days[0] if draft.status in (Status.HELD, Status.PLANNED) else ""


def _is_of(view: ArticleView, draft: "Draft", move: Move) -> bool:
    if move.people and not move.people & draft.people:
        return False
    where = draft.place.place if draft.place else None
    to = move.place.place if move.place else None
    if move.here and to is None:
        to = next((mention.place for mention in dateline_places(view)), None)
    if (
        not move.whole
        and not _is_in(to, where)
        and (not move.leaving or _is_elsewhere(move, where))
    ):
        return False
    if move.leaving and not move.people and not _beside(draft, move):
        return False
    if not draft.days[0] or (draft.status is Status.POSTPONED and not draft.moved):
        return True
    apart = min(abs(_days(day, move.day.date_start)) for day in draft.days if day)
    return apart <= _LONGEST_STAY


def _beside(draft: "Draft", move: Move) -> bool:
    return any(telling.block == move.block for telling in draft.tellings)


def _is_elsewhere(move: Move, where: Place | None) -> bool:
    """離開P: what is left is another place than the one visited; but 離開P前往Q, 返回Q tell no more
    than where to."""
    to = move.place.place if move.place else None
    return move.whence and to is not None and where is not None and not _is_in(to, where)


def _is_in(one: Place | None, other: Place | None) -> bool:
    """Tell whether a place is the other, in it or holds it."""
    if one is None or other is None:
        return False
    if one.name == other.name:
        return True
    same = bool(one.country_code) and one.country_code == other.country_code
    return same and ("country" in (one.kind, other.kind) or one.admin1 == other.admin1)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
