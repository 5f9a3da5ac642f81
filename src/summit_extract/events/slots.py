"""Further slots of a telling: format, occasion, durations, topics, outcome, source credited."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from summit_extract.events.lexicon import Form, alternation
from summit_extract.events.triggers import Trigger
from summit_extract.events.values import EventType, Format
from summit_extract.events.view import ArticleView, Clause, UnitKind, within
from summit_extract.language.layout import Range
from summit_extract.names.values import NameMention

__all__ = [
    "durations_of",
    "format_of",
    "occasion_of",
    "outcome_of",
    "sources_of",
    "topics_of",
]

_LONGEST_SLOT = 60
_NO_MODIFIER = re.compile(r"[，。；、即便就后才前里内再]")
_AND_SO_ON = re.compile(r"等(?:[^、，]{0,6})?$")
_MARKS = "「」『』“”《》（）()：: "
_NEAR_DURATION = 3
_LONGEST_ROLE = 12
_BEFORE_TRIGGER = 10
_MAY_LAST = re.compile(r"P(?:T|\d{1,2}[DW])")
"""Meetings and visits last minutes to weeks; months and years are anniversaries and terms."""
_PEOPLE = (UnitKind.PERSON, UnitKind.PAIR)
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
        if view.clause_index(mention.start) in elsewhere:
            continue
        if mention.label != "EVENT" or mention.start <= trigger.start < mention.end:
            continue
        if mention.entity.kind in _NO_OCCASIONS or (mention.start, mention.end) in named:
            continue
        if mention.start < trigger.start or not best:
            best = mention.entity.id
        if mention.start >= clause.start:
            return mention.entity.id
    return best


def durations_of(view: ArticleView, trigger: Trigger, others: Sequence[Trigger]) -> tuple[str, str]:
    """Give the planned and the actual duration that the text tells of what a trigger tells.

    Looked for in its clause and in those that follow in its sentence, up to the next trigger.
    """
    clause = view.clauses[trigger.clause]
    sentence = view.sentence_range(clause.sentence)
    strong = [other for other in others if not other.weak]
    end = min([*(o.start for o in strong if o.start >= trigger.end), sentence.end])
    start = max([clause.start, *(o.end for o in strong if o.end <= trigger.start)])
    planned = actual = ""
    for mention in within(view.dates, start, end):
        if mention.label != "DURATION" or not _MAY_LAST.match(mention.value):
            continue
        lead = view.simplified[max(start, mention.start - 8) : mention.start]
        if re.search(rf"{alternation('scheduled')}[^，。；]{{0,6}}$", lead):
            planned = planned or mention.value
        elif mention.end <= trigger.start:
            between = view.simplified[mention.end : trigger.start]
            if len(between) <= _BEFORE_TRIGGER and not _NO_MODIFIER.search(between):
                actual = actual or mention.value
        elif mention.start - trigger.end <= _NEAR_DURATION or re.search(
            rf"{alternation('lasting')}[^，。；]{{0,5}}$", lead
        ):
            actual = actual or mention.value
    return planned, actual


@cache
def _about() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('about')}(?P<topic>[^，。；：就]{{2,{_LONGEST_SLOT}}}?)(?:等)?"
        rf"(?:进行了?|举行了?|展开了?|交换了?|作了?|深入|坦诚|{alternation('talked')})"
    )


@cache
def _talking() -> re.Pattern[str]:
    return re.compile(
        rf"{alternation('talking')}(?:了|到|的)?(?:包括|：|:)?(?![将被是的在会也已于中会])(?P<topic>[^，。；：]{{2,{_LONGEST_SLOT}}})"
    )


@cache
def _resulting() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<outcome>(?:未能|没有|并未|未|没能)?(?:就[^，。；]{{1,20}})?{alternation('resulting')}"
        rf"(?:了|一项|一致)?[^，。；]{{2,{_LONGEST_SLOT}}})"
    )


def topics_of(view: ArticleView, sentence: Range) -> Iterator[str]:
    """Give what a sentence says was discussed, in its own words."""
    seen: set[int] = set()
    for pattern in (_about(), _talking()):
        for found in pattern.finditer(view.simplified, *sentence):
            start, end = found.span("topic")
            if any(unit.kind in _PEOPLE for unit in within(view.units, start, end)):
                continue
            if not any(start <= other < end for other in seen):
                seen.add(start)
                yield from _items(view.text[start:end])


def _items(topic: str) -> Iterator[str]:
    """Take the things listed in a topic apart (金融危機、氣候變遷與貿易保護主義)."""
    whole = _AND_SO_ON.sub("", topic).strip(_MARKS)
    parts = whole.split("、")
    if len(parts) > 1:
        parts[-1:] = re.split(r"以及|[和與与及]", parts[-1], maxsplit=1)
    yield from (part.strip(_MARKS) for part in parts if len(part.strip(_MARKS)) > 1)


def outcome_of(view: ArticleView, sentence: Range) -> Iterator[str]:
    """Give what a sentence says came of it, in its own words."""
    for found in _resulting().finditer(view.simplified, *sentence):
        start, end = found.span("outcome")
        yield view.text[start:end]


def sources_of(view: ArticleView, clause: Clause) -> Iterator[str]:
    """Give the entity ids of those whom the sentence of a clause credits: organisations, offices
    by their spokesmen, and people who say it in a clause of their own."""
    sentence = view.sentence_range(clause.sentence)
    for mention in within(view.names, sentence.start, sentence.end):
        if mention.label == "ORG":
            lead = view.simplified[max(sentence.start, mention.start - 5) : mention.start]
            if not _is_employer(view, mention) and not lead.endswith("向《"):
                told = _told_by().match(view.simplified, mention.end, sentence.end)
                if told or re.search(rf"{alternation('according')}[^，。；]{{0,2}}$", lead):
                    yield mention.entity.id
        elif mention.label == "PERSON" and mention.start < clause.start:
            said = _says().match(view.simplified, mention.end, sentence.end)
            if said:
                yield mention.entity.id


@cache
def _told_by() -> re.Pattern[str]:
    return re.compile(rf"[》」]?[^，。；]{{0,16}}?{alternation('saying')}")


@cache
def _says() -> re.Pattern[str]:
    """A verb of saying, then a comma: 江丙坤昨天表示，…"""
    return re.compile(rf"[^，。；]{{0,6}}?{alternation('saying')}[，：]")


def _is_employer(view: ArticleView, mention: NameMention) -> bool:
    """復旦大學 in 復旦大學教授沈逸 is no source, 外交部 in 外交部發言人 is."""
    return any(
        role.start <= mention.start and role.end >= mention.end and role.office != "spokesperson"
        for role in within(view.roles, mention.start - _LONGEST_ROLE, mention.end)
    )
