"""Whether two resolved places are the same place on Earth."""

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from math import asin, cos, radians, sin, sqrt

from summit_extract.resources import read_table

__all__ = ["NEAR_KM", "Location", "distance_km", "is_near", "same_country", "same_place"]

NEAR_KM = 161.0
"""A hundred miles: the usual bound of toponym resolution (Cheng, Caverlee & Lee 2010)."""

_SPELLING_KM = 5.0
_SAME_NAME_KM = 1000.0
_SPELLING_RATIO = 0.7
_EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Location:
    """A place: canonical English name, ISO 3166-1 alpha-2 country, point in degrees."""

    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None


@cache
def _affixes() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("place_name_affixes.tsv"))


@cache
def _country_names() -> dict[str, tuple[str, ...]]:
    return {row["code"]: _words(row["name_en"]) for row in read_table("places_countries.tsv")}


@cache
def _words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    letters = re.sub(r"['’ʻ`]", "", letters)
    return tuple(re.sub(r"[^\w]+|_", " ", letters).split())


def _core(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(words) - _affixes() or frozenset(words)


def distance_km(one: Location, other: Location) -> float | None:
    """Give the great-circle distance of two places, None where a point is missing.

    >>> berlin, paris = Location("Berlin", "DE", 52.52, 13.41), Location("Paris", "FR", 48.85, 2.35)
    >>> round(distance_km(berlin, paris))
    878
    """
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    lat1, lon1 = radians(one.latitude or 0.0), radians(one.longitude or 0.0)
    lat2, lon2 = radians(other.latitude or 0.0), radians(other.longitude or 0.0)
    part = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(part)))


def same_country(gold: Location | None, found: Location | None) -> bool:
    """Tell whether two places lie in the same country, or both in none; unresolved is wrong."""
    if gold is None or found is None:
        return gold is found
    return gold.country == found.country


def _is_wide(place: Location) -> bool:
    """Whether any point in it is arbitrary: a country, a sea, a region of several countries."""
    return not place.country or _words(place.name) == _country_names().get(place.country)


def same_place(gold: Location | None, found: Location | None) -> bool:
    """Tell whether two places are the same by name; both None is the same.

    The countries must not differ. English names are compared without case, accents and
    punctuation. Equal names must lie within 1,000 km of each other (Washington is not
    Washington), unless they are a country's or have no country; names equal but for such words as
    City or Province (``place_name_affixes.tsv``) within 161 km; names that are another spelling
    (similarity at least 0.7, or most words shared) or another name of a country (Czech Republic,
    Czechia) within 5 km.

    >>> same_place(Location("Kyiv", "UA", 50.45, 30.52), Location("Kiev", "UA", 50.45, 30.53))
    True
    >>> same_place(Location("Hualien County", "TW", 23.78, 121.39), Location("Hualien", "TW"))
    True
    >>> city = Location("Washington", "US", 38.90, -77.04)
    >>> same_place(city, Location("Washington", "US", 47.5, -120.5))
    False
    """
    if gold is None or found is None:
        return gold is found
    if gold.country and found.country and gold.country != found.country:
        return False
    left, right = _words(gold.name), _words(found.name)
    if not left or not right:
        return False
    distance = distance_km(gold, found)
    if left == right:
        return _is_wide(gold) or distance is None or distance <= _SAME_NAME_KM
    if _core(left) == _core(right):
        return distance is None or distance <= NEAR_KM
    if distance is None or distance > _SPELLING_KM:
        return False
    if gold.country and (_is_wide(gold) or _is_wide(found)):
        return True
    shared, either = set(left) & set(right), set(left) | set(right)
    similarity = SequenceMatcher(None, " ".join(left), " ".join(right)).ratio()
    return similarity >= _SPELLING_RATIO or 2 * len(shared) > len(either)


def is_near(gold: Location | None, found: Location | None) -> bool:
    """Tell whether two places lie within 161 km.

    A country, or a place with no country (a sea, a continent), counts as near where it is the same
    place: which point stands for it is a convention of the gazetteer.
    """
    if gold is None or found is None:
        return gold is found
    distance = distance_km(gold, found)
    if distance is not None and distance <= NEAR_KM:
        return True
    return _is_wide(gold) and same_place(gold, found)
