"""Rows of all articles that tell of the same event become one row of the timeline.

Rows are the same event if they have the same type, the same sides (a state and those who act for
it: 川普, 特朗普, 美國總統, 美國), days that are two apart at most, places that are the same, one
inside the other, near or not told, and are not ruled out: what was held is not what was not, by
telephone is not in person, and two rows of one article are two events. A row that tells its day
by month or year only, names no person, or has no date joins only if a single event fits.

A row costs the same however many there are: rows are kept on the disk, blocked by type and sides,
and within a block compared only with what has a name and a month in common.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from summit_extract.events.timeline_circles import circle_of, join_circles, pairs_of
from summit_extract.events.timeline_facts import Facts, Precision, Spot, days_of
from summit_extract.events.timeline_grouping import group
from summit_extract.events.timeline_scratch import Scratch
from summit_extract.events.timeline_sides import (
    Told,
    country_of,
    identity_of,
    is_unlisted,
    sides_of,
)
from summit_extract.events.timeline_slots import Version, merge, timeline_row
from summit_extract.events.values import Status
from summit_extract.tables import COLUMNS, Row

__all__ = ["Timeline", "build_timeline"]

_T = TypeVar("_T")

_EVENT = {column: index for index, column in enumerate(COLUMNS["events"])}
_PERSON = {column: index for index, column in enumerate(COLUMNS["participants"])}
_ARTICLE = {column: index for index, column in enumerate(COLUMNS["articles"])}
_AT_ONCE = 1_000
"""Rows that are held in memory between reading and writing them."""


class Timeline:
    """Takes the rows of articles as they come, in any order, then gives the timeline.

    The rows lie in a file of the folder ``scratch`` (of the system's temporary files if none is
    given) until the timeline is closed; memory holds the rows of one block at a time.

    >>> with Timeline() as timeline:
    ...     timeline.add({"events": [], "participants": [], "articles": []})
    ...     list(timeline.rows())
    []
    """

    def __init__(self, scratch: Path | None = None) -> None:
        self._scratch = Scratch(scratch)

    def __enter__(self) -> "Timeline":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the scratch file."""
        self._scratch.close()

    def add(self, tables: Mapping[str, Iterable[Row]]) -> None:
        """Take rows of the tables ``events``, ``participants`` and, for the days of publication,
        ``articles``; other tables are passed over."""
        for people in _runs(tables.get("participants", ())):
            told = [(row[_PERSON["event_id"]], _told(row), row[_PERSON["part"]]) for row in people]
            self._scratch.add_people(
                (event, person) for event, person, part in told if part == "principal"
            )
            self._scratch.add_countries(
                (identity_of(person.entity_id), person.country_code)
                for _, person, _ in told
                if person.country_code and is_unlisted(person)
            )
        for events in _runs(tables.get("events", ())):
            self._scratch.add_events(
                (row[_EVENT["article_id"]], _number(row[_EVENT["event_id"]]), row) for row in events
            )
        for articles in _runs(tables.get("articles", ())):
            self._scratch.add_articles(
                (row[_ARTICLE["article_id"]], row[_ARTICLE["published"]])
                for row in articles
                if row[_ARTICLE["published"]]
            )

    def rows(self) -> Iterator[Row]:
        """Give the rows of ``timeline.csv`` by day, those without one last; can be called once."""
        for facts in _runs(self._facts()):
            self._scratch.add_facts(facts)
        self._group()
        self._join_circles()
        for made in _runs(self._made()):
            self._scratch.add_made(made)
        for number, row in enumerate(self._scratch.made(), start=1):
            yield (f"t{number}", *row[1:])

    def _facts(self) -> Iterator[tuple[str, int, Facts]]:
        article, articles = "", 0
        for number, (source, row, published) in enumerate(self._scratch.events()):
            if row[_EVENT["article_id"]] != article or not articles:
                article, articles = row[_EVENT["article_id"]], articles + 1
            facts = self._facts_of(row, number, articles, published)
            block = "\t".join((facts.event_type, *(side.key for side in facts.sides)))
            yield block, source, facts

    def _facts_of(self, row: Row, number: int, article: int, published: str) -> Facts:
        def cell(column: str) -> str:
            return row[_EVENT[column]]

        when = days_of(
            cell("event_type"), cell("date"), cell("date_start"), cell("date_end"),
            cell("local_date"),
        )  # fmt: skip
        if when.precision is Precision.NONE and not published and cell("status") == Status.HELD:
            published = cell("date_end")  # of what was held, that bounds it
        year = (cell("date_start") or published)[:4]
        people = self._scratch.people(cell("event_id"))
        sides = sides_of(
            ((person, self._country(person)) for person in people), int(year) if year else 0
        )
        spot = Spot(
            cell("place"), cell("admin1"), cell("country_code"), cell("country"),
            cell("geonames_id"), _degrees(cell("latitude")), _degrees(cell("longitude")),
        )  # fmt: skip
        return Facts(
            number, article, cell("event_type"), sides, when, spot, cell("status"),
            cell("format"), _day(published),
        )  # fmt: skip

    def _country(self, person: Told) -> str:
        country = country_of(person)
        if not country and is_unlisted(person):
            return self._scratch.country(identity_of(person.entity_id))
        return country

    def _group(self) -> None:
        for groups in _runs(found for block in self._scratch.blocks() for found in group(block)):
            self._scratch.add_members(
                (row.number, found[0].number) for found in groups for row in found
            )
            circles = (circle_of(found[0].number, found) for found in groups)
            self._scratch.add_circles(
                (key, circle.number)
                for circle in circles
                if circle is not None
                for key in pairs_of(circle.facts)
            )
        self._scratch.index_members()

    def _join_circles(self) -> None:
        """Join what blocks could not: events of which articles list the sides differently."""
        joined: set[int] = set()
        for timelines in self._scratch.shared_circles():
            circles = (
                circle_of(number, self._scratch.members(number))
                for number in timelines
                if number not in joined
            )
            for one, other in join_circles([circle for circle in circles if circle is not None]):
                if one not in joined:
                    self._scratch.join(one, other)
                    joined.add(one)

    def _made(self) -> Iterator[tuple[int, int, Row]]:
        for members in self._scratch.groups():
            versions = [Version(row, facts) for facts, row in members]
            slots, differ, day = merge(versions)
            row = timeline_row(
                slots,
                (version["event_id"] for version in versions),
                len({version.facts.article for version in versions}),
                differ,
            )
            yield day, versions[0].facts.number, row


