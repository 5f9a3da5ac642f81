"""The same rows from one process and from many, from any kind of input, in any format."""

import csv
import gzip
import json
import os
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from summit_extract.reading.article import RawArticle
from summit_extract.running import work
from summit_extract.running.batch import Summary, run_batch
from summit_extract.running.executors import Processes
from summit_extract.running.shards import Item
from summit_extract.running.store import Store
from summit_extract.running.work import Settings
from summit_extract.tables import ArticleTables
from summit_extract.writing import csv_tables

from .conftest import RAW, TABLES, TINY, run, run_tiny, summary, tables, write_articles

TEXT = "美國總統特朗普2018年6月12日在新加坡會見金正恩。"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("workers", [2, 5])
def test_workers_give_the_same_bytes_as_one_process(
    workers: int, corpus: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert run_tiny(corpus, "--out", tmp_path, "--workers", workers).returncode == 0
    assert tables(tmp_path) == expected


def test_the_real_pipeline_gives_the_same_bytes_from_workers(tmp_path: Path) -> None:
    articles = tmp_path / "in"
    articles.mkdir()
    (text,) = (path.read_text(encoding="utf-8") for path in RAW.glob("*.txt"))
    for number in range(6):
        (articles / f"{number}.txt").write_text(text.replace("8月13日", f"8月{number + 1}日"))
    for workers in (1, 2):
        done = run(articles, "--out", tmp_path / str(workers), "--workers", workers)
        assert done.returncode == 0, done.stderr
    assert tables(tmp_path / "1") == tables(tmp_path / "2")


def test_the_seed_of_hashes_changes_nothing(tmp_path: Path) -> None:
    articles = tmp_path / "in"
    articles.mkdir()
    (articles / "a.txt").write_text(
        "這是台美斷交以來，中華民國總統首度在美國本土與眾議院議長見面。\n"
        "美國總統特朗普與俄羅斯總統普京15日在阿拉斯加會晤，兩國外長陪同。\n"
    )
    for seed in ("1", "2", "3", "4"):
        out = tmp_path / seed
        done = run(articles, "--out", out, env={**os.environ, "PYTHONHASHSEED": seed})
        assert done.returncode == 0, done.stderr
    first = tables(tmp_path / "1")
    assert all(tables(tmp_path / seed) == first for seed in ("2", "3", "4"))


def _process_or_die(nlp: object, item: Item, settings: Settings) -> ArticleTables:
    if isinstance(item, RawArticle) and "毒".encode() in item.data:
        os._exit(9)
    return work.ArticleTables({"articles": [], "errors": [], "events": []})


def test_an_article_that_ends_its_process_is_a_row_of_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "process_item", _process_or_die)
    articles = write_articles(tmp_path / "in", 30)
    (articles / "poison.txt").write_text("毒")
    settings = Settings(pipeline=TINY)
    executor = Processes(settings, 2)
    store = Store(tmp_path / "out")
    try:
        with store.locked():
            done: Summary = run_batch(
                [articles], store, settings, {"csv": csv_tables.open_tables}, executor
            )
    finally:
        executor.close()
    assert (done.articles, done.failed) == (31, 1)
    (error,) = rows(tmp_path / "out" / "errors.csv")
    assert error["article_id"] == "poison"
    assert "its process was ended" in error["error"]


