"""The places of a text: recognition, one-character forms, resolution."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from summit_extract.language.conversion import conversion_for, simplify
from summit_extract.places.abbreviations import letters_in
from summit_extract.places.affixes import Ending, is_ward, letters, word_set, words
from summit_extract.places.composition import (
    Composed,
    composed,
    datelined,
    generic,
    placed,
    settle,
    spelt_cities,
    towns,
)
from summit_extract.places.gazetteer import Gazetteer, Reading, default_gazetteer
from summit_extract.places.latin import bracketed_names, latin_names
from summit_extract.places.recognition import Found, recognise
from summit_extract.places.resolution import resolve
from summit_extract.places.setting import is_actor, setting_of, shared_buildings
from summit_extract.places.states import NamedStates, named_states, short_forms
from summit_extract.places.values import HAN_COUNTRIES, Place, PlaceMention

__all__ = ["find_places", "find_places_in"]

_start = attrgetter("start")
_SHORT = 2
"""Characters of a state's short name: 馬國."""


def find_places(text: str) -> list[PlaceMention]:
    """Find the places that a Chinese text names, and the one place on Earth that each is.

    Offsets are characters of ``text``, end exclusive. Takes Traditional and Simplified text alike.

    >>> for mention in find_places("美國總統抵達阿拉斯加州安克拉治（Anchorage），俄外長隨行。"):
    ...     print(mention.text, mention.label, mention.name, mention.country_code)
    美國 GPE United States US
    阿拉斯加州 GPE Alaska US
    安克拉治 GPE Anchorage US
    Anchorage GPE Anchorage US
    俄 GPE Russia RU
    """
    return find_places_in(text, simplify(text, conversion_for(text)))


def find_places_in(
    text: str, simplified: str, gazetteer: Gazetteer | None = None
) -> list[PlaceMention]:
    """Find the places of a text whose Simplified form, of the same length, is known already."""
    gazetteer = gazetteer or default_gazetteer()
    recognition = recognise(simplified, gazetteer, text)
    taken = bytearray(len(text))
    for start, end in recognition.closed:
        taken[start:end] = b"\1" * (end - start)
    found = recognition.found
    for item in found:
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    starts, ends = [item.start for item in found], [item.end for item in found]
    made = list(composed(simplified, taken, starts, ends, recognition.closed))
    for name in made:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    provinces = [item.end if item.entry.places[0].kind == "admin1" else -item.end for item in found]
    for name in chain(
        datelined(simplified, taken),
        spelt_cities(simplified, taken),
        towns(simplified, taken, provinces),
    ):
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
            made.append(name)
    shared = list(shared_buildings(simplified, taken, starts, ends))
    for name in shared:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    states = named_states(simplified, found, gazetteer)
    short = [Found(*form) for form in short_forms(simplified, taken, states, gazetteer)]
    for item in short:
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    single = [Found(*letter) for letter in letters_in(simplified, taken, gazetteer, states)]
    found = [_as_told(item, simplified, states, gazetteer) for item in found]
    every = [*found, *short, *single]
    places, surroundings = resolve(every)
    told = {place.country_code for place in places if place is not None and place.label == "GPE"}
    mentions = []
    missions = []
    part_of_state = letters("part_of_state")
    buildings = {item.start for item in found if item.entry.places[0].label == "FAC"}
    for index, (item, place) in enumerate(zip(every, places, strict=True)):
        start, end = item.start, item.end
        labels = (item.entry.places[0].label, place.label if place else "")
        if item.compound is not None or "FAC" in labels:
            if _is_shared(item, simplified):
                if end in buildings:
                    continue
                parent = found[item.parent] if item.parent is not None else None
                beside = parent.start if parent and start - parent.end <= len("的") else None
                shared.append(generic(start, end, simplified, beside))
                continue
            if _is_mission(item, simplified, gazetteer):
                missions.append((item, place))
                continue
            if _is_elsewhere(item, place, told):
                beside = found[item.parent].start if item.parent is not None else None
                made.append(generic(start, end, simplified, beside))
                continue
        state = _foreign_to(index, found) if simplified[end - 1] in part_of_state else None
        if state is not None:
            made.append(Composed(start, end, Ending("", "GPE", (), 0, False), state))
            continue
        place = _whole(item, place, simplified)
        label = place.label if place else "LOC"
        mentions.append(PlaceMention(start, end, text[start:end], label, place))
        if item.english_at is not None:
            start, end = item.english_at
            mentions.append(PlaceMention(start, end, text[start:end], label, place))
    mentions.sort(key=_start)
    scenes: list[PlaceMention] = []
    if any(_is_landscape(name) for name in made):
        scenes = [mention for mention in mentions if not is_actor(simplified, mention)]
    mentions.extend(
        [
            settle(
                name,
                simplified,
                scenes if scenes and _is_landscape(name) else mentions,
                text[name.start : name.end],
                _setting(name, simplified, mentions),
                _known(simplified[name.start : name.end], gazetteer),
            )
            for name in made
        ]
    )
    told_of = list(mentions)
    mentions.extend(_settle_shared(shared, simplified, text, told_of, gazetteer))
    mentions.extend(_settle_missions(missions, simplified, text, told_of))
    for item in (*short, *single):
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    spelt = bracketed_names(text, simplified, taken, gazetteer, surroundings)
    mentions.extend(spelt)
    mentions.extend(latin_names(text, mentions, gazetteer, surroundings))
    mentions.sort(key=_start)
    return mentions


