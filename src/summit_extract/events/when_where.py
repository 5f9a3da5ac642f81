"""Arguments of a trigger: the date and the place that go with it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from summit_extract.dates.resolution import DateMention
from summit_extract.events.lexicon import DOCUMENT_FORMS, Form, alternation, words
from summit_extract.events.status import StatusReading, has_subject
from summit_extract.events.tellings import Source, When, Where
from summit_extract.events.triggers import Trigger, back_reference
from summit_extract.events.values import Format, Status
from summit_extract.events.view import ArticleView, Clause, within
from summit_extract.language.layout import Block, BlockKind
from summit_extract.places.values import PlaceMention

__all__ = [
    "STORY_REACH",
    "dateline_places",
    "departure_of",
    "destinations_of",
    "is_destination",
    "is_located",
    "located",
    "located_starts",
    "moved_to",
    "occasions_of",
    "particularity",
    "share_of",
    "when_of",
    "where_of",
]

STORY_REACH = 1000
"""How far back in its paragraph, in characters, a day or place told counts for a telling."""

_TO_REPORT = 8
_LONGEST_ROLE = 20
_LONGEST_MODIFIER = 10
_LONGEST_TITLE = 60
_FROM = re.compile(r"[自从继距]$")


@cache
def _report() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,{_TO_REPORT}}}?{alternation('report')}")


@cache
def _since() -> re.Pattern[str]:
    return re.compile(
        rf"[^，。；]{{0,14}}?(?:{alternation('since')}|(?P<bare>(?<![先最今然随目日提])[前后](?![往来夕任总外国者续]|首(?![次度]))))"
    )


@cache
def _locative() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation('locative')}|[日月年旬底初末时将定订午晨晚别已曾晤会谈面]于)(?:了)?"
        rf"(?:[^，。；、]{{0,6}}?{alternation('place_noun')}的?|位于[^，。；、]{{1,8}}的)?$"
    )


@cache
def _no_motion() -> re.Pattern[str]:
    """談到瑞典, 見到普京: 到 that only completes a verb."""
    return re.compile(rf"{alternation('no_motion')}(?:了|过)?$")


def _governs_place(lead: str) -> bool:
    """Tell whether what stands before a place says that something is there."""
    return bool(_locative().search(lead)) and not _no_motion().search(lead)


@cache
def _arriving() -> re.Pattern[str]:
    return re.compile(rf"{alternation('arriving')}(?:了)?$")


@cache
def _left() -> re.Pattern[str]:
    return re.compile(rf"{alternation('leaving')}(?:了)?$")


@cache
def _was_there() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation('arriving')}|{alternation('leaving')})(?:了)?$")


@cache
def _place_noun() -> re.Pattern[str]:
    return re.compile(rf"[（(]|[^，。；、与和及同跟]{{0,6}}?{alternation('place_noun')}")


@cache
def _toward() -> re.Pattern[str]:
    return re.compile(rf"{alternation('toward')}了?{alternation('ally')}?$")


@cache
def _undertaking() -> re.Pattern[str]:
    return re.compile(rf"{alternation('undertaking')}(?:了|[^，。；]{{0,12}}的)?$")


def when_of(
    view: ArticleView, trigger: Trigger, others: Sequence[Trigger], status: StatusReading
) -> When:
    """Find the date that goes with a trigger.

    Of what was put off, the new date if one is told (延到8月3日).

    Looked for in its clause, before it first; in the other clauses of its sentence that have no
    trigger of their own between; in the caption; in what the story line last told within the
    paragraph; in the section's heading. Dates of reports and of periods (自…以來) do not count.
    """
    found = _told_day(view, trigger, others, status)
    if found.mention is None and trigger.form != Form.VISIT:
        found = _of_trip(view, trigger, others)
    if found.source < Source.CLAUSE and _is_undated(view, trigger):
        return When()
    if found.mention is None or status.status not in (Status.PLANNED, Status.PROPOSED):
        return found
    past = view.published is not None and found.mention.date_end < view.published.isoformat()
    if past and found.mention.end <= status.at and found.source is not Source.HEADING:
        return When()  # 金正恩3日會見普京，普京邀他訪問: when the plan was made
    return found


def _of_trip(view: ArticleView, trigger: Trigger, others: Sequence[Trigger]) -> When:
    """普京將於18日至19日訪問北韓。此行將與金正恩會談: on the days of the visit told before."""
    sentence = view.sentence_range(view.clauses[trigger.clause].sentence)
    if not re.search(alternation("on_trip"), view.simplified[sentence.start : trigger.start]):
        return When()
    for other in reversed(others):
        if other.form != Form.VISIT or other.start >= sentence.start:
            continue
        clause = view.clauses[other.clause]
        mention = _nearest(view, clause.start, other.start, other, others)
        if mention is not None:
            return When(mention, Source.STORY)
    return When()


def _is_undated(view: ArticleView, trigger: Trigger) -> bool:
    """日期未定: the sentence says that no day is fixed."""
    sentence = view.sentence_range(view.clauses[trigger.clause].sentence)
    follow = view.simplified[trigger.end : sentence.end]
    return bool(re.search(rf"{alternation('day_noun')}{alternation('open')}", follow))


def _told_day(
    view: ArticleView, trigger: Trigger, others: Sequence[Trigger], status: StatusReading
) -> When:
    clause = view.clauses[trigger.clause]
    if status.status is Status.POSTPONED:
        moved = moved_to(view, trigger, view.sentence_range(clause.sentence).end)
        if moved is not None:
            return When(moved, Source.CLAUSE)
    mention = _nearest(view, clause.start, trigger.start, trigger, others) or _first_after(
        view, trigger, clause.end, others
    )
    if mention is not None:
        last = _ended(view, mention, trigger, others)
        if last is not None:
            return When(last, Source.CLAUSE, mention)
        return When(mention, Source.CLAUSE, _first_of(view, mention, clause.start))
    if re.match(alternation("cause"), view.simplified[clause.start : trigger.start]):
        return When()  # 因李登輝訪美而取消: the day is that of what the reason is given for
    if re.match(alternation("since_then"), view.simplified[trigger.end : clause.end]):
        return When()  # 自4月在梵蒂岡交談以來
    sentence = view.sentence_range(clause.sentence)
    lead = view.simplified[clause.start : trigger.start]
    if trigger.form == Form.VISIT and re.search(alternation("onward"), lead):
        return When()  # 3日會談，隨後訪問吐瓦魯
    begin = max(view.simplified.rfind("；", sentence.start, clause.start) + 1, sentence.start)
    barrier = _barrier_before(trigger, others, begin)
    mention = _nearest(view, barrier, clause.start, trigger, others)
    twin = _is_of_other_traveller(view, trigger, clause, others)
    if mention is None and barrier > begin and not twin:
        mention = _nearest(view, begin, barrier, trigger, others)
    if mention is not None:
        sequel = re.match(alternation("onward"), lead)  # 3日抵達，其後會見X
        return When(mention, Source.STORY if sequel else Source.SENTENCE)
    for later in within(view.clauses, clause.end, sentence.end):
        if any(later.start <= other.start < later.end for other in others):
            break
        text = view.simplified[later.start : later.end]
        other = re.match(rf"[^，。]{{0,8}}?{alternation('body')}", text)
        if re.search(alternation("taking_place"), text) and not other:
            mention = _nearest(view, later.start, later.end, trigger, others)
            if mention is not None:
                return When(mention, Source.SENTENCE)
    told = [m for m in within(view.dates, sentence.start, trigger.start) if m.value]
    elsewhere = any(m.label == "DATE" and not _report_of(view, m) for m in told)
    earlier = re.search(alternation("earlier"), view.simplified[clause.start : trigger.start])
    onward = trigger.form == Form.VISIT and len(destinations_of(view, trigger)) > 1
    spoken = any(m.label == "DATE" and _report_of(view, m) for m in told)
    told_here = not (elsewhere or earlier or onward or spoken)
    if status.status in (None, Status.HELD, Status.CANCELLED) and told_here:
        block = view.block_of(trigger.start)
        begin = max(block.start, sentence.start - STORY_REACH)
        mention = _nearest(view, begin, sentence.start, trigger, others)
        if mention is not None and mention.date_start == mention.date_end:
            return When(mention, Source.STORY)
    heading = view.heading_before(trigger.start)
    if heading is not None and not any(heading.start <= o.start < heading.end for o in others):
        mention = _nearest(view, heading.start, heading.end, trigger, others)
        if mention is not None:
            return When(mention, Source.HEADING)
    return When()


def _is_of_other_traveller(
    view: ArticleView, trigger: Trigger, clause: Clause, others: Sequence[Trigger]
) -> bool:
    """A將於明年初訪P，而B也將訪Q: the day of one visit is not that of another's."""
    visits = trigger.form == Form.VISIT and any(
        other.form == Form.VISIT
        and other.start < clause.start
        and view.clauses[other.clause].sentence == clause.sentence
        for other in others
    )
    return visits and has_subject(view, clause.start, trigger.start)


