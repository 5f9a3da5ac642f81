"""The command ``show``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summit_extract.reading.article import Article

__all__ = ["show"]

_NOTHING_DONE = 1


def show(
    article: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE", help="A file, or the article_id of an article in the tables."
        ),
    ],
    out: Annotated[Path, typer.Option(help="Folder of the tables, to look up an article_id.")] = (
        Path("outputs")
    ),
    lexicon: Annotated[
        Path | None,
        typer.Option(help="A folder of your own tables, see the README.", metavar="FOLDER"),
    ] = None,
) -> None:
    """Print one article with its names, dates and triggers in colour, and its events.

    Exit status: 0 shown, 2 wrong usage, 1 no such article, or it can't be read.
    """
    from rich.console import Console

    from summit_extract.pipeline import analyse_text, load
    from summit_extract.showing.terminal import print_article

    try:
        found = _find(article, out)
        nlp = load(lexicon=lexicon)
    except (ValueError, FileNotFoundError) as error:
        typer.echo(f"summit_extract: {error}", err=True)
        raise typer.Exit(_NOTHING_DONE) from error
    doc = analyse_text(nlp, found.text, found.published)
    print_article(found, doc, Console(highlight=False))


def _find(article: str, out: Path) -> "Article":
    from summit_extract.reading.article import Unreadable
    from summit_extract.reading.files import read_articles
    from summit_extract.writing.report_tables import read_rows
    from summit_extract.writing.report_texts import read_texts

    if Path(article).is_file():
        read = next(iter(read_articles([Path(article)])), None)
        if read is None:
            raise ValueError(f"{article}: holds no article")
        if isinstance(read, Unreadable):
            raise ValueError(f"{article}: {read.error}")
        return read
    table = out / "articles.csv"
    rows = read_rows(table) if table.is_file() else iter(())
    row = next((row for row in rows if row["article_id"] == article), None)
    if row is None:
        raise ValueError(
            f"{article}: no such file, and no such article_id in {table}; name one of its first "
            "column, or a file"
        )
    known = next((one for _, one in read_texts([row], out)), None)
    if known is None:
        raise ValueError(f"{row['path']}: was moved, changed or failed; run it again, or name it")
    return known
