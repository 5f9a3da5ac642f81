from pathlib import Path

import pytest

from .conftest import Reader

HERE = Path(__file__).parent


def _cases() -> list[tuple[str, str, str]]:
    lines = (HERE / "cases.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(published, text, told) for published, text, told in rows[1:]]


@pytest.mark.parametrize(("published", "text", "told"), _cases())
def test_names_are_found_and_linked(read: Reader, published: str, text: str, told: str) -> None:
    doc = read(text, published)
    found = [
        span._.mention for span in doc.spans["names"] if span.label_ in ("PERSON", "ORG", "EVENT")
    ]
    wanted = [item.partition("=") for item in told.split("; ") if item]
    assert [(m.text, m.label) for m in found] == [
        (name, what.partition(":")[0]) for name, _, what in wanted
    ]
    for mention, (_, _, what) in zip(found, wanted, strict=True):
        entity = what.partition(":")[2]
        assert entity in ("*", mention.entity.id)
