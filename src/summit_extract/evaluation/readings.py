"""A reading of an article, whoever read it: a person (gold) or the program.

Scores, agreement and the list of mistakes all compare two readings, so gold can be scored against
gold with the code that scores the program.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summit_extract.evaluation.gold import (
    ENTITY_LABELS,
    PLACE_LABELS,
    GoldArticle,
    GoldEvent,
    GoldMention,
    GoldParticipant,
)
from summit_extract.evaluation.locations import Location

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from summit_extract.events.values import Event, Participant
    from summit_extract.places.values import Place

__all__ = [
    "Mention",
    "Named",
    "Party",
    "Reading",
    "Row",
    "empty_reading",
    "read_doc",
    "read_gold",
]

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention; offsets in characters, end exclusive. ``entity`` is the reading's own id."""

    start: int
    end: int
    text: str
    label: str
    entity: str = ""
    value: str = ""
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What fills a slot: an entity of the reading, or words only; with all its forms."""

    forms: tuple[str, ...]
    entity: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """A participant or attendee."""

    named: Named
    role: str = ""
    country: str = ""

    @property
    def text(self) -> str:
        """How to call it in a message."""
        return self.named.forms[0] if self.named.forms else self.named.entity


@dataclass(frozen=True, slots=True)
class Row:
    """An event as a reading has it; slots as SCHEMA names them, evidence as character ranges."""

    id: str
    type: str
    status: str
    evidence: tuple[Range, ...]
    participants: tuple[Party, ...]
    attendees: tuple[Party, ...] = ()
    format: str = ""
    date: str = ""
    local_date: str = ""
    timezone: str = ""
    location: Location | None = None
    venue: Named | None = None
    occasion: Named | None = None
    planned_duration: str = ""
    duration: str = ""
    topics: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    reported_by: tuple[Named, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader finds in an article.

    ``passed_over`` are the parts that the program takes for boilerplate or related headlines.
    """

    name: str
    text: str
    mentions: tuple[Mention, ...]
    rows: tuple[Row, ...]
    published: str = ""
    split: str = ""
    passed_over: tuple[Range, ...] = ()


def empty_reading(article: GoldArticle) -> Reading:
    """Make the reading of an article in which nothing was found."""
    return Reading(article.name, article.text, (), (), split=article.split)


class _GoldNames:
    """Looks up the entities of a gold article with all forms that the article gives them."""

    def __init__(self, article: GoldArticle) -> None:
        self.article = article
        self.forms: dict[str, dict[str, None]] = {}
        self.labels: dict[str, str] = {}
        for mention in article.mentions:
            if mention.entity:
                self.forms.setdefault(mention.entity, {})[mention.text] = None
                self.labels.setdefault(mention.entity, mention.label)

    def named(self, key: str) -> Named | None:
        if not key:
            return None
        entity = self.article.entities[key]
        forms = (entity.name, *self.forms.get(key, ()), entity.name_en)
        return Named(tuple(form for form in forms if form), key, self.labels.get(key, ""))

    def location(self, key: str) -> Location | None:
        entity = self.article.entities.get(key)
        if entity is None:
            return None
        return Location(entity.name_en, entity.country, entity.latitude, entity.longitude)

    def party(self, participant: GoldParticipant) -> Party:
        named = self.named(participant.who) or Named((participant.text,))
        return Party(named, participant.role, participant.country)

    def mention(self, mention: GoldMention) -> Mention:
        is_place = mention.label in PLACE_LABELS
        return Mention(
            mention.start,
            mention.end,
            mention.text,
            mention.label,
            mention.entity,
            mention.value,
            self.location(mention.entity) if is_place else None,
        )


