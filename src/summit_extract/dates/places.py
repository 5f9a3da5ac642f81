"""The time zone of the place that is told of, for 當地時間."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from typing import NamedTuple, Protocol

from summit_extract.dates.timezones import places_with_zone
from summit_extract.language.layout import Layout

__all__ = ["ZonedPlace", "nearest_zone", "zone_finder", "zone_in_sentence"]


_AT = frozenset("在於于抵到赴訪访")
_NEAR = 12
_TIME = ("時間", "时间")


class ZonedPlace(NamedTuple):
    """A place mentioned at character offsets that lies in one time zone (IANA)."""

    start: int
    end: int
    timezone: str


def nearest_zone(text: str, places: list[ZonedPlace], layout: Layout) -> Callable[[int, int], str]:
    """Make the function that tells the zone at a mention from the places around it.

    It takes the mention's offsets. Equal offsets ask for the place whose name ends there.
    Otherwise it is the place that 在 and the like put right after the mention, else the nearest
    before it in the sentence, else the next after it there, else the last one told before.
    """
    # 香港 in 香港時間 is where clocks tell so, not where something happens
    places = [place for place in places if text[place.end : place.end + 2] not in _TIME]
    starts = [place.start for place in places]

    def zone(start: int, end: int) -> str:
        index = bisect_right(starts, start)
        before = places[index - 1] if index else None
        after = places[index] if index < len(places) else None
        if start == end:
            return before.timezone if before is not None and before.end == end else ""
        sentence = layout.sentence_at(start)
        if sentence is not None:
            if after is not None and after.start >= sentence.end:
                after = None
            if after is not None and text[after.start - 1] in _AT and after.start - end <= _NEAR:
                return after.timezone
            if before is not None and before.start >= sentence.start:
                return before.timezone
            if after is not None:
                return after.timezone
        return before.timezone if before is not None else ""

    return zone


def zone_in_sentence(text: str, normal: str, layout: Layout, start: int, end: int) -> str:
    """Give the zone by the places in the sentence of a mention that zones are named for, or ""."""
    sentence = layout.sentence_at(start)
    if sentence is None or start == end:
        return ""
    named = [ZonedPlace(*found) for found in places_with_zone(normal, *sentence)]
    return nearest_zone(text, named, layout)(start, end) if named else ""


class _Mention(Protocol):
    start: int
    end: int
    place: "_Place | None"


class _Place(Protocol):
    timezone: str


@cache
def _find_places() -> Callable[[str], Iterable[_Mention]] | None:
    """Give the finder of places, if there is one in this installation."""
    finder: Callable[[str], Iterable[_Mention]] | None
    try:
        finder = import_module("summit_extract.places").find_places
    except (ImportError, AttributeError):
        finder = None
    return finder


def zone_finder(text: str, normal: str, layout: Layout) -> Callable[[int, int], str]:
    """Make the function of `nearest_zone` for a text.

    ``normal`` is the text normalised. The places that zones are named for are looked for in the
    sentence; only if it has none, and the package's finder of places is there, it looks for all
    places in the paragraph, the one before it, and at last in the whole text.
    """

    known: dict[tuple[int, int], Callable[[int, int], str]] = {}

    def zones(start: int, end: int) -> Callable[[int, int], str]:
        if (start, end) in known:
            return known[start, end]
        find = _find_places()
        zoned = [
            ZonedPlace(start + mention.start, start + mention.end, mention.place.timezone)
            for mention in (find(text[start:end]) if find is not None else ())
            if mention.place is not None and mention.place.timezone
        ]
        known[start, end] = nearest_zone(text, zoned, layout)
        return known[start, end]

    def zone(start: int, end: int) -> str:
        named = zone_in_sentence(text, normal, layout, start, end)
        if named:
            return named
        blocks = layout.blocks
        index = layout.block_index(start)
        if index < 0:
            return zones(0, len(text))(start, end)
        near = zones(blocks[max(0, index - 1)].start, blocks[index].end)
        return near(start, end) or ("" if start == end else zones(0, len(text))(start, end))

    return zone
