"""A table of events that a reader corrected, in a spreadsheet or a text editor, read back."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from summit_extract.review.corrections import Verdict
from summit_extract.writing.schema import ColumnType, schema_of
from summit_extract.writing.xlsx_tables import REVIEW

__all__ = ["CorrectedRow", "read_corrected"]

CorrectedRow = dict[str, str]
"""The cells of one row by column, with `REVIEW` ("wrong" or "")."""

_SHEET = "events"
_DELIMITERS = ",;\t"
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_WRONG = frozenset(("wrong", "x", "no", "false", "錯", "错", "✗", "×"))
_RIGHT = frozenset(("", "right", "ok", "yes", "true", "對", "对", "✓"))
_EDTF = frozenset(("date", "local_date"))


def read_corrected(path: Path) -> list[CorrectedRow]:
    """Read the rows of a corrected ``events.csv``, or of the sheet ``events`` of a workbook.

    Columns that are not of the table are passed over, columns that were taken out are missing in
    the rows. What spreadsheets do to days (2025/8/16) is undone. Raises ``FileNotFoundError``, and
    ``ValueError`` naming the row where a cell is none that its column can have.
    """
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no such file; give the events.csv that you corrected")
    rows = _workbook(path) if path.suffix.lower() == ".xlsx" else _text(path)
    header = next(rows, None)
    if header is None or not {"event_id", "article_id"} & set(header):
        raise ValueError(
            f"{path}: is no table of events; its first row must have the column event_id"
        )
    found = []
    for number, cells in enumerate(rows, start=2):
        row = dict(zip(header, cells, strict=False))
        if any(row.values()):
            found.append(_checked(row, f"{path}, row {number}"))
    return found


def _text(path: Path) -> Iterator[list[str]]:
    from summit_extract.reading.encoding import decode

    text, _ = decode(path.read_bytes())
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    csv.field_size_limit(2**31 - 1)
    for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        yield [_plain(cell) for cell in cells]


def _plain(cell: str) -> str:
    return cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell


def _workbook(path: Path) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets out whatever its parsers raise
        raise ValueError(f"{path}: is no Excel workbook ({error})") from error
    try:
        if _SHEET not in workbook.sheetnames:
            raise ValueError(f"{path}: has no sheet named {_SHEET}")
        for cells in workbook[_SHEET].iter_rows(values_only=True):
            yield [_as_text(cell) for cell in cells]
    finally:
        workbook.close()


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.10f}".rstrip("0").rstrip(".")
    return str(cell)


def _checked(row: CorrectedRow, where: str) -> CorrectedRow:
    kept = {
        column.name: row[column.name].strip() for column in schema_of(_SHEET) if column.name in row
    }
    mark = row.get(REVIEW, "").strip().lower()
    if mark not in _WRONG | _RIGHT:
        raise ValueError(f"{where}: {REVIEW} is {mark!r}; write wrong, right or nothing")
    kept[REVIEW] = Verdict.WRONG.value if mark in _WRONG else ""
    for column in schema_of(_SHEET):
        cell = kept.get(column.name, "")
        if cell:
            kept[column.name] = _cell(column.name, column.type, column.values, cell, where)
    return kept


def _cell(name: str, type_: ColumnType, values: Sequence[str], cell: str, where: str) -> str:
    from summit_extract.evaluation.values import parse_moment

    if name in _EDTF or type_ is ColumnType.DATE:
        slashed = _SLASHED.fullmatch(cell)
        if slashed:
            cell = f"{slashed[1]}-{int(slashed[2]):02d}-{int(slashed[3]):02d}"
        if parse_moment(cell) is None:
            raise ValueError(
                f"{where}: {name} is {cell!r}; write it as 2025-08-16, 2025-08 or 2025"
            )
    elif type_ in (ColumnType.INTEGER, ColumnType.NUMBER):
        try:
            float(cell)
        except ValueError as error:
            raise ValueError(f"{where}: {name} is {cell!r}, no number") from error
    elif values and cell not in values:
        raise ValueError(f"{where}: {name} is {cell!r}, not one of {', '.join(values)}")
    return cell
