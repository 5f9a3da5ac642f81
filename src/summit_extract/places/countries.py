"""English names of today's states by their ISO 3166-1 alpha-2 code."""

from functools import cache

from summit_extract.places.gazetteer import default_gazetteer

__all__ = ["country_name"]


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    largest: dict[str, int] = {}
    for place in default_gazetteer().countries():
        code = place.country_code
        if code and place.population >= largest.get(code, 0):
            names[code], largest[code] = place.name, place.population
    return names


def country_name(code: str) -> str:
    """Give the English name of a state, or an empty string for a code that is none.

    >>> country_name("RU"), country_name("")
    ('Russia', '')
    """
    return _names().get(code, "")
