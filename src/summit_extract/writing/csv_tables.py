"""Tables as CSV files that Excel, pandas and R open as they are."""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from summit_extract.tables import COLUMNS, Row
from summit_extract.writing.whole import whole_files

__all__ = ["CsvTables", "defuse", "open_tables"]

_DANGEROUS = frozenset("=+-@\t\r")
_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?")


def defuse(cell: str) -> str:
    """Write a cell that a spreadsheet would run as a formula so that it is text.

    Numbers stay as they are.

    >>> defuse("=1+1"), defuse("-149.9"), defuse("＝普京")
    ("'=1+1", '-149.9', '＝普京')
    """
    if cell[:1] in _DANGEROUS and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


class CsvTables:
    """Writes rows to open CSV files, one a table."""

    def __init__(self, files: dict[str, TextIO]) -> None:
        self._writers = {
            table: csv.writer(file, lineterminator="\n") for table, file in files.items()
        }
        for table, writer in self._writers.items():
            writer.writerow(COLUMNS[table])

    def write(self, rows: dict[str, list[Row]]) -> None:
        """Write the rows of one article; tables that are not open are passed over."""
        for table, writer in self._writers.items():
            writer.writerows([defuse(cell) for cell in row] for row in rows.get(table, ()))


@contextmanager
def open_tables(folder: Path, tables: Iterable[str]) -> Iterator[CsvTables]:
    """Open the CSV files of the tables in a folder, made if it is missing.

    UTF-8 with BOM, ``\\n`` line ends, one header row. All are written under temporary names and
    take their own only when the block ends without an error, so a table is never half a table.
    Raises ``OSError`` where the folder can't be written.
    """
    with whole_files(folder, [f"{table}.csv" for table in tables]) as paths:
        files: dict[str, TextIO] = {}
        try:
            for name, path in paths.items():
                table = name.removesuffix(".csv")
                files[table] = path.open("w", encoding="utf-8-sig", newline="")
            yield CsvTables(files)
        finally:
            for file in files.values():
                file.close()
