"""Which time zone holds for a mention: the one named at it, in its sentence or for the page."""

import re
from collections.abc import Callable

from summit_extract.dates import timezones
from summit_extract.dates.expressions import Calendar
from summit_extract.dates.grammar import Parsed
from summit_extract.dates.storyline import StoryLine
from summit_extract.language.layout import BlockKind, Range

__all__ = ["ZoneFinder", "Zones", "zoned"]

ZoneFinder = Callable[[int, int], str]
"""Gives the IANA zone of the place told of at two offsets of the text, or "" (當地時間)."""


class Zones:
    """The zones that a text names, as the walk through it meets them."""

    def __init__(self, text: str, finder: ZoneFinder | None) -> None:
        self.text = text
        self.finder = finder
        self.page_zone, self.page_zone_from = timezones.zone_of_page(text)
        self.zone = ""
        self.zone_block = -1
        self.zone_sentence: Range | None = None
        self.stamp = ""

    def of_mention(self, line: StoryLine, mention: Parsed, *, is_entry: bool) -> tuple[str, bool]:
        """Give the zone that holds for a mention, and whether it is named right at it."""
        ahead = timezones.named_before(self.text, mention.start)
        name = (
            ahead
            or timezones.named_after(self.text, mention.end)
            or timezones.named_within(self.text, mention.start, mention.end)
        )
        sentence = line.sentence
        left = self.zone_sentence is not None and self.zone_sentence != sentence
        if self.zone_block != line.block_number or left:
            self.zone, self.zone_block = "", line.block_number
            self.zone_sentence = None
        if name is None:
            page = self.page_zone if mention.start >= self.page_zone_from else ""
            if is_entry:
                return page or self.stamp, False
            if self.zone and timezones.glossed_in(self.text, mention.end, self.zone):
                self.zone = ""
                return "", False  # 上午9時30分（台灣時間上午8時30分）
            return self.zone or page, False
        zone = str(name)
        if zone == timezones.LOCAL or zone.startswith("@"):
            place = self._of_place(zone, mention)
            if zone.startswith("@") and not place:
                return self.zone, False
            zone = place
        if line.kind is not BlockKind.BODY and _is_stamp(mention):
            self.stamp = zone  # 最後更新：2023年10月18日 22:10（香港時間）, of a live page
        # what stands in brackets holds for the time before it or in it
        inside = self.text[mention.end : mention.end + 1] == ")"
        if not self.zone or not inside:
            self.zone = zone
            glossed = inside or (ahead is None and self.text.startswith("(", mention.end))
            self.zone_sentence = sentence if glossed else None
        return zone, True

    def _of_place(self, zone: str, mention: Parsed) -> str:
        if self.finder is None:
            return ""
        if zone.startswith("@"):
            end = int(zone[1:])
            return self.finder(end, end)
        return self.finder(mention.start, mention.end)


def _is_stamp(mention: Parsed) -> bool:
    """Tell whether a mention is a whole date with its time, as a page is stamped with."""
    expression = mention.expression
    return (
        isinstance(expression, Calendar)
        and isinstance(expression.year, int)
        and expression.clock is not None
    )


def zoned(value: str, zone: str) -> str:
    """Add the offset of a zone to a value with a clock time that has none."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d)?", value)
    if not found:
        return value
    year, month, day, hour, minute = map(int, found.groups())
    return value + timezones.offset(zone, year, month, day, hour, minute)
