"""The command ``report``."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["report"]

_NOTHING_DONE = 1


def report(
    folder: Annotated[Path, typer.Argument(metavar="[OUTPUTS]", help="Folder of the tables.")] = (
        Path("outputs")
    ),
    out: Annotated[
        Path | None,
        typer.Option(
            help="The file to write.", metavar="FILE", show_default="report.html beside the tables"
        ),
    ] = None,
) -> None:
    """Write report.html over the tables: timeline, map, network, filters, the evidence.

    One file that works without a network. Exit status: 0 written, 2 wrong usage, 1 no tables, or
    the file could not be written.
    """
    from summit_extract.writing.report import write_report

    try:
        written = write_report(folder, out)
    except FileNotFoundError as error:
        if error.filename is None:
            message = str(error)
        else:
            message = f"{error.filename}: no such folder; check --out"
        typer.echo(f"summit_extract: {message}", err=True)
        raise typer.Exit(_NOTHING_DONE) from error
    except (OSError, ValueError) as error:
        typer.echo(f"summit_extract: {error}", err=True)
        raise typer.Exit(_NOTHING_DONE) from error
    left_out = "" if written.events == written.total else f" of {written.total:,}"
    typer.echo(
        f"{written.path}: {written.events:,}{left_out} events, {written.size / 1e6:.1f} MB; "
        "open it in a browser",
        err=True,
    )
