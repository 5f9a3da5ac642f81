"""The slots of an event on a pair of rows: what is right, what was found, what there is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from summit_extract.evaluation.locations import same_place
from summit_extract.evaluation.matching import (
    pair_named,
    pair_parties,
    pair_texts,
    same_named,
)
from summit_extract.evaluation.readings import Named, Party, Row
from summit_extract.evaluation.values import same_day, same_duration
from summit_extract.language.conversion import simplify

__all__ = ["SLOTS", "STRICT_SLOTS", "Filling", "compare_slots"]


@dataclass(frozen=True, slots=True)
class Filling:
    """How a slot is filled on a pair of rows; items are values, a slot of one value has 0 or 1.

    ``expected`` and ``found`` are for messages.
    """

    right: int
    found_items: int
    gold_items: int
    expected: str
    found: str

    @property
    def is_right(self) -> bool:
        """Whether the slot is right as a whole; empty on both sides is right."""
        return self.right == self.found_items == self.gold_items


def _single(gold: object, found: object, right: bool, expected: str, given: str) -> Filling:
    return Filling(int(right and bool(gold)), int(bool(found)), int(bool(gold)), expected, given)


def _plain(slot: str) -> Callable[[Row, Row, dict[str, str]], Filling]:
    def compare(gold: Row, found: Row, _: dict[str, str]) -> Filling:
        expected, given = getattr(gold, slot), getattr(found, slot)
        return _single(expected, given, expected == given, expected, given)

    return compare


def _date(gold: Row, found: Row, _: dict[str, str]) -> Filling:
    return _single(gold.date, found.date, same_day(gold.date, found.date), gold.date, found.date)


def _other_local_date(row: Row) -> str:
    return "" if same_day(row.local_date, row.date) else row.local_date


def _local_date(gold: Row, found: Row, _: dict[str, str]) -> Filling:
    """Only a local date that is another day than the date counts as told."""
    expected, given = _other_local_date(gold), _other_local_date(found)
    return _single(expected, given, same_day(expected, given), expected, given)


def _duration(slot: str) -> Callable[[Row, Row, dict[str, str]], Filling]:
    def compare(gold: Row, found: Row, _: dict[str, str]) -> Filling:
        expected, given = getattr(gold, slot), getattr(found, slot)
        return _single(expected, given, same_duration(expected, given), expected, given)

    return compare


def _place(gold: Row, found: Row, _: dict[str, str]) -> Filling:
    expected = gold.location.name if gold.location else ""
    given = found.location.name if found.location else ""
    right = same_place(gold.location, found.location)
    return _single(gold.location, found.location, right, expected, given)


def _country(gold: Row, found: Row, _: dict[str, str]) -> Filling:
    expected = gold.location.country if gold.location else ""
    given = found.location.country if found.location else ""
    return _single(expected, given, expected == given, expected, given)


def _form(named: Named | None) -> str:
    return named.forms[0] if named else ""


def _named(slot: str) -> Callable[[Row, Row, dict[str, str]], Filling]:
    def compare(gold: Row, found: Row, mapping: dict[str, str]) -> Filling:
        expected, given = getattr(gold, slot), getattr(found, slot)
        right = same_named(expected, given, mapping, contained=True)
        return _single(expected, given, right, _form(expected), _form(given))

    return compare


def _texts(slot: str) -> Callable[[Row, Row, dict[str, str]], Filling]:
    def compare(gold: Row, found: Row, _: dict[str, str]) -> Filling:
        expected, given = getattr(gold, slot), getattr(found, slot)
        pairs = pair_texts(expected, given)
        return Filling(len(pairs), len(given), len(expected), "; ".join(expected), "; ".join(given))

    return compare


def _sources(gold: Row, found: Row, mapping: dict[str, str]) -> Filling:
    pairs = pair_named(gold.reported_by, found.reported_by, mapping)
    return Filling(
        len(pairs),
        len(found.reported_by),
        len(gold.reported_by),
        "; ".join(map(_form, gold.reported_by)),
        "; ".join(map(_form, found.reported_by)),
    )


def _party_list(parties: tuple[Party, ...]) -> str:
    return "; ".join(f"{p.text} ({p.country})" if p.country else p.text for p in parties)


def _parties(slot: str) -> Callable[[Row, Row, dict[str, str]], Filling]:
    def compare(gold: Row, found: Row, mapping: dict[str, str]) -> Filling:
        expected, given = getattr(gold, slot), getattr(found, slot)
        pairs = pair_parties(expected, given, mapping)
        return Filling(
            len(pairs), len(given), len(expected), _party_list(expected), _party_list(given)
        )

    return compare


def _party_detail(value: Callable[[Party], str]) -> Callable[[Row, Row, dict[str, str]], Filling]:
    """Compare a detail of the participants that both rows have."""

    def compare(gold: Row, found: Row, mapping: dict[str, str]) -> Filling:
        pairs = pair_parties(gold.participants, found.participants, mapping)
        details = [(value(gold.participants[i]), value(found.participants[j])) for i, j in pairs]
        return Filling(
            sum(bool(a) and a == b for a, b in details),
            sum(bool(b) for _, b in details),
            sum(bool(a) for a, _ in details),
            "; ".join(a or "–" for a, _ in details),
            "; ".join(b or "–" for _, b in details),
        )

    return compare


SLOTS: Mapping[str, Callable[[Row, Row, dict[str, str]], Filling]] = {
    "type": _plain("type"),
    "status": _plain("status"),
    "format": _plain("format"),
    "date": _date,
    "local_date": _local_date,
    "timezone": _plain("timezone"),
    "place": _place,
    "country": _country,
    "venue": _named("venue"),
    "participants": _parties("participants"),
    "participant_roles": _party_detail(lambda party: simplify(party.role)),
    "participant_countries": _party_detail(lambda party: party.country),
    "attendees": _parties("attendees"),
    "occasion": _named("occasion"),
    "planned_duration": _duration("planned_duration"),
    "duration": _duration("duration"),
    "topics": _texts("topics"),
    "outcome": _texts("outcome"),
    "reported_by": _sources,
}
"""The slots that are scored, in the order of the table, with how each is compared."""

STRICT_SLOTS = ("type", "status", "date", "country", "participants")
"""What must be right for a row to count in the strict score."""


def compare_slots(gold: Row, found: Row, mapping: dict[str, str]) -> dict[str, Filling]:
    """Compare every slot of a pair of rows."""
    return {slot: compare(gold, found, mapping) for slot, compare in SLOTS.items()}
