"""Days, weeks, months and years counted from another: 昨（14）日, 上周五, 翌年."""

import re
from dataclasses import replace

from summit_extract.dates.expressions import (
    Calendar,
    Frame,
    Interval,
    Length,
    Part,
    PartKind,
    Shift,
    Unit,
    Vague,
    Within,
)
from summit_extract.dates.grammar import ages, clock, days, lengths, years
from summit_extract.dates.grammar.cursor import Cursor, Found
from summit_extract.dates.lexer import Atom
from summit_extract.dates.numerals import NUMERALS, read_number

_BACK_THEN = ("当年",)
_SENTENCE = 80
_BRACKETED = re.compile(rf"[ ]?[(（]([0-9]{{1,4}}|[{NUMERALS}]{{1,4}})[)）]?(年|月|日|号)[)）]?")


def shift(cursor: Cursor, index: int) -> Found | None:
    """Read 昨天, 去年, 翌日 and what follows."""
    atom = cursor.atoms[index]
    unit_name, count, frame, *day_part = atom.value.split()
    shift = Shift(Unit(unit_name), int(count), Frame(frame))
    found = after_shift(cursor, shift, atom.end, index + 1, day_part[0] if day_part else "", atom)
    if _is_of_noun(cursor, atom):
        return None
    if cursor.text[atom.start : atom.end] in _BACK_THEN and found is not None:
        expression = found.expression
        if expression == Calendar(year=shift) and not _is_of_told_year(cursor, index):
            return None
    return found


def _is_of_noun(cursor: Cursor, atom: Atom) -> bool:
    """Tell whether 那年 ends the name of a year (政黨輪替那年的9月24日)."""
    of_it = cursor.text[atom.start : atom.end + 1] in ("那年的", "那一年的")
    return of_it and atom.start > 0 and cursor.text[atom.start - 1].isalpha()


def _is_of_told_year(cursor: Cursor, index: int) -> bool:
    """Tell whether 當年 is the year told right before (1972年訪華，當年簽署), not the old days."""
    start = cursor.atoms[index].start
    sentence = max(cursor.text.rfind(mark, max(0, start - _SENTENCE), start) for mark in "。!?\n")
    if start - sentence <= 1:
        return True
    while index:
        index -= 1
        atom = cursor.atoms[index]
        if atom.start <= sentence:
            return False
        if atom.kind in ("YEAR_UNIT", "YMD", "YM", "DMY"):
            return True
    return False


def after_shift(
    cursor: Cursor, shift: Shift, end: int, index: int, day_part: str = "", atom: Atom | None = None
) -> Found | None:
    """Read what follows a relative day, month or year."""
    bracketed = _BRACKETED.match(cursor.text, end)
    if shift.unit is Unit.DAY:
        calendar = Calendar(day=shift, day_part=day_part)
        if bracketed and bracketed.group(2) in "日号" and atom is not None:
            length = atom.end - atom.start
            if length == 1 or bracketed.group().rstrip("）)")[-1] in "日号":
                if length > 1 and cursor.text[atom.end - 1] in "天日晚早夜晨午":
                    return Found(calendar, end, index)
                return past(cursor, calendar, bracketed.end(), index)
        if atom is not None and cursor.text[atom.start : atom.end] == "去":
            if bracketed is None or bracketed.group(2) != "年":
                return None
            year = read_number(bracketed.group(1))
            return past(cursor, Calendar(year=year), bracketed.end(), index)
        return after_day_of(cursor, calendar, end, index)
    if shift.unit is Unit.YEAR:
        return years.after_year(cursor, Calendar(year=shift), end, index)
    if shift.unit is Unit.MONTH:
        return days.after_month(cursor, Calendar(month=shift), end, index)
    return Found(Calendar(week=shift), end, index)


def past(cursor: Cursor, calendar: Calendar, end: int, index: int) -> Found:
    """Go on after atoms inside brackets that have been read with the text."""
    while index < cursor.count and cursor.atoms[index].start < end:
        index += 1
    if calendar.year is not None:
        return years.after_year(cursor, calendar, end, index)
    if calendar.month is not None:
        return days.after_month(cursor, calendar, end, index)
    return after_day_of(cursor, calendar, end, index)


def after_day_of(cursor: Cursor, calendar: Calendar, end: int, index: int) -> Found:
    """Read the clock time after 今晚 and the like."""
    found = days.after_day(cursor, calendar, end, index)
    expression = found.expression
    if calendar.day_part and isinstance(expression, Calendar) and expression.clock is not None:
        atom = cursor.atoms[index]
        time = clock.time(cursor, index, calendar.day_part)
        if time is not None and isinstance(time.expression, Calendar) and atom:
            expression = replace(expression, clock=time.expression.clock)
        return found._replace(expression=expression)
    return found


