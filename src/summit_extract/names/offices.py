"""Which offices count as which: leaders, ministers, officials, and those of the same titles."""

from functools import cache
from typing import NamedTuple

from summit_extract.resources import read_table, split_cell

__all__ = ["office_class", "same_office", "same_offices"]


class _OfficeRow(NamedTuple):
    office_class: str
    same: frozenset[str]


@cache
def _offices() -> dict[str, _OfficeRow]:
    return {
        row["office"]: _OfficeRow(row["class"], frozenset(split_cell(row["same"])))
        for row in read_table("names_offices.tsv")
    }


def office_class(office: str) -> str:
    """Give the class of an office: ``leader``, ``minister`` or ``official``.

    >>> office_class("president"), office_class("foreign_minister"), office_class("mayor")
    ('leader', 'minister', 'official')
    """
    row = _offices().get(office)
    return row.office_class if row else "official"


def same_office(one: str, other: str) -> bool:
    """Tell whether two offices are the same, or called by the same titles.

    >>> same_office("premier", "prime_minister"), same_office("president", "mayor")
    (True, False)
    """
    if one == other:
        return True
    row = _offices().get(one)
    return bool(row and other in row.same)


def same_offices(office: str) -> frozenset[str]:
    """Give the offices that are called by the same titles as one.

    >>> sorted(same_offices("premier"))
    ['prime_minister']
    """
    row = _offices().get(office)
    return row.same if row else frozenset()
