"""What may stand before and after a place's name, as the tables have it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from summit_extract.language.conversion import simplify
from summit_extract.resources import read_table, split_cell

__all__ = ["Compound", "alternatives", "compound_at", "starts_with", "words"]


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


@dataclass(frozen=True, slots=True)
class Compound:
    """What makes another name of a place's name: 波爾多|市政廳."""

    word: str
    label: str
    english: str
    after: str


@cache
def _compounds() -> tuple[re.Pattern[str], dict[str, Compound]]:
    found = {}
    for row in read_table("places_compounds.tsv"):
        word = simplify(row["word"])
        found[word] = Compound(word, row["label"], row["name_en"], row["after"])
    return re.compile(alternatives(found)), found


def compound_at(text: str, position: int) -> Compound | None:
    """Give the longest such word that stands at a position of a text in Simplified characters.

    >>> compound_at("波尔多市政厅", 3).english
    'City Hall'
    """
    pattern, found = _compounds()
    match = pattern.match(text, position)
    return found[match.group()] if match else None
