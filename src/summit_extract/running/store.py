"""What a batch has done so far, beside its tables: the rows of shards, and what was finished."""

import json
import os
import shutil
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from summit_extract.reading.files import MARKER
from summit_extract.running.work import unpack
from summit_extract.tables import ArticleTables
from summit_extract.writing.whole import flush_to_disk

__all__ = ["BusyError", "Store"]


class BusyError(RuntimeError):
    """Another run writes into the same folder; the message says which."""


class Store:
    """The folder ``.summit_extract`` of a folder of tables.

    ``shards/`` holds the rows of each shard that was analysed, under its key, each written whole
    or not at all and with a checksum inside; ``new/`` the tables that are being written;
    ``finished.json`` says what the tables next to it were made from.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out / MARKER
        self.new = self.folder / "new"
        self._shards = self.folder / "shards"
        self._finished = self.folder / "finished.json"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out of the folder, which is made if it is missing.

        The lock is gone with the process that held it, however that ended. Raises `BusyError`
        where another run has it.
        """
        import filelock

        self._shards.mkdir(parents=True, exist_ok=True)
        path = self.folder / "lock"
        lock = filelock.FileLock(path, timeout=0)
        try:
            lock.acquire()
        except filelock.Timeout as error:
            who = self._holder()
            raise BusyError(
                f"another run{who} is writing into {self.out}; wait for it, or give another --out"
            ) from error
        try:
            (self.folder / "holder").write_text(f"{os.getpid()}\n")
            self._clear_new()
            yield
        finally:
            lock.release()

    def _holder(self) -> str:
        try:
            return f" (process {(self.folder / 'holder').read_text().strip()})"
        except OSError:
            return ""

    def _clear_new(self) -> None:
        if self.new.exists():
            shutil.rmtree(self.new)

    def _path(self, key: str) -> Path:
        return self._shards / key[:3] / f"{key}.gz"

    def load(self, key: str) -> list[ArticleTables] | None:
        """Give the rows of a shard, or None if it is not there or damaged."""
        try:
            return list(unpack(self._path(key).read_bytes()))
        except (OSError, EOFError, zlib.error, ValueError):
            return None

    def has(self, key: str) -> bool:
        """Tell whether a shard was analysed; it may still turn out to be damaged."""
        return self._path(key).exists()

    def save(self, key: str, packed: bytes) -> None:
        """Keep the packed rows of a shard.

        Not flushed to the disk: after a power cut a damaged one is known by its checksum and made
        again. Raises ``OSError`` where it can't be written.
        """
        path = self._path(key)
        path.parent.mkdir(exist_ok=True)
        temporary = path.with_suffix(".part")
        try:
            temporary.write_bytes(packed)
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise

    def forget(self, wanted: Callable[[str], bool]) -> None:
        """Remove the shards that are not wanted."""
        for folder in self._shards.iterdir():
            for path in list(folder.iterdir()):
                if not (path.suffix == ".gz" and wanted(path.stem)):
                    path.unlink(missing_ok=True)
            if not any(folder.iterdir()):
                folder.rmdir()

    def finished(self) -> dict[str, Any]:
        """Give what the tables were made from, or nothing if they are not finished or changed."""
        try:
            finished: dict[str, Any] = json.loads(self._finished.read_text(encoding="utf-8"))
            tables = finished["tables"]
            intact = all(_stamp(self.out / name) == stamp for name, stamp in tables.items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}
        return finished if intact else {}

    def publish(self, made_from: dict[str, Any]) -> None:
        """Put the new tables in the place of the old ones, and say what they were made from.

        Raises ``OSError`` where a table can't be replaced.
        """
        names = sorted(path.name for path in self.new.iterdir())
        names.sort(key=lambda name: name == "datapackage.json")  # last: it describes the others
        outdated = {name for name in self._listed() if "/" not in name} - set(names)
        for name in names:
            _flush(self.new / name)
        self._finished.unlink(missing_ok=True)
        for name in names:
            _replace(self.new / name, self.out / name)
        for name in outdated:
            _remove(self.out / name)
        flush_to_disk(self.out)
        stamps = {name: _stamp(self.out / name) for name in names}
        temporary = self._finished.with_suffix(".part")
        temporary.write_text(json.dumps({**made_from, "tables": stamps}), encoding="utf-8")
        flush_to_disk(temporary)
        temporary.replace(self._finished)
        flush_to_disk(self.folder)
        self._clear_new()

    def _listed(self) -> list[str]:
        try:
            return list(json.loads(self._finished.read_text(encoding="utf-8"))["tables"])
        except (OSError, ValueError, KeyError, TypeError):
            return []


def _stamp(path: Path) -> list[int]:
    if path.is_dir():
        parts = [_stamp(part) for part in sorted(path.iterdir())]
        return [sum(size for size, _ in parts), max((when for _, when in parts), default=0)]
    found = path.stat()
    return [found.st_size, found.st_mtime_ns]


def _flush(path: Path) -> None:
    for part in path.iterdir() if path.is_dir() else ():
        flush_to_disk(part)
    flush_to_disk(path)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _replace(new: Path, path: Path) -> None:
    if path.is_dir():  # a folder of parts can't be replaced in one step
        _remove(path)
    elif new.is_dir():
        path.unlink(missing_ok=True)
    new.replace(path)
