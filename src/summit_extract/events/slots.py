"""Further slots of a telling: format, occasion, durations."""

import re
from collections.abc import Sequence
from functools import cache

from summit_extract.dates.resolution import DateMention
from summit_extract.events.lexicon import Form, alternation
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import EventType, Format
from summit_extract.events.view import ArticleView, UnitKind, within
from summit_extract.language.layout import Range
from summit_extract.names.values import NameMention

__all__ = [
    "duration_in",
    "durations_of",
    "format_of",
    "occasion_of",
    "run_from",
]

_NO_MODIFIER = re.compile(r"[，。；、即便就后才前里内再]")
_NEAR_DURATION = 3
_STORY = 300
_ROLE = 20
_BEFORE_TRIGGER = 10
_LEAD = 8
_HALF_A_DAY = 12
_HOURS = re.compile(r"PT(?:(\d+)H)?(?:\d+M)?~?")
_MAY_LAST = re.compile(r"P(?:T|\d{1,2}[DW])")
"""Meetings and visits last minutes to weeks; months and years are anniversaries and terms."""
_NO_OCCASIONS = frozenset({"war", "crisis", "affair", "election", "bilateral"})


def format_of(view: ArticleView, trigger: Trigger, people: int, sides: int) -> Format | None:
    """Tell how principals met, by the trigger's own word, cues around it, and how many sides."""
    if trigger.event_type not in (EventType.MEETING, EventType.CALL):
        return None
    clause = view.clauses[trigger.clause]
    sentence = view.sentence_range(clause.sentence)
    around = view.simplified[clause.start : clause.end]
    whole = view.simplified[clause.start : sentence.end]
    if trigger.event_type is EventType.CALL:
        return trigger.format or Format.PHONE
    if trigger.format is Format.INFORMAL:
        return Format.INFORMAL
    before = view.simplified[max(clause.start, trigger.start - 10) : trigger.start]
    if re.search(alternation("informal"), before):
        return Format.INFORMAL
    alone = trigger.format is Format.ONE_ON_ONE or re.search(alternation("alone"), around)
    if alone and not re.search(alternation("enlarged"), whole):
        return Format.ONE_ON_ONE
    if trigger.format is Format.MULTILATERAL or sides >= 3:
        return Format.MULTILATERAL
    return Format.BILATERAL if people >= 2 else None


def occasion_of(view: ArticleView, trigger: Trigger, others: Sequence[Trigger]) -> str:
    """Give the entity id of the gathering that a telling names, or an empty string.

    Names of a meeting of two (特普會) are no gathering.
    """
    named = {(other.start, other.end) for other in others if other.form == Form.NAME}
    clause = view.clauses[trigger.clause]
    sentence = view.sentence_range(clause.sentence)
    best = ""
    elsewhere = {other.clause for other in others if other.clause != trigger.clause}
    for mention in within(view.names, sentence.start, sentence.end):
        lead = view.simplified[max(sentence.start, mention.start - 8) : mention.start]
        gone_to = mention.start < trigger.start and _gone_to().search(lead)
        if view.clause_index(mention.start) in elsewhere and not gone_to:
            continue
        gathering = mention.label == "EVENT" or _is_in_session(view, mention)
        if not gathering or mention.start <= trigger.start < mention.end:
            continue
        if mention.entity.kind in _NO_OCCASIONS or (mention.start, mention.end) in named:
            continue
        if _over_before().match(view.simplified, mention.end):
            continue  # 出席峰會後轉往: not at it
        if _is_of_office(view, mention.start, mention.end):
            continue
        meets = trigger.event_type is not EventType.VISIT
        if meets and mention.start > trigger.end and _and_goes_to().search(lead):
            continue
        if mention.start < trigger.start or not best:
            best = mention.entity.id
        if mention.start >= clause.start:
            return mention.entity.id
    if not best and _at_it().search(view.simplified, sentence.start, trigger.start):
        best = _last_gathering(view, sentence.start, named)
    return best


@cache
def _over_before() -> re.Pattern[str]:
    """出席X|後, X|前夕: before or after a gathering, not at it."""
    return re.compile(r"(?:之|以)?(?:后|前)(?!往|来|去|续|赴)")


@cache
def _and_goes_to() -> re.Pattern[str]:
    """會談，並出席|論壇: something else that is done there."""
    return re.compile(rf"[并且还也]将?{alternation('gathering')}(?:了|过)?[^，。；]{{0,4}}$")


@cache
def _gone_to() -> re.Pattern[str]:
    return re.compile(rf"{alternation('gathering')}(?:了|过)?[^，。；]{{0,4}}$")


@cache
def _at_it() -> re.Pattern[str]:
    """會議期間, 峰會場邊, 大會上: at the gathering told before."""
    return re.compile(rf"(?:^|[，。；\n在于])(?:{alternation('it')}){alternation('margins')}")


def _last_gathering(view: ArticleView, end: int, named: set[tuple[int, int]]) -> str:
    for mention in reversed(within(view.names, end - _STORY, end)):
        gathering = mention.label == "EVENT" and mention.entity.kind not in _NO_OCCASIONS
        gathering = gathering and not _is_of_office(view, mention.start, mention.end)
        if gathering and (mention.start, mention.end) not in named:
            return mention.entity.id
    return ""


