"""Months and days: 8月, 8月16日凌晨, 29日, 農曆八月十五, 2018-07-16."""

import re
from dataclasses import replace

from summit_extract.dates.expressions import (
    Calendar,
    Frame,
    Interval,
    Part,
    PartKind,
    Several,
    Shift,
    Unit,
)
from summit_extract.dates.grammar import clock, lengths, parts
from summit_extract.dates.grammar.cursor import Cursor, Found
from summit_extract.dates.lexer import Atom
from summit_extract.dates.numerals import is_digit_style
from summit_extract.dates.threads import is_act, is_side
from summit_extract.dates.timezones import is_zone

_CLOCK_CUES = "于在到至从自约是近过的"
_DAY_CUES = _CLOCK_CUES + "由和与及前后、每这"
_SAME_DAY = "day 0 story"
_SENT = re.compile(r"[^,。]{0,4}[电讯][)）】\] :]")
"""After the day of a dateline: 哈瓦那十二日電."""
_CLAUSE = 16
_CLAUSE_BREAK = re.compile("[,。;、:!?\n]")
_NIGHTS = re.compile("[两三四五六七][日天夜晚]|[即便就]告|战争")


def month(cursor: Cursor, index: int) -> Found | None:
    """Read 8月 and what follows."""
    number = cursor.value(index)
    if cursor.atoms[index].value == "两":
        return lengths.length(cursor, index)  # 两月后
    if number is None or not 1 <= number <= 12:
        # 2025年13月 is a date that there is not
        of_year = index > 0 and cursor.atoms[index - 1].kind == "YEAR_UNIT"
        if number is None or not of_year or not 12 < number < 100:
            return None
    unit = cursor.atoms[index + 1]
    return after_month(cursor, Calendar(month=number), unit.end, index + 2, unit)


def month_of_year(cursor: Cursor, index: int) -> Found | None:
    """Read 元月, 正月 and what follows."""
    atom = cursor.atoms[index]
    calendar = Calendar(month=int(atom.value), lunar=atom.kind == "LUNAR_MONTH")
    return after_month(cursor, calendar, atom.end, index + 1)


def lunar(cursor: Cursor, index: int) -> Found | None:
    """Read 農曆八月十五, 農曆年初一, 西曆8月15日, from the name of the calendar on."""
    is_lunar = cursor.atoms[index].kind == "LUNAR"
    kind = cursor.kind_at(index + 1)
    if kind in ("NUMBER", "LUNAR_MONTH", "MONTH_OF_YEAR", "HOLIDAY", "LUNAR_ERA"):
        found = cursor.rules[kind](cursor, index + 1)
        if found is not None and isinstance(found.expression, Calendar):
            return found._replace(expression=replace(found.expression, lunar=is_lunar))
    if kind == "LUNAR_DAY" and is_lunar:
        atom = cursor.atoms[index + 1]
        return Found(Calendar(day=int(atom.value), lunar=True), atom.end, index + 2)
    return None


def after_month(
    cursor: Cursor, calendar: Calendar, end: int, index: int, unit: Atom | None = None
) -> Found:
    """Read what a month is followed by: a day, several days, a part."""
    if unit is not None and unit.kind == "MONTH_PART" and _is_of_china(cursor, unit):
        return Found(calendar, end - 1, index)
    here = Found(calendar, end, index)
    if unit is not None and unit.kind == "MONTH_PART":
        return here._replace(expression=replace(calendar, part=Part(PartKind(unit.value))))
    kind = cursor.kind_at(index)
    if kind == "NUMBER":
        number = cursor.value(index)
        follower = cursor.kind_at(index + 1)
        atom = cursor.atoms[index]
        if number is None:
            return here
        if follower == "DAY_UNIT":
            if 1 <= number <= 31:
                day = replace(calendar, day=number)
                return after_day(cursor, day, cursor.atoms[index + 1].end, index + 2)
            return here
        if follower == "":
            days = cursor.rules["LIST"](cursor, index)
            if days is not None:
                return with_month(days, calendar) or here
            if 1 <= number <= 31 and atom.gap == 0 and is_bare_day(cursor, atom):
                day = replace(calendar, day=number)
                return after_day(cursor, day, atom.end, index + 1)
        return here
    if kind == "LUNAR_DAY":
        atom = cursor.atoms[index]
        day = replace(calendar, day=int(atom.value), lunar=True)
        return after_day(cursor, day, atom.end, index + 1)
    if kind in ("PART", "MONTH_PART") and (kind == "PART" or cursor.atoms[index].gap == 0):
        atom = cursor.atoms[index]  # 底, and 月底 after a month told in full (上個月月底)
        return Found(replace(calendar, part=Part(PartKind(atom.value))), atom.end, index + 1)
    if kind == "HALF_MONTH":
        atom = cursor.atoms[index]
        part = Part(PartKind.HALF, int(atom.value))
        return Found(replace(calendar, part=part), atom.end, index + 1)
    start = index + 1 if kind == "OF" else index
    if cursor.kind_at(start) in ("FIRST", "LAST", "ORDINAL"):
        return parts.counted_part(cursor, calendar, start) or here
    return here


