import csv
import hashlib
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from summit_extract.tables import COLUMNS
from summit_extract.writing.xlsx_tables import WORKBOOK, open_tables

HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "http://example.org", "a\nb", "\x01", "普京"]


def event(**cells: str) -> tuple[str, ...]:
    given = {"event_id": "a#e1", "article_id": "a", **cells}
    return tuple(given.get(column, "") for column in COLUMNS["events"])


def article(path: str) -> tuple[str, ...]:
    given = {"article_id": "a", "path": path, "status": "ok"}
    return tuple(given.get(column, "") for column in COLUMNS["articles"])


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    with open_tables(tmp_path, ["events", "articles", "errors"]) as tables:
        rows = [
            event(date="2018-06-12", latitude="-1.5", confidence="0.9"),
            event(date="1805-12-02"),
        ]
        rows += [event(evidence=cell) for cell in HOSTILE]
        tables.write({"events": rows, "articles": [article("raw/川金 會.txt")]})
    return tmp_path / WORKBOOK


def cell(path: Path, row: int, column: str) -> "openpyxl.cell.Cell":
    sheet = openpyxl.load_workbook(path)["events"]
    return sheet.cell(row, COLUMNS["events"].index(column) + 1)


def test_there_is_a_sheet_for_each_table(workbook: Path) -> None:
    assert openpyxl.load_workbook(workbook).sheetnames == ["events", "articles", "errors"]


def test_days_are_dates(workbook: Path) -> None:
    assert cell(workbook, 2, "date").value == datetime(2018, 6, 12)


def test_days_that_excel_does_not_know_stay_text(workbook: Path) -> None:
    assert cell(workbook, 3, "date").value == "1805-12-02"


def test_numbers_are_numbers(workbook: Path) -> None:
    assert cell(workbook, 2, "latitude").value == -1.5


def test_the_header_is_frozen_and_filters_are_set(workbook: Path) -> None:
    sheet = openpyxl.load_workbook(workbook)["events"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:AQ10")


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_no_cell_is_a_formula(workbook: Path, number: int) -> None:
    found = cell(workbook, 4 + number, "evidence")
    assert (found.data_type, found.hyperlink) == ("s", None)


def test_articles_are_links_to_their_files(workbook: Path) -> None:
    link = cell(workbook, 2, "article_id").hyperlink
    assert link.target == Path("raw/川金 會.txt").absolute().as_uri().replace("file", "FILE", 1)


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "other"):
        with open_tables(tmp_path / name, ["events"]) as tables:
            tables.write({"events": [event()]})
        digests.add(hashlib.sha256((tmp_path / name / WORKBOOK).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_nothing_is_left_when_a_run_breaks_off(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), open_tables(tmp_path, ["events"]) as tables:
        tables.write({"events": [event()]})
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed"
)
def test_libreoffice_opens_it(workbook: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(workbook)], check=True, capture_output=True, timeout=120)
    with (tmp_path / "tables.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["date"] for row in rows[:2]] == ["2018-06-12", "1805-12-02"]
    assert rows[2]["evidence"] == "=1+1"