def _ended(
    view: ArticleView, first: DateMention, trigger: Trigger, others: Sequence[Trigger]
) -> DateMention | None:
    """談判8月22日在多哈開始，9月1日結束: the day on which what began on another ended."""
    clause = view.clauses[trigger.clause]
    if not re.search(alternation("opening"), view.simplified[first.end : clause.end]):
        return None
    sentence = view.sentence_range(clause.sentence)
    nexts = min([other.start for other in others if other.start > trigger.start] or [sentence.end])
    for mention in within(view.dates, clause.end, min(nexts, sentence.end)):
        follow = view.simplified[mention.end : mention.end + 8]
        later = mention.label == "DATE" and mention.date_start > first.date_start
        if later and re.match(rf"[^，。；]{{0,4}}?{alternation('closing')}", follow):
            return mention
    return None


def _first_of(view: ArticleView, last: DateMention, start: int) -> DateMention | None:
    """18日下午與19日上午: give the day that is joined to the one found, if there is one."""
    for mention in within(view.dates, start, last.start):
        joined = re.fullmatch(alternation("linker"), view.simplified[mention.end : last.start])
        if joined and mention.date_start and mention.date_start < last.date_start:
            return mention
    return None


def departure_of(view: ArticleView, trigger: Trigger) -> DateMention | None:
    """Give the day on which a visitor is said to leave, in the paragraph of the visit."""
    block = view.block_of(trigger.start)
    for mention in within(view.dates, trigger.end, min(block.end, trigger.end + STORY_REACH)):
        follow = view.simplified[mention.end : mention.end + 16]
        if mention.value and re.match(rf"[^，。；]{{0,12}}?{alternation('departing')}", follow):
            return mention
    return None


