"""Decades and centuries: 90年代, 上世紀五、六十年代, 21世紀初."""

from dataclasses import replace

from summit_extract.dates.expressions import Age, PartKind, Shift
from summit_extract.dates.grammar.cursor import Cursor, Found
from summit_extract.dates.numerals import is_digit_style, read_number

_CALENDAR_YEAR = range(1000, 2200)


def century(cursor: Cursor, index: int) -> Found | None:
    """Read 20世紀, 19世紀70年代."""
    number = cursor.value(index)
    unit = cursor.atoms[index + 1]
    if number is None or not 1 <= number <= 30:
        return None
    if "length" in cursor.roles_before(cursor.atoms[index].start) and number < 10:
        return None
    if (
        number < 4
        and cursor.atoms[index].start
        and cursor.bounded_left(cursor.atoms[index].start, "近半逾")
    ):
        return None
    return after_century(cursor, number, unit.end, index + 2)


def after_century(cursor: Cursor, century: int | Shift, end: int, index: int) -> Found:
    """Read the decade or the part after a century."""
    kind = cursor.kind_at(index)
    if kind == "OF":
        index += 1
        kind = cursor.kind_at(index)
    if kind == "NUMBER":
        found = None
        if cursor.kind_at(index + 1) == "DECADE_UNIT":
            found = decade(cursor, index)
        elif cursor.kind_at(index + 1) == "":
            found = cursor.rules["LIST"](cursor, index)
        if found is not None and isinstance(found.expression, Age):
            return found._replace(expression=replace(found.expression, century=century))
    if kind == "PART":
        atom = cursor.atoms[index]
        age = Age(century=century, part=PartKind(atom.value))
        return Found(age, atom.end, index + 1)
    return Found(Age(century=century), end, index)


def decade(cursor: Cursor, index: int, last: int | None = None) -> Found | None:
    """Read 90年代, 一九九〇年代, 七八十年代, 五、六十年代."""
    atom = cursor.atoms[index]
    unit_index = (index if last is None else last) + 1
    unit = cursor.atoms[unit_index]
    text = atom.value
    first_decade: int | None
    last_decade: int | None = None
    if last is not None:
        first_decade = tens(text)
        last_decade = tens(cursor.atoms[last].value)
        if first_decade is None and last_decade is not None:
            number = read_number(text)
            first_decade = number if number is not None and 1 <= number <= 9 else None
        if first_decade is None or last_decade is None:
            return None
    elif len(text) == 3 and text.endswith("十") and is_digit_style(text[:2]):
        first_decade, last_decade = read_number(text[0]), read_number(text[1])
    else:
        first_decade = tens(text)
    if first_decade is None:
        return None
    age = Age(decade=first_decade, last_decade=last_decade)
    following = unit_index + 1
    if cursor.kind_at(following) == "PART":
        part = cursor.atoms[following]
        age = replace(age, part=PartKind(part.value))
        return Found(age, part.end, following + 1)
    return Found(age, unit.end, following)


def tens(text: str) -> int | None:
    """Read 90, 九十 or 1990 as the number of a decade."""
    number = read_number(text)
    if number is None or number % 10:
        return None
    if number < 100 or number in _CALENDAR_YEAR:
        return number // 10
    return None
