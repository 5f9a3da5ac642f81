"""What sentences say of an event told before (行程取消, 推遲此行), and what a plan includes."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summit_extract.events.lexicon import Cue, alternation
from summit_extract.events.scope import CALLED_OFF
from summit_extract.events.status import StatusReading, found_cues
from summit_extract.events.tellings import Source, Telling, When
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import NO_EVENTS_IN, ArticleView, within
from summit_extract.events.when import moved_to

__all__ = ["with_aftermath"]

_SENTENCES_ON = 3
_TELLINGS_BACK = 6
_OPEN = (Status.PLANNED, Status.PROPOSED)
_GO = "成行"


def with_aftermath(
    view: ArticleView, tellings: Sequence[Telling], sections: Sequence[int]
) -> list[Telling]:
    """Add to the tellings of an article those without a trigger of their own, which say that a
    trip told before, and what was planned for it, was called off or put off.

    ``sections`` gives the section of each block. Takes and gives the order of the text.
    """
    told = _left_out(view, _within_plans(tellings))
    added = list(_called_off(view, told, sections))
    own = {telling.trigger.start for telling in added}
    kept = [telling for telling in told if telling.trigger.start not in own]
    return sorted([*kept, *added], key=lambda telling: telling.trigger.start)


def _within_plans(tellings: Sequence[Telling]) -> list[Telling]:
    """訪問捷克期間，將與總統會面: a visit in which something is to come is itself still to come."""
    changed = list(tellings)
    for number, telling in enumerate(tellings[:-1]):
        trigger, status = telling.trigger, telling.status
        within_another = trigger.frame is not None or telling.meanwhile
        if not within_another or status.status is not None or status.likely is not None:
            continue
        other = tellings[number + 1]
        if other.start != telling.start or other.trigger.event_type is EventType.VISIT:
            continue
        open_ones = _OPEN if trigger.frame else (Status.PLANNED,)
        if other.status.status in open_ones and (trigger.frame or _shares(telling, other)):
            likely = replace(status, likely=Status.PLANNED)
            changed[number] = replace(telling, status=likely)
    return changed


def _left_out(view: ArticleView, tellings: Sequence[Telling]) -> list[Telling]:
    """僅訪問東京，原先預計訪問日本、蒙古及韓國: the stops that a shortened trip leaves out."""
    changed = list(tellings)
    only = re.compile(rf"{alternation('only')}$")
    for number, telling in enumerate(tellings):
        trigger = telling.trigger
        lead = view.simplified[max(0, trigger.start - 3) : trigger.start]
        if trigger.event_type is not EventType.VISIT or not only.search(lead):
            continue
        kept = telling.where.place.place if telling.where.place else None
        for other in range(max(0, number - _TELLINGS_BACK), number + _TELLINGS_BACK):
            stop = tellings[other] if other < len(tellings) else telling
            place = stop.where.place.place if stop.where.place else None
            if stop.trigger.event_type is not EventType.VISIT or not stop.status.fixed:
                continue
            if kept is None or place is None or stop.status.status is not None:
                continue
            if place.country_code in ("", kept.country_code):
                continue  # Asia goes on being visited
            if _shares(stop, telling):
                off = replace(stop.status, status=Status.CANCELLED, likely=None)
                changed[other] = replace(stop, status=off)
    return changed


def _shares(one: Telling, other: Telling) -> bool:
    people = {identity for unit in one.principals for identity in unit.entities}
    others = {identity for unit in other.principals for identity in unit.entities}
    return not people or not others or bool(people & others)


def _called_off(
    view: ArticleView, tellings: Sequence[Telling], sections: Sequence[int]
) -> Iterator[Telling]:
    starts = [telling.trigger.start for telling in tellings]
    done = -1
    for position, cue in found_cues(view, 0, len(view.text)):
        if cue.status not in CALLED_OFF or position <= done:
            continue
        assert isinstance(cue.status, Status), "those of CALLED_OFF are"
        block = view.block_of(position)
        noun = _trip(view, position, cue)
        if noun is None or block.kind in NO_EVENTS_IN:
            continue
        before = bisect_left(starts, min(position, noun[0]))
        visit = _trip_before(view, tellings[max(before - _TELLINGS_BACK, 0) : before], position)
        section = sections[view.block_index(position)]
        if visit is None or visit.section != section:
            continue
        clause = view.clause_index(position)
        sentence = view.sentence_range(view.clauses[clause].sentence)
        trigger = Trigger(
            *noun, EventType.VISIT, visit.trigger.form, None, False, clause, EventType.VISIT.value
        )
        moved = moved_to(view, trigger, sentence.end) if cue.status is Status.POSTPONED else None
        for telling in tellings[max(before - _TELLINGS_BACK, 0) : before]:
            if not _is_of_trip(telling, visit):
                continue
            done = position
            event_type = telling.trigger.event_type
            status = cue.status
            if _GO in cue.word and telling.status.status is Status.PROPOSED:
                status = Status.NOT_HELD
            yield replace(
                telling,
                trigger=replace(
                    trigger, event_type=event_type, type_name=telling.trigger.type_name
                ),
                start=sentence.start,
                end=sentence.end,
                block=view.block_index(position),
                section=section,
                status=StatusReading(status, cue=cue.word, rank=cue.rank),
                when=When(moved, Source.CLAUSE, moved=True) if moved else telling.when,
                same=True,
                another=False,
                sequel=False,
                ending=False,
                background=False,
            )


def _trip(view: ArticleView, position: int, cue: Cue) -> tuple[int, int] | None:
    """Find the word for a trip that is called off by a cue (行程取消, 取消此行), as no place
    beside it tells which trip it is."""
    clause = view.clauses[view.clause_index(position)]
    text = view.simplified
    if _GO in cue.word:
        at = position + cue.word.index(_GO)
        return at, at + len(_GO)  # 終未能成行: nothing else is said to go
    end = position + len(cue.word)
    trip = alternation("trip")
    after = re.compile(rf"(?:了)?(?:{alternation('same')}|原[定订]的|整个)?(?P<trip>{trip})(?!\w)")
    found = after.match(text, end, clause.end) if cue.side == "any" else None
    if found is None:
        before = re.compile(rf"(?P<trip>{trip})[^，。；、]{{0,10}}$")
        found = before.search(text, clause.start, position)
        follow = text[end : clause.end]
        other = rf"(?:{alternation('other_thing')}|{alternation('meeting_noun')})"
        if found is None or re.search(other, follow):
            return None
        if re.search(alternation("other_thing"), text[found.start() : position]):
            return None
    start, stop = found.span("trip")
    if any(place.end == start for place in within(view.places, start - 12, start)):
        return None
    return start, stop


def _trip_before(view: ArticleView, tellings: Sequence[Telling], position: int) -> Telling | None:
    """Give the visit told last, if it was to come and nothing has been said against it."""
    sentence = view.clauses[view.clause_index(position)].sentence
    for telling in reversed(tellings):
        if telling.trigger.event_type is not EventType.VISIT or telling.where.place is None:
            continue
        told = view.clauses[telling.trigger.clause].sentence
        to_come = telling.status.status in _OPEN or telling.status.likely in _OPEN
        return telling if to_come and sentence - told <= _SENTENCES_ON else None
    return None


def _is_of_trip(telling: Telling, visit: Telling) -> bool:
    """The visit itself, its other stops, and what was planned for it in the same sentence."""
    if telling.start != visit.start:
        return False
    to_come = telling.status.status in _OPEN or telling.status.likely in _OPEN
    return to_come and _shares(telling, visit)
