"""Toponym resolution: which place on Earth a name is.

Among the candidates of a name the likeliest is chosen by its prior (population, capitals and
names of our own tables first) and by what the article says: the place that stands right before it,
the English name in brackets, the other countries and provinces of the article. A name has one
sense in an article, unless the place right before it says otherwise.
"""

from collections import Counter, defaultdict

from summit_extract.places.gazetteer import Gazetteer
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
        self.names: Counter[str] = Counter()
        self.admin1: set[tuple[str, str]] = set()
        for place in places:
            self.names[place.name] += 1
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


def resolve(found: list[Found], gazetteer: Gazetteer) -> tuple[list[Place | None], Surroundings]:
    """Give the place of each name that was found, and what the article tells of for sure."""
    clear = [
        gazetteer.place(item.entry.candidates[0].index)
        for item in found
        if len(item.entry.candidates) == 1
    ]
    surroundings = Surroundings(clear)
    chosen: list[Place | None] = [None] * len(found)
    totals: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    ambiguous: list[int] = []
    for position, item in enumerate(found):
        candidates = item.entry.candidates
        if len(candidates) == 1:
            chosen[position] = gazetteer.place(candidates[0].index)
            continue
        ambiguous.append(position)
        for candidate in candidates:
            totals[id(item.entry)][candidate.index] += _evidence(
                position, candidate.index, found, chosen, gazetteer
            )
    for position in ambiguous:
        item = found[position]
        scores = {}
        for candidate in item.entry.candidates:
            place = gazetteer.place(candidate.index)
            local = _evidence(position, candidate.index, found, chosen, gazetteer)
            elsewhere = totals[id(item.entry)][candidate.index] - local
            scores[candidate.index] = (
                candidate.weight + surroundings.support(place) + local + min(elsewhere, _PARENT) / 2
            )
        best = max(scores, key=lambda index: (scores[index], -index))
        chosen[position] = gazetteer.place(best)
    return chosen, surroundings


def _evidence(
    position: int, index: int, found: list[Found], chosen: list[Place | None], gazetteer: Gazetteer
) -> float:
    """Give what stands right beside a name for one of its candidates."""
    item, place = found[position], gazetteer.place(index)
    score = 0.0
    following = found[position + 1] if position + 1 < len(found) else None
    if following is not None and following.parent == position:
        child = gazetteer.place(following.entry.candidates[0].index)
        score += _CHILD * place.contains(child)
    if item.parent is not None:
        parent = chosen[item.parent]
        parents = (
            [parent]
            if parent is not None
            else [gazetteer.place(c.index) for c in found[item.parent].entry.candidates]
        )
        if any(other.contains(place) for other in parents):
            score += _PARENT
    if item.english and place.name.casefold() == item.english.casefold():
        score += _ENGLISH
    if item.national and place.kind == "country":
        score += _NATIONAL
    return score