def read_gold(article: GoldArticle) -> Reading:
    """Make the reading of a gold article."""
    names = _GoldNames(article)

    def row(event: GoldEvent) -> Row:
        return Row(
            id=event.id,
            type=event.type,
            status=event.status,
            evidence=event.evidence,
            participants=tuple(map(names.party, event.participants)),
            attendees=tuple(map(names.party, event.attendees)),
            format=event.format,
            date=event.date,
            local_date=event.local_date or event.date,
            timezone=event.timezone,
            location=names.location(event.place),
            venue=names.named(event.venue),
            occasion=names.named(event.occasion),
            planned_duration=event.planned_duration,
            duration=event.duration,
            topics=event.topics,
            outcome=event.outcome,
            reported_by=tuple(filter(None, map(names.named, event.reported_by))),
            optional=event.optional,
        )

    return Reading(
        name=article.name,
        text=article.text,
        mentions=tuple(map(names.mention, article.mentions)),
        rows=tuple(map(row, article.events)),
        published=article.published.isoformat() if article.published else "",
        split=article.split,
    )


def _location(place: "Place | None") -> Location | None:
    if place is None:
        return None
    return Location(place.name, place.country_code, place.latitude, place.longitude)


class _DocNames:
    """Looks up what the program found, by entity id or by the name that a slot gives."""

    def __init__(self, mentions: Iterable[Mention], english: Mapping[str, str]) -> None:
        self.forms: dict[str, dict[str, None]] = {}
        self.labels: dict[str, str] = {}
        self.by_text: dict[str, str] = {}
        for mention in mentions:
            if mention.label in ENTITY_LABELS:
                self.forms.setdefault(mention.entity, {})[mention.text] = None
                self.labels.setdefault(mention.entity, mention.label)
                self.by_text.setdefault(mention.text, mention.entity)
        self.english = english

    def named(self, name: str, entity: str = "") -> Named | None:
        if not name and not entity:
            return None
        entity = entity or self.by_text.get(name, "")
        forms = dict.fromkeys((name, *self.forms.get(entity, ()), self.english.get(entity, "")))
        return Named(tuple(form for form in forms if form), entity, self.labels.get(entity, ""))

    def party(self, person: "Participant") -> Party:
        named = (
            self.named(person.name, person.entity_id) if person.entity_id else Named((person.name,))
        )
        return Party(named or Named((person.name,)), person.role, person.country_code)


def read_doc(doc: "Doc", name: str, split: str = "") -> Reading:
    """Make the reading that the pipeline left in a Doc."""
    places = {
        (span.start_char, span.end_char): _location(span._.place.place)
        for span in doc.spans.get("places", ())
    }
    english: dict[str, str] = {}
    mentions: list[Mention] = []
    for span in doc.spans.get("names", ()):
        found = span._.mention
        where = (found.start, found.end)
        location = places.get(where) if found.label in PLACE_LABELS else None
        english[found.entity.id] = found.entity.name_en
        mentions.append(
            Mention(*where, found.text, found.label, found.entity.id, location=location)
        )
    names = _DocNames(mentions, english)
    for span in doc.spans.get("dates", ()):
        found = span._.date
        mentions.append(Mention(found.start, found.end, found.text, found.label, value=found.value))

    def row(number: int, event: "Event") -> Row:
        return Row(
            id=f"e{number}",
            type=event.type,
            status=event.status.value,
            evidence=(*((told.start, told.end) for told in event.tellings), *event.further),
            participants=tuple(map(names.party, event.participants)),
            attendees=tuple(map(names.party, event.attendees)),
            format=event.format.value if event.format else "",
            date=event.date,
            local_date=event.local_date,
            timezone=event.timezone,
            location=_location(event.place),
            venue=names.named(event.venue),
            occasion=names.named(event.occasion),
            planned_duration=event.planned_duration,
            duration=event.duration,
            topics=event.topics,
            outcome=event.outcome,
            reported_by=tuple(filter(None, map(names.named, event.reported_by))),
        )

    published = doc._.published
    return Reading(
        name=name,
        text=doc.text,
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end))),
        rows=tuple(row(number, event) for number, event in enumerate(doc._.events, start=1)),
        published=published.isoformat() if published else "",
        split=split,
        passed_over=tuple(
            (span.start_char, span.end_char)
            for span in doc.spans.get("layout", ())
            if span.label_ in ("BOILERPLATE", "RELATED")
        ),
    )
