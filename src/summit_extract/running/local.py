"""One process: articles in, rows out, one article at a time."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from summit_extract.pipeline import analyse_text
from summit_extract.reading.article import Article, Unreadable
from summit_extract.tables import (
    COLUMNS,
    OPTIONAL_TABLES,
    ArticleTables,
    article_tables,
    failed_tables,
)
from summit_extract.writing.csv_tables import open_tables

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Summary", "process", "run"]


@dataclass(slots=True)
class Summary:
    """What a run did: articles read and failed, events by type and status."""

    articles: int = 0
    failed: int = 0
    characters: int = 0
    events: int = 0
    by_type: Counter[str] = field(default_factory=Counter)
    by_status: Counter[str] = field(default_factory=Counter)

    def add(self, tables: ArticleTables) -> None:
        """Count the rows of one article."""
        errors = len(tables.rows["errors"])
        self.failed += errors
        self.articles += 1
        type_, status = COLUMNS["events"].index("event_type"), COLUMNS["events"].index("status")
        characters = COLUMNS["articles"].index("characters")
        for row in tables.rows["articles"]:
            self.characters += int(row[characters] or 0)
        for row in tables.rows["events"]:
            self.events += 1
            self.by_type[row[type_]] += 1
            self.by_status[row[status]] += 1


def process(nlp: "Language", found: Article | Unreadable, tokens: bool = False) -> ArticleTables:
    """Analyse one article into its rows; whatever goes wrong is a row of ``errors``."""
    if isinstance(found, Unreadable):
        return failed_tables(found)
    try:
        doc = analyse_text(nlp, found.text, found.published)
        return article_tables(found, doc, tokens)
    except Exception as error:  # an article never stops a batch: the reason becomes a row
        reason = f"{type(error).__name__}: {error}".replace("\n", " ")
        return failed_tables(
            Unreadable(
                found.path,
                found.article_id,
                f"could not be analysed ({reason}); please report it with the article",
                found.sha256,
            )
        )


def run(
    articles: Iterable[Article | Unreadable],
    nlp: "Language",
    out: Path,
    tokens: bool = False,
    advance: Callable[[Summary], None] | None = None,
) -> Summary:
    """Read every article, write the tables into the folder ``out``.

    ``advance`` is called after each article. Raises ``OSError`` where ``out`` can't be written.
    """
    tables = [table for table in COLUMNS if tokens or table not in OPTIONAL_TABLES]
    summary = Summary()
    with open_tables(out, tables) as writer:
        for found in articles:
            result = process(nlp, found, tokens)
            writer.write(result.rows)
            summary.add(result)
            if advance is not None:
                advance(summary)
    return summary
