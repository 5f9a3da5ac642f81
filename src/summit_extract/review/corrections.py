"""Corrections that a reader made, kept beside the tables and put into the rows of later runs."""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from summit_extract.tables import COLUMNS, Row
from summit_extract.writing.csv_tables import defuse
from summit_extract.writing.report_tables import read_rows
from summit_extract.writing.whole import whole_files

__all__ = [
    "CORRECTIONS",
    "Correction",
    "Corrections",
    "Verdict",
    "read_corrections",
    "write_corrections",
]

CORRECTIONS = "corrections.csv"
"""The file of the corrections, beside the tables."""

_EVENTS = COLUMNS["events"]
_ARTICLE, _ID = _EVENTS.index("article_id"), _EVENTS.index("event_id")
_OWN = ("review", "corrected", "program_said", "found_type", "found_start", "found_end", "sha256")
_JOIN = "; "


class Verdict(StrEnum):
    """What a reader said of a row."""

    WRONG = "wrong"
    CORRECTED = "corrected"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right instead of one row.

    ``row`` is the whole row as it should be, ``said`` what the program had in the cells that were
    changed, by column. ``found_type``, ``found_start`` and ``found_end`` are the type and the main
    sentence of the row that the program gave: by them it is found again when numbers change. The
    correction holds for the article with the checksum ``sha256`` and no other text.
    """

    verdict: Verdict
    row: Row
    sha256: str
    found_type: str
    found_start: int
    found_end: int
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def article_id(self) -> str:
        """The article that the row is of."""
        return self.row[_ARTICLE]

    @property
    def event_id(self) -> str:
        """The event's id when it was corrected."""
        return self.row[_ID]


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of a folder by article; ``digest`` changes with any of them."""

    by_article: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    digest: str = ""

    def __bool__(self) -> bool:
        return bool(self.by_article)

    def all(self) -> Iterator[Correction]:
        """Give the corrections of all articles."""
        for found in self.by_article.values():
            yield from found


def read_corrections(folder: Path) -> Corrections:
    """Read the corrections beside the tables in a folder; none if there is no such file.

    Raises ``ValueError`` where the file is no table of corrections.
    """
    path = folder / CORRECTIONS
    if not path.is_file():
        return Corrections()
    found: dict[str, list[Correction]] = {}
    for number, cells in enumerate(read_rows(path), start=2):
        try:
            correction = Correction(
                verdict=Verdict(cells["review"]),
                row=tuple(cells.get(column, "") for column in _EVENTS),
                sha256=cells["sha256"],
                found_type=cells["found_type"],
                found_start=int(cells["found_start"]),
                found_end=int(cells["found_end"]),
                said=json.loads(cells["program_said"] or "{}"),
            )
        except (KeyError, ValueError) as error:
            raise ValueError(
                f"{path}, row {number}: is no correction ({error}); make the file with: "
                "python -m summit_extract review"
            ) from error
        found.setdefault(correction.article_id, []).append(correction)
    by_article = {article: tuple(rows) for article, rows in found.items()}
    return Corrections(by_article, hashlib.sha256(path.read_bytes()).hexdigest())


def write_corrections(folder: Path, corrections: Iterable[Correction]) -> Path:
    """Write the corrections beside the tables, in the order of articles and positions."""
    ordered = sorted(corrections, key=lambda one: (one.article_id, one.found_start, one.event_id))
    with (
        whole_files(folder, [CORRECTIONS]) as paths,
        paths[CORRECTIONS].open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow((*_EVENTS, *_OWN))
        for one in ordered:
            own = (
                one.verdict.value, _JOIN.join(one.said),
                json.dumps(dict(one.said), ensure_ascii=False) if one.said else "",
                one.found_type, str(one.found_start), str(one.found_end), one.sha256,
            )  # fmt: skip
            writer.writerow([defuse(cell) for cell in (*one.row, *own)])
    return folder / CORRECTIONS
