"""Who acts in a clause: named in it, or told before."""

import re
from collections.abc import Sequence

from summit_extract.events.joined import is_joined, joined_left, joined_right
from summit_extract.events.lexicon import alternation
from summit_extract.events.taking_part import (
    is_adjunct,
    is_genitive,
    is_object,
    is_taken_along,
    may_take_part,
)
from summit_extract.events.triggers import Trigger
from summit_extract.events.view import (
    DELEGATION_OF_BODY,
    ArticleView,
    Clause,
    Unit,
    UnitKind,
    within,
)
from summit_extract.events.where import is_destination

__all__ = ["agent_of", "earlier_subject", "host_of", "said_then", "subject_of"]

_SENTENCES_BACK = 2

_MEANWHILE = re.compile(r"(?:的)?(?:(?<!小)时|时候|期间|之际|后|前|中)[，,]$")


def subject_of(view: ArticleView, units: Sequence[Unit], until: int) -> tuple[Unit, ...]:
    """Choose the subject among the units before a point: the nearest person that is one."""
    able = [
        unit
        for unit in units
        if (not is_adjunct(view, unit) or is_joined(view, units, unit))
        and not is_genitive(view, unit, until)
    ]
    states = [unit for unit in able if unit.kind is UnitKind.STATE]
    if any(not unit.city for unit in states) and states[-1].city:
        able.remove(states[-1])  # 沙特伊朗北京簽聯合聲明
    for kinds in (
        (UnitKind.PERSON, UnitKind.PAIR),
        (UnitKind.OFFICE,),
        (UnitKind.STATE, UnitKind.ORG),
    ):
        for index in range(len(able) - 1, -1, -1):
            if able[index].kind in kinds:
                return joined_left(view, able, index)
    return ()


def earlier_subject(view: ArticleView, clause: Clause, others: Sequence[Unit]) -> tuple[Unit, ...]:
    """Find the subject told one or more clauses earlier, then in the sentences before.

    People come before states; those who take part already are passed over.
    """
    taken = {identity for unit in others for identity in unit.entities}
    bodies = others and all(unit.kind in (UnitKind.STATE, UnitKind.ORG) for unit in others)
    index = view.clause_index(clause.start)
    best: tuple[Unit, ...] = ()
    oldest = clause.sentence - _SENTENCES_BACK
    block = view.block_of(clause.start)
    while index > 0:
        index -= 1
        earlier = view.clauses[index]
        if earlier.sentence < oldest or earlier.start < block.start:
            break
        if best and earlier.sentence < clause.sentence:
            break
        if earlier.quoted and not clause.quoted:
            continue
        subject = _topic(view, earlier, taken)
        if subject and subject[0].kind is UnitKind.ORG and earlier.sentence < clause.sentence:
            continue  # a body acts in its own sentence
        if subject and subject[0].kind in (UnitKind.PERSON, UnitKind.PAIR):
            speaks = bodies and best and _only_speaks(view, earlier, subject)
            return best if speaks else subject
        best = best or subject
    return best


def _only_speaks(view: ArticleView, clause: Clause, subject: Sequence[Unit]) -> bool:
    """顧問A強調，烏方只同土耳其簽署: who speaks of what his state does is no party to it."""
    rest = view.simplified[subject[-1].end : clause.end]
    return bool(re.search(rf"{alternation('speaking')}[，：]?$", rest))


def _topic(view: ArticleView, clause: Clause, taken: set[str]) -> tuple[Unit, ...]:
    every = [
        unit
        for unit in within(view.units, clause.start, clause.end)
        if not is_taken_along(view, unit)
    ]
    units = [
        unit
        for unit in every
        if may_take_part(view, unit)
        and not is_adjunct(view, unit)
        and not is_genitive(view, unit, clause.end)
        and not is_object(view, unit)
        and not _is_met(view, clause, unit)
        and not _is_member(view, clause, unit)
        and not (unit.kind is UnitKind.STATE and is_destination(view, unit.start))
        and not (unit.entities and set(unit.entities) <= taken)
    ]
    kinds_in_order = (
        (UnitKind.PERSON, UnitKind.PAIR),
        (UnitKind.OFFICE,),
        (UnitKind.STATE,),
        (UnitKind.ORG,),
    )
    for kinds in kinds_in_order:
        for unit in units:
            delegated = unit.kind is UnitKind.ORG and UnitKind.STATE in kinds
            delegated = (
                delegated and DELEGATION_OF_BODY.match(view.simplified, unit.end) is not None
            )
            if unit.kind in kinds or delegated:
                return joined_right(view, every, every.index(unit))
    return ()


def _is_member(view: ArticleView, clause: Clause, unit: Unit) -> bool:
    """其成員包括印度、泰國等國: which states belong to a body is no subject."""
    lead = view.simplified[clause.start : unit.start]
    return unit.kind is UnitKind.STATE and bool(re.search(alternation("membership"), lead))


def _is_met(view: ArticleView, clause: Clause, unit: Unit) -> bool:
    """與在機場迎接的金正日握手: with whom somebody told before does something."""
    lead = view.simplified[clause.start : unit.start]
    return bool(
        re.match(rf"(?:并|也|还|又|再|即|随即|随后)?{alternation('with')}[^，。；、]*的$", lead)
    )


def said_then(
    view: ArticleView, trigger: Trigger, clause: Clause, others: Sequence[Unit]
) -> tuple[Unit, ...]:
    """會見岸田文雄時，李強指出: who speaks then is who met the other."""
    if trigger.clause + 1 >= len(view.clauses):
        return ()
    following = view.clauses[trigger.clause + 1]
    lead = view.simplified[trigger.end : clause.end]
    if following.sentence != clause.sentence or not _MEANWHILE.search(lead):
        return ()
    taken = {identity for unit in others for identity in unit.entities}
    units = within(view.units, following.start, following.start + 1)
    return tuple(
        unit
        for unit in units
        if unit.kind is UnitKind.PERSON and unit.entities and not set(unit.entities) & taken
    )


def agent_of(view: ArticleView, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """由副總統尼克遜與他會談: who does it in another's place."""
    return tuple(
        unit
        for unit in units
        if unit.kind is UnitKind.PERSON and view.simplified.endswith("由", 0, unit.start)
    )[-1:]


def host_of(view: ArticleView, units: Sequence[Unit], others: Sequence[Unit]) -> tuple[Unit, ...]:
    """在福克斯總統的牧場與他會談: whose place it was."""
    taken = {identity for unit in others for identity in unit.entities}
    able = [
        unit
        for unit in units
        if unit.kind is UnitKind.PERSON
        and not set(unit.entities) & taken
        and view.simplified[unit.end : unit.end + 1] == "的"
    ]
    return tuple(able[-1:])
