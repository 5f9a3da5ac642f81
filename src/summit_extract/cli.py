"""The command line: ``python -m summit_extract run | evaluate | agreement | labels``."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summit_extract.evaluation.commands import agreement, evaluate, labels
from summit_extract.writing.report_command import report

if TYPE_CHECKING:
    from summit_extract.running.local import Summary

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


class TableFormat(StrEnum):
    """The formats tables are written in."""

    CSV = "csv"


def _fail(message: str) -> typer.Exit:
    typer.echo(f"summit_extract: {message}", err=True)
    return typer.Exit(EXIT_NOTHING_DONE)


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


@app.command()
def run(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT...",
            help="Articles: files (.txt, .md) or folders with such files in them.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option(help="Folder that the tables are written into.")] = Path(
        "outputs"
    ),
    encoding: Annotated[
        str | None,
        typer.Option(help="Encoding of the files (big5, gb18030 ...); told by itself if left out."),
    ] = None,
    tokens: Annotated[
        bool, typer.Option("--tokens", help="Also write tokens.csv: every word, part of speech.")
    ] = False,
    formats: Annotated[
        list[TableFormat] | None,
        typer.Option("--format", help="Format of the tables.", show_default="csv"),
    ] = None,
    pipeline: Annotated[
        Path | None,
        typer.Option(help="A spaCy config to run instead of pipelines/news.cfg.", metavar="FILE"),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON about the run when it is done.")
    ] = False,
) -> None:
    """Read articles and write the tables: events.csv, participants.csv, entities.csv and more.

    Exit status: 0 all read, 3 finished but some articles failed (see errors.csv), 2 wrong usage,
    1 nothing could be done.
    """
    from summit_extract.pipeline import load
    from summit_extract.reading.files import SUFFIXES, find_files, read_file
    from summit_extract.reading.article import Unreadable
    from summit_extract.running.local import run as run_articles

    missing = [path for path in inputs if not path.exists()]
    if len(missing) == len(inputs):
        raise _fail(f"{missing[0]}: no such file or folder; check its name")
    found = list(find_files(inputs))
    if not found:
        raise _fail(f"no articles ({', '.join(SUFFIXES)}) below {inputs[0]}")
    try:
        nlp = load(pipeline)
    except (FileNotFoundError, ValueError) as error:
        raise _fail(str(error)) from error
    articles = (
        item if isinstance(item, Unreadable) else read_file(item, encoding) for item in found
    )
    try:
        with _Progress(len(found), hidden=quiet or as_json) as progress:
            summary = run_articles(articles, nlp, out, tokens, progress.advance)
    except OSError as error:
        raise _fail(f"{error.filename or out}: {error.strerror}; check the folder --out") from error
    if as_json:
        typer.echo(json.dumps(_as_mapping(summary, out), ensure_ascii=False))
    elif not quiet:
        _print_summary(summary, out)
    if summary.failed == summary.articles:
        raise typer.Exit(EXIT_NOTHING_DONE)
    if summary.failed:
        raise typer.Exit(EXIT_SOME_FAILED)


def _as_mapping(summary: "Summary", out: Path) -> dict[str, object]:
    return {
        "articles": summary.articles,
        "failed": summary.failed,
        "characters": summary.characters,
        "events": summary.events,
        "events_by_type": dict(sorted(summary.by_type.items())),
        "events_by_status": dict(sorted(summary.by_status.items())),
        "outputs": str(out),
    }


def _print_summary(summary: "Summary", out: Path) -> None:
    def counts(counter: dict[str, int]) -> str:
        return ", ".join(f"{number} {name}" for name, number in sorted(counter.items()))

    articles = "article" if summary.articles == 1 else "articles"
    typer.echo(f"{summary.articles} {articles}, {summary.events} events", err=True)
    if summary.events:
        typer.echo(f"  by type:   {counts(summary.by_type)}", err=True)
        typer.echo(f"  by status: {counts(summary.by_status)}", err=True)
    if summary.failed:
        typer.echo(f"  {summary.failed} failed: see {out / 'errors.csv'}", err=True)
    typer.echo(f"Tables are in {out}; start with {out / 'events.csv'}", err=True)


class _Progress:
    """A progress bar on standard error, only where that is a terminal."""

    def __init__(self, total: int, hidden: bool) -> None:
        self._bar = None
        if not hidden and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
            from rich.progress import TimeRemainingColumn

            self._bar = Progress(
                TextColumn("Reading"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("articles · {task.fields[events]} events"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("articles", total=total, events=0)

    def __enter__(self) -> "_Progress":
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, summary: "Summary") -> None:
        if self._bar is not None:
            self._bar.update(self._task, completed=summary.articles, events=summary.events)


app.command()(evaluate)
app.command()(agreement)
app.command()(report)
app.add_typer(labels, name="labels")


def main() -> None:
    """Run the command line."""
    app()
