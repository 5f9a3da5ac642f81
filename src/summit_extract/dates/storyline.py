"""The story line of an article: what a date expression can count from.

Walked from mention to mention. It knows the day last told in the running text (``line``), in the
sentence (``aside``), in a quotation or caption, what is planned (``plan``), the section's heading,
and the article's own date.
"""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

from summit_extract.dates.expressions import (
    Age,
    Calendar,
    Frame,
    Interval,
    Length,
    Offset,
    Open,
    PartKind,
    Several,
    Shift,
    Unit,
    Vague,
    Within,
)
from summit_extract.dates.grammar import Parsed
from summit_extract.dates.lexicon import lexicon
from summit_extract.dates.periods import Meaning
from summit_extract.dates.tense import Tense, announces, is_said, looks_back, says, tense_of
from summit_extract.dates.threads import (
    Opening,
    begins_topic,
    is_already,
    is_fixed,
    is_just_now,
    is_then,
    judges,
    opening,
    presents,
    refers,
)
from summit_extract.dates.values import Day
from summit_extract.language.layout import Block, BlockKind, Layout, Range

__all__ = ["Base", "StoryLine", "Told"]

_BREAK = re.compile(r"[,，、。;；!！?？:：\n「」]")
_SPEAKER = re.compile(r"[^ ,。:\n0-9]{1,8}:")
_TOPIC = re.compile(r"[ ]?[,，、:]")
_DATELINE = re.compile(
    r"(?:(?:专|急|特|外|综合|综合外|越洋)?[电讯]|(?:综合)?外电报[导道])(?=[ )）】\]:,]|$)"
    r"|[^,。:\n)）】]{1,6}电】",
    re.MULTILINE,
)
_AGENCY = re.compile("社|(?:新华|中新|人民)网")
_TIME = "时间"
_GLOSS = re.compile(r"[ ]?[(][^()。\n]{1,8}时间[ ]?")
_TOP_OF_BLOCK = 30
_NAME = 2
_LEAD = 60
_SENTENCE = 300
_MARKS = " 「『“\"'(【["
_LIST_MARK = 3
_PREPOSITION = 6
_REMEMBERED = 30
_CLAUSE = 12
_FEW_DAYS = 3
_FEW_DATES = 6
_DEEP = 2
_FAR_BACK = 5
_WEEK = 5
_WEEK_DAYS = 7
_YEAR = 366
_MONTH = 31
_TAIL = 5
_OVER = 14
_LONG = 60
_ASIDE_BLOCKS = frozenset({BlockKind.CAPTION, BlockKind.RELATED, BlockKind.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class Told:
    """A day, month or year told in the story, and where.

    ``explicit`` where its year is written; ``one_day`` where it is one particular day;
    ``end`` the offset after the words; ``relative`` where its year is counted from another (去年).
    """

    day: Day
    text: str
    block: int
    explicit: bool
    one_day: bool
    sentence: Range | None
    end: int
    relative: bool
    first: Day
    """The first of its days, where it is several."""
    former: bool
    """Whether it is told as once planned (原訂)."""
    deictic: bool
    """Whether it is counted from the article's own date."""
    limit: bool
    """Whether it is told only as the end of a time (9月9日前)."""
    embedded: bool
    """Whether it is only what was fixed or called off on another day (宣布27日會面)."""
    spoken: bool
    """Whether it is a day as one speaks of it: 昨日, 周五."""
    is_topic: bool
    """Whether its sentence opens with it and tells of that time (1976年，…)."""
    loose: bool = False
    """Whether it is some day of several (9月上旬), of which none is known."""


class Base(NamedTuple):
    """What an expression counts from, how that is known, and whether its year is written."""

    day: Day | None
    anchor: str
    explicit: bool = False


@cache
def _first_of_limits() -> frozenset[str]:
    """Give the characters that words like 前 and 起 begin with."""
    return frozenset(
        word[0]
        for word, affixes in lexicon().affixes.items()
        if any(affix.role in ("earlier", "from") for affix in affixes)
    )


def _base(told: Told) -> Base:
    return Base(told.day, f"story:{told.text}", told.explicit)


def _only_compares(calendar: Calendar) -> bool:
    """Tell whether a date is there only to be compared with (比去年同期多)."""
    return calendar.part is not None and calendar.part.kind is PartKind.SAME


def _is_spoken(expression: object) -> bool:
    """Tell whether a day is named as one speaks of it: 昨日, 周五."""
    if not isinstance(expression, Calendar):
        return False
    shift = expression.day
    return expression.weekday is not None or (
        isinstance(shift, Shift) and shift.frame is Frame.SPEECH
    )


class StoryLine:
    """Where the walk through an article is, and what has been told up to there."""

    def __init__(
        self,
        text: str,
        original: str,
        layout: Layout,
        published: Day | None,
        mentions: Sequence[Parsed],
    ) -> None:
        self.text = text
        self.original = original
        self.blocks = layout.blocks
        self.sentences = layout.sentences
        self.quotations = layout.quotations
        headings = (n for n, block in enumerate(self.blocks) if block.kind is BlockKind.HEADING)
        self._last_heading = max(headings, default=-1)
        self._last_dated_heading = self._find_last_dated_heading(mentions)
        self._of_several_wires = self._has_several_wires(mentions)
        self.published = published
        self.mentions = mentions
        self.index = 0
        self.block: Block | None = None
        self.block_number = -1
        self.sentence: Range | None = None
        self.quotation: Range | None = None
        self.heading: Told | None = None
        self.before_heading: Told | None = None
        self.line: Told | None = None
        self.home: Told | None = None
        self.main: Told | None = None
        self._glance: Range | None = None
        self._week: Told | None = None
        self.wired: Told | None = None
        self.entry: Told | None = None
        self.near: Told | None = None
        self.plan: Told | None = None
        self.aside: Told | None = None
        self._aside_before: Told | None = None
        self._gone_back_to: Told | None = None
        self.caption: Told | None = None
        self.quoted: Told | None = None
        self.last: Told | None = None
        self.named: Told | None = None
        self._has_news = False
        self._depth = self._told_back = self._streak = 0
        self._recent: deque[Told] = deque(maxlen=_REMEMBERED)
        self._next_block = self._next_sentence = self._next_quotation = 0
        self._tense: Tense | None = None
        self._opening: tuple[int, Opening] | None = None
        self._back: tuple[int, bool] | None = None

    def _find_last_dated_heading(self, mentions: Sequence[Parsed]) -> int:
        """Give the number of the last heading that a date opens; -1 where there is none."""
        starts = [mention.start for mention in mentions]
        for number in range(self._last_heading, -1, -1):
            block = self.blocks[number]
            if block.kind is not BlockKind.HEADING:
                continue
            index = bisect_left(starts, block.start)
            if index < len(starts) and starts[index] - block.start < _LIST_MARK:
                return number
        return -1

    def _has_several_wires(self, mentions: Sequence[Parsed]) -> bool:
        """Tell whether a page puts reports of agencies together, each with its day."""
        wires, number = 0, 0
        for mention in mentions:
            if _DATELINE.match(self.text, mention.end) is None:
                continue
            while number + 1 < len(self.blocks) and (
                self.blocks[number + 1].start <= mention.start
            ):
                number += 1
            start = self.blocks[number].start if self.blocks else 0
            near = mention.start - start < _TOP_OF_BLOCK
            wires += near and _AGENCY.search(self.text, start, mention.start) is not None
        return wires > 1

    # -- where the walk is ------------------------------------------------------------------

    @property
    def mention(self) -> Parsed:
        """The mention that the walk is at."""
        return self.mentions[self.index]

    def go_to(self, index: int) -> None:
        """Go to a mention: note the section, paragraph, sentence and quotation it is in."""
        self.index = index
        self._tense = None
        offset = self.mentions[index].start
        while self._next_block < len(self.blocks) and (
            self.blocks[self._next_block].start <= offset
        ):
            self._enter_block(self.blocks[self._next_block])
        while self._next_sentence < len(self.sentences) and (
            self.sentences[self._next_sentence].start <= offset
        ):
            self.sentence = self.sentences[self._next_sentence]
            self._next_sentence += 1
            self.aside = None
        while self._next_quotation < len(self.quotations) and (
            self.quotations[self._next_quotation].end <= offset
        ):
            self._next_quotation += 1
        aside = self.aside
        if aside is not None and aside.embedded and self.text.find(";", aside.end, offset) >= 0:
            self.aside = self._aside_before
        quotation = None
        if self._next_quotation < len(self.quotations):
            following = self.quotations[self._next_quotation]
            quotation = following if following.start <= offset else None
        if quotation != self.quotation:
            self.quoted = None
        self.quotation = quotation
        if self.main is not None and self._is_glance_over():
            self.line = self.main
            self.main = self._glance = None

    def _is_glance_over(self) -> bool:
        """Tell whether the news goes on after a single sentence of it has looked back.

        It does where a paragraph lies between, and where the next one opens with 同日 or 當晚.
        """
        line, glance = self.line, self._glance
        if line is None or glance is None or self.kind is not BlockKind.BODY:
            return False
        told_in = self.blocks[line.block] if 0 <= line.block < len(self.blocks) else None
        if told_in is None or glance.start <= told_in.start + _LIST_MARK:
            return False
        away = self.block_number - line.block
        return away > 1 or (
            away == 1 and self._counts_from_story() and self.at_start_of_block(self.mention)
        )

    def _enter_block(self, block: Block) -> None:
        if block.kind is BlockKind.HEADING:
            if self.heading is not None:
                over = self.home is not None and self._next_block > self._last_dated_heading
                self.before_heading = self.home if over else self.line
                self.line = self.plan = None
            self.heading = None
        if self._of_several_wires and block.kind is not BlockKind.BYLINE:
            before = self.block
            if before is None or before.kind is not BlockKind.BYLINE:
                self.wired = None
        self.block, self.block_number = block, self._next_block
        self._next_block += 1
        self.aside = self.caption = None

    @property
    def kind(self) -> BlockKind:
        """The kind of the block that the mention is in."""
        return self.block.kind if self.block is not None else BlockKind.BODY

    def at_start_of_block(self, mention: Parsed) -> bool:
        """Tell whether a mention opens its block, but for a mark before it; not 這是2017年…."""
        block = self.block
        if block is None or mention.start - block.start >= _LIST_MARK:
            return False
        return not self.text.endswith("是", block.start, mention.start)

    def at_start_of_sentence(self) -> bool:
        """Tell whether the mention opens its sentence, but for a word like 在."""
        sentence, start = self.sentence, self.mention.start
        if sentence is None or start - self._start_of_sentence() > _PREPOSITION:
            return False
        return opening(self.text, self._start_of_sentence(), start) is Opening.DATE

    def _start_of_sentence(self) -> int:
        """Give where the sentence starts, after who speaks (答：)."""
        sentence = self.sentence
        assert sentence is not None
        label = self._speaker(self.block_number)
        if label and self.block is not None and sentence.start < self.block.start + len(label):
            return self.block.start + len(label)
        return sentence.start

    def _speaker(self, number: int) -> str:
        """Give what a block opens with to tell who speaks in it (答：), or ""."""
        block = self.blocks[number] if 0 <= number < len(self.blocks) else None
        found = _SPEAKER.match(self.text, block.start, block.end) if block is not None else None
        return found.group() if found else ""

    def goes_on_speaking(self, told: Told) -> bool:
        """Tell whether who told of a day in a dialogue speaks again."""
        label = self._speaker(self.block_number)
        return bool(label) and label == self._speaker(told.block)

    def _neighbours(self) -> tuple[int, int]:
        index, mentions = self.index, self.mentions
        floor = mentions[index - 1].end if index else 0
        ceiling = mentions[index + 1].start if index + 1 < len(mentions) else len(self.text)
        return floor, ceiling

    @property
    def tense(self) -> Tense:
        """The tense of the clause that the mention is in."""
        if self._tense is None:
            mention = self.mention
            self._tense = tense_of(self.text, mention.start, mention.end, *self._neighbours())
            if self._tense is Tense.OPEN and self._lasted():
                self._tense = Tense.PAST
        return self._tense

    def _lasted(self) -> bool:
        """Tell whether the clause goes on to say how long it took: 周一會談七小時."""
        own, aside = self.published, self.aside
        planned = aside is not None and own is not None and aside.day.date > own.date
        plan = self.plan
        planned = planned or (
            plan is not None
            and own is not None
            and plan.block == self.block_number
            and plan.first.date > own.date
            and not plan.one_day
        )  # 5月5日至10日訪問…：7日會談半小時
        if planned or self.index + 1 >= len(self.mentions) or "from" in self._roles_after():
            return False
        end, following = self.mention.end, self.mentions[self.index + 1]
        return (
            isinstance(following.expression, Length)
            and 2 <= following.start - end <= _CLAUSE
            and not _BREAK.search(self.text, end, following.start)
        )

    @property
    def opening(self) -> Opening:
        """How the sentence of the mention opens."""
        if self.sentence is None:
            return Opening.DATE
        if self._opening is None or self._opening[0] != self.index:
            found = opening(self.text, self._start_of_sentence(), self.mention.start)
            start = self._start_of_sentence()
            if found is Opening.SUBJECT and self._first_start(start) < self.mention.start:
                found = opening(self.text, start, self._first_start(start))
            returns = self._is_led_back() or (found is Opening.SUBJECT and self._is_of_news())
            if found is not Opening.BACK and returns:
                found = Opening.BACK
            elif found is Opening.SUBJECT and self._is_of_story():
                found = Opening.STORY
            self._opening = self.index, found
        return self._opening[1]

    def _first_start(self, start: int) -> int:
        """Give where the first date of the sentence stands, if that is one of the last few."""
        first = self.mention.start
        for mention in self.mentions[max(0, self.index - _FEW_DATES) : self.index]:
            if mention.start >= start and mention.label == "DATE":
                return mention.start
        return first

    def _is_led_back(self) -> bool:
        """Tell whether a paragraph has come back to now before its first date: 如今核陰影再現。"""
        block = self.block
        assert self.sentence is not None
        if block is None or (self.index and self.mentions[self.index - 1].end > block.start):
            return False
        end = self.sentence.start
        return opening(self.text, block.start, end) is Opening.BACK

    def _is_of_news(self) -> bool:
        """Tell whether who acts was told of with the news, and not in the look back."""
        assert self.sentence is not None
        name = self._name()
        own = self.published
        of_news = False
        for told in self._recent:
            sentence = told.sentence
            if own is None or sentence is None or sentence == self.sentence:
                continue
            if self._has(sentence, name):
                if told.day.year != own.year:
                    return False
                of_news = of_news or told.deictic
        return of_news

    def enter(self, day: date) -> None:
        """Note the day of an entry of a live page, from which what it tells is counted."""
        told = Day.of(day)
        mention = self.mention
        text = self.original[mention.start : mention.end]
        entry = Told(
            day=told, text=text, block=self.block_number, explicit=True, one_day=True,
            sentence=self.sentence, end=mention.end, relative=False, first=told, former=False,
            deictic=False, limit=False, embedded=False, spoken=False, is_topic=False,
        )  # fmt: skip
        self.line = self.near = self.entry = entry

    def is_in_entry(self) -> bool:
        """Tell whether the mention is in an entry of a live page."""
        return self.entry is not None and self.entry.block == self.block_number

    def _is_of_story(self) -> bool:
        """Tell whether what a sentence opens with was told of in the look back only."""
        assert self.sentence is not None
        name, own = self._name(), self.published
        if own is None or len(name) < _NAME or says(self.text, self.mention.end):
            return False
        if self.tense is Tense.FUTURE:
            return False  # what is to come is news
        of_story = False
        for told in self._recent:
            sentence = told.sentence
            if sentence is None or sentence == self.sentence or not self._has(sentence, name):
                continue
            if not self._is_long_past(told):
                return False
            of_story = of_story or self.block_number - told.block <= _DEEP
        return of_story

    def assume(self, tense: Tense) -> None:
        """Take a tense for the mention that its form tells: 周四以來 is past."""
        self._tense = tense

    def _looks_back(self) -> bool:
        if self._back is None or self._back[0] != self.index:
            mention = self.mention
            found = looks_back(self.text, mention.start, mention.end, *self._neighbours())
            self._back = self.index, found
        return self._back[1]

    # -- what is told -----------------------------------------------------------------------

    def tell(self, meaning: Meaning) -> None:
        """Note what the mention has told for those after it."""
        mention = self.mention
        expression = mention.expression
        if meaning.last is None or mention.label != "DATE":
            return
        first = meaning.first or meaning.last
        if isinstance(expression, (Within, Length, Vague, Age)) or first.year < 1:
            return
        if isinstance(expression, Calendar) and _only_compares(expression):
            return
        told = Told(
            meaning.last,
            self.original[mention.start : mention.end],
            self.block_number,
            meaning.explicit,
            meaning.is_one_day,
            self.sentence,
            mention.end,
            isinstance(expression, Calendar) and isinstance(expression.year, Shift),
            first,
            self.tense is Tense.FORMER,
            meaning.anchor in ("published", "dateline"),
            self._is_limit(),
            self._is_fixed(meaning.last),
            _is_spoken(expression),
            self.at_start_of_sentence() and _TOPIC.match(self.text, mention.end) is not None,
            isinstance(expression, Calendar) and not meaning.is_one_day,
        )
        if self.quotation is None and self.kind not in _ASIDE_BLOCKS:
            if not told.embedded:
                self.named = told
            self._note_whether_news(told)
        if isinstance(expression, Open) or self._is_gloss():
            return
        if self.kind in (BlockKind.RELATED, BlockKind.BOILERPLATE):
            self.caption = told
            return
        self.last = told
        if self.quotation is not None:
            self.quoted = told
            if told.one_day and meaning.anchor == "quotation" and self._is_day_of_speech():
                self.near = told
            return
        if self.kind is BlockKind.HEADING and self._heads_section():
            self.heading = self.line = told
            self.plan = None
            return
        if self.kind in _ASIDE_BLOCKS:
            self.caption = told
            return
        if told.limit and (self.aside is not None or self._is_mid_sentence()):
            return
        if told.sentence != self._glance and self._is_long_past(told):
            self._glance = None
        before, self.aside = self.aside, told
        self._aside_before = before if told.embedded else None
        first_of_sentence = before is None
        self._recent.append(told)
        if isinstance(expression, Calendar) and expression.week is not None:
            self._week = None if told.one_day else told
        if self.kind in (BlockKind.TITLE, BlockKind.HEADING):
            return
        if self._is_dateline():
            self.wired = told if self._is_of_agency(told) else None
            return
        goes_back = before is not None and told.day.date < before.first.date
        if self._only_goes_back(told) or self._has_already_been(told):
            goes_back, self._gone_back_to = True, told
        if told.one_day and not goes_back and not self._is_aside(told):
            self.near = told
        own = self.published
        ahead = own is not None and told.one_day and told.day.date > own.date
        fixed = told.embedded and self.line is not None
        coming = self.tense is Tense.FUTURE
        some_day = coming and told.deictic and not told.one_day  # 周末還將再次通話
        if (coming or ahead or fixed) and (some_day or not self.at_start_of_sentence()):
            self.plan = told
            if self.line is None and own is not None and told.one_day and told.day == own:
                self.line = told  # 今日上午9點登場
            if told.deictic and self._is_long_past(self.line):
                self.line = self.home
        elif self._moves(told, first_of_sentence=first_of_sentence):
            if self._is_long_past(told) and not self._is_long_past(self.line):
                self.main, self._glance = self.line, told.sentence
            self.line = told
            if (
                self.home is None
                and self.kind is not BlockKind.BYLINE
                and told.one_day
                and own is not None
                and 0 <= (own.date - told.day.date).days <= _OVER
            ):
                self.home = told

    def _is_gloss(self) -> bool:
        """Tell whether it is a day told before in another zone: 美東時間18日（台灣時間19日）."""
        if not self.index:
            return False
        before, start = self.mentions[self.index - 1], self.mention.start
        zoned = self.text.startswith(_TIME, max(0, before.start - len(_TIME)))
        return zoned and _GLOSS.fullmatch(self.text, before.end, start) is not None

    def _is_mid_sentence(self) -> bool:
        """Tell whether another mention stands before this one in its sentence."""
        sentence = self.sentence
        return (
            sentence is not None
            and self.index > 0
            and self.mentions[self.index - 1].start >= sentence.start
        )

    def _note_whether_news(self, told: Told) -> None:
        """Note whether the text has told of its own time yet, and how far it is in a look back."""
        own = self.published
        if self.kind is BlockKind.BYLINE:
            return
        if self.kind is BlockKind.TITLE and told.day.month is None:
            return
        if own is None or told.day.year == own.year:
            self._has_news = True
            self._depth = self._streak = 0
            return
        self._told_back += 1
        self._streak += 1
        if self.at_start_of_sentence() or self._is_end_of_lead():
            self._depth += _DEEP
        else:
            self._depth += 1

    def is_deep(self) -> bool:
        """Tell whether the text has told of nothing but a former year for long."""
        return self._streak >= _FAR_BACK

    def is_told_once(self) -> bool:
        """Tell whether only one day of a former year has been told, and nothing else."""
        return not self._has_news and self._told_back == 1

    def _is_end_of_lead(self) -> bool:
        """Tell whether a sentence before any news ends with a date: 要從2014年說起, 那是1963年."""
        sentence, mention = self.sentence, self.mention
        if self._has_news or sentence is None or self.quotation is not None:
            return False
        tail = self.text[mention.end : min(sentence.end, mention.end + _TAIL)]
        return not tail.strip(_MARKS + "。.!…說起说起談谈講讲始")

    def _is_presented(self) -> bool:
        """Tell whether a sentence leads to a date that the text goes on with: 上次是1994年6月。"""
        sentence, mention = self.sentence, self.mention
        if sentence is None or self.quotation is not None or self._is_mid_sentence():
            return False
        if self.text[mention.end : min(sentence.end, mention.end + _TAIL)].strip(_MARKS + "。.!…"):
            return False
        return presents(self.text, sentence.start, mention.start)

    def is_recent(self) -> bool:
        """Tell whether a word says that a date has only just been: 5月27日剛過生日."""
        return is_just_now(self.text, self.mention.end)

    def is_told_back_to(self) -> bool:
        """Tell whether the text has told of a former year only: it opened with a look back."""
        return not self._has_news and self._depth >= _DEEP

    def _is_limit(self) -> bool:
        """Tell whether a day is told only as the end of a time (限他翌日正午前下台)."""
        roles = self._roles_after()
        return "earlier" in roles or ("from" in roles and self._is_since())

    def _is_fixed(self, day: Day) -> bool:
        """Tell whether a day is only what was fixed or called off on the one told before it."""
        aside, sentence, start = self.aside, self.sentence, self.mention.start
        before = aside or self.line
        if self._is_said_to_come():
            return True
        if before is None or sentence is None or day.date <= before.day.date:
            return False
        if day.day is None:
            # 六月接見特使，說七月可以重返談判
            return (
                aside is not None and day.month is not None and is_said(self.text, aside.end, start)
            )
        return is_fixed(self.text, max(sentence.start, self._neighbours()[0]), start)

    def _roles_after(self) -> frozenset[str]:
        """Give the roles of the word right after the mention that ends or begins a time there."""
        end = self.mention.end
        if self.text[end : end + 1] not in _first_of_limits():
            return frozenset()
        words = lexicon()
        affix = words.after.match(self.text, end)
        return (
            frozenset(role.role for role in words.affixes[affix.group()]) if affix else frozenset()
        )

    def start_of_clause(self) -> int:
        """Give where the clause of the mention starts."""
        start, sentence = self.mention.start, self.sentence
        left = max(0 if sentence is None else sentence.start, start - _LEAD)
        for broken in _BREAK.finditer(self.text, left, start):
            left = broken.end()
        return left

    def at_start_of_clause(self) -> bool:
        """Tell whether nothing stands before the mention in its clause: 周一在耶路撒冷，…."""
        return self.mention.start - self.start_of_clause() <= 1

    def begins(self) -> bool:
        """Tell whether something begins on the day of the mention (周日起軍演)."""
        affix = lexicon().after.match(self.text, self.mention.end)
        short = affix is not None and len(affix.group()) == 1
        return short and "from" in self._roles_after() and not self._is_since()

    def is_announced_here(self) -> bool:
        """Tell whether the sentence tells of what is to come before the mention: 將改道,周五起."""
        sentence = self.sentence
        return sentence is not None and announces(self.text, sentence.start, self.mention.start)

    def is_over(self) -> bool:
        """Tell whether the last section of a chronicle may be over where the mention stands."""
        return self.block_number > self._last_heading >= 0

    def _is_since(self) -> bool:
        start, before = self.mention.start, lexicon().before
        return any("since" in before.get(self.text[start - n : start], ()) for n in (1, 2))

    def _is_dateline(self) -> bool:
        """Tell whether a day is that of the report, not of the story: （漢城十五日電）."""
        block = self.block
        return (
            block is not None
            and self.mention.start - block.start < _TOP_OF_BLOCK
            and _DATELINE.match(self.text, self.mention.end) is not None
        )

    def _is_of_agency(self, told: Told) -> bool:
        """Tell whether an agency sent the report on a day, from which it counts 今天 and 昨天.

        A newspaper's own reports count from its own day, and so does what it prints under 【…電】,
        but where the report tells of what has happened 今日.
        """
        assert self.block is not None
        own = self.published
        top = self.block.start
        sent = _AGENCY.search(self.text, top, self.mention.start) is not None
        plain = self.text[top : top + 1] not in ("【", "(", "[", "〔", "<")
        sent = sent or plain or self._has_happened_today(surely=True)
        edited = self.text.startswith("【", top) or self._tells_of_yesterday()
        edited = edited and not (self._of_several_wires or self._has_happened_today())
        edited = edited and not plain
        return (
            sent
            and not edited
            and told.one_day
            and own is not None
            and 0 <= (own.date - told.day.date).days <= _FEW_DAYS
        )

    def _tells_of_yesterday(self) -> bool:
        """Tell whether a report tells of what has been 昨日 at its beginning."""
        number = self.block_number + (self.kind is BlockKind.BYLINE)
        end = self.blocks[number].end if number < len(self.blocks) else 0
        following = self.mentions[self.index + 1 : self.index + 2]
        expression = following[0].expression if following and following[0].start < end else None
        shift = expression.day if isinstance(expression, Calendar) else None
        return isinstance(shift, Shift) and shift.frame is Frame.SPEECH and shift.count == -1

    def _has_happened_today(self, *, surely: bool = False) -> bool:
        """Tell whether a report under 【…電】 tells of what has been 今日: it is unedited."""
        number = self.block_number + (self.kind is BlockKind.BYLINE)
        if number >= len(self.blocks):
            return False
        end = self.blocks[number].end
        for index in range(self.index + 1, len(self.mentions)):
            mention = self.mentions[index]
            if mention.start >= end:
                return False
            expression = mention.expression
            shift = expression.day if isinstance(expression, Calendar) else None
            if isinstance(shift, Shift) and shift.frame is Frame.SPEECH and not shift.count:
                floor = self.mentions[index - 1].end
                ceiling = self.mentions[index + 1].start if index + 1 < len(self.mentions) else end
                tense = tense_of(self.text, mention.start, mention.end, floor, ceiling)
                return tense is Tense.PAST if surely else tense is not Tense.FUTURE
        return False

    def _is_long_past(self, told: Told | None) -> bool:
        """Tell whether a day is of a look back, far from the article's own time."""
        own = self.published
        return told is not None and own is not None and (own.date - told.day.date).days > _LONG

    def _is_day_of_speech(self) -> bool:
        """Tell whether a mention is the day that someone speaks on: 今天."""
        expression = self.mention.expression
        shift = expression.day if isinstance(expression, Calendar) else None
        return isinstance(shift, Shift) and shift.frame is Frame.SPEECH and not shift.count

    def _is_aside(self, told: Told) -> bool:
        """Tell whether a day is told only by the way: once, planned or long past."""
        if self.tense in (Tense.FUTURE, Tense.FORMER) or told.embedded:
            return True
        if self.at_start_of_block(self.mention):
            return False
        return self._looks_back() or (
            self._is_long_past(told) and not self._is_long_past(self.line)
        )

    def _heads_section(self) -> bool:
        """Tell whether a date in a heading dates its section: it opens it and is absolute."""
        expression = self.mention.expression
        if isinstance(expression, (Interval, Several)):
            expression = (
                expression.start if isinstance(expression, Interval) else expression.items[0]
            )
        return (
            isinstance(expression, Calendar)
            and (
                isinstance(expression.month, int)
                or isinstance(expression.year, int)
                or self._is_only_date_of_block()
                or (isinstance(expression.day, int) and self._is_in_brackets_at_end())
            )
            and (self.at_start_of_block(self.mention) or self._is_in_brackets_at_end())
        )

    def _is_in_brackets_at_end(self) -> bool:
        """Tell whether a heading ends with its day in brackets: 第三天（8日）."""
        block, mention = self.block, self.mention
        return (
            block is not None
            and mention.start > 0
            and self.text[mention.start - 1] == "("
            and self.text[mention.end : block.end].strip() == ")"
        )

    def _is_only_date_of_block(self) -> bool:
        """Tell whether its block says nothing but the date: a heading 周一, 16日　星期日."""
        block = self.block
        if block is None or not self.at_start_of_block(self.mention):
            return False
        end = self.mention.end
        for following in self.mentions[self.index + 1 : self.index + 3]:
            if following.start >= block.end or self.text[end : following.start].strip(
                _MARKS + "〔("
            ):
                break
            end = following.end
        return not self.text[end : min(block.end, end + _LIST_MARK)].strip(_MARKS + "】〗)」〕")

    def is_whole_block(self) -> bool:
        """Tell whether the mention is all that its block says: a heading 周一."""
        block, end = self.block, self.mention.end
        return (
            block is not None
            and self.at_start_of_block(self.mention)
            and not self.text[end : min(block.end, end + _LIST_MARK)].strip(_MARKS + "】〗)」")
        )

    def _moves(self, told: Told, *, first_of_sentence: bool) -> bool:
        """Tell whether the story goes on from a told day, or the text only looks back to it."""
        expression = self.mention.expression
        line = self.line
        own = self.published
        if (
            own is not None
            and told.deictic
            and told.day.year == own.year
            and told.day.month is not None
            and line is not None
            and line.day.year != own.year
        ):
            same = self._is_mid_sentence() and line.block == self.block_number
            return line.relative or not same  # 去年9月建交，今年3月簽約。7月…
        opens = self.at_start_of_sentence()
        topic = opens and (
            bool(_TOPIC.match(self.text, self.mention.end))
            or begins_topic(self.text, self.mention.end)
        )
        if self._is_end_of_lead():
            return True
        if told.day.day is None and told.explicit and self._is_presented():
            return True
        if (
            line is not None
            and told.day.month is None
            and line.day.month is not None
            and (told.first.year, told.day.year) == (line.day.year, line.day.year)
        ):
            return False  # 三十五年後 under a heading 2001年7月
        if (
            line is not None
            and line is self.heading
            and line.day.month is not None
            and told.day.day is None
            and told.day.date < line.day.date
        ):
            return False  # 上月才訪問羅馬的他 under 2009年7月
        if told.day.day is None:
            # a year or month is the topic only where it stands apart (2018年，…)
            if line is not None and line.day.day is not None:
                return topic or (told.explicit and self.at_start_of_block(self.mention))
            if line is not None and told.deictic and told.day.date < line.day.date and not opens:
                return topic  # 繼4月通話後，也是去年11月會晤後首次
            return topic or told.day.month is not None
        if not told.one_day and not isinstance(expression, (Interval, Several)):
            return opens and isinstance(expression, Calendar) and expression.part is not None
        if line is None or line.day.day is None:
            return True
        around = not told.one_day and told.first.day is not None
        if around and told.first.date <= line.day.date <= told.day.date and not opens:
            return False  # 18日會談; 應邀於17日至20日訪問
        if self._only_goes_back(told) or self._has_already_been(told):
            return False
        if line.block != self.block_number:
            return self.at_start_of_block(self.mention) or not self._looks_back()
        if told.day.date >= line.day.date or (first_of_sentence and self._counts_from_story()):
            return True
        recent = (
            first_of_sentence
            and told.one_day
            and (line.day.date - told.day.date).days <= _MONTH
            and "from" not in self._roles_after()
        )
        opens = self.at_start_of_sentence() and self.opening is Opening.DATE
        return (opens or recent) and not self._looks_back()

    def _has_already_been(self, told: Told) -> bool:
        """Tell whether a day before the one the news is of is told to have been: 8日已會談過."""
        line = self.line
        return (
            line is not None
            and line.day.day is not None
            and line is self.home
            and told.one_day
            and told.day.date < line.day.date
            and is_already(self.text, self.mention.end)
        )

    def _only_goes_back(self, told: Told) -> bool:
        """Tell whether a sentence about the story only looks back from it: 毛九天前昏迷過."""
        expression = self.mention.expression
        return (
            isinstance(expression, Offset)
            and expression.direction < 0
            and not told.deictic
            and not self.at_start_of_sentence()
        )

    def _counts_from_story(self) -> bool:
        """Tell whether the mention takes its day from the story: 當天, 翌日, 三天後."""
        expression = self.mention.expression
        if isinstance(expression, Offset):
            return expression.frame is Frame.STORY
        return (
            isinstance(expression, Calendar)
            and isinstance(expression.day, Shift)
            and expression.day.frame is Frame.STORY
        )

    # -- what expressions count from --------------------------------------------------------

    def told(self) -> Told | None:
        """Give what has been told last where the mention stands."""
        if self.quotation is not None and self.quoted is not None:
            return self.quoted
        if self.aside is not None and self.aside.day.day is not None:
            return self.aside
        if self.caption is not None:
            return self.caption
        if (
            self.plan is not None
            and self.plan.block == self.block_number
            and self.tense is Tense.FUTURE
        ):
            return self.plan
        if self.line is None and self._is_plan_near():
            return self.plan
        return self.line

    def _is_plan_near(self) -> bool:
        """Tell whether nothing has been told but what is to come on a day: 峰會27日登場。"""
        plan = self.plan
        return plan is not None and plan.one_day and self.block_number - plan.block <= 1

    def told_month(self) -> Told | None:
        """Give what has been told last with its month, be it without a day (9月在京會面，13日)."""
        named = self.refers_back()
        if named is not None and named.day.month is not None:
            return named
        aside = self.aside
        if (
            self.quotation is None
            and aside is not None
            and aside.day.month is not None
            and (aside.day.day is not None or not aside.former)
        ):
            return aside
        last = self.last
        if self.quotation is None and last is not None and self._is_month_before(last):
            return last
        told = self.told()
        if told is None or told.day.month is None:
            return None
        if self.kind is BlockKind.CAPTION and told is not self.caption:
            return None
        return told

    def told_for_years(self) -> Told | None:
        """Give what a month without a year goes on from: a month of the look back, told here."""
        line, named = self.line, self.named
        if (
            line is not None
            and named is not None
            and named.block == self.block_number
            and named.end > line.end
            and line.block != self.block_number
            and named.day.month is not None
            and self._is_long_past(line)
            and self._is_long_past(named)
            and self.quotation is None
        ):
            return named
        return line

    def told_before(self, day: Day) -> Told | None:
        """Give the last day told that lies before another."""
        for told in reversed(self._recent):
            if told.one_day and told.day.date < day.date:
                return told
        return None

    def first_of(self, day: Day) -> Day:
        """Give the first of the days told that end on a day; that day where it is one."""
        for told in (self.aside, self.line, self.near, self.plan):
            if told is not None and told.day == day and told.first.day is not None:
                return told.first
        return day

    def has_told(self, day: Day) -> bool:
        """Tell whether a day has been told lately."""
        return any(told.day == day and told.one_day for told in self._recent)

    def has_told_here(self, year: int, month: int) -> bool:
        """Tell whether a month of a year has been told in the paragraph: 2008年1月和8月…在1月."""
        return any(
            told.block == self.block_number and (told.day.year, told.day.month) == (year, month)
            for told in self._recent
        )

    def has_told_about(self, day: Day) -> bool:
        """Tell whether a day has been told lately, or one right before or after it."""
        return any(
            told.day.day is not None and abs((told.day.date - day.date).days) <= _FEW_DAYS
            for told in self._recent
        )

    def _is_month_before(self, last: Told) -> bool:
        """Tell whether a month has been told in the sentence before: 轉機在3月。12日，…."""
        sentence = self.sentence
        if last.day.month is None or last.day.day is not None or sentence is None:
            return False
        heading = self.heading
        if heading is not None and heading.day.month and last.day.date < heading.day.date:
            return False  # 上月才訪問羅馬的他 under 2009年7月
        if last.block == self.block_number:
            return self.at_start_of_sentence() and last.end + 1 >= sentence.start - _CLAUSE
        before = last.sentence
        near = before is not None and before.end >= sentence.start - _CLAUSE
        return near and before is not None and self._is_named_in(before)

    def _is_named_in(self, sentence: Range) -> bool:
        """Tell whether what the sentence opens with has been named in another."""
        assert self.sentence is not None
        name = self._name()
        return len(name) == _NAME and self._has(sentence, name)

    def _name(self) -> str:
        """Give the first characters of the sentence, as far as they stand before the mention."""
        assert self.sentence is not None
        start = self.sentence.start
        end = min(self.mention.start, start + _LEAD)
        return self.text[start:end].lstrip(_MARKS)[:_NAME]

    def _has(self, sentence: Range, name: str) -> bool:
        """Tell whether a name stands in what may be a sentence: no page without marks."""
        end = min(sentence.end, sentence.start + _SENTENCE)
        return self.text.find(name, sentence.start, end) >= 0

    def anchor(self, unit: Unit) -> Base:
        """Give the day or month that 當天 and 兩天後 count from: the one told right before."""
        near, line, aside = self.near, self.line, self.aside
        latest = self._recent[-1] if self._recent else None
        if unit is Unit.DAY and self._is_some_day():
            return Base(None, "")
        if (
            aside is None
            and latest is not None
            and latest.one_day
            and (self._is_then() or self._is_only_one_here(latest) or self._takes_up(latest))
        ):
            return _base(latest)
        gone_back = self._gone_on_from()
        if gone_back is not None and gone_back.day.day is not None:
            return _base(gone_back)
        if unit is Unit.DAY and self._is_on_tour():
            assert self.plan is not None
            return _base(self.plan)
        if self._is_of_main_day():
            assert self.home is not None
            return _base(self.home)
        if unit is Unit.MONTH and latest is not None and self._is_month_after(latest):
            return _base(latest)
        if (
            near is None
            or (aside is not None and (aside.one_day or near.sentence != self.sentence))
            or (unit is Unit.MONTH and aside is not None and aside.day.month is not None)
            or self.quotation is not None
            or self.kind in _ASIDE_BLOCKS
            or near.block != self.block_number
            or (self.tense is Tense.FUTURE and self.plan is not None)
            or (line is not None and line.block == near.block and line.end > near.end)
        ):
            return self.story(unit)
        return _base(near)

    def _is_of_main_day(self) -> bool:
        """Tell whether 同日 opens a paragraph after one that told how the news came about."""
        line, home = self.line, self.home
        return (
            line is not None
            and home is not None
            and not line.is_topic
            and line.block != self.block_number
            and 0 < (home.day.date - line.day.date).days <= _MONTH
            and self.kind is BlockKind.BODY
            and self.heading is None
            and self.mention.start == (self.block.start if self.block else -1)
            and self.text.startswith("同", self.mention.start)
            and self._counts_from_story()
        )

    def _is_on_tour(self) -> bool:
        """Tell whether a day lies between days to come: 16日起出訪，翌日…；18日…."""
        plan, latest = self.plan, self._recent[-1] if self._recent else None
        if plan is None or plan is not latest or self.index + 1 >= len(self.mentions):
            return False
        if plan.block != self.block_number or self.tense is Tense.PAST or plan.day.day is None:
            return False
        following = self.mentions[self.index + 1].expression
        day = following.day if isinstance(following, Calendar) else None
        bare = isinstance(following, Calendar) and following.month is None
        return bare and isinstance(day, int) and plan.day.day < day <= plan.day.day + _OVER

    def _is_some_day(self) -> bool:
        """Tell whether a day is counted from one that is not known: 7月底會面，當晚設宴."""
        aside = self.aside
        return (
            aside is not None
            and aside.loose
            and aside.day.day is not None
            and self.quotation is None
        )

    def _takes_up(self, latest: Told) -> bool:
        """Tell whether a sentence opens with the day of the one before: 會談於23日舉行。是日…."""
        sentence, before = self.sentence, latest.sentence
        expression = self.mention.expression
        return (
            sentence is not None
            and before is not None
            and latest is not self._gone_back_to
            and latest.block == self.block_number
            and before.end >= sentence.start - _LIST_MARK
            and not any(told.sentence == before for told in list(self._recent)[-2:-1])
            and self.mention.start - self._start_of_sentence() <= 1
            and isinstance(expression, Calendar)
            and isinstance(expression.day, Shift)
            and expression.day.count == 0
            and not self.text.startswith("同", self.mention.start)
            and self.quotation is None
            and not (latest.former or latest.limit or latest.embedded)
        )

    def _gone_on_from(self) -> Told | None:
        """Give what a sentence before has gone back to, where no day was told since: 那一次….

        兩人上次見面是2019年10月。那一次，兩人散步。八個月後，….
        """
        named = self.named
        if (
            named is None
            or self.aside is not None
            or self.quotation is not None
            or self.block_number - named.block > 1
            or self.mention.start - named.end > _SENTENCE
            or not self._is_long_past(named)
        ):
            return None
        return named if refers(self.text, named.end, self.mention.start) else None

    def _is_month_after(self, latest: Told) -> bool:
        """Tell whether the month told last is later than the day (20日解除，翌年4月運走)."""
        near = self.near
        return (
            self.aside is None
            and near is not None
            and latest.block == near.block == self.block_number
            and latest.day.day is None
            and latest.day.month is not None
            and latest.day.date > near.day.date
            and not (latest.former or latest.limit or latest.embedded)
            and self.quotation is None
            and latest is not self.plan
        )

    def _is_only_one_here(self, latest: Told) -> bool:
        """Tell whether a paragraph has told of no day but one that it looks back to."""
        near, line = self.near, self.line
        return (
            latest.block == self.block_number
            and self.quotation is None
            and self.kind is BlockKind.BODY
            and not latest.former
            and not latest.embedded
            and latest is not self._gone_back_to
            and self._is_long_past(latest)
            and (near is None or near.block != self.block_number)
            and (line is None or line.block != self.block_number)
        )

    def _is_then(self) -> bool:
        sentence, end = self.sentence, self.mention.start
        return sentence is not None and is_then(self.text, max(sentence.start, end - _LEAD), end)

    def refers_back(self) -> Told | None:
        """Give what a sentence goes back to: 2016年以來首訪。那一次他19日抵達."""
        named, sentence = self.named, self.sentence
        if named is None or sentence is None or self.aside is not None:
            return None
        near = self.block_number - named.block <= 1 and self.quotation is None
        lead = self.mention.start - sentence.start
        if not near or lead > _LEAD or not self._is_long_past(named):
            return None
        return named if refers(self.text, sentence.start, self.mention.start) else None

    def said(self) -> Base:
        """Give the day that 兩周內 is said on: told in the sentence or before, no plan."""
        own, aside, line = self.published, self.aside, self.line
        base = self.story(Unit.DAY)
        if own is None or base.day is None:
            return base
        if aside is None and self._is_opinion():
            return self.speech()
        if aside is None and self._is_plan_of_news():
            assert self.home is not None
            return _base(self.home)
        if aside is not None and base.day == aside.day and aside.day.date > own.date:
            return _base(line) if line is not None and line.day.day is not None else self.speech()
        if aside is None and self.tense is Tense.FUTURE and self._is_long_past(line):
            return self.speech()
        if aside is None and base.day.date > own.date:
            return self.speech()
        return base

    def _is_opinion(self) -> bool:
        """Tell whether someone judges what is to come: 觀察家認為，半年內便見分曉."""
        sentence = self.sentence
        return (
            sentence is not None
            and self.quotation is None
            and judges(self.text, sentence.start, self.mention.start)
        )

    def _is_plan_of_news(self) -> bool:
        """Tell whether a paragraph tells what is to come of the news, after a look back."""
        line, home = self.line, self.home
        return (
            line is not None
            and home is not None
            and self.heading is None
            and self.quotation is None
            and self.tense is Tense.FUTURE
            and line.block != self.block_number
            and line.day.date < home.day.date
        )

    def done(self) -> Base | None:
        """Give the day up to which 45年來 reaches: that on which what is new has happened."""
        own, aside = self.published, self.aside
        if own is None or aside is None or not aside.one_day or aside.day.date >= own.date:
            return None
        return None if aside.deictic or says(self.text, aside.end) else _base(aside)

    def is_ahead_of(self, day: Day) -> bool:
        """Tell whether what is to come is told after a look back to a day: 條約將在一年後終止."""
        own, aside = self.published, self.aside
        return (
            self.tense is Tense.FUTURE
            and self.quotation is None
            and own is not None
            and (aside is None or not self._is_long_past(aside))
            and (own.date - day.date).days > _LONG
        )

    def goes_on(self) -> bool:
        """Tell whether a length before counts from the story.

        It does where it opens a sentence after a day, and after what was once planned
        (原訂23日訪華,兩天前取消).
        """
        aside, told = self.aside, self.line
        if aside is not None and aside.one_day and (aside.former or self._is_long_past(aside)):
            return True
        return (
            self.quotation is None
            and told is not None
            and told.one_day
            and (self.published is None or told.day.date <= self.published.date)
            and self.kind is BlockKind.BODY
            and self.block_number - told.block <= 1
            and self.at_start_of_sentence()
        )

    def is_later_today(self) -> bool:
        """Tell whether a time is to come after what has been: 昨天抵達，預計中午會晤."""
        own, aside = self.published, self.aside
        return (
            own is not None
            and aside is not None
            and not aside.explicit
            and self.quotation is None
            and 0 < (own.date - aside.day.date).days <= _FEW_DAYS
            and announces(self.text, self.start_of_clause(), self.mention.start)
        )

    def time_of_day(self) -> Told | None:
        """Give the day of a time that is told without one: that of the news after a look back."""
        told, home, line = self.told(), self.home, self.line
        if (
            home is None
            or line is None
            or told is not line
            or self.heading is not None
            or line.block == self.block_number
            or line.day.date >= home.day.date
            or self.quotation is not None
            or self.kind is not BlockKind.BODY
            or (self.block is not None and self.mention.start == self.block.start)
        ):
            return told
        self.line = self.near = home
        return home

    def is_in_other_month(self) -> bool:
        """Tell whether the text is amid what it tells of a month before the article's own."""
        told, own = self.aside or self.line, self.published
        if told is None or own is None or told.day.month is None or told.spoken:
            return self.is_within_look_back()
        past = (told.day.year, told.day.month) < (own.year, own.month or 0)
        return past and self._is_amid(told)

    def is_within_look_back(self) -> bool:
        """Tell whether the text is amid a look back, and nothing leads out of it."""
        told = self.aside or self.line
        return told is not None and self._is_long_past(told) and self._is_amid(told)

    def _is_amid(self, told: Told) -> bool:
        """Tell whether the text goes on with a day told, and nothing leads out of it."""
        return (
            (
                told.block == self.block_number
                or self._is_all_told_back(told)
                or (self.opening is Opening.STORY and self.block_number - told.block <= _DEEP)
            )
            and self.quotation is None
            and self.kind is BlockKind.BODY
            and self.tense is not Tense.FUTURE
            and self.opening is not Opening.BACK
        )

    def _is_all_told_back(self, told: Told) -> bool:
        """Tell whether the text opened with a look back, and goes on with it in a paragraph."""
        return self.is_told_back_to() and self.block_number - told.block <= 1

    def is_yet_to_be(self, day: date) -> bool:
        """Tell whether a day lies after the article, though it is not told as to come."""
        own, aside = self.published, self.aside
        planned = aside is not None and own is not None and aside.first.date > own.date
        return own is not None and day > own.date and self.tense is not Tense.FUTURE and not planned

    def told_here(self) -> Told | None:
        """Give what has been told last, if it was in the same paragraph."""
        told = self.told()
        return told if told is not None and told.block == self.block_number else None

    def week_told(self) -> Told | None:
        """Give the week that the paragraph tells of, whose days follow: 下周…，周四….

        It is one to come or one that is over: of this week the days are told without it.
        """
        week, own = self._week, self.published
        latest = self._recent[-1] if self._recent else None
        if (
            week is None
            or own is None
            or latest is None
            or week.block != self.block_number
            or self.quotation is not None
            or week.first.date <= own.date <= week.day.date
        ):
            return None
        over = week.day.date < own.date
        if self.tense is (Tense.FUTURE if over else Tense.PAST):
            return None
        if over and (says(self.text, self.mention.end) or not self.at_start_of_clause()):
            return None
        within = latest.one_day and week.first.date <= latest.day.date <= week.day.date
        return week if latest is week or within else None

    def past_week_told(self) -> Told | None:
        """Give the week gone by that the story tells of, whose days follow: 上周訪問…，周四…."""
        week, own = self._week, self.published
        latest = self._recent[-1] if self._recent else None
        if (
            week is None
            or own is None
            or latest is None
            or self.block_number - latest.block > 1
            or self.quotation is not None
            or self.tense is Tense.FUTURE
            or not 0 < (own.date - week.day.date).days <= _WEEK_DAYS
        ):
            return None
        within = latest.one_day and week.first.date <= latest.day.date <= week.day.date
        here = latest is week and week.block == self.block_number
        return week if here or within else None

    def told_with(self, noun: str) -> Told | None:
        """Give the day nearest to a word in the last sentence that has it (襲擊當天)."""
        best: tuple[int, Told] | None = None
        for told in reversed(self._recent):
            sentence = told.sentence
            if told.day.day is None or sentence is None or sentence == self.sentence:
                continue
            if best is not None and sentence != best[1].sentence:
                break
            place = self.text.find(noun, sentence.start, min(sentence.end, told.end + _SENTENCE))
            if place >= 0 and (best is None or abs(place - told.end) < best[0]):
                best = abs(place - told.end), told
        return None if best is None else best[1]

    def section(self) -> Told | None:
        """Give the heading of the section that the mention is in, if it is dated to the year."""
        heading = self.heading
        if heading is not None and self._leaves(heading):
            self.heading = heading = None
        if (
            heading is None
            or not heading.explicit
            or heading.relative
            or self.kind is BlockKind.CAPTION
        ):
            return None
        return heading

    def _leaves(self, heading: Told) -> bool:
        """Tell whether the text has come back from its last section to what is to come now."""
        line, own, expression = self.line, self.published, self.mention.expression
        if (
            self.block_number <= self._last_heading
            or line is None
            or own is None
            or (own.date - heading.day.date).days <= _LONG
            or self.quotation is not None
            or not isinstance(expression, Calendar)
        ):
            return False
        named = self.named
        if (
            named is not None
            and named.explicit
            and named.block > heading.block
            and (named.day.date - heading.day.date).days > _YEAR + _LONG
        ):
            return True  # the paragraph has told of another time already
        if line.block in (self.block_number, heading.block):
            return False
        shifts = (expression.year, expression.month, expression.week, expression.day)
        spoken = [s for s in shifts if isinstance(s, Shift) and s.frame is Frame.SPEECH]
        if not spoken and expression.weekday is None:
            return False
        of_day = isinstance(expression.day, Shift) or expression.weekday is not None
        coming = self.tense is Tense.FUTURE and (
            expression.weekday is not None or any(shift.count > 0 for shift in spoken)
        )
        returns = coming or (of_day and self.block_number > self._last_dated_heading + 1)
        return (returns and self.aside is None) or self.opening is Opening.BACK

    def _is_announced(self, section: Told) -> bool:
        """Tell whether a paragraph after what a section told opens with what is to come."""
        line = self.line
        return (
            self.tense is Tense.FUTURE
            and self.aside is None
            and line is not None
            and line.block != self.block_number
            and line.block != section.block
        )

    def _said_on(self) -> Told | None:
        """Give the day told in the sentence, if something is said on it (15日表示：「…」)."""
        aside = self.aside
        return aside if aside is not None and says(self.text, aside.end) else None

    def _is_told_now(self) -> bool:
        """Tell whether the text has come back from its story to a time of now (上周) last."""
        latest, line, own = self._recent[-1] if self._recent else None, self.line, self.published
        return (
            latest is not None
            and line is not None
            and own is not None
            and latest.deictic
            and not latest.one_day
            and latest.end > line.end
            and latest.block == self.block_number
            and (own.date - line.day.date).days > (own.date - latest.day.date).days
        )

    def _is_said_to_come(self) -> bool:
        """Tell whether someone says on a day long past what is to come: 鄧小平13日說明年建交."""
        aside, expression = self.aside, self.mention.expression
        if not isinstance(expression, Calendar) or aside is None or not aside.one_day:
            return False
        ahead = any(
            isinstance(shift, Shift) and shift.count > 0 and shift.frame is Frame.SPEECH
            for shift in (expression.year, expression.month, expression.week, expression.day)
        )
        return (
            ahead
            and self._is_long_past(aside)
            and (
                is_said(self.text, aside.end, self.mention.start)
                or is_fixed(self.text, aside.end, self.mention.start)
            )
        )

    def _line_or_home(self) -> Told | None:
        """Give the day that the story is at, or its first day once a look back is over."""
        line, home, own = self.line, self.home, self.published
        if line is None or home is None or own is None or line.block == self.block_number:
            return line
        over = not line.explicit and (own.date - line.day.date).days > _OVER
        return home if over else line

    def base(self, frame: Frame, unit: Unit) -> Base:
        """Give what an expression of a frame counts from."""
        return self.story(unit) if frame is Frame.STORY else self.speech()

    def speech(self) -> Base:
        """Give the day on which the mention is said."""
        if self.quotation is not None:
            told = self._said_on() or (None if self._is_told_now() else self._line_or_home())
            if (
                told is not None
                and told.one_day
                and (self.published is None or told.day.date <= self.published.date)
            ):
                return Base(told.day, "quotation", told.explicit)
        if self._is_said_to_come():
            assert self.aside is not None
            return _base(self.aside)
        if self.is_in_entry():
            assert self.entry is not None
            return Base(self.entry.day, "heading", explicit=True)
        if self.wired is not None and self._of_several_wires:
            return Base(self.wired.day, "dateline")
        section = self.section()
        own = self.published
        if (
            section is not None
            and section.day.day is None
            and own is not None
            and section.day.year == own.year
            and (section.day.month in (None, own.month) or self._is_announced(section))
        ):
            return Base(own, "published")
        if section is not None:
            line = self.line
            if section.day.day is None and line is not None and line.day.day is not None:
                return _base(line)
            return Base(section.day, "heading", explicit=True)
        if self.wired is not None:
            return Base(self.wired.day, "dateline")
        return Base(self.published, "published")

    def story(self, unit: Unit) -> Base:
        """Give the day, month or year last told in the story, as fine as the unit needs."""
        named = self.named
        if unit in (Unit.YEAR, Unit.MONTH) and named is not None and named.spoken:
            earlier = self._told_of_month(unit)
            if earlier is not None:
                return _base(earlier)
        if unit in (Unit.YEAR, Unit.MONTH) and named is not None and self._is_of_named(unit):
            return _base(named)
        gone_back = self._gone_on_from()
        if (
            gone_back is not None
            and (unit is Unit.YEAR or gone_back.day.month is not None)
            and (unit is not Unit.DAY or gone_back.day.day is not None)
        ):
            return _base(gone_back)
        for told in (
            self.aside,
            self.told(),
            self.line,
            self.plan,
            self.heading,
            self.before_heading,
        ):
            if told is None:
                continue
            if unit in (Unit.DAY, Unit.WEEK) and told.day.day is None:
                continue
            if unit is Unit.DAY and told is not self.aside and self._is_long(told):
                continue  # 上周 has no 當晚
            if unit is Unit.MONTH and told.day.month is None:
                continue
            return _base(told)
        if unit is Unit.DAY:
            for told in reversed(self._recent):
                if told.day.day is not None:
                    return _base(told)
            if self._is_long_past(self.line) and self.line is not None:
                return Base(None, "")  # 1992年12月訪華，抵京次日…
        return Base(self.published, "published")

    def _told_of_month(self, unit: Unit) -> Told | None:
        """Give what was told before a day as one speaks of it: 12月31日移交，今天滿25年。同月14日….

        Of its own month and year an article says 本月 and 今年.
        """
        for told in reversed(self._recent):
            if self.block_number != told.block:
                return None
            if not told.spoken:
                return told if unit is Unit.YEAR or told.day.month is not None else None
        return None

    @staticmethod
    def _is_long(told: Told) -> bool:
        """Tell whether what is told is a week or more as one speaks of it (上周)."""
        return (
            told.deictic
            and told.first.day is not None
            and (told.day.date - told.first.date).days > _WEEK
        )

    def _is_of_named(self, unit: Unit) -> bool:
        """Tell whether 同年 and 翌月 count from the date told right before, looked back to or not.

        What is of the article's own year or month would be told as 今年 and 本月.
        """
        named, own = self.named, self.published
        if named is None or self.block_number - named.block > 1 or self.quotation is not None:
            return False
        if unit is Unit.MONTH:
            return named.day.month is not None and named.block == self.block_number
        return own is not None and named.day.year < own.year

    def opens_section(self) -> bool:
        """Tell whether nothing but the heading has been told in the section so far."""
        return self.heading is not None and self.line is self.heading and self.aside is None
