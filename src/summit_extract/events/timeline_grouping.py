"""The rows of one block, grouped by the real-world event that they are about.

A block has the rows of one type of event and the same sides. Rows that tell the same are one
item, so that the cost depends on how many different things are told, not on how many articles
tell them. Items are taken by how many articles tell them; each joins the centre it fits best, or
becomes one. A centre is found by who takes part and by its days or month (31 days), with the
neighbouring days of the next, never by going through all. What is told by days comes first, then
what is told by months or years, then what has no date; in each, names before states and offices.

Two rows of one article are two events: no centre has both, and what one article tells as two days
is two days for all.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from summit_extract.events.lexicon import told_as
from summit_extract.events.timeline_facts import (
    Days,
    Facts,
    Precision,
    Relation,
    Spot,
    relate,
)
from summit_extract.events.timeline_sides import Side, compare_all
from summit_extract.events.values import EventType, Format, Status

__all__ = ["group"]

_APART = 2
"""Days that papers may be apart in telling of one event."""

_MONTH = 31
_BACK, _AHEAD, _YEAR = 31, 92, 366
"""An event without a date was at most so many days before its article, or will be after it, and
within a year if its place is told."""

_SAME_NEWS = 7
"""Articles on one event without a date are published within so many days."""

_OPPOSITE = {
    Status.HELD.value: Status.NOT_HELD.value,
    Status.NOT_HELD.value: Status.HELD.value,
}
_REMOTE = frozenset({Format.PHONE.value, Format.VIDEO.value})
_MOST_LOOKED_AT = 1_000
"""An item finds no more centres, the nearest first, so that its cost has a bound."""

_ANY = "*"


class _By(IntEnum):
    """What centres are found by, besides who takes part."""

    DAY = 0
    MONTH = 1
    COUNTRY = 2


class _Key(NamedTuple):
    """What rows that tell the same have in common."""

    sides: tuple[Side, ...]
    days: Days
    spot: Spot
    status: str
    format: str
    published: int


@dataclass(frozen=True, slots=True)
class _Item:
    """Rows that tell the same, of different articles."""

    key: _Key
    rows: tuple[Facts, ...]

    @property
    def vague(self) -> bool:
        """Whether some side is told without a person."""
        return any(not side.named for side in self.key.sides)


@dataclass(slots=True, eq=False)
class _Centre:
    """An event in the making, told like the item that began it; ``statuses`` and ``formats`` are
    those of all its rows."""

    key: _Key
    number: int
    spot: Spot
    rows: list[Facts] = field(default_factory=list)
    articles: set[int] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)
    formats: set[str] = field(default_factory=set)

    def take(self, item: _Item) -> _Item | None:
        """Take the rows of an item; gives back those of articles that have told this event."""
        left: list[Facts] = []
        for row in item.rows:
            if row.article in self.articles:
                left.append(row)
            else:
                self.articles.add(row.article)
                self.rows.append(row)
        self.statuses.add(item.key.status)
        self.formats.add(item.key.format)
        return _Item(item.key, tuple(left)) if left else None


class _Fit(NamedTuple):
    """How well an item goes with a centre, the best first."""

    people: int
    apart: int
    place: int
    format: bool
    status: bool


def _ruled_out(item: _Key, centre: _Centre, event_type: str) -> bool:
    """By telephone is never in person, and what was not held is not what was."""
    if item.status in _OPPOSITE and _OPPOSITE[item.status] in centre.statuses:
        return True
    if told_as(event_type) is EventType.CALL or not item.format:
        return False
    remote = item.format in _REMOTE
    return any((told in _REMOTE) != remote for told in centre.formats if told)


def _window(key: _Key) -> tuple[int, int]:
    """Give the days within which an event without a date was, by its article's."""
    placed = bool(key.spot.name)
    if key.status == Status.HELD:
        return key.published - _BACK, key.published + 1
    return key.published - _APART, key.published + (_YEAR if placed else _AHEAD)


def _days_apart(item: _Key, centre: _Key, place: Relation) -> int | None:
    """Give how far apart in days an item and a centre are, None if too far."""
    if item.days.precision is not Precision.NONE:
        if centre.days.precision is Precision.NONE:
            return None
        exact = item.days.precision is centre.days.precision is Precision.DAYS
        apart = item.days.apart(centre.days)
        return apart if apart <= (_APART if exact else 0) else None
    if centre.days.precision is Precision.NONE:
        near = item.published and centre.published
        same = near and abs(item.published - centre.published) <= _SAME_NEWS
        return 0 if same and item.status == centre.status else None
    if not item.published:
        return 0
    first, last = _window(item)
    if place <= Relation.NEAR and item.status == Status.HELD:
        first = 0
    return 0 if first <= centre.days.last and centre.days.first <= last else None


