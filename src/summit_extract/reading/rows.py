"""Files in which each row is an article: CSV, JSON Lines, Parquet → rows."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from summit_extract.reading.compression import BrokenFileError, bare_name, open_bytes
from summit_extract.reading.encoding import DecodingError, tell_encoding

__all__ = ["COLUMNS", "BadRow", "NewsRow", "read_rows"]

COLUMNS = ("text", "id", "title", "published", "url", "source")
"""The columns that are read; others are passed over."""

_SNIFFED = 1 << 20
_BATCH = 256
_DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True, slots=True)
class NewsRow:
    """One row: its number from 1, and its cells as text, "" where there are none."""

    number: int
    text: str
    id: str = ""
    title: str = ""
    published: str = ""
    url: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is no article; ``error`` says why and what to do."""

    number: int
    error: str


def read_rows(path: Path, longest: int, encoding: str | None = None) -> Iterator[NewsRow | BadRow]:
    """Read the rows of a CSV, JSON Lines or Parquet file, compressed or not, as they come.

    No more than one row, or one batch of a Parquet file, is held at a time. Rows whose text is
    longer than ``longest`` characters are `BadRow`. Raises `BrokenFileError` where the file can't
    be read, or not further.
    """
    name = bare_name(path.name).lower()
    if name.endswith(".parquet"):
        yield from _parquet(path, longest)
        return
    with open_bytes(path) as stream:
        buffered = io.BufferedReader(stream, _SNIFFED)  # type: ignore[type-var]
        try:
            known = encoding or tell_encoding(buffered.peek(_SNIFFED)[:_SNIFFED])
            # a byte that is not in the encoding costs its row, not the file
            text = io.TextIOWrapper(buffered, known, errors="surrogateescape", newline="")
        except DecodingError as error:
            raise BrokenFileError(str(error)) from error
        except LookupError as error:
            raise BrokenFileError(f"no encoding is named {encoding!r}") from error
        reader = _csv if name.endswith(".csv") else _jsonl
        try:
            yield from reader(text, longest)
        except UnicodeError as error:
            raise BrokenFileError(f"is no text in {known} ({error}); name its encoding") from error
        finally:
            text.detach()


def _checked(number: int, cells: Mapping[str, str], longest: int) -> NewsRow | BadRow:
    text = cells.get("text", "")
    if len(text) > longest:
        return BadRow(
            number, f"row {number} has {len(text)} characters, more than an article; split it"
        )
    others = {column: cells.get(column, "").strip() for column in COLUMNS[1:]}
    return NewsRow(number, text, **others)


def _undecoded(text: str) -> bool:
    return any("\udc80" <= character <= "\udcff" for character in text)


def _no_text_column(names: list[str]) -> BrokenFileError:
    return BrokenFileError(
        f"has no column named text, but {', '.join(names[:20]) or 'none'}; "
        "name the one that holds the articles text"
    )


def _csv(lines: IO[str], longest: int) -> Iterator[NewsRow | BadRow]:
    csv.field_size_limit(4 * longest)
    first = lines.readline(longest).removeprefix("\ufeff")
    if not first.strip():
        raise BrokenFileError("is empty; take it out, or put the articles in")
    headers = {mark: _names(next(csv.reader([first], delimiter=mark))) for mark in _DELIMITERS}
    mark = next((mark for mark, names in headers.items() if "text" in names), None)
    if mark is None:
        raise _no_text_column(headers[","])
    names, number = headers[mark], 0
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=mark), start=1):
            if not row:
                continue
            if any(map(_undecoded, row)):
                yield BadRow(number, f"row {number} is not in the encoding of the file; repair it")
            else:
                yield _checked(number, dict(zip(names, row, strict=False)), longest)
    except csv.Error as error:
        raise BrokenFileError(
            f"can't be read after row {number} ({error}); look for a quotation mark that is "
            "never closed"
        ) from error


def _names(header: list[str]) -> list[str]:
    return [name.strip().lower() for name in header]


def _jsonl(lines: IO[str], longest: int) -> Iterator[NewsRow | BadRow]:
    most = 12 * longest  # \ud83d\ude00 for one character
    number = 0
    while line := lines.readline(most):
        number += 1
        if not line.endswith("\n") and len(line) == most:
            while line and not line.endswith("\n"):
                line = lines.readline(most)
            yield BadRow(number, f"line {number} is longer than an article; split it")
            continue
        line = line.strip("\ufeff \t\r\n")
        if line:
            yield _jsonl_row(number, line, longest)


def _jsonl_row(number: int, line: str, longest: int) -> NewsRow | BadRow:
    if _undecoded(line):
        return BadRow(number, f"line {number} is not in the encoding of the file; repair it")
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return BadRow(number, f"line {number} is no JSON ({error}); repair it")
    if not isinstance(row, dict):
        return BadRow(number, f"line {number} is no JSON object; write {{...}} with a text in it")
    cells = {str(key).strip().lower(): _as_text(value) for key, value in row.items()}
    if "text" not in cells:
        return BadRow(number, f"line {number} has no text; name the field with the article text")
    return _checked(number, cells, longest)


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value.isoformat() if isinstance(value, date) else str(value)


def _parquet(path: Path, longest: int) -> Iterator[NewsRow | BadRow]:
    import shutil
    import tempfile

    import pyarrow as pa
    import pyarrow.parquet as pq

    with open_bytes(path) as stream, tempfile.TemporaryFile() as whole:
        seekable: Any = stream
        if bare_name(path.name) != path.name:
            shutil.copyfileobj(stream, whole)
            whole.seek(0)
            seekable = whole
        try:
            file = pq.ParquetFile(seekable)
            columns = {name.strip().lower(): name for name in file.schema_arrow.names}
            if "text" not in columns:
                raise _no_text_column(list(columns))
            wanted = [columns[name] for name in COLUMNS if name in columns]
            number = 0
            for batch in file.iter_batches(_BATCH, columns=wanted, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    cells = {key.strip().lower(): _as_text(value) for key, value in row.items()}
                    yield _checked(number, cells, longest)
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            reason = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise BrokenFileError(f"is no sound Parquet file ({reason}); get it again") from error
