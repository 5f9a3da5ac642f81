"""Arguments of a trigger: the date that goes with it."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from summit_extract.dates.resolution import DateMention
from summit_extract.events.lexicon import DOCUMENT_FORMS, Form, alternation, words
from summit_extract.events.status import StatusReading, has_subject, statuses_told
from summit_extract.events.tellings import Source, When
from summit_extract.events.triggers import Trigger, barrier_before, is_passed
from summit_extract.events.values import Status
from summit_extract.events.view import STORY_REACH, ArticleView, Clause, within
from summit_extract.events.where import destinations_of, is_rubric
from summit_extract.language.layout import Block, BlockKind

__all__ = ["ARRANGED", "is_undated", "moved_to", "occasions_of", "share_of", "when_of"]

_TO_REPORT = 8
_TO_NEW_DAY = 12
_LONGEST_ROLE = 20
_LONGEST_MODIFIER = 10
_LONGEST_TITLE = 60
_TO_BRACKET, _ZONE_LENGTH = 24, 4
_LONGEST_PART = 14
_YEAR = 366
"""Days that a part of a month has at most (上旬, 底, 本周)."""
ARRANGED = 4
"""Of nouns such as 日程 and 計劃, the rank in the table of cues: no day gone by is theirs."""

_AT = ("在", "于", "趁")
"""次日在峰會開幕前: what follows tells at what time of the day told."""
_OPEN = (Status.PLANNED, Status.PROPOSED)
_FROM = re.compile(r"[自从继距]$")


@cache
def _report() -> re.Pattern[str]:
    """7日電, 8日報導, but not 以視訊, 以電話."""
    whole = r"(?<![视通资简])(?!电[话视邮子影])"
    return re.compile(rf"[^，。；\n]{{0,{_TO_REPORT}}}?{whole}{alternation('report')}")


@cache
def _since() -> re.Pattern[str]:
    return re.compile(
        rf"[^，。；\n]{{0,14}}?(?:{alternation('since')}|(?P<bare>(?<![先最今然随目日提])[前后](?![往来夕任总外国者续]|首(?![次度]))))"
    )


@cache
def _onward() -> re.Pattern[str]:
    return re.compile(rf"{alternation('onward')}(?!(?<=再)[度次])")


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
    if found.source < Source.CLAUSE and is_undated(view, trigger):
        return When()
    if found.mention is None:
        return found
    if status.likely is Status.HELD and found.source <= Source.STORY and view.published:
        ahead = found.mention.date_start > view.published.isoformat()
        return When() if ahead else found  # the day of something else, still to come
    if status.status is None and status.likely is None and found.source is Source.STORY:
        ahead = view.published is not None and found.mention.date_start > view.published.isoformat()
        if ahead and not _is_told_ahead(view, trigger):
            return When()
    to_come = status.likely is Status.PLANNED and not status.fixed and view.published is not None
    if to_come and (found.source <= Source.SENTENCE or status.rank <= ARRANGED):
        past = found.mention.date_end < view.published.isoformat() if view.published else False
        return When() if past else found  # 昨日會談，敲定里根訪蘇日程
    if status.status not in (Status.PLANNED, Status.PROPOSED):
        return found
    past = view.published is not None and found.mention.date_end < view.published.isoformat()
    if past and found.mention.end <= status.at and found.source is not Source.HEADING:
        return When()  # 金正恩3日會見普京，普京邀他訪問: when the plan was made
    return found


def _is_told_ahead(view: ArticleView, trigger: Trigger) -> bool:
    """此行, 其後, 屆時: the clause goes on with what is to come."""
    lead = view.simplified[view.clauses[trigger.clause].start : trigger.start]
    goes_on = rf"{alternation('on_trip')}|{alternation('onward')}|{alternation('by_then')}"
    return bool(re.search(goes_on, lead))


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


def is_undated(view: ArticleView, trigger: Trigger) -> bool:
    """日期未定: the sentence says that no day is fixed."""
    sentence = view.sentence_range(view.clauses[trigger.clause].sentence)
    follow = view.simplified[trigger.end : sentence.end]
    return bool(
        re.search(rf"{alternation('day_noun')}[^，。；]{{0,6}}?{alternation('open')}", follow)
    )


def _told_day(
    view: ArticleView, trigger: Trigger, others: Sequence[Trigger], status: StatusReading
) -> When:
    clause = view.clauses[trigger.clause]
    if status.status is Status.POSTPONED or status.fixed:
        end = view.sentence_range(clause.sentence).end
        if status.status is not Status.POSTPONED:
            end = min([other.start for other in others if other.start > trigger.start] or [end])
        moved = moved_to(view, trigger, end)
        if moved is not None:
            return When(moved, Source.CLAUSE, moved=True)
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
    if trigger.form == Form.VISIT and _onward().search(lead):
        around = _nearest(view, sentence.start, clause.start, trigger, others)
        there = not any(
            other.form == Form.VISIT and sentence.start <= other.start < clause.start
            for other in others
        )
        if around is not None and there and _is_part_of_month(around):
            return When(around, Source.STORY)  # 四月底到北京開會，隨後訪問中國
        return When()  # 3日會談，隨後訪問吐瓦魯
    if status.status in (None, Status.HELD):
        mention = _of_saying(view, trigger, clause, sentence.start)
        if mention is not None:
            return When(mention, Source.SENTENCE)
    begin = max(view.simplified.rfind("；", sentence.start, clause.start) + 1, sentence.start)
    barrier = barrier_before(trigger, others, begin)
    mention = _nearest(view, barrier, clause.start, trigger, others)
    twin = _is_of_other_traveller(view, trigger, clause, others)
    if mention is None and barrier > begin and not twin:
        mention = _nearest(view, begin, barrier, trigger, others)
    if mention is not None:
        sequel = _onward().match(lead)  # 3日抵達，其後會見X
        day = mention.date_start == mention.date_end or any(
            other.form == Form.VISIT and mention.end <= other.start < trigger.start
            for other in others
        )
        between = view.simplified[mention.end : trigger.start]
        if _long_after().search(between) or (sequel and not day):
            return When()  # 9月中旬爆發戰鬥，此後雙方同意停火
        return When(mention, Source.STORY if sequel else Source.SENTENCE)
    visits = trigger.form == Form.VISIT and status.status in (None, Status.HELD)
    ends = trigger.form == Form.VISIT and re.search(alternation("ending"), lead)
    for later in within(view.clauses, clause.end, sentence.end):
        if any(later.start <= other.start < later.end for other in others):
            break
        text = view.simplified[later.start : later.end]
        other = re.match(rf"[^，。]{{0,8}}?{alternation('body')}", text)
        goes_on = re.search(rf"{alternation('taking_place')}|{alternation('closing')}", text)
        left = ends and re.search(rf"{alternation('departing')}|{alternation('arriving')}", text)
        cleft = _it_was(view, later)
        met = visits and re.search(alternation("met_on_arrival"), text)  # 今天上午以軍禮歡迎
        if (goes_on or left or cleft or met) and not other:
            mention = _nearest(view, later.start, later.end, trigger, others)
            if mention is not None:
                return When(mention, Source.SENTENCE)
    if view.simplified.startswith(words("same_moment"), sentence.start):
        block = view.block_of(sentence.start)
        then = [m for m in within(view.dates, block.start, sentence.start) if m.date_start]
        if then and then[-1].date_start == then[-1].date_end:
            return When(then[-1], Source.STORY)
    told = [m for m in within(view.dates, sentence.start, trigger.start) if m.value]
    elsewhere = any(m.label == "DATE" and not _report_of(view, m) for m in told)
    earlier = re.search(alternation("earlier"), view.simplified[clause.start : trigger.start])
    onward = trigger.form == Form.VISIT and len(destinations_of(view, trigger)) > 1
    spoken = any(m.label == "DATE" and _report_of(view, m) for m in told)
    during = view.simplified.startswith(words("on_the_way"), sentence.start)
    during = during or (visits and re.search(r"正[在对于]", lead) is not None)
    before = _some_time_before().search(view.simplified, sentence.start, trigger.start)
    during = during or before is not None
    told_here = not (elsewhere or earlier or onward or spoken or during)
    if status.status in (None, Status.HELD, Status.CANCELLED) and told_here:
        block = view.block_of(trigger.start)
        begin = max(block.start, sentence.start - STORY_REACH)
        mention = _nearest(view, begin, sentence.start, trigger, others)
        if not any(m.label != "DURATION" for m in within(view.dates, block.start, trigger.start)):
            mention = _of_block_before(view, trigger, others, sentence.start)
        if mention is not None and (
            mention.date_start == mention.date_end or _is_of_stay(view, mention, trigger, others)
        ):
            return When(mention, Source.STORY)
    before_that = _before_that().search(view.simplified, sentence.start, trigger.start)
    heading = None if before_that else view.heading_before(trigger.start)
    if heading is not None:
        own = [o for o in others if heading.start <= o.start < heading.end]
        mention = _of_heading(view, heading, trigger, own)
        entry = mention is not None and "T" in mention.value and status.status in _OPEN
        story = status.status is Status.PROPOSED and not is_rubric(view, heading)
        if mention is not None and not (
            entry or story
        ):  # 23:15: when a plan was reported, not its day
            return When(mention, Source.HEADING)
    return When()


def _it_was(view: ArticleView, clause: Clause) -> bool:
    """上一次坐到一起，是|2019年12月在成都: the clause says when, not that it is the first since."""
    first = next(iter(within(view.dates, clause.start, clause.end)), None)
    if first is None or first.label != "DATE":
        return False
    lead = view.simplified[clause.start : first.start]
    was = re.fullmatch(rf"{alternation('adverb')}*{alternation('it_was')}", lead)
    return was is not None and _there().match(view.simplified, first.end) is not None


@cache
def _there() -> re.Pattern[str]:
    return re.compile(r"[，。；在于]|的(?![第首唯])")


@cache
def _some_time_before() -> re.Pattern[str]:
    """抵京前三天, 訪問前夕: on another day than the one told last."""
    return re.compile(r"前(?:夕|不久|[一二两三四五六七八九十几数\d]+个?[天日周月年])")


def _of_block_before(
    view: ArticleView, trigger: Trigger, others: Sequence[Trigger], start: int
) -> DateMention | None:
    """今早兩人登上城樓。¶閱兵後，他們在釣魚台會談: what follows an occasion of the day told last in
    the paragraph before was on that day."""
    number = view.block_index(start)
    if not number or not _beside_occasion().match(view.simplified, start):
        return None
    before = view.layout.blocks[number - 1]
    told = [m for m in within(view.dates, before.start, before.end) if m.label != "DURATION"]
    able = told and _able(view, told[-1], trigger, others)
    return told[-1] if able and before.kind is BlockKind.BODY else None


@cache
def _beside_occasion() -> re.Pattern[str]:
    return re.compile(rf"[^，。；]{{0,4}}?{alternation('brief_occasion')}(?:结束)?[之以]?[前后]")


@cache
def _long_after() -> re.Pattern[str]:
    return re.compile(rf"[，；]{alternation('long_after')}")


def _of_heading(
    view: ArticleView, heading: Block, trigger: Trigger, own: Sequence[Trigger]
) -> DateMention | None:
    """Give the day of a section: the one its heading begins with (11:35　會見阿聯酋外長), or else
    the one it tells, if it tells nothing that was then. The day of publication that stands above
    the whole article is none."""
    if re.search(alternation("calling_off"), view.simplified[heading.start : heading.end]):
        return None  # 2018年11月29日　特普會取消: and something else was another day
    first = next(iter(within(view.dates, heading.start, heading.end)), None)
    if first is None or _is_masthead(view, heading, first):
        return None
    opens = not any(map(str.isalnum, view.text[heading.start : first.start]))
    if opens and _able(view, first, trigger, own):
        return first
    return None if own else _nearest(view, heading.start, heading.end, trigger, own)


def _is_masthead(view: ArticleView, heading: Block, mention: DateMention) -> bool:
    if view.published is None or mention.date_start != view.published.isoformat():
        return False
    body = next((b for b in view.layout.blocks if b.kind is BlockKind.BODY), None)
    return body is None or heading.start < body.start


@cache
def _before_that() -> re.Pattern[str]:
    """此前, 上一次: before the day of the section."""
    return re.compile(rf"(?!{alternation('once')}){alternation('earlier')}")


def _is_of_stay(
    view: ArticleView, mention: DateMention, trigger: Trigger, others: Sequence[Trigger]
) -> bool:
    """2日至6日訪問俄羅斯。會談持續三小時: talks told next were on the days of the visit."""
    if trigger.form == Form.VISIT or "/" not in mention.value or not _is_part_of_month(mention):
        return False
    clause = view.clauses[view.clause_index(mention.start)]
    last = [other for other in others if other.start < trigger.start][-1:]
    return any(
        other.form == Form.VISIT and view.clauses[other.clause].sentence == clause.sentence
        for other in last
    )


def _of_saying(
    view: ArticleView, trigger: Trigger, clause: Clause, start: int
) -> DateMention | None:
    """10日宣布斷交，並與B通電話: what somebody did besides, on the day on which he said it."""
    if not re.match(alternation("besides"), view.simplified[clause.start : trigger.start]):
        return None
    told = [m for m in within(view.dates, start, clause.start) if m.label == "DATE"]
    if not told or told[-1].date_start != told[-1].date_end or not told[-1].date_start:
        return None
    ahead = statuses_told(view, told[-1].end, clause.start) & {Status.PLANNED, Status.PROPOSED}
    return None if ahead or not _report_of(view, told[-1]) else told[-1]


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
    for mention in within(view.dates, first.end, clause.end):
        lead = view.simplified[first.end : mention.start]
        later = mention.label == "DATE" and mention.date_start > first.date_start
        if later and re.search(rf"{alternation('lasting_until')}了?$", lead):
            return mention  # 自7月30日談到8月5日
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


def moved_to(view: ArticleView, trigger: Trigger, end: int) -> DateMention | None:
    """Give the day to which what a trigger tells is put off (延到8月3日), told up to ``end``."""
    for mention in within(view.dates, trigger.end, end):
        if not mention.value or mention.label == "DURATION":
            continue
        lead = view.simplified[max(trigger.end, mention.start - _TO_NEW_DAY) : mention.start]
        if _moving().search(lead):
            return mention
    return None


@cache
def _moving() -> re.Pattern[str]:
    """延到|8月3日, 押後一周至|15日."""
    by = rf"{alternation('calling_off')}了?[^，。；至到]{{1,5}}[至到]"
    return re.compile(rf"(?:{alternation('moved')}|{by})$")


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


def _able(
    view: ArticleView, mention: DateMention, trigger: Trigger, others: Sequence[Trigger]
) -> bool:
    if mention.label == "DURATION" or not mention.value:
        return False
    if mention.label == "TIME" and not mention.date_start:
        return False
    then = _is_right_then(view, mention, trigger)
    if _in_title(view, mention.start):
        return False
    if not then and is_passed(trigger, others, mention.start):
        return False
    if view.simplified.endswith(words("rather_than"), 0, mention.start):
        return False  # 6月12日而非|6月8日
    follow = view.simplified[mention.end : mention.end + 24]
    until = trigger.start - mention.end
    reported = _report().match(follow)
    if reported and (until < 0 or reported.end() <= until) and not _opens_entry(view, mention):
        return False
    if _is_long(mention) or _is_to_now(view, mention, trigger):
        return False
    if until > 0 and _is_of_topic(view, mention, trigger):
        return False
    bounded = None if follow.startswith(_AT) or "T" in mention.value else _since().match(follow)
    if bounded and bounded.end() <= until and _bounds(view, mention.end, bounded):
        end = mention.end + bounded.end()
        if bounded["bare"] == "后" and _is_part_of_month(mention):
            return True  # 下月中出席峰會後訪問P: still about the middle of the month
        # 20日…會談後，兩國簽署: the word bounds the talks of that day, not the day
        ahead = view.simplified[end - 1] == "前"
        between = any(
            mention.end <= other.start < end and not (ahead and other.form == Form.VISIT)
            for other in others
        )
        between = between or then or _is_act(view, mention, end)
        if not between or _FROM.search(view.simplified[max(0, mention.start - 2) : mention.start]):
            return False
    return ".." not in mention.value and not mention.text.endswith(("來", "来"))


def _is_long(mention: DateMention) -> bool:
    """過去五年: more than a year tells no day."""
    if "/" not in mention.value or not mention.date_start or not mention.date_end:
        return False
    first, last = date.fromisoformat(mention.date_start), date.fromisoformat(mention.date_end)
    return (last - first).days > _YEAR


def _is_to_now(view: ArticleView, mention: DateMention, trigger: Trigger) -> bool:
    """10月7日哈瑪斯發動突襲|以來，他一直在中東訪問: the clause before tells since when."""
    clause = view.clauses[view.clause_index(mention.start)]
    if mention.end <= trigger.start < clause.end:
        return False  # 2022年簽署協議以來
    told = view.simplified[mention.end : clause.end].rstrip("，。；、")
    return told.endswith(("以来", "至今", "迄今"))


def _is_of_topic(view: ArticleView, mention: DateMention, trigger: Trigger) -> bool:
    """就|明年建交四十周年的活動進行電話交談: the day is that of what they talk about."""
    if not view.simplified.endswith(words("about_day"), 0, mention.start):
        return False
    if view.simplified.endswith(words("about_no_day"), 0, mention.start):
        return False
    between = view.simplified[mention.end : trigger.start]
    return bool(
        re.search(rf"(?:{alternation('taking_place')}|{alternation('talked_about')})", between)
    )


def _is_act(view: ArticleView, mention: DateMention, end: int) -> bool:
    """27日出席就職典禮前, 3日抵達後: the word bounds what somebody does in a moment of that day."""
    if not mention.date_start or mention.date_start != mention.date_end:
        return False
    act = "act_before" if view.simplified[end - 1] == "前" else "act_after"
    told = view.simplified[mention.end : end]
    return bool(re.match(rf"将?{alternation(act)}", told) or _occasion().search(told))


def _is_right_then(view: ArticleView, mention: DateMention, trigger: Trigger) -> bool:
    """當天致電莫斯科之前，先同B通話; 3日抵達後，隨即與B會談: on that day, whatever came first."""
    clause = view.clauses[trigger.clause]
    if not mention.date_start or mention.date_start != mention.date_end:
        return False
    lead = view.simplified[clause.start : trigger.start]
    return mention.end <= clause.start and bool(re.match(alternation("right_then"), lead))


@cache
def _occasion() -> re.Pattern[str]:
    """9日|晚宴開始前, 3日|的閱兵結束後."""
    begun = rf"(?:{alternation('opening')}|{alternation('closing')})"
    occasion = rf"(?:{alternation('short_occasion')}{begun}|{alternation('brief_occasion')})"
    return re.compile(rf"{occasion}[之以]?[前后]$")


def _is_part_of_month(mention: DateMention) -> bool:
    """Tell whether a mention is of some days of a month or a week, no day and no whole year."""
    if not mention.date_start or not mention.date_end:
        return False
    first, last = date.fromisoformat(mention.date_start), date.fromisoformat(mention.date_end)
    return 0 < (last - first).days <= _LONGEST_PART


def _opens_entry(view: ArticleView, mention: DateMention) -> bool:
    """23:50　馬克龍說，他剛…: the time of an entry of a live page is that of what it tells."""
    return mention.label == "TIME" and mention.start == view.block_of(mention.start).start


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
            return _told_locally(view, mention, start) or mention
    return None


def _told_locally(view: ArticleView, mention: DateMention, start: int) -> DateMention | None:
    """當地時間15日下午（北京時間16日凌晨）: of a moment told in two zones, the day where it was."""
    for other in reversed(
        within(view.dates, max(start, mention.start - _TO_BRACKET), mention.start)
    ):
        between = view.simplified[other.end : mention.start]
        if not re.fullmatch(r"[（(](?:即|亦即|也就是)?[^（）()，。]{0,8}", between):
            continue
        zone = view.simplified[max(0, mention.start - _ZONE_LENGTH) : mention.start]
        if other.value and (
            other.date_start != mention.date_start
            or (other.timezone and other.timezone != mention.timezone)
        ):
            return None if zone.endswith(words("local_time")) else other
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
