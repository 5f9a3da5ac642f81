"""Files that are there as a whole or not at all."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["flush_to_disk", "whole_files"]


def flush_to_disk(path: Path) -> None:
    """Wait until a file, or what a folder lists, is on the disk and survives a power cut."""
    flags = os.O_RDONLY
    try:
        descriptor = os.open(path, flags)
    except PermissionError:
        if path.is_dir():  # Windows opens no folders, and needs not to
            return
        raise
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def whole_files(folder: Path, names: Iterable[str]) -> Iterator[dict[str, Path]]:
    """Give a temporary path for each name; when the block ends without an error they take theirs.

    The folder is made if it is missing; after an error nothing of the files is left. Raises
    ``OSError`` where the folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    temporary = {name: folder / f".{name}.{os.getpid()}.part" for name in names}
    try:
        yield temporary
        for path in temporary.values():
            for part in path.iterdir() if path.is_dir() else ():
                flush_to_disk(part)
            flush_to_disk(path)
        for name, path in temporary.items():
            path.replace(folder / name)
    finally:
        for path in temporary.values():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
