"""What part of a page each line is: title, heading, body, caption, byline or what surrounds them.

A newspaper page as it is copied or scraped is a run of lines. Which kind a line is can be told by
its own form (what it starts or ends with, from ``resources/layout.tsv``; its length; whether it
ends like a sentence) and by the lines around it (what follows 相關新聞 is a list of other
headlines).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple

from summit_extract.language.conversion import simplify
from summit_extract.language.days import is_stamp
from summit_extract.resources import read_table

__all__ = ["Block", "BlockKind", "Layout", "Range", "analyse"]

_LONGEST_HEADING = 40
_LONGEST_RELATED = 60
_LONGEST_CAPTION = 200
_LONGEST_SENTENCE = 1000
_SENTENCES_OF_BODY = 3

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_DATE_PREFIX = re.compile(r"\s{0,20}date[:：]?\s{1,4}\d{4}-\d{1,2}-\d{1,2}(?=\s|$)", re.IGNORECASE)
_DATELINE = re.compile(
    r"\s{0,8}(?:"
    # （中央社記者王小明台北5日電） and 【記者王小明／台北報導】
    r"[（(【\[〔](?=[^）)】\]〕\n]{2,50}(?:电|报导|报道|讯|外电报导)[）)】\]〕])[^）)】\]〕\n]{2,60}[）)】\]〕]"
    # 【文/觀察者網 林一】, （德國之聲中文網）
    r"|[（(【\[〔](?:文[/／]|记者)[^）)】\]〕\n]{1,40}[）)】\]〕]"
    r"|[（(【〔](?=[^）)】〕\n]{1,12}[网社报台][）)】〕])[^）)】〕\n]{2,13}[）)】〕]"
    # 中國時報【何兆明／台北報導】
    r"|[\u4e00-\u9fff]{2,6}[【〔](?=[^】〕\n]{2,40}(?:报导|报道)[】〕])[^】〕\n]{2,50}[】〕]"
    # 新華社北京6月5日電（記者王小明）
    r"|(?:本报|[\u4e00-\u9fff]{1,6}[社网台报])[\u4e00-\u9fffA-Za-z·]{0,16}"
    r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日(?!发|的)(?:[\u4e00-\u9fff]{0,2})(?:电|讯|消息|报道)"
    r"(?:\s{0,2}[（(](?=[^）)\n]{0,30}(?:记者|通讯员|编辑))[^）)\n]{1,40}[）)])?"
    # 新华社摩加迪沙四日电, 中新社北京電, 美聯社廿三日消息
    r"|[\u4e00-\u9fff]{1,4}社[\u4e00-\u9fff·]{0,12}?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月)?"
    r"(?:(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})日)?(?:[上下]午|[凌清]晨|晚间?|深夜|中午)?"
    r"(?:专电|急电|特电|电讯|电|讯|(?:消息|报道)(?=[\s　]|$))"
    r"(?:\s{0,2}[（(](?=[^）)\n]{0,30}(?:记者|通讯员|编辑))[^）)\n]{1,40}[）)]|(?![\u4e00-\u9fff，。、：]))"
    r"|本报[\u4e00-\u9fff]{0,10}(?:电|讯)"
    # 路透華盛頓5日電
    r"|(?:路透|综合)[\u4e00-\u9fff]{0,10}\d{1,2}日(?:[\u4e00-\u9fff]{0,4})(?:电|讯|消息|报道)(?![，。、：])"
    # 路透華盛頓2015年4月12日 -
    r"|(?:路透|法新|美联|彭博)社?[\u4e00-\u9fff]{0,10}(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}日\s?[-–—]"
    r")"
)
_TIMESTAMP = re.compile(
    r"(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|民国\d{2,3}年\d{1,2}月\d{1,2}日)"
    r"[^，。；\n]{0,8}\d{1,2}[:：]\d\d[^，。；\n]{0,30}$"
)
_FULL_DATE = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|民国\d{1,3}年\d{1,2}月\d{1,2}"
    r"|[一二三四五六七八九十百廿卅〇○零]{2,5}年[一二三四五六七八九十廿]{1,3}月[一二三四五六七八九十廿卅]{1,3}日"
)
_PRESS = re.compile(r"[报网刊]|版$|版[）)]|社(?![会群])|新闻|记者|星期|电台|电视|专讯")
_MASTHEAD_LINES = 6
"""A short line among the first of a page that has a full date and a word of the press is its
masthead: 大公報 一九五五年四月二十四日 第一版."""
_FIRST_LINES = 3
"""Right below the title 2015.04.12 華盛頓 is a dateline; further down it is a heading."""

_WORD = re.compile(r"[\w\u4e00-\u9fff]")
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:[^\n]{0,500}\n){0,40}?---[ \t]*(?:\r?\n|\Z)")
_NUMBERED_HEADING = re.compile(
    r"\s{0,4}(?:#{1,6}\s|[一二三四五六七八九十]{1,3}、|【|◆|■|●|〈|\d{1,2}[.．、])"
)
_CREDIT = re.compile(r"[（(\[【]([^（()）\[\]【】\n]{1,60})[）)\]】]\s{0,4}$")
_SENTENCE_END = "。！？!?"
_AFTER_END = "」』”’）)】》〉\"'。！？!?…"
_PAIRS = {
    "「": "」", "『": "』", "“": "”", "‘": "’", "﹁": "﹂", "﹃": "﹄",
    "（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "［": "］", "[": "]",
}  # fmt: skip
_CLOSING = frozenset(_PAIRS.values())
_QUOTES = frozenset("「『“‘﹁﹃")
_BREAKS = re.compile(r"[「」『』“”‘’﹁﹂﹃﹄（）()《》〈〉【】［］\[\]。！？!?…]")


class BlockKind(StrEnum):
    """The part of a page that a block is."""

    TITLE = "TITLE"
    HEADING = "HEADING"
    BODY = "BODY"
    CAPTION = "CAPTION"
    BYLINE = "BYLINE"
    BOILERPLATE = "BOILERPLATE"
    RELATED = "RELATED"


class Range(NamedTuple):
    """A range of character offsets into the original text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the page, or the part of it that is of one kind; offsets in characters."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True)
