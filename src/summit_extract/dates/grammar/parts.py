"""Parts of years, months and weeks: 上半年, 第三季, 最後四個月, 周末."""

from dataclasses import replace

from summit_extract.dates.expressions import Calendar, Frame, Part, PartKind, Shift, Unit
from summit_extract.dates.grammar.cursor import Cursor, Found


def counted_part(cursor: Cursor, calendar: Calendar, index: int) -> Found | None:
    """Read 第二周, 前10天, 最後4個月, 最後一個星期一 of a year or month."""
    kind = {"FIRST": PartKind.FIRST, "LAST": PartKind.LAST, "ORDINAL": PartKind.NTH}[
        cursor.atoms[index].kind
    ]
    number_atom = cursor.at(index + 1, "NUMBER")
    if number_atom is None:
        return None
    number = cursor.value(index + 1)
    unit_index = index + 2
    if cursor.kind_at(unit_index) == "MIDDLE":
        unit_index += 1
    unit = cursor.kind_at(unit_index)
    if number is None or not unit:
        return None
    atom = cursor.atoms[unit_index]
    if unit == "WEEKDAY" and kind in (PartKind.NTH, PartKind.LAST):
        part = Part(kind, number, Unit.WEEK, int(atom.value))
    elif unit == "LENGTH" and atom.value in ("day", "week", "month", "quarter"):
        part = Part(kind, number, Unit(atom.value))
    elif unit == "DAY_UNIT":
        part = Part(kind, number, Unit.DAY)
    elif unit == "QUARTER_UNIT" and kind is PartKind.NTH:
        part = Part(PartKind.QUARTER, number)
    elif unit == "QUARTER_UNIT":
        part = Part(kind, number, Unit.QUARTER)
    else:
        return None
    return Found(replace(calendar, part=part), atom.end, unit_index + 1)


def part_of_year(cursor: Cursor, index: int) -> Found | None:
    """Read 上半年, 第三季, 三季度, 夏天."""
    atom = cursor.atoms[index]
    if atom.kind == "NUMBER":
        number = cursor.value(index)
        unit = cursor.atoms[index + 1]
        quarterly = cursor.text[unit.start : unit.end] == "季度"
        ordinal = index > 0 and cursor.atoms[index - 1].kind == "ORDINAL"
        if number is None or not 1 <= number <= 4 or not (quarterly or ordinal):
            return None
        return Found(Calendar(part=Part(PartKind.QUARTER, number)), unit.end, index + 2)
    kind = {"HALF_YEAR": PartKind.HALF, "QUARTER": PartKind.QUARTER}.get(atom.kind, PartKind.SEASON)
    return Found(Calendar(part=Part(kind, int(atom.value))), atom.end, index + 1)


def half_month(cursor: Cursor, index: int) -> Found | None:
    """Read 上半月."""
    atom = cursor.atoms[index]
    calendar = Calendar(
        month=Shift(Unit.MONTH, 0, Frame.SPEECH),
        part=Part(PartKind.HALF, int(atom.value)),
    )
    return Found(calendar, atom.end, index + 1)


def half_week(cursor: Cursor, index: int) -> Found | None:
    """Read 下半周."""
    atom = cursor.atoms[index]
    calendar = Calendar(
        week=Shift(Unit.WEEK, 0, Frame.SPEECH), part=Part(PartKind.HALF, int(atom.value))
    )
    return Found(calendar, atom.end, index + 1)


def half_step(cursor: Cursor, index: int) -> Found | None:
    """Read 上個半年."""
    atom = cursor.atoms[index]
    part = Part(PartKind.HALF, int(atom.value), Unit.YEAR)
    return Found(Calendar(part=part), atom.end, index + 1)


def weekend(cursor: Cursor, index: int) -> Found | None:
    """Read 周末."""
    atom = cursor.atoms[index]
    return Found(Calendar(part=Part(PartKind.WEEKEND)), atom.end, index + 1)


def first_days(cursor: Cursor, index: int) -> Found | None:
    """前三季, 首七個月 are a part of the year told of; 前兩天, 前三個月 are none."""
    atom = cursor.atoms[index]
    following = index + 1
    if cursor.kind_at(following) != "NUMBER":
        return None
    number = cursor.value(following)
    unit = cursor.atoms[following + 1] if following + 1 < cursor.count else atom
    if number is None or unit.gap:
        return None
    if unit.kind == "QUARTER_UNIT" and number in (2, 3):
        part = Part(PartKind.FIRST, number, Unit.QUARTER)
    elif (
        unit.kind == "LENGTH"
        and unit.value == "month"
        and 2 <= number <= 11
        and (number > 3 or cursor.text[atom.start] == "首")
        and cursor.bounded_left(atom.start, "")
    ):
        part = Part(PartKind.FIRST, number, Unit.MONTH)
    else:
        return None
    return Found(Calendar(part=part), unit.end, following + 2)


def ordinal(cursor: Cursor, index: int) -> Found | None:
    """第一季度 is a quarter; other ordinals are no dates and hide the number after them."""
    number = cursor.at(index + 1, "NUMBER")
    if number is not None and cursor.kind_at(index + 2) == "QUARTER_UNIT":
        return part_of_year(cursor, index + 1)
    return None
