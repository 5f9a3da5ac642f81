"""What may stand before and after a place's name, as the tables have it."""

import re
from collections.abc import Iterable
from functools import cache

from summit_extract.language.conversion import simplify
from summit_extract.resources import read_table, split_cell

__all__ = ["alternatives", "ends_with", "starts_with", "words"]


@cache
def words(kind: str) -> tuple[str, ...]:
    """Give the words of one kind of ``places_affixes.tsv``, simplified, the longest first.

    >>> "奥运" in words("event")
    True
    """
    cells = "\t".join(
        row["words"] for row in read_table("places_affixes.tsv") if row["kind"] == kind
    )
    return tuple(sorted(set(split_cell(simplify(cells))), key=lambda word: (-len(word), word)))


def alternatives(items: Iterable[str]) -> str:
    """Give a regular expression for any of some words, the longest first."""
    return "|".join(map(re.escape, sorted(set(items), key=lambda word: (-len(word), word))))


@cache
def starts_with(kind: str) -> re.Pattern[str]:
    """Give the pattern of the words of one kind, to be matched where they should begin."""
    return re.compile(alternatives(words(kind)))


@cache
def ends_with(kind: str) -> tuple[str, ...]:
    """Give the words of one kind, for ``str.endswith``."""
    return words(kind)
