"""Corrections put into the rows of an article, whatever run they are of."""

from collections.abc import Iterable, Mapping, Sequence

from summit_extract.review.corrections import Correction, Corrections, Verdict
from summit_extract.tables import COLUMNS, Row
from summit_extract.writing.report_sources import tellings_of

__all__ = ["apply_corrections", "corrected_columns", "participants_of"]

_JOIN = "; "

Cells = dict[str, str]


def apply_corrections(
    rows: Mapping[str, list[Row]], corrections: Corrections
) -> dict[str, list[Row]]:
    """Put what readers corrected into the rows that one article gave.

    ``rows`` are those of one article by table; tables that are not concerned come back as they
    are. Rows that are wrong are dropped, cells that were corrected are replaced, rows that the
    program misses are added; ``participants`` and ``articles`` follow. Nothing changes where the
    article is not the text that the reader had, by its checksum.

    >>> apply_corrections({"events": []}, Corrections())
    {'events': []}
    """
    given = dict(rows)
    articles = given.get("articles", [])
    if not corrections or not articles:
        return given
    article = _cells("articles", articles[0])
    found = corrections.by_article.get(article["article_id"], ())
    wanted = [one for one in found if one.sha256 == article["sha256"]]
    if not wanted:
        return given
    events = [_cells("events", row) for row in given.get("events", ())]
    people = [_cells("participants", row) for row in given.get("participants", ())]
    entities = [_cells("entities", row) for row in given.get("entities", ())]
    events, changed = _applied(events, wanted)
    kept = {event["event_id"] for event in events}
    by_event: dict[str, list[Cells]] = {}
    for person in people:
        by_event.setdefault(person["event_id"], []).append(person)
    given["events"] = [_row("events", event) for event in events]
    given["participants"] = [
        _row("participants", person)
        for event in events
        for person in (
            participants_of(event, by_event.get(event["event_id"], ()), entities)
            if event["event_id"] in changed & kept
            else by_event.get(event["event_id"], ())
        )
    ]
    article["events"] = str(len(events))
    given["articles"] = [_row("articles", article), *articles[1:]]
    return given


def corrected_columns(
    events: Iterable[Mapping[str, str]],
    articles: Mapping[str, Mapping[str, str]],
    corrections: Corrections,
) -> dict[str, tuple[str, ...]]:
    """Give, by event id, the columns of events whose cells are a reader's, not the program's.

    ``articles`` are the rows of that table by article id.

    >>> corrected_columns([], {}, Corrections())
    {}
    """
    found: dict[str, tuple[str, ...]] = {}
    by_article: dict[str, list[Cells]] = {}
    for event in events:
        if event["article_id"] in corrections.by_article:
            by_article.setdefault(event["article_id"], []).append(dict(event))
    for identity, told in by_article.items():
        sha256 = articles.get(identity, {}).get("sha256")
        for one in corrections.by_article[identity]:
            row = _same(one, told)
            if one.verdict is Verdict.WRONG or one.sha256 != sha256 or row is None:
                continue
            told.remove(row)
            added = one.verdict is Verdict.ADDED
            found[row["event_id"]] = tuple(_told(_cells("events", one.row)) if added else one.said)
    return found


def _cells(table: str, row: Row) -> Cells:
    return dict(zip(COLUMNS[table], row, strict=True))


def _row(table: str, cells: Mapping[str, str]) -> Row:
    return tuple(cells[column] for column in COLUMNS[table])


def _applied(
    events: list[Cells], corrections: Iterable[Correction]
) -> tuple[list[Cells], set[str]]:
    """Give the events with the corrections in them, and the ids of those that changed."""
    changed: set[str] = set()
    free = list(events)
    dropped: list[Cells] = []
    added: list[tuple[Correction, Cells]] = []
    for one in sorted(corrections, key=lambda one: one.verdict is Verdict.ADDED):
        found = _same(one, free)
        if found is not None:
            free.remove(found)
        if one.verdict is Verdict.WRONG:
            if found is not None:
                dropped.append(found)
            continue
        right = _cells("events", one.row)
        if found is None:
            added.append((one, right))
            continue
        columns = one.said if one.verdict is Verdict.CORRECTED else _told(right)
        found.update({column: right[column] for column in columns})
        changed.add(found["event_id"])
    kept = [event for event in events if event not in dropped]
    for one, right in added:
        right["event_id"] = _free_id(right["event_id"], one.article_id, events)
        changed.add(right["event_id"])
        events = [*events, right]
        kept.append(right)
    return sorted(kept, key=_position), changed


def _told(right: Cells) -> list[str]:
    """Columns of an added row that replace what the program has come to find by itself."""
    return [
        column
        for column, cell in right.items()
        if cell and column not in ("event_id", "article_id")
    ]


def _position(event: Cells) -> int:
    return min(start for start, _ in tellings_of(event))


def _same(one: Correction, events: Sequence[Cells]) -> Cells | None:
    """Find the row that a correction is of: of its type, told in its sentence; by id if several."""
    types = {one.found_type, one.row[COLUMNS["events"].index("event_type")]}
    found = [
        event
        for event in events
        if event["event_type"] in types
        and any(
            start < one.found_end and one.found_start < end for start, end in tellings_of(event)
        )
    ]
    by_id = [event for event in found if event["event_id"] == one.event_id]
    exact = [event for event in found if event["evidence_start"] == str(one.found_start)]
    best = [event for event in by_id if event in exact] or exact or by_id or found
    return best[0] if best else None


def _free_id(wanted: str, article: str, events: Sequence[Cells]) -> str:
    taken = {event["event_id"] for event in events}
    if wanted and wanted not in taken:
        return wanted
    numbers = (int(known.rpartition("#e")[2] or 0) for known in taken)
    return f"{article}#e{max(numbers, default=0) + 1}"


def participants_of(
    event: Mapping[str, str], known: Iterable[Mapping[str, str]], entities: Iterable[Cells]
) -> list[Cells]:
    """Make the rows of ``participants`` from the cells of an event.

    ``known`` are the rows that there were; who is not among them is looked for among the
    ``entities`` of the article, by name.
    """
    before = {(person["part"], person["name"]): person for person in known}
    named = {entity["text"]: entity for entity in entities}
    named |= {entity["name"]: entity for entity in named.values()}
    names = [name for name in event["participants"].split(_JOIN) if name]
    columns = {
        "name_en": event["participants_en"].split(_JOIN),
        "role": event["participant_roles"].split(_JOIN),
        "country_code": event["participant_countries"].split(_JOIN),
    }
    found: list[Cells] = []
    for part, people in (
        ("principal", names),
        ("attendee", [name for name in event["attendees"].split(_JOIN) if name]),
    ):
        for at, name in enumerate(people):
            entity = named.get(name, {})
            old = before.get((part, name), {})
            person = {
                "event_id": event["event_id"],
                "entity_id": old.get("entity_id") or entity.get("entity_id", ""),
                "name": name,
                "name_en": old.get("name_en") or entity.get("name_en", ""),
                "role": old.get("role", ""),
                "country_code": old.get("country_code", ""),
                "part": part,
            }
            if part == "principal":
                person |= {
                    column: cells[at] for column, cells in columns.items() if at < len(cells)
                }
            found.append(person)
    return found
