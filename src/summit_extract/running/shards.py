"""A batch cut into shards: runs of articles that are analysed, kept and taken up again together.

Where a shard ends depends on the ids of its own articles, not on how many came before, so that an
article that is added or removed changes the shard it is in and no other. A shard is known by its
key, a digest of all that its rows depend on: what went in, and the program that reads it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from summit_extract.reading.article import Form, RawArticle, Unreadable

__all__ = ["Duplicate", "Item", "Shard", "cut", "digest"]

_ENDS_ONE_IN = 16
_MOST_ITEMS = 64
_MOST_BYTES = 256 * 1024
_TEXT_PER_PAGE = 8
"""About so many bytes of a page in HTML are there for one byte of its text."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article with the content of ``first``, an article that is read."""

    article_id: str
    path: str
    sha256: str
    first: str


Item = RawArticle | Unreadable | Duplicate


@dataclass(frozen=True, slots=True)
class Shard:
    """A run of articles; ``key`` in hexadecimal."""

    number: int
    key: str
    items: tuple[Item, ...]


def digest(*values: str) -> str:
    """Give one digest of texts, in hexadecimal.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    state = blake2b(digest_size=16)
    for value in values:
        data = value.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def _identity(item: Item) -> tuple[str, ...]:
    if isinstance(item, RawArticle):
        return (
            "article", item.article_id, item.path, item.name, item.form.value, item.sha256,
            item.published, item.title, item.source, item.url,
        )  # fmt: skip
    if isinstance(item, Duplicate):
        return ("duplicate", item.article_id, item.path, item.sha256, item.first)
    return ("unreadable", item.article_id, item.path, item.error, item.sha256)


def _weight(item: Item) -> int:
    if not isinstance(item, RawArticle):
        return 0
    return len(item.data) // (_TEXT_PER_PAGE if item.form is Form.HTML else 1)


def _ends(item: Item) -> bool:
    name = (item.article_id or item.path).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(name, digest_size=4).digest(), "big") % _ENDS_ONE_IN == 0


def cut(items: Iterable[Item], fingerprint: str) -> Iterator[Shard]:
    """Cut a batch into shards, lazily, in its order; ``fingerprint`` is the program's."""
    held: list[Item] = []
    number = weight = 0
    for item in items:
        held.append(item)
        weight += _weight(item)
        if _ends(item) or len(held) >= _MOST_ITEMS or weight >= _MOST_BYTES:
            yield _shard(number, held, fingerprint)
            held, weight = [], 0
            number += 1
    if held:
        yield _shard(number, held, fingerprint)


def _shard(number: int, items: list[Item], fingerprint: str) -> Shard:
    parts = [part for item in items for part in _identity(item)]
    return Shard(number, digest(fingerprint, *parts), tuple(items))
