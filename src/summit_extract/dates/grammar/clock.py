"""Times of day: 凌晨, 19:30, 下午3時30分, 晚上8點半."""

import re
from dataclasses import replace

from summit_extract.dates.expressions import Calendar, Clock, Interval
from summit_extract.dates.grammar.cursor import Cursor, Found
from summit_extract.dates.lexer import Atom
from summit_extract.dates.numerals import is_either, read_number

_PM_SUFFIX = re.compile(r"([ap])\.?m\.?$", re.IGNORECASE)
_CLOCK_CUES = "于在到至从自约是近过的"
_SHORTLY = 12
_SHIFT_WORDS = 3
_RECURRING = "every day"


def clock_only(cursor: Cursor, index: int) -> Found | None:
    """Read a time of day that no date stands before."""
    atom = cursor.atoms[index]
    found = time(cursor, index)
    if found is None:
        return None
    if not isinstance(found.expression, Calendar):
        return found if atom.kind == "DAY_PART" else None
    if found.expression.clock is None and is_recurring(cursor, index):
        return found._replace(expression=replace(found.expression, day_part=_RECURRING))
    clock = found.expression.clock
    if atom.kind == "NUMBER" and clock is not None and not is_clock(cursor, index, found.end):
        return None
    if atom.kind == "CLOCK" and atom.start and cursor.text[atom.start - 1] in "以比负胜":
        return None
    return found


def _follows_time(cursor: Cursor, index: int) -> bool:
    """Tell whether a part of the day or an hour stands shortly before a number."""
    start = cursor.atoms[index].start
    return any(
        (atom.kind in ("DAY_PART", "CLOCK", "HOUR_UNIT") or _is_of_a_part(atom))
        and start - atom.end <= _SHORTLY
        and "。" not in cursor.text[atom.end : start]
        for atom in cursor.atoms[max(0, index - 3) : index]
    )


def _is_of_a_part(atom: Atom) -> bool:
    """Tell whether a word for a day names a part of it: 今晨."""
    return atom.kind == "SHIFT" and len(atom.value.split()) > _SHIFT_WORDS


def is_recurring(cursor: Cursor, index: int) -> bool:
    """Tell whether a part of the day is one of every day: 每天清晨."""
    before = cursor.atoms[index - 1] if index else None
    return before is not None and (
        before.end == cursor.atoms[index].start
        and before.kind == "STOP"
        and cursor.text[before.start] == "每"
    )


def is_clock(cursor: Cursor, index: int, end: int) -> bool:
    """Tell 9點 the hour from 三點 the points, and 一時 from 一時, by what stands around it."""
    atom = cursor.atoms[index]
    unit = cursor.atoms[index + 1]
    if end > unit.end or cursor.text[unit.end - 1] in "钟整":
        return True
    roles = cursor.roles_before(atom.start)
    if "length" in roles and "about" not in roles:
        return False
    if (
        cursor.text[unit.start] == "时"
        and cursor.bounded_left(atom.start, "")
        and _follows_time(cursor, index)
    ):
        return True  # 今晨宣誓,十時主持慶典
    affix = cursor.after.match(cursor.text, end)
    marked = affix is not None or cursor.bounded_right(end, "至到")
    if cursor.text[unit.start] == "时":
        return atom.value.isascii() or marked
    return marked and (
        cursor.bounded_left(atom.start, _CLOCK_CUES) or "about" in roles or "at" in roles
    )