class _Centres:
    """The centres of a block, found by who takes part and by day, month or country."""

    def __init__(self, event_type: str) -> None:
        self._type = event_type
        self._found: dict[tuple[str, _By, int | str], list[_Centre]] = {}
        self._by_month = False
        self.all: list[_Centre] = []

    def add(self, item: _Item) -> None:
        """Begin an event with an item; its rows are of different articles."""
        centre = _Centre(item.key, len(self.all), item.key.spot)
        centre.take(item)
        self.all.append(centre)
        days = item.key.days
        if days.precision is Precision.DAYS:
            self._add(_By.DAY, range(days.first, days.last + 1), centre)
        if self._by_month:
            self._add_month(centre)

    def index_months(self) -> None:
        """Let centres be found by month and country too, for items that tell no day."""
        self._by_month = True
        for centre in self.all:
            self._add_month(centre)

    def _add_month(self, centre: _Centre) -> None:
        days, news = centre.key.days, centre.key.published
        if days.precision is not Precision.NONE:
            self._add(_By.MONTH, _months(days.first, days.last), centre)
            self._add(_By.COUNTRY, {centre.spot.country_code, _ANY}, centre)
        elif news:
            self._add(_By.MONTH, _months(news - _SAME_NEWS, news + _SAME_NEWS), centre)

    def _add(self, by: _By, values: Iterable[int | str], centre: _Centre) -> None:
        for token in _tokens(centre.key.sides):
            for value in values:
                self._found.setdefault((token, by, value), []).append(centre)

    def join(self, centre: _Centre, item: _Item) -> _Item | None:
        """Let an item join a centre, which learns the place from it if it had none so far."""
        left = centre.take(item)
        spot, known = item.key.spot, centre.spot
        if not known.name or (spot.name and spot.within(known)):
            centre.spot = spot
            if self._by_month and spot.country_code != known.country_code:
                self._add(_By.COUNTRY, (spot.country_code,), centre)
        return left

    def best(self, item: _Item) -> _Centre | None:
        """Give the centre that an item is about, None if there is none or it can't be told which.

        Where the people are named and the day is, the nearest; else only the one that fits.
        """
        exact = item.key.days.precision is Precision.DAYS
        top = (0, Relation.SAME if item.key.spot.name else Relation.NOT_TOLD)
        best: tuple[_Fit, _Centre] | None = None
        rank: tuple[int, ...] = ()
        equals = 0
        found_by = list(islice(self._near(item.key), _MOST_LOOKED_AT))
        if len(found_by) == _MOST_LOOKED_AT and not exact:
            return None  # too many for one of them to be the only one
        near = {centre.number: centre for centre in found_by}
        for centre in near.values():
            fit = self._fit(item, centre)
            if fit is None:
                continue
            found = (fit.people, fit.apart, fit.place) if exact else (fit.people, fit.place)
            if best is None or found < rank:
                best, rank, equals = (fit, centre), found, 1
            elif found == rank:
                equals += 1
                best = min(best, (fit, centre), key=lambda one: (one[0], one[1].number))
            if equals > 1 and rank == top:
                return None  # no better one can follow
        if best is None or (equals > 1 and not (exact and best[0].people == 0)):
            return None
        return best[1]

    def _near(self, key: _Key) -> Iterator[_Centre]:
        tokens = _looked_for(key.sides)
        if key.days.precision is Precision.DAYS:
            yield from self._told(tokens, _By.DAY, range(key.days.first, key.days.last + 1))
            for apart in range(1, _APART + 1):
                around = key.days.first - apart, key.days.last + apart
                yield from self._told(tokens, _By.DAY, around)
        elif key.days.precision is Precision.PERIOD:
            yield from self._told(tokens, _By.MONTH, _months(key.days.first, key.days.last))
        elif not key.published:
            yield from self._told(tokens, _By.COUNTRY, (_ANY,))
        else:
            yield from self._told(tokens, _By.MONTH, _months(*_window(key)))
            if key.spot.country_code:
                yield from self._told(tokens, _By.COUNTRY, (key.spot.country_code,))

    def _told(
        self, tokens: Iterable[str], by: _By, values: Iterable[int | str]
    ) -> Iterator[_Centre]:
        for value in values:
            for token in tokens:
                yield from self._found.get((token, by, value), ())

    def _fit(self, item: _Item, centre: _Centre) -> _Fit | None:
        key = item.key
        place = relate(key.spot, centre.spot)
        if place is Relation.APART or _ruled_out(key, centre, self._type):
            return None
        apart = _days_apart(key, centre.key, place)
        if apart is None:
            return None
        people = compare_all(key.sides, centre.key.sides)
        if people is None:
            return None
        told = sum(1 for row in item.rows if row.article in centre.articles)
        if told == len(item.rows) or (told and apart):
            return None
        return _Fit(
            people,
            apart,
            int(place),
            key.format != centre.key.format,
            key.status != centre.key.status,
        )


