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

__all__ = ["GROUP_ROWS", "PART_ROWS", "ParquetTables", "arrow_schema", "open_tables"]

GROUP_ROWS = 5_000
"""Rows in a row group: what is held in memory for each table."""

PART_ROWS = 1_000_000
"""Rows in a part of a table."""


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
    """Writes rows to Parquet files: one a table, or parts of a table in a folder."""

    def __init__(self, paths: dict[str, Path], part_rows: int | None) -> None:
        self._paths = paths
        self._part_rows = part_rows
        self._writers: dict[str, pq.ParquetWriter] = {}
        self._rows: dict[str, list[Row]] = {table: [] for table in paths}
        self._parts: dict[str, int] = dict.fromkeys(paths, 0)
        self._written: dict[str, int] = dict.fromkeys(paths, 0)

    def write(self, rows: dict[str, list[Row]]) -> None:
        """Write the rows of one article; tables that are not open are passed over."""
        for table, held in self._rows.items():
            held += rows.get(table, ())
            while len(held) >= GROUP_ROWS:
                self._write_group(table, held[:GROUP_ROWS])
                del held[:GROUP_ROWS]

    def finish(self) -> None:
        """Write what is still held, and every table's end."""
        for table, held in self._rows.items():
            if held or not (self._parts[table] or table in self._writers):
                self._write_group(table, held)
                held.clear()
        self.close()

    def close(self) -> None:
        """Close the files."""
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()

    def _write_group(self, table: str, rows: list[Row]) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        schema = arrow_schema(table)
        columns = []
        for index, name in enumerate(COLUMNS[table]):
            told = pa.array([row[index] or None for row in rows], pa.string())
            columns.append(pc.cast(told, schema.field(name).type))
        self._writer(table).write_table(pa.Table.from_arrays(columns, schema=schema))
        self._written[table] += len(rows)
        if self._part_rows is not None and self._written[table] >= self._part_rows:
            self._writers.pop(table).close()
            self._parts[table] += 1
            self._written[table] = 0

    def _writer(self, table: str) -> "pq.ParquetWriter":
        import pyarrow.parquet as pq

        if table not in self._writers:
            path = self._paths[table]
            if self._part_rows is not None:
                path.mkdir(exist_ok=True)
                path = path / f"part-{self._parts[table]:05}.parquet"
            self._writers[table] = pq.ParquetWriter(path, arrow_schema(table), compression="zstd")
        return self._writers[table]


@contextmanager
def open_tables(
    folder: Path, tables: Iterable[str], parts: bool = False
) -> Iterator[ParquetTables]:
    """Open the Parquet files of the tables in a folder, made if it is missing.

    With ``parts`` each table is a folder ``events.parquet`` of files of `PART_ROWS` rows, as Dask,
    Spark, DuckDB and pandas read them. They take their names only when the block ends without an
    error. Raises ``OSError`` where the folder can't be written.
    """
    with whole_files(folder, [f"{table}.parquet" for table in tables]) as paths:
        opened = ParquetTables(
            {name.removesuffix(".parquet"): path for name, path in paths.items()},
            PART_ROWS if parts else None,
        )
        try:
            yield opened
            opened.finish()
        finally:
            opened.close()
