from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from summit_extract.events.values import Event
from summit_extract.pipeline import analyse_text, load

TABLES = [
    Path(__file__).parent / name
    for name in ("cases.tsv", "merging.tsv", "participants.tsv", "when.tsv")
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def cases() -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for table in TABLES:
        lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        found += [tuple(line.replace("\\n", "\n").split("\t")) for line in lines[1:]]  # type: ignore[misc]
    return found


def day(published: str) -> date | None:
    return date.fromisoformat(published) if published else None


def shown(event: Event) -> str:
    cells = (
        event.type,
        event.status.value,
        event.format.value if event.format else "-",
        event.date or "-",
        (event.place.country_code if event.place else "") or "-",
        ",".join(person.name for person in event.participants),
    )
    return " ".join(cells)


@pytest.mark.parametrize(("published", "text", "expected"), cases())
def test_what_happened_is_told(nlp: Language, published: str, text: str, expected: str) -> None:
    doc = analyse_text(nlp, text, day(published))
    assert (" / ".join(map(shown, doc._.events)) or "-") == expected


@pytest.mark.parametrize(("published", "text", "expected"), cases())
def test_evidence_contains_its_trigger(
    nlp: Language, published: str, text: str, expected: str
) -> None:
    doc = analyse_text(nlp, text, day(published))
    for event in doc._.events:
        for telling in event.tellings:
            assert telling.start <= telling.trigger_start < telling.trigger_end <= telling.end
        named = {mention._.mention.entity.id for mention in doc.spans["names"]}
        assert {p.entity_id for p in event.participants if p.entity_id} <= named


def test_nothing_is_guessed_without_a_day_of_publication(nlp: Language) -> None:
    doc = analyse_text(nlp, "特朗普昨日與普京會面。")
    (event,) = doc._.events
    assert (event.date, event.date_start, event.date_end) == ("", "", "")


def test_local_date_follows_a_named_time_zone(nlp: Language) -> None:
    text = "美國總統特朗普和俄羅斯總統普京將於香港時間8月16日凌晨在美國阿拉斯加州安克雷奇會晤。"
    (event,) = analyse_text(nlp, text, date(2025, 8, 15))._.events
    assert (event.date, event.local_date, event.timezone) == (
        "2025-08-16",
        "2025-08-15",
        "Asia/Hong_Kong",
    )


def test_a_heading_that_tells_an_event_is_no_place_of_what_follows(nlp: Language) -> None:
    text = (
        "日英首腦會談\n日本首相安倍晉三29日在大阪與英國首相梅伊舉行會談，談及脫歐。\n"
        "馬克龍9月訪德\n安倍當天還會見了法國總統馬克龍。"
    )
    *_, last = analyse_text(nlp, text, date(2019, 6, 30))._.events
    assert shown(last) == "meeting held bilateral 2019-06-29 JP 安倍晉三,馬克龍"