@lru_cache(1024)
def _tokens(sides: tuple[Side, ...]) -> tuple[str, ...]:
    """Give what a centre is found by: names, their offices, sides without a person, anything."""
    found = {_ANY}
    for side in sides:
        found.update(*side.people)
        found |= _offices(side, side.listed)
        if not side.named:
            found.add(f"?{side.key}")
    return tuple(sorted(found))


@lru_cache(1024)
def _looked_for(sides: tuple[Side, ...]) -> tuple[str, ...]:
    """Give what an item looks for: one side's people, offices or state; anything if none is told.

    One side is enough, since all of them have to go together.
    """
    side = next((side for side in sides if side.named), None)
    if side is None:
        return (_ANY,)
    found = {f"?{side.key}"}.union(*side.people) | _offices(side, False)
    if not side.listed:
        found |= _offices(side, True)
    return tuple(sorted(found))


def _offices(side: Side, listed: bool) -> set[str]:
    """Give the offices of people, apart for those of ``people.tsv``: two of them are the same only
    by name."""
    return {f"{office}?{listed}" for office in side.offices} if side.named else set()


def _months(first: int, last: int) -> range:
    return range(first // _MONTH, last // _MONTH + 1)


def _key_of(row: Facts) -> _Key:
    undated = row.days.precision is Precision.NONE
    return _Key(
        row.sides, row.days, row.spot, row.status, row.format, row.published if undated else 0
    )


def _items(rows: Iterable[Facts]) -> list[_Item]:
    """Put rows that tell the same together, never two of one article."""
    held: dict[tuple[_Key, int], list[Facts]] = {}
    times: dict[tuple[_Key, int], int] = {}
    for row in rows:
        key = _key_of(row)
        if key.days.precision is Precision.NONE and not key.published:
            held[key, -row.number - 1] = [row]  # nothing says that they tell of the same time
            continue
        time = times.get((key, row.article), 0)
        times[key, row.article] = time + 1
        held.setdefault((key, time), []).append(row)
    return [_Item(key, tuple(rows)) for (key, _), rows in held.items()]


def _order(item: _Item) -> tuple[int, ...]:
    days = item.key.days
    return (item.vague, -len(item.rows), days.last - days.first, days.first, item.rows[0].number)


def _may_stand_for_one(event_type: str, sides: tuple[Side, ...]) -> bool:
    """Whether rows with these sides can be the same event at all.

    A meeting or call of which only one participant is told may be any of many.
    """
    if not sides:
        return False
    if len(sides) > 1 or told_as(event_type) in (EventType.VISIT, EventType.AGREEMENT):
        return True
    return len(sides[0].people) > 1


def group(rows: list[Facts]) -> list[list[Facts]]:
    """Group the rows of a block, each group one real-world event.

    ``rows`` are of one type of event, with sides of the same keys, in the order of their numbers.
    The groups are in the order of their first rows, and so are the rows in each.
    """
    event_type = rows[0].event_type
    single = [row for row in rows if not _may_stand_for_one(event_type, row.sides)]
    items = _items(row for row in rows if _may_stand_for_one(event_type, row.sides))
    centres = _by_days(
        event_type, [item for item in items if item.key.days.precision is Precision.DAYS]
    )
    centres.index_months()
    for precision in (Precision.PERIOD, Precision.NONE):
        later = [item for item in items if item.key.days.precision is precision]
        for item in sorted(later, key=_order):
            _place(centres, item)
    groups = [sorted(centre.rows, key=lambda row: row.number) for centre in centres.all]
    groups += [[row] for row in single]
    return sorted(groups, key=lambda found: found[0].number)


def _place(centres: _Centres, item: _Item) -> list[_Item]:
    """Let an item join the centres it fits; gives what of it became centres."""
    left: _Item | None = item
    while left is not None:
        centre = centres.best(left)
        if centre is None:
            centres.add(left)
            return [left]
        left = centres.join(centre, left)
    return []


def _by_days(event_type: str, items: list[_Item]) -> _Centres:
    """Group what is told by days, in two rounds: which centres there are, then who joins which,
    so that nobody joins the next best because the best came later."""
    ordered = sorted(items, key=_order)
    first = _Centres(event_type)
    seeds = [seed for item in ordered for seed in _place(first, item)]
    taken = {row.number for seed in seeds for row in seed.rows}
    centres = _Centres(event_type)
    for seed in seeds:
        centres.add(seed)
    for item in ordered:
        rows = tuple(row for row in item.rows if row.number not in taken)
        if rows:
            _place(centres, _Item(item.key, rows))
    return centres
