"""Who takes part in what a trigger tells, as a value."""

from collections.abc import Sequence
from dataclasses import dataclass

from summit_extract.events.view import ArticleView, Unit, UnitKind

__all__ = ["Cast", "country_of", "people_of"]


@dataclass(frozen=True, slots=True)
class Cast:
    """The participants of a telling, as units in the order of the text.

    ``complete`` tells that they are all told beside the trigger itself, none taken from an
    earlier clause or sentence.
    """

    principals: tuple[Unit, ...] = ()
    attendees: tuple[Unit, ...] = ()
    complete: bool = False


def people_of(units: Sequence[Unit]) -> set[str]:
    """Give the different participants that units stand for; offices count by their text."""
    found: set[str] = set()
    for unit in units:
        found.update(unit.entities or (f"@{unit.start}",))
        if unit.kind is UnitKind.PAIR and not unit.entities:
            found.add(f"@@{unit.start}")
    return found


def country_of(view: ArticleView, unit: Unit) -> str:
    """Give the state that a unit stands for, empty if that is not known."""
    if unit.country_code:
        return unit.country_code
    found = [view.entities[identity].country_code for identity in unit.entities]
    return found[0] if found else ""
