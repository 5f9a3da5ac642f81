"""What a reader changed, row by row, and how often the program was right by column."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from summit_extract.review.corrections import Correction, Corrections, Verdict
from summit_extract.review.reading import CorrectedRow
from summit_extract.tables import COLUMNS
from summit_extract.writing.report_tables import read_rows
from summit_extract.writing.schema import ColumnType, schema_of
from summit_extract.writing.xlsx_tables import REVIEW

__all__ = ["JUDGED", "Rate", "Review", "compare"]

Cells = dict[str, str]

JUDGED = (
    "event_type", "status", "format", "date", "local_date", "timezone", "place", "admin1",
    "country_code", "venue", "participants", "participant_roles", "participant_countries",
    "attendees", "occasion", "planned_duration", "duration", "topics", "outcome", "reported_by",
)  # fmt: skip
"""Columns that a reader judges; the others follow from them or say where they come from."""

_EDITABLE = frozenset(
    (*JUDGED, "date_start", "date_end", "date_text", "place_text", "country", "latitude",
     "longitude", "geonames_id", "participants_en")
)  # fmt: skip
"""Columns in which a change counts; spreadsheets change others by themselves (17-107 to a day)."""

_NUMBERS = frozenset(
    column.name
    for column in schema_of("events")
    if column.type in (ColumnType.INTEGER, ColumnType.NUMBER)
)
_JOIN = "; "


@dataclass(frozen=True, slots=True)
class Rate:
    """How often the program was right in one column, over the rows that tell of real events.

    ``right`` of the ``filled`` cells that the program filled were right; ``missed`` cells it left
    empty, and the reader filled them.
    """

    column: str
    right: int
    filled: int
    missed: int


@dataclass(frozen=True, slots=True)
class Review:
    """What came of a reader's work: rows read, wrong, missing, and every correction.

    ``fully_read`` are the articles of which the reader had every row.
    """

    read: int
    wrong: int
    missing: int
    changed: int
    rates: tuple[Rate, ...]
    corrections: tuple[Correction, ...]
    rows: Mapping[str, tuple[Cells, ...]]
    fully_read: tuple[str, ...]


def compare(corrected: Iterable[CorrectedRow], folder: Path, earlier: Corrections) -> Review:
    """Compare what a reader corrected with the tables of the run that they corrected.

    Every row of the corrected table counts as read; rows that were taken out of it don't.
    ``earlier`` corrections stay, and what the program had said before them is what counts. Raises
    ``FileNotFoundError`` where there are no tables, ``ValueError`` where a row is of no article in
    them.
    """
    return _Comparison(folder, earlier).of(corrected)


class _Comparison:
    def __init__(self, folder: Path, earlier: Corrections) -> None:
        for name in ("events", "articles", "entities"):
            if not (folder / f"{name}.csv").is_file():
                raise FileNotFoundError(
                    f"{folder / name}.csv: no such table; name the folder of the tables with --out"
                )
        self.folder = folder
        self.articles = {row["article_id"]: row for row in read_rows(folder / "articles.csv")}
        self.events = {row["event_id"]: row for row in read_rows(folder / "events.csv")}
        self.corrections = {(one.article_id, one.event_id): one for one in earlier.all()}
        self.read: set[str] = set()
        self.wrong: list[Cells] = []
        self.right: list[tuple[Cells, Cells]] = []
        self.missing: list[Cells] = []

    def of(self, corrected: Iterable[CorrectedRow]) -> Review:
        for given in corrected:
            known = self.events.get(given.get("event_id", ""))
            if known is not None:
                self._take(known, given)
            elif given[REVIEW] != Verdict.WRONG.value:
                row = self._added(given)
                self.missing.append(row)
                self._keep(Verdict.ADDED, row, row)
        changed = sum(
            any(not _same(c, row[c], said[c]) for c in JUDGED) for said, row in self.right
        )
        return Review(
            read=len(self.read),
            wrong=len(self.wrong),
            missing=len(self.missing),
            changed=changed,
            rates=tuple(_rates(self.right)),
            corrections=tuple(self.corrections.values()),
            rows=self._final(),
            fully_read=tuple(self._fully_read()),
        )

    def _take(self, known: Cells, given: CorrectedRow) -> None:
        """Take in a row that the run gave."""
        key = (known["article_id"], known["event_id"])
        before = self.corrections.get(key)
        added = before is not None and before.verdict is Verdict.ADDED
        if given[REVIEW] == Verdict.WRONG.value:
            if added:
                del self.corrections[key]
                return
            self.read.add(known["event_id"])
            self.wrong.append(known)
            self._keep(Verdict.WRONG, known, known)
            return
        row = self._completed(known, given)
        if added:
            self.missing.append(row)
            self._keep(Verdict.ADDED, row, row)
            return
        self.read.add(known["event_id"])
        said = known | dict(before.said) if before else known
        self.right.append((said, row))
        differing = {
            column: said[column]
            for column in COLUMNS["events"]
            if not _same(column, row[column], said[column])
        }
        if differing:
            self._keep(Verdict.CORRECTED, row, said, differing)
        else:
            self.corrections.pop(key, None)

    def _final(self) -> dict[str, tuple[Cells, ...]]:
        rows: dict[str, list[Cells]] = {row["article_id"]: [] for row in self.wrong}
        for row in (*(row for _, row in self.right), *self.missing):
            rows.setdefault(row["article_id"], []).append(row)
        return {
            article: tuple(sorted(found, key=lambda row: int(row["evidence_start"] or 0)))
            for article, found in rows.items()
        }

    def _fully_read(self) -> Iterator[str]:
        read = self.read | {row["event_id"] for row in self.missing}
        by_article: dict[str, set[str]] = {}
        for event in self.events.values():
            by_article.setdefault(event["article_id"], set()).add(event["event_id"])
        for article, events in sorted(by_article.items()):
            if events <= read:
                yield article

    def _keep(
        self, verdict: Verdict, row: Cells, said: Cells, differing: Mapping[str, str] | None = None
    ) -> None:
        key = (row["article_id"], row["event_id"])
        before = self.corrections.get(key)
        self.corrections[key] = Correction(
            verdict=verdict,
            row=tuple(row[column] for column in COLUMNS["events"]),
            sha256=self.articles[row["article_id"]]["sha256"],
            found_type=before.found_type if before else said["event_type"],
            found_start=before.found_start if before else int(said["evidence_start"] or 0),
            found_end=before.found_end if before else int(said["evidence_end"] or 0),
            said=differing or {},
        )

    def _added(self, given: CorrectedRow) -> Cells:
        article = given.get("article_id", "")
        if article not in self.articles:
            raise ValueError(
                f"a row that was added is of the article {article!r}, which is not in "
                f"{self.folder / 'articles.csv'}; write the article's id into its article_id"
            )
        if not (given.get("event_type") and given.get("participants") and given.get("evidence")):
            raise ValueError(
                f"a row that was added for {article} needs event_type, participants and evidence "
                "(the sentence that tells of it, as it stands in the article)"
            )
        empty = dict.fromkeys(COLUMNS["events"], "")
        row = self._completed(empty, {"status": "held", **given})
        return self._placed(row)

    def _placed(self, row: Cells) -> Cells:
        """Find the sentence of an added row in its article."""
        from summit_extract.writing.report_texts import read_texts

        article = self.articles[row["article_id"]]
        text = next((one.text for _, one in read_texts([article], self.folder)), None)
        at = -1 if text is None else text.find(row["evidence"])
        if at < 0:
            raise ValueError(
                f"a row that was added for {row['article_id']} has an evidence that does not stand "
                f"in {article['path']}; copy the sentence from there"
            )
        end = at + len(row["evidence"])
        row |= {
            "evidence_start": str(at), "evidence_end": str(end), "tellings": f"{at}-{end}",
            "mention_count": row["mention_count"] or "1", "confidence": row["confidence"] or "1.00",
        }  # fmt: skip
        inside = row["evidence"].find(row["trigger"])
        if row["trigger"] and inside >= 0:
            row["trigger_start"] = str(at + inside)
            row["trigger_end"] = str(at + inside + len(row["trigger"]))
        if not row["event_id"]:
            known = [e for e in self.events.values() if e["article_id"] == row["article_id"]]
            numbers = (int(event["event_id"].rpartition("#e")[2]) for event in known)
            row["event_id"] = f"{row['article_id']}#e{max(numbers, default=0) + 1}"
        self.events.setdefault(row["event_id"], row)
        return row

    def _completed(self, known: Cells, given: CorrectedRow) -> Cells:
        """Put the given cells into a row, and let follow what follows from them."""
        from summit_extract.review.following import follow

        new = not known["event_id"]
        row = known | {
            column: cell
            for column, cell in given.items()
            if column in _EDITABLE or (new and column in known)
        }
        row = {
            column: known[column] if _same(column, cell, known[column]) else cell
            for column, cell in row.items()
        }
        return follow(known, row)


def _same(column: str, one: str, other: str) -> bool:
    if one == other:
        return True
    if column in _NUMBERS and one and other:
        return float(one) == float(other)
    return _spaced(one) == _spaced(other)


def _spaced(text: str) -> str:
    """Spaces and line ends don't tell cells apart: spreadsheets change them."""
    return " ".join(text.replace(";", "; ").split())


def _rates(rows: list[tuple[Cells, Cells]]) -> Iterator[Rate]:
    for column in JUDGED:
        filled = [(said[column], right[column]) for said, right in rows if said[column]]
        yield Rate(
            column,
            right=sum(_same(column, said, right) for said, right in filled),
            filled=len(filled),
            missed=sum(1 for said, right in rows if not said[column] and right[column]),
        )
