"""Numbers that share a unit, and intervals: 19、20日, 1995-1997年, 6月28日至29日."""

import re
from dataclasses import replace

from summit_extract.dates.expressions import Calendar, Expression, Interval, Length, Several
from summit_extract.dates.grammar import ages, clock, days, lengths, years
from summit_extract.dates.grammar.cursor import Cursor, Found

_DASHES = "-–—―~～"
_CONNECTOR = re.compile(rf"[ ]?(?:起?至|起?到|[{_DASHES}]|迄)[ ]?(?!来)")
_PAIR = re.compile(r"[ ]?(?:与|和|及)[ ]?")
_BETWEEN = re.compile(r"(?:之间|间(?!接))")
_ENUMERATION = re.compile(r"[ ]?(?:、|和|及|与|或|以及)[ ]?")
_COUNT_OF_DAYS = re.compile(r"(?:[两二三四五六七2-7]|多)(?:日|天)(?!内|后|前)")
_WEEKDAYS = "一二三四五六日"
_NEXT_WEEKDAY = re.compile(
    r"([、至到])([一二三四五六日天])"
    r"(?![一二三四五六七八九十百千万亿个月年日号天人国名点时周星期次场轮方届项架批成份位家艘者楼线军本内])"
)
_LONGEST_LIST = 12
_CALENDAR_YEAR = range(1000, 2200)


def enumerated(cursor: Cursor, index: int) -> Found | None:
    """Numbers with one unit after the last: 19、20日, 1995-1997年, 7至8月, 3到5天."""
    if index < cursor.barren:
        return None
    indexes = [index]
    ranged = False
    while len(indexes) < _LONGEST_LIST:
        last = cursor.atoms[indexes[-1]]
        following = indexes[-1] + 1
        if following >= cursor.count or cursor.atoms[following].kind != "NUMBER":
            return None
        link = cursor.text[last.end : cursor.atoms[following].start]
        if _CONNECTOR.fullmatch(link):
            ranged = True
        elif not _ENUMERATION.fullmatch(link):
            if len(indexes) == 1:
                return None
            break  # 28、29兩日
        indexes.append(following)
        if cursor.kind_at(following + 1) not in ("", "NUMBER"):
            break
        if ranged and bare_years(cursor, indexes):
            break
    else:
        cursor.barren = indexes[-1]  # too long a list, which no number in it can start anew
        return None
    numbers = [cursor.value(i) for i in indexes]
    unit = cursor.kind_at(indexes[-1] + 1)
    if unit == "NUMBER":
        unit = ""
    if any(n is None for n in numbers):
        return None
    if unit in ("LENGTH", "MIDDLE") or (
        unit == "YEAR_UNIT" and not years.is_year(cursor, indexes[-1])
    ):
        return range_of_lengths(cursor, indexes, numbers[0])
    starts: list[Calendar]
    known = [n for n in numbers if n is not None]
    if unit == "YEAR_UNIT" or (unit == "" and bare_years(cursor, indexes)):
        numbered = [years.year_number(cursor, i) for i in indexes]
        first, last_year = numbered[0], numbered[-1]
        if first is None or last_year is None:
            return None
        if last_year < 100 and first > 1000:
            last_year += first - first % 100
        if not (first in _CALENDAR_YEAR and last_year in _CALENDAR_YEAR and first < last_year):
            return None
        starts = [Calendar(year=first), Calendar(year=last_year)]
        if unit == "":
            end = cursor.atoms[indexes[-1]].end
            return Found(Interval(starts[0], starts[1]), end, indexes[-1] + 1)
        follow_on = years.after_year(
            cursor, starts[1], cursor.atoms[indexes[-1] + 1].end, indexes[-1] + 2
        )
        if isinstance(follow_on.expression, Calendar):
            return follow_on._replace(expression=Interval(starts[0], follow_on.expression))
        return None
    if unit in ("MONTH_UNIT", "MONTH_PART") and all(1 <= n <= 12 for n in known):
        final = days.month(cursor, indexes[-1])
        if final is None or not isinstance(final.expression, Calendar):
            return None
        starts = [Calendar(month=n) for n in known[:-1]] + [final.expression]
        return final._replace(expression=together(starts, ranged=ranged))
    if unit == "DAY_UNIT" and all(1 <= n <= 31 for n in known):
        end = cursor.atoms[indexes[-1] + 1].end
        if cursor.text[end : end + 1] in ("内", "間"):
            return None
        starts = [Calendar(day=n) for n in known]
        return Found(together(starts, ranged=ranged), end, indexes[-1] + 2)
    if unit == "DAY_UNIT" or unit == "HOUR_UNIT":
        return None
    if unit == "DECADE_UNIT":
        return ages.decade(cursor, indexes[0], indexes[-1])
    if unit == "":
        counted = _COUNT_OF_DAYS.match(cursor.text, cursor.atoms[indexes[-1]].end)
        if counted and all(1 <= n <= 31 for n in known):
            starts = [Calendar(day=n) for n in known]
            return Found(together(starts, ranged=ranged), counted.end(), indexes[-1] + 1)
    return None


