"""The original texts of the articles of a run, read again from where they were."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from summit_extract.writing.report_tables import Cells

if TYPE_CHECKING:
    from summit_extract.reading.article import Article

__all__ = ["read_texts"]


def read_texts(
    articles: Iterable[Cells], folder: Path, most_characters: int | None = None
) -> Iterator[tuple[str, "Article"]]:
    """Give the id and the article, for each row of ``articles.csv`` whose text is still there.

    A text is taken only if the checksum of its file is the one in the table, so that the offsets
    of the tables hold for it. Paths are tried as they stand and from the folder of the tables
    upwards. ``most_characters`` is how many are given in all; what would go beyond is left out.
    """
    rows = list(articles)
    by_path: dict[str, list[Cells]] = {}
    for row in rows:
        if row["path"] and row["status"] == "ok":
            by_path.setdefault(row["path"], []).append(row)
    given = 0
    for path, wanted in by_path.items():
        for identity, article in _below(_found(path, folder), wanted):
            if most_characters is not None and given + len(article.text) > most_characters:
                continue
            given += len(article.text)
            yield identity, article


def _found(path: str, folder: Path) -> Path | None:
    given = Path(path)
    places = [given, *(parent / given for parent in folder.resolve().parents)]
    return next((place for place in places if place.is_file()), None)


def _below(path: Path | None, wanted: list[Cells]) -> Iterator[tuple[str, "Article"]]:
    """Give the wanted articles of one file: itself, or its rows by what follows the ``#``."""
    from summit_extract.reading.article import Unreadable
    from summit_extract.reading.files import read_articles

    if path is None:
        return
    by_key = {_key(row["article_id"]): row for row in wanted}
    for article in read_articles([path]):
        if isinstance(article, Unreadable):
            continue
        row = by_key.get(_key(article.article_id))
        if row is not None and article.sha256 == row["sha256"]:
            yield row["article_id"], article


def _key(article_id: str) -> str:
    """Give what tells the articles of one file apart: the row, nothing where it has just one."""
    return article_id.partition("#")[2]
