"""The atoms of one text, and what a rule of the grammar may ask of them."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from summit_extract.dates.expressions import Expression
from summit_extract.dates.lexer import Atom
from summit_extract.dates.lexicon import lexicon, writes_common_years, writes_roc_years
from summit_extract.dates.numerals import read_number

__all__ = ["Cursor", "Found", "Rule"]

_QUOTE_OR_BREAK = " ，。；！？：、,;:!?()（）「」『』“”\n\t《》【】—"


class Found(NamedTuple):
    """An expression that a rule has read."""

    expression: Expression
    end: int
    """Offset after the last character."""
    next: int
    """Index of the atom after the last."""


Rule = Callable[["Cursor", int], Found | None]
"""Reads an expression that starts at the atom of an index."""


class Cursor:
    """The atoms of one text.

    ``rules`` gives by the kind of an atom the rule that it starts, and as ``LIST`` the one for
    numbers that share a unit; ``roc`` tells whether short years are of the ROC calendar,
    ``common`` whether those in numerals are not (五二年 beside 一九五三年);
    ``barren`` the index up to which numbers are known to make no list.
    """

    def __init__(self, text: str, atoms: list[Atom], rules: Mapping[str, Rule]) -> None:
        self.text = text
        self.atoms = atoms
        self.count = len(atoms)
        self.rules = rules
        self.barren = 0
        self.roc = writes_roc_years(text)
        self.common = writes_common_years(text)
        words = lexicon()
        self.before = words.before
        self.after = words.after
        self.affixes = words.affixes
        self.longest_before = words.longest_before

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

    def value(self, index: int) -> int | None:
        """Read the number at ``index``."""
        return read_number(self.atoms[index].value)
