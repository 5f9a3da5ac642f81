"""The day an article was published, where the article itself tells it."""

import re
from datetime import date

from summit_extract.language.conversion import simplify
from summit_extract.language.days import full_days, parse_day, roc_day
from summit_extract.language.layout import BlockKind, Layout, analyse

__all__ = ["find_published", "parse_day"]

_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\n(?P<fields>(?:[^\n]{0,500}\n){0,40}?)---[ \t]*(?:\n|\Z)"
)
_FIELD = re.compile(
    r"^(?:date|published|publish_date|pubdate|日期|出版)\s{0,3}[:：]", re.IGNORECASE
)
_FIRST_LINE = re.compile(r"\s{0,20}(?:date|published)\s{0,3}[:：]?\s{0,4}(?=\d)", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"出版|发布|发表|刊登|刊出|发稿|上稿|建立时间|创建时间|published|日期|时间[:：]", re.IGNORECASE
)
_UPDATED = re.compile(r"更新|updated", re.IGNORECASE)
_FILLER = re.compile(
    r"(?:中华)?民国|[\s()（）\[\]【】|｜/／,，。.:：TZ年月日\-+\d]|星期[一二三四五六日天]|周[一二三四五六日]"
)
_SOURCE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,12}(?:报|社|网|讯|电视|台|News|news)")
_AGENCY_STAMP = re.compile(
    r"(?:(?:编辑|译者|核稿|编译)[^（）()\n]{1,40}[)）]|。)\s{0,2}(1\d\d)([01]\d)([0-3]\d)$"
)
_TAIWAN = re.compile(r"总统府|中华民国|我国|行政院|中央社|台北|台湾")
"""What shows that a paper counts years as the ROC does."""
_NAME = 6
_EDGE = 6
"""A line that is only a date tells the day of publication if it is among the first or last six."""


def find_published(text: str, layout: Layout | None = None) -> date | None:
    """Find the day of publication that the text itself tells, or None.

    Looked at, in this order: front matter between ``---`` lines; a first line such as
    `` date 2025-08-15 ``; a line that says 出版 or the like, then one that says 更新; a dateline or
    other line of nothing but a date at the edges of the text.

    >>> find_published(" date 2025-08-15 美國總統特朗普將會見普京。")
    datetime.date(2025, 8, 15)
    >>> find_published("出版：2018-06-12 18:30　更新：2018-06-13 09:00\\n美朝元首會晤。")
    datetime.date(2018, 6, 12)
    >>> find_published("聯合早報 | 言論\\n第一面國旗\\n2024年8月23日　陳可揚\\n總統升起國旗。")
    datetime.date(2024, 8, 23)
    >>> find_published("2018年6月12日，兩人會晤。") is None
    True
    """
    front = _FRONT_MATTER.match(text)
    if front:
        for line in front["fields"].splitlines():
            field = _FIELD.match(line)
            day = parse_day(line[field.end() :]) if field else None
            if day:
                return day
    stripped = text.lstrip("\ufeff\n\r ")
    first = _FIRST_LINE.match(stripped)
    if first:
        day = parse_day(stripped[first.end() : first.end() + 12])
        if day:
            return day
    layout = analyse(text) if layout is None else layout
    simplified = simplify(text)
    return _from_lines(simplified, layout, text != simplified and bool(_TAIWAN.search(simplified)))


def _from_lines(simplified: str, layout: Layout, roc: bool) -> date | None:
    """Of the lines at the edges that have a full day: one that says 出版, the first byline or
    dateline at the top, the day that stands alone if there is one, one that says 更新, and the
    stamp of a news agency at the end. ``roc``: 94年5月2日 is of the ROC calendar."""
    updated: date | None = None
    bare: list[date] = []
    signed: list[date] = []
    headed: list[date | None] = []
    told = False
    count = len(layout.blocks)
    for index, block in enumerate(layout.blocks):
        told = told or block.kind is BlockKind.BODY
        if block.kind in (BlockKind.BODY, BlockKind.CAPTION, BlockKind.RELATED):
            continue
        line = simplified[block.start : block.end]
        day = parse_day(line[:200]) or (roc_day(line[:200]) if roc else None)
        if day is None:
            continue
        if block.kind is BlockKind.HEADING:
            at_top = not told and 0 < index < _EDGE and _is_short_stamp(line)
            headed.append(day if at_top else None)
        at_edge = index < _EDGE or index >= count - _EDGE
        if block.kind is not BlockKind.HEADING and _PUBLISHED.search(line):
            return parse_day(line[_after(_PUBLISHED, line) :][:60]) or day
        if _UPDATED.search(line):
            updated = updated or day
        elif block.kind is BlockKind.BYLINE and index < _EDGE and not _is_only_date(line, roc):
            signed.append(day)
        elif at_edge and (block.kind is BlockKind.BYLINE or _is_only_date(line, roc)):
            bare.append(day)
    if signed:
        return signed[0]
    if bare and len(set(bare)) == 1:
        return bare[0]
    if updated is None and len(headed) == 1 and headed[0] is not None:
        return headed[0]  # 2024年8月23日　陈可扬 below the title, and no other dated heading
    return updated or _agency_stamp(simplified, layout)


def _agency_stamp(simplified: str, layout: Layout) -> date | None:
    """（編輯：唐佩君）1131204 at the end is the 4th of December of the 113th year of the ROC."""
    for block in layout.blocks[-_EDGE:]:
        found = _AGENCY_STAMP.search(simplified[max(block.start, block.end - 80) : block.end])
        if found:
            return parse_day("民国{}年{}月{}日".format(*found.groups()))
    return None


def _after(pattern: re.Pattern[str], line: str) -> int:
    found = pattern.search(line)
    return found.end() if found else 0


def _is_short_stamp(line: str) -> bool:
    """Tell whether a line is a full day and little beside it, as a name."""
    found = next(full_days(line), None)
    if found is None:
        return False
    rest = _FILLER.sub("", line[: found[0].start()] + line[found[0].end() :])
    return len(rest) <= _NAME


def _is_only_date(line: str, roc: bool) -> bool:
    if roc and next(full_days(line), None) is None:
        line = re.sub(r"^\d{2,3}(?=年|[./])", "", line)
    found = next(full_days(line), None)
    rest = line if found is None else line[: found[0].start()] + line[found[0].end() :]
    return not _SOURCE.sub("", _FILLER.sub("", rest))