def _foreign_to(index: int, found: Sequence[Found]) -> int | None:
    """Give where the state begins that stands right before a province or town of its own which no
    table has: 秘魯|洛雷托省, not that in Mexico."""
    if not 0 < index < len(found):
        return None
    item, state = found[index], found[index - 1]
    around = state.entry.places[0]
    if state.end != item.start or item.parent is not None or around.kind != "country":
        return None
    if around.country_code in HAN_COUNTRIES:
        return None
    kinds = {place.kind for place in item.entry.places}
    if item.compound is not None or not kinds <= {"city", "admin1"} or item.english:
        return None
    return state.start


def _is_landscape(item: Composed) -> bool:
    """Tell whether a name is that of a lake or hills, which lie where the text is, not with those
    who act (英國首相…在馬斯科卡湖)."""
    return not item.ending.is_built and item.ending.label == "LOC" and item.beside is None


def _setting(item: Composed, text: str, told: Sequence[PlaceMention]) -> Place | None:
    """Give where the text is at a building that no table has, if nothing stands right before it."""
    if not item.ending.is_built or item.beside is not None:
        return None
    return setting_of(item.start, item.end, text, told)


def _is_shared(item: Found, text: str) -> bool:
    """Tell whether a building's name is one that many states have: 總統府."""
    places = item.entry.places
    if item.compound is not None or places[0].label != "FAC":
        return False
    if text[item.start : item.end] in word_set("shared"):
        return True
    states = {place.country_code for place in places}
    return len(states) > 1 and all(place.label == "FAC" for place in places)


def _is_mission(item: Found, text: str, gazetteer: Gazetteer) -> bool:
    """Tell whether a building is an embassy that is named by whose it is alone: 中國|大使館."""
    if item.compound is None or item.compound.word not in word_set("mission"):
        return False
    sender = text[item.start : item.end - len(item.compound.word)]
    if sender not in gazetteer or not item.entry.candidates:
        return False
    return gazetteer.entry(sender).candidates == item.entry.candidates


