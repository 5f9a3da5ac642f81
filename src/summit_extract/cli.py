"""The command line: ``python -m summit_extract run | evaluate | agreement | labels``."""

from typing import Annotated

import typer

from summit_extract.evaluation.commands import agreement, evaluate, labels
from summit_extract.review.command import review
from summit_extract.running.command import run
from summit_extract.showing.command import show
from summit_extract.writing.report_command import report

__all__ = ["app", "main"]

EXIT_NOTHING_DONE = 1
EXIT_SOME_FAILED = 3

app = typer.Typer(
    name="summit_extract",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help=(
        "Reads Chinese news articles and writes tables of what happened: who met, called or "
        "visited whom, when, where, and whether it took place, with the sentence that says so.\n\n"
        "Start with: python -m summit_extract run FOLDER, then open outputs/events.csv."
    ),
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(version("summit-extract"))
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    pass


app.command()(run)
app.command()(evaluate)
app.command()(agreement)
app.command()(report)
app.command()(show)
app.command()(review)
app.add_typer(labels, name="labels")


def main() -> None:
    """Run the command line."""
    app()
