"""With whom, and by whom: objects, passives, and lists of those met one by one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from summit_extract.events.casts import Cast, country_of, people_of
from summit_extract.events.domestic import is_anybody
from summit_extract.events.joined import (
    LONGEST_TITLE,
    each_of,
    joined_after,
    joined_right,
    linker,
    whole_lists,
)
from summit_extract.events.lexicon import DOCUMENT_FORMS, Form, alternation, object_verbs
from summit_extract.events.subjects import earlier_subject, subject_of
from summit_extract.events.taking_part import is_companion, is_object
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import EventType
from summit_extract.events.view import ArticleView, Clause, Unit, UnitKind, within
from summit_extract.language.layout import BlockKind

__all__ = [
    "are_called",
    "are_listed_in_title",
    "are_met_apart",
    "are_met_on_trip",
    "casts_between",
    "inviter_of",
    "is_distributive",
    "joined_before",
    "met_before",
    "met_by",
    "named_states",
    "object_of",
    "other_than_parallel",
    "received_by",
    "two_before",
]

_NEAR_OBJECT = 30
_TITLES = (BlockKind.TITLE, BlockKind.HEADING)
_PAIR = 2


_LEADERS = re.compile(r"(?:两国)?(?:元首|首脑|领导人|领袖)?")


def object_of(view: ArticleView, trigger: Trigger, clause: Clause) -> tuple[Unit, ...]:
    """Find whom a transitive trigger has as its object, with those joined to it."""
    units = [u for u in within(view.units, trigger.start, clause.end) if u.principal]
    units = whole_lists(view, units)
    text = view.simplified
    for index, unit in enumerate(units):
        gap = text[trigger.end : unit.start]  # empty of who stands inside 接到…電話
        if len(gap) > _NEAR_OBJECT:
            return ()
        if unit.kind in (UnitKind.STATE, UnitKind.ORG):
            group = joined_right(view, units, index)
            if any("等" in text[state.start : state.end] for state in group):
                return group
            follow = text[unit.end : unit.end + 12]
            beside = index + 1 < len(units) and units[index + 1].start == unit.end
            if beside and units[index + 1].kind is UnitKind.ORG:
                continue  # 阿富汗塔利班代表團 is that of the Taliban
            if re.match(rf"[^，。]{{0,8}}?{alternation('delegation')}", follow):
                return (unit,)
            continue
        if unit.kind is UnitKind.PAIR and not unit.entities:
            continue
        if _says_whose(view, units, index):
            continue  # 會見首相A的特使B
        chain = [unit]
        for following in units[index + 1 :]:
            between = text[chain[-1].end : following.start]
            if following.kind in (UnitKind.STATE, UnitKind.ORG):
                continue
            beside = not between and following.named and view.block_of(unit.start).kind in _TITLES
            joined = re.fullmatch(rf"{alternation('linker')}[^，。]{{0,12}}", between)
            if not beside and (joined is None or re.search(rf"{object_verbs()}", between[1:])):
                break  # 晉見A及會晤B: whom another verb has is another's partner
            chain.append(following)
        if len(chain) > 1 and _is_same_man(view, chain[0], chain[1]):
            del chain[0]
        chain.extend(joined_after(view, clause, chain))
        if all(is_anybody(view, unit) for unit in chain):
            return _included(view, clause) or tuple(chain)
        return tuple(chain)
    return ()


def _says_whose(view: ArticleView, units: Sequence[Unit], index: int) -> bool:
    """Tell whether somebody is named only for whose envoy the next one is."""
    end = units[index].end
    if not view.simplified.startswith("的", end) or index + 1 == len(units):
        return False
    envoy = within(view.roles, end + 1, end + 2)
    person = next((u for u in units[index + 1 :] if u.kind is UnitKind.PERSON and u.named), None)
    titled = (
        person is not None
        and person.role is not None
        and re.fullmatch(
            rf"的[^因由在于将把被对就向]{{0,{LONGEST_TITLE}}}", view.simplified[end : person.start]
        )
    )
    if not (envoy or titled) or person is None:
        return False
    between = view.simplified[end : person.start]
    return len(between) <= _NEAR_OBJECT and "，" not in between


def _is_same_man(view: ArticleView, office: Unit, person: Unit) -> bool:
    """首相的特使、副總裁A: the office of one who is named after another office of his."""
    listed = view.simplified.startswith("、", office.end) and person.named
    of_whom = view.simplified.endswith("的", 0, office.start)
    return listed and of_whom and office.kind is UnitKind.OFFICE


def _included(view: ArticleView, clause: Clause) -> tuple[Unit, ...]:
    """會見多國領導人，包括A和B: who is meant, in the clause after."""
    following = within(view.clauses, clause.end, view.sentence_range(clause.sentence).end)[:1]
    for after in following:
        lead = re.match(alternation("including"), view.simplified[after.start : after.end])
        people = [
            unit
            for unit in within(view.units, after.start, after.end)
            if unit.kind is UnitKind.PERSON and unit.named
        ]
        if lead and people:
            return joined_right(view, people, 0)
    return ()


def received_by(
    view: ArticleView, trigger: Trigger, clause: Clause, before: Sequence[Unit]
) -> tuple[Unit, ...]:
    """B獲A接見: who receives stands between the word for the passive and the trigger."""
    if not before or trigger.start - before[-1].end > 1:
        return ()
    host = before[-1]
    lead = view.simplified[clause.start : host.start]
    found = re.search(rf"{alternation('passive')}[^，。；的]{{0,{LONGEST_TITLE}}}$", lead)
    if found is None and not object_of(view, trigger, clause):
        found = re.search(r"由$", lead)  # 由副總統設宴款待
    if found is None:
        return ()
    guest = subject_of(view, before[:-1], clause.start + found.start())
    guest = guest or earlier_subject(view, clause, (host,))
    if len({country_of(view, unit) for unit in guest}) > 1:
        guest = guest[:1]  # A同B磋商，並獲C會見
    return (*guest, host)


def named_states(
    view: ArticleView, trigger: Trigger, before: Sequence[Unit], taken: Sequence[Unit]
) -> tuple[Unit, ...]:
    """中美元首會晤, 俄烏談判: the states in the name of the meeting, but for those whose people are
    told already."""
    states: list[Unit] = []
    end = trigger.start
    for unit in reversed(before):
        between = view.simplified[unit.end : end]
        if unit.kind is not UnitKind.STATE or not _LEADERS.fullmatch(between):
            break
        states.insert(0, unit)
        end = unit.start
    if len(states) < 2 or any(unit in taken for unit in states):
        return ()
    return tuple(_person_of(view, trigger, unit, taken) or unit for unit in states)


def _person_of(
    view: ArticleView, trigger: Trigger, state: Unit, taken: Sequence[Unit]
) -> Unit | None:
    """A在美俄峰會歡迎B: the one person of a state whom the clause names behind its talks, where
    another of those who talk is named."""
    if not any(unit.kind is UnitKind.PERSON and unit.named for unit in taken):
        return None
    people = [
        unit
        for unit in within(view.units, trigger.end, view.clauses[trigger.clause].end)
        if unit.kind is UnitKind.PERSON
        and unit.named
        and unit.principal
        and state.country_code
        and country_of(view, unit) == state.country_code
    ]
    return people[0] if len(people_of(people)) == 1 else None


def other_than_parallel(
    view: ArticleView, clause: Clause, before: Sequence[Unit], partner: tuple[Unit, ...]
) -> tuple[Unit, ...]:
    """A會見B。C也會見了他: of the two of the sentence before, 他 is not the countryman of C."""
    if len(partner) != 1 or partner[0].named or partner[0].kind is not UnitKind.PERSON:
        return partner
    pronoun = partner[0]
    hosts = [u for u in before if u.kind is UnitKind.PERSON and u.named and u.end <= pronoun.start]
    if not hosts or pronoun.role is not None or clause.sentence == 0:
        return partner
    country = country_of(view, hosts[-1])
    meant = [view.entities.get(identity) for identity in pronoun.entities]
    countryman = any(e is not None and e.country_code == country for e in meant)
    if not country or not countryman:
        return partner
    sentence = view.sentence_range(clause.sentence - 1)
    others = [
        unit
        for unit in within(view.units, sentence.start, sentence.end)
        if unit.kind is UnitKind.PERSON
        and unit.named
        and country_of(view, unit) not in ("", country)
        and (is_object(view, unit) or linker().search(view.simplified[sentence.start : unit.start]))
    ]
    if len(people_of(others)) != 1:
        return partner
    return (replace(pronoun, entities=others[0].entities),)


@cache
def _distributive() -> re.Pattern[str]:
    return re.compile(rf"{alternation('distributive')}[^，。；]{{0,14}}$")


def are_listed_in_title(view: ArticleView, units: Sequence[Unit]) -> bool:
    """某某訪莫斯科　晤普京、拉夫羅夫: a heading lists those whom he meets one by one."""
    several = len(units) > 1 and view.block_of(units[0].start).kind in _TITLES
    gaps = [view.simplified[one.end : other.start] for one, other in pairwise(units)]
    return several and all(gap in ("", "、") for gap in gaps)


def are_met_on_trip(
    view: ArticleView, clause: Clause, subject: Sequence[Unit], partner: Sequence[Unit]
) -> bool:
    """此行還會晤A國總統B、C國總理D: on a trip people of several states are met one by one."""
    if not partner or not re.search(
        alternation("on_trip"), view.simplified[clause.start : partner[0].start]
    ):
        return False
    homes = [country_of(view, unit) for unit in partner]
    named = all(unit.kind is UnitKind.PERSON and unit.named for unit in partner)
    abroad = not any(country_of(view, unit) in homes for unit in subject)
    return len(partner) > 1 and named and all(homes) and len(set(homes)) == len(homes) and abroad


def is_distributive(view: ArticleView, clause: Clause, link: int) -> bool:
    """分別, 先後: each of those that follow, or stand right before it, is met by himself."""
    return bool(_distributive().search(view.simplified[clause.start : link]))


def are_met_apart(view: ArticleView, trigger: Trigger, units: Sequence[Unit]) -> bool:
    """A與B、C分別通話, 與B、C先後會談, 與B、C舉行雙邊會談."""
    between = view.simplified[units[-1].end : trigger.start]
    if re.search(rf"{alternation('distributive')}|[都均]$", between):
        return True
    told = view.simplified[units[-1].end : trigger.end]
    homes = [country_of(view, unit) for unit in units if unit.kind is UnitKind.PERSON]
    listed = "，" not in view.simplified[units[0].end : units[-1].start]
    apart = listed and len(units) > 1 and len(set(homes)) == len(units) and all(homes)
    if apart and re.search(alternation("two_sided"), told):
        return True
    last = view.simplified[units[-2].end : units[-1].start] if len(units) > 1 else ""
    return last.startswith("或")  # 不會與B或C會面


def are_called(trigger: Trigger, units: Sequence[Unit]) -> bool:
    """A與兩人通電話 tells two calls."""
    together = len(units) > 1 and units[0].start == units[-1].start
    return trigger.event_type is EventType.CALL and together


def casts_between(
    view: ArticleView,
    trigger: Trigger,
    subject: tuple[Unit, ...],
    partner: tuple[Unit, ...],
    attendees: tuple[Unit, ...],
    complete: bool,
    apart: bool,
) -> list[Cast]:
    """Give those who act and those they meet together, or one by one where words say so:
    A 分別同 B、C 通話, A、B 先後會見 C; A、B 各自同 C 和 D 簽署 of each of those who act."""
    if not apart:
        return [Cast((*subject, *partner), attendees, complete)]
    subject = tuple(one for unit in subject for one in each_of(unit))
    partner = tuple(one for unit in partner for one in each_of(unit))
    several = len(people_of(subject)) > 1
    if several and (len(partner) == 1 or trigger.form in DOCUMENT_FORMS):
        return [Cast((unit, *partner), attendees, complete) for unit in subject]
    if len(partner) == 1:
        return [Cast((*subject, *partner), attendees, complete)]
    if several:
        pairs = ((one, other) for one in subject for other in partner)
        return [Cast(pair, attendees, complete) for pair in pairs]
    return [Cast((*subject, unit), attendees, complete) for unit in partner]


def met_before(
    view: ArticleView, trigger: Trigger, clause: Clause, hosts: Sequence[Unit]
) -> tuple[Unit, ...]:
    """A與馬蒂斯會談，B、C隨後分別會見: whom those of one state receive, told earlier in the
    sentence or in the one before."""
    homes = {country_of(view, unit) for unit in hosts}
    silent = re.fullmatch(r"了?[，。；]?", view.simplified[trigger.end : clause.end].strip())
    if trigger.form not in (Form.OBJECT, Form.BOTH) or len(homes) > 1 or not silent:
        return ()
    start = view.sentence_range(max(clause.sentence - 1, 0)).start
    guests = [
        unit
        for unit in within(view.units, start, clause.start)
        if unit.kind is UnitKind.PERSON
        and unit.entities
        and unit.principal
        and _country_of_any(view, unit) not in ("", *homes)
    ]
    return tuple(guests[-1:])


def met_by(view: ArticleView, trigger: Trigger) -> tuple[Unit, ...]:
    """與他長談的是A, 接待他的是B: who acts stands behind."""
    cleft = _cleft().match(view.simplified, trigger.end)
    if cleft is None:
        return ()
    people = within(view.units, cleft.end(), cleft.end() + LONGEST_TITLE)[:1]
    return tuple(unit for unit in people if unit.kind is UnitKind.PERSON)


@cache
def _cleft() -> re.Pattern[str]:
    return re.compile(r"[他她]?的(?:则|就|正|正好|还|也|却|只)?是")


def _country_of_any(view: ArticleView, unit: Unit) -> str:
    held = (role.country_code for i in unit.entities for role in view.roles_of.get(i, ()))
    return country_of(view, unit) or next((code for code in held if code), "")


def two_before(view: ArticleView, trigger: Trigger) -> tuple[Unit, ...]:
    """Give the two people of the clause before, where just two are named (A致函B，取消會晤)."""
    clause = view.clauses[trigger.clause]
    before = view.clauses[trigger.clause - 1] if trigger.clause else clause
    if before.sentence != clause.sentence or before is clause:
        return ()
    people = [
        unit
        for unit in within(view.units, before.start, before.end)
        if unit.kind is UnitKind.PERSON and unit.principal and not is_companion(view, unit)
    ]
    return tuple(people) if len(people_of(people)) == 2 else ()


def joined_before(view: ArticleView, trigger: Trigger) -> tuple[Unit, ...]:
    """A與B在機場擁抱後，閉門談了兩小時: the two who are joined in the clause before, where that of
    the trigger names nobody."""
    clause = view.clauses[trigger.clause]
    two = two_before(view, trigger)
    if len(two) != _PAIR or within(view.units, clause.start, trigger.start):
        return ()
    between = view.simplified[two[0].end : two[1].start]
    return two if linker().search(between) else ()


def inviter_of(
    view: ArticleView, clause: Clause, before: Sequence[Unit], invited: Unit
) -> tuple[Unit, ...]:
    """A邀請B會面: who invites takes part too."""
    lead = view.simplified[clause.start : invited.start]
    found = re.search(rf"{alternation('inviting')}(?:了|另外|其他|其余)?$", lead)
    if found is None:
        return ()
    left = [unit for unit in before if unit.end <= clause.start + found.start()]
    return subject_of(view, left, clause.start + found.start())
