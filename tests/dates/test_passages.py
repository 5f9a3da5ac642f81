import re
from pathlib import Path

from summit_extract.dates import find_dates
from summit_extract.evaluation.values import same_value

_PASSAGES = Path(__file__).parent / "passages.tsv"
_MARK = re.compile(r"⟦([^|⟧]*)\|([^⟧]*)⟧")
_FEWEST = 0.98


def _expressions(marked: str) -> tuple[str, dict[tuple[int, int], str]]:
    """Give the text of a passage, and the value of each expression marked in it by its offsets."""
    text, values, last = "", {}, 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        values[len(text), len(text) + len(mark[1])] = mark[2]
        text += mark[1]
        last = mark.end()
    return text + marked[last:], values


def test_expressions_of_passages_are_found_with_their_value() -> None:
    lines = _PASSAGES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    right = 0
    wrong: list[str] = []
    for reference, marked in rows:
        text, values = _expressions(marked.replace("\\n", "\n"))
        found = {(m.start, m.end): m.value for m in find_dates(text, reference)}
        for (start, end), value in values.items():
            told = found.get((start, end))
            if told is not None and same_value(told, value):
                right += 1
            else:
                wrong.append(f"{text[max(0, start - 8) : end]} = {value}, not {told}")
    assert right / (right + len(wrong)) >= _FEWEST, "\n".join(wrong)
