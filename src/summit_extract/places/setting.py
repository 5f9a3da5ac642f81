"""Where a text is when it tells of a building that many states have: 總統府, 國家宮, 美國大使館.

Such a name says nothing of its state. It stands in the place right before it (阿斯馬拉的|總統府),
else in the place where the text said last that somebody is or comes to, else in the state of who
receives there (肯亞總統在|國家宮|會見…).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from summit_extract.places.affixes import alternatives, ends_with, starts_with, words
from summit_extract.places.composition import Composed, generic
from summit_extract.places.values import Place, PlaceMention

__all__ = ["is_actor", "is_in_dateline", "setting_of", "shared_buildings"]

_FARTHEST = 60
"""How many places back in the text the story is followed."""

_LEAD, _CLAUSE = 6, 16
_SENTENCE = re.compile("[。！？\n]")
_PAUSE = re.compile("[，。；！？\n]")
_DATELINE = re.compile(
    "[0-9０-９一二三四五六七八九十廿月日]{2,9}(?:[专综合外急]{0,4}电|讯)|综?合?(?:消息|讯)[：，]"
)
_DATED = re.compile(
    "[^，。；！？：]{0,4}[0-9０-９一二三四五六七八九十〇○零]{1,4}[年月日][^，。；！？]*$"
)
_RUBRIC = 30
_CITIES = ("city", "territory")
_CITY_STATES = frozenset({"HK", "MO", "SG", "VA", "MC"})


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(alternatives(words("shared")))


def shared_buildings(
    text: str, taken: bytearray, starts: Sequence[int], ends: Sequence[int]
) -> Iterator[Composed]:
    """Give the buildings without a name of their own that a text speaks of as places: 在|政府大樓.

    ``starts`` and ``ends`` are the offsets of the places that were found, in order.
    """
    for match in _shared().finditer(text):
        start, end = match.span()
        if any(taken[start:end]) or starts_with("staff").match(text, end):
            continue
        front = start - text.startswith("的", start - 1)
        index = bisect_left(ends, front)
        beside = starts[index] if index < len(ends) and ends[index] == front else None
        here = ends_with("here", text, start, max(0, start - _LEAD))
        if beside is not None or here or starts_with("there").match(text, end):
            yield generic(start, end, text, beside)


def setting_of(
    start: int, end: int, text: str, mentions: Sequence[PlaceMention], but: str = ""
) -> Place | None:
    """Give the place where the text is at a building that stands from ``start`` to ``end``.

    ``mentions`` are the places that are told, in order; ``but`` is the code of a state in which it
    is not, that whose embassy it is.
    """
    before = bisect_left(mentions, start, key=lambda mention: mention.start)
    country: Place | None = None
    loose: Place | None = None
    sentence = _last_break(text, start)
    for mention in reversed(mentions[max(0, before - _FARTHEST) : before]):
        place = mention.place
        if place is None or place.country_code in ("", but):
            continue
        here = mention.start >= sentence
        if place.label == "FAC":
            landing = ends_with("landing", text, mention.end, mention.start)
            if here and landing and place.within and country is None and _is_scene(text, mention):
                return place  # 抵達順安機場，同車前往迎賓館
            continue
        if _is_left(text, mention) or (not here and _is_ahead(text, mention)):
            continue
        told = _is_scene(text, mention)
        if country is not None:
            if place.country_code == country.country_code:
                if _is_city(place):
                    return place
            elif told:
                return country
            continue
        acts = is_actor(text, mention)
        if told and not acts:
            if place.kind != "country" or _is_city(place):
                return place
            country = place
        elif _is_city(place) and not acts:
            if here:
                return place
            loose = loose or place
    return country or _host(start, end, text, mentions, but) or loose


def _is_city(place: Place) -> bool:
    return place.kind in _CITIES or place.country_code in _CITY_STATES


def _last_break(text: str, at: int) -> int:
    return max(text.rfind(mark, 0, at) for mark in "。！？\n") + 1


def _is_left(text: str, mention: PlaceMention) -> bool:
    """離開|首爾, 結束對|印度|的訪問, 由|波蘭|抵達…."""
    return ends_with("departing", text, mention.start, max(0, mention.start - _LEAD))


def _is_ahead(text: str, mention: PlaceMention) -> bool:
    """預定下月訪問|捷克: nobody is there yet."""
    lead = text[max(0, mention.start - _CLAUSE) : mention.start]
    breaks = [found.end() for found in _PAUSE.finditer(lead)]
    return any(word in lead[breaks[-1] if breaks else 0 :] for word in words("ahead"))


def _is_scene(text: str, mention: PlaceMention) -> bool:
    """Tell whether somebody is in a place, comes to it, or writes from it."""
    low, at = max(0, mention.start - _LEAD), mention.start
    if ends_with("scene", text, at, low) and not ends_with("no_scene", text, at, low):
        return True
    return _DATELINE.match(text, mention.end) is not None or _is_rubric(text, mention)


def is_in_dateline(text: str, mention: PlaceMention) -> bool:
    """Tell whether a place is where a report was written: 新華社|喀山|10月23日電.

    ``text`` is in Simplified characters.
    """
    return _DATELINE.match(text, mention.end) is not None


def _is_rubric(text: str, mention: PlaceMention) -> bool:
    """2016年3月　夏灣拿: a line of its own with a date and a place."""
    begin = text.rfind("\n", 0, mention.start) + 1
    found = text.find("\n", mention.end, begin + _RUBRIC)
    end = found if found >= 0 else len(text)
    return end - begin < _RUBRIC and _DATED.match(text, begin, end) is not None


def is_actor(text: str, mention: PlaceMention) -> bool:
    """Tell whether a place stands for its people: 美國|總統, 莫斯科|表示."""
    if _DATELINE.match(text, mention.end):
        return False
    national = starts_with("national").match(text, mention.end)
    return national is not None or starts_with("acting").match(text, mention.end) is not None


def _host(
    start: int, end: int, text: str, mentions: Sequence[PlaceMention], but: str
) -> Place | None:
    """Give the state of who receives in a building: whose leader acts before it, or is called on
    after it."""
    stop = _SENTENCE.search(text, end)
    clause = _PAUSE.search(text, end)
    called = starts_with("calling_on").search(text, end, clause.start() if clause else len(text))
    first = bisect_left(mentions, _last_break(text, start), key=lambda mention: mention.start)
    middle = bisect_left(mentions, start, key=lambda mention: mention.start)
    last = bisect_left(
        mentions, stop.start() if stop else len(text), key=lambda mention: mention.start
    )
    for mention in mentions[middle:last] if called else mentions[first:middle]:
        place = mention.place
        if place is None or place.kind != "country" or place.country_code in ("", but):
            continue
        if starts_with("national").match(text, mention.end):
            return place
    return None
