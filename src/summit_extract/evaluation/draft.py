"""What the pipeline finds in a text, in the form of gold files, for a person to correct."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from summit_extract.evaluation.gold import PLACE_LABELS, GoldMention, mark
from summit_extract.evaluation.locations import Location
from summit_extract.evaluation.readings import Named, Party, Reading, Row, read_doc

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["draft_labels"]


def draft_labels(doc: "Doc") -> tuple[str, str]:
    """Give a Doc's mentions and events as the contents of a ``.marked`` and a ``.yaml`` file."""
    import srsly

    reading = read_doc(doc, "draft")
    english = {
        span._.mention.entity.id: span._.mention.entity.name_en
        for span in doc.spans.get("names", ())
    }
    keys = _keys(reading, english)
    mentions = [
        GoldMention(m.start, m.end, m.text, m.label, keys.get(m.entity, ""), m.value)
        for m in reading.mentions
    ]
    sheet: dict[str, Any] = {"published": reading.published} if reading.published else {}
    sheet["entities"] = _entities(reading, keys, english)
    places: dict[Location | None, str] = {
        m.location: keys[m.entity] for m in reading.mentions if m.location is not None
    }
    sheet["events"] = [_event(row, reading.text, keys, places) for row in reading.rows]
    return mark(reading.text, mentions), str(srsly.yaml_dumps(sheet, sort_keys=False))


def _keys(reading: Reading, english: dict[str, str]) -> dict[str, str]:
    """Give each entity a key of a-z, 0-9 and _: its English name, or its label and a number."""
    keys: dict[str, str] = {}
    for mention in reading.mentions:
        if not mention.entity or mention.entity in keys:
            continue
        slug = re.sub(r"[^a-z0-9]+", "_", english.get(mention.entity, "").lower()).strip("_")
        key = slug or mention.label.lower()
        number = 1
        while key in keys.values():
            number += 1
            key = f"{slug or mention.label.lower()}_{number}"
        keys[mention.entity] = key
    return keys


def _entities(
    reading: Reading, keys: dict[str, str], english: dict[str, str]
) -> dict[str, dict[str, Any]]:
    entities: dict[str, dict[str, Any]] = {}
    for mention in reading.mentions:
        key = keys.get(mention.entity)
        if key is None or key in entities:
            continue
        entities[key] = {"name": mention.text, "name_en": english.get(mention.entity, "")}
        place = mention.location
        if mention.label in PLACE_LABELS and place is not None:
            entities[key]["name_en"] = place.name
            entities[key] |= _told({"country": place.country})
            if place.latitude is not None and place.longitude is not None:
                entities[key] |= {"lat": place.latitude, "lon": place.longitude}
    return entities


def _key(named: Named | None, keys: dict[str, str]) -> str:
    return keys.get(named.entity, "") if named else ""


def _parties(parties: Iterable[Party], text: str, keys: dict[str, str]) -> list[dict[str, str]]:
    found = []
    for party in parties:
        key = _key(party.named, keys)
        who = {"who": key} if key else {"text": party.text}
        if not key and party.text not in text:
            continue
        role = party.role if party.role in text else ""
        found.append({**who, **_told({"role": role, "country": party.country})})
    return found


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in fields.items() if value}


def _event(
    row: Row, text: str, keys: dict[str, str], places: dict[Location | None, str]
) -> dict[str, Any]:
    return _told(
        {
            "type": row.type,
            "status": row.status,
            "format": row.format,
            "date": row.date,
            "local_date": row.local_date if row.local_date != row.date else "",
            "timezone": row.timezone,
            "place": places.get(row.location, ""),
            "venue": _key(row.venue, keys),
            "participants": _parties(row.participants, text, keys),
            "attendees": _parties(row.attendees, text, keys),
            "occasion": _key(row.occasion, keys),
            "planned_duration": row.planned_duration,
            "duration": row.duration,
            "topics": list(row.topics),
            "outcome": list(row.outcome),
            "reported_by": [key for named in row.reported_by if (key := _key(named, keys))],
            "evidence": [text[start:end].strip() for start, end in row.evidence],
        }
    )
