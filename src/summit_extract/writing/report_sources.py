"""Where in the article each value of an event comes from, found again from the tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summit_extract.writing.report_tables import Cells

__all__ = ["Source", "sources_of", "tellings_of"]

Range = tuple[int, int]

_JOIN = "; "
_WORDED = ("participant_roles", "venue", "occasion", "topics", "outcome", "reported_by")
"""Columns whose values are words of the article."""


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of the article that a value comes from; offsets in characters, end exclusive."""

    slot: str
    start: int
    end: int
    value: str


def tellings_of(event: Cells) -> tuple[Range, ...]:
    """Give the ranges of all tellings of an event, the main one first, then what goes on about it.

    >>> tellings_of({"evidence_start": "17", "evidence_end": "107", "tellings": "17-107; 480-520"})
    ((17, 107), (480, 520))
    """
    told = (event.get(column, "").split(_JOIN) for column in ("tellings", "further_evidence"))
    listed = [part.partition("-") for parts in told for part in parts if part]
    main = (int(event["evidence_start"] or 0), int(event["evidence_end"] or 0))
    others = [(int(start), int(end)) for start, _, end in listed]
    return (main, *(other for other in others if other != main))


def sources_of(
    event: Cells,
    participants: Iterable[Cells],
    entities: Iterable[Cells],
    dates: Iterable[Cells],
    places: Iterable[Cells],
    text: str | None,
) -> list[Source]:
    """Find the stretches of the article that the values of an event come from.

    Each value is looked for in the tellings of the event, then before the main one, then anywhere:
    a sentence that says 兩人 has its names further up. Without the text, words are looked for in
    the evidence alone.
    """
    return sorted(
        set(_Finder(event, text).all(participants, tuple(entities), tuple(dates), tuple(places))),
        key=lambda source: (source.start, source.end, source.slot),
    )


class _Finder:
    def __init__(self, event: Cells, text: str | None) -> None:
        self.event = event
        self.tellings = tellings_of(event)
        self.main = self.tellings[0]
        self.base = 0 if text is not None else self.main[0]
        self.text = text if text is not None else event["evidence"]

    def all(
        self,
        participants: Iterable[Cells],
        entities: tuple[Cells, ...],
        dates: tuple[Cells, ...],
        places: tuple[Cells, ...],
    ) -> Iterator[Source]:
        event = self.event
        yield from self._trigger()
        for person in participants:
            slot = "participants" if person["part"] == "principal" else "attendees"
            identity = person["entity_id"]
            value = person["name"]
            if identity:
                same = [row for row in entities if row["entity_id"] == identity]
                yield from self._mentions(slot, value, same)
            else:
                yield from self._words(slot, value)
        if event["date"]:
            told = [row for row in dates if row["text"] == event["date_text"]]
            exact = [row for row in told if row["date_start"] == event["date_start"]]
            yield from self._mentions("date", event["date"], exact or told)
        if event["place"]:
            same = [row for row in places if row["name"] == event["place"]]
            yield from self._mentions(
                "place", event["place"], same or self._named(event["place_text"], places)
            )
        for slot in ("duration", "planned_duration"):
            lengths = [
                row for row in dates if row["label"] == "DURATION" and row["value"] == event[slot]
            ]
            if event[slot]:
                yield from self._mentions(slot, event[slot], lengths)
        for slot in _WORDED:
            for value in filter(None, event[slot].split(_JOIN)):
                yield from self._words(slot, value)

    @staticmethod
    def _named(text: str, rows: tuple[Cells, ...]) -> list[Cells]:
        return [row for row in rows if row["text"] == text]

    def _trigger(self) -> Iterator[Source]:
        trigger = self.event["trigger"]
        if not trigger:
            return
        if self.event.get("trigger_start"):
            start, end = int(self.event["trigger_start"]), int(self.event["trigger_end"])
            yield Source("trigger", start, end, trigger)
            return
        at = self.event["evidence"].find(trigger)
        if at >= 0:
            yield Source("trigger", self.main[0] + at, self.main[0] + at + len(trigger), trigger)

    def _mentions(self, slot: str, value: str, rows: Iterable[Cells]) -> Iterator[Source]:
        ranges = [(int(row["start"]), int(row["end"])) for row in rows]
        for start, end in self._best(ranges):
            if self.base <= start and end <= self.base + len(self.text):
                yield Source(slot, start, end, value)

    def _words(self, slot: str, words: str) -> Iterator[Source]:
        """Find words in the tellings, else the last time before the main one, else the first."""
        inside = [
            (start + at, start + at + len(words))
            for start, end in self.tellings
            if (at := self.text[start - self.base : end - self.base].find(words)) >= 0
            and start >= self.base
        ]
        if not inside:
            at = self.text.rfind(words, 0, max(self.main[0] - self.base, 0))
            at = at if at >= 0 else self.text.find(words)
            inside = [(self.base + at, self.base + at + len(words))] if at >= 0 else []
        for start, end in inside:
            yield Source(slot, start, end, words)

    def _best(self, ranges: list[Range]) -> list[Range]:
        """Choose those in the tellings, else the nearest before the main one, else the first."""
        inside = [one for one in ranges if self._in_a_telling(one)]
        if inside:
            return inside

        def distance(one: Range) -> tuple[bool, int]:
            return one[0] > self.main[0], abs(one[0] - self.main[0])

        return [min(ranges, key=distance)] if ranges else []

    def _in_a_telling(self, one: Range) -> bool:
        return any(start <= one[0] and one[1] <= end for start, end in self.tellings)
