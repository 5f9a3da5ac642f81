"""The report: one HTML file over the tables, which needs nothing but a browser.

The charts and the outlines of the map are libraries that ship with the package
(``scripts/report_bundle`` makes them). The data is compressed JSON, so no text of an article
is ever part of the HTML, and the page forbids itself, by its content security policy, to load or
to run anything that was not put into it.
"""

import base64
import gzip
import hashlib
import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from summit_extract.resources import read_table
from summit_extract.writing.report_sources import sources_of, tellings_of
from summit_extract.writing.report_tables import MOST_EVENTS, Cells, ReportTables, read_tables

if TYPE_CHECKING:
    from summit_extract.api import Result

__all__ = ["REPORT", "Written", "render_report", "report_of_result", "write_report"]

REPORT = "report.html"
"""The name of the report, beside the tables."""

MOST_CHARACTERS = 20_000_000
"""Characters of articles that one report holds; of further ones it shows the sentences alone."""

_ASSETS = Path(__file__).parent / "assets"
_SCRIPTS = (
    "libraries.min.js",
    "report_text.js",
    "report_filters.js",
    "report_timeline.js",
    "report_points.js",
    "report_map.js",
    "report_network.js",
    "report_table.js",
    "report_evidence.js",
    "report_page.js",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a report was written of: where it is, events in it and in all, its size in bytes."""

    path: Path
    events: int
    total: int
    size: int


def write_report(folder: Path, target: Path | None = None, most: int = MOST_EVENTS) -> Written:
    """Write ``report.html`` over the tables in a folder, into that folder unless told otherwise.

    Takes ``events.csv`` and the tables beside it; the texts of the articles are read again from
    their files where these are unchanged. Raises ``FileNotFoundError`` where there are no tables,
    ``OSError`` where the report can't be written.
    """
    from summit_extract.review.applying import corrected_columns
    from summit_extract.review.corrections import read_corrections
    from summit_extract.writing.report_texts import read_texts

    tables = read_tables(folder, most)
    texts = {
        identity: article.text
        for identity, article in read_texts(tables.articles.values(), folder, MOST_CHARACTERS)
    }
    for event in tables.events:  # decoded otherwise than in the run (--encoding), offsets are off
        start, end = tellings_of(event)[0]
        if texts.get(event["article_id"], "")[start:end] != event["evidence"]:
            texts.pop(event["article_id"], None)
    path = target or folder / REPORT
    corrected = corrected_columns(tables.events, tables.articles, read_corrections(folder))
    data = render_report(tables, texts, corrected).encode("utf-8")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return Written(path, len(tables.events), tables.total, len(data))


def report_of_result(result: "Result") -> str:
    """Make the report of what was read in Python."""
    tables: dict[str, list[Cells]] = {
        name: getattr(result, name).to_dict("records")
        for name in ("articles", "participants", "entities", "dates", "places", "events")
    }
    events = tables["events"]
    identities = [article["article_id"] for article in tables["articles"]]
    texts = {key: doc.text for key, doc in zip(identities, result.docs, strict=True)}
    return render_report(ReportTables.of(tables, len(events), events), texts)


def render_report(
    tables: ReportTables,
    texts: Mapping[str, str],
    corrected: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """Make the report as HTML.

    ``texts`` holds the original text by article id, ``corrected`` the columns that a reader
    corrected by event id.

    >>> html = render_report(ReportTables.of({}, 0, []), {})
    >>> html.startswith("<!DOCTYPE html>"), "default-src 'none'" in html
    (True, True)
    """
    data = json.dumps(
        _payload(tables, texts, corrected or {}), ensure_ascii=False, separators=(",", ":")
    )
    packed = base64.b64encode(gzip.compress(data.encode("utf-8"), mtime=0)).decode("ascii")
    page, hashes = _page()
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    return page.replace("{{policy}}", policy, 1).replace("{{data}}", packed, 1)


@cache
def _page() -> tuple[str, str]:
    """Put styles and scripts into the page; also gives the scripts' hashes for its policy."""
    page = _asset("report.html")
    scripts = [_asset(name) for name in _SCRIPTS]
    for name, script in zip(_SCRIPTS, scripts, strict=True):
        if "</script" in script.lower() or "<!--" in script:
            raise ValueError(f"{name}: holds an end of a script element; write it otherwise")
    elements = "\n".join(f"<script>{script}</script>" for script in scripts)
    style = f"<style>{_asset('report.css')}</style>"
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    parts = {"style": style, "licences": _asset("LICENSES.txt"), "scripts": elements}
    for name, part in parts.items():
        page = page.replace(f"{{{{{name}}}}}", part, 1)
    return page, hashes


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _labels() -> dict[str, list[str]]:
    return {row["key"]: [row["en"], row["zh_Hant"]] for row in read_table("report_labels.tsv")}


def _payload(
    tables: ReportTables, texts: Mapping[str, str], corrected: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """Give what the scripts of the page read: columns once, rows as lists."""
    columns = list(tables.events[0]) if tables.events else []
    return {
        "labels": _labels(),
        "total": tables.total,
        "columns": columns,
        "events": [[event[column] for column in columns] for event in tables.events],
        "people": [_people(tables, event) for event in tables.events],
        "sources": [_sources(tables, event, texts) for event in tables.events],
        "real": [tables.real.get(event["event_id"], "") for event in tables.events],
        "corrected": [list(corrected.get(event["event_id"], ())) for event in tables.events],
        "tellings": [tellings_of(event) for event in tables.events],
        "place_names": _place_names(tables),
        "articles": {
            identity: {
                "title": row["title"],
                "published": row["published"],
                "source": row["source"],
                "path": row["path"],
                "text": texts.get(identity),
            }
            for identity, row in tables.articles.items()
        },
    }


def _place_names(tables: ReportTables) -> dict[str, str]:
    """Give the Chinese name in which articles tell of each place most often, by English name."""
    counts: dict[str, Counter[str]] = {}
    for rows in tables.places.values():
        for row in rows:
            text = row["text"]
            if row["name"] and row["label"] != "FAC" and len(text) > 1 and not text.isascii():
                counts.setdefault(row["name"], Counter())[text] += 1
    return {name: found.most_common(1)[0][0] for name, found in counts.items()}


def _people(tables: ReportTables, event: Cells) -> list[list[str]]:
    return [
        [row["entity_id"] or row["name"], row["name"], row["name_en"], row["country_code"],
         row["part"]]
        for row in tables.participants.get(event["event_id"], ())
    ]  # fmt: skip


def _sources(
    tables: ReportTables, event: Cells, texts: Mapping[str, str]
) -> list[tuple[str, int, int, str]]:
    article = event["article_id"]
    text = texts.get(article)
    found = sources_of(
        event,
        tables.participants.get(event["event_id"], ()),
        tables.entities.get(article, ()),
        tables.dates.get(article, ()),
        tables.places.get(article, ()),
        text,
    )
    return [(source.slot, source.start, source.end, source.value) for source in found]
