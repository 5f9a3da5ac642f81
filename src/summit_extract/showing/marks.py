"""What is marked in a text that is shown, and in which colours."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["COLOURS", "TERMINAL_STYLES", "TRIGGER", "Mark", "marks_of"]

TRIGGER = "TRIGGER"

COLOURS = {
    "PERSON": "#cfe0ff", "ORG": "#f7d1e3", "GPE": "#ead8ff", "LOC": "#e2d5f8", "FAC": "#d9d2f0",
    "EVENT": "#cdeff2", "DATE": "#c9f0d6", "TIME": "#d8f0c9", "DURATION": "#e9f0c9",
    TRIGGER: "#ffd9a8",
}  # fmt: skip
"""Backgrounds by label for dark letters; those of report.html where it marks the same."""

TERMINAL_STYLES = {
    "PERSON": "bold blue", "ORG": "magenta", "GPE": "green", "LOC": "green", "FAC": "green",
    "EVENT": "cyan", "DATE": "yellow", "TIME": "yellow", "DURATION": "yellow",
    TRIGGER: "bold red underline",
}  # fmt: skip
"""Styles of rich by label."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a text; offsets in characters, end exclusive."""

    start: int
    end: int
    label: str


def marks_of(doc: "Doc") -> list[Mark]:
    """Give what the pipeline found in a Doc, in text order, without overlaps.

    Of two that overlap the first stays, of two that start together a trigger, else the longer.
    """
    found = [
        Mark(span.start_char, span.end_char, TRIGGER if group == "triggers" else span.label_)
        for group in ("triggers", "names", "dates")
        for span in doc.spans.get(group, ())
    ]
    found.sort(key=lambda mark: (mark.start, mark.label != TRIGGER, -mark.end))
    kept: list[Mark] = []
    for mark in found:
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
