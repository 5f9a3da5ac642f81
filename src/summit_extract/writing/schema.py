"""The type and meaning of every column, and the check of rows against them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from summit_extract.resources import read_table, split_cell
from summit_extract.tables import COLUMNS, Row

__all__ = [
    "Column",
    "ColumnType",
    "SchemaError",
    "check_rows",
    "emptied_rows",
    "schema_of",
    "table_description",
]

_INTEGER = re.compile(r"\d{1,18}")
_NUMBER = re.compile(r"-?\d{1,18}(?:\.\d{1,18})?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_RESOURCE = "columns.tsv"


class ColumnType(StrEnum):
    """Types of columns, by their names in Frictionless table schemas."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"


_FORMS = {
    ColumnType.INTEGER: _INTEGER,
    ColumnType.NUMBER: _NUMBER,
    ColumnType.DATE: _DATE,
}


class SchemaError(ValueError):
    """A row that does not fit its table; the message names table, column and cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, type, what it means, and the values it may have if they are few."""

    name: str
    type: ColumnType
    description: str
    values: tuple[str, ...] = ()
    required: bool = False


@cache
def _described() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["table"], row["column"]): row for row in read_table(_RESOURCE)}


@cache
def schema_of(table: str) -> tuple[Column, ...]:
    """Give the columns of a table, in order, as ``resources/columns.tsv`` describes them.

    >>> [(column.name, column.type.value) for column in schema_of("places")][1:3]
    [('start', 'integer'), ('end', 'integer')]
    """
    columns = []
    for name in COLUMNS[table]:
        found = (_described().get((given, name)) for given in (table, "*", "events"))
        row = next(filter(None, found), {})
        columns.append(
            Column(
                name,
                ColumnType(row.get("type") or "string"),
                row.get("description", ""),
                _values(name, row.get("values", "")),
                row.get("required", "") == "yes",
            )
        )
    return tuple(columns)


def _values(column: str, told: str) -> tuple[str, ...]:
    from summit_extract.events.lexicon import type_names

    return type_names() if column == "event_type" else split_cell(told)


def table_description(table: str) -> str:
    """Give what one row of a table is.

    >>> table_description("places")
    'One row per mention of a place'
    """
    return _described().get((table, ""), {}).get("description", "")


@cache
def _typed(table: str) -> tuple[tuple[int, Column], ...]:
    return tuple(
        (index, column)
        for index, column in enumerate(schema_of(table))
        if column.type is not ColumnType.STRING or column.values or column.required
    )


def _wrong(table: str, row: Row) -> Iterator[tuple[int, Column, str]]:
    """Give the cells of a row that do not fit their columns, and what is wrong with each.

    Raises `SchemaError` where the row has more or fewer cells than the table has columns.
    """
    width = len(COLUMNS[table])
    if len(row) != width:
        raise SchemaError(f"a row of {table} has {len(row)} cells, not {width}")
    for index, column in _typed(table):
        cell = row[index]
        form = _FORMS.get(column.type)
        if cell:
            fits = form.fullmatch(cell) if form else not column.values or cell in column.values
        else:
            fits = not column.required
        if not fits:
            kind = f"not of type {column.type.value}" if form else "not one of its values"
            yield index, column, f"{table}.{column.name} is {cell[:40]!r}, {kind}"


def check_rows(table: str, rows: Iterable[Row]) -> None:
    """Check that rows have the columns of their table and cells of the columns' types.

    Raises `SchemaError` naming the first cell that does not fit.

    >>> check_rows("errors", [("a.txt", "a")])
    Traceback (most recent call last):
    ...
    summit_extract.writing.schema.SchemaError: a row of errors has 2 cells, not 3
    """
    for row in rows:
        for _, _, problem in _wrong(table, row):
            raise SchemaError(problem)


def emptied_rows(table: str, rows: Iterable[Row]) -> tuple[list[Row], list[str]]:
    """Empty the cells that do not fit their columns; gives the rows, and what was wrong.

    Raises `SchemaError` where a cell that may not be empty does not fit, as `check_rows` does.

    >>> emptied_rows("errors", [("a.txt", "a", "is empty")])
    ([('a.txt', 'a', 'is empty')], [])
    """
    kept: list[Row] = []
    problems: list[str] = []
    for row in rows:
        cells = list(row)
        for index, column, problem in _wrong(table, row):
            if column.required:
                raise SchemaError(problem)
            cells[index] = ""
            problems.append(problem)
        kept.append(tuple(cells))
    return kept, problems
