"""The day at the place itself, where a named time zone makes it another."""

import re
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from summit_extract.dates.resolution import DateMention
from summit_extract.events.lexicon import words
from summit_extract.events.view import ArticleView
from summit_extract.language.conversion import simplify
from summit_extract.places.values import Place
from summit_extract.resources import read_table

__all__ = ["local_date", "zone_of"]

_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})")
_ZONE_LENGTH = 4
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def _parts() -> dict[str, tuple[int, int]]:
    rows = read_table("day_parts.tsv")
    return {simplify(row["part"]): (int(row["from"]), int(row["to"])) for row in rows}


def zone_of(view: ArticleView, mention: DateMention, place: Place | None) -> str:
    """Give the time zone that the words for a day name; 當地時間 is that of the event's place."""
    if not mention.timezone or place is None or not place.timezone:
        return mention.timezone
    lead = view.simplified[max(0, mention.start - _ZONE_LENGTH) : mention.start]
    return place.timezone if lead.endswith(words("local_time")) else mention.timezone


def local_date(mention: DateMention, zone: str, place: Place | None) -> str:
    """Give the day at a place of a moment told in another time zone, or an empty string.

    The moment is the clock time, or else the part of the day told (凌晨); where that leaves the
    day open, no day is given.
    """
    if place is None or not zone or not place.timezone or zone == place.timezone:
        return ""
    try:
        told, there = ZoneInfo(zone), ZoneInfo(place.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ""
    clock = _CLOCK.match(mention.value)
    if clock:
        moment = datetime.fromisoformat(f"{clock[1]}T{clock[2]}:{clock[3]}").replace(tzinfo=told)
        return moment.astimezone(there).date().isoformat()
    if not _DAY.fullmatch(mention.value):
        return ""
    midnight = datetime.fromisoformat(mention.value).replace(tzinfo=told)
    first, last = _hours(mention.text)
    days = {
        (midnight + timedelta(hours=hour)).astimezone(there).date()
        for hour in (first, last - 1 / 60)
    }
    return days.pop().isoformat() if len(days) == 1 else ""


def _hours(text: str) -> tuple[int, int]:
    simplified = simplify(text)
    for part, hours in _parts().items():
        if part in simplified:
            return hours
    return 0, 24