def moved_to(view: ArticleView, trigger: Trigger, end: int) -> DateMention | None:
    """Give the day to which what a trigger tells is put off (延到8月3日), told up to ``end``."""
    for mention in within(view.dates, trigger.end, end):
        lead = view.simplified[max(trigger.end, mention.start - 5) : mention.start]
        if mention.value and re.search(rf"{alternation('moved')}$", lead):
            return mention
    return None


def share_of(
    view: ArticleView,
    trigger: Trigger,
    others: Sequence[Trigger],
    when: When,
    number: int,
    count: int,
) -> When:
    """Of several dates that stand together, one for each of several events, give the one of
    ``number`` (2月24日和27日先後與A及B會談); otherwise the common date."""
    clause = view.clauses[trigger.clause]
    dates = [
        mention
        for mention in within(view.dates, clause.start, trigger.start)
        if _able(view, mention, trigger, others) and mention.date_start == mention.date_end
    ]
    if len(dates) == count:
        return When(dates[number], Source.CLAUSE)
    return when


def occasions_of(view: ArticleView, trigger: Trigger) -> list[When]:
    """七月三十日及八月二日兩度會談: each of two days that are told as occasions apart."""
    clause = view.clauses[trigger.clause]
    days = [
        mention
        for mention in within(view.dates, clause.start, trigger.start)
        if mention.value and mention.label == "DATE" and mention.date_start == mention.date_end
    ]
    if trigger.form in (*DOCUMENT_FORMS, Form.VISIT) or len(days) != 2:
        return []
    first, second = days
    joined = re.fullmatch(alternation("linker"), view.simplified[first.end : second.start])
    between = view.simplified[second.end : trigger.start]
    if joined and re.search(alternation("twice"), between):
        return [When(mention, Source.CLAUSE) for mention in days]
    return []


