"""Names of persons whose last character is a numeral, which begins no date: 馬英九|三月底."""

import re
from collections.abc import Iterable
from functools import cache

from summit_extract.dates.lexicon import normalise
from summit_extract.resources import read_table

__all__ = ["without_names"]

_NUMERALS = "一二三四五六七八九十"
_NO_NUMERAL = "\ufffc"
_AGO = "日前"


@cache
def _listed() -> re.Pattern[str]:
    names = {normalise(row["text"]) for row in read_table("dates_names.tsv")}
    return re.compile(
        "(?:" + "|".join(sorted(names, key=len, reverse=True)) + f")(?=[{_NUMERALS}月日号])"
    )


def without_names(normal: str, people: Iterable[tuple[int, int]] = ()) -> str:
    """Give a normalised text in which no numeral that ends a person's name is left before another.

    ``people`` are the ranges of persons' names that are known; the listed ones are found besides.
    The length stays.

    >>> without_names("马英九三月底访问武汉").index("三月底")
    3
    >>> "九三" in without_names("马英九三月底访问武汉")
    False
    """
    ends = {found.end() for found in _listed().finditer(normal)}
    ends |= {
        end
        for start, end in people
        if end - start > 1
        and normal[end - 1] in _NUMERALS
        and (normal[end : end + 1] in _NUMERALS or normal.startswith(_AGO, end))
    }
    if not ends:
        return normal
    return "".join(
        _NO_NUMERAL if offset + 1 in ends else character for offset, character in enumerate(normal)
    )
