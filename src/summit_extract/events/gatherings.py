"""Who came to talks, where sentences after tell it."""

import re
from functools import cache
from itertools import pairwise

from summit_extract.events.casts import Cast, country_of, people_of
from summit_extract.events.joined import joined_right, signers_in
from summit_extract.events.lexicon import alternation
from summit_extract.events.triggers import Trigger
from summit_extract.events.view import ArticleView, Unit, UnitKind, within
from summit_extract.names.offices import office_class

__all__ = [
    "attending_for",
    "following_group",
    "gathered",
    "leaders_for",
    "presiding",
    "signing_for",
    "with_cosigners",
]

_TWO = 2
_LONGEST_NAME = 2
"""How far the states in the name of a meeting may stand from each other and from its end."""


def attending_for(view: ArticleView, trigger: Trigger, cast: Cast) -> Cast:
    """中日舉行對話。參加會議的外長王毅、岩屋毅: who acts for the states that met, if the
    next sentence begins with them."""
    states = [unit for unit in cast.principals if unit.kind is UnitKind.STATE and not unit.city]
    number = view.clauses[trigger.clause].sentence + 1
    if (
        len(states) < len(cast.principals)
        or len(states) < 2
        or number >= len(view.layout.sentences)
    ):
        return cast
    start = view.sentence_range(number).start
    clause = view.clauses[view.clause_index(start)]
    lead = re.match(
        rf"{alternation('attended')}[^，。；]{{0,4}}?的", view.simplified[start : clause.end]
    )
    if lead is None:
        return cast
    people = [
        unit
        for unit in within(view.units, start + lead.end(), clause.end)
        if unit.kind is UnitKind.PERSON and unit.named
    ]
    group = joined_right(view, people, 0) if people else ()
    homes = {unit.country_code for unit in group}
    if homes != {unit.country_code for unit in states}:
        return cast
    return Cast(group, cast.attendees, complete=True)


def leaders_for(view: ArticleView, trigger: Trigger, cast: Cast) -> Cast:
    """兩韓高峰會: the leaders of the states, where the article names just one of each."""
    states = [unit for unit in cast.principals if unit.kind in (UnitKind.STATE, UnitKind.PAIR)]
    codes = [code for unit in states for code in _codes(view, unit)]
    told = view.simplified[trigger.start : trigger.end]
    if len(states) < len(cast.principals) or len(set(codes)) != len(codes) or len(codes) != _TWO:
        return cast
    if not re.search(rf"{alternation('of_leaders')}", told) or _is_of_other_year(view, trigger):
        return cast
    leaders = [_leader(view, code) for code in codes]
    if not all(leaders) or any(unit.city for unit in states):
        return cast
    at = states[0]
    between = [view.simplified[one.end : other.start] for one, other in pairwise(states)]
    between.append(view.simplified[states[-1].end : trigger.start])
    if any(len(gap) > _LONGEST_NAME for gap in between):
        return cast
    return Cast(
        tuple(
            Unit(at.start, at.end, UnitKind.PERSON, (leader,), country_code=code)
            for leader, code in zip(leaders, codes, strict=True)
        ),
        cast.attendees,
        cast.complete,
    )


def _codes(view: ArticleView, unit: Unit) -> list[str]:
    entities = [view.entities.get(identity) for identity in unit.entities]
    return [e.country_code for e in entities if e is not None and e.label == "GPE"]


def _leader(view: ArticleView, code: str) -> str:
    """Give the only leader of a state whom the article names, one who still is; else nobody."""
    found = {
        identity
        for identity, held in view.roles_of.items()
        if any(office_class(role.office) == "leader" and role.country_code == code for role in held)
        and not any(role.former or role.elect for role in held)
    }
    return found.pop() if len(found) == 1 else ""


def _is_of_other_year(view: ArticleView, trigger: Trigger) -> bool:
    sentence = view.sentence_range(view.clauses[trigger.clause].sentence)
    year = str(view.published.year) if view.published else ""
    told = within(view.dates, sentence.start, sentence.end)
    return any(m.date_start and m.date_start[:4] != year for m in told if m.label == "DATE")


