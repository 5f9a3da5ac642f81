"""Who is said to be present at an event without being one of its principals."""

from collections.abc import Iterator
from dataclasses import dataclass

from summit_extract.events.view import ArticleView, Unit, UnitKind
from summit_extract.names.attendance import find_presences

__all__ = ["Attendance", "find_attendance"]

_PEOPLE = (UnitKind.PERSON,)
_BODIES = (UnitKind.STATE, UnitKind.ORG)


@dataclass(frozen=True, slots=True)
class Attendance:
    """Units that are said together to be present; ``of`` is ``signing``, ``visit`` or empty,
    ``between`` tells of mediators and observers."""

    units: tuple[Unit, ...]
    of: str
    between: bool


def find_attendance(view: ArticleView) -> Iterator[Attendance]:
    """Give the groups of units that are said to be present somewhere, in the order of the text.

    蒂勒森和拉夫羅夫也參加了會晤, 沈昌煥在座, 在拉瑪佛沙主持下; states and organisations only
    where they go between or send observers.
    """
    people = [
        unit
        for unit in view.units
        if unit.kind in _PEOPLE or (unit.kind is UnitKind.PAIR and unit.entities)
    ]
    for presence in find_presences(view.simplified, [(u.start, u.end) for u in people]):
        present = tuple(people[number] for number in presence.phrases)
        if presence.between or presence.of != "signing":
            present = tuple(unit for unit in present if unit.kind in _PEOPLE)
        if present:
            yield Attendance(present, presence.of, presence.between)
    bodies = [
        unit
        for unit in view.units
        if unit.kind in _PEOPLE or (unit.kind in _BODIES and not unit.city)
    ]
    for presence in find_presences(view.simplified, [(u.start, u.end) for u in bodies]):
        told = tuple(bodies[number] for number in presence.phrases)
        if presence.between and not presence.listed and any(unit.kind in _BODIES for unit in told):
            yield Attendance(tuple(u for u in told if u.kind in _BODIES), presence.of, True)
