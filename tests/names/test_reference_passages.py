"""Scores whom references mean in passages that mark each with those it stands for."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from summit_extract.pipeline import analyse_text, load

FOLDER = Path(__file__).parent / "passages"
FLOORS = [("references_first", 0.95), ("references_second", 0.97), ("references_third", 0.95)]
_MARKED = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")


def passages(path: Path) -> Iterator[tuple[str, date, str, list[tuple[int, str, list[str]]]]]:
    """Read a file of passages: name, day, plain text, and offset, words and names of each."""
    for part in path.read_text(encoding="utf-8").split("\n= ")[1:]:
        head, _, marked = part.partition("\n")
        name, day = head.split()
        text, last, wanted = "", 0, []
        for found in _MARKED.finditer(marked):
            text += marked[last : found.start()]
            names = [] if found[2] == "-" else found[2].split(",")
            wanted.append((len(text), found[1], names))
            text += found[1]
            last = found.end()
        yield name, date.fromisoformat(day), text + marked[last:].rstrip("\n"), wanted


def misread(nlp: Language, path: Path) -> tuple[int, list[str]]:
    """Count the references of a file and tell those that are understood otherwise."""
    number, wrong = 0, []
    for name, day, text, wanted in passages(path):
        doc = analyse_text(nlp, text, day)
        mentions = [span._.mention for span in doc.spans["names"]]
        forms: dict[str, set[str]] = {}
        for mention in mentions:
            forms.setdefault(mention.entity.id, set()).add(text[mention.start : mention.end])
        told = [
            (r.start, r.end, r.entities) for r in (s._.reference for s in doc.spans["references"])
        ]
        told += [(m.start, m.end, (m.entity.id,)) for m in mentions]
        for start, words, names in wanted:
            number += 1
            end = start + len(words)
            meant = list(next((ids for a, b, ids in told if a < end and b > start), ()))
            for name_wanted in names:
                same = (i for i in meant if any(name_wanted in form for form in forms[i]))
                hit = next(same, None)
                if hit is None:
                    meant.append("?")
                    break
                meant.remove(hit)
            if meant:
                wrong.append(f"{name} {words} at {start}: wanted {names}")
    return number, wrong


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.mark.parametrize(("name", "floor"), FLOORS)
def test_references_mean_whom_a_reader_takes_them_for(
    nlp: Language, name: str, floor: float
) -> None:
    number, wrong = misread(nlp, FOLDER / f"{name}.txt")
    assert 1 - len(wrong) / number >= floor, "\n".join(wrong)
