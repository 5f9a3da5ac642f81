"""English names of today's states by their ISO 3166-1 alpha-2 code."""

from functools import cache

from summit_extract.places.gazetteer import default_gazetteer
from summit_extract.places.values import Place

__all__ = ["country_name", "country_place"]


@cache
def _states() -> dict[str, Place]:
    states: dict[str, Place] = {}
    for place in default_gazetteer().countries():
        known = states.get(place.country_code)
        if place.country_code and (known is None or place.population >= known.population):
            states[place.country_code] = place
    return states


def country_place(code: str) -> Place | None:
    """Give the state of a code, or None for a code that is none.

    >>> country_place("RU").name
    'Russia'
    """
    return _states().get(code)


def country_name(code: str) -> str:
    """Give the English name of a state, or an empty string for a code that is none.

    >>> country_name("RU"), country_name("")
    ('Russia', '')
    """
    place = country_place(code)
    return place.name if place is not None else ""
