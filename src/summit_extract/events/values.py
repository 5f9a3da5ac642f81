"""What the events stage finds: events with their slots, and where the article tells them."""

from dataclasses import dataclass
from enum import StrEnum

from summit_extract.places.values import Place

__all__ = ["Event", "EventType", "Format", "Participant", "Status", "Telling"]


class EventType(StrEnum):
    """The types of events that ship with the program. A type of the user's own is a row of
    ``event_types.tsv`` that is told as one of these is."""

    MEETING = "meeting"
    CALL = "call"
    VISIT = "visit"
    AGREEMENT = "agreement"


class Status(StrEnum):
    """Whether an event took place, by what the article says last about it."""

    HELD = "held"
    PLANNED = "planned"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    NOT_HELD = "not_held"


class Format(StrEnum):
    """How principals meet; the first that fits, in this order."""

    PHONE = "phone"
    VIDEO = "video"
    INFORMAL = "informal"
    ONE_ON_ONE = "one_on_one"
    MULTILATERAL = "multilateral"
    BILATERAL = "bilateral"


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part: an entity of the article, or an office or state without a name."""

    entity_id: str
    name: str
    name_en: str = ""
    role: str = ""
    country_code: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence, heading or caption that tells of an event, with its trigger; offsets in
    characters, end exclusive."""

    start: int
    end: int
    trigger_start: int
    trigger_end: int


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world event as an article tells it, merged from all its tellings.

    Dates are EDTF, durations ISO 8601, empty strings what is not told. ``tellings`` has the main
    one first; ``further`` are the ranges of the sentences, headings and captions that go on about
    the event without a word that tells it.
    """

    type: str
    status: Status
    tellings: tuple[Telling, ...]
    participants: tuple[Participant, ...]
    attendees: tuple[Participant, ...] = ()
    format: Format | None = None
    date: str = ""
    date_start: str = ""
    date_end: str = ""
    local_date: str = ""
    timezone: str = ""
    date_text: str = ""
    place: Place | None = None
    place_text: str = ""
    venue: str = ""
    occasion: str = ""
    planned_duration: str = ""
    duration: str = ""
    topics: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    plover: str = ""
    confidence: float = 0.0
    further: tuple[tuple[int, int], ...] = ()
