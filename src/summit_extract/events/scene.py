"""Where an event was that no word of its own sentence places.

An article tells where people are as it goes on: they arrive, leave, visit, meet somewhere. Each
of these is a stay: a place, who was there, on which days. What is told without a place of its own
was where its people stayed then. The account is ranked, and the first rank that has an answer
gives the place:

1. a stay of its people on that day, the nearest day first, then the nearest in the text; or of
   nobody in particular (峰會在利馬舉行), in the same paragraph or the one before;
2. the house of who receives there (總理李強會見來訪的…);
3. the dateline.

A state is made finer by the city in it where its people stayed then.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from summit_extract.events.lexicon import Form, alternation, words
from summit_extract.events.status import statuses_told
from summit_extract.events.tellings import Source, Telling
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import (
    NO_EVENTS_IN,
    STORY_REACH,
    ArticleView,
    Clause,
    Unit,
    UnitKind,
    within,
)
from summit_extract.events.where import dateline_places, is_gone_to, stays_in
from summit_extract.language.conversion import simplify
from summit_extract.language.layout import BlockKind
from summit_extract.names.values import NameMention
from summit_extract.places.affixes import words as place_words
from summit_extract.places.countries import country_place
from summit_extract.places.gazetteer import default_gazetteer
from summit_extract.places.values import Place, PlaceMention
from summit_extract.resources import read_table

if TYPE_CHECKING:
    from summit_extract.events.merging import Draft

__all__ = ["Stay", "place_events", "stays_of"]

_BEFORE, _AFTER = 40, 12
"""How many stays before and after an event are looked at, so that cost stays linear."""

_BACK, _BLOCKS_AHEAD = -1, 3
_LONGEST_STAY, _LONGEST_GATHERING, _WEEK = 7, 4, 6
_OF_OTHERS, _LATER = 1.5, 4.0
_LATEST = 2
_LONGEST_CITY = 6

_FRESH = 2
_MODIFIER = 10
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})
_OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.NOT_HELD})
_HOMES = frozenset({"CN", "TW", "HK", "MO"})
"""Where the papers are written that tell of what others do elsewhere."""


class _Kind(Enum):
    """How a text tells that somebody is somewhere."""

    MOVE = "move"
    LEFT = "left"
    EVENT = "event"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody's being somewhere: ``people`` are entity ids, none where nobody is told; ``days``
    the first and last, empty where not told; ``start`` an offset; ``owner`` the event it is;
    ``gathering`` tells that others came there too, ``motion`` that they only come there, ``rough``
    that no day of their stay is told, ``signing`` that they signed something there."""

    start: int
    place: PlaceMention
    people: frozenset[str]
    days: tuple[str, str]
    kind: _Kind
    open: bool
    earlier: bool = False
    venue: PlaceMention | None = None
    owner: int = -1
    gathering: bool = False
    session: str = ""
    motion: bool = False
    rough: bool = False
    signing: bool = False


def stays_of(view: ArticleView, drafts: Sequence["Draft"]) -> list[Stay]:
    """Give where the article says that people are, in its order."""
    stays = [*_moves(view), *_here(view), *_seats(view), *_of_events(drafts)]
    return sorted(stays, key=lambda stay: stay.start)


def place_events(view: ArticleView, drafts: Sequence["Draft"]) -> None:
    """Give each event without a place of its own the one where it follows to have been."""
    for draft in drafts:
        _at_seat(view, draft)
        _at_house(view, draft)
        _on_visit(view, draft, drafts)
    told = _without_old(view, [*_moves(view), *_here(view), *_seats(view)])
    open_yet = [d for d in drafts if d.type not in (EventType.CALL, EventType.VISIT)]
    for rank in (_from_stays, _from_host, _from_stays, _from_dateline):
        stays = sorted([*told, *_of_events(drafts)], key=lambda stay: stay.start)
        for draft in open_yet:
            if draft.place is None:
                rank(view, draft, stays)
    stays = sorted([*told, *_of_events(drafts)], key=lambda stay: stay.start)
    for draft in drafts:
        if draft.place is not None and draft.type is not EventType.CALL:
            _refine(view, draft, stays)


