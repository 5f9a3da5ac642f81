"""Doc → rows of the tables, and every table's columns, in one place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summit_extract.events.timeline_columns import TIMELINE_COLUMNS
from summit_extract.events.values import Event, Participant
from summit_extract.reading.article import Article, Unreadable

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "COLUMNS",
    "OPTIONAL_TABLES",
    "ArticleTables",
    "Row",
    "article_tables",
    "duplicate_tables",
    "failed_tables",
]

Row = tuple[str, ...]

COLUMNS: dict[str, tuple[str, ...]] = {
    "events": (
        "event_id", "article_id", "event_type", "status", "format", "date", "date_start",
        "date_end", "local_date", "timezone", "date_text", "place", "place_text", "admin1",
        "country_code", "country", "venue", "latitude", "longitude", "geonames_id",
        "participants", "participants_en", "participant_roles", "participant_countries",
        "attendees", "occasion", "planned_duration", "duration", "topics", "outcome",
        "reported_by", "plover", "trigger", "evidence", "evidence_start", "evidence_end",
        "mention_count", "confidence", "trigger_start", "trigger_end", "tellings",
        "further_evidence",
    ),
    "participants": (
        "event_id", "entity_id", "name", "name_en", "role", "country_code", "part",
    ),
    "entities": (
        "article_id", "start", "end", "text", "simplified", "label", "entity_id", "name",
        "name_en", "sentence",
    ),
    "dates": (
        "article_id", "start", "end", "text", "label", "value", "date_start", "date_end",
        "timezone", "anchor",
    ),
    "places": (
        "article_id", "start", "end", "text", "label", "name", "admin1", "country_code",
        "latitude", "longitude", "geonames_id",
    ),
    "tokens": ("article_id", "start", "end", "text", "simplified", "pos", "sentence"),
    "articles": (
        "article_id", "path", "title", "published", "source", "script", "characters", "sentences",
        "events", "sha256", "status", "duplicate_of",
    ),
    "errors": ("path", "article_id", "error"),
    "timeline": TIMELINE_COLUMNS,
}  # fmt: skip
"""The columns of each table, in order, as ``SCHEMA`` names them; after them, in ``events``, where
the trigger stands, the range of every telling (``17-107; 479-524``), the main one first, and that
of every further sentence, heading or caption that goes on about the event."""

OPTIONAL_TABLES = ("tokens",)
"""Tables that are written only if asked for."""

_JOIN = "; "


@dataclass(frozen=True, slots=True)
class ArticleTables:
    """The rows that one article gives, by table."""

    rows: dict[str, list[Row]]


def article_tables(article: Article, doc: "Doc", tokens: bool = False) -> ArticleTables:
    """Make the rows of one article that was read and analysed.

    ``sentence`` in the tables is the number of the sentence in the article, from 0.
    """
    rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    sentence = _sentence_numbers(doc)
    identity = article.article_id
    events: tuple[Event, ...] = doc._.events
    for number, event in enumerate(events, start=1):
        event_id = f"{identity}#e{number}"
        rows["events"].append(_event_row(event_id, article, event))
        for part, people in (("principal", event.participants), ("attendee", event.attendees)):
            rows["participants"] += [
                (event_id, p.entity_id, p.name, p.name_en, p.role, p.country_code, part)
                for p in people
            ]
    rows["entities"] = list(_entity_rows(identity, doc, sentence))
    rows["dates"] = list(_date_rows(identity, doc))
    rows["places"] = list(_place_rows(identity, doc))
    if tokens:
        rows["tokens"] = list(_token_rows(identity, doc, sentence))
    rows["articles"].append(_article_row(article, doc, len(events)))
    if not article.text.strip():
        rows["errors"].append(
            (article.path, identity, "holds no text; take it out, or put the article in")
        )
    rows["errors"] += [(article.path, identity, problem) for problem in article.problems]
    return ArticleTables(rows)


def failed_tables(failure: Unreadable) -> ArticleTables:
    """Make the rows of an input that could not be read or analysed."""
    rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    rows["errors"].append((failure.path, failure.article_id, failure.error))
    if failure.article_id:
        rows["articles"].append(
            (failure.article_id, failure.path, *([""] * 7), failure.sha256, "failed", "")
        )
    return ArticleTables(rows)


def duplicate_tables(article_id: str, path: str, sha256: str, first: str) -> ArticleTables:
    """Make the row of an article whose content was read before, as the article ``first``."""
    rows: dict[str, list[Row]] = {table: [] for table in COLUMNS}
    rows["articles"].append((article_id, path, *([""] * 7), sha256, "ok", first))
    return ArticleTables(rows)


def _sentence_numbers(doc: "Doc") -> Callable[[int], int]:
    from bisect import bisect_right

    starts = [sentence.start_char for sentence in doc.sents] if len(doc) else []
    return lambda offset: max(bisect_right(starts, offset) - 1, 0)


def _joined(values: tuple[str, ...]) -> str:
    return _JOIN.join(values)


def _aligned(people: tuple[Participant, ...], value: Callable[[Participant], str]) -> str:
    """Join one value a participant, so that the third value is the third participant's."""
    values = [value(person) for person in people]
    return _JOIN.join(values) if any(values) else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}".rstrip("0").rstrip(".")


