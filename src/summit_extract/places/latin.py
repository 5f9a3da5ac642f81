"""Names of places in Latin letters that stand by themselves in Chinese text."""

import re
from collections.abc import Iterable, Iterator

from summit_extract.places.gazetteer import Gazetteer
from summit_extract.places.resolution import Surroundings
from summit_extract.places.values import PlaceMention

__all__ = ["latin_names"]

_WORD = r"(?:[A-Z][A-Za-zÀ-ž'’.-]*|of|the|and|de|da|la)"
_RUN = re.compile(
    rf"[A-Z](?<![A-Za-zÀ-ž@#/._-].)[A-Za-zÀ-ž'’.-]*(?: {_WORD}){{0,5}}(?![A-Za-z0-9@/_])"
)
_POPULATION = 1_000_000
_CITY_LETTERS = 5


def latin_names(
    text: str, mentions: Iterable[PlaceMention], gazetteer: Gazetteer, surroundings: Surroundings
) -> Iterator[PlaceMention]:
    """Give the mentions of well-known places by their whole English name.

    A run of capitalised words counts as a whole, so that neither the ``Washington`` of a newspaper
    nor the ``Paris`` of a person is a place. Names of the places that the text names in Chinese
    count too, however small.
    """
    told = {mention.name: mention.place for mention in mentions}
    taken = {mention.start for mention in mentions}
    for run in _RUN.finditer(text):
        name = run.group().rstrip(".")
        if run.start() in taken:
            continue
        place = told.get(name)
        if place is None:
            for index in gazetteer.english(name)[:1]:
                found = gazetteer.place(index)
                known = found.kind == "country" or (
                    found.population >= _POPULATION and len(name) >= _CITY_LETTERS
                )
                if known and found.label == "GPE":
                    place = found
        if place is not None:
            end = run.start() + len(name)
            yield PlaceMention(run.start(), end, name, place.label, place)