def _settle_shared(
    shared: Sequence[Composed],
    simplified: str,
    text: str,
    told: Sequence[PlaceMention],
    gazetteer: Gazetteer,
) -> Iterator[PlaceMention]:
    """Give the mentions of the buildings that many states have, each where the text is."""
    cities = [mention for mention in told if mention.label != "FAC"]
    at: dict[int | None, Place | None] = {mention.start: mention.place for mention in cities}
    countries: frozenset[str] = frozenset()
    for item in shared:
        start, end = item.start, item.end
        known = _known(simplified[start:end], gazetteer)
        around = at.get(item.beside) or setting_of(start, end, simplified, told)
        nowhere = around is not None and all(
            place.country_code != around.country_code for place in known
        )
        nowhere = nowhere and bool(known) and simplified[start:end] not in word_set("home")
        at_large = around is None or (item.beside is None and around.kind == "country")
        if around is None or (nowhere and at_large):
            countries = countries or _told_of(cities, simplified)
            around = _at_home(simplified[start:end], known, countries) or around
        yield placed(item, text[start:end], around, known)


def _told_of(told: Sequence[PlaceMention], text: str) -> frozenset[str]:
    """Give the states that a text tells of otherwise than by their people; "" is always there."""
    return frozenset(m.country_code for m in told if not is_actor(text, m)) | {""}


def _at_home(name: str, known: Sequence[Place], countries: frozenset[str]) -> Place | None:
    """Give the place of a building where the text does not say where it is: in a state that the
    text tells of otherwise than by its people, else where papers that don't say so are at home."""
    fitting = [place for place in known if place.country_code in countries - {""}]
    if not fitting and name in word_set("home"):
        fitting = list(known)
    return fitting[0] if fitting else None


def _settle_missions(
    missions: Sequence[tuple[Found, Place | None]],
    simplified: str,
    text: str,
    told: Sequence[PlaceMention],
) -> Iterator[PlaceMention]:
    """Give the mentions of embassies, each where the text is, never in the state that sends."""
    for item, sender in missions:
        start, end = item.start, item.end
        code = sender.country_code if sender else ""
        around = setting_of(start, end, simplified, told, code)
        whole = _whole(item, sender, simplified)
        place = whole and replace(
            whole,
            country_code=around.country_code if around else "",
            admin1=around.admin1 if around else "",
            latitude=around.latitude if around else None,
            longitude=around.longitude if around else None,
            timezone=around.timezone if around else "",
            within=around.name if around else "",
        )
        yield PlaceMention(start, end, text[start:end], "FAC", place)


def _known(name: str, gazetteer: Gazetteer) -> list[Place]:
    """Give the places that go by a name that was not taken for one of them at once."""
    if name not in gazetteer:
        return []
    return list(gazetteer.entry(name).places)


def _is_elsewhere(item: Found, place: Place | None, told: set[str]) -> bool:
    """Tell whether a building's name that many have is of a state which the tables have none for.

    That is so where the article names states, but not the one in which the known one stands.
    """
    if place is None or place.label != "FAC" or not place.country_code or item.compound is not None:
        return False
    shared = len(item.entry.candidates) > 1 or item.entry.reading in (Reading.MILD, Reading.WORD)
    return shared and bool(told) and place.country_code not in told


def _as_told(item: Found, text: str, states: NamedStates, gazetteer: Gazetteer) -> Found:
    """Let the article say which state a short name is: 馬國 for the 馬利 it is about."""
    if item.end - item.start != _SHORT or text[item.start : item.end] not in word_set(
        "short_state"
    ):
        return item
    letter = text[item.start]
    told = states.indices(letter)
    entry = states.entry(letter, item.start, gazetteer)
    if entry is None or item.entry.candidates[0].index in told:
        return item
    return item._replace(entry=entry)


def _whole(item: Found, place: Place | None, text: str) -> Place | None:
    """Give the place of a whole name: 波爾多|市政廳, 大安|區."""
    if place is None:
        return None
    if item.compound is not None:
        return replace(
            place,
            name=f"{place.name} {item.compound.english}",
            label=item.compound.label,
            kind="venue" if item.compound.label == "FAC" else "region",
            geonames_id="",
            population=0,
            within=place.name,
        )
    if place.label == "GPE" and place.kind == "city" and is_ward(text, item.end):
        return replace(place, label="LOC")
    if (
        place.label == "LOC"
        and place.kind == "region"
        and text.endswith(words("province"), item.start + 1, item.end)
    ):
        return replace(place, label="GPE")
    return place