def _report_of(view: ArticleView, mention: DateMention) -> bool:
    return bool(_report().match(view.simplified[mention.end : mention.end + 24]))


def _barrier_before(trigger: Trigger, others: Sequence[Trigger], start: int) -> int:
    """Give the end of the last other trigger before this one in the sentence."""
    ends = [other.end for other in others if start <= other.start and other.end <= trigger.start]
    return max([start, *ends])


def _able(
    view: ArticleView, mention: DateMention, trigger: Trigger, others: Sequence[Trigger]
) -> bool:
    if mention.label == "DURATION" or not mention.value:
        return False
    if mention.label == "TIME" and not mention.date_start:
        return False
    if _in_title(view, mention.start) or _is_passed(trigger, others, mention.start):
        return False
    follow = view.simplified[mention.end : mention.end + 24]
    until = trigger.start - mention.end
    reported = _report().match(follow)
    if reported and (until < 0 or reported.end() <= until) and not _opens_entry(view, mention):
        return False
    bounded = _since().match(follow)
    if bounded and bounded.end() <= until and _bounds(view, mention.end, bounded):
        end = mention.end + bounded.end()
        # 20日…會談後，兩國簽署: the word bounds the talks of that day, not the day
        between = any(mention.end <= other.start < end for other in others)
        if not between or _FROM.search(view.simplified[max(0, mention.start - 2) : mention.start]):
            return False
    return ".." not in mention.value and not mention.text.endswith(("來", "来"))


def _opens_entry(view: ArticleView, mention: DateMention) -> bool:
    """23:50　馬克龍說，他剛…: the time of an entry of a live page is that of what it tells."""
    return mention.label == "TIME" and mention.start == view.block_of(mention.start).start


def _is_passed(trigger: Trigger, others: Sequence[Trigger], offset: int) -> bool:
    """在B本周訪問P後，A會晤C: when and where the other event was is not told of this one."""
    frames = [trigger.passed, *(other.frame for other in others if other.start != trigger.start)]
    return any(frame is not None and frame[0] <= offset < frame[1] for frame in frames)


def _in_title(view: ArticleView, offset: int) -> bool:
    """《9月平壤共同宣言》: what stands in the title of a document tells no day."""
    lead = view.text[max(0, offset - _LONGEST_TITLE) : offset]
    return lead.rfind("《") > lead.rfind("》")


def _bounds(view: ArticleView, offset: int, found: re.Match[str]) -> bool:
    """前 and 后 bound a period if they are words of their own, not in 門前, 前眾議院議長."""
    if found["bare"] is None:
        return True
    start, end = offset + found.start("bare"), offset + found.end("bare")
    if any(role.end > start for role in within(view.roles, start - _LONGEST_ROLE, end)):
        return False
    for word in words("no_bound"):
        if view.simplified.find(word, start - len(word) + 1, end + len(word) - 1) >= 0:
            return False
    return start in view.token_bounds and end in view.token_bounds


def _nearest(
    view: ArticleView, start: int, end: int, trigger: Trigger, others: Sequence[Trigger]
) -> DateMention | None:
    for mention in reversed(within(view.dates, start, end)):
        if mention.end <= end and _able(view, mention, trigger, others):
            return mention
    return None


def _first_after(
    view: ArticleView, trigger: Trigger, end: int, others: Sequence[Trigger]
) -> DateMention | None:
    for mention in within(view.dates, trigger.end, end):
        if _is_of_modifier(view, mention, end):
            continue
        if _able(view, mention, trigger, others):
            return mention
    return None