def test_ids_and_columns_of_rows(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    table = [
        {"id": "kim", "text": TEXT, "title": "特金會", "published": "2018-06-13", "source": "報"},
        {"id": "", "text": TEXT + "二", "title": "", "published": "", "source": ""},
    ]
    frame = pd.DataFrame(table)
    frame.to_csv(folder / "a.csv", index=False, encoding="big5")
    frame.to_csv(folder / "b.csv.gz", index=False, sep=";", encoding="utf-8-sig")
    frame.to_json(folder / "c.jsonl", orient="records", lines=True)
    with pa.CompressedOutputStream(str(folder / "d.jsonl.zst"), "zstd") as packed:
        for row in table:
            packed.write(json.dumps(row | {"text": row["text"] + "丁"}).encode() + b"\n")
    dated = [row | {"text": row["text"] + "戊", "published": None} for row in table]
    pq.write_table(pa.Table.from_pylist(dated), folder / "e.parquet")
    (folder / "f.md.gz").write_bytes(gzip.compress(TEXT.encode("gb18030")))
    done = run_tiny(folder, "--out", tmp_path / "out", "--json")
    assert done.returncode == 0, done.stderr
    articles = rows(tmp_path / "out" / "articles.csv")
    assert [row["article_id"] for row in articles] == [
        "a#kim", "a#2", "b#kim", "b#2", "c#kim", "c#2", "d#kim", "d#2", "e#kim", "e#2", "f",
    ]  # fmt: skip
    assert articles[0]["title"] == "特金會"
    assert articles[0]["published"] == articles[6]["published"] == "2018-06-13"
    assert [row["duplicate_of"] for row in articles[:6]] == ["", "", "a#kim", "a#2"] * 1 + [
        "a#kim",
        "a#2",
    ]
    assert summary(done)["duplicates"] == 4


def test_duplicates_are_read_once_and_said(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(TEXT)
    (folder / "2018-06-20.txt").write_text(TEXT)
    done = run_tiny(folder, "--out", tmp_path / "out")
    assert "2 the same as another" in done.stderr and done.returncode == 0
    found = {row["article_id"]: row for row in rows(tmp_path / "out" / "articles.csv")}
    assert {name: row["duplicate_of"] for name, row in found.items()} == {
        "2018-06-20": "",
        "a": "",
        "b": "a",
        "c": "a",
    }
    dates = rows(tmp_path / "out" / "dates.csv")
    assert {row["article_id"] for row in dates} == {"2018-06-20", "a"}


@pytest.mark.parametrize("end", ["\n", "\0"])
def test_files_are_listed_on_standard_input(end: str, tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 10)
    (tmp_path / "one.txt").write_text(TEXT)
    names = [*sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("a*.txt")), "one.txt"]
    listed = "".join(f"{name}{end}" for name in [*names, "gone.txt", "in/3"])
    done = run_tiny("-", "--out", "out", input=listed, cwd=tmp_path)
    assert done.returncode == 3, done.stderr
    ids = [row["article_id"] for row in rows(tmp_path / "out" / "articles.csv")]
    assert ids[:12] == [name.removesuffix(".txt") for name in names] + ["gone"]
    again = run_tiny("-", "--out", "out", input=listed, cwd=tmp_path)
    assert "Nothing has changed" in again.stderr and again.returncode == 3


def test_rows_are_in_the_order_of_article_ids(tmp_path: Path) -> None:
    names = ["b.txt", "b-1.txt", "b/x.txt", "b.c/y.txt", "a/z.txt", "b.md", "B.txt", "b/a/1.txt"]
    for number, name in enumerate(names):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT + str(number))
    run_tiny(tmp_path / "in", "--out", tmp_path / "out")
    ids = [row["article_id"] for row in rows(tmp_path / "out" / "articles.csv")]
    assert ids == sorted(ids) and len(set(ids)) == len(names)


def test_all_formats_hold_the_same(corpus: Path, tmp_path: Path) -> None:
    formats = ("csv", "jsonl", "parquet")
    arguments = [part for name in formats for part in ("--format", name)]
    assert run_tiny(corpus, "--out", tmp_path, *arguments).returncode == 0
    for table in TABLES:
        told = pd.read_csv(tmp_path / f"{table}.csv", dtype=str, keep_default_na=False)
        typed = pq.read_table(tmp_path / f"{table}.parquet")
        assert typed.column_names == list(told.columns)
        lines = (tmp_path / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        for frame in (typed.to_pylist(), [json.loads(line) for line in lines]):
            cells = [{k: "" if v is None else str(v) for k, v in row.items()} for row in frame]
            assert cells == told.to_dict("records")


def test_the_folder_of_tables_is_never_read_as_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    for _ in range(2):
        done = run_tiny(tmp_path, "--out", tmp_path / "outputs", "--json")
        assert summary(done)["articles"] == 1


def test_nothing_to_read_makes_no_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = run_tiny(tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 1 and "no articles" in done.stderr
    assert not (tmp_path / "out").exists()
    assert run_tiny(tmp_path / "in", "--workers", 0).returncode == 2
