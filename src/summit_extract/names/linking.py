"""Which entity each name means: rows of the lexicons, aliases of the article, namesakes apart."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import Lexicon, Person
from summit_extract.names.reading import Reading
from summit_extract.names.recognition import Found, Recognition
from summit_extract.names.titles import TitlePhrase
from summit_extract.names.values import Entity, NameMention

if TYPE_CHECKING:
    from summit_extract.places.values import PlaceMention

__all__ = ["link"]


@dataclass(slots=True)
class _Draft:
    """An entity while its mentions are being gathered."""

    id: str
    label: str
    name: str
    name_en: str = ""
    country_code: str = ""
    kind: str = ""


def link(reading: Reading, recognition: Recognition, lexicon: Lexicon) -> list[NameMention]:
    """Give the mentions of an article, each with its entity, in the order of the text."""
    offices = _offices_beside(recognition)
    linker = _Linker(reading, recognition, lexicon, offices)
    return linker.mentions()


def _offices_beside(recognition: Recognition) -> dict[int, TitlePhrase]:
    """Give for the start of a person's name the office right before or after it."""
    beside: dict[int, TitlePhrase] = {}
    ends = {title.end: title for title in recognition.titles}
    starts = {title.start: title for title in recognition.titles}
    for found in recognition.names:
        if found.label == "PERSON":
            office = ends.get(found.start) or starts.get(found.end)
            if office is not None:
                beside[found.start] = office
    return beside


