import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summit_extract.tables import COLUMNS, OPTIONAL_TABLES
from summit_extract.writing.csv_tables import open_tables

HOSTILE = (
    '</script><script>document.title="taken"</script><img src=x onerror="document.title=1">\'"&𠮷'
)
"""Text that must stay text; its last character takes two UTF-16 units."""

NAMES = (
    ("trump", "特朗普", "Donald Trump", "US"),
    ("putin", "普京", "Vladimir Putin", "RU"),
    ("xi", "習近平", "Xi Jinping", "CN"),
    ("kim", "金正恩", "Kim Jong Un", "KP"),
    ("macron", "馬克龍", "Emmanuel Macron", "FR"),
)
PLACES = (
    ("安克雷奇", "Anchorage", "Alaska", "US", "61.2181", "-149.9003"),
    ("赫爾辛基", "Helsinki", "Uusimaa", "FI", "60.1695", "24.9354"),
    ("新加坡", "Singapore", "", "SG", "1.28967", "103.85007"),
)
TYPES = (("meeting", "會晤"), ("call", "通電話"), ("visit", "訪問"), ("agreement", "簽署"))
STATUSES = ("held", "planned", "proposed", "cancelled", "postponed", "not_held")


class Article:
    """An article of made-up sentences, and the rows that a run would give for it."""

    def __init__(self, number: int, folder: Path) -> None:
        self.identity = f"article{number:04d}"
        self.path = folder / f"{self.identity}.txt"
        self.text = f"{HOSTILE} 標題\n"
        self.rows: dict[str, list[tuple[str, ...]]] = {table: [] for table in COLUMNS}

    def _row(self, table: str, **cells: Any) -> None:
        row = tuple(str(cells.get(column, "")) for column in COLUMNS[table])
        self.rows[table].append(row)

    def tell(self, first: int, second: int, place: int, kind: int, status: int, day: str) -> None:
        """Add a sentence that tells of an event."""
        one, other, where = NAMES[first], NAMES[second], PLACES[place]
        type_, trigger = TYPES[kind]
        start = len(self.text)
        offset = start
        mentions = []
        for words in (day, "，", one[1], "與", other[1], "在", where[0], trigger, f"{HOSTILE}。"):
            mentions.append((words, offset, offset + len(words)))
            offset += len(words)
        self.text += "".join(words for words, _, _ in mentions) + "\n"
        event = f"{self.identity}#e{len(self.rows['events']) + 1}"
        common = {"article_id": self.identity}
        self._row(
            "events", **common, event_id=event, event_type=type_, status=STATUSES[status], date=day,
            date_start=day, date_end=day, local_date=day, date_text=day, place=where[1],
            place_text=where[0], admin1=where[2], country_code=where[3], country=where[3],
            latitude=where[4], longitude=where[5], participants=f"{one[1]}; {other[1]}",
            participants_en=f"{one[2]}; {other[2]}", participant_countries=f"{one[3]}; {other[3]}",
            topics=HOSTILE, trigger=trigger, evidence=self.text[start:offset], evidence_start=start,
            evidence_end=offset, mention_count=1, confidence="0.90", trigger_start=mentions[7][1],
            trigger_end=mentions[7][2], tellings=f"{start}-{offset}",
        )  # fmt: skip
        for person, at in ((one, 2), (other, 4)):
            self._row(
                "participants", event_id=event, entity_id=person[0], name=person[1],
                name_en=person[2], country_code=person[3], part="principal",
            )  # fmt: skip
            text, begin, end = mentions[at]
            self._row(
                "entities", **common, start=begin, end=end, text=text, label="PERSON",
                entity_id=person[0], name=person[1], name_en=person[2],
            )  # fmt: skip
        text, begin, end = mentions[0]
        self._row(
            "dates", **common, start=begin, end=end, text=text, label="DATE", value=day,
            date_start=day, date_end=day,
        )  # fmt: skip
        text, begin, end = mentions[6]
        self._row("places", **common, start=begin, end=end, text=text, label="GPE", name=where[1])

    def finish(self) -> None:
        """Write the file and the row of ``articles``."""
        import hashlib

        data = self.text.encode("utf-8")
        self.path.write_bytes(data)
        self._row(
            "articles", article_id=self.identity, path=self.path, title=f"標題 {HOSTILE}",
            published="2025-08-15", characters=len(self.text), status="ok",
            sha256=hashlib.sha256(data).hexdigest(),
        )  # fmt: skip


def make_outputs(folder: Path, events: int, per_article: int = 8) -> Path:
    """Write articles with that many events, and their tables; gives the folder of the tables."""
    chance = random.Random(8)
    raw, out = folder / "raw", folder / "outputs"
    raw.mkdir(parents=True)
    with open_tables(out, [table for table in COLUMNS if table not in OPTIONAL_TABLES]) as tables:
        for number, first in enumerate(range(0, events, per_article)):
            article = Article(number, raw)
            for at in range(first, min(first + per_article, events)):
                day = (
                    f"{1990 + at % 36}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
                )
                people = chance.sample(range(len(NAMES)), 2)
                article.tell(*people, at % len(PLACES), at % 4, at % 6, day)
            article.finish()
            tables.write(article.rows)
    return out


@pytest.fixture
def outputs(tmp_path: Path) -> Callable[[int], Path]:
    return lambda events: make_outputs(tmp_path, events)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a network."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium is installed; on Debian: apt-get install chromium fonts-noto-cjk")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
