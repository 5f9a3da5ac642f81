"""The commands ``evaluate``, ``agreement`` and ``labels``; heavy imports are inside them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from rich.console import Console

    from summit_extract.evaluation.agreement import Agreement

__all__ = ["agreement", "evaluate", "labels"]

_NOTHING_DONE = 1
_WIDTH_OF_FILES = 160
_WIDTH_OF_TERMINALS = 100


def _fail(message: str) -> typer.Exit:
    typer.echo(f"summit_extract: {message}", err=True)
    return typer.Exit(_NOTHING_DONE)


def _console() -> "Console":
    from rich.console import Console

    console = Console()
    if not console.is_terminal:
        return Console(width=_WIDTH_OF_FILES)
    return console if console.width >= _WIDTH_OF_TERMINALS else Console(width=_WIDTH_OF_TERMINALS)


def evaluate(
    gold: Annotated[Path, typer.Option(help="Folder of labelled articles (.marked and .yaml).")] = (
        Path("tests/gold")
    ),
    out: Annotated[
        Path, typer.Option(help="Folder that evaluation.csv and evaluation.json go into.")
    ] = Path("outputs"),
    split: Annotated[
        str, typer.Option(help="Which articles: dev, test (folders below --gold), or all.")
    ] = "all",
    errors: Annotated[
        bool,
        typer.Option(
            "--errors",
            help="List all that is missed, extra or wrong, by stage; never of the split test.",
        ),
    ] = False,
    pipeline: Annotated[
        Path | None,
        typer.Option(help="A spaCy config to run instead of pipelines/news.cfg.", metavar="FILE"),
    ] = None,
    lexicon: Annotated[
        Path | None,
        typer.Option(help="A folder of your own tables, see the README.", metavar="FOLDER"),
    ] = None,
) -> None:
    """Run the pipeline on labelled articles; print and write how much of it is right.

    Exit status: 0 done, 2 wrong usage, 1 no labelled articles, or one that is not well formed.
    """
    from summit_extract.evaluation.evaluate import evaluate as evaluate_articles
    from summit_extract.evaluation.evaluate import load_gold
    from summit_extract.evaluation.report import print_mistakes, print_scores, write_scores
    from summit_extract.pipeline import load

    try:
        articles = load_gold(gold, split)
        nlp = load(pipeline, lexicon=lexicon)
    except (FileNotFoundError, ValueError) as error:
        raise _fail(str(error)) from error
    evaluations, results = evaluate_articles(nlp, articles)
    console = _console()
    if errors:
        print_mistakes(evaluations, console)
    print_scores(results, console)
    failed = [e for e in evaluations if e.failure]
    if failed:
        console.print(f"[bold]{len(failed)} articles could not be analysed[/bold] and scored 0.")
    try:
        paths = write_scores(results, out)
    except OSError as error:
        raise _fail(f"{error.filename or out}: {error.strerror}; check the folder --out") from error
    typer.echo(f"Scores are in {paths[0]} and {paths[1]}", err=True)


def agreement(
    first: Annotated[Path, typer.Argument(help="Folder of one reader's .marked and .yaml.")],
    second: Annotated[Path, typer.Argument(help="Folder of the other's, of the same articles.")],
    out: Annotated[
        Path | None, typer.Option(help="Also write the figures there, as JSON.", metavar="FILE")
    ] = None,
) -> None:
    """Say how far two people agree who labelled the same articles: F1, kappa on the status."""
    import json

    from summit_extract.evaluation.agreement import compare_folders
    from summit_extract.evaluation.report import agreement_summary, print_scores

    try:
        found = compare_folders(first, second)
    except ValueError as error:
        raise _fail(str(error)) from error
    print_scores([found.scored], _console())
    _print_kappas(found)
    for names, folder in ((found.only_first, first), (found.only_second, second)):
        if names:
            typer.echo(f"Only in {folder}, not compared: {', '.join(names)}", err=True)
    if out is not None:
        text = json.dumps(agreement_summary(found), ensure_ascii=False, indent=1)
        try:
            out.write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise _fail(f"{out}: {error.strerror}; check --out") from error


def _print_kappas(found: "Agreement") -> None:
    typer.echo(f"Cohen's kappa on {found.pairs} pairs of events:")
    for slot, kappa in found.kappas.items():
        typer.echo(f"  {slot}: {'–' if kappa is None else f'{kappa:.3f}'}")


labels = typer.Typer(
    no_args_is_help=True, help="Label articles in Label Studio: write its tasks, read its export."
)


@labels.command("export")
def export_tasks(
    source: Annotated[
        Path, typer.Argument(help="Folder of labelled articles (.marked), or of texts (.txt, .md).")
    ],
    out: Annotated[
        Path, typer.Option(help="The tasks, to be imported into a Label Studio project.")
    ] = Path("label_studio_tasks.json"),
    config: Annotated[
        Path, typer.Option(help="The labelling interface, for the project's settings.")
    ] = Path("label_studio_config.xml"),
    preannotate: Annotated[
        bool,
        typer.Option(
            "--preannotate",
            help="Let the pipeline label texts first. Not for gold: readers follow what they see.",
        ),
    ] = False,
) -> None:
    """Write articles as Label Studio tasks, with the labels that they have."""
    from summit_extract.evaluation.labelstudio import (
        LABEL_CONFIG,
        gold_tasks,
        text_tasks,
        write_tasks,
    )

    has_gold = next(source.rglob("*.marked"), None) is not None
    try:
        if has_gold:
            tasks = list(gold_tasks(source))
        else:
            tasks = list(text_tasks(source, _labeller(preannotate)))
    except (OSError, ValueError) as error:
        raise _fail(str(error)) from error
    if not tasks:
        raise _fail(f"no articles (.marked, .txt, .md) below {source}")
    try:
        write_tasks(tasks, out)
        config.write_text(LABEL_CONFIG, encoding="utf-8")
    except OSError as error:
        raise _fail(f"{error.filename}: {error.strerror}; check --out and --config") from error
    typer.echo(
        f"{len(tasks)} tasks are in {out}. In Label Studio: make a project, paste {config} under "
        "Settings > Labeling Interface > Code, then import the tasks.",
        err=True,
    )


def _labeller(preannotate: bool) -> "Callable[[str, date | None], tuple[str, str]] | None":
    if not preannotate:
        return None
    from summit_extract.evaluation.draft import draft_labels
    from summit_extract.pipeline import analyse_text, load

    nlp = load()
    return lambda text, published: draft_labels(analyse_text(nlp, text, published))


@labels.command("import")
def import_tasks(
    export: Annotated[Path, typer.Argument(help="What Label Studio exported, in its JSON format.")],
    out: Annotated[Path, typer.Argument(help="Folder that .marked and .yaml are written into.")],
) -> None:
    """Read a Label Studio export into .marked and .yaml files, and check them.

    Exit status: 0 all written and well formed, 1 otherwise (each error is named).
    """
    from summit_extract.evaluation.labelstudio import import_export

    try:
        written, problems = import_export(export, out)
    except (OSError, ValueError) as error:
        raise _fail(str(error)) from error
    for problem in problems:
        typer.echo(problem, err=True)
    typer.echo(f"{len(written)} articles written into {out}", err=True)
    if problems:
        raise typer.Exit(_NOTHING_DONE)