class _Linker:
    def __init__(
        self,
        reading: Reading,
        recognition: Recognition,
        lexicon: Lexicon,
        offices: dict[int, TitlePhrase],
    ) -> None:
        self.reading, self.lexicon, self.offices = reading, lexicon, offices
        self.names = recognition.names
        self.drafts: dict[str, _Draft] = {}
        self.of: dict[int, str] = {}
        self.by_name: dict[str, str] = {}
        self.countries = Counter(
            p.place.country_code for p in reading.places if p.place and p.place.country_code
        )
        self.countries.update(t.country_code for t in recognition.titles if t.country_code)
        self.certain_people = {
            f.ids[0] for f in self.names if f.label == "PERSON" and len(f.ids) == 1
        }

    def mentions(self) -> list[NameMention]:
        places = {(place.start, place.end): place for place in self.reading.places}
        waiting = []
        for found in self.names:
            place = places.get((found.start, found.end))
            if found.label == "PERSON":
                if found.anchor >= 0:
                    waiting.append(found)
                else:
                    self.of[found.start] = self._person(found)
            elif found.label in ("ORG", "EVENT"):
                if found.anchor >= 0:
                    waiting.append(found)
                else:
                    self.of[found.start] = self._organisation(found)
            elif place is not None:
                self.of[found.start] = self._place(place)
        for found in waiting:
            self.of[found.start] = self._same_as(found)
        text = self.reading.text
        first: dict[str, str] = {}
        for found in self.names:
            first.setdefault(self.of[found.start], text[found.start : found.end])
        entities = {
            key: Entity(d.id, d.label, first.get(key, d.name), d.name_en, d.country_code, d.kind)
            for key, d in self.drafts.items()
        }
        return [
            NameMention(
                found.start,
                found.end,
                text[found.start : found.end],
                found.label,
                entities[self.of[found.start]],
            )
            for found in self.names
        ]

    # -- people ------------------------------------------------------------------------------

    def _person(self, found: Found) -> str:
        text = self.reading.simplified[found.start : found.end]
        office = self.offices.get(found.start)
        country = office.country_code if office else ""
        if found.ids:
            person = self._choose(found, office)
            key = person.id
            if key not in self.drafts:
                self.drafts[key] = _Draft(
                    key, "PERSON", text, person.name_en, person.country, "person"
                )
            self.by_name.setdefault(text, key)
            return key
        key = self._known_person(text) or f"person:{self.reading.text[found.start : found.end]}"
        draft = self.drafts.get(key)
        if draft is None:
            draft = self.drafts[key] = _Draft(key, "PERSON", text, "", "", "person")
        if country and not draft.country_code:
            draft.country_code = country
        self.by_name.setdefault(text, key)
        for part in text.split("·")[-1:]:
            if len(part) > 1:
                self.by_name.setdefault(part, key)
        return key

    def _known_person(self, text: str) -> str:
        return self.by_name.get(text, "")

    def _choose(self, found: Found, office: TitlePhrase | None) -> Person:
        """Choose of the persons who bear a name the one that the article means."""
        people = [self.lexicon.people[key] for key in found.ids]
        if len(people) == 1:
            return people[0]
        text = self.reading.simplified[found.start : found.end]
        year = self.reading.year

        def score(person: Person) -> tuple[float, int]:
            points = 0.0
            if office is not None:
                if office.country_code:
                    points += 4 if office.country_code == person.country else -2
                held = [o for o in person.offices if o.office == office.title.office]
                points += 3 if held else 0
                if held and year and any(o.first <= year <= o.last for o in held):
                    points += 3
            if person.id in self.certain_people:
                points += 5
            if self.by_name.get(text) == person.id:
                points += 4
            if self.countries.get(person.country):
                points += 1.5 + min(self.countries[person.country], 10) / 10
            if year:
                nearest = min(
                    (max(o.first - year, year - min(o.last, year), 0) for o in person.offices),
                    default=99,
                )
                points += max(0.0, 2 - nearest / 10)
            highest = any(
                o.office in ("president", "prime_minister", "premier", "chancellor")
                for o in person.offices
            )
            return points + (0.5 if highest else 0), -found.ids.index(person.id)

        return max(people, key=score)

    def _same_as(self, found: Found) -> str:
        key = self.of.get(found.anchor)
        text = self.reading.simplified[found.start : found.end]
        if key is None:
            known = self.by_name.get(text)
            key = known or f"{found.label.lower()}:{text}"
            self.drafts.setdefault(key, _Draft(key, found.label, text))
        draft = self.drafts[key]
        if not draft.name_en and text.isascii() and len(text) > 3:
            draft.name_en = text
        self.by_name.setdefault(text, key)
        return key

    # -- organisations, occasions, places ----------------------------------------------------

    def _organisation(self, found: Found) -> str:
        text = self.reading.simplified[found.start : found.end]
        rows = self.lexicon.occasions if found.label == "EVENT" else self.lexicon.organisations
        ids = [key for key in found.ids if key in rows]
        if ids:
            key = self.by_name.get(text, "")
            if key not in ids:
                key = max(ids, key=lambda k: (self.countries.get(rows[k].country, 0), -ids.index(k)))
            row = rows[key]
            self.by_name.setdefault(text, key)
            self.drafts.setdefault(
                key, _Draft(key, found.label, text, row.name_en, row.country, row.kind)
            )
            return key
        if found.label == "EVENT":
            return self._occasion(found, text)
        key = self.by_name.get(text) or self._organ(found) or f"{found.label.lower()}:{text}"
        if key not in self.drafts:
            self.drafts[key] = _Draft(
                key, found.label, text, "", found.country_code, "organ" if found.organ else ""
            )
        self.by_name.setdefault(text, key)
        if found.organ:
            self.by_name[found.organ] = key
        return key

    def _occasion(self, found: Found, text: str) -> str:
        """Give the occasion of a name made of an organisation's and what of it meets.

        However it is worded, brackets and ordinals in or out, it is the one that the lexicon has
        for the organisation's meeting, else one for the organisation.
        """
        group = self.lexicon.organisations.get(found.organ)
        key = self.lexicon.gatherings.get(found.organ, "")
        row = self.lexicon.occasions.get(key)
        if row is None:
            key = f"event:{found.organ or text}"
        draft = _Draft(key, "EVENT", text, "", "", "gathering")
        if row is not None:
            draft.name_en, draft.kind = row.name_en, row.kind
        elif group is not None:
            draft.name_en = f"{group.name_en} meeting"
        self.drafts.setdefault(key, draft)
        return key

    def _organ(self, found: Found) -> str:
        if not found.organ or not found.country_code:
            return ""
        return f"org:{found.country_code}:{found.organ}"

    def _place(self, mention: "PlaceMention") -> str:
        place = mention.place
        if place is None:
            key = f"place:{self.reading.simplified[mention.start : mention.end]}"
            self.drafts.setdefault(key, _Draft(key, mention.label, mention.text))
            return key
        key = f"place:{place.geonames_id or place.name}"
        self.drafts.setdefault(
            key, _Draft(key, mention.label, mention.text, place.name, place.country_code, place.kind)
        )
        return key
