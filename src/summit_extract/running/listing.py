"""A list of files on standard input."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from summit_extract.reading.files import InputFile, listed_files

__all__ = ["FileList"]

_SNIFFED = 1 << 16


class FileList:
    """A list of paths, one a line, or each ended by NUL as ``find -print0`` writes them.

    Kept in a file, so that it can be gone through again and does not lie in memory.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @classmethod
    def keep(cls, stream: IO[bytes], path: Path) -> "FileList":
        """Copy a list from a stream to a file."""
        with path.open("wb") as file:
            shutil.copyfileobj(stream, file)
        return cls(path)

    def __iter__(self) -> Iterator[Path | InputFile]:
        """Give the inputs that the list names."""
        return listed_files(self._names())

    def _names(self) -> Iterator[str]:
        import os

        with self._path.open("rb") as file:
            ended_by_nul = b"\0" in file.read(_SNIFFED)
            file.seek(0)
            names = _split(file) if ended_by_nul else (line.rstrip(b"\r\n") for line in file)
            for name in names:
                if name:
                    yield os.fsdecode(name)


def _split(file: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while part := file.read(_SNIFFED):
        *names, rest = (rest + part).split(b"\0")
        yield from names
    yield rest
