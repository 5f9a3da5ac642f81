"""From the place told beside a trigger to the city and the building that it means.

A visit to a state went to the city that the heading gives; a ceremony told in the next sentence
gives the building.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from summit_extract.events.lexicon import Form, alternation
from summit_extract.events.tellings import Source, Where
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import EventType
from summit_extract.events.view import ArticleView, within
from summit_extract.events.where import located
from summit_extract.places.values import PlaceMention

__all__ = ["settled"]


def settled(
    view: ArticleView,
    trigger: Trigger,
    where: Where,
    others: Sequence[Trigger],
) -> Where:
    """Give the place of a telling as finely as the article tells it."""
    if trigger.event_type is EventType.CALL:
        return where
    if trigger.form == Form.VISIT:
        return _in_rubric(view, trigger, where)
    return _at_ceremony(view, trigger, where, others)


def _city_in_heading(view: ArticleView, trigger: Trigger, code: str) -> PlaceMention | None:
    heading = view.heading_before(trigger.start)
    if heading is None:
        return None
    days = [m for m in within(view.dates, heading.start, heading.end) if m.date_start]
    sentence = view.sentence_range(view.clauses[trigger.clause].sentence)
    told = [m for m in within(view.dates, sentence.start, trigger.start) if m.date_start]
    if not days or (told and told[-1].date_start[:10] > days[-1].date_end[:10]):
        return None  # 六天後，X訪問…
    for mention in within(view.places, heading.start, heading.end):
        place = mention.place
        if place is not None and place.kind == "city" and place.country_code == code:
            return mention
    return None


def _in_rubric(view: ArticleView, trigger: Trigger, where: Where) -> Where:
    """2016年3月 夏灣拿 over 訪問古巴: the visit went there."""
    place = where.place.place if where.place else None
    if place is None or place.kind != "country":
        return where
    city = _city_in_heading(view, trigger, place.country_code)
    return where if city is None else replace(where, place=city)


def _at_ceremony(
    view: ArticleView, trigger: Trigger, where: Where, others: Sequence[Trigger]
) -> Where:
    """簽字儀式在薩拉姆宮舉行, right after what was signed."""
    if where.venue is not None:
        return where
    sentence = view.clauses[trigger.clause].sentence
    follow = [
        clause
        for clause in view.clauses[trigger.clause + 1 : trigger.clause + 8]
        if clause.sentence - sentence <= 1
    ]
    nexts = min([other.start for other in others if other.start > trigger.end] or [len(view.text)])
    for clause in follow:
        if clause.start >= nexts:
            break
        lead = re.match(
            rf"[^，。；]{{0,4}}?{alternation('gathering_there')}",
            view.simplified[clause.start : clause.end],
        )
        if lead is None:
            continue
        for mention in located(view, clause.start, clause.end):
            if mention.label == "FAC":
                return _joined(where, mention)
    return where


def _joined(where: Where, venue: PlaceMention) -> Where:
    """Give a place its building, if that may be there."""
    told = where.place.place if where.place else None
    stands = venue.place
    if told is None:
        return Where(venue, venue, Source.SENTENCE)
    if stands is None or not stands.country_code or stands.country_code == told.country_code:
        return replace(where, venue=venue)
    return where