def signing_for(view: ArticleView, trigger: Trigger, cast: Cast) -> Cast:
    """兩國政府簽署協議，由能源部長A與B代表簽字: who signs for those who agreed, where the rest of
    the sentence or the next one tells it."""
    if sum(unit.kind is UnitKind.PERSON and unit.named for unit in cast.principals) > 1:
        return cast
    index = trigger.clause + 1
    last = view.clauses[trigger.clause].sentence + 1
    while index < len(view.clauses) and view.clauses[index].sentence <= last:
        clause = view.clauses[index]
        index += 1
        group = signers_in(view, within(view.units, clause.start, clause.end), clause)
        if group and re.search(alternation("sealing"), view.simplified[clause.start : clause.end]):
            return Cast(group, cast.attendees, complete=True)
    return cast


def with_cosigners(view: ArticleView, trigger: Trigger, cast: Cast) -> Cast:
    """A與B簽署協議，C與D以保證國代表身份同時簽字: who signs too is a party, but for witnesses."""
    if sum(unit.kind is UnitKind.PERSON for unit in cast.principals) < 2:
        return cast
    sentence = view.clauses[trigger.clause].sentence
    index = trigger.clause + 1
    while index < len(view.clauses) and view.clauses[index].sentence == sentence:
        clause = view.clauses[index]
        index += 1
        people = [
            unit
            for unit in within(view.units, clause.start, clause.end)
            if unit.kind is UnitKind.PERSON and unit.named
        ]
        group = joined_right(view, people, 0) if people else ()
        follow = view.simplified[group[-1].end : clause.end] if group else ""
        if group and _signing_too().match(follow) and not re.search("证人", follow):
            return Cast((*cast.principals, *group), cast.attendees, cast.complete)
    return cast


@cache
def _signing_too() -> re.Pattern[str]:
    return re.compile(
        rf"[^，。；]{{0,16}}?{alternation('too')}[^，。；]{{0,4}}?{alternation('sealing')}"
    )


def following_group(view: ArticleView, trigger: Trigger) -> tuple[Unit, ...]:
    """Give two or more people joined with one another in the clause after a trigger's; in another
    sentence, those who sign there."""
    index = trigger.clause + 1
    if index >= len(view.clauses):
        return ()
    clause = view.clauses[index]
    another = clause.sentence != view.clauses[trigger.clause].sentence
    units = [
        unit
        for unit in within(view.units, clause.start, clause.end)
        if unit.kind in (UnitKind.PERSON, UnitKind.OFFICE) and unit.principal
    ]
    group = joined_right(view, units, 0) if units else ()
    if another and not (group and _signs().match(view.simplified, group[-1].end, clause.end)):
        return ()  # 條約十二日簽字。A與B代表兩國政府提筆
    if "；" in view.simplified[trigger.end : clause.start]:
        return ()
    return group if len(group) > 1 else ()


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(
        rf"[^，。；]{{0,12}}?(?:代表|{alternation('sealing')}|{alternation('penning')})"
    )


def presiding(view: ArticleView, trigger: Trigger) -> tuple[Unit, ...]:
    """官員先行碰頭，由A與B共同主持: who met, where the next clause names who led the sides."""
    index = trigger.clause + 1
    if index >= len(view.clauses):
        return ()
    clause = view.clauses[index]
    if clause.sentence != view.clauses[trigger.clause].sentence:
        return ()
    if not view.simplified.startswith("由", clause.start):
        return ()
    people = [
        unit
        for unit in within(view.units, clause.start, clause.end)
        if unit.kind is UnitKind.PERSON and unit.named
    ]
    group = joined_right(view, people, 0) if people else ()
    led = group and _led().match(view.simplified, group[-1].end, clause.end)
    return group if len(group) > 1 and led else ()


@cache
def _led() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,6}}?(?:主持|{alternation('delegated')})")


def gathered(view: ArticleView, trigger: Trigger) -> tuple[Unit, ...]:
    """第八次中日韓領導人會議在成都舉行。A主持會議，B、C出席: those who are said to have come."""
    sentence = view.clauses[trigger.clause].sentence
    for number in (sentence, sentence + 1):
        if number >= len(view.layout.sentences):
            break
        start, end = view.sentence_range(number)
        if not re.search(alternation("coming_together"), view.simplified[start:end]):
            continue
        units = [
            unit
            for unit in within(view.units, max(start, trigger.end * (number == sentence)), end)
            if unit.kind is UnitKind.PERSON and unit.principal and unit.entities
        ]
        states = {country_of(view, unit) for unit in units}
        if len(people_of(units)) > 1 and (len(states) > 1 or "" in states):
            return tuple(units)
    return ()
