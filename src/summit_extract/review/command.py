"""The command ``review``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summit_extract.review.comparing import Review

__all__ = ["review"]

_NOTHING_DONE = 1


def review(
    corrected: Annotated[
        Path,
        typer.Argument(
            metavar="CORRECTED",
            help="events.csv or the workbook, with your corrections (.csv, .xlsx).",
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the tables that were corrected.",
            metavar="FOLDER",
            show_default="that of CORRECTED",
        ),
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(
            help="Folder for the gold files.", metavar="FOLDER", show_default="review_gold in --out"
        ),
    ] = None,
) -> None:
    """Take in your corrections: keep them for later runs, make gold files, say what was right.

    Copy events.csv, correct its cells, and add a column "review" with "wrong" in rows that tell of
    no event. To add an event that is missing, add a row with article_id, event_type, participants
    and evidence. Every row of the copy counts as read: take out those that you did not read.
    Exit status: 0 done, 2 wrong usage, 1 the file can't be taken in.
    """
    from summit_extract.review.comparing import compare
    from summit_extract.review.corrections import read_corrections, write_corrections
    from summit_extract.review.gold_files import write_gold_files
    from summit_extract.review.reading import read_corrected

    folder = out or corrected.parent
    try:
        found = compare(read_corrected(corrected), folder, read_corrections(folder))
        path = write_corrections(folder, found.corrections)
        written = write_gold_files(
            found.rows, found.fully_read, folder, gold or folder / "review_gold"
        )
    except (OSError, ValueError) as error:
        typer.echo(f"summit_extract: {error}", err=True)
        raise typer.Exit(_NOTHING_DONE) from error
    _print_rates(found)
    for problem in written.problems:
        typer.echo(problem, err=True)
    typer.echo(
        f"{len(found.corrections)} corrections are in {path}: later runs into {folder} keep to "
        f"them. {len(written.articles)} articles of which you had every event are gold files in "
        f"{gold or folder / 'review_gold'}",
        err=True,
    )


def _print_rates(found: "Review") -> None:
    from rich.console import Console
    from rich.table import Table

    real = found.read - found.wrong
    console = Console()
    console.print(
        f"{found.read} events read: {real} real ({_share(real, found.read)}), {found.wrong} wrong, "
        f"{found.changed} of the real ones corrected; {found.missing} that were missing"
    )
    table = Table("column", "right", "of filled", "share", "missed", box=None, pad_edge=False)
    for column in ("right", "of filled", "share", "missed"):
        next(one for one in table.columns if one.header == column).justify = "right"
    for rate in found.rates:
        if rate.filled or rate.missed:
            share = _share(rate.right, rate.filled)
            table.add_row(rate.column, str(rate.right), str(rate.filled), share, str(rate.missed))
    console.print(table)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"
