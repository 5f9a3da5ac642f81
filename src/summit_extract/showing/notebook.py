"""Docs and results in a notebook."""

from html import escape
from typing import TYPE_CHECKING

from summit_extract.showing.marks import COLOURS, marks_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from summit_extract.api import Result

__all__ = ["display", "html_of_result"]

_SHOWN = (
    "event_type", "status", "format", "date", "local_date", "place", "country", "venue",
    "participants", "participant_roles", "attendees", "occasion", "duration", "topics", "outcome",
    "reported_by", "evidence", "confidence",
)  # fmt: skip


def display(doc: "Doc") -> str | None:
    """Show a Doc's text with names, places, dates and triggers marked, by displaCy.

    In a notebook it is displayed, elsewhere the HTML is given back.

    >>> from summit_extract import extract
    >>> html = display(extract("普京訪華。").doc)
    >>> "普京" in html and "PERSON" in html
    True
    """
    from spacy import displacy

    marks = [{"start": mark.start, "end": mark.end, "label": mark.label} for mark in marks_of(doc)]
    shown = {"text": doc.text, "ents": marks, "title": None}
    html: str | None = displacy.render(shown, style="ent", manual=True, options={"colors": COLOURS})
    return html or None


def html_of_result(result: "Result") -> str:
    """Give a result as HTML: a table with a column for each event, of the slots that are told."""
    events = result.events
    if events.empty:
        return "<p>No events.</p>"
    told = [column for column in _SHOWN if (events[column] != "").any()]
    heads = "".join(f"<th>{escape(event)}</th>" for event in events["event_id"])
    rows = "".join(
        f"<tr><th style='text-align:left'>{column}</th>"
        + "".join(
            f"<td style='text-align:left;vertical-align:top'>{escape(cell)}</td>"
            for cell in events[column]
        )
        + "</tr>"
        for column in told
    )
    return f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table>"