def _without_old(view: ArticleView, stays: Sequence[Stay]) -> list[Stay]:
    """Mark what was long before the news, where the article tells of news."""
    if view.published is None:
        return list(stays)
    last = view.published.toordinal()
    news = any(stay.days[1] and 0 <= last - _number(stay.days[1]) <= _FRESH for stay in stays)
    return [replace(stay, earlier=stay.earlier or (news and _is_old(stay, last))) for stay in stays]


def _is_old(stay: Stay, last: int) -> bool:
    return bool(stay.days[1]) and last - _number(stay.days[1]) > 2 * _LONGEST_STAY


def _at_seat(view: ArticleView, draft: "Draft") -> None:
    """總統蔡英文在總統府會見裴洛西, in a story that has come to Kuala Lumpur: in her own palace."""
    venue = draft.place
    if venue is None or venue.place is None or venue.label != "FAC":
        return
    name = simplify(venue.text)
    if not re.fullmatch(alternation("seat"), name):
        return
    sentence = view.sentence_range(view.clauses[view.clause_index(venue.start)].sentence)
    told = any(
        mention.label != "FAC" and mention.country_code == venue.country_code
        for mention in within(view.places, sentence.start, venue.start)
    )
    hosts = _hosts(view, draft)
    gazetteer = default_gazetteer()
    if told or not hosts or venue.country_code in hosts or name not in gazetteer:
        return
    known = [gazetteer.place(candidate.index) for candidate in gazetteer.entry(name).candidates]
    for host in hosts:
        for place in known:
            if place.country_code == host:
                draft.place = replace(venue, place=place)
                return


def _at_house(view: ArticleView, draft: "Draft") -> None:
    """曾訪朗布依埃堡，與戴高樂會談: a place that no table has, told in a story that is in a third
    state, is in that of who receives there."""
    venue = draft.place
    if venue is None or venue.place is None:
        return
    sentence = view.sentence_range(view.clauses[view.clause_index(venue.start)].sentence)
    told = any(
        mention.start != venue.start and mention.country_code == venue.country_code
        for mention in within(view.places, sentence.start, sentence.end)
    )
    hosts = _hosts(view, draft)
    known = simplify(venue.text) in default_gazetteer() or venue.place.name != venue.text
    if known or told or not hosts or venue.country_code in hosts or not _is_visited(view, venue):
        return
    draft.place = _state(view, hosts[-1], venue.start)


def _is_visited(view: ArticleView, venue: PlaceMention) -> bool:
    return view.simplified.startswith("访", max(0, venue.start - 1)) or is_gone_to(view, venue)


def _on_visit(view: ArticleView, draft: "Draft", drafts: Sequence["Draft"]) -> None:
    """今天前往摩洛哥。訪問期間，他在人民宮與總統會談: in the state of the visit, not
    where the story has gone."""
    venue = draft.place
    shared = venue is not None and simplify(venue.text) in place_words("shared")
    if draft.type is EventType.VISIT or not shared:
        return
    for telling in draft.tellings:
        lead = view.simplified[telling.start : telling.trigger.start]
        if not re.search(_on_the_way(), lead):
            continue
        for visit in reversed(drafts):
            over = visit.type is EventType.VISIT and visit.status is Status.HELD
            before = any(t.start < telling.start for t in visit.tellings)
            if over and before and visit.place is not None and visit.people & draft.people:
                if venue is not None and venue.country_code != visit.place.country_code:
                    draft.place = visit.place
                return


def _hosts(view: ArticleView, draft: "Draft") -> list[str]:
    """Give the states of those who meet, that of who receives first."""
    first = draft.tellings[0]
    units = [unit for telling in draft.tellings for unit in telling.principals]
    states = [state_of(view, unit) for unit in units if set(unit.entities) <= draft.people]
    word = view.simplified[first.trigger.start : first.trigger.end]
    if re.match(alternation("calling_on"), word):
        states.reverse()
    states.extend(party.country for party in draft.parties())
    return [state for state in dict.fromkeys(states) if state]


