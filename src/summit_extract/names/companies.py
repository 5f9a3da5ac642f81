"""Companies told by what they are and a name in transliteration: 民調公司|阿波約."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from summit_extract.names.lexicon import lexicon
from summit_extract.names.persons import foreign_name

if TYPE_CHECKING:
    from summit_extract.names.reading import Reading

__all__ = ["find_companies"]


@cache
def _kind() -> re.Pattern[str]:
    kinds = sorted(lexicon().words["descriptor", "before_company"], key=len, reverse=True)
    return re.compile("|".join(kinds))


def find_companies(reading: "Reading") -> Iterator[tuple[int, int]]:
    """Find the names in transliteration, or in 「」, that follow a word for a kind of company."""
    text = reading.simplified
    for found in _kind().finditer(text):
        start = found.end()
        if text[start : start + 1] in ("「", "“"):
            end = text.find("」" if text[start] == "「" else "”", start, start + 12)
            if end > start + 2:
                yield start + 1, end
            continue
        end = foreign_name(reading, start) if start < len(text) else 0
        if end > start + 1:
            yield start, end
