"""Who analyses shards: this process, or processes beside it."""

import gc
import multiprocessing
import os
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Protocol

from summit_extract.running.shards import Item, Shard
from summit_extract.running.work import (
    Settings,
    killed_tables,
    language_of,
    pack,
    process_items,
    unpack,
)
from summit_extract.tables import ArticleTables

__all__ = ["Analysed", "Executor", "InProcess", "Processes"]


@dataclass(frozen=True, slots=True)
class Analysed:
    """The packed rows of a shard; ``keep`` unless another try may give others."""

    number: int
    key: str
    packed: bytes
    keep: bool = True


class Executor(Protocol):
    """Takes shards and gives their rows, in any order."""

    @property
    def busy(self) -> bool:
        """Whether a shard was taken whose rows were not given yet."""

    @property
    def free(self) -> bool:
        """Whether another shard can be taken now."""

    def submit(self, shard: Shard) -> None:
        """Take a shard."""

    def results(self, block: bool = True) -> list[Analysed]:
        """Give what is done; with ``block`` at least one shard, waiting for it if need be."""

    def close(self) -> None:
        """Stop; what is not done is given up."""


class InProcess:
    """Analyses shards in this process, each when it is taken."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._done: list[Analysed] = []

    @property
    def busy(self) -> bool:
        """Whether there are rows to give."""
        return bool(self._done)

    @property
    def free(self) -> bool:
        """Always: a shard is analysed when it is taken."""
        return True

    def submit(self, shard: Shard) -> None:
        """Analyse a shard."""
        packed = process_items(shard.items, self._settings)
        self._done.append(Analysed(shard.number, shard.key, packed))

    def results(self, block: bool = True) -> list[Analysed]:
        """Give the rows."""
        done, self._done = self._done, []
        return done

    def close(self) -> None:
        """Nothing to stop."""


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: "Connection[tuple[Item, ...], bytes]"
    shard: Shard | None = None


class Processes:
    """Analyses shards in ``count`` processes, which share one loaded pipeline where forks can.

    A process that dies is replaced and its shard tried again; a shard that costs two processes is
    tried article by article, and the article that ends its process becomes a row of ``errors``.
    """

    def __init__(self, settings: Settings, count: int) -> None:
        self._settings = settings
        self._count = count
        self._workers: list[_Worker] = []
        self._tried: set[int] = set()
        self._context: BaseContext | None = None

    @property
    def busy(self) -> bool:
        """Whether a shard is being analysed."""
        return any(worker.shard for worker in self._workers)

    @property
    def free(self) -> bool:
        """Whether a process waits for work."""
        return sum(worker.shard is not None for worker in self._workers) < self._count

    def submit(self, shard: Shard) -> None:
        """Give a shard to a process that has none."""
        worker = next((worker for worker in self._workers if worker.shard is None), None)
        if worker is None:
            worker = self._start()
            self._workers.append(worker)
        worker.shard = shard
        with suppress(OSError):  # it has died, which `results` will find
            worker.connection.send(shard.items)

    def _start(self) -> _Worker:
        if self._context is None:
            forks = "fork" in multiprocessing.get_all_start_methods() and os.name == "posix"
            self._context = multiprocessing.get_context("fork" if forks else "spawn")
            if forks:
                language_of(self._settings)
                gc.collect()
                gc.freeze()  # a collection in a child would copy what they share
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, ours, self._settings), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def results(self, block: bool = True) -> list[Analysed]:
        """Give what processes are done with."""
        done: list[Analysed] = []
        while not done and self.busy:
            working = {worker.connection: worker for worker in self._workers if worker.shard}
            for connection in wait(list(working), timeout=None if block else 0):
                done += self._received(working[connection])  # type: ignore[index]
            if not block:
                break
        return done

    def _received(self, worker: _Worker) -> list[Analysed]:
        shard = worker.shard
        assert shard is not None, "only working processes are waited for"
        try:
            packed = worker.connection.recv()
        except (EOFError, OSError):
            return self._after_death(worker, shard)
        worker.shard = None
        self._tried.discard(shard.number)
        return [Analysed(shard.number, shard.key, packed)]

    def _after_death(self, worker: _Worker, shard: Shard) -> list[Analysed]:
        self._workers.remove(worker)
        _end(worker)
        if shard.number not in self._tried:
            self._tried.add(shard.number)
            self.submit(shard)
            return []
        self._tried.discard(shard.number)
        return [self._one_by_one(shard)]

    def _one_by_one(self, shard: Shard) -> Analysed:
        tables: list[ArticleTables] = []
        worker: _Worker | None = None
        keep = True
        for item in shard.items:
            worker = worker or self._start()
            try:
                worker.connection.send((item,))
                tables += unpack(worker.connection.recv())
            except (EOFError, OSError):
                tables.append(killed_tables(item))
                keep = False
                _end(worker)
                worker = None
        if worker is not None:
            _end(worker)
        return Analysed(shard.number, shard.key, pack(tables), keep)

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()
        gc.unfreeze()


def _end(worker: _Worker) -> None:
    worker.connection.close()
    worker.process.terminate()
    worker.process.join()
    worker.process.close()


def _serve(
    connection: "Connection[bytes, tuple[Item, ...]]", parents: object, settings: Settings
) -> None:
    """Analyse what comes until nothing more can come."""
    # a Ctrl-C in the terminal reaches every process: the parent decides what becomes of it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if isinstance(parents, Connection):
        parents.close()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            items = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(process_items(items, settings))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
