"""Opening a file as the bytes that it holds, compressed with gzip or zstd or not."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

__all__ = ["COMPRESSIONS", "BrokenFileError", "bare_name", "open_bytes", "read_all"]

COMPRESSIONS = (".gz", ".zst")
"""The endings of compressed files, in lower case."""


class BrokenFileError(ValueError):
    """A file that can't be read to its end; the message says why and what to do."""


def bare_name(name: str) -> str:
    """Give the name that a file has when it is decompressed.

    >>> bare_name("news.csv.gz"), bare_name("alaska.txt")
    ('news.csv', 'alaska.txt')
    """
    for suffix in COMPRESSIONS:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


@contextmanager
def open_bytes(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading what it holds once decompressed.

    Raises `BrokenFileError`, at the start or while it is read, where the file can't be opened or
    is damaged.
    """
    name = path.name.lower()
    try:
        if name.endswith(".gz"):
            with gzip.open(path, "rb") as unzipped:
                yield cast("IO[bytes]", unzipped)
        elif name.endswith(".zst"):
            # not the zstandard package, whose streams end in silence where a file is cut off
            import pyarrow as pa

            with path.open("rb") as packed, pa.CompressedInputStream(packed, "zstd") as unpacked:
                yield cast("IO[bytes]", unpacked)
        else:
            with path.open("rb") as plain:
                yield plain
    except EOFError as error:
        raise BrokenFileError("is cut off; get the whole file again") from error
    except (zlib.error, gzip.BadGzipFile) as error:
        raise BrokenFileError(f"is no sound gzip file ({error}); get it again") from error
    except OSError as error:
        if error.strerror is None:
            raise BrokenFileError(f"is no sound zstd file ({error}); get it again") from error
        raise BrokenFileError(f"{error.strerror}; check the file and its permissions") from error


def read_all(path: Path, most: int) -> bytes:
    """Read a file, decompressed.

    Raises `BrokenFileError` where it can't be read or holds more than ``most`` bytes.
    """
    with open_bytes(path) as stream:
        parts, size = [], 0
        while part := stream.read(1 << 20):
            parts.append(part)
            size += len(part)
            if size > most:
                raise BrokenFileError(
                    f"holds more than {most // 1_000_000} MB, more than an article has; "
                    "split it into its articles"
                )
        return b"".join(parts)