def _event_row(event_id: str, article: Article, event: Event) -> Row:
    from summit_extract.places.countries import country_name

    place, main = event.place, event.tellings[0]
    values = {
        "event_id": event_id,
        "article_id": article.article_id,
        "event_type": event.type,
        "status": event.status.value,
        "format": event.format.value if event.format else "",
        "date": event.date,
        "date_start": event.date_start,
        "date_end": event.date_end,
        "local_date": event.local_date,
        "timezone": event.timezone,
        "date_text": event.date_text,
        "place": place.name if place else "",
        "place_text": event.place_text,
        "admin1": place.admin1 if place else "",
        "country_code": place.country_code if place else "",
        "country": country_name(place.country_code) if place else "",
        "venue": event.venue,
        "latitude": _number(place.latitude) if place else "",
        "longitude": _number(place.longitude) if place else "",
        "geonames_id": place.geonames_id if place else "",
        "participants": _joined(tuple(p.name for p in event.participants)),
        "participants_en": _aligned(event.participants, lambda p: p.name_en),
        "participant_roles": _aligned(event.participants, lambda p: p.role),
        "participant_countries": _aligned(event.participants, lambda p: p.country_code),
        "attendees": _joined(tuple(p.name for p in event.attendees)),
        "occasion": event.occasion,
        "planned_duration": event.planned_duration,
        "duration": event.duration,
        "topics": _joined(event.topics),
        "outcome": _joined(event.outcome),
        "reported_by": _joined(event.reported_by),
        "plover": event.plover,
        "trigger": article.text[main.trigger_start : main.trigger_end],
        "evidence": article.text[main.start : main.end],
        "evidence_start": str(main.start),
        "evidence_end": str(main.end),
        "mention_count": str(len(event.tellings)),
        "confidence": f"{event.confidence:.2f}",
        "trigger_start": str(main.trigger_start),
        "trigger_end": str(main.trigger_end),
        "tellings": _joined(tuple(f"{t.start}-{t.end}" for t in event.tellings)),
        "further_evidence": _joined(tuple(f"{start}-{end}" for start, end in event.further)),
    }
    return tuple(values[column] for column in COLUMNS["events"])


def _entity_rows(identity: str, doc: "Doc", sentence: Callable[[int], int]) -> Iterator[Row]:
    simplified: str = doc._.simplified
    for span in doc.spans.get("names", ()):
        mention = span._.mention
        yield (
            identity, str(mention.start), str(mention.end), mention.text,
            simplified[mention.start : mention.end], mention.label, mention.entity.id,
            mention.entity.name, mention.entity.name_en, str(sentence(mention.start)),
        )  # fmt: skip


def _date_rows(identity: str, doc: "Doc") -> Iterator[Row]:
    for span in doc.spans.get("dates", ()):
        found = span._.date
        yield (
            identity, str(found.start), str(found.end), found.text, found.label, found.value,
            found.date_start, found.date_end, found.timezone, found.anchor,
        )  # fmt: skip


def _place_rows(identity: str, doc: "Doc") -> Iterator[Row]:
    kept = {(span.start_char, span.end_char) for span in doc.spans.get("names", ())}
    for span in doc.spans.get("places", ()):
        found = span._.place
        if "names" in doc.spans and (found.start, found.end) not in kept:
            continue  # the names stage found it to be part of another name
        place = found.place
        yield (
            identity, str(found.start), str(found.end), found.text, found.label,
            place.name if place else "", place.admin1 if place else "",
            place.country_code if place else "", _number(place.latitude) if place else "",
            _number(place.longitude) if place else "", place.geonames_id if place else "",
        )  # fmt: skip


def _token_rows(identity: str, doc: "Doc", sentence: Callable[[int], int]) -> Iterator[Row]:
    for token in doc:
        if not token.is_space:
            yield (
                identity, str(token.idx), str(token.idx + len(token)), token.text, token.norm_,
                token.tag_, str(sentence(token.idx)),
            )  # fmt: skip


def _article_row(article: Article, doc: "Doc", events: int) -> Row:
    from summit_extract.language.conversion import script_of

    blank = not article.text.strip()
    published = article.published or doc._.published
    return (
        article.article_id,
        article.path,
        article.title or _title(doc),
        published.isoformat() if published else "",
        article.source,
        "" if blank else script_of(article.text).value,
        str(len(article.text)),
        str(0 if blank else sum(1 for _ in doc.sents)),
        str(events),
        article.sha256,
        "empty" if blank else "ok",
        "",
    )


def _title(doc: "Doc") -> str:
    for span in doc.spans.get("layout", ()):
        if span.label_ == "TITLE":
            return str(span.text).lstrip("# ")
    return ""