class Layout:
    """The blocks, quotations and sentences of a text, each in the order of the text.

    Blocks leave out the white space around them. Quotations are the outermost ranges inside
    quotation marks, without the marks. Sentences lie within blocks and never break inside
    quotation marks or brackets.
    """

    blocks: tuple[Block, ...]
    quotations: tuple[Range, ...]
    sentences: tuple[Range, ...]

    def block_index(self, offset: int) -> int:
        """Give the number of the last block that begins at or before ``offset``, -1 before all."""
        return bisect_right(self._block_starts, offset) - 1

    def block_at(self, offset: int) -> Block | None:
        """Give the block that holds the character at ``offset``, or None between blocks."""
        index = self.block_index(offset)
        if index >= 0 and offset < self.blocks[index].end:
            return self.blocks[index]
        return None

    def sentence_at(self, offset: int) -> Range | None:
        """Give the sentence that holds the character at ``offset``, or None between sentences."""
        return _range_at(self.sentences, offset)

    def quotation_at(self, offset: int) -> Range | None:
        """Give the quotation that holds the character at ``offset``, if it stands in one."""
        return _range_at(self.quotations, offset)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]


def _range_at(ranges: tuple[Range, ...], offset: int) -> Range | None:
    index = bisect_left(ranges, (offset + 1,)) - 1
    if index >= 0 and offset < ranges[index].end:
        return ranges[index]
    return None


class _LineRules(NamedTuple):
    starts: dict[str, BlockKind]
    longest_start: int
    ends: tuple[tuple[str, BlockKind], ...]
    contains: tuple[tuple[str, BlockKind], ...]
    whole: dict[str, BlockKind]


@cache
def _line_rules() -> _LineRules:
    rules: dict[str, dict[str, BlockKind]] = {"starts": {}, "ends": {}, "contains": {}, "whole": {}}
    for row in read_table("layout.tsv"):
        rules[row["match"]][simplify(row["text"])] = BlockKind(row["kind"])
    return _LineRules(
        rules["starts"],
        max(map(len, rules["starts"])),
        tuple(rules["ends"].items()),
        tuple(rules["contains"].items()),
        rules["whole"],
    )


@cache
def _credits() -> tuple[frozenset[str], tuple[str, ...]]:
    rows = read_table("photo_credits.tsv")
    return (
        frozenset(simplify(row["text"]) for row in rows if row["match"] == "whole"),
        tuple(simplify(row["text"]) for row in rows if row["match"] == "contains"),
    )


def _is_credit(text: str) -> bool:
    whole, contains = _credits()
    return text.strip() in whole or any(part in text for part in contains)


