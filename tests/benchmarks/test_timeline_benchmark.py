"""What an event costs in the timeline, however many there are.

    pytest tests/benchmarks/test_timeline_benchmark.py -s

Made rows, in two ways to grow: more events in the world, and more articles on each. Processor
time and memory are printed, never asserted: a shared machine is no clock. What is asserted is what
is found.
"""

import random
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from summit_extract.events.timeline import Timeline
from summit_extract.tables import COLUMNS, Row

STATES = ["US", "CN", "RU", "JP", "GB", "FR", "DE", "IN", "KR", "UA", "TR", "IR", "SA", "BR", "EG"]
STATES += [chr(65 + number // 26) + chr(65 + number % 26) + "1" for number in range(150)]
CITIES = 400
FIRST = date(1990, 1, 1)
DAYS = 365 * 36
PER_ARTICLE = 3
SIZES = (1_000, 10_000, 100_000)


def _state(chance: random.Random) -> int:
    return min(int(chance.paretovariate(0.6)) - 1, len(STATES) - 1)


def _pair(chance: random.Random) -> tuple[int, int]:
    while (one := _state(chance)) == (other := _state(chance)):
        pass
    return one, other


def _told_as(chance: random.Random, state: int, number: int) -> Row:
    """Most articles name the leader, in one of three spellings; some only the state."""
    if chance.random() < 0.1:
        return (f"place:{state}", f"國{state}", f"State {state}", "", STATES[state])
    spelling = chance.randrange(3)
    leader = f"{state}.{number % 4}"
    return (
        f"person:名{leader}.{spelling}",
        f"名{leader}",
        f"Leader {leader}",
        "總統",
        STATES[state],
    )


def rows_of(count: int, per_event: int) -> Iterator[dict[str, list[Row]]]:
    """Give the rows of articles that tell ``count`` events in all, each told ``per_event`` times.

    One in ten is a day off, one in ten tells only the month, one in twenty no date.
    """
    chance = random.Random(7)
    world = [
        (_pair(chance), FIRST + timedelta(chance.randrange(DAYS)), chance.randrange(CITIES))
        for _ in range(count // per_event)
    ]
    for article in range(count // PER_ARTICLE):
        name = f"paper/{article:07}"
        tables: dict[str, list[Row]] = {"events": [], "participants": [], "articles": []}
        for number in range(1, PER_ARTICLE + 1):
            which = chance.randrange(len(world))
            pair, day, city = world[which]
            event_id = f"{name}#e{number}"
            tables["events"].append(_event(chance, name, event_id, day, city))
            tables["participants"] += [
                (event_id, *_told_as(chance, state, which), "principal") for state in pair
            ]
        tables["articles"].append(_cells("articles", {"article_id": name, "published": ""}))
        yield tables


def _cells(table: str, values: dict[str, str]) -> Row:
    return tuple(values.get(column, "") for column in COLUMNS[table])


def _event(chance: random.Random, name: str, event_id: str, day: date, city: int) -> Row:
    kind = chance.random()
    told = day + timedelta(chance.choice((-1, 1))) if kind < 0.1 else day
    date_, first, last = (told.isoformat(),) * 3
    if 0.1 <= kind < 0.2:
        date_, first, last = f"{day:%Y-%m}", f"{day:%Y-%m}-01", f"{day:%Y-%m}-28"
    elif 0.2 <= kind < 0.25:
        date_ = first = ""
        last = (day + timedelta(chance.randrange(1, 9))).isoformat()
    return _cells(
        "events",
        {
            "event_id": event_id, "article_id": name, "event_type": "meeting", "status": "held",
            "date": date_, "local_date": date_, "date_start": first, "date_end": last,
            "place": "" if chance.random() < 0.3 else f"City {city}", "country_code": f"C{city}",
            "country": f"Country {city}", "topics": "雙邊關係和地區局勢", "plover": "CONSULT",
            "evidence": "兩國元首當天就雙邊關係和共同關心的地區和國際問題交換了意見。" * 3,
        },
    )  # fmt: skip


@pytest.mark.parametrize("per_event", [4, 40], ids=["more events", "more articles on each"])
def test_an_event_costs_the_same_however_many_there_are(
    per_event: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Timeline() as first:  # loads the lexicons
        first.add(next(rows_of(per_event * PER_ARTICLE, per_event)))
        assert list(first.rows())
    for size in SIZES:
        began = time.process_time()
        with Timeline(tmp_path) as timeline:
            for tables in rows_of(size, per_event):
                timeline.add(tables)
            added = time.process_time()
            made = sum(1 for _ in timeline.rows())
        ended = time.process_time()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with capsys.disabled():
            print(
                f"\n{size:>9,} rows, {per_event} an event: {(ended - began) / size * 1e6:,.0f} µs "
                f"a row ({(ended - added) / size * 1e6:,.0f} of them to match and merge), "
                f"{made:,} events, peak memory {memory:,.0f} MiB"
            )
        assert 0.9 * size / per_event * (1 - 1 / 2**per_event) < made < size
