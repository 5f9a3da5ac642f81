"""Lexicons and gazetteers: tables that someone who writes no Python can extend.

Every table is a UTF-8 file of tab-separated values with one header row; lines that start with
``#`` are comments; several values in a cell are joined by ``|``. Chinese may be written in
Traditional or Simplified characters: it is compared in simplified form.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["EXTENSIBLE", "own_files", "path", "read_table", "split_cell", "use_lexicon"]

EXTENSIBLE = (
    "documents.tsv",
    "event_types.tsv",
    "layout.tsv",
    "occasions.tsv",
    "organisations.tsv",
    "people.tsv",
    "photo_credits.tsv",
    "places.tsv",
    "roles.tsv",
    "status_cues.tsv",
    "timezones.tsv",
    "triggers.tsv",
)
"""The tables that a folder of one's own may add rows to."""

PLACES = (
    "name_en", "names", "label", "kind", "country", "admin1", "latitude", "longitude",
    "geonames_id", "timezone", "city",
)  # fmt: skip
"""The columns of ``places.tsv``, which has no namesake in the package."""

_own: dict[str, Path] = {}
_read: set[str] = set()


def path(name: str) -> Path:
    """Give the path of a resource that ships with the package.

    >>> path("layout.tsv").name
    'layout.tsv'
    """
    return Path(__file__).parent / name


def use_lexicon(folder: str | Path) -> None:
    """Add the rows of the tables in a folder to those that ship with the package.

    The folder holds any of `EXTENSIBLE`, with columns as the package's table of that name has
    them (``places.tsv``: `PLACES`); those that are left out are empty. It counts for the whole
    process and must be named before what it adds to is read. Raises ``FileNotFoundError`` where
    there is no such folder, ``ValueError`` where it holds no table, one of another name, or one
    with other columns, and where it comes too late.
    """
    found = _tables_of(Path(folder))
    if found == _own:
        return
    late = sorted(_read.intersection({*found, *_own}))
    if late:
        raise ValueError(
            f"{folder}: comes too late, {', '.join(late)} was read before; "
            "name the lexicon in the first call, in a new process"
        )
    for name, file in found.items():
        _rows_of(file, name)
    _own.clear()
    _own.update(found)


def own_files() -> tuple[Path, ...]:
    """Give the tables of the folder that `use_lexicon` named, sorted."""
    return tuple(sorted(_own.values()))


def _tables_of(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: no such folder; check --lexicon")
    files = {file.name: file.absolute() for file in sorted(folder.glob("*.tsv"))}
    known = f"a lexicon has files named {', '.join(EXTENSIBLE)}"
    if not files:
        raise ValueError(f"{folder}: no table in it; {known}")
    for name in files:
        if name not in EXTENSIBLE:
            raise ValueError(f"{folder / name}: no such table; {known}")
    return files


def _columns(name: str) -> tuple[str, ...]:
    if name == "places.tsv":
        return PLACES
    with path(name).open(encoding="utf-8") as lines:
        header = next(line for line in lines if not line.startswith("#"))
    return tuple(header.rstrip("\n").split("\t"))


def _rows_of(file: Path, name: str) -> tuple[dict[str, str], ...]:
    """Read a table of one's own, each row with all the columns that the package's table has."""
    columns = _columns(name)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"{file}: is not UTF-8; save it as UTF-8") from error
    rows = tuple(_rows(iter(text.splitlines(keepends=True)), str(file)))
    surplus = sorted({*rows[0]} - {*columns}) if rows else []
    if surplus:
        raise ValueError(
            f"{file}: has a column {surplus[0]!r}; its columns are {', '.join(columns)}, "
            "with a tab between them"
        )
    return tuple(dict.fromkeys(columns, "") | row for row in rows)


def _rows(lines: Iterator[str], name: str) -> Iterator[dict[str, str]]:
    header: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        line = line.rstrip("\r\n")
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

    Rows of the user's own (see `use_lexicon`) follow the package's.

    Raises ``ValueError`` naming file and line where a row has more cells than the header.

    >>> sorted(read_table("layout.tsv")[0])
    ['kind', 'match', 'text']
    """
    _read.add(name)
    own = _rows_of(_own[name], name) if name in _own else ()
    if name == "places.tsv":
        return own
    with path(name).open(encoding="utf-8", newline="\n") as lines:
        return (*_rows(lines, name), *own)


def split_cell(cell: str) -> tuple[str, ...]:
    """Split a cell of several values at ``|``.

    >>> split_cell("特朗普|川普")
    ('特朗普', '川普')
    >>> split_cell("")
    ()
    """
    return tuple(part for part in cell.split("|") if part)