def _marked_kind(line: str) -> BlockKind | None:
    """Tell the kind of a line (simplified, stripped) that says itself what it is."""
    if _DATE_PREFIX.fullmatch(line) or _TIMESTAMP.match(line):
        return BlockKind.BYLINE
    if not _WORD.search(line):
        return BlockKind.BOILERPLATE
    if len(line) <= _LONGEST_HEADING and line.endswith(("—", "－", "–")):
        return BlockKind.BYLINE  # 美國之音 華盛頓 —
    full, line = line, line.lstrip("【（([▸·•．. ")
    dateline = _DATELINE.match(full)
    if dateline and dateline.end() == len(full):
        return BlockKind.BYLINE
    rules = _line_rules()
    for length in range(min(rules.longest_start, len(line)), 0, -1):
        kind = rules.starts.get(line[:length])
        if kind is BlockKind.CAPTION and len(line) > _LONGEST_CAPTION:
            continue
        if kind in (BlockKind.BYLINE, BlockKind.RELATED) and _is_prose(line):
            continue
        if kind is BlockKind.BOILERPLATE and len(line) > _LONGEST_HEADING and _is_prose(line):
            continue
        if kind is not None:
            return kind
    whole = rules.whole.get(full.strip("（）()【】[]〔〕。 "))
    if whole is not None:
        return whole
    credit = _CREDIT.search(full)
    told = full.count("。") >= _SENTENCES_OF_BODY  # the credit of a picture beside running text
    if credit and not told and len(line) <= _LONGEST_CAPTION and _is_credit(credit.group(1)):
        return BlockKind.CAPTION
    bare = line.rstrip("）)】]。 ")
    for text, kind in rules.ends:
        if bare.endswith(text) and len(line) <= _LONGEST_HEADING:
            return kind
    if len(line) <= _LONGEST_RELATED:
        for text, kind in rules.contains:
            if text in line:
                return kind
    return None


_SHORTEST_ECHO = 6
_FOOT = 4
"""How many lines the foot of a page has at most."""


def _is_prose(line: str) -> bool:
    """Tell whether a line reads like running text: it has or ends a sentence."""
    return len(line) > _LONGEST_HEADING or line.rstrip("」』”）)").endswith(tuple("。！？；"))


def _is_byline(line: str, number: int, count: int) -> bool:
    """Tell whether a line at an edge of the page, which does not say what it is, is its masthead or
    a line of day, clock and author; one of ``count`` lines, counted from 0."""
    if number < _MASTHEAD_LINES:
        short = len(line) <= _LONGEST_HEADING and not _is_prose(line)
        told = short and _FULL_DATE.search(line)
        if told and (_PRESS.search(line) or (number < _FIRST_LINES and "年" not in told.group())):
            return True
    return (number < _MASTHEAD_LINES or count - number <= _MASTHEAD_LINES) and is_stamp(line)


def _kinds(lines: list[str], front: int) -> list[BlockKind]:
    """Classify the stripped, simplified lines of a page, in one pass with one line of context.

    The first ``front`` of them are front matter.
    """
    kinds: list[BlockKind] = []
    seen_text = related = False
    for number, line in enumerate(lines):
        kind = BlockKind.BYLINE if number < front else _marked_kind(line)
        if kind is None and _is_byline(line, number, len(lines)):
            kind = BlockKind.BYLINE
        if kind is BlockKind.RELATED:
            related = True
        elif related:
            # other headlines follow, until running text comes back
            if kind is None and len(line) > _LONGEST_RELATED and _is_prose(line):
                related, kind = False, BlockKind.BODY
            elif kind is None:
                kind = BlockKind.RELATED
        elif kind is None:
            short = len(line) <= _LONGEST_HEADING and not _is_prose(line)
            if short and not seen_text:
                titled = any(known is BlockKind.TITLE for known in kinds)
                kind = BlockKind.HEADING if titled else BlockKind.TITLE
            elif short or (_NUMBERED_HEADING.match(line) and not _is_prose(line)):
                kind = BlockKind.HEADING
            else:
                kind = BlockKind.BODY
        seen_text = seen_text or kind is BlockKind.BODY
        kinds.append(kind)
    if not seen_text and kinds.count(BlockKind.TITLE) == 1 and len(kinds) == 1:
        kinds = [BlockKind.BODY]  # one short line alone is a text, not the title of nothing
    return _without_echo(lines, kinds)


def _without_echo(lines: list[str], kinds: list[BlockKind]) -> list[BlockKind]:
    """The foot of a page that repeats the article's heading among other things
    (2022-10-08 1 content_2197.html 俄土領導人通電話) is none of it."""
    body = kinds.index(BlockKind.BODY) if BlockKind.BODY in kinds else len(kinds)
    heads = [
        line
        for line, kind in zip(lines[:body], kinds, strict=False)
        if kind in (BlockKind.TITLE, BlockKind.HEADING) and len(line) >= _SHORTEST_ECHO
    ]
    for number in range(max(body + 1, len(lines) - _FOOT), len(lines)):
        line = lines[number]
        ended = line.rstrip("」』”）)").endswith(tuple("。！？；"))
        if not ended and any(head in line for head in heads):
            kinds[number] = BlockKind.RELATED
    return kinds


def _lines(text: str, simplified: str) -> list[Range]:
    """Give the stripped lines, a date put before the text and a dateline as lines of their own."""
    lines: list[Range] = []
    for found in _LINE.finditer(text):
        start, end = found.span()
        prefix = _DATE_PREFIX.match(text, start, end) if not lines else None
        if prefix:
            lines.append(_stripped(text, start, prefix.end()))
            start = prefix.end()
        dateline = _DATELINE.match(simplified, start, end)
        if dateline and dateline.end() < end:
            lines.append(_stripped(text, start, dateline.end()))
            start = dateline.end()
        line = _stripped(text, start, end)
        if line.end > line.start:
            lines.append(line)
    return lines


