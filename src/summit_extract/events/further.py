"""Which sentences go on about an event without a word that tells it: its title and heading, what
was said there, who sat in, what its document lays down."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from summit_extract.dates.resolution import DateMention
from summit_extract.events.lexicon import alternation
from summit_extract.events.outcome import provisions_of
from summit_extract.events.tellings import Telling, in_order
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import NO_EVENTS_IN, ArticleView, Unit, UnitKind, within
from summit_extract.language.layout import BlockKind, Range

if TYPE_CHECKING:
    from summit_extract.events.merging import Draft

__all__ = ["add_further"]

_Told = tuple[Telling, "Draft"]
_TALKS = (EventType.MEETING, EventType.CALL)
_OPEN = frozenset({Status.PLANNED, Status.PROPOSED})
_BLOCKS_ON = 1
_LEAD = 8
_TELLINGS_BACK = 3
_REACH = 12
"""How many of the tellings nearby are looked at, so that cost stays linear."""


def add_further(view: ArticleView, drafts: "Sequence[Draft]") -> None:
    """Add to each event the sentences that go on about it, in the order of the text."""
    told = in_order(drafts)
    starts = [telling.trigger.start for telling, _ in told]
    for sentence in view.layout.sentences:
        kind = view.block_of(sentence.start).kind
        if kind in NO_EVENTS_IN:
            continue
        first, last = (bisect_left(starts, at) for at in sentence)
        if kind is BlockKind.TITLE:
            found = _of_title(view, sentence, told[last : last + _REACH])
        elif kind is BlockKind.HEADING:
            found = _of_heading(view, sentence, told[last : last + _REACH])
        elif kind is BlockKind.CAPTION:
            found = _of_caption(view, sentence, told[max(first - _REACH, 0) : last + _REACH])
        else:
            found = _of_story(view, sentence, told[max(first - _REACH, 0) : first], last > first)
        for draft in found:
            draft.note(sentence)
    for draft in drafts:
        own = {telling.start for telling in draft.tellings}
        beside = sorted(sentence for sentence in draft.further if sentence.start not in own)
        draft.further = dict.fromkeys(s for s in beside if _may_go_on(view, draft, s))


def _may_go_on(view: ArticleView, draft: "Draft", sentence: Range) -> bool:
    """Tell whether nothing in a sentence of the story is told to be on another day."""
    story = view.block_of(sentence.start).kind is BlockKind.BODY
    if draft.type is EventType.AGREEMENT and next(provisions_of(view, sentence), None):
        return True  # 按協議，蘇軍5月15日起撤離
    speaker = _speaker(view, sentence, within(view.units, *sentence)) if story else None
    return not story or not _at_another_time(draft, _days(view, sentence, speaker))


def _days(view: ArticleView, sentence: Range, speaker: Unit | None) -> Sequence[DateMention]:
    """Give the days that a sentence tells, without those in what somebody says in it."""
    return within(view.dates, sentence.start, speaker.end if speaker else sentence.end)


def _parties(view: ArticleView, draft: "Draft", units: Sequence[Unit]) -> int:
    """Count the participants that units name, by themselves or by their states."""
    found = set()
    for identity in draft.people:
        country = view.entities[identity].country_code if identity in view.entities else ""
        for unit in units:
            state = unit.kind is UnitKind.STATE and unit.country_code == country != ""
            if identity in unit.entities or state:
                found.add(identity)
    return len(found)


def _of_title(view: ArticleView, title: Range, told: Sequence[_Told]) -> "Iterator[Draft]":
    """專機突降的黎波里　扁會格達費之子: the first event told of those whom the title names, and the
    first agreement, if it names a document and a party."""
    units = within(view.units, *title)
    signed = _of_document().search(view.simplified, *title)
    agreement = next((d for _, d in told if d.type is EventType.AGREEMENT), None)
    if agreement is not None and signed and _parties(view, agreement, units):
        yield agreement
    first = told[0][1] if told else None
    if first is None or first is agreement or first.status in _OPEN:
        return
    places = within(view.places, *title)
    there = first.place is not None and any(p.place == first.place.place for p in places)
    if _parties(view, first, units) >= (1 if there else 2):
        yield first


def _of_heading(view: ArticleView, heading: Range, told: Sequence[_Told]) -> "Iterator[Draft]":
    """2008年7月11日　法爾孔州: the first that took place then and is told under it."""
    days = [day for day in within(view.dates, *heading) if day.label == "DATE"]
    for telling, draft in told:
        under = view.heading_before(telling.trigger.start)
        if under is None or not under.start <= heading.start < under.end or not days:
            return
        mention = telling.when.mention
        if (mention is not None and mention in days) or _on_day(draft, days):
            yield from (d for t, d in told if t.start == telling.start)
            return


def _of_caption(view: ArticleView, caption: Range, told: Sequence[_Told]) -> "Iterator[Draft]":
    """A picture of those who met, on the day they did."""
    units = within(view.units, *caption)
    days = within(view.dates, *caption)
    for _, draft in told:
        met = draft.status is Status.HELD and _parties(view, draft, units) >= 2
        then = _on_day(draft, days) or not any(day.date_start for day in days)
        if met and then and _pictured().search(view.simplified, *caption):
            yield draft
            return


def _on_day(draft: "Draft", days: Sequence[DateMention]) -> bool:
    return any(
        day.date_start and draft.days[0] <= day.date_start and day.date_end <= draft.days[1]
        for day in days
    )


def _at_another_time(draft: "Draft", days: Sequence[DateMention]) -> bool:
    first, last = draft.days
    return any(
        day.date_start and (not first or day.date_end < first or last < day.date_start)
        for day in days
    )


def _of_story(
    view: ArticleView, sentence: Range, before: Sequence[_Told], tells: bool
) -> "Iterator[Draft]":
    """Give the events of the sentence before with tellings that this one goes on about, else those
    of one before that; a sentence that ``tells`` of others, only if it begins with what was said.
    """
    units = within(view.units, *sentence)
    pair = _pair(view, sentence, units)
    speaker = _speaker(view, sentence, units)
    side = _side(view, sentence, units)
    told_at = sorted({telling.start for telling, _ in before}, reverse=True)[:_TELLINGS_BACK]
    for at in told_at:
        current = [(telling, draft) for telling, draft in before if telling.start == at]
        distance = view.block_index(sentence.start) - current[0][0].block
        if distance > _BLOCKS_ON + (speaker is not None or side is not None):
            return
        found = []
        for _, draft in current:
            held = draft.status is Status.HELD
            said = held and speaker is not None and set(speaker.entities) <= draft.people
            if _at_another_time(draft, _days(view, sentence, speaker if said else None)):
                continue
            last = at == told_at[0]
            if last and _goes_on(view, sentence, draft, tells):
                found.append(draft)
            elif draft.status in _OPEN or draft.type not in _TALKS:
                continue
            else:
                both = last and pair is not None and set(pair.entities) <= draft.people
                more = side is not None and bool(draft.further) and _is_of(view, draft, side)
                if said or (not tells and (both or more)):
                    found.append(draft)
        alone = not (found or tells) and at == told_at[0]
        begins = not distance and _this().match(view.simplified, *sentence)
        if alone and (begins or _this_event().search(view.simplified, *sentence)):
            found = [draft for _, draft in current][-1:]
        if found:
            yield from found
            return


def _is_of(view: ArticleView, draft: "Draft", side: Unit) -> bool:
    """Tell whether a state is that of a participant."""
    return any(
        identity in view.entities and view.entities[identity].country_code == side.country_code
        for identity in draft.people
    )


def _side(view: ArticleView, sentence: Range, units: Sequence[Unit]) -> Unit | None:
    """中方願同吉方擴大合作: more of what somebody says for his side."""
    unit = units[0] if units else None
    if unit is None or unit.start != sentence.start or unit.kind is not UnitKind.STATE:
        return None
    told = view.simplified[unit.start : unit.end]
    wills = re.match(alternation("willing"), view.simplified[unit.end : unit.end + 4])
    return unit if told.endswith("方") and wills else None


def _goes_on(view: ArticleView, sentence: Range, draft: "Draft", tells: bool) -> bool:
    """協議有效期120日, 會談持續80分鐘: the event itself is the subject."""
    if tells:
        return False
    if draft.type is EventType.AGREEMENT:
        return bool(_of_document().match(view.simplified, *sentence))
    return draft.type in _TALKS and bool(_of_talks().match(view.simplified, *sentence))


def _pair(view: ArticleView, sentence: Range, units: Sequence[Unit]) -> Unit | None:
    """Give the 雙方 or 兩人 that is the subject of a sentence."""
    unit = units[0] if units else None
    if unit is None or unit.kind is not UnitKind.PAIR or not unit.entities:
        return None
    if re.match(alternation("afterwards"), view.simplified[sentence.start : unit.start]):
        return None
    near = unit.start - sentence.start <= _LEAD
    return unit if near and view.simplified[unit.end : unit.end + 1] != "的" else None


def _speaker(view: ArticleView, sentence: Range, units: Sequence[Unit]) -> Unit | None:
    """Give the person who says something in the first words of a sentence, to nobody else who is
    named and not elsewhere (記者會, 回憶錄)."""
    for number, unit in enumerate(units):
        if unit.kind is not UnitKind.PERSON or not unit.principal or not unit.entities:
            continue
        told = _said().match(view.simplified, unit.end, sentence.end)
        if told is None or unit.start - sentence.start > _LEAD:
            return None
        others = [u for u in units[number + 1 :] if u.start < told.end()]
        elsewhere = re.search(alternation("said_elsewhere"), told.group())
        return None if others or elsewhere else unit
    return None


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,12}}?(?:{alternation('saying')}|{alternation('said_there')})")


@cache
def _of_document() -> re.Pattern[str]:
    return re.compile(rf"[^，。；、]{{0,8}}?(?:{alternation('paper')}|{alternation('sealing')})")


@cache
def _of_talks() -> re.Pattern[str]:
    return re.compile(rf"[^，。；、「“]{{0,4}}?{alternation('talks')}")


@cache
def _pictured() -> re.Pattern[str]:
    return re.compile(rf"{alternation('pictured')}|{alternation('sealing')}|{alternation('talks')}")


@cache
def _this_event() -> re.Pattern[str]:
    """白宮證實了這次談話, 這趟行程一波三折."""
    return re.compile(
        rf"{alternation('this_one')}(?:{alternation('talks')}|{alternation('trip')}|{alternation('pictured')})"
    )


@cache
def _this() -> re.Pattern[str]:
    return re.compile(alternation("this"))
