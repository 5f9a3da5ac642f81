"""Hand-labelled articles: two files an article that a person edits by hand and reviews in a diff.

``NAME.marked`` is the text of the article with every mention wrapped as ``⟦text|LABEL what⟧``,
where ``what`` is the key of an entity (PERSON, ORG, GPE, LOC, FAC, EVENT) or a value in EDTF or
ISO 8601 (DATE, TIME, DURATION). ``NAME.yaml`` holds the publishing date, the entities by key and
the events. Stripping the marks gives the article character for character.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from summit_extract.events.lexicon import type_names

__all__ = [
    "ENTITY_LABELS",
    "PLACE_LABELS",
    "TIME_LABELS",
    "GoldArticle",
    "GoldEntity",
    "GoldError",
    "GoldEvent",
    "GoldMention",
    "GoldParticipant",
    "load_article",
    "load_folder",
    "mark",
    "read_marked",
]

PLACE_LABELS = ("GPE", "LOC", "FAC")
ENTITY_LABELS = ("PERSON", "ORG", *PLACE_LABELS, "EVENT")
TIME_LABELS = ("DATE", "TIME", "DURATION")
STATUSES = ("held", "planned", "proposed", "cancelled", "postponed", "not_held")
FORMATS = ("phone", "video", "informal", "one_on_one", "multilateral", "bilateral")

_MARK = re.compile(r"⟦([^⟦⟧|]+)\|([A-Z]+)(?: ([^⟦⟧|]*))?⟧")
_DAY = r"\d{4}-\d{2}-\d{2}"
_CLOCK = r"T\d{2}:\d{2}(?::\d{2})?(?:[+-]\d{2}:\d{2}|Z)?"
_POINT = rf"(?:{_DAY}(?:{_CLOCK})?|\d{{4}}-\d{{2}}|\d{{4}}|\d{{3}}X|\d{{2}}XX)[~?%]?"
_EDTF = re.compile(rf"(?:{_POINT}|\.\.)(?:/(?:{_POINT}|\.\.))?|{_CLOCK}~?(?:/{_CLOCK}~?)?")
_DURATION = re.compile(r"P(?=[\dT])(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?~?")


class GoldError(ValueError):
    """A gold file that is not well formed; the message names file and place."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A labelled mention; offsets in characters of the article, end exclusive."""

    start: int
    end: int
    text: str
    label: str
    entity: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Somebody or something that mentions refer to; places have coordinates in degrees."""

    key: str
    name: str = ""
    name_en: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class GoldParticipant:
    """A participant of an event: an entity (``who``), or an office or state as text."""

    who: str = ""
    text: str = ""
    role: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event with its slots, as ``SCHEMA`` names them; evidence as character ranges."""

    id: str
    type: str
    status: str
    evidence: tuple[tuple[int, int], ...]
    participants: tuple[GoldParticipant, ...]
    attendees: tuple[GoldParticipant, ...] = ()
    format: str = ""
    date: str = ""
    local_date: str = ""
    timezone: str = ""
    place: str = ""
    venue: str = ""
    occasion: str = ""
    planned_duration: str = ""
    duration: str = ""
    topics: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    reported_by: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with its labels."""

    name: str
    text: str
    published: date | None
    mentions: tuple[GoldMention, ...]
    entities: Mapping[str, GoldEntity] = field(default_factory=dict)
    events: tuple[GoldEvent, ...] = ()
    split: str = ""
    source: str = ""


def read_marked(marked: str, name: str) -> tuple[str, list[GoldMention]]:
    """Take a marked text apart: the text without the marks, and the mentions.

    Raises `GoldError` that names ``name`` where a mark is not well formed.

    >>> text, mentions = read_marked("⟦普京|PERSON putin⟧訪華", "example")
    >>> text, mentions[0].entity
    ('普京訪華', 'putin')
    """
    pieces: list[str] = []
    mentions: list[GoldMention] = []
    offset = last = 0
    for found in _MARK.finditer(marked):
        between = marked[last : found.start()]
        pieces.append(between)
        offset += len(between)
        text, label, what = found.group(1), found.group(2), (found.group(3) or "").strip()
        if label in ENTITY_LABELS:
            if not re.fullmatch(r"[a-z0-9_]+", what):
                raise GoldError(f"{name}: ⟦{text}|{label} {what}⟧ needs a key of a-z, 0-9 and _")
            mentions.append(GoldMention(offset, offset + len(text), text, label, entity=what))
        elif label in TIME_LABELS:
            if what and not _is_value(label, what):
                raise GoldError(f"{name}: ⟦{text}|{label} {what}⟧: {what!r} is no value")
            mentions.append(GoldMention(offset, offset + len(text), text, label, value=what))
        else:
            raise GoldError(f"{name}: ⟦{text}|{label} …⟧: no such label")
        pieces.append(text)
        offset += len(text)
        last = found.end()
    pieces.append(marked[last:])
    text = "".join(pieces)
    if "⟦" in text or "⟧" in text:
        at = max(text.find("⟦"), text.find("⟧"))
        near = text[max(0, at - 20) : at + 30]
        raise GoldError(f"{name}: a mark is not well formed near {near!r}")
    return text, mentions


def _is_value(label: str, value: str) -> bool:
    if label == "DURATION":
        return bool(_DURATION.fullmatch(value))
    if not _EDTF.fullmatch(value):
        return False
    for year, month, day in re.findall(r"(\d{4})-(\d{2})-(\d{2})", value):
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            return False
    return all(
        int(month) <= 12 or 21 <= int(month) <= 24
        for month in re.findall(r"(?<![\d+T:-])\d{4}-(\d{2})(?!\d|-\d)", value)
    )


def mark(text: str, mentions: Sequence[GoldMention]) -> str:
    """Wrap the mentions of a text; the inverse of reading a ``.marked`` file.

    >>> mark("普京訪華", [GoldMention(0, 2, "普京", "PERSON", entity="putin")])
    '⟦普京|PERSON putin⟧訪華'
    """
    pieces: list[str] = []
    last = 0
    for mention in sorted(mentions, key=lambda found: found.start):
        what = mention.entity or mention.value
        pieces.append(text[last : mention.start])
        pieces.append(f"⟦{mention.text}|{mention.label}{' ' if what else ''}{what}⟧")
        last = mention.end
    pieces.append(text[last:])
    return "".join(pieces)


def load_article(marked_path: Path) -> GoldArticle:
    """Read an article from its ``.marked`` file and the ``.yaml`` beside it, and check both.

    Raises `GoldError` that names the file and what is wrong in it.
    """
    import srsly

    name = marked_path.stem
    try:
        text, mentions = read_marked(marked_path.read_text(encoding="utf-8"), marked_path.name)
        sheet = srsly.read_yaml(marked_path.with_suffix(".yaml"))
    except FileNotFoundError as error:
        raise GoldError(f"{name}: {error.filename} is missing") from error
    except (UnicodeDecodeError, ValueError) as error:
        raise GoldError(str(error) if name in str(error) else f"{name}: {error}") from error
    if not isinstance(sheet, dict):
        raise GoldError(f"{name}.yaml: holds no entities and events")
    return _Sheet(f"{name}.yaml", text, tuple(mentions), sheet).article(name, marked_path)


class _Sheet:
    """Checks one YAML sheet against the text and the mentions it belongs to."""

    def __init__(
        self, where: str, text: str, mentions: tuple[GoldMention, ...], sheet: dict[str, Any]
    ) -> None:
        self.where, self.text, self.mentions, self.sheet = where, text, mentions, sheet
        self.labels: dict[str, set[str]] = {}
        for mention in mentions:
            if mention.entity:
                self.labels.setdefault(mention.entity, set()).add(mention.label)

    def article(self, name: str, path: Path) -> GoldArticle:
        self._check_fields("the sheet", self.sheet, {"published", "source", "entities", "events"})
        published = self.sheet.get("published")
        if published is not None and not isinstance(published, date):
            try:
                published = date.fromisoformat(str(published))
            except ValueError:
                self._fail(f"published: {published!r} is no day")
        entities = {
            str(key): self._entity(str(key), value)
            for key, value in (self.sheet.get("entities") or {}).items()
        }
        missing = sorted(set(self.labels) - set(entities))
        if missing:
            self._fail(f"entities: missing {', '.join(missing)}, used in the marked text")
        self.entities = entities
        if "events" not in self.sheet:
            self._fail("events: missing; write `events: []` for an article without any")
        events = tuple(
            self._event(number, event)
            for number, event in enumerate(self.sheet["events"] or [], start=1)
        )
        return GoldArticle(
            name=name,
            text=self.text,
            published=published,
            mentions=self.mentions,
            entities=entities,
            events=events,
            split=path.parent.name,
            source=str(self.sheet.get("source") or ""),
        )

    def _fail(self, message: str) -> None:
        raise GoldError(f"{self.where}: {message}")

    def _check_fields(self, what: str, mapping: Any, known: set[str]) -> None:
        if not isinstance(mapping, dict):
            self._fail(f"{what} is no mapping: {mapping!r}")
        unknown = sorted(str(key) for key in mapping if str(key) not in known)
        if unknown:
            self._fail(f"{what}: no field is named {', '.join(unknown)}")

    def _entity(self, key: str, value: Any) -> GoldEntity:
        known = {"name", "name_en", "country", "lat", "lon", "note"}
        self._check_fields(f"entity {key}", value, known)
        country = "NO" if value.get("country") is False else str(value.get("country") or "")
        labels = self.labels.get(key, set())
        if labels & set(PLACE_LABELS) and (value.get("lat") is None or value.get("lon") is None):
            self._fail(f"entity {key}: a place needs lat and lon")
        if not value.get("name_en"):
            self._fail(f"entity {key}: needs name_en")
        return GoldEntity(
            key=key,
            name=str(value.get("name") or ""),
            name_en=str(value["name_en"]),
            country=country,
            latitude=None if value.get("lat") is None else float(value["lat"]),
            longitude=None if value.get("lon") is None else float(value["lon"]),
        )

    def _key(self, where: str, value: Any, labels: Sequence[str] = ()) -> str:
        if value is None or value == "":
            return ""
        key = str(value)
        if key not in self.entities:
            self._fail(f"{where}: no entity {key}")
        if labels and key in self.labels and not self.labels[key] & set(labels):
            self._fail(f"{where}: {key} is marked as {', '.join(sorted(self.labels[key]))}")
        return key

    def _participants(self, where: str, values: Any) -> tuple[GoldParticipant, ...]:
        found = []
        for value in values or []:
            self._check_fields(where, value, {"who", "text", "role", "country"})
            who, text = self._key(where, value.get("who")), str(value.get("text") or "")
            if bool(who) == bool(text):
                self._fail(f"{where}: give who or text: {value!r}")
            role = str(value.get("role") or "")
            for words in (text, role):
                if words and words not in self.text:
                    self._fail(f"{where}: {words!r} does not stand in the article")
            country = "NO" if value.get("country") is False else str(value.get("country") or "")
            found.append(GoldParticipant(who=who, text=text, role=role, country=country))
        return tuple(found)

    def _range(self, where: str, words: str) -> tuple[int, int]:
        words = words.strip()
        start = self.text.find(words)
        if not words or start < 0:
            self._fail(f"{where}: {words!r} does not stand in the article")
        return start, start + len(words)

    def _words(self, where: str, values: Any) -> tuple[str, ...]:
        found = tuple(str(value) for value in values or [])
        for words in found:
            self._range(where, words)
        return found

    def _event(self, number: int, event: Any) -> GoldEvent:
        where = f"event {number}"
        known = {f for f in GoldEvent.__dataclass_fields__ if f != "id"} | {"id", "note"}
        self._check_fields(where, event, known)
        for slot, values in (("type", type_names()), ("status", STATUSES)):
            if event.get(slot) not in values:
                known_values = ", ".join(values)
                self._fail(f"{where}: {slot} is {event.get(slot)!r}, not one of {known_values}")
        if event.get("format") and event["format"] not in FORMATS:
            self._fail(f"{where}: format is {event['format']!r}, not one of {', '.join(FORMATS)}")
        for slot in ("date", "local_date"):
            if event.get(slot) and not _is_value("DATE", str(event[slot])):
                self._fail(f"{where}: {slot} {event[slot]!r} is no EDTF value")
        for slot in ("duration", "planned_duration"):
            if event.get(slot) and not _is_value("DURATION", str(event[slot])):
                self._fail(f"{where}: {slot} {event[slot]!r} is no ISO 8601 duration")
        if not event.get("evidence"):
            self._fail(f"{where}: needs evidence")
        if not event.get("participants"):
            self._fail(f"{where}: needs a participant")
        for slot in ("topics", "outcome", "reported_by", "evidence", "participants", "attendees"):
            if event.get(slot) is not None and not isinstance(event[slot], list):
                self._fail(f"{where}: {slot} must be a list")
        return GoldEvent(
            id=f"e{number}",
            type=event["type"],
            status=event["status"],
            format=str(event.get("format") or ""),
            date=str(event.get("date") or ""),
            local_date=str(event.get("local_date") or ""),
            timezone=str(event.get("timezone") or ""),
            place=self._key(f"{where}, place", event.get("place"), PLACE_LABELS),
            venue=self._key(f"{where}, venue", event.get("venue")),
            participants=self._participants(f"{where}, participants", event.get("participants")),
            attendees=self._participants(f"{where}, attendees", event.get("attendees")),
            occasion=self._key(f"{where}, occasion", event.get("occasion")),
            planned_duration=str(event.get("planned_duration") or ""),
            duration=str(event.get("duration") or ""),
            topics=self._words(f"{where}, topics", event.get("topics")),
            outcome=self._words(f"{where}, outcome", event.get("outcome")),
            reported_by=tuple(
                self._key(f"{where}, reported_by", key) for key in event.get("reported_by") or []
            ),
            optional=bool(event.get("optional")),
            evidence=tuple(
                self._range(f"{where}, evidence", str(words)) for words in event["evidence"]
            ),
        )


def load_folder(folder: Path) -> Iterator[GoldArticle]:
    """Read every article below a folder, in the order of their paths.

    Raises `GoldError` for the first article that is not well formed.
    """
    for path in sorted(folder.rglob("*.marked")):
        yield load_article(path)


def _main(folder: Path) -> int:
    """Check every article below a folder; print each error."""
    failed = count = 0
    for path in sorted(folder.rglob("*.marked")):
        count += 1
        try:
            load_article(path)
        except GoldError as error:
            failed += 1
            print(error)
    print(f"{count} articles, {failed} not well formed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
