"""Lexicons and gazetteers: tables that someone who writes no Python can extend.

Every table is a UTF-8 file of tab-separated values with one header row; lines that start with
``#`` are comments; several values in a cell are joined by ``|``. Chinese may be written in
Traditional or Simplified characters: it is compared in simplified form.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["path", "read_table", "split_cell"]


def path(name: str) -> Path:
    """Give the path of a resource that ships with the package.

    >>> path("layout.tsv").name
    'layout.tsv'
    """
    return Path(__file__).parent / name


def _rows(lines: Iterator[str], name: str) -> Iterator[dict[str, str]]:
    header: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise ValueError(
                f"{name}, line {number}: {len(cells)} cells, but the header has {len(header)}; "
                "remove the surplus tabs"
            )
        cells += [""] * (len(header) - len(cells))
        yield dict(zip(header, cells, strict=True))


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Read a table of this folder into one dictionary a row, missing trailing cells as "".

    Raises ``ValueError`` naming file and line where a row has more cells than the header.

    >>> sorted(read_table("layout.tsv")[0])
    ['kind', 'match', 'text']
    """
    with path(name).open(encoding="utf-8", newline="\n") as lines:
        return tuple(_rows(lines, name))


def split_cell(cell: str) -> tuple[str, ...]:
    """Split a cell of several values at ``|``.

    >>> split_cell("特朗普|川普")
    ('特朗普', '川普')
    >>> split_cell("")
    ()
    """
    return tuple(part for part in cell.split("|") if part)
