"""From triggers to tellings: every slot that one trigger and its surroundings tell."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import cache

from summit_extract.events.account import of_account
from summit_extract.events.aftermath import with_aftermath
from summit_extract.events.attendance import Attendance
from summit_extract.events.casts import Cast, country_of
from summit_extract.events.domestic import is_anybody
from summit_extract.events.earlier_times import listed_occasions, with_earlier_times
from summit_extract.events.gatherings import (
    attending_for,
    following_group,
    gathered,
    leaders_for,
    presiding,
    signing_for,
    with_cosigners,
)
from summit_extract.events.governments import signing_states
from summit_extract.events.lexicon import DOCUMENT_FORMS, Form, alternation
from summit_extract.events.participants import casts_of
from summit_extract.events.partners import joined_before
from summit_extract.events.slots import (
    durations_of,
    format_of,
    occasion_of,
)
from summit_extract.events.status import StatusReading, has_subject, read_status
from summit_extract.events.tellings import Source, Telling, When, Where
from summit_extract.events.travellers import is_of_troupe, is_told_about
from summit_extract.events.triggers import (
    Trigger,
    back_reference,
    document_of,
    find_triggers,
    is_of_states,
)
from summit_extract.events.values import EventType, Format, Status
from summit_extract.events.view import (
    OF_SEVERAL,
    STORY_REACH,
    ArticleView,
    Clause,
    Sorted,
    Unit,
    UnitKind,
    within,
)
from summit_extract.events.when import is_undated, occasions_of, share_of, when_of
from summit_extract.events.where import destinations_of, place_of_each, where_of
from summit_extract.events.whereabouts import settled
from summit_extract.language.layout import BlockKind, Range

__all__ = ["count", "read_tellings"]

_TWO = "两双"
_BEFORE_TRIGGER = 8
_PARTIES = 2
_NEAR_CLAUSES = 2
_CLAUSE_REACH = 60
_SESSION_REACH = 48
_FAINT = 4
_TRIP_REACH = 8
_LONG_AGO = 60
_TO_SEQUEL = 12
_OPEN = (Status.PLANNED, Status.PROPOSED)
_OFF = (Status.CANCELLED, Status.POSTPONED)
_BACKGROUND = re.compile(
    r"(?:了|的)?(?:之)?(?:(?!前后[约共近不长历半\d一二两三四五六七八九十])[前后](?![往来])|以[前后来]|期间|仪式|当[日天])"
)
"""簽署之後, 會面前: the word only places something else in time."""

_ROUND = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[轮次回场]$")
"""第九輪談判22日開始: one of the talks told before, whose parties are told there."""

_MOST = re.compile(r"[^，。；]{0,8}?最[^，。；]{1,4}?的?(?:[一兩][次回度]|之一|$)")
"""…會談時間最長的一次: the clause ranks what was told."""

_COUNTED = re.compile(
    r"[是为][^，。；]{0,24}?第[一二三四五六七八九十两\d]{1,3}[次度回][^，。；]{0,6}$"
)
"""此行是他第二次|訪台: how often there was such an event, of the one that is told."""

_MEANWHILE = re.compile(r"[^，。；]{0,8}?(?:期间|之际|行程中|途中|时(?!间|任|值))")


def read_tellings(view: ArticleView, attendance: Iterable[Attendance]) -> list[Telling]:
    """Give the tellings of an article in the order of the text; habits, counts and suppositions
    are left out. Who is only present by its ``attendance`` is no principal."""
    sections = _sections(view)
    present = {unit.start for group in attendance for unit in group.units}
    told = with_earlier_times(view, list(_of_triggers(view, sections, present)))
    return with_aftermath(view, told, sections)


def _of_triggers(
    view: ArticleView, sections: Sequence[int], present: Set[int]
) -> Iterator[Telling]:
    triggers = Sorted(find_triggers(view))
    last: Telling | None = None
    trip: Telling | None = None
    for index, trigger in enumerate(triggers):
        if trigger.gesture and _is_part(triggers, trigger):
            continue
        clause = view.clauses[trigger.clause]
        sentence = view.sentence_range(clause.sentence)
        status = read_status(view, triggers, index)
        document = ""
        if trigger.form in DOCUMENT_FORMS:
            document, _ = document_of(view, trigger)
        listed = listed_occasions(view, trigger, triggers)
        if listed:
            status = StatusReading(Status.HELD)
        if not status.particular or _reached_nothing(view, trigger, status):
            continue
        status = _carried(view, trigger, clause, status, last)
        status = _before_trip(view, trigger, clause, status, trip)
        casts = [_without_present(view, trigger, cast, present) for cast in casts_of(view, trigger)]
        casts = [attending_for(view, trigger, cast) for cast in casts]
        if trigger.event_type is EventType.MEETING:
            casts = [leaders_for(view, trigger, cast) for cast in casts]
        if trigger.form in DOCUMENT_FORMS:
            casts = [_of_talks_before(view, trigger, cast, last) for cast in casts]
            casts = [signing_states(view, trigger, cast) for cast in casts]
            if len(casts) == 1:
                casts = [with_cosigners(view, trigger, signing_for(view, trigger, casts[0]))]
        staff = any(_is_staff(unit) for cast in casts for unit in cast.principals)
        if staff and not _has_day(view, clause):
            continue  # 兩國團隊會即時展開談判
        if len(casts) == 1 and trigger.event_type is EventType.MEETING:
            casts = [of_account(view, trigger, casts[0], last)]
        if len(casts) == 1 and trigger.event_type is EventType.MEETING:
            led = () if count(view, casts[0].principals)[0] > 1 else presiding(view, trigger)
            casts = [Cast(led, casts[0].attendees, complete=True)] if led else casts
        if len(casts) == 1 and trigger.event_type is EventType.CALL:
            casts = [_with_answering(view, trigger, casts[0])]
        if trigger.weak and trigger.event_type is EventType.MEETING:
            casts = [_of_clause_before(view, trigger, cast, last) for cast in casts]
        attributive = view.simplified.startswith("的", trigger.end)
        if is_of_states(view, trigger) and attributive and _is_one_side(view, casts[0].principals):
            continue  # 參加中俄總理定期會晤的副總理到機場迎接
        if is_of_states(view, trigger) and _is_one_side(view, casts[0].principals):
            casts = [Cast(gathered(view, trigger), complete=True)]
        near = _near(view, triggers, trigger, sentence)
        where = where_of(view, trigger, near)
        if trigger.form == Form.VISIT and trigger.weak and where.place is None:
            continue
        if trigger.form == Form.VISIT and (
            is_told_about(view, trigger) or is_of_troupe(view, trigger)
        ):
            continue
        days = occasions_of(view, trigger)
        if trigger.form == Form.VISIT and _is_at_home(view, where, casts[0]):
            where = Where()
        stops = destinations_of(view, trigger) if trigger.form == Form.VISIT else ()
        places = place_of_each(view, trigger, where, len(casts)) if len(casts) > 1 else [where]
        told = [(number, cast, places[number]) for number, cast in enumerate(casts)]
        if len(stops) > 1:
            told = [(0, cast, stop) for cast in casts for stop in stops]
        days = days if len(casts) == 1 else []
        if days:
            told = [(number, casts[0], where) for number in range(len(days))]
        if listed and len(casts) == 1:
            days = [when for when, _ in listed]
            visit = trigger.form == Form.VISIT
            there = [where if visit else place for _, place in listed]
            told = [(number, casts[0], there[number]) for number in range(len(days))]
        for number, cast, where in told:
            if not _is_event(view, trigger, clause, status, cast):
                continue
            when = when_of(view, trigger, near, status)
            if days:
                when = days[number]
            elif len(casts) > 1:
                when = share_of(view, trigger, near, when, number, len(casts))
            if _is_of_then(view, trigger, status, when):
                continue
            where_told = where
            if _is_background(view, trigger) and where.place and where.place.start > trigger.end:
                where_told = Where()  # 公報簽字後同機飛返開羅
            signing = trigger.form in DOCUMENT_FORMS  # agreed where they negotiate
            undated = status.status in _OPEN and when.mention is None and not signing
            elsewhere = status.status in _OFF or undated
            if elsewhere and where.source is Source.STORY:
                where_told = Where()  # what is only planned may be anywhere
            where_told = settled(view, trigger, where_told, near)
            people, sides = count(view, cast.principals)
            lead = view.simplified[
                max(clause.start, trigger.start - _BEFORE_TRIGGER) : trigger.start
            ]
            lead_clause = view.simplified[clause.start : trigger.start]
            counted = _COUNTED.search(lead_clause) is not None
            counted = counted or _is_of_told(view, trigger, cast, when)
            planned, actual = durations_of(view, trigger, near)
            block = view.block_of(trigger.start)
            place_in_layout = view.block_index(trigger.start)
            last = Telling(
                trigger=trigger,
                start=sentence.start,
                end=sentence.end,
                block=place_in_layout,
                section=sections[place_in_layout],
                principals=cast.principals,
                attendees=cast.attendees,
                complete=cast.complete,
                status=status,
                when=when,
                where=where_told,
                format=format_of(view, trigger, people, sides),
                occasion=occasion_of(view, trigger, near),
                planned_duration=planned,
                duration=actual,
                same=counted or back_reference(view, trigger) is not None,
                another=not counted
                and bool(re.search(rf"{alternation('another')}[^，。]{{0,4}}$", lead)),
                earlier=bool(
                    re.search(rf"{alternation('earlier')}|{alternation('back_then')}", lead_clause)
                ),
                document=document,
                session=_session(view, trigger),
                in_title=block.kind in (BlockKind.TITLE, BlockKind.HEADING),
                in_caption=block.kind is BlockKind.CAPTION or _is_of_picture(view, cast),
                ending=_is_end(view, trigger, when),
                sequel=_is_sequel(view, trigger, sentence),
                comment=_is_comment(view, clause, trigger, cast),
                gesture=trigger.gesture,
                background=_is_background(view, trigger),
                undated=is_undated(view, trigger),
                meanwhile=bool(_MEANWHILE.match(view.simplified, trigger.end, clause.end)),
            )
            trip = last if trigger.event_type is EventType.VISIT else trip
            yield last


def _is_one_side(view: ArticleView, units: Sequence[Unit]) -> bool:
    """Whether those named are fewer than two, or all of one state."""
    states = {country_of(view, unit) for unit in units}
    return count(view, units)[0] < _PARTIES or (len(states) == 1 and "" not in states)


def _is_of_told(view: ArticleView, trigger: Trigger, cast: Cast, when: When) -> bool:
    """雙方簽署的文件共有17份: what is said of something that was told, on no day of its own."""
    vague = all(unit.kind is UnitKind.PAIR for unit in cast.principals)
    attributive = view.simplified.startswith("的", trigger.end)
    return attributive and vague and when.source < Source.CLAUSE


def _is_of_then(view: ArticleView, trigger: Trigger, status: StatusReading, when: When) -> bool:
    """1959年：…雙方稱將就柏林展開談判: what was to come long ago, under a heading of that time."""
    if status.status not in _OPEN or not trigger.weak or when.source is not Source.HEADING:
        return False
    if view.published is None or when.mention is None or not when.mention.date_end:
        return False
    return (view.published - date.fromisoformat(when.mention.date_end)).days > _LONG_AGO


def _is_at_home(view: ArticleView, where: Where, cast: Cast) -> bool:
    """Nobody visits his own country: such a place is told of something else."""
    place = where.place.place if where.place else None
    if place is None or place.kind != "country" or len(cast.principals) != 1:
        return False
    guest = cast.principals[0]
    entity = view.entities.get(guest.entities[0]) if guest.entities else None
    home = guest.country_code or (entity.country_code if entity else "")
    told = guest.named or guest.role is not None
    return guest.kind is UnitKind.PERSON and told and home == place.country_code


def _without_present(view: ArticleView, trigger: Trigger, cast: Cast, present: Set[int]) -> Cast:
    """Take those who only attended out of the principals.

    Where nobody is left, those told in the next clause take part (A主持視訊會議，B與C與會).
    """
    if "主持" in view.simplified[trigger.start : trigger.end]:
        return cast  # A與B共同主持對話
    present = present - {
        unit.start
        for unit in cast.principals
        if unit.end == trigger.start or _comes_for_more(view, trigger, unit)
    }
    if len(cast.principals) < 3:  # 楊尚昆主持歡迎儀式，其後與他會談: he goes on to meet him
        start = view.clauses[trigger.clause].start
        carried = [
            unit for unit in cast.principals if unit.start < start and unit.kind is UnitKind.PERSON
        ]
        own = any(unit.start >= start and unit.start not in present for unit in cast.principals)
        present = present - {unit.start for unit in carried} if own else present
    principals = tuple(unit for unit in cast.principals if unit.start not in present)
    presiding = not principals and bool(cast.attendees)
    if len(principals) == len(cast.principals) and not presiding:
        return cast
    attendees = tuple(unit for unit in cast.principals if unit.start in present)
    if not principals:
        principals = following_group(view, trigger)
        if principals and _joins(view, trigger):
            return Cast((*attendees, *principals), cast.attendees, complete=True)
    return Cast(principals, (*cast.attendees, *attendees), bool(principals) and cast.complete)


def _comes_for_more(view: ArticleView, trigger: Trigger, unit: Unit) -> bool:
    """A在P出席峰會期間會見B: he is there and does what the trigger tells."""
    between = view.simplified[unit.end : trigger.start]
    return unit.end < trigger.start and _attending_while().search(between) is not None


@cache
def _attending_while() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('attended')}[^，。；]*?{alternation('margins')}[^，。；]{{0,20}}$"
    )


def _of_talks_before(view: ArticleView, trigger: Trigger, cast: Cast, last: Telling | None) -> Cast:
    """A與B會談，並簽署協議: those who met are the parties, where the clause has no subject; else
    those told in the next (協議昨日簽署，A與B先後落筆)."""
    people, _ = count(view, cast.principals)
    clause = view.clauses[trigger.clause]
    talks = near = same = False
    if last is not None:
        talks = last.trigger.event_type is EventType.MEETING and len(last.principals) > 1
        near = 0 <= trigger.clause - last.trigger.clause <= _NEAR_CLAUSES
        near = near and last.trigger.end <= trigger.start
        same = view.clauses[last.trigger.clause].sentence == clause.sentence
    own = [unit for unit in cast.principals if clause.start <= unit.start < trigger.start]
    everybody = own and all(unit.kind is UnitKind.PAIR and not unit.entities for unit in own)
    if (people >= 2 or own) and not (everybody and talks):
        return cast
    if last is not None and talks and everybody:
        told = view.clauses[last.trigger.clause].sentence
        same = same or clause.sentence - told <= 1  # 會談。會後各方通過聲明
        near = same
    if talks and near and same:
        return Cast(last.principals if last else (), cast.attendees)
    signed = last is not None and last.trigger.form in DOCUMENT_FORMS
    if last is not None and signed and same and near and len(last.principals) > 1:
        return Cast(last.principals, cast.attendees)  # 簽署並發表聯合聲明
    following = () if _is_background(view, trigger) else following_group(view, trigger)
    return Cast(following or cast.principals, cast.attendees)


def _with_answering(view: ArticleView, trigger: Trigger, cast: Cast) -> Cast:
    """A前一天來電，B在電話裡告訴他: who speaks on the telephone in the next clause."""
    following = trigger.clause + 1
    if len(cast.principals) != 1 or following >= len(view.clauses):
        return cast
    clause = view.clauses[following]
    if clause.sentence != view.clauses[trigger.clause].sentence:
        return cast
    for unit in within(view.units, clause.start, clause.start + 1):
        speaks = re.match(alternation("on_telephone"), view.simplified[unit.end : unit.end + 8])
        if speaks and unit.kind is UnitKind.PERSON and unit.entities != cast.principals[0].entities:
            return Cast((*cast.principals, unit), cast.attendees, complete=True)
    return cast


def _of_clause_before(
    view: ArticleView, trigger: Trigger, cast: Cast, last: Telling | None
) -> Cast:
    """A與B在機場擁抱後，閉門談了兩小時: those two, unless it was told that they talked."""
    if cast.principals:
        return cast
    talks = (EventType.MEETING, EventType.CALL)
    told = last is not None and not last.gesture and last.trigger.event_type in talks
    if told and last is not None and trigger.clause - last.trigger.clause <= 1:
        return cast
    both = joined_before(view, trigger)
    return Cast(both, cast.attendees) if both else cast


def _carried(
    view: ArticleView,
    trigger: Trigger,
    clause: Clause,
    status: StatusReading,
    last: Telling | None,
) -> StatusReading:
    """將訪問印尼，並拜會總統: a plan goes on in the next clause if that has no subject. 此行還包括
    訪問寮國: what is said of a trip is said of what it includes."""
    if status.status is not None or not status.particular or last is None:
        return status
    before = view.clauses[last.trigger.clause].sentence
    part = re.match(_part_of_trip(), view.simplified[clause.start : trigger.start])
    if part and last.trigger.event_type is EventType.VISIT and clause.sentence - before <= 1:
        return last.status
    if view.clauses[last.trigger.clause].sentence != clause.sentence:
        return status
    ahead = last.status.status is None and _is_ahead(view, last.when)
    if last.status.status not in (Status.PLANNED, Status.PROPOSED) and not ahead:
        return status
    clauses = view.clauses[last.trigger.clause + 1 : trigger.clause]
    if any(has_subject(view, between.start, between.end) for between in clauses):
        return status
    own = trigger.clause != last.trigger.clause and has_subject(view, clause.start, trigger.start)
    if own:
        return status
    return replace(status, likely=Status.PLANNED) if ahead else last.status


def _is_ahead(view: ArticleView, when: When) -> bool:
    """8日抵達危地馬拉訪問，之後轉往伯利茲，與總理會談: told as it is to come, day by day."""
    if when.mention is None or view.published is None:
        return False
    return when.mention.date_start > view.published.isoformat()


_SIDE = re.compile(r"[（(](?:图|前排|后排)?[左右中前后][^，。（()）]{0,4}[）)]")


def _is_of_picture(view: ArticleView, cast: Cast) -> bool:
    """賴總統（右）接見陳嵌薩: where people stand is told of a picture."""
    ends = [unit.end for unit in cast.principals if unit.kind is UnitKind.PERSON]
    return any(
        _SIDE.match(view.simplified, end) or _SIDE.search(view.simplified[end - 6 : end])
        for end in ends
    )


def _before_trip(
    view: ArticleView,
    trigger: Trigger,
    clause: Clause,
    status: StatusReading,
    trip: Telling | None,
) -> StatusReading:
    """將訪問坎培拉。他行前先赴新德里，與莫迪會面: what comes before a trip still to come."""
    if trip is None or status.status is not None or status.likely is not None:
        return status
    told = view.clauses[trip.trigger.clause].sentence
    if trip.status.status is not Status.PLANNED or clause.sentence - told > _TRIP_REACH:
        return status
    start = max(view.sentence_range(clause.sentence).start, trip.trigger.end)
    if not re.search(alternation("before_trip"), view.simplified[start : trigger.start]):
        return status
    return replace(status, likely=Status.PLANNED)


@cache
def _part_of_trip() -> str:
    return rf"[^，。；]{{0,4}}?{alternation('trip')}[^，。；]{{0,3}}?{alternation('including')}"


def _is_comment(view: ArticleView, clause: Clause, trigger: Trigger, cast: Cast) -> bool:
    """這是海協會會長首次訪台: the clause only says what is remarkable about what was told, and
    names nobody who takes part."""
    known = (UnitKind.PERSON, UnitKind.PAIR)
    lead = view.simplified[clause.start : trigger.start]
    superlative = re.match(alternation("first_time"), lead)
    if superlative and _MOST.match(view.simplified, trigger.end, clause.end):
        return True  # 這是教宗和一國元首會談時間最長的一次
    before = view.clauses[trigger.clause - 1] if trigger.clause else clause
    if before.sentence == clause.sentence and re.match(alternation("occasion"), lead):
        text = view.simplified[before.start : before.end]
        if re.match(alternation("first_time"), text):
            return True  # 這是…遇害後，首位訪黎的伊朗高官
    for unit in cast.principals:
        follow = view.simplified[unit.end : trigger.start]
        bounded = unit.start >= clause.start and re.match(r"[^，。；]{0,10}[后来][，]?", follow)
        himself = bounded and re.search(alternation("taking_office"), bounded.group())
        if unit.kind in known and unit.entities and (himself or not bounded):
            return False  # 這是A就任後首次出訪
    begun = re.match(rf"[^，。；]{{0,1}}?{alternation('first_time')}", lead)
    return bool(begun and re.search(alternation("occasion"), lead))


def _is_of_dialogue(view: ArticleView, trigger: Trigger, cast: Cast) -> bool:
    """Whether only talking as such is wished for, of states and not of two people, on no day."""
    told = view.simplified[trigger.start : trigger.end]
    if not re.fullmatch(alternation("dialogue"), told):
        return False
    people = [unit for unit in cast.principals if unit.kind is UnitKind.PERSON]
    clause = view.clauses[trigger.clause]
    dated = any(m.label == "DATE" and m.value for m in within(view.dates, clause.start, clause.end))
    return len(people) < _PARTIES and not dated and where_of(view, trigger, ()).place is None


def _joins(view: ArticleView, trigger: Trigger) -> bool:
    """A主持視訊會議，與B、C談了一小時: who presides takes part himself."""
    following = view.clauses[trigger.clause + 1]
    lead = view.simplified[following.start : following.start + 2]
    return bool(re.match(alternation("linker"), lead))


def _is_event(
    view: ArticleView, trigger: Trigger, clause: Clause, status: StatusReading, cast: Cast
) -> bool:
    """Weak words tell of a meeting or call only with two parties and as what happens itself; no
    word does with 官員 or 商界代表 for the other party."""
    if trigger.event_type in (EventType.MEETING, EventType.CALL):
        others = [unit for unit in cast.principals if not is_anybody(view, unit)]
        if len(others) < len(cast.principals) and count(view, others)[0] < _PARTIES:
            return False
    if not cast.complete and _idea_of().match(view.simplified, trigger.end):
        return False
    if trigger.gesture and status.status in _OPEN:
        return False  # 只安排兩人握手
    if not trigger.weak or trigger.event_type not in (EventType.MEETING, EventType.CALL):
        return True
    if status.status is Status.PROPOSED and _is_of_dialogue(view, trigger, cast):
        return False  # 期待兩國開展建設性對話
    if re.search(r"[对就]与[^，。；]{0,12}$", view.simplified[clause.start : trigger.start]):
        return False  # 對與朝鮮對話持開放態度
    people, _ = count(view, cast.principals)
    if _is_exchange(view, trigger) and (
        _is_whose(view, trigger) or not _is_between_people(view, clause, cast)
    ):
        return False
    if people >= 2 and is_of_states(view, trigger):
        return True
    if people == 0 and _ROUND.search(view.simplified[clause.start : trigger.start]):
        return not _is_setting(view, trigger, clause)
    if people < 2 or _is_setting(view, trigger, clause):
        return False
    if trigger.social and not _is_occasion(view, trigger, clause, cast):
        return False
    bodies = all(unit.kind in (UnitKind.STATE, UnitKind.ORG) for unit in cast.principals)
    if bodies and status.status is Status.NOT_HELD:
        return False  # 中美雙方並沒有進行磋商
    if bodies and status.status is None and _is_process(view, trigger, clause):
        return False
    if status.status is not Status.NOT_HELD:
        return True
    dated = within(view.dates, clause.start, clause.end)
    return trigger.format is not Format.INFORMAL and (status.rank < _FAINT or bool(dated))


def _is_staff(unit: Unit) -> bool:
    """兩國團隊: an office of nobody in particular."""
    nobody = not unit.country_code and not unit.named
    return unit.kind is UnitKind.OFFICE and unit.role is None and nobody


def _has_day(view: ArticleView, clause: Clause) -> bool:
    return any(m.label == "DATE" for m in within(view.dates, clause.start, clause.end))


def _is_process(view: ArticleView, trigger: Trigger, clause: Clause) -> bool:
    """朝美對話陷於停頓: how matters stand between two states, and no occasion."""
    if view.block_of(trigger.start).kind in (BlockKind.TITLE, BlockKind.HEADING):
        return False
    noun = re.fullmatch(alternation("process"), view.simplified[trigger.start : trigger.end])
    if noun is None or within(view.dates, clause.start, clause.end):
        return False
    around = view.simplified[clause.start : clause.end]
    return re.search(rf"{alternation('talks_held')}|第.{{1,3}}[轮次]|首轮", around) is None


_ASPECT = re.compile(r"[了过]")


def _is_occasion(view: ArticleView, trigger: Trigger, clause: Clause, cast: Cast) -> bool:
    """兩人在後台碰上, 吃了頓飯, but not 兩人都愛喝咖啡, 烏軍與俄軍碰上."""
    if any(unit.kind in (UnitKind.STATE, UnitKind.ORG) for unit in cast.principals):
        formal = re.match(alternation("formal"), view.simplified[trigger.start : trigger.end])
        return bool(formal and within(view.dates, clause.start, clause.end))
    if _ASPECT.search(view.simplified, trigger.start, trigger.end + 1):
        return True
    sentence = view.sentence_range(clause.sentence)
    near = within(view.places, clause.start, trigger.start)
    there = any(view.simplified[place.start - 1] in "在于" for place in near)
    return there or bool(within(view.dates, sentence.start, sentence.end))


_SESSION = re.compile(
    r"(?:第(?P<number>\d{1,3}|[一二三四五六七八九十百]{1,4})(?:[轮届]|次)|首[轮届])[^，。；的第]{0,8}?"
    r"(?:会议|会谈|谈判|磋商|对话)"
)


def _session(view: ArticleView, trigger: Trigger) -> str:
    """第137次會談, 第五次會議於…共同主持: the number of the session that is told, else empty."""
    sentence = view.sentence_range(view.clauses[trigger.clause].sentence)
    start = max(sentence.start, trigger.start - _SESSION_REACH)
    told = [*_SESSION.finditer(view.simplified, start, trigger.end)]
    return (told[-1]["number"] or "一") if told else ""


def _is_between_people(view: ArticleView, clause: Clause, cast: Cast) -> bool:
    """A同B就X進行探討, but not 就A與B的關係進行探討."""
    people = all(unit.kind in (UnitKind.PERSON, UnitKind.PAIR) for unit in cast.principals)
    start = view.sentence_range(clause.sentence).start
    here = all(unit.start >= start for unit in cast.principals)
    if not people or not here or count(view, cast.principals)[1] < _PARTIES:
        return False
    leads = (view.simplified[clause.start : unit.start] for unit in cast.principals)
    return not any(re.search(rf"{alternation('about')}[^，。；]{{0,8}}$", lead) for lead in leads)


def _is_exchange(view: ArticleView, trigger: Trigger) -> bool:
    """就X進行討論: between two people it is a meeting, of states or bodies only what they do."""
    told = view.simplified[trigger.start : trigger.end]
    session = re.fullmatch(rf"{alternation('convening')}.+{alternation('session')}", told)
    return bool(session or re.search(rf"{alternation('exchange')}$", told))


def _is_whose(view: ArticleView, trigger: Trigger) -> bool:
    """兩人之間的談話: what they said, and no occasion."""
    return view.simplified[trigger.start - 1 : trigger.start] == "的"


@cache
def _sequel() -> re.Pattern[str]:
    return re.compile(rf"[^，。]{{0,6}}?{alternation('sequel')}")


def _is_sequel(view: ArticleView, trigger: Trigger, sentence: Range) -> bool:
    """會談結束後，兩人簽署: what follows is; 這趟訪問結束後 only tells after what it was."""
    end = min(sentence.start + _TO_SEQUEL, sentence.end)
    found = _sequel().match(view.simplified, sentence.start, end)
    return found is not None and found.end() <= max(trigger.start, sentence.start + 1)


@cache
def _idea_of() -> re.Pattern[str]:
    """提出在新加坡見面的構想: whose meeting it was to be is not told beside it."""
    return re.compile(rf"的{alternation('idea_noun')}")


def _is_part(triggers: Sorted[Trigger], trigger: Trigger) -> bool:
    """會談前握手: the clause tells of what the gesture is part of."""
    return any(
        other.clause == trigger.clause and not other.gesture
        for other in within(triggers, trigger.start - _CLAUSE_REACH, trigger.start)
    )


def _reached_nothing(view: ArticleView, trigger: Trigger, status: StatusReading) -> bool:
    """未達成協議 tells how talks went, not of an agreement."""
    word = view.simplified[trigger.start : trigger.end]
    return status.status is Status.NOT_HELD and bool(re.match(alternation("reaching"), word))


def _is_background(view: ArticleView, trigger: Trigger) -> bool:
    return bool(_BACKGROUND.match(view.simplified, trigger.end))


@cache
def _over() -> re.Pattern[str]:
    return re.compile(
        rf"[^，。；]{{0,4}}?(?:也|亦|已|就此|正式|圆满|至此)*{alternation('closing')}"
    )


def _is_end(view: ArticleView, trigger: Trigger, when: When) -> bool:
    """兩天會談昨日結束, 會談持續到10日: the day told is that on which it ended."""
    start = view.clauses[trigger.clause].start
    if re.search(
        rf"{alternation('ending')}[^，。；]{{0,14}}$", view.simplified[start : trigger.start]
    ):
        return True
    if re.match(alternation("ending"), view.simplified[trigger.start : trigger.end]):
        return True  # 結束為期八日的歐洲之行
    if when.mention is None or when.first is not None:
        return False
    if trigger.form == Form.VISIT and _over().match(view.simplified, trigger.end):
        return True  # 訪問畫下句點
    lead = view.simplified[min(trigger.start, when.mention.start) : when.mention.start]
    if re.search(rf"{alternation('lasting_until')}了?$", lead):
        return True
    follow = view.simplified[when.mention.end : when.mention.end + 8]
    if re.match(rf"[^，。；]{{0,3}}?{alternation('closing')}", follow):
        return True
    later = view.clauses[view.clause_index(when.mention.start)]
    if later.start < trigger.end or later.sentence != view.clauses[trigger.clause].sentence:
        return False
    told = view.simplified[when.mention.end : later.end]  # …的訪問，周二在禮炮聲中收場
    return bool(
        re.search(rf"{alternation('closing')}[了。，；！]*$", told)
    )  # …的訪問，周二在禮炮聲中收場


def _is_setting(view: ArticleView, trigger: Trigger, clause: Clause) -> bool:
    """在峰會期間, 於會議上: the noun only says when or where something else was."""
    follow = view.simplified[trigger.end : trigger.end + 4]
    lead = view.simplified[clause.start : trigger.start]
    if re.search(rf"{alternation('gathering')}[^，。；前后时间]{{0,16}}$", lead):
        return True
    return trigger.form != Form.OBJECT and bool(
        re.match(alternation("margins"), follow) and re.search(r"[在于自从][^，。]{0,12}$", lead)
    )


def _near(
    view: ArticleView, triggers: Sorted[Trigger], trigger: Trigger, sentence: Range
) -> list[Trigger]:
    """Give the triggers that a telling has to do with: of its sentence, of what was told shortly
    before in its paragraph, and of its heading."""
    block = view.block_of(trigger.start)
    start = max(block.start, sentence.start - STORY_REACH)
    found = [
        other
        for other in within(triggers, start, sentence.end)
        if not _goes_on(view, trigger, other)
    ]
    heading = view.heading_before(trigger.start)
    if heading is not None and heading.end <= start:
        found[:0] = within(triggers, heading.start, heading.end)
    return found


def _goes_on(view: ArticleView, trigger: Trigger, other: Trigger) -> bool:
    """會談分兩次進行，18日在總統府談了3小時: what follows, with no subject, is said of the same."""
    if other.start <= trigger.start or not other.weak or other.event_type != trigger.event_type:
        return False
    clause = view.clauses[other.clause]
    return other.clause != trigger.clause and not has_subject(view, clause.start, other.start)


def _sections(view: ArticleView) -> list[int]:
    """Give for each block the number of the section it stands in; a heading begins a new one."""
    numbers: list[int] = []
    number = 0
    for block in view.layout.blocks:
        if block.kind is BlockKind.HEADING:
            number += 1
        numbers.append(number)
    return numbers


def count(view: ArticleView, units: Sequence[Unit]) -> tuple[int, int]:
    """Count the participants and the states or sides they stand for."""
    people: set[str] = set()
    sides: set[str] = set()
    for unit in units:
        for identity in unit.entities or (f"@{unit.start}",):
            people.add(identity)
            entity = view.entities.get(identity)
            country = (entity.country_code if entity else "") or unit.country_code
            sides.add(country or identity)
        several = unit.kind is UnitKind.PAIR or (
            unit.kind is UnitKind.OFFICE
            and unit.named
            and OF_SEVERAL.match(view.simplified, unit.start, unit.end) is not None
        )
        if several and not unit.entities:
            few = view.simplified[unit.start] in _TWO or unit.kind is UnitKind.PAIR
            for more in range(1 if few else 2):
                people.add(f"@@{unit.start}.{more}")
                sides.add(f"@@{unit.start}.{more}")
    return len(people), len(sides)
