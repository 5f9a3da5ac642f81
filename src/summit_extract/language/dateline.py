"""The day an article was published, where the article itself tells it."""

import re
from datetime import date

from summit_extract.language.conversion import simplify
from summit_extract.language.layout import BlockKind, Layout, analyse

__all__ = ["find_published", "parse_day"]

_DAY = re.compile(
    r"(?:(?P<era>民国|中华民国)(?P<roc>\d{2,3})年|(?P<year>(?:19|20)\d\d)\s?[-/.年])"
    r"\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)"
)
_NUMERAL = "[〇○零一二三四五六七八九十百廿卅]"
_WRITTEN_DAY = re.compile(
    rf"(?P<era>民国)?(?P<year>{_NUMERAL}{{2,5}})年(?P<month>{_NUMERAL}{{1,3}})月(?P<day>{_NUMERAL}{{1,3}})日"
)
_COMPACT_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]*\n(?P<fields>(?:[^\n]{0,500}\n){0,40}?)---[ \t]*(?:\n|\Z)"
)
_FIELD = re.compile(
    r"^(?:date|published|publish_date|pubdate|日期|出版)\s{0,3}[:：]", re.IGNORECASE
)
_FIRST_LINE = re.compile(r"\s{0,20}(?:date|published)\s{0,3}[:：]?\s{0,4}(?=\d)", re.IGNORECASE)
_PUBLISHED = re.compile(r"出版|发布|发表|刊登|刊出|发稿|published|日期|时间[:：]", re.IGNORECASE)
_UPDATED = re.compile(r"更新|updated", re.IGNORECASE)
_FILLER = re.compile(
    r"(?:中华)?民国|[\s()（）\[\]【】|｜/／,，。.:：TZ年月日\-+\d]|星期[一二三四五六日天]|周[一二三四五六日]"
)
_SOURCE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,12}(?:报|社|网|讯|电视|台|News|news)")
_EDGE = 6
"""A line that is only a date tells the day of publication if it is among the first or last six."""


def parse_day(text: str) -> date | None:
    """Read the first full calendar day, Gregorian or of the ROC calendar.

    >>> parse_day("2025-08-15T09:30"), parse_day("民國107年6月12日"), parse_day("20180612_kim")
    (datetime.date(2025, 8, 15), datetime.date(2018, 6, 12), datetime.date(2018, 6, 12))
    >>> parse_day("中華民國四十二年十一月九日")
    datetime.date(1953, 11, 9)
    >>> parse_day("2月30日") is None
    True
    """
    for found in _DAY.finditer(simplify(text)):
        year = int(found["roc"]) + 1911 if found["era"] else int(found["year"])
        day = _valid(year, int(found["month"]), int(found["day"]))
        if day:
            return day
    for found in _WRITTEN_DAY.finditer(simplify(text)):
        day = _written_day(found)
        if day:
            return day
    for found in _COMPACT_DAY.finditer(text):
        day = _valid(*map(int, found.groups()))
        if day:
            return day
    return None


def _written_day(found: re.Match[str]) -> date | None:
    from summit_extract.dates.numerals import read_number

    numbers = [read_number(found[part]) for part in ("year", "month", "day")]
    year, month, day = (number or 0 for number in numbers)
    year += 1911 if found["era"] else 0
    return _valid(year, month, day) if year >= 1900 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_published(text: str, layout: Layout | None = None) -> date | None:
    """Find the day of publication that the text itself tells, or None.

    Looked at, in this order: front matter between ``---`` lines; a first line such as
    `` date 2025-08-15 ``; a line that says 出版 or the like, then one that says 更新; a dateline or
    other line of nothing but a date at the edges of the text.

    >>> find_published(" date 2025-08-15 美國總統特朗普將會見普京。")
    datetime.date(2025, 8, 15)
    >>> find_published("出版：2018-06-12 18:30　更新：2018-06-13 09:00\\n美朝元首會晤。")
    datetime.date(2018, 6, 12)
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
    return _from_lines(simplify(text), layout)


def _from_lines(simplified: str, layout: Layout) -> date | None:
    updated: date | None = None
    bare: list[date] = []
    count = len(layout.blocks)
    for index, block in enumerate(layout.blocks):
        if block.kind in (BlockKind.BODY, BlockKind.CAPTION, BlockKind.RELATED):
            continue
        line = simplified[block.start : block.end]
        day = parse_day(line[:200])
        if day is None:
            continue
        at_edge = index < _EDGE or index >= count - _EDGE
        if block.kind is not BlockKind.HEADING and _PUBLISHED.search(line):
            return parse_day(line[_after(_PUBLISHED, line) :][:60]) or day
        if _UPDATED.search(line):
            updated = updated or day
        elif at_edge and (block.kind is BlockKind.BYLINE or _is_only_date(line)):
            bare.append(day)
    if len(bare) == 1 or (bare and len(set(bare)) == 1):
        return bare[0]
    return updated


def _after(pattern: re.Pattern[str], line: str) -> int:
    found = pattern.search(line)
    return found.end() if found else 0


def _is_only_date(line: str) -> bool:
    rest = _SOURCE.sub("", _FILLER.sub("", line))
    return not rest
