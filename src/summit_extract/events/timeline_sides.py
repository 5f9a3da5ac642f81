"""Who takes part, told so that articles can be compared: sides, a state and who acts for it.

One paper writes 川普, another 特朗普, a third only 美國 or 美國總統: all are the side ``US``. Those
who belong to no known state are a side of their own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from summit_extract.language.conversion import simplify
from summit_extract.names.lexicon import lexicon, longest_suffix
from summit_extract.resources import read_table, split_cell

__all__ = [
    "Side",
    "Told",
    "compare",
    "compare_all",
    "country_of",
    "identity_of",
    "is_unlisted",
    "sides_of",
]

_UNLISTED = "person:"
_PLACE = "place:"


class Told(NamedTuple):
    """A participant as a row of ``participants.csv`` tells it."""

    entity_id: str
    name: str
    name_en: str
    role: str
    country_code: str


@dataclass(frozen=True, slots=True)
class Side:
    """A state (or whoever has none) and who acts for it.

    ``people`` has what each person is known by; ``listed`` tells whether all of them are of
    ``people.tsv``. ``offices`` are theirs, or those that are told without a person; ``leader``
    tells whether one is that of a head of state or government. Without people and offices the
    state itself, or its ``organisations``, is all that is told.
    """

    key: str
    people: tuple[frozenset[str], ...] = ()
    listed: bool = False
    offices: frozenset[str] = frozenset()
    leader: bool = False
    organisations: frozenset[str] = frozenset()

    @property
    def named(self) -> bool:
        """Whether a person is named."""
        return bool(self.people)


@lru_cache(65_536)
def identity_of(entity_id: str) -> str:
    """Give the same id for a name in Traditional and in Simplified characters.

    >>> identity_of("person:薩科吉") == identity_of("person:萨科吉")
    True
    """
    return simplify(entity_id) if entity_id.startswith(_UNLISTED) else entity_id


def is_unlisted(person: Told) -> bool:
    """Tell whether a participant is a person who is not in ``people.tsv``."""
    return person.entity_id.startswith(_UNLISTED)


@cache
def _classes() -> dict[str, str]:
    return {row["office"]: row["class"] for row in read_table("names_offices.tsv")}


@cache
def _same() -> dict[str, frozenset[str]]:
    rows = read_table("names_offices.tsv")
    return {row["office"]: frozenset((row["office"], *split_cell(row["same"]))) for row in rows}


@lru_cache(65_536)
def _office_of(role: str) -> str:
    """Give the office of a role as an article words it (俄外長, 時任美國國務卿), or ""."""
    names = lexicon()
    text = simplify(role)
    for start in range(len(text)):
        title = names.titles.get(text[start:])
        if title is not None:
            deputy = longest_suffix(text, start, names.words["rank", "deputy"])
            return "" if deputy else title.office
    return ""


@lru_cache(65_536)
def _offices_in(identity: str, year: int) -> tuple[frozenset[str], bool]:
    """Give the offices that somebody of ``people.tsv`` held in a year, and whether one leads."""
    held = [
        office
        for office in lexicon().people[identity].offices
        if not year or office.first <= year <= office.last
    ]
    offices = {f"{same}@{o.state}" for o in held for same in _same().get(o.office, (o.office,))}
    return frozenset(offices), any(_classes().get(o.office) == "leader" for o in held)


def _offices_told(role: str, country: str) -> tuple[frozenset[str], bool]:
    office = _office_of(role) if role else ""
    if not office:
        return frozenset(), False
    same = _same().get(office, frozenset((office,)))
    return frozenset(f"{one}@{country}" for one in same), _classes().get(office) == "leader"


def country_of(person: Told) -> str:
    """Give the state that a participant stands for: of ``people.tsv``, else as the article says.

    >>> country_of(Told("putin", "普京", "Vladimir Putin", "", ""))
    'RU'
    """
    listed = lexicon().people.get(person.entity_id)
    if listed is not None and listed.country:
        return listed.country
    return person.country_code


def _known_by(person: Told) -> frozenset[str]:
    tokens = {identity_of(person.entity_id)}
    if person.name_en:
        tokens.add(f"en:{person.name_en.lower()}")
        listed = lexicon().people_by_english.get(person.name_en.lower())
        if listed is not None:
            tokens.add(listed.id)
    return frozenset(tokens)


@dataclass(slots=True)
class _Draft:
    people: set[frozenset[str]]
    offices: set[str]
    organisations: set[str]
    listed: bool = True
    leader: bool = False


def sides_of(people: Iterable[tuple[Told, str]], year: int) -> tuple[Side, ...]:
    """Give the sides of an event, in the order of their keys, from its participants.

    Each comes with the state it stands for, "" if that is not known. ``year`` is that of the
    event, 0 if it is not known.

    >>> trump = Told("trump", "特朗普", "Donald Trump", "美國總統", "US")
    >>> [(side.key, side.leader) for side in sides_of([(trump, "US")], 2018)]
    [('US', True)]
    """
    names = lexicon()
    drafts: dict[str, _Draft] = {}
    for person, country in people:
        identity = identity_of(person.entity_id)
        key = country or identity or f"office:{simplify(person.name)}"
        draft = drafts.setdefault(key, _Draft(set(), set(), set()))
        offices, leader = _offices_told(person.role, country)
        if identity in names.people:
            held, leads = _offices_in(identity, year)
            draft.people.add(_known_by(person))
            offices, leader = offices | held, leader or leads
        elif is_unlisted(person):
            draft.people.add(_known_by(person))
            draft.listed = False
        elif not identity:
            offices = offices or frozenset((f"office:{simplify(person.name)}",))
        elif not identity.startswith(_PLACE):
            draft.organisations.add(identity)
        draft.offices |= offices
        draft.leader |= leader
    return tuple(_side(key, drafts[key]) for key in sorted(drafts))


def _side(key: str, draft: _Draft) -> Side:
    return Side(
        key,
        tuple(sorted(draft.people, key=sorted)),
        bool(draft.people) and draft.listed,
        frozenset(draft.offices),
        draft.leader,
        frozenset(draft.organisations),
    )


def compare(one: Side, other: Side, alone: bool = False) -> int | None:
    """Tell how well two tellings of one side go together: 0 the same people or office, 1 one
    stands for the other, 2 one may stand for the other, None they are different people.

    ``alone``: there is no other side, so that more than half of the people must be the same.

    >>> leader = Side("US", (frozenset({"trump"}),), True, frozenset({"president@US"}), True)
    >>> compare(leader, Side("US")), compare(leader, Side("US", offices=frozenset({"x@US"})))
    (1, None)
    """
    if one.people and other.people:
        return _compare_people(one, other, alone)
    if one.people or other.people:
        return _compare_named(*((one, other) if one.people else (other, one)))
    if one.offices and other.offices:
        return 0 if one.offices & other.offices else None
    if one.offices or other.offices:
        return 1 if one.leader or other.leader else 2
    if one.organisations == other.organisations:
        return 0
    return 0 if one.organisations & other.organisations else 2


def _compare_people(one: Side, other: Side, alone: bool) -> int | None:
    shared = sum(1 for known in one.people if any(known & names for names in other.people))
    fewer = min(len(one.people), len(other.people))
    if shared * 2 > fewer or (shared and not alone):
        return 0
    if shared or (one.listed and other.listed) or not one.offices & other.offices:
        return None
    return 1  # names that are not in the lexicon are spelled in many ways


def _compare_named(named: Side, other: Side) -> int | None:
    if other.offices:
        if named.offices & other.offices:
            return 1
        return None if named.offices else 2
    return 1 if named.leader and not other.organisations else 2


def compare_all(one: Sequence[Side], other: Sequence[Side]) -> int | None:
    """Add up how well two tellings of the same sides go together; None if one side does not."""
    worst = 0
    for left, right in zip(one, other, strict=True):
        found = compare(left, right, alone=len(one) == 1)
        if found is None:
            return None
        worst += found
    return worst