def _is_of_modifier(view: ArticleView, mention: DateMention, end: int) -> bool:
    """會晤旨在鞏固上個月成立的聯盟: the day is that of something else."""
    follow = view.simplified[mention.end : min(end, mention.end + _LONGEST_MODIFIER)]
    found = re.match(r"[^，。；在于的]{2,}的", follow)
    return found is not None and not re.search(alternation("taking_place"), found.group())


def where_of(view: ArticleView, trigger: Trigger, others: Sequence[Trigger]) -> Where:
    """Find the place that goes with a trigger.

    Of a visit, where it goes. Of anything else, the most particular place that a locative word
    governs, or that stands by itself beside the date, in the clause, the sentence or the caption;
    else the place of the section's heading.
    """
    clause = view.clauses[trigger.clause]
    if trigger.form == Form.VISIT:
        return _destination(view, trigger, clause)
    named = _named_by(view, trigger, clause)
    if named is not None:
        return Where(named, None, Source.CLAUSE)
    here = located(view, clause.start, clause.end)
    found = _most_particular([m for m in here if not _is_passed(trigger, others, m.start)])
    if found.place is not None:
        return Where(found.place, found.venue, Source.CLAUSE)
    sentence = view.sentence_range(clause.sentence)
    if re.search(alternation("there"), view.simplified[clause.start : clause.end]):
        block = view.block_of(trigger.start)
        return _story_place(view, trigger, clause.start, block.start, Source.SENTENCE)
    barrier = _barrier_before(trigger, others, sentence.start)
    for earlier in reversed(within(view.clauses, sentence.start, clause.start)):
        if trigger.form == Form.NAME and has_subject(view, earlier.start, earlier.end):
            break  # 打消X到台灣回訪，因為「辜江會」…
        found = _visited(view, earlier, others)
        if found.place is None:
            there = _on_land(located(view, earlier.start, earlier.end))
            there = [m for m in there if not _is_passed(trigger, others, m.start)]
            found = _most_particular(there)
        if found.place is not None:
            venue = found.venue if found.venue and found.venue.start >= barrier else None
            return Where(found.place, venue, Source.SENTENCE)
    if trigger.form == Form.NAME:
        return Where()  # 「辜江會」有…，隔年在台灣說
    for later in within(view.clauses, clause.end, sentence.end):
        if re.search(alternation("spot"), view.simplified[later.start : later.end]):
            found = _most_particular(list(within(view.places, later.start, later.end)))
            if found.place is not None:
                return Where(found.place, found.venue, Source.SENTENCE)
    for later in within(view.clauses, clause.end, sentence.end):
        if any(later.start <= other.start < later.end for other in others):
            break  # that is where something else was
        stays = [m for m in located(view, later.start, later.end) if not _is_gone_to(view, m)]
        found = _most_particular(stays)
        if found.place is not None:
            return Where(found.place, found.venue, Source.SENTENCE)
    heading = view.heading_before(trigger.start)
    if heading is not None and _is_rubric(view, heading):
        found = _most_particular(list(within(view.places, heading.start, heading.end)))
        if found.place is not None:
            return Where(found.place, found.venue, Source.HEADING)
    block = view.block_of(trigger.start)
    return _story_place(view, trigger, sentence.start, block.start, Source.STORY)


def _is_rubric(view: ArticleView, heading: Block) -> bool:
    """2017年7月7日 德國漢堡 says when and where what follows was; 羅塞夫6月赴美 tells an event."""
    if any(m.label == "PERSON" for m in within(view.names, heading.start, heading.end)):
        return False
    return bool(within(view.dates, heading.start, heading.end))


def _visited(view: ArticleView, clause: Clause, others: Sequence[Trigger]) -> Where:
    """出訪印尼，會晤總統: the destination of a visit told in a clause."""
    for other in others:
        beside = clause.start <= other.start < clause.end and other.frame is None
        if other.form == Form.VISIT and beside:
            found = _destination(view, other, clause)
            if found.place is not None:
                return found
    return Where()


