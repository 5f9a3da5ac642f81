from pathlib import Path

import pytest

from summit_extract.dates import find_dates

HERE = Path(__file__).parent


def _cases(name: str) -> list[tuple[str, str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(reference, text.replace("\\n", "\n"), told) for reference, text, told in rows[1:]]


@pytest.mark.parametrize(("reference", "text", "told"), _cases("cases.tsv"))
def test_sentence_is_read_as_the_guidelines_say(reference: str, text: str, told: str) -> None:
    found = find_dates(text, reference or None)
    assert "; ".join(f"{mention.text}={mention.value}" for mention in found) == told
