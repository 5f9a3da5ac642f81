"""The places of a text: recognition, one-character forms, resolution."""

from dataclasses import replace

from summit_extract.language.conversion import conversion_for, simplify
from summit_extract.places.abbreviations import letters_in
from summit_extract.places.gazetteer import Gazetteer, default_gazetteer
from summit_extract.places.latin import latin_names
from summit_extract.places.recognition import Found, recognise
from summit_extract.places.resolution import resolve
from summit_extract.places.values import PlaceMention

__all__ = ["find_places", "find_places_in"]


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
    for item in recognition.found:
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    found = recognition.found
    letters = [
        Found(start, end, entry) for start, end, entry in letters_in(simplified, taken, gazetteer)
    ]
    places, surroundings = resolve([*found, *letters], gazetteer)
    mentions = []
    for item, place in zip([*found, *letters], places, strict=True):
        if item.compound is not None and place is not None:
            place = replace(
                place,
                name=f"{place.name} {item.compound.english}",
                label=item.compound.label,
                kind="venue" if item.compound.label == "FAC" else "region",
                geonames_id="",
                population=0,
                within=place.name,
            )
        label = place.label if place else "LOC"
        mentions.append(
            PlaceMention(item.start, item.end, text[item.start : item.end], label, place)
        )
        if item.english_at is not None:
            start, end = item.english_at
            mentions.append(PlaceMention(start, end, text[start:end], label, place))
    mentions.extend(latin_names(text, mentions, gazetteer, surroundings))
    mentions.sort(key=lambda mention: mention.start)
    return mentions
