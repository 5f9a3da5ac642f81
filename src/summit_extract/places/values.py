"""What a place and a mention of it are."""

from dataclasses import dataclass

__all__ = ["HAN_COUNTRIES", "Place", "PlaceMention"]

HAN_COUNTRIES = frozenset({"CN", "TW", "HK", "MO", "JP", "KR", "KP", "VN", "SG"})
"""Whose places have names of their own in Chinese characters, spelt by no sounds."""

_LANDSCAPE = ("region", "water")
_AROUND, _ACROSS = 0.7, {"admin1": 5.0}
"""Degrees from the middle of a city, of a province, to the middle of what lies in it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place on Earth.

    ``name`` is the usual English name, ``admin1`` that of the first-level subdivision it lies in,
    ``country_code`` ISO 3166-1 alpha-2 (empty where no one state or none undisputed has it),
    ``latitude`` and ``longitude`` are degrees, ``timezone`` an IANA name, ``kind`` one of country,
    admin1, city, territory, region, water, venue; ``within`` the city that a venue is in.
    """

    name: str
    kind: str
    label: str
    country_code: str = ""
    admin1: str = ""
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: str = ""
    timezone: str = ""
    population: int = 0
    within: str = ""

    def contains(self, other: "Place") -> bool:
        """Tell whether the other place is known to lie in this one.

        >>> alaska = Place("Alaska", "admin1", "GPE", "US", "Alaska")
        >>> alaska.contains(Place("Anchorage", "city", "GPE", "US", "Alaska"))
        True
        """
        if self.kind == "country":
            return (
                other.kind != "country"
                and bool(self.country_code)
                and (self.country_code == other.country_code)
            )
        if self.country_code != other.country_code:
            return False
        if other.kind in _LANDSCAPE and not other.admin1:
            return self.kind in ("admin1", "city", "territory") and self.is_near(other)
        if self.kind == "admin1":
            return other.kind != "admin1" and self.admin1 == other.admin1
        if self.kind == "territory":
            return other.kind in ("city", "venue")
        return self.kind == "city" and self.name in (other.within, other.admin1)

    def is_near(self, other: "Place") -> bool:
        """Tell whether the middles of two places are few degrees apart."""
        mine, its = (self.latitude, self.longitude), (other.latitude, other.longitude)
        if None in mine or None in its:
            return False
        reach = _ACROSS.get(self.kind, _AROUND)
        return all(abs((a or 0.0) - (b or 0.0)) <= reach for a, b in zip(mine, its, strict=True))


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place's name in a text.

    ``start`` and ``end`` are character offsets, end exclusive; ``text`` is what stands there;
    ``label`` is GPE, LOC or FAC; ``place`` is None where no candidate could be told apart.
    """

    start: int
    end: int
    text: str
    label: str
    place: Place | None

    @property
    def name(self) -> str:
        """English name of the place, "" where it is unresolved."""
        return self.place.name if self.place else ""

    @property
    def admin1(self) -> str:
        """English name of the first-level subdivision that the place is in."""
        return self.place.admin1 if self.place else ""

    @property
    def country_code(self) -> str:
        """ISO 3166-1 alpha-2 code of today's state there."""
        return self.place.country_code if self.place else ""

    @property
    def latitude(self) -> float | None:
        """Degrees north."""
        return self.place.latitude if self.place else None

    @property
    def longitude(self) -> float | None:
        """Degrees east."""
        return self.place.longitude if self.place else None

    @property
    def geonames_id(self) -> str:
        """GeoNames' number of the place, "" where it has none that we know of."""
        return self.place.geonames_id if self.place else ""
