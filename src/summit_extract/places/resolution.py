"""Toponym resolution: which place on Earth a name is.

Among the candidates of a name the likeliest is chosen by its prior (population, capitals and
names of our own tables first) and by what the article says: the place that stands right before it,
the English name in brackets, the other countries and provinces of the article. A name has one
sense in an article, unless the place right before it says otherwise.
"""

from collections import Counter, defaultdict

from summit_extract.places.recognition import Found
from summit_extract.places.values import Place

__all__ = ["Surroundings", "resolve"]

_PARENT = 6.0
_CHILD = 4.0
_ENGLISH = 8.0
_NATIONAL = 4.0
_COUNTRY = 2.5
_ADMIN1 = 2.5


class Surroundings:
    """The places of an article of which there is no doubt: how often each country is told of."""

    def __init__(self, places: list[Place]) -> None:
        self.countries: Counter[str] = Counter()
        self.admin1: set[tuple[str, str]] = set()
        for place in places:
            if place.country_code:
                self.countries[place.country_code] += 1
                if place.admin1:
                    self.admin1.add((place.country_code, place.admin1))
        self._most = max(self.countries.values(), default=1)

    def support(self, place: Place) -> float:
        """Give how much the article speaks for a place."""
        if not place.country_code:
            return 0.0
        score = _COUNTRY * self.countries[place.country_code] / self._most
        if place.kind != "country" and (place.country_code, place.admin1) in self.admin1:
            score += _ADMIN1
        return score


def resolve(found: list[Found]) -> tuple[list[Place | None], Surroundings]:
    """Give the place of each name that was found, and what the article tells of for sure."""
    surroundings = Surroundings(
        [item.entry.places[0] for item in found if len(item.entry.places) == 1]
    )
    chosen = [item.entry.places[0] if len(item.entry.places) == 1 else None for item in found]
    ambiguous = [position for position, place in enumerate(chosen) if place is None]
    first = chosen.copy()
    totals: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for position in ambiguous:
        entry = found[position].entry
        for candidate, place in zip(entry.candidates, entry.places, strict=True):
            totals[id(entry)][candidate.index] += _evidence(position, place, found, first)
    for position in ambiguous:
        entry = found[position].entry
        best = (float("-inf"), 0)
        for candidate, place in zip(entry.candidates, entry.places, strict=True):
            local = _evidence(position, place, found, chosen)
            elsewhere = totals[id(entry)][candidate.index] - local
            score = (
                candidate.weight + surroundings.support(place) + local + min(elsewhere, _PARENT) / 2
            )
            if (score, -candidate.index) > best:
                best = score, -candidate.index
                chosen[position] = place
    return chosen, surroundings


def _evidence(position: int, place: Place, found: list[Found], chosen: list[Place | None]) -> float:
    """Give what stands right beside a name for one of its candidates."""
    item = found[position]
    score = 0.0
    if position + 1 < len(found) and found[position + 1].parent == position:
        score += _CHILD * place.contains(found[position + 1].entry.places[0])
    if item.parent is not None:
        parent = chosen[item.parent]
        parents = (parent,) if parent is not None else found[item.parent].entry.places
        if any(other.contains(place) for other in parents):
            score += _PARENT
    if item.english and place.name.casefold() == item.english.casefold():
        score += _ENGLISH
    if item.national and place.kind == "country":
        score += _NATIONAL
    return score
