"""Who takes part where the sentence names nobody: the parties that the account is about.

會談4日開始, after a sentence about A and B; 雙方代表團將展開會談, after what the two did before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from summit_extract.events.casts import Cast, country_of, people_of
from summit_extract.events.governments import states_of
from summit_extract.events.joined import linker
from summit_extract.events.lexicon import alternation
from summit_extract.events.taking_part import is_companion
from summit_extract.events.tellings import Telling
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import EventType
from summit_extract.events.view import ArticleView, Clause, Unit, UnitKind, says_after, within

__all__ = ["of_account"]

_PAIR = 2
_SENTENCES_BACK = 2
_BLOCKS_BACK = 2
_LONGEST_LEAD = 16
_LONGEST_FOLLOW = 40


def of_account(view: ArticleView, trigger: Trigger, cast: Cast, last: Telling | None) -> Cast:
    """Give the parties of an event from what was told before it, where nobody is named beside it.

    ``last`` is the telling before. A cast that names somebody is given back as it is.
    """
    if _names_somebody(cast):
        return cast
    clause = view.clauses[trigger.clause]
    lead = view.simplified[clause.start : trigger.start]
    if _delegations().search(lead):
        told = _parties_of_last(view, clause, last) or _two_before(view, clause)
        return replace(cast, principals=_as_states(view, told, trigger.start))
    if not cast.principals and _is_agreed_on(view, trigger, last):
        return replace(cast, principals=last.principals if last else ())
    if (
        not cast.principals
        and _is_subject(view, trigger, clause)
        and not _goes_on(clause, view, last)
    ):
        told = _two_before(view, clause)
        if not told and "第" not in lead:  # 第十二輪磋商: those of the series
            told = _parties_of_last(view, clause, last, _BLOCKS_BACK)
        return replace(cast, principals=told)
    return cast


def _is_agreed_on(view: ArticleView, trigger: Trigger, last: Telling | None) -> bool:
    """簽署協議，並商定明年在P再聚: those of the event told before it in its sentence meet again."""
    clause = view.clauses[trigger.clause]
    if last is None or len(people_of(last.principals)) < _PAIR:
        return False
    told = view.clauses[last.trigger.clause]
    if told.sentence != clause.sentence or last.trigger.event_type is EventType.VISIT:
        return False
    between = within(view.units, last.trigger.end, trigger.start)
    if any(unit.kind in (UnitKind.PERSON, UnitKind.OFFICE) for unit in between):
        return False
    agreed = _agreeing().search(view.simplified, last.trigger.end, trigger.start)
    return agreed is not None and not re.search(alternation("calling_off"), agreed.group())


@cache
def _agreeing() -> re.Pattern[str]:
    return re.compile(rf"{alternation('agreeing_on')}[^；。]{{0,40}}$")


def _names_somebody(cast: Cast) -> bool:
    return any(unit.entities or unit.country_code for unit in cast.principals)


@cache
def _delegations() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('each_side')}[^，。；与和同跟]{{0,6}}?{alternation('delegates')}[^，。；与和同跟]{{0,{_LONGEST_LEAD}}}$"
    )


@cache
def _goes() -> re.Pattern[str]:
    return re.compile(rf"[^；。]{{0,{_LONGEST_FOLLOW}}}?{alternation('talks_go')}")


@cache
def _no_subject() -> re.Pattern[str]:
    return re.compile(rf"{alternation('holds_talks')}[^，。；的]{{0,8}}$")


def _is_subject(view: ArticleView, trigger: Trigger, clause: Clause) -> bool:
    """會談4日開始, 兩小時的談判不歡而散: the talks themselves are what the clause is about."""
    word = view.simplified[trigger.start : trigger.end]
    if within(view.units, clause.start, trigger.start):
        return False
    if not re.search(rf"{alternation('talks_noun')}$", word):
        return False
    lead = view.simplified[clause.start : trigger.start]
    if len(lead) > _LONGEST_LEAD or _no_subject().search(lead):
        return False
    return _goes().match(view.simplified, trigger.end) is not None


def _goes_on(clause: Clause, view: ArticleView, last: Telling | None) -> bool:
    """Whether talks were told shortly before, which the clause then goes on about."""
    if last is None or last.trigger.event_type not in (EventType.MEETING, EventType.CALL):
        return False
    before = view.clauses[last.trigger.clause].sentence
    same_block = view.block_index(last.start) == view.block_index(clause.start)
    return same_block or clause.sentence - before <= 1


def _parties_of_last(
    view: ArticleView, clause: Clause, last: Telling | None, blocks: int = 0
) -> tuple[Unit, ...]:
    """Give the two that an event told shortly before, or ``blocks`` paragraphs back, is of."""
    if last is None or last.trigger.event_type is EventType.VISIT:
        return ()
    near = clause.sentence - view.clauses[last.trigger.clause].sentence <= _SENTENCES_BACK
    if blocks and 0 < view.block_index(clause.start) - view.block_index(last.start) <= blocks:
        near = True
    return last.principals if near and len(people_of(last.principals)) == _PAIR else ()


def _two_before(view: ArticleView, clause: Clause) -> tuple[Unit, ...]:
    """Give the two of different states who were named last in the paragraph: joined, or alone in
    their sentence."""
    block = view.block_of(clause.start)
    for number in range(clause.sentence - 1, clause.sentence - 1 - _SENTENCES_BACK, -1):
        sentence = view.sentence_range(number) if number >= 0 else None
        if sentence is None or sentence.start < block.start:
            break
        units = within(view.units, sentence.start, sentence.end)
        people = [unit for unit in units if unit.kind is UnitKind.PERSON and _acts(view, unit)]
        for one, other in pairwise(people):
            if linker().fullmatch(view.simplified[one.end : other.start]) and _differ(
                view, one, other
            ):
                return one, other
        if len(people_of(people)) == _PAIR:
            one = people[0]
            other = next(unit for unit in people if unit.entities != one.entities)
            return (one, other) if _differ(view, one, other) else ()
        bodies = [u for u in units if u.kind in (UnitKind.STATE, UnitKind.ORG) and not u.city]
        if not people and len(people_of(bodies)) == _PAIR:
            for one, other in pairwise(bodies):
                between = view.simplified[one.end : other.start]
                if one.entities != other.entities and _between_bodies().fullmatch(between):
                    return one, other
        if people:
            break
    return ()


@cache
def _between_bodies() -> re.Pattern[str]:
    return re.compile(rf"{alternation('administration')}?{alternation('linker')}?")


def _acts(view: ArticleView, unit: Unit) -> bool:
    official = unit.role is not None and not unit.role.principal
    return (
        unit.principal
        and bool(unit.entities)
        and not is_companion(view, unit)
        and not (official and says_after(view, unit))
    )


def _differ(view: ArticleView, one: Unit, other: Unit) -> bool:
    homes = country_of(view, one), country_of(view, other)
    return any(homes) and homes[0] != homes[1]


def _as_states(view: ArticleView, units: Sequence[Unit], at: int) -> tuple[Unit, ...]:
    """兩國代表團: who was told before acts for a state here."""
    if not units or all(unit.kind in (UnitKind.STATE, UnitKind.ORG) for unit in units):
        return tuple(units)
    states = states_of(view, units, at)
    return states if len(states) == _PAIR else tuple(units)
