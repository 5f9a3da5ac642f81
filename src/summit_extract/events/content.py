"""What the talks of an article were about, what came of them and who says so: each topic, outcome
and source is given to the event that its sentence tells, or goes on about."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from summit_extract.events.lexicon import alternation
from summit_extract.events.outcome import Outcome, following_provision, outcomes_of, provisions_of
from summit_extract.events.sources import sources_of
from summit_extract.events.tellings import Telling, in_order
from summit_extract.events.topics import topics_of
from summit_extract.events.values import EventType, Status
from summit_extract.events.view import ArticleView, Unit, UnitKind, says_after, within
from summit_extract.language.layout import BlockKind, Range

if TYPE_CHECKING:
    from summit_extract.events.merging import Draft

__all__ = ["add_content"]

_TALKS = (EventType.MEETING, EventType.CALL)
_NOT_YET = (Status.PLANNED, Status.PROPOSED)
_OFF = (Status.CANCELLED, Status.POSTPONED)
_BLOCKS_BACK = 3
_NEXT_BLOCKS = 2
_NEAR = 6
_REACH = 40
"""How many tellings are looked back at, so that cost stays linear."""
_Told = tuple[Telling, "Draft"]


def add_content(view: ArticleView, drafts: "Sequence[Draft]") -> None:
    """Add topics, outcome and sources to the events of an article, in the order of the text."""
    told = in_order(drafts)
    starts = [telling.trigger.start for telling, _ in told]
    for sentence in view.layout.sentences:
        block = view.block_of(sentence.start)
        if block.kind in (BlockKind.RELATED, BlockKind.BOILERPLATE, BlockKind.BYLINE):
            continue
        if block.kind is BlockKind.TITLE:
            _add_from_title(view, sentence, told[:_REACH])
        if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
            continue
        first, last = (bisect_right(starts, at - 1) for at in sentence)
        here = told[first:last]
        before = told[max(first - _REACH, 0) : first]
        if here:
            _add_told(view, sentence, here, before)
        else:
            _add_sequel(view, sentence, before)
        _add_provisions(view, sentence, [*before, *here])


def _add_from_title(view: ArticleView, title: Range, told: Sequence[_Told]) -> None:
    """王毅密集通話　談阿富汗局勢: what the title says was discussed, all talks of its people were
    about."""
    named = {
        identity
        for unit in within(view.units, *title)
        if unit.kind is UnitKind.PERSON
        for identity in unit.entities
    }
    for topic in topics_of(view, title):
        if topic.of_document:
            continue
        drafts = {id(draft): draft for _, draft in told if draft.type in _TALKS}
        for draft in drafts.values():
            if named & draft.people:
                draft.note(title)
                draft.topics.extend(topic.items)


def _add_told(
    view: ArticleView, sentence: Range, here: Sequence[_Told], before: Sequence[_Told]
) -> None:
    """Add what the sentence of one or more events tells of them; of an agreement after talks, what
    was discussed and what was not agreed on belongs to the talks."""
    talks = [item for item in here if item[1].type in _TALKS]
    agreements = [item for item in here if item[1].type is EventType.AGREEMENT]
    able = [item for item in here if item[1].type in _TALKS or item in agreements]
    for telling, draft in here:
        draft.reported_by.extend(sources_of(view, sentence, telling.trigger.start))
    if not talks and not agreements:
        _add_sequel(view, sentence, before, credit=False)
        return
    back = [item for item in before if item[1].type in _TALKS]
    if agreements and not talks:
        talks = [item for item in back[-1:] if item[1].people == agreements[0][1].people]
    triggers = [telling.trigger.start for telling, _ in here]
    outcomes = list(outcomes_of(view, sentence, triggers))
    for topic in topics_of(view, sentence):
        if topic.object and any(0 < topic.start - o.start < len(o.text) for o in outcomes):
            continue  # 同意討論X
        owners = agreements if topic.of_document else talks or agreements
        aside = view.clause_index(topic.start) < min(
            (t.trigger.clause for t, _ in talks), default=0
        )
        for draft in _nearest(owners, topic.start):
            held = _held_before(draft, back) if aside and not topic.of_document else draft
            held.topics.extend(topic.items)
    visits = [t.trigger.start for t, draft in here if draft.type is EventType.VISIT]
    for outcome in outcomes:
        end = outcome.start + len(outcome.text)
        if any(outcome.start <= at < end for at in (triggers if outcome.wish else visits)):
            continue  # 同意回訪: a visit of its own
        if "；" in view.simplified[end : triggers[0]]:
            continue  # 15日宣布斷交；24日簽署公報: what was before
        first = agreements and talks and end <= agreements[0][0].trigger.start
        for draft in _nearest(
            talks if first or (outcome.failed and talks) else able, outcome.start
        ):
            owner = _held_before(draft, back) if outcome.start < _first(here, draft) else draft
            _add_outcome(view, owner, outcome)
    for telling, draft in agreements:
        after = telling.trigger.end
        for provision in following_provision(view, after, sentence, triggers):
            told_already = any(
                0 <= outcome.start - provision.start < len(provision.text) for outcome in outcomes
            )
            if not told_already:
                slot = draft.topics if draft.status in _NOT_YET else draft.outcome
                slot.append(provision.text)


def _first(here: Sequence[_Told], draft: "Draft") -> int:
    own = (telling.trigger.start for telling, other in here if other is draft)
    return min(own, default=here[-1][0].end)


def _held_before(draft: "Draft", back: Sequence[_Told]) -> "Draft":
    """雙方同意十月再談: what is told beside talks to come came of those that were held."""
    if draft.type not in _TALKS or draft.status not in _NOT_YET:
        return draft
    held = [d for _, d in back if d.people == draft.people and d.status is Status.HELD]
    return held[-1] if held else draft


def _add_outcome(view: ArticleView, draft: "Draft", outcome: Outcome) -> None:
    """Add an outcome unless it is somebody else's; of talks to come, what is to be settled is a
    topic."""
    if outcome.subjects and not any(_takes_part(view, draft, unit) for unit in outcome.subjects):
        return
    if draft.type in _TALKS and draft.status in _OFF:
        return
    if outcome.wish:
        if draft.type in _TALKS:
            draft.topics.append(outcome.text)
        return
    if draft.type is EventType.AGREEMENT and draft.status in _NOT_YET:
        draft.topics.append(outcome.text)
        return
    if draft.type in _TALKS and draft.status in _NOT_YET:
        if outcome.aim:
            draft.topics.append(outcome.text)
        return
    draft.outcome.append(outcome.text)


def _takes_part(view: ArticleView, draft: "Draft", unit: Unit) -> bool:
    if unit.kind is UnitKind.PAIR or set(unit.entities) & draft.people:
        return True
    if unit.kind is UnitKind.ORG or (unit.kind is UnitKind.PERSON and unit.named):
        return False
    countries = {
        view.entities[identity].country_code
        for identity in draft.people
        if identity in view.entities
    } - {""}
    return not countries or not unit.country_code or unit.country_code in countries


def _nearest(owners: Sequence[_Told], offset: int) -> "list[Draft]":
    """Give the event told last before an offset, else the first after it; several where one word
    tells several (分別通電話)."""
    before = [item for item in owners if item[0].trigger.start < offset]
    chosen = before[-1] if before else (owners[0] if owners else None)
    if chosen is None:
        return []
    return [draft for telling, draft in owners if telling.trigger.start == chosen[0].trigger.start]


def _add_provisions(view: ArticleView, sentence: Range, told: Sequence[_Told]) -> None:
    """根據協議，X將…: what a document lays down is the outcome of the agreement told last."""
    agreements = [item for item in told if item[1].type is EventType.AGREEMENT]
    if agreements:
        triggers = [telling.trigger.start for telling, _ in told]
        for provision in provisions_of(view, sentence):
            end = provision.start + len(provision.text)
            if any(provision.start <= at < end for at in triggers):
                continue  # 司令將於明早會面: an event of its own
            for draft in _nearest(agreements, sentence.end):
                draft.note(sentence)
                draft.outcome.append(provision.text)


def _add_sequel(
    view: ArticleView, sentence: Range, told: Sequence[_Told], credit: bool = True
) -> None:
    """Add what a sentence without a trigger tells of the talks before it, if it goes on about
    them: about 雙方, or its people."""
    talks = [item for item in told if item[1].type in _TALKS]
    if not talks:
        return
    drafts = _gone_on_about(view, sentence, talks)
    pairs = [u for u in within(view.units, *sentence) if u.kind is UnitKind.PAIR]
    topics, outcomes = list(topics_of(view, sentence)), list(outcomes_of(view, sentence))
    for draft in drafts:
        told_before = len(draft.topics) + len(draft.outcome)
        draft.topics.extend(
            item for topic in topics if not topic.of_document for item in topic.items
        )
        for outcome in outcomes:
            _add_outcome(view, draft, outcome)
        if len(draft.topics) + len(draft.outcome) > told_before:
            draft.note(sentence)
        if credit and (pairs or topics or outcomes):
            until = pairs[0].start if pairs else sentence.end
            draft.reported_by.extend(sources_of(view, sentence, until))


def _gone_on_about(view: ArticleView, sentence: Range, talks: Sequence[_Told]) -> "list[Draft]":
    """Give the talks that a sentence goes on about: of those whom 雙方 means, of the person who is
    named first, in its paragraph of anybody named; the talks told last where they are the
    subject."""
    number = view.block_index(sentence.start)
    near = [
        item
        for item in talks[-_NEAR:]
        if number - view.block_index(item[0].trigger.start) <= _BLOCKS_BACK
    ]
    units = within(view.units, *sentence)
    met = {identity for _, draft in near for identity in draft.people}
    pair = next((unit for unit in units if unit.kind is UnitKind.PAIR), None)
    if pair is not None:
        return _last_of([item for item in near if set(pair.entities) <= item[1].people])
    people = [
        unit
        for unit in units
        if unit.kind is UnitKind.PERSON
        and unit.principal
        and (set(unit.entities) <= met or not says_after(view, unit))
    ]
    if not any(unit.named for unit in people) and _is_about_talks(view, sentence):
        return _last_of(_told_so(view, sentence, near) or near)
    for unit in people[:1]:
        meant = [item for item in near if set(unit.entities) & item[1].people]
        if meant and number - view.block_index(meant[-1][0].trigger.start) <= _NEXT_BLOCKS:
            return _last_of(meant)
    if not near or view.block_index(near[-1][0].trigger.start) < number:
        return []
    here = any(set(unit.entities) & near[-1][1].people for unit in units)
    return _last_of(near) if here else []


def _last_of(told: Sequence[_Told]) -> "list[Draft]":
    """Give the event told last, with those that the same word tells."""
    return _nearest(told, told[-1][0].trigger.start + 1) if told else []


def _told_so(view: ArticleView, sentence: Range, told: Sequence[_Told]) -> Sequence[_Told]:
    """Give those talks that were told by the very word that is the subject now: 談判將聚焦X."""
    found = _of_talks().search(view.simplified, *sentence)
    word = found["talks"] if found else ""
    return [
        item
        for item in told
        if word and view.simplified[item[0].trigger.start : item[0].trigger.end].endswith(word)
    ]


@cache
def _of_talks() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,6}}?(?P<talks>{alternation('talks')})")


def _is_about_talks(view: ArticleView, sentence: Range) -> bool:
    """會談涉及X, 談判將聚焦X: talks themselves are the subject."""
    start = sentence.start
    for clause in re.split("[，。：「“]+", view.simplified[start : sentence.end])[:3]:
        if _of_talks().match(clause) or re.search(rf"是{alternation('focus')}$", clause):
            return True
    return False
