"""Which entity each name means: rows of the lexicons, aliases of the article, namesakes apart."""

import re
from bisect import bisect_right, insort
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import Kind, Lexicon, Office, Person, japanese_surname
from summit_extract.names.offices import office_class, same_office, same_offices
from summit_extract.names.reading import Reading
from summit_extract.names.recognition import Found, Recognition
from summit_extract.names.titles import TitlePhrase
from summit_extract.names.values import Entity, NameMention

if TYPE_CHECKING:
    from summit_extract.places.values import PlaceMention

__all__ = ["link"]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_NEAR = 20
"""A surname alone means one of so many mentions of persons of that surname before it."""

_MOST_BEARING = 50
_LONG_NAME = 4
_MEDIA, _MAINLAND = "media", "CN"
_YOUNG = 15
"""Who takes the first office of the table more than so many years later is somebody else."""

_HELD_THEN, _TOLD_WITH = 2, 3

_OUT_OF_OFFICE = 8
"""Who held no office for more than so many years doesn't come back as a minister."""

_HEADS = frozenset({"president", "prime_minister", "premier", "chancellor", "monarch"})
_DOTS = re.compile(r"[·•・‧．\-－ ]")


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
    return _Linker(reading, recognition, lexicon).mentions()


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
    """Gathers the entities of one article."""

    def __init__(self, reading: Reading, recognition: Recognition, lexicon: Lexicon) -> None:
        self.reading, self.lexicon = reading, lexicon
        self.offices = _offices_beside(recognition)
        self.names = recognition.names
        self.divided: dict[str, str] = {}
        for found in sorted(f for f in self.names if f.whole):
            begun = self.divided.get(found.whole, "")
            if len(begun) < len(found.whole):
                self.divided[found.whole] = begun + reading.text[found.start : found.end]
        self.drafts: dict[str, _Draft] = {}
        self.of: dict[int, str] = {}
        self.by_name: dict[str, str] = {}
        self.by_part: dict[str, str] = {}
        self.told_with: dict[str, set[str]] = {}
        self.initials: dict[str, list[tuple[int, str]]] = {}
        self.traditional = reading.text != reading.simplified
        self.home = _home(reading, lexicon) if self.traditional else ""
        self.organs_told: dict[str, list[tuple[int, str]]] = {}
        for f in self.names:
            if f.label == "ORG" and f.organ and f.country_code:
                self.organs_told.setdefault(f.organ, []).append((f.start, f.country_code))
        self.bearing: dict[str, list[Found]] = {}
        for f in self.names:
            if f.label == "PERSON" and len(f.ids) > 1:
                name = reading.simplified[f.start : f.end]
                self.bearing.setdefault(name, []).append(f)
        self.meant: dict[str, dict[str, float]] = {}
        self.countries = Counter(
            p.place.country_code for p in reading.places if p.place and p.place.country_code
        )
        self.countries.update(t.country_code for t in recognition.titles if t.country_code)
        self.certain_people = {
            f.ids[0] for f in self.names if f.label == "PERSON" and len(f.ids) == 1
        }
        self.told_whole = self._told_whole()
        self.latin = {
            f.anchor: reading.text[f.start : f.end]
            for f in self.names
            if f.anchor >= 0 and reading.text[f.start : f.end].isascii()
        }
        years = list(_YEAR.finditer(reading.simplified))
        self.year_starts = [found.start() for found in years]
        self.years = [int(found.group()) for found in years]
        self.organ_country = self._organ_countries(recognition)

    def _told_whole(self) -> dict[str, str]:
        """Give who is named in full first, by the last part of his name: 菲德爾·卡斯特羅."""
        whole: dict[str, str] = {}
        for found in self.names:
            parts = _DOTS.split(self.reading.simplified[found.start : found.end])
            if found.label == "PERSON" and len(found.ids) == 1 and len(parts) > 1:
                whole.setdefault(parts[-1], found.ids[0])
        return whole

    def _organ_countries(self, recognition: Recognition) -> dict[int, str]:
        """Give the state of an organ named without it, by the person who speaks for it."""
        people = {f.start: f for f in self.names if f.label == "PERSON" and len(f.ids) == 1}
        found = {}
        for title in recognition.titles:
            holder = people.get(title.end)
            if title.organisation[1] and holder is not None:
                found[title.organisation[0]] = self.lexicon.people[holder.ids[0]].country
        return found

    def mentions(self) -> list[NameMention]:
        """Link every name; aliases last, when what they are aliases of is known."""
        places = {(place.start, place.end): place for place in self.reading.places}
        people = [f for f in self.names if f.label == "PERSON" and f.anchor < 0]
        strangers: list[Found] = []
        told = self._told_in_full(people)
        for found in sorted((f for f in people if f.ids), key=lambda f: len(f.ids) > 1):
            text = self.reading.simplified[found.start : found.end]
            office = self.offices.get(found.start)
            start, state = told.get(text, (found.start, ""))
            fits = office is None or office.country_code in ("", state)
            person = None if start < found.start and fits else self._choose(found)
            if person is None:
                strangers.append(found)
            else:
                self._set(found, self._listed(found, person))
        unknown = sorted(
            (*strangers, *(f for f in people if not f.ids)),
            key=lambda f: (f.start - f.end, f.start),
        )
        surnames = {f for f in unknown if self._is_surname(f)}
        for found in (f for f in unknown if f not in surnames):
            self._set(found, self._unlisted(found))
        for found in sorted(self.names, key=lambda f: f.start not in self.organ_country):
            if found.label in ("ORG", "EVENT") and found.anchor < 0:
                self.of[found.start] = self._organisation(found)
            elif found.label in ("GPE", "LOC", "FAC"):
                place = places.get((found.start, found.end))
                self.of[found.start] = self._place(place) if place else self._building(found)
        for found in self.names:
            if found.anchor >= 0:
                self._set(found, self._same_as(found))
        for positions in self.initials.values():
            positions.sort()
        for found in unknown:
            if found in surnames:
                self.of[found.start] = self._by_initial(found)
        return self._finished()

    def _told_in_full(self, people: list[Found]) -> dict[str, tuple[int, str]]:
        """Give the last parts of the full names that no list has, where each stands, and his state.

        席爾瓦 after 奧古斯托·桑托斯·席爾瓦 is he, whoever else is called so.
        """
        told: dict[str, tuple[int, str]] = {}
        listed = set()
        for found in people:
            parts = _DOTS.split(self.reading.simplified[found.start : found.end])
            if len(parts) > 1:
                if found.ids:
                    listed.add(parts[-1])
                elif self._is_other(found, parts[-1]):
                    told.setdefault(
                        parts[-1], (found.start, self.offices[found.start].country_code)
                    )
        return {part: where for part, where in told.items() if part not in listed}

    def _is_other(self, found: Found, surname: str) -> bool:
        """Tell whether the office beside a full name is none that a bearer of the surname held."""
        office = self.offices.get(found.start)
        if office is None:
            return False
        return not any(
            same_office(held.office, office.title.office)
            and office.country_code in ("", held.state)
            for key in self.lexicon.lookup(surname, Kind.PERSON)
            for held in self.lexicon.people[key].offices
        )

    def _is_surname(self, found: Found) -> bool:
        """Tell whether a name is a surname alone, or one of address: 習, 汪老."""
        if found.whole:
            return False
        ends = self.lexicon.words["honorific", "part_of_name"]
        return found.end - found.start == 1 or (
            found.end - found.start == 2
            and self.reading.simplified.endswith(ends, found.start, found.end)
            and any(
                f.label == "PERSON"
                and f.end - f.start > 2
                and self.reading.simplified[f.start] == self.reading.simplified[found.start]
                for f in self.names
            )
        )

    @staticmethod
    def _is_short(found: Found) -> bool:
        """Tell whether a person is named by one character, 習, beside which he has a name."""
        return found.end - found.start == 1 and not found.whole

    def _set(self, found: Found, key: str) -> None:
        self.of[found.start] = key
        if found.label == "PERSON":
            office = self.offices.get(found.start)
            if office is not None:
                self.told_with.setdefault(key, set()).add(office.title.office)
            initial = self.reading.simplified[found.start]
            self.initials.setdefault(initial, []).append((found.start, key))

    def _finished(self) -> list[NameMention]:
        text = self.reading.text
        first: dict[str, str] = {}
        for found in sorted(self.names, key=lambda f: f.label == "PERSON" and self._is_short(f)):
            first.setdefault(self.of[found.start], self._written(found))
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

    def _listed(self, found: Found, person: Person) -> str:
        text = found.whole or self.reading.simplified[found.start : found.end]
        if person.id not in self.drafts:
            self.drafts[person.id] = _Draft(
                person.id, "PERSON", text, person.name_en, person.country, "person"
            )
            for name in person.names:
                self._add_parts(name, person.id)
        self.by_name[text] = person.id
        return person.id

    def _add_parts(self, name: str, key: str) -> None:
        """Remember the parts of a full name by which an article may go on: 格塔丘, 岸田."""
        parts = _DOTS.split(name)
        whole = name.replace("-", "·").replace("－", "·")
        ends = ["·".join(parts[index:]) for index in range(1, len(parts) - 1)]
        for part in ends:
            if whole.endswith("·" + part):
                self.by_part.setdefault(part, key)  # 本·薩勒曼 of 穆罕默德·本·薩勒曼
        for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
            if len(part) > 1:
                self.by_part.setdefault(part, key)
        if len(parts) == 1 and len(name) >= _LONG_NAME and not name.isascii():
            self.by_part.setdefault(name[-2:], key)  # 素姬 of 昂山素姬
        surname = japanese_surname(name, self.lexicon)
        if surname:
            self.by_part.setdefault(surname, key)

    def _unlisted(self, found: Found) -> str:
        text = found.whole or self.reading.simplified[found.start : found.end]
        office = self.offices.get(found.start)
        country = office.country_code if office else ""
        known = self.by_name.get(text) or self.by_part.get(text)
        if known is not None and len(country) == 2:
            listed = self.lexicon.people.get(known)
            theirs = {self.drafts[known].country_code}
            if listed is not None:
                theirs.update(held.state for held in listed.offices)
            if not theirs & {"", country}:
                known = None  # 沙特外交大臣|費薩爾 is not 費薩爾·梅克達德
        if known is None:
            person = self._by_latin(found) or (self._by_office(text, office) if office else None)
            if person is not None:
                return self._listed(found, person)
        key = known or f"person:{self._written(found)}"
        draft = self.drafts.get(key)
        if draft is None:
            english = text if text.isascii() else ""
            draft = self.drafts[key] = _Draft(key, "PERSON", text, english, "", "person")
        if country and not draft.country_code and key.startswith("person:"):
            draft.country_code = country
        self.by_name.setdefault(text, key)
        self._add_parts(text, key)
        return key

    def _written(self, found: Found) -> str:
        """Give the name as the article writes it, whole where an office divides it."""
        if found.whole:
            return self.divided[found.whole]
        return self.reading.text[found.start : found.end]

    def _by_latin(self, found: Found) -> Person | None:
        """Give the person of the lexicon who bears the English name in the bracket."""
        latin = self.latin.get(found.start, "")
        return self.lexicon.people_by_english.get(latin.lower()) if " " in latin else None

    def _by_office(self, text: str, office: TitlePhrase) -> Person | None:
        """Give who held an office if the name in the text is part of a name of theirs."""
        states = [office.country_code] if office.country_code else [c for c in self.countries if c]
        parts = _DOTS.split(text)
        first, surname = parts[0], parts[-1]  # 佐科·維維多 is he who is called 佐科
        fitting = {
            person.id: person
            for state in states
            for person in self.lexicon.holders.get((office.title.office, state), ())
            if first in person.names or any(surname in _DOTS.split(name) for name in person.names)
        }
        year = self.reading.year
        found = list(fitting.values())
        if year and (len(found) > 1 or not office.country_code):
            found = [p for p in found if _in_office(p.offices, year)]
        return found[0] if len(found) == 1 else None

    def _story_year(self, offset: int) -> int | None:
        """Give the year that is told of at an offset: of the sentence, before it, the article's."""
        if self.years:
            sentence = self.reading.layout.sentence_at(offset)
            index = bisect_right(self.year_starts, offset) - 1
            if index < 0 or (sentence and self.year_starts[index] < sentence.start):
                later = index + 1
                if later < len(self.years) and sentence and self.year_starts[later] < sentence.end:
                    return self.years[later]
            if index >= 0:
                return self.years[index]
        return self.reading.year

    def _choose(self, found: Found) -> Person | None:
        """Choose of the persons who bear a name the one that the article means, if any."""
        text = self.reading.simplified[found.start : found.end]
        people = [
            person
            for key in found.ids
            if not self._is_namesake(found, person := self.lexicon.people[key], text)
        ]
        if len(people) < 2:
            return self._in_full(text, people[0]) if people else None
        usual = self._meant(text, people)

        def score(person: Person) -> tuple[float, int]:
            points = self._points(found, person, text) + usual.get(person.id, 0.0)
            points += 3 if person.id in self.certain_people else 0
            points += 3 if self.told_whole.get(text) == person.id else 0
            points += 2 if self.by_name.get(text) == person.id else 0
            return points, -found.ids.index(person.id)

        return max(people, key=score)

    def _meant(self, text: str, people: list[Person]) -> dict[str, float]:
        """Give how well each bearer of a name suits the article, over all places that have it.

        A name in one article is mostly one person's: what one sentence tells counts for all.
        """
        if text not in self.meant:
            bearing = self.bearing[text][:_MOST_BEARING]
            self.meant[text] = {
                person.id: sum(self._points(f, person, text) for f in bearing) / len(bearing)
                for person in people
            }
        return self.meant[text]

    def _points(self, found: Found, person: Person, text: str) -> float:
        """Give how well a person suits one mention of his name: office, story, states, time."""
        office = self.offices.get(found.start)
        latin = set(self.latin.get(found.start, "").lower().split())
        story = self._story_year(found.start)
        now = self.reading.year
        points = 0.0
        if latin:
            points += 5 * len(latin & set(person.name_en.lower().split()))
        if office is not None:
            if office.country_code:
                points += 4 if office.country_code == person.country else -2
            held = [o for o in person.offices if same_office(o.office, office.title.office)]
            points += 3 if held else 0
            points += 3 if held and _in_office(held, story) else 0
        if self.countries.get(person.country):
            points += 1.5 + min(self.countries[person.country], 10) / 10
        if _in_office(person.offices, story):
            points += 3
        elif now and story != now and _in_office(person.offices, now):
            points += 1
        if story:
            nearest = min((_distance(o, story) for o in person.offices), default=99)
            points += max(0.0, 2 - nearest / 10)
        if any(o.office in _HEADS for o in person.offices):
            points += 1.5
        return points

    def _in_full(self, text: str, person: Person) -> Person:
        """Take 克林頓 for 希拉里·克林頓, whom the article names in full, if she is in office and he
        who is called so is not."""
        whole = self.lexicon.people.get(self.told_whole.get(text, ""))
        year = self.reading.year
        if whole is None or whole.id == person.id or not year or _in_office(person.offices, year):
            return person
        return whole if _in_office(whole.offices, year) else person

    def _is_namesake(self, found: Found, person: Person, text: str) -> bool:
        """Tell whether the office beside a surname shows that another person is meant.

        尼日爾國防部長莫迪 is not India's Modi, nor is a professor of that name.
        """
        office, now = self.offices.get(found.start), self.reading.year
        known = self.by_name.get(text)
        first = min((held.first for held in person.offices), default=0)
        if now and first > now + _YOUNG and len(_DOTS.split(text)) == 1 and person.transliterated:
            return True
        if (
            office is not None
            and now
            and known != person.id
            and person.transliterated
            and len(_DOTS.split(text)) == 1
            and not self.countries.get(person.country)
            and not _in_office(person.offices, now)
            and not any(same_office(o.office, office.title.office) for o in person.offices)
        ):
            return True
        if office is None or known == person.id or not person.transliterated:
            return False
        if len(_DOTS.split(text)) > 1 or text.isascii():
            return False
        if self._is_long_gone(found, person, office):
            return True
        full = any(len(_DOTS.split(name)) > 1 for name in person.names)
        if not full:
            return False
        if office.title.office in self.lexicon.words["office", "unlisted"]:
            return True
        code = office.country_code
        states = {person.country, *(held.state for held in person.offices)}
        return len(code) == 2 and code not in states and office.title.office != "ambassador"

    def _is_long_gone(self, found: Found, person: Person, office: TitlePhrase) -> bool:
        """Tell whether a head or minister of now is called like one who was another years ago."""
        year = self._story_year(found.start)
        if not year or office.former or office_class(office.title.office) == "official":
            return False
        if any(same_office(held.office, office.title.office) for held in person.offices):
            return False
        return all(held.last + _OUT_OF_OFFICE < year for held in person.offices)

    def _same_as(self, found: Found) -> str:
        key = self.of.get(found.anchor)
        text = self.reading.simplified[found.start : found.end]
        own = self.by_name.get(text)
        if own is not None and own != key and found.label == "PERSON":
            return own  # 費薩爾 after 沙特外交大臣|費薩爾, whoever else is 費薩爾·某某
        if key is None or (key in self.drafts and self.drafts[key].label != found.label):
            known = self.by_name.get(text)
            key = known or f"{found.label.lower()}:{text}"
            self.drafts.setdefault(key, _Draft(key, found.label, text))
        draft = self.drafts[key]
        if not draft.name_en and text.isascii() and len(text) > 3:
            draft.name_en = text
        self.by_name.setdefault(text, key)
        return key

    def _by_initial(self, found: Found) -> str:
        """Give whom a surname, or the first character of a name, means: 習, 蔣|總統."""
        text = self.reading.simplified[found.start]
        office = self.offices.get(found.start)
        known = self.initials.get(text, [])
        at = bisect_right(known, (found.start, ""))
        near = known[max(0, at - _NEAR) : at] or known[:1]
        if near:
            if office is None:
                return self._short_for(near)
            best = max(enumerate(near), key=lambda n: (self._suits(n[1][1], office), n[0]))[1][1]
            if self._is_called_so(best, office):
                return best
        person = self._holder_by_surname(text, office) if office is not None else None
        if near and person is None:
            return best
        if person is not None:
            key = self._listed(found, person)
            insort(self.initials.setdefault(text, []), (found.start, key))
            return key
        key = f"person:{self.reading.text[found.start]}"
        country = office.country_code if office else ""
        self.drafts.setdefault(key, _Draft(key, "PERSON", text, "", country, "person"))
        return key

    def _short_for(self, near: list[tuple[int, str]]) -> str:
        """Give whom a surname alone means: of several the one who leads a state, as papers call
        蔡英文 蔡 and not 蔡其昌, else who was named last."""
        keys = {key for _, key in near}
        if len(keys) > 1:
            leading = [
                key
                for key in keys
                if (person := self.lexicon.people.get(key)) is not None
                and _in_office(
                    [held for held in person.offices if held.office in _HEADS], self.reading.year
                )
            ]
            if len(leading) == 1:
                return leading[0]
        return near[-1][1]

    def _is_called_so(self, key: str, office: TitlePhrase) -> bool:
        """Tell whether one of the article is likely called by his first character with an office:
        not 馬|總統 of 馬杜羅, nor 蔣|總統 of 蔣經國 while another is president."""
        person = self.lexicon.people.get(key)
        if person is not None and person.transliterated:
            return False
        return self._suits(key, office) >= (_TOLD_WITH if person is None else _HELD_THEN)

    def _holder_by_surname(self, surname: str, office: TitlePhrase) -> Person | None:
        """Give the one person of the lexicon of that surname who held the office then: 蔣|總統."""
        year = self.reading.year
        if not year:
            return None
        if office.country_code:
            wanted = {office.country_code}
        else:
            wanted = {code for code in self.countries if code}
        kinds = (office.title.office, *same_offices(office.title.office))
        known = {
            person.id: person
            for (kind, state), people in self.lexicon.holders.items()
            if kind in kinds
            for person in people
            if person.names[0].startswith(surname)
            and person.held(kind, state, year)
            and not person.transliterated
            and (state in wanted or not office.country_code)
        }
        near = [person for person in known.values() if person.country in wanted]
        found = near or list(known.values())
        return found[0] if len(found) == 1 else None

    def _suits(self, key: str, office: TitlePhrase) -> int:
        """Tell how well an office suits one of a surname: told with it here, held then, ever."""
        if office.title.office in self.told_with.get(key, ()):
            return _TOLD_WITH
        person, year = self.lexicon.people.get(key), self.reading.year
        if person is not None and year and person.held(office.title.office, person.country, year):
            return _HELD_THEN
        return int(self._may_hold(key, office))

    def _may_hold(self, key: str, office: TitlePhrase) -> bool:
        person = self.lexicon.people.get(key)
        return person is not None and any(
            same_office(held.office, office.title.office) for held in person.offices
        )

    # -- organisations, occasions, places ----------------------------------------------------

    def _at_home(self, found: Found) -> Found:
        """Give an organ that is named without its state as the own state's, if the paper has one.

        外交部 is that of the state whose ministry was told last, in this sentence or the one
        before, else of the paper's own.
        """
        told = self.organs_told.get(found.organ, ())
        if not self.home or not told or found.country_code or found.start in self.organ_country:
            return found
        layout = self.reading.layout
        here = layout.sentence_at(found.start)
        before = layout.sentence_at(here.start - 1) if here and here.start else None
        first = (before or here).start if here else found.start
        if any(first <= start < found.start for start, _ in told):
            return found
        return found._replace(country_code=self.home)

    def _is_own(self, found: Found) -> bool:
        """Tell whether `_at_home` gave an organ named alone the paper's own state."""
        named = found.end - found.start == len(found.organ)
        return bool(found.organ) and named and bool(found.country_code)

    def _organisation(self, found: Found) -> str:
        found = self._at_home(found)
        text = self.reading.simplified[found.start : found.end]
        rows = self.lexicon.occasions if found.label == "EVENT" else self.lexicon.organisations
        ids = [key for key in found.ids if key in rows]
        if not ids and found.label == "EVENT":
            return self._occasion(found, text)
        if text in self.lexicon.words["organ", "with_state"]:
            # 特勤局 is of a state that the article tells of
            ids = [
                key
                for key in ids
                if rows[key].kind not in ("agency", "intelligence")
                or self.countries.get(rows[key].country)
            ]
        if not ids and found.organ:
            ids = self._organ_ids(found)
        if ids:
            key = "" if self._is_own(found) else self.by_name.get(text, "")
            if key not in ids:
                wanted = self.organ_country.get(found.start, "")
                key = max(
                    ids,
                    key=lambda k: (
                        bool(wanted) and rows[k].country == wanted,
                        rows[k].kind == _MEDIA
                        and (rows[k].country == _MAINLAND) != self.traditional,
                        self.countries.get(rows[k].country, 0),
                        -ids.index(k),
                    ),
                )
            row = rows[key]
            longer = self._abbreviated(text, row.country)
            if longer:
                return longer
            self.by_name.setdefault(text, key)
            if found.organ:
                self.by_name.setdefault(found.organ, key)
            self.drafts.setdefault(
                key, _Draft(key, found.label, text, row.name_en, row.country, row.kind)
            )
            return key
        country = found.country_code or self.organ_country.get(found.start, "")
        key = "" if self._is_own(found) else self.by_name.get(text, "")
        if not key:
            key = f"org:{country}:{found.organ}" if found.organ and country else f"org:{text}"
        if key not in self.drafts:
            kind = "organ" if found.organ else ""
            self.drafts[key] = _Draft(key, found.label, text, "", country, kind)
        self.by_name.setdefault(text, key)
        if found.organ:
            self.by_name.setdefault(found.organ, key)
        return key

    def _abbreviated(self, text: str, country: str) -> str:
        """Give the organisation of the article that a short name of another state's stands for."""
        if len(text) > 3 or not country or self.countries.get(country):
            return ""
        for name, key in self.by_name.items():
            if len(name) > len(text) + 2 and name[0] == text[0] and key.startswith("org:"):
                rest = iter(name)
                if all(character in rest for character in text):
                    return key
        return ""

    def _organ_ids(self, found: Found) -> list[str]:
        """Give the rows of the lexicon that are the organ of this state: 俄外交部."""
        country = found.country_code or self.organ_country.get(found.start, "")
        for name in self.lexicon.names_of_country.get(country, ()):
            ids = self.lexicon.lookup(name + found.organ, Kind.ORGANISATION)
            if ids:
                return list(ids)
        rows = self.lexicon.organisations
        alone = self.lexicon.lookup(found.organ, Kind.ORGANISATION)
        return [key for key in alone if key in rows and country and rows[key].country == country]

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

    def _place(self, mention: "PlaceMention") -> str:
        place = mention.place
        if place is None:
            key = f"place:{self.reading.simplified[mention.start : mention.end]}"
            self.drafts.setdefault(key, _Draft(key, mention.label, mention.text))
            return key
        key = f"place:{place.geonames_id or place.name}"
        self.drafts.setdefault(
            key,
            _Draft(key, mention.label, mention.text, place.name, place.country_code, place.kind),
        )
        return key

    def _building(self, found: Found) -> str:
        """Give the entity of an institution's seat, which is not the institution."""
        text = self.reading.simplified[found.start : found.end]
        row = self.lexicon.organisations.get(found.ids[0]) if found.ids else None
        key = f"place:{row.name_en if row else text}"
        country = row.country if row else found.country_code
        name = row.name_en if row else ""
        self.drafts.setdefault(key, _Draft(key, "FAC", text, name, country, "venue"))
        return key


def _home(reading: Reading, lexicon: Lexicon) -> str:
    """Give the state whose paper an article is from, where its wording tells: TW, or ""."""
    text = reading.simplified
    for (kind, state), cues in lexicon.words.items():
        if kind == "home" and any(cue in text for cue in cues):
            return state
    return ""


def _in_office(offices: "list[Office] | tuple[Office, ...]", year: int | None) -> bool:
    return bool(year) and any(o.first <= (year or 0) <= o.last for o in offices)


def _distance(office: Office, year: int) -> int:
    return max(office.first - year, year - min(office.last, year), 0)