def build_timeline(
    events: Iterable[Row],
    participants: Iterable[Row],
    articles: Iterable[Row] = (),
    scratch: Path | None = None,
) -> Iterator[Row]:
    """Give the rows of ``timeline.csv`` (`TIMELINE_COLUMNS`) from those of the other tables.

    Rows may come in any order, lazily, and are read once. ``articles`` tell when articles were
    published, which decides between values that as many articles give and bounds events without a
    date. For ``scratch`` see `Timeline`.

    >>> list(build_timeline([], []))
    []
    """
    with Timeline(scratch) as timeline:
        timeline.add({"participants": participants, "events": events, "articles": articles})
        yield from timeline.rows()


def _runs(rows: Iterable[_T]) -> Iterator[list[_T]]:
    """Give rows in lists, so that few are held and many are written at once."""
    left = iter(rows)
    while run := list(islice(left, _AT_ONCE)):
        yield run


def _told(row: Row) -> Told:
    return Told(
        row[_PERSON["entity_id"]], row[_PERSON["name"]], row[_PERSON["name_en"]],
        row[_PERSON["role"]], row[_PERSON["country_code"]],
    )  # fmt: skip


def _number(event_id: str) -> int:
    """Give the number of an event in its article, 0 if it has none."""
    number = event_id.rpartition("#e")[2]
    return int(number) if number.isdecimal() else 0


def _degrees(cell: str) -> float | None:
    return float(cell) if cell else None


def _day(cell: str) -> int:
    try:
        return date.fromisoformat(cell).toordinal() if cell else 0
    except ValueError:
        return 0
