"""Arguments of a trigger: who takes part, and who is only present."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from summit_extract.events.casts import Cast, people_of
from summit_extract.events.joined import Linked, chain_before, signers_in, whole_clause, whole_lists
from summit_extract.events.lexicon import DOCUMENT_FORMS, Form, alternation
from summit_extract.events.partners import (
    are_called,
    are_listed_in_title,
    are_met_apart,
    are_met_on_trip,
    casts_between,
    inviter_of,
    is_distributive,
    met_before,
    met_by,
    named_states,
    object_of,
    other_than_parallel,
    received_by,
    two_before,
)
from summit_extract.events.subjects import agent_of, earlier_subject, host_of, said_then, subject_of
from summit_extract.events.taking_part import (
    is_brought,
    is_capacity,
    is_companion,
    is_followed,
    is_object,
    is_of_time,
    is_represented,
    is_taken_along,
    is_visited,
    is_where,
    may_take_part,
)
from summit_extract.events.travellers import inviters_of, traveller_of
from summit_extract.events.triggers import Trigger
from summit_extract.events.view import ArticleView, Clause, Unit, UnitKind, within
from summit_extract.events.where import is_destination, located_starts
from summit_extract.language.layout import BlockKind

__all__ = ["casts_of"]

_LONGEST_BODY = 24


def casts_of(view: ArticleView, trigger: Trigger) -> list[Cast]:
    """Find who takes part in what a trigger tells.

    More than one cast where the trigger tells several events at once (A 分別同 B、C 通電話).
    """
    clause = whole_clause(view, trigger.clause)
    if trigger.form == Form.NAME:
        named = tuple(
            Unit(trigger.start, trigger.end, UnitKind.PERSON, (identity,), named=True)
            for identity in trigger.participants
        )
        return [Cast(named, complete=True)]
    before = _before(view, trigger, clause)
    acting = _acting(view, before)
    beside = before if trigger.form != Form.VISIT else _in_sentence(view, trigger, clause)
    attendees = tuple(
        unit
        for unit in beside
        if (unit.end != trigger.start and is_companion(view, unit))
        or is_taken_along(view, unit)
        or (trigger.form == Form.VISIT and is_brought(view, unit))
    )
    places = set() if trigger.form == Form.VISIT else located_starts(view, clause)
    before = [
        unit
        for unit in before
        if unit not in attendees
        and unit.start >= acting
        and may_take_part(view, unit)
        and not (unit.kind in (UnitKind.STATE, UnitKind.ORG) and unit.start in places)
        and not (trigger.form != Form.VISIT and is_visited(view, unit))
        and not is_followed(view, unit)
        and not is_of_time(view, unit, trigger.start)
        and not is_represented(view, unit)
        and not (unit.kind in (UnitKind.ORG, UnitKind.PAIR) and is_where(view, unit))
        and not (unit.kind is UnitKind.STATE and is_destination(view, unit.start))
    ]
    before = _without_sum(view, trigger, before)
    before = _without_seat(view, before)
    if before and before[-1].city and before[-1].end == trigger.start and len(before) > 2:
        before.pop()  # A與B的莫斯科會晤
    before = _without_body(view, before, trigger.start)
    if _is_of_offices(view, trigger, before):
        return [Cast((before[-1],), attendees)]
    if trigger.form in DOCUMENT_FORMS:
        signers = signers_in(view, before, clause)
        if signers:
            return [Cast(signers, attendees, complete=True)]
    if trigger.form == Form.VISIT:
        inviters = inviters_of(view, trigger, clause)
        before = [unit for unit in before if unit not in inviters]
        return [traveller_of(view, trigger, clause, before, (*attendees, *inviters))]
    if trigger.form in (Form.OBJECT, Form.BOTH):
        received = received_by(view, trigger, clause, before)
        if received:
            return [Cast(received, attendees, complete=len(people_of(received)) > 1)]
    linked = chain_before(view, before, clause, trigger)
    if any(unit.kind is UnitKind.PERSON for unit in linked.units):
        people = tuple(unit for unit in linked.units if not unit.city)
        linked = Linked(people, linked.start, linked.dangling or people != linked.units)
    if not linked.dangling and len(linked.units) == 1 and linked.units[0].kind is UnitKind.PAIR:
        inviter = inviter_of(view, clause, before, linked.units[0])
        linked = replace(linked, units=(*inviter, *linked.units))
    linked = replace(linked, units=other_than_parallel(view, clause, before, linked.units))
    partner = object_of(view, trigger, clause) if trigger.form in (Form.OBJECT, Form.BOTH) else ()
    partner = other_than_parallel(view, clause, before, partner)
    company = tuple(unit for unit in partner[1:] if is_taken_along(view, unit))
    partner = tuple(unit for unit in partner if unit not in company)
    attendees = (*attendees, *company)
    several = len(people_of(linked.units)) > 1 and not linked.dangling
    if partner and several and _are_others(linked.units, partner):
        apart = are_met_apart(view, trigger, linked.units)
        return casts_between(view, trigger, linked.units, partner, attendees, True, apart)
    if partner and len(people_of(linked.units)) < 2:
        left = [unit for unit in before if unit.end <= linked.start]
        left = _without_met(view, trigger, left)
        subject = met_by(view, trigger) or linked.units
        subject = subject or subject_of(view, left, trigger.start)
        subject = subject or said_then(view, trigger, clause, partner)
        complete = bool(subject)
        subject = subject or earlier_subject(view, clause, partner)
        apart = (
            is_distributive(view, clause, trigger.start)
            or are_listed_in_title(view, partner)
            or are_met_on_trip(view, clause, subject, partner)
        )
        return casts_between(view, trigger, subject, partner, attendees, complete, apart)
    if linked.units and linked.dangling:
        left = [unit for unit in before if unit.end <= linked.start]
        subject = met_by(view, trigger) or agent_of(view, left)
        subject = subject or subject_of(view, left, linked.start)
        subject = subject or said_then(view, trigger, clause, linked.units)
        complete = bool(subject)
        subject = subject or earlier_subject(view, clause, linked.units)
        subject = subject or host_of(view, left, linked.units)
        apart = (
            is_distributive(view, clause, linked.start)
            or are_called(trigger, linked.units)
            or are_met_apart(view, trigger, linked.units)
        )
        complete = complete or (len(linked.units) > 1 and not apart)
        return casts_between(view, trigger, subject, linked.units, attendees, complete, apart)
    if len(people_of(linked.units)) > 2 and are_met_apart(view, trigger, linked.units):
        first, *others = linked.units
        between = view.simplified[first.end : others[0].start]
        if "、" not in between:
            return [Cast((first, unit), attendees, complete=True) for unit in others]
    if len(people_of(linked.units)) > 1 and are_met_apart(view, trigger, linked.units):
        guest = met_before(view, trigger, clause, linked.units)
        if guest:
            return casts_between(view, trigger, linked.units, guest, attendees, True, True)
    if linked.units:
        return [Cast(linked.units, attendees, complete=True)]
    alone = met_by(view, trigger) or subject_of(view, before, trigger.start)
    if len(alone) == 1 and alone[0].kind is UnitKind.PERSON and alone[0].named:
        guest = met_before(view, trigger, clause, alone)
        if guest:
            return [Cast((*alone, *guest), attendees)]
    if not alone and (not trigger.weak or trigger.form in DOCUMENT_FORMS):
        alone = earlier_subject(view, clause, ())
        if trigger.form not in DOCUMENT_FORMS and len(people_of(alone)) < 2:
            alone = two_before(view, trigger)
        return [Cast(alone, attendees)]
    if len(people_of(alone)) < 2:
        alone = (*alone, *named_states(view, trigger, before, alone))
    if len(people_of(alone)) == 1 and trigger.form not in DOCUMENT_FORMS:
        alone = (*inviter_of(view, clause, before, alone[0]), *alone)
    several = len(people_of(alone)) >= 2 or trigger.form in DOCUMENT_FORMS
    return [Cast(alone, attendees, complete=bool(alone) and several)]


def _without_met(view: ArticleView, trigger: Trigger, units: list[Unit]) -> list[Unit]:
    """晉見A及會晤B: whom one verb has as its object is not who acts in the next."""
    if not units or not is_object(view, units[-1]):
        return units
    between = view.simplified[units[-1].end : trigger.start]
    return units[:-1] if re.fullmatch(_and_also(), between) else units


@cache
def _and_also() -> str:
    return rf"(?:{alternation('linker')}|{alternation('and_also')}|[并也还又再将会])+"


def _are_others(subject: Sequence[Unit], partner: Sequence[Unit]) -> bool:
    """庫昌與總理先後會見了兩位貴賓: whether those met are people, and none of those who meet."""
    people = {UnitKind.PERSON, UnitKind.PAIR}
    return all(unit.kind in people for unit in partner) and not (
        people_of(subject) & people_of(partner)
    )


def _before(view: ArticleView, trigger: Trigger, clause: Clause) -> list[Unit]:
    """Give who is named before a trigger in its clause, or in the clause set within that."""
    start = trigger.frame[0] if trigger.frame else clause.start
    passed = trigger.passed or (0, 0)
    found = [
        unit
        for unit in within(view.units, start, trigger.start)
        if unit.end <= trigger.start
        and not passed[0] <= unit.start < passed[1]
        and not is_capacity(view, unit)
    ]
    return whole_lists(view, found)


def _in_sentence(view: ArticleView, trigger: Trigger, clause: Clause) -> list[Unit]:
    """Give who is named before a trigger in its sentence (A偕夫人B昨日抵埗，展開訪問)."""
    start = view.sentence_range(clause.sentence).start
    return [u for u in within(view.units, start, trigger.start) if u.end <= trigger.start]


def _acting(view: ArticleView, before: Sequence[Unit]) -> int:
    """去了P，由B與C會談, 改由B接見C: from who acts on, where who was named before does not."""
    for unit in reversed(before):
        named = unit.kind is UnitKind.PERSON and unit.named
        if named and view.simplified[max(0, unit.start - 1) : unit.start] == "由":
            follow = view.simplified[unit.end : unit.end + 8]
            other = re.match(rf"{alternation('leading')}|代表", follow)
            return 0 if other or is_companion(view, unit) else unit.start
    return 0


def _without_sum(view: ArticleView, trigger: Trigger, before: list[Unit]) -> list[Unit]:
    """A、B與C三方通話: 三方 tells how many they are."""
    last = before[-1] if before else None
    others = [unit for unit in before[:-1] if unit.kind is UnitKind.PERSON]
    if last is None or last.kind is not UnitKind.PAIR or last.end != trigger.start or not others:
        return before
    return before[:-1] if view.simplified[last.end - 1] == "方" else before


def _without_seat(view: ArticleView, before: list[Unit]) -> list[Unit]:
    """以埃和約白宮簽字, 亞美尼亞與亞塞拜然莫斯科談判: where they are stands behind them in a
    heading, with nothing between."""
    last = before[-1] if before else None
    if last is None or len(before) < 2:
        return before
    beside = before[-2].kind is UnitKind.PERSON and last.kind is UnitKind.STATE
    if not (last.city or last.kind is UnitKind.ORG or beside):  # A與B馬耳他密會
        return before
    in_title = view.block_of(last.start).kind in (BlockKind.TITLE, BlockKind.HEADING)
    return before[:-1] if in_title and before[-2].end == last.start else before


def _without_body(view: ArticleView, before: list[Unit], until: int) -> list[Unit]:
    """A與B在兩國邊界委員會會議上簽署: 兩國 in the name of a body names nobody."""
    if len(before) < 2:
        return before
    others = [
        unit
        for unit in before
        if unit.kind is not UnitKind.PAIR
        or not _body().match(view.simplified, unit.end, min(unit.end + _LONGEST_BODY, until))
    ]
    return others if len(people_of(others)) > 1 else before


@cache
def _body() -> re.Pattern[str]:
    return re.compile(rf"[^，。；的与和]{{1,10}}{alternation('council')}")


def _is_of_offices(view: ArticleView, trigger: Trigger, before: Sequence[Unit]) -> bool:
    """雙方同意舉行特別代表會晤: those who meet are not those who agreed."""
    if trigger.form not in (Form.WITH, Form.BOTH) or not before:
        return False
    last = before[-1]
    alone = len(before) < 2 or before[-2].end < last.start
    between = view.simplified[last.end : trigger.start]
    return (
        last.kind is UnitKind.OFFICE
        and re.fullmatch(rf"{alternation('level')}?", between) is not None
        and alone
        and any(unit.kind is UnitKind.PAIR for unit in before[:-1])
    )
