"""The day of publication, as papers of all regions print it."""

import csv
from pathlib import Path

import pytest

from summit_extract.language.dateline import find_published


def _cases() -> list[tuple[str, str]]:
    path = Path(__file__).parent / "published.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"].replace("\\n", "\n"), row["published"]) for row in rows]


@pytest.mark.parametrize(("text", "published"), _cases())
def test_the_day_of_publication_is_found(text: str, published: str) -> None:
    assert str(find_published(text) or "") == published
