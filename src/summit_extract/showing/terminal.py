"""An article in a terminal: its text in colours, its events below."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from summit_extract.showing.marks import TERMINAL_STYLES, TRIGGER, marks_of

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from spacy.tokens import Doc

    from summit_extract.reading.article import Article

__all__ = ["print_article"]

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that could steer the terminal; each is shown as one �, so offsets stay."""

_SHOWN = (
    "date", "local_date", "timezone", "place", "venue", "participants", "participant_roles",
    "attendees", "occasion", "format", "planned_duration", "duration", "topics", "outcome",
    "reported_by", "evidence", "confidence",
)  # fmt: skip
_STATUS_STYLES = {
    "held": "bold blue", "planned": "bold green", "proposed": "bold magenta",
    "postponed": "bold yellow", "cancelled": "bold red", "not_held": "bold",
}  # fmt: skip


def print_article(article: "Article", doc: "Doc", console: "Console") -> None:
    """Print the text with its mentions in colours, what the colours mean, and the events."""
    from rich.text import Text

    text = Text(_harmless(doc.text))
    for mark in marks_of(doc):
        text.stylize(TERMINAL_STYLES[mark.label], mark.start, mark.end)
    legend = Text("  ").join(
        Text(label if label != TRIGGER else "trigger", style)
        for label, style in TERMINAL_STYLES.items()
    )
    for part in (Text(article.article_id, "bold"), text, legend, *_events(article, doc)):
        console.print(part)


def _harmless(text: str) -> str:
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def _events(article: "Article", doc: "Doc") -> "Iterator[RenderableType]":
    from rich.table import Table
    from rich.text import Text

    from summit_extract.tables import COLUMNS, article_tables

    rows = article_tables(article, doc).rows["events"]
    if not rows:
        yield Text("No events.")
    for row in rows:
        cells = dict(zip(COLUMNS["events"], map(_harmless, row), strict=True))
        style = _STATUS_STYLES.get(cells["status"], "bold")
        yield Text(f"\n{cells['event_id']}  {cells['event_type']}, {cells['status']}", style)
        table = Table(show_header=False, box=None, padding=(0, 2, 0, 2))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for column in _SHOWN:
            if cells[column]:
                table.add_row(column, Text(cells[column]))
        yield table