def _of_events(drafts: Sequence["Draft"]) -> Iterator[Stay]:
    """Give the stays that the events are which the text itself places."""
    for draft in drafts:
        place = draft.place
        visit = draft.type is EventType.VISIT
        if draft.type is EventType.CALL or place is None:
            continue
        if draft.status in _OFF and not visit:
            continue
        kind = _Kind.VISIT if visit else _Kind.EVENT
        unfixed = draft.status in _OPEN or draft.status in _OFF
        people = frozenset(draft.people)
        for telling in draft.tellings:
            venue = telling.where.venue
            at = telling.trigger.start
            how = _Kind.LEFT if telling.ending and kind is _Kind.VISIT else kind
            earlier = telling.earlier
            yield Stay(
                at,
                place,
                people,
                draft.days,
                how,
                unfixed,
                earlier,
                venue,
                id(draft),
                session=telling.session,
                rough=_is_rough(draft.days) and not _is_exact(draft),
                signing=draft.type is EventType.AGREEMENT,
            )


def _moves(view: ArticleView) -> Iterator[Stay]:
    """Give what the clauses of an article say of where people come, are and leave."""
    for clause in view.clauses:
        if view.block_of(clause.start).kind in NO_EVENTS_IN:
            continue
        for where, left in stays_in(view, clause):
            place = where.place
            status = None if place is None else _standing(view, clause, place.start)
            if place is None or status is None:
                continue
            lead = view.simplified[clause.start : place.start]
            days = _days_of(view, clause, place.start)
            yield Stay(
                place.start,
                place,
                _people_of(view, clause, place),
                days,
                _Kind.LEFT if left else _Kind.MOVE,
                status,
                bool(re.search(alternation("earlier"), lead)),
                where.venue,
                gathering=_is_gathering(view, clause, place),
                motion=is_gone_to(view, place),
                rough=_is_rough(days),
            )


def _is_gathering(view: ArticleView, clause: Clause, place: PlaceMention) -> bool:
    """在格拉斯哥出席氣候峰會, 峰會在利馬閉幕: many are there."""
    follow = view.simplified[place.end : clause.end]
    if re.match(rf"[^，。；]{{0,6}}?{alternation('gathering')}", follow):
        return True
    if re.match(rf"[^，。；]{{0,6}}?{alternation('convened')}", follow):
        text = view.simplified[clause.start : clause.end]
        return any(len(word) > 1 and word in text for word in words("it"))
    lead = view.simplified[max(clause.start, place.start - _MODIFIER) : place.start]
    return bool(re.search(rf"{alternation('gathering')}(?:了|过)?[^，。；]{{0,4}}$", lead))


@cache
def _seat_of() -> dict[str, Place]:
    gazetteer = default_gazetteer()
    seats: dict[str, Place] = {}
    for row in read_table("occasion_seats.tsv"):
        best = gazetteer.entry(simplify(row["place"])).candidates[0]
        seats[row["id"]] = gazetteer.place(best.index)
    return seats


def _here(view: ArticleView) -> Iterator[Stay]:
    """一日到達這裡: whoever writes is where the dateline says."""
    dateline = next(iter(dateline_places(view)), None)
    if dateline is None:
        return
    for found in re.finditer(_at_here(), view.simplified):
        at = found.start("here")
        clause = view.clauses[view.clause_index(at)]
        status = _standing(view, clause, at)
        if status is None or view.layout.quotation_at(at) is not None:
            continue
        people = _people_of(view, clause, replace(dateline, start=at))
        days = _days_of(view, clause, at)
        kind = _Kind.LEFT if found["left"] else _Kind.MOVE
        yield Stay(at, dateline, people, days, kind, status)


@cache
def _at_here() -> str:
    moves = f"{alternation('locative')}|{alternation('arriving')}"
    here = f"(?P<here>{alternation('here_told')})(?!{alternation('no_place_word')})"
    return f"(?:(?P<left>{alternation('leaving')})|{moves})了?{here}"


def _seats(view: ArticleView) -> Iterator[Stay]:
    """聯大場邊, G20羅馬峰會: give the gatherings whose places are known or told in their names."""
    for mention in view.names:
        place = _seat_of().get(mention.entity.id)
        if place is None and mention.label != "EVENT":
            continue
        kind = view.block_of(mention.start).kind
        if kind in NO_EVENTS_IN:
            continue
        if mention.label == "EVENT":
            place = place or _place_in(simplify(mention.text))
        elif kind not in (BlockKind.TITLE, BlockKind.HEADING) and not _is_at(view, mention):
            place = None
        if place is not None:
            told = PlaceMention(mention.start, mention.end, mention.text, place.label, place)
            yield _gathering(view, mention.start, told)
    gathering = re.compile(alternation("summit"))
    for told in view.places:
        at_it = gathering.match(view.simplified, told.end)
        if at_it and told.place is not None and told.place.kind == "city":
            yield _gathering(view, told.start, told)


