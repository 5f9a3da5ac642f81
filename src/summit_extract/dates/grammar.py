"""From atoms to expressions: what is written, whatever it may mean in its place.

The parser walks the atoms once from left to right. At each it tries the one rule that an atom of
that kind can start; a rule looks at the few atoms after it and never goes back behind its start,
so that the whole is linear.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from summit_extract.dates.expressions import (
    Age,
    Calendar,
    Clock,
    Expression,
    Frame,
    Interval,
    Length,
    Offset,
    Open,
    Part,
    PartKind,
    Several,
    Shift,
    Unit,
    Vague,
    Within,
)
from summit_extract.dates.lexer import Atom, tokenize
from summit_extract.dates.lexicon import lexicon, writes_roc_years
from summit_extract.dates.numerals import NUMERALS, is_digit_style, read_number

__all__ = ["Parsed", "parse"]


@dataclass(frozen=True, slots=True)
class Parsed:
    """An expression at character offsets, with the hedge or opening word that stands at it."""

    start: int
    end: int
    label: str
    expression: Expression
    approximate: bool = False


class _Found(NamedTuple):
    expression: Expression
    end: int
    """Offset after the last character."""
    next: int
    """Index of the atom after the last."""


_DASHES = "-–—―~～"
_CONNECTOR = re.compile(rf"[ ]?(?:起?至|起?到|[{_DASHES}]|迄)[ ]?(?!来)")
_PAIR = re.compile(r"[ ]?(?:与|和|及)[ ]?")
_BETWEEN = re.compile(r"(?:之间|间(?!接))")
_ENUMERATION = re.compile(r"[ ]?(?:、|和|及|与|或|以及)[ ]?")
_BRACKETED = re.compile(rf"[ ]?[(（]([0-9]{{1,4}}|[{NUMERALS}]{{1,4}})[)）]?(年|月|日|号)[)）]?")
_COUNT_OF_DAYS = re.compile(r"(?:[两二三四五六七2-7]|多)(?:日|天)(?!内|后|前)")
_JOIN = re.compile(r"(?:又|零|多|余|外加)?(?:又)?")
_AND_A_HALF = re.compile(r"半(?![年月日天小])")
_MORE = re.compile(r"多(?![年月日天小个])")
_SAME_DAY = re.compile(r"的?(?:今天|今日|同一天|同日|这一天|这天|当天)")
_ONCE = re.compile(r"一(?:度|次|遇|届|趟|回)")
_RATE = re.compile(r"[一-鿿]{0,3}?[两二三四五六七八九十几数0-9]{1,3}[次则趟回]")
_PM_SUFFIX = re.compile(r"([ap])\.?m\.?$", re.IGNORECASE)
_QUOTE_OR_BREAK = " ，。；！？：、,;:!?()（）「」『』“”\n\t《》【】—"
_CLOCK_CUES = "于在到至从自约是近过的"
_DAY_CUES = _CLOCK_CUES + "由和与及前后、每这"
_PERIODS = frozenset(
    "NUMBER SOME HALF MIDDLE LENGTH YEAR_UNIT MONTH_UNIT DAY_UNIT QUARTER_UNIT WEEKEND".split()
)
_RECURRING = "every day"
_LONGEST_LIST = 12
_APPROXIMATE_PAIRS = frozenset("一二 两三 二三 三四 四五 五六 六七 七八 八九 三五".split())
_MOST_AMOUNTS = 7
_ORDER = (
    Unit.CENTURY,
    Unit.DECADE,
    Unit.YEAR,
    Unit.QUARTER,
    Unit.MONTH,
    Unit.WEEK,
    Unit.DAY,
    Unit.HOUR,
    Unit.MINUTE,
    Unit.SECOND,
)
_CALENDAR_YEAR = range(1000, 2200)
_ROC = 1911
_ROC_YEARS = range(80, 140)
_FIRST_ROC = 38


class _Parser:
    """The atoms of one text, and the rules."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text = text
        self.atoms = atoms
        self.count = len(atoms)
        self.barren = 0
        self.roc = writes_roc_years(text)
        words = lexicon()
        self.before = words.before
        self.after = words.after
        self.affixes = words.affixes
        self.longest_before = max(map(len, words.before))
        self.rules: dict[str, Callable[[int], _Found | None]] = {
            "NUMBER": self.number,
            "SHIFT": self.shift,
            "STEP": self.step,
            "WEEKDAY": self.weekday,
            "WEEKEND": self.weekend,
            "WEEK_PART": self.week_part,
            "YEAR_PART": self.bare_year_part,
            "MONTH_PART": self.bare_month_part,
            "MONTH_OF_YEAR": self.month_of_year,
            "LUNAR_MONTH": self.month_of_year,
            "LUNAR": self.lunar,
            "SOLAR": self.lunar,
            "HALF_YEAR": self.part_of_year,
            "HALF_MONTH": self.half_month,
            "HALF_WEEK": self.half_week,
            "HALF_STEP": self.half_step,
            "QUARTER": self.part_of_year,
            "SEASON": self.part_of_year,
            "SEASON_STEP": self.season_step,
            "HOLIDAY": self.holiday,
            "ERA": self.era,
            "LUNAR_ERA": self.era,
            "YMD": self.written,
            "DMY": self.written,
            "MD": self.written,
            "YM": self.written,
            "COMPACT": self.compact,
            "COPYRIGHT": self.copyright,
            "CLOCK": self.clock_only,
            "DAY_PART": self.clock_only,
            "SOME": self.length,
            "HALF": self.length,
            "RECENT": self.recent,
            "FIRST": self.first_days,
            "ORDINAL": self.ordinal,
            "VAGUE": self.vague,
            "EVERY": self.every,
        }

    # -- the walk ---------------------------------------------------------------------------

    def run(self) -> list[Parsed]:
        found: list[Parsed] = []
        index = 0
        while index < self.count:
            atom = self.atoms[index]
            rule = self.rules.get(atom.kind)
            result = None if rule is None else rule(index)
            if result is None:
                index += self.skipped(index)
                continue
            if isinstance(result.expression, Calendar):
                result = self.listed(self.joined(result))
            mention = self.finished(atom.start, result)
            if mention is not None:
                found.append(mention)
                index = max(result.next, index + 1)
                while index < self.count and self.atoms[index].start < mention.end:
                    index += 1
            else:
                index += 1
        return found

    def skipped(self, index: int) -> int:
        """Give how many atoms an atom that starts no date takes with it (每 its whole period)."""
        atom = self.atoms[index]
        step = 1
        if atom.kind == "EVERY" or (atom.kind == "STOP" and self.text[atom.start] in "每逢逐"):
            while (
                index + step < self.count
                and self.atoms[index + step].gap == 0
                and self.atoms[index + step].kind in _PERIODS
                and self.kind_at(index + step + 1) != "HOUR_UNIT"
            ):
                step += 1
        return step

    def at(self, index: int, kind: str, *, gap: int = 1) -> Atom | None:
        """Give the atom at ``index`` if it is of a kind and follows closely."""
        if index < self.count:
            atom = self.atoms[index]
            if atom.kind == kind and atom.gap <= gap:
                return atom
        return None

    def kind_at(self, index: int) -> str:
        """Give the kind of the atom at ``index`` if it follows closely, else ""."""
        if index < self.count and self.atoms[index].gap <= 1:
            return self.atoms[index].kind
        return ""

    def roles_before(self, start: int) -> frozenset[str]:
        """Give the roles of the longest word of `dates_affixes` that ends at ``start``."""
        if start and self.text[start - 1] == " ":
            start -= 1
        for length in range(min(self.longest_before, start), 0, -1):
            roles = self.before.get(self.text[start - length : start])
            if roles:
                return roles
        return frozenset()

    def bounded_left(self, start: int, cues: str) -> bool:
        """Tell whether a clause, or one of the characters ``cues``, ends at ``start``."""
        return start == 0 or self.text[start - 1] in _QUOTE_OR_BREAK or self.text[start - 1] in cues

    def bounded_right(self, end: int, cues: str = "") -> bool:
        """Tell whether a clause ends, or one of the characters ``cues`` stands, at ``end``."""
        return end >= len(self.text) or self.text[end] in _QUOTE_OR_BREAK or self.text[end] in cues

    # -- numbers ----------------------------------------------------------------------------

    def number(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        before = self.text[atom.start - 1] if atom.start else ""
        if before and before in NUMERALS and atom.gap == 2 and not atom.value.isascii():
            return None
        if atom.gap == 2 and before == "第":
            return None
        follower = self.kind_at(index + 1)
        rule = {
            "YEAR_UNIT": self.year,
            "YEAR_PART": self.year,
            "MONTH_UNIT": self.month,
            "MONTH_PART": self.month,
            "DAY_UNIT": self.day,
            "HOUR_UNIT": self.clock_only,
            "LENGTH": self.length,
            "MIDDLE": self.length,
            "SOME": self.length,
            "QUARTER_UNIT": self.part_of_year,
            "CENTURY_UNIT": self.century,
            "DECADE_UNIT": self.decade,
        }.get(follower)
        if rule is not None:
            found = rule(index)
            if found is not None:
                return found
            if follower in ("YEAR_UNIT", "DAY_UNIT"):
                return self.length(index)
            return None
        return self.enumerated(index)

    def value(self, index: int) -> int | None:
        atom = self.atoms[index]
        return read_number(atom.value)

    def enumerated(self, index: int) -> _Found | None:
        """Numbers with one unit after the last: 19、20日, 1995-1997年, 7至8月, 3到5天."""
        if index < self.barren:
            return None
        indexes = [index]
        ranged = False
        while len(indexes) < _LONGEST_LIST:
            last = self.atoms[indexes[-1]]
            following = indexes[-1] + 1
            if following >= self.count or self.atoms[following].kind != "NUMBER":
                return None
            link = self.text[last.end : self.atoms[following].start]
            if _CONNECTOR.fullmatch(link):
                ranged = True
            elif not _ENUMERATION.fullmatch(link):
                if len(indexes) == 1:
                    return None
                break  # 28、29兩日
            indexes.append(following)
            if self.kind_at(following + 1) not in ("", "NUMBER"):
                break
            if ranged and self.bare_years(indexes):
                break
        else:
            self.barren = indexes[-1]  # too long a list, which no number in it can start anew
            return None
        numbers = [self.value(i) for i in indexes]
        unit = self.kind_at(indexes[-1] + 1)
        if unit == "NUMBER":
            unit = ""
        if any(n is None for n in numbers):
            return None
        if unit in ("LENGTH", "MIDDLE") or (unit == "YEAR_UNIT" and not self.is_year(indexes[-1])):
            return self.range_of_lengths(indexes, numbers[0])
        starts: list[Calendar]
        known = [n for n in numbers if n is not None]
        if unit == "YEAR_UNIT" or (unit == "" and self.bare_years(indexes)):
            years = [self.year_number(i) for i in indexes]
            first, last_year = years[0], years[-1]
            if first is None or last_year is None:
                return None
            if last_year < 100 and first > 1000:
                last_year += first - first % 100
            if not (first in _CALENDAR_YEAR and last_year in _CALENDAR_YEAR and first < last_year):
                return None
            starts = [Calendar(year=first), Calendar(year=last_year)]
            if unit == "":
                end = self.atoms[indexes[-1]].end
                return _Found(Interval(starts[0], starts[1]), end, indexes[-1] + 1)
            follow_on = self.after_year(starts[1], self.atoms[indexes[-1] + 1].end, indexes[-1] + 2)
            if isinstance(follow_on.expression, Calendar):
                return follow_on._replace(expression=Interval(starts[0], follow_on.expression))
            return None
        if unit in ("MONTH_UNIT", "MONTH_PART") and all(1 <= n <= 12 for n in known):
            final = self.month(indexes[-1])
            if final is None or not isinstance(final.expression, Calendar):
                return None
            starts = [Calendar(month=n) for n in known[:-1]] + [final.expression]
            return final._replace(expression=self.together(starts, ranged=ranged))
        if unit == "DAY_UNIT" and all(1 <= n <= 31 for n in known):
            end = self.atoms[indexes[-1] + 1].end
            if self.text[end : end + 1] in ("内", "間"):
                return None
            starts = [Calendar(day=n) for n in known]
            return _Found(self.together(starts, ranged=ranged), end, indexes[-1] + 2)
        if unit == "DAY_UNIT" or unit == "HOUR_UNIT":
            return None
        if unit == "DECADE_UNIT":
            return self.decade(indexes[0], indexes[-1])
        if unit == "":
            counted = _COUNT_OF_DAYS.match(self.text, self.atoms[indexes[-1]].end)
            if counted and all(1 <= n <= 31 for n in known):
                starts = [Calendar(day=n) for n in known]
                return _Found(self.together(starts, ranged=ranged), counted.end(), indexes[-1] + 1)
        return None

    def range_of_lengths(self, indexes: list[int], least: int | None) -> _Found | None:
        """Read 6至7小時."""
        found = self.length(indexes[-1])
        if found is None or least is None or not isinstance(found.expression, Length):
            return found
        amounts = found.expression.amounts
        if len(amounts) != 1 or len(indexes) > 2 or not 0 < least < amounts[0][0]:
            return found
        return found._replace(expression=replace(found.expression, least=float(least)))

    @staticmethod
    def together(items: list[Calendar], *, ranged: bool) -> Expression:
        if len(items) == 2 and ranged:
            return Interval(items[0], items[1])
        return Several(tuple(items))

    def bare_years(self, indexes: list[int]) -> bool:
        first = self.atoms[indexes[0]]
        return all(
            self.atoms[i].value.isascii()
            and len(self.atoms[i].value) == 4
            and 1500 <= (self.value(i) or 0) < 2100
            for i in indexes
        ) and (
            bool({"since", "at"} & self.roles_before(first.start))
            or self.bounded_left(first.start, "在于从自")
            and self.bounded_right(self.atoms[indexes[-1]].end, "间年")
        )

    # -- years ------------------------------------------------------------------------------

    def is_year(self, index: int) -> bool:
        return self.year_number(index) is not None

    def year_number(self, index: int) -> int | None:
        """Read a number before 年 as a year if it is one, else None."""
        atom = self.atoms[index]
        number = self.value(index)
        if number is None:
            return None
        digits = is_digit_style(atom.value)
        width = len(atom.value)
        if number in _CALENDAR_YEAR and (width == 4 or not digits):
            return number if digits or number >= 1500 else None
        if not digits or width not in (2, 3) or atom.value in _APPROXIMATE_PAIRS:
            return None
        month_follows = self.kind_at(index + 2) == "NUMBER" and self.kind_at(index + 3) in (
            "MONTH_UNIT",
            "MONTH_PART",
        )
        dated = month_follows or self.kind_at(index + 2) in ("SEASON", "HALF_YEAR", "QUARTER")
        dated = dated or self.kind_at(index + 1) == "YEAR_PART"
        end = self.atoms[index + 1].end if index + 1 < self.count else atom.end
        following = self.text[end : end + 1]
        length = following != "" and following in "来间内了历前后的"
        length = length or bool({"length", "about"} & self.roles_before(atom.start))
        if width == 3:
            if number in _ROC_YEARS and (dated or (self.roc and not length and number % 10)):
                return number + _ROC
            return number if dated or (not length and number > 140 and number % 10) else None
        placed = self.text[atom.start - 1 : atom.start] in ("在", "于", "到", "至")
        written = dated or not atom.value.isascii() or (atom.value[0] == "0" and number > 0)
        if not written and (length or not (number >= 85 or (number >= 50 and placed))):
            return None
        if self.roc and number >= _FIRST_ROC:
            return number + _ROC
        return number + (2000 if number < 50 else 1900)

    def year(self, index: int) -> _Found | None:
        number = self.year_number(index)
        if number is None:
            return None
        unit = self.atoms[index + 1]
        return self.after_year(Calendar(year=number), unit.end, index + 2, unit)

    def after_year(
        self, calendar: Calendar, end: int, index: int, unit: Atom | None = None
    ) -> _Found:
        """Read what a year is followed by: a month, a season, a quarter, a holiday, a part."""
        here = _Found(calendar, end, index)
        if unit is not None and unit.kind == "YEAR_PART":
            return here._replace(expression=replace(calendar, part=Part(PartKind(unit.value))))
        start = index
        if self.at(index, "OF"):
            start = index + 1
        kind = self.kind_at(start)
        if kind == "NUMBER":
            follower = self.kind_at(start + 1)
            if follower in ("MONTH_UNIT", "MONTH_PART"):
                month = self.month(start)
                if month is not None and isinstance(month.expression, Calendar):
                    return month._replace(
                        expression=replace(
                            month.expression,
                            year=calendar.year,
                            lunar=calendar.lunar or month.expression.lunar,
                        )
                    )
            elif follower == "QUARTER_UNIT":
                quarter = self.part_of_year(start)
                if quarter is not None and isinstance(quarter.expression, Calendar):
                    return quarter._replace(
                        expression=replace(calendar, part=quarter.expression.part)
                    )
            elif follower == "":
                months = self.enumerated(start)
                if months is not None:
                    return self.with_year(months, calendar) or here
            return here
        if kind in ("LUNAR_MONTH", "MONTH_OF_YEAR", "LUNAR"):
            month = self.rules[kind](start)
            if month is not None and isinstance(month.expression, Calendar):
                return month._replace(expression=replace(month.expression, year=calendar.year))
        if kind in ("HALF_YEAR", "QUARTER", "SEASON"):
            part = self.part_of_year(start)
            if part is not None and isinstance(part.expression, Calendar):
                return part._replace(expression=replace(calendar, part=part.expression.part))
        if kind == "PART" and start == index:
            atom = self.atoms[start]
            part_of = Part(PartKind(atom.value))
            return _Found(replace(calendar, part=part_of), atom.end, start + 1)
        if kind == "YEAR_PART":
            atom = self.atoms[start]
            part_of = Part(PartKind(atom.value))
            return _Found(replace(calendar, part=part_of), atom.end, start + 1)
        if kind == "ROUND":
            return _Found(calendar, self.atoms[start].end, start + 1)
        if kind == "HOLIDAY":
            holiday = self.holiday(start)
            if holiday is not None and isinstance(holiday.expression, Calendar):
                return holiday._replace(expression=replace(holiday.expression, year=calendar.year))
        if kind == "WEEKDAY" and start == index + 1:
            return here
        if kind in ("FIRST", "LAST", "ORDINAL"):
            return self.counted_part(calendar, start) or here
        return here

    @staticmethod
    def with_year(found: _Found, calendar: Calendar) -> _Found | None:
        expression = found.expression
        if isinstance(expression, Interval) and expression.start.year is None:
            start = replace(expression.start, year=calendar.year)
            return found._replace(expression=replace(expression, start=start))
        if isinstance(expression, Several) and expression.items[0].year is None:
            items = tuple(replace(item, year=calendar.year) for item in expression.items)
            return found._replace(expression=Several(items))
        return None

    def counted_part(self, calendar: Calendar, index: int) -> _Found | None:
        """Read 第二周, 前10天, 最後4個月, 最後一個星期一 of a year or month."""
        kind = {"FIRST": PartKind.FIRST, "LAST": PartKind.LAST, "ORDINAL": PartKind.NTH}[
            self.atoms[index].kind
        ]
        number_atom = self.at(index + 1, "NUMBER")
        if number_atom is None:
            return None
        number = self.value(index + 1)
        unit_index = index + 2
        if self.kind_at(unit_index) == "MIDDLE":
            unit_index += 1
        unit = self.kind_at(unit_index)
        if number is None or not unit:
            return None
        atom = self.atoms[unit_index]
        if unit == "WEEKDAY" and kind in (PartKind.NTH, PartKind.LAST):
            part = Part(kind, number, Unit.WEEK, int(atom.value))
        elif unit == "LENGTH" and atom.value in ("day", "week", "month", "quarter"):
            part = Part(kind, number, Unit(atom.value))
        elif unit == "DAY_UNIT":
            part = Part(kind, number, Unit.DAY)
        elif unit == "QUARTER_UNIT":
            part = Part(PartKind.QUARTER, number)
        else:
            return None
        return _Found(replace(calendar, part=part), atom.end, unit_index + 1)

    def era(self, index: int) -> _Found | None:
        """Read 民國106年, 令和元年, 公元前221年, 康熙三年五月."""
        atom = self.atoms[index]
        following = self.kind_at(index + 1)
        if following == "NUMBER":
            number = self.value(index + 1)
            unit_index = index + 2
            unit = self.kind_at(unit_index)
        elif following == "FIRST_YEAR":
            number, unit_index, unit = 1, index + 1, "YEAR_UNIT"
        else:
            return None
        if number is None or unit not in ("YEAR_UNIT", "YEAR_PART", "CENTURY_UNIT"):
            return None
        unit_atom = self.atoms[unit_index]
        if unit == "CENTURY_UNIT":
            century = -number if atom.value == "BC" else number
            return _Found(Age(century=century), unit_atom.end, unit_index + 1)
        year = 1 - number if atom.value == "BC" else int(atom.value) + number
        if atom.value != "BC" and atom.value != "0" and number > 150:
            return None
        lunar = atom.kind == "LUNAR_ERA"
        return self.after_year(
            Calendar(year=year, lunar=lunar), unit_atom.end, unit_index + 1, unit_atom
        )

    # -- months and days --------------------------------------------------------------------

    def month(self, index: int) -> _Found | None:
        number = self.value(index)
        if number is None or not 1 <= number <= 12:
            return None
        unit = self.atoms[index + 1]
        return self.after_month(Calendar(month=number), unit.end, index + 2, unit)

    def month_of_year(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        calendar = Calendar(month=int(atom.value), lunar=atom.kind == "LUNAR_MONTH")
        return self.after_month(calendar, atom.end, index + 1)

    def lunar(self, index: int) -> _Found | None:
        """Read 農曆八月十五, 農曆年初一, 西曆8月15日, from the name of the calendar on."""
        is_lunar = self.atoms[index].kind == "LUNAR"
        kind = self.kind_at(index + 1)
        if kind in ("NUMBER", "LUNAR_MONTH", "MONTH_OF_YEAR", "HOLIDAY", "LUNAR_ERA"):
            found = self.rules[kind](index + 1)
            if found is not None and isinstance(found.expression, Calendar):
                return found._replace(expression=replace(found.expression, lunar=is_lunar))
        if kind == "LUNAR_DAY" and is_lunar:
            atom = self.atoms[index + 1]
            return _Found(Calendar(day=int(atom.value), lunar=True), atom.end, index + 2)
        return None

    def after_month(
        self, calendar: Calendar, end: int, index: int, unit: Atom | None = None
    ) -> _Found:
        """Read what a month is followed by: a day, several days, a part."""
        here = _Found(calendar, end, index)
        if unit is not None and unit.kind == "MONTH_PART":
            return here._replace(expression=replace(calendar, part=Part(PartKind(unit.value))))
        kind = self.kind_at(index)
        if kind == "NUMBER":
            number = self.value(index)
            follower = self.kind_at(index + 1)
            atom = self.atoms[index]
            if number is None:
                return here
            if follower == "DAY_UNIT":
                if 1 <= number <= 31:
                    day = replace(calendar, day=number)
                    return self.after_day(day, self.atoms[index + 1].end, index + 2)
                return here
            if follower == "":
                days = self.enumerated(index)
                if days is not None:
                    return self.with_month(days, calendar) or here
                if 1 <= number <= 31 and atom.gap == 0 and self.is_bare_day(atom):
                    day = replace(calendar, day=number)
                    return self.after_day(day, atom.end, index + 1)
            return here
        if kind == "LUNAR_DAY":
            atom = self.atoms[index]
            day = replace(calendar, day=int(atom.value), lunar=True)
            return self.after_day(day, atom.end, index + 1)
        if kind == "PART":
            atom = self.atoms[index]
            return _Found(replace(calendar, part=Part(PartKind(atom.value))), atom.end, index + 1)
        if kind == "HALF_MONTH":
            atom = self.atoms[index]
            part = Part(PartKind.HALF, int(atom.value))
            return _Found(replace(calendar, part=part), atom.end, index + 1)
        start = index + 1 if kind == "OF" else index
        if self.kind_at(start) in ("FIRST", "LAST", "ORDINAL"):
            return self.counted_part(calendar, start) or here
        return here

    def is_bare_day(self, atom: Atom) -> bool:
        """Tell whether a number without a unit after a month is a day: 八月十五, 8月15."""
        return self.bounded_right(atom.end, "之以前后起至到晚早凌上下在的") and not (
            atom.value.isascii() and len(atom.value) > 2
        )

    @staticmethod
    def with_month(found: _Found, calendar: Calendar) -> _Found | None:
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

    def day(self, index: int) -> _Found | None:
        """Read a day without a month: 29日, 三號; 三日 may also be a length."""
        atom, unit = self.atoms[index], self.atoms[index + 1]
        number = self.value(index)
        if number is None or not 1 <= number <= 31:
            return None
        roles = self.roles_before(atom.start)
        if unit.value == "number":
            if not (
                self.bounded_left(atom.start, _DAY_CUES)
                and (atom.value.isascii() or number > 10 or unit.end == len(self.text))
            ):
                return None
        elif "length" in roles and (number <= 10 or not {"about"} & roles):
            return None
        elif not atom.value.isascii() and number <= 10 and is_digit_style(atom.value):
            following = self.text[unit.end : unit.end + 1]
            if following == "不":
                return None
            if following and following in "内后前间来游行程之以两三四五六七多":
                return None
        elif number <= 10 and self.text[unit.end : unit.end + 1] in ("内", "后"):
            if self.text[unit.end] == "内" or self.text[atom.start - 1] not in "于至自从到":
                return None
        return self.after_day(Calendar(day=number), unit.end, index + 2)

    def after_day(self, calendar: Calendar, end: int, index: int) -> _Found:
        """Read the part of the day and the clock time after a day."""
        kind = self.kind_at(index)
        if kind == "CLOCK" and self.atoms[index].gap == 2:
            kind = ""
        if kind in ("DAY_PART", "CLOCK", "NUMBER") or (
            index < self.count
            and self.atoms[index].kind == "CLOCK"
            and self.text[end : self.atoms[index].start] == "T"
        ):
            time = self.time(index)
            if time is not None and isinstance(time.expression, Calendar):
                return time._replace(
                    expression=replace(
                        calendar,
                        clock=time.expression.clock,
                        day_part=time.expression.day_part or calendar.day_part,
                    )
                )
        return _Found(calendar, end, index)

    def written(self, index: int) -> _Found | None:
        """Read 2018-07-16, 16/7/2018, 7/16, 2018-07."""
        atom = self.atoms[index]
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
            if not (1 <= month <= 12 and 1 <= day <= 31 and self.is_slashed_date(atom, day)):
                return None
            calendar = Calendar(month=month, day=day)
        else:
            calendar = Calendar(year=numbers[0], month=numbers[1])
            return _Found(calendar, atom.end, index + 1)
        return self.after_day(calendar, atom.end, index + 1)

    def compact(self, index: int) -> _Found | None:
        """Read 20231215, and 1121215 of the ROC calendar."""
        atom = self.atoms[index]
        year = int(atom.value[:-4])
        calendar = Calendar(
            year=year if year > 1000 else year + 1911,
            month=int(atom.value[-4:-2]),
            day=int(atom.value[-2:]),
        )
        return _Found(calendar, atom.end, index + 1)

    def copyright(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        return _Found(Calendar(year=int(atom.value)), atom.end, index + 1)

    def is_slashed_date(self, atom: Atom, day: int) -> bool:
        """Tell 8/15 the day from 1/3 the fraction, by what stands around it."""
        if self.text[atom.end : atom.end + 1] in ("的", "强", "弱", "以", "多", "决"):
            return False
        if self.bounded_left(atom.start, "于在自从至到由-~") and (
            self.bounded_right(atom.end, "起晚早日号凌上下前后至到-~将")
        ):
            return True
        return day > 12 and self.bounded_left(atom.start, "于在自从至到由-~")

    # -- relative days, weeks, months, years ------------------------------------------------

    def shift(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        unit_name, count, frame, *day_part = atom.value.split()
        shift = Shift(Unit(unit_name), int(count), Frame(frame))
        return self.after_shift(shift, atom.end, index + 1, day_part[0] if day_part else "", atom)

    def after_shift(
        self, shift: Shift, end: int, index: int, day_part: str = "", atom: Atom | None = None
    ) -> _Found | None:
        bracketed = _BRACKETED.match(self.text, end)
        if shift.unit is Unit.DAY:
            calendar = Calendar(day=shift, day_part=day_part)
            if bracketed and bracketed.group(2) in "日号" and atom is not None:
                length = atom.end - atom.start
                if length == 1 or bracketed.group().rstrip("）)")[-1] in "日号":
                    if length > 1 and self.text[atom.end - 1] in "天日晚早夜晨午":
                        return _Found(calendar, end, index)
                    return self.past(calendar, bracketed.end(), index)
            if atom is not None and atom.value == "day -1 speech" and atom.end - atom.start == 1:
                if self.text[atom.start] == "去":
                    if bracketed and bracketed.group(2) == "年":
                        year = read_number(bracketed.group(1))
                        return self.past(Calendar(year=year), bracketed.end(), index)
                    return None
            return self.after_day_of(calendar, end, index)
        if shift.unit is Unit.YEAR:
            return self.after_year(Calendar(year=shift), end, index)
        if shift.unit is Unit.MONTH:
            return self.after_month(Calendar(month=shift), end, index)
        return _Found(Calendar(week=shift), end, index)

    def past(self, calendar: Calendar, end: int, index: int) -> _Found:
        """Go on after atoms inside brackets that have been read with the text."""
        while index < self.count and self.atoms[index].start < end:
            index += 1
        if calendar.year is not None:
            return self.after_year(calendar, end, index)
        if calendar.month is not None:
            return self.after_month(calendar, end, index)
        return self.after_day_of(calendar, end, index)

    def after_day_of(self, calendar: Calendar, end: int, index: int) -> _Found:
        found = self.after_day(calendar, end, index)
        expression = found.expression
        if calendar.day_part and isinstance(expression, Calendar) and expression.clock is not None:
            atom = self.atoms[index]
            time = self.time(index, calendar.day_part)
            if time is not None and isinstance(time.expression, Calendar) and atom:
                expression = replace(expression, clock=time.expression.clock)
            return found._replace(expression=expression)
        return found

    def step(self, index: int) -> _Found | None:
        """Read 上, 本, 翌 and the like with the unit, weekday or part after them."""
        atom = self.atoms[index]
        count_text, frame_name = atom.value.split()
        count, frame = int(count_text), Frame(frame_name)
        following = index + 1
        bracketed = _BRACKETED.match(self.text, atom.end)
        if bracketed is not None:
            return self.bracketed_step(bracketed, following)
        kind = self.kind_at(following)
        if kind == "" or self.atoms[following].gap:
            return None
        unit = self.atoms[following]
        if kind == "WEEKDAY":
            week = Shift(Unit.WEEK, count, frame)
            calendar = Calendar(week=week, weekday=int(unit.value))
            return self.after_day(calendar, unit.end, following + 1)
        if kind in ("WEEKEND", "WEEK_PART"):
            part = Part(PartKind.WEEKEND if kind == "WEEKEND" else PartKind(unit.value))
            calendar = Calendar(week=Shift(Unit.WEEK, count, frame), part=part)
            return _Found(calendar, unit.end, following + 1)
        if kind in ("MONTH_UNIT", "MONTH_PART") or (kind == "LENGTH" and unit.value == "month"):
            calendar = Calendar(month=Shift(Unit.MONTH, count, frame))
            return self.after_month(calendar, unit.end, following + 1, unit)
        if kind in ("YEAR_UNIT", "YEAR_PART"):
            calendar = Calendar(year=Shift(Unit.YEAR, count, frame))
            return self.after_year(calendar, unit.end, following + 1, unit)
        if kind == "DAY_UNIT" or (kind == "LENGTH" and unit.value == "day"):
            calendar = Calendar(day=Shift(Unit.DAY, count, frame))
            return self.after_day(calendar, unit.end, following + 1)
        if kind == "LENGTH":
            shift = Shift(Unit(unit.value), count, frame)
            if unit.value == "week":
                return _Found(Calendar(week=shift), unit.end, following + 1)
            if unit.value == "hour":
                direction = -1 if count < 0 else 1
                length = Length(((abs(count), Unit.HOUR),))
                return _Found(Within(length, direction), unit.end, following + 1)
            if unit.value == "quarter":
                calendar = Calendar(year=Shift(Unit.QUARTER, count, frame))
                return _Found(calendar, unit.end, following + 1)
            return None
        if kind == "QUARTER_UNIT":
            calendar = Calendar(year=Shift(Unit.QUARTER, count, frame))
            return _Found(calendar, unit.end, following + 1)
        if kind == "CENTURY_UNIT":
            return self.after_century(Shift(Unit.CENTURY, count, frame), unit.end, following + 1)
        if kind == "DAY_PART":
            calendar = Calendar(day=Shift(Unit.DAY, count, frame), day_part=unit.value)
            return self.after_day_of(calendar, unit.end, following + 1)
        if kind == "HALF" and self.kind_at(following + 1) == "YEAR_UNIT":
            calendar = Calendar(part=Part(PartKind.HALF, count))
            return _Found(calendar, self.atoms[following + 1].end, following + 2)
        if kind == "NUMBER" and abs(count) == 1:
            length_found = self.length(following)
            if length_found is not None and isinstance(length_found.expression, Length):
                return length_found._replace(expression=Within(length_found.expression, count))
        if kind == "HOLIDAY":
            return None
        return None

    def bracketed_step(self, bracketed: re.Match[str], index: int) -> _Found | None:
        """Read 本（8）月, 上（2024）年, 本（15）日, as Taiwan writes them."""
        number, unit = read_number(bracketed.group(1)), bracketed.group(2)
        if number is None:
            return None
        if unit == "月" and 1 <= number <= 12:
            end = bracketed.end()
            if self.text[end : end + 1] in ("底", "初", "末", "中"):
                end -= 1  # the lexer has read 月底 as one word
                while index < self.count and self.atoms[index].start < end:
                    index += 1
                found = self.after_month(
                    Calendar(month=number), self.atoms[index].end, index + 1, self.atoms[index]
                )
                return found if isinstance(found.expression, Calendar) else None
            return self.past(Calendar(month=number), bracketed.end(), index)
        if unit == "年":
            year = number if number > 1000 else number + 1911
            return self.past(Calendar(year=year), bracketed.end(), index)
        if unit in "日号" and 1 <= number <= 31:
            today = Shift(Unit.DAY, 0, Frame.SPEECH)
            return self.past(Calendar(day=today), bracketed.end(), index)
        return None

    def recent(self, index: int) -> _Found | None:
        """Read 近三年, 過去24小時, 未來數月, 這兩年."""
        atom = self.atoms[index]
        following = index + 1
        if self.kind_at(following) == "OF":
            following += 1
        if self.kind_at(following) not in ("NUMBER", "SOME", "HALF"):
            return None
        found = self.length(following)
        if found is None or isinstance(found.expression, Vague):
            return found
        if isinstance(found.expression, Within):
            if atom.value not in ("back", "on"):
                return found
            direction = 1 if atom.value == "on" else -1
            within = replace(found.expression, direction=direction, frame=Frame.SPEECH)
            return found._replace(expression=within)
        if not isinstance(found.expression, Length):
            return None
        length = found.expression
        if atom.value == "after":
            if self.is_clock_length(length):
                return None
            offset = Offset(length, 1, Frame.SPEECH)
            return found._replace(expression=offset if length.amounts else Vague())
        after = self.after.match(self.text, found.end)
        roles = {a.role for a in self.affixes[after.group()]} if after else set()
        if atom.value == "vague":
            if not (
                length.amounts == ()
                or length.amounts[0][1] in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR)
            ):
                return None
            count = 2 if length.amounts == () else length.amounts[0][0]
            return found._replace(expression=Vague()) if 2 <= count <= 10 else None
        if atom.value == "near":
            period = "coming" in roles or "within" in roles or "during" in roles
            if not period and not (
                self.bounded_left(atom.start, "在于") and not self.is_clock_length(length)
            ):
                return None
            if not period and "later" in roles | {"earlier"} & roles:
                return None
        if length.amounts == () or length.approximate:
            expression: Expression = Vague()
        elif atom.value == "near" and length.amounts[0][0] <= 2:
            expression = Vague()
        else:
            direction = 1 if atom.value == "on" else -1
            expression = Within(length, direction, whole=atom.value != "near")
        end = found.end
        if after is not None and roles & {"coming", "within"}:
            end = after.end()
        return found._replace(expression=expression, end=end)

    @staticmethod
    def is_clock_length(length: Length) -> bool:
        return bool(length.amounts) and length.amounts[0][1] in (
            Unit.HOUR,
            Unit.MINUTE,
            Unit.SECOND,
        )

    def first_days(self, index: int) -> _Found | None:
        """前兩天, 前幾周 standing alone are vague; 前三季 is a part of the year told of."""
        following = index + 1
        if self.kind_at(following) not in ("NUMBER", "SOME"):
            return None
        if self.kind_at(following + 1) == "QUARTER_UNIT":
            number = self.value(following)
            if number in (2, 3):
                part = Part(PartKind.FIRST, number, Unit.QUARTER)
                return _Found(Calendar(part=part), self.atoms[following + 1].end, following + 2)
            return None
        return None

    def ordinal(self, index: int) -> _Found | None:
        """第一季度 is a quarter; other ordinals are no dates and hide the number after them."""
        number = self.at(index + 1, "NUMBER")
        if number is not None and self.kind_at(index + 2) == "QUARTER_UNIT":
            return self.part_of_year(index + 1)
        return None

    def every(self, index: int) -> _Found | None:
        """Read 每周一, which is no particular day."""
        weekday = self.at(index + 1, "WEEKDAY", gap=0)
        if weekday is None:
            return None
        return _Found(Vague(), weekday.end, index + 2)

    def vague(self, index: int) -> _Found | None:
        return _Found(Vague(), self.atoms[index].end, index + 1)

    # -- weeks, seasons, parts, holidays ----------------------------------------------------

    def weekday(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        return self.after_day(Calendar(weekday=int(atom.value)), atom.end, index + 1)

    def weekend(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        return _Found(Calendar(part=Part(PartKind.WEEKEND)), atom.end, index + 1)

    def week_part(self, index: int) -> _Found | None:
        return None

    def bare_year_part(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        calendar = Calendar(year=Shift(Unit.YEAR, 0, Frame.SPEECH), part=Part(PartKind(atom.value)))
        return _Found(calendar, atom.end, index + 1)

    def bare_month_part(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        if self.text[atom.start - 1 : atom.start] in ("个", "个 "):
            return None
        calendar = Calendar(
            month=Shift(Unit.MONTH, 0, Frame.SPEECH), part=Part(PartKind(atom.value))
        )
        return _Found(calendar, atom.end, index + 1)

    def half_month(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        calendar = Calendar(
            month=Shift(Unit.MONTH, 0, Frame.SPEECH),
            part=Part(PartKind.HALF, int(atom.value)),
        )
        return _Found(calendar, atom.end, index + 1)

    def half_week(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        calendar = Calendar(
            week=Shift(Unit.WEEK, 0, Frame.SPEECH), part=Part(PartKind.HALF, int(atom.value))
        )
        return _Found(calendar, atom.end, index + 1)

    def half_step(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        part = Part(PartKind.HALF, int(atom.value), Unit.YEAR)
        return _Found(Calendar(part=part), atom.end, index + 1)

    def part_of_year(self, index: int) -> _Found | None:
        """Read 上半年, 第三季, 三季度, 夏天."""
        atom = self.atoms[index]
        if atom.kind == "NUMBER":
            number = self.value(index)
            unit = self.atoms[index + 1]
            quarterly = self.text[unit.start : unit.end] == "季度"
            ordinal = index > 0 and self.atoms[index - 1].kind == "ORDINAL"
            if number is None or not 1 <= number <= 4 or not (quarterly or ordinal):
                return None
            return _Found(Calendar(part=Part(PartKind.QUARTER, number)), unit.end, index + 2)
        kind = {"HALF_YEAR": PartKind.HALF, "QUARTER": PartKind.QUARTER}.get(
            atom.kind, PartKind.SEASON
        )
        return _Found(Calendar(part=Part(kind, int(atom.value))), atom.end, index + 1)

    def season_step(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        count, season = map(int, atom.value.split())
        calendar = Calendar(
            year=Shift(Unit.YEAR, count, Frame.SPEECH), part=Part(PartKind.SEASON, season)
        )
        return _Found(calendar, atom.end, index + 1)

    def holiday(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        return self.after_day(Calendar(holiday=atom.value), atom.end, index + 1)

    # -- decades and centuries --------------------------------------------------------------

    def century(self, index: int) -> _Found | None:
        number = self.value(index)
        unit = self.atoms[index + 1]
        if number is None or not 1 <= number <= 30:
            return None
        if "length" in self.roles_before(self.atoms[index].start) and number < 10:
            return None
        if (
            number < 4
            and self.atoms[index].start
            and self.bounded_left(self.atoms[index].start, "近半逾")
        ):
            return None
        return self.after_century(number, unit.end, index + 2)

    def after_century(self, century: int | Shift, end: int, index: int) -> _Found:
        kind = self.kind_at(index)
        if kind == "OF":
            index += 1
            kind = self.kind_at(index)
        if kind == "NUMBER":
            found = None
            if self.kind_at(index + 1) == "DECADE_UNIT":
                found = self.decade(index)
            elif self.kind_at(index + 1) == "":
                found = self.enumerated(index)
            if found is not None and isinstance(found.expression, Age):
                return found._replace(expression=replace(found.expression, century=century))
        if kind == "PART":
            atom = self.atoms[index]
            age = Age(century=century, part=PartKind(atom.value))
            return _Found(age, atom.end, index + 1)
        return _Found(Age(century=century), end, index)

    def decade(self, index: int, last: int | None = None) -> _Found | None:
        """Read 90年代, 一九九〇年代, 七八十年代, 五、六十年代."""
        atom = self.atoms[index]
        unit_index = (index if last is None else last) + 1
        unit = self.atoms[unit_index]
        text = atom.value
        first_decade: int | None
        last_decade: int | None = None
        if last is not None:
            first_decade = self.tens(text)
            last_decade = self.tens(self.atoms[last].value)
            if first_decade is None and last_decade is not None:
                number = read_number(text)
                first_decade = number if number is not None and 1 <= number <= 9 else None
            if first_decade is None or last_decade is None:
                return None
        elif len(text) == 3 and text.endswith("十") and is_digit_style(text[:2]):
            first_decade, last_decade = read_number(text[0]), read_number(text[1])
        else:
            first_decade = self.tens(text)
        if first_decade is None:
            return None
        age = Age(decade=first_decade, last_decade=last_decade)
        following = unit_index + 1
        if self.kind_at(following) == "PART":
            part = self.atoms[following]
            age = replace(age, part=PartKind(part.value))
            return _Found(age, part.end, following + 1)
        return _Found(age, unit.end, following)

    @staticmethod
    def tens(text: str) -> int | None:
        number = read_number(text)
        if number is None or number % 10:
            return None
        if number < 100 or number in _CALENDAR_YEAR:
            return number // 10
        return None

    # -- the clock --------------------------------------------------------------------------

    def clock_only(self, index: int) -> _Found | None:
        atom = self.atoms[index]
        time = self.time(index)
        if time is None:
            return None
        if not isinstance(time.expression, Calendar):
            return time if atom.kind == "DAY_PART" else None
        if time.expression.clock is None and self.is_recurring(index):
            return time._replace(expression=replace(time.expression, day_part=_RECURRING))
        clock = time.expression.clock
        if atom.kind == "NUMBER" and clock is not None and not self.is_clock(index, time.end):
            return None
        if atom.kind == "CLOCK" and atom.start and self.text[atom.start - 1] in "以比负胜":
            return None
        return time

    def is_recurring(self, index: int) -> bool:
        """Tell whether a part of the day is one of every day: 每天清晨."""
        before = self.atoms[index - 1] if index else None
        return before is not None and (
            before.end == self.atoms[index].start
            and before.kind == "STOP"
            and self.text[before.start] == "每"
        )

    def is_clock(self, index: int, end: int) -> bool:
        """Tell 9點 the hour from 三點 the points, and 一時 from 一時, by what stands around it."""
        atom = self.atoms[index]
        unit = self.atoms[index + 1]
        if end > unit.end or self.text[unit.end - 1] in "钟整":
            return True
        roles = self.roles_before(atom.start)
        if "length" in roles and "about" not in roles:
            return False
        affix = self.after.match(self.text, end)
        marked = affix is not None or self.bounded_right(end, "至到")
        if self.text[unit.start] == "时":
            return atom.value.isascii() or marked
        return marked and (
            self.bounded_left(atom.start, _CLOCK_CUES) or "about" in roles or "at" in roles
        )

    def time(self, index: int, day_part: str = "") -> _Found | None:
        """Read a part of the day, a clock time, or both: 凌晨, 下午3時30分, 晚上8點半."""
        atom = self.atoms[index]
        end = atom.end
        if atom.kind == "DAY_PART":
            day_part = atom.value
            if self.kind_at(index + 1) == "DAY_PART":
                index += 1
                day_part, end = self.atoms[index].value, self.atoms[index].end
            index += 1
            kind = self.kind_at(index)
            if kind not in ("CLOCK", "NUMBER") or (
                kind == "NUMBER" and self.kind_at(index + 1) != "HOUR_UNIT"
            ):
                return _Found(Calendar(day_part=day_part), end, index)
            atom = self.atoms[index]
        if atom.kind == "CLOCK":
            clock = self.written_clock(atom, day_part)
            if clock is None:
                return None
            return _Found(Calendar(clock=clock, day_part=day_part), atom.end, index + 1)
        if atom.kind != "NUMBER" or self.kind_at(index + 1) != "HOUR_UNIT":
            return None
        if atom.value in _APPROXIMATE_PAIRS:
            return self.two_hours(index, day_part)
        hour = self.value(index)
        if hour is None or hour > 24:
            return None if not day_part else _Found(Calendar(day_part=day_part), end, index)
        end = self.atoms[index + 1].end
        index += 2
        minute, second = 0, None
        kind = self.kind_at(index)
        if kind == "NUMBER" and self.atoms[index].gap == 0:
            number = self.value(index)
            follower = self.kind_at(index + 1)
            if follower == "QUARTER_HOUR" and number in (1, 3):
                minute, end, index = 15 * number, self.atoms[index + 1].end, index + 2
            elif number is not None and number < 60 and follower in ("", "MINUTE_UNIT"):
                if follower == "MINUTE_UNIT":
                    minute, end, index = number, self.atoms[index + 1].end, index + 2
                    if (
                        self.kind_at(index) == "NUMBER"
                        and self.kind_at(index + 1) == "LENGTH"
                        and self.atoms[index + 1].value == "second"
                    ):
                        second = self.value(index)
                        end, index = self.atoms[index + 1].end, index + 2
                elif len(self.atoms[index].value) == 2:
                    minute, end, index = number, self.atoms[index].end, index + 1
        elif self.text[end : end + 1] == "半":
            minute, end = 30, end + 1
            index += kind in ("HALF", "MIDDLE")
        elif self.text[end : end + 1] in ("整", "正"):
            end += 1
        hour, explicit = _of_day(hour, day_part)
        clock = Clock(hour, minute, second, explicit)
        return _Found(Calendar(clock=clock, day_part=day_part), end, index)

    def two_hours(self, index: int, day_part: str) -> _Found | None:
        """Read 凌晨三四點."""
        atom, unit = self.atoms[index], self.atoms[index + 1]
        hours = [read_number(character) for character in atom.value]
        if hours[0] is None or hours[1] is None:
            return None
        first, second = (
            Calendar(clock=Clock(_of_day(hour, day_part)[0], 0), day_part=day_part)
            for hour in (hours[0], hours[1])
        )
        return _Found(Interval(first, second), unit.end, index + 2)

    @staticmethod
    def written_clock(atom: Atom, day_part: str) -> Clock | None:
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

    # -- lengths ----------------------------------------------------------------------------

    def length(self, index: int) -> _Found | None:
        """Read a length of time, and what counts with it: 三天後, 兩周內, 一個半小時."""
        if self.kind_at(index) == "NUMBER" or self.atoms[index].kind == "NUMBER":
            before = self.text[self.atoms[index].start - 1 : self.atoms[index].start]
            if before == "第" or (before == "." and self.atoms[index].value.isascii()):
                return None
        amounts: list[tuple[float, Unit]] = []
        approximate = False
        end = self.atoms[index].end
        start = self.atoms[index].start
        vague = False
        if self.is_rate(start, index):
            return None
        while len(amounts) < _MOST_AMOUNTS:
            one = self.one_length(index)
            if one is None:
                break
            amount, unit, more, end, index = one
            if amount is None:
                vague = True
                break
            amounts.append((amount, unit))
            approximate = more
            following = self.next_amount(index, end, unit)
            if following is None:
                break
            index = following
        if vague and not amounts:
            length = Length((), True)
        elif amounts:
            length = Length(tuple(_merged(amounts)), approximate)
        else:
            return None
        return self.counted_length(length, start, end, index)

    def next_amount(self, index: int, end: int, unit: Unit) -> int | None:
        """Give the index of an amount that goes on: 一個月21天, 兩天又一個月; None if none does."""
        join = _JOIN.match(self.text, end)
        joined = join.end() if join else end
        if index >= self.count or self.text[joined : self.atoms[index].start].strip(" "):
            return None
        if self.atoms[index].kind == "MIDDLE":  # 多 or 餘 read as the joint
            index += 1
        if index >= self.count or self.atoms[index].kind not in ("NUMBER", "HALF"):
            return None
        following = self.one_length(index)
        if following is None or following[0] is None:
            return None
        if _ORDER.index(following[1]) <= _ORDER.index(unit) and "又" not in self.text[end:joined]:
            return None
        return index

    def is_rate(self, start: int, index: int) -> bool:
        """Tell whether a length only says how often: 一周兩次, 四年一度, 任何一天, 一日不."""
        unit = self.atoms[index + 1] if index + 1 < self.count else None
        if unit is None or unit.gap:
            return False
        if _ONCE.match(self.text, unit.end):
            return True
        if self.text[start] != "一" or unit.start != start + 1:
            return False
        return (
            self.text[start - 1 : start] in ("何", "某", "每", "有")
            or self.text[unit.end : unit.end + 1] == "不"
            or _RATE.match(self.text, unit.end) is not None
        )

    def one_length(self, index: int) -> tuple[float | None, Unit, bool, int, int] | None:
        """Read one amount with its unit: (amount or None, unit, approximate, end, next index)."""
        atom = self.atoms[index]
        amount: float | None
        more = False
        if atom.kind == "SOME":
            amount, more = (float(atom.value), True) if atom.value else (None, False)
        elif atom.kind == "HALF":
            amount = 0.5
        elif atom.kind == "NUMBER":
            if atom.value in _APPROXIMATE_PAIRS:
                first = read_number(atom.value[0])
                amount, more = (None if first is None else float(first)), True
            elif "." in atom.value:
                amount = float(atom.value)
            else:
                whole = read_number(atom.value)
                if whole is None:
                    return None
                amount = float(whole)
            if amount is None or amount > 100_000:
                return None
        else:
            return None
        index += 1
        kind = self.kind_at(index)
        while kind in ("MIDDLE", "SOME", "HALF"):
            middle = self.text[self.atoms[index].start : self.atoms[index].end]
            if "半" in middle and amount is not None:
                amount += 0.5
            if any(c in middle for c in "多余几来数"):
                more = True
            index += 1
            kind = self.kind_at(index)
            if self.atoms[index - 1].start + 12 < (
                self.atoms[index].start if index < self.count else 0
            ):
                return None
        if kind == "HOUR_UNIT" and amount is not None and amount < 100:
            # 8天20時: hours after days
            previous = self.atoms[index - 2] if index >= 2 else None
            if previous is None or previous.kind != "LENGTH":
                return None
            return amount, Unit.HOUR, more, self.atoms[index].end, index + 1
        if kind == "LENGTH":
            unit = Unit(self.atoms[index].value)
        elif kind == "YEAR_UNIT":
            if self.text[self.atoms[index].end - 1] != "年":
                return None
            unit = Unit.YEAR
        elif kind == "DAY_UNIT" and self.atoms[index].value == "":
            unit = Unit.DAY
        elif kind == "CENTURY_UNIT":
            unit = Unit.CENTURY
        elif kind == "MONTH_UNIT" and (amount is None or more):
            unit = Unit.MONTH
        else:
            return None
        end = self.atoms[index].end
        index += 1
        if self.text[end : end + 1] == "半" and _AND_A_HALF.match(self.text, end):
            amount = None if amount is None else amount + 0.5
            end += 1
            while index < self.count and self.atoms[index].start < end:
                index += 1
        if self.text[end : end + 1] == "多" and _MORE.match(self.text, end):
            following = self.text[end + 1 : end + 2]
            if following not in tuple("次人名位场个项轮国方边种样元"):
                more = True
                end += 1
                while index < self.count and self.atoms[index].start < end:
                    index += 1
        return amount, unit, more, end, index

    def counted_length(self, length: Length, start: int, end: int, index: int) -> _Found | None:
        """Take what follows a length: 後, 前, 內, 以來."""
        here = _Found(length, end, index)
        affix = self.after.match(self.text, end)
        if affix is None:
            return here
        roles = {a.role for a in self.affixes[affix.group()]}
        word_end = affix.end()
        following = self.text[word_end : word_end + 1]
        if "later" in roles and not (
            affix.group() == "后" and following in ("期", "半", "续", "代")
        ):
            if not length.amounts:
                return here._replace(expression=Vague(), end=word_end)
            return here._replace(expression=Offset(length, 1, Frame.STORY), end=word_end)
        if "earlier" in roles and not (
            affix.group() == "前"
            and following
            in ("期", "半", "往", "总", "首", "线", "景", "来", "任", "沿", "方", "列", "夕", "所")
        ):
            if not length.amounts:
                return here._replace(expression=Vague(), end=word_end)
            same_day = _SAME_DAY.match(self.text, word_end)
            offset = Offset(length, -1, Frame.SPEECH, same_day=same_day is not None)
            if same_day is not None:
                word_end = same_day.end()
                while index < self.count and self.atoms[index].start < word_end:
                    index += 1
            return _Found(offset, word_end, index)
        if "coming" in roles:
            if following in ("自", "到", "访", "华", "源", "说", "电") and affix.group() == "来":
                return here
            expression: Expression = Vague()
            if (
                length.amounts
                and not length.approximate
                and "about" not in self.roles_before(start)
            ):
                expression = Within(length, -1, whole=True)
            return here._replace(expression=expression, end=word_end)
        if "within" in roles and not (
            affix.group() == "内" and following in ("部", "阁", "政", "容", "战")
        ):
            if not length.amounts:
                return here._replace(expression=Vague(), end=word_end)
            return here._replace(expression=Within(length, 1, Frame.STORY), end=word_end)
        return here

    # -- joining and finishing --------------------------------------------------------------

    def listed(self, found: _Found) -> _Found:
        """Read 2月27日、28日 as one mention."""
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
            and found.next + 1 < self.count
            and self.atoms[found.next].kind == "NUMBER"
            and self.atoms[found.next].start == found.end + 1
            and self.text[found.end] == "、"
            and self.kind_at(found.next + 1) == "DAY_UNIT"
        ):
            following = self.day(found.next)
            if following is None or following.expression != Calendar(day=self.value(found.next)):
                break
            assert isinstance(following.expression, Calendar)
            items.append(following.expression)
            found = following
        if len(items) == 1:
            return found
        return found._replace(expression=Several(tuple(items)))

    def joined(self, found: _Found) -> _Found:
        """Read on to the end of an interval: 6月28日至29日, 今晚7點到9點."""
        if found.next >= self.count:
            return found
        following = self.atoms[found.next]
        if following.start - found.end > 4 or following.start == found.end:
            return found
        link = self.text[found.end : following.start]
        pair = False
        if not _CONNECTOR.fullmatch(link):
            if not _PAIR.fullmatch(link):
                return found
            pair = True
        rule = self.rules.get(following.kind)
        if rule is None or following.kind in ("VAGUE", "RECENT", "EVERY"):
            return found
        first = found.expression
        assert isinstance(first, Calendar)
        if (
            following.kind == "NUMBER"
            and first.clock is not None
            and (self.kind_at(found.next + 1) == "HOUR_UNIT")
        ):
            second = self.time(found.next, first.day_part)
        elif following.kind == "CLOCK" and first.clock is not None:
            second = self.time(found.next, first.day_part)
        else:
            second = rule(found.next)
        if second is None or not isinstance(second.expression, Calendar):
            return found
        end = second.end
        if pair:
            between = _BETWEEN.match(self.text, end)
            if between is None:
                return found
            end = between.end()
        if first.is_time and not second.expression.is_time and first.clock is None:
            return found
        if first.day is not None and isinstance(first.year, int) and second.expression.is_time:
            if second.expression.clock is None:
                return found
        return _Found(Interval(first, second.expression), end, second.next)

    def finished(self, start: int, found: _Found) -> Parsed | None:
        """Add what stands around an expression: hedges, 自 … 以來, …之前."""
        expression, end = found.expression, found.end
        label = _label(expression)
        before = self.roles_before(start)
        affix = self.after.match(self.text, end)
        roles = self.affixes[affix.group()] if affix is not None else ()
        names = {role.role for role in roles}
        approximate = "about" in names or (
            "about" in before and (label == "DURATION" or self.text[start - 1] not in "近超逾")
        )
        if not isinstance(expression, (Calendar, Age)):
            return Parsed(start, end, label, expression, approximate)
        yearly = isinstance(expression, Age) or (
            expression.year is not None and expression == Calendar(year=expression.year)
        )
        since: bool | None = None
        if affix is not None:
            inside = any(role.inside for role in roles)
            if "since" in names or ("from" in names and yearly):
                since = True
            elif inside and "later" in names:
                since = True
            elif "earlier" in names and (
                inside or (yearly and self.is_word(affix.group(), affix.end()))
            ):
                since = False
            elif "until" in names and (inside or yearly):
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

    def is_word(self, affix: str, end: int) -> bool:
        """Tell whether 前 or 後 stands for itself, and isn't the start of 前總統 or 後期."""
        return len(affix) > 1 or self.text[end : end + 1] not in tuple(
            "期半夕往总首線线後后前任苏所沿景方段南共者年"
        )


def _is_part_of_day(expression: Calendar | Age) -> bool:
    """Tell whether an expression is nothing but 凌晨 or the like."""
    return isinstance(expression, Calendar) and expression.is_time and expression.clock is None


def _merged(amounts: list[tuple[float, Unit]]) -> list[tuple[float, Unit]]:
    return sorted(amounts, key=lambda amount: _ORDER.index(amount[1]))


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
    return hour, bool(day_part) or hour > 12


def _label(expression: Expression) -> str:
    if isinstance(expression, Length):
        return "DURATION"
    if isinstance(expression, Calendar) and expression.is_time:
        return "TIME"
    if isinstance(expression, Interval) and expression.start.is_time and expression.end.is_time:
        return "TIME"
    return "DATE"


def parse(text: str) -> list[Parsed]:
    """Find the date expressions of a simplified, normalised text, in its order.

    >>> [(found.label, text[found.start:found.end]) for text in ["8月13日，会谈持续了两个多小时"]
    ...  for found in parse(text)]
    [('DATE', '8月13日'), ('DURATION', '两个多小时')]
    """
    return _Parser(text, tokenize(text)).run()
