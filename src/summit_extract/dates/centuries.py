"""What decades and centuries are in years: 20世紀80年代, 上世紀, 九十年代初."""

from summit_extract.dates import periods
from summit_extract.dates.expressions import Age, PartKind, Shift
from summit_extract.dates.periods import NOTHING, Meaning
from summit_extract.dates.values import Day

__all__ = ["of_age"]


def of_age(age: Age, published: Day | None) -> Meaning:
    """Give the years of a decade or century; 上世紀 counts from the article's own day."""
    anchor = ""
    century = age.century
    if isinstance(century, Shift):
        base, anchor = published, "published"
        # who writes 上世紀 today writes in the 21st, whatever the day
        now = 21 if base is None else (base.year - 1) // 100 + 1
        century = now + century.count
    if age.decade is None:
        if century is None:
            return NOTHING
        if century < 0:
            return NOTHING
        first = (century - 1) * 100
        if age.part is None:
            return periods.of_years(f"{century - 1:02d}XX", first, first + 99, anchor)
        thirds = {PartKind.EARLY: (0, 9), PartKind.MIDDLE: (40, 59), PartKind.LATE: (90, 99)}
        low, high = thirds.get(age.part, (0, 99))
        return periods.of_years("", first + low, first + high, anchor)
    if age.decade >= 100:
        first = age.decade * 10
    elif century is not None:
        first = (century - 1) * 100 + age.decade * 10
    else:
        first = 1900 + age.decade * 10 if age.decade >= 2 else 2000 + age.decade * 10
    if age.last_decade is not None:
        last = age.last_decade * 10 + (0 if age.last_decade >= 100 else first - first % 100)
        return periods.of_years("", first, last + 9, anchor)
    if age.part is None:
        return periods.of_years(f"{first // 10:03d}X", first, first + 9, anchor)
    parts = {PartKind.EARLY: (0, 3), PartKind.MIDDLE: (4, 6), PartKind.LATE: (7, 9)}
    low, high = parts.get(age.part, (0, 9))
    return periods.of_years("", first + low, first + high, anchor)
