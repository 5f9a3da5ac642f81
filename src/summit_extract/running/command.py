"""The command ``run``; heavy imports are inside it."""

import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from summit_extract.reading.files import InputFile
    from summit_extract.running.batch import Opener, Summary
    from summit_extract.running.executors import Executor
    from summit_extract.running.store import Store
    from summit_extract.running.work import Settings

__all__ = ["TableFormat", "run"]

EXIT_NOTHING_DONE = 1
EXIT_SOME_FAILED = 3
EXIT_STOPPED = 128

_LIST = "-"

_MOST_EVENTS_IN_REPORT = 20_000
"""Beyond, a page of all events is no use to a browser, and would not fit in a small memory."""


class TableFormat(StrEnum):
    """The formats tables are written in."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"


def run(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT...",
            help="Articles: files (.txt, .md, .html; .csv, .jsonl, .parquet with a column text; "
            "each also .gz or .zst), folders with such files in them, or - for a list of files "
            "on standard input.",
            show_default=False,
        ),
    ],
    out: Annotated[Path, typer.Option(help="Folder that the tables are written into.")] = Path(
        "outputs"
    ),
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes to work in.", show_default="one for each core"),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(
            help="Work on a Dask cluster: its address (tcp://...), or local for one on this "
            "machine. Needs summit-extract[cluster]; writes Parquet parts unless --format is given."
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(help="Encoding of the files (big5, gb18030 ...); told by itself if left out."),
    ] = None,
    tokens: Annotated[
        bool, typer.Option("--tokens", help="Also write tokens.csv: every word, part of speech.")
    ] = False,
    formats: Annotated[
        list[TableFormat] | None,
        typer.Option("--format", help="Format of the tables; may be repeated.", show_default="csv"),
    ] = None,
    pipeline: Annotated[
        Path | None,
        typer.Option(help="A spaCy config to run instead of pipelines/news.cfg.", metavar="FILE"),
    ] = None,
    lexicon: Annotated[
        Path | None,
        typer.Option(help="A folder of your own tables, see the README.", metavar="FOLDER"),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON about the run when it is done.")
    ] = False,
) -> None:
    """Read articles and write the tables: events.csv, participants.csv, entities.csv and more.

    The same command after an interruption goes on where it was; with nothing changed it does
    nothing. Exit status: 0 all read, 3 finished but some articles failed (see errors.csv), 2 wrong
    usage, 1 nothing could be done.
    """
    from summit_extract.running.listing import FileList
    from summit_extract.running.store import BusyError, Store
    from summit_extract.running.work import Settings

    settings = Settings(pipeline, encoding, tokens, lexicon)
    store = Store(out)
    try:
        listed = _is_list(inputs)
        with _terminations(), store.locked():
            found = FileList.keep(sys.stdin.buffer, store.folder / "list") if listed else inputs
            summary = _run(found, store, settings, formats, workers, scheduler, quiet or as_json)
            if summary.events <= _MOST_EVENTS_IN_REPORT:
                _write_report(out)
    except KeyboardInterrupt as stopped:
        typer.echo("summit_extract: stopped; the same command goes on from here", err=True)
        number = stopped.args[0] if stopped.args else signal.SIGINT
        raise typer.Exit(EXIT_STOPPED + number) from stopped
    except OSError as error:
        if isinstance(error, FileNotFoundError) and error.strerror is None:
            raise _fail(str(error)) from error
        raise _fail(
            f"{error.filename or out}: {error.strerror or error}; check the folder --out; "
            "the same command goes on from here"
        ) from error
    except (BusyError, ValueError, ImportError) as error:
        raise _fail(str(error)) from error
    if as_json:
        typer.echo(json.dumps(_as_mapping(summary, out), ensure_ascii=False))
    elif not quiet:
        _print_summary(summary, out, formats)
    if summary.failed == summary.articles:
        raise typer.Exit(EXIT_NOTHING_DONE)
    if summary.failed:
        raise typer.Exit(EXIT_SOME_FAILED)


def _fail(message: str) -> typer.Exit:
    typer.echo(f"summit_extract: {message}", err=True)
    return typer.Exit(EXIT_NOTHING_DONE)


@contextmanager
def _terminations() -> Iterator[None]:
    """Stop at a termination as at a Ctrl-C: orderly."""

    def stop(number: int, _: FrameType | None) -> None:
        raise KeyboardInterrupt(number)

    previous = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)


def _is_list(given: list[Path]) -> bool:
    """Tell whether the inputs are on standard input; raises ``ValueError`` where there are none."""
    from summit_extract.reading.files import SUFFIXES, find_files

    if [str(path) for path in given] == [_LIST]:
        return True
    missing = [path for path in given if not os.path.lexists(path)]
    if len(missing) == len(given):
        raise ValueError(f"{missing[0]}: no such file or folder; check its name")
    if next(find_files(given), None) is None:
        raise ValueError(f"no articles ({', '.join(SUFFIXES)}) below {given[0]}")
    return False


def _run(
    inputs: "Iterable[Path | InputFile]",
    store: "Store",
    settings: "Settings",
    formats: list[TableFormat] | None,
    workers: int | None,
    scheduler: str | None,
    hidden: bool,
) -> "Summary":
    from summit_extract.running.batch import run_batch

    executor = _executor(settings, workers or _cores(), scheduler)
    try:
        with _Progress(inputs, hidden) as progress:
            openers = _openers(formats, scheduler)
            return run_batch(inputs, store, settings, openers, executor, progress.advance)
    finally:
        executor.close()


def _write_report(out: Path) -> None:
    """Write the report over the tables if these are CSV, which it is made from, and newer."""
    from summit_extract.writing.report import REPORT, write_report

    events, report = out / "events.csv", out / REPORT
    if events.is_file() and not (
        report.is_file() and report.stat().st_mtime_ns >= events.stat().st_mtime_ns
    ):
        write_report(out)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _executor(settings: "Settings", workers: int, scheduler: str | None) -> "Executor":
    from summit_extract.running.executors import InProcess, Processes

    if scheduler is not None:
        from summit_extract.running.cluster import Cluster

        return Cluster(settings, scheduler, workers)
    return InProcess(settings) if workers == 1 else Processes(settings, workers)


def _openers(formats: list[TableFormat] | None, scheduler: str | None) -> "dict[str, Opener]":
    from functools import partial

    from summit_extract.writing import csv_tables, jsonl_tables, parquet_tables, xlsx_tables

    known: dict[str, Opener] = {
        "csv": csv_tables.open_tables,
        "jsonl": jsonl_tables.open_tables,
        "parquet": partial(parquet_tables.open_tables, parts=scheduler is not None),
        "xlsx": xlsx_tables.open_tables,
    }
    default = TableFormat.CSV if scheduler is None else TableFormat.PARQUET
    return {name: known[name] for name in dict.fromkeys(formats or [default])}


def _as_mapping(summary: "Summary", out: Path) -> dict[str, object]:
    return {
        "articles": summary.articles,
        "failed": summary.failed,
        "duplicates": summary.duplicates,
        "analysed": summary.analysed,
        "unchanged": summary.unchanged,
        "characters": summary.characters,
        "events": summary.events,
        "events_by_type": dict(sorted(summary.by_type.items())),
        "events_by_status": dict(sorted(summary.by_status.items())),
        "outputs": str(out),
    }


def _print_summary(summary: "Summary", out: Path, formats: list[TableFormat] | None) -> None:
    from summit_extract.writing.report import REPORT
    from summit_extract.writing.xlsx_tables import WORKBOOK

    def counts(counter: dict[str, int]) -> str:
        return ", ".join(f"{number} {name}" for name, number in sorted(counter.items()))

    def table(name: str) -> Path:
        suffix = formats[0].value if formats else "csv"
        return out / (WORKBOOK if suffix == "xlsx" else f"{name}.{suffix}")

    articles = "article" if summary.articles == 1 else "articles"
    typer.echo(f"{summary.articles} {articles}, {summary.events} events", err=True)
    if summary.events:
        typer.echo(f"  by type:   {counts(summary.by_type)}", err=True)
        typer.echo(f"  by status: {counts(summary.by_status)}", err=True)
    if summary.duplicates:
        typer.echo(
            f"  {summary.duplicates} the same as another, read once: see duplicate_of in "
            f"{table('articles')}",
            err=True,
        )
    if summary.failed:
        typer.echo(f"  {summary.failed} failed: see {table('errors')}", err=True)
    if summary.unchanged:
        typer.echo(f"Nothing has changed since the last run; the tables in {out} stand", err=True)
    else:
        typer.echo(f"Tables are in {out}; start with {table('events')}", err=True)
    if (out / REPORT).is_file() and table("events").suffix == ".csv":
        typer.echo(f"To look instead of reading, open {out / REPORT} in a browser", err=True)


class _Progress:
    """A progress bar on standard error, only where that is a terminal."""

    def __init__(self, inputs: "Iterable[Path | InputFile]", hidden: bool) -> None:
        self._bar = None
        if not hidden and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeRemainingColumn,
            )

            self._bar = Progress(
                TextColumn("Reading"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("articles · {task.fields[events]} events"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
                auto_refresh=False,  # a thread of its own would be copied into the processes
            )
            self._task = self._bar.add_task("articles", total=_count(inputs), events=0)

    def __enter__(self) -> "_Progress":
        if self._bar is not None:
            self._bar.start()
            self._bar.refresh()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, summary: "Summary") -> None:
        if self._bar is not None:
            self._bar.update(self._task, completed=summary.articles, events=summary.events)
            self._bar.refresh()


def _count(inputs: "Iterable[Path | InputFile]") -> int | None:
    """Count the articles, or None where files have rows, whose number is not known before."""
    from summit_extract.reading.files import InputFile, find_files, holds_rows

    number = 0
    for found in find_files(inputs):
        if isinstance(found, InputFile) and holds_rows(found.path):
            return None
        number += 1
    return number
