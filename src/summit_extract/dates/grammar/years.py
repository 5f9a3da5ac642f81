"""Years and what follows them: 2017年, 民國106年, 令和元年, 2017年底."""

from dataclasses import replace

from summit_extract.dates.expressions import (
    Age,
    Calendar,
    Frame,
    Interval,
    Part,
    PartKind,
    Several,
    Shift,
    Unit,
)
from summit_extract.dates.grammar import days, parts
from summit_extract.dates.grammar.cursor import Cursor, Found
from summit_extract.dates.lexer import Atom
from summit_extract.dates.numerals import is_digit_style, is_either

_CALENDAR_YEAR = range(1000, 2200)
_ROC = 1911
_ROC_YEARS = range(80, 140)
_FIRST_ROC = 30
_ROC_TOPIC = 61
_OF_LENGTH = "来间内了历前后的"
"""What stands after a length of years, not after a year."""


def is_year(cursor: Cursor, index: int) -> bool:
    """Tell whether a number before 年 is a year."""
    return year_number(cursor, index) is not None


def year_number(cursor: Cursor, index: int) -> int | None:
    """Read a number before 年 as a year if it is one, else None."""
    atom = cursor.atoms[index]
    number = cursor.value(index)
    if number is None:
        return None
    digits = is_digit_style(atom.value)
    width = len(atom.value)
    if number in _CALENDAR_YEAR and (width == 4 or not digits):
        return number if digits or number >= 1500 else None
    counted = not digits and number < _ROC_YEARS.stop
    if not counted and (not digits or width not in (2, 3)):
        return None
    month_follows = cursor.kind_at(index + 2) == "NUMBER" and cursor.kind_at(index + 3) in (
        "MONTH_UNIT",
        "MONTH_PART",
    )
    if is_either(atom.value) and not month_follows:
        return None
    dated = month_follows or cursor.kind_at(index + 2) in ("SEASON", "HALF_YEAR", "QUARTER")
    dated = dated or cursor.kind_at(index + 1) == "YEAR_PART"
    if counted:
        day_follows = month_follows and cursor.kind_at(index + 5) == "DAY_UNIT"
        if dated and (cursor.roc or day_follows):
            return number + _ROC
        return number + _ROC if _is_roc_topic(cursor, index, number) else None
    end = cursor.atoms[index + 1].end if index + 1 < cursor.count else atom.end
    following = cursor.text[end : end + 1]
    length = following != "" and following in _OF_LENGTH
    length = length or bool({"length", "about"} & cursor.roles_before(atom.start))
    if width == 3:
        if number in _ROC_YEARS and (dated or (cursor.roc and not length and number % 10)):
            return number + _ROC
        return number if dated or (not length and number > 140 and number % 10) else None
    placed = cursor.text[atom.start - 1 : atom.start] in ("在", "于", "到", "至")
    written = dated or not atom.value.isascii() or (atom.value[0] == "0" and number > 0)
    if not written and (length or not (number >= 85 or (number >= 50 and placed))):
        return None
    if cursor.roc and number >= _FIRST_ROC and (atom.value.isascii() or not cursor.common):
        return number + _ROC
    return number + (2000 if number < 50 else 1900)


def _is_roc_topic(cursor: Cursor, index: int, number: int) -> bool:
    """Tell whether a clause opens with a year of the ROC calendar: 七十五年漢城亞運."""
    if not cursor.roc or not number % 10 or number < _ROC_TOPIC or index + 1 >= cursor.count:
        return False
    end = cursor.atoms[index + 1].end
    following = cursor.text[end : end + 1]
    return (
        cursor.bounded_left(cursor.atoms[index].start, "")
        and not cursor.bounded_right(end)
        and following not in _OF_LENGTH
        and cursor.after.match(cursor.text, end) is None
    )


def year(cursor: Cursor, index: int) -> Found | None:
    """Read 2017年 and what follows."""
    number = year_number(cursor, index)
    if number is None:
        return None
    unit = cursor.atoms[index + 1]
    return after_year(cursor, Calendar(year=number), unit.end, index + 2, unit)


