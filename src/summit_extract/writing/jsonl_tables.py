"""Tables as JSON Lines: one object a row, with numbers as numbers and null for what is not told."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from summit_extract.tables import Row
from summit_extract.writing.schema import Column, ColumnType, schema_of
from summit_extract.writing.whole import whole_files

__all__ = ["JsonlTables", "open_tables"]


def _value(cell: str, column: Column) -> str | int | float | None:
    if not cell:
        return None
    if column.type is ColumnType.INTEGER:
        return int(cell)
    return float(cell) if column.type is ColumnType.NUMBER else cell


class JsonlTables:
    """Writes rows to open files, one a table."""

    def __init__(self, files: dict[str, TextIO]) -> None:
        self._files = files

    def write(self, rows: dict[str, list[Row]]) -> None:
        """Write the rows of one article; tables that are not open are passed over."""
        for table, file in self._files.items():
            columns = schema_of(table)
            for row in rows.get(table, ()):
                cells = {
                    column.name: _value(cell, column)
                    for cell, column in zip(row, columns, strict=True)
                }
                file.write(json.dumps(cells, ensure_ascii=False) + "\n")


@contextmanager
def open_tables(folder: Path, tables: Iterable[str]) -> Iterator[JsonlTables]:
    """Open the JSON Lines files of the tables in a folder, made if it is missing.

    They take their names only when the block ends without an error. Raises ``OSError`` where the
    folder can't be written.
    """
    with whole_files(folder, [f"{table}.jsonl" for table in tables]) as paths:
        files: dict[str, TextIO] = {}
        try:
            for name, path in paths.items():
                files[name.removesuffix(".jsonl")] = path.open("w", encoding="utf-8", newline="\n")
            yield JsonlTables(files)
        finally:
            for file in files.values():
                file.close()
