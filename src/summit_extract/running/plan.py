"""Inputs → the items of a batch: every article once, with an id of its own."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from summit_extract.language.dateline import parse_day
from summit_extract.reading.article import RawArticle, Unreadable
from summit_extract.reading.files import InputFile, find_files, take_out, unique
from summit_extract.running.shards import Duplicate, Item

__all__ = ["Seen", "plan"]

_CACHE_KIB = 65_536


class Seen:
    """Ids, contents and shards that came up so far, in a scratch file: memory does not grow."""

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._path = path
        self._database = sqlite3.connect(path, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._database.execute("CREATE TABLE seen (key BLOB PRIMARY KEY, first TEXT) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def first(self, kind: str, key: str, value: str = "") -> str | None:
        """Keep ``value`` for a key that is new and give None, else the value that was kept."""
        known = hashlib.blake2b(f"{kind} {key}".encode("utf-8", "surrogatepass"), digest_size=16)
        added = self._database.execute(
            "INSERT OR IGNORE INTO seen VALUES (?, ?)", (known.digest(), value)
        )
        if added.rowcount:
            return None
        row = self._database.execute("SELECT first FROM seen WHERE key = ?", (known.digest(),))
        return str(row.fetchone()[0])

    def has(self, kind: str, key: str) -> bool:
        """Tell whether a key came up."""
        known = hashlib.blake2b(f"{kind} {key}".encode("utf-8", "surrogatepass"), digest_size=16)
        row = self._database.execute("SELECT 1 FROM seen WHERE key = ?", (known.digest(),))
        return row.fetchone() is not None

    def close(self) -> None:
        """Remove the scratch file."""
        self._database.close()
        self._path.unlink(missing_ok=True)


def plan(
    inputs: Iterable[Path | InputFile], seen: Seen, encoding: str | None = None
) -> Iterator[Item]:
    """Take the articles out of the inputs, lazily, in their order.

    An id that was given before gets a number (``kim~2``). An article is a `Duplicate` of the first
    that has the same bytes, if the same is known of the day on which they were published.
    """

    def take(identity: str) -> bool:
        return seen.first("id", identity) is None

    for found in find_files(inputs):
        if isinstance(found, Unreadable):
            yield found
            continue
        for raw in take_out(found, encoding):
            named = replace(raw, article_id=unique(raw.article_id, take))
            yield named if isinstance(named, Unreadable) else _or_duplicate(named, seen)


def _or_duplicate(raw: RawArticle, seen: Seen) -> RawArticle | Duplicate:
    if not raw.data.strip():
        return raw
    day = raw.published or str(parse_day(raw.name))
    first = seen.first("content", f"{raw.sha256} {raw.form.value == 'html'} {day}", raw.article_id)
    return raw if first is None else Duplicate(raw.article_id, raw.path, raw.sha256, first)
