"""Spans and values of dates on hand-labelled articles, beside JioNLP.

    python tests/tools/dates_gold.py FOLDER [--jionlp]

A span is right with exactly its ends; a value is right, among the right spans, if it says the same
first and last day, the same clock time or the same length as the label. JioNLP tells no empty
values and no EDTF, so the comparison is by what a value says, not by how it is written.
"""

import argparse
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dates_dev import Answer, jionlp_finder, length_of

from summit_extract.dates import find_dates
from summit_extract.dates.values import bounds
from summit_extract.evaluation.gold import TIME_LABELS, load_folder

Meaning = tuple[str, ...] | tuple[float, float]


@dataclass
class Score:
    right: int = 0
    found: int = 0
    gold: int = 0
    values: int = 0
    seconds: float = 0.0
    characters: int = 0

    def line(self, name: str) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"{name:8}{self.gold:6}{precision:11.3f}{recall:9.3f}{f1:9.3f}"
            f"{self.values / max(1, self.right):9.3f}{self.characters / self.seconds:14,.0f}"
        )


def meaning(value: str) -> Meaning:
    """Say what a value says: days, moments (without zone) or a length."""
    if value.startswith("P"):
        return length_of(value) or ("",)
    clocks = tuple(re.findall(r"(?:\d{4}-\d\d-\d\d)?T\d\d:\d\d", value))
    return clocks or bounds(value)


def meaning_of_answer(answer: Answer) -> Meaning:
    if answer.length is not None:
        return answer.length
    if answer.days is None:
        return ("", "")
    if answer.moments:
        moments = [moment.replace(" ", "T")[:16] for moment in answer.moments]
        return tuple(dict.fromkeys(moments))
    return answer.days[0], answer.days[3]


def ours(text: str, reference: str) -> dict[tuple[int, int], Meaning]:
    return {(m.start, m.end): meaning(m.value) for m in find_dates(text, reference or None)}


def theirs() -> Callable[[str, str], dict[tuple[int, int], Meaning]]:
    find = jionlp_finder()
    return lambda text, reference: {
        (a.start, a.end): meaning_of_answer(a) for a in find(text, reference or "2025-01-01")
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jionlp", action="store_true", help="score JioNLP beside it")
    options = parser.parse_args()
    finders = {"ours": ours}
    if options.jionlp:
        finders["JioNLP"] = theirs()
    articles = list(load_folder(options.folder))
    print("            gold  precision   recall       F1    value  characters/s")
    for name, find in finders.items():
        for article in articles:  # what a finder loads once is not its speed
            find(article.text, str(article.published or ""))
        score = Score()
        for article in articles:
            reference = str(article.published or "")
            began = time.perf_counter()
            found = find(article.text, reference)
            score.seconds += time.perf_counter() - began
            score.characters += len(article.text)
            gold = {
                (m.start, m.end): meaning(m.value)
                for m in article.mentions
                if m.label in TIME_LABELS
            }
            both = found.keys() & gold.keys()
            score.right += len(both)
            score.found += len(found)
            score.gold += len(gold)
            score.values += sum(found[span] == gold[span] for span in both)
        print(score.line(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
