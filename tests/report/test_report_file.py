"""The report as a file, without a browser."""

import base64
import gzip
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summit_extract.cli import app
from summit_extract.writing.report import write_report
from summit_extract.writing.report_tables import read_tables

Outputs = Callable[[int], Path]


def data_of(path: Path) -> Any:
    found = re.search(r'id="data">([^<]*)<', path.read_text(encoding="utf-8"))
    assert found
    return json.loads(gzip.decompress(base64.b64decode(found.group(1))))


def test_no_text_of_an_article_is_part_of_the_markup(outputs: Outputs) -> None:
    written = write_report(outputs(3))
    assert "標題" not in written.path.read_text(encoding="utf-8")


def test_the_page_forbids_itself_to_load_anything(outputs: Outputs) -> None:
    page = write_report(outputs(3)).path.read_text(encoding="utf-8")
    page = re.sub(r"(<script[^>]*>)[^<]*(?:<(?!/script)[^<]*)*", r"\1", page)
    assert "default-src 'none'" in page
    assert not re.search(r'<(?:script|link|img|iframe)[^>]* (?:src|href)="(?!data:,")', page)


def test_the_same_tables_give_the_same_bytes(outputs: Outputs, tmp_path: Path) -> None:
    folder = outputs(3)
    one, other = (write_report(folder, tmp_path / name).path for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


def test_sources_point_at_their_text(outputs: Outputs) -> None:
    data = data_of(write_report(outputs(9)).path)
    article = data["articles"]["article0000"]["text"]
    words = [(slot, article[start:end]) for slot, start, end, _ in data["sources"][0]]
    assert ("trigger", "會晤") in words
    assert ("place", "安克雷奇") in words
    assert sum(slot == "participants" for slot, _ in words) == 2
    assert sum(slot == "date" for slot, _ in words) == 1


def test_a_changed_article_is_not_shown(outputs: Outputs, tmp_path: Path) -> None:
    folder = outputs(3)
    path = tmp_path / "raw" / "article0000.txt"
    path.write_text("別的" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert data_of(write_report(folder).path)["articles"]["article0000"]["text"] is None


def test_a_missing_article_leaves_its_sentences(outputs: Outputs, tmp_path: Path) -> None:
    folder = outputs(3)
    (tmp_path / "raw" / "article0000.txt").unlink()
    data = data_of(write_report(folder).path)
    assert data["articles"]["article0000"]["text"] is None
    assert {slot for slot, *_ in data["sources"][0]} >= {"trigger", "participants", "date", "place"}


def test_what_is_over_the_limit_is_left_out_by_confidence(outputs: Outputs) -> None:
    folder = outputs(9)
    path = folder / "events.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("0.90", "0.10", 1), encoding="utf-8")
    tables = read_tables(folder, most=8)
    assert tables.total == 9
    assert "article0000#e1" not in {event["event_id"] for event in tables.events}


def test_cells_that_were_defused_are_as_they_were(outputs: Outputs) -> None:
    folder = outputs(1)
    path = folder / "events.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("會晤", "'=會晤", 1), encoding="utf-8")
    assert read_tables(folder).events[0]["trigger"] == "=會晤"


def test_tables_that_are_missing_are_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["report", str(tmp_path)])
    assert result.exit_code == 1
    assert f"{tmp_path / 'events.csv'}: no such table" in result.output


@pytest.mark.parametrize("events", [0, 1])
def test_the_command_says_where_the_report_is(outputs: Outputs, events: int) -> None:
    folder = outputs(events)
    result = CliRunner().invoke(app, ["report", str(folder)])
    assert result.exit_code == 0
    assert f"{folder / 'report.html'}: {events} events" in result.output
