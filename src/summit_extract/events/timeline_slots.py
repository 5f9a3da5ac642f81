"""From the rows that are about one event to one row: what most articles say, and where they differ.

Every slot has the value that most articles give; where as many give another, that of the article
published last; where that is the same day, that of the first row. What one article tells more
particularly than another (2018-06-12 and 2018-06, Helsinki and Finland, names and 美國) is no
difference: the less particular counts for the more particular. Slots that belong together (a
date and its words, a place and its coordinates, who took part and their roles) come from one row,
of as many the one that tells most of them.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summit_extract.events.timeline_columns import TIMELINE_COLUMNS
from summit_extract.events.timeline_facts import (
    NO_DAYS,
    Days,
    Facts,
    Precision,
    Relation,
    Spot,
    relate,
)
from summit_extract.events.timeline_sides import Side, compare
from summit_extract.language.conversion import simplify
from summit_extract.names.lexicon import Kind, lexicon
from summit_extract.places import find_places
from summit_extract.tables import COLUMNS, Row

__all__ = ["Version", "merge", "timeline_row"]

_DATE = ("date", "date_start", "date_end", "local_date", "timezone", "date_text")
_PLACE = (
    "place", "place_text", "admin1", "country_code", "country", "latitude", "longitude",
    "geonames_id",
)  # fmt: skip
_PEOPLE = ("participants", "participants_en", "participant_roles", "participant_countries")
_TOGETHER = (_DATE, _PLACE, _PEOPLE)
_ALONE = tuple(
    column
    for column in TIMELINE_COLUMNS
    if column in COLUMNS["events"] and not any(column in group for group in _TOGETHER)
)
_INDEX = {column: index for index, column in enumerate(COLUMNS["events"])}
_DURATION = re.compile(
    r"P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?(~?)"
)
_SECONDS = (604_800, 86_400, 3_600, 60, 1)
_ABOUT = 0.25
"""What is about a length may be this part of it shorter or longer."""


@dataclass(frozen=True, slots=True)
class Version:
    """One article's row of ``events.csv`` and what it tells."""

    row: Row
    facts: Facts

    def __getitem__(self, column: str) -> str:
        return self.row[_INDEX[column]]


def _most(
    versions: Sequence[Version],
    key: Callable[[Version], Hashable],
    counts_for: Callable[[Hashable, Hashable], bool] | None = None,
) -> list[Version]:
    """Give the versions with the key that most have, in order; none if there are none."""
    groups: dict[Hashable, list[Version]] = {}
    for version in versions:
        groups.setdefault(key(version), []).append(version)
    if not groups:
        return []
    votes = {one: len(own) for one, own in groups.items()}
    if counts_for is not None and len(groups) > 1:
        for one in groups:
            votes[one] += sum(len(groups[other]) for other in groups if counts_for(other, one))
    return max(
        groups.items(),
        key=lambda item: (
            votes[item[0]],
            max(version.facts.published for version in item[1]),
            -item[1][0].facts.number,
        ),
    )[1]


def merge(versions: Sequence[Version]) -> tuple[dict[str, str], tuple[str, ...], int]:
    """Give the slots of the event, those on which articles differ, and the first day it may be
    as an ordinal, 0 if no day is told.

    ``versions`` are in the order of their numbers, one an article.
    """
    slots: dict[str, str] = {}
    dated = _dated(versions)
    placed = _most([v for v in versions if v.facts.spot.name], _spot_of, _is_coarser_spot)
    people = _most(versions, _people_of, _stand_for)
    for columns, chosen in zip(_TOGETHER, (dated, placed, people), strict=True):
        slots |= _words(chosen, columns)
    for column in _ALONE:
        told = [version for version in versions if version[column]]
        if column == "occasion":
            told = _most(told, lambda version: _occasion(version["occasion"]))
        slots |= _words(told, (column,))
    days = dated[0].facts.days if dated else NO_DAYS
    spot = placed[0].facts.spot if placed else Spot()
    differ = {
        "date": any(_days_differ(version.facts.days, days) for version in versions),
        "place": any(
            relate(version.facts.spot, spot) in (Relation.NEAR, Relation.APART)
            for version in versions
        ),
        "participants": any(
            _people_differ(version.facts.sides, people[0].facts.sides) for version in versions
        ),
    }
    for column, differs in _DIFFERS.items():
        values = {version[column] for version in versions} - {"", slots[column]}
        differ[column] = any(differs(value, slots[column]) for value in sorted(values))
    return slots, tuple(c for c in TIMELINE_COLUMNS if differ.get(c)), days.first


def _words(versions: Sequence[Version], columns: Sequence[str]) -> dict[str, str]:
    """Give the cells of columns as most versions have them together, of as many the fuller."""
    if not versions:
        return dict.fromkeys(columns, "")
    cells: dict[tuple[str, ...], list[Version]] = {}
    for version in versions:
        cells.setdefault(tuple(version[column] for column in columns), []).append(version)
    most = max(len(own) for own in cells.values())
    often = {told: own for told, own in cells.items() if len(own) == most}
    fullest = max(sum(map(bool, told)) for told in often)
    full = [v for told, own in often.items() if sum(map(bool, told)) == fullest for v in own]
    first = max(full, key=lambda version: (version.facts.published, -version.facts.number))
    return {column: first[column] for column in columns}


