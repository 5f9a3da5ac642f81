"""Single slots of an event, and the sentences that go on about it, a line of content.tsv each."""

from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from summit_extract.events.values import Event
from summit_extract.pipeline import analyse_text, load

TABLE = Path(__file__).parent / "content.tsv"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def cases() -> list[tuple[str, str, int, str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    rows = [line.replace("\\n", "\n").split("\t") for line in lines[1:]]
    return [(row[0], row[1], int(row[2]), row[3], row[4]) for row in rows]


def shown(doc: Doc, event: Event, slot: str) -> str:
    if slot == "further":
        return " / ".join(doc.text[start:end].strip()[:6] for start, end in event.further)
    if slot == "attendees":
        return " / ".join(person.name for person in event.attendees)
    value = getattr(event, slot)
    return value if isinstance(value, str) else " / ".join(value)


@pytest.mark.parametrize(("published", "text", "number", "slot", "expected"), cases())
def test_slot_is_as_the_article_tells_it(
    nlp: Language, published: str, text: str, number: int, slot: str, expected: str
) -> None:
    doc = analyse_text(nlp, text, date.fromisoformat(published) if published else None)
    assert shown(doc, doc._.events[number - 1], slot) == ("" if expected == "-" else expected)
