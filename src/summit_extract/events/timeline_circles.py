"""Events of three sides and more that articles list differently: one circle, told with one more
or one less.

Blocks have rows with the same sides only. Here what the blocks gave is compared again, two events
if they share a pair of sides and the month, and taken for one only if all else that is told
agrees: the days, the place or the occasion, the people of every shared side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summit_extract.events.lexicon import told_as
from summit_extract.events.timeline_facts import Facts, Precision, Relation, relate
from summit_extract.events.timeline_sides import Side, compare
from summit_extract.events.values import EventType, Format, Status

__all__ = ["Circle", "circle_of", "join_circles", "pairs_of"]

_FEW = 5
"""Of so many sides every pair is a key, of more those that are neighbours in alphabetical order."""

_MONTH = 31
_MOST_LOOKED_AT = 100
_SHARED = 2 / 3


@dataclass(frozen=True, slots=True)
class Circle:
    """An event that was made of a block, by its number, with what its most telling row says."""

    number: int
    facts: Facts
    articles: frozenset[int]


def circle_of(number: int, rows: Sequence[Facts]) -> Circle | None:
    """Give the circle of an event, None if nobody else could be told to have been there.

    A meeting of two said to be of two sides is not one of three (two of the three may have met
    apart), a document may have further signatories.
    """
    facts = next((row for row in rows if row.spot.name), rows[0])
    few = len(facts.sides) < 3
    if told_as(facts.event_type) is EventType.VISIT or len(facts.sides) < 2:
        return None
    if facts.days.precision is not Precision.DAYS:
        return None
    signed = told_as(facts.event_type) is EventType.AGREEMENT
    if few and not signed and facts.format != Format.MULTILATERAL:
        return None
    return Circle(number, facts, frozenset(row.article for row in rows))


def pairs_of(facts: Facts) -> Iterator[str]:
    """Give the keys under which a circle is found: type, month and a pair of sides."""
    keys = [side.key for side in facts.sides]
    several = [
        (left, right)
        for index, left in enumerate(keys)
        for right in (keys[index + 1 :] if len(keys) <= _FEW else keys[index + 1 : index + 2])
    ]
    months = range(facts.days.first // _MONTH, facts.days.last // _MONTH + 1)
    for month in months:
        for left, right in several:
            yield f"{facts.event_type}\t{left}\t{right}\t{month}"


def _shared(one: Sequence[Side], other: Sequence[Side]) -> list[tuple[Side, Side]]:
    by_key = {side.key: side for side in other}
    return [(side, by_key[side.key]) for side in one if side.key in by_key]


def _are_one(one: Circle, other: Circle) -> bool:
    left, right = one.facts, other.facts
    if left.days.apart(right.days) or one.articles & other.articles:
        return False
    if {left.status, right.status} == {Status.HELD.value, Status.NOT_HELD.value}:
        return False
    shared = _shared(left.sides, right.sides)
    fewer, more = sorted((len(left.sides), len(right.sides)))
    if len(shared) < 2 or fewer == more == len(shared):
        return False
    if len(shared) < _SHARED * fewer or 2 * len(shared) < fewer + more - len(shared):
        return False
    if any(compare(mine, theirs) != 0 for mine, theirs in shared):
        return False
    return relate(left.spot, right.spot) in (Relation.SAME, Relation.NESTED)


def join_circles(circles: Sequence[Circle]) -> Iterator[tuple[int, int]]:
    """Give, for circles that share a key, each that is another told differently, and that other.

    A circle joins the one that most articles tell, if there is a single one that fits best.
    """
    ordered = sorted(circles, key=lambda circle: (-len(circle.articles), circle.number))
    days: dict[int, list[Circle]] = {}
    for circle in ordered:
        near: dict[int, Circle] = {}
        for day in range(circle.facts.days.first, circle.facts.days.last + 1):
            near.update((found.number, found) for found in days.get(day, ())[:_MOST_LOOKED_AT])
        fits = [found for found in near.values() if _are_one(circle, found)]
        if len(fits) == 1:
            yield circle.number, fits[0].number
        else:
            for day in range(circle.facts.days.first, circle.facts.days.last + 1):
                days.setdefault(day, []).append(circle)
