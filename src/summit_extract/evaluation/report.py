"""Scores as a table on the terminal, as CSV and as JSON."""

import csv
import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from summit_extract.evaluation.agreement import Agreement
from summit_extract.evaluation.evaluate import HIDDEN, Evaluation, Scored
from summit_extract.evaluation.mistakes import Kind, Stage, find_mistakes
from summit_extract.evaluation.scores import RESAMPLES, SEED, Figure, Task

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["COLUMNS", "agreement_summary", "print_mistakes", "print_scores", "write_scores"]

COLUMNS = (
    "split", "task", "item", "measure", "value", "low", "high", "right", "found", "gold",
)  # fmt: skip
"""Of ``evaluation.csv``. ``low`` and ``high`` bound the 95 % interval; ``right`` of ``found`` gives
precision and accuracy, of ``gold`` recall (for B³ and evidence it differs between the two)."""

_TITLES = {
    Task.MENTIONS: "Mentions, exact span and label",
    Task.OVERLAPPING: "Mentions, overlapping span and same label",
    Task.DATES: "Dates (TempEval-3)",
    Task.PLACES: "Places, on matched mentions",
    Task.COREFERENCE: "Coreference",
    Task.EVENTS: "Events",
    Task.SLOTS: "Slots of paired events",
    Task.LAYOUT: "Layout",
}
_MEASURES = ("accuracy", "precision", "recall", "f1")


def _row(scored: Scored, figure: Figure) -> dict[str, str | float | None]:
    tally = figure.tally
    right = tally.right_of_gold if figure.measure == "recall" else tally.right_of_found

    def rounded(value: float | None) -> float | None:
        return None if value is None else round(value, 4)

    return {
        "split": scored.split,
        "task": figure.item.task.value,
        "item": figure.item.name,
        "measure": figure.measure,
        "value": rounded(figure.value),
        "low": rounded(figure.low),
        "high": rounded(figure.high),
        "right": rounded(right),
        "found": rounded(tally.found),
        "gold": rounded(tally.gold),
    }


def write_scores(results: Sequence[Scored], folder: Path) -> tuple[Path, Path]:
    """Write ``evaluation.csv`` and ``evaluation.json`` into a folder, made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [_row(scored, figure) for scored in results for figure in scored.figures]
    csv_path, json_path = folder / "evaluation.csv", folder / "evaluation.json"
    with csv_path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    summary = {
        "articles": {scored.split: scored.articles for scored in results},
        "interval": {"level": 0.95, "resamples": RESAMPLES, "seed": SEED, "unit": "article"},
        "figures": rows,
    }
    text = json.dumps(summary, ensure_ascii=False, indent=1)
    json_path.write_text(text + "\n", encoding="utf-8")
    return csv_path, json_path


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    return f"{100 * figure.value:5.1f} [dim]{100 * figure.low:3.0f}–{100 * figure.high:.0f}[/dim]"


def _table(title: str, figures: Sequence[Figure]) -> "Table":
    from rich.table import Table

    measures = [m for m in _MEASURES if any(figure.measure == m for figure in figures)]
    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("", min_width=22)
    for measure in measures:
        table.add_column({"f1": "F1"}.get(measure, measure), justify="right", min_width=13)
    for column in ("right", "found", "gold"):
        table.add_column(column, justify="right", style="dim")
    for name, of_name in groupby(figures, key=lambda figure: figure.item.name):
        lines = {figure.measure: figure for figure in of_name}
        tally = next(iter(lines.values())).tally
        counts = (tally.right_of_found, tally.found, tally.gold)
        table.add_row(name, *(_cell(lines.get(m)) for m in measures), *(f"{c:.4g}" for c in counts))
    return table


def print_scores(results: Sequence[Scored], console: "Console") -> None:
    """Print one table a task and split: percentages, each with its 95 % interval."""
    for scored in results:
        articles = "article" if scored.articles == 1 else "articles"
        console.rule(f"{scored.split or 'gold'}: {scored.articles} {articles}")
        for task, figures in groupby(scored.figures, key=lambda figure: figure.item.task):
            console.print(_table(_TITLES[task], list(figures)))
            console.print()
    console.print(
        f"[dim]Percent, with 95 % intervals ({RESAMPLES} bootstrap resamples of articles).[/dim]"
    )


def print_mistakes(evaluations: Sequence[Evaluation], console: "Console") -> None:
    """Print everything missed, extra and wrong, by stage; of the split ``test`` nothing."""
    from rich.markup import escape

    shown = [e for e in evaluations if e.gold.split != HIDDEN]
    mistakes = [mistake for e in shown for mistake in find_mistakes(e.gold, e.found)]
    stages = list(Stage)
    mistakes.sort(key=lambda m: (stages.index(m.stage), list(Kind).index(m.kind)))
    for stage, of_stage in groupby(mistakes, key=lambda mistake: mistake.stage):
        listed = list(of_stage)
        console.rule(f"{stage.value}: {len(listed)}")
        for mistake in listed:
            console.print(
                f"[bold]{mistake.kind.value}[/bold] {escape(mistake.what)} "
                f"[dim]{escape(mistake.article)}:{mistake.start}[/dim]\n"
                f"    [dim]{escape(' '.join(mistake.sentence.split()))}[/dim]",
                soft_wrap=True,
                highlight=False,
            )
    for evaluation in evaluations:
        if evaluation.failure and evaluation.gold.split != HIDDEN:
            console.print(f"[bold]failed[/bold] {escape(evaluation.gold.name)}: ", end="")
            console.print(escape(evaluation.failure), soft_wrap=True, highlight=False)
    if len(shown) < len(evaluations):
        console.print(f"[dim]What is wrong in the split {HIDDEN} is never shown.[/dim]")


def agreement_summary(found: Agreement) -> dict[str, object]:
    """Give the figures of an agreement as a mapping for JSON."""
    return {
        "articles": found.scored.articles,
        "pairs_of_events": found.pairs,
        "kappa": {
            slot: None if kappa is None else round(kappa, 4) for slot, kappa in found.kappas.items()
        },
        "figures": [_row(found.scored, figure) for figure in found.scored.figures],
    }
