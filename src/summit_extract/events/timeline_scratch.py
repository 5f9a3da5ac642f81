"""The scratch file of a timeline: rows as they come in, as they are grouped, as they go out."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from summit_extract.events.timeline_facts import Days, Facts, Precision, Spot
from summit_extract.events.timeline_sides import Side, Told
from summit_extract.tables import Row

__all__ = ["Scratch"]

_CACHE_KIB = 65_536

_TABLES = """
CREATE TABLE event (source INTEGER PRIMARY KEY, article TEXT, number INTEGER, cells TEXT);
CREATE TABLE person (event TEXT, entity TEXT, name TEXT, name_en TEXT, role TEXT, country TEXT);
CREATE TABLE article (id TEXT PRIMARY KEY, published TEXT) WITHOUT ROWID;
CREATE TABLE country (entity TEXT, code TEXT, times INTEGER, PRIMARY KEY (entity, code))
    WITHOUT ROWID;
CREATE TABLE fact (
    number INTEGER PRIMARY KEY, source INTEGER, block TEXT, article INTEGER, type TEXT, sides TEXT,
    spot TEXT, first INTEGER, last INTEGER, precision INTEGER, status TEXT, format TEXT,
    published INTEGER
);
CREATE TABLE member (number INTEGER PRIMARY KEY, timeline INTEGER);
CREATE TABLE circle (key TEXT, timeline INTEGER);
CREATE TABLE made (day INTEGER, first INTEGER, cells TEXT);
"""


class Scratch:
    """A database in a file of its own, so that memory does not grow with the rows."""

    def __init__(self, folder: Path | None) -> None:
        self._path = None if folder is None else folder / "timeline.sqlite"
        if self._path is not None:
            self._path.unlink(missing_ok=True)
        # without a name SQLite makes a file where temporary files are, and removes it
        self._database = sqlite3.connect(self._path or "", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if folder is not None:
            self._database.execute("PRAGMA temp_store = FILE")
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")

    def close(self) -> None:
        """Remove the file."""
        self._database.close()
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    # -- rows as they come in ----------------------------------------------------------------

    def add_events(self, rows: Iterable[tuple[str, int, Row]]) -> None:
        """Keep rows of ``events.csv`` with their article and number in it."""
        self._database.executemany(
            "INSERT INTO event (article, number, cells) VALUES (?, ?, ?)",
            ((article, number, _packed(row)) for article, number, row in rows),
        )

    def add_people(self, rows: Iterable[tuple[str, Told]]) -> None:
        """Keep who takes part in an event."""
        self._database.executemany(
            "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?)", ((event, *told) for event, told in rows)
        )

    def add_countries(self, rows: Iterable[tuple[str, str]]) -> None:
        """Count that somebody is told to stand for a state."""
        self._database.executemany(
            "INSERT INTO country VALUES (?, ?, 1) "
            "ON CONFLICT (entity, code) DO UPDATE SET times = times + 1",
            rows,
        )

    def add_articles(self, rows: Iterable[tuple[str, str]]) -> None:
        """Keep when articles were published."""
        self._database.executemany("INSERT OR REPLACE INTO article VALUES (?, ?)", rows)

    def events(self) -> Iterator[tuple[int, Row, str]]:
        """Give where it is kept, row and day of publication of every event, in one order however
        they came in: by article and number."""
        self._database.execute("CREATE INDEX by_article ON event (article, number)")
        self._database.execute("CREATE INDEX by_event ON person (event)")
        found = self._database.execute(
            "SELECT source, cells, coalesce(published, '') "
            "FROM event LEFT JOIN article ON article.id = event.article "
            "ORDER BY event.article, number, cells"
        )
        for source, cells, published in found:
            yield source, _unpacked(cells), published

    def people(self, event: str) -> list[Told]:
        """Give who takes part in an event, in one order however they came in."""
        found = self._database.execute(
            "SELECT entity, name, name_en, role, country FROM person WHERE event = ? "
            "ORDER BY 1, 2, 3, 4, 5",
            (event,),
        )
        return [Told(*row) for row in found]

    def country(self, entity: str) -> str:
        """Give the state that somebody is most often told to stand for, or ""."""
        found = self._database.execute(
            "SELECT code FROM country WHERE entity = ? ORDER BY times DESC, code LIMIT 1", (entity,)
        ).fetchone()
        return str(found[0]) if found else ""

    # -- rows as they are grouped ------------------------------------------------------------

    def add_facts(self, rows: Iterable[tuple[str, int, Facts]]) -> None:
        """Keep what rows tell, with their block and where they are kept."""
        self._database.executemany(
            "INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    facts.number, source, block, facts.article, facts.event_type,
                    _sides_packed(facts.sides), _spot_packed(facts.spot), facts.days.first,
                    facts.days.last, int(facts.days.precision), facts.status, facts.format,
                    facts.published,
                )
                for block, source, facts in rows
            ),
        )  # fmt: skip

    def blocks(self) -> Iterator[list[Facts]]:
        """Give the rows of every block, by number; no event is in two."""
        self._database.execute("CREATE INDEX by_block ON fact (block, number)")
        found = self._database.execute(f"SELECT block, {_FACTS} FROM fact ORDER BY block, number")
        for _, rows in groupby(found, key=_first):
            yield [_facts(row[1:]) for row in rows]

    def add_members(self, rows: Iterable[tuple[int, int]]) -> None:
        """Keep which row is about which event of the timeline."""
        self._database.executemany("INSERT INTO member VALUES (?, ?)", rows)

    def index_members(self) -> None:
        """Make the rows of an event quick to find, once all are kept."""
        self._database.execute("CREATE INDEX by_timeline ON member (timeline, number)")

    def add_circles(self, rows: Iterable[tuple[str, int]]) -> None:
        """Keep the keys under which events of the timeline are compared again."""
        self._database.executemany("INSERT INTO circle VALUES (?, ?)", rows)

    def shared_circles(self) -> Iterator[list[int]]:
        """Give, of each key that several events have, these events."""
        self._database.execute("CREATE INDEX by_key ON circle (key, timeline)")
        found = self._database.execute("SELECT key, timeline FROM circle ORDER BY key, timeline")
        for _, rows in groupby(found, key=_first):
            timelines = [int(row[1]) for row in rows]
            if len(timelines) > 1:
                yield timelines

    def members(self, timeline: int) -> list[Facts]:
        """Give the rows of one event of the timeline."""
        found = self._database.execute(
            f"SELECT {_FACTS} FROM member JOIN fact USING (number) WHERE timeline = ? "
            "ORDER BY number",
            (timeline,),
        )
        return [_facts(row) for row in found]

    def join(self, timeline: int, other: int) -> None:
        """Let the rows of one event of the timeline be about another."""
        self._database.execute(
            "UPDATE member SET timeline = ? WHERE timeline = ?", (other, timeline)
        )

    def groups(self) -> Iterator[list[tuple[Facts, Row]]]:
        """Give the rows of every event of the timeline."""
        found = self._database.execute(
            f"SELECT timeline, cells, {_FACTS} FROM member JOIN fact USING (number) "
            "JOIN event USING (source) ORDER BY timeline, member.number"
        )
        for _, rows in groupby(found, key=_first):
            yield [(_facts(row[2:]), _unpacked(row[1])) for row in rows]

    # -- rows as they go out -----------------------------------------------------------------

    def add_made(self, rows: Iterable[tuple[int, int, Row]]) -> None:
        """Keep rows of the timeline with their day and the number of their first row."""
        self._database.executemany(
            "INSERT INTO made VALUES (?, ?, ?)",
            ((day, first, _packed(row)) for day, first, row in rows),
        )

    def made(self) -> Iterator[Row]:
        """Give the rows of the timeline by day, those without one last."""
        self._database.execute("CREATE INDEX by_day ON made (day = 0, day, first)")
        found = self._database.execute("SELECT cells FROM made ORDER BY day = 0, day, first")
        for (cells,) in found:
            yield _unpacked(cells)


_FACTS = (
    "fact.number, fact.article, type, sides, first, last, precision, spot, status, format, "
    "published"
)


def _first(row: tuple[Any, ...]) -> Any:
    return row[0]


def _facts(row: tuple[Any, ...]) -> Facts:
    number, article, type_, sides, first, last, precision, spot, status, format_, published = row
    return Facts(
        number, article, type_, _sides_unpacked(sides), _days(first, last, precision),
        _spot_unpacked(spot), status, format_, published,
    )  # fmt: skip


def _packed(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _unpacked(cells: str) -> Row:
    return tuple(json.loads(cells))


@lru_cache(4096)
def _sides_packed(sides: tuple[Side, ...]) -> str:
    return json.dumps(
        [
            [
                side.key, [sorted(known) for known in side.people], side.listed,
                sorted(side.offices), side.leader, sorted(side.organisations),
            ]
            for side in sides
        ],
        ensure_ascii=False,
    )  # fmt: skip


@lru_cache(4096)
def _sides_unpacked(text: str) -> tuple[Side, ...]:
    return tuple(
        Side(
            key, tuple(frozenset(known) for known in people), listed, frozenset(offices), leader,
            frozenset(organisations),
        )
        for key, people, listed, offices, leader, organisations in json.loads(text)
    )  # fmt: skip


@lru_cache(4096)
def _days(first: int, last: int, precision: int) -> Days:
    return Days(first, last, Precision(precision))


def _spot_packed(spot: Spot) -> str:
    return _packed(
        (
            spot.name, spot.admin1, spot.country_code, spot.country, spot.geonames_id,
            "" if spot.latitude is None else repr(spot.latitude),
            "" if spot.longitude is None else repr(spot.longitude),
        )
    )  # fmt: skip


@lru_cache(4096)
def _spot_unpacked(text: str) -> Spot:
    name, admin1, country_code, country, geonames_id, latitude, longitude = json.loads(text)
    return Spot(
        name, admin1, country_code, country, geonames_id,
        float(latitude) if latitude else None, float(longitude) if longitude else None,
    )  # fmt: skip
