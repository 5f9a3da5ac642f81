"""The places of a text: recognition, one-character forms, resolution."""

from dataclasses import replace
from itertools import chain

from summit_extract.language.conversion import conversion_for, simplify
from summit_extract.places.abbreviations import letters_in
from summit_extract.places.affixes import is_ward, words
from summit_extract.places.composition import composed, generic, settle, spelt_cities, towns
from summit_extract.places.gazetteer import Gazetteer, Reading, default_gazetteer
from summit_extract.places.latin import latin_names
from summit_extract.places.recognition import Found, recognise
from summit_extract.places.resolution import resolve
from summit_extract.places.states import NamedStates, named_states, short_forms
from summit_extract.places.values import Place, PlaceMention

__all__ = ["find_places", "find_places_in"]

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
    made = list(
        composed(simplified, taken, [item.start for item in found], [item.end for item in found])
    )
    for name in made:
        taken[name.start : name.end] = b"\1" * (name.end - name.start)
    provinces = [
        item.end if gazetteer.place(item.entry.candidates[0].index).kind == "admin1" else -item.end
        for item in found
    ]
    for name in chain(spelt_cities(simplified, taken), towns(simplified, taken, provinces)):
        if not any(taken[name.start : name.end]):
            taken[name.start : name.end] = b"\1" * (name.end - name.start)
            made.append(name)
    states = named_states(simplified, found, gazetteer)
    short = [Found(*form) for form in short_forms(simplified, taken, states)]
    for item in short:
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    letters = [Found(*letter) for letter in letters_in(simplified, taken, gazetteer, states)]
    found = [_as_told(item, simplified, states) for item in found]
    every = [*found, *short, *letters]
    places, surroundings = resolve(every, gazetteer)
    told = {place.country_code for place in places if place is not None and place.label == "GPE"}
    mentions = []
    for item, place in zip(every, places, strict=True):
        if _is_elsewhere(item, place, told):
            beside = found[item.parent].start if item.parent is not None else None
            made.append(generic(item.start, item.end, simplified, beside))
            continue
        place = _whole(item, place, simplified)
        label = place.label if place else "LOC"
        mentions.append(
            PlaceMention(item.start, item.end, text[item.start : item.end], label, place)
        )
        if item.english_at is not None:
            start, end = item.english_at
            mentions.append(PlaceMention(start, end, text[start:end], label, place))
    mentions.sort(key=lambda mention: mention.start)
    mentions.extend(
        [
            settle(
                name,
                simplified,
                mentions,
                text[name.start : name.end],
                _known(simplified[name.start : name.end], gazetteer),
            )
            for name in made
        ]
    )
    mentions.extend(latin_names(text, mentions, gazetteer, surroundings))
    mentions.sort(key=lambda mention: mention.start)
    return mentions


def _known(name: str, gazetteer: Gazetteer) -> list[Place]:
    """Give the places that go by a name that was not taken for one of them at once."""
    if name not in gazetteer:
        return []
    return [gazetteer.place(candidate.index) for candidate in gazetteer.entry(name).candidates]


def _is_elsewhere(item: Found, place: Place | None, told: set[str]) -> bool:
    """Tell whether a building's name that many have is of a state which the tables have none for.

    That is so where the article names states, but not the one in which the known one stands.
    """
    if place is None or place.label != "FAC" or not place.country_code or item.compound is not None:
        return False
    shared = len(item.entry.candidates) > 1 or item.entry.reading in (Reading.MILD, Reading.WORD)
    return shared and bool(told) and place.country_code not in told


def _as_told(item: Found, text: str, states: NamedStates) -> Found:
    """Let the article say which state a short name is: 馬國 for the 馬利 it is about."""
    if item.end - item.start != _SHORT or text[item.start : item.end] not in words("short_state"):
        return item
    letter = text[item.start]
    told = states.indices(letter)
    entry = states.entry(letter, item.start)
    if entry is None or item.entry.candidates[0].index in told:
        return item
    return replace(item, entry=entry)


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
    return place