def _is_at(view: ArticleView, mention: NameMention) -> bool:
    """在聯合國, 東盟期間: what is named is told as a place to be at."""
    if re.compile(alternation("margins")).match(view.simplified, mention.end):
        return True
    lead = view.simplified[max(0, mention.start - _MODIFIER) : mention.start]
    return bool(re.search(rf"(?:{alternation('in')}|{alternation('gathering')})$", lead))


def _gathering(view: ArticleView, at: int, place: PlaceMention) -> Stay:
    clause = view.clauses[view.clause_index(at)]
    told = [m for m in within(view.dates, clause.start, at) if m.date_start]
    days = (told[-1].date_start, told[-1].date_end or told[-1].date_start) if told else ("", "")
    return Stay(at, place, frozenset(), days, _Kind.MOVE, open=False, gathering=True)


@cache
def _place_in(name: str) -> Place | None:
    """Give the city that stands in the name of a gathering: G20|羅馬|峰會."""
    gazetteer = default_gazetteer()
    for found in re.finditer(alternation("summit"), name):
        for length in range(_LONGEST_CITY, 1, -1):
            city = name[max(0, found.start() - length) : found.start()]
            if len(city) == length and city in gazetteer and gazetteer.entry(city).candidates:
                place = gazetteer.place(gazetteer.entry(city).candidates[0].index)
                if place.kind == "city":
                    return place
    return None


def _standing(view: ArticleView, clause: Clause, until: int) -> bool | None:
    """Tell whether it is only to come that somebody is there; None where it is called off."""
    told = statuses_told(view, clause.start, until)
    if told & _OFF:
        return None
    return bool(told & _OPEN)


def _people_of(view: ArticleView, clause: Clause, place: PlaceMention) -> frozenset[str]:
    """Give who is said to be in a place: who stands before it in its clause, else who stands
    behind it there, else who stands in the clause before."""
    kinds = (UnitKind.PERSON, UnitKind.PAIR)
    units = [u for u in within(view.units, clause.start, clause.end) if u.kind in kinds]
    before = [u for u in units if u.start < place.start]
    sentence = view.sentence_range(clause.sentence)
    for earlier in reversed(within(view.clauses, sentence.start, clause.start)):
        if before:
            break
        before = [u for u in within(view.units, earlier.start, earlier.end) if u.kind in kinds]
    before = before or units[:1]
    return frozenset(identity for unit in before for identity in unit.entities)


def _days_of(view: ArticleView, clause: Clause, at: int) -> tuple[str, str]:
    """Give the day told with a place: before it in its sentence, else behind it in its clause."""
    sentence = view.sentence_range(clause.sentence)
    told = [*reversed(within(view.dates, sentence.start, at)), *within(view.dates, at, clause.end)]
    for mention in told:
        if mention.label == "DATE" and mention.date_start and ".." not in mention.value:
            return mention.date_start, mention.date_end or mention.date_start
    return "", ""


def _from_stays(view: ArticleView, draft: "Draft", stays: Sequence[Stay]) -> None:
    if draft.status in _OPEN and _is_call_on(view, draft):
        return  # 10日將覲見教宗: at his house, wherever the guest is now
    stay = _best(view, draft, stays)
    if stay is not None:
        draft.place, draft.place_source = stay.place, Source.STORY
        if stay.kind is _Kind.MOVE and stay.days == draft.days and stay.days[0]:
            draft.venue = stay.venue


def _is_call_on(view: ArticleView, draft: "Draft") -> bool:
    pattern = re.compile(alternation("calling_on"))
    triggers = [telling.trigger for telling in draft.tellings]
    called = any(pattern.match(view.simplified, trigger.start, trigger.end) for trigger in triggers)
    return called and _host(view, draft) is not None


def _from_host(view: ArticleView, draft: "Draft", stays: Sequence[Stay]) -> None:
    draft.place = _host(view, draft)
    if draft.place is not None:
        draft.place_source = Source.HEADING


def _from_dateline(view: ArticleView, draft: "Draft", stays: Sequence[Stay]) -> None:
    draft.place = _dateline(view, draft)


