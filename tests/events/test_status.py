from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from summit_extract.events.values import Event
from summit_extract.pipeline import analyse_text, load

TABLE = Path(__file__).parent / "status.tsv"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


def cases() -> list[tuple[str, str, str]]:
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    return [tuple(line.split("\t")) for line in lines[1:]]  # type: ignore[misc]


def told(event: Event) -> str:
    people = ",".join(sorted(person.name for person in event.participants))
    return f"{event.type} {event.status.value} {people}"


def wanted(row: str) -> tuple[bool, str]:
    optional = row.startswith("? ")
    kind, status, people = row.removeprefix("? ").split(" ", 2)
    return optional, f"{kind} {status} {','.join(sorted(people.split(',')))}"


@pytest.mark.parametrize(("published", "text", "expected"), cases())
def test_status_is_what_the_article_says_last(
    nlp: Language, published: str, text: str, expected: str
) -> None:
    doc = analyse_text(nlp, text, date.fromisoformat(published))
    found = [told(event) for event in doc._.events]
    rows = [wanted(row) for row in expected.split(" / ")] if expected != "-" else []
    for optional, row in rows:
        if row in found:
            found.remove(row)
        else:
            assert optional, f"{row} is not told; left are {found}"
    assert not found