def _is_in_session(view: ArticleView, mention: NameMention) -> bool:
    """在聯合國大會場邊, APEC期間: a body that is told as a gathering."""
    return mention.label == "ORG" and _beside().match(view.simplified, mention.end) is not None


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"(?:会议)?{alternation('at_margins')}")


def _is_of_office(view: ArticleView, start: int, end: int) -> bool:
    """六方會談 in 六方會談首席代表 is part of an office."""
    return any(r.start <= start and end < r.end for r in within(view.roles, start - _ROLE, end))


def durations_of(view: ArticleView, trigger: Trigger, others: Sequence[Trigger]) -> tuple[str, str]:
    """Give the planned and the actual duration that the text tells of what a trigger tells.

    Looked for in its clause and in those that follow in its sentence, up to the next trigger or
    semicolon; how long somebody stayed belongs to his visit, whatever is told between.
    """
    clause = view.clauses[trigger.clause]
    sentence = view.sentence_range(clause.sentence)
    visits = trigger.event_type is EventType.VISIT
    strong = [other for other in others if not other.weak]
    ahead = [o for o in strong if o.start >= trigger.end]
    following = min([*(o.start for o in ahead), sentence.end])
    trips = [o.start for o in ahead if o.event_type is EventType.VISIT]
    end = min([*trips, sentence.end]) if visits else following
    over = view.simplified.find("；", trigger.end, end)
    end = over if over >= 0 else end
    start = max([clause.start, *(o.end for o in strong if o.end <= trigger.start)])
    behind = [o.start for o in others if o.start >= trigger.end]
    planned = actual = ""
    for mention in within(view.dates, start, end):
        if not _is_length(mention) or _modifies(view, mention, behind):
            continue
        lead = view.simplified[max(start, mention.start - _LEAD) : mention.start]
        if _shifted().search(lead):
            continue  # 會晤推遲一天, 早一天到訪
        stayed = mention.start > trigger.end and _stay().search(lead) is not None
        of_talks = mention.start > trigger.end and _is_of_talks(mention)
        if stayed != visits and (stayed or of_talks or mention.start >= following):
            continue
        if _scheduled().search(lead):
            planned = planned or mention.value
        elif mention.end <= trigger.start:
            between = view.simplified[mention.end : trigger.start]
            units = within(view.units, mention.end, trigger.start)
            if between.startswith("的") and any(u.kind is UnitKind.PERSON for u in units):
                continue  # 就職才一周的川普會談
            if len(between) <= _BEFORE_TRIGGER and not _NO_MODIFIER.search(between):
                actual = actual or mention.value
        elif mention.start - trigger.end <= _NEAR_DURATION or _lasting(trigger).search(lead):
            actual = actual or mention.value
    return planned, actual


def _modifies(view: ArticleView, mention: DateMention, triggers: Sequence[int]) -> bool:
    """與B會談，展開|一天|的訪問: the length of time is that of the trigger behind it."""
    following = min((at for at in triggers if at >= mention.end), default=len(view.text))
    between = view.simplified[mention.end : min(following, mention.end + _LEAD)]
    return following - mention.end <= _NEAR_DURATION and between[:1] in ("", "的")


def duration_in(view: ArticleView, sentence: Range) -> str:
    """前後不過兩三分鐘, 全程約半小時: how long it lasted, in a sentence that goes on about an
    event; an empty string where that is not told."""
    for mention in within(view.dates, *sentence):
        lead = view.simplified[max(sentence.start, mention.start - _LEAD) : mention.start]
        if _is_length(mention) and _lasted().search(lead) and not _scheduled().search(lead):
            return mention.value
    return ""


def run_from(view: ArticleView, day: DateMention) -> str:
    """11日|起一連兩日: for how long after a day told something goes on, or an empty string."""
    for mention in within(view.dates, day.end, day.end + _LEAD):
        between = view.simplified[day.end : mention.start]
        if _is_length(mention) and re.fullmatch(rf"起{alternation('running')}?", between):
            return mention.value
    return ""


def _is_length(mention: DateMention) -> bool:
    return mention.label == "DURATION" and _MAY_LAST.match(mention.value) is not None


def _is_of_talks(mention: DateMention) -> bool:
    """Hours told behind a visit are those of its talks."""
    hours = _HOURS.fullmatch(mention.value)
    return hours is not None and int(hours[1] or 0) < _HALF_A_DAY


@cache
def _lasted() -> re.Pattern[str]:
    return re.compile(rf"{alternation('lasting')}[^，。；]{{0,5}}$")


@cache
def _stay() -> re.Pattern[str]:
    return re.compile(rf"{alternation('staying')}了?\w{{0,2}}$")


@cache
def _stayed() -> re.Pattern[str]:
    return re.compile(rf"{_lasted().pattern}|{_stay().pattern}")


def _lasting(trigger: Trigger) -> re.Pattern[str]:
    return _stayed() if trigger.event_type is EventType.VISIT else _lasted()


@cache
def _scheduled() -> re.Pattern[str]:
    return re.compile(rf"{alternation('scheduled')}(?<!将(?=近))[^，。；]{{0,6}}$")


@cache
def _shifted() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('calling_off')}|提前|提早|早|晚|迟)了?[^，。；]{{0,2}}$")