# -- when, where, who ------------------------------------------------------------------------


def _dated(versions: Sequence[Version]) -> list[Version]:
    told = [v for v in versions if v.facts.days.precision is not Precision.NONE]
    return (
        _most(told, lambda v: v.facts.days, _is_coarser)
        or _most([v for v in versions if v["date"]], lambda v: v["date"])
        or _most([v for v in versions if v["date_end"]], lambda v: v["date_end"])
    )


def _is_coarser(one: Hashable, other: Hashable) -> bool:
    assert isinstance(one, Days) and isinstance(other, Days)
    return (
        one.precision is Precision.PERIOD
        and one != other
        and one.first <= other.first
        and other.last <= one.last
    )


def _days_differ(one: Days, other: Days) -> bool:
    told = one.precision is not Precision.NONE and other.precision is not Precision.NONE
    return told and one.apart(other) > 0


def _spot_of(version: Version) -> Spot:
    """Give the place without what only spells it differently."""
    spot = version.facts.spot
    return Spot(spot.name, spot.admin1, spot.country_code, spot.country)


def _is_coarser_spot(one: Hashable, other: Hashable) -> bool:
    assert isinstance(one, Spot) and isinstance(other, Spot)
    return other.within(one)


def _people_of(version: Version) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """Give who took part: of each side its people by their first names in order."""
    return tuple(
        (
            side.key,
            tuple(min(known) for known in side.people),
            bool(side.offices) and not side.people,
        )
        for side in version.facts.sides
    )


def _stand_for(one: Hashable, other: Hashable) -> bool:
    """Whether all sides are the same, but the first has states or offices where the other has
    people."""
    assert isinstance(one, tuple) and isinstance(other, tuple)
    if len(one) != len(other) or one == other:
        return False
    return all(
        left[0] == right[0] and (left[1] == right[1] or (not left[1] and right[1]))
        for left, right in zip(one, other, strict=True)
    )


def _people_differ(one: Sequence[Side], other: Sequence[Side]) -> bool:
    if [side.key for side in one] != [side.key for side in other]:
        return True
    for left, right in zip(one, other, strict=True):
        if compare(left, right) is None:
            return True
        if left.named and right.named and len(left.people) != len(right.people):
            return True
    return False


# -- the other slots -------------------------------------------------------------------------


@lru_cache(4096)
def _occasion(name: str) -> tuple[str, bool]:
    """Give the id of an occasion, or its name in Simplified characters, and which it is."""
    simplified = simplify(name)
    known = lexicon().lookup(simplified, Kind.OCCASION)
    return (known[0], True) if known else (simplified, False)


def _occasions_differ(one: str, other: str) -> bool:
    """Only names of ``occasions.tsv`` can be told to be two occasions."""
    left, right = _occasion(one), _occasion(other)
    return left[1] and right[1] and left[0] != right[0]


@lru_cache(4096)
def _venue(name: str) -> str:
    found = [m.place.name for m in find_places(name) if m.place and m.place.kind == "venue"]
    return found[0] if len(found) == 1 else ""


def _venues_differ(one: str, other: str) -> bool:
    """Only buildings of the gazetteer can be told to be two buildings."""
    left, right = _venue(one), _venue(other)
    return bool(left and right and left != right)


def _words_differ(one: str, other: str) -> bool:
    return one != other


def _seconds(duration: str) -> tuple[int, bool]:
    """Give a length of time in seconds, and whether it is only about that; 0 if not read."""
    found = _DURATION.fullmatch(duration)
    if not found:
        return 0, False
    parts = zip(found.groups()[:-1], _SECONDS, strict=True)
    return sum(int(number or 0) * unit for number, unit in parts), bool(found[6])


def _durations_differ(one: str, other: str) -> bool:
    (left, left_about), (right, right_about) = _seconds(one), _seconds(other)
    if not left or not right:
        return False
    about = _ABOUT * max(left, right) if left_about or right_about else 0
    return abs(left - right) > about


_DIFFERS: dict[str, Callable[[str, str], bool]] = {
    "status": _words_differ,
    "format": _words_differ,
    "venue": _venues_differ,
    "occasion": _occasions_differ,
    "planned_duration": _durations_differ,
    "duration": _durations_differ,
}
"""The slots whose values can be told apart whatever words an article has for them, besides when,
where and who. Topics, outcomes and sources are worded by each article in its own way."""


def timeline_row(
    slots: dict[str, str], event_ids: Iterable[str], count: int, differ: Iterable[str]
) -> Row:
    """Make the row of ``timeline.csv``, its id still empty."""
    values = {
        **slots,
        "timeline_id": "",
        "article_count": str(count),
        "event_ids": "; ".join(event_ids),
        "disagreements": "; ".join(differ),
    }
    return tuple(values[column] for column in TIMELINE_COLUMNS)