def _refine(view: ArticleView, draft: "Draft", stays: Sequence[Stay]) -> None:
    """Give a state, or a building in it, the city where the people of the event stayed then; of a
    visit, to a state of the past only, whose cities lie in several of today's."""
    place = draft.place.place if draft.place else None
    if place is None or not _is_coarse(place):
        return
    if draft.type is EventType.VISIT and (place.country_code or place.kind != "country"):
        return
    if not place.country_code and place.kind != "country" and not place.within:
        return
    stay = _best(view, draft, stays, place)
    if stay is not None:
        draft.place = stay.place
        return
    found = _dateline(view, draft) if place.country_code else None
    if found is not None and found.country_code == place.country_code:
        draft.place = found


def _is_coarse(place: Place) -> bool:
    """Tell whether only a state is known of a place, or not even that."""
    if place.kind == "venue":
        return not (place.within and place.country_code) or _is_of_state(place)
    return place.kind == "country"


def _is_fine(mention: PlaceMention) -> bool:
    place = mention.place
    return place is not None and place.kind in ("city", "venue") and not _is_coarse(place)


def _is_of_state(place: Place) -> bool:
    gazetteer = default_gazetteer()
    around = [gazetteer.place(index) for index in gazetteer.english(place.within)]
    same = [other for other in around if other.country_code == place.country_code]
    return not any(other.kind in ("city", "territory") for other in same)


def _best(
    view: ArticleView, draft: "Draft", stays: Sequence[Stay], state: Place | None = None
) -> Stay | None:
    """Give the stay that fits an event best; of those in the cities of a state, if one is given."""
    ranked: list[tuple[tuple[float, int, int], Stay]] = []
    for telling in draft.tellings:
        at = telling.trigger.start
        middle = bisect_left(stays, at, key=lambda stay: stay.start)
        window = stays[max(0, middle - _BEFORE) : middle + _AFTER]
        left = [stay for stay in window if stay.kind is _Kind.LEFT and stay.start < at]
        for stay in window:
            if stay.owner == id(draft) or not _is_on_land(stay.place):
                continue
            if state is not None and not _lies_in(stay, state):
                continue
            if stay.kind is not _Kind.LEFT and any(_is_over(stay, end, draft) for end in left):
                continue
            if stay.start > telling.end and _is_reached(stay, window, telling):
                continue
            cost = _cost(view, draft, telling, stay)
            if cost is not None:
                blocks = abs(view.block_index(stay.start) - telling.block)
                ranked.append(((cost, blocks, -stay.start), stay))
    return min(ranked, key=lambda item: item[0])[1] if ranked else None


def _is_reached(stay: Stay, window: Sequence[Stay], telling: Telling) -> bool:
    """會後飛往倫敦: they came to a stay that is told later only after what was told before."""
    return any(
        move.motion
        and telling.end <= move.start <= stay.start
        and move.place.country_code == stay.place.country_code
        and bool(move.people & stay.people)
        for move in window
    )


def _lies_in(stay: Stay, state: Place) -> bool:
    """Tell whether a stay is in a city of a state; of a state of the past any city may be."""
    if not _is_fine(stay.place):
        return False
    if state.kind == "venue" and not state.country_code:
        return stay.place.name == state.within
    return stay.place.country_code == state.country_code or (
        not state.country_code and stay.kind is not _Kind.VISIT
    )


def _is_news(view: ArticleView, draft: "Draft") -> bool:
    if view.published is None or not draft.days[0] or draft.status is not Status.HELD:
        return False
    return 0 <= view.published.toordinal() - _number(draft.days[0]) <= _LONGEST_GATHERING


def _is_over(stay: Stay, end: Stay, draft: "Draft") -> bool:
    """離開首爾: who left is there no more, except on the days before."""
    if not stay.start < end.start or stay.place.country_code != end.place.country_code:
        return False
    if stay.people and end.people and not stay.people & end.people:
        return False
    gap = _gap(draft.days, end.days)
    return gap is None or gap < 0


def _is_on_land(mention: PlaceMention) -> bool:
    """Leave out seas and parts of the world, where only something else than a meeting was."""
    place = mention.place
    if place is None or place.kind in ("water", "continent"):
        return False
    return place.kind != "region" or bool(place.country_code)


