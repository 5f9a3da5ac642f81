import json
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package, validate

from summit_extract.tables import COLUMNS, Row
from summit_extract.writing import csv_tables, jsonl_tables, parquet_tables
from summit_extract.writing.datapackage import write_datapackage
from summit_extract.writing.schema import SchemaError, check_rows, emptied_rows, schema_of


def row(table: str, **cells: str) -> Row:
    return tuple(cells.get(column, "") for column in COLUMNS[table])


PLACE = row(
    "places", article_id="a", start="3", end="5", text="夏威夷", label="GPE", latitude="21.3",
    longitude="-157.8",
)  # fmt: skip
ARTICLE = row(
    "articles", article_id="a", path="=a.txt", published="2025-08-15", characters="9",
    events="0", status="ok",
)  # fmt: skip
ROWS = {"places": [PLACE], "articles": [ARTICLE], "errors": []}


def test_every_column_is_described() -> None:
    for table in COLUMNS:
        for column in schema_of(table):
            assert column.description, f"{table}.{column.name} is not in columns.tsv"


def test_json_lines_have_types_and_null(tmp_path: Path) -> None:
    with jsonl_tables.open_tables(tmp_path, ROWS) as tables:
        tables.write(ROWS)
    (line,) = (tmp_path / "places.jsonl").read_text(encoding="utf-8").splitlines()
    place = json.loads(line)
    assert (place["start"], place["longitude"], place["name"]) == (3, -157.8, None)
    assert (tmp_path / "errors.jsonl").read_bytes() == b""


@pytest.mark.parametrize("parts", [False, True])
def test_parquet_has_types_and_null(parts: bool, tmp_path: Path) -> None:
    with parquet_tables.open_tables(tmp_path, ROWS, parts) as tables:
        tables.write(ROWS)
    (article,) = pq.read_table(tmp_path / "articles.parquet").to_pylist()
    assert (article["published"], article["characters"]) == (date(2025, 8, 15), 9)
    assert article["title"] is None
    assert pd.read_parquet(tmp_path / "errors.parquet").empty
    assert (tmp_path / "errors.parquet").is_dir() is parts


def test_parquet_is_written_in_row_groups_and_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_tables, "GROUP_ROWS", 10)
    monkeypatch.setattr(parquet_tables, "PART_ROWS", 30)
    with parquet_tables.open_tables(tmp_path, ["places"], parts=True) as tables:
        for _ in range(19):
            tables.write({"places": [PLACE] * 5})
    parts = sorted((tmp_path / "places.parquet").iterdir())
    assert [pq.read_metadata(part).num_rows for part in parts] == [30, 30, 30, 5]
    assert pq.read_metadata(parts[0]).num_row_groups == 3


def test_the_data_package_is_valid_and_typed(tmp_path: Path) -> None:
    for module in (csv_tables, parquet_tables, jsonl_tables):
        with module.open_tables(tmp_path, ROWS) as tables:
            tables.write(ROWS)
    names = [f"{table}.{kind}" for kind in ("csv", "parquet", "jsonl") for table in ROWS]
    path = write_datapackage(tmp_path, names)
    report = validate(str(path))
    assert report.valid, report.flatten(["type", "note"])
    package = Package(str(path))
    assert [resource.name for resource in package.resources][:4] == [
        "places", "articles", "errors", "places-parquet",
    ]  # fmt: skip
    (place,) = package.get_resource("places").read_rows()
    assert float(place["longitude"]) == -157.8


def test_a_changed_table_does_not_fit_its_data_package(tmp_path: Path) -> None:
    with csv_tables.open_tables(tmp_path, ROWS) as tables:
        tables.write(ROWS)
    path = write_datapackage(tmp_path, [f"{table}.csv" for table in ROWS])
    table = tmp_path / "places.csv"
    table.write_bytes(table.read_bytes().replace(b"21.3", b"91.x"))
    assert not validate(str(path)).valid


@pytest.mark.parametrize(
    ("table", "bad", "said"),
    [
        ("places", PLACE[:-1], "has 10 cells, not 11"),
        ("places", row("places", start="x", end="1", text="a", label="GPE"), "places.start is 'x'"),
        ("places", row("places", start="1", end="1", text="a"), "places.label is ''"),
        ("articles", row("articles", status="done"), "articles.status is 'done'"),
        ("articles", row("articles", status="ok", published="昨天"), "type date"),
    ],
)
def test_rows_that_do_not_fit_their_table_are_refused(table: str, bad: Row, said: str) -> None:
    with pytest.raises(SchemaError, match=said):
        check_rows(table, [bad])


def test_a_cell_that_does_not_fit_costs_that_cell_only() -> None:
    good = row("articles", article_id="a", status="ok", published="2025-08-15")
    bad = row("articles", article_id="b", status="ok", published="2020/2025")
    kept, problems = emptied_rows("articles", [good, bad])
    assert kept == [good, row("articles", article_id="b", status="ok")]
    assert problems == ["articles.published is '2020/2025', not of type date"]
    with pytest.raises(SchemaError, match=r"articles\.status is ''"):
        emptied_rows("articles", [row("articles", article_id="c")])
