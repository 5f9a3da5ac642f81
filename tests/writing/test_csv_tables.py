import csv
from pathlib import Path

import pandas as pd
import pytest

from summit_extract.tables import COLUMNS
from summit_extract.writing.csv_tables import defuse, open_tables

HOSTILE = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "a\nb", 'say "hi"', "a; b,c", "普京", "-149.9"]


def row(cell: str) -> tuple[str, ...]:
    return (cell, *([""] * (len(COLUMNS["errors"]) - 1)))


def test_pandas_reads_back_what_was_written(tmp_path: Path) -> None:
    with open_tables(tmp_path, ["errors"]) as tables:
        tables.write({"errors": [row(cell) for cell in HOSTILE]})
    frame = pd.read_csv(tmp_path / "errors.csv", dtype=str, keep_default_na=False)
    assert list(frame["path"]) == [defuse(cell) for cell in HOSTILE]


def test_files_have_a_byte_order_mark_and_plain_line_ends(tmp_path: Path) -> None:
    with open_tables(tmp_path, ["errors"]):
        pass
    data = (tmp_path / "errors.csv").read_bytes()
    assert data == b"\xef\xbb\xbfpath,article_id,error\n"


@pytest.mark.parametrize("cell", ["=1", "+1+1", "-a", "@x", "\tx", "\rx"])
def test_formulas_are_defused(cell: str) -> None:
    assert defuse(cell).startswith("'")


def test_nothing_is_left_and_nothing_replaced_when_a_run_breaks_off(tmp_path: Path) -> None:
    (tmp_path / "errors.csv").write_text("old")
    with pytest.raises(RuntimeError), open_tables(tmp_path, ["errors"]) as tables:
        tables.write({"errors": [row("new")]})
        raise RuntimeError
    assert [path.name for path in tmp_path.iterdir()] == ["errors.csv"]
    assert (tmp_path / "errors.csv").read_text() == "old"


def test_rows_are_read_by_the_csv_module(tmp_path: Path) -> None:
    with open_tables(tmp_path, ["errors"]) as tables:
        tables.write({"errors": [row("a\nb")]})
    with (tmp_path / "errors.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert list(csv.reader(lines))[1][0] == "a\nb"
