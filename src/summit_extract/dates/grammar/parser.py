"""The walk over the atoms, and what stands around an expression."""

from collections.abc import Mapping
from dataclasses import dataclass

from summit_extract.dates.expressions import (
    Age,
    Calendar,
    Expression,
    Interval,
    Length,
    Open,
    Shift,
    Vague,
)
from summit_extract.dates.grammar import ages, clock, days, lengths, lists, parts, relative, years
from summit_extract.dates.grammar.cursor import Cursor, Found, Rule
from summit_extract.dates.lexer import ends_name, tokenize
from summit_extract.dates.numerals import NUMERALS
from summit_extract.dates.threads import is_act, occasion

_PERIODS = frozenset(
    [
        "NUMBER",
        "SOME",
        "HALF",
        "MIDDLE",
        "LENGTH",
        "YEAR_UNIT",
        "MONTH_UNIT",
        "DAY_UNIT",
        "QUARTER_UNIT",
        "WEEKEND",
    ]
)

_ALSO_SURNAMES = ("许", "余")


@dataclass(frozen=True, slots=True)
class Parsed:
    """An expression at character offsets, with the hedge or opening word that stands at it."""

    start: int
    end: int
    label: str
    expression: Expression
    approximate: bool = False


def run(cursor: Cursor) -> list[Parsed]:
    """Read the expressions of a text, in their order."""
    found: list[Parsed] = []
    index = 0
    while index < cursor.count:
        atom = cursor.atoms[index]
        rule = cursor.rules.get(atom.kind)
        result = None if rule is None else rule(cursor, index)
        if result is None:
            index += skipped(cursor, index)
            continue
        if isinstance(result.expression, Calendar):
            result = lists.listed(cursor, lists.joined(cursor, result))
            result = lists.weekdays(cursor, result)
        mention = finished(cursor, atom.start, result)
        if mention is not None:
            found.append(mention)
            index = max(result.next, index + 1)
            while index < cursor.count and cursor.atoms[index].start < mention.end:
                index += 1
        else:
            index += 1
    return found


def skipped(cursor: Cursor, index: int) -> int:
    """Give how many atoms an atom that starts no date takes with it (每 its whole period)."""
    atom = cursor.atoms[index]
    step = 1
    if atom.kind == "EVERY" or (atom.kind == "STOP" and cursor.text[atom.start] in "每逢逐"):
        while (
            index + step < cursor.count
            and cursor.atoms[index + step].gap == 0
            and cursor.atoms[index + step].kind in _PERIODS
            and cursor.kind_at(index + step + 1) != "HOUR_UNIT"
        ):
            step += 1
    return step


def number(cursor: Cursor, index: int) -> Found | None:
    """Read what starts with a number, by the unit after it."""
    atom = cursor.atoms[index]
    before = cursor.text[atom.start - 1] if atom.start else ""
    if before and before in NUMERALS and atom.gap == 2 and not atom.value.isascii():
        unit = cursor.text[atom.end : atom.end + 1]
        if not ends_name(before + atom.value, unit):
            return None
    if before == "第":
        return None
    follower = cursor.kind_at(index + 1)
    rule = {
        "YEAR_UNIT": years.year,
        "YEAR_PART": years.year,
        "MONTH_UNIT": days.month,
        "MONTH_PART": days.month,
        "DAY_UNIT": days.day,
        "HOUR_UNIT": clock.clock_only,
        "LENGTH": lengths.length,
        "MIDDLE": lengths.length,
        "SOME": lengths.length,
        "QUARTER_UNIT": parts.part_of_year,
        "CENTURY_UNIT": ages.century,
        "DECADE_UNIT": ages.decade,
    }.get(follower)
    if rule is not None:
        found = rule(cursor, index)
        if found is not None:
            return found
        if follower in ("YEAR_UNIT", "DAY_UNIT"):
            return lengths.length(cursor, index)
        return None
    return cursor.rules["LIST"](cursor, index)


def vague(cursor: Cursor, index: int) -> Found | None:
    """Read 日前, 近日; not 啟程前兩天, which counts from what is to come."""
    atom = cursor.atoms[index]
    if cursor.text[atom.start] == "前" and occasion(cursor.text, atom.start):
        return None
    return Found(Vague(), cursor.atoms[index].end, index + 1)