def _story_place(
    view: ArticleView, trigger: Trigger, before: int, start: int, source: Source
) -> Where:
    """Give the place where the text before, in the same paragraph, said things happened."""
    told = _on_land(located(view, max(start, before - STORY_REACH), before))
    if not told and source >= Source.SENTENCE:
        told = dateline_places(view)
    if not told:
        return Where()
    run = [told[-1]]
    for earlier in reversed(told[:-1]):
        if view.clause_index(earlier.start) != view.clause_index(run[0].start):
            break
        run.insert(0, earlier)
    found = _most_particular(_last_run(view, run))
    venue = (
        None
        if found.venue and _is_later_day(view, found.venue, before, trigger.start)
        else found.venue
    )
    return Where(found.place, venue, source)


def _is_later_day(view: ArticleView, venue: PlaceMention, before: int, until: int) -> bool:
    """昨天在釣魚台國賓館會談。今天上午簽署: where they were on another day."""
    days = [m for m in within(view.dates, venue.start - STORY_REACH, until) if m.date_start]
    told = [
        m for m in days if m.start < venue.start and m.start >= view.block_of(venue.start).start
    ]
    since = [m for m in days if m.start >= before]
    return bool(told and since) and told[-1].date_start[:10] != since[-1].date_start[:10]


def _on_land(mentions: Iterator[PlaceMention]) -> list[PlaceMention]:
    """Leave out seas and continents, where only something else than a meeting was."""
    kinds = ("water", "continent")
    return [m for m in mentions if m.place is not None and m.place.kind not in kinds]


