"""Whether the participants of two tellings are the same, one told by name, the other by office or
state (中法外長 and 王毅, 科隆納)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summit_extract.events.view import ArticleView, Unit, UnitKind
from summit_extract.names.offices import same_office

__all__ = ["Party", "are_among", "is_of_all", "matched", "parties_of", "united"]


_VAGUE = frozenset({"official", "other", "minister", "negotiator", "envoy"})
"""Offices whose titles (官員, 領導人, 代表) are said of the holders of any other."""


def is_of_all(identity: str) -> bool:
    """Tell whether a participant is an office of several that nobody is named for (五國外長).

    >>> is_of_all("@五國外長"), is_of_all("@外長")
    (True, False)
    """
    return identity[:1] == "@" and identity[1:2] in set("三四五六七八九十各多")


@dataclass(frozen=True, slots=True)
class Party:
    """A participant: its id, the country it stands for and the office it is told by, where known;
    ``named`` is True of a person, ``body`` of an organisation."""

    identity: str
    country: str = ""
    office: str = ""
    named: bool = False
    body: bool = False


def parties_of(
    view: ArticleView, people: Iterable[str], units: Sequence[Unit], names: Sequence[str]
) -> dict[str, Party]:
    """Give the participants with the ids ``people``, by id; ``units`` are those that told them,
    and ``names`` what each of these is called where it has no entity (an office)."""
    told: dict[str, Unit] = {}
    for unit, name in zip(units, names, strict=True):
        for identity in unit.entities or (name,):
            if identity not in told or (unit.role and not told[identity].role):
                told[identity] = unit
    return {identity: _party(view, identity, told.get(identity)) for identity in people}


def _party(view: ArticleView, identity: str, unit: Unit | None) -> Party:
    entity = view.entities.get(identity)
    role = unit.role if unit else None
    country = (role.country_code if role else "") or (entity.country_code if entity else "")
    shared = unit is not None and unit.kind is UnitKind.OFFICE and unit.country_code
    if unit is not None and (shared or not country):
        country = unit.country_code
    person = entity is not None and entity.label == "PERSON"
    office = (
        role.office if role and unit and unit.kind in (UnitKind.OFFICE, UnitKind.PERSON) else ""
    )
    body = entity is not None and entity.label == "ORG"
    return Party(identity, country, office, person, body)


def are_among(view: ArticleView, some: Iterable[Party], others: Iterable[Party]) -> bool:
    """Tell whether each of some participants is another one of the others."""
    some = list(some)
    return len(matched(view, some, others)) == len(some)


def united(view: ArticleView, some: Iterable[Party], others: Iterable[Party]) -> set[str]:
    """Give the ids of all participants of two tellings, those told twice by the better name."""
    some, others = list(some), list(others)
    pairs = matched(view, some, others)
    worse = {min(one, other, key=_rank).identity for one, other in pairs if one != other}
    same = {one.identity for one, other in pairs if one.identity == other.identity}
    return {party.identity for party in (*some, *others)} - (worse - same)


def _rank(party: Party) -> tuple[bool, bool, bool]:
    """Names are better than bodies and offices, these better than states."""
    return party.named, party.body, bool(party.office)


def matched(
    view: ArticleView, some: Iterable[Party], others: Iterable[Party]
) -> list[tuple[Party, Party]]:
    """Pair participants with those they are, each with one, the same names first."""
    left = {party.identity: party for party in others}
    rest: list[Party] = []
    pairs: list[tuple[Party, Party]] = []
    for party in some:
        if party.identity in left:
            pairs.append((party, left.pop(party.identity)))
        else:
            rest.append(party)
    for party in rest:
        other = next((o for o in left.values() if _stands_for(view, party, o)), None)
        if other is not None:
            pairs.append((party, left.pop(other.identity)))
    met = {party.identity for party, _ in pairs}
    rest = [party for party in rest if party.identity not in met]
    if pairs and len(rest) == 1 and len(left) == 1:
        (party,), (other,) = rest, left.values()
        if _may_stand_for(view, party, other):
            pairs.append((party, other))
    return pairs


def _may_stand_for(view: ArticleView, one: Party, other: Party) -> bool:
    """Whether the last of two tellings may be one: a state, and a person of no state that is
    known, where the others are the same."""
    person, body = (one, other) if one.named else (other, one)
    if one.named == other.named or body.body or _country(view, person):
        return False
    return not body.office or _holds(view, person, body.office)


def _stands_for(view: ArticleView, one: Party, other: Party) -> bool:
    """A state, a body or an office without a name stands for a person of that state or body, or
    the other way round; two names are two people."""
    if one.named and other.named:
        return False
    if one.named or other.named:
        person, body = (one, other) if one.named else (other, one)
        if body.body and body.identity in view.bodies_of.get(person.identity, ()):
            return True
        if body.body and not body.country:
            name = view.entities[body.identity].name
            return any(name in role.text for role in view.roles_of.get(person.identity, ()))
        if body.office and not _holds(view, person, body.office):
            return False
        return bool(body.country) and body.country == _country(view, person)
    if one.body and other.body:
        names = (view.entities[party.identity].name for party in (one, other))
        shorter, longer = sorted(names, key=len)
        return len(shorter) > 1 and longer.endswith(shorter)  # 塔利班, 阿富汗塔利班
    offices = {one.office, other.office}
    if "" not in offices and not offices & _VAGUE and not same_office(one.office, other.office):
        return False
    return bool(one.country) and one.country == other.country


def _country(view: ArticleView, person: Party) -> str:
    if person.country:
        return person.country
    roles = view.roles_of.get(person.identity, ())
    return next((role.country_code for role in roles if role.country_code), "")


def _holds(view: ArticleView, person: Party, office: str) -> bool:
    if office in _VAGUE:
        return True
    held = [role.office for role in view.roles_of.get(person.identity, ())]
    if person.office:
        held.append(person.office)
    return not held or any(same_office(office, other) for other in held)