def finished(cursor: Cursor, start: int, found: Found) -> Parsed | None:
    """Add what stands around an expression: hedges, 自 … 以來, …之前."""
    expression, end = found.expression, found.end
    label = _label(expression)
    before = cursor.roles_before(start)
    affix = cursor.after.match(cursor.text, end)
    roles = cursor.affixes[affix.group()] if affix is not None else ()
    names = {role.role for role in roles}
    if affix is not None and affix.group() in _ALSO_SURNAMES and _is_day(expression):
        names = set()
    apart = isinstance(expression, Calendar) and (
        cursor.text[start - 1 : start] == " " or _is_after_name(cursor, expression, start, end)
    )
    approximate = "about" in names or (
        "about" in before
        and not apart
        and not _is_deictic(expression)
        and (label == "DURATION" or cursor.text[start - 1] not in "近超逾")
    )
    if not isinstance(expression, (Calendar, Age)):
        return Parsed(start, end, label, expression, approximate)
    yearly = isinstance(expression, Age) or (
        expression.year is not None and expression == Calendar(year=expression.year)
    )
    since: bool | None = None
    if affix is not None:
        inside = any(role.inside for role in roles)
        if "since" in names or ("from" in names and yearly) or (inside and "later" in names):
            since = True
        elif ("earlier" in names and (inside or yearly)) or (
            "until" in names and (inside or (yearly and "until" in before))
        ):
            since = False
        if since is not None and _is_part_of_day(expression):
            since = None
        elif since is not None and inside:
            end = affix.end()
    if since is None and yearly and "until" in before:
        since = False
    if since is None:
        return Parsed(start, end, label, expression, approximate)
    return Parsed(start, end, label, Open(expression, since))


def _is_after_name(cursor: Cursor, day: Calendar, start: int, end: int) -> bool:
    """Tell whether 約 before a day that something is done on ends a name: 迪馬約5日會見."""
    return (
        isinstance(day.day, int)
        and day.month is None
        and cursor.text[start - 1 : start] == "约"
        and cursor.text[start - 2 : start - 1].isalpha()
        and is_act(cursor.text, end)
    )


def _is_day(expression: Expression) -> bool:
    """Tell whether an expression has neither a clock time nor a length: 15日許信良."""
    return isinstance(expression, Calendar) and expression.clock is None


def _is_deictic(expression: Expression) -> bool:
    """Tell whether an expression is 今早 or 周三, before which 約 ends a name (桑帕約今早)."""
    return (
        isinstance(expression, Calendar)
        and expression.clock is None
        and (isinstance(expression.day, Shift) or expression.weekday is not None)
    )


def _is_part_of_day(expression: Calendar | Age) -> bool:
    """Tell whether an expression is nothing but 凌晨 or the like."""
    return isinstance(expression, Calendar) and expression.is_time and expression.clock is None


def _label(expression: Expression) -> str:
    if isinstance(expression, Length):
        return "DURATION"
    if isinstance(expression, Calendar) and expression.is_time:
        return "TIME"
    if isinstance(expression, Interval) and expression.start.is_time and expression.end.is_time:
        return "TIME"
    return "DATE"


_RULES: Mapping[str, Rule] = {
    "NUMBER": number,
    "SHIFT": relative.shift,
    "STEP": relative.step,
    "DAYS": relative.days_together,
    "WEEKDAY": relative.weekday,
    "WEEKEND": parts.weekend,
    "YEAR_PART": years.bare_year_part,
    "MONTH_PART": days.bare_month_part,
    "MONTH_OF_YEAR": days.month_of_year,
    "LUNAR_MONTH": days.month_of_year,
    "LUNAR": days.lunar,
    "SOLAR": days.lunar,
    "HALF_YEAR": parts.part_of_year,
    "HALF_MONTH": parts.half_month,
    "HALF_WEEK": parts.half_week,
    "HALF_STEP": parts.half_step,
    "QUARTER": parts.part_of_year,
    "SEASON": parts.part_of_year,
    "SEASON_STEP": years.season_step,
    "HOLIDAY": days.holiday,
    "ERA": years.era,
    "LUNAR_ERA": years.era,
    "YMD": days.written,
    "DMY": days.written,
    "MD": days.written,
    "YM": days.written,
    "COMPACT": days.compact,
    "COPYRIGHT": years.copyright,
    "YEAR_LINE": years.copyright,
    "CLOCK": clock.clock_only,
    "DAY_PART": clock.clock_only,
    "SOME": lengths.length,
    "HALF": lengths.length,
    "NIGHTS": lengths.nights,
    "RECENT": lengths.recent,
    "FIRST": parts.first_days,
    "ORDINAL": parts.ordinal,
    "VAGUE": vague,
    "EVERY": relative.every,
    "LIST": lists.enumerated,
}


def parse(text: str) -> list[Parsed]:
    """Find the date expressions of a simplified, normalised text, in its order.

    >>> [(found.label, text[found.start:found.end]) for text in ["8月13日，会谈持续了两个多小时"]
    ...  for found in parse(text)]
    [('DATE', '8月13日'), ('DURATION', '两个多小时')]
    """
    return run(Cursor(text, tokenize(text), _RULES))