def _last_run(view: ArticleView, run: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
    """由上海抵達北京: of places that are not one inside the other, where one was last."""
    for index in range(len(run) - 1, 0, -1):
        one, two = run[index - 1].place, run[index].place
        if one is None or two is None or one.country_code != two.country_code:
            return run[index:]
        if one.kind == two.kind == "city":
            return run[index:]
    return run


def dateline_places(view: ArticleView) -> list[PlaceMention]:
    """【本報萬隆二十三日專電】: the place that 此間 means where the text tells none."""
    for block in view.layout.blocks:
        if block.kind is BlockKind.BYLINE:
            found = [m for m in within(view.places, block.start, block.end) if m.place is not None]
            if found:
                return found[:1]
    return []


def _named_by(view: ArticleView, trigger: Trigger, clause: Clause) -> PlaceMention | None:
    """赫爾辛基會面, 河內峰會, 芬蘭美俄峰會: the place stands in the name of the meeting."""
    before = [
        m
        for m in within(view.places, clause.start, trigger.start)
        if m.place is not None and m.label != "FAC"
    ]
    cities = [m for m in before if m.end == trigger.start and m.place and m.place.kind != "country"]
    if cities and not _governs_place(view.simplified[: cities[-1].start][-8:]):
        return cities[-1]
    if trigger.format is Format.MULTILATERAL:
        return None  # 美俄烏三方會談
    if len(before) >= 3 and before[-1].end == trigger.start:
        run = before[-3:]
        if run[0].end == run[1].start and run[1].end == run[2].start:
            return run[0]
    return None


def is_destination(view: ArticleView, offset: int) -> bool:
    """訪問墨西哥, 抵達北京, 訪印: a state that stands there is where somebody goes."""
    lead = view.simplified[max(0, offset - 6) : offset]
    if _no_motion().search(lead):
        return False
    return bool(_toward().search(lead) or _was_there().search(lead) or lead.endswith("访"))


def located_starts(view: ArticleView, clause: Clause) -> set[int]:
    """Give where the places of a clause begin at which something is said to happen."""
    return {mention.start for mention in located(view, clause.start, clause.end)}


def located(view: ArticleView, start: int, end: int) -> Iterator[PlaceMention]:
    """Give the places of a range at which something is said to happen, with those joined on."""
    previous: PlaceMention | None = None
    for mention in within(view.places, start, end):
        if mention.place is None:
            continue
        lead = view.simplified[max(start, mention.start - 12) : mention.start]
        joined = previous is not None and _continues(view, previous, mention)
        alone = mention.start == start and _stands_alone(view, mention, end)
        if _is_office(view, mention) or _is_where_told(view, mention):
            continue  # 美國大使官邸
        if _is_side(view, mention):
            continue
        if joined or _governs_place(lead) or alone:
            previous = mention
            yield mention


def _is_side(view: ArticleView, mention: PlaceMention) -> bool:
    """在台美雙方洽約下: states by their letters, one beside the other, are those who act."""
    if mention.end - mention.start > 1:
        return False
    return any(
        other.start == mention.end and other.end - other.start == 1
        for other in within(view.places, mention.end, mention.end + 1)
    )


def is_located(view: ArticleView, mention: PlaceMention) -> bool:
    """Tell whether somebody is in a place or comes to it."""
    lead = view.simplified[max(0, mention.start - 12) : mention.start]
    return _governs_place(lead) or is_destination(view, mention.start)


def _is_gone_to(view: ArticleView, mention: PlaceMention) -> bool:
    """傍晚離台飛往韓國: where one went from where it was."""
    lead = view.simplified[max(0, mention.start - 6) : mention.start]
    return bool(_arriving().search(lead))


def _is_where_told(view: ArticleView, mention: PlaceMention) -> bool:
    """馬克龍在羅馬說，…: where somebody spoke is not where it was."""
    follow = view.simplified[mention.end : mention.end + 16]
    return bool(re.match(rf"[^，。；]{{0,6}}?{alternation('speaking')}[，：「]", follow))


def _is_office(view: ArticleView, mention: PlaceMention) -> bool:
    """The state in an office (美國大使) is no place where something happens."""
    return any(
        role.start == mention.start and role.end > mention.end
        for role in within(view.roles, mention.start, mention.start + 1)
    )


def _continues(view: ArticleView, previous: PlaceMention, mention: PlaceMention) -> bool:
    """德國漢堡, 美國最大城市紐約（New York）, 芬蘭首都赫爾辛基: one place, told finer."""
    between = view.simplified[previous.end : mention.start]
    if mention.label == "FAC" and re.fullmatch(r"[\u4e00-\u9fff]{0,5}", between):
        return not re.search(alternation("linker"), between)
    return not between or bool(_place_noun().fullmatch(between))


def _stands_alone(view: ArticleView, mention: PlaceMention, end: int) -> bool:
    """2017年11月11日，越南峴港，…: names of places are a clause of their own."""
    reach = mention.end
    for following in within(view.places, mention.end, end):
        if not _continues(view, mention, following) and following.start != reach:
            break
        reach = following.end
    return bool(re.match(r"[）)]?[，。]", view.simplified[reach : reach + 2]))


def _most_particular(mentions: Sequence[PlaceMention]) -> Where:
    venue = next((m for m in mentions if m.label == "FAC"), None)
    best: PlaceMention | None = None
    for mention in mentions:
        if mention.label == "FAC" or mention.place is None:
            continue
        if best is None or particularity(mention) > particularity(best):
            best = mention
    if venue is not None and (best is None or particularity(best) < _CITY):
        best = venue
    return Where(best, venue)


_CITY = 3
_PARTICULARITY = {
    "continent": -3,
    "water": -2,
    "region": -1,
    "country": 0,
    "admin1": 2,
    "city": _CITY,
}


def particularity(mention: PlaceMention) -> int:
    """Rank how particular a place is, a continent lowest, a city highest."""
    place = mention.place
    if place is None:
        return 2
    if place.kind == "region" and place.country_code:
        return 1  # an island or peninsula of a country, not a part of the world
    return _PARTICULARITY.get(place.kind, 2)


def _destination(view: ArticleView, trigger: Trigger, clause: Clause) -> Where:
    inside = [m for m in within(view.places, trigger.start, trigger.end) if m.place is not None]
    if inside and trigger.end - trigger.start > len("訪問"):
        return Where(inside[0], None, Source.CLAUSE)  # 展開歐洲之行
    after = [m for m in within(view.places, trigger.end, clause.end) if m.place is not None]
    run: list[PlaceMention] = []
    for mention in after:
        gap = view.simplified[run[-1].end if run else trigger.end : mention.start]
        if not run and gap and back_reference(view, trigger) is not None:
            break  # 透過今次訪問加深與日本的關係
        if len(gap) > (8 if run else 6) or re.search(
            r"[，。；、与和及的因由受遭]|^[之以]?[前后]", gap
        ):
            break
        if run and not _continues(view, run[-1], mention):
            break  # 訪朝返回首爾
        run.append(mention)
    if run:
        return _finer(view, clause, _most_particular(run), trigger.start)
    before = [m for m in within(view.places, clause.start, trigger.start) if m.place is not None]
    if before and before[-1].end == trigger.start:
        lead = view.simplified[clause.start : before[-1].start]
        if trigger.weak or _undertaking().search(lead):
            return Where(before[-1], None, Source.CLAUSE)  # 日本行程, 展開四天的約旦訪問
    for index in range(len(before) - 1, -1, -1):
        mention = before[index]
        lead = view.simplified[max(clause.start, mention.start - 8) : mention.start]
        if _toward().search(lead):
            run = [mention]
            for following in before[index + 1 :]:
                if not _continues(view, run[-1], following):
                    break
                run.append(following)
            return _finer(view, clause, _most_particular(run), trigger.start)
    found = _gone_to(view, trigger, clause)
    word = view.simplified[trigger.start : trigger.end]
    dated = within(view.dates, clause.start, trigger.start)
    if found.place is None and dated and re.fullmatch(alternation("coming"), word):
        block = view.block_of(trigger.start)
        return _story_place(view, trigger, clause.start, block.start, Source.STORY)  # 2日到訪
    return found


def destinations_of(view: ArticleView, trigger: Trigger) -> list[Where]:
    """訪問日本、韓國和越南: each of the countries or cities that a visit takes one to, where
    several are listed."""
    clause = view.clauses[trigger.clause]
    stops: list[PlaceMention] = []
    end = trigger.end
    for mention in within(view.places, trigger.end, clause.end):
        place = mention.place
        gap = view.simplified[end : mention.start]
        if not stops and not re.fullmatch(r"[了过]?(?:的是)?", gap):
            break
        if stops and not re.fullmatch(alternation("linker"), gap):
            break
        if place is None or place.kind not in ("country", "city"):
            return []
        stops.append(mention)
        end = mention.end
    follow = view.simplified[end : end + 1]
    if len({mention.text for mention in stops}) < 2 or follow == "的":
        return []
    return [Where(mention, None, Source.CLAUSE) for mention in stops]


def _gone_to(view: ArticleView, trigger: Trigger, clause: Clause) -> Where:
    """飛往北平，展開五天的訪問: the place one went to in a clause before, in the same sentence."""
    sentence = view.sentence_range(clause.sentence)
    for mention in reversed(within(view.places, sentence.start, clause.start)):
        lead = view.simplified[max(sentence.start, mention.start - 6) : mention.start]
        if mention.place is not None and _arriving().search(lead):
            return Where(mention, None, Source.SENTENCE)
    ended = re.search(
        rf"{alternation('ending')}[^，。；]{{0,14}}$", view.simplified[clause.start : trigger.start]
    )
    for mention in reversed(within(view.places, sentence.start, clause.start) if ended else ()):
        lead = view.simplified[max(sentence.start, mention.start - 6) : mention.start]
        if mention.place is not None and _left().search(lead):
            return Where(mention, None, Source.SENTENCE)  # 離美返國，結束十三天的訪問
    return Where()


def _finer(view: ArticleView, clause: Clause, found: Where, until: int) -> Where:
    """抵達東京，對日本進行訪問: the city in the country that is visited, if the sentence tells that
    the traveller came there."""
    told = found.place.place if found.place else None
    if told is not None and told.kind == "country" and told.country_code:
        sentence = view.sentence_range(clause.sentence)
        for mention in within(view.places, sentence.start, sentence.end):
            place = mention.place
            if place is None or place.country_code != told.country_code:
                continue
            lead = view.simplified[max(sentence.start, mention.start - 6) : mention.start]
            came = mention.start < until and _was_there().search(lead)
            if place.kind in ("city", "venue") and (came or _left().search(lead)):
                return Where(mention, found.venue, Source.CLAUSE)
    return Where(found.place, found.venue, Source.CLAUSE)
