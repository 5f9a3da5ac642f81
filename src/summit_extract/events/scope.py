"""What a status cue governs: how far it reaches, and whether what it is said of is the event.

As in ConText (Harkema et al. 2009), a cue acts on the targets in its scope, and scopes end at
words of their own; here also at a clause set within another (在B訪問P後), and at the noun that a
word such as 取消 has for its object.
"""

import re
from collections.abc import Sequence
from functools import cache

from summit_extract.events.lexicon import Cue, alternation
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import ArticleView, UnitKind, within

__all__ = [
    "CALLED_OFF",
    "closes_phrase",
    "governs_event",
    "is_of_event",
    "modified_until",
    "names_event",
]

CALLED_OFF = (Status.CANCELLED, Status.POSTPONED)
_LONGEST_MODIFIER = 16
_LONGEST_VERB = 6
_OBJECT = re.compile(r"\w*")


def governs_event(
    view: ArticleView, triggers: Sequence[Trigger], number: int, position: int, cue: Cue
) -> bool:
    """Tell whether a cue that stands before a trigger in its clause is said of it.

    It is not where a clause set within holds the cue and not the trigger, or where what the cue is
    said of comes before and closes the phrase (取消訪華的B與C會談, 取消記者會後與C會談).
    """
    trigger = triggers[number]
    end = position + len(cue.word)
    if trigger.passed and trigger.passed[0] <= position < trigger.passed[1]:
        return False
    between = view.simplified[end : trigger.start]
    if view.simplified.startswith("后", trigger.end) and re.search(alternation("ending"), between):
        return False  # 原定在結束對印度的訪問後，轉往巴基斯坦
    if cue.status == "fixed":
        return not closes_phrase(view, end, trigger.start)
    if cue.status not in (*CALLED_OFF, Status.NOT_HELD):
        return True
    for other in triggers[max(number - 3, 0) : number]:
        if other.start >= end and closes_phrase(view, other.end, trigger.start):
            return False
    of_other_thing = re.search(alternation("other_thing"), between)
    return not (cue.status in CALLED_OFF and of_other_thing)


def closes_phrase(view: ArticleView, start: int, end: int) -> bool:
    """訪華的布林肯: a person or state behind 的 is what the words before it describe."""
    at = start
    while (at := view.simplified.find("的", at, end)) >= 0:
        at += 1
        if _taking_place().search(view.simplified, max(start, at - _LONGEST_VERB), at):
            continue  # 原訂周一登場的|印巴外長會議
        if any(
            unit.kind is not UnitKind.ORG and unit.start - at <= 2 and unit.end <= end
            for unit in within(view.units, at, at + 3)
        ):
            return True
    return False


@cache
def _taking_place() -> re.Pattern[str]:
    return re.compile(rf"{alternation('held_verb')}的$")


def is_of_event(
    view: ArticleView, trigger: Trigger, position: int, cue: Cue, expected: bool
) -> bool:
    """Tell whether what is called off or put off behind a trigger is what the trigger tells.

    ``expected`` is True if the event was still to come: then its 行程 or 計劃 may stand for it.
    An object of the cue must be the event (取消行程), no other thing (取消記者會); so must what
    is said of it to be called off (訪問推遲, but not 記者會取消).
    """
    clause = view.clauses[view.clause_index(position)]
    end = position + len(cue.word)
    lead = view.simplified[max(trigger.end, clause.start) : position]
    if trigger.event_type is EventType.AGREEMENT:
        lead = lead.removeprefix("仪式")
    own = _names_event(trigger.event_type, expected)
    if cue.side == "any":
        match = _OBJECT.match(view.simplified, end, clause.end)
        thing = match.group() if match else ""
        if re.search(alternation("other_thing"), thing):
            return False
        if thing and not own.search(thing) and not _has_no_object(view, end, thing):
            return False
    if re.search(alternation("other_thing"), lead):
        return False
    if own.search(lead):
        return True
    if re.search(r"原[定订]的?\w", lead):
        return False  # 原定的答問環節臨時取消
    return expected or not re.search(alternation("plan_noun"), lead)


def names_event(
    view: ArticleView, trigger: Trigger, position: int, cue: Cue, expected: bool
) -> bool:
    """獲悉協議內容後取消行程: whether a cue has a word that stands for the event as its object."""
    clause = view.clauses[view.clause_index(position)]
    match = _OBJECT.match(view.simplified, position + len(cue.word), clause.end)
    return bool(match and _names_event(trigger.event_type, expected).match(match.group()))


def _names_event(event_type: EventType, expected: bool) -> re.Pattern[str]:
    names = alternation(f"{event_type.value}_noun")
    if expected or event_type is EventType.VISIT:
        names = f"(?:{names}|{alternation('plan_noun')})"
    return re.compile(names)


def _has_no_object(view: ArticleView, end: int, thing: str) -> bool:
    """取消後, 推遲至8月, 延期一周: what follows is no object."""
    if re.match(rf"(?:了)?(?:{alternation('no_object')}|$)", thing):
        return True
    return any(m.start - end <= 1 for m in within(view.dates, end, end + 2))


def modified_until(view: ArticleView, triggers: Sequence[Trigger], number: int) -> int:
    """Give how far behind a trigger a noun may stand that it modifies (訪問越南的計劃)."""
    trigger = triggers[number]
    clause = view.clauses[trigger.clause]
    end = min(clause.end, trigger.end + _LONGEST_MODIFIER)
    if number + 1 < len(triggers):
        end = min(end, triggers[number + 1].start)
    return end
