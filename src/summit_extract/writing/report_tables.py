"""The tables that a report is made of, read back from the CSV files of a run."""

import csv
import heapq
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["MOST_EVENTS", "Cells", "ReportTables", "read_rows", "read_tables"]

Cells = Mapping[str, str]
"""One row of a table by column name."""

MOST_EVENTS = 5_000
"""Events that one report holds; a browser stays quick with as many."""

_DEFUSED = re.compile(r"'[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class ReportTables:
    """The rows that go into a report: the events kept and what belongs to them.

    ``total`` is the number of events that there are, kept or not. The mappings are by article id,
    ``participants`` by event id; ``real`` has, for events that several articles tell of, the id of
    the one in ``timeline``.
    """

    events: tuple[Cells, ...]
    total: int
    articles: Mapping[str, Cells]
    participants: Mapping[str, tuple[Cells, ...]]
    entities: Mapping[str, tuple[Cells, ...]]
    dates: Mapping[str, tuple[Cells, ...]]
    places: Mapping[str, tuple[Cells, ...]]
    real: Mapping[str, str]

    @classmethod
    def of(
        cls, tables: Mapping[str, Iterable[Cells]], total: int, events: Iterable[Cells]
    ) -> "ReportTables":
        """Group the rows of the other tables by the events and articles they belong to."""
        kept = tuple(events)
        articles = {event["article_id"] for event in kept}
        return cls(
            events=kept,
            total=total,
            articles={
                row["article_id"]: row
                for row in tables.get("articles", ())
                if row["article_id"] in articles
            },
            participants=_grouped(
                tables.get("participants", ()), "event_id", {event["event_id"] for event in kept}
            ),
            entities=_grouped(tables.get("entities", ()), "article_id", articles),
            dates=_grouped(tables.get("dates", ()), "article_id", articles),
            places=_grouped(tables.get("places", ()), "article_id", articles),
            real=_told_by_several(
                tables.get("timeline", ()), {event["event_id"] for event in kept}
            ),
        )


def _grouped(rows: Iterable[Cells], column: str, wanted: set[str]) -> dict[str, tuple[Cells, ...]]:
    found: dict[str, list[Cells]] = {}
    for row in rows:
        if row[column] in wanted:
            found.setdefault(row[column], []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}


def _told_by_several(timeline: Iterable[Cells], events: set[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in timeline:
        told = [event for event in row["event_ids"].split("; ") if event in events]
        if len(told) > 1:
            found |= dict.fromkeys(told, row["timeline_id"])
    return found


def _armed(cell: str) -> str:
    """Take back what kept a spreadsheet from running the cell as a formula."""
    return cell[1:] if _DEFUSED.match(cell) else cell


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Read the rows of one CSV table, one at a time, as they were before they were written.

    Raises ``FileNotFoundError`` where there is no such file, ``ValueError`` where it is no table.
    """
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, restval="", restkey="")
        try:
            for row in reader:
                row.pop("", None)
                yield {name: _armed(cell) for name, cell in row.items()}
        except (csv.Error, UnicodeDecodeError) as error:
            raise ValueError(f"{path}: is no CSV table in UTF-8 ({error})") from error


def read_tables(folder: Path, most: int = MOST_EVENTS) -> ReportTables:
    """Read the tables of a run, at most ``most`` events: those of the highest confidence.

    The tables are read as a stream, so memory grows with the events that are kept alone. Raises
    ``FileNotFoundError`` where the folder has no ``events.csv``.
    """
    events = folder / "events.csv"
    if not events.is_file():
        raise FileNotFoundError(
            f"{events}: no such table; make it with: python -m summit_extract run INPUT "
            f"--out {folder} --format csv"
        )
    total = 0

    def ranked() -> Iterator[tuple[float, int]]:
        nonlocal total
        for number, row in enumerate(read_rows(events)):
            total += 1
            yield float(row.get("confidence") or 0), -number

    kept = {-number for _, number in heapq.nlargest(most, ranked())}
    rows = (row for number, row in enumerate(read_rows(events)) if number in kept)
    others = {
        name: read_rows(folder / f"{name}.csv")
        for name in ("articles", "participants", "entities", "dates", "places", "timeline")
        if (folder / f"{name}.csv").is_file()
    }
    kept_rows = tuple(rows)
    return ReportTables.of(others, total, kept_rows)