def step(cursor: Cursor, index: int) -> Found | None:
    """Read 上, 本, 翌 and the like with the unit, weekday or part after them."""
    atom = cursor.atoms[index]
    count_text, frame_name = atom.value.split()
    count, frame = int(count_text), Frame(frame_name)
    following = index + 1
    bracketed = _BRACKETED.match(cursor.text, atom.end)
    if bracketed is not None:
        return bracketed_step(cursor, bracketed, following)
    kind = cursor.kind_at(following)
    if kind == "" or cursor.atoms[following].gap:
        return None
    unit = cursor.atoms[following]
    if kind == "WEEKDAY":
        week = Shift(Unit.WEEK, count, frame)
        calendar = Calendar(week=week, weekday=int(unit.value))
        return days.after_day(cursor, calendar, unit.end, following + 1)
    if kind in ("WEEKEND", "WEEK_PART"):
        part = Part(PartKind.WEEKEND if kind == "WEEKEND" else PartKind(unit.value))
        calendar = Calendar(week=Shift(Unit.WEEK, count, frame), part=part)
        return Found(calendar, unit.end, following + 1)
    if kind in ("MONTH_UNIT", "MONTH_PART") or (kind == "LENGTH" and unit.value == "month"):
        calendar = Calendar(month=Shift(Unit.MONTH, count, frame))
        return days.after_month(cursor, calendar, unit.end, following + 1, unit)
    if kind in ("YEAR_UNIT", "YEAR_PART"):
        calendar = Calendar(year=Shift(Unit.YEAR, count, frame))
        return years.after_year(cursor, calendar, unit.end, following + 1, unit)
    if kind == "DAY_UNIT" or (kind == "LENGTH" and unit.value == "day"):
        calendar = Calendar(day=Shift(Unit.DAY, count, frame))
        return days.after_day(cursor, calendar, unit.end, following + 1)
    if kind == "LENGTH":
        shift = Shift(Unit(unit.value), count, frame)
        if unit.value == "week":
            return Found(Calendar(week=shift), unit.end, following + 1)
        if unit.value == "hour":
            direction = -1 if count < 0 else 1
            length = Length(((abs(count), Unit.HOUR),))
            return Found(Within(length, direction), unit.end, following + 1)
        if unit.value == "quarter":
            calendar = Calendar(year=Shift(Unit.QUARTER, count, frame))
            return Found(calendar, unit.end, following + 1)
        return None
    if kind == "QUARTER_UNIT":
        calendar = Calendar(year=Shift(Unit.QUARTER, count, frame))
        return Found(calendar, unit.end, following + 1)
    if kind == "CENTURY_UNIT":
        return ages.after_century(
            cursor, Shift(Unit.CENTURY, count, frame), unit.end, following + 1
        )
    if kind == "DAY_PART":
        calendar = Calendar(day=Shift(Unit.DAY, count, frame), day_part=unit.value)
        return after_day_of(cursor, calendar, unit.end, following + 1)
    if kind == "HALF" and cursor.kind_at(following + 1) == "YEAR_UNIT":
        calendar = Calendar(part=Part(PartKind.HALF, count))
        return Found(calendar, cursor.atoms[following + 1].end, following + 2)
    if kind == "NUMBER" and abs(count) == 1:
        length_found = lengths.length(cursor, following)
        if length_found is not None and isinstance(length_found.expression, Length):
            return length_found._replace(expression=Within(length_found.expression, count))
    if kind == "HOLIDAY":
        return None
    return None


def bracketed_step(cursor: Cursor, bracketed: re.Match[str], index: int) -> Found | None:
    """Read 本（8）月, 上（2024）年, 本（15）日, as Taiwan writes them."""
    number, unit = read_number(bracketed.group(1)), bracketed.group(2)
    if number is None:
        return None
    if unit == "月" and 1 <= number <= 12:
        end = bracketed.end()
        if cursor.text[end : end + 1] in ("底", "初", "末", "中"):
            end -= 1  # the lexer has read 月底 as one word
            while index < cursor.count and cursor.atoms[index].start < end:
                index += 1
            found = days.after_month(
                cursor,
                Calendar(month=number),
                cursor.atoms[index].end,
                index + 1,
                cursor.atoms[index],
            )
            return found if isinstance(found.expression, Calendar) else None
        return past(cursor, Calendar(month=number), bracketed.end(), index)
    if unit == "年":
        year = number if number > 1000 else number + 1911
        return past(cursor, Calendar(year=year), bracketed.end(), index)
    if unit in "日号" and 1 <= number <= 31:
        today = Shift(Unit.DAY, 0, Frame.SPEECH)
        return past(cursor, Calendar(day=today), bracketed.end(), index)
    return None


def days_together(cursor: Cursor, index: int) -> Found | None:
    """Read 今明兩天, 明後天."""
    atom = cursor.atoms[index]
    first, last = (
        Calendar(day=Shift(Unit.DAY, int(count), Frame.SPEECH)) for count in atom.value.split()
    )
    return Found(Interval(first, last), atom.end, index + 1)


def weekday(cursor: Cursor, index: int) -> Found | None:
    """Read 周五 and the time of day after it."""
    atom = cursor.atoms[index]
    return days.after_day(cursor, Calendar(weekday=int(atom.value)), atom.end, index + 1)


def every(cursor: Cursor, index: int) -> Found | None:
    """Read 每周一, which is no particular day."""
    weekday = cursor.at(index + 1, "WEEKDAY", gap=0)
    if weekday is None:
        return None
    return Found(Vague(), weekday.end, index + 2)
