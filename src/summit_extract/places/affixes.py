"""What may stand before and after a place's name, as the tables have it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from summit_extract.language.conversion import simplify
from summit_extract.resources import read_table, split_cell

__all__ = [
    "Compound",
    "Ending",
    "alternatives",
    "alternatives_here",
    "compound_at",
    "compound_firsts",
    "endings",
    "ends_with",
    "firsts",
    "is_led",
    "is_ward",
    "letters",
    "starts_with",
    "word_set",
    "words",
]

_Branches: TypeAlias = dict[str, "_Branches"]


@cache
def words(kind: str) -> tuple[str, ...]:
    """Give the words of one kind of ``places_affixes.tsv``, simplified, the longest first.

    >>> "奥运" in words("event")
    True
    """
    cells = "|".join(
        row["words"] for row in read_table("places_affixes.tsv") if row["kind"] == kind
    )
    return tuple(sorted(set(split_cell(simplify(cells))), key=lambda word: (-len(word), word)))


@cache
def word_set(kind: str) -> frozenset[str]:
    """Give the same words as a set, to look one up.

    >>> "苏丹" in word_set("ruler")
    True
    """
    return frozenset(words(kind))


@cache
def letters(kind: str) -> frozenset[str]:
    """Give the single characters of one kind of ``places_affixes.tsv``, simplified.

    >>> "尔" in letters("sound")
    True
    """
    return frozenset(character for word in words(kind) for character in word)


def is_ward(text: str, end: int) -> bool:
    """Tell whether a name that ends there is a district's of a city: 大安區.

    >>> is_ward("大安区", 3), is_ward("喀什地区", 4)
    (True, False)
    """
    return text.endswith("区", 0, end) and not text.endswith(words("ward"), 0, end - 1)


def alternatives(items: Iterable[str]) -> str:
    """Give a regular expression for any of some words, the longest that fits.

    >>> alternatives(["会谈", "会晤", "会"])
    '会(?:晤|谈)?'
    """
    root: _Branches = {}
    for word in items:
        branches = root
        for character in word:
            branches = branches.setdefault(character, {})
        branches[""] = {}
    return _pattern_of(root)


def _pattern_of(branches: _Branches) -> str:
    """Give the pattern of the words that share a beginning, without it."""
    endings = [
        re.escape(character) + _pattern_of(branches[character])
        for character in sorted(branches)
        if character
    ]
    if not endings:
        return ""
    pattern = f"(?:{'|'.join(endings)})" if len(endings) > 1 or "" in branches else endings[0]
    return f"{pattern}?" if "" in branches else pattern


def alternatives_here(items: Iterable[str]) -> str:
    """Give the same for words to be matched where most often none of them stands.

    >>> alternatives_here(["会谈", "会晤"])
    '(?=[会])会(?:晤|谈)'
    """
    items = [*items]
    if not items:
        return ""
    firsts = "".join(sorted({word[0] for word in items}))
    return f"(?=[{re.escape(firsts)}]){alternatives(items)}"


@cache
def starts_with(kind: str) -> re.Pattern[str]:
    """Give the pattern of the words of one kind, to be matched where they should begin."""
    return re.compile(alternatives_here(words(kind)))


@cache
def firsts(*kinds: str) -> frozenset[str]:
    """Give the characters that the words of some kinds begin with.

    >>> "奥" in firsts("event", "document")
    True
    """
    return frozenset(word[0] for kind in kinds for word in words(kind))


@cache
def _by_last(*kinds: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in (word for kind in kinds for word in words(kind)):
        found[word[-1]] = (*found.get(word[-1], ()), word)
    return found


def ends_with(kind: str, text: str, end: int, start: int = 0) -> bool:
    """Tell whether a word of one kind stands right before a position.

    >>> ends_with("locative", "总统抵达河内", 4)
    True
    """
    found = _by_last(kind).get(text[end - 1 : end])
    return found is not None and text.endswith(found, start, end)


def is_led(text: str, end: int, start: int = 0) -> bool:
    """Tell whether a word of place stands right before a building's or a landform's name.

    >>> is_led("代表团下榻", 5), is_led("湖畔的", 3)
    (True, True)
    """
    found = _by_last("leading", "at", "near").get(text[end - 1 : end])
    return found is not None and text.endswith(found, start, end)


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
    return re.compile(alternatives_here(found)), found


def compound_at(text: str, position: int) -> Compound | None:
    """Give the longest such word that stands at a position of a text in Simplified characters.

    >>> compound_at("波尔多市政厅", 3).english
    'City Hall'
    """
    pattern, found = _compounds()
    match = pattern.match(text, position)
    return found[match.group()] if match else None


@dataclass(frozen=True, slots=True)
class Ending:
    """What an unknown name may end in, and what may stand before it.

    ``stems`` are of ``spelt`` (characters that spell foreign names only), ``named`` (any name,
    after a place or a word of place) and ``ordinal`` (第二); ``least`` the fewest characters before
    the ending; ``led`` says that a spelt name, too, must follow a place or a word of place.
    """

    word: str
    label: str
    stems: tuple[str, ...]
    least: int
    led: bool

    @property
    def is_built(self) -> bool:
        """Tell whether it ends the names of what stands in towns: buildings, streets."""
        return self.label == "FAC" or "ordinal" in self.stems


@cache
def compound_firsts() -> frozenset[str]:
    """Give the characters that such words begin with."""
    return frozenset(word[0] for word in _compounds()[1])


@cache
def endings() -> dict[str, Ending]:
    """Give what unknown names may end in (``places_endings.tsv``), simplified.

    >>> endings()["国际机场"].label
    'FAC'
    """
    found = {}
    for row in read_table("places_endings.tsv"):
        for word in split_cell(simplify(row["words"])):
            found[word] = Ending(
                word, row["label"], split_cell(row["stem"]), int(row["least"]), row["led"] == "yes"
            )
    return found
