"""``run`` and ``review`` together, with the real pipeline."""

import base64
import csv
import gzip
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summit_extract.cli import app
from summit_extract.writing.xlsx_tables import WORKBOOK

TEXT = "2018年6月12日，特朗普與金正恩在新加坡會面。\n2018年7月16日，特朗普與普京在赫爾辛基會晤。\n"


def run(folder: Path, *options: str) -> str:
    arguments = ["run", str(folder / "raw"), "--out", str(folder / "out"), "--workers", "1"]
    result = CliRunner().invoke(app, [*arguments, *options])
    assert result.exit_code == 0, result.output
    return result.stderr


def column(path: Path, name: str) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row[name] for row in csv.DictReader(lines)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "story.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_run_writes_the_report_and_says_where(folder: Path) -> None:
    assert f"open {folder / 'out' / 'report.html'} in a browser" in run(folder)
    assert (folder / "out" / "report.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_a_run_writes_a_workbook_if_asked_to(folder: Path) -> None:
    printed = run(folder, "--format", "xlsx")
    assert str(folder / "out" / WORKBOOK) in printed
    assert not (folder / "out" / "events.csv").exists()
    assert "report.html" not in printed


def test_a_run_keeps_what_was_corrected(folder: Path) -> None:
    run(folder)
    out = folder / "out"
    text = (out / "events.csv").read_text(encoding="utf-8-sig")
    (out / "corrected.csv").write_text(text.replace("Helsinki", "Espoo", 1), encoding="utf-8")
    assert CliRunner().invoke(app, ["review", str(out / "corrected.csv")]).exit_code == 0
    run(folder)
    assert column(out / "events.csv", "place") == ["Singapore", "Espoo"]
    assert "Nothing has changed" in run(folder)
    (folder / "raw" / "other.txt").write_text("2018年6月12日，普京訪華。", encoding="utf-8")
    run(folder)
    assert "Espoo" in column(out / "events.csv", "place")


def test_the_report_says_which_values_a_reader_corrected(folder: Path) -> None:
    run(folder)
    out = folder / "out"
    text = (out / "events.csv").read_text(encoding="utf-8-sig")
    (out / "corrected.csv").write_text(text.replace("Helsinki", "Espoo", 1), encoding="utf-8")
    CliRunner().invoke(app, ["review", str(out / "corrected.csv")])
    run(folder)
    page = (out / "report.html").read_text(encoding="utf-8")
    packed = page.partition('id="data">')[2].partition("<")[0]
    corrected = json.loads(gzip.decompress(base64.b64decode(packed)))["corrected"]
    assert corrected[0] == []
    assert "place" in corrected[1]
    assert "date" not in corrected[1]
