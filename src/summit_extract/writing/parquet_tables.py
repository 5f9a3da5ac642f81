"""Tables as Parquet files, with types, written row group by row group."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from summit_extract.tables import COLUMNS, Row
from summit_extract.writing.schema import ColumnType, schema_of
from summit_extract.writing.whole import whole_files

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

__all__ = ["GROUP_ROWS", "ParquetTables", "arrow_schema", "open_tables"]

GROUP_ROWS = 20_000
"""Rows in a row group: what is held in memory for each table."""


def arrow_schema(table: str) -> "pa.Schema":
    """Give the Arrow schema of a table, with what each column means as its metadata.

    >>> arrow_schema("places").field("latitude").type
    DataType(double)
    """
    import pyarrow as pa

    types = {
        ColumnType.STRING: pa.string(),
        ColumnType.INTEGER: pa.int64(),
        ColumnType.NUMBER: pa.float64(),
        ColumnType.DATE: pa.date32(),
    }
    return pa.schema(
        [
            pa.field(column.name, types[column.type], metadata={"description": column.description})
            for column in schema_of(table)
        ]
    )


class ParquetTables:
    """Writes rows to open Parquet files, one a table."""

    def __init__(self, writers: "dict[str, pq.ParquetWriter]") -> None:
        self._writers = writers
        self._rows: dict[str, list[Row]] = {table: [] for table in writers}

    def write(self, rows: dict[str, list[Row]]) -> None:
        """Write the rows of one article; tables that are not open are passed over."""
        for table, held in self._rows.items():
            held += rows.get(table, ())
            while len(held) >= GROUP_ROWS:
                self._write_group(table, held[:GROUP_ROWS])
                del held[:GROUP_ROWS]

    def finish(self) -> None:
        """Write what is still held."""
        for table, held in self._rows.items():
            if held:
                self._write_group(table, held)
                held.clear()

    def _write_group(self, table: str, rows: list[Row]) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        schema = arrow_schema(table)
        columns = []
        for index, name in enumerate(COLUMNS[table]):
            told = pa.array([row[index] or None for row in rows], pa.string())
            columns.append(pc.cast(told, schema.field(name).type))
        self._writers[table].write_table(pa.Table.from_arrays(columns, schema=schema))


@contextmanager
def open_tables(folder: Path, tables: Iterable[str]) -> Iterator[ParquetTables]:
    """Open the Parquet files of the tables in a folder, made if it is missing.

    They take their names only when the block ends without an error. Raises ``OSError`` where the
    folder can't be written.
    """
    import pyarrow.parquet as pq

    with whole_files(folder, [f"{table}.parquet" for table in tables]) as paths:
        writers: dict[str, pq.ParquetWriter] = {}
        try:
            for name, path in paths.items():
                table = name.removesuffix(".parquet")
                writers[table] = pq.ParquetWriter(path, arrow_schema(table), compression="zstd")
            opened = ParquetTables(writers)
            yield opened
            opened.finish()
        finally:
            for writer in writers.values():
                writer.close()
