"""A batch from inputs to tables: planned, analysed, kept, merged in order, published."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Protocol

from summit_extract.events.timeline import Timeline
from summit_extract.reading.files import InputFile
from summit_extract.review.applying import apply_corrections
from summit_extract.review.corrections import read_corrections
from summit_extract.running.executors import Analysed, Executor
from summit_extract.running.plan import Seen, plan
from summit_extract.running.shards import Shard, cut, digest
from summit_extract.running.store import Store
from summit_extract.running.work import Settings, fingerprint, unpack
from summit_extract.tables import COLUMNS, OPTIONAL_TABLES, ArticleTables, Row
from summit_extract.writing.datapackage import write_datapackage
from summit_extract.writing.schema import check_rows

__all__ = ["Opener", "Summary", "Tables", "run_batch"]

_MOST_HELD = 256
"""Packed shards that are held until those before them are done; further ones wait on the disk."""

_MOST_AHEAD = 10_000
"""Shards that may be done before one that takes long."""


@dataclass(slots=True)
class Summary:
    """What a run did: articles read, failed and met twice, events by type and status.

    ``analysed`` are the articles that this run analysed, not an earlier one; ``unchanged`` says
    that the tables were there already.
    """

    articles: int = 0
    failed: int = 0
    duplicates: int = 0
    analysed: int = 0
    characters: int = 0
    events: int = 0
    unchanged: bool = False
    by_type: Counter[str] = field(default_factory=Counter)
    by_status: Counter[str] = field(default_factory=Counter)

    def add(self, tables: ArticleTables) -> None:
        """Count the rows of one article."""
        self.articles += 1
        self.failed += bool(tables.rows.get("errors"))
        type_, status = COLUMNS["events"].index("event_type"), COLUMNS["events"].index("status")
        columns = COLUMNS["articles"]
        characters, first = columns.index("characters"), columns.index("duplicate_of")
        for row in tables.rows.get("articles", ()):
            self.characters += int(row[characters] or 0)
            self.duplicates += bool(row[first])
        for row in tables.rows.get("events", ()):
            self.events += 1
            self.by_type[row[type_]] += 1
            self.by_status[row[status]] += 1

    def kept(self) -> dict[str, Any]:
        """Give the summary as JSON takes it."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {**values, "by_type": dict(self.by_type), "by_status": dict(self.by_status)}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "Summary":
        """Make a summary of one that was kept as JSON."""
        counters = {name: Counter(kept[name]) for name in ("by_type", "by_status")}
        return cls(**{**kept, **counters})


class Tables(Protocol):
    """Tables of one format that are open for writing."""

    def write(self, rows: dict[str, list[Row]]) -> None:
        """Write the rows of one article."""


Opener = Callable[[Path, Iterable[str]], AbstractContextManager[Tables]]
"""Opens the tables of one format in a folder, given the names of the tables."""


def run_batch(
    inputs: Iterable[Path | InputFile],
    store: Store,
    settings: Settings,
    openers: dict[str, Opener],
    executor: Executor,
    advance: Callable[[Summary], None] | None = None,
) -> Summary:
    """Analyse every article of the inputs once and publish the tables.

    ``inputs`` is gone through twice if there are finished tables; ``store`` is locked by the
    caller. ``advance`` is called after each shard. Raises ``OSError`` where the folder can't be
    written: what was done so far is kept, and the same call goes on from there. What readers
    corrected (see `summit_extract.review`) stays as they had it.
    """
    program = fingerprint(settings)
    corrections = read_corrections(store.out)
    finished = store.finished()
    formats = sorted(openers)
    if finished and finished.get("formats") == formats:
        planned = digest(_planned(inputs, store, settings, program), corrections.digest)
        if planned == finished.get("planned"):
            summary = Summary.of(finished["summary"])
            summary.unchanged, summary.analysed = True, 0
            return summary
    tables = [table for table in COLUMNS if settings.tokens or table not in OPTIONAL_TABLES]
    summary = Summary()
    seen = Seen(store.folder / "seen.sqlite")
    try:
        keys = _Keys()
        shards = keys.of(cut(plan(inputs, seen, settings.encoding), program), seen)
        with ExitStack() as stack:
            timeline = stack.enter_context(Timeline(store.folder))
            opened = [stack.enter_context(open_(store.new, tables)) for open_ in openers.values()]
            for found in _in_order(shards, store, executor, summary):
                for analysed in found:
                    one = ArticleTables(apply_corrections(analysed.rows, corrections))
                    summary.add(one)
                    timeline.add(one.rows)
                    for writer in opened:
                        writer.write(one.rows)
                if advance is not None:
                    advance(summary)
            for row in timeline.rows():
                check_rows("timeline", [row])
                for writer in opened:
                    writer.write({"timeline": [row]})
        write_datapackage(store.new, _table_files(store.new))
        planned = digest(keys.digest, corrections.digest)
        store.publish({"planned": planned, "formats": formats, "summary": summary.kept()})
        store.forget(lambda key: seen.has("shard", key))
    finally:
        seen.close()
    return summary


def _table_files(folder: Path) -> list[str]:
    order = list(COLUMNS)
    names = [path.name for path in folder.iterdir() if path.name.split(".")[0] in order]
    return sorted(names, key=lambda name: (name.partition(".")[2], order.index(name.split(".")[0])))


class _Keys:
    """The digest of all shards of a batch, as they go by."""

    def __init__(self) -> None:
        self.digest = ""

    def of(self, shards: Iterable[Shard], seen: Seen) -> Iterator[Shard]:
        for shard in shards:
            self.digest = digest(self.digest, shard.key)
            seen.first("shard", shard.key)
            yield shard


def _planned(
    inputs: Iterable[Path | InputFile], store: Store, settings: Settings, program: str
) -> str:
    seen = Seen(store.folder / "seen.sqlite")
    try:
        keys = _Keys()
        for _ in keys.of(cut(plan(inputs, seen, settings.encoding), program), seen):
            pass
        return keys.digest
    finally:
        seen.close()


def _in_order(
    shards: Iterable[Shard], store: Store, executor: Executor, summary: Summary
) -> Iterator[list[ArticleTables]]:
    """Give the rows of every shard, in order, from the store or from the executor."""
    order: deque[tuple[int, str]] = deque()
    held: dict[int, bytes | None] = {}

    def collect(done: list[Analysed]) -> None:
        for one in done:
            if one.keep:
                store.save(one.key, one.packed)
            drop = one.keep and len(held) >= _MOST_HELD
            held[one.number] = None if drop else one.packed

    def ready() -> Iterator[list[ArticleTables]]:
        while order and order[0][0] in held:
            number, key = order.popleft()
            packed = held.pop(number)
            found = store.load(key) if packed is None else list(unpack(packed))
            if found is None:
                raise OSError(5, "a shard that was just written can't be read back", str(store.out))
            yield found

    for shard in shards:
        found = store.load(shard.key)
        if found is not None and not order:
            yield found
            continue
        order.append((shard.number, shard.key))
        if found is not None:
            held[shard.number] = None
        else:
            summary.analysed += len(shard.items)
            while not executor.free:
                collect(executor.results())
            executor.submit(shard)
        collect(executor.results(block=False))
        while executor.busy and len(order) > _MOST_AHEAD:
            collect(executor.results())
        yield from ready()
    while executor.busy:
        collect(executor.results())
        yield from ready()