def _is_of_china(cursor: Cursor, unit: Atom) -> bool:
    """Tell whether 中 after a month is China beside another country: 9月中基恢復外交關係."""
    word = cursor.text[unit.start : unit.end]
    return word == "月中" and is_side(cursor.text, unit.end)


def is_bare_day(cursor: Cursor, atom: Atom) -> bool:
    """Tell whether a number without a unit after a month is a day: 八月十五, 8月15."""
    return cursor.bounded_right(atom.end, "之以前后起至到晚早凌上下在的") and not (
        atom.value.isascii() and len(atom.value) > 2
    )


def with_month(found: Found, calendar: Calendar) -> Found | None:
    """Give the month (and year) to days named together after it."""

    def dated(item: Calendar) -> Calendar:
        return replace(item, year=calendar.year, month=calendar.month, lunar=calendar.lunar)

    expression = found.expression
    if isinstance(expression, Interval) and isinstance(expression.start.day, int):
        if expression.start.month is None:
            return found._replace(expression=replace(expression, start=dated(expression.start)))
    elif isinstance(expression, Several) and isinstance(expression.items[0].day, int):
        return found._replace(expression=Several(tuple(map(dated, expression.items))))
    return None


def day(cursor: Cursor, index: int) -> Found | None:
    """Read a day without a month: 29日, 三號; 三日 may also be a length."""
    atom, unit = cursor.atoms[index], cursor.atoms[index + 1]
    number = cursor.value(index)
    if number is None or not 1 <= number <= 31:
        return None
    roles = cursor.roles_before(atom.start)
    if unit.value != "number" and _is_time_limit(cursor, unit.end):
        return None
    if unit.value == "number":
        if not (
            (cursor.bounded_left(atom.start, _DAY_CUES) or _is_told_on(cursor, index, roles))
            and (atom.value.isascii() or number > 10 or unit.end == len(cursor.text))
        ):
            return None
    elif (
        "length" in roles
        and (number <= 10 or not {"about"} & roles)
        and cursor.kind_at(index + 2) not in ("DAY_PART", "CLOCK")
        and cursor.kind_at(index + 3) != "HOUR_UNIT"
        and not _SENT.match(cursor.text, unit.end)
        and not (_ends_name(cursor, atom.start) and is_act(cursor.text, unit.end))
    ) or _is_tour(cursor, atom.start, unit.end):
        return None
    elif (
        roles & {"lasting", "talks"}
        and number <= 10
        and not atom.value.isascii()
        and cursor.bounded_right(unit.end)
    ):
        return None  # 會談三日，
    elif atom.value == "两" or (
        not atom.value.isascii()
        and number <= 10
        and cursor.text[atom.start - 1 : atom.start] == "的"
        and cursor.kind_at(index + 2) != "DAY_PART"
    ):
        return None  # 东京的三日会谈 lasts three days
    elif not atom.value.isascii() and number <= 10 and is_digit_style(atom.value):
        following = cursor.text[unit.end : unit.end + 1]
        if following == "不":
            return None
        if following and following in "内后前间来游行程之以多":
            return None
        if _NIGHTS.match(cursor.text, unit.end):
            return None
    elif (
        number <= 10
        and cursor.text[unit.end : unit.end + 1] == "后"
        and cursor.text[atom.start - 1] not in "于至自从到"
    ):
        return None
    return after_day(cursor, Calendar(day=number), unit.end, index + 2)


def _ends_name(cursor: Cursor, start: int) -> bool:
    """Tell whether 約, 近 or the like before a number may end a name: 迪馬約5日會見."""
    alone = cursor.text[start - 1 : start] in ("约", "近", "那", "连", "共", "了", "作", "再")
    return alone and cursor.text[start - 2 : start - 1].isalpha()


def _is_told_on(cursor: Cursor, index: int, roles: frozenset[str]) -> bool:
    """Tell whether a number with 號 after who acts is a day (川普24號宣布), no name (神舟12號)."""
    end = cursor.atoms[index + 1].end
    if "numbered" in roles or not cursor.atoms[index].value.isascii():
        return False
    if cursor.kind_at(index + 2) in ("DAY_PART", "CLOCK", "WEEKDAY", "STEP", "HOLIDAY"):
        return True
    return is_act(cursor.text, end)


def _is_time_limit(cursor: Cursor, end: int) -> bool:
    """Tell whether 內 follows days, which are then a time to do something in (30日內)."""
    affix = cursor.after.match(cursor.text, end)
    return affix is not None and any(
        role.role == "within" for role in cursor.affixes[affix.group()]
    )