def _gap(one: tuple[str, str], two: tuple[str, str]) -> int | None:
    """Give the days from the end of one stretch to the start of another, 0 where they overlap,
    less where the second ends before the first begins; None where a day is not told."""
    if not one[0] or not two[0]:
        return None
    if one[0] <= (two[1] or two[0]) and two[0] <= (one[1] or one[0]):
        return 0
    if two[0] > one[0]:
        return _number(two[0]) - _number(one[1] or one[0])
    return _number(two[1] or two[0]) - _number(one[0])


def _number(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _is_rough(days: tuple[str, str]) -> bool:
    return bool(days[0]) and _number(days[1] or days[0]) - _number(days[0]) >= _WEEK


def _is_next_session(telling: Telling, stay: Stay) -> bool:
    """第136次會談在華沙舉行。第137次原定5月20日舉行: a series goes on where it was."""
    series = bool(telling.session and stay.session)
    return series and stay.start < telling.start and telling.session != stay.session


def _is_exact(draft: "Draft") -> bool:
    """自7月30日談到8月5日: the days are told, not only the week."""
    mentions = (telling.when.mention for telling in draft.tellings)
    return any(mention is not None and "日" in mention.text for mention in mentions)


def _cost(view: ArticleView, draft: "Draft", telling: Telling, stay: Stay) -> float | None:
    """Tell how badly a stay fits an event, the less the better; None where it does not."""
    blocks = view.block_index(stay.start) - telling.block
    above = stay.gathering and view.block_of(stay.start).kind is BlockKind.TITLE
    if above and (_is_on_trip(view, telling) or _is_news(view, draft) or _is_soon(view, draft)):
        blocks = min(0, max(blocks, _BACK))  # G20羅馬峰會 over all that was 在峰會場邊
    shared = bool(stay.people & draft.people) or _are_of_same(view, draft, stay, blocks)
    if not shared and not _BACK <= blocks <= 0:
        return None
    same = telling.start <= stay.start < telling.end
    if same and stay.motion and stay.start >= telling.trigger.end:
        return None  # 會談後飛回倫敦
    of_others = not shared and bool(stay.people) and not stay.gathering
    if of_others and (blocks or draft.status is not Status.HELD or stay.start > telling.start):
        return None
    beside = _is_at_gathering(view, telling) and stay.kind is _Kind.EVENT
    if of_others and not beside and not _concerns(view, draft, stay):
        return None
    if not _may_stand_in(view, draft, telling, stay, blocks):
        return None
    days = draft.days
    gap = _gap(stay.days, days)
    soon = gap is not None and 0 <= gap <= _LONGEST_STAY and blocks == 0
    loose = stay.rough and not soon
    rough = stay.days != days and (loose or (_is_rough(days) and not _is_exact(draft)))
    if rough or (stay.rough and stay.days != days):
        gap = None
    if stay.kind is _Kind.LEFT:
        return _before_leaving(view, telling, stay, same, gap)
    after = stay.start > telling.end
    if after and not (gap == 0 and 0 <= blocks <= _BLOCKS_AHEAD):
        return None
    early = stay.earlier and not telling.earlier
    cost = 0.0 if shared else _OF_OTHERS
    if after:
        cost += _LATER
    if of_others:
        cost += _LATER
    if stay.open and draft.status is Status.HELD and gap != 0:
        cost += _LATER
    if _is_next_session(telling, stay) and shared:
        return cost
    if not days[0] and not same and _is_of_another_stop(view, draft, stay):
        return None
    if gap is not None:
        limit = _LONGEST_STAY
        if stay.kind is _Kind.EVENT or of_others:
            limit = _LATEST if blocks == 0 and not of_others else 1
        least = 0
        if stay.gathering or (stay.signing and blocks == 0):  # at the talks that led to it
            least = -_LONGEST_GATHERING
        elif shared and blocks == 0 and not (stay.motion or stay.kind is _Kind.VISIT):
            least = -1  # 6日在峇里島會面，前一天也與…會談
        late = _OF_OTHERS if gap < 0 and not stay.gathering else 0.0
        return cost + abs(gap) + late if least <= gap <= limit else None
    if rough or early or (telling.earlier and not same):
        return None
    if days[0]:
        return cost + 1.5 if blocks >= 2 * _BACK else None
    if blocks < _BACK:
        return None
    return cost + 1.5 - blocks


def _is_of_another_stop(view: ArticleView, draft: "Draft", stay: Stay) -> bool:
    """蔡英文 in Saint Lucia, who met the premier of Saint Vincent, too, on no day told."""
    others = [party.country for party in draft.parties() if party.identity not in stay.people]
    if not others or "" in others or stay.gathering or not stay.people:
        return False
    return stay.place.country_code not in others


def _concerns(view: ArticleView, draft: "Draft", stay: Stay) -> bool:
    """Tell whether a stay of others is in the state of one who took part, or one of his side's."""
    homes = {party.country for party in draft.parties()} - {""}
    theirs = {view.entities[i].country_code for i in stay.people if i in view.entities}
    return not homes.isdisjoint({stay.place.country_code, *theirs})


def _are_of_same(view: ArticleView, draft: "Draft", stay: Stay, blocks: int) -> bool:
    """中日雙方發表公報, after the premiers met: states act by those who stand for them."""
    entities = [view.entities.get(identity) for identity in draft.people]
    states = {e.country_code for e in entities if e is not None and e.label == "GPE"} - {""}
    if not states or len(states) < len(entities) or not _BACK <= blocks <= 0:
        return False
    theirs = {view.entities[i].country_code for i in stay.people if i in view.entities}
    return states <= theirs


def _before_leaving(
    view: ArticleView, telling: Telling, stay: Stay, same: bool, gap: int | None
) -> float | None:
    """19日會見X後離開新德里, 離開日內瓦前會見X: up to then they were there."""
    if same and re.match("之?前", view.simplified[stay.place.end : stay.place.end + 2]):
        return 0.5
    if stay.start < telling.trigger.start and (gap is None or gap >= 0):
        return None
    if gap is None:
        return _LATER if same else None
    return _OF_OTHERS + 1 - gap if -_LONGEST_STAY <= gap <= 0 else None


def _may_stand_in(
    view: ArticleView, draft: "Draft", telling: Telling, stay: Stay, blocks: int
) -> bool:
    """Tell whether what took place, or is to, may have been at a stay that did, or is to."""
    on_trip = _is_on_trip(view, telling)
    visit = stay.kind is _Kind.VISIT
    if (visit or stay.motion) and _is_at_gathering(view, telling):
        return False  # 其後啟程訪問巴拿馬。峰會期間他還會見了…
    gap = _gap(stay.days, draft.days)
    if _is_next_session(telling, stay):
        return True
    if draft.status in _OFF:
        if _is_at_gathering(view, telling) or (stay.gathering and on_trip):
            return stay.gathering and not stay.earlier  # 原定在峰會期間會晤
        beside = stay.kind is not _Kind.EVENT and not stay.earlier and blocks == 0
        return (visit or beside) and (gap is None or abs(gap) <= 1)
    if draft.status in _OPEN:
        if draft.type is EventType.AGREEMENT and not draft.days[0]:
            return not stay.open  # agreed where they negotiate
        if on_trip:
            return visit or stay.open or stay.gathering or _is_abroad(view, draft, stay)
        if draft.status is Status.PROPOSED or gap is None:
            return stay.gathering and blocks >= _BACK and _is_soon(view, draft)
        return stay.open or visit or stay.gathering or gap <= (2 if blocks == 0 else 1)
    if not stay.open or (gap == 0 and not stay.rough):
        return True
    return blocks == 0 and not visit and stay.start < telling.start  # 邀兩人到馬尼拉。三人談了…


def _is_abroad(view: ArticleView, draft: "Draft", stay: Stay) -> bool:
    """Tell whether a stay is that of a guest: not in his own state."""
    theirs = [
        view.entities[i].country_code for i in stay.people & draft.people if i in view.entities
    ]
    return any(code not in ("", stay.place.country_code) for code in theirs)


def _is_soon(view: ArticleView, draft: "Draft") -> bool:
    """Tell whether an event is to come while the gathering of the news lasts."""
    if view.published is None or not draft.days[0]:
        return False
    return 0 <= _number(draft.days[0]) - view.published.toordinal() <= _LONGEST_GATHERING


def _is_at_gathering(view: ArticleView, telling: Telling) -> bool:
    """峰會期間, 在會場旁: at the gathering that the story is about."""
    return _tells_gathering(view.simplified[telling.start : telling.trigger.start])


def _is_on_trip(view: ArticleView, telling: Telling) -> bool:
    """此行, 訪問期間, 會議期間: on the trip, at the gathering told before."""
    return _tells_trip(view.simplified[telling.start : telling.trigger.start])


@lru_cache(maxsize=8)
def _tells_gathering(lead: str) -> bool:
    return bool(re.search(_at_it(), lead))


@lru_cache(maxsize=8)
def _tells_trip(lead: str) -> bool:
    during = rf"{_on_the_way()}|{alternation('trip')}{alternation('margins')}|{_at_it()}"
    return bool(re.search(during, lead))


@cache
def _on_the_way() -> str:
    return rf"{alternation('on_trip')}(?!{alternation('ending')})"


@cache
def _at_it() -> str:
    at_it = rf"(?:{alternation('it')})(?:{alternation('margins')})|{alternation('hall')}"
    return rf"(?:{at_it}|{alternation('taking')}(?:{alternation('it')}))"


def _host(view: ArticleView, draft: "Draft") -> PlaceMention | None:
    """接見, 會見來訪的, 拜會: give the state of who receives there, in his own country."""
    if draft.type is not EventType.MEETING or draft.status in _OFF:
        return None
    for telling in draft.tellings:
        host = _receiving(view, telling)
        code = state_of(view, host) if host is not None else ""
        if code:
            return _state(view, code, telling.trigger.start)
    return None


def _receiving(view: ArticleView, telling: Telling) -> Unit | None:
    trigger, text = telling.trigger, view.simplified
    before = [unit for unit in telling.principals if unit.start < trigger.start]
    after = [unit for unit in telling.principals if unit.start >= trigger.end]
    word = text[trigger.start : trigger.end]
    if re.match(alternation("calling_on"), word):
        return after[0] if after else None
    if re.match(alternation("receiving"), word):
        return before[-1] if before else None
    for guest in telling.principals:
        if _comes().search(text[max(telling.start, guest.start - _MODIFIER) : guest.start]):
            home = state_of(view, guest)
            hosts = [unit for unit in telling.principals if state_of(view, unit) not in ("", home)]
            return hosts[0] if hosts else None
    return None


@cache
def _comes() -> re.Pattern[str]:
    """來訪的, 訪華的, 到京訪問的."""
    visiting = r"(?:访[^，。；]{1,4}|[来到][^，。；]{1,4}访问)的"
    return re.compile(rf"(?:{alternation('coming')}的?|{visiting})$")


def state_of(view: ArticleView, unit: Unit) -> str:
    """Give the code of the state that somebody acts for."""
    entity = view.entities.get(unit.entities[0]) if unit.entities else None
    return unit.country_code or (entity.country_code if entity else "")


def _state(view: ArticleView, code: str, at: int) -> PlaceMention | None:
    """Give a state by its code, where the text names it nearest before an offset, if it does."""
    place = country_place(code)
    if place is None:
        return None
    for mention in reversed(within(view.places, at - STORY_REACH, at)):
        if mention.place == place:
            return mention
    return PlaceMention(at, at, "", place.label, place)


def _dateline(view: ArticleView, draft: "Draft") -> PlaceMention | None:
    """新華社喀山10月23日電: what took place in those days, and nothing else places, was there, if
    that is the home of one who took part or of no paper that tells of others."""
    if draft.type not in (EventType.MEETING, EventType.AGREEMENT) or view.published is None:
        return None
    if any(telling.trigger.form == Form.RATIFY for telling in draft.tellings):
        return None
    found = next(iter(dateline_places(view)), None)
    if found is None or found.place is None or found.place.kind == "country":
        return None
    homes = {party.country for party in draft.parties()} - {""}
    if found.country_code in _HOMES and homes and found.country_code not in homes:
        return None
    if draft.status is not Status.HELD:
        fixed = draft.status is Status.PLANNED and found.country_code not in _HOMES
        return found if fixed and any(_is_on_trip(view, t) for t in draft.tellings) else None
    if not draft.days[0]:
        return None
    ago = view.published.toordinal() - _number(draft.days[0])
    return found if 0 <= ago <= _FRESH else None
