"""Which events of an article are one, seen from its end.

Tellings are grouped as they come; what a heading or a first mention left open (who 中法外長 are, on
which day) is known only later. Here two events of one type become one if they have the same
participants, by name or by office and state, and nothing told of either contradicts the other. What
is not told contradicts nothing.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from summit_extract.events.lexicon import alternation
from summit_extract.events.parties import are_among, is_of_all, matched
from summit_extract.events.tellings import Source
from summit_extract.events.values import EventType, Format, Status
from summit_extract.events.view import ArticleView, within

if TYPE_CHECKING:
    from summit_extract.events.merging import Draft

__all__ = ["is_of_news", "reconciled"]

_REACH = 40
"""How many of the events before an event is compared with, so that cost stays linear."""

_LONGEST_STAY = 10
"""How many days after its beginning a visit may end."""

_PAIR = 2
_NEWS = 14
_LONG_AGO = 62

_HELD = frozenset({Status.HELD})
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})
_OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.NOT_HELD})


def reconciled(view: ArticleView, drafts: "Sequence[Draft]") -> "list[Draft]":
    """Join the drafts that tell of one event; the order stays that of their first tellings."""
    kept: list[Draft] = []
    for draft in drafts:
        able = [other for other in kept[-_REACH:] if _are_one(view, other, draft)]
        if able:
            max(able, key=lambda other: (_closeness(other, draft), kept.index(other))).absorb(
                view, draft
            )
        else:
            kept.append(draft)
    return [draft for draft in kept if not _is_sum(view, draft, kept)]


def _is_sum(view: ArticleView, draft: "Draft", drafts: "Sequence[Draft]") -> bool:
    """A與泰國和柬埔寨領導人通電話: whether an event only sums up calls that are told one by one."""
    if draft.type is not EventType.CALL or len(draft.people) <= _PAIR:
        return False
    left = set(draft.people)
    number = drafts.index(draft)
    for other in drafts[max(0, number - _REACH) : number + _REACH]:
        one_by_one = other.type is EventType.CALL and len(other.people) == _PAIR
        if one_by_one and _same_day(draft, other):
            pairs = matched(view, draft.parties(), other.parties())
            left -= {mine.identity for mine, _ in pairs} if len(pairs) == _PAIR else set()
    return not left


def is_of_news(view: ArticleView, draft: "Draft") -> bool:
    """A訪問古巴，22日會見B: whether an event that no day is told of is told with the news."""
    if draft.days[0] or view.published is None or draft.status is not Status.HELD:
        return False
    for telling in draft.tellings:
        for mention in within(view.dates, telling.start, telling.end):
            if not mention.date_start or mention.date_start != mention.date_end:
                continue
            since = view.published - date.fromisoformat(mention.date_end)
            if timedelta(0) <= since <= timedelta(_NEWS):
                return True
    return False


def _are_years_apart(view: ArticleView, one: "Draft", other: "Draft") -> bool:
    """Whether one is the news and the other was long before, by a day of its own clause."""
    for news, old in ((one, other), (other, one)):
        if old.day_source is not Source.CLAUSE or not old.days[1] or not is_of_news(view, news):
            continue
        assert view.published is not None, "news have a day"
        if view.published - date.fromisoformat(old.days[1]) > timedelta(_LONG_AGO):
            return True
    return False


def _closeness(one: "Draft", other: "Draft") -> tuple[bool, bool]:
    days = bool(one.days[0] and other.days[0])
    places = one.place is not None and other.place is not None
    return days, places


def _are_one(view: ArticleView, one: "Draft", other: "Draft") -> bool:
    if one.type_name != other.type_name or not _same_day(one, other):
        return False
    if _are_years_apart(view, one, other):
        return False
    return (
        _same_people(view, one, other)
        and _same_place(one, other)
        and _same_kind(one, other)
        and _same_standing(one, other)
        and not _are_told_apart(one, other)
    )


def _same_people(view: ArticleView, one: "Draft", other: "Draft") -> bool:
    if one.people == other.people:
        return True
    if not one.people or not other.people:
        return False
    if one.type is EventType.VISIT and {one.status, other.status} == _OPEN:
        return False  # 代表團定於22日訪以。已邀請王儲訪問
    fewer, more = sorted((one, other), key=lambda draft: len(draft.people))
    if _is_outside(fewer) and len(more.people) > _PAIR and all(map(is_of_all, fewer.people)):
        return True  # a caption: 五國外長簽署條約後
    if not are_among(view, fewer.parties(), more.parties()):
        return False
    if len(fewer.people) == len(more.people):
        return True
    if _is_outside(fewer):
        return True
    if _is_of_more(fewer, more):
        return False
    return _same_occasion(fewer, more) and not any(t.sequel or t.another for t in fewer.tellings)


def _is_of_more(fewer: "Draft", more: "Draft") -> bool:
    """兩人會談 and, at the same house on the same day, 三方會談: one was before the other."""
    three = any(t.trigger.format is Format.MULTILATERAL for t in more.tellings)
    return three and all(t.complete and t.format is Format.BILATERAL for t in fewer.tellings)


def _same_occasion(one: "Draft", other: "Draft") -> bool:
    """Whether one day and one venue are told of both."""
    if not one.days[0] or one.days != other.days or one.days[0] != one.days[1]:
        return False
    venues = [{t.where.venue.text for t in d.tellings if t.where.venue} for d in (one, other)]
    return bool(venues[0] & venues[1])


def _is_outside(draft: "Draft") -> bool:
    """Whether only headings and captions tell an event."""
    return all(telling.in_title or telling.in_caption for telling in draft.tellings)


def _same_day(one: "Draft", other: "Draft") -> bool:
    if not one.days[0] or not other.days[0]:
        return True
    if one.days[0] <= (other.days[1] or other.days[0]) and other.days[0] <= (
        one.days[1] or one.days[0]
    ):
        return True
    if one.type is EventType.VISIT and _is_end_of(one, other):
        return True
    if {one.status, other.status} == {Status.POSTPONED} and one.moved != other.moved:
        return True
    weak = min(one.day_source, other.day_source) <= Source.STORY
    near = abs((date.fromisoformat(one.days[0]) - date.fromisoformat(other.days[0])).days) <= 1
    return weak and near


def _is_end_of(one: "Draft", other: "Draft") -> bool:
    """Whether one visit ends (結束訪問離開) a few days after the other began."""
    first, last = sorted((one, other), key=lambda draft: draft.days[0])
    if not any(telling.ending for telling in last.tellings):
        return False
    days = date.fromisoformat(last.days[0]) - date.fromisoformat(first.days[0])
    return days.days <= _LONGEST_STAY


def _same_place(one: "Draft", other: "Draft") -> bool:
    if one.type is EventType.CALL or one.place is None or other.place is None:
        return True
    here, there = one.place.place, other.place.place
    if here is None or there is None or here.name == there.name:
        return True
    heading = _is_outside(one) or _is_outside(other)
    if heading and min(one.place_source, other.place_source) <= Source.SENTENCE:
        return True  # 訪莫斯科　晤普京: where one went to is not where they met
    if here.country_code and here.country_code == there.country_code:
        coarse = {"country", "venue"} & {here.kind, there.kind}
        return bool(coarse) or here.admin1 == there.admin1
    if one.type is EventType.VISIT:
        # 訪歐 in a heading, 訪問中東歐 in the text
        regions = not here.country_code and not there.country_code
        return regions and heading
    return min(one.place_source, other.place_source) <= Source.STORY


def _same_kind(one: "Draft", other: "Draft") -> bool:
    if one.type is EventType.AGREEMENT:
        heading = _is_outside(one) or _is_outside(other)  # 簽和約: a heading is brief
        return heading or not one.document or not other.document or one.document == other.document
    heading = any(all(t.in_title for t in draft.tellings) for draft in (one, other))
    gestures = one.only_gestures or other.only_gestures
    return one.informal == other.informal or gestures or heading


def _same_standing(one: "Draft", other: "Draft") -> bool:
    """Whether one event can have the status of both; what was held is not still planned, unless
    only a heading leaves that open or both are told of one day."""
    statuses = {one.status, other.status}
    if any(statuses <= group for group in (_HELD, _OPEN, _OFF)):
        return True
    dated = bool(one.days[0] and other.days[0])
    if statuses <= _HELD | _OPEN:
        if one.type is EventType.VISIT and dated and _is_end_of(one, other):
            return True
        if one.type is EventType.VISIT and not dated:
            return any(_is_welcomed(draft) or _says_nothing(draft) for draft in (one, other))
        return dated or any(_says_nothing(draft) for draft in (one, other))
    return statuses <= _OFF | {Status.PLANNED} and one.people == other.people


def _says_nothing(draft: "Draft") -> bool:
    """Whether no word tells if the event took place: a heading (默茨訪華), a 本次會晤."""
    return all(
        telling.status.status is None and (telling.in_title or telling.in_caption or telling.same)
        for telling in draft.tellings
    )


def _is_welcomed(draft: "Draft") -> bool:
    """Whether a visit is told only as one that is welcomed or that something is hoped of."""
    pattern = alternation("welcoming")
    return all(re.fullmatch(pattern, telling.status.cue) for telling in draft.tellings)


def _are_told_apart(one: "Draft", other: "Draft") -> bool:
    """Whether words tell that one is another event (再次會面, 此前曾會面), and no day denies it."""
    if one.days[0] and other.days[0]:
        return False
    marks = [
        (any(t.another for t in draft.tellings), any(t.earlier for t in draft.tellings))
        for draft in (one, other)
    ]
    placed = one.place is not None and other.place is not None
    if placed and one.status is other.status and one.status in _OPEN and not marks[0][1]:
        return marks[1][1]  # 下次將由李在明訪日, told again with 下次 or without
    return marks[0] != marks[1] or marks[0][1]
