"""The same job on a real Dask scheduler with real workers, one of them killed on the way."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from .conftest import TABLES, TINY, command, run_tiny, tables, write_articles

pytest.importorskip("distributed", reason="the extra [cluster] is not installed")


@contextmanager
def started(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + str(arguments[0]), *map(str, arguments[1:])],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def worker_arguments(file: Path, folder: Path) -> tuple[object, ...]:
    return (
        "dask_worker", "--scheduler-file", file, "--no-nanny", "--nthreads", 1, "--no-dashboard",
        "--host", "127.0.0.1", "--local-directory", folder,
    )  # fmt: skip


def test_a_lost_worker_costs_its_shards_only(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 1500)
    file, out = tmp_path / "scheduler.json", tmp_path / "out"
    scheduler = (
        "dask_scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard",
        "--scheduler-file", file,
    )  # fmt: skip
    worker = worker_arguments(file, tmp_path)
    with started(*scheduler), started(*worker) as first, started(*worker):
        address = _address(file)
        process = subprocess.Popen(
            command(
                articles, "--out", out, "--scheduler", address, "--pipeline", TINY,
                "--format", "csv", "--format", "parquet",
            ),
            stderr=subprocess.PIPE,
        )  # fmt: skip
        shards = out / ".summit_extract" / "shards"
        while len(list(shards.glob("*/*.gz"))) < 5:
            assert process.poll() is None, process.communicate()
            time.sleep(0.05)
        first.kill()
        _, errors = process.communicate(timeout=200)
    assert process.returncode == 0, errors
    assert b"1500 articles" in errors
    run_tiny(articles, "--out", tmp_path / "alone", "--format", "csv")
    found, alone = tables(out), tables(tmp_path / "alone")
    assert {name: data for name, data in found.items() if name.endswith("csv")} == {
        name: data for name, data in alone.items() if name.endswith("csv")
    }
    for table in TABLES:
        parts = sorted((out / f"{table}.parquet").glob("part-*.parquet"))
        assert parts
        rows = sum(pq.read_metadata(part).num_rows for part in parts)
        assert rows == len(pq.read_table(out / f"{table}.parquet"))


def _address(file: Path) -> str:
    import json

    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return str(json.loads(file.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise AssertionError("the scheduler has not started")


def test_a_cluster_on_this_machine_gives_the_same_bytes(
    corpus: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    done = run_tiny(
        corpus, "--out", tmp_path, "--scheduler", "local", "--workers", 2, "--format", "csv"
    )
    assert done.returncode == 0, done.stderr
    assert tables(tmp_path) == expected


def test_no_scheduler_is_said(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "in", 1)
    done = run_tiny(articles, "--out", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:1")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and "no Dask scheduler answers" in done.stderr
