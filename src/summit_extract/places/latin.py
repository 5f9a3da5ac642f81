"""Names of places in Latin letters that stand by themselves in Chinese text."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from summit_extract.places.affixes import endings, letters, words
from summit_extract.places.gazetteer import Gazetteer
from summit_extract.places.resolution import Surroundings
from summit_extract.places.values import HAN_COUNTRIES, Place, PlaceMention

__all__ = ["bracketed_names", "latin_names"]

_BRACKETED = re.compile(r"[（(]([A-ZÀ-Ž][A-Za-zÀ-ž'’.\- ]{2,40})(?:[,，][^（()）]{0,40})?[）)]")
_LONGEST, _LEAST = 12, 2
_KINDS = ("city", "admin1", "region", "water")

_WORD = r"(?:[A-Z][A-Za-zÀ-ž'’.-]*|of|the|and|de|da|la)"
_RUN = re.compile(
    rf"[A-Z](?<![A-Za-zÀ-ž@#/._-].)[A-Za-zÀ-ž'’.-]*(?: {_WORD}){{0,5}}(?![A-Za-z0-9@/_])"
)
_POPULATION, _SURE_POPULATION = 1_000_000, 200_000
_CITY_LETTERS = 5


def bracketed_names(
    text: str,
    simplified: str,
    taken: bytearray,
    gazetteer: Gazetteer,
    surroundings: Surroundings,
) -> Iterator[PlaceMention]:
    """Give the places that the gazetteer has by their Latin name only, which stands in brackets
    after the name as the text spells it: 在|聖馬爾他|（Santa Marta）.

    ``taken`` has a non-zero byte where another name stands.
    """
    known, leads = _spelling(), _leads()
    for match in _BRACKETED.finditer(text):
        end = match.start()
        low = end
        while low and end - low < _LONGEST and not taken[low - 1] and simplified[low - 1] in known:
            low -= 1
        place = _named(match.group(1), gazetteer, surroundings) if end - low >= _LEAST else None
        if place is None:
            continue
        start = low if not low or taken[low - 1] else _after_lead(simplified, low, end, leads)
        if start is not None:
            for begin, stop in ((start, end), match.span(1)):
                yield PlaceMention(begin, stop, text[begin:stop], place.label, place)


def _after_lead(text: str, low: int, end: int, leads: tuple[str, ...]) -> int | None:
    """Give where the longest word of place ends that stands before a name: 抵達|聖馬爾他."""
    longest, start = 0, None
    for at in range(low, end - 1):
        length = max((len(lead) for lead in leads if text.endswith(lead, 0, at)), default=0)
        if length > longest:
            longest, start = length, at
    return start


@cache
def _spelling() -> frozenset[str]:
    return letters("sound") | frozenset("".join((*words("extend"), *endings())))


@cache
def _leads() -> tuple[str, ...]:
    return (*words("locative"), *words("here"), *words("near"), *words("town"), "的", "、", "，")


def _named(name: str, gazetteer: Gazetteer, surroundings: Surroundings) -> Place | None:
    """Give the city or the landform of a Latin name: one of a state that the text tells of."""
    places = [gazetteer.place(index) for index in gazetteer.english(name.strip())]
    fitting = [
        place
        for place in places
        if place.kind in _KINDS
        and place.country_code not in HAN_COUNTRIES
        and (surroundings.countries[place.country_code] or place.population >= _SURE_POPULATION)
    ]
    return max(fitting, key=surroundings.support, default=None)


def latin_names(
    text: str, mentions: Iterable[PlaceMention], gazetteer: Gazetteer, surroundings: Surroundings
) -> Iterator[PlaceMention]:
    """Give the mentions of well-known places by their whole English name.

    A run of capitalised words counts as a whole, so that neither the ``Washington`` of a newspaper
    nor the ``Paris`` of a person is a place. Names of the places that the text names in Chinese
    count too, however small.
    """
    runs = [*_RUN.finditer(text)]
    if not runs:
        return
    told = {mention.name: mention.place for mention in mentions}
    taken = {mention.start for mention in mentions}
    for run in runs:
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
