"""Scores what is found in passages against the rows written beside them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from summit_extract.events.values import Event
from summit_extract.pipeline import analyse_text, load

STRICT = ("type", "status", "date", "country", "participants")
SLOTS = (*STRICT, "format", "local", "place", "venue")


@dataclass(frozen=True)
class Expected:
    """A row as a reader expects it."""

    type: str
    status: str
    format: str
    date: str
    local: str
    country: str
    place: str
    venue: str
    people: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class Passage:
    """A passage with its day of publication and expected rows."""

    name: str
    published: date
    text: str
    rows: tuple[Expected, ...]


def passages(path: Path) -> Iterator[Passage]:
    """Read a file of passages."""
    for part in path.read_text(encoding="utf-8").split("\n= ")[1:]:
        head, _, rest = part.partition("\n")
        text, _, rows = rest.partition("\n--\n")
        name, published = head.split()
        lines = [line for line in rows.splitlines() if line.strip()]
        yield Passage(name, date.fromisoformat(published), text, tuple(map(_expected, lines)))


def _expected(line: str) -> Expected:
    optional = line.startswith("? ") or line.endswith(" ?")
    cells = line.removeprefix("? ").removesuffix(" ?").split(" ", 5)
    kind, status, form, day, where, people = ("" if cell == "-" else cell for cell in cells)
    day, _, local = day.partition("@")
    country, _, place = where.partition(":")
    place, _, venue = place.partition(":")
    country = "" if country == "-" else country
    return Expected(
        kind, status, form, day, local, country, place, venue, tuple(people.split(",")), optional
    )


def compare(nlp: Language, passage: Passage) -> tuple[Counter[str], list[str]]:
    """Count right and found rows and slots of a passage; the messages say what is wrong."""
    doc = analyse_text(nlp, passage.text, passage.published)
    names: dict[str, set[str]] = {}
    for span in doc.spans.get("names", ()):
        names.setdefault(span._.mention.entity.id, set()).add(span.text)
    found = list(doc._.events)
    alike = sorted(
        (
            (-_similarity(mine, theirs, names), i, j)
            for i, mine in enumerate(passage.rows)
            for j, theirs in enumerate(found)
        ),
    )
    pairs: dict[int, int] = {}
    for score, i, j in alike:
        if -score > 0.5 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    counts: Counter[str] = Counter()
    messages: list[str] = []
    for i, mine in enumerate(passage.rows):
        if i not in pairs:
            if not mine.optional:
                counts["gold"] += 1
                messages.append(f"missed  {_told(mine)}")
            continue
        if mine.optional:
            continue
        theirs = found[pairs[i]]
        right = _right(mine, theirs, names)
        counts.update(f"slot {slot}" for slot, ok in right.items() if ok)
        counts.update(("gold", "found", "pairs"))
        counts["strict"] += all(right[slot] for slot in STRICT)
        counts["venues"] += bool(mine.venue)
        counts["venues right"] += bool(mine.venue) and right["venue"]
        wrong = [slot for slot, ok in right.items() if not ok and slot != "place"]
        if wrong:
            messages.append(f"{','.join(wrong)}: {_told(mine)}\n        got {_shown(theirs)}")
    for j, theirs in enumerate(found):
        if j not in pairs.values():
            counts["found"] += 1
            messages.append(f"extra   {_shown(theirs)}")
    return counts, messages


def _same_people(mine: Expected, theirs: Event, names: dict[str, set[str]]) -> int:
    left = list(mine.people)
    shared = 0
    for person in theirs.participants:
        forms = {person.name, *names.get(person.entity_id, ())}
        for name in left:
            if any(name in form or form in name for form in forms):
                left.remove(name)
                shared += 1
                break
    return shared


def _similarity(mine: Expected, theirs: Event, names: dict[str, set[str]]) -> float:
    shared = _same_people(mine, theirs, names)
    if not shared:
        return 0.0
    right = _right(mine, theirs, names)
    told = 0.25 if not (mine.date and theirs.date) else 0.0
    where = 0.25 if not (mine.country and theirs.place) else 0.0
    return (
        0.2 * right["type"]
        + 0.3 * shared / (len(mine.people) + len(theirs.participants) - shared)
        + 0.3 * max(right["date"], told, 0.5 * (mine.date[:7] == theirs.date[:7]))
        + 0.2 * max(right["country"], where)
        + 0.02 * right["status"]
    )


def _right(mine: Expected, theirs: Event, names: dict[str, set[str]]) -> dict[str, bool]:
    shared = _same_people(mine, theirs, names)
    place = theirs.place
    local = theirs.local_date if theirs.local_date != theirs.date else ""
    forms = {theirs.place_text, place.name if place else ""}
    return {
        "type": mine.type == theirs.type,
        "status": mine.status == theirs.status,
        "date": _plain(mine.date) == _plain(theirs.date),
        "country": mine.country == ((place.country_code if place else "") or ""),
        "participants": shared == len(mine.people) == len(theirs.participants),
        "format": mine.format in ("", theirs.format or ""),
        "local": mine.local == local,
        "venue": not mine.venue or mine.venue in theirs.venue,
        "place": not mine.place or any(mine.place in f or (f and f in mine.place) for f in forms),
    }


def _plain(value: str) -> str:
    return value.replace("~", "")


def _told(row: Expected) -> str:
    where = f"{row.country}:{row.place}"
    who = ",".join(row.people)
    return f"{row.type} {row.status} {row.format} {row.date or '-'} {where} {who}"


def _shown(event: Event) -> str:
    where = f"{event.place.country_code if event.place else ''}:{event.place_text}"
    who = ",".join(person.name for person in event.participants)
    form = event.format.value if event.format else "-"
    return f"{event.type} {event.status.value} {form} {event.date or '-'} {where} {who}"


FOLDER = Path(__file__).parent / "passages"
FLOORS = [
    ("first", 0.94, 0.76),
    ("second", 0.93, 0.8),
    ("third", 0.93, 0.7),
    ("fourth", 0.93, 0.58),
]
"""Least F1 of rows, and of rows whose type, status, day, country and participants are right."""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def counted(nlp: Language, name: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for passage in passages(FOLDER / f"{name}.txt"):
        found, _ = compare(nlp, passage)
        counts += found
    return counts


@pytest.mark.parametrize(("name", "rows", "strict"), FLOORS)
def test_passages_are_read_as_a_reader_would(
    nlp: Language, name: str, rows: float, strict: float
) -> None:
    counts = counted(nlp, name)
    total = counts["gold"] + counts["found"]
    assert 2 * counts["pairs"] / total >= rows
    assert 2 * counts["strict"] / total >= strict


@pytest.mark.parametrize(
    ("name", "country", "venue"), [("where", 0.96, 0.78), ("scene", 0.94, 0.8)]
)
def test_events_are_placed_where_a_reader_would(
    nlp: Language, name: str, country: float, venue: float
) -> None:
    counts = counted(nlp, name)
    assert counts["slot country"] / counts["pairs"] >= country
    assert counts["venues right"] / counts["venues"] >= venue
