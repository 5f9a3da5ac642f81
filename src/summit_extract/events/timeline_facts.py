"""What a row of ``events.csv`` tells that decides which real-world event it is about."""

import math
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from summit_extract.events.lexicon import told_as
from summit_extract.events.timeline_sides import Side
from summit_extract.events.values import EventType

__all__ = ["NO_DAYS", "Days", "Facts", "Precision", "Relation", "Spot", "days_of", "relate"]

_DAYS = re.compile(r"(\d{4}-\d\d-\d\d)(?:/(\d{4}-\d\d-\d\d))?")
_LONGEST_MEETING = 4
_LONGEST_VISIT = 15
_LONGEST = 731
_NEAR_KM = 40.0
_EARTH_KM = 6371.0


class Precision(IntEnum):
    """How particularly a row tells when it was: by days, by a longer period, or not at all."""

    DAYS = 0
    PERIOD = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day it may be, at the place itself, as ordinals of the Gregorian calendar."""

    first: int
    last: int
    precision: Precision

    def apart(self, other: "Days") -> int:
        """Give the days between two periods, 0 if they overlap.

        >>> Days(5, 6, Precision.DAYS).apart(Days(8, 8, Precision.DAYS))
        2
        """
        return max(0, other.first - self.last, self.first - other.last)


NO_DAYS = Days(0, 0, Precision.NONE)


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def days_of(event_type: str, told: str, start: str, end: str, local: str) -> Days:
    """Give when an event was, from ``date``, ``date_start``, ``date_end`` and ``local_date``.

    >>> days_of("meeting", "2018-06", "2018-06-01", "2018-06-30", "").precision.name
    'PERIOD'
    """
    if not told:
        return NO_DAYS
    there = _DAYS.fullmatch(local) if local != told else None
    if there:
        start, end = there[1], there[2] or there[1]
    first, last = _ordinal(start), _ordinal(end)
    if not first or not first <= last < first + _LONGEST:
        return NO_DAYS
    longest = _LONGEST_VISIT if told_as(event_type) is EventType.VISIT else _LONGEST_MEETING
    exact = last - first < longest
    return Days(first, last, Precision.DAYS if exact else Precision.PERIOD)


class Relation(IntEnum):
    """How two places that articles tell go together, the best first."""

    SAME = 0
    NESTED = 1
    NEAR = 2
    NOT_TOLD = 3
    APART = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as ``events.csv`` tells it; ``name`` is empty if none is told."""

    name: str = ""
    admin1: str = ""
    country_code: str = ""
    country: str = ""
    geonames_id: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def is_country(self) -> bool:
        """Whether only the state is told."""
        return bool(self.name) and self.name == self.country

    def within(self, other: "Spot") -> bool:
        """Tell whether this place lies in the other, as far as the names say."""
        if not self.country_code or self.country_code != other.country_code:
            return False
        if other.is_country:
            return not self.is_country
        return other.name == self.admin1 and other.admin1 in ("", self.admin1)


def relate(one: Spot, other: Spot) -> Relation:
    """Tell how two places go together; within 40 km they are near.

    >>> relate(Spot("Helsinki", "", "FI", "Finland"), Spot("Finland", "", "FI", "Finland")).name
    'NESTED'
    """
    if not one.name or not other.name:
        return Relation.NOT_TOLD
    if one.geonames_id and one.geonames_id == other.geonames_id:
        return Relation.SAME
    if (one.name, one.country_code) == (other.name, other.country_code):
        return Relation.SAME
    if one.within(other) or other.within(one):
        return Relation.NESTED
    if _kilometres(one, other) <= _NEAR_KM:
        return Relation.NEAR
    if not one.country_code or not other.country_code:
        return Relation.NOT_TOLD  # a continent, a sea: what lies in it is not told
    return Relation.APART


def _kilometres(one: Spot, other: Spot) -> float:
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return math.inf
    assert one.latitude is not None and other.latitude is not None
    assert one.longitude is not None and other.longitude is not None
    north, other_north = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(one.longitude - other.longitude)
    chord = (
        math.sin((north - other_north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


@dataclass(frozen=True, slots=True)
class Facts:
    """One row of ``events.csv``; ``number`` and ``article`` count rows and articles in order.

    ``published`` is the day of the article as an ordinal, 0 if it is not known.
    """

    number: int
    article: int
    event_type: str
    sides: tuple[Side, ...]
    days: Days
    spot: Spot
    status: str
    format: str
    published: int
