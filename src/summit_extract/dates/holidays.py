"""The days that holidays fall on, by the rules of ``resources/dates_holidays.tsv``."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

__all__ = ["holiday", "lunar_day", "lunar_month"]


@lru_cache(maxsize=1024)
def holiday(rule: str, year: int) -> date | None:
    """Give the day that a rule gives in a year; days of the old calendar are in its year.

    >>> holiday("fixed 12-25", 2025), holiday("nth 11 4 4", 2018), holiday("easter 0", 2025)
    (datetime.date(2025, 12, 25), datetime.date(2018, 11, 22), datetime.date(2025, 4, 20))
    >>> holiday("lunar 08-15", 2025), holiday("eve", 2025), holiday("term 清明", 2025)
    (datetime.date(2025, 10, 6), datetime.date(2025, 1, 28), datetime.date(2025, 4, 4))
    """
    if not 1 <= year <= 9998:
        return None
    kind, _, detail = rule.partition(" ")
    return _RULES[kind](detail, year)


def _fixed(detail: str, year: int) -> date:
    month, day = map(int, detail.split("-"))
    return date(year, month, day)


def _lunar(detail: str, year: int) -> date | None:
    month, day = map(int, detail.split("-"))
    return lunar_day(year, month, day)


def _eve(_: str, year: int) -> date | None:
    new_year = lunar_day(year, 1, 1)
    return None if new_year is None else new_year - timedelta(days=1)


def _term(name: str, year: int) -> date | None:
    from lunar_python import Lunar

    # the table of a year also has the terms at the ends of its neighbours
    term = Lunar.fromYmd(year, 1, 1).getJieQiTable()[name]
    if term.getYear() != year:
        term = Lunar.fromYmd(year + 1, 1, 1).getJieQiTable()[name]
    return date(term.getYear(), term.getMonth(), term.getDay())


def _easter(offset: str, year: int) -> date:
    """Reckon Easter Sunday by the algorithm of Meeus, Jones and Butcher."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1) + timedelta(days=int(offset))


def _nth(detail: str, year: int) -> date:
    month, number, weekday = map(int, detail.split())
    if number > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


_RULES: dict[str, Callable[[str, int], date | None]] = {
    "fixed": _fixed,
    "lunar": _lunar,
    "eve": _eve,
    "term": _term,
    "easter": _easter,
    "nth": _nth,
}


@lru_cache(maxsize=1024)
def lunar_day(year: int, month: int, day: int) -> date | None:
    """Give the Gregorian day of a day of the old Chinese calendar; None where there is none.

    >>> lunar_day(2025, 1, 1)
    datetime.date(2025, 1, 29)
    """
    from lunar_python import Lunar, LunarMonth

    if not (1 <= month <= 12 and 1 <= day <= 30 and 1 <= year <= 9998):
        return None
    days = LunarMonth.fromYm(year, month)
    if days is None or day > days.getDayCount():
        return None
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def lunar_month(year: int, month: int) -> tuple[date, date] | None:
    """Give the first and last Gregorian day of a month of the old Chinese calendar.

    >>> lunar_month(1664, 5)
    (datetime.date(1664, 5, 25), datetime.date(1664, 6, 23))
    """
    first = lunar_day(year, month, 1)
    last = lunar_day(year, month, 30) or lunar_day(year, month, 29)
    return None if first is None or last is None else (first, last)
