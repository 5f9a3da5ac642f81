"""Tables as one Excel workbook: a sheet a table, dates as dates, links to the articles' files."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from summit_extract.tables import COLUMNS, Row
from summit_extract.writing.schema import Column, ColumnType, schema_of
from summit_extract.writing.whole import whole_files

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["REVIEW", "WORKBOOK", "XlsxTables", "open_tables"]

WORKBOOK = "tables.xlsx"
"""The name of the workbook."""

REVIEW = "review"
"""A column of the sheet ``events`` beyond those of the table: a reader writes ``wrong`` there."""

_MOST_ROWS = 1_048_576
"""Rows of a sheet, a limit of Excel; a table with more goes on in another sheet."""

_MOST_LINKS = 60_000
"""Links of a sheet; Excel takes 65,530."""

_MOST_CHARACTERS = 32_767
"""Characters of a cell, a limit of Excel."""

_DAY = re.compile(r"(19|[2-9]\d)\d\d-\d\d-\d\d")
"""Days that Excel knows: those since 1900."""

_EDTF = ("date", "local_date", "value")
_WIDTHS = {"evidence": 60, "participants": 24, "participants_en": 28, "path": 30, "error": 80}
_CREATED = datetime(2000, 1, 1)
"""Written into every workbook, so that the same tables give the same bytes."""


class _Sheet:
    """One table: its sheets, and the row that is written next."""

    def __init__(self, workbook: "Workbook", table: str, formats: "dict[str, Format]") -> None:
        self.workbook, self.table, self.formats = workbook, table, formats
        self.columns = schema_of(table)
        self.extra = (REVIEW,) if table == "events" else ()
        self.count = 0
        self._open()

    def _open(self) -> None:
        self.count += 1
        name = self.table if self.count == 1 else f"{self.table} {self.count}"
        self.sheet: Worksheet = self.workbook.add_worksheet(name)
        self.sheet.freeze_panes(1, 1)
        for index, column in enumerate(self.columns):
            width = _WIDTHS.get(column.name, max(len(column.name) + 3, 12))
            self.sheet.set_column(index, index, width)
        for index, title in enumerate((*COLUMNS[self.table], *self.extra)):
            self.sheet.write_string(0, index, title, self.formats["head"])
        self.row, self.links = 1, 0

    def add(self, row: Row, links: dict[str, str]) -> None:
        """Write one row; ``links`` has the addresses of its cells by column."""
        if self.row >= _MOST_ROWS:
            self.close()
            self._open()
        for index, (column, cell) in enumerate(zip(self.columns, row, strict=True)):
            if cell:
                self._write(index, column, cell, links.get(column.name, ""))
        self.row += 1

    def _write(self, index: int, column: Column, cell: str, link: str) -> None:
        day = _as_day(column, cell)
        if link and self.links < _MOST_LINKS:
            self.links += 1
            self.sheet.write_url(self.row, index, link, self.formats["link"], cell[:255])
        elif day is not None:
            self.sheet.write_datetime(self.row, index, day, self.formats["day"])
        elif column.type in (ColumnType.INTEGER, ColumnType.NUMBER):
            self.sheet.write_number(self.row, index, float(cell))
        else:
            self.sheet.write_string(self.row, index, cell[:_MOST_CHARACTERS])

    def close(self) -> None:
        """Set what needs the number of rows: the filters, the choices for a reader's review."""
        last = max(self.row - 1, 1)
        columns = len(self.columns) + len(self.extra)
        self.sheet.autofilter(0, 0, last, columns - 1)
        if self.extra:
            choices = {"validate": "list", "source": ["wrong", "right"], "ignore_blank": True}
            self.sheet.data_validation(1, columns - 1, last, columns - 1, choices)


def _as_day(column: Column, cell: str) -> date | None:
    if column.type is ColumnType.DATE or column.name in _EDTF:
        if _DAY.fullmatch(cell) is None:
            return None
        try:
            return date.fromisoformat(cell)
        except ValueError:
            return None
    return None


class XlsxTables:
    """Writes rows to the sheets of an open workbook, one a table."""

    def __init__(self, workbook: "Workbook", tables: Iterable[str]) -> None:
        formats = {
            "head": workbook.add_format({"bold": True, "bottom": 1}),
            "day": workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "link": workbook.get_default_url_format(),
        }
        self._sheets = {table: _Sheet(workbook, table, formats) for table in tables}

    def write(self, rows: dict[str, list[Row]]) -> None:
        """Write the rows of one article; tables that are not open are passed over."""
        paths = {row[0]: row[1] for row in rows.get("articles", ())}
        for table, sheet in self._sheets.items():
            for row in rows.get(table, ()):
                sheet.add(row, _links(table, row, paths))

    def finish(self) -> None:
        """Set what needs the number of rows."""
        for sheet in self._sheets.values():
            sheet.close()


def _links(table: str, row: Row, paths: dict[str, str]) -> dict[str, str]:
    """Give the addresses of the source file, for the cells that name the article."""
    if table == "events":
        return {"article_id": _address(paths.get(row[1], ""))}
    return {"path": _address(row[1])} if table == "articles" else {}


def _address(path: str) -> str:
    """Give the address of a file; nothing where it is too long for a link."""
    if not path or "\x00" in path:
        return ""
    address = Path(path).absolute().as_uri()
    # in capitals, which mean the same, or XlsxWriter takes it for a path of Windows
    address = address.replace("file:", "FILE:", 1)
    return address if len(address) < 2_000 else ""


@contextmanager
def open_tables(folder: Path, tables: Iterable[str]) -> Iterator[XlsxTables]:
    """Open the workbook ``tables.xlsx`` in a folder, made if it is missing.

    Rows go to temporary files as they come, so memory does not grow with them. The workbook takes
    its name only when the block ends without an error. Raises ``OSError`` where the folder can't
    be written.
    """
    from xlsxwriter import Workbook

    with (
        whole_files(folder, [WORKBOOK]) as paths,
        TemporaryDirectory(prefix=".tables.xlsx.", dir=folder) as rows,
    ):
        options = {"constant_memory": True, "tmpdir": rows, "max_url_length": 2_079}
        workbook = Workbook(str(paths[WORKBOOK]), options)
        workbook.set_properties({"title": "summit_extract", "created": _CREATED})
        opened = XlsxTables(workbook, tables)
        yield opened
        opened.finish()
        workbook.close()
