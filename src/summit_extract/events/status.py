"""Whether what a trigger tells took place: cues in scope, and tense against the article's date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from summit_extract.events.lexicon import (
    Cue,
    alternation,
    cues,
    documents,
    longest_matches,
    object_verbs,
)
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import ArticleView, Clause, UnitKind, says_after, within
from summit_extract.language.layout import Range

__all__ = ["StatusReading", "has_subject", "read_status"]


_COUNT = re.compile(
    r"(?<![第一])(?:[2-9]|\d\d+|[两二三四五六七八九十]|数|几|多|无数|好几|十几|几十)[次轮回](?!会议)[^，。；]{0,4}$"
)
_COUNTED = re.compile(
    r"[^，。；]{0,16}?(?<!第)(?:(?:[2-9]|\d\d+|[两二三四五六七八九十数几多]{1,4})多?[次轮回]|次数)"
)
"""6次會面 counts occasions, 第6次會面 is one."""


_DAY_LENGTH = 10
_LONGEST_INVITATION = 40
_SHORT = 14
_AT_INVITATION = re.compile(r"应[^，。；]{0,36}邀请?$")
"""應習近平邀請 tells at whose invitation, not that something was only proposed."""


@dataclass(frozen=True, slots=True)
class StatusReading:
    """What the cues around one trigger say.

    ``status`` is None where no cue decides; ``at`` is where the deciding cue stands, if before the
    trigger. ``particular`` is False for habits, counts and suppositions, which are no occasion.
    ``fixed`` is True where it is said to have been fixed.
    """

    status: Status | None
    particular: bool = True
    fixed: bool = False
    cue: str = ""
    rank: int = 9
    at: int = -1


def _found(view: ArticleView, start: int, end: int) -> Iterator[tuple[int, Cue]]:
    for position, cue in longest_matches(cues(), view.simplified, start, end):
        if isinstance(cue, Cue):
            yield position, cue


def read_status(view: ArticleView, trigger: Trigger, following: int) -> StatusReading:
    """Read the status cues in the scope of a trigger.

    ``following`` is where the next trigger begins. The scope is the trigger's clause. Cues behind
    the trigger count where the table says so, in the clauses that follow too as long as they are
    about the event. Stronger cues win, among equals the nearest.
    """
    clause = view.clauses[trigger.clause]
    candidates: list[tuple[int, int, Cue]] = []
    for position, cue in _found(view, clause.start, trigger.start):
        if cue.status is Status.NOT_HELD and _is_attended(view, position + len(cue.word)):
            continue
        if cue.side != "after" and _is_word(view, position, cue, trigger):
            candidates.append((cue.rank, trigger.start - position, cue))
    before = list(_of_clauses_before(view, trigger))
    fixed = any(cue.status == "fixed" for _, _, cue in [*candidates, *before])
    nexts = view.sentence_range(clause.sentence).end if fixed else following
    for position, cue in _found(view, trigger.end, _after_end(view, trigger, clause, nexts)):
        other = next(
            iter(longest_matches(documents(), view.simplified, trigger.end, position)), None
        )
        if other is not None and trigger.event_type is not EventType.AGREEMENT:
            break  # 會談鬧翻 礦產協議告吹: what fell through is another thing
        if _is_reason(view, clause, trigger.end, position):
            break  # 因李登輝訪美而取消: what was called off is what the reason is given for
        if cue.side != "before" and _is_word(view, position, cue):
            candidates.append((cue.rank, position - trigger.end, cue))
    candidates += _of_predicate(view, trigger, clause)
    counted = _COUNT.search(view.simplified[clause.start : trigger.start]) or _COUNTED.match(
        view.simplified, trigger.end, clause.end
    )
    if counted and not _is_dated(view, clause):
        return StatusReading(None, particular=False)
    sentence = view.sentence_range(clause.sentence)
    for position, cue in _found(view, sentence.start, clause.start):
        if cue.side == "sentence" and _is_word(view, position, cue):
            candidates.append((cue.rank, trigger.start - position, cue))
    candidates = candidates or before
    deciding = [found for found in candidates if found[2].status != "fixed"]
    if not deciding and fixed and _is_past_help(view, sentence):
        return StatusReading(Status.CANCELLED, fixed=True)
    if not deciding:
        return StatusReading(None, fixed=fixed)
    rank, distance, cue = min(deciding, key=lambda found: (found[0], found[1]))
    at = trigger.start - distance
    if cue.status == "none":
        return StatusReading(None, particular=False, fixed=fixed, cue=cue.word, rank=rank)
    if cue.status == "agreed":
        told = any(
            m.label == "DATE" and m.value for m in within(view.dates, clause.start, clause.end)
        )
        status = Status.PLANNED if told else Status.PROPOSED
        return StatusReading(status, fixed=fixed, cue=cue.word, rank=rank, at=at)
    if cue.status == "plain":
        return StatusReading(Status.HELD, fixed=fixed, cue=cue.word, rank=rank)
    assert isinstance(cue.status, Status)
    if cue.status is Status.NOT_HELD and _is_span_of_time(view, clause, trigger):
        return StatusReading(None, particular=False, fixed=fixed, cue=cue.word, rank=rank)
    return StatusReading(cue.status, fixed=fixed, cue=cue.word, rank=rank, at=at)


def _of_clauses_before(view: ArticleView, trigger: Trigger) -> Iterator[tuple[int, int, Cue]]:
    """他將飛往北平，展開五天的訪問: what a clause before plans goes on in those that
    bring no subject of their own, in its sentence."""
    clause = view.clauses[trigger.clause]
    end = trigger.start
    for index in range(trigger.clause, 0, -1):
        if has_subject(view, view.clauses[index].start, end):
            return
        before = view.clauses[index - 1]
        if before.sentence != clause.sentence:
            return
        found = [
            (cue.rank, trigger.start - position, cue)
            for position, cue in _found(view, before.start, before.end)
            if cue.side == "before" and _is_word(view, position, cue)
        ]
        planned = [f for f in found if f[2].status in (Status.PLANNED, Status.PROPOSED, "fixed")]
        yield from planned
        if planned:
            return
        end = before.end


def _of_predicate(
    view: ArticleView, trigger: Trigger, clause: Clause
) -> list[tuple[int, int, Cue]]:
    """下一次峰會將在土耳其舉行: what the cues say of an event that is itself the subject."""
    return [
        (cue.rank, position - trigger.end, cue)
        for position, cue in _found(view, trigger.end, clause.end)
        if cue.side == "before"
        and cue.status in (Status.PLANNED, Status.PROPOSED, Status.NOT_HELD)
        and _is_word(view, position, cue)
        and re.search(alternation("held_verb"), view.simplified[position : clause.end])
        and not has_subject(view, trigger.end, position)
    ]


def has_subject(view: ArticleView, start: int, end: int) -> bool:
    """Tell whether a clause names who acts, up to a point: somebody whom no linker and no
    preposition puts beside another, and who is no object."""
    for unit in within(view.units, start, end):
        lead = view.simplified[start : unit.start]
        beside = re.search(
            rf"(?:{alternation('linker')}|{alternation('preposition')}|{alternation('undergoing')})$",
            lead,
        )
        place = unit.kind is UnitKind.STATE and re.search(alternation("locative"), lead)
        met = re.search(rf"{object_verbs()}(?:了|到访的|来访的)?$", lead)
        named = unit.kind is UnitKind.STATE and _is_in_name(view, unit.end, end)
        if unit.end <= end and not (beside or place or met or named or says_after(view, unit)):
            return True
    return False


def _is_in_name(view: ArticleView, start: int, end: int) -> bool:
    """美俄烏三方會談: states right before a meeting are part of its name."""
    states = within(view.units, start, end)
    reach = start
    for unit in states:
        if unit.kind is not UnitKind.STATE or unit.start != reach:
            return False
        reach = unit.end
    return reach == end


def _is_attended(view: ArticleView, position: int) -> bool:
    """未加入會談: what did not happen is that somebody went there."""
    return bool(
        re.match(rf"[^，。；]?{alternation('attending')}", view.simplified[position : position + 8])
    )


def _is_past_help(view: ArticleView, sentence: Range) -> bool:
    """Fixed and made impossible by a death is called off."""
    return bool(re.search(alternation("death"), view.simplified[sentence.start : sentence.end]))


def _is_reason(view: ArticleView, clause: Clause, start: int, end: int) -> bool:
    """Tell whether a clause only gives a reason, and its consequence stands between two points."""
    if not re.match(alternation("cause"), view.simplified[clause.start : start]):
        return False
    return bool(re.search(alternation("consequence"), view.simplified[start:end]))


def _after_end(view: ArticleView, trigger: Trigger, clause: Clause, nexts: int) -> int:
    """Cues behind a trigger count up to the end of its clause, and in the clauses that follow in
    its sentence as long as these bring nobody new (…的訪問，周五宣布延期)."""
    end = clause.end
    for number in range(trigger.clause + 1, len(view.clauses)):
        following = view.clauses[number]
        if following.sentence != clause.sentence or following.start >= nexts:
            break
        if nexts < following.end:
            break  # 聊了幾句，沒有舉行正式會談: said of the next
        if not _goes_on_about_it(view, following):
            break
        end = min(following.end, nexts)
    return end


def _goes_on_about_it(view: ArticleView, clause: Clause) -> bool:
    """A clause that gives a reason, or brings nobody new but a speaker, is about the event."""
    if re.match(alternation("causal"), view.simplified[clause.start : clause.end]):
        return True
    text = view.simplified[clause.start : clause.end]
    if len(text) <= _SHORT and re.search(alternation("accepting"), text):
        return True  # 艾氏已予接受
    return not has_subject(view, clause.start, clause.end)


def _is_span_of_time(view: ArticleView, clause: Clause, trigger: Trigger) -> bool:
    """已近六年沒有見面 is no occasion that did not come about."""
    return any(m.label == "DURATION" for m in within(view.dates, clause.start, trigger.start))


def _is_dated(view: ArticleView, clause: Clause) -> bool:
    """Several sessions on days that are told (3日至5日舉行了八次會談) are an occasion."""
    sentence = view.sentence_range(clause.sentence)
    return any(
        mention.label == "DATE" and len(mention.value) >= _DAY_LENGTH
        for mention in within(view.dates, sentence.start, sentence.end)
    )


def _is_word(view: ArticleView, position: int, cue: Cue, trigger: Trigger | None = None) -> bool:
    """A cue is no part of a name (同意大利總理會談); one of a single character is a word."""
    end = position + len(cue.word)
    if any(mention.start < end for mention in within(view.names, position, end)):
        return False
    if cue.status is Status.PROPOSED and _AT_INVITATION.search(
        view.simplified[max(0, position - _LONGEST_INVITATION) : end]
    ):
        return False
    if len(cue.word) > 1:
        return True
    at_trigger = trigger is not None and end == trigger.start  # 將訪, 未晤
    return position in view.token_bounds and (end in view.token_bounds or at_trigger)