def after_year(
    cursor: Cursor, calendar: Calendar, end: int, index: int, unit: Atom | None = None
) -> Found:
    """Read what a year is followed by: a month, a season, a quarter, a holiday, a part."""
    here = Found(calendar, end, index)
    if unit is not None and unit.kind == "YEAR_PART":
        return here._replace(expression=replace(calendar, part=Part(PartKind(unit.value))))
    start = index
    if cursor.at(index, "OF"):
        start = index + 1
    kind = cursor.kind_at(start)
    if kind == "NUMBER":
        follower = cursor.kind_at(start + 1)
        if follower in ("MONTH_UNIT", "MONTH_PART"):
            month = days.month(cursor, start)
            if month is not None and not isinstance(month.expression, Calendar):
                return with_year(month, calendar) or here
            if month is not None and isinstance(month.expression, Calendar):
                return month._replace(
                    expression=replace(
                        month.expression,
                        year=calendar.year,
                        lunar=calendar.lunar or month.expression.lunar,
                    )
                )
        elif follower == "QUARTER_UNIT":
            quarter = parts.part_of_year(cursor, start)
            if quarter is not None and isinstance(quarter.expression, Calendar):
                return quarter._replace(expression=replace(calendar, part=quarter.expression.part))
        elif follower == "":
            months = cursor.rules["LIST"](cursor, start)
            if months is not None:
                return with_year(months, calendar) or here
        return here
    if kind in ("LUNAR_MONTH", "MONTH_OF_YEAR", "LUNAR"):
        month = cursor.rules[kind](cursor, start)
        if month is not None and isinstance(month.expression, Calendar):
            return month._replace(expression=replace(month.expression, year=calendar.year))
    if kind in ("HALF_YEAR", "QUARTER", "SEASON"):
        part = parts.part_of_year(cursor, start)
        if part is not None and isinstance(part.expression, Calendar):
            return part._replace(expression=replace(calendar, part=part.expression.part))
    if kind == "PART" and start == index:
        atom = cursor.atoms[start]
        part_of = Part(PartKind(atom.value))
        return Found(replace(calendar, part=part_of), atom.end, start + 1)
    if kind == "YEAR_PART":
        atom = cursor.atoms[start]
        part_of = Part(PartKind(atom.value))
        return Found(replace(calendar, part=part_of), atom.end, start + 1)
    if kind == "SAME" and start == index:
        return Found(
            replace(calendar, part=Part(PartKind.SAME)), cursor.atoms[start].end, start + 1
        )
    if kind == "HOLIDAY":
        holiday = days.holiday(cursor, start)
        if holiday is not None and isinstance(holiday.expression, Calendar):
            return holiday._replace(expression=replace(holiday.expression, year=calendar.year))
    if kind == "WEEKDAY" and start == index + 1:
        return here
    if kind in ("FIRST", "LAST", "ORDINAL"):
        return parts.counted_part(cursor, calendar, start) or here
    return here


def with_year(found: Found, calendar: Calendar) -> Found | None:
    """Give a year to months or days named together after it."""
    expression = found.expression
    if isinstance(expression, Interval) and expression.start.year is None:
        start = replace(expression.start, year=calendar.year)
        return found._replace(expression=replace(expression, start=start))
    if isinstance(expression, Several) and expression.items[0].year is None:
        items = tuple(replace(item, year=calendar.year) for item in expression.items)
        return found._replace(expression=Several(items))
    return None


def era(cursor: Cursor, index: int) -> Found | None:
    """Read 民國106年, 令和元年, 公元前221年, 康熙三年五月."""
    atom = cursor.atoms[index]
    following = cursor.kind_at(index + 1)
    if following == "NUMBER":
        number = cursor.value(index + 1)
        unit_index = index + 2
        unit = cursor.kind_at(unit_index)
    elif following == "FIRST_YEAR":
        number, unit_index, unit = 1, index + 1, "YEAR_UNIT"
    else:
        return None
    if number is None or unit not in ("YEAR_UNIT", "YEAR_PART", "CENTURY_UNIT"):
        return None
    unit_atom = cursor.atoms[unit_index]
    if unit == "CENTURY_UNIT":
        century = -number if atom.value == "BC" else number
        return Found(Age(century=century), unit_atom.end, unit_index + 1)
    year = 1 - number if atom.value == "BC" else int(atom.value) + number
    if atom.value != "BC" and atom.value != "0" and number > 150:
        return None
    lunar = atom.kind == "LUNAR_ERA"
    return after_year(
        cursor, Calendar(year=year, lunar=lunar), unit_atom.end, unit_index + 1, unit_atom
    )


def copyright(cursor: Cursor, index: int) -> Found | None:
    """Read a year that stands alone: © 2023, ©1999-2022, a heading 【1979】."""
    atom = cursor.atoms[index]
    first, _, last = atom.value.partition("-")
    if last:
        years = Interval(Calendar(year=int(first)), Calendar(year=int(last)))
        return Found(years, atom.end, index + 1)
    return Found(Calendar(year=int(atom.value)), atom.end, index + 1)


def bare_year_part(cursor: Cursor, index: int) -> Found | None:
    """Read 年底 without a year."""
    atom = cursor.atoms[index]
    if index and atom.gap == 0 and cursor.atoms[index - 1].kind in ("NUMBER", "SOME"):
        return None
    calendar = Calendar(year=Shift(Unit.YEAR, 0, Frame.SPEECH), part=Part(PartKind(atom.value)))
    return Found(calendar, atom.end, index + 1)


def season_step(cursor: Cursor, index: int) -> Found | None:
    """Read 今夏, 去冬."""
    atom = cursor.atoms[index]
    count, season = map(int, atom.value.split())
    calendar = Calendar(
        year=Shift(Unit.YEAR, count, Frame.SPEECH), part=Part(PartKind.SEASON, season)
    )
    return Found(calendar, atom.end, index + 1)