def time(cursor: Cursor, index: int, day_part: str = "") -> Found | None:
    """Read a part of the day, a clock time, or both: 凌晨, 下午3時30分, 晚上8點半."""
    atom = cursor.atoms[index]
    end = atom.end
    if atom.kind == "DAY_PART":
        day_part = atom.value
        if cursor.kind_at(index + 1) == "DAY_PART":
            index += 1
            day_part, end = cursor.atoms[index].value, cursor.atoms[index].end
        index += 1
        kind = cursor.kind_at(index)
        if kind not in ("CLOCK", "NUMBER") or (
            kind == "NUMBER" and cursor.kind_at(index + 1) != "HOUR_UNIT"
        ):
            return Found(Calendar(day_part=day_part), end, index)
        atom = cursor.atoms[index]
    if atom.kind == "CLOCK":
        clock = written_clock(atom, day_part)
        if clock is None:
            return None
        return Found(Calendar(clock=clock, day_part=day_part), atom.end, index + 1)
    if atom.kind != "NUMBER" or cursor.kind_at(index + 1) != "HOUR_UNIT":
        return None
    if is_either(atom.value):
        return two_hours(cursor, index, day_part)
    hour = cursor.value(index)
    if hour is None or hour > 24:
        return None if not day_part else Found(Calendar(day_part=day_part), end, index)
    end = cursor.atoms[index + 1].end
    index += 2
    minute, second = 0, None
    kind = cursor.kind_at(index)
    if kind == "NUMBER" and cursor.atoms[index].gap == 0:
        number = cursor.value(index)
        follower = cursor.kind_at(index + 1)
        if follower == "QUARTER_HOUR" and number in (1, 3):
            minute, end, index = 15 * number, cursor.atoms[index + 1].end, index + 2
        elif number is not None and number < 60 and follower in ("", "MINUTE_UNIT"):
            if follower == "MINUTE_UNIT":
                minute, end, index = number, cursor.atoms[index + 1].end, index + 2
                if (
                    cursor.kind_at(index) == "NUMBER"
                    and cursor.kind_at(index + 1) == "LENGTH"
                    and cursor.atoms[index + 1].value == "second"
                ):
                    second = cursor.value(index)
                    end, index = cursor.atoms[index + 1].end, index + 2
            elif len(cursor.atoms[index].value) == 2:
                minute, end, index = number, cursor.atoms[index].end, index + 1
    elif cursor.text[end : end + 1] == "半":
        minute, end = 30, end + 1
        index += kind in ("HALF", "MIDDLE")
    elif cursor.text[end : end + 1] in ("整", "正"):
        end += 1
    hour, explicit = _of_day(hour, day_part)
    clock = Clock(hour, minute, second, explicit)
    return Found(Calendar(clock=clock, day_part=day_part), end, index)


def two_hours(cursor: Cursor, index: int, day_part: str) -> Found | None:
    """Read 凌晨三四點."""
    atom, unit = cursor.atoms[index], cursor.atoms[index + 1]
    hours = [read_number(character) for character in atom.value]
    if hours[0] is None or hours[1] is None:
        return None
    first, second = (
        Calendar(clock=Clock(_of_day(hour, day_part)[0], 0), day_part=day_part)
        for hour in (hours[0], hours[1])
    )
    return Found(Interval(first, second), unit.end, index + 2)


def written_clock(atom: Atom, day_part: str) -> Clock | None:
    """Read 19:30, 11:30:10 p.m., 10:30+08:00."""
    found = re.match(r"(\d{1,2}):(\d\d)(?::(\d\d))?[\d.]*(Z|[+-]\d\d:?\d\d)?", atom.value)
    if found is None:
        return None
    hour_text, minute, second, offset = found.groups()
    suffix = _PM_SUFFIX.search(atom.value)
    if suffix:
        day_part = "afternoon" if suffix.group(1) in "pP" else "morning"
        if hour_text == "12" and day_part == "morning":
            hour_text = "0"
    hour, explicit = _of_day(int(hour_text), day_part)
    if hour > 24 or int(minute) > 59:
        return None
    if offset and offset != "Z" and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return Clock(
        hour,
        int(minute),
        int(second) if second else None,
        explicit or len(hour_text) == 2,
        "+00:00" if offset == "Z" else offset or "",
    )


def _of_day(hour: int, day_part: str) -> tuple[int, bool]:
    """Apply a part of the day to an hour; tells also whether the hour can't be another."""
    if day_part in ("afternoon", "evening", "night"):
        if hour < 12 and not (day_part in ("evening", "night") and hour < 5):
            return hour + 12, True
        if hour == 12 and day_part != "afternoon":
            return 24, True
        return hour, True
    if day_part == "noon":
        return (hour + 12 if hour < 6 else hour), True
    if day_part in ("dawn", "midnight") and hour == 12:
        return 0 if day_part == "dawn" else 24, True
    return hour, bool(day_part) or hour > 12 or not hour
