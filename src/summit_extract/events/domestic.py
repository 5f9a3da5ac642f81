"""Who is nobody in particular, and whose meetings are no diplomacy."""

import re
from collections.abc import Collection, Sequence

from summit_extract.events.lexicon import alternation
from summit_extract.events.view import ArticleView, Unit, within
from summit_extract.names.offices import office_class
from summit_extract.names.values import Entity, Role

__all__ = ["is_anybody", "is_domestic"]


_PREFIX = 2
"""How far before an office the name of its body may stand, unread (中職會長)."""


def is_anybody(view: ArticleView, unit: Unit) -> bool:
    """Tell whether an office without a holder names nobody that a reader could name: 官員, 領導人,
    代表團團長 of no state or body."""
    if unit.role is None:
        return False
    if re.search(rf"{alternation('crowd')}$", _simplified(view, unit.role)) and not unit.named:
        return True
    lead = view.simplified[max(0, unit.start - _PREFIX) : unit.start]
    if not unit.named and not unit.entities and re.fullmatch(alternation("many_before"), lead):
        return True  # 多國|外長
    if unit.country_code or unit.role.country_code or unit.role.organisation:
        return False
    if unit.start != unit.role.start or within(view.names, unit.start, unit.end):
        return False
    return bool(re.fullmatch(rf"{alternation('anybody')}", _simplified(view, unit.role)))


def is_domestic(view: ArticleView, people: Collection[str], principals: Sequence[Unit]) -> bool:
    """Tell whether those who met hold offices of one country that are no diplomacy's (a city's
    councillors and its mayor), or are there for sports."""
    roles = _roles(view, people, principals)
    if any(re.search(alternation("sports"), _simplified(view, role, _PREFIX)) for role in roles):
        return True
    if any(role.international for role in roles):
        return False
    entities = [view.entities.get(identity) for identity in people]
    if len(entities) < 2 or any(e is None or e.label != "PERSON" for e in entities):
        return False
    if any(office_class(role.office) != "official" for role in roles):
        return False
    if not any(re.search(rf"{alternation('local')}$", _simplified(view, role)) for role in roles):
        return False
    if any(_is_of_elsewhere(view, entity) for entity in entities if entity is not None):
        return False
    states = {entity.country_code for entity in entities if entity is not None}
    states |= {role.country_code for role in roles}
    return len(states - {""}) <= 1


def _is_of_elsewhere(view: ArticleView, person: Entity) -> bool:
    """哈馬斯談判代表: no state's, and no local office."""
    held = view.roles_of.get(person.id, ())
    if person.country_code or not held or any(role.country_code for role in held):
        return False
    local = rf"{alternation('local')}$"
    return not any(re.search(local, _simplified(view, role)) for role in held)


def _roles(view: ArticleView, people: Collection[str], principals: Sequence[Unit]) -> list[Role]:
    beside = [unit.role for unit in principals if unit.role is not None]
    return [*beside, *(role for identity in people for role in view.roles_of.get(identity, ()))]


def _simplified(view: ArticleView, role: Role, before: int = 0) -> str:
    return view.simplified[max(0, role.start - before) : role.end]
