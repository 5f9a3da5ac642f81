"""One telling of an event: what a single trigger and its surroundings say."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol, TypeVar

from summit_extract.dates.resolution import DateMention
from summit_extract.events.status import StatusReading
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import Format
from summit_extract.events.view import Unit
from summit_extract.places.values import PlaceMention

__all__ = ["Source", "Telling", "When", "Where", "in_order"]


class Source(IntEnum):
    """Where a slot was told, the nearer to the trigger the higher."""

    NOT_TOLD = 0
    STORY = 1
    HEADING = 2
    SENTENCE = 3
    CLAUSE = 4


@dataclass(frozen=True, slots=True)
class When:
    """The date mention that a telling goes with, and how near it stood; ``first`` is the first of
    several days where the mention is the last, ``moved`` tells that it is the new day of what was
    put off."""

    mention: DateMention | None = None
    source: Source = Source.NOT_TOLD
    first: DateMention | None = None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """The place mentions that a telling goes with; the most particular one first."""

    place: PlaceMention | None = None
    venue: PlaceMention | None = None
    source: Source = Source.NOT_TOLD


@dataclass(frozen=True, slots=True)
class Telling:
    """What one trigger tells; ``start`` to ``end`` is its sentence.

    ``session`` is the number of a round (第137次會談);
    ``undated`` tells that its day is said to be open (日期未定);
    ``background`` tells that it only places something else in time, ``meanwhile`` that what else
    is told is part of it (訪問期間).
    """

    trigger: Trigger
    start: int
    end: int
    block: int
    section: int
    principals: tuple[Unit, ...]
    attendees: tuple[Unit, ...]
    complete: bool
    status: StatusReading
    when: When
    where: Where
    format: Format | None
    occasion: str = ""
    planned_duration: str = ""
    duration: str = ""
    same: bool = False
    another: bool = False
    earlier: bool = False
    document: str = ""
    session: str = ""
    in_title: bool = False
    in_caption: bool = False
    background: bool = False
    meanwhile: bool = False
    sequel: bool = False
    comment: bool = False
    gesture: bool = False
    ending: bool = False
    undated: bool = False


class _Told(Protocol):
    tellings: list[Telling]


_Event = TypeVar("_Event", bound=_Told)


def in_order(events: Iterable[_Event]) -> list[tuple[Telling, _Event]]:
    """Give the tellings of all events, each with its event, in the order of the text."""
    told = ((telling, event) for event in events for telling in event.tellings)
    return sorted(told, key=lambda item: item[0].trigger.start)