def range_of_lengths(cursor: Cursor, indexes: list[int], least: int | None) -> Found | None:
    """Read 6至7小時."""
    found = lengths.length(cursor, indexes[-1])
    if found is None or least is None or not isinstance(found.expression, Length):
        return found
    amounts = found.expression.amounts
    if len(amounts) != 1 or len(indexes) > 2 or not 0 < least < amounts[0][0]:
        return found
    return found._replace(expression=replace(found.expression, least=float(least)))


def together(items: list[Calendar], *, ranged: bool) -> Expression:
    """Make an interval, or days named together."""
    if len(items) == 2 and ranged:
        return Interval(items[0], items[1])
    return Several(tuple(items))


def bare_years(cursor: Cursor, indexes: list[int]) -> bool:
    """Tell whether numbers are years though no 年 stands: 從2016到2018."""
    first = cursor.atoms[indexes[0]]
    return all(
        cursor.atoms[i].value.isascii()
        and len(cursor.atoms[i].value) == 4
        and 1500 <= (cursor.value(i) or 0) < 2100
        for i in indexes
    ) and (
        bool({"since", "at"} & cursor.roles_before(first.start))
        or (
            cursor.bounded_left(first.start, "在于从自")
            and cursor.bounded_right(cursor.atoms[indexes[-1]].end, "间年")
        )
    )


def listed(cursor: Cursor, found: Found) -> Found:
    """Read 2月27日、28日 as one mention; days apart are each their own (20日、23日)."""
    first = found.expression
    if (
        not isinstance(first, Calendar)
        or not isinstance(first.day, int)
        or first.clock is not None
        or first.day_part
    ):
        return found
    items = [first]
    while (
        len(items) < _LONGEST_LIST
        and found.next + 1 < cursor.count
        and cursor.atoms[found.next].kind == "NUMBER"
        and cursor.atoms[found.next].start == found.end + 1
        and cursor.text[found.end] == "、"
        and cursor.kind_at(found.next + 1) == "DAY_UNIT"
    ):
        following = days.day(cursor, found.next)
        if following is None or following.expression != Calendar(day=cursor.value(found.next)):
            break
        last = items[-1].day
        apart = not isinstance(last, int) or cursor.value(found.next) != last + 1
        if apart and first.month is None:
            break
        assert isinstance(following.expression, Calendar)
        items.append(following.expression)
        found = following
    if len(items) == 1:
        return found
    return found._replace(expression=Several(tuple(items)))


def weekdays(cursor: Cursor, found: Found) -> Found:
    """Read the weekday that goes on without its 周: 本周三、四, 周一至五."""
    first = found.expression
    if not isinstance(first, Calendar) or first.weekday is None or first.day_part:
        return found
    following = _NEXT_WEEKDAY.match(cursor.text, found.end)
    if following is None or first.clock is not None:
        return found
    last = Calendar(weekday=_WEEKDAYS.index(following.group(2).replace("天", "日")) + 1)
    index = found.next
    while index < cursor.count and cursor.atoms[index].start < following.end():
        index += 1
    ranged = following.group(1) != "、"
    return Found(together([first, last], ranged=ranged), following.end(), index)


def joined(cursor: Cursor, found: Found) -> Found:
    """Read on to the end of an interval: 6月28日至29日, 今晚7點到9點."""
    if found.next >= cursor.count:
        return found
    following = cursor.atoms[found.next]
    if following.start - found.end > 4 or following.start == found.end:
        return found
    link = cursor.text[found.end : following.start]
    pair = False
    if not _CONNECTOR.fullmatch(link):
        if not _PAIR.fullmatch(link):
            return found
        pair = True
    rule = cursor.rules.get(following.kind)
    if rule is None or following.kind in ("VAGUE", "RECENT", "EVERY"):
        return found
    first = found.expression
    assert isinstance(first, Calendar)
    if (
        following.kind == "NUMBER"
        and first.clock is not None
        and (cursor.kind_at(found.next + 1) == "HOUR_UNIT")
    ) or (following.kind == "CLOCK" and first.clock is not None):
        second = clock.time(cursor, found.next, first.day_part)
    else:
        second = rule(cursor, found.next)
    if second is None or not isinstance(second.expression, Calendar):
        return found
    end = second.end
    if pair:
        between = _BETWEEN.match(cursor.text, end)
        if between is None:
            return found
        end = between.end()
    if first.is_time and not second.expression.is_time and first.clock is None:
        return found
    if (
        first.day is not None
        and isinstance(first.year, int)
        and second.expression.is_time
        and second.expression.clock is None
    ):
        return found
    return Found(Interval(first, second.expression), end, second.next)