def _stripped(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Range(start, end)


def _divide(text: str, block: Block) -> tuple[list[Range], list[Range]]:
    """Divide a block into sentences and find its outermost quotations, in one pass.

    An opening mark that is never closed within its block, and a closing one that was never
    opened, count for nothing.
    """
    marks = [
        (mark.start(), mark.group()) for mark in _BREAKS.finditer(text, block.start, block.end)
    ]
    partner = _partners(marks)
    sentences: list[Range] = []
    quotations: list[Range] = []
    start = block.start
    inside_until = -1
    for index, (position, mark) in enumerate(marks):
        if position < inside_until:
            continue
        if mark in _PAIRS:
            close = partner.get(index)
            if close is None:
                continue
            inside_until = marks[close][0]
            if mark in _QUOTES:
                quotations.append(Range(position + 1, inside_until))
            continue
        ends_here = mark in _SENTENCE_END or (
            # 「……是的。」 ends a sentence if what stands inside does
            mark in _CLOSING
            and position == inside_until
            and position > block.start
            and text[position - 1] in "。！？"
            and mark in "」』”"
            and not _goes_on(text, position + 1, block.end)
        )
        if ends_here and position + 1 > start:
            end = position + 1
            while end < block.end and text[end] in _AFTER_END:
                end += 1
            if end > start:
                sentence = _stripped(text, start, end)
                if sentence.end > sentence.start:
                    sentences.append(sentence)
                start = max(start, end)
    rest = _stripped(text, start, block.end)
    if rest.end > rest.start:
        sentences.append(rest)
    return sentences, quotations


def _bounded(text: str, sentence: Range) -> Iterator[Range]:
    """Cut a sentence that no newspaper prints (a page without a full stop) into shorter ones, so
    that what looks around in a sentence stays linear."""
    start = sentence.start
    while sentence.end - start > _LONGEST_SENTENCE:
        limit = start + _LONGEST_SENTENCE
        comma = max(text.rfind(mark, start + _LONGEST_SENTENCE // 2, limit) for mark in "，；, ")
        end = comma + 1 if comma > start else limit
        part = _stripped(text, start, end)
        if part.end > part.start:
            yield part
        start = _stripped(text, end, sentence.end).start
    if sentence.end > start:
        yield Range(start, sentence.end)


def _goes_on(text: str, position: int, end: int) -> bool:
    """Tell whether the sentence goes on after a closing mark (「…。」他說 does not end there)."""
    return position < end and text[position] in "，、；：的,"


def _partners(marks: list[tuple[int, str]]) -> dict[int, int]:
    """Match opening with closing marks; gives for each closed opening the index of its closing."""
    partner: dict[int, int] = {}
    open_marks: list[int] = []
    waiting: dict[str, int] = {}
    for index, (_, mark) in enumerate(marks):
        if mark in _PAIRS:
            open_marks.append(index)
            waiting[_PAIRS[mark]] = waiting.get(_PAIRS[mark], 0) + 1
        elif waiting.get(mark):
            while open_marks:
                opening = open_marks.pop()
                expected = _PAIRS[marks[opening][1]]
                waiting[expected] -= 1
                if expected == mark:
                    partner[opening] = index
                    break
    return partner


def analyse(text: str, simplified: str | None = None) -> Layout:
    """Find the blocks, quotations and sentences of an article, in linear time.

    ``simplified`` is the same text in Simplified characters, if it is at hand. All offsets are
    character offsets into ``text``.

    >>> layout = analyse("川普會見安倍\\n美國總統川普5日說：「很好。他來了。」兩人下周再談。")
    >>> [(block.kind.value, block.start, block.end) for block in layout.blocks]
    [('TITLE', 0, 6), ('BODY', 7, 33)]
    >>> [(range.start, range.end) for range in layout.sentences]
    [(0, 6), (7, 26), (26, 33)]
    """
    simplified = simplify(text) if simplified is None else simplified
    lines = _lines(text, simplified)
    matter = _FRONT_MATTER.match(text)
    front = sum(line.end <= matter.end() for line in lines) if matter else 0
    kinds = _kinds([simplified[line.start : line.end] for line in lines], front)
    blocks = tuple(
        Block(line.start, line.end, kind) for line, kind in zip(lines, kinds, strict=True)
    )
    sentences: list[Range] = []
    quotations: list[Range] = []
    for block in blocks:
        of_block, quoted = _divide(text, block)
        sentences += (part for sentence in of_block for part in _bounded(text, sentence))
        quotations += quoted
    return Layout(blocks, tuple(quotations), tuple(sentences))