def _is_tour(cursor: Cursor, start: int, end: int) -> bool:
    """Tell whether days are those that a tour lasts: 展開中美洲10日行程, 8日之旅."""
    affix = cursor.after.match(cursor.text, end)
    roles = {role.role for role in cursor.affixes[affix.group()]} if affix else set()
    if "tour" in roles:
        return True
    if affix is None or "trip" not in roles:
        return False
    clause = _CLAUSE_BREAK.split(cursor.text[max(0, start - _CLAUSE) : start])[-1]
    return any(
        "trip" in cursor.before.get(clause[index : index + 2], ()) for index in range(len(clause))
    )


def after_day(cursor: Cursor, calendar: Calendar, end: int, index: int) -> Found:
    """Read the part of the day and the clock time after a day."""
    kind = cursor.kind_at(index)
    if kind == "CLOCK" and cursor.atoms[index].gap == 2:
        kind = ""
    if kind == "NUMBER" and cursor.atoms[index].gap and not cursor.atoms[index].value.isascii():
        kind = ""  # a heading 2月7日　八點原則
    if (
        index < cursor.count
        and cursor.atoms[index].kind == "CLOCK"
        and is_zone(cursor.text[end : cursor.atoms[index].start].strip(" "))
    ):
        kind = "CLOCK"  # 2024-01-22 HKT 20:41
    if kind in ("DAY_PART", "CLOCK", "NUMBER") or (
        index < cursor.count
        and cursor.atoms[index].kind == "CLOCK"
        and cursor.text[end : cursor.atoms[index].start] == "T"
    ):
        time = clock.time(cursor, index)
        if time is not None and isinstance(time.expression, Calendar):
            return time._replace(
                expression=replace(
                    calendar,
                    clock=time.expression.clock,
                    day_part=time.expression.day_part or calendar.day_part,
                )
            )
    return Found(calendar, end, index)


def holiday(cursor: Cursor, index: int) -> Found | None:
    """Read a holiday and what follows it: 聖誕節當天上午, 除夕當晚."""
    atom = cursor.atoms[index]
    end, index = atom.end, index + 1
    day_part = ""
    same = cursor.at(index, "SHIFT", gap=0)
    if same is not None and same.value.startswith(_SAME_DAY):
        day_part = same.value.removeprefix(_SAME_DAY).strip()
        end, index = same.end, index + 1
    return after_day(cursor, Calendar(holiday=atom.value, day_part=day_part), end, index)


def written(cursor: Cursor, index: int) -> Found | None:
    """Read 2018-07-16, 16/7/2018, 7/16, 2018-07."""
    atom = cursor.atoms[index]
    numbers = [int(n) for n in re.split(r"[-/.]", atom.value)]
    if atom.kind == "YMD":
        calendar = Calendar(year=numbers[0], month=numbers[1], day=numbers[2])
    elif atom.kind == "DMY":
        day, month, year = numbers
        if month > 12 >= day:
            day, month = month, day
        if year < 100:
            year += 2000 if year < 50 else 1900
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        calendar = Calendar(year=year, month=month, day=day)
    elif atom.kind == "MD":
        month, day = numbers
        if not (1 <= month <= 12 and 1 <= day <= 31 and is_slashed_date(cursor, atom, day)):
            return None
        calendar = Calendar(month=month, day=day)
    else:
        calendar = Calendar(year=numbers[0], month=numbers[1])
        return Found(calendar, atom.end, index + 1)
    return after_day(cursor, calendar, atom.end, index + 1)


def compact(cursor: Cursor, index: int) -> Found | None:
    """Read 20231215, and 1121215 of the ROC calendar."""
    atom = cursor.atoms[index]
    year = int(atom.value[:-4])
    calendar = Calendar(
        year=year if year > 1000 else year + 1911,
        month=int(atom.value[-4:-2]),
        day=int(atom.value[-2:]),
    )
    return Found(calendar, atom.end, index + 1)


def is_slashed_date(cursor: Cursor, atom: Atom, day: int) -> bool:
    """Tell 8/15 the day from 1/3 the fraction, by what stands around it."""
    if cursor.text[atom.end : atom.end + 1] in ("的", "强", "弱", "以", "多", "决"):
        return False
    if cursor.bounded_left(atom.start, "于在自从至到由-~") and (
        cursor.bounded_right(atom.end, "起晚早日号凌上下前后至到-~将")
    ):
        return True
    return day > 12 and cursor.bounded_left(atom.start, "于在自从至到由-~")


def bare_month_part(cursor: Cursor, index: int) -> Found | None:
    """Read 月底 without a month."""
    atom = cursor.atoms[index]
    if cursor.text[atom.start - 1 : atom.start] in ("个", "个 "):
        return None
    calendar = Calendar(month=Shift(Unit.MONTH, 0, Frame.SPEECH), part=Part(PartKind(atom.value)))
    return Found(calendar, atom.end, index + 1)
