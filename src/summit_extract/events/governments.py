"""For which states documents are signed: those whose leaders look on, those told as 兩國."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from summit_extract.events.casts import Cast, people_of
from summit_extract.events.joined import joined_left
from summit_extract.events.lexicon import Form, alternation
from summit_extract.events.triggers import Trigger
from summit_extract.events.view import ArticleView, Clause, Unit, UnitKind, within

__all__ = ["signing_states", "states_of"]

_SEVERAL = 2
_BOTH = re.compile(r"[两二三四五]国(?:的?政府)?(?:代表)?")
"""兩國, 兩國政府: the states themselves, not who holds an office in them."""

_PEOPLE = (UnitKind.PERSON, UnitKind.PAIR)


def signing_states(view: ArticleView, trigger: Trigger, cast: Cast) -> Cast:
    """Give the states that a document is signed for, where nobody who signs it is named.

    兩國元首共同見證簽署多項文件, 在兩國領導人見證下，雙方簽署: those who look on sign nothing.
    會後，兩國簽署協定, 兩國政府簽署: the states do.
    """
    clause = view.clauses[trigger.clause]
    lead = view.simplified[clause.start : trigger.start]
    looked_on = _looking_on().search(lead)
    if looked_on is None:
        return _of_both(view, trigger, cast)
    at = clause.start + looked_on.start()
    if looked_on.group().endswith("下") and _sign_themselves(view, clause, at):
        return cast
    between = [
        unit
        for unit in within(view.units, clause.start + looked_on.end(), trigger.start)
        if unit.end <= trigger.start and unit.principal
    ]
    if any(unit.kind in (UnitKind.PERSON, UnitKind.OFFICE) for unit in between):
        return cast
    states = tuple(u for u in between if u.kind is UnitKind.STATE and not u.city)
    looking = [unit for unit in within(view.units, clause.start, at) if unit.kind in _PEOPLE]
    looking = looking or [unit for unit in cast.principals if unit.kind in _PEOPLE]
    attendees = (*cast.attendees, *looking)
    if len(people_of(states)) >= _SEVERAL:
        return Cast(states, attendees, complete=True)
    countries = _countries(view, looking)
    if len(countries) < _SEVERAL:
        return cast
    return Cast(_states(view, countries, at), attendees, complete=True)


def states_of(view: ArticleView, units: Iterable[Unit], at: int) -> tuple[Unit, ...]:
    """Give units for the states of some people; none if the article names one of them nowhere."""
    return _states(view, _countries(view, units), at)


def _sign_themselves(view: ArticleView, clause: Clause, at: int) -> bool:
    """兩人在C見證下簽署: who acts stands before those who look on."""
    units = [unit for unit in within(view.units, clause.start, at) if unit.kind in _PEOPLE]
    return len(units) > len(joined_left(view, units, len(units) - 1)) if units else False


@cache
def _looking_on() -> re.Pattern[str]:
    """見證|雙方簽署, 見證下，|兩國簽署."""
    return re.compile(rf"{alternation('looking_on')}[了下]?")


def _of_both(view: ArticleView, trigger: Trigger, cast: Cast) -> Cast:
    told = [
        unit
        for unit in cast.principals
        if unit.kind is UnitKind.PAIR and _BOTH.fullmatch(view.simplified, unit.start, unit.end)
    ]
    if trigger.form == Form.RATIFY or not told or len(told) < len(cast.principals):
        return cast
    countries = _countries(view, told) or _told_before(view, trigger)
    states = _states(view, countries, told[0].start)
    return Cast(states, cast.attendees, cast.complete) if len(states) >= _SEVERAL else cast


def _told_before(view: ArticleView, trigger: Trigger) -> list[str]:
    """副總統A訪問北京，兩國政府…: the two states of a sentence, by its people and places."""
    start = view.sentence_range(view.clauses[trigger.clause].sentence).start
    countries = _countries(view, within(view.units, start, trigger.start))
    return countries if len(countries) == _SEVERAL else []


def _countries(view: ArticleView, units: Iterable[Unit]) -> list[str]:
    """Give the different countries of those who are told, in the order of the text."""
    found: dict[str, None] = {}
    for unit in units:
        codes = [_country(view, identity) for identity in unit.entities]
        for code in codes if any(codes) else [unit.country_code]:
            found.setdefault(code)
    return [code for code in found if code]


def _country(view: ArticleView, identity: str) -> str:
    entity = view.entities.get(identity)
    held = (role.country_code for role in view.roles_of.get(identity, ()))
    return (entity.country_code if entity else "") or next((code for code in held if code), "")


def _states(view: ArticleView, countries: Sequence[str], at: int) -> tuple[Unit, ...]:
    """Give units for the states of some countries; none if one is named nowhere."""
    named = [view.states.get(code, "") for code in countries]
    if not all(named):
        return ()
    return tuple(
        Unit(at, at, UnitKind.STATE, (identity,), named=True, country_code=code)
        for code, identity in zip(countries, named, strict=True)
    )
